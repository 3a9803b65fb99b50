"""Documents at banks: presented with what the credit asks for, taken up, refused, paid, undone; D/P and D/A."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.orders.agreement.deeds import ReasonMissing, note_delivered
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.deeds import (
    BankWouldRefuse,
    DayAhead,
    DayBeforeThat,
    DocumentsAtBank,
    NoLetterInForce,
    NotCreditedYet,
    NothingDrawn,
    NotThroughBank,
    note_acceptance,
    note_honour,
    note_refusal,
    present_documents,
    take_answer_back,
    withdraw_presentation,
)
from ordolux.orders.collection.models import Presentation, PresentationState
from ordolux.orders.collection.reactions import (
    honour_after_payment,
    open_again_after_reversal,
    remind_of_answers,
)
from ordolux.orders.documentary.deeds import BankMissing, reopen_letter
from ordolux.orders.limit.deeds import set_credit_limit
from ordolux.orders.payment.deeds import allocate_payment, reverse_payment
from ordolux.orders.payment.models import Allocation, Instalment
from ordolux.orders.payment.queries import gates
from ordolux.orders.payment.reactions import let_rest_fall_due
from ordolux.orders.tests import backing, desk
from ordolux.orders.tests.backing import LEFT_AT, NEXT_DAY, PAPERS, left, released_by_letter, signed
from ordolux.rules.terms import Fact, Gate

WEEK = LEFT_AT + timedelta(days=7)
ON = WEEK.date()


@pytest.fixture
def shipped(mei: Actor, anna: Person, zhou: Actor) -> Order:
    """Goods under a letter of credit at sight that left on 10 April."""
    order = signed("LC_SIGHT", anna, mei)
    released_by_letter(order, zhou)
    return left(order)


def presented(order: Order, by: Actor, **changed: Any) -> Presentation:
    """The documents went to the bank a week after the goods left."""
    told: dict[str, Any] = {"bank": "Pearl River Bank", "on": ON, "documents": PAPERS, "at": WEEK, **changed}
    return present_documents(order, by=by, **told)


def all_paid(order: Order, zhou: Actor, position: int = 1) -> None:
    part = Instalment.objects.get(order=order, position=position)
    entry = desk.credited(f"{part.due.amount:.2f}", f"{order.number} {position}", at=WEEK)
    allocate_payment(entry, order=order, position=position, by=zhou, at=WEEK)


def next_step() -> tuple[str, str]:
    deal = Deal.objects.get()
    return deal.next_role, deal.next_deed


def happened(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


def facts_open(order: Order, which: Gate) -> bool:
    return gates(order, told=frozenset({Fact.SHIPPED}), at=WEEK)[which].is_open


def test_documents_go_to_the_bank_and_open_the_release_of_the_goods(shipped: Order, zhou: Actor) -> None:
    assert next_step() == ("logistics", "documents.present")
    assert not facts_open(shipped, Gate.RELEASE)
    papers = presented(shipped, zhou)
    assert (papers.shipped_on, papers.drawn.amount) == (LEFT_AT.date(), backing.owed(shipped))
    # presented on Friday 17 April: the fifth banking day is the Friday after
    assert papers.answer_by_on == date(2026, 4, 24)
    assert next_step() == ("finance", "documents.accept")
    assert facts_open(shipped, Gate.RELEASE)
    with pytest.raises(DocumentsAtBank):
        presented(shipped, zhou)


def test_what_the_bank_would_refuse_is_mended_or_presented_with_a_reason(shipped: Order, zhou: Actor) -> None:
    for wrong in (
        {"documents": PAPERS[:2]}, {"on": ON + timedelta(days=15), "at": WEEK + timedelta(days=16)},
    ):  # fmt: skip
        with pytest.raises(BankWouldRefuse):
            presented(shipped, zhou, **wrong)
    papers = presented(
        shipped, zhou, documents=PAPERS[:3], although="The buyer waives the certificate of origin."
    )
    assert [each["code"] for each in papers.findings] == ["missing"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Presentation.objects.update(although="")


def test_days_that_cannot_be_and_what_goes_to_no_bank_are_refused(
    shipped: Order, zhou: Actor, mei: Actor, anna: Person
) -> None:
    with pytest.raises(DayAhead):
        presented(shipped, zhou, on=ON + timedelta(days=1))
    with pytest.raises(DayBeforeThat):
        presented(shipped, zhou, on=LEFT_AT.date() - timedelta(days=1))
    with pytest.raises(BankMissing):
        presented(shipped, zhou, bank=" ")
    other = signed("TT_30_70_BL", anna, mei)
    with pytest.raises(NotThroughBank):
        presented(other, zhou)
    letter = shipped.credit_letters.get()
    reopen_letter(letter, reason="Of another order", by=zhou, at=WEEK)
    with pytest.raises(NoLetterInForce):
        presented(shipped, zhou)


def test_the_bank_takes_them_up_and_what_is_credited_pays_them(shipped: Order, zhou: Actor) -> None:
    papers = presented(shipped, zhou)
    with pytest.raises(DayBeforeThat):
        note_acceptance(papers, on=ON - timedelta(days=1), by=zhou, at=WEEK)
    note_acceptance(papers, on=ON, by=zhou, at=WEEK)
    part = Instalment.objects.get()
    assert (papers.__class__.objects.get().matures_on, part.due_on) == (ON, ON)
    assert next_step() == ("logistics", "tracking.note")
    with pytest.raises(NotCreditedYet):
        note_honour(Presentation.objects.get(), by=zhou, at=WEEK)
    all_paid(shipped, zhou)
    honour_after_payment(happened("payment.credited"), "paid")
    assert Presentation.objects.get().state == PresentationState.HONOURED
    with pytest.raises(NotAllowedNow):  # what is paid was taken up long ago
        note_acceptance(Presentation.objects.get(), on=ON, by=zhou, at=WEEK)

    reverse_payment(Allocation.objects.get(), reason="another's", although_running=True, by=zhou, at=WEEK)
    open_again_after_reversal(happened("payment.reversed"), "unpaid")
    assert Presentation.objects.get().state == PresentationState.TAKEN_UP


def test_refused_documents_are_presented_anew_or_taken_up_after_all(shipped: Order, zhou: Actor) -> None:
    first = presented(shipped, zhou)
    with pytest.raises(ReasonMissing):
        note_refusal(first, reason=" ", by=zhou, at=WEEK)
    note_refusal(first, reason="Packing list not signed", by=zhou, at=WEEK)
    assert next_step() == ("logistics", "documents.present")
    assert not facts_open(shipped, Gate.RELEASE)
    second = presented(shipped, zhou)
    with pytest.raises(DocumentsAtBank):
        note_acceptance(Presentation.objects.get(pk=first.pk), on=ON, by=zhou, at=WEEK)
    withdraw_presentation(second, reason="The buyer waives it", by=zhou, at=WEEK)
    note_acceptance(Presentation.objects.get(pk=first.pk), on=ON, by=zhou, at=WEEK)
    assert [each.state for each in Presentation.objects.order_by("pk")] == ["taken_up", "withdrawn"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Presentation.objects.filter(pk=first.pk).update(matures_on=ON - timedelta(days=1))


def test_an_answer_that_was_noted_wrongly_is_taken_back_with_its_day(shipped: Order, zhou: Actor) -> None:
    papers = presented(shipped, zhou)
    note_acceptance(papers, on=ON, by=zhou, at=WEEK)
    with pytest.raises(ReasonMissing):
        take_answer_back(Presentation.objects.get(), reason="", by=zhou, at=WEEK)
    take_answer_back(Presentation.objects.get(), reason="Of another order", by=zhou, at=WEEK)
    papers.refresh_from_db()
    assert (papers.state, papers.accepted_on, Instalment.objects.get().due_on) == ("presented", None, None)
    with pytest.raises(NotAllowedNow):
        take_answer_back(Presentation.objects.get(), reason="twice", by=zhou, at=WEEK)


def test_a_usance_credit_is_paid_sixty_days_after_the_transport_document(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    order = signed("LC_USANCE", anna, mei)
    released_by_letter(order, zhou)
    papers = presented(left(order), zhou)
    assert not facts_open(order, Gate.RELEASE)
    note_acceptance(papers, on=ON, by=zhou, at=WEEK)
    assert facts_open(order, Gate.RELEASE)
    assert Instalment.objects.get().due_on == LEFT_AT.date() + timedelta(days=60)


def test_documents_against_acceptance_are_due_by_the_bill_and_no_transfer_is_asked_for(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    order = signed("DA", anna, mei)
    assert anna.company is not None
    set_credit_limit(
        anna.company, amount=Decimal(50000), currency="EUR", valid_until=date(2026, 12, 31), reason="Insured",
        by=zhou, at=NEXT_DAY,
    )  # fmt: skip
    from ordolux.orders.limit.reactions import release_after_limit

    release_after_limit(happened("credit_limit.set"), "limit")
    order = left(order)
    let_rest_fall_due(happened("order.shipped"), "rest")
    assert Instalment.objects.get().due_on is None
    papers = presented(order, zhou, documents=("commercial_invoice", "bill_of_lading", "draft"))
    note_acceptance(papers, on=ON, matures=ON + timedelta(days=60), by=zhou, at=WEEK)
    assert Instalment.objects.get().due_on == ON + timedelta(days=60)
    take_answer_back(Presentation.objects.get(), reason="wrong day", by=zhou, at=WEEK)
    with pytest.raises(DayBeforeThat):
        note_acceptance(Presentation.objects.get(), on=ON, matures=ON - timedelta(days=1), by=zhou, at=WEEK)


def test_documents_against_payment_release_the_goods_when_the_money_is_there(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    order = signed("DP", anna, mei)
    all_paid(order, zhou)
    order.refresh_from_db()
    assert order.state == OrderState.RELEASED
    order = left(order)
    papers = presented(order, zhou, documents=("commercial_invoice", "bill_of_lading"))
    balance = Instalment.objects.get(position=2)
    assert papers.drawn == balance.due
    assert not facts_open(order, Gate.RELEASE)
    all_paid(order, zhou, 2)
    honour_after_payment(happened("payment.credited"), "paid")
    assert Presentation.objects.get().state == PresentationState.HONOURED
    assert facts_open(order, Gate.RELEASE)
    with pytest.raises(DocumentsAtBank):
        presented(order, zhou)


def test_what_is_paid_draws_nothing(mei: Actor, anna: Person, zhou: Actor) -> None:
    order = signed("DP", anna, mei)
    all_paid(order, zhou)
    all_paid(order, zhou, 2)
    with pytest.raises(NothingDrawn):
        presented(left(order), zhou)


def test_delivered_goods_whose_documents_nobody_presented_still_wait_for_it(
    shipped: Order, zhou: Actor
) -> None:
    note_delivered(shipped, on=ON, by=Actor.system(), at=WEEK)
    assert next_step() == ("logistics", "documents.present")
    papers = presented(shipped, zhou)
    note_acceptance(papers, on=ON, by=zhou, at=WEEK)
    assert next_step() == ("payer", "statement.import")


def test_a_bank_that_is_silent_is_noticed_once(shipped: Order, zhou: Actor) -> None:
    papers = presented(shipped, zhou)
    for days in range(3):
        remind_of_answers(WEEK + timedelta(days=(papers.answer_by_on - ON).days + days))
    assert Event.objects.filter(name="presentation.unanswered").count() == 1
