"""What we can make: lines, the time that is booked on them, and the policy by which it is given out."""

from datetime import time
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models

from ordolux.foundation.records import StaffRecords
from ordolux.foundation.search import words_index


class ProductionLine(models.Model):
    """A line that makes products of some families (none named: of all), in shifts of one calendar.

    ``opens`` and ``closes`` bound its working day in the zone ``zone``; ``efficiency`` is the share of the product's
    rate that it reaches.
    """

    code = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=100)
    name_zh = models.CharField(max_length=100)
    families = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    opens = models.TimeField()
    closes = models.TimeField()
    zone = models.CharField(max_length=60, default="Asia/Shanghai")
    calendar = models.CharField(max_length=10, default="CN")
    efficiency = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.85"))
    is_running = models.BooleanField(default=True)
    # a second shift, which may end after midnight; both empty: there is none
    second_opens = models.TimeField(null=True, blank=True)
    second_closes = models.TimeField(null=True, blank=True)

    objects = StaffRecords["ProductionLine"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="a_line_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=models.Q(efficiency__gt=0, efficiency__lte=1),
                name="efficiency_is_a_share_of_the_rate",
            ),
            models.CheckConstraint(
                condition=models.Q(second_opens__isnull=True, second_closes__isnull=True)
                | models.Q(second_opens__isnull=False, second_closes__isnull=False),
                name="a_second_shift_begins_and_ends",
            ),
        ]
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def shifts(self) -> tuple[tuple[time, time], ...]:
        """Begin and end of each shift of a working day."""
        second = (self.second_opens, self.second_closes)
        return (
            ((self.opens, self.closes), (second[0], second[1]))
            if second[0] is not None and second[1] is not None
            else ((self.opens, self.closes),)
        )


class LineClosure(models.Model):
    """A time in which a line does not work although its calendar says so: maintenance, a breakdown. One that was called
    off stays as a trace."""

    line = models.ForeignKey(ProductionLine, on_delete=models.PROTECT, related_name="closures")
    during = DateTimeRangeField()
    reason = models.CharField(max_length=200)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    objects = StaffRecords["LineClosure"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["line", "id"], name="closure_by_line")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.reason}"


class Booking(models.Model):
    """A time on a line that is given to something (``subject``, by its number for people). A cancelled booking stays as
    a trace; of the others no two on one line overlap, which the database refuses."""

    line = models.ForeignKey(ProductionLine, on_delete=models.PROTECT, related_name="bookings")
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="bookings")
    subject = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    number = models.CharField(max_length=40)
    pieces = models.PositiveIntegerField()
    during = DateTimeRangeField()
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    objects = StaffRecords["Booking"].as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="no_line_is_booked_twice",
                expressions=[("line", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(cancelled_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["subject", "subject_id"],
                condition=models.Q(cancelled_at__isnull=True),
                name="one_booking_per_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="booking_by_subject"),
            words_index("number", name="booking_words"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.number}"


class PlanningPolicy(models.Model):
    """How production is planned: what counts as a small order, how large a batch may be, how much of it is tested.

    Small orders go first; a larger one is split into batches of at most ``largest_batch`` pieces. Bookings that begin
    within ``frozen_days`` are not moved any more.
    """

    small_up_to_pieces = models.PositiveIntegerField(default=500)
    medium_up_to_pieces = models.PositiveIntegerField(default=5000)
    largest_batch_pieces = models.PositiveIntegerField(default=5000)
    frozen_days = models.PositiveSmallIntegerField(default=2)
    sample_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(10))
    sample_least = models.PositiveSmallIntegerField(default=5)
    only = models.BooleanField(default=True, unique=True)

    objects = StaffRecords["PlanningPolicy"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="there_is_one_planning_policy"),
            models.CheckConstraint(
                condition=models.Q(largest_batch_pieces__gt=0), name="a_batch_holds_pieces"
            ),
            models.CheckConstraint(
                condition=models.Q(sample_percent__gt=0, sample_percent__lte=100),
                name="the_sample_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return "planning policy"
