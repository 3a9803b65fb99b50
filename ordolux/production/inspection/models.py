"""Batches and their inspection: sealed secret, draw, readings, judgement, nonconformance, appearance."""

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.guards import AppendOnly, FrozenOnce, Sql
from ordolux.foundation.records import Records, StaffRecords
from ordolux.foundation.search import words_index
from ordolux.production.job.models import Job
from ordolux.rules.refusal import N_
from ordolux.rules.sampling import draw_seed


class BatchState(models.TextChoices):
    """A batch from its place in the schedule to its report."""

    PLANNED = "planned", N_("Planned")
    RELEASED = "released", N_("In production")
    PRODUCED = "produced", N_("Made; sample drawn")
    FAILED = "failed", N_("Blocked: sample failed")
    REWORKED = "reworked", N_("In rework")
    RESUBMITTED = "resubmitted", N_("Reworked; new sample drawn")
    PASSED = "passed", N_("Sample passed")
    INSPECTED = "inspected", N_("All pieces inspected")
    FINISHED = "finished", N_("Finished")
    MERGED = "merged", N_("Merged into another batch")


SAMPLED = (BatchState.PRODUCED, BatchState.RESUBMITTED)


class Batch(Stateful):
    """The unit of sampling, report, traceability and part shipment: pieces of one job, counted from 1 to ``pieces``.

    ``round`` counts the draws (1, then one more after each rework); ``secret_hash`` is the SHA-256 of the secret of the
    coming or last draw, shown from the release on. ``open_pieces`` still wait for the look at their appearance.
    """

    MOVES = {
        BatchState.PLANNED: {BatchState.RELEASED, BatchState.MERGED},
        BatchState.RELEASED: {BatchState.PRODUCED},
        BatchState.PRODUCED: {BatchState.PASSED, BatchState.FAILED},
        BatchState.FAILED: {BatchState.REWORKED},
        BatchState.REWORKED: {BatchState.RESUBMITTED},
        BatchState.RESUBMITTED: {BatchState.PASSED, BatchState.FAILED},
        BatchState.PASSED: {BatchState.INSPECTED},
        BatchState.INSPECTED: {BatchState.FINISHED},
    }
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="batches")
    number = models.CharField(max_length=30, unique=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="batches")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=BatchState.choices, default=BatchState.PLANNED)
    pieces = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=0)
    secret_hash = models.CharField(max_length=64, default="", blank=True)
    code = models.CharField(max_length=24, default=new_code, help_text="by which its report is verified")
    open_pieces = models.PositiveIntegerField(default=0)
    good_pieces = models.PositiveIntegerField(default=0)
    scrap_pieces = models.PositiveIntegerField(default=0)
    planned_start_at = models.DateTimeField(null=True)
    planned_end_at = models.DateTimeField(null=True)
    why = models.CharField(
        max_length=30, default="", blank=True, help_text="why the schedule placed it there"
    )
    late_seconds = models.PositiveIntegerField(default=0)
    is_pinned = models.BooleanField(
        default=False, help_text="a person gave it its place, and the schedule leaves it there"
    )
    # what workers and the customer were told; the plan may differ until it is published anew
    published_start_at = models.DateTimeField(null=True)
    published_end_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    produced_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = Records["Batch"].as_manager()
    guards = (
        FrozenOnce(columns=("deal_id", "number", "job_id", "position", "code")),
        # a planned batch may still be split or merged; once it is released its pieces stand
        FrozenOnce(
            columns=("pieces",),
            states=(
                "released",
                "produced",
                "failed",
                "reworked",
                "resubmitted",
                "passed",
                "inspected",
                "finished",
            ),
        ),
        FrozenOnce(
            columns=("secret_hash", "round"),
            states=("released", "produced", "resubmitted", "reworked", "passed"),
        ),
        FrozenOnce(columns=("good_pieces", "scrap_pieces", "finished_at"), states=("finished",)),
    )

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="one_batch_per_place_of_a_job"),
            models.CheckConstraint(condition=models.Q(pieces__gt=0), name="a_batch_has_pieces"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["inspected", "finished"])
                | models.Q(
                    open_pieces=0,
                    pieces=models.F("good_pieces") + models.F("scrap_pieces") + models.F("open_pieces"),
                ),
                name="every_piece_of_a_batch_is_accounted_for",
            ),
        ]
        indexes = [
            words_index("number", name="batch_words"),
            models.Index(fields=["state", "planned_start_at", "id"], name="batch_by_state"),
            models.Index(fields=["deal", "id"], name="batch_by_deal"),
        ]

    def __str__(self) -> str:
        return self.number

    def label_of_round(self, draw_round: int) -> str:
        """The name under which a draw is made: the batch's number, after a rework with ``-R1``, ``-R2`` …"""
        return self.number if draw_round <= 1 else f"{self.number}-R{draw_round - 1}"

    @property
    def is_published(self) -> bool:
        """Whether workers and the customer know the times that the plan gives it."""
        return (self.published_start_at, self.published_end_at) == (
            self.planned_start_at,
            self.planned_end_at,
        )

    def was_due(self, at: datetime) -> bool:
        """Whether the batch should have ended by now and has not."""
        return self.planned_end_at is not None and self.produced_at is None and self.planned_end_at < at


