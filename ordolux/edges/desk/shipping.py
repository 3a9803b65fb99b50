"""Logistics at work: plans to draft and send, papers to issue, transports to book, follow and deliver."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.finding import whole
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.desk.samples_today import sample_blocks
from ordolux.edges.lists.shipping import PACKING_LISTS, PLANS, SHIPMENTS
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.countries import country_word
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.panels import orders_of
from ordolux.edges.ui.parts import part_words, parts_shown
from ordolux.edges.ui.shipping_files import offer_of, packing_file, set_file
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
from ordolux.orders.samples.models import SampleState
from ordolux.rules.refusal import Finding, Refusal
from ordolux.rules.terms import Gate
from ordolux.shipping.packing.carton_lists import cartons_of
from ordolux.shipping.packing.deeds import ask_for_document_set, issue_shipping_papers
from ordolux.shipping.packing.models import CommercialInvoice, DocumentSet, PackingList
from ordolux.shipping.parts.deeds import (
    DivisionImpossible,
    TravelsNow,
    end_empty_part,
    join_plans,
    split_plan,
)
from ordolux.shipping.parts.queries import is_nothing_left, lines_in
from ordolux.shipping.plan.deeds import draft_plan, note_insurance, remind_of_plan, revise_plan, send_plan
from ordolux.shipping.plan.gates import answer_of
from ordolux.shipping.plan.lanes import lanes_for
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.plan.queries import plans_visible_to
from ordolux.shipping.tracking.deeds import (
    CODES,
    note_tracking_event,
    share_tracking,
    strike_event,
    token_of,
    withdraw_tracking,
)
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.tracking.queries import steps_of
from ordolux.shipping.transport.deeds import (
    ContainerNumberWrong,
    DatesOfTransportImpossible,
    ShipNumberWrong,
    book_shipment,
    correct_bill_of_lading,
    deliver,
    enter_bill_of_lading,
    load_shipment,
    withdraw_bill_of_lading,
)
from ordolux.shipping.transport.models import Shipment, ShipmentState, TransportDocument
from ordolux.shipping.transport.queries import shipments_visible_to

LOGISTICS = (Role.LOGISTICS,)
LARGEST_PROOF = 20 * 2**20
MOST_CARTONS_SHOWN = 300
MOST_LABELS = 100
MOST_ROWS = 20
# what stands on cartons is English whatever the reader speaks: dockers of every port know these words
MARK_WORDS = {
    "item": "ITEM", "batch": "BATCH", "pieces": "QTY", "pcs": "PCS", "net": "N.W.", "gross": "G.W.", "kg": "KG",
    "size": "SIZE", "cm": "CM", "carton": "C/NO.", "handling": "THIS WAY UP · FRAGILE · KEEP DRY",
}  # fmt: skip


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


class BookingForm(DeedForm):
    """What the carrier confirmed; cut-offs in the time of the port."""

    deed: ClassVar[Any] = book_shipment
    places: ClassVar[Mapping[type[Refusal], str]] = {
        ContainerNumberWrong: "container", ShipNumberWrong: "imo", DatesOfTransportImpossible: "arrives_on",
    }  # fmt: skip
    booking_reference = forms.CharField(max_length=60, label=gettext_lazy("Booking reference"))
    carrier = forms.CharField(max_length=120, label=gettext_lazy("Carrier or forwarder"))
    departs_on = forms.DateField(widget=Day, label=gettext_lazy("Departure"))
    arrives_on = forms.DateField(widget=Day, label=gettext_lazy("Arrival"))
    documents_until_at = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Cut-off of the shipping instruction"),
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip
    weight_until_at = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Cut-off of the verified gross mass (VGM)"),
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip
    cargo_until_at = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Cut-off at the terminal"),
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip
    vessel = forms.CharField(required=False, max_length=120, label=gettext_lazy("Vessel, flight or train"))
    imo = forms.CharField(required=False, max_length=12, label=gettext_lazy("IMO number of the vessel"))
    voyage = forms.CharField(required=False, max_length=30, label=gettext_lazy("Voyage"))
    container = forms.CharField(required=False, max_length=20, label=gettext_lazy("Container number"))

    def clean(self) -> dict[str, Any]:
        """Read the cut-offs as moments of the port, where we are too."""
        told: dict[str, Any] = super().clean() or {}
        for name in ("documents_until_at", "weight_until_at", "cargo_until_at"):
            said = told.get(name, "")
            found = _read_moment(said)
            if said and found is None:
                self.add_error(name, gettext("Write a day and a time, like 2026-05-07T17:00."))
            told[name] = found
        return told


class BillForm(forms.Form):
    """What the transport document states."""

    bl_number = forms.CharField(max_length=40, label=gettext_lazy("Number of the transport document"))
    bl_kind = forms.ChoiceField(choices=TransportDocument.choices, label=gettext_lazy("Kind"))
    on_board_on = forms.DateField(widget=Day, label=gettext_lazy("On board on"))
    vessel = forms.CharField(required=False, max_length=120, label=gettext_lazy("Vessel, flight or train"))
    imo = forms.CharField(required=False, max_length=12, label=gettext_lazy("IMO number of the vessel"))
    voyage = forms.CharField(required=False, max_length=30, label=gettext_lazy("Voyage"))
    container = forms.CharField(required=False, max_length=20, label=gettext_lazy("Container number"))


class CorrectionForm(forms.Form):
    """What the transport document really states, and why it is corrected."""

    reason = forms.CharField(max_length=300, label=gettext_lazy("Why is it corrected?"))
    bl_number = forms.CharField(max_length=40, label=gettext_lazy("Number of the transport document"))
    bl_kind = forms.ChoiceField(choices=TransportDocument.choices, label=gettext_lazy("Kind"))
    on_board_on = forms.DateField(widget=Day, label=gettext_lazy("On board on"))
    vessel = forms.CharField(required=False, max_length=120, label=gettext_lazy("Vessel, flight or train"))
    imo = forms.CharField(required=False, max_length=12, label=gettext_lazy("IMO number of the vessel"))
    voyage = forms.CharField(required=False, max_length=30, label=gettext_lazy("Voyage"))


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
def plans(request: Request) -> HttpResponseBase:
    """All shipping plans, with filters, search and export."""
    return show_list(
        request, PLANS, "desk", here_in="shipping", template="desk/shipping.html", current="plans"
    )


@staff()
def shipments(request: Request) -> HttpResponseBase:
    """All shipments, with filters, search and export."""
    return show_list(
        request, SHIPMENTS, "desk", here_in="shipping", template="desk/shipping.html", current="shipments"
    )


@staff()
def packing_lists(request: Request) -> HttpResponseBase:
    """All packing lists, with filters, search and export."""
    return show_list(
        request,
        PACKING_LISTS,
        "desk",
        here_in="shipping",
        template="desk/shipping.html",
        current="packing_lists",
    )


@staff(finds=PackingList)
def packing_list(request: Request, number: str) -> HttpResponse:
    """One packing list carton by carton, with its files and labels."""
    record = request.find(PackingList, number)
    every = list(cartons_of(record.snapshot))
    return render(request, "desk/packing_list.html", {
        "here_in": "shipping", "packing_list": record, "told": record.snapshot, "cartons": every[:MOST_CARTONS_SHOWN],
        "more": max(0, len(every) - MOST_CARTONS_SHOWN),
        "invoice": CommercialInvoice.objects.filter(packing_list=record).first(),
        "paper": latest_document(record, "packing_list"), "plan": record.plan,
    })  # fmt: skip


@staff(finds=PackingList)
def packing_list_file(request: Request, number: str, form: str) -> HttpResponse:
    """The packing list carton by carton as a workbook (xlsx) or PDF."""
    return packing_file(request.find(PackingList, number), form)


@staff(finds=PackingList)
def labels(request: Request, number: str) -> HttpResponse:
    """Marks and labels of every carton, to be printed."""
    record = request.find(PackingList, number)
    start = request.GET.get("from", "1")
    first = int(start) if start.isdecimal() and len(start) < 7 else 1
    shown = [c for c in cartons_of(record.snapshot) if first <= c.number < first + MOST_LABELS]
    return render(request, "desk/labels.html", {
        "here_in": "shipping", "packing_list": record, "told": record.snapshot, "cartons": shown, "words": MARK_WORDS,
        "after": first + MOST_LABELS if first + MOST_LABELS <= record.cartons else 0,
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


@staff(*LOGISTICS, methods="GET POST", finds=ShippingPlan)
def split(request: Request, number: str) -> HttpResponse:
    """Divide a plan: what is finished travels now and the rest later, unless other pieces are typed."""
    record = request.find(ShippingPlan, number)
    refused, typed = "", request.POST
    if request.method == "POST":
        now = tuple(
            TravelsNow(int(name.removeprefix("now_")), whole(typed.get(name)))
            for name in typed
            if name.startswith("now_") and name.removeprefix("now_").isdecimal() and len(name) < 10
        )
        later, told = typed.get("later_ready_on", ""), None
        with suppress(ValueError):
            told = date.fromisoformat(later) if later else None
        try:
            made = request.do(split_plan, record, now=now, later_ready_on=told)
        except DivisionImpossible as refusal:
            found = cast("Sequence[Finding]", refusal.values["findings"])
            refused = " ".join(finding.sentence(gettext(finding.message)) for finding in found)
        else:
            messages.success(
                request,
                gettext("The rest travels by %(number)s. Send each part to the customer.")
                % {"number": made.number},
            )
            return redirect("desk:shipping_plan", number)
    rows = [
        {"line": row.line, "pieces": row.pieces, "ready": row.ready,
         "said": typed.get(f"now_{row.line.position}", row.ready)}
        for row in lines_in(record)
    ]  # fmt: skip
    return render(request, "desk/shipping_split.html", {
        "here_in": "shipping", "plan": record, "rows": rows, "refused": refused, "later": typed.get("later_ready_on", ""),
    }, status=422 if refused else 200)  # fmt: skip


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def join(request: Request, number: str) -> HttpResponse:
    """Let the pieces of a drafted part travel by another draft of the order."""
    record = request.find(ShippingPlan, number)
    into = ShippingPlan.objects.filter(order_id=record.order_id, number=request.POST.get("into", "")).first()
    if into is None:
        messages.error(request, gettext("Say with which part of the order it is joined."))
        return redirect("desk:shipping_plan", number)
    made = request.do(join_plans, record, into=into)
    messages.success(request, gettext("The goods travel by %(number)s now.") % {"number": made.number})
    return redirect("desk:shipping_plan", made.number)


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def end(request: Request, number: str) -> HttpResponse:
    """End a part for which nothing is left."""
    request.do(end_empty_part, request.find(ShippingPlan, number))
    messages.success(request, gettext("The part has ended; nothing is left for it."))
    return redirect("desk:shipping_plan", number)


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def sending(request: Request, number: str) -> HttpResponse:
    """Send the plan to the customer."""
    request.do(send_plan, request.find(ShippingPlan, number))
    messages.success(
        request, gettext("Sent. The customer gets the plan as PDF and confirms it in the portal or by mail.")
    )
    return redirect(_back(request, reverse("desk:shipping_plan", args=[number])))


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def reminder(request: Request, number: str) -> HttpResponse:
    """Ask the customer for his confirmation once more."""
    request.do(remind_of_plan, request.find(ShippingPlan, number))
    messages.success(request, gettext("The customer gets a letter that asks for his confirmation."))
    return redirect(_back(request, reverse("desk:shipping_plan", args=[number])))


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def document_set(request: Request, number: str) -> HttpResponse:
    """Have all papers put into one file."""
    request.do(ask_for_document_set, request.find(ShippingPlan, number))
    return redirect("desk:shipping_documents", number)


@staff(finds=ShippingPlan)
def documents(request: Request, number: str) -> HttpResponse:
    """The document sets of a plan: the one that is being made, and those that can be taken."""
    record = request.find(ShippingPlan, number)
    return render(request, "desk/document_sets.html", {
        "here_in": "shipping", "plan": record,
        "sets": list(DocumentSet.objects.filter(plan=record).select_related("file")[:20]),
        "live_url": f"/live/orders/{record.deal.number}",
        "can_ask": Role.LOGISTICS in request.actor.roles,
    })  # fmt: skip


@staff(finds=ShippingPlan)
def document_set_file(request: Request, number: str, piece: int) -> HttpResponse:
    """A document set, to be saved."""
    return set_file(request.find(ShippingPlan, number), piece)


@staff(*LOGISTICS, methods="POST", finds=ShippingPlan)
def insurance(request: Request, number: str) -> HttpResponse:
    """Note under which certificate the goods are insured."""
    request.do(
        note_insurance, request.find(ShippingPlan, number), insurer=request.POST.get("insurer", ""),
        certificate_number=request.POST.get("certificate_number", ""),
    )  # fmt: skip
    messages.success(request, gettext("The certificate is noted."))
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


@staff(*LOGISTICS, methods="GET POST", finds=ShippingPlan)
def booking(request: Request, number: str) -> HttpResponse:
    """Book the transport: the plan's days and carrier stand there already."""
    record = request.find(ShippingPlan, number)
    content = record.content
    days = {name: date.fromisoformat(content[name]) for name in ("departs_on", "arrives_on")}
    return form_page(
        request, BookingForm, record, title=gettext("Book the transport"), submit=gettext("Note the booking"),
        done=lambda made: reverse("desk:shipment", args=[made.number]), here_in="shipping",
        crumbs=((gettext("Shipping"), reverse("desk:shipping")), (record.number, reverse("desk:shipping_plan", args=[number]))),
        lead=gettext(
            "{mode}, {loading} to {destination}, {cartons} cartons. Cut-offs are told in the time of the port."
        ).format(
            mode=_mode(content["mode"]), loading=place_name(content["loading"]),
            destination=place_name(content["destination"]), cartons=record.packing["cartons"],
        ),
        initial={**days, "carrier": content["carrier"] or _usual_carrier(content["mode"])},
    )  # fmt: skip


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
def correction(request: Request, number: str) -> HttpResponse:
    """Correct the transport document with a reason, or (``withdraw``) take it back."""
    record = request.find(Shipment, number)
    if request.POST.get("withdraw"):
        request.do(withdraw_bill_of_lading, record, reason=request.POST.get("reason", ""))
        messages.success(
            request, gettext("The transport document is taken back; the journal keeps what it said.")
        )
        return redirect("desk:shipment", number)
    return _tell(request, number, CorrectionForm, "correction",
                 lambda form: (correct_bill_of_lading, form.cleaned_data))  # fmt: skip


