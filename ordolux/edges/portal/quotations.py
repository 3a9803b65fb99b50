"""The customer's quotations: choose the way to travel, accept, ask for a change or decline; compare versions; order
again."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer, form_key
from ordolux.edges.lists.portal import QUOTATIONS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.offers import Offer, offer_of
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.deeds import EmptyMessage, post_message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.inquiries.inquiry.deeds import reorder
from ordolux.inquiries.quotation.deeds import decline_quotation
from ordolux.inquiries.quotation.models import SENT_STATES, Quotation, QuotationLine, QuotationState
from ordolux.inquiries.quotation.queries import quotation_in_full
from ordolux.orders.agreement.deeds import pieces_of, place_order
from ordolux.orders.agreement.models import Order
from ordolux.orders.samples.crediting import credits_for
from ordolux.orders.samples.models import SampleCredit
from ordolux.rules.refusal import Refusal

LONGEST_WISH = 5_000


@customer()
def quotations(request: Request) -> HttpResponseBase:
    """All quotations of the customer's company, newest first."""
    samples = Action(gettext("Samples"), reverse("portal:samples"), "box", is_primary=False)
    return show_list(request, QUOTATIONS, "portal", here_in="quotations", actions=[samples])


@customer(finds=Quotation)
def quotation(request: Request, number: str) -> HttpResponse:
    """One quotation with its ways, prices and plan."""
    return _page(request, number)


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
def change(request: Request, number: str) -> HttpResponse:
    """Ask for a change: sales reads it in the conversation; the quotation stays open meanwhile."""
    found = request.find(Quotation, number)
    wish = request.POST.get("wish", "").strip()[:LONGEST_WISH]
    if not wish:
        return _page(request, number, problem=told(EmptyMessage()))
    words = gettext("About quotation %(number)s, version %(version)d: %(wish)s") % {
        "number": found.number, "version": found.revision, "wish": wish,
    }  # fmt: skip
    request.do(post_message, found.deal, text=words)
    messages.success(request, gettext("Thank you; our sales will answer you."))
    return redirect("portal:quotation", number)


@customer(Role.BUYER, methods="POST", finds=Quotation)
def refusal(request: Request, number: str) -> HttpResponse:
    """Decline the quotation with a reason."""
    try:
        request.do(decline_quotation, request.find(Quotation, number), reason=request.POST.get("reason", ""))
    except Refusal as refused:
        return _page(request, number, problem=told(refused))
    messages.success(request, gettext("Thank you; our sales will answer you."))
    return redirect("portal:quotation", number)


@customer(finds=Quotation)
def comparison(request: Request, number: str) -> HttpResponse:
    """What is different between a version and the one before it, differences first."""
    found = request.find(Quotation, number)
    before = _versions(request, found).exclude(pk=found.pk).filter(pk__lt=found.pk).order_by("-pk").first()
    if before is None:
        return redirect("portal:quotation", number)
    rows, same = compared(before, found)
    return render(request, "portal/quotation_comparison.html", {
        "here_in": "quotations", "quotation": found, "before": before, "rows": rows, "same": same,
    })  # fmt: skip


@customer(Role.BUYER, methods="GET POST", finds=Order)
def again(request: Request, number: str) -> HttpResponse:
    """Order once more what was ordered: quantities can be changed, 0 leaves a line out; a quotation follows."""
    order = request.find(Order, number)
    source = Quotation.objects.get(pk=order.quotation_id)
    lines = list(QuotationLine.objects.filter(quotation=source).order_by("position"))
    problem, said = (
        "",
        {line.position: request.POST.get(f"pieces-{line.position}", str(line.pieces)) for line in lines},
    )
    if request.method == "POST":
        pieces = {str(place): _whole(words) for place, words in said.items()}
        if None in pieces.values():
            problem = gettext("Please write whole numbers of pieces; 0 leaves a line out.")
        else:
            remark = request.POST.get("remark", "")[:LONGEST_WISH]
            try:
                inquiry = request.do(reorder, source, pieces=pieces, remark=remark)
            except Refusal as refused:
                problem = told(refused)
            else:
                messages.success(
                    request, gettext("Thank you. The quotation comes within 24 hours, often much sooner.")
                )
                return redirect("portal:order", inquiry.deal.number)
    return render(request, "portal/reorder.html", {
        "here_in": "orders", "order": order, "lines": [(line, said[line.position]) for line in lines],
        "problem": problem, "remark": request.POST.get("remark", ""), "quotation": source,
    }, status=422 if problem else 200)  # fmt: skip


