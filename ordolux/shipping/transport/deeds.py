"""What can happen to a shipment: space is booked, it is loaded, its transport document comes, it is delivered."""

from datetime import date, datetime

from django.db.models import Sum

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import our_day
from ordolux.orders.agreement.deeds import note_delivered, note_shipped
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.queries import BANK_STEPS
from ordolux.rules.packing import is_awb, is_container_number, is_imo_number
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import Gate
from ordolux.rules.workdays import day_at
from ordolux.shipping.packing.models import PackingList
from ordolux.shipping.parts.next_step import expect_next_part
from ordolux.shipping.parts.queries import deliveries_beside, is_last_to_leave, others_on_their_way
from ordolux.shipping.plan.gates import check_gate
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.transport.models import Shipment, ShipmentState, TransportDocument

COURSE = (
    ShipmentState.BOOKED, ShipmentState.LOADED, ShipmentState.DEPARTED, ShipmentState.ARRIVED, ShipmentState.DELIVERED,
)  # fmt: skip


class BookedAlready(Refusal):
    """There is one shipment for a plan."""

    message = N_("{shipment} is booked for {plan} already.")


class BookingIncomplete(Refusal):
    """Without carrier and reference nobody finds the booking again."""

    message = N_("Give the carrier and the booking reference.")


class ContainerNumberWrong(Refusal):
    """The check digit does not fit."""

    message = N_("{container} is no container number: its check digit does not fit (ISO 6346).")


class ShipNumberWrong(Refusal):
    """The check digit does not fit."""

    message = N_("{imo} is no IMO number of a ship: seven digits, of which the last checks the others.")


class DocumentNumberWrong(Refusal):
    """A transport document without a number, or an air waybill whose check digit does not fit."""

    message = N_("“{number}” is no number of a {kind}.")


class DatesOfTransportImpossible(Refusal):
    """The days contradict each other."""

    message = N_("The transport cannot arrive on {arrives_on} when it departs on {departs_on}.")


class PapersMissing(Refusal):
    """Goods leave with packing list and commercial invoice."""

    message = N_("Packing list and commercial invoice of {plan} are not issued yet.")


class NotOnItsWay(Refusal):
    """Goods that have not left cannot have arrived."""

    message = N_("{shipment} is {state}; it has not left yet.")


class CorrectionWithoutReason(Refusal):
    """Nothing of a transport document changes without a reason."""

    message = N_("Write why the transport document is corrected.")


class NoDocumentYet(Refusal):
    """There is nothing to correct."""

    message = N_("No transport document of {shipment} is entered yet.")


class DeliveredAlready(Refusal):
    """After the delivery its papers stand."""

    message = N_("{shipment} is delivered; its transport document stands as it is.")


class DeliveryIncomplete(Refusal):
    """A delivery says who took it and how many cartons."""

    message = N_(
        "Say who received the goods and how many cartons; of {cartons} cartons shipped, {received} cannot have come."
    )


class DeliveryInTheFuture(Refusal):
    """What lies ahead has not been delivered."""

    message = N_("{delivered_at} lies ahead; note the delivery when it has happened.")


