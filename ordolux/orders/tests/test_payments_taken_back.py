"""Money that was assigned wrongly: taken back with its consequences, divided, set aside; credit notes and what they owe."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.credit.deeds import (
    MoreThanTheOrder,
    NeedsAnother,
    NotAnAmount,
    NothingOwed,
    OtherAccount,
    approve_credit_note,
    propose_credit_note,
    refund_credit_note,
    reject_credit_note,
)
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.credit.reactions import print_credit_note
from ordolux.orders.payment.deeds import (
    NothingToAssign,
    NotThatMuch,
    PartOfPayment,
    ProductionRuns,
    SetAsideAlready,
    allocate_payment,
    divide_payment,
    reverse_payment,
    set_payment_aside,
    take_payment_up,
)
from ordolux.orders.payment.models import Allocation, AllocationState, BankEntry, Instalment
from ordolux.orders.payment.queries import gates, payments_to_decide, proposals_for, running_uncovered
from ordolux.orders.payment.reactions import let_balance_fall_due, let_deposit_fall_due
from ordolux.orders.tests import desk
from ordolux.rules.money import Money
from ordolux.rules.terms import Gate
from ordolux.rules.workdays import day_at

LATER = desk.NOON + timedelta(days=1)


@pytest.fixture
def order(mei: Actor, anna: Person) -> Order:
    placed = desk.placed(desk.sent(mei, anna), anna)
    desk.confirmed(placed, anna.actor(), mei)
    return Order.objects.get()


@pytest.fixture
def tang(furnished: None) -> Actor:
    return Person.objects.get(email="tang@mingzhou.example").actor()


def due(position: int = 1) -> Decimal:
    return Instalment.objects.get(position=position).due.amount


def paid(order: Order, zhou: Actor, position: int = 1) -> Allocation:
    entry = desk.credited(f"{due(position):.2f}", f"PI-2026-0001 {position}")
    BankEntry.objects.filter(pk=entry.pk).update(decision="auto")
    return allocate_payment(entry, order=order, position=position, by=zhou, at=LATER)


def test_a_reversal_needs_a_reason_and_leaves_every_sum_as_before(order: Order, zhou: Actor) -> None:
    half = (due() / 2).quantize(Decimal("0.01"))
    allocation = allocate_payment(
        desk.credited(f"{half}", "part"), order=order, position=1, by=zhou, at=LATER
    )
    with pytest.raises(ReasonMissing):
        reverse_payment(allocation, reason="  ", by=zhou, at=LATER)

    reverse_payment(allocation, reason="another customer's", by=zhou, at=LATER)

    instalment = Instalment.objects.get(position=1)
    assert (instalment.credited.amount, instalment.paid_at) == (0, None)
    assert BankEntry.objects.get().allocated_amount == 0
    assert Deal.objects.get().paid.amount == 0
    with pytest.raises(NotAllowedNow):
        reverse_payment(allocation, reason="once more", by=zhou, at=LATER)


def test_a_payment_that_opened_production_is_not_taken_back_silently(order: Order, zhou: Actor) -> None:
    allocation = paid(order, zhou)
    assert gates(order)[Gate.PRODUCE].is_open

    with pytest.raises(ProductionRuns):
        reverse_payment(allocation, reason="wrong order", by=zhou, at=LATER)
    assert Allocation.objects.get().state == AllocationState.CREDITED

    reverse_payment(allocation, reason="wrong order", although_running=True, by=zhou, at=LATER)
    order.refresh_from_db()
    assert order.state == OrderState.RELEASED
    assert not gates(order)[Gate.PRODUCE].is_open
    assert running_uncovered(zhou) == [order]
    facts = Event.objects.get(name="payment.reversed").facts
    assert facts["runs_uncovered"] is True
    assert "produce" in facts["gates_shut"]


def test_after_a_reversal_the_same_payment_can_be_assigned_to_the_same_instalment_again(
    order: Order, zhou: Actor
) -> None:
    first = paid(order, zhou)
    reverse_payment(first, reason="by mistake", although_running=True, by=zhou, at=LATER)
    again = allocate_payment(BankEntry.objects.get(), order=order, position=1, by=zhou, at=LATER)
    assert again.receipt_number != first.receipt_number
    assert Instalment.objects.get(position=1).credited.amount == due()
    assert running_uncovered(zhou) == []


def test_the_database_keeps_what_a_reversed_payment_said(order: Order, zhou: Actor) -> None:
    allocation = paid(order, zhou)
    reverse_payment(allocation, reason="by mistake", although_running=True, by=zhou, at=LATER)
    for changed in (
        {"credited_amount": 1},
        {"reversed_because": "other"},
        {"state": "credited", "reversed_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Allocation.objects.filter(pk=allocation.pk).update(**changed)


def test_one_payment_is_divided_over_two_orders_or_not_at_all(mei: Actor, anna: Person, zhou: Actor) -> None:
    orders = []
    for _ in range(2):
        placed = desk.placed(desk.sent(mei, anna), anna)
        desk.confirmed(placed, anna.actor(), mei)
        orders.append(placed)
    first, second = (Instalment.objects.get(order=o, position=1).due.amount for o in orders)
    entry = desk.credited(f"{first + second:.2f}", "both")
    parts = (PartOfPayment(orders[0].number, 1, first), PartOfPayment(orders[1].number, 1, second))

    with pytest.raises(NotThatMuch):
        divide_payment(
            entry=entry, parts=(parts[0], PartOfPayment(orders[1].number, 1, second + 1)), by=zhou, at=LATER
        )
    with pytest.raises(NothingToAssign):
        divide_payment(entry=entry, parts=(parts[0], parts[0]), by=zhou, at=LATER)
    assert not Allocation.objects.exists()

    divide_payment(entry=entry, parts=parts[::-1], by=zhou, at=LATER)

    assert BankEntry.objects.get().left.amount == 0
    assert set(Order.objects.values_list("state", flat=True)) == {OrderState.RELEASED}
    assert Event.objects.filter(name="order.released").count() == 2


def test_what_is_no_customers_payment_is_set_aside_and_taken_up_again(zhou: Actor) -> None:
    entry = desk.credited("12.34", "interest")
    BankEntry.objects.update(decision="manual")
    assert list(payments_to_decide(zhou)) == [entry]
    set_payment_aside(entry, reason="interest", by=zhou, at=LATER)
    assert list(payments_to_decide(zhou)) == []
    with pytest.raises(SetAsideAlready):
        set_payment_aside(entry, reason="twice", by=zhou, at=LATER)
    take_payment_up(entry, by=zhou, at=LATER)
    assert list(payments_to_decide(zhou)) == [entry]


def test_an_account_from_which_a_buyer_paid_before_is_known_the_next_time(order: Order, zhou: Actor) -> None:
    first = desk.credited(f"{due():.2f}", "PI-2026-0001", payer="Nordlicht Treasury")
    BankEntry.objects.filter(pk=first.pk).update(decision="manual")
    BankEntry.objects.bulk_create(
        [BankEntry(statement=first.statement, key="k2", payer_name="Nordlicht Treasury", payer_account="DE02 9",
                   remittance="PI-2026-0001 balance", decision="proposed", booked_on=LATER.date(),
                   amount_amount=due(2), amount_currency="EUR")]
    )  # fmt: skip
    second = BankEntry.objects.latest("id")
    codes = {f.code for f in proposals_for([second], LATER.date())[0].findings}
    assert "payer_unknown" in codes

    third = BankEntry(statement=first.statement, key="k3", payer_account="DE02 9", amount_amount=due(), amount_currency="EUR",
                      booked_on=LATER.date())  # fmt: skip
    third.save()
    allocate_payment(third, order=order, position=1, by=zhou, at=LATER)
    codes = {f.code for f in proposals_for([second], LATER.date())[0].findings}
    assert "payer_unknown" not in codes


def test_instalments_fall_due_by_what_happened(order: Order) -> None:
    confirmed = Event.objects.get(name="order.confirmed")
    let_deposit_fall_due(confirmed, "k")
    let_deposit_fall_due(confirmed, "k2")
    deposit, balance = Instalment.objects.order_by("position")
    assert deposit.due_on == day_at("Asia/Shanghai", confirmed.at) + timedelta(days=7)
    assert balance.due_on is None
    let_balance_fall_due(confirmed, "k3")
    balance.refresh_from_db()
    assert balance.due_on is not None
    assert Event.objects.filter(name="instalment.fell_due").count() == 2


# ── credit notes ─────────────────────────────────────────────────────────────


def test_a_small_credit_is_issued_by_finance_and_taken_off_the_last_instalment(
    order: Order, zhou: Actor
) -> None:
    note = propose_credit_note(order, amount=Decimal("1.00"), reason="late", by=zhou, at=LATER)
    balance = Instalment.objects.get(position=2)
    assert (note.state, note.paper_number) == (CreditNoteState.SETTLED, "CN-2026-0001")
    assert balance.still_open.amount == balance.due.amount - 1


def test_more_than_two_percent_waits_for_a_second_person(order: Order, zhou: Actor, tang: Actor) -> None:
    amount = (order.total.amount / 20).quantize(Decimal("0.01"))
    note = propose_credit_note(order, amount=amount, reason="broken", by=zhou, at=LATER)
    assert (note.state, note.paper_number) == (CreditNoteState.PROPOSED, "")
    with pytest.raises(NotPermitted):
        approve_credit_note(note, by=zhou, at=LATER)
    mine = propose_credit_note(order, amount=amount, reason="broken", by=tang, at=LATER)
    with pytest.raises(NeedsAnother):
        approve_credit_note(mine, by=tang, at=LATER)
    reject_credit_note(mine, reason="asked for twice", by=tang, at=LATER)

    approve_credit_note(note, by=tang, at=LATER)

    assert CreditNote.objects.get(pk=note.pk).paper_number == "CN-2026-0001"
    assert Instalment.objects.get(position=2).noted_amount == amount


def test_what_was_paid_already_is_owed_and_goes_back_where_it_came_from(
    order: Order, zhou: Actor, tang: Actor
) -> None:
    for position in (1, 2):
        paid(order, zhou, position)
    BankEntry.objects.update(decision="auto")
    amount = (order.total.amount / 20).quantize(Decimal("0.01"))
    order.refresh_from_db()
    note = approve_credit_note(
        propose_credit_note(order, amount=amount, reason="broken", by=zhou, at=LATER), by=tang, at=LATER
    )
    assert note.owed == Money(amount, "EUR")
    with pytest.raises(OtherAccount):
        refund_credit_note(note, account="GB00 1", reference="r", on=LATER.date(), by=tang, at=LATER)
    with pytest.raises(NeedsAnother):
        refund_credit_note(note, account="GB00 1", reference="r", on=LATER.date(), by=zhou, at=LATER)


def test_all_credit_notes_of_an_order_never_exceed_its_total(order: Order, zhou: Actor) -> None:
    for wrong in ("0", "-5", "1.001"):
        with pytest.raises(NotAnAmount):
            propose_credit_note(order, amount=Decimal(wrong), reason="x", by=zhou, at=LATER)
    propose_credit_note(order, amount=order.total.amount, reason="all of it", by=zhou, at=LATER)
    with pytest.raises(MoreThanTheOrder):
        propose_credit_note(order, amount=Decimal("0.01"), reason="and more", by=zhou, at=LATER)


def test_a_settled_credit_note_owes_nothing_and_its_paper_is_filed(
    order: Order, zhou: Actor, tang: Actor
) -> None:
    note = propose_credit_note(order, amount=Decimal("1.00"), reason="late", by=zhou, at=LATER)
    with pytest.raises(NothingOwed):
        refund_credit_note(note, account="x", reference="r", on=LATER.date(), by=tang, at=LATER)
    event = Event.objects.get(name="credit_note.issued")
    print_credit_note(event, "tick")
    print_credit_note(event, "tick")
    paper = Document.objects.get(kind="credit_note")
    assert paper.title == "CN-2026-0001"
    assert paper.is_for_customer


def test_a_customer_sees_his_credit_note_once_it_is_issued(order: Order, zhou: Actor, anna: Person) -> None:
    amount = (order.total.amount / 20).quantize(Decimal("0.01"))
    propose_credit_note(order, amount=amount, reason="broken", by=zhou, at=LATER)
    assert not CreditNote.objects.visible_to(anna.actor()).exists()
    propose_credit_note(order, amount=Decimal("1.00"), reason="late", by=zhou, at=LATER)
    assert CreditNote.objects.visible_to(anna.actor()).count() == 1
    assert not CreditNote.objects.visible_to(Actor("Omar", frozenset({Role.BUYER}), 1, 0)).exists()


def test_taking_back_and_crediting_stay_within_the_statements_of_a_deed(order: Order, zhou: Actor) -> None:
    allocation = paid(order, zhou)
    with counted_statements() as reversing:
        reverse_payment(allocation, reason="wrong", although_running=True, by=zhou, at=LATER)
    with counted_statements() as crediting:
        propose_credit_note(order, amount=Decimal("1.00"), reason="late", by=zhou, at=LATER)
    assert len(reversing) <= 15 + 4
    assert len(crediting) <= 15 + 4
