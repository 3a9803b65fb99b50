"""The customer reads what shall change in his order, old beside new, and signs it with a code, or declines."""

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
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import ChangedMeanwhile, NotFound, NotPermitted
from ordolux.foundation.documents.queries import latest_document
from ordolux.orders.amendment.deeds import (
    decline_amendment,
    send_amendment_code,
    sign_amendment,
    try_amendment_code,
)
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.amendment.papers.paper import amended_instalments, changed_values
from ordolux.orders.amendment.queries import amendments_of
from ordolux.orders.proforma.papers.paper import money_of
from ordolux.orders.signature.proof import consent_text
from ordolux.rules.refusal import Refusal


@customer(finds=Amendment)
def amendment(request: Request, number: str) -> HttpResponse:
    """The page on which an amendment is read and signed."""
    return _page(request, request.find(Amendment, number))


@customer(finds=Amendment)
def paper(request: Request, number: str) -> HttpResponse:
    """The paper itself, as PDF or (``?form=docx``) in its Word form."""
    found = latest_document(request.find(Amendment, number), "amendment")
    return (
        document_file(found, request.GET.get("form", "pdf"))
        if found
        else redirect("portal:amendment", number)
    )


@customer(Role.SIGNATORY, methods="POST", finds=Amendment)
def code(request: Request, number: str) -> HttpResponse:
    """Send the signatory a one-time code."""
    request.do(send_amendment_code, request.find(Amendment, number))
    messages.info(request, code_sent_words())
    return redirect(f"/portal/amendments/{number}?code=sent#sign")


@customer(Role.SIGNATORY, methods="POST", finds=Amendment)
def signature(request: Request, number: str) -> HttpResponse:
    """Try the code, then sign exactly the bytes that were shown. What was typed stays on the page when it is refused."""
    record = request.find(Amendment, number)
    if record.state == AmendmentState.ISSUED and (
        problem := code_problem(request, try_amendment_code, record)
    ):
        return _page(request, record, problem=problem, at_field="digits")
    try:
        request.do(sign_amendment, record, **signature_said(request))
    except (NotFound, NotPermitted, ChangedMeanwhile):
        raise
    except Refusal as refused:
        return _page(request, record, problem=told(refused))
    messages.success(request, gettext("Signed. You get the sealed document by mail when we have signed too."))
    return redirect("portal:amendment", number)


@customer(Role.BUYER, Role.SIGNATORY, methods="POST", finds=Amendment)
def refusal(request: Request, number: str) -> HttpResponse:
    """Decline the amendment, with a reason."""
    request.do(decline_amendment, request.find(Amendment, number), reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Declined. Your order stays as both sides signed it."))
    return redirect("portal:amendment", number)


def _page(request: Request, record: Amendment, *, problem: str = "", at_field: str = "") -> HttpResponse:
    is_open = record.state == AmendmentState.ISSUED
    is_over = is_open and request.at > record.sign_by
    can_sign = Role.SIGNATORY in request.actor.roles and is_open and not is_over
    language = get_language() or "en"
    return render(request, "portal/amendment.html", {
        "here_in": "orders", "amendment": record, "paper": latest_document(record, "amendment"), "can_sign": can_sign,
        "told": record.snapshot, "is_open": is_open, "is_over": is_over, "zone": record.snapshot["buyer"]["zone"],
        "changes": changed_values(record.differences, language),
        "parts": amended_instalments(record.snapshot["instalments"], language),
        "owed_back": money_of(record.snapshot["owed_back"]), "consent": consent_text(record, request.actor.name),
        "code_sent": request.GET.get("code") == "sent" or request.method == "POST",
        "can_answer": is_open and not is_over and bool(request.actor.roles & {Role.SIGNATORY, Role.BUYER}),
        "problem": problem, "at_field": at_field, "said": request.POST,
    }, status=422 if problem else 200)  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(a.number, f"/portal/amendments/{a.number}", state=a) for a in amendments_of(deal)]
    return Panel(gettext("Amendments"), rows) if rows else None


PANELS.append(_panel)
