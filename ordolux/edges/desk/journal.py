"""The journal: what happened, by words, deed and day; and one line of it in full."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from ordolux.edges.access import Request, staff
from ordolux.edges.lists.journal import JOURNAL
from ordolux.edges.lists.showing import show_list
from ordolux.foundation.actors import Role
from ordolux.foundation.journal.models import Event


@staff(Role.ADMINISTRATOR, Role.MANAGER)
def journal(request: Request) -> HttpResponseBase:
    """The journal, newest first."""
    return show_list(request, JOURNAL, "desk", here_in="settings")


@staff(Role.ADMINISTRATOR, Role.MANAGER)
def event(request: Request, line: int) -> HttpResponse:
    """One line of the journal with all its facts, its hash, and the lines around it in its stream."""
    found = Event.objects.select_related("deal", "person").filter(pk=line).first() if line < 2**63 else None
    if found is None:
        raise Http404
    near = Event.objects.filter(stream=found.stream, seq__range=(found.seq - 3, found.seq + 3)).order_by(
        "seq"
    )
    return render(request, "desk/event.html", {"here_in": "settings", "event": found, "near": near})
