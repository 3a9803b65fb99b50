"""Many messages, each delivered one to five times by SMTP and IMAP in random order while lines break: one inquiry each."""

import os
import random
import smtplib
import socket
from contextlib import suppress

from ordolux.edges.mailbox.imap import MailboxTrouble
from ordolux.edges.mailbox.tests.test_fetching import fetch, mailbox_at
from ordolux.edges.mailbox.tests.test_receiver import US, deliver
from ordolux.foundation.correspondence.models import Message
from ordolux.inquiries.inquiry.models import Inquiry

# 500 when asked for by hand or by make soak
MANY = int(os.environ.get("ORDOLUX_TEST_MESSAGES", "12"))


def mail(number: int, copy: int) -> bytes:
    """The mail number ``number`` as it comes by its ``copy``-th way: servers on the way write their lines on top."""
    way = f"Received: from relay-{copy}.example by mx.example; copy {copy}\r\n" if copy else ""
    return (
        f"{way}From: Buyer <buyer{number % 40}@shop{number % 40}.example>\r\nTo: {US}\r\nSubject: Inquiry\r\n"
        f"Message-ID: <{number}@shop.example>\r\nDate: Mon, 14 Sep 2026 {number % 24:02}:{number % 60:02}:00 +0000\r\n\r\n"
        f"Please quote {100 + number} pcs GU10 5W 3000K, 230V, our reference {number}.\r\n"
    ).encode()


def broken_off(port: int, raw: bytes, *, after: bool) -> None:
    """Deliver by SMTP and hang up: in the middle of the mail, or before its answer is heard."""
    with suppress(OSError, smtplib.SMTPException), smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        line.ehlo()
        line.mail("buyer@shop.example")
        line.rcpt(US)
        line.putcmd("data")
        line.getreply()
        line.sock.sendall(raw + b"\r\n.\r\n" if after else raw[: len(raw) // 2])
        line.sock.shutdown(socket.SHUT_WR)
        line.sock.close()


def test_each_message_is_one_inquiry_however_often_it_comes(live_database, worker, door, server):
    chance = random.Random(int(os.environ.get("ORDOLUX_TEST_SEED", "5")))
    port, mailbox = door(), mailbox_at(server)
    deliveries = [(number, copy) for number in range(MANY) for copy in range(chance.randint(1, 5))]
    chance.shuffle(deliveries)
    for place, (number, copy) in enumerate(deliveries):
        raw = mail(number, copy * chance.randint(0, 1))
        match chance.randrange(4):
            case 0:
                broken_off(port, raw, after=chance.random() < 0.5)
                assert deliver(port, raw)[0] == 250, "the sender tries again"
            case 1:
                assert deliver(port, raw)[0] == 250
            case _:
                server.deliver(raw)
        if place % max(len(deliveries) // 6, 1) == 0:
            with suppress(MailboxTrouble):
                fetch(mailbox, lambda: bool(chance.random() < 0.1 and server.hang_up()))
            worker(may_fail=False)
    fetch(mailbox)
    worker()

    assert Inquiry.objects.count() == MANY
    assert sorted(Inquiry.objects.values_list("message__message_id", flat=True)) == sorted(
        f"<{number}@shop.example>" for number in range(MANY)
    )
    assert Message.objects.filter(is_incoming=False).count() == 0, (
        "and nobody got an answer that he did not ask for"
    )
    print(f"{len(deliveries)} deliveries, {Message.objects.count()} rows, {MANY} inquiries")
