"""A company is backed up while it works, lost, and restored; what was told as done is there, and everything is proved."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from ordolux.config import database
from ordolux.config.backup import contents, restoring, taking
from ordolux.config.backup.archive import Archive, is_received, restore
from ordolux.config.backup.contents import Manifest
from ordolux.config.database import APP_ROLE, OWNER_ROLE, EmbeddedServer
from ordolux.config.environment import ROOT, Environment, SetupFault, read
from ordolux.edges.mailbox.receiver import ACCEPTED, keep_received
from ordolux.foundation.papers import company_keys
from tests.backup.disaster import ArchivedHouse
from tests.docs.commands import block, run_block


class Company:
    """Takes mails all the time: each is a file, a row, a line in the journal and a job."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> "Company":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stop.wait(0.01):
            name = f"letter-{len(self.taken)}@nordlicht.example"
            raw = f"From: anna@nordlicht.example\r\nMessage-ID: <{name}>\r\n\r\nHello {name}\r\n".encode()
            answer = keep_received(raw, "anna@nordlicht.example", ["sales@ordolux.example"], "127.0.0.1")
            assert answer == ACCEPTED
            self.taken.append(raw)


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that the database's user can enter, for a new life."""
    folder = Path(tempfile.mkdtemp(prefix="ordolux-drill-", dir=os.environ.get("TMPDIR", "/tmp")))
    folder.chmod(0o755)
    yield folder
    for state in [path.parent for path in folder.glob("*/postgres.lock")]:
        if EmbeddedServer(state).answers():
            EmbeddedServer(state).stop()
        shutil.rmtree(EmbeddedServer(state).home, ignore_errors=True)
    shutil.rmtree(folder)


def rows_of(conninfo: str) -> dict[str, str]:
    """A hash over all rows of every table."""
    with psycopg.connect(conninfo) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        return {
            name: connection.execute(
                f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{name}\" t"
            ).fetchone()[0]
            for (name,) in tables
        }


