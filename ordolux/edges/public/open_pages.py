"""What the open pages of the website share: their language in the address, what a browser may keep, and the words for
search engines."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ordolux.edges.access import Request
from ordolux.edges.ui.countries import in_chinese

# what differs from one showing of a page to the next without being content
_CHANGES = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|name="key" value="[^"]*"|"X-CSRFToken": "[^"]*"|data-now="\d+"'
)
_FOR_JSON = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a page in the language that its address asks for (``?lang=zh-hans``), and let browsers ask whether what they
    keep is still right (ETag)."""

    @wraps(view)
    def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("lang", "")
        if asked not in dict(settings.LANGUAGES):
            return _kept(request, view(request, *args, **kwargs))
        with translation.override(asked):
            response = view(request, *args, **kwargs)
            response.headers["Content-Language"] = asked
        return _kept(request, response)

    return shown


def _kept(request: Request, response: HttpResponse) -> HttpResponse:
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.streaming:
        return response
    if request.user.is_authenticated:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    tag = f'W/"{hashlib.sha256(_CHANGES.sub(b"", response.content)).hexdigest()[:32]}"'
    if tag in [each.strip() for each in request.headers.get("If-None-Match", "").split(",")]:
        unchanged = HttpResponseNotModified()
        unchanged.headers["ETag"] = tag
        unchanged.headers["Cache-Control"] = "private, no-cache"
        return unchanged
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def lasting(response: HttpResponse, tag: str, *, seconds: int) -> HttpResponse:
    """Let anybody keep a picture or a paper that is the same for everybody for some time."""
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response


def site(path: str) -> str:
    """The full public address of ``path``."""
    return f"{settings.ORDOLUX_PUBLIC_URL}{path}"


def languages_of(path: str) -> list[tuple[str, str]]:
    """The addresses of a page in each language, for search engines: (language, address)."""
    tags = {"zh-hans": "zh-Hans"}
    return [(tags.get(code, code), site(f"{path}?lang={code}")) for code, _ in settings.LANGUAGES]


def canonical(path: str) -> str:
    """The one address by which search engines shall know this page in this language."""
    return site(f"{path}?lang=zh-hans") if in_chinese() else site(path)


def linked_data(told: Mapping[str, Any]) -> SafeString:
    """JSON-LD for search engines; nothing in it can end the element or begin another."""
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False).translate(_FOR_JSON)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above
