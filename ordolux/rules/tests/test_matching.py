"""Matching: the number first, the payer and the amount as support, and a cent never lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.matching import (
    BankEntry,
    Decision,
    OpenInstalment,
    PaidState,
    match,
    names_number,
    same_party,
    settle,
    short_tolerance,
)
from ordolux.rules.money import Money, sum_of


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


DEPOSIT = OpenInstalment(
    "deposit", ("PI26-0917",), usd("7037.01"), ("Nordlicht GmbH",), issued_on=date(2026, 9, 17), order=1
)
BALANCE = replace(DEPOSIT, key="balance", open_amount=usd("16419.69"), order=2)
BALANCE_ENTRY = BankEntry(
    "NX1234567",
    usd("16394.69"),
    "PI26-0917 BALANCE",
    "NORDLICHT GMBH",
    booked_on=date(2026, 9, 23),
    value_on=date(2026, 9, 23),
    instructed=usd("16419.69"),
)


def test_twenty_five_dollars_of_bank_charges_leave_the_balance_paid():
    found = match(BALANCE_ENTRY, [DEPOSIT, BALANCE])
    assert (found.decision, found.points) == (Decision.AUTO, 100)
    (allocation,) = found.allocations
    assert allocation.key == "balance"
    assert allocation.settlement.state is PaidState.PAID
    assert allocation.charges == usd("25.00")
    assert found.on_account == usd("0")
    assert [finding.code for finding in found.findings] == ["charges_deducted"]


def test_four_hundred_dollars_too_little_is_a_part_payment():
    settlement = settle(usd("16419.69"), usd("16019.69"))
    assert (settlement.state, settlement.still_open) == (PaidState.PARTIAL, usd("400.00"))
    found = match(replace(BALANCE_ENTRY, amount=usd("16019.69"), instructed=None), [BALANCE])
    assert (found.decision, found.points) == (Decision.PROPOSED, 80)
    assert found.allocations[0].settlement.still_open == usd("400.00")


@pytest.mark.parametrize(
    ("due", "tolerance"), [("16419.69", "50"), ("7037.01", "35.18505"), ("100.00", "0.5")]
)
def test_the_tolerance_is_fifty_dollars_or_half_a_per_cent(due: str, tolerance: str):
    assert short_tolerance(usd(due)) == usd(tolerance)


def test_a_currency_without_agreed_tolerance_must_be_paid_in_full():
    due = Money(Decimal(10000), "THB")
    assert settle(due, Money(Decimal(9999), "THB")).state is PaidState.PARTIAL


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("PI26-0917 BALANCE", True),
        ("invoice pi26 0917", True),
        ("PI26\n-0917", True),
        ("PI26-0917R2", True),
        ("/REMI/PI260917/CHGS/", True),
        ("PI26-0918", False),
        ("PI26-09170", False),
        ("API26-0917", False),
        ("PI26-09I7", False),
        ("", False),
    ],
)
def test_only_the_exact_number_names_a_proforma(text: str, is_named: bool):
    assert names_number(text, "PI26-0917") is is_named


def test_a_look_alike_payer_is_another_payer():
    assert same_party("Nordlicht GmbH", "NORDLICHT  G.m.b.H.")
    assert not same_party("Nordlicht GmbH", "Nord1icht GmbH")
    assert not same_party("", "")


def test_the_amount_alone_never_matches():
    found = match(replace(BALANCE_ENTRY, remittance="LED LAMPS", payer_name="X"), [DEPOSIT, BALANCE])
    assert (found.decision, found.points, found.allocations) == (Decision.MANUAL, 20, ())
    assert found.on_account == BALANCE_ENTRY.amount


def test_amount_and_payer_without_a_number_are_left_to_a_person():
    found = match(replace(BALANCE_ENTRY, remittance=""), [BALANCE])
    assert (found.decision, found.points, found.allocations) == (Decision.MANUAL, 40, ())


def test_a_third_party_payer_is_held_for_a_person():
    found = match(replace(BALANCE_ENTRY, payer_name="Sunrise Trading Ltd"), [BALANCE])
    assert found.decision is Decision.PROPOSED
    assert "payer_unknown" in {finding.code for finding in found.findings}


def test_a_known_account_makes_a_payer_known_whatever_his_name():
    by_account = replace(BALANCE, payer_accounts=("DE89 3704 0044 0532 0130 00",))
    entry = replace(BALANCE_ENTRY, payer_name="", payer_account="DE89370400440532013000")
    assert match(entry, [by_account]).decision is Decision.AUTO


def test_one_payment_of_deposit_and_balance_pays_both():
    found = match(replace(BALANCE_ENTRY, amount=usd("23431.70")), [BALANCE, DEPOSIT])
    assert [(each.key, each.settlement.state) for each in found.allocations] == [
        ("deposit", PaidState.PAID),
        ("balance", PaidState.PAID),
    ]
    assert found.allocations[1].charges == usd("25.00")
    assert found.decision is Decision.AUTO


def test_too_much_stays_on_account():
    found = match(replace(BALANCE_ENTRY, amount=usd("25000.00"), instructed=None), [DEPOSIT, BALANCE])
    assert found.on_account == usd("1543.30")
    assert found.decision is Decision.PROPOSED


def test_a_payment_for_two_proformas_is_proposed_not_booked():
    other = replace(DEPOSIT, key="other", numbers=("PI26-0920",), open_amount=usd("1000.00"))
    entry = replace(BALANCE_ENTRY, amount=usd("8037.01"), remittance="PI26-0917 + PI26-0920", instructed=None)
    found = match(entry, [DEPOSIT, other])
    assert {each.key: each.credited for each in found.allocations} == {
        "deposit": usd("7037.01"),
        "other": usd("1000.00"),
    }
    assert found.decision is Decision.PROPOSED


def test_pending_and_future_money_is_not_booked_by_itself():
    assert match(replace(BALANCE_ENTRY, is_booked=False), [BALANCE]).decision is Decision.PROPOSED
    assert match(BALANCE_ENTRY, [BALANCE], on=date(2026, 9, 22)).decision is Decision.PROPOSED
    assert match(BALANCE_ENTRY, [BALANCE], on=date(2026, 9, 23)).decision is Decision.AUTO


def test_a_payment_from_before_the_proforma_is_not_booked_by_itself():
    assert match(replace(BALANCE_ENTRY, booked_on=date(2026, 8, 1)), [BALANCE]).decision is Decision.PROPOSED


def test_another_currency_never_matches():
    euro = replace(BALANCE, open_amount=Money(Decimal("16394.69"), "EUR"))
    found = match(BALANCE_ENTRY, [euro])
    assert (found.decision, found.scores) == (Decision.MANUAL, ())


def test_money_going_out_pays_nothing():
    found = match(replace(BALANCE_ENTRY, amount=usd("-16394.69")), [BALANCE])
    assert (found.decision, found.allocations) == (Decision.MANUAL, ())


AMOUNTS = st.decimals(Decimal("0.01"), Decimal(100_000), places=2)


@given(AMOUNTS, st.lists(st.tuples(AMOUNTS, st.booleans()), max_size=6))
def test_a_match_never_gives_more_than_came_in_or_was_open(amount: Decimal, dues: list[tuple[Decimal, bool]]):
    instalments = [
        OpenInstalment(str(at), ("PI26-0917" if is_named else f"PI26-1{at:03}",), Money(due, "USD"), order=at)
        for at, (due, is_named) in enumerate(dues)
    ]
    found = match(BankEntry("x", Money(amount, "USD"), "PI26-0917"), instalments)
    open_amounts = {each.key: each.open_amount for each in instalments}
    given_out = sum_of([each.credited for each in found.allocations], "USD")
    assert given_out + found.on_account == Money(amount, "USD")
    assert not found.on_account.is_negative
    assert len({each.key for each in found.allocations}) == len(found.allocations)
    for each in found.allocations:
        assert each.credited.amount > 0
        assert each.credited + each.charges + each.settlement.still_open == open_amounts[each.key]
        assert each.charges <= usd("50")
        assert not each.settlement.still_open.is_negative
    assert found.decision is not Decision.AUTO


@given(AMOUNTS, AMOUNTS)
def test_a_settlement_explains_every_cent(due: Decimal, credited: Decimal):
    result = settle(Money(due, "USD"), Money(credited, "USD"))
    assert result.settled + result.charges + result.still_open == Money(due, "USD")
    assert result.settled + result.over == Money(credited, "USD")
    assert result.is_paid == result.still_open.is_zero
