"""What follows when the payment term opens production."""

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.journal.models import Event
from ordolux.orders.agreement.models import Order
from ordolux.production.job.deeds import plan_jobs


def plan_after_release(event: Event, key: str) -> None:
    """The order was released: make its jobs."""
    plan_jobs.once(key)(Order.objects.get(pk=event.subject_id), by=Actor.system(), at=clock.now())
