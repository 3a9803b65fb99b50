"""Sample orders with their fee, the credit that the fee becomes, golden samples, and the terms on which samples go out."""

from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly, FrozenOnce, OpenedBy
from ordolux.foundation.records import Records, StaffRecords
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_
from ordolux.rules.samples import MOST_PIECES, SampleTerms, tracking_address


class SamplePolicy(models.Model):
    """On which terms samples are offered; each change is a row, the newest counts. Days are working days of ours.

    ``courier`` is what a parcel costs by default when we prepay it, in a currency of its own.
    """

    factor = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal(2))
    stock_from = models.PositiveSmallIntegerField(default=3)
    stock_until = models.PositiveSmallIntegerField(default=7)
    made_from = models.PositiveSmallIntegerField(default=7)
    made_until = models.PositiveSmallIntegerField(default=15)
    refund_months = models.PositiveSmallIntegerField(default=12)
    valid_days = models.PositiveSmallIntegerField(default=30)
    courier = MoneyField()
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    objects = StaffRecords["SamplePolicy"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        verbose_name_plural = "sample policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(factor__gte=1, factor__lte=3), name="a_sample_fee_is_one_to_three_unit_prices"
            ),
            models.CheckConstraint(
                condition=Q(stock_from__gt=0, stock_until__gte=F("stock_from"))
                & Q(made_from__gt=0, made_until__gte=F("made_from"))
                & Q(refund_months__gt=0, valid_days__gt=0, courier_amount__gte=0),
                name="sample_policy_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"× {self.factor}"

    @property
    def terms(self) -> SampleTerms:
        """The same as the rules count with it."""
        return SampleTerms(
            self.factor, (self.stock_from, self.stock_until), (self.made_from, self.made_until), self.refund_months,
            self.valid_days,
        )  # fmt: skip


class SampleState(models.TextChoices):
    """A sample order is asked for, offered, accepted, cleared when its fee is settled, prepared, sent, judged."""

    ASKED = "asked", N_("Asked for")
    OFFERED = "offered", N_("Offered")
    ACCEPTED = "accepted", N_("Accepted, fee to be paid")
    CLEARED = "cleared", N_("Fee settled")
    PREPARED = "prepared", N_("Ready to leave")
    SHIPPED = "shipped", N_("On the way")
    ARRIVED = "arrived", N_("Arrived")
    APPROVED = "approved", N_("Approved")
    CHANGES = "approved_with_changes", N_("Approved with changes")
    REJECTED = "rejected", N_("Rejected")
    DECLINED = "declined", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Taken back")
    LAPSED = "lapsed", N_("Offer lapsed")


VERDICTS = (SampleState.APPROVED, SampleState.CHANGES, SampleState.REJECTED)
# nothing of it can be given back or changed any more: the fee is settled and work has begun
FIXED = tuple(str(s) for s in (
    SampleState.ACCEPTED, SampleState.CLEARED, SampleState.PREPARED, SampleState.SHIPPED, SampleState.ARRIVED, *VERDICTS,
))  # fmt: skip
SENT = tuple(str(s) for s in (SampleState.SHIPPED, SampleState.ARRIVED, *VERDICTS))
# in these states a piece may be kept as golden sample, and a kept one can still be taken back
KEEPABLE = tuple(str(s) for s in (
    SampleState.PREPARED, SampleState.SHIPPED, SampleState.ARRIVED, SampleState.APPROVED, SampleState.CHANGES,
))  # fmt: skip


class CourierTerms(models.TextChoices):
    """Who pays the courier."""

    PREPAID = "prepaid", N_("We send it, the carriage is in the price")
    COLLECT = "collect", N_("On your account with a courier (freight collect)")


class SampleOrder(Stateful):
    """Some pieces of some products to be looked at before an order, in a deal of their own.

    ``value`` is what the goods are worth, as customs must see it, never nothing. ``fee`` and ``courier_charge`` make the
    ``total`` to be paid; ``paid`` counts what came, ``charges`` what banks kept and we bear. ``snapshot`` is all that the
    pro forma states, fixed when the customer accepts.
    """

    EVENT = "sample_order"
    MOVES = {
        SampleState.ASKED: {SampleState.OFFERED, SampleState.DECLINED, SampleState.WITHDRAWN},
        SampleState.OFFERED: {
            SampleState.ACCEPTED, SampleState.ASKED, SampleState.WITHDRAWN, SampleState.LAPSED,
        },
        SampleState.LAPSED: {SampleState.ASKED},
        SampleState.ACCEPTED: {SampleState.CLEARED, SampleState.WITHDRAWN},
        # a payment that was taken for the fee by mistake is taken back before anything is made
        SampleState.CLEARED: {SampleState.PREPARED, SampleState.ACCEPTED},
        SampleState.PREPARED: {SampleState.SHIPPED},
        SampleState.SHIPPED: {SampleState.ARRIVED, *VERDICTS},
        SampleState.ARRIVED: set(VERDICTS),
    }  # fmt: skip
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="sample_orders")
    state = models.CharField(max_length=30, choices=SampleState.choices, default=SampleState.ASKED)
    contact = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(
        "foundation.Person", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="who of us wrote it down for the customer",
    )  # fmt: skip
    quotation = models.ForeignKey(
        "inquiries.Quotation", null=True, on_delete=models.PROTECT, related_name="sample_orders"
    )
    asked_at = models.DateTimeField()
    wish = models.TextField(default="", blank=True)
    deliver_to = models.TextField()
    country = models.CharField(max_length=2)
    courier_terms = models.CharField(
        max_length=10, choices=CourierTerms.choices, default=CourierTerms.PREPAID
    )
    courier = models.CharField(max_length=40, default="", blank=True)
    courier_account = models.CharField(max_length=40, default="", blank=True)
    value = MoneyField()
    is_made = models.BooleanField(default=False, help_text="made for him, not taken from stock")
    fee = MoneyField(null=True)
    courier_charge = MoneyField(null=True)
    total = MoneyField(null=True)
    refund_months = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(default="", blank=True)
    offered_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    bank_account = models.ForeignKey(
        "foundation.BankAccount", null=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10, default="en")
    snapshot = models.JSONField(default=dict)
    code = models.CharField(max_length=24, unique=True, default=new_code)
    paid = MoneyField()
    charges = MoneyField()
    cleared_at = models.DateTimeField(null=True)
    ready_from = models.DateField(null=True)
    ready_until = models.DateField(null=True)
    prepared_at = models.DateTimeField(null=True)
    has_battery = models.BooleanField(default=False, help_text="or a magnet: dangerous goods in the air")
    safety_sheet = models.ForeignKey(
        "foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="MSDS and UN 38.3 of what is in it",
    )  # fmt: skip
    carrier = models.CharField(max_length=40, default="", blank=True)
    tracking_number = models.CharField(max_length=60, default="", blank=True)
    shipped_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    verdict_words = models.TextField(default="", blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=500, default="", blank=True)

    objects = Records["SampleOrder"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number", "deal_id", "contact_id", "quotation_id", "asked_at", "wish", "value_amount", "value_currency",
                "code",
            )
        ),
        FrozenOnce(
            columns=(
                "deliver_to", "country", "courier_terms", "courier", "courier_account", "is_made", "fee_amount",
                "fee_currency", "courier_charge_amount", "courier_charge_currency", "total_amount", "total_currency",
                "refund_months", "accepted_at", "snapshot", "bank_account_id",
            ),
            states=FIXED,
        ),
        FrozenOnce(columns=("shipped_on", "has_battery", "safety_sheet_id"), states=SENT),
        FrozenOnce(columns=("verdict_words", "judged_at", "judged_by_id"), states=tuple(map(str, VERDICTS))),
    )  # fmt: skip

    class Meta:
        constraints = [
            # a parcel that is worth nothing on paper is stopped by customs
            models.CheckConstraint(
                condition=Q(value_amount__gt=0), name="samples_are_declared_at_their_real_value"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "declined", "withdrawn"])
                | Q(
                    fee_amount__gte=0, courier_charge_amount__gte=0,
                    total_amount=F("fee_amount") + F("courier_charge_amount"),
                ),
                name="an_offered_sample_states_its_price",
            ),
            models.CheckConstraint(
                condition=Q(courier_terms="prepaid") | (~Q(courier="") & ~Q(courier_account="")),
                name="freight_collect_names_the_account",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cleared", "prepared", *SENT])
                | Q(total_amount__lte=F("paid_amount") + F("charges_amount")),
                name="samples_leave_only_when_their_fee_is_settled",
            ),
            models.CheckConstraint(
                condition=Q(paid_amount__gte=0, charges_amount__gte=0)
                & (Q(total_amount=None) | Q(total_amount__gte=F("paid_amount") + F("charges_amount"))),
                name="a_sample_fee_is_not_overpaid",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT)
                | (~Q(carrier="") & ~Q(tracking_number="") & Q(shipped_on__isnull=False)),
                name="a_sent_sample_can_be_followed",
            ),
            models.CheckConstraint(
                condition=Q(has_battery=False) | Q(safety_sheet__isnull=False),
                name="a_battery_flies_with_its_papers",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "-id"], name="sample_order_by_state"),
            GinIndex(
                fields=["number", "tracking_number"], opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                name="sample_order_words",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def still_open(self) -> Money:
        """What of the price is still to be paid; nothing before it was offered."""
        if self.total is None:
            return Money.zero(self.value.currency)
        return self.total - self.paid - self.charges

    @property
    def tracking_url(self) -> str:
        """The page on which the courier shows the parcel; empty when there is none."""
        return tracking_address(self.carrier, self.tracking_number)

    @property
    def is_judged(self) -> bool:
        """Whether the customer has said what he thinks of them."""
        return self.state in VERDICTS


class SampleLine(models.Model):
    """Some pieces of one product with the snapshot of what it was and cost when it was asked for."""

    sample_order = models.ForeignKey(SampleOrder, on_delete=models.PROTECT, related_name="lines")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("foundation.Product", on_delete=models.PROTECT, related_name="+")
    product_revision = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=300)
    description_zh = models.CharField(max_length=300, default="", blank=True)
    hs_code = models.CharField(max_length=10, default="", blank=True)
    values = models.JSONField(default=dict)
    net_kg = models.DecimalField(max_digits=12, decimal_places=4, default=Decimal(0))
    pieces = models.PositiveSmallIntegerField()
    unit_price = MoneyField()
    minimum_order_pieces = models.PositiveIntegerField(default=1)
    quotation_line = models.ForeignKey(
        "inquiries.QuotationLine", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = Records["SampleLine"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sample_order", "position"], name="one_sample_line_per_position"),
            models.CheckConstraint(
                condition=Q(pieces__gte=1, pieces__lte=MOST_PIECES), name="samples_are_one_to_ten_pieces"
            ),
            models.CheckConstraint(condition=Q(unit_price_amount__gt=0), name="a_sample_has_its_unit_price"),
        ]

    def __str__(self) -> str:
        return f"{self.sample_order_id}/{self.position}"


class SamplePayment(models.Model):
    """What came for the price of samples: a bank entry, or money by another way (card, escrow) that finance noted."""

    sample_order = models.ForeignKey(SampleOrder, on_delete=models.PROTECT, related_name="payments")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(
        "orders.BankEntry", null=True, on_delete=models.PROTECT, related_name="sample_payments"
    )
    amount = MoneyField()
    charges_amount = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    reference = models.CharField(max_length=140, default="", blank=True)
    received_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)
    reversed_at = models.DateTimeField(null=True)
    reversed_because = models.CharField(max_length=300, default="", blank=True)

    objects = Records["SamplePayment"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "sample_order_id", "deal_id", "entry_id", "amount_amount", "amount_currency", "charges_amount",
                "reference", "received_on", "noted_at",
            )
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_amount__gt=0, charges_amount__gte=0), name="a_sample_payment_is_money"
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | ~Q(reference=""),
                name="money_by_another_way_names_its_reference",
            ),
            models.UniqueConstraint(
                fields=["entry", "sample_order"], condition=Q(reversed_at=None),
                name="an_entry_pays_a_sample_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sample_order_id}: {self.amount}"


class SampleCreditState(models.TextChoices):
    """A credit waits for an order, is taken off one, ends unused, or ends with the payment that was taken back."""

    OPEN = "open", N_("Open")
    APPLIED = "applied", N_("Taken off an order")
    EXPIRED = "expired", N_("Ended unused")
    VOID = "voided", N_("Void")


class SampleCredit(Stateful):
    """The fee of paid samples, which comes back with the first order that reaches the minimum quantity, once.

    Once it is taken off an order the database lets it go again only when that order was cancelled.
    """

    EVENT = "sample_credit"
    MOVES = {
        SampleCreditState.OPEN: {
            SampleCreditState.APPLIED, SampleCreditState.EXPIRED, SampleCreditState.VOID,
        },
        SampleCreditState.APPLIED: {SampleCreditState.OPEN},
    }  # fmt: skip
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    sample_order = models.ForeignKey(SampleOrder, on_delete=models.PROTECT, related_name="credits")
    state = models.CharField(max_length=20, choices=SampleCreditState.choices, default=SampleCreditState.OPEN)
    amount = MoneyField()
    given_at = models.DateTimeField()
    expires_on = models.DateField()
    order = models.ForeignKey(
        "orders.Order", null=True, on_delete=models.PROTECT, related_name="sample_credits"
    )
    applied_at = models.DateTimeField(null=True)

    objects = Records["SampleCredit"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number", "deal_id", "sample_order_id", "amount_amount", "amount_currency", "given_at", "expires_on",
            )
        ),
        FrozenOnce(
            columns=("state", "order_id", "applied_at"), states=(SampleCreditState.APPLIED,),
            opened_by=OpenedBy("orders_order", "id", "cancelled", key="order_id"),
        ),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_amount__gt=0), name="a_sample_credit_is_money"),
            models.CheckConstraint(
                condition=Q(state="applied", order__isnull=False, applied_at__isnull=False)
                | (~Q(state="applied") & Q(order=None, applied_at=None)),
                name="a_sample_credit_names_the_order_that_took_it",
            ),
            models.UniqueConstraint(
                fields=["sample_order"], condition=~Q(state="voided"), name="a_sample_fee_is_credited_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="sample_credit_by_end")]

    def __str__(self) -> str:
        return self.number


# code → (word, unit): what is measured before a piece is sealed
MEASURED = {
    "power": (N_("Power"), "W"), "luminous_flux": (N_("Luminous flux"), "lm"), "cct": (N_("Colour temperature"), "K"),
    "cri": (N_("Colour rendering Ra"), ""), "x": (N_("Chromaticity x"), ""), "y": (N_("Chromaticity y"), ""),
    "power_factor": (N_("Power factor"), ""),
}  # fmt: skip


class GoldenState(models.TextChoices):
    """A golden sample is kept, until it is no longer the reference."""

    KEPT = "kept", N_("Kept")
    WITHDRAWN = "withdrawn", N_("No longer the reference")


class GoldenSample(Stateful):
    """One piece of a sample order, sealed and kept with us: production and inspection compare with it.

    ``measured`` holds what was measured before it was sealed, by code of ``MEASURED`` as decimal text.
    """

    EVENT = "golden_sample"
    MOVES = {GoldenState.KEPT: {GoldenState.WITHDRAWN}}
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(SampleLine, on_delete=models.PROTECT, related_name="golden_samples")
    state = models.CharField(max_length=20, choices=GoldenState.choices, default=GoldenState.KEPT)
    seal_number = models.CharField(max_length=40)
    kept_in = models.CharField(max_length=120, help_text="shelf, cabinet")
    measured = models.JSONField(default=dict)
    remark = models.CharField(max_length=500, default="", blank=True)
    sealed_on = models.DateField()
    sealed_by = models.CharField(max_length=200)
    withdrawn_because = models.CharField(max_length=300, default="", blank=True)

    objects = Records["GoldenSample"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number",
                "deal_id",
                "line_id",
                "seal_number",
                "measured",
                "remark",
                "sealed_on",
                "sealed_by",
            )
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="kept"), name="one_golden_sample_per_line"
            ),
            models.UniqueConstraint(fields=["seal_number"], name="one_golden_sample_per_seal"),
        ]
        indexes = [
            GinIndex(
                fields=["number", "seal_number", "kept_in"], opclasses=["gin_trgm_ops"] * 3, name="golden_sample_words"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class GoldenPhoto(models.Model):
    """A photo of a golden sample before it was sealed."""

    golden_sample = models.ForeignKey(GoldenSample, on_delete=models.PROTECT, related_name="photos")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)

    objects = Records["GoldenPhoto"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
