"""What we ask about credit limits: what of a buyer's limit is free, what stands under it, who owes too long."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.limit.models import CreditAllowance, CreditLimit
from ordolux.orders.payment.models import Instalment
from ordolux.rules.documentary import limit_left
from ordolux.rules.money import Money, sum_of
from ordolux.rules.terms import PAYMENT_TERMS

ON_CREDIT = tuple(str(code) for code, term in PAYMENT_TERMS.items() if term.needs_limit)
"""The payment terms under which goods leave before anybody paid or promised."""
UNDER = (OrderState.RELEASED, OrderState.SHIPPED, OrderState.DELIVERED, OrderState.CLOSED)
"""Orders that we have begun to make: what is open of them stands under the limit. One that waits takes nothing yet."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a buyer may owe us and owes us in one currency, without the order that is asked about; ``mine`` is open of it."""

    limit: CreditLimit | None
    owed: Money
    mine: Money
    on: date

    @property
    def is_in_force(self) -> bool:
        """Whether there is a limit and its last day is not over."""
        return self.limit is not None and self.limit.valid_until >= self.on

    @property
    def left(self) -> Money | None:
        """What is free once the order is under the limit too, below zero when it does not fit; None without a limit."""
        if self.limit is None or not self.is_in_force:
            return None
        return limit_left(self.limit.limit, [self.owed, self.mine])


def limit_in_force(company_id: int | None, currency: str) -> CreditLimit | None:
    """The newest limit of a buyer in a currency, whether its last day is over or not."""
    rows = CreditLimit.objects.filter(company__in=[company_id], limit_currency=currency)
    return rows.order_by("-pk").first()


def parts_under_limit(company_id: int | None, currency: str = "") -> QuerySet[Instalment]:
    """The instalments that stand under a buyer's limits: unpaid ones of orders on credit that we have begun to make."""
    rows = Instalment.objects.filter(
        deal__buyer_id=company_id, paid_at=None, order__payment_term__in=ON_CREDIT, order__state__in=UNDER
    )
    rows = rows.filter(due_currency=currency) if currency else rows
    return rows.select_related("order", "deal").order_by("order_id", "position")


def exposure_of(order: Order, on: date) -> Exposure:
    """What its buyer may owe and owes us beside this order, and what is open of it (three statements)."""
    currency, buyer = order.total.currency, order.deal.buyer_id
    return Exposure(
        limit_in_force(buyer, currency),
        sum_of([p.still_open for p in parts_under_limit(buyer, currency).exclude(order=order)], currency),
        sum_of([p.still_open for p in Instalment.objects.filter(order=order)], currency),
        on,
    )


def allowance_of(order: Order) -> CreditAllowance | None:
    """What a manager allowed for this order beyond the limit."""
    return CreditAllowance.objects.filter(order=order).order_by("-pk").first()


def fits_under_limit(order: Order, on: date) -> bool:
    """Whether an order fits under its buyer's limit, or a manager allowed at least what is open of it."""
    exposure = exposure_of(order, on)
    if exposure.left is not None and not exposure.left.is_negative:
        return True
    allowed = allowance_of(order)
    return allowed is not None and allowed.amount >= exposure.mine


def is_overdue(order: Order, on: date) -> bool:
    """Whether the order's buyer has not paid what was due before this day."""
    return (
        Instalment.objects.filter(deal__buyer_id=order.deal.buyer_id, paid_at=None, due_on__lt=on)
        .exclude(order__state__in=[OrderState.CANCELLED, OrderState.CLOSED])
        .exists()
    )
