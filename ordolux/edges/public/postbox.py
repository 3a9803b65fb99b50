"""The post box of a run without a mail server: what we would have sent, to be read by whoever tries the product.

It exists only while no relay is set; where letters really leave, there is no such page.
"""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from ordolux.edges.access import Request, public
from ordolux.edges.mailbox.postbox import NoSuchLetter, list_letters, read_letter
from ordolux.edges.ui.files import download
from ordolux.foundation.files import store_bytes
from ordolux.foundation.sandbox import run

MOST = 100


@public
def letters(request: Request) -> HttpResponse:
    """The letters of this trial, newest first."""
    _only_in_a_trial()
    return render(request, "public/postbox.html", {"letters": list(list_letters())[:MOST]})


@public
def letter(request: Request, ident: str) -> HttpResponse:
    """One letter as text with its attachments; ``?attachment=n`` saves one of them."""
    _only_in_a_trial()
    try:
        raw = read_letter(ident)
    except NoSuchLetter:
        raise Http404 from None
    wanted = request.GET.get("attachment", "")
    found = run("mail", raw)
    if wanted.isdecimal() and len(wanted) < 4:
        part = next((a for a in found.value.get("attachments", []) if a["index"] == int(wanted)), None)
        if part is None:
            raise Http404
        taken = run("mail.attachment", raw, index=int(wanted))
        return download_bytes(taken.content, part["name"])
    return render(request, "public/letter.html", {"letter": found.value, "ident": ident})


def download_bytes(data: bytes, name: str) -> HttpResponse:
    """Bytes to be saved under a name, never shown as a page of ours."""
    return download(store_bytes(data, "application/octet-stream").sha256, name, "application/octet-stream")


def _only_in_a_trial() -> None:
    if settings.ORDOLUX_RELAY_HOST or settings.ENVIRONMENT.behind_proxy:
        raise Http404
