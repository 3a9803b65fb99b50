"""What we ask of shipping plans."""

from datetime import datetime

from django.db.models import QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.orders.agreement.models import Order
from ordolux.shipping.plan.models import PlanState, ShippingPlan


def plans_visible_to(actor: Actor) -> QuerySet[ShippingPlan]:
    """The plans that ``actor`` may see, each with its order and buyer, newest first."""
    return (
        ShippingPlan.objects.visible_to(actor)
        .select_related("order", "deal__buyer", "confirmed_by")
        .order_by("-pk")
    )


def plan_named(deal: Deal, number: str, version: int) -> ShippingPlan | None:
    """The plan of this deal with this number that waits for the customer's word, whatever version he quotes: whether it
    is the one in force, ``confirm_plan`` says."""
    del version  # a quoted version that is not in force is a refusal with a sentence, not a miss
    return ShippingPlan.objects.filter(deal=deal, number=number, state=PlanState.SENT).first()


def plan_of(order: Order) -> ShippingPlan | None:
    """The shipping plan of an order, the first where it travels in parts."""
    return ShippingPlan.objects.filter(order=order).exclude(state=PlanState.MERGED).order_by("part").first()


def plans_to_remind_of(at: datetime) -> list[ShippingPlan]:
    """Sent plans whose time to confirm is over."""
    return list(ShippingPlan.objects.filter(state=PlanState.SENT, confirm_by__lt=at).order_by("pk"))


def living_plans(deal: Deal) -> QuerySet[ShippingPlan]:
    """The plans that stand for goods of a deal, in the order of their parts, each with its transport."""
    return (
        ShippingPlan.objects.filter(deal=deal).exclude(state=PlanState.MERGED).select_related("shipment").order_by("part")
    )  # fmt: skip