@deed("shipment.book", roles={Role.LOGISTICS})
def book_shipment(
    plan: ShippingPlan, *, carrier: str, booking_reference: str, departs_on: date, arrives_on: date, by: Actor,
    at: datetime, vessel: str = "", imo: str = "", voyage: str = "", container: str = "",
    documents_until_at: datetime | None = None, weight_until_at: datetime | None = None,
    cargo_until_at: datetime | None = None,
) -> Shipment:  # fmt: skip
    """Book space for a confirmed plan, when the payment term lets us.

    Raises PlanNotConfirmed, GateClosed, BookedAlready, BookingIncomplete, ContainerNumberWrong, ShipNumberWrong,
    DatesOfTransportImpossible.
    """
    order = Order.objects.get(pk=plan.order_id)
    check_gate(plan, order, Gate.BOOK, at)
    existing = Shipment.objects.filter(plan=plan).first()
    if existing is not None:
        raise BookedAlready(shipment=existing, plan=plan)
    if not carrier.strip() or not booking_reference.strip():
        raise BookingIncomplete()
    if arrives_on < departs_on:
        raise DatesOfTransportImpossible(arrives_on=arrives_on, departs_on=departs_on)
    shipment = Shipment(
        number=next_number("shipment", at), deal=plan.deal, order=order, plan=plan, mode=order.mode,
        carrier=carrier.strip()[:120], booking_reference=booking_reference.strip()[:60], vessel=vessel.strip()[:120],
        imo=_ship_number(imo), voyage=voyage.strip()[:30], container=_container_number(container),
        loading=plan.content["loading"], destination=plan.content["destination"], departs_on=departs_on,
        arrives_on=arrives_on, arrival_told_on=plan.arrives_on, booked_at=at,
        documents_until_at=documents_until_at, weight_until_at=weight_until_at, cargo_until_at=cargo_until_at,
    )  # fmt: skip
    shipment.save(force_insert=True)
    plan.deal.expect(Role.LOGISTICS, "bl.enter")
    expect_next_part(plan)
    record_event(
        "shipment.booked", shipment, by=by, at=at, carrier=shipment.carrier, booking=shipment.booking_reference,
        vessel=shipment.vessel, departs_on=departs_on, arrives_on=arrives_on,
    )  # fmt: skip
    return shipment


@deed("shipment.load", roles={Role.LOGISTICS})
def load_shipment(
    shipment: Shipment, *, by: Actor, at: datetime, container: str = "", seal: str = ""
) -> Shipment:
    """Note that the goods are loaded: into which container, under which seal.

    Raises PlanNotConfirmed, GateClosed, PapersMissing, ContainerNumberWrong, NotAllowedNow.
    """
    check_may_load(shipment, at)
    shipment.container = _container_number(container) or shipment.container
    shipment.seal = seal.strip()[:30] or shipment.seal
    shipment.move_to(
        ShipmentState.LOADED,
        by=by,
        at=at,
        fields=("container", "seal"),
        container=shipment.container,
        seal=shipment.seal,
    )
    return shipment


@deed("bl.enter", roles={Role.LOGISTICS})
def enter_bill_of_lading(
    shipment: Shipment, *, bl_number: str, bl_kind: str, on_board_on: date, by: Actor, at: datetime, vessel: str = "",
    imo: str = "", voyage: str = "", container: str = "",
) -> Shipment:  # fmt: skip
    """Enter the bill of lading, waybill or air waybill with what it says about vessel and container.

    Raises PlanNotConfirmed, GateClosed, PapersMissing, DocumentNumberWrong, ContainerNumberWrong, ShipNumberWrong.
    """
    check_may_load(shipment, at)
    number = _document_number(bl_number, bl_kind)
    shipment.bl_number, shipment.bl_kind, shipment.on_board_on = number[:40], bl_kind, on_board_on
    shipment.vessel, shipment.voyage = (
        vessel.strip()[:120] or shipment.vessel,
        voyage.strip()[:30] or shipment.voyage,
    )
    shipment.imo = _ship_number(imo) or shipment.imo
    fields = ["bl_number", "bl_kind", "on_board_on", "vessel", "voyage", "imo"]
    if container.strip() and shipment.departed_at is None:
        shipment.container = _container_number(container)
        fields.append("container")
    shipment.changed(*fields)
    if shipment.state in (ShipmentState.BOOKED, ShipmentState.LOADED):
        shipment.deal.expect(Role.LOGISTICS, "tracking.note")
        _expect(shipment)
    record_event(
        "bl.entered", shipment, by=by, at=at, number=number, kind=bl_kind, on_board_on=on_board_on,
        vessel=shipment.vessel, imo=shipment.imo, voyage=shipment.voyage, container=shipment.container,
    )  # fmt: skip
    return shipment


