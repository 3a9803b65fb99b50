"""Letters of credit: that the buyer applied for one, what the bank advised, and what the bank amended later."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly, FrozenOnce, OpenedBy
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.documentary import PRESENTATION_DAYS, CreditTerms, PaperAsked
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Finding

# which values of a finding are days, when they come back from the database as text
_DAYS = frozenset({"day", "ships_on", "papers_on", "shipped_on"})


def findings_read(data: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Findings that were kept as data, with their days and amounts as such again."""
    return [
        Finding(
            each["code"],
            each["message"],
            {name: _value(name, value) for name, value in each["values"].items()},
        )
        for each in data
    ]


def _value(name: str, value: Any) -> Any:
    if isinstance(value, Mapping) and "currency" in value:
        return Money(Decimal(value["amount"]), value["currency"])
    return date.fromisoformat(value) if name in _DAYS else value


class LetterApplication(models.Model):
    """What the customer told us about the credit that he has applied for; the newest row of an order counts."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="letter_applications")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    bank = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, default="", blank=True)
    expected_on = models.DateField(help_text="when the credit should reach us")
    remark = models.CharField(max_length=500, default="", blank=True)
    told_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    objects = Records["LetterApplication"].as_manager()
    guards = (AppendOnly(),)

    def __str__(self) -> str:
        return f"{self.order_id}: {self.bank}"


class CreditWords(models.Model):
    """What a letter of credit says, as the bank advised it; ``findings`` are its discrepancies when it was last read."""

    bank_number = models.CharField(max_length=60, help_text="the number that the issuing bank gave it")
    bank = models.CharField(max_length=200, help_text="the issuing bank")
    advising_bank = models.CharField(max_length=200, default="", blank=True)
    beneficiary = models.CharField(max_length=200)
    applicant = models.CharField(max_length=200)
    amount = MoneyField()
    plus_percent = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    minus_percent = models.DecimalField(max_digits=6, decimal_places=3, default=0)
    expires_on = models.DateField()
    expires_at = models.CharField(max_length=120, default="", blank=True, help_text="the place of expiry")
    latest_shipment_on = models.DateField(null=True)
    presentation_days = models.PositiveSmallIntegerField(default=PRESENTATION_DAYS)
    usance_days = models.PositiveSmallIntegerField(default=0)
    is_operative = models.BooleanField(default=True)
    is_confirmed = models.BooleanField(default=False)
    partial_shipments = models.BooleanField(default=True)
    transhipment = models.BooleanField(default=True)
    incoterm = models.CharField(max_length=60, default="", blank=True)
    documents = ArrayField(models.CharField(max_length=30), default=list)
    findings = models.JSONField(default=list)

    class Meta:
        abstract = True

    @property
    def terms(self) -> CreditTerms:
        """What it says, as the rules want it."""
        return CreditTerms(
            self.beneficiary, self.applicant, self.amount, self.expires_on, self.latest_shipment_on, self.plus_percent,
            self.minus_percent, self.presentation_days, self.usance_days, self.is_operative, self.partial_shipments,
            self.transhipment, self.incoterm, tuple(PaperAsked(each) for each in self.documents if each in PaperAsked),
        )  # fmt: skip

    def takes(self, other: "CreditWords") -> None:
        """Say from now on what ``other`` says."""
        for name in WORDS:
            setattr(self, name, getattr(other, name))
        self.findings = other.findings


WORDS = tuple(field.name for field in CreditWords._meta.local_fields if field.name != "findings")
"""The columns that hold what a credit says."""


def _possible(name: str) -> list[models.CheckConstraint]:
    """What the database demands of every credit: it covers something, its percents and days are possible."""
    return [
        models.CheckConstraint(condition=Q(amount_amount__gt=0), name=f"{name}_covers_something"),
        models.CheckConstraint(
            condition=Q(
                plus_percent__gte=0, plus_percent__lte=100, minus_percent__gte=0, minus_percent__lte=100,
                presentation_days__gte=1, presentation_days__lte=365, usance_days__lte=720,
            ),
            name=f"{name}_is_possible",
        ),
    ]  # fmt: skip


class CreditState(models.TextChoices):
    """A credit is advised, checked, and either in force or sent back to be amended."""

    ADVISED = "advised", N_("To be checked")
    DISCREPANT = "discrepant", N_("Amendment asked for")
    OPERATIVE = "operative", N_("In force, checked")
    CANCELLED = "cancelled", N_("Cancelled")


class LetterOfCredit(CreditWords, Stateful):
    """A letter of credit for one order. What it says is what holds: ``revision`` counts the amendments of the bank that we
    accepted, each of which is kept as it came. ``waived_because`` says why it holds although something does not fit."""

    EVENT = "credit_letter"
    MOVES = {
        CreditState.ADVISED: {CreditState.OPERATIVE, CreditState.DISCREPANT, CreditState.CANCELLED},
        CreditState.DISCREPANT: {CreditState.ADVISED, CreditState.OPERATIVE, CreditState.CANCELLED},
        CreditState.OPERATIVE: {CreditState.ADVISED},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="credit_letters")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="credit_letters")
    state = models.CharField(max_length=20, choices=CreditState.choices, default=CreditState.ADVISED)
    revision = models.PositiveSmallIntegerField(default=0)
    waived_because = models.CharField(max_length=500, default="", blank=True)
    asked = models.TextField(
        default="", blank=True, help_text="what the applicant shall have amended besides"
    )
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    objects = Records["LetterOfCredit"].as_manager()
    guards = (
        FrozenOnce(columns=("number", "deal_id", "order_id")),
        # a credit in force changes only by an amendment of the bank that we accepted
        FrozenOnce(
            columns=(
                "bank_number", "bank", "beneficiary", "applicant", "amount_amount", "amount_currency", "plus_percent",
                "minus_percent", "expires_on", "latest_shipment_on", "presentation_days", "usance_days", "is_operative",
                "documents",
            ),
            states=(CreditState.OPERATIVE,),
            opened_by=OpenedBy("orders_creditamendment", "letter_id", "accepted"),
        ),
    )  # fmt: skip

    class Meta:
        verbose_name = "letter of credit"
        verbose_name_plural = "letters of credit"
        constraints = [
            *_possible("credit"),
            models.UniqueConstraint(
                fields=["order"], condition=~Q(state="cancelled"), name="one_letter_of_credit_per_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="operative")
                | Q(accepted_at__isnull=False) & (Q(findings=[]) | ~Q(waived_because="")),
                name="a_credit_in_force_was_accepted",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "expires_on"], name="credit_letter_by_end"),
            words_index("number", "bank_number", "bank", name="letter_of_credit_words"),
        ]

    def __str__(self) -> str:
        return self.number


class CreditAmendmentState(models.TextChoices):
    """An amendment binds us only when we accept it (UCP 600 art. 10 c); until then the credit holds as it was."""

    ADVISED = "advised", N_("To be checked")
    ACCEPTED = "accepted", N_("Accepted")
    REJECTED = "rejected", N_("Rejected")


class CreditAmendment(CreditWords, Stateful):
    """The bank's amendment of a letter of credit: what the whole credit would say with it. It is accepted whole or not."""

    EVENT = "credit_amendment"
    MOVES = {
        CreditAmendmentState.ADVISED: {CreditAmendmentState.ACCEPTED, CreditAmendmentState.REJECTED},
    }
    number = models.CharField(max_length=40, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="credit_amendments")
    letter = models.ForeignKey(LetterOfCredit, on_delete=models.PROTECT, related_name="amendments")
    place = models.PositiveSmallIntegerField(help_text="the first, second, … of its letter")
    state = models.CharField(
        max_length=20, choices=CreditAmendmentState.choices, default=CreditAmendmentState.ADVISED
    )
    replaced = models.JSONField(
        default=dict, help_text="what the credit said before, by column, once it was accepted"
    )
    rejected_because = models.CharField(max_length=500, default="", blank=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = Records["CreditAmendment"].as_manager()
    guards = (
        FrozenOnce(columns=("number", "deal_id", "letter_id", "place", "received_at")),
        FrozenOnce(
            columns=(
                "amount_amount", "amount_currency", "plus_percent", "minus_percent", "expires_on", "latest_shipment_on",
                "presentation_days", "usance_days", "documents", "findings", "replaced", "decided_at",
            ),
            states=(CreditAmendmentState.ACCEPTED, CreditAmendmentState.REJECTED),
        ),
    )  # fmt: skip

    class Meta:
        constraints = [
            *_possible("credit_amendment"),
            models.UniqueConstraint(fields=["letter", "place"], name="one_credit_amendment_per_place"),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(state="advised"), name="one_credit_amendment_waits"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="credit_amendments_count_from_one"),
        ]

    def __str__(self) -> str:
        return self.number