@staff(*LOGISTICS, methods="POST", finds=Shipment)
def strike(request: Request, number: str, piece: int) -> HttpResponse:
    """Strike an event that was told wrongly."""
    found = TrackingEvent.objects.filter(shipment=request.find(Shipment, number), pk=piece).first()
    if found is None:
        raise Http404
    request.do(strike_event, found, reason=request.POST.get("reason", ""))
    messages.success(
        request, gettext("The event is struck; it stays here with your reason and counts no longer.")
    )
    return redirect("desk:shipment", number)


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
    record = plans_visible_to(request.actor).select_related("confirming_message").get(pk=record.pk)
    content, order = record.content, record.order
    is_logistics = Role.LOGISTICS in request.actor.roles
    sailing = Shipment.objects.filter(plan=record).first()
    invoice = (
        CommercialInvoice.objects.select_related("packing_list").filter(packing_list__plan=record).first()
    )
    days = {name: date.fromisoformat(content[name]) for name in ("ready_on", "departs_on", "arrives_on")}
    first = {**days, **{name: content[name] for name in ("loading", "destination", "carrier", "note")}}
    parts = parts_shown(record, request.actor)
    return render(request, "desk/shipping_plan.html", {
        "here_in": "shipping", "plan": record, "content": content, "packing": record.packing, "days": days,
        "mode": Mode(content["mode"]).label if content["mode"] in Mode.values else content["mode"],
        "loading": place_name(content["loading"]), "destination": place_name(content["destination"]),
        "shipment": sailing, "invoice": invoice, "paper": latest_document(record, "shipping_plan"),
        "ship_gate": answer_of(record, order, Gate.SHIP) if record.is_confirmed and invoice is None else None,
        "versions": list(record.versions.all()),
        "can_send": is_logistics and record.state == PlanState.DRAFTED,
        "can_revise": is_logistics and not record.is_confirmed and record.is_living,
        "can_split": is_logistics and not record.is_confirmed and record.is_living and record.packing["pieces"] > 1,
        "can_end": is_logistics and record.is_part and record.state == PlanState.DRAFTED and is_nothing_left(record),
        "parts": parts, "joinable": [
            row.shown.plan for row in parts.get("rows", ())
            if is_logistics and not row.is_here and record.state == row.shown.plan.state == PlanState.DRAFTED
        ],
        "can_issue": is_logistics and record.is_confirmed and invoice is None,
        "can_book": is_logistics and record.is_confirmed and sailing is None,
        "revision": forms_sent.get("revision") or RevisionForm(initial=first),
        "booking": BookingForm(initial=days | {"carrier": content["carrier"]}),
        "lanes": lanes_for(record, request.at) if not record.is_confirmed else [],
        "modes": dict(Mode.choices), "offer": offer_of(content), "message": record.confirming_message,
        "has_insurance": record.insurance_wanted or content["insured"], "is_logistics": is_logistics,
        "country": country_word(content["consignee"]["country"]),
        "zone": _zone(), "customer_zone": content["consignee"]["zone"],
    }, status=422 if forms_sent else 200)  # fmt: skip


