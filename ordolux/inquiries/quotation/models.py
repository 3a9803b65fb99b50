"""What is stored of a quotation: the offer, its lines, the blocks of its price, the ways to travel."""

from datetime import date, datetime
from typing import Any

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce, FrozenWith
from ordolux.foundation.records import Records, StaffRecords
from ordolux.foundation.search import words_index
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_


class QuotationState(models.TextChoices):
    """Drafted by us, sent to the customer; then accepted, declined, expired, or replaced by a new revision."""

    DRAFTED = "drafted", N_("Draft")
    SENT = "sent", N_("Sent")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    EXPIRED = "expired", N_("Expired")
    SUPERSEDED = "superseded", N_("Replaced by a new revision")
    WITHDRAWN = "withdrawn", N_("Withdrawn before it left")


class Mode(models.TextChoices):
    """The ways to travel (``Service`` of ``ordolux.rules.freight``)."""

    SEA_LCL = "sea_lcl", N_("Sea, shared container")
    SEA_FCL = "sea_fcl", N_("Sea, full container")
    AIR = "air", N_("Air")
    COURIER = "courier", N_("Courier")
    RAIL_LCL = "rail_lcl", N_("Rail, shared container")
    RAIL_FCL = "rail_fcl", N_("Rail, full container")
    TRUCK = "truck", N_("Truck")


class InsuranceKind(models.TextChoices):
    """Whether cargo insurance is in the price, offered, or not possible."""

    INCLUDED = "included", N_("Included")
    OPTIONAL = "optional", N_("Optional")
    NONE = "none", N_("Not offered")


# what a customer has seen: neither a draft nor one that was taken back before its letter left
SENT_STATES = tuple(
    str(state) for state in QuotationState if state not in (QuotationState.DRAFTED, QuotationState.WITHDRAWN)
)
FROZEN_STATES = tuple(str(state) for state in QuotationState if state != QuotationState.DRAFTED)


class QuotationRecords(Records["Quotation"]):
    """Quotations; a customer sees those that were sent to his company, never a draft."""

    def of_company(self, company_id: int | None) -> "QuotationRecords":
        """What was sent to this company."""
        return self.filter(deal__buyer_id=company_id, state__in=SENT_STATES)