def compared(before: Quotation, after: Quotation) -> tuple[list[tuple[str, Any, Any]], list[tuple[str, Any]]]:
    """The differences of two versions as (what, before, after), and what stayed as (what, now)."""
    pairs: list[tuple[str, Any, Any]] = [
        (gettext("Total"), before.total, after.total),
        (gettext("Goods"), before.goods, after.goods),
        (gettext("Delivery term"), f"{before.incoterm} {before.place}", f"{after.incoterm} {after.place}"),
        (gettext("Payment"), _offer(before).payment_term, _offer(after).payment_term),
        (gettext("Arrival"), _offer(before).ends_on, _offer(after).ends_on),
        (gettext("Days in all"), before.plan.get("total_days"), after.plan.get("total_days")),
    ]
    lines = [{line.position: line for line in version.lines.all()} for version in (before, after)]
    for place in sorted(lines[0].keys() | lines[1].keys()):
        old, new = lines[0].get(place), lines[1].get(place)
        name = gettext("Line %(place)d") % {"place": place}
        pairs += [
            (f"{name}: {gettext('product')}", old and old.model, new and new.model),
            (f"{name}: {gettext('pieces')}", old and old.pieces, new and new.pieces),
            (f"{name}: {gettext('unit price')}", old and old.unit_price, new and new.unit_price),
        ]
    different = [pair for pair in pairs if pair[1] != pair[2]]
    return different, [(what, now) for what, was, now in pairs if was == now]


def quotations_panel(deal: Deal) -> Panel:
    """The quotations of a deal that were sent."""
    found = Quotation.objects.filter(deal=deal, state__in=SENT_STATES).order_by("-id")
    return Panel(gettext("Quotations"), [
        Row(each.number, reverse("portal:quotation", args=[each.number]), str(each.total), each.state) for each in found
    ])  # fmt: skip


PANELS.append(quotations_panel)


def _page(request: Request, number: str, problem: str = "") -> HttpResponse:
    found = quotation_in_full(number, request.actor)
    if found is None:
        raise Http404
    papers = Document.objects.visible_to(request.actor).filter(
        subject=found._meta.label_lower, subject_id=found.pk, superseded_at__isnull=True
    )
    versions = (
        list(_versions(request, found).order_by("-pk"))
        if found.revision > 1 or found.state == "superseded"
        else []
    )
    return render(request, "portal/quotation.html", {
        "here_in": "quotations", "quotation": found, "offer": offer_of(found), "papers": papers, "zone": _zone(request),
        "is_open": found.state == QuotationState.SENT and not found.is_out_of_date(request.at), "key": form_key(),
        "can_answer": Role.BUYER in request.actor.roles, "problem": problem, "versions": versions,
        "credits": _credits(request, found), "can_sample": found.state in (QuotationState.SENT, QuotationState.ACCEPTED),
        "wish": request.POST.get("wish", ""), "reason": request.POST.get("reason", ""),
    }, status=422 if problem else 200)  # fmt: skip


def _credits(request: Request, found: Quotation) -> list[SampleCredit]:
    """The sample fees that come off the order if the quotation is accepted now."""
    if found.state != QuotationState.SENT or found.is_free:
        return []
    ordered = pieces_of(list(found.lines.all()))
    return credits_for(request.actor.company_id, ordered, found.total, request.at)


def _versions(request: Request, found: Quotation) -> Any:
    """All versions of a quotation that the customer got."""
    lines = Prefetch("lines", queryset=QuotationLine.objects.order_by("position"))
    return (
        Quotation.objects.visible_to(request.actor)
        .filter(inquiry_id=found.inquiry_id)
        .prefetch_related(lines, "options", "blocks")
    )


def _offer(version: Quotation) -> Offer:
    return offer_of(version)


def _whole(words: str) -> int | None:
    plain = words.replace(",", "").replace(" ", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 9 else None


def _zone(request: Request) -> str:
    return str(request.user.company.zone)  # type: ignore[union-attr]  # a customer has a company
