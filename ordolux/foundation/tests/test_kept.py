"""A thread that keeps its connection: the same one for each job, another when it died in between."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection, connections

from ordolux.foundation.journal.models import Event
from ordolux.foundation.kept import keep_connections
from ordolux.foundation.worded import read


@pytest.fixture
def thread(live_database):
    """One thread as of a worker; its connection is closed behind it."""
    told = connections.settings["default"]
    before = dict(told)
    keep_connections()
    with ThreadPoolExecutor(1) as made:
        yield made
        made.submit(connections.close_all).result()
    told.update(before)


def server_process():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def in_a_job(work):
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


def test_the_next_job_finds_the_connection_of_the_one_before(thread):
    first = thread.submit(in_a_job, server_process).result()
    assert thread.submit(in_a_job, server_process).result() == first


@pytest.mark.parametrize(
    "work", [Event.objects.count, lambda: read(Event, "LIMIT 1", [])], ids=["by Django", "worded by hand"]
)
def test_a_connection_that_died_between_two_jobs_costs_neither_of_them_a_try(thread, work):
    first = thread.submit(in_a_job, server_process).result()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])

    thread.submit(in_a_job, work).result()

    assert thread.submit(in_a_job, server_process).result() != first
