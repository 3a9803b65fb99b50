"""How the gate of production opens by itself: one way for every deed that may have opened it, and whose turn it is if not."""

from collections.abc import Sequence
from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import record_event
from ordolux.foundation.parties.models import Company, our_day
from ordolux.orders.agreement.deeds import release_order
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.documentary.models import CreditState
from ordolux.orders.documentary.queries import application_of, letter_of
from ordolux.orders.limit.queries import exposure_of, fits_under_limit
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.queries import gates
from ordolux.rules.terms import Gate, payment_term


def release_if_open(
    order: Order, *, by: Actor, at: datetime, parts: Sequence[Instalment] | None = None
) -> bool:
    """Release a confirmed order, inside the deed that may have opened its gate of production; tells whether it did.

    Orders on credit are released one after the other for each buyer, so that two of them never use the same free limit.
    """
    if order.state != OrderState.CONFIRMED:
        return False
    if payment_term(order.payment_term).needs_limit:
        Company.objects.select_for_update().get(pk__in=[order.deal.buyer_id])
    if not gates(order, parts=parts, at=at)[Gate.PRODUCE].is_open:
        return False
    release_order(order, by=by, at=at)
    return True


def expect_what_is_missing(order: Order, *, by: Actor, at: datetime) -> None:
    """Say whose turn it is about a confirmed order that waits: the customer's, for his credit or his transfer; finance's or
    the manager's, for his limit."""
    term = payment_term(order.payment_term)
    letter = letter_of(order) if term.needs_letter else None
    if letter is not None and letter.state in (CreditState.ADVISED, CreditState.DISCREPANT):
        order.deal.expect(Role.FINANCE, "credit_letter.accept")
    elif term.needs_letter and letter is None:
        told = application_of(order)
        if told is None:
            order.deal.expect(Role.PAYER, "credit_letter.announce")
        else:
            order.deal.expect(Role.FINANCE, "credit_letter.receive")
    elif term.needs_limit and not fits_under_limit(order, our_day(at)):
        exposure = exposure_of(order, our_day(at))
        if exposure.left is None:
            order.deal.expect(Role.FINANCE, "credit_limit.set")
        else:
            order.deal.expect(Role.MANAGER, "credit_limit.allow")
        record_event("order.over_limit", order, by=by, at=at, left=exposure.left, open=exposure.mine)
    else:
        order.deal.expect(Role.PAYER, "statement.import")
