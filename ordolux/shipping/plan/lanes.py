"""The ways by which a planned consignment could travel on our rate cards of today, side by side: cost, days, carrier."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from ordolux.foundation.rates.queries import NoExchangeRate, as_rule, rates_of
from ordolux.inquiries.quotation.models import Mode
from ordolux.rules.freight import Cargo, CartonGroup, freight_option
from ordolux.rules.money import Money
from ordolux.rules.refusal import Finding
from ordolux.rules.workdays import day_at
from ordolux.shipping.plan.models import ShippingPlan


@dataclass(frozen=True, slots=True)
class Lane:
    """One rate card for this consignment: ``is_agreed`` when it is the way that the order names."""

    mode: str
    carrier: str
    origin: str
    destination: str
    is_feasible: bool
    is_agreed: bool
    cost: Money | None
    days_min: int
    days_max: int
    arrives_on: date | None
    reasons: Sequence[Finding] = ()

    @property
    def word(self) -> str:
        """The way in words, to be translated."""
        return str(Mode(self.mode).label) if self.mode in Mode.values else self.mode


def lanes_for(plan: ShippingPlan, at: datetime) -> list[Lane]:
    """Every rate that holds today for the country of the consignee: the agreed way first, feasible ones by cost (one
    statement)."""
    content = plan.content
    today, country = day_at("UTC", at), content["consignee"]["country"]
    currency = content["freight"]["currency"]
    cargo = Cargo(tuple(
        CartonGroup(
            line["cartons"], line["length_mm"], line["width_mm"], line["height_mm"],
            Decimal(str(line["gross_kg"])) / line["cartons"],
        )
        for line in content["packing"]["lines"]
    ))  # fmt: skip
    rates = rates_of(today, country)
    found = []
    for card in rates.cards:
        option = freight_option(cargo, as_rule(card), on=today, country=country)
        cost = option.cost
        if cost is not None and currency:
            with suppress(NoExchangeRate):  # it is shown in the currency of its card then
                cost = rates.converted(cost, currency).rounded()
        arrives_on = plan.departs_on + timedelta(days=option.days_max) if option.days_max else None
        found.append(
            Lane(
                card.service, card.carrier, card.origin, card.destination, option.is_feasible,
                card.service == content["mode"], cost, option.days_min or 0, option.days_max or 0, arrives_on,
                option.findings,
            )
        )  # fmt: skip
    return sorted(
        found,
        key=lambda lane: (not lane.is_agreed, not lane.is_feasible, lane.cost.amount if lane.cost else 0),
    )
