"""The quotation on the desk: price with every step, ways, plan, and the buttons that change, send and revise it."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.ui.offers import offer_of
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.inquiries.quotation.deeds import change_quotation, revise_quotation, send_quotation
from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.quotation.papers.words import TERMS
from ordolux.inquiries.quotation.queries import quotation_in_full
from ordolux.rules.incoterms import Rule


@staff(finds=Quotation)
def quotation(request: Request, number: str) -> HttpResponse:
    """One quotation as our own people see it."""
    found = quotation_in_full(number, request.actor)
    if found is None:
        raise Http404
    return render(request, "desk/quotation.html", {
        "here_in": "inbox", "quotation": found, "offer": offer_of(found), "rules": [rule.value for rule in Rule],
        "terms": [(code, words[0]) for code, words in TERMS.items()],
        "paper": latest_document(found, "quotation") if found.sent_at else None,
        "may_sell": request.actor.has_any(frozenset({Role.SALES})),
    })  # fmt: skip


@staff(Role.SALES, methods="POST", finds=Quotation)
def terms(request: Request, number: str) -> HttpResponse:
    """Change the terms of a draft; it is computed anew."""
    found = request.find(Quotation, number)
    try:
        discount = Decimal(request.POST.get("discount_percent", "0").replace(",", ".") or "0")
    except InvalidOperation:
        messages.error(request, gettext("A discount is a number, such as 2.5."))
        return redirect("desk:quotation", number)
    said = request.POST
    request.do(
        change_quotation, found, discount_percent=discount, incoterm=said.get("incoterm", found.incoterm),
        place=said.get("place", found.place), payment_term=said.get("payment_term", found.payment_term),
        remark=said.get("remark", ""),
    )  # fmt: skip
    return redirect("desk:quotation", number)


@staff(Role.SALES, methods="POST", finds=Quotation)
def sending(request: Request, number: str) -> HttpResponse:
    """Send the quotation to the customer."""
    request.do(send_quotation, request.find(Quotation, number))
    messages.success(
        request, gettext("The quotation is on its way; the paper and the letter follow in a moment.")
    )
    return redirect("desk:quotation", number)


@staff(Role.SALES, methods="POST", finds=Quotation)
def revision(request: Request, number: str) -> HttpResponse:
    """Replace a sent quotation by a new draft."""
    fresh = request.do(revise_quotation, request.find(Quotation, number))
    return redirect("desk:quotation", fresh.number)


def quotations_panel(deal: Deal) -> Panel:
    """The quotations of a deal."""
    found = Quotation.objects.filter(deal=deal).order_by("-id")
    return Panel(gettext("Quotations"), [
        Row(each.number, reverse("desk:quotation", args=[each.number]), str(each.total), each.state) for each in found
    ])  # fmt: skip


PANELS.append(quotations_panel)
