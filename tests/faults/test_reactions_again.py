"""A worker that died after a reaction's deed and before its job was marked as done carries the reaction out once more."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import Error, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.deeds import countersign_proforma
from ordolux.orders.tests import desk
from ordolux.process import tasks
from ordolux.process.tasks import react, run_routines, send_letter
from tests.faults.invariants import check
from tests.faults.spine import Scene
from tests.faults.tearing import Attempt, TornOff, watched

# jobs are the worker's own books; a file that was printed again and linked nowhere is harmless
ASIDE = ("procrastinate_", "django_", "edges_cache", "usersessions_", "foundation_storedfile")


def test_reactions_up_to_the_sealed_contract_may_be_carried_out_again(
    live_database: str, worker: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    scene = Scene()
    order = scene.placed()
    worker()  # prints the proforma invoice
    proforma = Proforma.objects.get(order=order)
    if proforma.received_at is None:
        desk.received(proforma)
    desk.sign(proforma, scene.office.anna.actor(), desk.NOON + timedelta(hours=2))
    worker()  # seals it
    countersign_proforma(proforma, by=scene.office.mei, at=desk.NOON + timedelta(hours=3))
    worker()  # seals it again, with ours
    assert Document.objects.filter(kind="proforma", is_sealed=True).count() == 2
    _again(worker, caplog)


def test_reactions_up_to_a_claim_may_be_carried_out_again(
    live_database: str, worker: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    Scene().claimed()
    worker()
    _again(worker, caplog)


def test_reactions_torn_off_at_files_and_commits_are_carried_out_once(
    live_database: str, tmp_path: Path, settings: Any
) -> None:
    """A worker dies with a half written file, before a commit, and after one; another takes the job up each time."""
    settings.ORDOLUX_OUTGOING = tmp_path
    scene = Scene()
    order = scene.placed()
    torn = _work_torn_off()
    proforma = Proforma.objects.get(order=order)
    desk.sign(desk.received(proforma) if proforma.received_at is None else proforma,
              scene.office.anna.actor(), desk.NOON + timedelta(hours=2))  # fmt: skip
    torn += _work_torn_off()

    assert min(torn["file"], torn["commit"], torn["after"]) > 0, torn
    assert Document.objects.filter(kind="proforma", is_sealed=True).count() == 1
    found, _ = check([], tmp_path, numbers=["I2", "I3", "I4", "I5", "I7", "I9", "I10"])
    assert found == []


def test_routines_that_lose_their_database_are_asked_again_and_leave_no_failed_job(
    live_database: str, worker: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def lose_it_once(at: datetime) -> None:
        asked.append(True)
        if len(asked) == 1:
            _end_my_connection()
            Event.objects.exists()

    monkeypatch.setattr(tasks, "ROUTINES", [lose_it_once])
    run_routines.defer()
    worker(later=True)
    assert len(asked) >= 2, "once more at least; the clock may have asked in between"
    assert not ProcrastinateJob.objects.filter(status="failed").exists()


def _end_my_connection() -> None:
    """The server ends the connection of this thread, as it does when it goes down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()
    told = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in ("dbname", "user", "host", "port", "password")
    }
    with psycopg.connect(**told, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [own])


def _work_torn_off() -> Counter[str]:
    """Carry out every job there is, in order, each torn off before it is let through; how often each way."""
    torn: Counter[str] = Counter()
    ways = {
        "file": Attempt(at_kind="file"),
        "commit": Attempt(at_kind="commit"),
        "after": Attempt(after_commit=True),
    }
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
        task = send_letter if job.task_name == send_letter.name else react
        for way, attempt in ways.items():
            trial = replace(attempt, steps=[])
            try:
                with watched(trial):
                    task.func(**job.args)
            except (TornOff, Error):
                assert trial.is_torn
                connection.close()
                torn[way] += 1
            else:
                break
        else:
            task.func(**job.args)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job.pk])
    return torn


def _again(worker: Callable[..., None], caplog: pytest.LogCaptureFixture) -> None:
    """Carry out every reaction to every event once more: no row changes, nothing fails."""
    worker(later=True)  # letters that wait to be withdrawn leave now, not in the middle of the comparison
    before, events = _rows(), list(Event.objects.order_by("pk").values_list("pk", flat=True))
    caplog.clear()
    with caplog.at_level(logging.ERROR, logger="ordolux"):
        for event in events:
            react.func(event)
    worker()
    after = _rows()
    assert {table for table in before if before[table] != after[table]} == set()
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []


def _rows() -> dict[str, str]:
    """A hash over the rows of each table."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if not t.startswith(ASIDE)]
        told = {}
        for table in tables:
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) FROM {table} x"
            )
            told[table] = str(cursor.fetchone()[0])
        return told
