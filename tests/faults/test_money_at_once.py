"""Two people decide about the same money or the same offer at one moment: it is done once, and nobody waits for ever."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.orders.credit.deeds import approve_credit_note, propose_credit_note
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.payment.deeds import PartOfPayment, allocate_payment, divide_payment, reverse_payment
from ordolux.orders.payment.models import Allocation, AllocationState, BankEntry, Instalment
from ordolux.orders.tests import desk
from tests.faults.test_at_once import at_once

LATER = desk.NOON + timedelta(days=1)


@pytest.fixture
def order(live_database: str) -> Order:
    """An order that both signed."""
    desk.furnish()
    anna, mei = house.anna(), house.mei()
    placed = desk.placed(desk.sent(mei.actor(), anna), anna)
    desk.confirmed(placed, anna.actor(), mei.actor())
    return Order.objects.get()


def fresh(model: Any) -> Any:
    """The one record, as each of the two has read it."""
    return model.objects.get()


@pytest.mark.slow
def test_one_payment_assigned_and_divided_at_once_is_spent_once(order: Order) -> None:
    due = Instalment.objects.get(position=1).due.amount
    desk.credited(f"{due:.2f}", "PI")
    zhou, part = desk.zhou(), (PartOfPayment(order.number, 1, due),)
    answers = at_once(
        lambda: allocate_payment(fresh(BankEntry), order=fresh(Order), position=1, by=zhou, at=LATER),
        lambda: divide_payment(entry=fresh(BankEntry), parts=part, by=zhou, at=LATER),
        lambda: allocate_payment(fresh(BankEntry), order=fresh(Order), position=1, by=zhou, at=LATER),
    )
    assert len(answers) == 3
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1, answers
    assert Allocation.objects.count() == 1
    assert fresh(BankEntry).allocated_amount == due


@pytest.mark.slow
def test_a_payment_taken_back_twice_at_once_is_taken_back_once(order: Order) -> None:
    due = Instalment.objects.get(position=1).due.amount
    allocate_payment(desk.credited(f"{due:.2f}", "PI"), order=order, position=1, by=desk.zhou(), at=LATER)
    zhou = desk.zhou()
    said: dict[str, Any] = {"reason": "wrong", "although_running": True, "by": zhou, "at": LATER}
    answers = at_once(*[lambda: reverse_payment(fresh(Allocation), **said)] * 3)
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1, answers
    assert fresh(Allocation).state == AllocationState.REVERSED
    assert Instalment.objects.get(position=1).credited.amount == 0
    assert fresh(BankEntry).allocated_amount == 0


@pytest.mark.slow
def test_a_credit_note_approved_twice_at_once_has_one_number(order: Order) -> None:
    amount = (order.total.amount / 10).quantize(Decimal("0.01"))
    propose_credit_note(order, amount=amount, reason="broken", by=desk.zhou(), at=LATER)
    tang = Person.objects.get(email="tang@mingzhou.example").actor()
    answers = at_once(*[lambda: approve_credit_note(fresh(CreditNote), by=tang, at=LATER)] * 3)
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1, answers
    assert fresh(CreditNote).paper_number == "CN-2026-0001"
    assert Instalment.objects.get(position=2).noted_amount == amount


@pytest.mark.slow
def test_credits_proposed_at_once_never_exceed_the_order(order: Order) -> None:
    zhou, whole = desk.zhou(), order.total.amount
    answers = at_once(
        *[lambda: propose_credit_note(fresh(Order), amount=whole, reason="all", by=zhou, at=LATER)] * 3
    )
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1, answers
    assert CreditNote.objects.count() == 1
