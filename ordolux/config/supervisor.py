"""``ordolux run``: database, web, live events, worker, mail receiver and mail fetcher as one run.

Starts what is not there, restarts what falls over, says what everybody says in one readable stream, and ends all it
started. Whatever was killed before, this process included, the next start clears away and goes on.
"""

import fcntl
import os
import re
import selectors
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from pathlib import Path
from typing import IO

import psycopg

from ordolux.config import database, demonstration, forking, migrating, telling
from ordolux.config.backup import archive
from ordolux.config.environment import ROOT, Environment, SetupFault

_COLOURS = {
    "database": 35,
    "archive": 35,
    "web": 36,
    "live": 34,
    "worker": 33,
    "mail": 32,
    "fetch": 32,
    "demo": 37,
    "filling": 37,
    "ordolux": 1,
}
FETCHER = "ordolux.edges.mailbox.fetcher"
_LIVE_APPLICATION = "ordolux.config.asgi:application"
# how many connections to the database each part keeps open; the others open one when they need it
CONNECTIONS = {"web": "10", "live": "4"}
_LONGEST_START_SECONDS = 90
_LONGEST_PAUSE_SECONDS = 15.0
_GRACE_SECONDS = 8.0
# a file in the folder of a run that says: everybody answers, the address is printed
OPEN = "open"


