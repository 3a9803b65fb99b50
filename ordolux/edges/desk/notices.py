"""Our people's notices and how they want to hear of things."""

from django.http import HttpResponse

from ordolux.edges.access import Request, staff
from ordolux.edges.ui import notices as told


@staff()
def notices(request: Request) -> HttpResponse:
    """One's notices."""
    return told.show_notices(request, "desk")


@staff(methods="POST")
def opening(request: Request, notice: int) -> HttpResponse:
    """Open what a notice is about."""
    return told.open_notice(request, notice)


@staff(methods="POST")
def sight(request: Request) -> HttpResponse:
    """Mark all as read."""
    return told.see_all(request, "desk")


@staff(methods="GET POST")
def wishes(request: Request) -> HttpResponse:
    """How one wants to hear of each kind."""
    return told.show_wishes(request, "desk")
