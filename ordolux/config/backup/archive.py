"""The archive: a second place that has every committed deed before its person is answered (embedded database).

``ORDOLUX_ARCHIVE`` names a folder on another disk or machine. The supervisor keeps a receiver there that takes the
write-ahead log as it is written; the server answers a commit when the receiver has synced it. Files are stored in both
places before a row names them. Together with a base (a copy of the data folder) the log gives any moment back.

In the archive: ``files``, ``keys``, and for each life of a database a ``life-…`` with ``base`` and ``wal``. A restored
database begins a new life, because its log no longer continues the old one.
"""

import os
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from ordolux.config import database
from ordolux.config.backup import contents, restoring, taking
from ordolux.config.database import ARCHIVER, EmbeddedServer
from ordolux.config.environment import Environment, SetupFault

_NOTE = "archive-life"
_STAMP = "%Y%m%dT%H%M%SZ"
_LONGEST_RECOVERY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Archive:
    """The archive of one state folder."""

    folder: Path
    state: Path
    seal: Path

    @classmethod
    def of(cls, environment: Environment) -> "Archive":
        """The archive that the settings name. Raises SetupFault when they name none."""
        if environment.archive is None:
            raise SetupFault("ORDOLUX_ARCHIVE names no folder.")
        return cls(environment.archive, environment.state, environment.key_folder)

    @property
    def life(self) -> Path:
        """The folder of the present life of the database; begun when there is none."""
        note = self.state / _NOTE
        if not note.exists():
            name = datetime.now(UTC).strftime(f"life-{_STAMP}")
            (self.folder / name / "wal").mkdir(mode=0o700, parents=True)
            contents.write_synced(note, name.encode())
        return self.folder / note.read_text()

    def receive(self, server: EmbeddedServer) -> "subprocess.Popen[bytes]":
        """Start the receiver of the log; it ends when its connection does."""
        return subprocess.Popen(
            [server.bin / "pg_receivewal", "--directory", self.life / "wal", "--synchronous", "--no-loop",
             "--slot", ARCHIVER, "--dbname", _replication(server, ARCHIVER)],
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def make_slot(self, server: EmbeddedServer) -> None:
        """Have the server keep the log that the receiver has not taken yet."""
        with psycopg.connect(
            server.conninfo(role="postgres", database="postgres"), autocommit=True
        ) as connection:
            connection.execute(
                "SELECT pg_create_physical_replication_slot(%s, true)"
                " WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = %s)", [ARCHIVER, ARCHIVER],
            )  # fmt: skip

    def has_base(self) -> bool:
        """Whether this life has a base to begin from."""
        return any((self.life / "base").glob("[0-9]*"))

    def take_base(self, server: EmbeddedServer) -> Path:
        """Copy the data folder while the server works. Raises SetupFault."""
        bases = self.life / "base"
        bases.mkdir(mode=0o700, exist_ok=True)
        for left_over in bases.glob(".making-*"):
            shutil.rmtree(left_over)
        making = bases / f".making-{os.getpid()}"
        done = subprocess.run(
            [server.bin / "pg_basebackup", "--pgdata", making, "--checkpoint=fast", "--wal-method=stream",
             "--dbname", _replication(server, "ordolux_base")],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SetupFault(f"No base could be taken: {done.stderr.strip()[-600:]}")
        final = bases / datetime.now(UTC).strftime(_STAMP)
        making.rename(final)
        contents.sync_folder(bases)
        return final

    def copy_keys(self) -> None:
        """Have the seal's keys, the secret key and the notes in the archive as well."""
        target = self.folder / contents.KEYS
        target.mkdir(mode=0o700, exist_ok=True)
        for name in (taking.SECRET, *taking.NOTES):
            source = self.state / name
            if source.is_file() and not _same(source, target / name):
                contents.write_synced(target / name, source.read_bytes())
        if self.seal.is_dir() and any(
            not _same(path, target / "seal-keys" / path.relative_to(self.seal))
            for path in self.seal.rglob("*.pem")
        ):
            contents.copy_tree(self.seal, target / "seal-keys")

    def copy_files(self, store: Path) -> int:
        """Have every file of the store in the archive, those from before it was switched on; returns how many were new."""
        new = 0
        for path in store.glob("[0-9a-f][0-9a-f]/[0-9a-f]*"):
            there = contents.place_of(self.folder / contents.STORE, path.name)
            if not there.exists():
                new += contents.copy_verified(path, there, path.name)
        return new


def is_received(server: EmbeddedServer) -> bool:
    """Whether a receiver is connected, so that commits are answered."""
    with (
        suppress(psycopg.Error),
        psycopg.connect(server.conninfo(role="postgres", database="postgres"), autocommit=True) as connection,
    ):
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_replication WHERE application_name = %s AND sync_state IN ('sync', 'quorum')",
            [ARCHIVER],
        ).fetchone()
        return row is not None and row[0] > 0
    return False


def restore(environment: Environment, folder: Path, until: datetime | None) -> None:
    """Bring the archive in ``folder`` into an empty state folder: to its last commit, or as it was at ``until``.

    Raises SetupFault when the place is not empty or the archive has no base that is old enough.
    """
    if not environment.is_embedded:
        raise SetupFault("An archive is restored into the embedded server; unset DATABASE_URL.")
    server = database.server_of(environment)
    if server.data.exists():
        raise SetupFault(f"There is a database in {server.home}: restore into an empty place only.")
    base = _base_for(folder, until)
    restoring.put_keys(environment, folder / contents.KEYS)
    for source in (folder / contents.STORE).glob("*/*"):
        target = contents.place_of(environment.file_store, source.name)
        if not target.exists() and not contents.copy_verified(source, target, source.name):
            print(f"file {source.name} is damaged in the archive")
    server.begin_from(base, base.parent.parent / "wal", until)
    server.start()
    give_up_at = time.monotonic() + _LONGEST_RECOVERY_SECONDS
    while server.is_recovering():
        if time.monotonic() > give_up_at:
            raise SetupFault(f"The recovery did not end; see {server.log}.")
        time.sleep(0.2)
    server.end_recovery()
    (environment.state / _NOTE).unlink(missing_ok=True)


def _base_for(folder: Path, until: datetime | None) -> Path:
    """The newest base of the newest life that is old enough."""
    bases = sorted(folder.glob("life-*/base/[0-9]*"), key=lambda path: (path.parent.parent.name, path.name))
    if until is not None:
        bases = [b for b in bases if datetime.strptime(b.name, _STAMP).replace(tzinfo=UTC) <= until]
    if not bases:
        raise SetupFault(f"There is no base in {folder} from which that moment can be reached.")
    return bases[-1]


def _replication(server: EmbeddedServer, name: str) -> str:
    return make_conninfo(host=str(server.socket), port=5432, user="postgres", application_name=name)


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and path.read_bytes() == other.read_bytes()
