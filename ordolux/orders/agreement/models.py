"""The order and the three agreements that lock it: price, delivery time, technical parameters."""

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce, FrozenWith, OpenedBy
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class OrderState(models.TextChoices):
    """The states of an order; each is what happened last."""

    PLACED = "placed", N_("Placed")
    CONFIRMED = "confirmed", N_("Confirmed")
    RELEASED = "released", N_("Released")
    SHIPPED = "shipped", N_("Shipped")
    DELIVERED = "delivered", N_("Delivered")
    CLOSED = "closed", N_("Closed")
    CANCELLED = "cancelled", N_("Cancelled")


# From the second signature on, the database refuses any change of what was agreed.
LOCKED = (
    OrderState.CONFIRMED, OrderState.RELEASED, OrderState.SHIPPED, OrderState.DELIVERED, OrderState.CLOSED,
)  # fmt: skip

# Only an amendment that both sides signed lets what was agreed change, and only to what it says (orders/amendment).
BY_AMENDMENT = OpenedBy("orders_amendment", "order_id", "countersigned")


class Order(Stateful):
    """What the customer accepted: lines, price, delivery time, chosen transport. ``is_free``: a warranty replacement."""

    MOVES = {
        OrderState.PLACED: {OrderState.CONFIRMED, OrderState.CANCELLED},
        OrderState.CONFIRMED: {OrderState.RELEASED, OrderState.CANCELLED},
        OrderState.RELEASED: {OrderState.SHIPPED},
        OrderState.SHIPPED: {OrderState.DELIVERED},
        OrderState.DELIVERED: {OrderState.CLOSED},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="orders")
    quotation = models.OneToOneField("inquiries.Quotation", on_delete=models.PROTECT, related_name="order")
    state = models.CharField(max_length=20, choices=OrderState.choices, default=OrderState.PLACED)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    incoterm = models.CharField(max_length=3)
    place = models.CharField(max_length=120)
    payment_term = models.CharField(max_length=20)
    mode = models.CharField(max_length=20, help_text="the chosen transport service")
    is_insured = models.BooleanField(default=False, help_text="the customer chose the optional insurance")
    insurance = MoneyField()
    freight = MoneyField()
    total = MoneyField()
    pieces = models.PositiveIntegerField()
    plan = models.JSONField(default=dict, help_text="the dated delivery plan as it was accepted")
    delivery_days = models.PositiveIntegerField(help_text="from release to arrival, calendar days")
    promised_on = models.DateField(help_text="arrival, if released as planned")
    is_free = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True)
    shipped_on = models.DateField(null=True, help_text="the day of the transport document")
    delivered_on = models.DateField(null=True)
    cancelled_because = models.CharField(max_length=500, default="", blank=True)

    objects = Records["Order"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "deal_id",
                "quotation_id",
                "incoterm",
                "place",
                "payment_term",
                "mode",
                "is_insured",
                "insurance_amount",
                "insurance_currency",
                "freight_amount",
                "freight_currency",
                "total_currency",
                "is_free",
            ),
            states=LOCKED,
        ),
        FrozenOnce(
            columns=("total_amount", "pieces", "plan", "delivery_days", "promised_on"),
            states=LOCKED,
            opened_by=BY_AMENDMENT,
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_amount__gte=0), name="order_total_is_not_negative"
            )
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="order_by_state"),
            words_index("number", name="order_words"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """One product of an order with its agreed technical parameters (``values``: code → {value, unit})."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("foundation.Product", on_delete=models.PROTECT, related_name="+")
    product_revision = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    pieces = models.PositiveIntegerField()
    unit_price = MoneyField()
    amount = MoneyField()

    objects = Records["OrderLine"].as_manager()
    guards = (
        FrozenOnce(columns=("order_id", "deal_id", "position", "product_id", "product_revision")),
        FrozenWith("order", states=LOCKED, opened_by=BY_AMENDMENT),
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_order_line_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.position}"


class Subject(models.TextChoices):
    """What both sides must agree on in writing before an order is locked (PROCESS.md P2.5)."""

    PRICE = "price", N_("Price")
    DELIVERY = "delivery", N_("Delivery time")
    PARAMETERS = "parameters", N_("Technical parameters")


class Agreement(models.Model):
    """One of the three agreements: exactly which values, and when which person of each side agreed to them.

    An amendment adds the next ``round`` of each subject that it changes; those before it stay.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="agreements")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20, choices=Subject.choices)
    round = models.PositiveSmallIntegerField(default=1, help_text="1: the proforma invoice; more: amendments")
    values = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, help_text="of the values as canonical JSON")
    buyer = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    buyer_agreed_at = models.DateTimeField(null=True)
    seller = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    seller_agreed_at = models.DateTimeField(null=True)

    objects = Records["Agreement"].as_manager()
    guards = (
        FrozenOnce(columns=("order_id", "deal_id", "subject", "round", "values", "sha256")),
        FrozenWith("order", states=LOCKED, opened_by=BY_AMENDMENT),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "subject", "round"], name="one_agreement_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.subject}"

    @property
    def is_complete(self) -> bool:
        """Whether both sides agreed."""
        return self.buyer_agreed_at is not None and self.seller_agreed_at is not None
