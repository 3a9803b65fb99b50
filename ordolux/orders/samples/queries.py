"""What we ask about samples: the terms that hold, unit prices, fees that may be paid, golden samples to compare with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.catalogue.queries import Costing, costing_of
from ordolux.foundation.rates.queries import NoExchangeRate, RatesOfTheDay, rates_of
from ordolux.orders.payment.models import BankEntry
from ordolux.orders.samples.models import (
    GoldenSample,
    GoldenState,
    SampleCredit,
    SampleCreditState,
    SampleOrder,
    SamplePolicy,
    SampleState,
)
from ordolux.rules.matching import names_number, settle
from ordolux.rules.money import Money
from ordolux.rules.pricing import price_on_margin
from ordolux.rules.samples import SamplePieces, fee_of

# the charge for a parcel that we prepay, before anybody has said another
FIRST_COURIER_CHARGE = Money.of("45.00", "USD")


def sample_policy() -> SamplePolicy:
    """The terms that hold; before anybody has said anything, those of the trade."""
    policy = SamplePolicy.objects.order_by("-id").first() or SamplePolicy()
    if policy.pk is None:
        policy.courier = FIRST_COURIER_CHARGE
    return policy


def unit_prices(products: Collection[Product], currency: str, on: date) -> dict[int, Money]:
    """The list price of a piece of each product in this currency, by its key: our own list, a converted one, or cost and
    margin (two statements however many). Raises NoExchangeRate."""
    costings, rates = costing_of([product.pk for product in products], on=on), rates_of(on)
    return {product.pk: _unit_price(product, costings[product.pk], rates, currency) for product in products}


def _unit_price(product: Product, costing: Costing, rates: RatesOfTheDay, currency: str) -> Money:
    own = [each for each in costing.breaks if each.unit_price.currency == currency]
    listed = (own or costing.breaks)[:1]
    price = listed[0].unit_price if listed else price_on_margin(product.cost, product.margin)
    return rates.converted(price, currency).as_unit_price()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the policy asks for samples: fee, and the courier's charge when we prepay it (None: no rate for it)."""

    fee: Money
    courier_charge: Money | None


def proposed_price(sample: SampleOrder, policy: SamplePolicy, on: date) -> Proposed:
    """Fee and courier's charge of a sample order by the policy (two statements)."""
    currency = sample.value.currency
    lines = [SamplePieces(line.pieces, line.unit_price) for line in sample.lines.all()]
    try:
        courier = rates_of(on).converted(policy.courier, currency).rounded()
    except NoExchangeRate:
        courier = None
    if sample.courier_terms == "collect":
        courier = Money.zero(currency)
    return Proposed(fee_of(lines, policy.factor, currency), courier)


def fee_that_is_paid(entry: BankEntry) -> SampleOrder | None:
    """The accepted sample order that this payment surely pays: it alone is named in the text, and the amount is what is
    still open (one statement)."""
    if not entry.is_booked or entry.left.amount <= 0:
        return None
    named = [
        sample
        for sample in SampleOrder.objects.filter(
            state=SampleState.ACCEPTED, total_currency=entry.amount.currency
        ).select_related("deal")
        if names_number(entry.remittance, sample.number)
    ]
    if len(named) != 1:
        return None
    found = settle(named[0].still_open, entry.left)
    return named[0] if found.is_paid and not found.over.amount else None


def payments_that_fit(sample: SampleOrder, *, most: int = 8) -> list[BankEntry]:
    """The bank entries from which the price of samples may have been paid: those that name them first, then those of the
    same amount, then the newest."""
    found = (
        BankEntry.objects.filter(
            is_booked=True, amount_currency=sample.value.currency, allocated_amount__lt=F("amount_amount")
        )
        .exclude(decision="aside")
        .order_by("-id")[:200]
    )
    due = sample.still_open
    ranked = sorted(
        found,
        key=lambda entry: (not names_number(entry.remittance, sample.number), entry.left != due, -entry.pk),
    )
    return ranked[:most]


def golden_samples_of(company_id: int | None, product_ids: Collection[int]) -> list[GoldenSample]:
    """The golden samples that this customer approved of these products, newest first, with line and product."""
    if company_id is None:
        return []
    return list(
        GoldenSample.objects.filter(
            state=GoldenState.KEPT, deal__buyer_id=company_id, line__product_id__in=list(product_ids),
            line__sample_order__state__in=[SampleState.APPROVED, SampleState.CHANGES],
        )
        .select_related("line__product", "line__sample_order")
        .order_by("-id")
    )  # fmt: skip


def samples_that_lapse(at: datetime) -> Sequence[SampleOrder]:
    """Offers whose last moment has passed."""
    return list(SampleOrder.objects.filter(state=SampleState.OFFERED, valid_until__lt=at).order_by("id"))


def credits_that_end(on: date) -> Sequence[SampleCredit]:
    """Open credits whose last day is over."""
    return list(SampleCredit.objects.filter(state=SampleCreditState.OPEN, expires_on__lt=on).order_by("id"))


def samples_waiting(actor: Actor, *states: SampleState) -> QuerySet[SampleOrder]:
    """The sample orders in these states, what waits longest first."""
    return (
        SampleOrder.objects.visible_to(actor)
        .filter(state__in=states)
        .select_related("deal__buyer")
        .order_by("id")
    )
