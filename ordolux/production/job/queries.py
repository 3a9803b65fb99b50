"""What we ask of jobs."""

from django.db.models import Count, Q, QuerySet

from ordolux.foundation.actors import Actor
from ordolux.production.job.models import Job, JobState


def jobs_visible_to(actor: Actor) -> QuerySet[Job]:
    """The jobs that ``actor`` may see, newest first, each with order, buyer, product and the count of its batches."""
    return (
        Job.objects.visible_to(actor)
        .select_related("order", "product", "deal__buyer", "line")
        .annotate(
            batch_count=Count("batches", filter=~Q(batches__state="merged")),
            finished_count=Count("batches", filter=Q(batches__state="finished")),
            failed_count=Count("batches", filter=Q(batches__state__in=["failed", "reworked", "resubmitted"])),
        )
        .order_by("-pk")
    )


def is_production_finished(order_id: int) -> bool:
    """Whether every job of an order that was not withdrawn is finished: what the gate of shipping asks (one statement)."""
    jobs = Job.objects.filter(order_id=order_id).exclude(state=JobState.WITHDRAWN)
    states = list(jobs.values_list("state", flat=True))
    return bool(states) and all(state == JobState.FINISHED for state in states)
