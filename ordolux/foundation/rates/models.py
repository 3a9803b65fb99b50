"""Rates as data. A rate is never changed: a newer one is added, and the old one answers for the days it held."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly
from ordolux.foundation.records import StaffRecords


class Rate(models.Model):
    """What every rate has: where it comes from and from which to which day (both included) it holds."""

    valid_from = models.DateField()
    valid_until = models.DateField()
    source = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class RateCard(Rate):
    """A carrier's prices for one service on one lane.

    ``service`` is a ``Service`` of ``ordolux.rules.freight``, ``countries`` the ISO codes it delivers to (empty: any),
    ``lines`` the charges (see ``queries.as_rule``); days are calendar days door to door.
    """

    service = models.CharField(max_length=20)
    carrier = models.CharField(max_length=120, default="", blank=True)
    origin = models.CharField(max_length=60)
    destination = models.CharField(max_length=60)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    currency = models.CharField(max_length=3)
    days_min = models.PositiveSmallIntegerField()
    days_max = models.PositiveSmallIntegerField()
    lines = models.JSONField(default=dict)

    objects = StaffRecords.as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="rate_card_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(days_max__gte=models.F("days_min")), name="rate_card_days_are_a_range"
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="rate_card_by_end")]

    def __str__(self) -> str:
        return f"{self.service} {self.origin}–{self.destination}"


class ExchangeRate(Rate):
    """How much of ``currency`` buys 1 of ``base`` (e.g. 7.10 CNY for 1 USD); ``buffer`` is the share by which a
    quotation prices the foreign currency lower (0.02 = 2 %)."""

    base = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8)
    buffer = models.DecimalField(max_digits=5, decimal_places=4, default=0)

    objects = StaffRecords.as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="exchange_rate_is_above_zero"),
            models.CheckConstraint(
                condition=models.Q(buffer__gte=0, buffer__lt=1), name="currency_buffer_is_a_share"
            ),
        ]
        indexes = [models.Index(fields=["base", "currency", "-valid_from"], name="exchange_rate_by_pair")]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate} {self.currency}"


class InsuranceRate(Rate):
    """The premium of cargo insurance as a share of the insured value, by clauses (A, B or C) and at least so much."""

    clauses = models.CharField(max_length=10)
    rate = models.DecimalField(max_digits=8, decimal_places=6)
    minimum = MoneyField()

    objects = StaffRecords.as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rate__gte=0, rate__lt=1), name="insurance_rate_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return f"Institute Cargo Clauses ({self.clauses}) {self.rate}"


class FeeBasis(models.TextChoices):
    """What a fee is counted by."""

    SHIPMENT = "shipment"
    REVENUE_TON = "revenue_ton"
    CARTON = "carton"
    PIECE = "piece"


class FeeRate(Rate):
    """A charge outside the main freight. ``block`` is a ``Block`` of ``ordolux.rules.incoterms`` (who pays it follows
    the rule) or empty for a fee that the customer pays under every rule; ``countries`` empty: wherever it goes."""

    code = models.CharField(max_length=40)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120)
    block = models.CharField(max_length=30, default="", blank=True)
    basis = models.CharField(max_length=20, choices=FeeBasis.choices, default=FeeBasis.SHIPMENT)
    amount = MoneyField()
    countries = ArrayField(models.CharField(max_length=2), default=list)

    objects = StaffRecords.as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_amount__gte=0), name="fee_rate_is_not_negative")
        ]

    def __str__(self) -> str:
        return self.code
