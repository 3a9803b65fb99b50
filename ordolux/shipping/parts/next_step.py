"""The next step of an order that travels in parts: that of the part which waits first."""

from ordolux.foundation.actors import Role
from ordolux.orders.collection.queries import BANK_STEPS
from ordolux.shipping.packing.models import PackingList
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.quantities import living_parts
from ordolux.shipping.transport.models import Shipment, ShipmentState

type Step = tuple[int, Role, str]

# what waits for somebody comes before what is on its way, and that before goods that are still being made
WAITS, TRAVELS, IS_MADE = range(3)


def expect_next_part(plan: ShippingPlan) -> None:
    """The same where ``plan`` is a part of its order; nothing, and no statement, where it is the plan for all.

    Called at the end of a deed, when the rows say what is so now.
    """
    if plan.is_part:
        expect_next(plan)


def expect_next(plan: ShippingPlan) -> None:
    """Say in the deal's head what comes next of all that is planned for the order (two statements)."""
    if plan.deal.next_deed in BANK_STEPS:
        return  # what a bank waits for comes first
    papered = set(PackingList.objects.filter(order_id=plan.order_id).values_list("plan_id", flat=True))
    found: tuple[Step, ShippingPlan] | None = None
    for part in living_parts(plan.order_id):
        step = _step(part, has_papers=part.pk in papered)
        if step is not None and (found is None or step[0] < found[0][0]):
            found = (step, part)
    if found is None:
        return
    (_, role, deed), part = found
    plan.deal.expect(role, deed, by=part.confirm_by if deed == "plan.confirm" else None)


def _step(part: ShippingPlan, *, has_papers: bool) -> Step | None:
    match PlanState(part.state):
        case PlanState.DRAFTED:
            return (WAITS if part.packing["is_final"] else IS_MADE), Role.LOGISTICS, "plan.send"
        case PlanState.SENT:
            return WAITS, Role.BUYER, "plan.confirm"
        case PlanState.CHANGE_REQUESTED:
            return WAITS, Role.LOGISTICS, "plan.revise"
    shipment: Shipment | None = getattr(part, "shipment", None)
    if shipment is None:
        return WAITS, Role.LOGISTICS, "shipment.book" if has_papers else "papers.issue"
    match ShipmentState(shipment.state):
        case ShipmentState.BOOKED | ShipmentState.LOADED:
            if not has_papers:
                return WAITS, Role.LOGISTICS, "papers.issue"
            return WAITS, Role.LOGISTICS, "tracking.note" if shipment.bl_number else "bl.enter"
        case ShipmentState.DEPARTED:
            return TRAVELS, Role.LOGISTICS, "tracking.note"
        case ShipmentState.ARRIVED:
            return WAITS, Role.LOGISTICS, "shipment.deliver"
    return None