def _shipment_page(request: Request, record: Shipment, **forms_sent: forms.Form) -> HttpResponse:
    record = shipments_visible_to(request.actor).get(pk=record.pk)
    every = list(TrackingEvent.objects.filter(shipment=record).select_related("struck"))
    told = [each for each in every if not hasattr(each, "struck")]
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
        "here_in": "shipping", "shipment": record, "steps": steps_of(record, told), "events": list(reversed(every)),
        "invoice": invoice, "zone": zone, "is_logistics": Role.LOGISTICS in request.actor.roles,
        "loading_place": place_name(record.loading), "destination_place": place_name(record.destination),
        "bill": forms_sent.get("bill") or BillForm(initial=known), "plan": record.plan,
        "correction": forms_sent.get("correction") or CorrectionForm(initial=known),
        "opened": next(iter(forms_sent), ""), "sets": list(DocumentSet.objects.filter(plan=record.plan)[:1]),
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
    return _read_moment(text) or now


def _read_moment(text: str) -> datetime | None:
    """A day and time with its offset, or in our own zone; None when it is none that a calendar knows."""
    try:
        found = parse_datetime(text.strip())
        if found is None or not 1970 < found.year < 9000:
            return None
        told = found if found.tzinfo is not None else found.replace(tzinfo=ZoneInfo(_zone()))
        return told.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _mode(code: str) -> str:
    return gettext(str(Mode(code).label)) if code in Mode.values else code