class SealedSecret(models.Model):
    """The secret of a draw before it may be known. No page, letter or interface shows this table; what was revealed
    stands in ``Draw``. Its SHA-256 went into the journal when it was made."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    secret = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    guards = (AppendOnly(),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "round"], name="one_secret_per_draw")]

    def __str__(self) -> str:
        return f"secret of {self.batch_id}, draw {self.round}"


class InstrumentState(models.TextChoices):
    """An instrument is used, or put away."""

    USED = "used", N_("In use")
    RETIRED = "retired", N_("Put away")


class Draw(models.Model):
    """A sample as it was drawn when the batch closed: everything that is needed to repeat it."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="draws")
    round = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    pieces = models.PositiveIntegerField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    secret = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64)
    units = ArrayField(models.PositiveIntegerField())
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=200)

    objects = Records["Draw"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "round"], name="one_draw_per_round")]
        ordering = ["round"]

    def __str__(self) -> str:
        return self.label

    @property
    def size(self) -> int:
        """How many pieces were drawn."""
        return len(self.units)

    @property
    def seed_text(self) -> str:
        """The text whose SHA-256 is the key of the draw."""
        return f"{self.label}|LOT={self.pieces}|beacon={self.secret}"

    @property
    def seed(self) -> str:
        """The key of the draw in hex."""
        return draw_seed(self.label, self.pieces, self.secret).hex()


class Instrument(Stateful):
    """A measuring instrument of the works: what it shows counts only while its calibration is valid."""

    MOVES = {InstrumentState.USED: {InstrumentState.RETIRED}, InstrumentState.RETIRED: {InstrumentState.USED}}
    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    serial = models.CharField(max_length=80)
    state = models.CharField(max_length=20, choices=InstrumentState.choices, default=InstrumentState.USED)
    calibrated_on = models.DateField()
    calibrated_until = models.DateField()
    certificate = models.ForeignKey(
        "foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = StaffRecords["Instrument"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(calibrated_until__gte=models.F("calibrated_on")),
                name="a_calibration_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def label(self) -> str:
        """How sheets and reports name it: its name and serial number."""
        return f"{self.name}, {self.serial}"

    def is_calibrated(self, on: date) -> bool:
        """Whether what it shows on a day counts."""
        return self.calibrated_until >= on


class ReadingSheet(models.Model):
    """Readings as they were handed in: by whom, with which instrument, from which file. A sheet that was refused keeps
    its original and what was wrong with it, and no readings."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sheets")
    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT, related_name="sheets")
    instrument = models.CharField(max_length=120, default="", blank=True)
    calibrated_until = models.DateField(null=True)
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255, default="", blank=True)
    is_refused = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    entered_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = StaffRecords["ReadingSheet"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"sheet {self.pk} of {self.batch_id}"


# Readings may be corrected until the sample is judged; from then on they stand.
FROZEN_READINGS = """
CREATE OR REPLACE FUNCTION ordolux_freeze_judged_readings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE judged bigint;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT id INTO judged FROM production_judgement WHERE draw_id = OLD.draw_id;
  END IF;
  IF judged IS NULL AND TG_OP <> 'DELETE' THEN
    SELECT id INTO judged FROM production_judgement WHERE draw_id = NEW.draw_id;
  END IF;
  IF judged IS NOT NULL THEN
    RAISE EXCEPTION 'the readings of draw % are judged: % refused', coalesce(NEW.draw_id, OLD.draw_id), TG_OP
      USING ERRCODE = '23514';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER frozen_when_judged BEFORE INSERT OR UPDATE OR DELETE ON production_reading
  FOR EACH ROW EXECUTE FUNCTION ordolux_freeze_judged_readings();
"""


class Reading(models.Model):
    """What the sphere and the meter showed for one drawn piece, ``minute`` minutes after it was switched on."""

    sheet = models.ForeignKey(ReadingSheet, on_delete=models.PROTECT, related_name="readings")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="readings")
    unit = models.PositiveIntegerField()
    minute = models.DecimalField(max_digits=7, decimal_places=2)
    flux_lm = models.DecimalField(max_digits=10, decimal_places=3)
    power_w = models.DecimalField(max_digits=9, decimal_places=4)
    x = models.DecimalField(max_digits=6, decimal_places=5)
    y = models.DecimalField(max_digits=6, decimal_places=5)
    cct_k = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    cri = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    power_factor = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    supply_v = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    ambient_c = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    objects = StaffRecords["Reading"].as_manager()
    guards = (Sql(FROZEN_READINGS),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "unit", "minute"], name="one_reading_per_unit_and_minute")
        ]
        ordering = ["unit", "minute"]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.unit} at {self.minute} min"


class FailReason(models.TextChoices):
    """Why a drawn piece fails without a measurement that says so."""

    DARK = "dark", N_("Does not light")
    FLICKERS = "flickers", N_("Flickers")
    BROKEN = "broken", N_("Broken")
    NOISE = "noise", N_("Hums or buzzes")
    OTHER = "other", N_("Another fault")


class FailedPiece(models.Model):
    """A drawn piece that an inspector failed by eye, with a photo: it counts as failed whatever was measured on it."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="failed_pieces")
    unit = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, choices=FailReason.choices)
    photo = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    failed_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = StaffRecords["FailedPiece"].as_manager()
    guards = (FrozenOnce(columns=("deal_id", "draw_id", "unit", "reason", "photo_id", "failed_by", "at")),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "unit"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="a_drawn_piece_fails_once",
            )
        ]
        ordering = ["unit"]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.unit} {self.reason}"


