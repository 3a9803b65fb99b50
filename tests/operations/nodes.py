"""Two nodes behind one PostgreSQL with a synchronous replica, and a failover in the middle of the work.

``python -m tests.operations.nodes``: really run on this machine. Two whole runs of Ordolux (web, live, worker, mail each)
share ``DATABASE_URL`` with two hosts; the first server is killed while business goes on, the replica promoted, one node
killed as well and started again; then everything that was answered must be there, once.
"""

import argparse
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psycopg

from ordolux.config.database import APP_ROLE, OWNER_ROLE, EmbeddedServer
from ordolux.config.environment import ROOT
from tests.docs.commands import block
from tests.faults.house import free_ports
from tests.faults.mail_server import MailServer
from tests.faults.premises import SILENT_SECONDS, over_smtp, roomy_folder

_START_SECONDS = 240
REPLICA = "ordolux_replica"


class Node:
    """One ``ordolux run`` with a state folder of its own."""

    def __init__(self, folder: Path, shared: dict[str, str]) -> None:
        self.state = folder
        folder.mkdir(mode=0o755)
        self.web, self.live, self.smtp = free_ports(3)
        self.log = folder / "run.log"
        self.environ = {
            **shared, "ORDOLUX_STATE": str(folder), "ORDOLUX_WEB_PORT": str(self.web),
            "ORDOLUX_LIVE_PORT": str(self.live), "ORDOLUX_SMTP_PORT": str(self.smtp),
        }  # fmt: skip
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            begins = log.tell()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ordolux", "run", *arguments], cwd=ROOT, env=self.environ,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while b"Ordolux is ready" not in self.log.read_bytes()[begins:]:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the node does not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)

    def kill(self) -> None:
        """The machine of this node is gone: everything of it, at once."""
        for note in (self.state / "run").glob("*.pid"):
            with suppress(ProcessLookupError, ValueError, FileNotFoundError):
                number = int(note.read_text())
                if note.stem == "supervisor":
                    os.kill(number, signal.SIGKILL)
                else:
                    os.killpg(number, signal.SIGKILL)
        if self.process is not None:
            self.process.wait(20)

    def stop(self) -> None:
        """End it in an orderly way."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.kill()


def over_http(port: int, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """Ask the API; status and answer."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", data=body, headers=headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()


