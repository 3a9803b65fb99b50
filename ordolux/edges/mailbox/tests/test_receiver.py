"""Mail that reaches us: stored byte for byte, once, and acknowledged only when it is safe."""

import asyncio
import os
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from ordolux.config.environment import ROOT
from ordolux.edges.mailbox import receiver
from ordolux.edges.mailbox.receiver import Desk, keep_received, serve, takes_address
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.files import read_bytes
from ordolux.foundation.files.models import StoredFile

US = f"sales@{settings.ORDOLUX_MAIL_DOMAIN}"
RAW = (
    b"From: Anna <anna@nordlicht.example>\r\nTo: " + US.encode() + b"\r\nSubject: GU10\r\n\r\n"
    b"300 pcs\r\n.starts with a dot\r\n..two\r\n\xff\xfe\x00 raw bytes\r\n" + b"x" * 5000 + b"\r\n\r\n\r\n"
)
Door = Callable[..., int]


@pytest.fixture
def door() -> Iterator[Door]:
    """``door(keep)`` opens the receiver in a thread of this process and gives its port."""
    stops: list[Callable[[], None]] = []

    def open_door(keep: receiver.Keep = keep_received) -> int:
        ready: list[int] = []
        listening = threading.Event()
        holder: dict[str, object] = {}

        async def run() -> None:
            until = asyncio.Event()
            holder.update(loop=asyncio.get_running_loop(), until=until)

            def now_ready(port: int) -> None:
                ready.append(port)
                listening.set()

            await serve("127.0.0.1", 0, Desk(keep, takes_address), until, now_ready)

        thread = threading.Thread(target=asyncio.run, args=(run(),))
        thread.start()
        assert listening.wait(10)

        def stop() -> None:
            holder["loop"].call_soon_threadsafe(holder["until"].set)
            thread.join()

        stops.append(stop)
        return ready[0]

    yield open_door
    for stop in stops:
        stop()


def deliver(
    port: int, raw: bytes = RAW, to: str = US, sender: str = "anna@nordlicht.example"
) -> tuple[int, bytes]:
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as line:
        line.ehlo()
        line.mail(sender)
        code, words = line.rcpt(to)
        return line.data(raw) if code == 250 else (code, words)


def test_a_mail_is_kept_byte_for_byte_before_it_is_acknowledged(live_database, door):
    code, _ = deliver(door())

    message = Message.objects.get()
    assert code == 250
    assert read_bytes(message.raw_id) == RAW
    assert (message.state, message.is_incoming) == ("received", True)
    assert message.envelope == {"from": "anna@nordlicht.example", "to": [US], "peer": "127.0.0.1"}


def test_the_same_delivery_twice_is_one_message(live_database, door):
    port = door()

    assert [deliver(port)[0], deliver(port)[0]] == [250, 250]
    assert Message.objects.count() == 1

    assert deliver(port, to=f"info@{settings.ORDOLUX_MAIL_DOMAIN}")[0] == 250
    assert Message.objects.count() == 2, "another address of ours is another delivery"
    assert StoredFile.objects.count() == 1, "of the same bytes"


def test_the_same_bytes_by_another_way_are_taken_and_not_doubled(live_database, door):
    port = door()

    assert [deliver(port)[0], deliver(port, sender="bounce+17@list.example")[0]] == [250, 250]
    assert Message.objects.count() == 1


