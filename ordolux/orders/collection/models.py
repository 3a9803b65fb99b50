"""Documents that go to the buyer through a bank: under a letter of credit, or for collection (D/P, D/A)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class PresentationState(models.TextChoices):
    """Documents are presented, then taken up (and paid on the day of maturity) or refused; paid when money was credited."""

    PRESENTED = "presented", N_("At the bank")
    TAKEN_UP = "taken_up", N_("Taken up")
    DISHONOURED = "dishonoured", N_("Refused")
    HONOURED = "honoured", N_("Paid")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


# the documents stand at a bank or with the buyer
STANDING = (PresentationState.PRESENTED, PresentationState.TAKEN_UP, PresentationState.HONOURED)
# buyer or bank has taken them up
TAKEN_UP = (PresentationState.TAKEN_UP, PresentationState.HONOURED)


class Presentation(Stateful):
    """Documents of one order at a bank. ``drawn`` is what they ask to be paid, ``shipped_on`` the day of the transport
    document, ``answer_by_on`` until when a bank may refuse them; ``findings`` what was wrong when they were presented
    all the same, and ``although`` why. ``matures_on`` is when what was taken up is paid."""

    MOVES = {
        PresentationState.PRESENTED: {
            PresentationState.TAKEN_UP, PresentationState.DISHONOURED, PresentationState.HONOURED, PresentationState.WITHDRAWN,
        },
        # refused documents are often taken up in the end, when the buyer waives what is wrong with them
        PresentationState.DISHONOURED: {
            PresentationState.TAKEN_UP, PresentationState.HONOURED, PresentationState.PRESENTED,
            PresentationState.WITHDRAWN,
        },
        PresentationState.TAKEN_UP: {PresentationState.HONOURED, PresentationState.PRESENTED},
        PresentationState.HONOURED: {PresentationState.TAKEN_UP, PresentationState.PRESENTED},
    }  # fmt: skip
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="presentations")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="presentations")
    letter = models.ForeignKey(
        "orders.LetterOfCredit", null=True, on_delete=models.PROTECT, related_name="presentations"
    )
    state = models.CharField(
        max_length=20, choices=PresentationState.choices, default=PresentationState.PRESENTED
    )
    bank = models.CharField(max_length=200)
    reference = models.CharField(max_length=80, default="", blank=True)
    documents = ArrayField(models.CharField(max_length=30), default=list)
    drawn = MoneyField()
    shipped_on = models.DateField()
    presented_on = models.DateField()
    answer_by_on = models.DateField()
    findings = models.JSONField(default=list)
    although = models.CharField(max_length=500, default="", blank=True)
    accepted_on = models.DateField(null=True)
    matures_on = models.DateField(null=True)
    refused_because = models.CharField(max_length=1000, default="", blank=True)

    objects = Records["Presentation"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number", "deal_id", "order_id", "letter_id", "bank", "documents", "drawn_amount", "drawn_currency",
                "shipped_on", "presented_on", "answer_by_on", "findings", "although",
            )
        ),
    )  # fmt: skip

    class Meta:
        indexes = [words_index("number", "reference", "bank", name="presentation_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=["presented", "taken_up", "honoured"]),
                name="documents_are_at_one_bank",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_up") | Q(accepted_on__isnull=False, matures_on__isnull=False),
                name="documents_taken_up_say_when",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True)
                | Q(accepted_on__gte=F("presented_on"), matures_on__gte=F("accepted_on")),
                name="documents_mature_after_acceptance",
            ),
            models.CheckConstraint(
                condition=~Q(state="dishonoured") | ~Q(refused_because=""), name="refused_documents_say_why"
            ),
            models.CheckConstraint(
                condition=Q(presented_on__gte=F("shipped_on"), answer_by_on__gt=F("presented_on")),
                name="documents_follow_the_goods",
            ),
            models.CheckConstraint(
                condition=Q(findings=[]) | ~Q(although=""), name="doubtful_documents_say_although"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def is_taken_up(self) -> bool:
        """Whether the buyer has the documents, and the goods with them."""
        return self.state in TAKEN_UP
