"""What lies in our store: lots of material with the papers by which they were let in, and every move of them."""

from decimal import Decimal

from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.guards import AppendOnly, FrozenOnce, Sql
from ordolux.foundation.records import StaffRecords
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_

# The amounts of a lot are the sum of its moves: the trigger alone writes them, and the constraints of the lot refuse
# a move that would take or promise more than there is.
AMOUNTS = """
CREATE OR REPLACE FUNCTION ordolux_begin_lot_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.on_hand := 0;
  NEW.reserved := 0;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lot_begins_empty BEFORE INSERT ON foundation_lot
  FOR EACH ROW EXECUTE FUNCTION ordolux_begin_lot_empty();

CREATE OR REPLACE FUNCTION ordolux_move_stock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE foundation_lot SET on_hand = on_hand + NEW.on_hand_change, reserved = reserved + NEW.reserved_change
    WHERE id = NEW.lot_id;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER stock_moves_the_lot AFTER INSERT ON foundation_stockmove
  FOR EACH ROW EXECUTE FUNCTION ordolux_move_stock();
REVOKE UPDATE ON foundation_lot FROM {app};
GRANT UPDATE (state, version, state_because) ON foundation_lot TO {app};
"""


class LotState(models.TextChoices):
    """Material waits until its papers are accepted; only a released lot can be promised to a job."""

    QUARANTINED = "quarantined", N_("In quarantine")
    RELEASED = "released", N_("Released")
    REJECTED = "rejected", N_("Rejected")


class Lot(Stateful):
    """One delivery of one lot of a part, with the certificate and the test report by which it was let in.

    ``on_hand`` and ``reserved`` (in the part's unit) are kept by the database from the moves: never below zero, and
    never more reserved than there is.
    """

    MOVES = {
        LotState.QUARANTINED: {LotState.RELEASED, LotState.REJECTED},
        LotState.RELEASED: {LotState.QUARANTINED},
    }
    # what comes with good papers needs no quarantine
    BEGINS = frozenset({LotState.QUARANTINED, LotState.RELEASED})
    number = models.CharField(max_length=30, unique=True)
    part = models.ForeignKey("foundation.Part", on_delete=models.PROTECT, related_name="lots")
    supplier = models.ForeignKey("foundation.Supplier", on_delete=models.PROTECT, related_name="lots")
    lot_number = models.CharField(max_length=80, help_text="the supplier's own")
    state = models.CharField(max_length=20, choices=LotState.choices, default=LotState.QUARANTINED)
    delivered_on = models.DateField()
    certificate = models.ForeignKey(
        "foundation.SupplierCertificate", on_delete=models.PROTECT, related_name="+"
    )
    test_report = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    on_hand = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    reserved = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    state_because = models.CharField(
        max_length=300, default="", blank=True, help_text="why it is held or refused"
    )
    made_at = models.DateTimeField()

    objects = StaffRecords["Lot"].as_manager()
    guards = (
        Sql(AMOUNTS),
        FrozenOnce(
            columns=(
                "number",
                "part_id",
                "supplier_id",
                "lot_number",
                "delivered_on",
                "certificate_id",
                "test_report_id",
            )
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(on_hand__gte=0), name="a_lot_is_never_below_zero"),
            models.CheckConstraint(
                condition=models.Q(reserved__gte=0, reserved__lte=models.F("on_hand")),
                name="no_more_is_reserved_than_there_is",
            ),
        ]
        indexes = [
            models.Index(fields=["part", "state", "id"], name="lot_by_part"),
            words_index("number", "lot_number", name="lot_words"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def free(self) -> Decimal:
        """What is there and promised to nobody."""
        return self.on_hand - self.reserved


class StockMoveKind(models.TextChoices):
    """Why the amounts of a lot change."""

    RECEIVED = "received", N_("Received")
    RESERVED = "reserved", N_("Reserved for a job")
    FREED = "freed", N_("No longer reserved")
    ISSUED = "issued", N_("Issued to a batch")
    ADJUSTED = "adjusted", N_("Adjusted after counting")


class StockMove(models.Model):
    """One change of a lot's amounts; the lot follows by trigger. ``subject`` names what it was for (a job, a batch)."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=20, choices=StockMoveKind.choices)
    on_hand_change = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    reserved_change = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    reason = models.CharField(max_length=300, default="", blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = StaffRecords["StockMove"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id"], name="stock_move_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.lot_id}"
