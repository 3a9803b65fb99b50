"""The cargo insurance that a plan offers at the customer's cost: 110 % of the value, all risks."""

from datetime import datetime
from typing import Any

from ordolux.foundation.rates.queries import NoExchangeRate, rates_of
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.agreement.models import Order
from ordolux.rules.freight import cargo_insurance
from ordolux.rules.workdays import day_at

CLAUSES = "A"


def insurance_offer(order: Order, quotation: Quotation, at: datetime) -> dict[str, Any]:
    """Premium and insured value as plain data; empty when no rate holds or there is nothing of value (one statement)."""
    if not order.total.amount:
        return {}
    rates = rates_of(day_at("UTC", at), quotation.destination_country)
    rate = rates.insurance_rate(CLAUSES)
    if rate is None:
        return {}
    try:
        minimum = rates.converted(rate.minimum, order.total.currency).rounded()
    except NoExchangeRate:
        return {}
    found = cargo_insurance(order.total, rate.rate, minimum)
    return {"premium": found.premium, "insured_value": found.insured_value, "clauses": f"ICC ({CLAUSES})"}
