"""All tables of the fourth stage."""

from ordolux.shipping.packing.models import CommercialInvoice, PackedCartons, PackingList
from ordolux.shipping.plan.models import PlanVersion, ShippingPlan
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.transport.models import Shipment

__all__ = [
    "CommercialInvoice", "PackedCartons", "PackingList", "PlanVersion", "Shipment", "ShippingPlan", "TrackingEvent",
]  # fmt: skip
