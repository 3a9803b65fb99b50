"""Find or do anything: the palette's answers and the same as a page; and the handbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ordolux.edges.access import Request, customer
from ordolux.edges.search.answer import answer
from ordolux.edges.search.handbook import chapter_for, chapters_for


@customer()
def search(request: Request) -> HttpResponse:
    """What fits the words, as a page; with ``?palette=1`` as the rows of the palette alone."""
    told = answer(request, "portal")
    if request.GET.get("palette"):
        return render(request, "ui/palette_rows.html", {"answer": told})
    return render(request, "ui/search_page.html", {"shell": "ui/portal.html", "here_in": "", "answer": told})


@customer()
def handbook(request: Request) -> HttpResponse:
    """The pages of the handbook."""
    return render(request, "ui/handbook.html", {
        "shell": "ui/portal.html", "here_in": "", "chapters": chapters_for(request.actor), "place": "portal",
    })  # fmt: skip


@customer()
def handbook_page(request: Request, name: str) -> HttpResponse:
    """One page of the handbook."""
    chapter = chapter_for(name, request.actor)
    if chapter is None:
        raise Http404
    return render(request, "ui/handbook_page.html", {
        "shell": "ui/portal.html", "here_in": "", "chapter": chapter, "place": "portal",
    })  # fmt: skip
