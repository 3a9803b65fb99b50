"""What we ask of the schedule."""

from dataclasses import dataclass
from datetime import datetime

from ordolux.foundation.actors import Actor
from ordolux.foundation.capacity.models import Booking, ProductionLine
from ordolux.production.inspection.models import Batch
from ordolux.production.schedule.moving import BATCH


@dataclass(frozen=True, slots=True)
class Slot:
    """One booking of the schedule with its batch."""

    booking: Booking
    batch: Batch


def schedule_between(
    actor: Actor, begins_at: datetime, ends_at: datetime
) -> tuple[list[ProductionLine], list[Slot]]:
    """The lines, and the bookings in force that touch a span of time, each with batch, job and order, in the order of
    time (three statements)."""
    lines = list(ProductionLine.objects.visible_to(actor).order_by("code"))
    booked = list(
        Booking.objects.visible_to(actor)
        .filter(
            cancelled_at__isnull=True,
            subject=BATCH,
            during__startswith__lt=ends_at,
            during__endswith__gt=begins_at,
        )
        .select_related("line")
        .order_by("during", "line__code")
    )
    batches = Batch.objects.select_related("job__order", "job__product", "deal__buyer").in_bulk(
        [booking.subject_id for booking in booked]
    )
    return lines, [Slot(booking, batches[booking.subject_id]) for booking in booked]
