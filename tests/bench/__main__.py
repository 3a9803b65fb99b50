"""``python -m tests.bench [--write]``: costs of deeds, pages and papers on a database of its own.

Statements and commits are exact on any machine. Times are told as ratios within this run; journal, rights, keys, gapless
numbers and fsync are on.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
FEW, MANY, TIMES = 10, 100, 3
LISTED = 40


def main() -> int:
    """Measure, print, and with ``--write`` put the tables into docs/benchmarks.md."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    told = options.parse_args()
    # On a disk: in memory fsync would cost nothing.
    os.environ.setdefault("ORDOLUX_TEST_STATE", str(ROOT / "var" / "bench"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from ordolux.config import database
    from tests.databases import Databases, shared_server

    with shared_server(database.server_of(settings.ENVIRONMENT)) as server:
        made = Databases(server)
        made.prepare()
        lines: list[str] = []

        @contextmanager
        def fresh() -> Iterator[None]:
            name = made.clone()
            connections.close_all()
            connections.settings["default"]["NAME"] = name
            try:
                yield
            finally:
                connections.close_all()
                connections.settings["default"]["NAME"] = "postgres"
                made.drop(name)

        lines += _deeds(fresh)
        for part in (_whole, _pages, _papers):
            with fresh():
                lines += part()
        with server_version(server) as version:
            lines = [*_where(version, str(settings.ORDOLUX_STATE)), *lines]
    text = "\n".join(lines)
    print(text)
    if told.write:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
    return 0


def server_version(server: Any) -> Any:
    """The version of the database, as a context that gives it."""
    import psycopg

    @contextmanager
    def ask() -> Any:
        with psycopg.connect(server.conninfo(role="postgres", database="postgres")) as connection:
            row = connection.execute("SHOW server_version").fetchone()
            assert row is not None
            yield row[0]

    return ask()


def _where(version: str, state: str) -> list[str]:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in _lines_of("/proc/cpuinfo")
            if line.startswith("model name")
        ),
        "",
    )
    memory = next(
        (line.split()[1] for line in _lines_of("/proc/meminfo") if line.startswith("MemTotal")), "0"
    )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    disk = "memory (fsync costs nothing here)" if state.startswith("/dev/shm") else "disk"
    return [
        (f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {os.cpu_count()} × {model or platform.machine()}, "
        f"{int(memory) // 2**20} GiB, {platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"PostgreSQL {version} on {disk}, load average {load:.1f} at the end. Median of {TIMES}."), "",
    ]  # fmt: skip


def _lines_of(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


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
        few, many = (sorted(costs, key=lambda c: c.seconds)[TIMES // 2] for costs in found.values())
        rows.append((
            f"`{case.deed.name}`", f"{few.own} + {few.journal}", f"{many.own} + {many.journal}", str(many.commits),
            f"{few.seconds * 1000:.0f}", f"{many.seconds * 1000:.0f}", f"{many.seconds / few.seconds:.1f}",
        ))  # fmt: skip
    return ["### Deeds", "", *_table(
        ("deed", f"statements, {FEW} lines", f"{MANY} lines", "commits", f"ms, {FEW} lines", f"ms, {MANY} lines", "ratio"), rows
    ), "", "Statements are the deed's own + those for journal lines, head of the deal, jobs and the claim of the key.",
        ""]  # fmt: skip


def _whole() -> list[str]:
    """From the mail to the release: all deeds of the spine, without papers and mail transport."""
    from ordolux.orders.payment.deeds import allocate_payment
    from tests.bench.costs import counted
    from tests.faults.spine import Scene

    rows, scene = [], Scene(FEW)
    for lines in (FEW, MANY):
        scene.lines = lines
        taken = []
        for _ in range(TIMES):
            with counted() as cost:
                entry, order = scene.to_pay()
                allocate_payment(entry, order=order, position=1, by=scene.office.zhou, at=order.placed_at)
            taken.append(cost)
        cost = sorted(taken, key=lambda c: c.seconds)[TIMES // 2]
        rows.append((
            str(lines), str(cost.statements), str(cost.commits), f"{cost.seconds * 1000:.0f}", f"{cost.cpu_seconds * 1000:.0f}",
            f"{cost.database_seconds * 1000:.0f}",
        ))  # fmt: skip
    return ["### One order from the mail to its release", "", *_table(
        ("lines", "statements", "commits", "ms", "ms of processor, Python", "ms of processor, PostgreSQL"), rows
    ), "", "All deeds in one process, without printing papers and handing over mail.", ""]  # fmt: skip


def _pages() -> list[str]:
    from django.test import Client

    from ordolux.foundation.deals.models import Deal
    from ordolux.foundation.parties.models import Person
    from tests.bench.costs import counted, seconds_of
    from tests.cast import sign_in
    from tests.faults.spine import Scene

    scene = Scene(FEW)
    for _ in range(LISTED):
        scene.placed()
    boss = Person.objects.get(email="tang@mingzhou.example")
    desk, portal = sign_in(Client(), boss), sign_in(Client(), scene.office.anna)
    deal = Deal.objects.order_by("-id")[0]
    rows = []
    for client, path in (
        (desk, "/desk/orders"), (desk, "/desk/inbox"), (desk, "/desk/money"), (desk, "/desk/"),
        (portal, "/portal/orders"), (portal, "/portal/quotations"), (desk, f"/desk/orders/{deal.number}"),
        (portal, f"/portal/orders/{deal.number}"),
    ):  # fmt: skip
        client.get(path)
        with counted() as cost:
            answer = client.get(path)
        rows.append((
            f"`{path}`", str(answer.status_code), str(cost.statements),
            f"{seconds_of(lambda c=client, p=path: c.get(p)) * 1000:.0f}", f"{len(answer.content) / 1024:.0f}",
        ))  # fmt: skip
    return [f"### Pages, {LISTED} orders of {FEW} lines", "", *_table(
        ("page", "answer", "statements with the sign-in", "ms", "KiB"), rows), ""]  # fmt: skip


def _papers() -> list[str]:
    from ordolux.foundation.journal.models import Event
    from ordolux.orders.proforma import reactions
    from ordolux.orders.proforma.deeds import issue_proforma
    from ordolux.orders.tests import desk
    from tests.bench.costs import counted
    from tests.faults.spine import SYSTEM, Scene

    rows: list[tuple[str, ...]] = []
    scene, first = Scene(FEW), 0.0
    for lines in (FEW, FEW, MANY):  # the first loads the engine
        scene.lines = lines
        issue_proforma(scene.placed(), by=SYSTEM, at=desk.NOON)
        event = Event.objects.filter(name="proforma.issued").latest("id")
        with counted() as cost:
            reactions.print_proforma(event, f"bench {event.pk}")
        if lines == MANY or first:
            rows.append((str(lines), str(cost.statements), str(cost.commits), f"{cost.seconds * 1000:.0f}",
                         f"{cost.seconds / first:.1f}" if lines == MANY else "1.0"))  # fmt: skip
        first = cost.seconds if lines == FEW else first
    return ["### Proforma invoice as PDF and Word, printed and filed", "", *_table(
        ("lines", "statements", "commits", "ms", "ratio"), rows), ""]  # fmt: skip


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [
        "| " + " | ".join(head) + " |",
        "| --- |" + " ---: |" * (len(head) - 1),
        *("| " + " | ".join(r) + " |" for r in rows),
    ]


if __name__ == "__main__":
    sys.exit(main())
