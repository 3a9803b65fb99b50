"""Rates are refused in words when they are none, before the database has to."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.rates.deeds import (
    RateCurrencyUnknown,
    RateEndsBeforeItBegins,
    RateIsNotPositive,
    add_exchange_rate,
    add_rate_card,
)
from ordolux.foundation.rates.models import ExchangeRate
from tests.cast import AT

ZHOU = Actor("Zhou Lan", frozenset({Role.FINANCE}))


def exchange(**other: Any) -> ExchangeRate:
    said: dict[str, Any] = {
        "base": "USD", "currency": "CNY", "rate": Decimal("7.1"), "valid_from": date(2026, 9, 1),
        "valid_until": date(2026, 12, 31), "source": "bank", "by": ZHOU, "at": AT, **other,
    }  # fmt: skip
    return add_exchange_rate(**said)


def test_a_rate_holds_from_one_day_to_another(db: None) -> None:
    assert exchange().rate == Decimal("7.1")
    with pytest.raises(RateEndsBeforeItBegins):
        exchange(valid_until=date(2026, 8, 1))


@pytest.mark.parametrize("rate", ["0", "-7.1", "1E-12", "1E+12", "-6E+113"])
def test_a_rate_that_eight_decimals_cannot_hold_is_refused(db: None, rate: str) -> None:
    with pytest.raises(RateIsNotPositive):
        exchange(rate=Decimal(rate))


@pytest.mark.parametrize("currency", ["Ⱥ", "eur", "EU", "EURO", ""])
def test_a_currency_has_three_capital_letters(db: None, currency: str) -> None:
    with pytest.raises(RateCurrencyUnknown):
        exchange(currency=currency)
    with pytest.raises(RateCurrencyUnknown):
        exchange(base=currency)


@pytest.mark.parametrize("days", [(-899, 512), (5, 4)])
def test_a_way_takes_no_days_below_zero_and_ends_after_it_begins(db: None, days: tuple[int, int]) -> None:
    with pytest.raises(RateIsNotPositive):
        add_rate_card(
            service="sea", origin="CNYTN", destination="DEHAM", currency="USD", days_min=days[0], days_max=days[1],
            lines={}, valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31), source="carrier", by=ZHOU, at=AT,
        )  # fmt: skip
