"""Lists of shipping: plans, shipments, events on the way, packing lists, commercial invoices."""

from ordolux.edges.lists.listing import Column, Kind, Listing, by_field, listing
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES
from ordolux.inquiries.quotation.models import Mode
from ordolux.rules.refusal import N_
from ordolux.shipping.packing.models import CommercialInvoice, PackingList
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.transport.models import Shipment, ShipmentState

ALL = STAFF_ROLES | CUSTOMER_ROLES
CLASSIFIERS = (("ACT", N_("happened")), ("EST", N_("expected")), ("PLN", N_("planned")))


def _customer(path: str) -> Column:
    """The customer of a row, for our own people."""
    return Column(
        "customer", N_("Customer"), lambda row: str(row.deal.buyer or ""), sort=path, staff_only=True
    )


PLANS = listing(
    Listing(
        name="shipping-plans",
        title=N_("Shipping plans"),
        rows=lambda actor: ShippingPlan.objects.visible_to(actor).select_related(
            "order", "deal__buyer", "shipment"
        ),
        columns=(
            Column("number", N_("Plan"), lambda p: p.number, sort="number"),
            Column("plan_version", N_("Version"), lambda p: p.plan_version, Kind.WHOLE),
            Column("part", N_("Part"), lambda p: p.part if p.is_part else None, Kind.WHOLE, is_shown=False),
            Column("order", N_("Order"), lambda p: p.order.number, sort="order__number"),
            _customer("deal__buyer__legal_name"),
            Column("mode", N_("By"), lambda p: p.content.get("mode"), Kind.CHOICE, labels=dict(Mode.choices)),
            Column("destination", N_("To"), lambda p: place_name(p.content.get("destination", ""))),
            Column("departs_on", N_("Departure"), lambda p: p.departs_on, Kind.DAY),
            Column("arrives_on", N_("Arrival"), lambda p: p.arrives_on, Kind.DAY),
            Column("confirm_by", N_("Confirm by"), lambda p: p.confirm_by, Kind.MOMENT, is_shown=False),
            Column("state", N_("State"), lambda p: p.state, Kind.STATE, sort="state"),
            Column("shipment", N_("Shipment"), lambda p: getattr(p, "shipment", None) and p.shipment.number),
        ),
        order=("-pk",),
        search=("number", "order__number", "deal__buyer__legal_name", "deal__number"),
        filters=(by_field("state", N_("State"), PlanState.choices),),
        roles=ALL,
        views={"desk": "desk:shipping_plan", "portal": "portal:shipping_plan"},
        empty=N_("No shipping plan yet. It is drafted when the production of an order is finished."),
    )
)

