"""The customer signs: read the paper, get a code by mail, sign, done; or decline with a reason."""

import base64
import binascii

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext

from ordolux.edges.access import Request, customer
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import document_file
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.sandbox import what_is
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.deeds import ReceivedAlready, decline_proforma, note_proforma_received
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.proforma.papers.paper import sums_of
from ordolux.orders.proforma.queries import proformas_of
from ordolux.orders.signature.deeds import MOST_TRIES, consent_text, send_code, sign_proforma, try_code

LARGEST_DRAWING = 300_000
PNG_START = "data:image/png;base64,"


@customer(finds=Proforma)
def proforma(request: Request, number: str) -> HttpResponse:
    """The page on which a proforma invoice is read and signed. Opening it is a receipt, if it is the first."""
    record = request.find(Proforma, number)
    if record.state == ProformaState.ISSUED and record.received_at is None and record.sha256:
        try:
            record = note_proforma_received(record, how="portal", by=request.actor, at=request.at)
        except ReceivedAlready:
            record.refresh_from_db()
    paper = latest_document(record, "proforma")
    can_sign = Role.SIGNATORY in request.actor.roles and record.state == ProformaState.ISSUED
    return render(request, "portal/proforma.html", {
        "here_in": "orders", "proforma": record, "paper": paper, "can_sign": can_sign, "told": record.snapshot,
        "is_over": record.sign_by is not None and request.at > record.sign_by, "zone": record.snapshot["buyer"]["zone"],
        "consent": consent_text(record, request.actor.name), "code_sent": request.GET.get("code") == "sent",
        "sums": sums_of(record, get_language() or ""),
        "parts": list(Instalment.objects.filter(order_id=record.order_id)),
    })  # fmt: skip


@customer(finds=Proforma)
def paper(request: Request, number: str) -> HttpResponse:
    """The paper itself, as PDF or (``?form=docx``) in its Word form."""
    found = latest_document(request.find(Proforma, number), "proforma")
    return (
        document_file(found, request.GET.get("form", "pdf")) if found else redirect("portal:proforma", number)
    )


@customer(Role.SIGNATORY, methods="POST", finds=Proforma)
def code(request: Request, number: str) -> HttpResponse:
    """Send the signatory a one-time code."""
    request.do(send_code, request.find(Proforma, number))
    messages.info(request, gettext("We sent a code to your mail address. It is valid for 15 minutes."))
    return redirect(f"/portal/proformas/{number}?code=sent#sign")


@customer(Role.SIGNATORY, methods="POST", finds=Proforma)
def signature(request: Request, number: str) -> HttpResponse:
    """Try the code, then sign exactly the bytes that were shown."""
    record = request.find(Proforma, number)
    if record.state == ProformaState.ISSUED:
        tried = try_code(record, digits=request.POST.get("digits", "")[:20], by=request.actor, at=request.at)
        if tried.proved_at is None:
            left = MOST_TRIES - tried.tries
            words = ngettext(
                "This code is not right; %(left)d try is left.",
                "This code is not right; %(left)d tries are left.",
                left,
            )
            messages.error(request, words % {"left": left})
            return redirect(f"/portal/proformas/{number}?code=sent#sign")
    request.do(
        sign_proforma, record, name=request.POST.get("name", ""), consent=request.POST.get("consent") == "yes",
        document_sha256=request.POST.get("document", "")[:64], title=request.POST.get("title", ""),
        drawing=_drawing(request.POST.get("drawn", "")), ip=request.META.get("REMOTE_ADDR", ""),
        agent=request.headers.get("User-Agent", ""),
    )  # fmt: skip
    messages.success(request, gettext("Signed. You get the sealed document by mail when we have signed too."))
    return redirect("portal:proforma", number)


@customer(Role.BUYER, Role.SIGNATORY, methods="POST", finds=Proforma)
def refusal(request: Request, number: str) -> HttpResponse:
    """Decline to sign, with a reason."""
    request.do(decline_proforma, request.find(Proforma, number), reason=request.POST.get("reason", ""))
    return redirect("portal:proforma", number)


@customer()
def payments(request: Request) -> HttpResponse:
    """What the customer has paid and still owes."""
    found = Instalment.objects.visible_to(request.actor).select_related("order", "deal").order_by("-id")[:200]
    return render(request, "portal/payments.html", {"here_in": "payments", "parts": list(found)})


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(p.number, f"/portal/proformas/{p.number}", state=p) for p in proformas_of(deal)]
    return Panel(gettext("Proforma invoice"), rows)


def _drawing(data: str) -> StoredFile | None:
    """The drawn signature of the page (a PNG as data address), None when the name was typed or the picture is no PNG."""
    if not data.startswith(PNG_START) or len(data) > LARGEST_DRAWING:
        return None
    try:
        picture = base64.b64decode(data.removeprefix(PNG_START), validate=True)
    except binascii.Error:
        return None
    return store_bytes(picture, "image/png") if what_is(picture) == "image/png" else None


PANELS.append(_panel)
