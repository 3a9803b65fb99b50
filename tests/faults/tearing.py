"""A deed is torn off at its own steps before it is done: what a test does anyway becomes a test of crashes.

The steps come from the run itself: each SQL statement, each job put into the queue (a statement too), each file that
is synced, and the commit, with the moment after it when nobody has heard the answer. At each the deed is torn off and
asked for again under the same key; in the end it is done, once.
"""

import copy
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import Error, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ordolux.foundation.deeds import Deed
from ordolux.foundation.deeds.context import running
from tests.faults import touching

# Numbers of a plain sequence and files without a record may be left: both are harmless and say so in the guide.
_HARMLESS = {"foundation_storedfile", "django_migrations"}
_TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)
_KINDS = (
    ("key", re.compile(r"INSERT INTO \"?foundation_deedkey|UPDATE \"?foundation_deedkey")),
    ("journal", re.compile(r"ordolux_write_down")),
    ("file", re.compile(r"^fsync ")),
    ("commit", re.compile(r"^commit$")),
    ("savepoint", re.compile(r"^(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)")),
    ("lock", re.compile(r"FOR UPDATE")),
    ("insert", re.compile(r"^\s*(WITH\b.*)?INSERT", re.DOTALL)),
    ("update", re.compile(r"^\s*(WITH\b.*)?(UPDATE|DELETE)", re.DOTALL)),
)  # fmt: skip
COMMIT = "commit"
KEY = "torn off"


class TornOff(BaseException):
    """The plug is pulled; no ``except Exception`` on the way catches it."""


@dataclass
class Attempt:
    """One try of a deed: what it did so far, and where it is torn off: before the step with this number (counted from 1;
    0: never), before its commit, before its first step of a kind, or at the first step after a commit."""

    until: int = 0
    before_commit: bool = False
    at_kind: str = ""
    after_commit: bool = False
    steps: list[str] = field(default_factory=list)
    outermost: str = ""
    is_torn: bool = False
    is_within_a_test: bool = False

    def step(self, what: str) -> None:
        """Come to one more step; what is sent to take it back after it was torn off is none."""
        if self.is_torn:
            return
        self.steps.append(what)
        if (
            len(self.steps) == self.until
            or (self.before_commit and what == COMMIT)
            or (self.at_kind and kind_of(what) == self.at_kind)
            or (self.after_commit and self.steps[-2:-1] == [COMMIT])
        ):
            self.is_torn = True
            if not connection.in_atomic_block or not self.is_within_a_test:
                # From now on nothing reaches the server, whatever the code on the way out still says to it.
                connection.connection.close()
            raise TornOff(what[:160])

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Before each statement. Where everything is rolled back in the end, a deed's commit is that of its savepoint."""
        text = str(sql)
        if self.is_within_a_test and text.startswith("SAVEPOINT") and not self.outermost:
            self.outermost = text.removeprefix("SAVEPOINT ")
        self.step(COMMIT if text == f"RELEASE SAVEPOINT {self.outermost}" else text)
        return execute(sql, params, many, context)


@dataclass
class Torn:
    """What became of one deed: its steps, and those at which it was torn off."""

    deed: str
    steps: list[str] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)


def kind_of(step: str) -> str:
    """The kind of a step: lock, read, insert, journal (heads, lines and jobs at once), file, commit and so on."""
    return next((kind for kind, pattern in _KINDS if pattern.search(step)), "read")


def every_kind(steps: Sequence[str]) -> list[int]:
    """For each kind of step the last one: what stands before the commit is more than what stands at the beginning."""
    return sorted({kind_of(step): place for place, step in enumerate(steps, start=1)}.values())


def every_step(steps: Sequence[str]) -> list[int]:
    """All of them."""
    return list(range(1, len(steps) + 1))


