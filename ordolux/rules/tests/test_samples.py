"""Samples: fee and value, days until they are ready, when the fee comes back, where a parcel is followed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ordolux.rules.money import Money
from ordolux.rules.samples import (
    SamplePieces,
    SampleTerms,
    fee_of,
    is_usual,
    ready_between,
    refund_until,
    tracking_address,
    value_of,
    why_no_credit,
    wrong_terms,
)
from ordolux.rules.workdays import Calendar

NATIONAL_DAY = Calendar("CN", holidays=frozenset(date(2026, 10, day) for day in range(1, 8)))


def euro(amount: str) -> Money:
    return Money.of(amount, "EUR")


def test_the_fee_is_pieces_by_unit_price_by_factor_and_the_value_has_no_factor() -> None:
    lines = [SamplePieces(5, euro("1.2000")), SamplePieces(3, euro("2.3333"))]
    assert value_of(lines, "EUR") == euro("13.00")  # 6.00 and 6.9999, each rounded
    assert fee_of(lines, Decimal(2), "EUR") == euro("26.00")  # 12.00 and 13.9998
    assert fee_of([], Decimal(2), "EUR") == euro("0")


@given(
    some.lists(
        some.tuples(some.integers(1, 10), some.decimals("0.01", 500, places=4)), min_size=1, max_size=5
    ),
    some.decimals(1, 3, places=2),
)
def test_a_fee_by_a_usual_factor_is_never_less_than_the_value(lines: list, factor: Decimal) -> None:
    pieces = [SamplePieces(count, Money(price, "EUR")) for count, price in lines]
    assert value_of(pieces, "EUR") <= fee_of(pieces, factor, "EUR")


def test_less_than_the_value_or_more_than_three_times_it_is_not_usual() -> None:
    worth = euro("10.00")
    assert [is_usual(euro(fee), worth) for fee in ("9.99", "10.00", "30.00", "30.01", "0")] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_days_until_ready_are_working_days_of_ours() -> None:
    paid = date(2026, 9, 29)  # Tuesday; the seven days of the national holiday begin on Thursday
    assert ready_between(paid, NATIONAL_DAY, SampleTerms(), is_made=False) == (
        date(2026, 10, 9), date(2026, 10, 15),
    )  # fmt: skip
    assert ready_between(paid, NATIONAL_DAY, SampleTerms(), is_made=True) == (
        date(2026, 10, 15), date(2026, 10, 27),
    )  # fmt: skip


def test_the_last_day_of_a_short_month_ends_the_refund() -> None:
    assert refund_until(date(2026, 8, 31), 6) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("ordered", "total", "on", "why"),
    [
        ({"A60": 500}, euro("900"), date(2027, 9, 14), None),
        ({"A60": 500}, euro("900"), date(2027, 9, 15), "credit_expired"),
        ({"A60": 499}, euro("900"), date(2027, 1, 1), "below_minimum"),
        ({"A60": 499, "T8": 100}, euro("900"), date(2027, 1, 1), None),
        ({"GU10": 5000}, euro("900"), date(2027, 1, 1), "not_sampled"),
        ({"A60": 500}, Money.of(900, "USD"), date(2027, 1, 1), "other_currency"),
        ({"A60": 500}, euro("24.00"), date(2027, 1, 1), "worth_less"),
        ({"A60": 500}, euro("24.01"), date(2027, 1, 1), None),
    ],
)
def test_the_fee_comes_back_with_an_order_that_reaches_the_minimum_in_time(
    ordered: dict[str, int], total: Money, on: date, why: str | None
) -> None:
    found = why_no_credit(euro("24.00"), date(2027, 9, 14), {"A60": 500, "T8": 100}, ordered, total, on)
    assert (found.code if found else None) == why


def test_terms_outside_custom_are_named_one_by_one() -> None:
    assert wrong_terms(SampleTerms()) == ()
    wrong = SampleTerms(Decimal("3.5"), (5, 3), (0, 9), 0, 0)
    assert [(each.code, each.where) for each in wrong_terms(wrong)] == [
        ("factor_unusual", "factor"), ("days_impossible", "stock"), ("days_impossible", "made"),
        ("months_impossible", "refund"), ("validity_impossible", "valid"),
    ]  # fmt: skip


def test_a_parcel_is_followed_at_its_courier_and_a_strange_number_breaks_nothing() -> None:
    assert tracking_address("dhl express", " 1234567890 ").endswith("tracking-id=1234567890")
    assert tracking_address("FedEx", "1&x=<2").endswith("trknbr=1%26x%3D%3C2")
    assert tracking_address("Post of Mars", "1") == ""
    assert tracking_address("UPS", " ") == ""
