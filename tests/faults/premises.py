"""What both kinds of house have in common: what can be done to them, and the mail server to which their letters go."""

import os
import random
import shutil
import smtplib
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from ordolux.config.database import APP_ROLE, EmbeddedServer
from ordolux.config.environment import ROOT
from tests.faults.door import Door
from tests.faults.mail_server import MailServer
from tests.faults.tank import Tank

SILENT_SECONDS = 8
_ROOM_FOR_FILES = 200


class Premises:
    """A folder of its own in which everything lives, with little room; a mail server; doors that can be slammed."""

    PARTS: tuple[str, ...] = ()
    # in mebibytes: enough for everything that a long run writes, and little enough to be filled in a moment
    ROOM_FOR_DATABASE = 1500

    def __init__(self) -> None:
        self.state = Path(tempfile.mkdtemp(prefix="ordolux-faults-", dir=roomy_folder()))
        self.state.chmod(0o755)  # the database's user has to enter
        self.server = EmbeddedServer(self.state)
        self.log = self.state / "run.log"
        user = self.server.user  # as long as there is no folder: who owns it runs it
        self.tanks = {
            "database": Tank(self.state / "postgres", self.ROOM_FOR_DATABASE),
            "files": Tank(self.state / "files", _ROOM_FOR_FILES),
        }
        if user is not None:
            shutil.chown(self.state / "postgres", user)
        self.outgoing = self.state / "taken"
        self.mail_server = MailServer(self.outgoing)
        self.mail_server.start()
        self.doors: list[Door] = []
        # when something died or was cut (monotonic): why a letter may have gone twice
        self.moments: list[float] = []

    @property
    def environ(self) -> dict[str, str]:
        """What its processes and its clients are told."""
        passed_on = {
            n: v for n, v in os.environ.items() if not n.startswith(("ORDOLUX_", "DATABASE_URL", "PGOPTIONS"))
        }
        return {
            **passed_on, "ORDOLUX_STATE": str(self.state), "ORDOLUX_SIMULATION": "1", "ORDOLUX_OUTBOX_SECONDS": "0",
            "ORDOLUX_SILENT_SECONDS": str(SILENT_SECONDS), "ORDOLUX_RELAY_HOST": "127.0.0.1",
            "ORDOLUX_RELAY_PORT": str(self.mail_server.port), "DJANGO_SETTINGS_MODULE": "ordolux.config.settings",
            "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def start(self) -> None:
        """Have everything running."""
        raise NotImplementedError

    def prepare(self) -> None:
        """What needs Django, before the first client comes."""

    def stop(self) -> None:
        """End all that was started and take its folder away."""
        for tank in self.tanks.values():
            tank.drain()
        self.close()
        self.mail_server.stop()
        for door in self.doors:
            door.stop()
        for tank in self.tanks.values():
            tank.remove()
        home = self.server.home
        shutil.rmtree(self.state, ignore_errors=True)
        if home != self.state / "postgres":
            shutil.rmtree(home, ignore_errors=True)

    def close(self) -> None:
        """End the processes."""
        raise NotImplementedError

    def ask(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Ask the API; status and answer. Raises OSError, EOFError or HTTPException when no answer came."""
        raise NotImplementedError

    def hand_over(self, raw: bytes, sender: str, to: str) -> None:
        """Bring a mail until it is taken. Raises OSError or SMTPException when it was not."""
        raise NotImplementedError

    def kill(self, part: str) -> bool:
        """``kill -9`` of a part. False when it was down."""
        raise NotImplementedError

    def is_up(self, part: str) -> bool:
        """Whether a part does its work again since it was killed; until then there is nothing to be learned by killing it."""
        return self.number_of(part) is not None

    def number_of(self, part: str) -> int | None:
        """The process id of a part as it runs now; None while it is down."""
        raise NotImplementedError

    def died(self) -> None:
        """Something was killed or cut just now."""
        self.moments.append(time.monotonic())

    def drop_backends(self, chance: random.Random) -> int:
        """The server ends about half of the application's connections; how many."""
        dropped = 0
        with (
            suppress(psycopg.Error),
            psycopg.connect(
                self.server.conninfo(role="postgres", database="postgres"), autocommit=True
            ) as by,
        ):
            open_now = by.execute(
                "SELECT pid FROM pg_stat_activity WHERE usename = %s ORDER BY pid", [APP_ROLE]
            )
            for (number,) in open_now.fetchall():
                if chance.random() < 0.5:
                    by.execute("SELECT pg_terminate_backend(%s)", [number])
                    dropped += 1
        self.died()
        return dropped

    def slam(self) -> int:
        """Reset every connection that goes through a door; how many."""
        self.died()
        return sum(door.slam() for door in self.doors)

    def fill(self, where: str) -> None:
        """No room is left for the files, or for the database: then it also has to begin a new file of its log at once."""
        self.died()
        self.tanks[where].fill(
            number for part in self.PARTS if part != "database" and (number := self.number_of(part))
        )
        if where == "database":
            with (
                suppress(psycopg.Error),
                psycopg.connect(
                    self.server.conninfo(role="postgres", database="postgres"), autocommit=True
                ) as by,
            ):
                for _ in range(3):
                    by.execute("SELECT pg_logical_emit_message(false, 'full', 'x'), pg_switch_wal()")

    def drain(self, where: str) -> None:
        """There is room again."""
        self.tanks[where].drain()
        self.died()

    def said(self) -> str:
        """What the run has said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def over_smtp(port: int, raw: bytes, sender: str, to: str) -> None:
    """Bring a mail as another mail server does."""
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        server.ehlo("mail.nordlicht.example")
        server.sendmail(sender, [to], raw)


def roomy_folder() -> str | None:
    """A folder in memory when there is plenty of it; None: where temporary files usually are."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 2**30:
        return str(memory)
    return None
