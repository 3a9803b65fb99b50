"""What jobs need, from where it is covered, and the purchases that go out for the rest."""

from decimal import Decimal

from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce, FrozenWith
from ordolux.foundation.records import StaffRecords
from ordolux.production.job.models import Job
from ordolux.rules.refusal import N_


class PurchaseState(models.TextChoices):
    """A purchase is a draft until somebody orders it, and open until everything came."""

    DRAFTED = "drafted", N_("Draft")
    ORDERED = "ordered", N_("Ordered")
    RECEIVED = "received", N_("Received")
    CANCELLED = "cancelled", N_("Cancelled")


class Purchase(Stateful):
    """What we order from one supplier for one deal. Customers never see it."""

    MOVES = {
        PurchaseState.DRAFTED: {PurchaseState.ORDERED, PurchaseState.CANCELLED},
        PurchaseState.ORDERED: {PurchaseState.RECEIVED},
    }
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="purchases")
    number = models.CharField(max_length=30, unique=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="purchases")
    supplier = models.ForeignKey("foundation.Supplier", on_delete=models.PROTECT, related_name="purchases")
    state = models.CharField(max_length=20, choices=PurchaseState.choices, default=PurchaseState.DRAFTED)
    total = MoneyField()
    due_on = models.DateField()
    code = models.CharField(max_length=24, default=new_code, help_text="by which its paper is verified")
    drafted_at = models.DateTimeField()
    ordered_at = models.DateTimeField(null=True)

    objects = StaffRecords["Purchase"].as_manager()
    guards = (
        FrozenOnce(columns=("deal_id", "number", "order_id", "supplier_id", "code")),
        FrozenOnce(
            columns=("total_amount", "total_currency", "due_on", "ordered_at"),
            states=(PurchaseState.ORDERED, PurchaseState.RECEIVED),
        ),
    )

    class Meta:
        indexes = [models.Index(fields=["state", "due_on", "id"], name="purchase_by_state")]

    def __str__(self) -> str:
        return self.number


class PurchaseLine(models.Model):
    """One part of a purchase: how much is ordered, how much of it has come."""

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="lines")
    part = models.ForeignKey("foundation.Part", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    received = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    unit_price = MoneyField()
    amount = MoneyField()

    objects = StaffRecords["PurchaseLine"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "purchase_id",
                "part_id",
                "quantity",
                "unit_price_amount",
                "unit_price_currency",
                "amount_amount",
            )
        ),
        FrozenWith(parent="purchase", states=(PurchaseState.RECEIVED, PurchaseState.CANCELLED)),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purchase", "part"], name="one_line_per_part_of_a_purchase"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="a_purchase_line_orders_something"
            ),
            models.CheckConstraint(
                condition=models.Q(received__gte=0, received__lte=models.F("quantity")),
                name="no_more_is_received_than_ordered",
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.purchase_id}/{self.position}"

    @property
    def missing(self) -> Decimal:
        """What has not come yet."""
        return self.quantity - self.received


class Requirement(models.Model):
    """So much of a part is needed for a job, scrap included."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="requirements")
    part = models.ForeignKey("foundation.Part", on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    need_on = models.DateField()

    objects = StaffRecords["Requirement"].as_manager()
    guards = (FrozenOnce(columns=("job_id", "part_id", "quantity")),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "part"], name="one_requirement_per_part_of_a_job")
        ]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.part_id}"


class Peg(models.Model):
    """Which supply covers how much of a requirement: a lot in the store, or a purchase whose lot is not here yet."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="pegs")
    lot = models.ForeignKey("foundation.Lot", null=True, on_delete=models.PROTECT, related_name="pegs")
    purchase_line = models.ForeignKey(PurchaseLine, null=True, on_delete=models.PROTECT, related_name="pegs")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)

    objects = StaffRecords["Peg"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lot__isnull=False) | models.Q(purchase_line__isnull=False),
                name="a_peg_names_its_supply",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="a_peg_covers_something"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id} ← {self.lot_id or self.purchase_line_id}"
