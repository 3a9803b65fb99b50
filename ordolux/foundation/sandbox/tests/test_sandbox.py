"""The sandbox holds a reader that was taken over, and whatever happens to a job happens to that job alone."""

import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ordolux.foundation.sandbox import Limits, Sandbox

SHORT = Limits(cpu_seconds=1, wall_seconds=1.5)
SMALL = Limits(memory=256 * 2**20, cpu_seconds=10, wall_seconds=10)


@pytest.fixture(scope="module")
def held() -> Iterator[Sandbox]:
    sandbox = Sandbox("ordolux.foundation.sandbox.tests.hostile")
    sandbox.warm_up()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A door on this machine, and who came through it."""
    visits: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.2)
        stop = threading.Event()

        def watch() -> None:
            while not stop.is_set():
                try:
                    visits.append(door.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=watch)
        thread.start()
        yield door.getsockname()[1], visits
        stop.set()
        thread.join()


def test_a_reader_cannot_call_anybody(held, listener):
    port, visits = listener

    errors = held.run("connect", b"secret", port=port).value["errors"]
    time.sleep(0.3)

    assert "connected" not in errors
    assert visits == []


def test_the_listener_of_this_test_would_notice_a_call(listener):
    port, visits = listener
    with socket.create_connection(("127.0.0.1", port)):
        time.sleep(0.3)
    assert len(visits) == 1


def test_at_least_one_wall_stands_before_the_network(held):
    assert held.protection["network"] == "namespace" or held.protection["filter"]


def test_a_reader_cannot_write_or_destroy_anything(held, tmp_path):
    (tmp_path / "precious").write_text("keep me")

    errors = held.run("write", b"", folder=str(tmp_path)).value["errors"]

    assert "done" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]
    assert (tmp_path / "precious").read_text() == "keep me"


def test_a_reader_sees_neither_secrets_nor_our_environment(held, tmp_path, monkeypatch):
    monkeypatch.setenv("ORDOLUX_SECRET_KEY", "canary")
    (tmp_path / "secret").write_text("canary")
    if not held.protection["files"]:
        pytest.skip("this kernel has no Landlock")

    value = held.run("look_around", b"", path=str(tmp_path / "secret")).value

    assert "canary" not in str(value)
    assert not [name for name in value["environment"] if name.startswith(("ORDOLUX", "DATABASE"))]


def test_a_reader_starts_no_program_and_kills_nobody(held):
    before = held.pid

    assert "done" not in held.run("start", b"").value["errors"]
    assert held.run("echo", b"1").ok
    assert held.pid == before


@pytest.mark.parametrize(
    ("reader", "code"),
    [
        ("eat", "too-large"),
        ("spin", "too-slow"),
        ("sleep", "too-slow"),
        ("crash", "broke-off"),
        ("leave", "broke-off"),
        ("raise_", "damaged"),
        ("recurse", "too-deep"),
        ("talk", "too-much"),
    ],
)
def test_whatever_a_reader_does_it_costs_one_finding(held, reader, code):
    before = held.pid

    result = held.run(reader, b"x", limits=SMALL if reader in ("eat", "talk", "recurse") else SHORT)

    assert not result.ok
    assert [finding.code for finding in result.findings] == [code]
    assert result.findings[0].sentence()[0].isupper()
    assert held.run("echo", b"still here").ok, "the next job is not touched"
    assert held.pid == before, "and the warm process is the same"


def test_a_slow_job_is_ended_in_time_and_others_pass_by(held):
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(held.run, "sleep", b"", limits=SHORT)
        time.sleep(0.1)
        begun = time.monotonic()
        assert held.run("echo", b"quick").ok
        assert time.monotonic() - begun < 0.5
        slow.result()
        assert time.monotonic() - begun < 4


def test_bytes_come_back_as_they_went_in_and_text_is_fit_for_the_database(held):
    data = os.urandom(3_000_000)

    result = held.run("echo", data)

    assert result.content == data
    assert result.value == {"size": 3_000_000, "text": "a�b?c", "number": None}


def test_many_threads_share_one_sandbox(held):
    with ThreadPoolExecutor(12) as threads:
        results = list(threads.map(lambda n: held.run("echo", b"%d" % n), range(60)))

    assert [result.content for result in results] == [b"%d" % n for n in range(60)]


def test_after_a_kill_the_next_file_is_read_by_a_new_process():
    sandbox = Sandbox("ordolux.foundation.sandbox.tests.hostile")
    try:
        assert sandbox.run("echo", b"1").ok
        first = sandbox.pid
        os.kill(first, signal.SIGKILL)
        assert sandbox.run("echo", b"2").ok
        assert sandbox.pid != first

        with ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(sandbox.run, "sleep", b"", limits=SHORT)
            time.sleep(0.3)
            os.kill(sandbox.pid, signal.SIGKILL)
            assert [finding.code for finding in waiting.result().findings] == ["too-slow"]
    finally:
        sandbox.stop()


def test_a_stopped_process_does_not_stop_us():
    sandbox = Sandbox("ordolux.foundation.sandbox.tests.hostile")
    try:
        sandbox.warm_up()
        os.kill(sandbox.pid, signal.SIGSTOP)
        result = sandbox.run("echo", b"1", limits=Limits(wall_seconds=0.2))
        assert not result.ok
        assert sandbox.run("echo", b"2").ok
    finally:
        sandbox.stop()


def test_a_forked_process_gets_a_sandbox_of_its_own():
    sandbox = Sandbox("ordolux.foundation.sandbox.tests.hostile")
    try:
        sandbox.warm_up()
        child = os.fork()
        if child == 0:
            try:
                is_fine = sandbox.run("echo", b"child").content == b"child"
                sandbox.stop()
                os._exit(0 if is_fine else 1)
            finally:
                os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert sandbox.run("echo", b"parent").content == b"parent"
    finally:
        sandbox.stop()


def test_the_warm_process_ends_with_ours_and_leaves_nothing(tmp_path):
    sandbox = Sandbox("ordolux.foundation.sandbox.tests.hostile")
    sandbox.warm_up()
    pid = sandbox.pid
    sandbox._control.close()
    sandbox._process.wait(timeout=5)
    assert not Path(f"/proc/{pid}").exists()


def test_our_own_process_does_not_grow_by_what_its_readers_do(held):
    held.run("echo", bytes(30_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        held.run("eat", bytes(20_000_000), limits=SMALL)
        held.run("talk", b"")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024


def test_only_readers_on_the_list_can_be_asked(held):
    with pytest.raises(ValueError, match="no reader is called"):
        held.run("os.system", b"")


def test_small_things_are_quick(held):
    """Ten milliseconds on a quiet machine; here only that nobody waits for an interpreter to start."""
    times = []
    for _ in range(30):
        begun = time.perf_counter()
        held.run("echo", b"x")
        times.append(time.perf_counter() - begun)
    assert sorted(times)[15] < 0.1
