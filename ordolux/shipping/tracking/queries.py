"""Where a shipment is: its milestones with plan, estimate and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ordolux.rules.tracking import MILESTONE_LABELS, Classifier, Milestone, Route, milestone_of, milestones
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.transport.models import Shipment, ShipmentState

# what every transport passes; the others are shown when they were told
ALWAYS = (
    Milestone.PLAN_CONFIRMED, Milestone.BOOKED, Milestone.ON_BOARD, Milestone.DEPARTED, Milestone.ARRIVED,
    Milestone.DELIVERED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone as it is shown: when it was planned, is expected, and happened, and where."""

    milestone: Milestone
    label: str
    planned_on: date | None = None
    estimated_at: datetime | None = None
    actual_at: datetime | None = None
    place: str = ""
    is_next: bool = False
    code: str = ""
    source: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it happened."""
        return self.actual_at is not None


def steps_of(shipment: Shipment, events: Sequence[TrackingEvent] | None = None) -> list[Step]:
    """The milestones of a shipment in their order (one statement; the shipment comes with its plan)."""
    told = (
        list(TrackingEvent.objects.filter(shipment=shipment, struck=None)) if events is None else list(events)
    )
    route = Route(shipment.loading, shipment.destination)
    ours = [event.as_rule() for event in told]
    actual = {
        m.milestone: m for m in milestones([e for e in ours if e.classifier is Classifier.ACTUAL], route)
    }
    ahead = {
        m.milestone: m for m in milestones([e for e in ours if e.classifier is Classifier.ESTIMATED], route)
    }
    plan = shipment.plan
    happened: dict[Milestone, datetime | None] = {m: found.last_at for m, found in actual.items()}
    happened[Milestone.PLAN_CONFIRMED] = plan.confirmed_at
    happened.setdefault(Milestone.BOOKED, shipment.booked_at)
    happened.setdefault(Milestone.DEPARTED, shipment.departed_at)
    happened.setdefault(Milestone.ARRIVED, shipment.arrived_at)
    happened[Milestone.DELIVERED] = shipment.delivered_at
    if shipment.state != ShipmentState.BOOKED:
        happened.setdefault(Milestone.ON_BOARD, shipment.departed_at)
    planned = {
        Milestone.DEPARTED: plan.departs_on,
        Milestone.ON_BOARD: plan.departs_on,
        Milestone.ARRIVED: plan.arrives_on,
    }
    places = {
        Milestone.DEPARTED: shipment.loading,
        Milestone.ON_BOARD: shipment.loading,
        Milestone.ARRIVED: shipment.destination,
    }
    steps: list[Step] = []
    has_next = False
    for milestone in Milestone:
        known = milestone in actual or milestone in ahead or milestone in ALWAYS
        if not known:
            continue
        actual_at = happened.get(milestone)
        estimate = ahead[milestone].last_at if milestone in ahead and actual_at is None else None
        located = actual.get(milestone) or ahead.get(milestone)
        place = (located.location if located else "") or places.get(milestone, "")
        is_next = actual_at is None and not has_next
        has_next = has_next or is_next
        steps.append(
            Step(milestone, MILESTONE_LABELS[milestone], planned.get(milestone), estimate, actual_at,
                 place_name(place) if place else "", is_next, place, _source_of(told, milestone, route))
        )  # fmt: skip
    return steps


def _source_of(told: Sequence[TrackingEvent], milestone: Milestone, route: Route) -> str:
    """Who told the newest event of a milestone; empty when it follows from our own records."""
    found = [event for event in told if milestone_of(event.as_rule(), route) is milestone]
    return max(found, key=lambda event: event.told_at).publisher if found else ""


def last_news(shipment: Shipment, events: Sequence[TrackingEvent]) -> tuple[datetime, str]:
    """When somebody told something about a shipment last, and who; the booking when nobody has yet."""
    newest = max(events, key=lambda event: event.told_at, default=None)
    return (newest.told_at, newest.publisher) if newest else (shipment.booked_at, "")
