"""An order under a letter of credit and one on open account go all the way by deeds: signed, released, made, shipped, paid."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.deeds import note_acceptance, present_documents
from ordolux.orders.collection.models import Presentation, PresentationState
from ordolux.orders.collection.reactions import honour_after_payment
from ordolux.orders.documentary.deeds import (
    accept_credit_amendment,
    accept_letter,
    announce_letter,
    receive_credit_amendment,
    receive_letter,
)
from ordolux.orders.limit.deeds import set_credit_limit
from ordolux.orders.limit.reactions import release_after_limit
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.reactions import let_rest_fall_due
from ordolux.orders.tests import backing, desk
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan.deeds import confirm_plan, draft_plan, send_plan
from ordolux.shipping.plan.gates import GateClosed
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.tests import goods
from ordolux.shipping.transport.deeds import book_shipment, enter_bill_of_lading
from ordolux.shipping.transport.models import Shipment

# the goods are ready on Thursday 2 April 2026 and leave a week later
READY = datetime(2026, 4, 2, 2, tzinfo=UTC)
ON_BOARD = date(2026, 4, 9)
LATER = datetime(2026, 4, 16, 4, tzinfo=UTC)


class House:
    """Who takes part."""

    def __init__(self) -> None:
        desk.furnish()
        self.mei, self.anna, self.zhou = house.mei().actor(), house.anna(), desk.zhou()


@pytest.fixture
def people(db: None) -> House:
    return House()


def planned(order: Order, anna: Person, **days: date) -> ShippingPlan:
    """The goods are made, and Anna confirmed how they travel."""
    goods.made(Order.objects.get(pk=order.pk))
    plan = draft_plan(Order.objects.get(pk=order.pk), destination="DEHAM", by=goods.WEI, at=READY, **days)
    sent = send_plan(plan, by=goods.WEI, at=READY)
    return confirm_plan(sent, plan_version=1, confirmed_by=anna, by=anna.actor(), at=READY)


def shipped(plan: ShippingPlan) -> Shipment:
    """Papers, booking, bill of lading and departure."""
    issue_shipping_papers(plan, by=goods.WEI, at=READY)
    shipment = book_shipment(
        plan, carrier="Elbe Line", booking_reference="ELB1", departs_on=ON_BOARD, arrives_on=date(2026, 5, 12),
        vessel="King of the Seas", imo="9321483", voyage="2103S", by=goods.WEI, at=READY,
    )  # fmt: skip
    shipment = enter_bill_of_lading(
        shipment, bl_number="ELBSZ0012345", bl_kind="original", on_board_on=ON_BOARD, container="CSQU3054383",
        by=goods.WEI, at=READY,
    )  # fmt: skip
    left_at = datetime(2026, 4, 9, 9, tzinfo=UTC)
    return goods.told(shipment, "DEPA", left_at, told_at=left_at)


def credited(order: Order, zhou: Actor) -> None:
    """All that is open of the order stands on our bank statement."""
    entry = desk.credited(f"{backing.owed(order):.2f}", order.number, at=LATER)
    allocate_payment(entry, order=order, position=1, by=zhou, at=LATER)


def happened(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


def test_under_a_letter_of_credit_from_signature_to_the_money(people: House) -> None:
    order = backing.signed("LC_SIGHT", people.anna, people.mei)
    announce_letter(
        order, bank="Elbe Bank", expected_on=date(2026, 3, 20), by=people.anna.actor(), at=backing.NEXT_DAY
    )
    # the bank's credit lets goods leave only until a day before they can
    short = backing.advised(order, latest_shipment_on=date(2026, 4, 1))
    letter = receive_letter(order, says=short, by=people.zhou, at=backing.NEXT_DAY)
    assert [each["code"] for each in letter.findings] == ["latest_shipment"]
    amendment = receive_credit_amendment(
        letter, says=replace(short, latest_shipment_on=date(2026, 4, 12)), by=people.zhou, at=backing.NEXT_DAY
    )
    accept_credit_amendment(amendment, by=people.zhou, at=backing.NEXT_DAY)
    assert Order.objects.get().state == OrderState.RELEASED

    shipped(planned(order, people.anna))
    order.refresh_from_db()
    assert (order.state, order.shipped_on) == (OrderState.SHIPPED, ON_BOARD)
    assert (Deal.objects.get().next_role, Deal.objects.get().next_deed) == (
        "logistics",
        "documents.present",
    )
    papers = present_documents(
        order, bank="Pearl River Bank", on=LATER.date(), documents=backing.PAPERS, by=goods.WEI, at=LATER
    )
    note_acceptance(papers, on=LATER.date(), by=people.zhou, at=LATER)
    credited(order, people.zhou)
    honour_after_payment(happened("payment.credited"), "paid")
    assert Presentation.objects.get().state == PresentationState.HONOURED


def test_goods_that_would_leave_after_the_last_day_of_the_credit_stay(people: House) -> None:
    order = backing.signed("LC_SIGHT", people.anna, people.mei)
    letter = receive_letter(order, says=backing.advised(order), by=people.zhou, at=backing.NEXT_DAY)
    accept_letter(letter, by=people.zhou, at=backing.NEXT_DAY)
    assert letter.latest_shipment_on is not None
    too_late = letter.latest_shipment_on + timedelta(days=1)
    plan = planned(order, people.anna, departs_on=too_late, arrives_on=too_late + timedelta(days=30))
    with pytest.raises(GateClosed, match="latest shipment date"):
        issue_shipping_papers(plan, by=goods.WEI, at=READY)


def test_on_open_account_from_signature_to_the_money(people: House) -> None:
    order = backing.signed("OA", people.anna, people.mei)
    assert Order.objects.get().state == OrderState.CONFIRMED
    set_credit_limit(
        Company.objects.get(), amount=Decimal(20000), currency="EUR", valid_until=date(2026, 12, 31), reason="Insured",
        by=people.zhou, at=backing.NEXT_DAY,
    )  # fmt: skip
    release_after_limit(happened("credit_limit.set"), "limit")
    shipped(planned(order, people.anna))
    let_rest_fall_due(happened("order.shipped"), "due")
    assert Instalment.objects.get().due_on == ON_BOARD + timedelta(days=30)
    assert Deal.objects.get().next_deed == "tracking.note"
    credited(order, people.zhou)
    assert Instalment.objects.get().paid_at is not None
