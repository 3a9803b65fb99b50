"""The small house: a database of its own, a worker, and clerks who do deeds; no web server, no supervisor.

Its processes are forked from one that has loaded the product, so that starting one again after a kill costs next to
nothing. The clerks reach the database through a door.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from ordolux.config.database import EmbeddedServer
from ordolux.config.environment import ROOT, SetupFault
from tests.faults.door import Door
from tests.faults.premises import Premises
from tests.faults.tank import bears_full_disks

TAKEN = "250"


class Cottage(Premises):
    """A worker, a clerk and a database that can be killed; ``pattern`` is a server that has a migrated template."""

    PARTS = ("worker", "clerk", "database")
    ROOM_FOR_DATABASE = 600

    def __init__(self, pattern: EmbeddedServer, template: str) -> None:
        super().__init__()
        self.server = Copied(self.state, pattern=pattern, template=template)
        self.desk = str(self.state / "desk")
        self.numbers: dict[str, int] = {}
        self._ends = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the database."""
        self.server.start()

    def prepare(self) -> None:
        """Load the demonstration, then fork the nursery, then start the parts; from now on there are threads."""
        from django.db import connections

        from ordolux.config import forking
        from ordolux.process import demonstration

        forking.load_everything()
        demonstration.load()
        _warm_up()
        connections.close_all()
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        self._nursery = os.fork()
        if self._nursery == 0:
            os.close(self._orders)
            os.close(self._answers)
            _nursery(orders, answers, self.log)
        os.close(orders)
        os.close(answers)
        self.doors = [Door(self.server.socket)]
        for part in ("worker", "clerk"):
            self._begin(part)
        threading.Thread(target=self._keep, daemon=True, name="keeper").start()

    def close(self) -> None:
        """End the processes."""
        self._ends.set()
        if hasattr(self, "_orders"):
            os.close(self._orders)
            os.waitpid(self._nursery, 0)
        with suppress(OSError):
            self.server.stop()

    def ask(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """By a clerk, who does the deed of this address."""
        status, said = self._told(("ask", path, body, headers))
        return status, said

    def hand_over(self, raw: bytes, sender: str, to: str) -> None:
        """By a clerk, who keeps what came."""
        answer = self._told(("mail", raw, sender, to))
        if not answer.startswith(TAKEN):
            raise OSError(answer)

    def number_of(self, part: str) -> int | None:
        """The process id of a part as it runs now; None while it is down."""
        if part == "database":
            with suppress(FileNotFoundError, ValueError, IndexError, ProcessLookupError):
                number = int((self.server.data / "postmaster.pid").read_text().split()[0])
                os.kill(number, 0)
                # the number of a process that is gone may have been given to another one since
                return number if Path(f"/proc/{number}/comm").read_text().strip() == "postgres" else None
            return None
        number = self.numbers[part]
        return number if _lives(number) else None

    def kill(self, part: str) -> bool:
        """``kill -9`` of a part; the keeper starts it again."""
        number = self.number_of(part)
        if number is None:
            return False
        try:
            (os.kill if part == "database" else os.killpg)(number, signal.SIGKILL)
        except ProcessLookupError:
            return False
        self.died()
        return True

    def _told(self, said: Any) -> Any:
        with Client(self.desk, "AF_UNIX") as line:
            line.send(said)
            if not line.poll(30):
                raise TimeoutError("no answer")
            return line.recv()

    def _begin(self, part: str) -> None:
        with self._lock:
            os.write(
                self._orders,
                json.dumps({"part": part, "door": self.doors[0].port, "desk": self.desk}).encode() + b"\n",
            )
            self.numbers[part] = int(os.read(self._answers, 20))

    def _keep(self) -> None:
        """Start again what died, as the supervisor would."""
        while not self._ends.wait(0.2):
            for part in self.numbers:
                if not self._ends.is_set() and not _lives(self.numbers[part]):
                    self._begin(part)
            if self.number_of("database") is None and not self._ends.is_set():
                try:
                    self.server.start()
                except (SetupFault, psycopg.Error, OSError, subprocess.SubprocessError) as fault:
                    print(f"the database does not start yet: {fault}", flush=True)


@dataclass(frozen=True)
class Copied(EmbeddedServer):
    """A server that begins as a copy of another one, whose template becomes our database: faster than migrating."""

    pattern: EmbeddedServer | None = None
    template: str = ""

    def _init(self) -> None:
        assert self.pattern is not None, "it is told"
        done = self._run(
            "pg_basebackup", "-D", self.home / "data.new", "-h", str(self.pattern.socket), "-p", "5432",
            "-U", "postgres", "-c", "fast", "-X", "stream",
        )  # fmt: skip
        if done.returncode != 0:
            raise SetupFault(f"The database could not be copied: {done.stderr[-500:]}")
        (self.home / "data.new").rename(self.data)

    def _create_roles(self) -> None:
        super()._create_roles()
        with psycopg.connect(self.conninfo(role="postgres", database="postgres"), autocommit=True) as by:
            names = [
                name for (name,) in by.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")
            ]
            if "ordolux" in names:
                return
            by.execute(sql.SQL("ALTER DATABASE {} RENAME TO ordolux").format(sql.Identifier(self.template)))
            for name in names:
                if name not in ("postgres", self.template):
                    by.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def tests_server() -> EmbeddedServer:
    """The server on which the tests keep their templates."""
    return EmbeddedServer(Path(os.environ.get("ORDOLUX_TEST_STATE") or ROOT / "var" / "tests"))


def _warm_up() -> None:
    """Do what every new process would do at its first request and its first seal: seconds, which the children are spared."""
    import pyhanko.sign  # noqa: F401
    from django.test import Client as InProcess

    InProcess(raise_request_exception=False).post(
        "/api/v1/deeds/statement.import", headers={"Host": "127.0.0.1"}
    )


def _lives(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def _nursery(orders: int, answers: int, log: Path) -> None:
    """Fork what is asked for, until the orders end; then end all of them."""
    status, running = 0, set()
    try:
        os.setsid()
        said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        rest = b""
        while True:
            ready, _, _ = select.select([orders], [], [], 0.1)
            with suppress(ChildProcessError):
                while (number := os.waitpid(-1, os.WNOHANG)[0]) > 0:
                    running.discard(number)
            if not ready:
                continue
            if not (chunk := os.read(orders, 4096)):
                break
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                number = _fork(json.loads(line), (orders, answers))
                running.add(number)
                os.write(answers, str(number).encode())
        for number in running:
            with suppress(ProcessLookupError):
                os.killpg(number, signal.SIGKILL)
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
    except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
        sys.excepthook(*sys.exc_info())
        status = 1
    os._exit(status)


def _fork(told: dict[str, Any], not_mine: tuple[int, int]) -> int:
    number = os.fork()
    if number:
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(number, number)
        return number
    try:
        with suppress(PermissionError):
            os.setpgid(0, 0)
        for one in not_mine:
            os.close(one)
        bears_full_disks()
        if told["part"] == "worker":
            from ordolux.process import worker

            worker.main()
        else:
            _clerk(told["desk"], told["door"])
    except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
        sys.excepthook(*sys.exc_info())
    os._exit(1)


def _clerk(desk: str, door: int) -> None:
    """Answer whoever comes to the desk, each in a thread."""
    from django.conf import settings
    from django.db import connections

    there = {"HOST": "127.0.0.1", "PORT": str(door)}
    settings.DATABASES["default"].update(there)
    connections.settings["default"].update(there)
    Path(desk).unlink(missing_ok=True)
    with Listener(desk, "AF_UNIX", backlog=20) as listener:
        while True:
            threading.Thread(target=_serve, args=[listener.accept()], daemon=True).start()


def _serve(line: Connection) -> None:
    from django.db import connections
    from django.test import Client as InProcess

    with line, suppress(OSError, EOFError):
        match line.recv():
            case ("mail", raw, sender, to):
                from ordolux.edges.mailbox.receiver import keep_received

                line.send(keep_received(raw, sender, [to], "192.0.2.1"))
            case ("ask", path, body, headers):
                named = {
                    f"HTTP_{k.upper().replace('-', '_')}": v
                    for k, v in headers.items()
                    if k != "Content-Type"
                }
                answer = InProcess(raise_request_exception=False).post(
                    path, body, content_type=headers["Content-Type"], headers={"Host": "127.0.0.1"}, **named
                )
                line.send((answer.status_code, answer.content))
    connections.close_all()
