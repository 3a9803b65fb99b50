"""Hostile messages and files: no crash, no hang, one row each, and other work goes on."""

import os
import random
import time

import pytest

from ordolux.edges.mailbox.tests.test_receiver import deliver
from ordolux.foundation import sandbox
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.files import read_bytes
from ordolux.foundation.sandbox import Limits
from ordolux.foundation.sandbox.parent import Sandbox
from ordolux.inquiries.inquiry.models import Inquiry
from tests.channels.hostile import US, file, message

SEED = int(os.environ.get("ORDOLUX_TEST_SEED", "20261123"))
# 50,000 in make soak; whole passes through the worker are dearer and fewer
MANY = int(os.environ.get("ORDOLUX_TEST_HOSTILE", "300"))
THROUGH = min(max(MANY // 15, 20), 1000)
REFUSED_IN_SECONDS = 2.0
LONGEST_SECONDS = 5.0


@pytest.fixture(scope="module")
def openers() -> object:
    """The sandbox of what customers send."""
    made = Sandbox("ordolux.foundation.sandbox.incoming")
    made.warm_up()
    yield made
    made.stop()


def slowest(times: list[tuple[float, str]]) -> str:
    return ", ".join(f"{seconds:.2f} s {what}" for seconds, what in sorted(times, reverse=True)[:5])


def test_hostile_messages_and_files_are_refused_in_time_and_break_nothing(openers):
    """Half of them as messages, half as bare files, each in a process of its own beneath one warm one."""
    sandbox.warm_up()
    limits = Limits()
    refused: list[tuple[float, str]] = []
    answered: list[tuple[float, str]] = []
    for number in range(MANY):
        began = time.monotonic()
        if number % 2:
            chance = random.Random(f"{SEED}:file:{number}")
            name, data = file(chance)
            kind = "pages" if name.endswith((".tif", ".png")) else "message"
            options = {} if kind == "pages" else {"name": name}
            found = openers.run(kind, data, limits=limits, **options)
        else:
            name = f"message {number}"
            found = sandbox.run("mail", message(number, SEED), limits=limits, envelope_from="x@evil.example")
        took = (time.monotonic() - began, f"{name} ({number})")
        (answered if found.ok else refused).append(took)
        assert found.ok or found.findings, f"{name} ({number}) was refused without a word"
        assert "broke-off" not in {finding.code for finding in found.findings}, (
            f"a reader crashed at {name} ({number})"
        )
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    patience = max(1.0, busy)
    assert max(refused + answered)[0] < LONGEST_SECONDS * patience, slowest(refused + answered)
    assert max(refused, default=(0.0, ""))[0] < REFUSED_IN_SECONDS * patience, slowest(refused)
    assert len(refused) > MANY // 10, "they are hostile enough"
    print(
        f"{MANY}: {len(refused)} refused, slowest {slowest(refused)}; {len(answered)} answered, {slowest(answered)}"
    )


def test_each_hostile_message_is_one_row_and_other_work_goes_on(live_database, worker, door):
    port = door()
    raws = {message(number, SEED + 1) for number in range(THROUGH)}
    raws = {raw for raw in raws if b"\r\n.\r\n" not in raw}
    longest = 0.0
    for raw in sorted(raws):
        began = time.monotonic()
        assert deliver(port, raw, sender="")[0] == 250
        assert deliver(port, raw, sender="")[0] == 250, "and once more"
        longest = max(longest, time.monotonic() - began)
    assert (
        deliver(
            port, f"From: <anna@nordlicht.example>\r\nTo: {US}\r\nSubject: x\r\n\r\n500 pcs GU10\r\n".encode()
        )[0]
        == 250
    )
    worker(later=True)

    rows = list(Message.objects.filter(is_incoming=True))
    assert len(rows) == len(raws) + 1
    assert all(row.state in (MessageState.FILED, MessageState.SET_ASIDE) for row in rows)
    assert all(row.answer for row in rows if row.state == MessageState.SET_ASIDE), "with a clear note"
    assert Inquiry.objects.filter(message__from_address="anna@nordlicht.example").count() == 1
    kept = {read_bytes(row.raw_id) for row in rows}
    assert len(kept) == len(rows)
    assert longest < LONGEST_SECONDS * max(1.0, os.getloadavg()[0])
