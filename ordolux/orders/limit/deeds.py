"""What can happen to credit: a buyer's limit is set, a manager allows an order beyond it, what fits is released."""

from datetime import date, datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.parties.models import Company, our_day
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.documentary.deeds import DayOver, money_said
from ordolux.orders.limit.models import CreditAllowance, CreditLimit
from ordolux.orders.limit.queries import exposure_of, fits_under_limit
from ordolux.orders.payment.releasing import expect_what_is_missing, release_if_open
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import payment_term


class LimitImpossible(Refusal):
    """Less than nothing, an unknown currency, or more decimals than it has."""

    message = N_("This limit is not possible.")


class NotOnCredit(Refusal):
    """The payment term of the order asks for no credit limit, or the order does not wait."""

    message = N_("{order} is {state} and paid as “{term}”; no credit limit holds it back.")


class FitsUnderLimit(Refusal):
    """What fits needs nobody's leave."""

    message = N_("{order} fits under the limit; nothing is to be allowed.")


@deed("credit_limit.set", roles={Role.FINANCE, Role.MANAGER})
def set_credit_limit(
    company: Company, *, amount: Decimal, currency: str, valid_until: date, reason: str, by: Actor, at: datetime
) -> CreditLimit:  # fmt: skip
    """Set how much a buyer may owe us; the newest one of a currency counts, so that a wrong one is corrected by the next.
    Orders that waited for it are released right after; those that run are not stopped.

    Raises ReasonMissing, LimitImpossible, DayOver.
    """
    if not reason.strip():
        raise ReasonMissing()
    if not 0 <= amount < Decimal(10) ** 12:
        raise LimitImpossible()
    if valid_until < our_day(at):
        raise DayOver(day=valid_until)
    row = CreditLimit(
        company=company, valid_until=valid_until, reason=reason.strip()[:300], set_by_id=by.person_id, set_at=at
    )  # fmt: skip
    row.limit = money_said(amount, currency, LimitImpossible)
    row.save(force_insert=True)
    record_event(
        "credit_limit.set", company, by=by, at=at, limit=row.limit, valid_until=valid_until, reason=row.reason
    )
    return row


@deed("credit_limit.allow", roles={Role.MANAGER})
def allow_beyond_limit(order: Order, *, reason: str, by: Actor, at: datetime) -> CreditAllowance:
    """Allow one order beyond its buyer's limit, up to what is open of it now; it is released when nothing else is missing.

    Raises ReasonMissing, NotOnCredit, FitsUnderLimit.
    """
    if not reason.strip():
        raise ReasonMissing()
    today = our_day(at)
    _check_waits(order)
    if fits_under_limit(order, today):
        raise FitsUnderLimit(order=order.number)
    exposure = exposure_of(order, today)
    allowance = CreditAllowance(
        deal=order.deal, order=order, reason=reason.strip()[:300], given_by_id=by.person_id, given_at=at
    )
    allowance.amount = exposure.mine
    allowance.save(force_insert=True)
    record_event(
        "credit_allowance.given", allowance, by=by, at=at, amount=allowance.amount, left=exposure.left,
        reason=allowance.reason,
    )  # fmt: skip
    if not release_if_open(order, by=by, at=at):
        expect_what_is_missing(order, by=by, at=at)
    return allowance


@deed("order.release_on_credit", roles={Role.SYSTEM})
def release_on_credit(order: Order, *, by: Actor, at: datetime) -> Order:
    """Release an order for which there is room now: a limit was set or raised, or an earlier order was paid.

    Raises NotAllowedNow when something is still missing.
    """
    if not release_if_open(order, by=by, at=at):
        raise NotAllowedNow(record=order.number, state=order.state, wanted=OrderState.RELEASED.value)
    return order


def _check_waits(order: Order) -> None:
    term = payment_term(order.payment_term)
    if not term.needs_limit or order.state != OrderState.CONFIRMED or order.is_free:
        raise NotOnCredit(order=order.number, state=order.get_state_display(), term=term.text)
