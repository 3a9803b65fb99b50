"""What follows when a buyer's limit has room again: orders that waited for it are released, the oldest first."""

from contextlib import suppress

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.limit.deeds import release_on_credit
from ordolux.orders.limit.queries import ON_CREDIT


def release_after_limit(event: Event, key: str) -> None:
    """The buyer has a limit: release what fits under it."""
    _release_waiting(int(event.subject_id), key)


def release_after_payment(event: Event, key: str) -> None:
    """He paid: what he owes is less."""
    if event.deal is not None and event.deal.buyer_id is not None:
        _release_waiting(event.deal.buyer_id, key)


def _release_waiting(company_id: int, key: str) -> None:
    waiting = Order.objects.filter(
        deal__buyer_id=company_id, state=OrderState.CONFIRMED, payment_term__in=ON_CREDIT
    ).order_by("id")
    for order in waiting:
        with suppress(NotAllowedNow):
            release_on_credit.once(f"{key}:{order.pk}")(order, by=Actor.system(), at=clock.now())
