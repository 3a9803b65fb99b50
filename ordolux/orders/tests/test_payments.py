"""Money: a statement is taken in once, a sure payment opens production, a doubtful one waits for Zhou."""

import random
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotPermitted
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.payment.deeds import (
    NotBookedYet,
    NothingLeft,
    OtherCurrency,
    StatementKnown,
    allocate_payment,
    import_statement,
    refuse_statement,
)
from ordolux.orders.payment.models import Allocation, BankEntry, BankStatement, Instalment, StatementState
from ordolux.orders.payment.queries import gates
from ordolux.orders.payment.reactions import print_receipt
from ordolux.orders.tests import desk
from ordolux.rules.refusal import Finding
from ordolux.rules.terms import Gate

LATER = desk.NOON + timedelta(days=1)


@pytest.fixture
def order(mei: Actor, anna: Person) -> Order:
    placed = desk.placed(desk.sent(mei, anna), anna)
    desk.confirmed(placed, anna.actor(), mei)
    return Order.objects.get()


def due(position: int = 1) -> Decimal:
    return Instalment.objects.get(position=position).due.amount


def test_nothing_is_produced_before_the_deposit_is_credited(order: Order, zhou: Actor) -> None:
    assert not gates(order)[Gate.PRODUCE].is_open
    assert order.state == OrderState.CONFIRMED

    allocate_payment(
        desk.credited(f"{due():.2f}", "PI-2026-0001"), order=order, position=1, by=zhou, at=LATER
    )

    order.refresh_from_db()
    assert order.state == OrderState.RELEASED
    assert Instalment.objects.get(position=1).paid_at == LATER
    assert Deal.objects.get().paid.amount == due()
    assert Event.objects.filter(name="order.released").count() == 1
    assert not gates(order)[Gate.SHIP].is_open


def test_a_part_of_the_deposit_opens_nothing(order: Order, zhou: Actor) -> None:
    half = (due() / 2).quantize(Decimal("0.01"))
    allocate_payment(
        desk.credited(f"{half}", "PI-2026-0001 part"), order=order, position=1, by=zhou, at=LATER
    )

    order.refresh_from_db()
    assert order.state == OrderState.CONFIRMED
    rest = due() - half
    allocate_payment(
        desk.credited(f"{rest:.2f}", "PI-2026-0001 rest"), order=order, position=1, by=zhou, at=LATER
    )
    order.refresh_from_db()
    assert order.state == OrderState.RELEASED


def test_bank_charges_within_the_tolerance_count_as_paid(order: Order, zhou: Actor) -> None:
    short = due() - Decimal("0.50")
    allocation = allocate_payment(
        desk.credited(f"{short:.2f}", "PI-2026-0001"), order=order, position=1, by=zhou, at=LATER
    )

    assert allocation.charges.amount == Decimal("0.50")
    assert Instalment.objects.get(position=1).paid_at is not None


def test_what_is_paid_too_much_stays_on_the_entry(order: Order, zhou: Actor) -> None:
    entry = desk.credited(f"{due() + 100:.2f}", "PI-2026-0001")
    allocate_payment(entry, order=order, position=1, by=zhou, at=LATER)

    entry.refresh_from_db()
    assert entry.amount_amount - entry.allocated_amount == 100
    allocate_payment(entry, order=order, position=2, by=zhou, at=LATER)
    assert Instalment.objects.get(position=2).credited.amount == 100
    with pytest.raises(NothingLeft):
        allocate_payment(entry, order=order, position=2, by=zhou, at=LATER)


def test_the_same_statement_twice_books_nothing_twice(order: Order, zhou: Actor) -> None:
    file = store_bytes(b"<Document/>", "application/xml")
    first = import_statement(file=file, name="a.xml", by=zhou, at=LATER)
    with pytest.raises(StatementKnown) as refused:
        import_statement(file=file, name="again.xml", by=zhou, at=LATER)
    assert first.number in str(refused.value)
    assert BankStatement.objects.count() == 1


