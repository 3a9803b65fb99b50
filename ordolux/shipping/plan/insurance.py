"""The cargo insurance that a plan offers at the customer's cost: 110 % of the value, all risks."""

from datetime import datetime
from typing import Any

from ordolux.foundation.rates.queries import NoExchangeRate, rates_of
from ordolux.inquiries.quotation.models import Quotation
from ordolux.rules.freight import cargo_insurance
from ordolux.rules.money import Money
from ordolux.rules.workdays import day_at

CLAUSES = "A"


def insurance_offer(quotation: Quotation, worth: Money, at: datetime) -> dict[str, Any]:
    """Premium and insured value of goods that are ``worth`` so much, as plain data; empty when no rate holds or there is
    nothing of value (one statement)."""
    if not worth.amount:
        return {}
    rates = rates_of(day_at("UTC", at), quotation.destination_country)
    rate = rates.insurance_rate(CLAUSES)
    if rate is None:
        return {}
    try:
        minimum = rates.converted(rate.minimum, worth.currency).rounded()
    except NoExchangeRate:
        return {}
    found = cargo_insurance(worth, rate.rate, minimum)
    return {"premium": found.premium, "insured_value": found.insured_value, "clauses": f"ICC ({CLAUSES})"}