def _usual_carrier(mode: str) -> str:
    """The carrier that was booked last for this way."""
    return Shipment.objects.filter(mode=mode).order_by("-pk").values_list("carrier", flat=True).first() or ""


def _back(request: Request, otherwise: str) -> str:
    """Where a button on the landing page leads back to."""
    return reverse("desk:today") if request.POST.get("back") == "today" else otherwise


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


def _landing(request: Request) -> list[Block]:
    """To ship: what is to be sent, what waits for the customer, what is to be booked, what must leave, what comes."""
    found = plans_visible_to(request.actor).select_related(
        "order", "deal__buyer", "packing_list__invoice", "shipment"
    )
    drafted = list(found.filter(state=PlanState.DRAFTED).order_by("pk")[:MOST_ROWS])
    changes = list(found.filter(state=PlanState.CHANGE_REQUESTED).order_by("pk")[:MOST_ROWS])
    waiting = list(found.filter(state=PlanState.SENT).order_by("confirm_by", "pk")[:MOST_ROWS])
    to_book = list(
        found.filter(state=PlanState.CONFIRMED, shipment=None).order_by("confirmed_at", "pk")[:MOST_ROWS]
    )
    sailing = Shipment.objects.visible_to(request.actor).select_related(
        "order", "deal__buyer", "plan__packing_list__invoice"
    )
    leaving = list(
        sailing.filter(state__in=[ShipmentState.BOOKED, ShipmentState.LOADED]).order_by("departs_on", "pk")[
            :MOST_ROWS
        ]
    )
    coming = list(
        sailing.filter(state__in=[ShipmentState.DEPARTED, ShipmentState.ARRIVED]).order_by(
            "arrival_told_on", "pk"
        )[:MOST_ROWS]
    )
    at, today = request.at, timezone.localdate(request.at)
    plans_url, shipments_url = reverse("desk:shipping"), reverse("desk:shipments")
    return [
        Block(gettext("Plans to send"), "desk/landing_to_send.html", {"plans": drafted, "changes": changes},
              plans_url + "?state=drafted", gettext("All drafts"), len(drafted) + len(changes)),
        Block(gettext("Waiting for the customer's confirmation"), "desk/landing_waiting.html",
              {"plans": waiting, "at": at}, plans_url + "?state=sent", gettext("All that wait"), len(waiting)),
        Block(gettext("To book"), "desk/landing_to_book.html", {"plans": to_book}, plans_url + "?state=confirmed",
              gettext("All confirmed plans"), len(to_book)),
        Block(gettext("To leave: cut-offs and papers"), "desk/landing_leaving.html",
              {"shipments": leaving, "at": at, "zone": _zone()}, shipments_url + "?state=booked",
              gettext("All booked shipments"), len(leaving)),
        Block(gettext("On the way"), "desk/landing_coming.html", {"shipments": coming, "today": today},
              shipments_url + "?state=departed", gettext("All shipments on the way"), len(coming)),
        *sample_blocks(request, SampleState.CLEARED, SampleState.PREPARED, is_made=None),
    ]  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    rows = []
    found = list(ShippingPlan.objects.filter(deal=deal).select_related("shipment").order_by("part"))
    for order in orders_of(deal):
        plans = [plan for plan in found if plan.order_id == order.pk]
        for record in plans:
            address = reverse("desk:shipping_plan", args=[record.number])
            rows.append(Row(f"{record.number} v{record.plan_version}", address, part_words(record), record))
            sailing = getattr(record, "shipment", None)
            if sailing is not None:
                detail = " · ".join(
                    filter(None, (sailing.carrier, sailing.vessel, sailing.container, sailing.bl_number))
                )
                rows.append(
                    Row(sailing.number, reverse("desk:shipment", args=[sailing.number]), detail, sailing)
                )
        if not plans and order.state == OrderState.RELEASED:
            rows.append(
                Row(
                    gettext("Draft the shipping plan"),
                    reverse("desk:new_shipping_plan", args=[order.number]),
                    is_deed=True,
                )
            )
    return Panel(gettext("Shipping"), rows)


PANELS.append(_panel)
LANDINGS[Role.LOGISTICS] = _landing
