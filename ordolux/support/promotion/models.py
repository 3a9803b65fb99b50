"""Promotion together with customers: what they ask for, brochures in their name, and fairs."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.rules.refusal import N_

# from the goods' departure to the stand being built: transit, customs, and a week in hand
SEA_DAYS, BUFFER_DAYS = 45, 7


class CompanyRecords[M: models.Model](Records[M]):
    """Rows that belong to a customer's company and to no deal."""

    def of_company(self, company_id: int | None) -> "CompanyRecords[M]":
        """Those of the company."""
        return self.filter(company_id__in=[company_id])


class RequestKind(models.TextChoices):
    """What a customer asks for."""

    MATERIAL = "material", N_("Promotional material")
    BROCHURE = "brochure", N_("Brochure in my company's name")
    FAIR = "fair", N_("Support for a fair")


class RequestState(models.TextChoices):
    """The states of a request."""

    REQUESTED = "requested", N_("Requested")
    APPROVED = "approved", N_("Approved")
    DECLINED = "declined", N_("Declined")
    FULFILLED = "fulfilled", N_("Fulfilled")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class PromotionRequest(Stateful):
    """What a customer asks for to promote our goods in his market."""

    MOVES = {
        RequestState.REQUESTED: {RequestState.APPROVED, RequestState.DECLINED, RequestState.WITHDRAWN},
        # an approval that was a mistake is taken back; what was declined can be asked for anew
        RequestState.APPROVED: {RequestState.FULFILLED, RequestState.REQUESTED},
    }
    EVENT = "promotion"

    number = models.CharField(max_length=30, unique=True)
    company = models.ForeignKey("foundation.Company", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=RequestState.choices, default=RequestState.REQUESTED)
    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    what = models.TextField()
    language = models.CharField(max_length=10, default="en")
    wanted_by = models.DateField(null=True)
    fair_name = models.CharField(max_length=160, default="", blank=True)
    fair_place = models.CharField(max_length=160, default="", blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, default="", blank=True)
    answer = models.TextField(default="", blank=True)

    objects = CompanyRecords["PromotionRequest"].as_manager()
    guards = (
        FrozenOnce(columns=("number", "company_id", "kind", "what", "requested_at", "requested_by_id")),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(what=""), name="a_promotion_request_says_what")
        ]
        indexes = [models.Index(fields=["state", "-id"], name="promotion_by_state")]

    def __str__(self) -> str:
        return self.number


class BrochureState(models.TextChoices):
    """The states of a brochure."""

    ORDERED = "ordered", N_("Being made")
    PRINTED = "printed", N_("Ready")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Brochure(Stateful):
    """A brochure of some products in a customer's name and language, made from the catalogue of that day."""

    MOVES = {
        BrochureState.ORDERED: {BrochureState.PRINTED, BrochureState.WITHDRAWN},
        BrochureState.PRINTED: {BrochureState.WITHDRAWN},
    }
    number = models.CharField(max_length=30, unique=True)
    company = models.ForeignKey("foundation.Company", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        PromotionRequest, null=True, on_delete=models.PROTECT, related_name="brochures"
    )
    state = models.CharField(max_length=20, choices=BrochureState.choices, default=BrochureState.ORDERED)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=10, default="en")
    products = ArrayField(models.CharField(max_length=40))
    contact = models.CharField(max_length=300, default="", blank=True)
    ordered_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, default="", blank=True)

    objects = CompanyRecords["Brochure"].as_manager()
    guards = (FrozenOnce(columns=("number", "company_id", "title", "language", "products", "ordered_at")),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="printed") | models.Q(file__isnull=False),
                name="a_printed_brochure_has_its_file",
            )
        ]

    def __str__(self) -> str:
        return self.number


class FairState(models.TextChoices):
    """The states of a fair."""

    PLANNED = "planned", N_("Planned")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class FairRecords(CompanyRecords["Fair"]):
    """Fairs; a customer sees those that we hold together with him."""


class Fair(Stateful):
    """An exhibition with its budget, goods and people; ``company`` is the customer with whom we share the stand."""

    MOVES = {FairState.PLANNED: {FairState.HELD, FairState.CANCELLED}}

    number = models.CharField(max_length=30, unique=True)
    company = models.ForeignKey("foundation.Company", null=True, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(PromotionRequest, null=True, on_delete=models.PROTECT, related_name="fairs")
    state = models.CharField(max_length=20, choices=FairState.choices, default=FairState.PLANNED)
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=160)
    booth = models.CharField(max_length=80, default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget = MoneyField()
    goods = models.TextField(default="", blank=True)
    staff = models.CharField(max_length=300, default="", blank=True)
    planned_at = models.DateTimeField()
    result = models.TextField(default="", blank=True)
    leads = models.PositiveIntegerField(default=0)

    objects = FairRecords.as_manager()
    guards = (FrozenOnce(columns=("number", "planned_at")),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_fair_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=models.Q(budget_amount__gte=0), name="a_fairs_budget_is_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "id"], name="fair_by_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def ship_by(self) -> date:
        """The day on which goods by sea must leave."""
        return self.starts_on - timedelta(days=SEA_DAYS + BUFFER_DAYS)