class Quotation(Stateful):
    """An offer with prices and a last moment of validity. Once sent, it never changes: a change is a new revision.

    ``total`` is what the customer pays us if he takes the proposed way to travel and no optional insurance; each way
    has its own ``total``. ``chain`` tells every step from list price to total, ``plan`` the dated delivery of the
    proposed way, counted from the release of the order. Costs, margins and exchange buffers are in ``rates``, for staff
    only. ``by_hand`` holds what sales chose instead of what is computed: ``prices`` (by line: unit price), ``lanes`` (by
    mode: rate card), ``way`` (mode shown first), ``valid_on`` (last day). ``lines_below_floor`` counts the lines whose price
    a manager has to approve.
    """

    MOVES = {
        QuotationState.DRAFTED: {QuotationState.SENT, QuotationState.SUPERSEDED},
        QuotationState.SENT: {
            QuotationState.ACCEPTED, QuotationState.DECLINED, QuotationState.EXPIRED, QuotationState.SUPERSEDED,
            QuotationState.WITHDRAWN,
        },
        QuotationState.EXPIRED: {QuotationState.SUPERSEDED},
        QuotationState.DECLINED: {QuotationState.SUPERSEDED},
    }  # fmt: skip

    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="quotations")
    inquiry = models.ForeignKey("inquiries.Inquiry", on_delete=models.PROTECT, related_name="quotations")
    state = models.CharField(max_length=20, choices=QuotationState.choices, default=QuotationState.DRAFTED)
    revision = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    contact = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    incoterm = models.CharField(max_length=3)
    place = models.CharField(max_length=100)
    loading_place = models.CharField(max_length=100, default="", blank=True)
    destination_country = models.CharField(max_length=2)
    payment_term = models.CharField(max_length=20)
    goods = MoneyField()
    total = MoneyField()
    pieces = models.PositiveIntegerField()
    cartons = models.PositiveIntegerField()
    gross_kg = models.DecimalField(max_digits=12, decimal_places=3)
    volume_m3 = models.DecimalField(max_digits=12, decimal_places=4)
    chain = models.JSONField(default=list)
    plan = models.JSONField(default=dict)
    rates = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    insurance = models.CharField(max_length=20, choices=InsuranceKind.choices, default=InsuranceKind.NONE)
    insurance_clauses = models.CharField(max_length=10, default="", blank=True)
    insurance_premium = MoneyField(null=True)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    remark = models.TextField(default="", blank=True)
    is_free = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    by_hand = models.JSONField(default=dict)
    change_reason = models.CharField(max_length=500, default="", blank=True)
    lines_below_floor = models.PositiveSmallIntegerField(default=0)
    price_approved_at = models.DateTimeField(null=True)
    price_approved_by = models.ForeignKey(
        "foundation.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuotationRecords.as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number", "deal_id", "inquiry_id", "revision", "contact_id", "currency", "incoterm", "place",
                "destination_country", "payment_term", "goods_amount", "goods_currency", "total_amount",
                "total_currency", "pieces", "cartons", "chain", "plan", "rates", "insurance", "insurance_clauses",
                "insurance_premium_amount", "insurance_premium_currency", "discount_percent", "remark", "is_free",
                "valid_until", "sent_at", "sent_by_id", "by_hand", "change_reason", "lines_below_floor",
                "price_approved_at", "price_approved_by_id",
            ),
            states=FROZEN_STATES,
        ),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_amount__gte=0), name="quotation_total_is_not_negative"
            ),
            models.UniqueConstraint(
                fields=["inquiry", "revision"], name="one_quotation_per_inquiry_and_revision"
            ),
            # a price below the floor leaves the house only when a manager has approved it
            models.CheckConstraint(
                condition=models.Q(state__in=["drafted", "superseded"])
                | models.Q(lines_below_floor=0)
                | models.Q(price_approved_at__isnull=False),
                name="a_price_below_the_floor_is_approved",
            ),
            models.UniqueConstraint(
                fields=["inquiry"],
                condition=models.Q(state="drafted"),
                name="one_draft_quotation_per_inquiry",
            ),
        ]
        indexes = [
            words_index("number", name="quotation_words"),
            models.Index(fields=["state", "valid_until", "id"], name="quotation_by_end"),
            models.Index(fields=["-id"], name="quotation_newest"),
        ]

    def __str__(self) -> str:
        return self.number

    def is_out_of_date(self, at: datetime) -> bool:
        """Whether its last moment has passed."""
        return at > self.valid_until

    @property
    def needs_approval(self) -> bool:
        """Whether a manager has to approve its prices before it can be sent."""
        return self.lines_below_floor > 0 and self.price_approved_at is None

    @property
    def subject(self) -> str:
        """What it offers, in a few words: the deal's title."""
        return self.deal.title

    def option(self, mode: str) -> "FreightOption | None":
        """The way to travel with this code, if it is offered."""
        return next((each for each in self.options.all() if each.mode == mode), None)


