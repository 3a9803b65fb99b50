"""Instalments that are due, bank statements that came, and which entry paid what."""

from dataclasses import replace
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly, FrozenOnce, Sql
from ordolux.foundation.records import Records, StaffRecords
from ordolux.foundation.search import words_index
from ordolux.orders.agreement.models import BY_AMENDMENT
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_


class Instalment(models.Model):
    """A part of an order's total: deposit, balance. ``credited`` counts what was allocated, ``charges`` what the banks
    kept and we bear, ``noted_amount`` what credit notes took off (in the currency of the due amount); together they
    never exceed the due amount. ``due_on`` is known when the event came that makes it due."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="instalments")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    percent = models.DecimalField(max_digits=6, decimal_places=3)
    due = MoneyField()
    credited = MoneyField()
    charges = MoneyField()
    noted_amount = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    due_on = models.DateField(null=True)
    paid_at = models.DateTimeField(null=True)

    objects = Records["Instalment"].as_manager()
    guards = (
        FrozenOnce(columns=("deal_id", "order_id", "position", "percent", "due_currency")),
        FrozenOnce(columns=("due_amount",), opened_by=replace(BY_AMENDMENT, key="order_id")),
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_instalment_per_position"),
            models.CheckConstraint(
                condition=Q(credited_amount__gte=0, charges_amount__gte=0, noted_amount__gte=0)
                & Q(due_amount__gte=F("credited_amount") + F("charges_amount") + F("noted_amount")),
                name="an_instalment_is_not_overpaid",
            ),
        ]
        indexes = [models.Index(fields=["paid_at", "due_on", "id"], name="instalment_by_due")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.name}"

    @property
    def settled(self) -> Money:
        """What is done of it: credited, kept by banks, taken off by credit notes."""
        return self.credited + self.charges + Money(self.noted_amount, self.due.currency)

    @property
    def still_open(self) -> Money:
        """What is still to be paid."""
        return self.due - self.settled


class StatementState(models.TextChoices):
    """A statement file is kept whatever it says; only a readable one is imported."""

    RECEIVED = "received", N_("Received")
    IMPORTED = "imported", N_("Imported")
    REFUSED = "refused", N_("Not readable")


class BankStatement(Stateful):
    """A bank statement as a file: kept first, then imported whole or not at all, with findings by place."""

    MOVES = {StatementState.RECEIVED: {StatementState.IMPORTED, StatementState.REFUSED}}
    number = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=20, choices=StatementState.choices, default=StatementState.RECEIVED)
    file = models.OneToOneField("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    account = models.CharField(max_length=60, default="", blank=True)
    reference = models.CharField(max_length=80, default="", blank=True)
    entries_count = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    columns = models.JSONField(default=dict, help_text="of a table: which column says what")
    form = models.CharField(max_length=12, default="", blank=True, help_text="camt053, mt940, bank_table")
    received_at = models.DateTimeField()

    objects = StaffRecords["BankStatement"].as_manager()

    def __str__(self) -> str:
        return self.number


# What the rule of recognising says, once more where no path leads around it. One writer at a time, so that two statements
# that are taken in at once see each other; two alike lines of one statement are two payments.
NO_DOUBLE = """
CREATE OR REPLACE FUNCTION ordolux_bank_entry_is_no_double() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE double text;
BEGIN
  IF NEW.batch_of_id IS NOT NULL OR NEW.perhaps_id IS NOT NULL OR NEW.booked_on IS NULL OR NOT NEW.is_booked THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(%(lock)s);
  SELECT s.number INTO double FROM orders_bankentry e JOIN orders_bankstatement s ON s.id = e.statement_id
    WHERE e.account_mark = NEW.account_mark AND e.booked_on = NEW.booked_on AND e.batch_of_id IS NULL AND e.is_booked
      AND coalesce(e.booking_amount, e.amount_amount) = coalesce(NEW.booking_amount, NEW.amount_amount)
      AND e.amount_currency = NEW.amount_currency AND e.statement_id <> NEW.statement_id
      AND ((e.bank_mark <> '' AND e.bank_mark = NEW.bank_mark)
        OR ((e.bank_mark = '' OR NEW.bank_mark = '') AND e.payer_mark <> '' AND e.payer_mark = NEW.payer_mark
          AND s.form <> (SELECT form FROM orders_bankstatement WHERE id = NEW.statement_id)))
    LIMIT 1;
  IF double IS NOT NULL THEN
    RAISE EXCEPTION 'this payment is known from statement %%', double USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER no_double BEFORE INSERT ON orders_bankentry
  FOR EACH ROW EXECUTE FUNCTION ordolux_bank_entry_is_no_double();
