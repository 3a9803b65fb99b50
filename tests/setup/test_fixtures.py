"""The arrangement of the tests themselves: a live database is a test's own, and the worker is the real one."""

import urllib.request

import pytest
from django.db import connection
from procrastinate.contrib.django import app


@app.task(name="tests.rename_session")
def rename_session(key: str) -> None:
    """A job that leaves a trace in the database."""
    from django.contrib.sessions.models import Session

    Session.objects.filter(pk=key).update(session_data="worked")


@pytest.fixture
def session_of_anna():
    from django.contrib.sessions.models import Session

    return lambda: Session.objects.create(
        session_key="anna", session_data="waiting", expire_date="2030-01-01T00:00Z"
    )


@pytest.mark.parametrize("_time", ["first", "second"])
def test_every_live_database_is_new(live_database, session_of_anna, _time):
    session_of_anna()

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), (SELECT count(*) FROM django_session)")
        assert cursor.fetchone() == (live_database, 1)


def test_the_worker_carries_out_what_was_committed(worker, session_of_anna):
    session = session_of_anna()
    rename_session.defer(key="anna")

    worker()

    session.refresh_from_db()
    assert session.session_data == "worked"


def test_a_job_that_fails_is_told(worker):
    app.configure_task("tests.nobody_knows_this").defer()

    with pytest.raises(AssertionError, match="nobody_knows_this"):
        worker()


def test_the_site_answers_over_http(live_site):
    with urllib.request.urlopen(live_site.at("/health")) as answer:
        assert answer.read() == b'{"status": "ok"}'
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert f"connect-src 'self' {live_site.live_url}" in answer.headers["Content-Security-Policy"]
