"""Credit notes: what we take off an order after it was agreed, with the reason; decided by two when it is much."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_


class CreditNoteState(models.TextChoices):
    """A credit note is proposed, issued with its gapless number, and settled when nothing of it is owed any more."""

    PROPOSED = "proposed", N_("Waits for approval")
    ISSUED = "issued", N_("Issued")
    SETTLED = "settled", N_("Settled")
    REJECTED = "rejected", N_("Rejected")


class CreditNoteRecords(Records["CreditNote"]):
    """Credit notes; a customer sees his own once they are issued."""

    def of_company(self, company_id: int | None) -> "CreditNoteRecords":
        """The issued ones in the deals of his company."""
        return self.filter(
            deal__buyer_id=company_id, state__in=[CreditNoteState.ISSUED, CreditNoteState.SETTLED]
        )


class CreditNote(Stateful):
    """Money that we give back on an order.

    ``off_amount`` was taken off open instalments when it was issued, ``refunded_amount`` was sent back; what is left
    of ``amount`` is owed to the customer. ``paper_number`` is drawn from the gapless series when it is issued. With an
    ``amendment`` it gives back what that took off the order's total already.
    """

    EVENT = "credit_note"
    MOVES = {
        CreditNoteState.PROPOSED: {CreditNoteState.ISSUED, CreditNoteState.REJECTED},
        CreditNoteState.ISSUED: {CreditNoteState.SETTLED},
    }
    number = models.CharField(max_length=30, unique=True)
    paper_number = models.CharField(max_length=30, default="", blank=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="credit_notes")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="credit_notes")
    state = models.CharField(max_length=20, choices=CreditNoteState.choices, default=CreditNoteState.PROPOSED)
    amount = MoneyField()
    off_amount = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    refunded_amount = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    reason = models.CharField(max_length=300)
    claim_number = models.CharField(max_length=30, default="", blank=True)
    amendment = models.ForeignKey(
        "orders.Amendment", null=True, on_delete=models.PROTECT, related_name="credit_notes"
    )
    proposed_by = models.ForeignKey(
        "foundation.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    rejected_because = models.CharField(max_length=300, default="", blank=True)
    refunded_on = models.DateField(null=True)
    refund_account = models.CharField(max_length=60, default="", blank=True)
    refund_reference = models.CharField(max_length=80, default="", blank=True)
    code = models.CharField(max_length=24, unique=True, default=new_code)

    objects = CreditNoteRecords.as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number",
                "deal_id",
                "order_id",
                "amount_amount",
                "amount_currency",
                "reason",
                "claim_number",
                "amendment_id",
                "proposed_by_id",
                "proposed_at",
                "code",
            )
        ),
        FrozenOnce(
            columns=("paper_number", "off_amount", "decided_by_id", "decided_at"),
            states=(CreditNoteState.ISSUED, CreditNoteState.SETTLED),
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_amount__gt=0, off_amount__gte=0, refunded_amount__gte=0)
                & Q(amount_amount__gte=F("off_amount") + F("refunded_amount")),
                name="a_credit_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "rejected"], paper_number="")
                | (Q(state__in=["issued", "settled"]) & ~Q(paper_number="")),
                name="an_issued_credit_note_has_its_number",
            ),
            models.UniqueConstraint(
                fields=["paper_number"], condition=~Q(paper_number=""), name="one_credit_note_per_number"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="credit_note_by_state"),
            words_index("number", "paper_number", "reason", name="credit_note_words"),
        ]

    def __str__(self) -> str:
        return self.paper_number or self.number

    @property
    def owed(self) -> Money:
        """What of it we still owe the customer."""
        if self.state != CreditNoteState.ISSUED:
            return Money.zero(self.amount.currency)
        left = self.amount.amount - self.off_amount - self.refunded_amount
        return Money(left, self.amount.currency)
