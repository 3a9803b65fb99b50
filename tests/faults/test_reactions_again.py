"""A worker that died after a reaction's deed and before its job was marked as done carries the reaction out once more."""

import logging
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.deeds import countersign_proforma
from ordolux.orders.tests import desk
from ordolux.process.tasks import react
from tests.faults.spine import Scene

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


def test_a_connection_that_died_while_nobody_used_it_costs_no_job_a_try(live_database: str) -> None:
    Scene().inquiry()
    event = Event.objects.latest("pk")
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
    react.func(event.pk)
    assert Event.objects.filter(pk=event.pk).exists()


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