def chosen() -> Callable[[Sequence[str]], list[int]]:
    """Every step in ``make soak``, each kind of step otherwise."""
    return every_step if os.environ.get("ORDOLUX_TEST_CRASH_POINTS") == "all" else every_kind


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
def watched(attempt: Attempt) -> Iterator[Attempt]:
    """Every statement, every synced file and the commit of this thread's connection is a step of ``attempt``."""
    sync, commit = os.fsync, BaseDatabaseWrapper.commit

    def synced(file: int) -> None:
        attempt.step(f"fsync {Path(f'/proc/self/fd/{file}').readlink()}")
        sync(file)

    def committed(self: BaseDatabaseWrapper) -> None:
        if self is connections[self.alias]:
            attempt.step(COMMIT)
        commit(self)

    os.fsync, BaseDatabaseWrapper.commit = synced, committed  # type: ignore[method-assign]  # put back below
    try:
        with connection.execute_wrapper(attempt.statement):
            yield attempt
    finally:
        os.fsync, BaseDatabaseWrapper.commit = sync, commit  # type: ignore[method-assign]  # as it was


@contextmanager
def torn(names: Sequence[str], choose: Callable[[Sequence[str]], list[int]]) -> Iterator[dict[str, Torn]]:
    """Inside, the first time each of these deeds succeeds it is torn off at the steps that ``choose`` chooses.

    Gives what was torn, by deed. Raises AssertionError where something was left, or was done twice.
    """
    done: dict[str, Torn] = {}
    plain = Deed._do

    def do(self: Any, key: str, seen: int | None, args: Any, kwargs: Any) -> Any:
        if self.name not in names or self.name in done or running() is not None:
            return plain(self, key, seen, args, kwargs)
        found = Torn(self.name)
        result = _torn_and_done(found, self, plain, key or KEY, seen, args, kwargs, choose)
        done[self.name] = found
        return result

    Deed._do = do  # type: ignore[method-assign]  # put back below
    try:
        yield done
    finally:
        Deed._do = plain  # type: ignore[method-assign]  # as it was


def _torn_and_done(
    found: Torn, deed: Any, plain: Any, key: str, seen: Any, args: Any, kwargs: Any, choose: Any
) -> Any:
    def attempt(**told: Any) -> list[str]:
        # Whoever asks again reads the record again: nothing that a torn attempt did to it in memory is left.
        mine, said = copy.deepcopy((args, kwargs))
        now = Attempt(**told, is_within_a_test=connection.in_atomic_block)
        try:
            with _taken_back() if now.is_within_a_test else nullcontext(), watched(now):
                plain(deed, key, seen, mine, said)
        except (TornOff, Error):
            if not now.is_torn:
                raise
            if not now.is_within_a_test:
                connection.close()
            return now.steps
        raise AssertionError(f"{deed.name} was not torn off at step {told}: {now.steps}")

    before = all_rows()
    found.steps = attempt(before_commit=True)  # a refusal goes to whoever asked
    found.points = choose(found.steps)
    found.tables = touching.tables_of(found.steps)
    for point in found.points:
        attempt(until=point)
    if all_rows() != before:
        raise AssertionError(
            f"{deed.name} torn off leaves something: {_first(before, attempt, found.points)}"
        )
    result = plain(deed, key, seen, args, kwargs)
    after = all_rows()
    assert after != before, f"{deed.name} was done and left nothing"
    # The answer was lost after the commit; whoever did not hear it asks again.
    again = plain(deed, key, seen, *copy.deepcopy((args, kwargs)))
    assert all_rows() == after, f"{deed.name} asked for again was done again"
    if isinstance(result, models.Model):
        assert again == result, f"{deed.name} asked for again names another record"
    return result


@contextmanager
def _taken_back() -> Iterator[None]:
    """Where a test's own transaction is round everything, the server takes back to here what it would have dropped."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # deeds insist on their own transaction otherwise
    with block:
        yield


def _first(before: Any, attempt: Callable[..., list[str]], points: list[int]) -> str:
    """Where it begins: the first step at which the rows change, and in which tables."""
    now = all_rows()
    for point in points:
        steps = attempt(until=point)
        if (then := all_rows()) != now:
            return f"at {steps[-1][:200]}: {sorted(t for t in then if then[t] != now.get(t))}"
    return f"in {sorted(t for t in now if now[t] != before.get(t))}"
