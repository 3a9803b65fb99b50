"""``python -m tests.bench [--write] [--large N]``: what deeds, pages, lists and papers cost, beside the floor.

The floor is the same rows by plain psycopg, in the same run. Statements and commits are exact on any machine; times are
milliseconds of processor and ratios within this run. Journal, rights, keys, gapless numbers, fsync and worker are
on: nothing is printed otherwise.
"""

import argparse
import os
import platform
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
PARTS = ("commercial", "throughput", "lists", "pages", "printed", "deeds")


def main() -> int:
    """Measure, print, and with ``--write`` put the tables into docs/benchmarks.md."""
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    options.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options.add_argument(
        "--large", type=int, default=1_000_000, help="orders of the large load data; made if not there"
    )
    options.add_argument("--only", choices=PARTS, action="append", help="these parts only")
    told = options.parse_args()
    # On a disk: in memory fsync would cost nothing.
    os.environ.setdefault("ORDOLUX_TEST_STATE", str(ROOT / "var" / "bench"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.conf import settings

    from ordolux.config import database
    from tests.bench.parts import Bench, assert_valid
    from tests.databases import Databases, shared_server

    with shared_server(database.server_of(settings.ENVIRONMENT)) as server:
        made = Databases(server)
        made.prepare()
        bench = Bench(server, made, told.large)
        parts = told.only or PARTS
        with bench.fresh():
            assert_valid()
        lines = []
        for part in parts:
            told_of = getattr(bench, part)()
            print(
                "\n".join(told_of), file=sys.stderr, flush=True
            )  # what is measured is not lost with what fails later
            lines += told_of
        with server_version(server) as version:
            where = _where(version, str(settings.ORDOLUX_STATE))
        lines = [*where, *bench.goals_met(), *lines]
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
        f"PostgreSQL {version} on {disk}, load average {load:.1f} at the end, commit {_commit()}."), "",
    ]  # fmt: skip


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def _lines_of(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())
