"""Ending mails about a kind of thing by the link in one of them: one click, also by a mail program (RFC 8058)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from ordolux.edges.access import Request, public
from ordolux.foundation.links import LinkEnded
from ordolux.foundation.notices.deeds import stop_mail
from ordolux.foundation.notices.models import Kind
from ordolux.foundation.notices.queries import read_stop_token


# A mail program posts without our cookies: the token alone says who asks, and all it can do is to end mails.
@csrf_exempt
@public(methods="GET POST")
def stopping(request: Request, token: str) -> HttpResponse:
    """Show what would end, or (POST) end it.

    Raises LinkEnded for a token that is not ours.
    """
    known = read_stop_token(token)
    if known is None:
        raise LinkEnded()
    person, kind = known
    if request.method == "POST":
        stop_mail(kind=kind, by=person.actor(), at=request.at)
    about = gettext(str(Kind(kind).label)) if kind in Kind.values else gettext("everything")
    return render(request, "public/mail_stopped.html", {
        "about": about, "person": person, "is_done": request.method == "POST", "token": token,
    })  # fmt: skip
