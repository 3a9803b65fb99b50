"""What we ask of capacity: the policy in force, and when a line has time."""

from collections.abc import Collection
from datetime import datetime

from ordolux.foundation.capacity.models import Booking, PlanningPolicy, ProductionLine


def planning_policy() -> PlanningPolicy:
    """The policy in force; the house rules as long as nobody has set another."""
    return PlanningPolicy.objects.first() or PlanningPolicy()


def lines_that_run() -> list[ProductionLine]:
    """The lines that take work, by code."""
    return list(ProductionLine.objects.filter(is_running=True).order_by("code"))


def bookings_from(at: datetime, *, line_ids: Collection[int] | None = None) -> list[Booking]:
    """The bookings in force that end after ``at``, in the order of time."""
    found = Booking.objects.filter(cancelled_at__isnull=True, during__endswith__gt=at).select_related("line")
    if line_ids is not None:
        found = found.filter(line_id__in=line_ids)
    return list(found.order_by("during", "id"))


def free_from(at: datetime) -> datetime:
    """The moment from which the first running line is free for good: where a new delivery plan starts."""
    ends: dict[int, datetime] = {line.pk: at for line in lines_that_run()}
    for booking in bookings_from(at, line_ids=ends):
        ends[booking.line_id] = max(ends[booking.line_id], booking.during.upper)
    return min(ends.values(), default=at)
