"""What the worker tries again, and when it gives up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from procrastinate import utils
from procrastinate.jobs import Job

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import note_letter_failed, queue_letter, retry_letter
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.process.routines import ROUTINES
from ordolux.process.tasks import AGAIN, LETTER_AGAIN, Again
from ordolux.process.worker import MOST_RESCUES, bring_back_stalled_jobs
from tests.faults.business import letters_in
from tests.faults.spine import Scene

HOUR = 3600


def wait_after(strategy: Again, fault: BaseException, starts: int) -> float | None:
    job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=starts)
    decided = strategy.get_retry_decision(exception=fault, job=job)
    if decided is None:
        return None
    assert decided.retry_at is not None
    return round((decided.retry_at - utils.utcnow()).total_seconds())


def test_a_fault_of_ours_is_tried_eight_times_and_then_shown() -> None:
    assert [wait_after(AGAIN, KeyError("x"), starts) for starts in range(9)] == [
        2,
        4,
        8,
        16,
        32,
        60,
        60,
        60,
        None,
    ]


def test_a_database_that_is_away_is_waited_for_without_end_and_never_longer_than_a_minute() -> None:
    wrapped = RuntimeError("while writing")
    wrapped.__cause__ = OperationalError("the database system is starting up")
    for fault in (OperationalError("gone"), OSError(28, "No space left on device"), wrapped):
        assert wait_after(AGAIN, fault, 5000) == 60


def test_a_letter_is_tried_soon_at_first_and_for_five_days() -> None:
    waits = [wait_after(LETTER_AGAIN, ValueError("451"), starts) for starts in range(LETTER_AGAIN.most + 1)]
    assert waits[:5] == [2, 4, 8, 16, 32] and waits[-1] is None
    told = [wait for wait in waits if wait is not None]
    assert max(told) == HOUR and 5 * 24 * HOUR <= sum(told) <= 5.2 * 24 * HOUR


@pytest.fixture
def held_job(db: Any) -> int:
    """A job whose worker is gone, and which an outage has cost six starts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts)"
            " VALUES ('now', 'process.react', '{\"event_id\": 0}', 'doing', 6) RETURNING id"
        )
        return int(cursor.fetchone()[0])


def test_a_job_is_laid_aside_for_the_workers_it_lost_not_for_the_starts_that_an_outage_cost(
    held_job: int,
) -> None:
    states = []
    for _ in range(MOST_RESCUES):
        states += [state for job, state in bring_back_stalled_jobs() if job == held_job]
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s AND status = 'todo'", [held_job]
            )
    assert states == ["todo"] * (MOST_RESCUES - 1) + ["failed"]


def test_a_letter_that_was_refused_for_good_leaves_when_somebody_puts_it_into_the_outbox_again(
    live_database: str, worker: Callable[..., None], tmp_path: Path, settings: Any
) -> None:
    settings.ORDOLUX_OUTGOING = tmp_path
    office = Scene().office
    at = clock.now()
    letter = queue_letter(
        deal=None,
        to=["anna@nordlicht.example"],
        subject="Our answer",
        text="Dear Anna",
        by=office.mei,
        at=at,
        is_urgent=True,
    )
    refused = note_letter_failed(letter, answer="554 not like this", is_final=True, by=Actor.system(), at=at)
    worker()  # what was queued at first finds a letter that failed, and leaves it alone
    assert list(tmp_path.iterdir()) == []

    retry_letter(refused, by=office.mei, at=clock.now())
    worker()
    assert Message.objects.get(pk=letter.pk).state == MessageState.SENT
    assert len(letters_in(tmp_path)) == 1


def test_what_the_worker_writes_is_committed_together_with_the_jobs_that_follow(
    live_database: str, worker: Callable[..., None]
) -> None:
    """A job that is committed on its own may run before its line of the journal exists, or without it for ever."""
    Scene().placed()  # its proforma invoice is printed and sent by the worker
    worker()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE told.xmin = line.xmin) FROM procrastinate_jobs job"
            " JOIN procrastinate_events told ON told.job_id = job.id AND told.type = 'deferred'"
            " JOIN foundation_event line ON line.id = (job.args ->> 'event_id')::bigint"
            " WHERE line.actor = 'system'"
        )
        ((jobs, together),) = cursor.fetchall()
    assert jobs > 0
    assert together == jobs


def test_in_a_company_that_is_not_set_up_yet_no_routine_fails(db: Any) -> None:
    for routine in ROUTINES:
        routine(clock.now())
