"""What we ask of shipments."""

from datetime import date

from django.db.models import QuerySet

from ordolux.foundation.actors import Actor
from ordolux.rules.workdays import day_at
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.transport.models import Shipment, ShipmentState


def shipments_visible_to(actor: Actor) -> QuerySet[Shipment]:
    """The shipments that ``actor`` may see, each with plan, order and buyer, newest first."""
    return Shipment.objects.visible_to(actor).select_related("plan", "order", "deal__buyer").order_by("-pk")


def shipment_by_id(pk: int) -> Shipment | None:
    """The shipment that a link opens, with its plan and order."""
    return Shipment.objects.select_related("plan", "order", "deal").filter(pk=pk).first()


def delivered_on(plan: ShippingPlan) -> date | None:
    """The day on which a plan's goods came, counted where the customer is; None before that (one statement)."""
    came = Shipment.objects.filter(plan=plan, state=ShipmentState.DELIVERED).values_list(
        "delivered_at", flat=True
    )
    at = came.first()
    return None if at is None else day_at(plan.content["consignee"]["zone"], at)
