"""A deed that is torn off at any of its statements leaves nothing: no row, no number, no job, no file linked.

The points are not listed by hand: each statement that a deed of the spine sends is one, and so is its commit.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, connections

from tests.faults.spine import CASES, Case, Scene

# Numbers of a plain sequence and files without a record may be left: both are harmless and say so in the guide.
_HARMLESS = {"foundation_storedfile", "django_migrations"}
_FEW = 4
_TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)


class TornOff(Exception):
    """The plug is pulled."""


@contextmanager
def torn_off_at(point: int) -> Iterator[list[str]]:
    """Raise at the statement with this number (the first is 1; 0: never)."""
    sent: list[str] = []

    def send(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        if len(sent) == point:
            raise TornOff
        return execute(sql, params, many, context)

    with connection.execute_wrapper(send):
        yield sent


def all_rows() -> dict[str, tuple[int, str]]:
    """For each table how many rows it has and a sum over their contents (which a change alters too)."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        names = [name for (name,) in cursor.fetchall() if name not in _HARMLESS]
        cursor.execute(" UNION ALL ".join(
            f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM \"{name}\" t"
            for name in names
        ))  # fmt: skip
        return {name: (rows, content) for name, rows, content in cursor.fetchall()}


@contextmanager
def server_gone_at_the_commit() -> Iterator[None]:
    """The server's process of our connection ends when everything was sent and the commit is about to be."""
    ours = connections["default"]
    commit = ours.commit

    def die() -> None:
        with psycopg.connect(**ours.get_connection_params() | {"autocommit": True}) as another:
            another.execute("SELECT pg_terminate_backend(%s)", [ours.connection.info.backend_pid])
        commit()

    ours.commit = die  # type: ignore[method-assign]  # put back below
    try:
        yield
    finally:
        ours.commit = commit  # type: ignore[method-assign]  # as it was
        ours.close()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_torn_off_anywhere_a_deed_leaves_nothing(live_database: str, case: Case) -> None:
    step = case.prepare(Scene())
    before, point = all_rows(), 0

    def act() -> None:
        case.deed.once("the form")(*step.read(), by=step.by, at=step.at, **step.said)

    with server_gone_at_the_commit(), pytest.raises(DatabaseError):
        act()
    assert all_rows() == before, "torn off at the commit"

    while True:
        point += 1
        try:
            with torn_off_at(point) as sent:
                act()
        except TornOff:
            assert all_rows() == before, f"torn off at: {sent[-1][:120]}"
            continue
        break
    assert point > _FEW, "there were points at which it could be torn off"
    assert all_rows() != before
