"""The inquiry form in pages of others: as a frame that only the permitted websites may show, and as one script tag
that puts the frame there.

Nothing here acts for somebody who is signed in: every sender is a visitor, no cookie is set or read, and that is why
these forms need no token against forged requests.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ordolux.edges.access import Request, public
from ordolux.edges.public.inquiry import Place, answer, keep, thanks
from ordolux.edges.public.open_pages import lasting, open_page
from ordolux.edges.ui.context import THEMES
from ordolux.inquiries.website.models import Website
from ordolux.inquiries.website.queries import open_website

SCRIPT = Path(__file__).parent / "static" / "public" / "embed.js"


@csrf_exempt
@public(methods="GET POST")
@open_page
def framed(request: Request) -> HttpResponse:
    """The form without our head and foot, for a frame."""
    place = _place(request)
    return _in_frame(answer(request, place), place)


@csrf_exempt
@public(methods="POST")
def framed_draft(request: Request) -> HttpResponse:
    """Keep what was typed in the frame."""
    return keep(request, _place(request))


@public
@open_page
def framed_thanks(request: Request, token: str) -> HttpResponse:
    """Thank you, in the frame."""
    place = _place(request)
    return _in_frame(thanks(request, token, place), place)


@public
def script(request: Request) -> HttpResponse:
    """The script that puts the form into a page: the same for everybody, so browsers may keep it for an hour."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return lasting(response, str(len(_script())), seconds=3600)


@cache
def _script() -> bytes:
    return SCRIPT.read_bytes()


def _place(request: Request) -> Place:
    """Raises Http404 for a key that no website has (any more)."""
    website = open_website(request.GET.get("site", ""))
    if website is None:
        raise Http404
    tail = {"site": website.key}
    if request.GET.get("lang", "") in dict(settings.LANGUAGES):
        tail["lang"] = request.GET["lang"]
    if request.GET.get("theme", "") in THEMES:
        tail["theme"] = request.GET["theme"]
    return Place(
        base="public/framed.html", form="public:framed_inquiry", draft="public:framed_draft",
        thanks="public:framed_received", tail=tail, website=website,
    )  # fmt: skip


def _in_frame(response: HttpResponse, place: Place) -> HttpResponse:
    website = place.website
    assert isinstance(website, Website)
    policy = {**settings.SECURE_CSP, "frame-ancestors": website.origins}
    response._csp_config = policy  # type: ignore[attr-defined]  # read by Django's own policy middleware
    response.xframe_options_exempt = True  # the policy says it more exactly
    return response
