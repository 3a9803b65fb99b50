"""Codes that prove a mailbox, and signatures with their evidence."""

from typing import Any

from django.db import models

from ordolux.foundation.guards import AppendOnly
from ordolux.foundation.records import Records, StaffRecords


def _of_one_paper(name: str) -> models.CheckConstraint:
    """What is signed is a proforma invoice or an amendment."""
    is_none = {"proforma__isnull": True, "amendment__isnull": False}
    return models.CheckConstraint(
        condition=models.Q(**is_none) | models.Q(**{each: not none for each, none in is_none.items()}),
        name=name,
    )


class SigningCode(models.Model):
    """A one-time code that was mailed to a signatory; only its hash is kept. It lives in real time, never in simulated."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    proforma = models.ForeignKey("orders.Proforma", null=True, on_delete=models.PROTECT, related_name="codes")
    amendment = models.ForeignKey(
        "orders.Amendment", null=True, on_delete=models.PROTECT, related_name="codes"
    )
    person = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    proved_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    message = models.ForeignKey("foundation.Message", null=True, on_delete=models.PROTECT, related_name="+")

    objects = StaffRecords.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(tries__lte=5), name="a_code_is_tried_five_times"),
            _of_one_paper("a_code_is_for_one_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.proforma_id or self.amendment_id}: {self.person_id}"

    @property
    def paper(self) -> Any:
        """What it lets the person sign."""
        return self.proforma or self.amendment


class Side(models.TextChoices):
    """Whose signature it is."""

    BUYER = "buyer"
    SELLER = "seller"


class Signature(models.Model):
    """One signature: who, when, on which bytes, with which consent, from where. Evidence that never changes."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    proforma = models.ForeignKey(
        "orders.Proforma", null=True, on_delete=models.PROTECT, related_name="signatures"
    )
    amendment = models.ForeignKey(
        "orders.Amendment", null=True, on_delete=models.PROTECT, related_name="signatures"
    )
    side = models.CharField(max_length=10, choices=Side.choices)
    person = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, default="", blank=True)
    email = models.EmailField()
    drawing = models.ForeignKey(
        "foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    consent = models.TextField()
    document_sha256 = models.CharField(max_length=64)
    ip = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=400, default="", blank=True)
    code = models.ForeignKey(SigningCode, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    real_signed_at = models.DateTimeField(help_text="the real time, which the seal also states")

    objects = Records["Signature"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proforma", "side"], name="each_side_signs_once"),
            models.UniqueConstraint(fields=["amendment", "side"], name="each_side_signs_an_amendment_once"),
            _of_one_paper("a_signature_is_on_one_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.proforma_id or self.amendment_id}: {self.side} {self.name}"
