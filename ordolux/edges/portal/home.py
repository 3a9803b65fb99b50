"""The customer's pages about a whole piece of business: what waits for him, his orders, and one order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Count, Max, Q, Value, When
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.portal import ORDERS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.portal.panels import panels_of
from ordolux.edges.portal.payments import Due, dues_of
from ordolux.edges.ui.dossier import NextStep, all_beside, dossier, next_step
from ordolux.edges.ui.places import PLACES
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.rules.terms import payment_term
from ordolux.shipping.transport.models import Shipment
from ordolux.support.warranty.models import Warranty

MOST_WAITING, LATEST = 20, 10
OVER = (OrderState.DELIVERED, OrderState.CLOSED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an order is, for the list on the start page: its batches, its shipment, and what can be done with it."""

    deal: Deal
    step: NextStep | None
    batches: int = 0
    finished: int = 0
    shipment: Shipment | None = None
    order: Order | None = None
    can_claim: bool = False

    @property
    def percent(self) -> int:
        """The share of batches that are finished."""
        return round(100 * self.finished / self.batches) if self.batches else 0


@customer()
def home(request: Request) -> HttpResponse:
    """What waits for this person by his roles, what is to be paid, then the latest orders with their progress."""
    mine = Deal.objects.visible_to(request.actor)
    roles = [role.value for role in request.actor.roles]
    dues: list[Due] = dues_of(request.actor) if request.actor.roles & {Role.PAYER, Role.BUYER} else []
    # an instalment that is due stands there with its amount already
    waiting = list(
        mine.filter(next_role__in=roles)
        .exclude(pk__in=[due.deal.pk for due in dues if due.deal.next_role == Role.PAYER])
        .order_by("next_by", "id")[:MOST_WAITING]
    )
    steps = [
        (deal, replace(step, url=url or reverse("portal:order", args=[deal.number]), button=button))
        for deal, (url, button) in zip(waiting, _places(waiting), strict=True)
        if (step := next_step(deal, request.actor, request.at)) is not None
    ]
    latest = list(mine.order_by("-changed_at", "-id")[:LATEST])
    return render(request, "portal/home.html", {
        "here_in": "home", "waiting": steps, "dues": dues, "latest": _progress(latest, request),
        "unread": [deal for deal in latest if deal.unread_by_customer], "zone": _zone(request),
        "can_buy": Role.BUYER in request.actor.roles,
    })  # fmt: skip


@customer()
def orders(request: Request) -> HttpResponseBase:
    """All business of the customer's company."""
    return show_list(request, ORDERS, "portal", here_in="orders")


@customer(finds=Deal)
def order(request: Request, number: str) -> HttpResponse:
    """One order with its next step, stages, timeline, papers and conversation."""
    deal = _deal(request, number)
    zone = deal.buyer.zone
    found = dossier(
        deal, request.actor, request.at, zone=zone, place="portal", asked=request.GET,
        attachment_url=lambda a: reverse("portal:message_attachment", args=[a.message.number, a.pk]),
    )  # fmt: skip
    actions = []
    placed = found.records.order
    if placed is not None and payment_term(placed.payment_term).is_through_bank and not placed.is_free:
        url = reverse("portal:bank", args=[placed.number])
        actions.append(Action(gettext("Payment through the bank"), url, "money", is_primary=False))
    if placed is not None and Role.BUYER in request.actor.roles:
        if found.records.shipment is not None and placed.state not in OVER:
            url = reverse("portal:delivery", args=[found.records.shipment.number])
            actions.append(Action(gettext("Track"), url, "ship", is_primary=False))
        if found.records.warranty_until is not None:
            url = reverse("portal:new_claim", args=[placed.number])
            actions.append(Action(gettext("Report failed lamps"), url, "support", is_primary=False))
        url = reverse("portal:reorder", args=[placed.number])
        actions.append(Action(gettext("Order again"), url, "refresh", is_primary=False))
    template = "ui/order_timeline.html" if request.GET.get("part") == "timeline" else "portal/order.html"
    return render(request, template, {
        "here_in": "orders", "deal": deal, "told": found, "zone": zone, "live_url": f"/live/orders/{deal.number}",
        "place": "portal", "shell": "ui/portal.html", "actions": actions,
        "records_url": reverse("portal:order_records", args=[deal.number]),
    })  # fmt: skip


