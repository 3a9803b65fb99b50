"""Samples: what they cost, when they are ready, until when their fee comes back, and where their parcel is followed.

Custom of the trade: one to ten pieces, at one to three times the unit price, carriage by courier. The fee comes back
with the first order that reaches the minimum quantity, within some months, once. Customs get the real value, never nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from ordolux.rules.money import Money, line_total, sum_of
from ordolux.rules.refusal import N_, Finding
from ordolux.rules.warranty import add_months
from ordolux.rules.workdays import Calendar

MOST_PIECES = 10
"""Of one product in one sample order; more is an order."""
LEAST_FACTOR, MOST_FACTOR = Decimal(1), Decimal(3)
"""What is usual for the fee, in unit prices."""


@dataclass(frozen=True, slots=True)
class SampleTerms:
    """How samples are offered: the fee as a multiple of the unit price, the working days until they are ready (from,
    until) out of stock and made, the months in which the fee comes back, and the days for which an offer holds.
    """

    factor: Decimal = Decimal(2)
    stock_workdays: tuple[int, int] = (3, 7)
    made_workdays: tuple[int, int] = (7, 15)
    refund_months: int = 12
    valid_days: int = 30


def wrong_terms(terms: SampleTerms) -> tuple[Finding, ...]:
    """Return what cannot be kept as terms: a factor that is not usual, days that end before they begin, no time at all."""
    found = []
    if not LEAST_FACTOR <= terms.factor <= MOST_FACTOR:
        found.append(
            Finding(
                "factor_unusual",
                N_("The fee is between {least} and {most} times the unit price."),
                {"least": LEAST_FACTOR, "most": MOST_FACTOR},
                "factor",
            )
        )
    for where, (first, last) in (("stock", terms.stock_workdays), ("made", terms.made_workdays)):
        if not 0 < first <= last <= 250:
            found.append(
                Finding(
                    "days_impossible",
                    N_("From {first} until {last} working days is no time."),
                    {"first": first, "last": last},
                    where,
                )
            )
    if not 0 < terms.refund_months <= 60:
        found.append(
            Finding("months_impossible", N_("The fee comes back within 1 to 60 months."), {}, "refund")
        )
    if not 0 < terms.valid_days <= 365:
        found.append(Finding("validity_impossible", N_("An offer holds for 1 to 365 days."), {}, "valid"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SamplePieces:
    """So many pieces of one product at its unit price (four decimals)."""

    pieces: int
    unit_price: Money


def value_of(lines: Sequence[SamplePieces], currency: str) -> Money:
    """Return the real value of samples, as customs must see it: pieces by unit price, each line rounded."""
    return sum_of([line_total(line.unit_price, line.pieces) for line in lines], currency)


def fee_of(lines: Sequence[SamplePieces], factor: Decimal, currency: str) -> Money:
    """Return the fee for samples: pieces by unit price by the factor, each line rounded; 5 × 1.2000 × 2 is 12.00."""
    return sum_of(
        [line_total((line.unit_price * factor).as_unit_price(), line.pieces) for line in lines], currency
    )


def is_usual(fee: Money, value: Money) -> bool:
    """Tell whether a fee lies within what is usual for goods of this value; any other needs a manager."""
    return value * LEAST_FACTOR <= fee <= value * MOST_FACTOR


def ready_between(
    begun_on: date, calendar: Calendar, terms: SampleTerms, *, is_made: bool
) -> tuple[date, date]:
    """Return the first and the last day on which samples are ready to leave, counted in our working days."""
    first, last = terms.made_workdays if is_made else terms.stock_workdays
    return calendar.after(begun_on, first).on, calendar.after(begun_on, last).on


def refund_until(paid_on: date, months: int) -> date:
    """Return the last day on which an order brings the fee back: 2026-08-31 and 6 months is 2027-02-28."""
    return add_months(paid_on, months)


def why_no_credit(
    amount: Money, until: date, minimum: Mapping[str, int], ordered: Mapping[str, int], total: Money, on: date
) -> Finding | None:
    """Return why the fee of samples does not come back with an order; None when it does.

    ``minimum`` holds the least order of each sampled product, ``ordered`` the pieces of each product of the order,
    ``total`` what the order costs before any such credit. The last day counts; one product that reaches its minimum
    is enough. Nothing is left over: an order that is not worth more than the fee takes no part of it.
    """
    if total.currency != amount.currency:
        return Finding(
            "other_currency",
            N_("The order is in {order}, the sample fee was paid in {fee}."),
            {"order": total.currency, "fee": amount.currency},
        )
    if on > until:
        return Finding(
            "credit_expired", N_("The sample fee could be credited until {until}."), {"until": until}
        )
    wanted = {product: least for product, least in minimum.items() if product in ordered}
    if not wanted:
        return Finding("not_sampled", N_("None of the sampled products is ordered."))
    if all(ordered[product] < least for product, least in wanted.items()):
        product, least = min(wanted.items())
        return Finding(
            "below_minimum",
            N_("The sample fee is credited from {least} pieces of {product} on."),
            {"least": least, "product": product},
        )
    if total <= amount:
        return Finding("worth_less", N_("The order is not worth more than the sample fee."))
    return None


COURIERS: Mapping[str, str] = {
    # the addresses at which each of them shows a parcel, as public code bases use them
    "DHL Express": "https://www.dhl.com/global-en/home/tracking/tracking-express.html?submit=1&tracking-id={}",
    "FedEx": "https://www.fedex.com/fedextrack/?trknbr={}",
    "UPS": "https://www.ups.com/track?loc=en_US&tracknum={}",
    "SF Express": "https://www.sf-express.com/we/ow/chn/en/waybill/waybill-detail/{}",
}


def tracking_address(courier: str, number: str) -> str:
    """Return the page on which this courier shows the parcel; empty for one of whom we know no such page."""
    place = next((url for name, url in COURIERS.items() if name.casefold() == courier.strip().casefold()), "")
    return place.format(quote(number.strip(), safe="")) if place and number.strip() else ""
