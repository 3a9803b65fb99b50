"""An order that both sides signed changes only by an amendment that both sides sign, and only to what it says."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person, register_company
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.agreement.deeds import ReasonMissing, hash_of
from ordolux.orders.agreement.models import Agreement, Order, OrderLine, OrderState
from ordolux.orders.amendment.deeds import (
    AmendmentWaits,
    DayIsOver,
    LineAdded,
    LineAmended,
    NothingSigned,
    NotLateYet,
    OrderNotLocked,
    ParameterChanged,
    ProductNotOffered,
    SignedTooLate,
    TooManyLines,
    check_amendable,
    countersign_amendment,
    decline_amendment,
    file_amendment_paper,
    lapse_amendment,
    propose_amendment,
    send_amendment_code,
    sign_amendment,
    try_amendment_code,
    withdraw_amendment,
)
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.amendment.routines import lapse_amendments
from ordolux.orders.credit.deeds import MoreThanTheOrder, propose_credit_note
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.queries import gates
from ordolux.orders.signature.deeds import AnotherPaperSeen, CodeNotProved, NoCodeWaiting, digits_of
from ordolux.orders.signature.models import Signature
from ordolux.orders.tests import desk
from ordolux.rules.amending import LineUnknown, NothingChanges, NothingLeft
from ordolux.rules.money import Money
from ordolux.rules.parameters import ValueOutOfRange
from ordolux.rules.terms import Gate

SYSTEM = Actor.system()
LATER = desk.NOON + timedelta(days=1)
PAPER = b"%PDF-1.7 the amendment"


@pytest.fixture
def order(mei: Actor, anna: Person) -> Order:
    """An order of two lines of 300 pieces that both sides signed."""
    placed = desk.placed(desk.sent(mei, anna, lines=2), anna)
    desk.confirmed(placed, anna.actor(), mei)
    return Order.objects.get()


def proposed(order: Order, mei: Actor, *, pieces: int = 400, **more: Any) -> Amendment:
    """Mei proposes more pieces of the first line; its paper is there."""
    amendment = propose_amendment(
        order,
        reason="The customer needs more",
        lines=(LineAmended(1, pieces=pieces),),
        by=mei,
        at=LATER,
        **more,
    )
    pdf, word = store_bytes(PAPER, "application/pdf"), store_bytes(b"PK for Word", "application/zip")
    return file_amendment_paper(amendment, pdf=pdf, word=word, by=SYSTEM, at=LATER)


def signed(amendment: Amendment, signer: Actor) -> Amendment:
    """Anna proves her mailbox and signs."""
    code = send_amendment_code(amendment, by=signer, at=LATER)
    try_amendment_code(amendment, digits=digits_of(code), by=signer, at=LATER)
    return sign_amendment(
        amendment, name="Anna Petersen", consent=True, document_sha256=amendment.sha256, by=signer, at=LATER
    )


def paid(order: Order, zhou: Actor, position: int) -> None:
    """An instalment is paid to the cent."""
    part = Instalment.objects.get(order=order, position=position)
    entry = desk.credited(f"{part.due.amount:.2f}", f"part {position}", at=LATER)
    allocate_payment(entry, order=order, position=position, by=zhou, at=LATER)


def dues() -> list[tuple[str, Decimal]]:
    return [(part.name, part.due.amount) for part in Instalment.objects.order_by("position")]


def test_nothing_moves_before_both_signed_then_everything_does(
    order: Order, mei: Actor, anna: Person
) -> None:
    before, price = order.total, OrderLine.objects.get(position=1).unit_price
    amendment = signed(proposed(order, mei), anna.actor())
    order.refresh_from_db()
    assert (order.total, order.pieces, Deal.objects.get().next_deed) == (before, 600, "amendment.countersign")

    amendment = countersign_amendment(amendment, by=mei, at=LATER)

    order.refresh_from_db()
    rise = (price * 400).rounded() - (price * 300).rounded()
    assert (order.total, order.pieces, amendment.state) == (before + rise, 700, AmendmentState.EFFECTIVE)
    assert OrderLine.objects.get(position=1).pieces == 400
    deal = Deal.objects.get()
    assert (deal.total, deal.pieces, deal.next_deed) == (order.total, 700, "statement.import")
    assert sum(amount for _, amount in dues()) == order.total.amount
    assert Event.objects.filter(name="amendment.effective").count() == 1


def test_the_history_of_what_was_agreed_is_kept(order: Order, mei: Actor, anna: Person) -> None:
    amendment = signed(proposed(order, mei), anna.actor())
    countersign_amendment(amendment, by=mei, at=LATER)

    rounds = list(Agreement.objects.order_by("subject", "round").values_list("subject", "round"))
    assert rounds == [("delivery", 1), ("parameters", 1), ("parameters", 2), ("price", 1), ("price", 2)]
    price = Agreement.objects.get(subject="price", round=2)
    assert price.values["amendment"] == amendment.number
    assert price.values["payment_term"] == order.payment_term
    assert (price.sha256, price.is_complete) == (hash_of(price.values), True)
    assert (price.buyer_id, price.seller_id) == (anna.pk, mei.person_id)


def test_the_database_refuses_every_other_way(order: Order, mei: Actor, anna: Person) -> None:
    amendment = signed(proposed(order, mei), anna.actor())
    for change in (
        lambda: OrderLine.objects.update(pieces=1),
        lambda: Order.objects.update(total_amount=1),
        lambda: Order.objects.update(promised_on="2027-01-01"),
        lambda: Instalment.objects.update(due_amount=1),
        lambda: Agreement.objects.create(order=order, deal=order.deal, subject="price", round=2, sha256="x"),
        lambda: Amendment.objects.update(snapshot={}),
        # without our signature it cannot be called signed by both
        lambda: Amendment.objects.filter(pk=amendment.pk).update(state="countersigned"),
        lambda: Amendment.objects.filter(pk=amendment.pk).update(state="effective"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_between_the_signature_and_its_end_only_the_signed_values_pass(
    order: Order, mei: Actor, anna: Person
) -> None:
    amendment = signed(proposed(order, mei), anna.actor())
    Signature.objects.create(
        deal=order.deal, amendment=amendment, side="seller", person_id=mei.person_id, name="Mei", email="m@x.example",
        consent="yes", document_sha256=amendment.sha256, signed_at=LATER, real_signed_at=LATER,
    )  # fmt: skip
    with transaction.atomic():
        Amendment.objects.filter(pk=amendment.pk).update(state="countersigned")
        OrderLine.objects.filter(position=1).update(pieces=9)  # the lock is open now …
        for change in (
            lambda: Amendment.objects.filter(pk=amendment.pk).update(
                state="effective"
            ),  # … but this is not what it says
            lambda: OrderLine.objects.filter(position=1).delete(),
            lambda: Order.objects.update(incoterm="CIF"),
            lambda: _end_of_transaction(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
        transaction.set_rollback(True)


def _end_of_transaction() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_paid_deposit_stays_and_the_balance_rises(
    order: Order, mei: Actor, anna: Person, zhou: Actor
) -> None:
    paid(order, zhou, 1)
    order.refresh_from_db()
    deposit = Instalment.objects.get(position=1).due
    countersign_amendment(signed(proposed(order, mei), anna.actor()), by=mei, at=LATER)

    order.refresh_from_db()
    assert dues() == [("deposit", deposit.amount), ("balance", (order.total - deposit).amount)]
    assert Instalment.objects.get(position=1).paid_at == LATER


def test_what_is_paid_in_full_asks_for_a_further_payment(
    order: Order, mei: Actor, anna: Person, zhou: Actor
) -> None:
    paid(order, zhou, 1)
    paid(order, zhou, 2)
    before = order.total
    countersign_amendment(signed(proposed(order, mei), anna.actor()), by=mei, at=LATER)

    order.refresh_from_db()
    further = Instalment.objects.get(name="further")
    assert (further.position, further.due, further.paid_at) == (3, order.total - before, None)
    balance = gates(order)[Gate.SHIP].missing[0]
    assert (balance.code, balance.values["open"]) == ("balance_credited", further.due)


def test_what_is_paid_too_much_is_owed_back_by_a_credit_note(
    order: Order, mei: Actor, anna: Person, zhou: Actor
) -> None:
    paid(order, zhou, 1)
    paid(order, zhou, 2)
    before = order.total
    countersign_amendment(signed(proposed(order, mei, pieces=200), anna.actor()), by=mei, at=LATER)

    order.refresh_from_db()
    note = CreditNote.objects.get()
    assert (note.state, note.owed) == (CreditNoteState.ISSUED, before - order.total)
    assert sum(amount for _, amount in dues()) - note.amount.amount == order.total.amount


def test_the_day_the_values_and_a_charge_change_too(order: Order, mei: Actor, anna: Person) -> None:
    day, before = order.promised_on + timedelta(days=10), order.total
    amendment = propose_amendment(
        order, reason="Other light", promised_on=day, extra=Decimal("50.00"), by=mei, at=LATER,
        lines=(LineAmended(2, unit_price=Decimal("1.11"), parameters=(ParameterChanged("cct_k", "2700"),)),),
    )  # fmt: skip
    pdf = store_bytes(PAPER, "application/pdf")
    amendment = signed(file_amendment_paper(amendment, pdf=pdf, word=pdf, by=SYSTEM, at=LATER), anna.actor())
    old = OrderLine.objects.get(position=2)
    countersign_amendment(amendment, by=mei, at=LATER)

    order.refresh_from_db()
    line = OrderLine.objects.get(position=2)
    assert (order.promised_on, order.plan["ends_on"]) == (day, day.isoformat())
    assert line.values["cct_k"] == {**old.values["cct_k"], "value": "2700"}
    assert order.total == before - old.amount + Money(Decimal("333.00"), "EUR") + Money(
        Decimal("50.00"), "EUR"
    )
    told = [(d["position"], d["aspect"]) for d in amendment.differences]
    assert told == [(2, "unit_price"), (2, "parameter"), (0, "extra"), (0, "delivery"), (0, "total")]


def test_withdrawn_declined_and_lapsed_leave_the_order_as_it_was(
    order: Order, mei: Actor, anna: Person
) -> None:
    before = Deal.objects.get().next_deed
    with pytest.raises(ReasonMissing):
        withdraw_amendment(proposed(order, mei), reason=" ", by=mei, at=LATER)
    withdraw_amendment(Amendment.objects.get(), reason="Sent by mistake", by=mei, at=LATER)
    declined = decline_amendment(proposed(order, mei), reason="Too dear", by=anna.actor(), at=LATER)
    late = proposed(order, mei)
    with pytest.raises(NotLateYet):
        lapse_amendment(late, by=SYSTEM, at=late.sign_by)
    over = late.sign_by + timedelta(seconds=1)
    with pytest.raises(SignedTooLate):
        send_amendment_code(late, by=anna.actor(), at=over)
    lapse_amendments(over)
    lapse_amendments(over)

    assert declined.ended_because == "Too dear"
    assert list(Amendment.objects.order_by("place").values_list("place", "state")) == [
        (1, "withdrawn"), (2, "declined"), (3, "lapsed")
    ]  # fmt: skip
    assert (Deal.objects.get().next_deed, OrderLine.objects.get(position=1).pieces) == (before, 300)


def test_what_cannot_be_proposed_says_why(order: Order, mei: Actor) -> None:
    def propose(**said: Any) -> Callable[[], Amendment]:
        return lambda: propose_amendment(order, **{"reason": "x", "by": mei, "at": LATER, **said})

    for call, refusal in (
        (propose(), NothingChanges),
        (propose(reason=""), ReasonMissing),
        (propose(promised_on=LATER.date() - timedelta(days=1)), DayIsOver),
        (propose(lines=(LineAmended(1, parameters=(ParameterChanged("cct_k", "99"),)),)), ValueOutOfRange),
    ):
        with pytest.raises(refusal):
            call()
    proposed(order, mei)
    with pytest.raises(AmendmentWaits):
        propose(extra=Decimal(1))()


def test_only_a_locked_order_that_has_not_left_is_amended(mei: Actor, anna: Person) -> None:
    placed = desk.placed(desk.sent(mei, anna), anna)
    with pytest.raises(OrderNotLocked):
        propose_amendment(placed, reason="x", extra=Decimal(1), by=mei, at=LATER)


def test_a_free_replacement_which_nobody_signed_is_not_amended() -> None:
    with pytest.raises(NothingSigned):
        check_amendable(Order(number="SO-2026-0009", state=OrderState.RELEASED, is_free=True))


def test_it_is_signed_by_the_signatory_with_his_code_on_the_bytes_that_he_saw(
    order: Order, mei: Actor, anna: Person
) -> None:
    amendment = proposed(order, mei)
    said = {"name": "Anna", "consent": True, "by": anna.actor(), "at": LATER}
    with pytest.raises(CodeNotProved):
        sign_amendment(amendment, document_sha256=amendment.sha256, **said)
    with pytest.raises(AnotherPaperSeen):
        sign_amendment(amendment, document_sha256="0" * 64, **said)
    with pytest.raises(NoCodeWaiting):
        try_amendment_code(amendment, digits="123456", by=anna.actor(), at=LATER)
    with pytest.raises(NotPermitted):
        countersign_amendment(amendment, by=anna.actor(), at=LATER)
    with pytest.raises(NotAllowedNow):
        countersign_amendment(amendment, by=mei, at=LATER)
    stranger = register_company(
        legal_name="Lux", country="FR", zone="Europe/Paris", calendar="FR", by=SYSTEM, at=LATER
    )
    omar = add_person(
        email="o@lux.example", name="Omar", roles=["signatory"], company=stranger, by=SYSTEM, at=LATER
    )
    with pytest.raises(NotFound):
        send_amendment_code(amendment, by=omar.actor(), at=LATER)


def test_carrying_out_needs_the_same_statements_for_many_lines(mei: Actor, anna: Person) -> None:
    counts = []
    for lines in (1, 8):
        placed = desk.placed(desk.sent(mei, anna, lines=lines), anna)
        desk.confirmed(placed, anna.actor(), mei)
        amendment = propose_amendment(
            Order.objects.get(pk=placed.pk), reason="more", by=mei, at=LATER,
            lines=tuple(LineAmended(n, pieces=400) for n in range(1, lines + 1)),
        )  # fmt: skip
        pdf = store_bytes(PAPER, "application/pdf")
        amendment = signed(
            file_amendment_paper(amendment, pdf=pdf, word=pdf, by=SYSTEM, at=LATER), anna.actor()
        )
        with counted_statements() as seen:
            countersign_amendment(amendment, by=mei, at=LATER)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert Document.objects.filter(kind="amendment").count() == 2


def test_what_an_amendment_gave_back_is_not_counted_again_in_what_may_be_credited(
    order: Order, mei: Actor, anna: Person, zhou: Actor
) -> None:
    paid(order, zhou, 1)
    paid(order, zhou, 2)
    countersign_amendment(signed(proposed(order, mei, pieces=200), anna.actor()), by=mei, at=LATER)
    order.refresh_from_db()
    cent = Decimal("0.01")
    with pytest.raises(MoreThanTheOrder) as refused:
        propose_credit_note(order, amount=order.total.amount + cent, reason="all broken", by=mei, at=LATER)
    assert refused.value.values["most"] == order.total
    propose_credit_note(order, amount=order.total.amount - cent, reason="all broken", by=mei, at=LATER)
    with pytest.raises(MoreThanTheOrder) as refused:
        propose_credit_note(order, amount=cent * 2, reason="and more", by=mei, at=LATER)
    assert refused.value.values["most"].amount == cent


BULB = "MZ-A60-90-827"


def carried_out(order: Order, mei: Actor, anna: Person, **changes: Any) -> Amendment:
    """Both sides sign an amendment with these changes."""
    order.refresh_from_db()
    amendment = propose_amendment(order, reason="Other lamps", by=mei, at=LATER, **changes)
    pdf = store_bytes(PAPER, "application/pdf")
    amendment = file_amendment_paper(amendment, pdf=pdf, word=pdf, by=SYSTEM, at=LATER)
    return countersign_amendment(signed(amendment, anna.actor()), by=mei, at=LATER)


def test_lines_are_added_and_removed_by_both_signatures_only(order: Order, mei: Actor, anna: Person) -> None:
    old = list(OrderLine.objects.order_by("position"))
    before = order.total
    amendment = carried_out(order, mei, anna, removed=(2,), added=(LineAdded(BULB, 150, Decimal("1.1000")),))

    order.refresh_from_db()
    first, gone, new = OrderLine.objects.order_by("position")
    assert (first.pieces, gone.pieces, gone.amount.amount) == (300, 0, 0)
    assert (new.product.number, new.position, new.pieces, new.amount.amount) == (BULB, 3, 150, Decimal(165))
    assert new.values["cct_k"] == {"value": "2700", "unit": "K"}
    assert (order.pieces, order.total) == (450, before - old[1].amount + Money(Decimal(165), "EUR"))
    assert sum(amount for _, amount in dues()) == order.total.amount
    agreed = Agreement.objects.get(order=order, subject="parameters", round=2).values["lines"]
    assert [(line["position"], line["product"]) for line in agreed] == [(1, first.product.number), (3, BULB)]
    told = [(d["position"], d["aspect"]) for d in amendment.differences if d["aspect"] != "parameter"]
    assert told == [(2, "removed"), (3, "added"), (0, "total")]

    again = carried_out(
        order, mei, anna,
        lines=(LineAmended(3, pieces=200),), removed=(1,), added=(LineAdded(BULB, 10, Decimal(2)),),
    )  # fmt: skip
    assert [d["model"] for d in again.differences if d["aspect"] == "quantity"] == [BULB]
    assert list(OrderLine.objects.order_by("position").values_list("position", "pieces")) == [
        (1, 0),
        (2, 0),
        (3, 200),
        (4, 10),
    ]
    for wrong in ({"removed": (1,)}, {"lines": (LineAmended(2, pieces=5),)}):
        with pytest.raises(LineUnknown):
            propose_amendment(order, reason="Gone", by=mei, at=LATER, **wrong)


def test_what_cannot_be_added_or_removed_is_refused_and_the_database_adds_nothing_by_itself(
    order: Order, mei: Actor
) -> None:
    for refusal, changes in (
        (ProductNotOffered, {"added": (LineAdded("NO-SUCH", 1, Decimal(1)),)}),
        (NothingLeft, {"removed": (1, 2)}),
        (TooManyLines, {"added": (LineAdded(BULB, 1, Decimal(1)),) * 199}),
    ):
        with pytest.raises(refusal):
            propose_amendment(order, reason="x", by=mei, at=LATER, **changes)
    line = OrderLine.objects.get(position=2)
    line.pk, line.position = None, 3
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        line.save(force_insert=True)


def test_adding_lines_takes_the_same_statements_for_one_and_for_ten(
    order: Order, mei: Actor, anna: Person
) -> None:
    counts = []
    for many in (1, 10):
        order.refresh_from_db()
        amendment = propose_amendment(
            order, reason="more", by=mei, at=LATER, added=(LineAdded(BULB, 10, Decimal(1)),) * many
        )
        pdf = store_bytes(PAPER, "application/pdf")
        amendment = signed(
            file_amendment_paper(amendment, pdf=pdf, word=pdf, by=SYSTEM, at=LATER), anna.actor()
        )
        with counted_statements() as seen:
            countersign_amendment(amendment, by=mei, at=LATER)
        counts.append(len(seen))
    assert counts[0] == counts[1]
