"""Mail that is fetched from mailboxes on a real IMAP server: each once, whatever breaks off."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from ordolux.config.environment import ROOT
from ordolux.edges.mailbox import fetcher, fetching
from ordolux.edges.mailbox.fetching import Fetched, entrance_of, fetch_what_is_new
from ordolux.edges.mailbox.imap import MailboxTrouble, entered
from ordolux.foundation.actors import STAFF_ROLES, Actor
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.files import read_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.mailboxes.deeds import PasswordMissing, add_mailbox, change_mailbox, pause_mailbox
from ordolux.foundation.mailboxes.models import Encryption, Mailbox, MailboxPlace
from tests import dovecot as real
from tests.cast import AT
from tests.days import works_day

US = f"sales@{settings.ORDOLUX_MAIL_DOMAIN}"
WHO = {"by": Actor("Adele", STAFF_ROLES), "at": AT}


@pytest.fixture
def server() -> Iterator[real.Dovecot]:
    if real.PROGRAM is None:
        if os.environ.get("CI"):
            pytest.fail(real.MISSING)
        pytest.skip(real.MISSING)
    made = real.Dovecot("sales", "info")
    made.start()
    yield made
    made.remove()


def mailbox_at(server: real.Dovecot, user: str = "sales", **changed: object) -> Mailbox:
    said = {
        "name": user, "host": "127.0.0.1", "port": server.port, "encryption": Encryption.NONE, "user": user,
        "password": real.PASSWORD, "address": f"{user}@{settings.ORDOLUX_MAIL_DOMAIN}",
        "since": works_day() - timedelta(days=1),
    }  # fmt: skip
    return add_mailbox(**{**said, **changed}, **WHO)


def a_mail(number: int, size: int = 0) -> bytes:
    return (
        f"From: Anna <anna@nordlicht.example>\r\nTo: {US}\r\nMessage-ID: <{number}@nordlicht.example>\r\n"
        f"Subject: {number}\r\n\r\n{number} pcs GU10\r\n"
    ).encode() + b"\xff\xfe raw\r\n" + b"x" * size + b"\r\n\r\n"  # fmt: skip


def fetch(mailbox: Mailbox, stop: Callable[[], bool] = lambda: False) -> Fetched:
    with entered(entrance_of(mailbox)) as box:
        return fetch_what_is_new(mailbox, box, stop=stop)


def kept() -> list[bytes]:
    return [read_bytes(message.raw_id) for message in Message.objects.order_by("id")]


def test_what_lies_in_a_mailbox_is_taken_byte_for_byte_and_stays_there_unread(live_database, server):
    mailbox = mailbox_at(server)
    path = server.deliver(a_mail(1))
    server.deliver(a_mail(2))

    assert fetch(mailbox) == Fetched(taken=2)

    assert kept() == [a_mail(1), a_mail(2)]
    message = Message.objects.first()
    assert message.envelope == {"from": None, "to": [US], "peer": "imap:sales"}
    assert message.state == "received"
    assert Event.objects.filter(name="message.received").count() == 2
    assert path.read_bytes() == a_mail(1), "it lies among the new ones still: nobody has read it"


def test_a_second_look_takes_only_what_came_since(live_database, server):
    mailbox = mailbox_at(server)
    server.deliver(a_mail(1))
    fetch(mailbox)
    server.deliver(a_mail(2))

    assert fetch(mailbox) == Fetched(taken=1)
    assert fetch(mailbox) == Fetched()
    assert kept() == [a_mail(1), a_mail(2)]


def test_a_connection_that_breaks_off_in_the_middle_loses_and_doubles_nothing(live_database, server):
    mailbox = mailbox_at(server)
    for number in range(30):
        server.deliver(a_mail(number))
    looked = iter(range(1000))

    def hang_up_at_the_eighth() -> bool:
        if next(looked) == 8:
            server.hang_up()
        return False

    with pytest.raises(MailboxTrouble, match="broken-off"):
        fetch(mailbox, hang_up_at_the_eighth)
    taken = Message.objects.count()
    assert 8 <= taken < 30
    assert MailboxPlace.objects.get().backlog == 30 - taken

    assert fetch(mailbox) == Fetched(taken=30 - taken)
    assert kept() == [a_mail(number) for number in range(30)]
    assert MailboxPlace.objects.get().backlog == 0


def test_a_mail_that_was_stored_but_not_noted_is_known_when_it_is_asked_for_again(live_database, server):
    mailbox = mailbox_at(server)
    for number in range(3):
        server.deliver(a_mail(number))
    fetch(mailbox)
    MailboxPlace.objects.update(last_uid=1)

    assert fetch(mailbox) == Fetched(known=2)
    assert Message.objects.count() == 3


def test_a_server_that_numbers_anew_is_looked_through_again_without_doubles(live_database, server):
    mailbox = mailbox_at(server)
    for number in range(3):
        server.deliver(a_mail(number))
    fetch(mailbox)
    before = MailboxPlace.objects.get()

    server.stop()
    server.number_anew()
    server.deliver(a_mail(3))
    server.start()

    assert fetch(mailbox) == Fetched(taken=1, known=3)
    assert MailboxPlace.objects.get().uid_validity != before.uid_validity
    assert sorted(kept()) == sorted(a_mail(number) for number in range(4))


def test_a_mail_that_somebody_deletes_meanwhile_is_passed_over(live_database, server):
    mailbox = mailbox_at(server)
    for number in range(3):
        server.deliver(a_mail(number))
    with entered(entrance_of(mailbox)) as box:
        assert box.numbers_after(0, mailbox.since) == [1, 2, 3]
        (gone,) = (server.folder / "mail/sales/new").glob("*M000002*")
        gone.unlink()
        assert fetch_what_is_new(mailbox, box) == Fetched(taken=2, gone=1)
    assert MailboxPlace.objects.get().last_uid == 3


def test_of_a_mail_that_is_too_large_the_header_is_taken(live_database, server, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 5000)
    mailbox = mailbox_at(server)
    server.deliver(a_mail(1, size=6000))

    assert fetch(mailbox) == Fetched(taken=1)
    (raw,) = kept()
    assert raw.startswith(a_mail(1)[:60])
    assert b"larger than we take" in raw
    assert len(raw) < 600


def test_what_arrived_before_the_first_day_is_left_alone(live_database, server):
    server.deliver(a_mail(1))
    mailbox = mailbox_at(server, since=works_day() + timedelta(days=3))

    assert fetch(mailbox) == Fetched()

    change_mailbox(mailbox, name="sales", host="127.0.0.1", port=server.port, encryption=Encryption.NONE, user="sales",
                   address=US, since=works_day() - timedelta(days=3), **WHO)  # fmt: skip
    mailbox.refresh_from_db()
    assert fetch(mailbox) == Fetched(taken=1)


def test_while_the_database_takes_nothing_the_mail_waits(live_database, server, monkeypatch):
    mailbox = mailbox_at(server)
    server.deliver(a_mail(1))

    def away(*args: object, **options: object) -> None:
        raise OperationalError("the connection is gone")

    with monkeypatch.context() as broken:
        broken.setattr("ordolux.foundation.files.store_bytes", away)
        with pytest.raises(MailboxTrouble, match="database"):
            fetch(mailbox)
    assert Message.objects.count() == 0

    assert fetch(mailbox) == Fetched(taken=1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"password": "wrong"}, "sign-in"),
        ({"folder": "Nowhere"}, "folder"),
        ({"port": 1}, "refused"),
        ({"host": "mailbox.invalid"}, "unknown-host"),
        ({"encryption": Encryption.STARTTLS}, "certificate"),
        ({"encryption": Encryption.TLS}, "encryption"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_apart(live_database, server, changed, code):
    with pytest.raises(MailboxTrouble) as met:
        fetch(mailbox_at(server, **changed))
    assert met.value.code == code
    assert real.PASSWORD not in str(met.value)


def test_the_password_is_nowhere_in_clear(live_database, server, caplog):
    caplog.set_level(logging.DEBUG)
    mailbox = mailbox_at(server)
    fetch(mailbox)
    change_mailbox(mailbox, name="sales", host="127.0.0.1", port=server.port, encryption=Encryption.NONE, user="sales",
                   address=US, since=works_day(), password="another secret", **WHO)  # fmt: skip

    with connection.cursor() as cursor:
        for table in ("foundation_event", "foundation_mailbox", "foundation_deedkey", "procrastinate_jobs"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            (told,) = cursor.fetchone()
            assert "four lamps" not in told, table
            assert "another secret" not in told, table
    assert "four lamps" not in caplog.text
    assert "four lamps" not in repr(entrance_of(mailbox))


def test_a_password_is_never_sent_to_a_server_for_which_it_was_not_entered(live_database, server):
    mailbox = mailbox_at(server)
    said = {"name": "sales", "port": server.port, "user": "sales", "address": US, "since": works_day()}
    with pytest.raises(PasswordMissing):
        change_mailbox(mailbox, host="127.0.0.2", encryption=Encryption.NONE, **said, **WHO)


def test_one_of_two_processes_fetches_a_mailbox(live_database, server, monkeypatch):
    mailbox = mailbox_at(server)
    server.deliver(a_mail(1))
    waiting, go_on = threading.Event(), threading.Event()

    def wait(box: object, stop: threading.Event) -> None:
        waiting.set()
        go_on.wait(10)
        stop.set()

    monkeypatch.setattr(fetcher, "_wait_for_news", wait)
    first = threading.Thread(target=fetcher.watch_over, args=(mailbox.pk, threading.Event()))
    first.start()
    assert waiting.wait(10)
    try:
        assert fetcher._fetch_until_trouble(mailbox.pk, threading.Event()) is False
    finally:
        go_on.set()
        first.join(10)


@pytest.fixture
def process(live_database) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """The fetcher as a process of its own on the test's database."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "ordolux.edges.mailbox.tests.settings_of_receiver",
            "ORDOLUX_TEST_STATE": str(settings.ORDOLUX_STATE),
            "ORDOLUX_TEST_DATABASE_NAME": connection.settings_dict["NAME"],
            "ORDOLUX_TEST_WEB_PORT": "0", "ORDOLUX_TEST_LIVE_PORT": "0", "ORDOLUX_TEST_SMTP_PORT": "0",
        }  # fmt: skip
        made = subprocess.Popen(
            [sys.executable, "-m", "ordolux.edges.mailbox.fetcher"], cwd=ROOT, env=environ
        )
        started.append(made)
        return made

    yield start
    for made in started:
        made.kill()
        made.wait()


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


