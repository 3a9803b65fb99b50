"""What an administrator does with a background job that failed: try it again, or lay it aside with a reason."""

from datetime import datetime

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotFound, deed, record_event
from ordolux.foundation.parties.models import Firm
from ordolux.rules.refusal import N_, Refusal

KEEPERS = frozenset({Role.ADMINISTRATOR})
# what the queue calls a job that failed and that nobody shall try again
PARKED = "aborted"


class JobDidNotFail(Refusal):
    """Only what failed, or was laid aside, is tried again."""

    message = N_("Job {job} is “{status}”; only a job that failed can be tried again or laid aside.")


@deed("job.retry", roles=KEEPERS)
def retry_job(*, job: int, by: Actor, at: datetime) -> None:
    """Put a job that failed or was laid aside back into the queue; it is done at most once more for each event, as always.

    Raises NotFound, JobDidNotFail.
    """
    found = _job(job, {"failed", PARKED})
    _set(found, "todo")
    record_event("backgroundjob.retried", found, by=by, at=at, job=job, task=found.task_name)


@deed("job.park", roles=KEEPERS)
def park_job(*, job: int, by: Actor, at: datetime, reason: str = "") -> None:
    """Lay a failed job aside: it is no longer counted as trouble, stays visible and can be tried again at any time.

    Raises NotFound, JobDidNotFail.
    """
    found = _job(job, {"failed"})
    _set(found, PARKED)
    record_event(
        "backgroundjob.parked",
        found,
        by=by,
        at=at,
        job=job,
        task=found.task_name,
        reason=reason.strip()[:300],
    )


def _job(number: int, states: set[str]) -> ProcrastinateJob:
    if not 0 < number < 2**63:
        raise NotFound()
    found: ProcrastinateJob | None = ProcrastinateJob.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotFound()
    if found.status not in states:
        raise JobDidNotFail(job=number, status=found.status)
    return found


def _set(job: ProcrastinateJob, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, scheduled_at = NULL,"
            " worker_id = NULL WHERE id = %s", [status, job.pk],
        )  # fmt: skip


@deed("journal.note_verification", roles={Role.SYSTEM})
def note_verification(
    firm: Firm, *, streams: int, lines: int, broken: list[str], by: Actor, at: datetime
) -> Firm:
    """Note what computing the whole journal again has found."""
    record_event("journal.verified", firm, by=by, at=at, streams=streams, lines=lines, broken=broken)
    return firm