class QuotationLine(models.Model):
    """One product with the snapshot of everything that was offered; the catalogue may change, this does not. ``values``
    holds each parameter by its code: ``{"value": …, "unit": …}``."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="lines")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("foundation.Product", on_delete=models.PROTECT, related_name="+")
    product_revision = models.PositiveSmallIntegerField()
    model = models.CharField(max_length=40)
    description = models.CharField(max_length=300)
    description_zh = models.CharField(max_length=300, default="", blank=True)
    hs_code = models.CharField(max_length=10, default="", blank=True)
    values = models.JSONField(default=dict)
    pieces = models.PositiveIntegerField()
    unit_price = MoneyField()
    amount = MoneyField()
    chain = models.JSONField(default=list)
    cartons = models.PositiveIntegerField()
    pieces_per_carton = models.PositiveIntegerField()
    net_kg = models.DecimalField(max_digits=12, decimal_places=3)
    gross_kg = models.DecimalField(max_digits=12, decimal_places=3)
    volume_m3 = models.DecimalField(max_digits=12, decimal_places=4)

    objects = Records["QuotationLine"].as_manager()
    guards = (FrozenWith(parent="quotation", states=FROZEN_STATES),)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quotation", "position"], name="one_quotation_line_per_position"),
            models.CheckConstraint(condition=models.Q(pieces__gt=0), name="quotation_line_has_pieces"),
            models.CheckConstraint(
                condition=models.Q(amount_amount__gte=0), name="quotation_line_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id}/{self.position}"


class QuotationBlock(models.Model):
    """One amount of the price beside the goods: a fee, a block of the Incoterms rule, a discount. ``name`` is a code of
    the price chain or the name of the fee; ``explanation`` a sentence with its values."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="blocks")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120, default="", blank=True)
    amount = MoneyField()
    explanation = models.JSONField(default=dict)

    objects = Records["QuotationBlock"].as_manager()
    guards = (FrozenWith(parent="quotation", states=FROZEN_STATES),)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.quotation_id}: {self.name}"


class PricePolicy(models.Model):
    """How far sales may go by themselves: the one row of rules, changed by the manager.

    Below ``floor_points`` percentage points under a product's own margin a price needs the manager's approval;
    ``most_discount_percent`` cannot be passed at all; ``valid_days`` is how long a quotation holds unless sales say
    otherwise, ``most_valid_days`` the longest that they may say.
    """

    floor_points = models.DecimalField(max_digits=5, decimal_places=2, default=5)
    most_discount_percent = models.DecimalField(max_digits=5, decimal_places=2, default=30)
    valid_days = models.PositiveSmallIntegerField(default=15)
    most_valid_days = models.PositiveSmallIntegerField(default=60)
    version = models.PositiveIntegerField(default=1)
    only = models.BooleanField(default=True, unique=True)

    objects = StaffRecords.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="there_is_one_price_policy"),
            models.CheckConstraint(
                condition=models.Q(
                    floor_points__gte=0, floor_points__lte=100, most_discount_percent__gte=0,
                    most_discount_percent__lte=100, valid_days__gte=1, most_valid_days__gte=models.F("valid_days"),
                ),
                name="price_policy_makes_sense",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.floor_points} points"


class FreightOption(models.Model):
    """One way to travel. ``cost`` is the main carriage; ``is_included`` says that it is in ``total`` because the seller
    pays it under the rule, otherwise it is our estimate of what the buyer's carrier will charge. ``reason`` tells why
    a way is not feasible. Days count from the release of the order to the door."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="options")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=20, choices=Mode.choices)
    is_feasible = models.BooleanField()
    is_included = models.BooleanField(default=False)
    is_proposed = models.BooleanField(default=False)
    reason = models.JSONField(default=list)
    cost = MoneyField()
    total = MoneyField()
    insurance_premium = MoneyField(null=True)
    days_min = models.PositiveSmallIntegerField(default=0)
    days_max = models.PositiveSmallIntegerField(default=0)
    total_days = models.PositiveSmallIntegerField(default=0)
    arrives_on = models.DateField(null=True)
    detail = models.JSONField(default=dict)

    objects = Records["FreightOption"].as_manager()
    guards = (FrozenWith(parent="quotation", states=FROZEN_STATES),)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quotation", "mode"], name="one_freight_option_per_mode")
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id}: {self.mode}"

    @property
    def plan(self) -> dict[str, Any]:
        """The dated delivery plan of this way."""
        plan: dict[str, Any] = self.detail.get("plan", {})
        return plan

    @property
    def promised_on(self) -> date | None:
        """The day on which the goods arrive, if the order is released on the assumed day."""
        return self.arrives_on

    def total_with(self, *, insurance: bool) -> Money:
        """What the customer pays us for this way, with the optional insurance or without it."""
        if (
            insurance
            and self.quotation.insurance == InsuranceKind.OPTIONAL
            and self.insurance_premium is not None
        ):
            return self.total + self.insurance_premium
        return self.total
