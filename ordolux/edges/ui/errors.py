"""Error pages that say what happened, why, what to do next and whom to ask, with a reference for the one
who is asked.
"""

import logging
import secrets
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ordolux.edges.ui.context import look

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """The words of one kind of error page; ``again`` offers the same address once more."""

    what: str | Promise
    why: str | Promise
    now_what: str | Promise
    ask: str | Promise
    again: bool = False


_CONTACT = gettext_lazy("Your contact person, or the chat at any hour. Please name the reference below.")
_COLLEAGUE = gettext_lazy(
    "Your contact person; staff ask the administrator. Please name the reference below."
)

TROUBLES: dict[int, Trouble] = {
    400: Trouble(
        gettext_lazy("We could not read what was sent"),
        gettext_lazy("The form or the address was incomplete or damaged on its way."),
        gettext_lazy("Go back, load the page again and send it once more. Nothing was changed."),
        _CONTACT,
    ),
    403: Trouble(
        gettext_lazy("This page is not open to you"),
        gettext_lazy(
            "It belongs to somebody else, your part does not include it, or the page was open for too long."
        ),
        gettext_lazy("Sign in again, with the address that the letter was sent to, or ask for the right."),
        _COLLEAGUE,
    ),
    404: Trouble(
        gettext_lazy("There is nothing at this address"),
        gettext_lazy("The number may be mistyped, or the record is not yours to see."),
        gettext_lazy("Check the number, or look for it from the first page."),
        _CONTACT,
    ),
    409: Trouble(
        gettext_lazy("Somebody else was faster"),
        gettext_lazy(
            "The record changed between opening the page and sending it, so we did not overwrite it."
        ),
        gettext_lazy("Load the page again: it shows the present state. What you sent changed nothing."),
        _CONTACT,
        again=True,
    ),
    410: Trouble(
        gettext_lazy("This link has ended"),
        gettext_lazy(
            "Links to one document work for a limited time, and only until a newer version replaces it."
        ),
        gettext_lazy("Ask for a new link; it comes by mail at once."),
        _CONTACT,
    ),
    429: Trouble(
        gettext_lazy("That was too often"),
        gettext_lazy("We limit how often this can be asked for, to keep robots out."),
        gettext_lazy("Wait a few minutes, then try again."),
        _CONTACT,
        again=True,
    ),
    500: Trouble(
        gettext_lazy("Something broke on our side"),
        gettext_lazy("It is not your doing. What you sent was either carried out whole or not at all."),
        gettext_lazy("Look at the record before you send it again. We were told of the error."),
        _CONTACT,
        again=True,
    ),
    503: Trouble(
        gettext_lazy("We are away for a moment"),
        gettext_lazy("The system is being updated or its database cannot be reached."),
        gettext_lazy("Try again in a minute. Mail and fax that you send now are kept and read."),
        _CONTACT,
        again=True,
    ),
}


def new_reference() -> str:
    """Return a reference that can be read out on the phone: eight signs without look-alikes, in two
    groups.
    """
    signs = "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def error_page(
    request: HttpRequest,
    status: int,
    why: str = "",
    *,
    what: str = "",
    now_what: str = "",
    ask: str = "",
    action: str = "",
    action_url: str = "",
    reference: str = "",
) -> HttpResponse:
    """Return the page of this status; every part can be said more exactly. It needs no database and no
    session.
    """
    trouble = TROUBLES.get(status, TROUBLES[500])
    said = reference or new_reference()
    log.log(
        logging.ERROR if status >= 500 else logging.INFO, "error page %s %s %s", status, said, request.path
    )
    html = render_to_string(
        "ui/error.html",
        {
            **look(request),
            "status": status,
            "what": what or trouble.what,
            "why": why or trouble.why,
            "now_what": now_what or trouble.now_what,
            "ask": ask or trouble.ask,
            "retry": trouble.again and request.method in {"GET", "HEAD"} and not action_url,
            "action": action,
            "action_url": action_url,
            "reference": said,
        },
    )
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return error_page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return error_page(request, 500)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 where the form's token is missing or old (CSRF_FAILURE_VIEW)."""
    return error_page(
        request,
        403,
        what=str(gettext_lazy("The page was open for too long")),
        why=str(gettext_lazy("Its security mark no longer fits your session, so nothing was carried out.")),
        now_what=str(gettext_lazy("Go back, load the page again and send it once more.")),
    )
