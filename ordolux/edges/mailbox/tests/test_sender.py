"""Letters that leave us: what they are made of, and what each kind of server makes of them."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from ordolux.edges.mailbox import postbox, sender
from ordolux.edges.mailbox.postbox import NoSuchLetter, keep_letter, list_letters, read_letter
from ordolux.edges.mailbox.sender import AddressUnusable, Attached, DeliveryResult, Relay, compose, send
from ordolux.foundation.sandbox.readers.mail import read_mail

AT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def letter(**changes: object) -> bytes:
    parts: dict[str, object] = {
        "message_id": "<q1@ordolux.example>",
        "sender": "sales@ordolux.example",
        "to": ["anna@nordlicht.example"],
        "subject": "Quotation Q-2026-0007",
        "text": "Dear Anna,\n\nhere it is: https://ordolux.example/q/1.\n\n您好\n",
        "date": AT,
    }
    return compose(**(parts | changes))  # type: ignore[arg-type]  # the parts of compose, some of them changed


def opened(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)  # type: ignore[return-value]  # as this policy makes it


def test_a_letter_has_text_html_and_its_attachments():
    mail = opened(
        letter(attachments=[Attached("报价 Q-7.pdf", "application/pdf", b"%PDF-1.7 x")], is_automatic=True)
    )

    assert mail.get_content_type() == "multipart/mixed"
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n").endswith("您好\n")
    assert '<a href="https://ordolux.example/q/1">' in mail.get_body(("html",)).get_content()
    [attached] = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("报价 Q-7.pdf", b"%PDF-1.7 x")
    assert mail["Message-ID"] == "<q1@ordolux.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] == "Mon, 02 Mar 2026 09:15:00 +0000"


def test_a_letter_of_a_person_does_not_say_that_a_machine_wrote_it():
    assert opened(letter())["Auto-Submitted"] is None


def test_a_second_try_is_the_very_same_letter():
    parts = {
        "attachments": [Attached("a.pdf", "application/pdf", bytes(1000))],
        "in_reply_to": "<x@y.example>",
    }

    assert letter(**parts) == letter(**parts)


def test_an_answer_stays_in_its_thread():
    mail = opened(letter(in_reply_to="<b@x.example>", references=["<a@x.example>", "<b@x.example>"]))

    assert mail["In-Reply-To"] == "<b@x.example>"
    assert mail["References"] == "<a@x.example> <b@x.example>"


def test_a_long_message_id_of_somebody_else_is_repeated_as_it_is():
    theirs = f"<{'AM0PR04MB' * 12}@AM0PR04MB1234.eurprd04.prod.outlook.example>"

    value = read_mail(letter(in_reply_to=theirs, references=[theirs, "<b@x.example>"])).value

    assert value["in_reply_to"] == theirs
    assert value["references"] == ["<b@x.example>", theirs]


def test_our_own_reader_reads_what_we_write():
    reading = read_mail(
        letter(sender_name="销售部 Mei", attachments=[Attached("a.pdf", "application/pdf", b"%PDF-1")])
    )

    assert reading.value["from"] == {"name": "销售部 Mei", "address": "sales@ordolux.example"}
    assert reading.value["subject"] == "Quotation Q-2026-0007"
    assert reading.findings == []
    assert len(reading.value["attachments"]) == 1


def test_html_of_more_than_80_kib_is_left_out_and_markup_in_a_text_is_text():
    assert opened(letter(text="<b>" * 60_000)).get_content_type() == "text/plain"
    page = opened(letter(text="<script>alert(1)</script> & 'x'")).get_body(("html",)).get_content()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_letter_loads_nothing_from_anywhere():
    assert b"src=" not in letter()
    assert b"url(" not in letter()


@pytest.mark.parametrize(
    "address",
    [
        "anna@x.example\r\nBcc: all@x.example",
        "anna@x.example, b@y.example",
        "<a@b>",
        "no-at",
        "a b@x.example",
        "",
        "@x",
        "a@",
    ],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(AddressUnusable):
        letter(to=[address])
    assert send(letter(), "sales@ordolux.example", [address], relay=Relay("127.0.0.1", 1)).permanent_failure


@limits(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=80))
def test_no_subject_or_name_adds_a_header(subject, name):
    bad = "\r\nBcc: evil@x.example\r\n\r\n"
    raw = letter(subject=subject + bad, sender_name=name + bad, message_id=f"<{name}{bad}@x>",
                 attachments=[Attached(name + bad + "x.pdf", "application/pdf", b"1")])  # fmt: skip

    mail = opened(raw)
    assert mail["Bcc"] is None
    assert {header.lower() for header in mail} == {
        "date", "from", "to", "subject", "message-id", "mime-version", "content-type"
    }  # fmt: skip
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


Say = dict[str, bytes | None]


@pytest.fixture
def server() -> Iterator[Callable[[Say], tuple[Relay, list[bytes]]]]:
    """A mail server that answers as told: ``server({"DATA end": b"451 later"})``; None hangs up there."""
    doors: list[socket.socket] = []

    def start(says: Say) -> tuple[Relay, list[bytes]]:
        door = socket.create_server(("127.0.0.1", 0))
        doors.append(door)
        taken: list[bytes] = []

        def serve() -> None:
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as said:

                def answer(step: str, usual: bytes) -> bool:
                    words = says.get(step, usual)
                    if words is None:
                        return False
                    line.sendall(words + b"\r\n")
                    return True

                if not answer("hello", b"220 x"):
                    return
                for command in said:
                    verb = command[:4].upper().decode().strip()
                    if not answer(verb, b"354 go" if verb == "DATA" else b"250 ok"):
                        return
                    if verb == "DATA" and says.get("DATA", b"354").startswith(b"354"):
                        body = b""
                        for row in said:
                            if row == b".\r\n":
                                break
                            body += row
                        taken.append(body)
                        if not answer("DATA end", b"250 queued as 17"):
                            return
                    if verb == "QUIT":
                        return

        threading.Thread(target=serve, daemon=True).start()
        return Relay("127.0.0.1", door.getsockname()[1]), taken

    yield start
    for door in doors:
        door.close()


@pytest.mark.parametrize(
    ("says", "accepted", "permanent", "temporary"),
    [
        ({}, True, False, False),
        ({"QUIT": None}, True, False, False),
        ({"RCPT": b"550 no such user"}, False, True, False),
        ({"RCPT": b"451 greylisted"}, False, False, True),
        ({"MAIL": b"553 who are you"}, False, True, False),
        ({"MAIL": b"421 busy"}, False, False, True),
        ({"DATA": b"554 no"}, False, True, False),
        ({"DATA end": b"552 too big"}, False, True, False),
        ({"DATA end": b"452 full"}, False, False, True),
        ({"DATA end": None}, False, False, True),
        ({"hello": b"554 go away"}, False, True, False),
        ({"hello": b"421 later"}, False, False, True),
        ({"hello": None}, False, False, True),
        ({"hello": b"\xff\xfe nonsense"}, False, False, True),
    ],
)
def test_what_a_server_says_is_what_we_note(server, says, accepted, permanent, temporary):
    relay, taken = server(says)

    result = send(letter(), "sales@ordolux.example", ["anna@nordlicht.example"], relay=relay)

    assert (result.accepted, result.permanent_failure, result.temporary_failure) == (
        accepted,
        permanent,
        temporary,
    )
    assert result.answer
    assert "\n" not in result.answer
    assert not accepted or taken == [letter()]


def test_a_server_that_is_not_there_is_tried_again_later():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    assert send(letter(), "", ["anna@nordlicht.example"], relay=Relay("127.0.0.1", port)).temporary_failure


def test_a_server_that_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(sender, "_CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        result = send(
            letter(), "", ["anna@nordlicht.example"], relay=Relay("127.0.0.1", mute.getsockname()[1])
        )
    assert result.temporary_failure


def test_a_relay_that_must_encrypt_and_cannot_gets_nothing(server):
    relay, taken = server({})

    result = send(letter(), "", ["a@x.example"], relay=Relay(relay.host, relay.port, tls="starttls"))

    assert result.temporary_failure
    assert taken == []


@pytest.fixture
def box(tmp_path, settings) -> Path:
    settings.ORDOLUX_OUTGOING = tmp_path / "outgoing"
    return tmp_path / "outgoing"


def test_without_a_relay_letters_stay_in_the_post_box(box):
    result = send(letter(subject="报价 Q-7"), "sales@ordolux.example", ["anna@nordlicht.example"], relay=None)
    send(
        letter(message_id="<q2@ordolux.example>"),
        "sales@ordolux.example",
        ["omar@alnoor.example"],
        relay=None,
    )

    assert isinstance(result, DeliveryResult)
    assert result.accepted
    newest, first = list_letters()
    assert (first.subject, first.to, first.sender) == (
        "报价 Q-7",
        ("anna@nordlicht.example",),
        "sales@ordolux.example",
    )
    assert newest.to == ("omar@alnoor.example",)
    assert read_letter(first.id) == letter(subject="报价 Q-7")
    assert first.id in result.answer


def test_the_same_letter_twice_lies_in_the_post_box_once(box):
    assert keep_letter(letter(), "a@x.example", ["b@x.example"]) == keep_letter(
        letter(), "a@x.example", ["b@x.example"]
    )
    assert len(list_letters()) == 1


def test_many_senders_at_once_fill_the_post_box_without_loss(box):
    threads = [
        threading.Thread(
            target=keep_letter, args=(letter(message_id=f"<m{n}@x>"), "a@x.example", ["b@x.example"])
        )
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.id[:6] for one in list_letters()] == [f"{n:06d}" for n in range(20, 0, -1)]


@pytest.mark.parametrize(
    "wrong", ["../secret_key", "000001-000000000000", "", "/etc/passwd", "index", "000001-zz"]
)
def test_the_post_box_gives_out_letters_only(box, wrong):
    keep_letter(letter(), "a@x.example", ["b@x.example"])
    (box.parent / "secret_key.eml").write_text("canary")

    with pytest.raises(NoSuchLetter):
        read_letter(wrong)


def test_a_letter_whose_index_line_was_lost_is_listed(box):
    keep_letter(letter(), "a@x.example", ["b@x.example"])
    (box / postbox._INDEX).write_text('{"id": "000001-')

    assert [one.subject for one in list_letters()] == ["Quotation Q-2026-0007"]


def test_an_empty_post_box_is_empty(box):
    assert list_letters() == []
