"""What we ask of the rates: all that hold on a day, in one statement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, models

from ordolux.foundation.rates.models import ExchangeRate, FeeRate, InsuranceRate, Rate, RateCard
from ordolux.foundation.rows import read_row

_TABLES: tuple[type[Rate], ...] = (RateCard, ExchangeRate, InsuranceRate, FeeRate)


class NoExchangeRate(LookupError):
    """No rate between two currencies holds on the day."""


@dataclass(frozen=True, slots=True)
class UsedRate:
    """An exchange rate as a quotation uses it: ``used`` of ``currency`` for 1 of ``base``, after the buffer."""

    base: str
    currency: str
    spot: Decimal
    buffer: Decimal
    used: Decimal
    source: str
    valid_until: date | None


@dataclass(frozen=True)
class RatesOfTheDay:
    """Every rate that holds on ``on`` for a country, newest first within its kind."""

    on: date
    cards: tuple[RateCard, ...]
    exchange: tuple[ExchangeRate, ...]
    insurance: tuple[InsuranceRate, ...]
    fees: tuple[FeeRate, ...]

    def exchange_rate(self, base: str, currency: str) -> UsedRate:
        """How much of ``currency`` 1 of ``base`` brings, the buffer taken off; from the pair or its inverse.

        Raises NoExchangeRate.
        """
        if base == currency:
            return UsedRate(base, currency, Decimal(1), Decimal(0), Decimal(1), "", None)
        for rate in self.exchange:
            if (rate.base, rate.currency) == (base, currency):
                used = rate.rate * (1 - rate.buffer)
                return UsedRate(base, currency, rate.rate, rate.buffer, used, rate.source, rate.valid_until)
        for rate in self.exchange:
            if (rate.base, rate.currency) == (currency, base):
                spot = 1 / rate.rate
                return UsedRate(base, currency, spot, rate.buffer, spot / (1 - rate.buffer), rate.source, rate.valid_until)
        raise NoExchangeRate(f"no exchange rate {base}/{currency} holds on {self.on}")

    def insurance_rate(self, clauses: str) -> InsuranceRate | None:
        """The premium for these clauses, or None when none is kept."""
        return next((rate for rate in self.insurance if rate.clauses == clauses), None)

    def newest_fees(self) -> tuple[FeeRate, ...]:
        """One fee per code: the newest that holds; a fee for the country goes before one for all."""
        found: dict[str, FeeRate] = {}
        for fee in sorted(self.fees, key=lambda fee: not fee.countries):
            found.setdefault(fee.code, fee)
        return tuple(sorted(found.values(), key=lambda fee: fee.pk))


def rates_of(on: date, country: str = "") -> RatesOfTheDay:
    """Every rate that holds on this day, for deliveries to this country, in one statement."""
    parts, values = [], []
    for place, model in enumerate(_TABLES):
        where = "valid_from <= %s AND valid_until >= %s"
        values += [on, on]
        if hasattr(model, "countries"):
            where += " AND (cardinality(countries) = 0 OR %s = ANY (countries))"
            values.append(country)
        table = model._meta.db_table
        parts.append(f"SELECT {place} AS place, valid_from, id, to_jsonb(t) AS row FROM {table} t WHERE {where}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place, row FROM ({' UNION ALL '.join(parts)}) r ORDER BY place, valid_from DESC, id DESC",
                       values)  # fmt: skip
        rows = cursor.fetchall()
    kinds: list[list[models.Model]] = [[] for _ in _TABLES]
    for place, row in rows:
        kinds[place].append(read_row(_TABLES[place], row))
    return RatesOfTheDay(on, *(tuple(kind) for kind in kinds))  # type: ignore[arg-type]  # each kind holds its own model