def test_deliveries_at_the_same_moment_are_one_message(live_database, door):
    port = door()
    codes: list[int] = []
    threads = [threading.Thread(target=lambda: codes.append(deliver(port)[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes == [250] * 8
    assert Message.objects.count() == 1


def test_a_null_sender_is_taken(live_database, door):
    assert deliver(door(), sender="")[0] == 250
    assert Message.objects.get().envelope["from"] == ""


def test_without_a_database_the_other_server_is_asked_to_come_again(live_database, door, monkeypatch):
    port = door()

    def away(*args: object, **options: object) -> None:
        raise OperationalError("the connection is gone")

    with monkeypatch.context() as broken:
        broken.setattr("ordolux.foundation.files.store_bytes", away)
        assert deliver(port)[0] == 451
    assert Message.objects.count() == 0

    assert deliver(port)[0] == 250
    assert Message.objects.count() == 1


def test_with_a_full_disk_the_other_server_is_asked_to_come_again(live_database, door, monkeypatch):
    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ordolux.foundation.files.store_bytes", full)
    assert deliver(door())[0] == 452


def test_only_mail_for_us_is_taken(live_database, door):
    assert deliver(door(), to="somebody@elsewhere.example")[0] == 550
    assert Message.objects.count() == 0


def test_a_mail_above_35_mib_is_refused_and_a_mail_of_30_mib_is_not(live_database, door):
    port = door()
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as line:
        line.ehlo()
        assert int(line.esmtp_features["size"]) == 48 * 2**20
        assert line.mail("anna@nordlicht.example", [f"SIZE={49 * 2**20}"])[0] == 552

    assert deliver(port, raw=b"Subject: x\r\n\r\n" + (b"y" * 998 + b"\r\n") * (49 * 1049))[0] == 552
    assert deliver(port, raw=b"Subject: x\r\n\r\n" + (b"y" * 998 + b"\r\n") * (30 * 1049))[0] == 250
    assert Message.objects.count() == 1


def test_a_connection_that_breaks_off_in_the_middle_leaves_nothing(live_database, door):
    port = door()
    with socket.create_connection(("127.0.0.1", port)) as line:
        for said in (
            b"EHLO x\r\n",
            b"MAIL FROM:<a@b.example>\r\n",
            f"RCPT TO:<{US}>\r\n".encode(),
            b"DATA\r\n",
        ):
            line.recv(4096)
            line.sendall(said)
        line.recv(4096)
        line.sendall(RAW[:100])
    time.sleep(0.2)

    assert Message.objects.count() == 0
    assert deliver(port)[0] == 250


def test_smuggling_a_second_mail_by_bare_line_ends_does_not_work(live_database, door):
    inner = b"Subject: x\r\n\r\nhello\n.\nMAIL FROM:<evil@x.example>\r\n"
    with smtplib.SMTP("127.0.0.1", door(), timeout=10) as line:
        line.ehlo()
        line.mail("anna@nordlicht.example")
        line.rcpt(US)
        line.putcmd("data")
        line.getreply()
        line.send(inner + b".\r\n")
        assert line.getreply()[0] == 250

    assert read_bytes(Message.objects.get().raw_id) == inner


def test_a_peer_that_never_ends_is_hung_up_on(live_database, door, monkeypatch):
    monkeypatch.setattr(receiver, "LARGEST", 2**20)
    with socket.create_connection(("127.0.0.1", door()), timeout=20) as line:
        for said in (
            b"EHLO x\r\n",
            b"MAIL FROM:<a@b.example>\r\n",
            f"RCPT TO:<{US}>\r\n".encode(),
            b"DATA\r\n",
        ):
            line.recv(4096)
            line.sendall(said)
        with pytest.raises(OSError):  # noqa: PT012 - whichever write meets the closed door
            for _ in range(400):
                line.sendall(b"x" * 2**16)
            raise AssertionError("nobody hung up")


@pytest.fixture
def process(live_database, tmp_path) -> Iterator[Callable[[], tuple[subprocess.Popen[bytes], int]]]:
    """The receiver as a process of its own on the test's database."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> tuple[subprocess.Popen[bytes], int]:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ordolux.edges.mailbox.tests.settings_of_receiver",
            "ORDOLUX_TEST_STATE": str(settings.ORDOLUX_STATE),
            "ORDOLUX_TEST_DATABASE_NAME": connection.settings_dict["NAME"],
            "ORDOLUX_TEST_WEB_PORT": "0",
            "ORDOLUX_TEST_LIVE_PORT": "0",
            "ORDOLUX_TEST_SMTP_PORT": str(port),
        }
        made = subprocess.Popen(
            [sys.executable, "-m", "ordolux.edges.mailbox.receiver"], cwd=ROOT, env=environ
        )
        started.append(made)
        until = time.monotonic() + 30
        while time.monotonic() < until and made.poll() is None:
            try:
                with smtplib.SMTP("127.0.0.1", port, timeout=2) as line:
                    line.noop()
                    return made, port
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the receiver did not start")

    yield start
    for made in started:
        made.kill()
        made.wait()


def test_a_killed_receiver_loses_nothing_that_it_acknowledged_and_ends_when_asked_to(process):
    acknowledged: list[bytes] = []
    child, port = process()
    for number in range(8):
        raw = RAW + b"%d\r\n" % number
        if number == 4:
            child.send_signal(signal.SIGKILL)
            child.wait()
            with pytest.raises(OSError):
                deliver(port, raw)
            child, port = process()
        if deliver(port, raw)[0] == 250:
            acknowledged.append(raw)
        deliver(port, raw)

    kept = [read_bytes(message.raw_id) for message in Message.objects.order_by("id")]
    assert kept == acknowledged
    assert len(kept) == 8
    child.terminate()
    assert child.wait(timeout=20) == 0


def test_the_file_is_on_disk_under_its_own_hash(live_database, door):
    deliver(door())
    name = Message.objects.get().raw_id
    assert (Path(settings.STORAGES["files"]["OPTIONS"]["location"]) / name[:2] / name).read_bytes() == RAW
