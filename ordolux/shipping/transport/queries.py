"""What we ask of shipments."""

from django.db.models import QuerySet

from ordolux.foundation.actors import Actor
from ordolux.shipping.transport.models import Shipment


def shipments_visible_to(actor: Actor) -> QuerySet[Shipment]:
    """The shipments that ``actor`` may see, each with plan, order and buyer, newest first."""
    return Shipment.objects.visible_to(actor).select_related("plan", "order", "deal__buyer").order_by("-pk")


def shipment_by_id(pk: int) -> Shipment | None:
    """The shipment that a link opens, with its plan and order."""
    return Shipment.objects.select_related("plan", "order", "deal").filter(pk=pk).first()
