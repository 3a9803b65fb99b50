"""What jobs need, from where it is covered, and the purchases that go out for the rest."""

from datetime import date
from decimal import Decimal

from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly, FrozenOnce, FrozenWith
from ordolux.foundation.records import StaffRecords
from ordolux.foundation.search import words_index
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
        PurchaseState.ORDERED: {PurchaseState.RECEIVED, PurchaseState.CANCELLED},
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
    expected_on = models.DateField(null=True, help_text="another day that the supplier told later")
    expected_because = models.CharField(max_length=300, default="", blank=True)
    cancelled_because = models.CharField(max_length=300, default="", blank=True)

    objects = StaffRecords["Purchase"].as_manager()
    guards = (
        FrozenOnce(columns=("deal_id", "number", "order_id", "supplier_id", "code")),
        FrozenOnce(
            columns=("total_amount", "total_currency", "due_on", "ordered_at"),
            states=(PurchaseState.ORDERED, PurchaseState.RECEIVED),
        ),
    )

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="purchase_by_state"),
            words_index("number", name="purchase_words"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def comes_on(self) -> date:
        """The day on which it is to come, as the supplier told last."""
        return self.expected_on or self.due_on


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


class RequestState(models.TextChoices):
    """A request for quotation is answered, declined, or closed because the purchase was decided without it."""

    SENT = "sent", N_("Sent")
    ANSWERED = "answered", N_("Answered")
    DECLINED = "declined", N_("Declined")
    CLOSED = "closed", N_("Closed")


class RequestForQuotation(Stateful):
    """What we asked one supplier to offer for a drafted purchase."""

    EVENT = "request_for_quotation"
    MOVES = {
        RequestState.SENT: {RequestState.ANSWERED, RequestState.DECLINED, RequestState.CLOSED},
        RequestState.ANSWERED: {RequestState.CLOSED},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="requests")
    supplier = models.ForeignKey("foundation.Supplier", on_delete=models.PROTECT, related_name="requests")
    state = models.CharField(max_length=20, choices=RequestState.choices, default=RequestState.SENT)
    answer_by = models.DateField()
    words = models.CharField(
        max_length=1000, default="", blank=True, help_text="what we wrote beside the lines"
    )
    sent_at = models.DateTimeField()
    declined_because = models.CharField(max_length=300, default="", blank=True)

    objects = StaffRecords["RequestForQuotation"].as_manager()
    guards = (
        FrozenOnce(columns=("number", "deal_id", "purchase_id", "supplier_id", "answer_by", "sent_at")),
    )

    class Meta:
        indexes = [words_index("number", name="request_words")]
        verbose_name_plural = "requests for quotation"
        constraints = [
            models.UniqueConstraint(
                fields=["purchase", "supplier"], name="one_request_per_supplier_of_a_purchase"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Offer(models.Model):
    """What a supplier offers for a drafted purchase: a price for every line, a day of delivery. A newer one of the same
    supplier replaces it."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="offers")
    supplier = models.ForeignKey("foundation.Supplier", on_delete=models.PROTECT, related_name="offers")
    total = MoneyField()
    due_on = models.DateField()
    valid_until = models.DateField()
    reference = models.CharField(max_length=80, default="", blank=True)
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = StaffRecords["Offer"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "deal_id",
                "purchase_id",
                "supplier_id",
                "total_amount",
                "total_currency",
                "due_on",
                "valid_until",
            )
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purchase", "supplier"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_standing_offer_per_supplier",
            )
        ]

    def __str__(self) -> str:
        return self.reference or str(self.pk)


class OfferLine(models.Model):
    """The offered price of one line of the purchase."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="offered")
    unit_price = MoneyField()
    amount = MoneyField()

    objects = StaffRecords["OfferLine"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "line"], name="one_price_per_line_of_an_offer"),
            models.CheckConstraint(condition=models.Q(unit_price_amount__gt=0), name="an_offer_has_prices"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}/{self.line_id}"


class Requirement(models.Model):
    """So much of a part is needed for a job, scrap included."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="requirements")
    part = models.ForeignKey("foundation.Part", on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    need_on = models.DateField()

    objects = StaffRecords["Requirement"].as_manager()
    guards = (FrozenOnce(columns=("job_id", "part_id")),)

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
