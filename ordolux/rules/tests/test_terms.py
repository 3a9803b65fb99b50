"""Payment terms: instalments that add up, and gates that open for money on the account only."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.money import Money, sum_of
from ordolux.rules.terms import (
    MISSING_FACTS,
    PAYMENT_TERMS,
    Fact,
    Gate,
    InstalmentName,
    InstalmentPaid,
    OrderFacts,
    TermCode,
    gate,
    gates,
    instalments,
    payment_term,
)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


TOTAL = usd("23456.70")


def facts(*told: Fact, deposit: str = "0", balance: str = "0") -> OrderFacts:
    return OrderFacts(
        frozenset(told),
        (
            InstalmentPaid(InstalmentName.DEPOSIT, usd("7037.01"), usd(deposit)),
            InstalmentPaid(InstalmentName.BALANCE, usd("16419.69"), usd(balance)),
        ),
    )


def test_deposit_and_balance_of_the_usual_term():
    deposit, balance = instalments(TOTAL, payment_term("TT_30_70_BS"))
    assert (deposit.amount, balance.amount) == (usd("7037.01"), usd("16419.69"))
    assert (deposit.name, balance.name) == (InstalmentName.DEPOSIT, InstalmentName.BALANCE)


def test_a_full_advance_is_one_instalment_and_a_letter_of_credit_another():
    assert [each.name for each in instalments(TOTAL, payment_term("TT_100"))] == ["full"]
    assert [each.name for each in instalments(TOTAL, payment_term("LC_SIGHT"))] == ["balance"]


@given(
    st.sampled_from(["USD", "JPY", "KWD"]),
    st.integers(0, 10**12),
    st.decimals(0, 100, places=2),
    st.sampled_from(TermCode),
)
def test_instalments_add_up_to_the_total(currency: str, units: int, percent: Decimal, code: TermCode):
    total = Money.from_minor(units, currency)
    parts = instalments(total, payment_term(code).with_deposit(percent))
    assert sum_of([part.amount for part in parts]) == total
    assert sum(part.percent for part in parts) == 100
    assert all(part.amount.is_rounded and not part.amount.is_negative for part in parts)


def test_production_waits_for_the_deposit_on_our_account():
    term = payment_term(TermCode.TT_30_70_BS)
    assert gate(term, Gate.PREPARE, facts(Fact.SIGNED)).is_open
    closed = gate(term, Gate.PRODUCE, facts(Fact.SIGNED))
    assert not closed.is_open
    assert closed.met == (Fact.SIGNED,)
    assert [str(each) for each in closed.missing] == [
        "The deposit of 7,037.01 USD is not credited; 7,037.01 USD is open."
    ]
    assert gate(term, Gate.PRODUCE, facts(Fact.SIGNED, deposit="7037.01")).is_open


def test_bank_charges_do_not_hold_an_order_but_a_part_payment_does():
    term = payment_term(TermCode.TT_30_70_BS)
    passed = (Fact.SIGNED, Fact.INSPECTION_PASSED)
    assert gate(term, Gate.SHIP, facts(*passed, deposit="7037.01", balance="16394.69")).is_open
    closed = gate(term, Gate.SHIP, facts(*passed, deposit="7037.01", balance="16019.69"))
    assert [each.code for each in closed.missing] == ["balance_credited"]
    assert closed.missing[0].values["open"] == usd("400.00")


def test_paid_goods_that_have_not_passed_the_inspection_stay_here():
    term = payment_term(TermCode.TT_30_70_BS)
    answer = gate(term, Gate.SHIP, facts(Fact.SIGNED, deposit="7037.01", balance="16419.69"))
    assert [each.code for each in answer.missing] == ["inspection_passed"]


def test_against_copy_of_bill_of_lading_the_goods_sail_but_are_not_released():
    term = payment_term(TermCode.TT_30_70_BL)
    shipped = facts(Fact.SIGNED, Fact.INSPECTION_PASSED, Fact.SHIPPED, deposit="7037.01")
    assert gate(term, Gate.SHIP, shipped).is_open
    assert not gate(term, Gate.RELEASE, shipped).is_open


def test_a_letter_of_credit_ships_until_its_latest_day():
    term = payment_term(TermCode.LC_SIGHT)
    told = frozenset({Fact.SIGNED, Fact.LC_CHECKED, Fact.LC_IN_FORCE, Fact.INSPECTION_PASSED})
    latest = date(2026, 11, 30)
    assert gate(term, Gate.SHIP, OrderFacts(told, latest_shipment_on=latest, ships_on=latest)).is_open
    late = gate(term, Gate.SHIP, OrderFacts(told, latest_shipment_on=latest, ships_on=date(2026, 12, 1)))
    assert [each.code for each in late.missing] == ["within_latest_shipment"]


def test_open_account_needs_a_free_limit_and_nothing_overdue():
    term = payment_term(TermCode.OA)
    assert not gate(term, Gate.PREPARE, OrderFacts(frozenset({Fact.SIGNED}))).is_open
    ready = OrderFacts(frozenset({Fact.SIGNED, Fact.CREDIT_LIMIT_FREE, Fact.INSPECTION_PASSED}))
    assert gate(term, Gate.PRODUCE, ready).is_open
    assert not gate(term, Gate.SHIP, ready).is_open


def test_no_term_opens_a_gate_when_nothing_is_known():
    for term in PAYMENT_TERMS.values():
        assert not any(answer.is_open for answer in gates(term, OrderFacts()).values()), term.code


@pytest.mark.parametrize("code", TermCode)
def test_every_term_opens_every_gate_when_all_is_well(code: TermCode):
    term = payment_term(code)
    paid = tuple(InstalmentPaid(each.name, each.amount, each.amount) for each in instalments(TOTAL, term))
    answers = gates(term, OrderFacts(frozenset(Fact), paid))
    assert all(answer.is_open for answer in answers.values())
    assert set(MISSING_FACTS) == set(Fact)