SHIPMENTS = listing(
    Listing(
        name="shipments",
        title=N_("Shipments"),
        rows=lambda actor: Shipment.objects.visible_to(actor).select_related("order", "deal__buyer"),
        columns=(
            Column("number", N_("Shipment"), lambda s: s.number, sort="number"),
            Column("order", N_("Order"), lambda s: s.order.number, sort="order__number"),
            _customer("deal__buyer__legal_name"),
            Column("mode", N_("By"), lambda s: s.mode, Kind.CHOICE, labels=dict(Mode.choices)),
            Column("carrier", N_("Carrier"), lambda s: s.carrier, sort="carrier"),
            Column("booking_reference", N_("Booking"), lambda s: s.booking_reference, is_shown=False),
            Column("vessel", N_("Vessel, flight or train"), lambda s: s.vessel, is_shown=False),
            Column("container", N_("Container"), lambda s: s.container),
            Column("bl_number", N_("Transport document"), lambda s: s.bl_number, is_shown=False),
            Column("destination", N_("To"), lambda s: place_name(s.destination)),
            Column("departs_on", N_("Departure"), lambda s: s.departs_on, Kind.DAY, sort="departs_on"),
            Column(
                "arrives_on", N_("Arrival"), lambda s: s.arrival_told_on, Kind.DAY, sort="arrival_told_on"
            ),
            Column("state", N_("State"), lambda s: s.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=(
            "number",
            "order__number",
            "carrier",
            "booking_reference",
            "container",
            "bl_number",
            "vessel",
        ),
        filters=(
            by_field("state", N_("State"), ShipmentState.choices),
            by_field("mode", N_("By"), Mode.choices),
        ),
        roles=ALL,
        views={"desk": "desk:shipment", "portal": "portal:delivery"},
        empty=N_("Nothing is on its way yet."),
    )
)

EVENTS = listing(
    Listing(
        name="tracking-events",
        title=N_("Events on the way"),
        rows=lambda actor: (
            TrackingEvent.objects.visible_to(actor)
            .filter(struck=None)
            .select_related("shipment", "deal__buyer")
        ),
        columns=(
            Column("shipment", N_("Shipment"), lambda e: e.shipment.number, sort="shipment__number"),
            _customer("deal__buyer__legal_name"),
            Column("event", N_("Event"), lambda e: f"{e.kind} {e.code}"),
            Column(
                "classifier",
                N_("How sure"),
                lambda e: e.classifier,
                Kind.CHOICE,
                labels=dict(CLASSIFIERS),
            ),
            Column("happened_at", N_("When"), lambda e: e.happened_at, Kind.MOMENT, sort="happened_at"),
            Column("location", N_("Where"), lambda e: place_name(e.location) if e.location else ""),
            Column("publisher", N_("Told by"), lambda e: e.publisher),
            Column("told_at", N_("Told at"), lambda e: e.told_at, Kind.MOMENT, is_shown=False),
            Column("remark", N_("Remark"), lambda e: e.remark, staff_only=True),
        ),
        order=("-happened_at", "-pk"),
        search=("shipment__number", "location", "publisher", "code"),
        filters=(by_field("classifier", N_("How sure"), CLASSIFIERS),),
        roles=ALL,
        number=lambda e: str(e.shipment.number),
        views={"desk": "desk:shipment", "portal": "portal:delivery"},
        empty=N_("Nothing was told yet."),
    )
)

PACKING_LISTS = listing(
    Listing(
        name="packing-lists",
        title=N_("Packing lists"),
        rows=lambda actor: PackingList.objects.visible_to(actor).select_related(
            "order", "deal__buyer", "plan"
        ),
        columns=(
            Column("number", N_("Packing list"), lambda p: p.number, sort="number"),
            Column("order", N_("Order"), lambda p: p.order.number, sort="order__number"),
            _customer("deal__buyer__legal_name"),
            Column("cartons", N_("Cartons"), lambda p: p.cartons, Kind.WHOLE, sort="cartons"),
            Column("pieces", N_("Pieces"), lambda p: p.pieces, Kind.WHOLE, sort="pieces"),
            Column("gross_kg", N_("Gross kg"), lambda p: p.gross_kg, Kind.FIGURE, sort="gross_kg"),
            Column("volume_m3", N_("m³"), lambda p: p.volume_m3, Kind.FIGURE, sort="volume_m3"),
            Column("issued_at", N_("Issued"), lambda p: p.issued_at, Kind.MOMENT, sort="issued_at"),
        ),
        order=("-pk",),
        search=("number", "order__number", "deal__buyer__legal_name"),
        roles=ALL,
        views={"desk": "desk:packing_list", "portal": "portal:packing_list"},
        empty=N_("No packing list was issued yet."),
    )
)

INVOICES = listing(
    Listing(
        name="commercial-invoices",
        title=N_("Commercial invoices"),
        rows=lambda actor: CommercialInvoice.objects.visible_to(actor).select_related(
            "order", "deal__buyer", "packing_list"
        ),
        columns=(
            Column("number", N_("Commercial invoice"), lambda i: i.number, sort="number"),
            Column("order", N_("Order"), lambda i: i.order.number, sort="order__number"),
            _customer("deal__buyer__legal_name"),
            Column("packing_list", N_("Packing list"), lambda i: i.packing_list.number),
            Column("total", N_("Total"), lambda i: i.total, Kind.MONEY, sort="total_amount"),
            Column("issued_at", N_("Issued"), lambda i: i.issued_at, Kind.MOMENT, sort="issued_at"),
        ),
        order=("-pk",),
        search=("number", "order__number", "deal__buyer__legal_name"),
        roles=ALL,
        number=lambda i: str(i.packing_list.number),
        views={"desk": "desk:packing_list", "portal": "portal:packing_list"},
        empty=N_("No commercial invoice was issued yet."),
    )
)
