"""The deal: the file of one piece of business from the first inquiry to the last claim."""

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ordolux.foundation.actors import Role
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.records import Records
from ordolux.rules.refusal import N_


class Stage(models.TextChoices):
    """The five stages in the order in which work flows, and the end."""

    INQUIRY = "inquiry", N_("Inquiry and quotation")
    ORDER = "order", N_("Order and proforma invoice")
    PRODUCTION = "production", N_("Production and quality")
    SHIPPING = "shipping", N_("Shipment and tracking")
    SUPPORT = "support", N_("After-sales")
    CLOSED = "closed", N_("Closed")


class DealRecords(Records["Deal"]):
    """Deals; a customer sees those of his company."""

    def of_company(self, company_id: int | None) -> "DealRecords":
        """The deals whose buyer is this company."""
        return self.filter(buyer_id=company_id)


class Deal(models.Model):
    """One piece of business. Every record of the stages carries it and every deed locks it first.

    The next step (who, which deed, by when) and the totals that lists show are written with the event that changes
    them; ``next_role`` empty means that nobody has to act.
    """

    number = models.CharField(max_length=30, unique=True)
    buyer = models.ForeignKey("foundation.Company", null=True, on_delete=models.PROTECT, related_name="deals")
    owner = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, default="", blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.INQUIRY)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    total = MoneyField()
    paid = MoneyField()
    pieces = models.PositiveIntegerField(default=0)
    next_role = models.CharField(max_length=20, default="", blank=True)
    next_deed = models.CharField(max_length=80, default="", blank=True)
    next_by = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replacements")
    unread_by_staff = models.PositiveIntegerField(default=0)
    unread_by_customer = models.PositiveIntegerField(default=0)

    objects = DealRecords.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(paid_amount__gte=0), name="deal_paid_is_not_negative")
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="deal_by_change"),
            models.Index(fields=["stage", "-changed_at", "-id"], name="deal_by_stage"),
            models.Index(fields=["buyer", "-changed_at", "-id"], name="deal_by_buyer"),
            models.Index(fields=["next_role", "next_by", "id"], name="deal_by_next_step"),
            GinIndex(fields=["number"], opclasses=["gin_trgm_ops"], name="deal_number_search"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="deal_title_search"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The stream of the journal that tells this deal."""
        return f"deal:{self.pk}"

    def expect(self, role: Role | None, deed: str = "", *, by: datetime | None = None) -> None:
        """Say inside a deed who must do which deed next and by when; ``None``: nobody has to act."""
        self.next_role, self.next_deed, self.next_by = (role.value if role else ""), deed, by
        self.is_changed = True

    def reach(self, stage: Stage) -> None:
        """Say inside a deed that the business has come to ``stage``."""
        self.stage = stage
        self.is_changed = True

    # set by the deed that changed the head; written once at the end of the deed
    is_changed = False

    def next_step(self) -> dict[str, str | None]:
        """The next step as it is written into the journal."""
        return {
            "role": self.next_role,
            "deed": self.next_deed,
            "by": self.next_by.isoformat() if self.next_by else None,
            "stage": str(self.stage),
        }
