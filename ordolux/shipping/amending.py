"""How shipping follows an amendment: invoiced goods and confirmed plans are fixed, an open plan is computed anew."""

from collections.abc import Sequence
from datetime import datetime

from ordolux.foundation.actors import Actor
from ordolux.orders.agreement.models import Order
from ordolux.orders.amendment.followers import Said
from ordolux.rules.amending import Aspect, Difference
from ordolux.rules.refusal import N_, Finding
from ordolux.shipping.packing.models import CommercialInvoice
from ordolux.shipping.plan.deeds import revise_plan
from ordolux.shipping.plan.models import BOUND, PlanState, ShippingPlan
from ordolux.shipping.plan.quantities import living_parts

INVOICED = N_("{invoice} is issued for these goods; what it states cannot change any more.")
CONFIRMED = N_("The customer confirmed {plan}; quantities and arrival are fixed by it.")
ANEW = N_("{plan} is computed anew and has to be sent to the customer again.")
JOIN_FIRST = N_("The goods travel in parts, of which {plan} is one; join the parts before quantities change.")
PIECES = (Aspect.QUANTITY, Aspect.ADDED, Aspect.REMOVED)
OF_THE_PLAN = (*PIECES, Aspect.DELIVERY)


class Shipping:
    """What shipping says to an amendment, and does."""

    def say(self, order: Order, differences: Sequence[Difference]) -> Said:
        """An invoice fixes everything, a confirmed plan what travels when."""
        invoice = CommercialInvoice.objects.filter(order=order).order_by("pk").first()
        if invoice is not None:
            return Said([Finding("invoiced", INVOICED, {"invoice": invoice.number})])
        plans = living_parts(order.pk)
        if not any(each.aspect in OF_THE_PLAN for each in differences):
            return Said()
        bound = [Finding("confirmed", CONFIRMED, {"plan": p.number}) for p in plans if p.state in BOUND]
        if len(plans) > 1 and any(each.aspect in PIECES for each in differences):
            bound += [
                Finding("in_parts", JOIN_FIRST, {"plan": p.number}) for p in plans if p.state not in BOUND
            ]
        return Said(
            bound, [Finding("plan_anew", ANEW, {"plan": p.number}) for p in plans if p.state not in BOUND]
        )

    def follow(self, order: Order, differences: Sequence[Difference], *, by: Actor, at: datetime) -> None:
        """Compute the open plan anew."""
        if not any(each.aspect in OF_THE_PLAN for each in differences):
            return
        fixed = (*BOUND, PlanState.MERGED)
        for plan in ShippingPlan.objects.select_for_update().filter(order=order).exclude(state__in=fixed):
            plan.deal = order.deal
            plan.content = {**plan.content, "promised_on": order.promised_on.isoformat()}
            revise_plan(plan, by=by, at=at)
