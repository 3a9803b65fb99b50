"""The disk is lost in the middle of business, and the archive brings everything back: ``python -m tests.backup.disaster``.

A company with ORDOLUX_ARCHIVE trades through mail and API. Everything of it is killed at once and its state folder removed;
it is restored from the archive, as the administrator's guide says, and started again. Its customers never stopped asking:
at the end each piece of business is done, and whatever was answered before is there, once.
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
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ordolux.config.database import EmbeddedServer
from ordolux.config.environment import ROOT
from tests.docs.commands import block, run_block
from tests.faults.house import free_ports
from tests.faults.mail_server import MailServer
from tests.faults.premises import SILENT_SECONDS, over_smtp, roomy_folder
from tests.operations.nodes import over_http

_START_SECONDS = 240


def first_line(page: str, begins: str) -> str:
    """The command of a block's line that begins like this, without its remark."""
    return next(
        line.split("#")[0].strip() for line in block(page, begins).splitlines() if line.startswith(begins)
    )


class ArchivedHouse:
    """A house in real time whose commits wait for an archive elsewhere; its mail server is elsewhere too."""

    def __init__(self) -> None:
        self.state, self.elsewhere = (
            Path(tempfile.mkdtemp(prefix=f"ordolux-{name}-", dir=roomy_folder()))
            for name in ("lost", "elsewhere")
        )
        for folder in (self.state, self.elsewhere):
            folder.chmod(0o755)  # the database's user has to enter
        self.archive, self.log = self.elsewhere / "archive", self.elsewhere / "run.log"
        self.outgoing = self.elsewhere / "taken"
        self.mail_server = MailServer(self.outgoing)
        self.mail_server.start()
        self.server = EmbeddedServer(self.state)
        self.web, self.live, self.smtp = free_ports(3)
        self._run: subprocess.Popen[bytes] | None = None

    @property
    def environ(self) -> dict[str, str]:
        """What its processes and its clients are told."""
        passed_on = {n: v for n, v in os.environ.items() if not n.startswith(("ORDOLUX_", "DATABASE_URL"))}
        return {
            **passed_on, "ORDOLUX_STATE": str(self.state), "ORDOLUX_ARCHIVE": str(self.archive),
            "ORDOLUX_FILLING": "no", "ORDOLUX_OUTBOX_SECONDS": "0", "ORDOLUX_SILENT_SECONDS": str(SILENT_SECONDS),
            "ORDOLUX_WEB_PORT": str(self.web), "ORDOLUX_LIVE_PORT": str(self.live),
            "ORDOLUX_SMTP_PORT": str(self.smtp), "ORDOLUX_RELAY_HOST": "127.0.0.1",
            "ORDOLUX_RELAY_PORT": str(self.mail_server.port), "DJANGO_SETTINGS_MODULE": "ordolux.config.settings",
            "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def ask(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Over HTTP."""
        return over_http(self.web, path, body, headers)

    def hand_over(self, raw: bytes, sender: str, to: str) -> None:
        """Over SMTP."""
        over_smtp(self.smtp, raw, sender, to)

    def said(self) -> str:
        """What the run has said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def begin(self, command: str) -> None:
        """Start everything by this line of a shell, and wait until it answers."""
        with self.log.open("ab") as log:
            begins = log.tell()
            self._run = subprocess.Popen(
                ["sh", "-c", f"exec {command}"], cwd=ROOT, env=self.environ, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while b"Ordolux is ready" not in self.log.read_bytes()[begins:]:
            if self._run.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the house does not start:\n{self.said()[-3000:]}")
            time.sleep(0.1)

    def lose_everything(self) -> None:
        """Power and disk are lost in one moment."""
        assert self._run is not None
        numbers = [
            int(note.read_text()) for note in (self.state / "run").glob("*.pid") if note.stem != "supervisor"
        ]
        os.kill(int((self.state / "run" / "supervisor.pid").read_text()), signal.SIGKILL)
        self.server.kill()
        for number in numbers:
            with suppress(ProcessLookupError):
                os.killpg(number, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.killpg(self._run.pid, signal.SIGKILL)
        self._run.wait()
        while EmbeddedServer(self.state).answers():
            time.sleep(0.05)
        for folder in {self.server.home, *self.state.iterdir()}:
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
            else:
                shutil.rmtree(folder, ignore_errors=True)
        assert list(self.state.iterdir()) == []

    def stop(self) -> None:
        """End all and take both folders away."""
        if self._run is not None and self._run.poll() is None:
            self._run.send_signal(signal.SIGTERM)
            try:
                self._run.wait(40)
            except subprocess.TimeoutExpired:
                os.killpg(self._run.pid, signal.SIGKILL)
        self.mail_server.stop()
        for folder in (self.server.home, self.state, self.elsewhere):
            shutil.rmtree(folder, ignore_errors=True)


def play(seed: int, businesses: int, after: float) -> list[str]:
    """The whole drill; returns the findings, none when all is well."""
    house = ArchivedHouse()
    try:
        house.begin(first_line("README.md", "make run"))
        os.environ.update(house.environ)
        import django

        django.setup()
        from ordolux.edges.api.deeds import load_deeds
        from ordolux.inquiries.inquiry.models import Inquiry
        from tests.faults import business
        from tests.faults.__main__ import _tokens, _with_own_connections
        from tests.faults.invariants import Heads, check, come_to_rest, letters_gone_again

        load_deeds()
        heads = Heads()
        tokens, book = _tokens(), business.Notebook()
        first_mail = block("docs/handbook/first-business.md", "import smtplib")
        exec(first_mail.replace("8025", str(house.smtp)), {})  # the handbook's own example
        numbers, is_over = itertools.count(), threading.Event()

        def keep_trading() -> None:
            while (number := next(numbers)) < businesses or not is_over.is_set():
                # a customer who asks until the house is there again
                business.Business(house, tokens, book, number, seed, patience=900).run()
                heads.keep_elsewhere()
                if book.faults:
                    return

        with ThreadPoolExecutor(2) as clients:
            for _ in range(2):
                clients.submit(_with_own_connections, keep_trading)
            try:
                _wait_for_base(house)
                time.sleep(after / 2)
                _succeed(run_block("docs/guide/backup.md", "bin/ordolux backup --base", **house.environ))
                moment = datetime.now(UTC).isoformat()
                time.sleep(after / 2)
                before, began = len(book.acknowledged), time.monotonic()
                house.lose_everything()
                print(f"lost: everything but the archive, after {before} answered writes", flush=True)
                restore = block("docs/guide/backup.md", "bin/ordolux restore --archive").splitlines()
                told = {"ARCHIVE": str(house.archive), "MOMENT": moment}
                done = _shell(restore[0], {**house.environ, **told})
                print(f"{done.strip()} ({time.monotonic() - began:.0f} s)", flush=True)
                house.begin("bin/ordolux run")
                print(f"the house answers again {time.monotonic() - began:.0f} s after the loss", flush=True)
                time.sleep(after / 4)
            except BaseException:
                book.is_over = True  # nobody need ask any longer
                raise
            finally:
                is_over.set()
        findings = list(book.faults) + come_to_rest(120) + letters_gone_again(120)
        found, counts = check(
            book.acknowledged, house.outgoing, heads=heads, may_be_twice=house.mail_server.may_be_twice()
        )
        findings += found
        if not Inquiry.objects.filter(
            message__message_id__contains="first-inquiry@nordlicht.example"
        ).exists():
            findings.append("the first mail of the handbook made no inquiry")
        told_counts = ", ".join(f"{count} {what}" for what, count in counts.items())
        money = sum(
            one.what in ("proforma.sign", "proforma.countersign", "statement.import")
            for one in book.acknowledged
        )
        print(
            f"seed {seed}: {book.finished} businesses, {len(book.acknowledged)} answered writes ({money} of them signatures and"
            f" bank statements), {book.asked_again} asked again\nchecked: {told_counts}",
            flush=True,
        )
        elsewhere = {
            **house.environ,
            **told,
            "ORDOLUX_STATE": str(house.elsewhere / "other"),
            "ORDOLUX_ARCHIVE": "",
        }
        print("to a moment before: " + _shell(restore[1], elsewhere).strip(), flush=True)
        if findings:
            print("\n".join(findings), house.said()[-6000:], sep="\n", flush=True)
        return findings
    finally:
        from django.db import connections

        with suppress(Exception):
            connections.close_all()
        house.stop()
        other = EmbeddedServer(house.elsewhere / "other")
        if other.answers():
            other.stop()
        shutil.rmtree(other.home, ignore_errors=True)


def _wait_for_base(house: ArchivedHouse) -> None:
    until = time.monotonic() + 120
    while not list(house.archive.glob("life-*/base/[0-9]*")):
        assert time.monotonic() < until, "no base was taken"
        time.sleep(0.2)


def _shell(line: str, environ: dict[str, str]) -> str:
    done = subprocess.run(
        ["sh", "-euc", line], cwd=ROOT, env=environ, text=True, capture_output=True, check=False
    )
    _succeed(done)
    return done.stdout


def _succeed(done: "subprocess.CompletedProcess[str]") -> None:
    if done.returncode:
        raise RuntimeError(f"{done.args}: {done.stdout[-2000:]}{done.stderr[-3000:]}")


def main() -> int:
    """Read the options, play, tell."""
    options = argparse.ArgumentParser(prog="python -m tests.backup.disaster", description=__doc__)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--orders", type=int, default=2, help="pieces of business at least")
    options.add_argument("--after", type=float, default=60, help="seconds of business before the loss")
    told = options.parse_args()
    return 1 if play(told.seed, told.orders, told.after) else 0


if __name__ == "__main__":
    sys.exit(main())
