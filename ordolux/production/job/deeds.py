"""Jobs are made when an order is released, never before."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.numbers import next_numbers
from ordolux.orders.agreement.models import Order, OrderLine, OrderState
from ordolux.production.job.models import Job, JobState
from ordolux.rules.batches import ClassPolicy, order_class
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import StageName


class OrderNotReleased(Refusal):
    """The payment term has not opened production yet."""

    message = N_(
        "{order} is not released for production yet ({state}); nothing is bought, planned or made for it."
    )


class NothingToPlan(Refusal):
    """Every line of the order has its job."""

    message = N_("Every line of {order} is planned already.")


def check_released(order: Order) -> None:
    """Pass an order whose production is open. Raises OrderNotReleased."""
    if order.state != OrderState.RELEASED:
        raise OrderNotReleased(order=order.number, state=order.get_state_display())


def ready_by(order: Order) -> date | None:
    """The day on which the goods must be made and inspected by the accepted delivery plan, or the promised arrival."""
    for step in order.plan.get("steps", []):
        if step.get("name") == StageName.INSPECTION and step.get("ends_on"):
            return date.fromisoformat(step["ends_on"])
    return order.promised_on


@deed("job.plan", roles={Role.SYSTEM, Role.PLANNER})
def plan_jobs(order: Order, *, by: Actor, at: datetime) -> Order:
    """Make one job for each line of a released order that has none yet.

    Raises OrderNotReleased, NothingToPlan.
    """
    check_released(order)
    lines = list(OrderLine.objects.filter(order=order, job__isnull=True, pieces__gt=0).order_by("pk"))
    if not lines:
        raise NothingToPlan(order=order.number)
    make_jobs(order, lines, by=by, at=at)
    order.deal.reach(Stage.PRODUCTION)
    order.deal.expect(None)
    return order


def make_jobs(order: Order, lines: Sequence[OrderLine], *, by: Actor, at: datetime) -> None:
    """Make one job for each of these lines inside a deed; what they need is found out next."""
    policy = planning_policy()
    classes = ClassPolicy(
        policy.small_up_to_pieces, policy.medium_up_to_pieces, Decimal(1), policy.largest_batch_pieces
    )
    numbers = next_numbers("job", at, len(lines))
    jobs = Job.objects.bulk_create(
        Job(
            deal=order.deal,
            number=number,
            order=order,
            line=line,
            product_id=line.product_id,
            pieces=line.pieces,
            order_class=order_class(line.pieces, classes),
            promised_on=ready_by(order),
            planned_at=at,
        )
        for number, line in zip(numbers, lines, strict=True)
    )
    record_event(
        "job.planned", order, by=by, at=at, jobs=[{"job": j.number, "pieces": j.pieces} for j in jobs]
    )


def finish_production(order: Order, *, good: int, by: Actor, at: datetime) -> None:
    """Note inside a deed that an order is made, when no job of it is left to be finished."""
    ended = [JobState.FINISHED, JobState.WITHDRAWN]
    if Job.objects.filter(order=order).exclude(state__in=ended).exists():
        return
    order.deal.reach(Stage.SHIPPING)
    order.deal.expect(Role.LOGISTICS, "plan.draft")
    record_event("production.finished", order, by=by, at=at, good=good)


def mark_ready(jobs: list[Job], *, by: Actor, at: datetime) -> None:
    """Note inside a deed that the material of these jobs is complete, in one statement, and who plans them now."""
    if not jobs:
        return
    for job in jobs:
        before = str(job.state)
        job.state, job.version, job.material_complete_at = JobState.READY, job.version + 1, at
        record_event("job.ready", job, by=by, at=at, **{"from": before})
    Job.objects.bulk_update(jobs, ["state", "version", "material_complete_at"])
    jobs[0].deal.expect(Role.PLANNER, "schedule.make")
