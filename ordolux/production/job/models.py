"""Jobs: one for each line of a released order."""

from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.batches import OrderClass
from ordolux.rules.refusal import N_

CLASS_LABELS = {
    OrderClass.SMALL: N_("small: first and fast"),
    OrderClass.MEDIUM: N_("medium"),
    OrderClass.LARGE: N_("large: in batches"),
}


class JobState(models.TextChoices):
    """From the plan to the last inspected piece; ``withdrawn`` when an amendment removed the line before it was scheduled."""

    PLANNED = "planned", N_("Waiting for material")
    READY = "ready", N_("Material complete")
    SCHEDULED = "scheduled", N_("Scheduled")
    RUNNING = "running", N_("In production")
    FINISHED = "finished", N_("Finished")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Job(Stateful):
    """What one line of an order asks the factory to make. ``good_pieces`` are those that passed all inspections."""

    MOVES = {
        JobState.PLANNED: {JobState.READY, JobState.WITHDRAWN},
        # an amendment of the order may ask for more pieces: then material is missing again
        JobState.READY: {JobState.SCHEDULED, JobState.PLANNED, JobState.WITHDRAWN},
        JobState.SCHEDULED: {JobState.RUNNING},
        JobState.RUNNING: {JobState.FINISHED},
    }
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="jobs")
    number = models.CharField(max_length=30, unique=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="jobs")
    line = models.OneToOneField("orders.OrderLine", on_delete=models.PROTECT, related_name="job")
    product = models.ForeignKey("foundation.Product", on_delete=models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.PLANNED)
    pieces = models.PositiveIntegerField()
    good_pieces = models.PositiveIntegerField(default=0)
    order_class = models.CharField(
        max_length=10, choices=[(c.value, label) for c, label in CLASS_LABELS.items()]
    )
    promised_on = models.DateField(null=True)
    planned_at = models.DateTimeField()
    material_complete_at = models.DateTimeField(null=True)

    objects = Records["Job"].as_manager()
    guards = (
        FrozenOnce(columns=("deal_id", "number", "order_id", "line_id", "product_id")),
        FrozenOnce(columns=("pieces",), states=(JobState.SCHEDULED, JobState.RUNNING, JobState.FINISHED)),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pieces__gt=0), name="a_job_makes_pieces"),
            models.CheckConstraint(
                condition=models.Q(good_pieces__lte=models.F("pieces")),
                name="no_more_good_pieces_than_ordered",
            ),
        ]
        indexes = [
            words_index("number", name="job_words"),
            models.Index(fields=["state", "id"], name="job_by_state"),
            models.Index(fields=["order", "id"], name="job_by_order"),
        ]

    def __str__(self) -> str:
        return self.number
