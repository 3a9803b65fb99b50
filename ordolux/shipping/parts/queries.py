"""What we ask of an order in parts: what is ready now, which parts there are, and whether one is the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from ordolux.orders.agreement.models import OrderLine
from ordolux.production.inspection.queries import batches_of_order
from ordolux.rules.parts import allocate, by_line
from ordolux.shipping.plan.models import PlannedLine, PlanState, ShippingPlan
from ordolux.shipping.plan.quantities import are_finished, batches_left, carried_by, lines_of, living_parts
from ordolux.shipping.transport.models import Shipment, ShipmentState


@dataclass(frozen=True, slots=True)
class LineInPlan:
    """A line of a plan that may be divided: the pieces that it carries, and those of them that are finished now."""

    line: OrderLine
    pieces: int
    ready: int


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of an order: its plan, the pieces that it carries, its transport once it is booked."""

    plan: ShippingPlan
    pieces: int
    shipment: Shipment | None

    @property
    def is_delivered(self) -> bool:
        """Whether its goods came."""
        return self.shipment is not None and self.shipment.state == ShipmentState.DELIVERED


def lines_in(plan: ShippingPlan) -> list[LineInPlan]:
    """The lines of a plan with what of them could travel now (three statements; three more for a part)."""
    carried = by_line(carried_by(plan))
    found = allocate(carried, batches_left(batches_of_order(plan.order_id), plan))
    ready = by_line(each for each in found if each.batch is not None)
    return [
        LineInPlan(line, carried[line.pk], ready.get(line.pk, 0))
        for line in lines_of(plan.order)
        if line.pk in carried
    ]


def is_nothing_left(plan: ShippingPlan) -> bool:
    """Whether all batches of the order are finished and other parts take all that is good (five statements at most)."""
    batches = batches_of_order(plan.order_id)
    if not are_finished(batches):
        return False
    found = allocate(by_line(carried_by(plan)), batches_left(batches, plan))
    return all(each.batch is None for each in found)


def parts_of(plan: ShippingPlan) -> list[PartShown]:
    """Every part of the order of ``plan``, in their order; none where one plan carries all (two statements)."""
    return parts_of_order(plan.order_id) if plan.is_part else []


def parts_of_order(order_id: int) -> list[PartShown]:
    """Every living plan of an order as a part (two statements)."""
    pieces = dict(
        PlannedLine.objects.filter(plan__order_id=order_id)
        .values_list("plan_id")
        .annotate(pieces=Sum("pieces"))
        .order_by()
    )
    return [
        PartShown(plan, pieces.get(plan.pk, 0), getattr(plan, "shipment", None))
        for plan in living_parts(order_id)
    ]


def is_last_to_leave(plan: ShippingPlan) -> bool:
    """Whether all other parts of the order have left (one statement; none where one plan carries all)."""
    if not plan.is_part:
        return True
    left = (PlanState.EXECUTED, PlanState.MERGED)
    others = ShippingPlan.objects.filter(order_id=plan.order_id).exclude(pk=plan.pk)
    return not others.exclude(state__in=left).exists()


def others_on_their_way(plan: ShippingPlan) -> Sequence[ShippingPlan]:
    """The other parts of the order that are not delivered yet (one statement; none where one plan carries all)."""
    if not plan.is_part:
        return ()
    return [
        part
        for part in living_parts(plan.order_id)
        if part.pk != plan.pk
        and getattr(getattr(part, "shipment", None), "state", None) != ShipmentState.DELIVERED
    ]


def deliveries_beside(plan: ShippingPlan) -> list[datetime]:
    """When the other parts of the order were delivered (one statement; none where one plan carries all)."""
    if not plan.is_part:
        return []
    others = Shipment.objects.filter(order_id=plan.order_id, delivered_at__isnull=False).exclude(
        plan_id=plan.pk
    )
    return [moment for moment in others.values_list("delivered_at", flat=True) if moment is not None]