"""
BANK_BOOKS_LOCK = 0x0BA0B001


class BankEntry(models.Model):
    """One credited amount of a statement. The same line in two statements is one row (``key``); the same payment in two
    forms of statement too (``rules.statements.recognising``), told by account, day, amount and the references in
    ``bank_mark`` and ``payer_mark`` (as they are compared). Of a batch each payment is a row: ``booking_amount`` is what
    the bank booked in one sum, and all but the first row name that one in ``batch_of``. ``perhaps`` is the payment that
    this one looks like: it waits until a person says whether it is the same.
    """

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(
        max_length=64, unique=True, help_text="hash of account, bank reference, day and amount"
    )
    reference = models.CharField(max_length=140, default="", blank=True)
    amount = MoneyField()
    instructed_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    allocated_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    payer_name = models.CharField(max_length=200, default="", blank=True)
    payer_account = models.CharField(max_length=60, default="", blank=True)
    remittance = models.TextField(default="", blank=True)
    booked_on = models.DateField(null=True)
    value_on = models.DateField(null=True)
    is_booked = models.BooleanField(default=True)
    decision = models.CharField(
        max_length=10,
        default="",
        blank=True,
        help_text="auto, proposed, manual, aside: no customer's payment, perhaps: the same as another one, or known: it is",
    )
    account_mark = models.CharField(max_length=12, default="", blank=True)
    booking_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    bank_mark = models.CharField(max_length=140, default="", blank=True)
    payer_mark = models.CharField(max_length=140, default="", blank=True)
    batch_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="batch")
    perhaps = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    aside_because = models.CharField(max_length=300, default="", blank=True)

    objects = StaffRecords["BankEntry"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "statement_id",
                "key",
                "reference",
                "amount_amount",
                "amount_currency",
                "payer_name",
                "payer_account",
                "remittance",
                "booked_on",
                "value_on",
                "account_mark",
                "booking_amount",
                "bank_mark",
                "payer_mark",
                "batch_of_id",
                "perhaps_id",
            )
        ),
        Sql(NO_DOUBLE % {"lock": BANK_BOOKS_LOCK}),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(allocated_amount__gte=0, allocated_amount__lte=F("amount_amount")),
                name="an_entry_is_spent_once",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["perhaps", "known"])
                | Q(allocated_amount=0, perhaps__isnull=False),
                name="what_may_be_known_pays_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["booked_on", "account_mark", "amount_amount"], name="entry_by_likeness"),
            models.Index(fields=["decision", "-id"], name="entry_by_decision"),
            words_index("payer_name", "remittance", "reference", "payer_account", name="bank_entry_words"),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.pk)

    @property
    def left(self) -> Money:
        """What is not assigned yet."""
        return Money(self.amount.amount - self.allocated_amount, self.amount.currency)

    @property
    def booked(self) -> Money:
        """What the bank booked in one sum: of a batch the whole."""
        whole = self.amount.amount if self.booking_amount is None else self.booking_amount
        return Money(whole, self.amount.currency)


class KnownLine(models.Model):
    """A line of a statement that was known before as another entry, and what told it (``rules.statements.recognising``)."""

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="known_lines")
    entry = models.ForeignKey(BankEntry, on_delete=models.PROTECT, related_name="known_again")
    by = models.CharField(max_length=10)
    amount = MoneyField()
    booked_on = models.DateField(null=True)
    reference = models.CharField(max_length=140, default="", blank=True)
    payer_name = models.CharField(max_length=200, default="", blank=True)

    objects = StaffRecords["KnownLine"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.reference or self.pk}"


class AllocationState(models.TextChoices):
    """A payment that was assigned stays in the books; when it was wrong, it is reversed and stays there too."""

    CREDITED = "credited", N_("Credited")
    REVERSED = "reversed", N_("Reversed")


class Allocation(Stateful):
    """How much of a bank entry paid an instalment, and what the banks kept of it on the way."""

    EVENT = "payment"
    MOVES = {AllocationState.CREDITED: {AllocationState.REVERSED}}
    state = models.CharField(max_length=20, choices=AllocationState.choices, default=AllocationState.CREDITED)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(BankEntry, on_delete=models.PROTECT, related_name="allocations")
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="allocations")
    credited = MoneyField()
    charges = MoneyField()
    receipt_number = models.CharField(max_length=30, unique=True, help_text="gapless")
    allocated_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)
    reversed_because = models.CharField(max_length=300, default="", blank=True)

    objects = Records["Allocation"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "deal_id",
                "entry_id",
                "instalment_id",
                "credited_amount",
                "credited_currency",
                "charges_amount",
                "charges_currency",
                "receipt_number",
                "allocated_at",
            )
        ),
        FrozenOnce(columns=("reversed_at", "reversed_because"), states=(AllocationState.REVERSED,)),
    )

    class Meta:
        indexes = [words_index("receipt_number", name="allocation_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "instalment"],
                condition=Q(state="credited"),
                name="an_entry_pays_an_instalment_once",
            ),
            models.CheckConstraint(
                condition=Q(state="credited", reversed_at__isnull=True)
                | Q(state="reversed", reversed_at__isnull=False),
                name="a_reversed_payment_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number