class Nodes:
    """Both servers and both nodes; for the clients of ``tests.faults`` it is a house like others."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ordolux-nodes-", dir=roomy_folder()))
        self.folder.chmod(0o755)
        self.first, self.second = (EmbeddedServer(self.folder / name) for name in ("db1", "db2"))
        # the mail server to which all nodes give their letters
        self.outgoing = self.folder / "taken"
        self.mail_server = MailServer(self.outgoing)
        self.mail_server.start()
        hosts = f"host={self.first.socket},{self.second.socket}&port=5432,5432"
        told = f"{hosts}&target_session_attrs=read-write&connect_timeout=3"
        passed_on = {
            n: v for n, v in os.environ.items() if not n.startswith(("ORDOLUX_", "DATABASE_URL", "DJANGO_"))
        }
        self.shared = {
            **passed_on,
            "DATABASE_URL": f"postgresql:///ordolux?user={APP_ROLE}&{told}",
            "ORDOLUX_OWNER_DATABASE_URL": f"postgresql:///ordolux?user={OWNER_ROLE}&{told}",
            "ORDOLUX_SECRET_KEY": "one for all nodes, and long enough for that",
            "ORDOLUX_FILES": str(self.folder / "files"), "ORDOLUX_KEYS": str(self.folder / "keys"),
            "ORDOLUX_OUTBOX_SECONDS": "0", "ORDOLUX_SILENT_SECONDS": str(SILENT_SECONDS),
            "ORDOLUX_RELAY_HOST": "127.0.0.1", "ORDOLUX_RELAY_PORT": str(self.mail_server.port),
            "DJANGO_SETTINGS_MODULE": "ordolux.config.settings", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        self.nodes = [Node(self.folder / name, self.shared) for name in ("node1", "node2")]
        self._turns = itertools.count()

    @property
    def environ(self) -> dict[str, str]:
        """What the clients are told."""
        return {**self.shared, "ORDOLUX_STATE": str(self.nodes[0].state)}

    def ask(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """As a proxy would do it: each request to another node."""
        return over_http(self._next().web, path, body, headers)

    def hand_over(self, raw: bytes, sender: str, to: str) -> None:
        """To the mail receiver of one node or the other."""
        over_smtp(self._next().smtp, raw, sender, to)

    def _next(self) -> Node:
        return self.nodes[next(self._turns) % 2]

    def start(self) -> None:
        """First server, its replica in step with it, the schema, both nodes."""
        self.first.start()
        self.first.create_database("ordolux")
        self._follow(self.first, self.second)
        self.ordolux("migrate")
        self.nodes[0].start("--demo")
        self.nodes[1].start()

    def ordolux(self, *arguments: str) -> str:
        """A command on the first node."""
        done = subprocess.run(
            [sys.executable, "-m", "ordolux", *arguments], cwd=ROOT, env=self.nodes[0].environ, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"ordolux {arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def fail_over(self) -> float:
        """Kill the first server as a power cut would, promote the replica; returns the seconds until it takes writes."""
        self.first.kill()
        began = time.monotonic()
        # before it takes writes it must be told not to wait for a replica that it does not have
        with psycopg.connect(
            self.second.conninfo(role="postgres", database="postgres"), autocommit=True
        ) as line:
            for statement in block("docs/guide/nodes.md", "ALTER SYSTEM RESET").strip().splitlines():
                line.execute(statement)
        while self.second.is_recovering():
            time.sleep(0.05)
        return time.monotonic() - began

    def stop(self) -> None:
        """End all and take the folder away."""
        for node in self.nodes:
            node.stop()
        self.mail_server.stop()
        for server in (self.first, self.second):
            with suppress(Exception):
                server.stop()
            if server.home != server.state / "postgres":
                shutil.rmtree(server.home, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def said(self) -> str:
        """What both nodes have said."""
        return "".join(f"── {node.state.name}\n{node.log.read_text(errors='replace')}" for node in self.nodes)

    @staticmethod
    def _follow(first: EmbeddedServer, second: EmbeddedServer) -> None:
        second.state.mkdir(mode=0o755, parents=True)
        second._prepare_folders()
        line = psycopg.conninfo.make_conninfo(
            host=str(first.socket), port=5432, user="postgres", application_name=REPLICA
        )
        done = second._run(
            "pg_basebackup", "--pgdata", second.data, "--checkpoint=fast", "--write-recovery-conf",
            "--create-slot", "--slot", REPLICA, "--dbname", line,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)
        second.start()
        with psycopg.connect(first.conninfo(role="postgres", database="postgres"), autocommit=True) as own:
            for statement in block("docs/guide/nodes.md", "ALTER SYSTEM SET").strip().splitlines():
                own.execute(statement)
            until = time.monotonic() + 30
            while not own.execute(
                "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
            ).fetchone()[0]:
                assert time.monotonic() < until, "the replica does not follow"
                time.sleep(0.1)


def play(seed: int, businesses: int, after: float) -> list[str]:
    """The whole run; returns the findings, none when all is well, and prints what happened."""
    house = Nodes()
    try:
        began = time.monotonic()
        house.start()
        print(f"two nodes and a replica run after {time.monotonic() - began:.0f} s", flush=True)
        os.environ.update(house.environ)
        import django

        django.setup()
        from ordolux.edges.api.deeds import load_deeds
        from tests.faults.__main__ import _tokens, _with_own_connections
        from tests.faults.business import Business, Notebook
        from tests.faults.invariants import Heads, check, come_to_rest, letters_gone_again

        load_deeds()
        tokens, book, heads = _tokens(), Notebook(), Heads()
        numbers, is_over = itertools.count(), threading.Event()

        def keep_trading() -> None:
            while (number := next(numbers)) < businesses or not is_over.is_set():
                Business(house, tokens, book, number, seed, patience=600).run()
                heads.keep_elsewhere()
                if book.faults:
                    return

        with ThreadPoolExecutor(2) as clients:
            for _ in range(2):
                clients.submit(_with_own_connections, keep_trading)
            time.sleep(after)
            before = len(book.acknowledged)
            seconds = house.fail_over()
            print(
                f"failover: {before} writes answered before it; the replica takes writes after {seconds:.1f} s",
                flush=True,
            )
            until = time.monotonic() + 60
            while len(book.acknowledged) < before + 2 and time.monotonic() < until and not book.faults:
                time.sleep(0.2)
            print(
                f"the next answered write came within {seconds + 60 - (until - time.monotonic()):.1f} s",
                flush=True,
            )
            time.sleep(after / 2)
            house.nodes[1].kill()
            print("the second node was killed", flush=True)
            time.sleep(2)
            house.nodes[1].start()
            print("and answers again", flush=True)
            time.sleep(after / 4)
            is_over.set()
        findings = list(book.faults) + come_to_rest(120) + letters_gone_again(120)
        found, counts = check(
            book.acknowledged, house.outgoing, heads=heads, may_be_twice=house.mail_server.may_be_twice()
        )
        findings += found
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        print(
            f"seed {seed}: {book.finished} businesses, {len(book.acknowledged)} answered writes,"
            f" {book.asked_again} asked again, {time.monotonic() - began:.0f} s\nchecked: {told}",
            flush=True,
        )
        print(house.ordolux("audit", "verify").strip(), flush=True)
        signed = [one for one in book.acknowledged if one.what in ("proforma.sign", "statement.import")]
        print(f"signatures and bank statements among them: {len(signed)}", flush=True)
        if findings:
            print("\n".join(findings), house.said()[-6000:], sep="\n", flush=True)
        return findings
    finally:
        from django.db import connections

        with suppress(Exception):
            connections.close_all()
        house.stop()


def main() -> int:
    """Read the options, play, tell."""
    options = argparse.ArgumentParser(prog="python -m tests.operations.nodes", description=__doc__)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--orders", type=int, default=2, help="pieces of business at least")
    options.add_argument("--after", type=float, default=40, help="seconds until the first server is killed")
    told = options.parse_args()
    return 1 if play(told.seed, told.orders, told.after) else 0


if __name__ == "__main__":
    sys.exit(main())
