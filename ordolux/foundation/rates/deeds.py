"""Rates are added by those who negotiate them; nothing that was quoted with an older one changes."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.rates.models import ExchangeRate, FeeBasis, FeeRate, InsuranceRate, RateCard
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal

SMALLEST_RATE, LARGEST_RATE = Decimal("0.00000001"), Decimal(10) ** 9
RATE_KEEPERS = frozenset({Role.LOGISTICS, Role.FINANCE, Role.SALES, Role.MANAGER, Role.ADMINISTRATOR})


class RateEndsBeforeItBegins(Refusal):
    """The two days of validity are the wrong way round."""

    message = N_("A rate that holds from {valid_from} cannot end on {valid_until}.")


class RateCurrencyUnknown(Refusal):
    """A currency is told by its three letters."""

    message = N_("“{currency}” is no currency code; give three letters, such as EUR.")


class RateIsNotPositive(Refusal):
    """A rate or a buffer is out of its range."""

    message = N_("{rate} is not possible here: a rate is above zero, a share is at least 0 and below 1.")


@deed("rates.add_card", roles=RATE_KEEPERS)
def add_rate_card(
    *, service: str, origin: str, destination: str, currency: str, days_min: int, days_max: int, lines: dict[str, Any],
    valid_from: date, valid_until: date, source: str, by: Actor, at: datetime, countries: tuple[str, ...] = (),
    carrier: str = "",
) -> RateCard:  # fmt: skip
    """Add a carrier's prices for a service on a lane.

    Raises RateEndsBeforeItBegins, RateIsNotPositive.
    """
    _check_days(valid_from, valid_until)
    if not 0 <= days_min <= days_max:
        raise RateIsNotPositive(rate=f"{days_min}–{days_max}")
    card = RateCard.objects.create(
        service=service, carrier=carrier, origin=origin, destination=destination, countries=list(countries),
        currency=currency, days_min=days_min, days_max=days_max, lines=lines, valid_from=valid_from,
        valid_until=valid_until, source=source, made_at=at,
    )  # fmt: skip
    record_event(
        "rate_card.added", card, by=by, at=at, service=service, destination=destination, until=valid_until
    )
    return card


@deed("rates.add_exchange", roles=RATE_KEEPERS)
def add_exchange_rate(
    *, base: str, currency: str, rate: Decimal, valid_from: date, valid_until: date, source: str, by: Actor,
    at: datetime, buffer: Decimal = Decimal(0),
) -> ExchangeRate:  # fmt: skip
    """Add an exchange rate: ``rate`` of ``currency`` buys 1 of ``base``.

    Raises RateEndsBeforeItBegins, RateIsNotPositive (also for what eight decimals cannot hold), RateCurrencyUnknown.
    """
    _check_days(valid_from, valid_until)
    for each in (base, currency):
        if not re.fullmatch("[A-Z]{3}", each):
            raise RateCurrencyUnknown(currency=each)
    if not SMALLEST_RATE <= rate < LARGEST_RATE:
        raise RateIsNotPositive(rate=rate)
    if not 0 <= buffer < 1:
        raise RateIsNotPositive(rate=buffer)
    added = ExchangeRate.objects.create(
        base=base, currency=currency, rate=rate, buffer=buffer, valid_from=valid_from, valid_until=valid_until,
        source=source, made_at=at,
    )  # fmt: skip
    record_event(
        "exchange_rate.added", added, by=by, at=at, base=base, currency=currency, rate=rate, buffer=buffer
    )
    return added


@deed("rates.add_insurance", roles=RATE_KEEPERS)
def add_insurance_rate(
    *, clauses: str, rate: Decimal, minimum: Money, valid_from: date, valid_until: date, source: str, by: Actor,
    at: datetime,
) -> InsuranceRate:  # fmt: skip
    """Add what cargo insurance costs, as a share of the insured value.

    Raises RateEndsBeforeItBegins, RateIsNotPositive.
    """
    _check_days(valid_from, valid_until)
    if not 0 <= rate < 1:
        raise RateIsNotPositive(rate=rate)
    added = InsuranceRate(
        clauses=clauses, rate=rate, valid_from=valid_from, valid_until=valid_until, source=source, made_at=at
    )
    added.minimum = minimum
    added.save(force_insert=True)
    record_event("insurance_rate.added", added, by=by, at=at, clauses=clauses, rate=rate, minimum=minimum)
    return added


@deed("rates.add_fee", roles=RATE_KEEPERS)
def add_fee_rate(
    *, code: str, name_en: str, name_zh: str, amount: Money, valid_from: date, valid_until: date, source: str,
    by: Actor, at: datetime, block: str = "", basis: FeeBasis = FeeBasis.SHIPMENT, countries: tuple[str, ...] = (),
) -> FeeRate:  # fmt: skip
    """Add a charge outside the main freight.

    Raises RateEndsBeforeItBegins, RateIsNotPositive.
    """
    _check_days(valid_from, valid_until)
    if amount.is_negative:
        raise RateIsNotPositive(rate=amount)
    added = FeeRate(
        code=code, name_en=name_en, name_zh=name_zh, block=block, basis=basis, countries=list(countries),
        valid_from=valid_from, valid_until=valid_until, source=source, made_at=at,
    )  # fmt: skip
    added.amount = amount
    added.save(force_insert=True)
    record_event("fee_rate.added", added, by=by, at=at, code=code, amount=amount, basis=str(basis))
    return added


def _check_days(valid_from: date, valid_until: date) -> None:
    if valid_until < valid_from:
        raise RateEndsBeforeItBegins(valid_from=valid_from, valid_until=valid_until)