def test_the_same_entry_in_two_statements_is_one(order: Order) -> None:
    desk.credited("10.00", "one", key="E-1")
    desk.credited("10.00", "one more time", key="E-1")
    assert BankEntry.objects.count() == 1


def test_a_statement_that_cannot_be_read_keeps_its_file_and_says_why(zhou: Actor) -> None:
    statement = import_statement(file=store_bytes(b"?", "text/plain"), name="x", by=zhou, at=LATER)
    finding = Finding(
        "unknown_currency", "{currency} is not a currency we know.", {"currency": "XXQ"}, "Ntry[1]"
    )
    refuse_statement(statement, findings=[finding], by=Actor.system(), at=LATER)

    statement.refresh_from_db()
    assert statement.state == StatementState.REFUSED
    assert statement.findings[0]["where"] == "Ntry[1]"
    assert statement.file.read() == b"?"
    assert not BankEntry.objects.exists()


def test_other_money_and_pending_entries_pay_nothing(order: Order, zhou: Actor) -> None:
    with pytest.raises(OtherCurrency):
        allocate_payment(
            desk.credited("500.00", "usd", currency="USD"), order=order, position=1, by=zhou, at=LATER
        )
    with pytest.raises(NotBookedYet):
        allocate_payment(
            desk.credited("500.00", "pending", is_booked=False), order=order, position=1, by=zhou, at=LATER
        )
    assert not Allocation.objects.exists()


def test_receipts_are_numbered_without_a_gap(order: Order, zhou: Actor) -> None:
    first = allocate_payment(desk.credited("10.00", "a"), order=order, position=1, by=zhou, at=LATER)
    with pytest.raises(NothingLeft):
        allocate_payment(BankEntry.objects.get(), order=order, position=1, by=zhou, at=LATER)
    second = allocate_payment(desk.credited("11.00", "b"), order=order, position=1, by=zhou, at=LATER)
    assert (first.receipt_number, second.receipt_number) == ("RC-2026-0001", "RC-2026-0002")


def test_the_receipt_is_printed_with_what_is_still_open(order: Order, zhou: Actor) -> None:
    allocate_payment(
        desk.credited(f"{due():.2f}", "PI-2026-0001"), order=order, position=1, by=zhou, at=LATER
    )

    print_receipt(Event.objects.get(name="payment.credited"), "tick")
    print_receipt(Event.objects.get(name="payment.credited"), "tick")

    paper = Document.objects.get(kind="receipt")
    assert (paper.title, paper.version) == ("RC-2026-0001", 1)
    assert paper.file.read().startswith(b"%PDF")


def test_sales_may_not_book_money_and_the_database_refuses_too_much(
    order: Order, mei: Actor, zhou: Actor
) -> None:
    entry = desk.credited("10.00", "a")
    with pytest.raises(NotPermitted):
        allocate_payment(entry, order=order, position=1, by=mei, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Instalment.objects.update(credited_amount=due() + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        BankEntry.objects.update(allocated_amount=11)


def test_allocating_stays_within_the_statements_of_a_deed(order: Order, zhou: Actor) -> None:
    entry = desk.credited(f"{due():.2f}", "PI-2026-0001")
    with counted_statements() as seen:
        allocate_payment(entry, order=order, position=1, by=zhou, at=LATER)
    assert len(seen) <= 19


@pytest.mark.parametrize("seed", range(6))
def test_no_series_of_payments_credits_more_than_is_due(order: Order, zhou: Actor, seed: int) -> None:
    chance = random.Random(seed)
    for place in range(5):
        amount = Decimal(chance.randrange(1, 9000)) / 100
        entry = desk.credited(f"{amount:.2f}", f"part {place}", key=f"{seed}/{place}")
        with suppress(NothingLeft):
            allocate_payment(entry, order=order, position=1, by=zhou, at=LATER)

    part = Instalment.objects.get(position=1)
    allocated = sum(a.credited.amount for a in Allocation.objects.all())
    assert part.credited.amount == allocated <= part.due.amount
    assert sum(e.allocated_amount for e in BankEntry.objects.all()) == allocated
