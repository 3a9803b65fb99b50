"""The proforma invoice (P/I): the offer in invoice form that both sides sign."""

from datetime import date, datetime
from typing import Any

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_
from ordolux.rules.workdays import day_at


def day_of_issue(told: dict[str, Any], moment: datetime) -> date:
    """The day that a paper bears: the moment's day in the seller's zone, as the paper's snapshot states him.

    Snapshots of before 23 November 2026 state no zone: their papers bear the day in UTC and go on doing so.
    """
    return day_at(told["seller"].get("zone", "UTC"), moment)


class ProformaState(models.TextChoices):
    """The states of a proforma invoice."""

    ISSUED = "issued", N_("Issued")
    SIGNED = "signed", N_("Signed by the customer")
    COUNTERSIGNED = "countersigned", N_("Signed by both")
    LAPSED = "lapsed", N_("Lapsed")
    DECLINED = "declined", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Proforma(Stateful):
    """One proforma invoice. ``snapshot`` is all that the paper states; it never changes, a change is a new P/I.

    ``sign_by`` is counted from ``received_at``: three working days in the buyer's zone and calendar.
    """

    MOVES = {
        ProformaState.ISSUED: {
            ProformaState.SIGNED,
            ProformaState.LAPSED,
            ProformaState.DECLINED,
            ProformaState.WITHDRAWN,
        },
        ProformaState.SIGNED: {ProformaState.COUNTERSIGNED, ProformaState.WITHDRAWN},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="proformas")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="proformas")
    revision = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=ProformaState.choices, default=ProformaState.ISSUED)
    issued_at = models.DateTimeField()
    bank_account = models.ForeignKey(
        "foundation.BankAccount", null=True, on_delete=models.PROTECT, related_name="+"
    )
    total = MoneyField()
    language = models.CharField(max_length=10, default="en")
    snapshot = models.JSONField(default=dict)
    code = models.CharField(max_length=24, unique=True, help_text="printed on the paper, verifies it")
    declined_because = models.CharField(max_length=500, default="", blank=True)
    sha256 = models.CharField(
        max_length=64, default="", blank=True, help_text="of the PDF that is to be signed"
    )
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=20, default="", blank=True, help_text="mail or portal")
    sign_by = models.DateTimeField(null=True)
    is_sign_by_provisional = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True)
    countersigned_at = models.DateTimeField(null=True)

    objects = Records["Proforma"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number",
                "deal_id",
                "order_id",
                "revision",
                "issued_at",
                "bank_account_id",
                "total_amount",
                "total_currency",
                "snapshot",
                "code",
            )
        ),
        FrozenOnce(
            columns=("sha256", "received_at", "sign_by", "signed_at"), states=("signed", "countersigned")
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "revision"], name="one_proforma_per_revision"),
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(state__in=["issued", "signed", "countersigned"]),
                name="one_proforma_in_force_per_order",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "sign_by"], name="proforma_by_deadline"),
            words_index("number", name="proforma_words"),
        ]

    def __str__(self) -> str:
        return self.number