class Judgement(models.Model):
    """The verdict on a drawn sample against what the order line agreed, with every check; it is never changed."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="judgement")
    is_passed = models.BooleanField()
    agreed = models.JSONField(default=dict)
    method = models.CharField(max_length=300)
    checks = models.JSONField(default=list)
    units = models.JSONField(default=list)
    judged_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = Records["Judgement"].as_manager()
    guards = (AppendOnly(),)

    def __str__(self) -> str:
        return f"judgement of {self.draw_id}"

    @property
    def measured_units(self) -> list[dict[str, Any]]:
        """The pieces of the sample that were measured; those that failed by eye alone are left out."""
        return [unit for unit in self.units if "x" in unit]

    @property
    def failed_by_eye(self) -> list[dict[str, Any]]:
        """The pieces of the sample that an inspector failed by eye, with the reason."""
        return [unit for unit in self.units if "reason" in unit]

    @property
    def failed_units(self) -> list[int]:
        """The pieces of the sample that failed."""
        return [unit["unit"] for unit in self.units if unit["verdict"] == "failed"]


class NonconformanceState(models.TextChoices):
    """A nonconformance is open until the reworked batch has passed."""

    OPENED = "opened", N_("Open")
    CLOSED = "closed", N_("Closed")


class Nonconformance(Stateful):
    """A batch whose sample failed: what failed, what was done about it, and when it was closed."""

    MOVES = {NonconformanceState.OPENED: {NonconformanceState.CLOSED}}
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="nonconformances")
    number = models.CharField(max_length=30, unique=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="nonconformances")
    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="nonconformance")
    state = models.CharField(
        max_length=20, choices=NonconformanceState.choices, default=NonconformanceState.OPENED
    )
    reasons = models.JSONField(default=list)
    rework = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = StaffRecords["Nonconformance"].as_manager()
    guards = (FrozenOnce(columns=("number", "batch_id", "draw_id", "reasons", "opened_at")),)

    class Meta:
        indexes = [words_index("number", name="nonconformance_words")]

    def __str__(self) -> str:
        return self.number


class AppearanceLook(models.Model):
    """One look at all pieces that were open: each of them is good, goes to rework (and is looked at again) or is scrap.

    ``defects`` lists code and pieces; a piece with two defects counts under both.
    """

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="looks")
    looked_at_pieces = models.PositiveIntegerField()
    good = models.PositiveIntegerField()
    rework = models.PositiveIntegerField()
    scrap = models.PositiveIntegerField()
    defects = models.JSONField(default=list)
    remark = models.TextField(default="", blank=True)
    inspected_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = Records["AppearanceLook"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    looked_at_pieces=models.F("good") + models.F("rework") + models.F("scrap")
                ),
                name="every_piece_looked_at_is_accounted_for",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"look at {self.batch_id}"


class AppearancePhoto(models.Model):
    """A photo of a defect that was found while every piece was looked at; ``unit`` is its piece, where pieces are told
    apart, and ``caption`` what the inspector says of it.
    """

    look = models.ForeignKey(AppearanceLook, on_delete=models.PROTECT, related_name="photos")
    code = models.CharField(max_length=10, help_text="code of the defect that it shows")
    unit = models.PositiveIntegerField(null=True)
    caption = models.CharField(max_length=200, default="", blank=True)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")

    objects = StaffRecords["AppearancePhoto"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.code} of look {self.look_id}"
