"""The customer signs: read the paper, get a code by mail, sign, done; or ask for a change, or decline with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from ordolux.edges.access import Request, customer
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.portal.signing import code_problem, code_sent_words, signature_said
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.deeds import EmptyMessage, post_message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import ChangedMeanwhile, NotFound, NotPermitted
from ordolux.foundation.documents.queries import latest_document
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.deeds import ReceivedAlready, decline_proforma, note_proforma_received
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.proforma.papers.paper import sums_of
from ordolux.orders.proforma.queries import proformas_of
from ordolux.orders.signature.deeds import consent_text, send_code, sign_proforma, try_code
from ordolux.rules.refusal import Refusal

LONGEST_WISH = 5_000


@customer(finds=Proforma)
def proforma(request: Request, number: str) -> HttpResponse:
    """The page on which a proforma invoice is read and signed. Opening it is a receipt, if it is the first."""
    record = request.find(Proforma, number)
    if record.state == ProformaState.ISSUED and record.received_at is None and record.sha256:
        try:
            record = note_proforma_received(record, how="portal", by=request.actor, at=request.at)
        except ReceivedAlready:
            record.refresh_from_db()
    return _page(request, record)


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
    messages.info(request, code_sent_words())
    return redirect(f"/portal/proformas/{number}?code=sent#sign")


@customer(Role.SIGNATORY, methods="POST", finds=Proforma)
def signature(request: Request, number: str) -> HttpResponse:
    """Try the code, then sign exactly the bytes that were shown. What was typed stays on the page when it is refused."""
    record = request.find(Proforma, number)
    if record.state == ProformaState.ISSUED and (problem := code_problem(request, try_code, record)):
        return _page(request, record, problem=problem, at_field="digits")
    try:
        request.do(sign_proforma, record, **signature_said(request))
    except (NotFound, NotPermitted, ChangedMeanwhile):
        raise
    except Refusal as refused:
        return _page(request, record, problem=told(refused))
    messages.success(request, gettext("Signed. You get the sealed document by mail when we have signed too."))
    return redirect("portal:proforma", number)


@customer(Role.BUYER, Role.SIGNATORY, methods="POST", finds=Proforma)
def change(request: Request, number: str) -> HttpResponse:
    """Ask for a change: sales reads it in the conversation; the proforma invoice stays open meanwhile."""
    record = request.find(Proforma, number)
    wish = request.POST.get("wish", "").strip()[:LONGEST_WISH]
    if not wish:
        messages.error(request, told(EmptyMessage()))
        return redirect("portal:proforma", number)
    words = gettext("About proforma invoice %(number)s: %(wish)s") % {"number": record.number, "wish": wish}
    request.do(post_message, record.deal, text=words)
    messages.success(request, gettext("Thank you; our sales will answer you. You can still sign meanwhile."))
    return redirect("portal:proforma", number)


@customer(Role.BUYER, Role.SIGNATORY, methods="POST", finds=Proforma)
def refusal(request: Request, number: str) -> HttpResponse:
    """Decline to sign, with a reason."""
    request.do(decline_proforma, request.find(Proforma, number), reason=request.POST.get("reason", ""))
    return redirect("portal:proforma", number)


def _page(request: Request, record: Proforma, *, problem: str = "", at_field: str = "") -> HttpResponse:
    paper = latest_document(record, "proforma")
    is_open = record.state == ProformaState.ISSUED
    can_sign = Role.SIGNATORY in request.actor.roles and is_open
    is_over = record.sign_by is not None and request.at > record.sign_by
    code_sent = request.GET.get("code") == "sent" or request.method == "POST"
    return render(request, "portal/proforma.html", {
        "here_in": "orders", "proforma": record, "paper": paper, "can_sign": can_sign, "told": record.snapshot,
        "is_over": is_over, "zone": record.snapshot["buyer"]["zone"], "is_open": is_open,
        "consent": consent_text(record, request.actor.name), "code_sent": code_sent,
        "can_answer": is_open and not is_over and bool(request.actor.roles & {Role.SIGNATORY, Role.BUYER}),
        "sums": sums_of(record, get_language() or ""), "problem": problem, "at_field": at_field,
        "said": request.POST, "parts": list(Instalment.objects.filter(order_id=record.order_id)),
        "signing": "read" if not can_sign or is_over else "sign" if code_sent else "code",
    }, status=422 if problem else 200)  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(p.number, f"/portal/proformas/{p.number}", state=p) for p in proformas_of(deal)]
    return Panel(gettext("Proforma invoice"), rows)


PANELS.append(_panel)
