"""A run of Ordolux of its own, with all its edges, whose parts can be killed like in a power cut."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psycopg

from ordolux.config.environment import ROOT
from tests.faults.door import Door
from tests.faults.premises import Premises, over_smtp

_START_SECONDS = 900


class House(Premises):
    """The whole run (supervisor, database, web, live events, worker, mail receiver) on a fresh database."""

    PARTS = ("worker", "web", "mail", "database")

    def __init__(self) -> None:
        super().__init__()
        self.web, self.live, self.smtp = free_ports(3)
        self._run: subprocess.Popen[bytes] | None = None
        self._killed_worker = 0

    @property
    def environ(self) -> dict[str, str]:
        """With the ports of this run."""
        return super().environ | {
            "ORDOLUX_WEB_PORT": str(self.web),
            "ORDOLUX_LIVE_PORT": str(self.live),
            "ORDOLUX_SMTP_PORT": str(self.smtp),
        }

    def start(self) -> None:
        """Start everything and wait until it answers, with the demonstration loaded."""
        with self.log.open("wb") as log:
            self._run = subprocess.Popen(
                [sys.executable, "-m", "ordolux", "run", "--demo", "--simulation"], cwd=ROOT, env=self.environ,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while "Ordolux is ready" not in self.said():
            if self._run.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the house does not start:\n{self.said()[-3000:]}")
            time.sleep(0.1)
        self.doors = [Door(self.web), Door(self.smtp)]

    def close(self) -> None:
        """As by Ctrl-C."""
        if self._run is not None and self._run.poll() is None:
            self._run.send_signal(signal.SIGTERM)
            try:
                self._run.wait(30)
            except subprocess.TimeoutExpired:
                self._run.kill()

    def ask(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Over HTTP."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.doors[0].port}{path}", data=body, headers=headers, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def hand_over(self, raw: bytes, sender: str, to: str) -> None:
        """Over SMTP."""
        over_smtp(self.doors[1].port, raw, sender, to)

    def is_up(self, part: str) -> bool:
        """It answers; a worker has said that it lives, as another one than the one that was killed last."""
        with suppress(OSError, psycopg.Error):
            match part:
                case "web":
                    with urllib.request.urlopen(f"http://127.0.0.1:{self.web}/health", timeout=3) as answer:
                        return bool(answer.status == 200)
                case "mail":
                    socket.create_connection(("127.0.0.1", self.smtp), timeout=3).close()
                    return True
                case "worker":
                    return self._last_worker() > self._killed_worker
                case "database":
                    return self.server.answers()
        return False

    def _last_worker(self) -> int:
        with psycopg.connect(self.server.conninfo(role="postgres", database="ordolux")) as by:
            row = by.execute("SELECT coalesce(max(id), 0) FROM procrastinate_workers").fetchone()
            return int(row[0]) if row is not None else 0

    def number_of(self, part: str) -> int | None:
        """The process id of a part as it runs now; None while it is down."""
        note = (
            self.server.data / "postmaster.pid" if part == "database" else self.state / "run" / f"{part}.pid"
        )
        with suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
            number = int(note.read_text().split()[0])
            os.kill(number, 0)
            # the number of a process that is gone may have been given to another one since
            named = Path(f"/proc/{number}/comm").read_text().strip()
            return number if part != "database" or named == "postgres" else None
        return None

    def kill(self, part: str) -> bool:
        """``kill -9`` of a part with all its processes (of the database: of the postmaster). False when it was down."""
        number = self.number_of(part)
        if number is None:
            return False
        if part == "worker":
            with suppress(psycopg.Error):
                self._killed_worker = self._last_worker()
        try:
            if part == "database":
                os.kill(number, signal.SIGKILL)
            else:
                os.killpg(number, signal.SIGKILL)
        except ProcessLookupError:
            return False
        self.died()
        return True


def free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()
