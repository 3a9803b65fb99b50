"""The customer's deliveries: plans to confirm, shipments to follow."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.shipping import PLANS
from ordolux.edges.lists.showing import show_list
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.journey import journey_of
from ordolux.edges.ui.parts import part_words, parts_shown
from ordolux.edges.ui.shipping_files import offer_of, packing_file, set_file
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.inquiries.quotation.models import Mode
from ordolux.rules.refusal import Finding
from ordolux.rules.terms import Fact, Gate
from ordolux.shipping.packing.carton_lists import cartons_of
from ordolux.shipping.packing.models import DocumentSet, PackingList
from ordolux.shipping.plan.deeds import confirm_plan, request_plan_change
from ordolux.shipping.plan.gates import answer_of
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.plan.queries import living_plans, plans_visible_to
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.transport.models import Shipment, ShipmentState
from ordolux.shipping.transport.queries import shipments_visible_to

MOST_CARTONS_SHOWN = 300


@customer()
def deliveries(request: Request) -> HttpResponseBase:
    """All plans and shipments of the customer's company."""
    return show_list(
        request, PLANS, "portal", here_in="deliveries", template="portal/deliveries.html",
        coming=list(
            shipments_visible_to(request.actor).exclude(state=ShipmentState.DELIVERED).order_by("arrival_told_on", "pk")[:10]
        ),
    )  # fmt: skip


@customer(finds=PackingList)
def packing_list(request: Request, number: str) -> HttpResponse:
    """What is in which carton."""
    record = request.find(PackingList, number)
    every = list(cartons_of(record.snapshot))
    return render(request, "portal/packing_list.html", {
        "here_in": "deliveries", "packing_list": record, "told": record.snapshot, "cartons": every[:MOST_CARTONS_SHOWN],
        "more": max(0, len(every) - MOST_CARTONS_SHOWN), "paper": latest_document(record, "packing_list"),
    })  # fmt: skip


@customer(finds=PackingList)
def packing_list_file(request: Request, number: str, form: str) -> HttpResponse:
    """The packing list carton by carton as a workbook (xlsx) or PDF."""
    return packing_file(request.find(PackingList, number), form)


@customer(finds=ShippingPlan)
def document_set_file(request: Request, number: str, piece: int) -> HttpResponse:
    """All papers of a consignment in one file."""
    return set_file(request.find(ShippingPlan, number), piece)


@customer(finds=ShippingPlan)
def plan(request: Request, number: str) -> HttpResponse:
    """One plan: what travels when and how, and the one button that confirms exactly this version."""
    request.find(ShippingPlan, number)
    record = plans_visible_to(request.actor).get(number=number)
    told = record.content
    is_open = record.state == PlanState.SENT
    # a version that logistics works on is not shown before it is sent
    shown = told if record.state != PlanState.DRAFTED else record.versions.latest("plan_version").content
    return render(request, "portal/shipping_plan.html", {
        "here_in": "deliveries", "plan": record, "told": shown, "packing": shown["packing"],
        "mode": Mode(shown["mode"]).label if shown["mode"] in Mode.values else shown["mode"],
        "days": {name: date.fromisoformat(shown[name]) for name in ("ready_on", "departs_on", "arrives_on")},
        "loading": place_name(shown["loading"]), "destination": place_name(shown["destination"]),
        "can_confirm": is_open and Role.BUYER in request.actor.roles, "is_open": is_open,
        "paper": latest_document(record, "shipping_plan"), "zone": shown["consignee"]["zone"],
        "shipment": Shipment.objects.filter(plan=record).first(), "offer": offer_of(shown),
        "has_insurance": record.insurance_wanted or shown["insured"],
        "parts": parts_shown(record, request.actor), "to_pay": _to_pay(record),
    })  # fmt: skip


@customer(finds=ShippingPlan)
def plan_paper(request: Request, number: str) -> HttpResponse:
    """The plan as PDF."""
    found = latest_document(request.find(ShippingPlan, number), "shipping_plan")
    return document_file(found) if found else redirect("portal:shipping_plan", number)


@customer(Role.BUYER, methods="POST", finds=ShippingPlan)
def confirmation(request: Request, number: str) -> HttpResponse:
    """Confirm the version that was shown."""
    record = request.find(ShippingPlan, number)
    request.do(
        confirm_plan, record, plan_version=_version(request), confirmed_by=request.user,
        with_insurance=request.POST.get("with_insurance") == "yes",
    )  # fmt: skip
    messages.success(request, gettext("Confirmed. We prepare papers and transport now."))
    return redirect("portal:shipping_plan", number)


@customer(Role.BUYER, methods="POST", finds=ShippingPlan)
def change(request: Request, number: str) -> HttpResponse:
    """Ask for another plan."""
    record = request.find(ShippingPlan, number)
    request.do(request_plan_change, record, plan_version=_version(request), wish=request.POST.get("wish", ""))
    messages.success(request, gettext("We answer with a new plan."))
    return redirect("portal:shipping_plan", number)


@customer(finds=Shipment)
def delivery(request: Request, number: str) -> HttpResponse:
    """Where a shipment is."""
    request.find(Shipment, number)
    record = shipments_visible_to(request.actor).get(number=number)
    told = list(TrackingEvent.objects.filter(shipment=record, struck=None))
    return render(request, "portal/delivery.html", {
        "here_in": "deliveries", "shipment": record, **journey_of(record, told, request.at),
        "packing_list": PackingList.objects.filter(plan=record.plan).first(),
        "papers": DocumentSet.objects.filter(plan=record.plan, file__isnull=False).first(),
        "mode": Mode(record.mode).label if record.mode in Mode.values else record.mode,
        "zone": record.plan.content["consignee"]["zone"], "parts": parts_shown(record.plan, request.actor),
    })  # fmt: skip


def _to_pay(plan: ShippingPlan) -> list[Finding]:
    """What of the balance is to be paid before a part leaves; nothing where one plan carries all (its payments say it)."""
    if not plan.is_part or plan.state == PlanState.EXECUTED:
        return []
    money = {Fact.BALANCE_CREDITED, Fact.ALL_CREDITED}
    return [finding for finding in answer_of(plan, plan.order, Gate.SHIP).missing if finding.code in money]


def _version(request: Request) -> int:
    said = request.POST.get("plan_version", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0


def _panel(deal: Deal) -> Panel | None:
    rows = []
    for record in living_plans(deal).filter(sent_at__isnull=False):
        address = reverse("portal:shipping_plan", args=[record.number])
        rows.append(Row(f"{record.number} v{record.plan_version}", address, part_words(record), record))
        sailing = getattr(record, "shipment", None)
        if sailing is not None:
            rows.append(
                Row(
                    gettext("Follow the shipment"),
                    reverse("portal:delivery", args=[sailing.number]),
                    sailing.carrier,
                    sailing,
                )
            )
    return Panel(gettext("Delivery"), rows)


PANELS.append(_panel)