def test_a_killed_fetcher_and_a_restarted_server_lose_and_double_nothing(process, server):
    for user in ("sales", "info"):
        mailbox_at(server, user)
    many = 60
    for number in range(many):
        server.deliver(a_mail(number), ("sales", "info")[number % 2])
    child = process()
    wait_until(lambda: Message.objects.count() >= 5)
    child.send_signal(signal.SIGKILL)
    child.wait()

    child = process()
    wait_until(lambda: Message.objects.count() >= many)
    server.stop()
    server.deliver(a_mail(1001), "sales")
    server.start()
    wait_until(lambda: Message.objects.count() >= many + 1)
    wait_until(lambda: not MailboxPlace.objects.exclude(trouble="").exists())
    server.deliver(a_mail(1002), "info")
    told_at = time.monotonic()
    wait_until(lambda: Message.objects.count() >= many + 2)

    assert time.monotonic() - told_at < 10, "the server tells of news; nobody waits for the next minute"
    assert sorted(kept()) == sorted(a_mail(number) for number in [*range(many), 1001, 1002])
    pause_mailbox(Mailbox.objects.get(name="info"), **WHO)
    child.terminate()
    assert child.wait(timeout=20) == 0


@pytest.mark.skipif(
    not os.environ.get("ORDOLUX_TEST_BACKLOG"), reason="asked for by ORDOLUX_TEST_BACKLOG=10000 (make soak)"
)
def test_a_long_backlog_is_fetched_in_bounded_memory(process, server):
    many = int(os.environ["ORDOLUX_TEST_BACKLOG"])
    for number in range(many):
        server.deliver(a_mail(number, size=100_000 if number % 100 == 0 else 2000))
    mailbox_at(server)
    began = time.monotonic()
    child = process()
    highest = at_first = 0
    while Message.objects.count() < many:
        assert child.poll() is None
        assert time.monotonic() - began < many, "a mail takes less than a second"
        held = int((open(f"/proc/{child.pid}/statm").read()).split()[1]) * 4096 // 2**20  # noqa: SIM115, PTH123
        if not at_first and Message.objects.count() > many // 20:
            at_first = held
        highest = max(highest, held)
        time.sleep(0.5)
    print(f"{many} mails in {time.monotonic() - began:.0f} s; {at_first} MiB early, {highest} MiB at most")
    assert len(set(kept())) == Message.objects.count() == many
    assert highest < at_first + 60
