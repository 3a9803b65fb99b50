"""All tables of the fourth stage."""

from ordolux.shipping.packing.models import CommercialInvoice, DocumentSet, PackedCartons, PackingList
from ordolux.shipping.plan.models import PlannedLine, PlanVersion, ShippingPlan
from ordolux.shipping.tracking.models import StruckEvent, TrackingEvent
from ordolux.shipping.transport.models import Shipment

__all__ = [
    "CommercialInvoice", "DocumentSet", "PackedCartons", "PackingList", "PlanVersion", "PlannedLine", "Shipment",
    "ShippingPlan", "StruckEvent", "TrackingEvent",
]  # fmt: skip
