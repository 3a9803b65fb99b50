"""A payment that the bank told before, in another form of statement, is known again; where nothing tells, a person is asked."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordolux.rules.statements.recognising import NEW, Booking, By, Verdict, account_mark, recognise

DAY = date(2026, 9, 23)
CAMT = Booking(
    "camt053", "camt", "DE89370400440532013000", Decimal("16394.69"), "USD", DAY, DAY,
    bank_reference="NX1234567", payer_reference="PI26-0917R2",
)  # fmt: skip
MT940 = replace(CAMT, form="mt940", key="mt940", account="0532013000")


def verdict(line: Booking, *known: Booking) -> Verdict:
    return recognise([line], known)[0]


def test_the_banks_reference_knows_a_payment_again_in_another_form():
    assert verdict(MT940, CAMT) == Verdict(known=0, by=By.BANK)
    assert verdict(CAMT, MT940) == Verdict(known=0, by=By.BANK)
    assert verdict(replace(MT940, bank_reference="nx-123 4567"), CAMT).by is By.BANK


def test_the_payers_reference_is_enough_where_one_form_has_none_of_the_bank():
    assert verdict(replace(MT940, bank_reference=""), CAMT) == Verdict(known=0, by=By.PAYER)


def test_references_cut_to_sixteen_characters_are_the_whole_ones():
    whole = replace(CAMT, bank_reference="2026092300001234-77", payer_reference="NORDLICHT-AUTUMN-2026/4")
    cut = replace(MT940, bank_reference="2026092300001234", payer_reference="NORDLICHT-AUTUMN")
    assert verdict(cut, whole).by is By.BANK
    assert verdict(replace(cut, bank_reference=""), whole).by is By.PAYER
    # an account that really has shorter numbers is not cut
    assert verdict(replace(cut, bank_reference="202609230000", payer_reference=""), whole).known is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (replace(MT940, bank_reference="", payer_reference=""), "no reference at all"),
        (
            replace(MT940, bank_reference="OTHER-9"),
            "the bank numbers its forms apart, the payer's reference is one",
        ),
        (replace(MT940, bank_reference="", payer_reference="1"), "a place in a list is no reference"),
        (
            replace(MT940, booked_on=DAY + timedelta(1)),
            "the same reference, another day of booking, one value date",
        ),
    ],
)
def test_a_person_is_asked_where_nothing_common_decides(line: Booking, why: str):
    assert verdict(line, CAMT) == Verdict(perhaps=0), why


@pytest.mark.parametrize(
    "line",
    [
        replace(MT940, amount=Decimal("16394.70")), replace(MT940, currency="EUR"), replace(MT940, account="0532013001"),
        replace(MT940, booked_on=DAY + timedelta(1), value_on=DAY + timedelta(1)),
        replace(MT940, bank_reference="", payer_reference="PI26-0999-AND-NO-OTHER"),
        # within one form the bank's own words tell lines apart
        replace(CAMT, key="camt 2", bank_reference="NX7654321"),
        replace(CAMT, key="camt 3", bank_reference="", payer_reference=""),
    ],
)  # fmt: skip
def test_another_payment_is_another_payment(line: Booking):
    assert verdict(line, CAMT) == NEW


def test_what_the_bank_has_not_booked_is_neither_known_nor_asked_about():
    pending = replace(CAMT, is_booked=False)
    assert verdict(MT940, pending) == NEW
    assert verdict(replace(MT940, is_booked=False), CAMT) == NEW


def test_two_alike_lines_of_one_statement_are_two_payments():
    twins = [MT940, replace(MT940, key="mt940 again")]
    assert recognise(twins, []) == [NEW, NEW]
    assert recognise(twins, [CAMT, replace(CAMT, key="camt 2")]) == [Verdict(0, By.BANK), Verdict(1, By.BANK)]
    # the bank told one before; a second with its reference is for a person to judge
    assert recognise(twins, [CAMT]) == [Verdict(0, By.BANK), Verdict(perhaps=0)]


def test_the_account_is_one_however_it_is_written():
    said = ("DE89 3704 0044 0532 0130 00", "37040044/0532013000", "532013000", "0532013000")
    assert len({account_mark(each.rpartition("/")[2]) for each in said}) == 1


@dataclass(frozen=True)
class Paid:
    """A payment as it really was."""

    number: int
    amount: int
    has_bank: bool
    has_payer: bool


PAYMENTS = st.lists(st.builds(Paid, st.integers(1, 10**6), st.integers(1, 3), st.booleans(), st.booleans()),
                    max_size=8, unique_by=lambda paid: paid.number)  # fmt: skip


def told(paid: Paid, form: str) -> Booking:
    """The payment as one form of statement tells it; MT940 cuts the bank's reference."""
    bank = f"BANK-{paid.number:07d}-OF-THE-DAY" if paid.has_bank else ""
    payer = f"{paid.number:07d}-END-TO-END" if paid.has_payer else ""
    if form == "mt940":
        bank = bank[:16]
    return Booking(
        form, f"{form} {paid.number}", "0532013000", Decimal(paid.amount), "EUR", DAY, DAY, bank, payer
    )


@settings(deadline=None, max_examples=60)
@given(PAYMENTS, PAYMENTS, st.randoms(use_true_random=False))
def test_no_payment_is_counted_twice_and_none_is_lost(
    common: list[Paid], fresh: list[Paid], mix: object
) -> None:
    numbers = {paid.number for paid in common}
    fresh = [paid for paid in fresh if paid.number not in numbers]
    known, lines = list(common), [*common, *fresh]
    mix.shuffle(known)  # type: ignore[attr-defined]
    mix.shuffle(lines)  # type: ignore[attr-defined]
    found = recognise([told(paid, "mt940") for paid in lines], [told(paid, "camt053") for paid in known])
    tied = [v.known for v in found if v.known is not None]
    assert len(tied) == len(set(tied)), "a known payment is found once"
    for paid, verdict in zip(lines, found, strict=True):
        if verdict.known is not None:
            assert known[verdict.known] == paid, "what is taken for known is that very payment"
        if paid in common and (paid.has_bank or paid.has_payer):
            assert verdict.known is not None, "a common reference is enough"
        if paid in fresh and paid.has_payer and all(each.has_payer for each in known):
            assert verdict == NEW, "what its payer tells apart is not asked about"
    waiting = sum(v.is_new for v in found)
    assert waiting <= len(fresh), "never more new ones than there are"


@settings(deadline=None, max_examples=60)
@given(PAYMENTS, st.sampled_from(["camt053", "mt940", "bank_table"]))
def test_the_same_lines_again_are_all_known(paid: list[Paid], form: str) -> None:
    lines = [told(each, form) for each in paid]
    assert [(v.known, v.by) for v in recognise(lines, lines)] == [(at, By.LINE) for at in range(len(lines))]