def web_command(bind: str, port: int, *, workers: int) -> list[str]:
    """How the web process is started."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", bind, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "8", "--backlog", "1024", "--no-ws", "--log-level", "error",
        "--respawn-failed-workers", "--workers-kill-timeout", "5",
        "ordolux.config.wsgi:application",
    ]  # fmt: skip


def live_command(bind: str, port: int) -> list[str]:
    """How the process of live events is started."""
    return [
        sys.executable, "-m", "uvicorn", "--host", bind, "--port", str(port), "--log-level", "warning",
        "--no-access-log",
        "--timeout-graceful-shutdown", "2", _LIVE_APPLICATION,
    ]  # fmt: skip


@dataclass(eq=False)
class Child:
    """One process of the run. ``answers`` tells whether it does its work."""

    name: str
    command: list[str]
    answers: Callable[[], bool]
    forked: Callable[[], None] | None = None
    once: bool = False
    behind: bool = False  # begins when the others answer, and ends by itself when it has done its work
    process: "subprocess.Popen[bytes] | forking.Forked | None" = None
    restart_at: float = 0.0
    pause_seconds: float = 0.5
    started_at: float = 0.0
    ready: bool = False
    said: list[str] = field(default_factory=list)
    rest: bytes = b""


class Run:
    """One run, from the first line it prints until everything has ended."""

    def __init__(
        self, environment: Environment, *, demo: bool, empty: bool = False, out: IO[str] = sys.stdout
    ) -> None:
        self.out = out
        self.demo = demo
        self.empty = empty
        self.claims: list[IO[str]] = []  # held for as long as this run lasts
        self.environment = _with_ports(environment, self.claims)
        self.folder = environment.state / "run"
        self.children: list[Child] = []
        self.selector = selectors.DefaultSelector()
        self.is_open = False  # what children say is held back until the web address has been printed
        self.is_ending = False
        self.began_at = datetime.now(UTC)
        self.began = time.monotonic()
        self.database_is_ours = False
        self.looked_at_database = 0.0
        self.colour = out.isatty() and "NO_COLOR" not in os.environ

    def until_stopped(self) -> int:
        """Start everything, watch over it, and end it on Ctrl-C or SIGTERM. Returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._forget_former_run()
        shutil.rmtree(self.folder / "counters", ignore_errors=True)
        (self.folder / "supervisor.pid").write_text(str(os.getpid()))
        (self.folder / OPEN).unlink(missing_ok=True)
        try:
            self._start_database()
            if self.environment.archive is not None:
                self._launch(self._archive())
            # The web process and a migration load the code at the same time as we do.
            self._launch(self._web())
            migration = self._begin_migration()
            if forking.is_possible():
                os.environ.update(self._environ())
                forking.load_everything()
            self._end_migration(migration)
            if not self.is_ending:
                self._start_children()
                self._wait_until_ready()
            if not self.is_ending:
                self._announce()
            while not self.is_ending:
                self._watch(0.5)
                self._mend()
        finally:
            self._stop()
        return 0

    # ── starting ────────────────────────────────────────────────────────────

    def _start_database(self) -> None:
        began = time.monotonic()
        self.database_is_ours = database.ensure(
            self.environment, archived=self.environment.archive is not None
        )
        if not self.environment.is_embedded:
            self._say("database", "answers at DATABASE_URL")
        elif self.database_is_ours:
            self._say("database", f"started in {time.monotonic() - began:.1f} s")
        else:
            # It outlived a supervisor that was killed: it is this run's now.
            self.database_is_ours = True
            self._say("database", "was running already; taken over")

    def _begin_migration(self) -> "subprocess.Popen[str] | None":
        if migrating.is_up_to_date(self.environment):
            return None
        if not self.environment.is_embedded and not self.environment.owner_database_url:
            raise SetupFault(
                "The database is not at the state of this code: "
                "run `ordolux migrate` with ORDOLUX_OWNER_DATABASE_URL set."
            )
        self._say("database", "makes its tables; the first time this takes about half a minute")
        return subprocess.Popen(
            [sys.executable, "-m", "ordolux", "migrate"],
            env=self._environ(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _end_migration(self, migration: "subprocess.Popen[str] | None") -> None:
        if migration is None:
            return
        said, _ = migration.communicate()
        if migration.returncode != 0 and not self.is_ending:
            raise SetupFault(f"The database cannot be migrated:\n{said[-4000:]}")
        self._say("database", f"migrated after {time.monotonic() - self.began:.1f} s")

    def _archive(self) -> Child:
        """The receiver of the archive, before anything that commits."""
        server = database.server_of(self.environment)
        return Child(
            "archive", [sys.executable, "-m", "ordolux.config.archiving"], lambda: archive.is_received(server)
        )

    def _web(self) -> Child:
        environment = self.environment
        return Child(
            "web",
            web_command(environment.bind, environment.web_port, workers=environment.web_workers),
            lambda: _answers_http(_probe_address(environment.bind), environment.web_port),
        )

    def _start_children(self) -> None:
        environment = self.environment
        bind, probe = environment.bind, _probe_address(environment.bind)
        wanted = [
            Child(
                "live",
                live_command(bind, environment.live_port),
                lambda: _answers_http(probe, environment.live_port),
                lambda: _serve_live(bind, environment.live_port),
            ),
            Child(
                "worker",
                [sys.executable, "-m", "ordolux.process.worker"],
                self._worker_is_at_work,
                forking.run_module("ordolux.process.worker"),
            ),
            Child(
                "mail",
                [sys.executable, "-m", "ordolux.edges.mailbox.receiver"],
                lambda: _answers_smtp(probe, environment.smtp_port),
                forking.run_module("ordolux.edges.mailbox.receiver"),
            ),
            Child(
                "fetch",
                [sys.executable, "-m", FETCHER],
                lambda: True,
                forking.run_module(FETCHER),
            ),
        ]
        if self.demo and demonstration.may_be_filled(environment):
            # it begins first, so that nobody takes what is over at present for due while its past is not lived
            wanted.insert(
                0,
                Child(
                    "filling",
                    [sys.executable, "-m", demonstration.FILLING],
                    lambda: True,
                    forking.run_module(demonstration.FILLING),
                    behind=True,
                ),
            )
        if self.demo and not demonstration.is_noted(environment):
            wanted.append(
                Child(
                    "demo",
                    [sys.executable, "-m", "ordolux", "demo"],
                    lambda: False,
                    lambda: demonstration.load(environment),
                    once=True,
                )
            )
        if self.empty:
            command = [sys.executable, "-m", "ordolux", "begin"]
            wanted.append(Child("company", command, lambda: False, _begin_company, once=True))
        for child in wanted:
            self._launch(child)

    def _worker_is_at_work(self) -> bool:
        """A worker enters itself in the list of workers before it takes its first job."""
        with (
            suppress(psycopg.Error),
            psycopg.connect(database.app_conninfo(self.environment), autocommit=True) as connection,
        ):
            row = connection.execute(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat >= %s", [self.began_at]
            ).fetchone()
            return row is not None and row[0] > 0
        return False

    def _launch(self, child: Child) -> None:
        if child.forked is not None and forking.is_possible():
            child.process = forking.Forked(child.forked)
        else:
            child.process = self._spawn(child)
        assert child.process.stdout is not None, "it was asked for as a pipe"
        os.set_blocking(child.process.stdout.fileno(), False)
        self.selector.register(child.process.stdout, selectors.EVENT_READ, child)
        (self.folder / f"{child.name}.pid").write_text(str(child.process.pid))
        child.started_at = time.monotonic()
        child.ready = False
        if child not in self.children:
            self.children.append(child)

    def _spawn(self, child: Child) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            child.command, env=self._environ(child.name), cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def _environ(self, name: str = "") -> dict[str, str]:
        environment = self.environment
        ours = {
            "ORDOLUX_STATE": str(environment.state),
            "ORDOLUX_WEB_PORT": str(environment.web_port),
            "ORDOLUX_LIVE_PORT": str(environment.live_port),
            "ORDOLUX_SMTP_PORT": str(environment.smtp_port),
            "ORDOLUX_PUBLIC_URL": environment.public_url,
            "ORDOLUX_SIMULATION": "1" if environment.simulation else "",
            "ORDOLUX_FILLING_WAITS": "1",
            "ORDOLUX_DATABASE_POOL": CONNECTIONS.get(name, "0"),
            "DJANGO_SETTINGS_MODULE": "ordolux.config.settings",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": str(ROOT),
        }
        return {**os.environ, **ours}

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + _LONGEST_START_SECONDS
        waiting = [child for child in self.children if not child.once and not child.behind]
        while waiting and not self.is_ending:
            self._watch(0.05)
            for child in list(waiting):
                if child.process is not None and child.process.poll() is not None:
                    self._show_held_back(child)
                    raise SetupFault(
                        f"'{child.name}' ended while starting (status {child.process.returncode})."
                    )
                if child.answers():
                    child.ready = True
                    waiting.remove(child)
                    self._say(child.name, f"answers after {time.monotonic() - self.began:.1f} s")
            if time.monotonic() > until:
                for child in waiting:
                    self._show_held_back(child)
                raise SetupFault(
                    f"{', '.join(child.name for child in waiting)} did not answer in {_LONGEST_START_SECONDS} s."
                )
        for child in [child for child in self.children if child.once]:
            while child.process is not None and child.process.poll() is None and not self.is_ending:
                self._watch(0.05)
            self._collect(child)

    def _announce(self) -> None:
        environment = self.environment
        shown = _probe_address(environment.bind)
        self._print("")
        self._print(f"  Ordolux is ready: http://{shown}:{environment.web_port}/")
        self._print("")
        if self.demo:
            for line in demonstration.sign_ins():
                self._print(f"  {line}")
            self._print(f"  Mail to us: SMTP {shown} port {environment.smtp_port}")
            self._print("")
        for child in [child for child in self.children if child.name == "company"]:
            for line in child.said:
                self._print(f"  {line}")
            child.said = []
            self._print(f"  Mail to us: SMTP {shown} port {environment.smtp_port}")
            self._print(
                f"  Letters stay here, invitations too: http://{shown}:{environment.web_port}/postbox"
            )
            self._print("")
        self._print("  Ctrl-C stops everything.")
        self._print("")
        self.is_open = True
        (self.folder / OPEN).touch()
        for child in self.children:
            self._show_held_back(child)

    # ── watching ────────────────────────────────────────────────────────────

    def _watch(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            self._read(key.data, key.fileobj)  # type: ignore[arg-type]  # only pipes are registered

    def _read(self, child: Child, pipe: "IO[bytes]") -> None:
        try:
            chunk = os.read(pipe.fileno(), 65536)
        except BlockingIOError:
            return
        if not chunk:
            self.selector.unregister(pipe)
            pipe.close()
            return
        *lines, child.rest = (child.rest + chunk).split(b"\n")
        for line in lines:
            text = line.decode(errors="replace").rstrip()
            if self.is_open:
                self._say(child.name, text, own=False)
            else:
                child.said = [*child.said[-500:], text]

    def _mend(self) -> None:
        """Start again what has ended; the longer, the more often it ends."""
        moment = time.monotonic()
        if self.environment.is_embedded and moment - self.looked_at_database > 2:
            self.looked_at_database = moment
            if not database.server_of(self.environment).answers():
                self._say("database", "does not answer; starting it again")
                try:
                    database.ensure(
                        self.environment, archived=self.environment.archive is not None, again=True
                    )
                    self._say("database", "answers again")
                except SetupFault as fault:
                    self._say("database", str(fault))
        for child in list(self.children):
            if child.process is None:
                if moment >= child.restart_at:
                    self._say(child.name, "starting again")
                    self._launch(child)
            elif not child.once and child.process.poll() is not None:
                self._collect(child)
                if moment - child.started_at > 60:
                    child.pause_seconds = 0.5
                if child.behind and child.process.returncode == 0:
                    self._forget(child)
                    continue
                self._say(
                    child.name,
                    f"ended (status {child.process.returncode}); again in {child.pause_seconds:.1f} s",
                )
                _end_group(child.process.pid)
                child.process = None
                child.restart_at = moment + child.pause_seconds
                child.pause_seconds = min(child.pause_seconds * 2, _LONGEST_PAUSE_SECONDS)

    def _forget(self, child: Child) -> None:
        """It has done its work."""
        self.children.remove(child)
        (self.folder / f"{child.name}.pid").unlink(missing_ok=True)

    def _collect(self, child: Child) -> None:
        """Read what a child said last."""
        if child.process is not None and child.process.stdout is not None and not child.process.stdout.closed:
            self._read(child, child.process.stdout)

    # ── ending ──────────────────────────────────────────────────────────────

    def _end(self, number: int, frame: object) -> None:
        self.is_ending = True

    def _stop(self) -> None:
        for child in self.children:
            self._show_held_back(child)
        self._say("ordolux", "stopping")
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            with suppress(ProcessLookupError):
                process.terminate()
        until = time.monotonic() + _GRACE_SECONDS
        while time.monotonic() < until and any(process.poll() is None for process in running):
            self._watch(0.05)
        for process in running:
            _end_group(process.pid)
            process.wait()
        for child in self.children:
            (self.folder / f"{child.name}.pid").unlink(missing_ok=True)
        if self.environment.is_embedded and self.database_is_ours:
            database.server_of(self.environment).stop()
        (self.folder / "supervisor.pid").unlink(missing_ok=True)
        self._say("ordolux", "stopped")

    def _forget_former_run(self) -> None:
        """End what a killed run left behind; refuse beside one that still runs. Raises SetupFault."""
        former = _number_in(self.folder / "supervisor.pid")
        if former is not None and former != os.getpid() and _is_ours(former, self.environment.state):
            raise SetupFault(f"Ordolux already runs from this folder (process {former}); stop that first.")
        for note in sorted(self.folder.glob("*.pid")):
            number = _number_in(note)
            if number is not None and note.stem != "supervisor":
                for member in _members_of_group(number):
                    if _is_ours(member, self.environment.state):
                        with suppress(ProcessLookupError):
                            os.kill(member, signal.SIGKILL)
            note.unlink(missing_ok=True)

    # ── saying ──────────────────────────────────────────────────────────────

    def _show_held_back(self, child: Child) -> None:
        self._collect(child)
        for line in child.said:
            self._say(child.name, line, own=False)
        child.said = []

    def _say(self, name: str, text: str, *, own: bool = True) -> None:
        if self.environment.log == "json":
            self._print(telling.supervisor_line(name, text, own=own))
            return
        label = f"{name:<8}"
        if self.colour:
            label = f"\x1b[{_COLOURS.get(name, 0)}m{label}\x1b[0m"
        self._print(f"{time.strftime('%H:%M:%S')} {label} {text}")

    def _print(self, text: str) -> None:
        with suppress(BrokenPipeError):
            print(text, file=self.out, flush=True)


def _with_ports(environment: Environment, claims: list[IO[str]]) -> Environment:
    """The environment with every port decided: as set, or the usual one, or the next free one."""
    ports = {}
    for name, usual in (("web_port", 8000), ("live_port", 8001), ("smtp_port", 8025)):
        port: int = getattr(environment, name)
        if port and not _is_free(environment.bind, port):
            # A process of a killed run may still hold it; it is ended before anything starts.
            port = port if _held_by_former_run(environment) else 0
            if not port:
                raise SetupFault(
                    f"Port {getattr(environment, name)} (ORDOLUX_{name.upper()}) is taken by another program."
                )
        for candidate in [port] if port else range(usual, usual + 1000):
            claim = _claim(candidate) if port or _is_free(environment.bind, candidate) else None
            if claim is not None:
                claims.append(claim)
                port = candidate
                break
        else:
            raise SetupFault(
                f"Port {port or usual} (ORDOLUX_{name.upper()}) is being taken by another run of Ordolux."
            )
        ports[name] = port
    public_url = environment.public_url or f"http://{_probe_address(environment.bind)}:{ports['web_port']}"
    return replace(
        environment,
        web_port=ports["web_port"],
        live_port=ports["live_port"],
        smtp_port=ports["smtp_port"],
        public_url=public_url,
    )


def _held_by_former_run(environment: Environment) -> bool:
    return any(
        _is_ours(member, environment.state)
        for note in (environment.state / "run").glob("*.pid")
        if (number := _number_in(note)) is not None
        for member in _members_of_group(number)
    )


def _claim(port: int) -> IO[str] | None:
    """Hold ``port`` for this run from now on, though its server starts later; None when another run holds it."""
    folder = Path(tempfile.gettempdir()) / f"ordolux-ports-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = (folder / str(port)).open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _is_free(bind: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError:
            return False
    return True


def _probe_address(bind: str) -> str:
    return "127.0.0.1" if bind in {"0.0.0.0", "", "::"} else bind  # noqa: S104  # compared, not listened on


def _answers_http(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=3)
    try:
        connection.request("GET", "/health", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _answers_smtp(host: str, port: int) -> bool:
    try:
        with smtplib.SMTP(host, port, timeout=3) as server:
            return server.noop()[0] == 250
    except OSError:
        return False


def _begin_company() -> None:
    import_module("ordolux.process.new_company").begin()


def _serve_live(bind: str, port: int) -> None:
    import uvicorn

    uvicorn.run(
        _LIVE_APPLICATION,
        host=bind,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )


def _number_in(note: Path) -> int | None:
    with suppress(FileNotFoundError, ValueError):
        return int(note.read_text())
    return None


def _is_ours(process_id: int, state: Path) -> bool:
    """Whether this process is a part of a run from this state folder (and not a stranger with the same number)."""
    told = Path(f"/proc/{process_id}/environ")
    if Path("/proc/self/environ").exists():
        with suppress(OSError):
            return f"ORDOLUX_STATE={state}".encode() in told.read_bytes().split(b"\0") or (
                re.search(r"ordolux\b.*\brun\b", database.command_of(process_id)) is not None
                and _number_in(state / "run" / "supervisor.pid") == process_id
            )
        return False
    command = database.command_of(process_id)
    return "ordolux" in command or sys.executable in command


def _members_of_group(leader: int) -> list[int]:
    """The processes of the group ``leader``, which children keep even when their parent was killed."""
    members = []
    if Path("/proc/self/stat").exists():
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                with suppress(OSError):
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                    if int(fields[2]) == leader:
                        members.append(int(entry.name))
        return members
    said = subprocess.run(["ps", "-axo", "pid=,pgid="], capture_output=True, text=True, check=False).stdout
    for line in said.splitlines():
        number, group = line.split()
        if int(group) == leader:
            members.append(int(number))
    return members


def _end_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
