"""A run of Ordolux of its own, whose parts can be killed like in a power cut."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from ordolux.config.database import EmbeddedServer
from ordolux.config.environment import ROOT

PARTS = ("worker", "web", "mail", "database")
SILENT_SECONDS = 8
_START_SECONDS = 180


class House:
    """The whole run (supervisor, database, web, live events, worker, mail receiver) on a fresh database."""

    def __init__(self) -> None:
        self.state = Path(tempfile.mkdtemp(prefix="ordolux-faults-", dir=_roomy_folder()))
        self.state.chmod(0o755)  # the database's user has to enter
        self.web, self.live, self.smtp = _free_ports(3)
        self.url = f"http://127.0.0.1:{self.web}"
        self.outgoing = self.state / "outgoing"
        self.log = self.state / "run.log"
        self.server = EmbeddedServer(self.state)
        self._run: subprocess.Popen[bytes] | None = None

    @property
    def environ(self) -> dict[str, str]:
        """What its processes and its clients are told."""
        passed_on = {
            n: v for n, v in os.environ.items() if not n.startswith(("ORDOLUX_", "DATABASE_URL", "PGOPTIONS"))
        }
        return {
            **passed_on, "ORDOLUX_STATE": str(self.state), "ORDOLUX_SIMULATION": "1", "ORDOLUX_OUTBOX_SECONDS": "0",
            "ORDOLUX_SILENT_SECONDS": str(SILENT_SECONDS), "ORDOLUX_WEB_PORT": str(self.web),
            "ORDOLUX_LIVE_PORT": str(self.live), "ORDOLUX_SMTP_PORT": str(self.smtp),
            "DJANGO_SETTINGS_MODULE": "ordolux.config.settings", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

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

    def stop(self) -> None:
        """End all that was started and take its folder away."""
        if self._run is not None and self._run.poll() is None:
            self._run.send_signal(signal.SIGTERM)
            try:
                self._run.wait(30)
            except subprocess.TimeoutExpired:
                self._run.kill()
        home = self.server.home
        shutil.rmtree(self.state, ignore_errors=True)
        if home != self.state / "postgres":
            shutil.rmtree(home, ignore_errors=True)

    def number_of(self, part: str) -> int | None:
        """The process id of a part as it runs now; None while it is down."""
        note = (
            self.server.data / "postmaster.pid" if part == "database" else self.state / "run" / f"{part}.pid"
        )
        with suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
            number = int(note.read_text().split()[0])
            os.kill(number, 0)
            return number
        return None

    def kill(self, part: str) -> bool:
        """``kill -9`` of a part with all its processes (of the database: of the postmaster). False when it was down."""
        number = self.number_of(part)
        if number is None:
            return False
        try:
            if part == "database":
                os.kill(number, signal.SIGKILL)
            else:
                os.killpg(number, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def said(self) -> str:
        """What the run has said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


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
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 2**30:
        return str(memory)
    return None