@customer(finds=Deal)
def records(request: Request, number: str) -> HttpResponse:
    """Everything that the stages keep of one order, a block each."""
    deal = request.find(Deal, number)
    return render(request, "portal/order_records.html", {
        "here_in": "orders", "deal": deal, "panels": panels_of(deal, request.actor),
    })  # fmt: skip


@customer(finds=Deal)
def printed(request: Request, number: str) -> HttpResponse:
    """The whole order for paper."""
    deal = _deal(request, number)
    zone = deal.buyer.zone
    found = dossier(
        deal, request.actor, request.at, zone=zone, place="portal", asked=request.GET, size=400,
        attachment_url=lambda a: reverse("portal:message_attachment", args=[a.message.number, a.pk]),
    )  # fmt: skip
    return render(request, "ui/order_print.html", {
        "deal": deal, "told": found, "zone": zone, "place": "portal",
        "beside": all_beside(deal, request.actor, found.records, "portal"),
        "back": reverse("portal:order", args=[number]),
    })  # fmt: skip


def _deal(request: Request, number: str) -> Any:
    """A deal of the customer's company with that company and its owner, in one statement."""
    mine = Deal.objects.visible_to(request.actor).select_related("owner", "buyer")
    return get_object_or_404(mine, number=number)


def _places(deals: Sequence[Deal]) -> list[tuple[str, str]]:
    """Where the next step of each deal is done, and the words of the button: one statement, however many kinds of record."""
    wanted: dict[str, list[int]] = {}
    for deal in deals:
        place = PLACES.get(deal.next_deed)
        if place is not None and place.portal and place.model:
            wanted.setdefault(place.model, []).append(deal.pk)
    # of several parts the one that waits for the customer's word, of everything else the newest
    waits = {"shipping.ShippingPlan": Case(When(state="sent", then=1), default=0)}
    kinds = [
        apps.get_model(model)._default_manager.filter(deal__in=of).order_by()
        .annotate(told_kind=Value(model), rank=waits.get(model, Value(0)), named=Cast("number", CharField()))
        .values_list("rank", "pk", "told_kind", "deal_id", "named")
        for model, of in wanted.items()
    ]  # fmt: skip
    rows = sorted(kinds[0].union(*kinds[1:], all=True)) if kinds else []
    newest = {(kind, deal_id): number for _, _, kind, deal_id, number in rows}
    told = []
    for deal in deals:
        place = PLACES.get(deal.next_deed)
        if place is None or not place.portal:
            told.append(("", gettext("Open the order")))
        elif not place.model:
            told.append((reverse(f"portal:{place.portal}"), gettext(place.button)))
        elif (place.model, deal.pk) in newest:
            url = reverse(f"portal:{place.portal}", args=[newest[place.model, deal.pk]])
            told.append((url, gettext(place.button)))
        else:
            told.append(("", gettext("Open the order")))
    return told


def _progress(deals: Sequence[Deal], request: Request) -> list[Progress]:
    """Batches, shipment and order of each deal: four statements for all."""
    ids = [deal.pk for deal in deals]
    counted: dict[int, Any] = {
        row["deal_id"]: row
        for row in Batch.objects.filter(deal__in=ids)
        .values("deal_id")
        .annotate(all=Count("id"), done=Count("id", filter=Q(state=BatchState.FINISHED)))
        .order_by()
    }
    sailing = {s.deal_id: s for s in Shipment.objects.filter(deal__in=ids).order_by("id")}
    placed: dict[int, Order] = {o.deal_id: o for o in Order.objects.filter(deal__in=ids).order_by("id")}
    warranted: dict[int, Any] = dict(
        Warranty.objects.filter(deal__in=ids).values_list("deal_id").annotate(until=Max("ends_on")).order_by()
    )
    today = timezone.localdate(request.at)
    return [
        Progress(
            deal, next_step(deal, request.actor, request.at),
            counted.get(deal.pk, {}).get("all", 0), counted.get(deal.pk, {}).get("done", 0),
            sailing.get(deal.pk), placed.get(deal.pk),
            can_claim=deal.pk in warranted and warranted[deal.pk] >= today and deal.stage != Stage.CLOSED,
        )
        for deal in deals
    ]  # fmt: skip


def _zone(request: Request) -> str:
    return str(request.user.company.zone)  # type: ignore[union-attr]  # a customer has a company
