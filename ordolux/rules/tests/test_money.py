"""Money: one currency at a time, rounded once, and sums that the customer can check."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.money import (
    CurrencyMismatch,
    Money,
    line_total,
    minor_units,
    share_of,
    spread,
    sum_of,
)

CURRENCIES = st.sampled_from(["USD", "EUR", "CNY", "JPY", "KWD", "KRW", "BHD"])
UNITS = st.integers(-(10**10), 10**10)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("2.345", "USD", "2.35"),
        ("-2.345", "USD", "-2.35"),
        ("2.344999", "USD", "2.34"),
        ("1234.5", "JPY", "1235"),
        ("1.2345", "KWD", "1.235"),
        ("0.9763", "USD", "0.98"),
    ],
)
def test_an_amount_is_rounded_half_up_to_the_minor_unit_of_its_currency(
    amount: str, currency: str, rounded: str
):
    assert Money(Decimal(amount), currency).rounded() == Money(Decimal(rounded), currency)
    assert str(Money(Decimal(amount), currency).rounded().amount) == rounded


def test_minor_units_follow_iso_4217():
    assert [minor_units(code) for code in ("EUR", "CNY", "JPY", "KRW", "VND", "KWD", "OMR", "CLF")] == [
        *(2, 2, 0, 0, 0, 3, 3, 4)
    ]


def test_two_currencies_do_not_meet():
    eur = Money(Decimal(1), "EUR")
    for meet in (
        lambda: usd("1") + eur,
        lambda: usd("1") - eur,
        lambda: usd("1") < eur,
        lambda: usd("1") / eur,
    ):
        with pytest.raises(CurrencyMismatch):
            meet()
    assert usd("1") != eur
    with pytest.raises(TypeError):
        usd("1") + 1  # type: ignore[operator]  # the fault is what is tested


def test_binary_floats_are_no_money():
    with pytest.raises(TypeError):
        Money(0.1, "USD")  # type: ignore[arg-type]  # the fault is what is tested
    with pytest.raises(TypeError):
        usd("1") * 0.3  # type: ignore[operator]  # the fault is what is tested
    with pytest.raises(ValueError, match="no amount"):
        Money(Decimal("NaN"), "USD")
    with pytest.raises(ValueError, match="no currency"):
        Money(Decimal(1), "usd")


def test_the_balance_is_what_the_deposit_leaves():
    total = usd("23456.70")
    deposit = share_of(total, percent=Decimal(30))
    assert deposit == usd("7037.01")
    assert total - deposit == usd("16419.69")


def test_a_unit_price_keeps_four_decimals_and_its_line_two():
    price = usd("0.946861").as_unit_price()
    assert price == usd("0.9469")
    assert line_total(price, 10_000) == usd("9469.00")


def test_an_amount_is_shown_with_its_minor_units():
    assert str(usd("1234.5")) == "1,234.50 USD"
    assert str(Money(Decimal("0.9763"), "USD")) == "0.9763 USD"
    assert str(Money(Decimal(-1200), "JPY")) == "-1,200 JPY"


def test_the_sum_of_nothing_needs_a_currency():
    assert sum_of([], "USD") == Money.zero("USD")
    with pytest.raises(ValueError, match="needs a currency"):
        sum_of([])
    assert sum([usd("1"), usd("2")]) == usd("3")


@given(CURRENCIES, st.lists(UNITS, max_size=20))
def test_rounded_lines_add_up_to_a_rounded_total(currency: str, units: list[int]):
    total = sum_of([Money.from_minor(unit, currency) for unit in units], currency)
    assert total.is_rounded
    assert total.in_minor() == sum(units)


@given(CURRENCIES, UNITS, st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_a_spread_total_adds_up_to_the_last_unit(currency: str, units: int, weights: list[int]):
    total = Money.from_minor(units, currency)
    parts = spread(total, weights)
    assert sum_of(parts) == total
    if any(weights):
        for part, weight in zip(parts, weights, strict=True):
            exact = Decimal(units) * weight / sum(weights)
            assert abs(part.in_minor() - exact) < 1
