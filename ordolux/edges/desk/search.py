"""Find or do anything: the palette's answers and the same as a page; and the handbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ordolux.edges.access import Request, staff
from ordolux.edges.search.answer import answer
from ordolux.edges.search.handbook import chapter_for, chapters_for


@staff()
def search(request: Request) -> HttpResponse:
    """What fits the words, as a page; with ``?palette=1`` as the rows of the palette alone."""
    told = answer(request, "desk")
    if request.GET.get("palette"):
        return render(request, "ui/palette_rows.html", {"answer": told})
    return render(request, "ui/search_page.html", {"shell": "ui/desk.html", "here_in": "", "answer": told})


@staff()
def handbook(request: Request) -> HttpResponse:
    """The pages of the handbook."""
    return render(request, "ui/handbook.html", {
        "shell": "ui/desk.html", "here_in": "", "chapters": chapters_for(request.actor), "place": "desk",
    })  # fmt: skip


@staff()
def handbook_page(request: Request, name: str) -> HttpResponse:
    """One page of the handbook."""
    chapter = chapter_for(name, request.actor)
    if chapter is None:
        raise Http404
    return render(request, "ui/handbook_page.html", {
        "shell": "ui/desk.html", "here_in": "", "chapter": chapter, "place": "desk",
    })  # fmt: skip
