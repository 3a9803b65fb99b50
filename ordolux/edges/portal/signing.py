"""What the pages on which a customer signs share: the code that he types, the signature that he draws."""

import base64
import binascii
from typing import Any

from django.utils.translation import gettext, ngettext

from ordolux.edges.access import Request
from ordolux.edges.ui.sentences import told
from ordolux.foundation.deeds import Deed
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.sandbox import what_is
from ordolux.orders.signature.proof import MOST_TRIES
from ordolux.rules.refusal import Refusal

LARGEST_DRAWING = 300_000
PNG_START = "data:image/png;base64,"


def code_problem(request: Request, try_code: Deed[..., Any], record: Any) -> str:
    """Try the code that was typed; what is wrong with it, empty when it is right."""
    digits = "".join(request.POST.get("digits", "").split())[:20]
    try:
        tried = try_code(record, digits=digits, by=request.actor, at=request.at)
    except Refusal as refused:
        return told(refused)
    if tried.proved_at is not None:
        return ""
    left = MOST_TRIES - tried.tries
    words = ngettext(
        "This code is not right; %(left)d try is left.", "This code is not right; %(left)d tries are left.", left
    )  # fmt: skip
    return words % {"left": left}


def signature_said(request: Request) -> dict[str, Any]:
    """What a person signs with, as the deeds want it."""
    return {
        "name": request.POST.get("name", ""), "consent": request.POST.get("consent") == "yes",
        "document_sha256": request.POST.get("document", "")[:64], "title": request.POST.get("title", ""),
        "drawing": _drawing(request.POST.get("drawn", "")), "ip": request.META.get("REMOTE_ADDR", ""),
        "agent": request.headers.get("User-Agent", ""),
    }  # fmt: skip


def code_sent_words() -> str:
    """What is said after a code left."""
    return gettext("We sent a code to your mail address. It is valid for 15 minutes.")


def _drawing(data: str) -> StoredFile | None:
    """The drawn signature of the page (a PNG as data address), None when the name was typed or the picture is no PNG."""
    if not data.startswith(PNG_START) or len(data) > LARGEST_DRAWING:
        return None
    try:
        picture = base64.b64decode(data.removeprefix(PNG_START), validate=True)
    except binascii.Error:
        return None
    return store_bytes(picture, "image/png") if what_is(picture) == "image/png" else None