@deed("shipment.deliver", roles={Role.LOGISTICS})
def deliver(
    shipment: Shipment, *, delivered_at: datetime, received_by: str, cartons: int, by: Actor, at: datetime,
    exceptions: str = "", proof: StoredFile | None = None,
) -> Shipment:  # fmt: skip
    """Note the delivery with its proof: who received how many cartons when, and what he found. With the last part of it
    the order is delivered, and the warranty begins on the day on which its last goods came, counted where the customer is.

    Raises NotOnItsWay, DeliveryIncomplete, DeliveryInTheFuture, NotAllowedNow.
    """
    if shipment.state in (ShipmentState.BOOKED, ShipmentState.LOADED):
        raise NotOnItsWay(shipment=shipment, state=shipment.get_state_display())
    shipped = (
        PackingList.objects.filter(plan_id=shipment.plan_id).aggregate(cartons=Sum("cartons"))["cartons"] or 0
    )
    if not received_by.strip() or not 0 < cartons <= shipped:
        raise DeliveryIncomplete(cartons=shipped, received=cartons)
    if delivered_at > at:
        raise DeliveryInTheFuture(delivered_at=delivered_at)
    shipment.delivered_at, shipment.received_by = delivered_at, received_by.strip()[:120]
    shipment.cartons_received, shipment.exceptions = cartons, exceptions.strip()
    shipment.proof_id = proof.sha256 if proof else None
    go_on_to(shipment, ShipmentState.DELIVERED, by=by, at=at)
    plan, zone = shipment.plan, shipment.plan.content["consignee"]["zone"]
    plan.deal = shipment.deal
    if others_on_their_way(plan):
        expect_next_part(plan)
        return shipment
    last = max([delivered_at, *deliveries_beside(plan)])
    note_delivered(order_of(shipment), on=day_at(zone, last), by=by, at=at)
    return shipment


def check_may_load(shipment: Shipment, at: datetime) -> None:
    """Pass when the plan is confirmed, the ship gate is open and the papers are issued.

    Raises PlanNotConfirmed, GateClosed, PapersMissing.
    """
    check_gate(shipment.plan, shipment.order, Gate.SHIP, at)
    if not PackingList.objects.filter(plan_id=shipment.plan_id).exists():
        raise PapersMissing(plan=shipment.plan)


@deed("bl.correct", roles={Role.LOGISTICS})
def correct_bill_of_lading(
    shipment: Shipment, *, reason: str, bl_number: str, bl_kind: str, on_board_on: date, by: Actor, at: datetime,
    vessel: str = "", imo: str = "", voyage: str = "",
) -> Shipment:  # fmt: skip
    """Correct what was entered of the transport document, with the reason; what stood there stays in the journal.

    Raises CorrectionWithoutReason, NoDocumentYet, DeliveredAlready, DocumentNumberWrong, ShipNumberWrong.
    """
    _check_correction(shipment, reason)
    before = _document_facts(shipment)
    shipment.bl_number = _document_number(bl_number, bl_kind)
    shipment.bl_kind, shipment.on_board_on = bl_kind, on_board_on
    shipment.vessel, shipment.voyage = vessel.strip()[:120], voyage.strip()[:30]
    shipment.imo = _ship_number(imo)
    shipment.changed("bl_number", "bl_kind", "on_board_on", "vessel", "voyage", "imo")
    record_event(
        "bl.corrected", shipment, by=by, at=at, reason=reason.strip()[:300], before=before,
        after=_document_facts(shipment),
    )  # fmt: skip
    return shipment


@deed("bl.withdraw", roles={Role.LOGISTICS})
def withdraw_bill_of_lading(shipment: Shipment, *, reason: str, by: Actor, at: datetime) -> Shipment:
    """Take back a transport document that was entered for the wrong shipment; what stood there stays in the journal.

    Raises CorrectionWithoutReason, NoDocumentYet, DeliveredAlready.
    """
    _check_correction(shipment, reason)
    before = _document_facts(shipment)
    shipment.bl_number, shipment.bl_kind, shipment.on_board_on = "", "", None
    shipment.changed("bl_number", "bl_kind", "on_board_on")
    if shipment.state in (ShipmentState.BOOKED, ShipmentState.LOADED):
        shipment.deal.expect(Role.LOGISTICS, "bl.enter")
        _expect(shipment)
    record_event("bl.withdrawn", shipment, by=by, at=at, reason=reason.strip()[:300], before=before)
    return shipment


