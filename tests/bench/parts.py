"""The parts of a run of the benchmark: each measures, gives its lines for docs/benchmarks.md, and judges its goals."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg

from ordolux.config.environment import ROOT
from tests.bench import at_once, commercial, http, lists, papers
from tests.bench.floor import Floor

FEW, MANY, TIMES = 10, 100, 3
SMALL = 10_000


def assert_valid() -> None:
    """Refuse to measure a product whose guarantees are switched off."""
    from django.db import connection

    from ordolux.foundation.actors import Actor, Role
    from ordolux.foundation.deeds import NotPermitted
    from ordolux.inquiries.quotation.deeds import draft_quotation
    from ordolux.process.story import STORY

    with connection.cursor() as cursor:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"SHOW {setting}")
            assert cursor.fetchone() == ("on",), f"{setting} is off"
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'foundation_event'::regclass AND tgname = 'chain_event'"
            " AND tgenabled = 'O'"
        )
        assert cursor.fetchone() == (1,), "the journal is not chained"
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,), "we work as the owner of the tables"
    try:
        draft_quotation(None, by=Actor(name="Wei", roles=frozenset({Role.LOGISTICS})), at=datetime.now(UTC))  # type: ignore[arg-type]
    except NotPermitted:
        pass
    else:
        raise AssertionError("rights are off")
    assert STORY["order.placed"], "nothing follows"


@dataclass(frozen=True)
class Goal:
    """One line of the table of goals: what it is about, the goal, the figure, and whether it is met."""

    about: str
    goal: str
    figure: str
    is_met: bool


class Bench:
    """The parts of one run on one server; each gives its lines, and notes the goals that it can judge."""

    def __init__(self, server: Any, databases: Any, large: int) -> None:
        self.server, self.databases, self.large = server, databases, large
        self.goals: list[Goal] = []

    # ── databases ───────────────────────────────────────────────────────────

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """A database of its own, which Django is connected to meanwhile; gives its name."""
        name = self.databases.clone()
        try:
            with self.on(name):
                yield name
        finally:
            self.databases.drop(name)

    @contextmanager
    def on(self, name: str) -> Iterator[str]:
        """Django is connected to the database ``name`` meanwhile."""
        from django.db import connections

        connections.close_all()
        connections.settings["default"]["NAME"] = name
        try:
            yield name
        finally:
            connections.close_all()
            connections.settings["default"]["NAME"] = "postgres"

    @contextmanager
    def floor(self, orders: int = 0) -> Iterator[Floor]:
        """A floor with so many orders in its lists."""
        name = f"ordolux_test_{os.getpid()}_floor{orders}"
        self.server.create_database(name)
        made = Floor(self.server.conninfo(role="postgres", database=name))
        try:
            made.make()
            if orders:
                made.fill(orders)
            yield made
        finally:
            made.connection.close()
            self._drop(name)

    def _drop(self, name: str) -> None:
        """Remove a database in which the server may be tidying up, which only its superuser may interrupt."""
        with psycopg.connect(
            self.server.conninfo(role="postgres", database="postgres"), autocommit=True
        ) as asked:
            asked.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    def load(self, orders: int) -> str:
        """The database with so many orders of load data; made when it is not there."""
        name = "ordolux_load" if orders == self.large else f"ordolux_load_{orders}"
        # the settings are those of a run: ours would lead it to the tests' own
        environ = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(
            [sys.executable, "-m", "ordolux", "bench", "fill", "--orders", str(orders), "--database", name],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=environ,
        )  # fmt: skip
        return name

    # ── parts ───────────────────────────────────────────────────────────────

    def commercial(self) -> list[str]:
        """Quoting, confirming, the whole life, beside the floor."""
        with self.floor() as floor:
            told = commercial.measure(self.fresh, floor)
        rows = []
        for name, words, most in (
            ("quote", "confirm the inquiry's lines, draft and send the quotation", 10),
            ("confirm", "place the order, issue the proforma invoice, issue the shipping papers", 20),
            ("whole", "whole commercial life, from the mail to the booked shipment", 13),
        ):
            for lines in (FEW, MANY):
                steps, least = told[name, lines], told[f"floor {name}", lines]
                ratio = steps.ms / least
                rows.append((
                    words, str(lines), str(steps.statements), str(steps.commits), f"{steps.ms:.0f}", f"{least:.1f}",
                    f"{ratio:.1f}",
                ))  # fmt: skip
                if lines == FEW or name != "whole":
                    self.note(
                        f"{words}, {lines} lines", f"≤ {most} × the floor", f"{ratio:.1f} ×", ratio <= most
                    )
            same = told[name, FEW].statements == told[name, MANY].statements
            self.note(f"{words}: statements", f"the same at {MANY} lines",
                      f"{told[name, FEW].statements} and {told[name, MANY].statements}", same)  # fmt: skip
        return ["### Commercial steps beside the floor", "", *_table(
            ("steps", "lines", "statements", "commits", "ms of processor", "the floor's ms", "ratio"), rows), "",
            _told_of_commercial(told), ""]  # fmt: skip

    def throughput(self) -> list[str]:
        """Orders per second by one and two processes."""
        from tests.faults.spine import Scene

        with self.fresh() as name:
            _ = Scene(FEW).office
            rates = at_once.measure(name)
        ratio = rates[2] / rates[1]
        self.note("orders per second, 2 processes", "≥ 1.5 × 1 process", f"{ratio:.2f} ×", ratio >= 1.5)
        self.note("two processes: conflicts, gaps, doubles", "none", "none (asserted)", True)
        return ["### Orders per second, from the mail to the release, 10 lines", "", *_table(
            ("processes", "orders per second"), [(str(n), f"{rate:.1f}") for n, rate in rates.items()]), "",
            ("Medians of three turns. Asserted after it: no fault, no gap and no double in the numbers of proforma invoices "
             "and receipts, each order once."), ""]  # fmt: skip

    def lists(self) -> list[str]:
        """The list of orders at two sizes."""
        found = {}
        for orders in (SMALL, self.large):
            with self.floor(orders) as floor, self.on(self.load(orders)):
                found[orders] = lists.measure(floor, orders)
        rows = []
        for name, few in found[SMALL].items():
            many = found[self.large][name]
            growth, ratio = many.ms / few.ms, many.ms / many.floor_ms
            scans = ", ".join(many.scans) or "none"
            rows.append((name, str(many.statements), f"{few.ms:.1f}", f"{many.ms:.1f}", f"{growth:.1f}", f"{many.floor_ms:.2f}",
                         f"{ratio:.1f}", scans))  # fmt: skip
            self.note(
                f"{name}, {self.large:,} orders", f"≤ 1.5 × of {SMALL:,}", f"{growth:.2f} ×", growth <= 1.5
            )
            self.note(f"{name}, {self.large:,} orders", "≤ 12 × the floor", f"{ratio:.1f} ×", ratio <= 12)
            self.note(f"{name}, {self.large:,} orders", "no sequential scan", scans, not many.scans)
        return [f"### List of orders at {SMALL:,} and {self.large:,} orders", "", *_table(
            ("page", "statements", f"ms, {SMALL:,}", f"ms, {self.large:,}", "growth", f"the floor's ms, {self.large:,}",
             "ratio", "sequential scans"), rows), "",
            "Milliseconds of processor for the statement and its fifty rows as objects, the least of three runs of twenty.",
            ""]  # fmt: skip

    def pages(self) -> list[str]:
        """Pages over HTTP and live messages."""
        with self.on(self.load(SMALL)) as name:
            told, (heard, until, spent) = http.measure(name)
        self.note(f"live messages, {http.LISTENERS} pages open", "all of them hear", f"{heard} of {http.LISTENERS}",
                  heard == http.LISTENERS)  # fmt: skip
        return [f"### Pages over HTTP, {SMALL:,} orders", "", *_table(
            ("page", "ms of processor, web process", "ms until it came", "KiB"),
            [(f"`{path}`", f"{page.cpu_ms:.0f}", f"{page.wall_ms:.0f}", f"{page.kib:.0f}") for path, page in told.items()]), "",
            (f"A message posted to an order whose page {http.LISTENERS} people have open: {heard} of them heard, the last "
             f"after {until:.0f} ms, for {spent:.0f} ms of processor of the live process."), ""]  # fmt: skip

    def printed(self) -> list[str]:
        """Papers as PDF."""
        told = papers.measure(self.fresh)
        for name in ("proforma", "packing list"):
            figure = told[name, 20]
            self.note(
                f"{name} as PDF, 20 lines, warm", "≤ 100 ms of processor", f"{figure:.0f} ms", figure <= 100
            )
        self.note("a paper is printed", "no process started", "none (asserted)", True)
        return ["### Papers as PDF, warm", "", *_table(
            ("paper", *(f"ms, {lines} lines" for lines in papers.LINES)),
            [(name, *(f"{told[name, lines]:.0f}" for lines in papers.LINES)) for name in ("proforma", "packing list")]), "",
            "Milliseconds of processor from the record to the bytes, medians of five.", ""]  # fmt: skip

    def deeds(self) -> list[str]:
        """Every deed of the spine alone."""
        return _deeds(self.fresh)

    # ── goals ───────────────────────────────────────────────────────────────

    def note(self, about: str, goal: str, figure: str, is_met: bool) -> None:
        """Keep what became of a goal."""
        self.goals.append(Goal(about, goal, figure, is_met))

    def goals_met(self) -> list[str]:
        """The table of goals."""
        rows = [
            (goal.about, goal.goal, goal.figure, "met" if goal.is_met else "**not met**")
            for goal in self.goals
        ]
        return ["### Goals", "", *_table(("what", "goal", "figure", ""), rows), ""] if rows else []


def _deeds(fresh: Callable[[], AbstractContextManager[None]]) -> list[str]:
    from tests.bench.costs import cost_of
    from tests.faults.spine import CASES, Scene

    rows = []
    for case in CASES:
        found: dict[int, list[Any]] = {}
        with fresh():
            scene = Scene(FEW)
            cost_of(case, FEW, scene)  # what is read once per process
            for lines in (FEW, MANY):
                scene.lines = lines
                found[lines] = [cost_of(case, lines, scene) for _ in range(TIMES)]
        few, many = (sorted(costs, key=lambda c: c.all_ms)[TIMES // 2] for costs in found.values())
        rows.append((
            f"`{case.deed.name}`", f"{few.own} + {few.journal}", f"{many.own} + {many.journal}", str(many.commits),
            f"{few.all_ms:.0f}", f"{many.all_ms:.0f}", f"{many.all_ms / few.all_ms:.1f}",
        ))  # fmt: skip
    return ["### Deeds", "", *_table(
        ("deed", f"statements, {FEW} lines", f"{MANY} lines", "commits", f"ms of processor, {FEW} lines",
        f"{MANY} lines", "ratio"), rows
    ), "", "Statements are the deed's own + those for journal lines, head of the deal, jobs and the claim of the key.",
        ""]  # fmt: skip


def _told_of_commercial(told: dict[Any, Any]) -> str:
    alone = "; ".join(
        f"{told['python', lines]:.0f} ms Python and {told['postgres', lines]:.0f} ms PostgreSQL at {lines} lines"
        for lines in (FEW, MANY)
    )
    return (
        "Milliseconds of processor are Python's and PostgreSQL's together, medians of three; the floor's are the least of "
        f"three runs of thirty. From the mail to the release alone: {alone}. The worker spends another "
        f"{told['worker']:.0f} ms of Python on the jobs of one such order, papers apart."
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [
        "| " + " | ".join(head) + " |",
        "| --- |" + " ---: |" * (len(head) - 1),
        *("| " + " | ".join(r) + " |" for r in rows),
    ]
