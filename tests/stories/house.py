"""The house of the story: the whole run as ``make run`` starts it, on a fresh database, with its clock in our hand.

The story reads the database only, as the application's role and in read-only transactions: whatever changes came
through an edge.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.stories.telling import Broken, Telling
from tests.stories.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
_MEMORY = Path("/dev/shm")
_NEEDED_BYTES = 2 * 2**30
_START_SECONDS = 300
_REST_SECONDS = 90
_PATIENCE_SECONDS = 20  # for a job that was tried once and waits for its next try

_AT_WORK = """
SELECT count(*) FILTER (WHERE status = 'doing' OR (status = 'todo' AND attempts = 0)),
       count(*) FILTER (WHERE status = 'todo' AND attempts > 0), count(*) FILTER (WHERE status = 'failed')
  FROM procrastinate_jobs WHERE task_name <> 'process.tick'
"""
_WHAT_FAILED = """
SELECT task_name, args, attempts FROM procrastinate_jobs WHERE status = 'failed' OR (status = 'todo' AND attempts > 0)
"""


class House:
    """A running Ordolux of the story's own; ``visitor`` makes somebody who uses it, with a browser or without."""

    visitor: Callable[[str, str, str], Any] = Visitor

    def __init__(self, tell: Telling) -> None:
        self.tell = tell
        self.state = Path(tempfile.mkdtemp(prefix="ordolux-story-", dir=_roomy_folder()))
        self.state.chmod(0o755)  # the database's user has to enter
        self.web, self.live, self.smtp = _free_ports(3)
        self.url = f"http://127.0.0.1:{self.web}"
        self.live_url = f"http://127.0.0.1:{self.live}"
        self.outgoing = self.state / "outgoing"
        self.log = self.state / "run.log"
        self._run: subprocess.Popen[bytes] | None = None
        self._clock: subprocess.Popen[str] | None = None
        self._cursor: Any = None

    def start(self) -> None:
        """Start everything and wait until it answers, with the demonstration loaded."""
        with self.log.open("wb") as log:
            self._run = subprocess.Popen(
                [sys.executable, "-m", "ordolux", "run", "--demo", "--simulation"], cwd=ROOT, env=self._environ(),
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while "Ordolux is ready" not in self.said():
            if self._run.poll() is not None or time.monotonic() > until:
                raise Broken(f"The house does not start:\n{self.said()[-3000:]}")
            time.sleep(0.1)
        self._read_the_database()
        self._clock = subprocess.Popen(
            [sys.executable, "-m", "ordolux", "clock", "-"], cwd=ROOT, env=self._environ(), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        self.settle()

    def stop(self) -> None:
        """End all that was started and take its folder away."""
        if self._clock is not None:
            self._clock.kill()
            self._clock.wait()
        if self._run is not None and self._run.poll() is None:
            self._run.send_signal(signal.SIGTERM)
            try:
                self._run.wait(30)
            except subprocess.TimeoutExpired:
                self._run.kill()
        home = self._home()
        shutil.rmtree(self.state, ignore_errors=True)
        if home is not None and home != self.state / "postgres":
            shutil.rmtree(home, ignore_errors=True)

    def said(self) -> str:
        """What the run has said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    # ── time ────────────────────────────────────────────────────────────────

    def go_to(self, moment: datetime) -> datetime:
        """Move the simulated clock forward with ``ordolux clock`` and wait until everything that is due was done.

        A moment that has passed already is not waited for.
        """
        if moment <= self.now() + timedelta(seconds=2):
            self.settle()
            return self.now()
        assert self._clock is not None
        assert self._clock.stdin is not None
        assert self._clock.stdout is not None
        self._clock.stdin.write(moment.isoformat() + "\n")
        self._clock.stdin.flush()
        answer = self._clock.stdout.readline().strip()
        if not answer:
            fault = self._clock.stderr.read() if self._clock.stderr else ""
            raise Broken(f"the clock cannot be moved to {moment}: {fault.strip()[-500:]}")
        self.tell.now = datetime.fromisoformat(answer)
        self.settle()
        return self.tell.now

    def go_on(self, **length: float) -> datetime:
        """Move the clock forward by a length (``hours=2``)."""
        return self.go_to(self.now() + timedelta(**length))

    def now(self) -> datetime:
        """The simulated present."""
        from ordolux.foundation import clock

        return clock.now()

    # ── work ────────────────────────────────────────────────────────────────

    def settle(self) -> None:
        """Wait until the worker has nothing left to do. Raises Broken when a job fails, or fails again and again."""
        began = time.monotonic()
        quiet = 0
        while True:
            ((busy, again, failed),) = self.ask(_AT_WORK)
            if failed or (again and time.monotonic() - began > _PATIENCE_SECONDS):
                raise Broken(f"jobs failed: {self.ask(_WHAT_FAILED)}\n{self._last_fault()}")
            quiet = quiet + 1 if busy + again == 0 else 0
            if quiet >= 2:
                self.tell.now = self.now()
                return
            if time.monotonic() - began > _REST_SECONDS:
                raise Broken(f"the worker did not come to rest in {_REST_SECONDS} s; {busy} jobs are left")
            time.sleep(0.05)

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a plain SQL question, read as the application's role."""
        self._cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def is_refused_by_database(self, statement: str, *values: Any) -> str:
        """The SQLSTATE with which the database refuses a change that the application's role tries; "" when it is taken.

        The only statements of the story that are no questions; each is rolled back, whatever comes of it.
        """
        import psycopg

        from ordolux.config import database, environment

        with psycopg.connect(database.app_conninfo(environment.read()), options="") as beside:
            try:
                beside.execute("SET default_transaction_read_only = off; SET TRANSACTION READ WRITE")
                beside.execute(statement, values)
            except psycopg.Error as refused:
                return refused.sqlstate or "?"
            finally:
                beside.rollback()
        return ""

    def command(self, *words: str) -> tuple[int, str]:
        """Run ``ordolux`` with these words; returns status and what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "ordolux", *words], cwd=ROOT, env=self._environ(), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    # ── inside ──────────────────────────────────────────────────────────────

    def _environ(self) -> dict[str, str]:
        passed_on = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ORDOLUX_", "DATABASE_URL", "PGOPTIONS"))
        }
        return {
            **passed_on, "ORDOLUX_STATE": str(self.state), "ORDOLUX_SIMULATION": "1", "ORDOLUX_OUTBOX_SECONDS": "0",
            "ORDOLUX_WEB_PORT": str(self.web), "ORDOLUX_LIVE_PORT": str(self.live), "ORDOLUX_SMTP_PORT": str(self.smtp),
            "DJANGO_SETTINGS_MODULE": "ordolux.config.settings", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def _read_the_database(self) -> None:
        """Let this process read, and only read: every session of it is read-only."""
        for name in [name for name in os.environ if name.startswith("ORDOLUX_") or name == "DATABASE_URL"]:
            del os.environ[name]
        os.environ.update(self._environ())
        os.environ["PGOPTIONS"] = "-c default_transaction_read_only=on"
        import django

        django.setup()
        from django.db import connection

        self._cursor = connection.cursor()
        ((mode, role),) = self.ask("SELECT current_setting('default_transaction_read_only'), current_user")
        self.tell.fact(
            "the story itself can only read the database, as the application's role",
            (mode, role),
            ("on", "ordolux_app"),
        )

    def _last_fault(self) -> str:
        said = self.said()
        place = said.rfind("Traceback")
        return said[max(0, place - 500) :][:6000] if place >= 0 else said[-3000:]

    def _home(self) -> Path | None:
        from ordolux.config.database import EmbeddedServer

        return EmbeddedServer(self.state).home


class Listener:
    """Somebody who has an order open and hears when something happens to it (server-sent events)."""

    def __init__(self, answer: Any) -> None:
        self.heard: list[str] = []
        self._answer = answer
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True, name="live events")
        self._thread.start()
        self._ready.wait(10)

    def hears(self, seconds: float = 10) -> bool:
        """Whether a change is heard within that time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if any(line.startswith("data:") and '"changed"' in line for line in list(self.heard)):
                return True
            time.sleep(0.02)
        return False

    def _listen(self) -> None:
        try:
            for line in self._answer:
                self.heard.append(line.decode().strip())
                self._ready.set()
        except (OSError, ValueError, AttributeError):
            return  # the house was stopped


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def _roomy_folder() -> str | None:
    """Memory where there is plenty of it, else the usual folder for what is temporary."""
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _NEEDED_BYTES:
        return str(_MEMORY)
    return None


def real_now() -> datetime:
    """The real moment, at which codes live."""
    return datetime.now(UTC)
