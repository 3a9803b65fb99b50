"""Warranties that run, claims that are made, and what proves them."""

from datetime import date

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.guards import AppendOnly, FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class Warranty(models.Model):
    """The warranty of one line of a delivered order; its days never change. Of an order that travels in parts each part's
    pieces have their own, from the day on which they came (``plan``)."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="warranties")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="warranties")
    line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="warranties")
    plan = models.ForeignKey(
        "shipping.ShippingPlan", null=True, on_delete=models.PROTECT, related_name="warranties"
    )
    pieces = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = Records["Warranty"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        indexes = [models.Index(fields=["-ends_on", "-id"], name="warranty_by_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "plan"], name="one_warranty_for_a_line_of_a_part", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_warranty_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.starts_on} – {self.ends_on}"

    def runs_on(self, day: date) -> bool:
        """Whether it runs on that day; the last day counts."""
        return self.starts_on <= day <= self.ends_on


class FailureMode(models.TextChoices):
    """How a lamp fails."""

    DEAD = "dead", N_("Does not light")
    FLICKER = "flicker", N_("Flickers")
    DIM = "dim", N_("Too dim")
    COLOUR_SHIFT = "colour_shift", N_("Colour changed")
    DRIVER_NOISE = "driver_noise", N_("Driver hums")
    WATER = "water", N_("Water inside")
    MECHANICAL = "mechanical", N_("Broken or loose")
    CAP = "cap", N_("Cap loose")
    WRONG_ITEM = "wrong_item", N_("Wrong item")
    OTHER = "other", N_("Something else")


class ClaimState(models.TextChoices):
    """The states of a claim."""

    SUBMITTED = "submitted", N_("Submitted")
    APPROVED = "approved", N_("Approved")
    REJECTED = "rejected", N_("Rejected")
    REOPENED = "reopened", N_("Examined again")
    REPLACED = "replaced", N_("Replacement on its way")
    CLOSED = "closed", N_("Closed")


# the states in which a claim waits for a decision and takes evidence
UNDECIDED = (ClaimState.SUBMITTED, ClaimState.REOPENED)


class Wish(models.TextChoices):
    """What would help the customer most."""

    NEW_LAMPS = "new_lamps", N_("New lamps")
    CREDIT_NOTE = "credit_note", N_("Credit note")
    ADVICE = "advice", N_("Advice first")


class Claim(Stateful):
    """What a customer says has failed. ``is_in_time`` was decided by the day on which it was submitted."""

    MOVES = {
        ClaimState.SUBMITTED: {ClaimState.APPROVED, ClaimState.REJECTED},
        ClaimState.REJECTED: {ClaimState.REOPENED},
        ClaimState.REOPENED: {ClaimState.APPROVED, ClaimState.REJECTED},
        ClaimState.APPROVED: {ClaimState.REPLACED},
        ClaimState.REPLACED: {ClaimState.CLOSED},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="claims")
    warranty = models.ForeignKey(Warranty, on_delete=models.PROTECT, related_name="claims")
    state = models.CharField(max_length=20, choices=ClaimState.choices, default=ClaimState.SUBMITTED)
    pieces = models.PositiveIntegerField(help_text="that failed")
    failure_mode = models.CharField(max_length=20, choices=FailureMode.choices)
    description = models.TextField()
    date_code = models.CharField(
        max_length=60, default="", blank=True, help_text="batch, date code or serial numbers"
    )
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        "foundation.Person",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="who of us wrote it down for the customer",
    )
    is_dangerous = models.BooleanField(default=False, help_text="somebody was hurt, or smoke or a shock")
    wish = models.CharField(max_length=20, choices=Wish.choices, default=Wish.NEW_LAMPS)
    is_in_time = models.BooleanField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(default="", blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.TextField(default="", blank=True)
    replacement = models.ForeignKey(
        "inquiries.Inquiry", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = Records["Claim"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number",
                "deal_id",
                "warranty_id",
                "pieces",
                "failure_mode",
                "description",
                "date_code",
                "submitted_at",
                "submitted_by_id",
                "is_in_time",
                "entered_by_id",
                "is_dangerous",
                "wish",
            )
        ),
        # a rejected claim is reopened once
        FrozenOnce(
            columns=("decided_at", "decided_by_id", "reason"),
            states=("approved", "rejected", "replaced", "closed"),
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pieces__gt=0), name="a_claim_names_pieces"),
            models.CheckConstraint(
                condition=models.Q(reopened_at=None) | ~models.Q(reopened_because=""),
                name="a_reopened_claim_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="claim_by_state"),
            words_index("number", "date_code", "description", name="claim_words"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in UNDECIDED


class EvidenceKind(models.TextChoices):
    """What a file of a claim proves."""

    TEST_REPORT = "test_report", N_("Fault test report")
    PHOTO = "photo", N_("Photo")
    FILM = "film", N_("Film")
    OTHER = "other", N_("Other")


class Evidence(models.Model):
    """A file that came with a claim; of a fault test report also who tested how many pieces when."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    report_number = models.CharField(max_length=60, default="", blank=True)
    tested_by = models.CharField(max_length=120, default="", blank=True)
    tested_on = models.DateField(null=True)
    tested_pieces = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    objects = Records["Evidence"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
