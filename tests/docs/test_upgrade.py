"""An older database comes to the present code by the commands of the guide, and is then like a new one."""

import lzma
import os
import re
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from ordolux.config.database import OWNER_ROLE
from tests.docs.commands import run_block

# a database of the first release with the demonstration's first data, dumped from that release
FIRST_RELEASE = Path(__file__).with_name("first-release.dump.xz")

SHAPE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
    " WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND probin IS NULL",
    "rights": "SELECT relname, relacl::text FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')",
}


def shape_of(conninfo: str) -> dict[str, set[tuple[object, ...]]]:
    """What a database consists of, its rows apart."""
    with psycopg.connect(conninfo) as connection:
        return {
            what: {tuple(map(plain, row)) for row in connection.execute(question).fetchall()}
            for what, question in SHAPE.items()
        }


def plain(value: object) -> object:
    """An expression without the casts and brackets that a dump and its restore write differently."""
    return re.sub(r"::(character varying|text)(\[\])?|[()\s]", "", value) if isinstance(value, str) else value


@pytest.fixture
def old_database(databases):
    """The first release's database, restored."""
    name = f"ordolux_test_{os.getpid()}_old"
    server = databases.server
    server.create_database(name)
    subprocess.run(
        [server.bin / "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
         f"--dbname={server.conninfo(role=OWNER_ROLE, database=name)}"],
        input=lzma.decompress(FIRST_RELEASE.read_bytes()), check=True, capture_output=True,
    )  # fmt: skip
    yield name
    databases.drop(name)


def test_a_database_of_the_first_release_comes_to_the_present_and_its_journal_is_whole(
    databases, old_database
):
    server = databases.server
    old, new = (server.conninfo(role=OWNER_ROLE, database=n) for n in (old_database, databases.template))
    with psycopg.connect(old) as connection:
        before = connection.execute("SELECT count(*), max(id) FROM foundation_event").fetchone()
        tables = [
            row[0]
            for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        rows = {
            name: connection.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            ).fetchone()[0]
            for name in tables
        }
    assert before[0] > 60

    done = run_block(
        "docs/guide/upgrade.md",
        "make setup",
        ORDOLUX_STATE=str(server.state),
        ORDOLUX_DATABASE_NAME=old_database,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"The journal is whole: {before[0]} lines" in done.stdout
    found, wanted = shape_of(old), shape_of(new)
    for what in SHAPE:
        assert found[what] - wanted[what] == set(), what
        assert wanted[what] - found[what] == set(), what
    with psycopg.connect(old) as connection:
        lost = [
            name
            for name, count in rows.items()
            if name in {row[0] for row in connection.execute("SELECT tablename FROM pg_tables")}
            and connection.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            ).fetchone()[0]
            < count
        ]
    assert lost == []


def test_the_settings_are_listed_as_the_guide_says():
    done = run_block("docs/guide/install.md", "make setup")
    assert done.returncode == 0, done.stderr
    assert "ORDOLUX_ARCHIVE=" in done.stdout
