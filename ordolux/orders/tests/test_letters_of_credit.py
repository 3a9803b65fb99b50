"""Letters of credit: told of by the customer, entered as advised, checked, amended by the bank, waived, taken back."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.amendment.deeds import LineAmended, propose_amendment
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.documentary.deeds import (
    AmendmentOfBankWaits,
    BankMissing,
    CannotBeWaived,
    DayOver,
    DocumentUnknown,
    FigureOfLetterWrong,
    LetterDiscrepant,
    LetterKnown,
    NothingToWaive,
    NotUnderLetter,
    WordsOfLetterMissing,
    accept_credit_amendment,
    accept_letter,
    announce_letter,
    ask_for_amendment,
    cancel_letter,
    check_letter_again,
    correct_letter,
    receive_credit_amendment,
    receive_letter,
    reject_credit_amendment,
    reopen_letter,
    waive_discrepancies,
)
from ordolux.orders.documentary.models import (
    CreditAmendment,
    CreditState,
    LetterApplication,
    LetterOfCredit,
)
from ordolux.orders.documentary.queries import planned_departure, warnings_at
from ordolux.orders.documentary.reactions import warn_of_letters
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.queries import gates
from ordolux.orders.tests import backing, desk
from ordolux.orders.tests.backing import NEXT_DAY, advised, released_by_letter, signed, tang, with_letter
from ordolux.rules.terms import Gate


@pytest.fixture
def order(mei: Actor, anna: Person) -> Order:
    """An order that Anna pays under a letter of credit at sight, signed by both."""
    return signed("LC_SIGHT", anna, mei)


def next_step() -> tuple[str, str]:
    deal = Deal.objects.get()
    return deal.next_role, deal.next_deed


def test_the_customer_is_asked_for_the_credit_and_tells_when_it_comes(
    order: Order, anna: Person, zhou: Actor
) -> None:
    assert (order.state, next_step()) == (OrderState.CONFIRMED, ("payer", "credit_letter.announce"))
    day = NEXT_DAY.date() + timedelta(days=10)
    said: dict[str, Any] = {"expected_on": day, "by": anna.actor(), "at": NEXT_DAY}
    with pytest.raises(BankMissing):
        announce_letter(order, bank=" ", **said)
    with pytest.raises(DayOver):
        announce_letter(
            order, bank="Elbe Bank", **{**said, "expected_on": NEXT_DAY.date() - timedelta(days=1)}
        )
    announce_letter(order, bank="Elbe Bank", **said)
    announce_letter(order, bank="Alster Bank", **said)
    assert LetterApplication.objects.order_by("-pk")[0].bank == "Alster Bank"
    assert next_step() == ("finance", "credit_letter.receive")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterApplication.objects.update(bank="another")
    with_letter(order, zhou)
    with pytest.raises(LetterKnown):
        announce_letter(order, bank="Elbe Bank", **said)


def test_another_company_knows_nothing_of_it(order: Order, anna: Person, zhou: Actor) -> None:
    letter = with_letter(order, zhou)
    omar = Person(email="o@x.example", roles=["payer"], company_id=Company.objects.get().pk + 1)
    assert not LetterOfCredit.objects.visible_to(omar.actor()).exists()
    assert LetterOfCredit.objects.visible_to(anna.actor()).get() == letter
    with pytest.raises(NotFound):
        announce_letter(
            order,
            bank="Elbe",
            expected_on=NEXT_DAY.date() + timedelta(days=2),
            by=omar.actor(),
            at=NEXT_DAY,
        )
    with pytest.raises(NotPermitted):
        accept_letter(letter, by=anna.actor(), at=NEXT_DAY)


def test_a_credit_that_fits_is_accepted_and_production_begins(order: Order, zhou: Actor) -> None:
    letter = with_letter(order, zhou)
    assert (letter.findings, letter.state, next_step()) == (
        [],
        "advised",
        ("finance", "credit_letter.accept"),
    )
    closed = gates(order, at=NEXT_DAY)[Gate.PRODUCE]
    assert [each.code for each in closed.missing] == ["lc_checked", "lc_in_force"]
    accept_letter(letter, by=zhou, at=NEXT_DAY)
    order.refresh_from_db()
    assert (order.state, next_step()) == (OrderState.RELEASED, ("planner", "schedule.make"))
    opened = gates(order, at=NEXT_DAY)
    assert opened[Gate.PRODUCE].is_open
    assert opened[Gate.BOOK].is_open
    assert Event.objects.get(name="credit_letter.operative").facts["discrepancies"] == 0


def test_after_its_end_a_credit_is_in_force_no_more_and_late_goods_do_not_ship(
    order: Order, zhou: Actor
) -> None:
    letter = released_by_letter(order, zhou)
    order.refresh_from_db()
    after = datetime.combine(letter.expires_on, datetime.min.time(), UTC) + timedelta(days=1)
    assert [each.code for each in gates(order, at=after)[Gate.BOOK].missing] == ["lc_in_force"]
    last = letter.latest_shipment_on
    assert last is not None
    late = gates(order, at=NEXT_DAY, ships_on=last + timedelta(days=1))[Gate.SHIP]
    assert [each.code for each in late.missing] == ["within_latest_shipment", "inspection_passed"]


def test_what_no_bank_writes_is_refused(order: Order, zhou: Actor) -> None:
    for changed, refusal in (
        ({"amount": Decimal(0)}, FigureOfLetterWrong), ({"amount": Decimal("1.001")}, FigureOfLetterWrong),
        ({"currency": "euro"}, FigureOfLetterWrong), ({"plus_percent": Decimal(101)}, FigureOfLetterWrong),
        ({"presentation_days": 0}, FigureOfLetterWrong), ({"usance_days": -1}, FigureOfLetterWrong),
        ({"bank": " "}, WordsOfLetterMissing), ({"documents": ("a promise",)}, DocumentUnknown),
    ):  # fmt: skip
        with pytest.raises(refusal):
            receive_letter(order, says=advised(order, **changed), by=zhou, at=NEXT_DAY)
    assert LetterOfCredit.objects.count() == 0


def test_a_transfer_order_has_no_letter_and_one_order_one_letter(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    transfer = signed("TT_30_70_BS", anna, mei)
    with pytest.raises(NotUnderLetter):
        receive_letter(transfer, says=advised(transfer), by=zhou, at=NEXT_DAY)
    order = signed("LC_SIGHT", anna, mei)
    with_letter(order, zhou)
    with pytest.raises(LetterKnown):
        with_letter(order, zhou)


def test_a_discrepancy_is_named_asked_for_and_amended_by_the_bank(order: Order, zhou: Actor) -> None:
    letter = with_letter(order, zhou, amount=Decimal(100), transhipment=False)
    assert [each["code"] for each in letter.findings] == ["amount", "transhipment"]
    with pytest.raises(LetterDiscrepant):
        accept_letter(letter, by=zhou, at=NEXT_DAY)
    ask_for_amendment(letter, words="And name Hamburg.", by=zhou, at=NEXT_DAY)
    assert next_step() == ("finance", "credit_amendment.receive")

    half = receive_credit_amendment(letter, says=advised(order, transhipment=False), by=zhou, at=NEXT_DAY)
    with pytest.raises(AmendmentOfBankWaits):
        receive_credit_amendment(letter, says=advised(order), by=zhou, at=NEXT_DAY)
    accept_credit_amendment(half, by=zhou, at=NEXT_DAY)
    letter.refresh_from_db()
    assert (letter.amount.amount, letter.revision, letter.state) == (backing.owed(order), 1, "discrepant")
    whole = receive_credit_amendment(letter, says=advised(order), by=zhou, at=NEXT_DAY)
    accept_credit_amendment(whole, by=zhou, at=NEXT_DAY)

    letter.refresh_from_db()
    assert (letter.state, letter.findings, letter.revision) == ("operative", [], 2)
    assert Order.objects.get().state == OrderState.RELEASED
    assert Decimal(CreditAmendment.objects.get(place=1).replaced["amount_amount"]) == 100
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditAmendment.objects.filter(place=1).update(expires_on=NEXT_DAY.date())


def test_a_credit_in_force_holds_until_we_accept_its_amendment(order: Order, zhou: Actor) -> None:
    letter = released_by_letter(order, zhou)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterOfCredit.objects.update(expires_on=NEXT_DAY.date())
    worse = receive_credit_amendment(letter, says=advised(order, amount=Decimal(100)), by=zhou, at=NEXT_DAY)
    order.refresh_from_db()
    assert gates(order, at=NEXT_DAY)[Gate.BOOK].is_open
    with pytest.raises(LetterDiscrepant):
        accept_credit_amendment(worse, by=zhou, at=NEXT_DAY)
    with pytest.raises(ReasonMissing):
        reject_credit_amendment(worse, reason="", by=zhou, at=NEXT_DAY)
    reject_credit_amendment(worse, reason="It covers nothing.", by=zhou, at=NEXT_DAY)
    later = letter.expires_on + timedelta(days=20)
    better = receive_credit_amendment(letter, says=advised(order, expires_on=later), by=zhou, at=NEXT_DAY)
    accept_credit_amendment(better, by=zhou, at=NEXT_DAY)
    letter.refresh_from_db()
    assert (letter.state, letter.expires_on, letter.revision) == ("operative", later, 1)


def test_a_manager_waives_with_a_reason_what_can_be_waived(order: Order, zhou: Actor, mei: Actor) -> None:
    letter = with_letter(order, zhou, transhipment=False)
    with pytest.raises(NotPermitted):
        waive_discrepancies(letter, reason="We ship direct.", by=zhou, at=NEXT_DAY)
    with pytest.raises(ReasonMissing):
        waive_discrepancies(letter, reason=" ", by=tang(), at=NEXT_DAY)
    waive_discrepancies(letter, reason="We ship direct.", by=tang(), at=NEXT_DAY)
    letter.refresh_from_db()
    assert (letter.state, letter.waived_because) == ("operative", "We ship direct.")
    assert Order.objects.get().state == OrderState.RELEASED
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterOfCredit.objects.update(waived_because="")


def test_nobody_waives_what_no_bank_pays_and_what_fits_needs_no_waiver(order: Order, zhou: Actor) -> None:
    letter = with_letter(order, zhou, is_operative=False)
    with pytest.raises(CannotBeWaived):
        waive_discrepancies(letter, reason="It will come.", by=tang(), at=NEXT_DAY)
    correct_letter(letter, says=advised(order), by=zhou, at=NEXT_DAY)
    with pytest.raises(NothingToWaive):
        waive_discrepancies(letter, reason="It fits.", by=tang(), at=NEXT_DAY)
    before = Event.objects.get(name="credit_letter.corrected").facts["before"]
    assert before["is_operative"] is False


def test_an_entry_in_force_is_taken_back_and_a_wrong_one_cancelled(order: Order, zhou: Actor) -> None:
    letter = released_by_letter(order, zhou)
    for wrong in (cancel_letter, reopen_letter):
        with pytest.raises(ReasonMissing):
            wrong(letter, reason="", by=zhou, at=NEXT_DAY)
    with pytest.raises(NotAllowedNow):
        correct_letter(letter, says=advised(order), by=zhou, at=NEXT_DAY)
    reopen_letter(letter, reason="Of another order", by=zhou, at=NEXT_DAY)
    order.refresh_from_db()
    assert not gates(order, at=NEXT_DAY)[Gate.BOOK].is_open
    letter.refresh_from_db()
    cancel_letter(letter, reason="Of another order", by=zhou, at=NEXT_DAY)
    assert next_step() == ("payer", "credit_letter.announce")
    with_letter(order, zhou)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterOfCredit.objects.filter(pk=letter.pk).update(state=CreditState.ADVISED)


def test_with_a_deposit_both_the_credit_and_the_transfer_are_wanted(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    order = signed("MIX", anna, mei)
    deposit, balance = Instalment.objects.order_by("position")
    letter = with_letter(order, zhou)
    assert letter.amount.amount == balance.due.amount
    accept_letter(letter, by=zhou, at=NEXT_DAY)
    assert (Order.objects.get().state, next_step()) == (OrderState.CONFIRMED, ("payer", "statement.import"))
    entry = desk.credited(f"{deposit.due.amount:.2f}", "PI-2026-0001 deposit")
    allocate_payment(entry, order=order, position=1, by=zhou, at=NEXT_DAY)
    assert Order.objects.get().state == OrderState.RELEASED


def test_an_amended_order_is_read_against_its_credit_again(order: Order, zhou: Actor, mei: Actor) -> None:
    letter = released_by_letter(order, zhou)
    with pytest.raises(NotAllowedNow):
        check_letter_again(letter, by=Actor.system(), at=NEXT_DAY)
    order.refresh_from_db()
    amendment = propose_amendment(
        order, reason="More", lines=(LineAmended(1, pieces=400),), by=mei, at=NEXT_DAY
    )
    sign_both(amendment, mei)
    check_letter_again(LetterOfCredit.objects.get(), by=Actor.system(), at=NEXT_DAY)
    letter = LetterOfCredit.objects.get()
    assert (letter.state, [each["code"] for each in letter.findings]) == ("advised", ["amount"])
    assert next_step() == ("finance", "credit_letter.accept")


def sign_both(amendment: Amendment, mei: Actor) -> None:
    from ordolux.foundation.files import store_bytes
    from ordolux.orders.amendment.deeds import (
        countersign_amendment,
        file_amendment_paper,
        send_amendment_code,
        sign_amendment,
        try_amendment_code,
    )
    from ordolux.orders.signature.deeds import digits_of

    anna = Person.objects.get(email="anna@nordlicht.example").actor()
    pdf, word = store_bytes(b"%PDF-1.7 amended", "application/pdf"), store_bytes(b"PK", "application/zip")
    file_amendment_paper(amendment, pdf=pdf, word=word, by=Actor.system(), at=NEXT_DAY)
    amendment.refresh_from_db()
    code = send_amendment_code(amendment, by=anna, at=NEXT_DAY)
    try_amendment_code(amendment, digits=digits_of(code), by=anna, at=NEXT_DAY)
    sign_amendment(
        amendment, name="Anna Petersen", consent=True, document_sha256=amendment.sha256, by=anna, at=NEXT_DAY
    )  # fmt: skip
    countersign_amendment(amendment, by=mei, at=NEXT_DAY)


def test_days_that_come_near_are_said_twice_and_an_amended_day_anew(order: Order, zhou: Actor) -> None:
    letter = released_by_letter(order, zhou)
    last = letter.latest_shipment_on
    assert last is not None
    noon = datetime(last.year, last.month, last.day, 4, tzinfo=UTC)
    assert warnings_at(noon - timedelta(days=15)) == []
    for days in (14, 13, 5, 4, 0):
        warn_of_letters(noon - timedelta(days=days))
    said = Event.objects.filter(name="credit_letter.ends_soon")
    assert [(e.facts["what"], e.facts["until"]) for e in said] == [("shipment", str(last))] * 2
    assert warnings_at(noon + timedelta(days=1)) == []

    backing.left(order, noon)
    near = warnings_at(noon + timedelta(days=10))
    assert [(each.what, each.until, each.level) for each in near] == [
        ("presentation", last + timedelta(days=21), 14)
    ]


def test_we_ask_for_a_credit_that_ends_after_the_goods_can_have_left(order: Order) -> None:
    terms = advised(order)
    assert terms.latest_shipment_on is not None
    assert terms.latest_shipment_on == planned_departure(order) + timedelta(days=10)
    assert terms.expires_on == terms.latest_shipment_on + timedelta(days=21)
