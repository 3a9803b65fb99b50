"""What people do to the schedule: moves by hand, and what was published of it."""

from django.db import models

from ordolux.foundation.guards import AppendOnly, FrozenOnce
from ordolux.foundation.records import StaffRecords
from ordolux.production.inspection.models import Batch


class PlanMove(models.Model):
    """One batch moved by hand: the places (batch, line, from, until, pinned) of all batches that it changed, before and
    after, so that it can be taken back as long as nothing else has moved them."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="plan_moves")
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    moved_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = StaffRecords["PlanMove"].as_manager()
    guards = (FrozenOnce(columns=("deal_id", "batch_id", "before", "after", "moved_by", "at")),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"move {self.pk} of {self.batch_id}"


class PlanPublication(models.Model):
    """The plan as it was told to workers and customers: which batches got other times than were known before."""

    changes = models.JSONField(default=list)
    published_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = StaffRecords["PlanPublication"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"publication {self.pk}"
