"""What we ask of the rates: all that hold on a day, in one statement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, models

from ordolux.foundation.rates.models import ExchangeRate, FeeRate, InsuranceRate, Rate, RateCard
from ordolux.foundation.rows import read_row
from ordolux.rules import freight
from ordolux.rules.money import Money
from ordolux.rules.pricing import buffered_rate

_TABLES: tuple[type[Rate], ...] = (RateCard, ExchangeRate, InsuranceRate, FeeRate)

_RATES = """
SELECT place, row FROM (
  SELECT 0 AS place, valid_from, id, to_jsonb(t) AS row FROM foundation_ratecard t
   WHERE %(on)s BETWEEN valid_from AND valid_until AND (cardinality(countries) = 0 OR %(country)s = ANY (countries))
  UNION ALL
  SELECT 1, valid_from, id, to_jsonb(t) FROM foundation_exchangerate t WHERE %(on)s BETWEEN valid_from AND valid_until
  UNION ALL
  SELECT 2, valid_from, id, to_jsonb(t) FROM foundation_insurancerate t WHERE %(on)s BETWEEN valid_from AND valid_until
  UNION ALL
  SELECT 3, valid_from, id, to_jsonb(t) FROM foundation_feerate t
   WHERE %(on)s BETWEEN valid_from AND valid_until AND (cardinality(countries) = 0 OR %(country)s = ANY (countries))
) rates ORDER BY place, valid_from DESC, id DESC
"""


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
        """How much of ``currency`` 1 of ``base`` brings us, the buffer taken off: from the pair, its inverse, or two
        pairs over a third currency.

        Raises NoExchangeRate.
        """
        direct = self._pair(base, currency)
        if direct is not None:
            return direct
        for over in dict.fromkeys(code for rate in self.exchange for code in (rate.currency, rate.base)):
            first, second = self._pair(base, over), self._pair(over, currency)
            if first is not None and second is not None:
                ends = [each.valid_until for each in (first, second) if each.valid_until]
                return UsedRate(
                    base, currency, first.spot * second.spot, first.buffer, first.used * second.spot,
                    f"{first.source}; {second.source}", min(ends, default=None),
                )  # fmt: skip
        raise NoExchangeRate(f"{base}/{currency}")

    def converted(self, money: Money, currency: str) -> Money:
        """What we have to ask in ``currency`` to cover ``money``, at the used rate; not rounded.

        Raises NoExchangeRate.
        """
        return Money(money.amount / self.exchange_rate(currency, money.currency).used, currency)

    def _pair(self, base: str, currency: str) -> UsedRate | None:
        if base == currency:
            return UsedRate(base, currency, Decimal(1), Decimal(0), Decimal(1), "", None)
        for rate in self.exchange:
            if {rate.base, rate.currency} == {base, currency}:
                spot = rate.rate if rate.base == base else 1 / rate.rate
                used = buffered_rate(spot, rate.buffer)
                return UsedRate(base, currency, spot, rate.buffer, used, rate.source, rate.valid_until)
        return None

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
    with connection.cursor() as cursor:
        cursor.execute(_RATES, {"on": on, "country": country})
        rows = cursor.fetchall()
    kinds: list[list[models.Model]] = [[] for _ in _TABLES]
    for place, row in rows:
        kinds[place].append(read_row(_TABLES[place], row))
    return RatesOfTheDay(on, *(tuple(kind) for kind in kinds))  # type: ignore[arg-type]  # each kind holds its own model


def as_rule(card: RateCard) -> freight.RateCard:
    """A stored card as the rules read it: amounts are in the card's currency, absent charges stay empty.

    ``lines`` may hold ``per_revenue_ton``, ``minimum_revenue_tons``, ``per_container`` {code: amount}, ``breaks``
    [[from kg, amount per kg], …], ``minimum``, ``cm3_per_kg``, ``per_piece``, ``surcharges`` [{name, per, amount or
    percent}], ``max_carton_kg``, ``max_carton_mm``, ``max_shipment_kg``, ``route``.
    """
    said = card.lines

    def money(value: object) -> Money | None:
        return None if value is None else Money(Decimal(str(value)), card.currency)

    def number(name: str, default: Decimal) -> Decimal:
        return Decimal(str(said[name])) if name in said else default

    by_courier = card.service == freight.Service.COURIER
    return freight.RateCard(
        code=f"{card.service}-{card.pk}",
        service=freight.Service(card.service),
        currency=card.currency,
        carrier=card.carrier,
        valid_from=card.valid_from,
        valid_until=card.valid_until,
        source=card.source,
        per_revenue_ton=money(said.get("per_revenue_ton")),
        minimum_revenue_tons=number("minimum_revenue_tons", Decimal(1)),
        kg_per_m3=number("kg_per_m3", Decimal(1000)),
        per_container={
            code: Money(Decimal(str(v)), card.currency) for code, v in said.get("per_container", {}).items()
        },
        breaks=tuple(
            freight.WeightBreak(Decimal(str(kg)), Money(Decimal(str(v)), card.currency))
            for kg, v in said.get("breaks", ())
        ),
        minimum=money(said.get("minimum")),
        cm3_per_kg=number("cm3_per_kg", freight.COURIER_CM3_PER_KG if by_courier else freight.AIR_CM3_PER_KG),
        per_piece=bool(said.get("per_piece", by_courier)),
        surcharges=tuple(
            freight.Surcharge(
                each["name"],
                freight.Per(each["per"]),
                money(each.get("amount")),
                Decimal(str(each.get("percent", 0))),
            )
            for each in said.get("surcharges", ())
        ),
        max_carton_kg=number("max_carton_kg", Decimal(0)),
        max_carton_mm=int(said.get("max_carton_mm", 0)),
        max_shipment_kg=number("max_shipment_kg", Decimal(0)),
        route=said.get("route", ""),
        days_min=card.days_min,
        days_max=card.days_max,
    )