def test_a_company_backed_up_while_it_works_and_lost_comes_back_whole(
    databases, live_database, elsewhere, settings
):
    state, files = settings.ENVIRONMENT.state, elsewhere / "files"
    backups, back = elsewhere / "backups", elsewhere / "back"
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {**settings.STORAGES["files"], "OPTIONS": {"location": files, "base_url": None}},
    }
    company_keys(state / "keys", "Ordolux")
    here = {
        "ORDOLUX_STATE": str(state), "ORDOLUX_DATABASE_NAME": live_database, "ORDOLUX_FILES": str(files),
        "BACKUPS": str(backups),
    }  # fmt: skip

    with Company() as company:
        wait_until(lambda: len(company.taken) >= 20)
        told_before = list(company.taken)
        first = run_block("docs/guide/backup.md", 'bin/ordolux backup "$BACKUPS"', **here)
        assert first.returncode == 0, first.stderr
        assert len(company.taken) > len(told_before), "nobody worked while the backup was made"
    assert " is whole: " in first.stdout
    assert "The journal is whole" in first.stdout
    second = run_block("docs/guide/backup.md", 'bin/ordolux backup "$BACKUPS"', **here)
    assert second.returncode == 0, second.stderr
    assert " 0 new)" not in second.stdout
    lost = rows_of(databases.server.conninfo(role=OWNER_ROLE, database=live_database))
    kept_files = {path.name: path.read_bytes() for path in files.glob("*/*")}
    assert {hashlib.sha256(raw).hexdigest() for raw in company.taken} <= kept_files.keys()

    # the disk is lost
    databases.drop(live_database)
    shutil.rmtree(files)

    done = run_block(
        "docs/guide/backup.md",
        'bin/ordolux restore "$BACKUPS"',
        ORDOLUX_STATE=str(back),
        BACKUPS=str(backups),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every file with its hash" in done.stdout
    server = EmbeddedServer(back)
    server.start()
    assert rows_of(server.conninfo(role=OWNER_ROLE, database="ordolux")) == lost
    assert {path.name: path.read_bytes() for path in (back / "files").glob("*/*")} == kept_files
    for name in ("signing-key.pem", "root.pem"):
        key = back / "keys" / "seal" / name
        assert key.read_bytes() == (state / "keys" / "seal" / name).read_bytes()
        assert key.stat().st_mode & 0o077 == 0
    with (
        psycopg.connect(server.conninfo(role=APP_ROLE, database="ordolux"), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("DELETE FROM foundation_event")

    # a restored company is one like others: its journal is proved, its clock can be moved in a simulation
    there = {"ORDOLUX_STATE": str(back), "MOMENT": (datetime.now(UTC) + timedelta(days=40)).isoformat()}
    assert "is whole" in run_block("docs/operations.md", "bin/ordolux audit verify", **there).stdout
    moved = run_block("docs/operations.md", "ORDOLUX_SIMULATION=1", **there)
    assert moved.stdout[:10] == there["MOMENT"][:10]

    # into an empty place only
    with pytest.raises(SetupFault, match="restore into an empty place only"):
        restoring.restore(read({"ORDOLUX_STATE": str(back)}), contents.find(backups))

    # the first one, made while everybody worked, holds whatever had been answered before it began
    older = min(backups.glob("2*"))
    kept = {sha256 for sha256, _ in contents.files_of(older)}
    assert {hashlib.sha256(raw).hexdigest() for raw in told_before} <= kept
    assert (
        contents.check(older, lambda dump: taking.unreadable(read({"ORDOLUX_STATE": str(back)}), dump)) == []
    )


def test_what_was_answered_before_the_disk_was_lost_comes_back_from_the_archive(elsewhere):
    environment = read(
        {"ORDOLUX_STATE": str(elsewhere / "state"), "ORDOLUX_ARCHIVE": str(elsewhere / "archive")}
    )
    archive, server = Archive.of(environment), database.server_of(environment)
    database.ensure(environment, archived=True)
    with receiver(environment) as receiving:
        wait_until(lambda: is_received(server))
        answered = write_orders(server, 200)
        wait_until(archive.has_base)
        moment = now_of(server)
        answered += write_orders(server, 300)
        (elsewhere / "state" / "secret-key").write_text("secret of the house")
        wait_until((elsewhere / "archive" / "keys" / "secret-key").exists)

        # the power and the disk are lost in one moment
        server.kill()
        receiving.kill()
    wait_until(lambda: not server.answers())
    shutil.rmtree(server.home)
    shutil.rmtree(elsewhere / "state")

    restore(environment, elsewhere / "archive", None)
    assert orders_in(server) == answered
    assert (elsewhere / "state" / "secret-key").read_text() == "secret of the house"

    server.stop()
    shutil.rmtree(server.home)
    restore(environment, elsewhere / "archive", moment)
    assert orders_in(server) == answered[:200]

    with pytest.raises(SetupFault, match="restore into an empty place only"):
        restore(environment, elsewhere / "archive", None)


@pytest.mark.skipif(not os.environ.get("ORDOLUX_TEST_DRILLS"), reason="asked for by ORDOLUX_TEST_DRILLS=1")
def test_a_new_company_starts_as_the_operations_page_says():
    house = ArchivedHouse()
    try:
        _, new_company, _ = block("docs/operations.md", "make run").splitlines()
        house.begin(new_company.split("#")[0].strip())
        assert "/desk/invitation/" in house.said()
    finally:
        house.stop()


@pytest.mark.skipif(not os.environ.get("ORDOLUX_TEST_DRILLS"), reason="asked for by ORDOLUX_TEST_DRILLS=1")
def test_business_outlives_the_loss_of_the_disk():
    seed = os.environ.get("ORDOLUX_TEST_SEED", "1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.backup.disaster", "--seed", seed], cwd=ROOT, check=False
    )
    assert done.returncode == 0


def test_without_its_archive_nothing_is_answered(elsewhere):
    environment = read(
        {"ORDOLUX_STATE": str(elsewhere / "state"), "ORDOLUX_ARCHIVE": str(elsewhere / "archive")}
    )
    database.ensure(environment, archived=True)
    server = database.server_of(environment)
    with psycopg.connect(owner_of(server), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = local")
        connection.execute("CREATE TABLE orders (number int)")
    answered = threading.Event()

    def write() -> None:
        write_orders(server, 1)
        answered.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert not answered.wait(1)
    with receiver(environment):
        assert answered.wait(30)
        thread.join()


def test_a_check_names_what_was_changed_in_a_backup(tmp_path):
    backup, store = tmp_path / "20261123T090000.0Z", tmp_path / "files"
    sha256 = hashlib.sha256(b"a drawing").hexdigest()
    contents.place_of(store, sha256).parent.mkdir(parents=True)
    backup.mkdir()
    contents.place_of(store, sha256).write_bytes(b"a drawing")
    (backup / contents.FILES).write_text(f"{sha256} 9\n")
    (backup / contents.HEADS).write_text("deal:1\t1\tab\n")
    (backup / contents.DUMP).write_bytes(b"dump")
    Manifest("", "", "", "", 0, 1, 9, 1, contents.parts_of(backup), []).write(backup)
    assert contents.check(backup, lambda _: "") == []

    assert contents.check(backup, lambda _: "not a dump") == ["database.dump cannot be read: not a dump"]
    (backup / contents.HEADS).write_text("deal:1\t1\tcd\n")
    (backup / "stranger").write_text("")
    contents.place_of(store, sha256).write_bytes(b"a drawinG")
    assert contents.check(backup, lambda _: "") == [
        "stranger is not part of this backup.",
        "heads.txt was changed or is damaged.",
        f"file {sha256} is damaged.",
    ]
    contents.place_of(store, sha256).unlink()
    assert f"file {sha256} is missing." in contents.check(backup, lambda _: "")


def test_old_backups_go_with_the_files_that_only_they_needed(tmp_path):
    for day, names in ((1, "ab"), (2, "bc"), (3, "cd")):
        backup = tmp_path / f"2026010{day}T000000.0Z"
        backup.mkdir()
        hashes = [hashlib.sha256(name.encode()).hexdigest() for name in names]
        (backup / contents.FILES).write_text("".join(f"{sha256} 1\n" for sha256 in hashes))
        (backup / contents.MANIFEST).write_text("{}")
        for name, sha256 in zip(names, hashes, strict=True):
            contents.place_of(tmp_path / "files", sha256).parent.mkdir(parents=True, exist_ok=True)
            contents.place_of(tmp_path / "files", sha256).write_text(name)

    assert contents.forget_older(tmp_path, keep=2) == 1

    assert [path.name[:8] for path in sorted(tmp_path.glob("2*"))] == ["20260102", "20260103"]
    assert sorted(path.read_text() for path in tmp_path.glob("files/*/*")) == ["b", "c", "d"]
    with pytest.raises(SetupFault, match="At least one"):
        contents.forget_older(tmp_path, keep=0)


@contextmanager
def receiver(environment: Environment) -> Iterator["subprocess.Popen[bytes]"]:
    """The archive's part of a run."""
    told = {"ORDOLUX_STATE": str(environment.state), "ORDOLUX_ARCHIVE": str(environment.archive)}
    running = subprocess.Popen(
        [sys.executable, "-m", "ordolux.config.archiving"],
        cwd=ROOT, env={**os.environ, **told}, start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def owner_of(server: EmbeddedServer) -> str:
    return server.conninfo(role=OWNER_ROLE, database="ordolux")


def write_orders(server: EmbeddedServer, count: int) -> list[int]:
    """Commit ``count`` rows one by one; returns those that were answered."""
    with psycopg.connect(owner_of(server), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS orders (number int)")
        first = connection.execute("SELECT count(*) FROM orders").fetchone()[0]
        for number in range(first, first + count):
            connection.execute("INSERT INTO orders VALUES (%s)", [number])
    return list(range(first, first + count))


def orders_in(server: EmbeddedServer) -> list[int]:
    with psycopg.connect(owner_of(server)) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM orders ORDER BY number")]


def now_of(server: EmbeddedServer) -> datetime:
    with psycopg.connect(owner_of(server)) as connection:
        return connection.execute("SELECT clock_timestamp()").fetchone()[0]


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.05)
