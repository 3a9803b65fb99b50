"""The customer's deliveries: plans to confirm, shipments to follow."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.inquiries.quotation.models import Mode
from ordolux.shipping.plan.deeds import confirm_plan, request_plan_change
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.plan.queries import plans_visible_to
from ordolux.shipping.tracking.queries import steps_of
from ordolux.shipping.transport.models import Shipment
from ordolux.shipping.transport.queries import shipments_visible_to


@customer()
def deliveries(request: Request) -> HttpResponse:
    """All plans and shipments of the customer's company."""
    found = plans_visible_to(request.actor).select_related("shipment").order_by()
    return render(request, "portal/deliveries.html", {
        "here_in": "deliveries", "page": page_by_key(found, ("-pk",), request.GET),
    })  # fmt: skip


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
        "shipment": Shipment.objects.filter(plan=record).first(),
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
    request.do(confirm_plan, record, plan_version=_version(request), confirmed_by=request.user)
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
    return render(request, "portal/delivery.html", {
        "here_in": "deliveries", "shipment": record, "steps": steps_of(record),
        "mode": Mode(record.mode).label if record.mode in Mode.values else record.mode,
        "zone": record.plan.content["consignee"]["zone"],
    })  # fmt: skip


def _version(request: Request) -> int:
    said = request.POST.get("plan_version", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0


def _panel(deal: Deal) -> Panel | None:
    rows = []
    for record in ShippingPlan.objects.filter(deal=deal, sent_at__isnull=False).select_related("shipment"):
        rows.append(
            Row(
                f"{record.number} v{record.plan_version}",
                reverse("portal:shipping_plan", args=[record.number]),
                state=record,
            )
        )
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
