"""A customer's notices and how he wants to hear of things."""

from django.http import HttpResponse

from ordolux.edges.access import Request, customer
from ordolux.edges.ui import notices as told


@customer()
def notices(request: Request) -> HttpResponse:
    """One's notices."""
    return told.show_notices(request, "portal")


@customer(methods="POST")
def opening(request: Request, notice: int) -> HttpResponse:
    """Open what a notice is about."""
    return told.open_notice(request, notice)


@customer(methods="POST")
def sight(request: Request) -> HttpResponse:
    """Mark all as read."""
    return told.see_all(request, "portal")


@customer(methods="GET POST")
def wishes(request: Request) -> HttpResponse:
    """How one wants to hear of each kind."""
    return told.show_wishes(request, "portal")
