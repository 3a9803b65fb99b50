"""Logistics at work: plans to draft and send, papers to issue, transports to book, follow and deliver."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.pages import page_by_key
from ordolux.edges.ui.widgets import Day
from ordolux.edges.ui.wording import TRACKING_EVENTS
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.sandbox import what_is
from ordolux.inquiries.quotation.models import Mode
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.rules.terms import Gate
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.packing.models import CommercialInvoice
from ordolux.shipping.plan.deeds import draft_plan, revise_plan, send_plan
from ordolux.shipping.plan.gates import answer_of
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.plan.queries import plans_visible_to
from ordolux.shipping.tracking.deeds import (
    CODES,
    note_tracking_event,
    share_tracking,
    token_of,
    withdraw_tracking,
)
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.tracking.queries import steps_of
from ordolux.shipping.transport.deeds import book_shipment, deliver, enter_bill_of_lading, load_shipment
from ordolux.shipping.transport.models import Shipment, TransportDocument
from ordolux.shipping.transport.queries import shipments_visible_to

LOGISTICS = (Role.LOGISTICS,)
LARGEST_PROOF = 20 * 2**20


class RouteForm(forms.Form):
    """Places and days of a plan; what stays empty is proposed or stays as it is."""

    loading = forms.CharField(required=False, max_length=5, label=gettext_lazy("From (UN/LOCODE)"))
    destination = forms.CharField(required=False, max_length=5, label=gettext_lazy("To (UN/LOCODE)"))
    ready_on = forms.DateField(required=False, widget=Day, label=gettext_lazy("Packed and ready"))
    departs_on = forms.DateField(required=False, widget=Day, label=gettext_lazy("Departure"))
    arrives_on = forms.DateField(required=False, widget=Day, label=gettext_lazy("Arrival"))


class RevisionForm(RouteForm):
    """A plan as it is changed."""

    carrier = forms.CharField(required=False, max_length=120, label=gettext_lazy("Carrier or forwarder"))
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), label=gettext_lazy("Note for the customer")
    )


class BookingForm(forms.Form):
    """What the carrier confirmed."""

    carrier = forms.CharField(max_length=120, label=gettext_lazy("Carrier or forwarder"))
    booking_reference = forms.CharField(max_length=60, label=gettext_lazy("Booking reference"))
    departs_on = forms.DateField(widget=Day, label=gettext_lazy("Departure"))
    arrives_on = forms.DateField(widget=Day, label=gettext_lazy("Arrival"))
    vessel = forms.CharField(required=False, max_length=120, label=gettext_lazy("Vessel, flight or train"))
    imo = forms.CharField(required=False, max_length=12, label=gettext_lazy("IMO number of the vessel"))
    voyage = forms.CharField(required=False, max_length=30, label=gettext_lazy("Voyage"))
    container = forms.CharField(required=False, max_length=20, label=gettext_lazy("Container number"))


class BillForm(forms.Form):
    """What the transport document states."""

    bl_number = forms.CharField(max_length=40, label=gettext_lazy("Number of the transport document"))
    bl_kind = forms.ChoiceField(choices=TransportDocument.choices, label=gettext_lazy("Kind"))
    on_board_on = forms.DateField(widget=Day, label=gettext_lazy("On board on"))
    vessel = forms.CharField(required=False, max_length=120, label=gettext_lazy("Vessel, flight or train"))
    imo = forms.CharField(required=False, max_length=12, label=gettext_lazy("IMO number of the vessel"))
    voyage = forms.CharField(required=False, max_length=30, label=gettext_lazy("Voyage"))
    container = forms.CharField(required=False, max_length=20, label=gettext_lazy("Container number"))


class LoadingForm(forms.Form):
    """Into what the goods were loaded."""

    container = forms.CharField(required=False, max_length=20, label=gettext_lazy("Container number"))
    seal = forms.CharField(required=False, max_length=30, label=gettext_lazy("Seal"))


def _event_words(event: str) -> str:
    return gettext(TRACKING_EVENTS.get(event, event)) + f" ({event})"


_event_words_lazy = lazy(_event_words, str)


class EventForm(forms.Form):
    """An event in the words of DCSA or IATA; ``event`` joins type and code."""

    event = forms.ChoiceField(
        choices=[
            (f"{kind} {code}", _event_words_lazy(f"{kind} {code}"))
            for kind, codes in CODES.items()
            for code in sorted(codes)
        ],
        label=gettext_lazy("Event"), initial="TRANSPORT DEPA",
    )  # fmt: skip
    classifier = forms.ChoiceField(
        choices=[
            ("ACT", gettext_lazy("happened")),
            ("EST", gettext_lazy("expected")),
            ("PLN", gettext_lazy("planned")),
        ],
        label=gettext_lazy("How sure"),
    )
    happened_at = forms.CharField(
        max_length=40,
        label=gettext_lazy("When (day and time)"),
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
    )
    location = forms.CharField(required=False, max_length=5, label=gettext_lazy("Where (UN/LOCODE)"))
    facility = forms.CharField(required=False, max_length=4, label=gettext_lazy("Facility (DCSA code)"))
    document = forms.CharField(required=False, max_length=10, label=gettext_lazy("Document (DCSA code)"))
    remark = forms.CharField(required=False, max_length=300, label=gettext_lazy("Remark"))


class DeliveryForm(forms.Form):
    """The proof of delivery."""

    delivered_at = forms.CharField(
        max_length=40,
        label=gettext_lazy("When (day and time)"),
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
    )
    received_by = forms.CharField(max_length=120, label=gettext_lazy("Received by"))
    cartons = forms.IntegerField(min_value=1, label=gettext_lazy("Cartons received"))
    exceptions = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Damaged, wet or missing"),
    )
    proof = forms.FileField(required=False, label=gettext_lazy("Proof of delivery (file)"))


@staff()
def plans(request: Request) -> HttpResponse:
    """All shipping plans with their shipments, newest first."""
    found = plans_visible_to(request.actor).select_related("shipment")
    state = request.GET.get("state", "")
    if state in PlanState.values:
        found = found.filter(state=state)
    page = page_by_key(found.order_by(), ("-pk",), request.GET)
    return render(request, "desk/shipping.html", {
        "here_in": "shipping", "page": page, "state": state, "states": PlanState.choices,
    })  # fmt: skip


@staff(*LOGISTICS, methods="GET POST", finds=Order)
def new_plan(request: Request, number: str) -> HttpResponse:
    """Draft the shipping plan of an order."""
    order = request.find(Order, number)
    form = RouteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if value}
        return redirect("desk:shipping_plan", request.do(draft_plan, order, **said).number)
    return render(request, "desk/shipping_new.html", {"here_in": "shipping", "order": order, "form": form},
                  status=422 if form.errors else 200)  # fmt: skip


@staff(finds=ShippingPlan)
def plan(request: Request, number: str) -> HttpResponse:
    """One plan with all that hangs on it: packing, confirmation, papers, transport."""
    return _plan_page(request, request.find(ShippingPlan, number))


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def revision(request: Request, number: str) -> HttpResponse:
    """Change a plan; after it was sent this makes a new version."""
    record = request.find(ShippingPlan, number)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return _plan_page(request, record, revision=form)
    said = {name: value for name, value in form.cleaned_data.items() if value or name in ("carrier", "note")}
    request.do(revise_plan, record, **said)
    return redirect("desk:shipping_plan", number)


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def sending(request: Request, number: str) -> HttpResponse:
    """Send the plan to the customer."""
    request.do(send_plan, request.find(ShippingPlan, number))
    messages.success(
        request, gettext("Sent. The customer gets the plan as PDF and confirms it in the portal or by mail.")
    )
    return redirect("desk:shipping_plan", number)


@staff(finds=ShippingPlan)
def plan_paper(request: Request, number: str) -> HttpResponse:
    """The printed plan."""
    found = latest_document(request.find(ShippingPlan, number), "shipping_plan")
    return document_file(found) if found else redirect("desk:shipping_plan", number)


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def papers(request: Request, number: str) -> HttpResponse:
    """Issue packing list and commercial invoice."""
    invoice = request.do(issue_shipping_papers, request.find(ShippingPlan, number))
    messages.success(
        request, gettext("%(number)s is issued; the papers are being printed.") % {"number": invoice.number}
    )
    return redirect("desk:shipping_plan", number)


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def booking(request: Request, number: str) -> HttpResponse:
    """Book the transport."""
    record = request.find(ShippingPlan, number)
    form = BookingForm(request.POST)
    if not form.is_valid():
        return _plan_page(request, record, booking=form)
    return redirect("desk:shipment", request.do(book_shipment, record, **form.cleaned_data).number)


@staff(finds=Shipment)
def shipment(request: Request, number: str) -> HttpResponse:
    """One shipment: where it is, its documents, and what can be told about it."""
    return _shipment_page(request, request.find(Shipment, number))


@staff(*LOGISTICS, methods="POST", finds=Shipment)
def loading(request: Request, number: str) -> HttpResponse:
    """Note that the goods are loaded."""
    return _tell(request, number, LoadingForm, "loading", lambda form: (load_shipment, form.cleaned_data))


@staff(*LOGISTICS, methods="POST", finds=Shipment)
def bill(request: Request, number: str) -> HttpResponse:
    """Enter the bill of lading or waybill."""
    return _tell(request, number, BillForm, "bill", lambda form: (enter_bill_of_lading, form.cleaned_data))


@staff(*LOGISTICS, methods="POST", finds=Shipment)
def event(request: Request, number: str) -> HttpResponse:
    """Note an event of the transport."""

    def said(form: forms.Form) -> tuple[Any, dict[str, Any]]:
        kind, _, code = form.cleaned_data["event"].partition(" ")
        more = {
            name: form.cleaned_data[name]
            for name in ("classifier", "location", "facility", "document", "remark")
        }
        return note_tracking_event, {
            "kind": kind, "code": code, "happened_at": _moment(form.cleaned_data["happened_at"], request.at), **more,
        }  # fmt: skip

    return _tell(request, number, EventForm, "event", said)


@staff(*LOGISTICS, methods="POST", finds=Shipment)
def delivery(request: Request, number: str) -> HttpResponse:
    """Note the delivery with its proof."""

    def said(form: forms.Form) -> tuple[Any, dict[str, Any]]:
        told = dict(form.cleaned_data)
        told["delivered_at"] = _moment(told["delivered_at"], request.at)
        told["proof"] = _kept(told["proof"])
        return deliver, told

    return _tell(request, number, DeliveryForm, "delivery", said)


@staff(*LOGISTICS, methods="POST", finds=Shipment)
def links(request: Request, number: str) -> HttpResponse:
    """Give somebody the link to follow the shipment, or (``withdraw``) take it back."""
    record = request.find(Shipment, number)
    address = request.POST.get("given_to", "").strip()[:254]
    if "@" not in address:
        messages.error(request, gettext("Write the mail address of the person who may follow the shipment."))
    elif request.POST.get("withdraw"):
        request.do(withdraw_tracking, record, given_to=address)
        messages.success(request, gettext("The link of %(address)s is withdrawn.") % {"address": address})
    else:
        request.do(share_tracking, record, given_to=address)
        where = request.build_absolute_uri(reverse("public:track", args=[token_of(record, address)]))
        messages.success(
            request, gettext("The link for %(address)s: %(where)s") % {"address": address, "where": where}
        )
    return redirect("desk:shipment", number)


def _plan_page(request: Request, record: ShippingPlan, **forms_sent: forms.Form) -> HttpResponse:
    record = plans_visible_to(request.actor).get(pk=record.pk)
    content, order = record.content, record.order
    is_logistics = Role.LOGISTICS in request.actor.roles
    sailing = Shipment.objects.filter(plan=record).first()
    invoice = (
        CommercialInvoice.objects.select_related("packing_list").filter(packing_list__plan=record).first()
    )
    days = {name: date.fromisoformat(content[name]) for name in ("ready_on", "departs_on", "arrives_on")}
    first = {**days, **{name: content[name] for name in ("loading", "destination", "carrier", "note")}}
    return render(request, "desk/shipping_plan.html", {
        "here_in": "shipping", "plan": record, "content": content, "packing": record.packing, "days": days,
        "mode": Mode(content["mode"]).label if content["mode"] in Mode.values else content["mode"],
        "loading": place_name(content["loading"]), "destination": place_name(content["destination"]),
        "shipment": sailing, "invoice": invoice, "paper": latest_document(record, "shipping_plan"),
        "ship_gate": answer_of(order, Gate.SHIP) if record.is_confirmed and invoice is None else None,
        "versions": list(record.versions.all()),
        "can_send": is_logistics and record.state == PlanState.DRAFTED,
        "can_revise": is_logistics and not record.is_confirmed,
        "can_issue": is_logistics and record.is_confirmed and invoice is None,
        "can_book": is_logistics and record.is_confirmed and sailing is None,
        "revision": forms_sent.get("revision") or RevisionForm(initial=first),
        "booking": forms_sent.get("booking") or BookingForm(initial=days | {"carrier": content["carrier"]}),
        "zone": _zone(), "customer_zone": content["consignee"]["zone"],
    }, status=422 if forms_sent else 200)  # fmt: skip


def _shipment_page(request: Request, record: Shipment, **forms_sent: forms.Form) -> HttpResponse:
    record = shipments_visible_to(request.actor).get(pk=record.pk)
    told = list(TrackingEvent.objects.filter(shipment=record))
    invoice = (
        CommercialInvoice.objects.select_related("packing_list")
        .filter(packing_list__plan=record.plan)
        .first()
    )
    zone = _zone()
    now = {"happened_at": _local(request.at, zone), "delivered_at": _local(request.at, zone)}
    known = {
        name: getattr(record, name)
        for name in ("vessel", "imo", "voyage", "container", "seal", "bl_number", "bl_kind", "on_board_on")
    }
    return render(request, "desk/shipment.html", {
        "here_in": "shipping", "shipment": record, "steps": steps_of(record, told), "events": list(reversed(told)),
        "invoice": invoice, "zone": zone, "is_logistics": Role.LOGISTICS in request.actor.roles,
        "loading_place": place_name(record.loading), "destination_place": place_name(record.destination),
        "bill": forms_sent.get("bill") or BillForm(initial=known),
        "loading": forms_sent.get("loading") or LoadingForm(initial=known),
        "event": forms_sent.get("event") or EventForm(initial=now | {"location": record.loading}),
        "delivery": forms_sent.get("delivery")
        or DeliveryForm(initial=now | {"cartons": invoice.packing_list.cartons if invoice else None}),
        "mode": Mode(record.mode).label if record.mode in Mode.values else record.mode,
    }, status=422 if forms_sent else 200)  # fmt: skip


def _tell(
    request: Request,
    number: str,
    form_class: type[forms.Form],
    name: str,
    said: Callable[[forms.Form], tuple[Any, dict[str, Any]]],
) -> HttpResponse:
    record = request.find(Shipment, number)
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return _shipment_page(request, record, **{name: form})
    deed, facts = said(form)
    request.do(deed, record, **facts)
    return redirect("desk:shipment", number)


def _moment(text: str, now: datetime) -> datetime:
    """A day and time as typed: with its offset, or in our own zone; what cannot be read is now."""
    found = parse_datetime(text.strip())
    if found is None:
        return now
    return found if found.tzinfo is not None else found.replace(tzinfo=ZoneInfo(_zone()))


def _local(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _zone() -> str:
    firm = Firm.objects.first()
    return firm.zone if firm else "UTC"


def _kept(upload: Any) -> StoredFile | None:
    """An uploaded file in the store, under the type of its content."""
    if upload is None:
        return None
    data = upload.read(LARGEST_PROOF + 1)
    return store_bytes(data, what_is(data)) if 0 < len(data) <= LARGEST_PROOF else None


def _panel(deal: Deal) -> Panel | None:
    rows = []
    for order in Order.objects.filter(deal=deal).select_related("shipping_plan__shipment"):
        record = getattr(order, "shipping_plan", None)
        if record is not None:
            rows.append(
                Row(
                    f"{record.number} v{record.plan_version}",
                    reverse("desk:shipping_plan", args=[record.number]),
                    state=record,
                )
            )
            sailing = getattr(record, "shipment", None)
            if sailing is not None:
                detail = " · ".join(
                    filter(None, (sailing.carrier, sailing.vessel, sailing.container, sailing.bl_number))
                )
                rows.append(
                    Row(sailing.number, reverse("desk:shipment", args=[sailing.number]), detail, sailing)
                )
        elif order.state == OrderState.RELEASED:
            rows.append(
                Row(
                    gettext("Draft the shipping plan"), reverse("desk:new_shipping_plan", args=[order.number])
                )
            )
    return Panel(gettext("Shipping"), rows)


PANELS.append(_panel)
