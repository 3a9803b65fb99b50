"""The shipment: what carries the goods, under which papers, and when it left and came."""

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class ShipmentState(models.TextChoices):
    """The states of a shipment, in the order in which it travels."""

    BOOKED = "booked", N_("Space booked")
    LOADED = "loaded", N_("Loaded")
    DEPARTED = "departed", N_("Departed")
    ARRIVED = "arrived", N_("Arrived")
    DELIVERED = "delivered", N_("Delivered")


class TransportDocument(models.TextChoices):
    """What stands for the goods on their way, and how they are released against it."""

    ORIGINAL = "original", N_("Original bill of lading")
    TELEX = "telex", N_("Telex release")
    WAYBILL = "waybill", N_("Sea waybill")
    AIR_WAYBILL = "air_waybill", N_("Air waybill")
    CONSIGNMENT_NOTE = "consignment_note", N_("Consignment note (rail, road, courier)")


class Shipment(Stateful):
    """One consignment on its way. Places are UN/LOCODEs; ``arrival_told_on`` is the arrival of which the customer was
    told last."""

    MOVES = {
        ShipmentState.BOOKED: {ShipmentState.LOADED},
        ShipmentState.LOADED: {ShipmentState.DEPARTED},
        ShipmentState.DEPARTED: {ShipmentState.ARRIVED},
        ShipmentState.ARRIVED: {ShipmentState.DELIVERED},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="shipments")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="shipments")
    plan = models.OneToOneField("shipping.ShippingPlan", on_delete=models.PROTECT, related_name="shipment")
    state = models.CharField(max_length=20, choices=ShipmentState.choices, default=ShipmentState.BOOKED)
    mode = models.CharField(max_length=20)
    carrier = models.CharField(max_length=120)
    booking_reference = models.CharField(max_length=60)
    vessel = models.CharField(max_length=120, default="", blank=True, help_text="or flight, train, truck")
    imo = models.CharField(max_length=7, default="", blank=True)
    voyage = models.CharField(max_length=30, default="", blank=True)
    container = models.CharField(max_length=11, default="", blank=True, help_text="ISO 6346")
    seal = models.CharField(max_length=30, default="", blank=True)
    loading = models.CharField(max_length=5, help_text="UN/LOCODE")
    destination = models.CharField(max_length=5, help_text="UN/LOCODE")
    departs_on = models.DateField()
    arrives_on = models.DateField(help_text="as booked")
    arrival_told_on = models.DateField()
    bl_number = models.CharField(max_length=40, default="", blank=True)
    bl_kind = models.CharField(max_length=20, choices=TransportDocument.choices, default="", blank=True)
    on_board_on = models.DateField(null=True)
    documents_until_at = models.DateTimeField(null=True, help_text="cut-off of the shipping instruction")
    weight_until_at = models.DateTimeField(null=True, help_text="cut-off of the verified gross mass")
    cargo_until_at = models.DateTimeField(null=True, help_text="cut-off at the terminal")
    booked_at = models.DateTimeField()
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=120, default="", blank=True)
    cartons_received = models.PositiveIntegerField(null=True)
    exceptions = models.TextField(default="", blank=True)
    proof = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    objects = Records["Shipment"].as_manager()
    guards = (
        FrozenOnce(columns=("number", "deal_id", "order_id", "plan_id", "mode", "booked_at")),
        FrozenOnce(columns=("container", "departed_at"), states=("departed", "arrived", "delivered")),
        FrozenOnce(
            columns=(
                "bl_number",
                "delivered_at",
                "received_by",
                "cartons_received",
                "exceptions",
                "proof_id",
            ),
            states=("delivered",),
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(arrives_on__gte=models.F("departs_on")),
                name="a_shipment_arrives_after_it_departs",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="shipment_by_state"),
            words_index(
                "number",
                "carrier",
                "booking_reference",
                "container",
                "bl_number",
                "vessel",
                name="shipment_words",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_by_sea(self) -> bool:
        """Whether a vessel carries it."""
        return self.mode.startswith("sea")

    @property
    def is_in_own_container(self) -> bool:
        """Whether it fills a container of its own, whose number is then known."""
        return self.mode.endswith("fcl")
