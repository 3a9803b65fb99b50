"""Prices that explain themselves and add up to the last cent."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.incoterms import Block, incoterm
from ordolux.rules.money import Money, sum_of
from ordolux.rules.pricing import (
    Discount,
    Extra,
    Fee,
    LineToPrice,
    PriceBreak,
    StepKind,
    Tax,
    better_break,
    break_findings,
    buffered_rate,
    cif_from_cfr,
    grossed_up,
    incoterm_blocks,
    price,
    price_at,
    price_on_margin,
    quantity_findings,
    rate_has_moved,
)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


BREAKS = (PriceBreak(1_000, usd("1.00")), PriceBreak(5_000, usd("0.95")))


def test_ten_thousand_bulbs_from_factory_cost_to_cif():
    cost = sum_of([Money(Decimal(part), "CNY") for part in ("4.20", "0.55", "0.45", "0.40")])
    exw_cny = price_on_margin(cost, Decimal("0.15"))
    rate = buffered_rate(Decimal("7.10"), Decimal("0.02"))
    assert rate == Decimal("6.958")
    unit = exw_cny.converted(1 / rate, "USD").as_unit_price()
    assert unit == usd("0.9469")

    origin = (Money(Decimal(1650) + 60 * Decimal("6.6"), "CNY")).converted(1 / rate, "USD")
    costs = {Block.PRE_CARRIAGE: origin, Block.MAIN_CARRIAGE: usd("55") * Decimal("6.6")}
    lines = [LineToPrice("A60 9 W", 10_000, unit)]
    totals = {}
    for rule in ("EXW", "FOB", "CFR", "CIF"):
        blocks = incoterm_blocks(incoterm(rule), costs, goods=usd("9469.00"), premium_rate=Decimal("0.0015"))
        totals[rule] = price(lines, currency="USD", blocks=blocks.blocks).total
    assert totals == {
        "EXW": usd("9469.00"),
        "FOB": usd("9763.05"),
        "CFR": usd("10126.05"),
        "CIF": usd("10142.79"),
    }


def test_insurance_is_on_a_hundred_and_ten_per_cent_of_cif():
    insured = cif_from_cfr(usd("10126.05"), Decimal("0.0015"))
    assert (insured.price, insured.premium, insured.insured_value) == (
        usd("10142.79"),
        usd("16.74"),
        usd("11157.07"),
    )


def test_a_commission_is_taken_from_the_price():
    assert grossed_up(usd("10000"), Decimal("0.03")) == usd("10309.28")


def test_a_break_that_makes_more_pieces_cheaper_is_found_and_offered():
    assert price_at(999, usd("1.10"), BREAKS) == usd("1.10")
    findings = break_findings(usd("1.10"), BREAKS)
    assert [each.code for each in findings] == ["total_falls_at_break", "total_falls_at_break"]
    assert str(findings[0]) == "1: 1000 pieces cost less (1,000.00 USD) than 999 pieces (1,098.90 USD)."
    assert better_break(999, usd("1.10"), BREAKS) == BREAKS[0]
    assert better_break(100, usd("1.10"), BREAKS) is None


def test_a_table_of_breaks_that_is_out_of_order_is_found():
    codes = [each.code for each in break_findings(usd("1.10"), (BREAKS[1], PriceBreak(900, usd("1.05"))))]
    assert "breaks_not_rising" in codes
    assert "price_rises" in codes


def test_a_quantity_below_the_minimum_or_beside_full_cartons_is_found():
    findings = quantity_findings(430, minimum_pieces=500, pieces_per_carton=100)
    assert [each.code for each in findings] == ["below_minimum", "not_full_cartons"]
    assert findings[1].values["proposed"] == 500
    assert quantity_findings(500, minimum_pieces=500, pieces_per_carton=100) == ()


def test_each_step_of_a_price_says_what_it_adds_and_why():
    line = LineToPrice(
        "GU10",
        5_000,
        usd("1.10"),
        BREAKS,
        options=(Extra("CRI 90", usd("0.08")),),
        customisation=(Extra("heat sink", usd("0.0333")),),
        fees=(Fee("tooling", usd("800")),),
    )
    chain = price(
        [line],
        currency="USD",
        fees=[Fee("certificate of origin", usd("40"))],
        discounts=[Discount("first order", percent=Decimal(2))],
        taxes=[Tax("export VAT", percent=Decimal(0))],
    )
    assert [(step.kind, step.amount.amount) for step in chain.steps] == [
        ("list", Decimal("5500.00")),
        ("break", Decimal("-750.00")),
        ("option", Decimal("400.00")),
        ("customisation", Decimal("166.50")),
        ("fee", Decimal("800.00")),
        ("fee", Decimal("40.00")),
        ("discount", Decimal("-106.33")),
        ("tax", Decimal("0.00")),
    ]
    assert chain.lines[0].unit_price == usd("1.0633")
    assert (chain.goods, chain.total) == (usd("5316.50"), usd("6050.17"))
    assert chain.steps[1].explanation == "From 5000 pieces on, a piece costs 0.95 USD"
    assert chain.amount_of(StepKind.FEE) == usd("840.00")


def test_a_rule_without_a_known_cost_says_so():
    result = incoterm_blocks(incoterm("FOB"), {Block.PRE_CARRIAGE: usd("10")}, goods=usd("100"))
    assert [each.where for each in result.findings] == [
        "export_clearance",
        "origin_terminal",
        "load_on_vessel",
    ]


def test_prices_may_be_revised_when_the_rate_has_moved():
    assert rate_has_moved(Decimal("7.10"), Decimal("6.88"))
    assert not rate_has_moved(Decimal("7.10"), Decimal("6.89"))


UNIT = st.decimals(Decimal("0.0001"), Decimal(9999), places=4)
PERCENT = st.decimals(0, 60, places=2)


@given(
    st.sampled_from(["USD", "JPY", "KWD"]),
    st.lists(st.tuples(st.integers(1, 10**6), UNIT, UNIT, UNIT), max_size=6),
    st.lists(PERCENT, max_size=2),
    st.lists(PERCENT, max_size=2),
    st.decimals(-1000, 1000, places=5),
)
def test_the_steps_of_any_price_add_up_to_its_total(
    currency: str,
    lines: list[tuple[int, Decimal, Decimal, Decimal]],
    discounts: list[Decimal],
    taxes: list[Decimal],
    fee: Decimal,
):
    to_price = [
        LineToPrice(
            str(at),
            pieces,
            Money(listed, currency),
            (PriceBreak(100, Money(broken, currency)),),
            options=(Extra("option", Money(extra / 3, currency)),),
        )
        for at, (pieces, listed, broken, extra) in enumerate(lines)
    ]
    chain = price(
        to_price,
        currency=currency,
        fees=[Fee("fee", Money(fee, currency))],
        discounts=[Discount("d", percent=each) for each in discounts],
        taxes=[Tax("t", percent=each) for each in taxes],
    )
    assert sum_of([step.amount for step in chain.steps], currency) == chain.total
    assert all(step.amount.is_rounded for step in chain.steps)
    assert chain.goods == sum_of([line.amount for line in chain.lines], currency)
    for line in chain.lines:
        assert line.amount == (line.unit_price * line.pieces).rounded()
        assert sum_of([step.amount for step in line.steps]) == line.amount + line.fees
