"""The customer's quotations: choose the way to travel, accept, or say what should be different."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer, form_key
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.offers import offer_of
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.inquiries.quotation.deeds import decline_quotation
from ordolux.inquiries.quotation.models import SENT_STATES, Quotation, QuotationState
from ordolux.inquiries.quotation.queries import quotation_in_full
from ordolux.orders.agreement.deeds import place_order


@customer()
def quotations(request: Request) -> HttpResponse:
    """All quotations of the customer's company, newest first."""
    found = Quotation.objects.visible_to(request.actor).select_related("deal")
    page = page_by_key(found, ("-id",), request.GET)
    return render(
        request, "portal/quotations.html", {"here_in": "quotations", "page": page, "zone": _zone(request)}
    )


@customer(finds=Quotation)
def quotation(request: Request, number: str) -> HttpResponse:
    """One quotation with its ways, prices and plan."""
    found = quotation_in_full(number, request.actor)
    if found is None:
        raise Http404
    papers = Document.objects.visible_to(request.actor).filter(
        subject=found._meta.label_lower, subject_id=found.pk, superseded_at__isnull=True
    )
    return render(request, "portal/quotation.html", {
        "here_in": "quotations", "quotation": found, "offer": offer_of(found), "papers": papers, "zone": _zone(request),
        "is_open": found.state == QuotationState.SENT and not found.is_out_of_date(request.at), "key": form_key(),
    })  # fmt: skip


@customer(Role.BUYER, methods="POST", finds=Quotation)
def acceptance(request: Request, number: str) -> HttpResponse:
    """Accept the quotation with the chosen way and insurance."""
    found = request.find(Quotation, number)
    order = request.do(
        place_order,
        found,
        mode=request.POST.get("mode", ""),
        insurance=request.POST.get("insurance") == "yes",
    )
    messages.success(request, gettext("Thank you. The proforma invoice is on its way to you."))
    return redirect("portal:order", order.deal.number)


@customer(Role.BUYER, methods="POST", finds=Quotation)
def refusal(request: Request, number: str) -> HttpResponse:
    """Decline the quotation with a reason."""
    request.do(decline_quotation, request.find(Quotation, number), reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Thank you; our sales will answer you."))
    return redirect("portal:quotation", number)


def quotations_panel(deal: Deal) -> Panel:
    """The quotations of a deal that were sent."""
    found = Quotation.objects.filter(deal=deal, state__in=SENT_STATES).order_by("-id")
    return Panel(gettext("Quotations"), [
        Row(each.number, reverse("portal:quotation", args=[each.number]), str(each.total), each.state) for each in found
    ])  # fmt: skip


PANELS.append(quotations_panel)


def _zone(request: Request) -> str:
    return str(request.user.company.zone)  # type: ignore[union-attr]  # a customer has a company
