"""``ordolux backup``: everything as it was in one moment, while the company goes on working."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ordolux.config import database, secrets
from ordolux.config.backup import contents
from ordolux.config.backup.contents import Manifest
from ordolux.config.environment import Environment, SetupFault

# small files of the state folder without which the rest is not what it was
NOTES = ("demonstration.json", "clock-offset-microseconds")
SECRET = "secret-key"  # noqa: S105  # the name of a file


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made: where, its manifest and that one's hash, and how many files were new in the folder."""

    folder: Path
    manifest: Manifest
    manifest_hash: str
    new_files: int


def take(environment: Environment, place: Path) -> Taken:
    """Make a backup in the folder ``place``; everybody may go on working meanwhile.

    Database, list of files and heads of the journal are read in one snapshot; files are copied after it, which is right
    because a file is stored before the row that names it and is never changed. Raises SetupFault.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if place.resolve() == environment.state or environment.file_store.is_relative_to(place.resolve()):
        raise SetupFault("A backup inside what it copies would be lost with it: name another folder.")
    with _alone(place):
        for left_over in place.glob(".making-*"):
            shutil.rmtree(left_over)
        moment = datetime.now(UTC)
        making = place / f".making-{os.getpid()}"
        making.mkdir(mode=0o700)
        with psycopg.connect(owner_conninfo(environment)) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            schema, version = _read_snapshot(connection, making)
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            _dump(environment, making / contents.DUMP, snapshot)
        _copy_keys(environment, making / contents.KEYS)
        count, size, new, missing = _copy_files(environment.file_store, making, place / contents.STORE)
        manifest = Manifest(
            made_at=moment.isoformat(timespec="seconds"),
            schema=schema,
            owner_role=owner_role(environment),
            app_role=database.app_role(environment),
            server_version=version,
            file_count=count,
            file_bytes=size,
            stream_count=sum(1 for _ in (making / contents.HEADS).open()),
            parts=contents.parts_of(making),
            missing=missing,
        )
        told = manifest.write(making)
        final = place / moment.strftime("%Y%m%dT%H%M%S.%fZ")
        making.rename(final)
        contents.sync_folder(place)
    return Taken(final, manifest, told, new)


def owner_conninfo(environment: Environment) -> str:
    """How psycopg reaches the database as its owner. Raises SetupFault when nobody told how."""
    if environment.is_embedded:
        server = database.server_of(environment)
        return server.conninfo(role=database.OWNER_ROLE, database=environment.database_name)
    if not environment.owner_database_url:
        raise SetupFault("ORDOLUX_OWNER_DATABASE_URL is needed: a backup reads everything, as the owner.")
    return environment.owner_database_url


def owner_role(environment: Environment) -> str:
    """The name of the owner's role."""
    return str(conninfo_to_dict(owner_conninfo(environment)).get("user", ""))


def program(
    environment: Environment, name: str, *arguments: str | Path
) -> "subprocess.CompletedProcess[str]":
    """Run one of PostgreSQL's programs against the database as its owner; the password is in no list of processes."""
    told = {
        key: value
        for key, value in conninfo_to_dict(owner_conninfo(environment)).items()
        if value is not None
    }
    secret = str(told.pop("password", ""))
    return subprocess.run(
        [database.server_of(environment).bin / name, "--no-password", f"--dbname={make_conninfo('', **told)}", *arguments],
        env={**os.environ, **({"PGPASSWORD": secret} if secret else {})},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip


def unreadable(environment: Environment, dump: Path) -> str:
    """Why a dump cannot be opened; empty when it can."""
    done = subprocess.run(
        [database.server_of(environment).bin / "pg_restore", "--list", dump],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stderr.strip() if done.returncode else ""


def _read_snapshot(connection: "psycopg.Connection[tuple[object, ...]]", making: Path) -> tuple[str, int]:
    connection.execute("SET idle_in_transaction_session_timeout = 0")
    row = connection.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')").fetchone()
    if row is None or not row[0]:
        raise SetupFault("There is nothing to back up: the database was never migrated.")
    for name, question in (
        (contents.FILES, "COPY (SELECT sha256, size FROM foundation_storedfile ORDER BY sha256) TO STDOUT (DELIMITER ' ')"),
        (contents.HEADS, "COPY (SELECT stream, seq, encode(hash, 'hex') FROM foundation_streamhead ORDER BY stream) TO STDOUT"),
    ):  # fmt: skip
        with (making / name).open("wb") as file, connection.cursor().copy(question) as rows:
            for chunk in rows:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    return str(row[0]), connection.info.server_version


def _dump(environment: Environment, target: Path, snapshot: str) -> None:
    done = program(environment, "pg_dump", f"--snapshot={snapshot}", "--format=custom", f"--file={target}")
    if done.returncode:
        raise SetupFault(f"The database could not be dumped: {done.stderr.strip()[-600:]}")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _copy_keys(environment: Environment, target: Path) -> None:
    target.mkdir(mode=0o700)
    contents.write_synced(target / SECRET, secrets.secret_key(environment).encode())
    contents.copy_tree(environment.key_folder, target / "seal-keys")
    for name in NOTES:
        if (environment.state / name).is_file():
            contents.write_synced(target / name, (environment.state / name).read_bytes())


def _copy_files(source: Path, making: Path, store: Path) -> tuple[int, int, int, list[str]]:
    """Number and bytes of all files, how many were new in the store, and which the source did not have whole."""
    count = total = new = 0
    missing: list[str] = []
    for sha256, size in contents.files_of(making):
        count, total = count + 1, total + size
        there = contents.place_of(store, sha256)
        if there.is_file() and there.stat().st_size == size:
            continue  # content of this name is this content; --check reads every byte of it again
        if contents.copy_verified(contents.place_of(source, sha256), there, sha256):
            new += 1
        else:
            missing.append(sha256)
    return count, total, new, missing


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    with (place / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupFault(f"Another backup is being made in {place}.") from None
        yield