def _check_correction(shipment: Shipment, reason: str) -> None:
    if not reason.strip():
        raise CorrectionWithoutReason()
    if not shipment.bl_number:
        raise NoDocumentYet(shipment=shipment)
    if shipment.state == ShipmentState.DELIVERED:
        raise DeliveredAlready(shipment=shipment)


def _document_facts(shipment: Shipment) -> dict[str, str]:
    names = ("bl_number", "bl_kind", "on_board_on", "vessel", "imo", "voyage")
    return {name: str(getattr(shipment, name) or "") for name in names}


def _document_number(bl_number: str, bl_kind: str) -> str:
    number = bl_number.strip().upper()
    known = bl_kind in TransportDocument.values
    if not number or not known or (bl_kind == TransportDocument.AIR_WAYBILL and not is_awb(number)):
        raise DocumentNumberWrong(
            number=bl_number, kind=TransportDocument(bl_kind).label if known else bl_kind
        )
    return number[:40]


def go_on_to(
    shipment: Shipment, state: ShipmentState, *, by: Actor, at: datetime, happened_at: datetime | None = None
) -> None:
    """Move a shipment along its course up to ``state``; a step that nobody told lies between and is passed too.

    With the departure the plan is executed, and with that of the last part the order is shipped.
    """
    moment = happened_at or at
    for step in COURSE[COURSE.index(ShipmentState(shipment.state)) + 1 : COURSE.index(state) + 1]:
        fields: tuple[str, ...] = ()
        if step is ShipmentState.DEPARTED:
            shipment.departed_at, fields = moment, ("departed_at",)
        elif step is ShipmentState.ARRIVED:
            shipment.arrived_at, fields = moment, ("arrived_at",)
        elif step is ShipmentState.DELIVERED:
            fields = ("delivered_at", "received_by", "cartons_received", "exceptions", "proof")
        shipment.move_to(step, by=by, at=at, fields=fields, happened_at=shipment.delivered_at or moment)
        if step is ShipmentState.DEPARTED:
            _note_departure(shipment, by, at)
        elif step is ShipmentState.ARRIVED and shipment.deal.next_deed != "documents.present":
            # without his documents the customer gets no goods: they come first
            shipment.deal.expect(Role.LOGISTICS, "shipment.deliver")
            _expect(shipment)


def order_of(shipment: Shipment) -> Order:
    """The order of a shipment, in the deal that is locked."""
    shipment.order.deal = shipment.deal
    return shipment.order


def _note_departure(shipment: Shipment, by: Actor, at: datetime) -> None:
    plan = shipment.plan
    plan.deal = shipment.deal
    plan.move_to(PlanState.EXECUTED, by=by, at=at)
    order = order_of(shipment)
    if order.state == OrderState.RELEASED and is_last_to_leave(plan):
        note_shipped(order, on=left_on(shipment, at), by=by, at=at)
    if shipment.deal.next_deed not in BANK_STEPS:
        shipment.deal.expect(Role.LOGISTICS, "tracking.note")
    expect_next_part(plan)


def left_on(shipment: Shipment, at: datetime) -> date:
    """The day on which goods left: as their transport document says, else by our calendar."""
    return shipment.on_board_on or our_day(shipment.departed_at or at)


def _expect(shipment: Shipment) -> None:
    plan = shipment.plan
    plan.deal = shipment.deal
    expect_next_part(plan)


def _container_number(text: str) -> str:
    plain = "".join(c for c in text.upper() if c.isalnum())
    if plain and not is_container_number(plain):
        raise ContainerNumberWrong(container=text)
    return plain


def _ship_number(text: str) -> str:
    digits = text.upper().replace("IMO", "").strip()
    if digits and not is_imo_number(digits):
        raise ShipNumberWrong(imo=text)
    return digits
