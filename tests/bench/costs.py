"""Counting: statements, commits, seconds, and the processor time of Python and of the database's own process."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, connections

from tests.faults.spine import Case, Scene

_NOT_WORK = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
# what the decorator sends whatever the deed does: lines, heads of the deals and jobs together, and the claim of the key
_OF_JOURNAL = ("ordolux_write_down", "INSERT INTO foundation_deedkey")
DEED_BUDGET, JOURNAL_BUDGET = 15, 2


@dataclass
class Cost:
    """What was spent."""

    statements: int = 0
    journal: int = 0
    commits: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    database_seconds: float = 0.0

    @property
    def all_ms(self) -> float:
        """Milliseconds of processor, Python and PostgreSQL."""
        return (self.cpu_seconds + self.database_seconds) * 1000

    @property
    def own(self) -> int:
        """Statements of the deed itself, without journal lines, head, jobs and the claim of its key."""
        return self.statements - self.journal


@contextmanager
def counted() -> Iterator[Cost]:
    """Count what happens inside on the default connection."""
    cost, ours = Cost(), connections["default"]
    ours.ensure_connection()
    commit = ours.commit

    def send(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_NOT_WORK):
            cost.statements += 1
            cost.journal += any(word in sql for word in _OF_JOURNAL)
        return execute(sql, params, many, context)

    def count_commit() -> None:
        cost.commits += 1
        commit()

    ours.commit = count_commit  # type: ignore[method-assign]  # put back below
    number = ours.connection.info.backend_pid
    began, cpu, database = time.perf_counter(), time.process_time(), _processor_seconds(number)
    try:
        with connection.execute_wrapper(send):
            yield cost
    finally:
        cost.seconds = time.perf_counter() - began
        cost.cpu_seconds = time.process_time() - cpu
        cost.database_seconds = _processor_seconds(number) - database
        ours.commit = commit  # type: ignore[method-assign]  # as it was


def cost_of(case: Case, lines: int, scene: Scene | None = None) -> Cost:
    """What one deed of the spine costs on a piece of business with so many lines."""
    step = case.prepare(scene or Scene(lines))
    record = step.read()
    with counted() as cost:
        case.deed.once(f"bench {time.monotonic_ns()}")(*record, by=step.by, at=step.at, **step.said)
    return cost


def seconds_of(work: Callable[[], Any], times: int = 5) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return sorted(taken)[len(taken) // 2]


@dataclass
class Spent:
    """Milliseconds of processor: of this process with all its threads, and of others."""

    python_ms: float = 0.0
    others_ms: float = 0.0

    @property
    def all_ms(self) -> float:
        """Both together."""
        return self.python_ms + self.others_ms


@contextmanager
def processor_of(others: Sequence[int]) -> Iterator[Spent]:
    """What is spent inside by this process and by the processes ``others``, who must live until its end."""
    spent = Spent()
    python, before = time.process_time(), sum(map(_processor_seconds, others))
    yield spent
    spent.python_ms = (time.process_time() - python) * 1000
    spent.others_ms = (sum(map(_processor_seconds, others)) - before) * 1000


def _processor_seconds(number: int) -> float:
    """Processor time of another process and its threads, to the nanosecond (Linux); 0 where it cannot be asked."""
    try:
        threads = list(Path(f"/proc/{number}/task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
    except OSError:
        return 0.0
