"""``ordolux run`` as a person meets it: an address, and everything ended by Ctrl-C or found again after a kill."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from ordolux.config.database import EmbeddedServer
from ordolux.config.environment import ROOT
from tests.docs.commands import block, run_block

ADDRESS = re.compile(r"\b(?:https?://)[\w.:\-]+(?:/\S*)?|\b\d+\.\d+\.\d+\.\d+:\d+")


class Started:
    """One ``ordolux run`` in a process of its own."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.lines: list[str] = []
        environ = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
        self.process = subprocess.Popen(
            ["sh", "-c", "exec " + block("docs/guide/install.md", "bin/ordolux run")],
            env={**environ, "ORDOLUX_STATE": str(state), "ORDOLUX_METRICS_TOKEN": "a word"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def wait_for_address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            found = ADDRESS.search(line)
            if found:
                return found.group()
        raise AssertionError("no address was printed:\n" + "".join(self.lines))

    def numbers(self) -> dict[str, int]:
        return {note.stem: int(note.read_text()) for note in (self.state / "run").glob("*.pid")}


@pytest.fixture(scope="module")
def folder():
    made = Path(os.environ.get("TMPDIR", "/tmp")) / f"ordolux-run-{os.getpid()}"
    made.mkdir(mode=0o755)
    yield made / "var"
    shutil.rmtree(made)


@pytest.fixture
def start(folder):
    started: list[Started] = []

    def start_one() -> Started:
        started.append(Started(folder))
        return started[-1]

    yield start_one
    for run in started:
        if run.process.poll() is None:
            run.process.send_signal(signal.SIGTERM)
            run.process.communicate(timeout=30)
    server = EmbeddedServer(folder)
    if server.answers():
        server.stop()


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def answers(url: str) -> bool:
    with urllib.request.urlopen(url + "health", timeout=10) as answer:
        return answer.status == 200


def answers_again(url: str) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return answers(url)
        except OSError:
            time.sleep(0.2)
    return False


def test_killed_parts_come_back_and_ctrl_c_ends_everything(start):
    run = start()
    address = run.wait_for_address()
    assert address.startswith("http://127.0.0.1:")
    assert answers(address)
    watched = run_block(
        "docs/guide/watching.md",
        "curl",
        SITE=address.rstrip("/"),
        METRICS_TOKEN="a word",
        NO_PROXY="127.0.0.1",
    )
    assert '{"status": "ready"' in watched.stdout
    for part in ("web", "live", "mail", "database"):
        assert f'ordolux_up{{part="{part}"}} 1.0' in watched.stdout

    os.killpg(run.numbers()["web"], signal.SIGKILL)
    EmbeddedServer(run.state).kill()
    assert answers_again(address)

    numbers = run.numbers()
    assert {"web", "live", "worker"} <= numbers.keys()
    run.process.send_signal(signal.SIGINT)
    run.process.communicate(timeout=30)

    assert run.process.returncode == 0
    assert [name for name, number in numbers.items() if is_running(number)] == []
    assert not EmbeddedServer(run.state).answers()


def test_after_a_kill_of_the_whole_run_and_its_database_the_next_start_works_by_itself(start):
    first = start()
    first.wait_for_address()
    left_over = first.numbers()
    first.process.kill()
    first.process.wait()
    EmbeddedServer(first.state).kill()

    second = start()
    address = second.wait_for_address()

    assert answers(address)
    former = {name: number for name, number in left_over.items() if name != "supervisor"}
    assert [name for name, number in former.items() if is_running(number)] == []


def test_two_runs_begun_at_once_take_different_ports(tmp_path):
    from ordolux.config.environment import Environment
    from ordolux.config.supervisor import Run

    first, second = (Run(Environment(state=tmp_path / name), demo=False) for name in ("one", "other"))
    one, other = first.environment, second.environment

    assert not {one.web_port, one.live_port, one.smtp_port} & {
        other.web_port,
        other.live_port,
        other.smtp_port,
    }
