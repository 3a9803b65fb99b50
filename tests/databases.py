"""Databases for tests: one template, migrated by the owner; a clone for each session and for each live test.

Everything runs on one embedded server, which sessions share: the first starts it, the last stops it.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from ordolux.config.database import OWNER_ROLE, EmbeddedServer
from ordolux.config.environment import ROOT
from ordolux.config.migrating import fingerprint

_PREFIX = "ordolux_test_"
_TEMPLATE = "ordolux_template_"
_LIVED = "ordolux_lived_"
_KEPT_TEMPLATES = 6
_numbers = count(1)


class Databases:
    """The databases of one test session on ``server``."""

    def __init__(self, server: EmbeddedServer) -> None:
        self.server = server
        self.template = ""

    def prepare(self) -> None:
        """Have a template for the present code; clear away what dead sessions left."""
        self._drop_left_over()
        wanted = _TEMPLATE + fingerprint()
        with _locked(self.server.state / "template.lock"):
            if wanted not in self._names():
                self._make_template(wanted)
        self.template = wanted

    def lived_in(self) -> str:
        """The template in which a company has lived for half a year (``tests/lived_in.py``); made when it is not there."""
        lives = sorted((ROOT / "tests").glob("lived_in*.py"))
        told = hashlib.sha256(fingerprint().encode() + b"".join(life.read_bytes() for life in lives))
        wanted = _LIVED + told.hexdigest()[:12]
        with _locked(self.server.state / "lived-in.lock"):
            if wanted not in self._names():
                self._live(wanted)
        return wanted

    def clone(self, template: str = "") -> str:
        """A new database like the template, owned by the owner; returns its name."""
        name = f"{_PREFIX}{os.getpid()}_{next(_numbers)}"
        self._as_owner(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template or self.template)
            )
        )
        return name

    def drop(self, name: str) -> None:
        """Remove the database ``name``; whoever is connected is sent away."""
        self._as_owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _make_template(self, name: str) -> None:
        making = f"{name}_making"
        self.drop(making)
        self.server.create_database(making)
        done = subprocess.run(
            [sys.executable, "-m", "ordolux", "migrate"],
            env={
                **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
                "ORDOLUX_DATABASE_NAME": making,
                "ORDOLUX_STATE": str(self.server.state),
            },
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(
                f"The test database cannot be migrated:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
            )
        self._as_owner(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
        )
        for old in [n for n in self._names() if n.startswith(_TEMPLATE) and n != name][:-_KEPT_TEMPLATES]:
            self.drop(old)

    def _live(self, name: str) -> None:
        making = self.clone()
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, "-m", "tests.lived_in"],
                env={
                    **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings_of_life", "ORDOLUX_TEST_LIFE": folder,
                    "ORDOLUX_TEST_STATE": str(self.server.state), "ORDOLUX_TEST_DATABASE_NAME": making,
                    "ORDOLUX_TEST_WEB_PORT": "1", "ORDOLUX_TEST_LIVE_PORT": "2",
                },
                cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip
        if done.returncode != 0:
            self.drop(making)
            raise RuntimeError(f"The company cannot live:\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}")
        self._as_owner(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
        )
        for old in [n for n in self._names() if n.startswith(_LIVED) and n != name][:-_KEPT_TEMPLATES]:
            self.drop(old)

    def _drop_left_over(self) -> None:
        for name in self._names():
            if name.startswith(_PREFIX) and not _is_alive(int(name.removeprefix(_PREFIX).split("_")[0])):
                self.drop(name)

    def _names(self) -> list[str]:
        """All databases, oldest first."""
        with self._owner() as connection:
            return [row[0] for row in connection.execute("SELECT datname FROM pg_database ORDER BY oid")]

    def _as_owner(self, statement: sql.Composed) -> None:
        with self._owner() as connection:
            connection.execute(statement)

    def _owner(self) -> "psycopg.Connection[tuple[str, ...]]":
        return psycopg.connect(self.server.conninfo(role=OWNER_ROLE, database="postgres"), autocommit=True)


@contextmanager
def shared_server(server: EmbeddedServer) -> Iterator[EmbeddedServer]:
    """The server for as long as this session lasts; the last of several sessions stops it."""
    server.state.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (server.state / "sessions.lock").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        server.start()
        try:
            yield server
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                server.stop()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
