"""A shipment is booked, papered, loaded, followed and delivered, each step behind its gate."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.foundation.links import LinkEnded, open_link
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.rules.tracking import Milestone
from ordolux.shipping.packing.deeds import PapersIssuedAlready, issue_shipping_papers
from ordolux.shipping.packing.models import CommercialInvoice, PackedCartons, PackingList
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.tests.goods import READY, WEI, Cast, booked, confirmed, made, ordered, paid, told
from ordolux.shipping.tracking import deeds as tracking
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.tracking.queries import steps_of
from ordolux.shipping.transport import deeds
from ordolux.shipping.transport.models import Shipment, ShipmentState

SAILED = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
CAME = datetime(2026, 6, 12, 6, 0, tzinfo=UTC)
SAILING = {
    "carrier": "Elbe Line",
    "booking_reference": "ELB1",
    "departs_on": date(2026, 5, 9),
    "arrives_on": date(2026, 6, 12),
}


def test_the_invoice_states_what_was_shipped_and_adds_up_to_the_order(order: Order, cast: Cast) -> None:
    invoice = issue_shipping_papers(confirmed(order, cast), by=WEI, at=READY)

    assert invoice.number == "CI-2026-0001"
    assert invoice.total == order.total
    assert invoice.snapshot["pieces"] == 300
    assert PackingList.objects.get().pieces == sum(line.pieces for line in PackedCartons.objects.all()) == 300
    with pytest.raises(PapersIssuedAlready):
        issue_shipping_papers(ShippingPlan.objects.get(), by=WEI, at=READY)


def test_scrapped_pieces_are_neither_packed_nor_invoiced(cast: Cast) -> None:
    order = paid(made(ordered(cast), scrap=2))

    invoice = issue_shipping_papers(confirmed(order, cast), by=WEI, at=READY)

    assert invoice.snapshot["lines"][0]["pieces"] == 298
    line = order.lines.get()
    assert invoice.total == order.total - line.amount + (line.unit_price * 298).rounded()


def test_the_database_lets_nobody_pack_more_than_was_ordered_or_change_an_invoice(
    order: Order, cast: Cast
) -> None:
    issue_shipping_papers(confirmed(order, cast), by=WEI, at=READY)
    packed = PackedCartons.objects.first()
    assert packed is not None

    with pytest.raises(IntegrityError, match="301 pieces packed, 300 ordered"), transaction.atomic():
        PackedCartons.objects.create(
            deal=order.deal, packing_list=packed.packing_list, order_line=packed.order_line, first_carton=99,
            last_carton=99, pieces_per_carton=1, pieces=1, net_kg=1, gross_kg=2, volume_m3=1,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        CommercialInvoice.objects.update(total_amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PackingList.objects.all().delete()


@pytest.mark.parametrize(
    ("container", "fits"),
    [("CSQU3054383", True), ("CSQU 305438-3", True), ("CSQU3054384", False), ("ABC", False)],
)
def test_a_container_number_is_checked_by_its_last_digit(
    order: Order, cast: Cast, container: str, fits: bool
) -> None:
    plan = confirmed(order, cast)
    if fits:
        shipment = deeds.book_shipment(plan, **SAILING, container=container, by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields
        assert shipment.container == "CSQU3054383"
    else:
        with pytest.raises(deeds.ContainerNumberWrong):
            deeds.book_shipment(plan, **SAILING, container=container, by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields


def test_a_ship_and_an_air_waybill_are_checked_too(order: Order, cast: Cast) -> None:
    plan = confirmed(order, cast)
    issue_shipping_papers(plan, by=WEI, at=READY)
    with pytest.raises(deeds.ShipNumberWrong):
        deeds.book_shipment(plan, **SAILING, imo="9321484", by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields
    shipment = deeds.book_shipment(plan, **SAILING, by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields
    with pytest.raises(deeds.BookedAlready):
        deeds.book_shipment(plan, **SAILING, by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields
    for number in ("176-12345674", ""):
        with pytest.raises(deeds.DocumentNumberWrong):
            deeds.enter_bill_of_lading(
                shipment,
                bl_number=number,
                bl_kind="air_waybill",
                on_board_on=date(2026, 5, 9),
                by=WEI,
                at=READY,
            )


def test_nothing_is_loaded_without_packing_list_and_invoice(order: Order, cast: Cast) -> None:
    shipment = deeds.book_shipment(confirmed(order, cast), **SAILING, by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields

    with pytest.raises(deeds.PapersMissing):
        deeds.load_shipment(shipment, by=WEI, at=READY)
    with pytest.raises(deeds.PapersMissing):
        told(shipment, "DEPA", SAILED)
    assert TrackingEvent.objects.count() == 0
    assert Shipment.objects.get().state == ShipmentState.BOOKED


def test_events_move_the_shipment_and_with_it_plan_and_order(order: Order, cast: Cast) -> None:
    shipment = told(booked(order, cast), "DEPA", SAILED)
    assert (shipment.state, shipment.departed_at) == (ShipmentState.DEPARTED, SAILED)
    assert Order.objects.get().state == OrderState.SHIPPED
    assert ShippingPlan.objects.get().state == PlanState.EXECUTED

    shipment = told(shipment, "ARRI", SAILED + timedelta(days=9), location="SGSIN")
    assert shipment.state == ShipmentState.DEPARTED, "a port on the way is no arrival"
    shipment = told(shipment, "ARRI", CAME, location="DEHAM")
    assert shipment.state == ShipmentState.ARRIVED
    shown = {step.milestone: step for step in steps_of(shipment)}
    assert shown[Milestone.DEPARTED].actual_at == SAILED
    assert shown[Milestone.ARRIVED].planned_on is not None
    assert shown[Milestone.DELIVERED].is_next


def test_the_same_event_counts_once_and_stays_as_it_was_told(order: Order, cast: Cast) -> None:
    shipment = told(booked(order, cast), "DEPA", SAILED)

    with pytest.raises(tracking.EventKnownAlready):
        told(shipment, "DEPA", SAILED + timedelta(seconds=20))
    with pytest.raises(IntegrityError), transaction.atomic():
        TrackingEvent.objects.update(code="ARRI")
    with pytest.raises(tracking.EventNotUnderstood):
        told(shipment, "SUNK", SAILED)
    with pytest.raises(tracking.EventInTheFuture):
        told(shipment, "ARRI", CAME, told_at=SAILED, location="DEHAM")


def test_a_later_arrival_is_told_to_the_customer_once_per_change(order: Order, cast: Cast) -> None:
    shipment = told(booked(order, cast), "DEPA", SAILED)
    planned = ShippingPlan.objects.get().arrives_on
    late = datetime.combine(planned, datetime.min.time(), UTC) + timedelta(days=6)

    shipment = told(shipment, "ARRI", late, classifier="EST", location="DEHAM", told_at=SAILED)
    shipment = told(
        shipment,
        "ARRI",
        late + timedelta(days=1),
        classifier="EST",
        location="DEHAM",
        told_at=SAILED + timedelta(days=1),
    )

    delays = list(Event.objects.filter(name="shipment.delayed"))
    assert [event.facts["days"] for event in delays] == [6]
    step = next(step for step in steps_of(shipment) if step.milestone is Milestone.ARRIVED)
    assert step.estimated_at == late + timedelta(days=1)
    assert step.actual_at is None


def test_goods_are_delivered_with_proof_and_not_before_they_left(order: Order, cast: Cast) -> None:
    shipment = booked(order, cast)
    with pytest.raises(deeds.NotOnItsWay):
        deeds.deliver(shipment, delivered_at=CAME, received_by="Jan Voss", cartons=3, by=WEI, at=CAME)
    shipment = told(shipment, "DEPA", SAILED)
    with pytest.raises(deeds.DeliveryIncomplete):
        deeds.deliver(shipment, delivered_at=CAME, received_by="Jan Voss", cartons=4, by=WEI, at=CAME)

    shipment = deeds.deliver(shipment, delivered_at=CAME, received_by="Jan Voss", cartons=3, by=WEI, at=CAME)

    assert shipment.state == ShipmentState.DELIVERED
    delivered = Order.objects.get()
    assert (delivered.state, delivered.delivered_on) == (OrderState.DELIVERED, date(2026, 6, 12))
    with pytest.raises(NotAllowedNow):
        deeds.deliver(shipment, delivered_at=CAME, received_by="Jan Voss", cartons=3, by=WEI, at=CAME)


def test_a_tracking_link_opens_one_shipment_until_it_is_withdrawn(order: Order, cast: Cast) -> None:
    shipment = booked(order, cast)
    tracking.share_tracking(shipment, given_to="anna@nordlicht.example", by=WEI, at=READY)
    tracking.share_tracking(shipment, given_to="anna@nordlicht.example", by=WEI, at=READY)
    token = tracking.token_of(shipment, "anna@nordlicht.example")

    assert open_link("track", token, at=READY).subject_id == shipment.pk
    for wrong in (token[:-1] + "x", tracking.token_of(shipment, "omar@alnoor.example")):
        with pytest.raises(LinkEnded):
            open_link("track", wrong, at=READY)
    with pytest.raises(LinkEnded):
        open_link("track", token, at=READY + timedelta(days=400))
    tracking.withdraw_tracking(shipment, given_to="anna@nordlicht.example", by=WEI, at=READY)
    with pytest.raises(LinkEnded):
        open_link("track", token, at=READY)


def test_customers_see_only_their_own_shipments(order: Order, cast: Cast) -> None:
    booked(order, cast)
    assert Shipment.objects.visible_to(cast.anna.actor()).count() == 1
    assert Shipment.objects.visible_to(cast.omar.actor()).count() == 0


@pytest.mark.parametrize("lines", [10, 100])
def test_a_shipment_costs_the_same_for_ten_and_a_hundred_lines(cast: Cast, lines: int) -> None:
    shipment = booked(
        paid(made(ordered(cast, tuple(ConfirmedLine("MZ-GU10-70-830", 100) for _ in range(lines))))), cast
    )
    with house.counted_statements() as seen:
        tracking.note_tracking_event.once("t")(
            shipment, kind="TRANSPORT", code="DEPA", classifier="ACT", happened_at=SAILED, location=shipment.loading,
            by=WEI, at=SAILED,
        )  # fmt: skip
    print("note departure", len(seen))
    assert len(seen) <= 19
    shipment = Shipment.objects.get()
    with house.counted_statements() as seen:
        deeds.deliver.once("p")(
            shipment, delivered_at=CAME, received_by="Jan", cartons=lines, by=WEI, at=CAME
        )
    print("deliver", len(seen))
    assert len(seen) <= 19
