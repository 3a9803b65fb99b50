"""The server that Ordolux starts itself: found again, taken over, and whole after a crash."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from ordolux.config.database import APP_ROLE, OWNER_ROLE, EmbeddedServer
from ordolux.config.environment import SetupFault


@pytest.fixture
def server(tmp_path_factory):
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"ordolux-test-{os.getpid()}"
    folder.mkdir(mode=0o755)
    made = EmbeddedServer(folder / "state")
    yield made
    if made.answers():
        made.stop()
    shutil.rmtree(folder)


def connect(server: EmbeddedServer, role: str = OWNER_ROLE, database: str = "trade") -> psycopg.Connection:
    return psycopg.connect(server.conninfo(role=role, database=database), autocommit=True)


def test_committed_rows_outlive_a_killed_server(server):
    assert server.start() is True
    server.create_database("trade")
    with connect(server) as connection:
        connection.execute("CREATE TABLE orders (number text)")
        connection.execute("INSERT INTO orders SELECT 'PI-' || n FROM generate_series(1, 1000) n")

    server.kill()
    assert server.start() is True

    with connect(server) as connection:
        assert connection.execute("SELECT count(*) FROM orders").fetchone() == (1000,)


def test_a_running_server_is_taken_over_not_started_again(server):
    server.start()
    before = (server.data / "postmaster.pid").read_text()

    assert server.start() is False
    assert (server.data / "postmaster.pid").read_text() == before


def test_a_process_number_of_a_former_boot_is_no_obstacle(server):
    server.start()
    note = (server.data / "postmaster.pid").read_text().splitlines()
    server.stop()
    # After a reboot the number may belong to any other program: this one.
    (server.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *note[1:]]) + "\n")

    assert server.start() is True


def test_a_first_start_that_was_killed_half_way_is_begun_anew(server):
    (server.home / "data.new" / "base").mkdir(parents=True)
    (server.home / "data.new" / "PG_VERSION").write_text("18\n")

    assert server.start() is True


def test_data_that_are_gone_are_not_replaced_by_an_empty_database(server):
    server.start()
    server.stop()
    shutil.rmtree(server.data)

    with pytest.raises(SetupFault, match="restore them"):
        server.start(again=True)
    assert not server.data.exists()


def test_the_application_role_owns_nothing_and_nobody_listens_on_a_network(server):
    server.start()
    server.create_database("trade")
    with connect(server, APP_ROLE) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (id int)")
    assert server.socket.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0
