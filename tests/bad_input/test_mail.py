"""Mail that nobody can read, mail that is too large, mail that wants out of its folder."""

import re
from base64 import encodebytes
from email.message import EmailMessage

import pytest
from django.conf import settings

from ordolux.edges.mailbox.tests.test_receiver import Door, deliver
from ordolux.foundation.correspondence.models import Attachment, Message, MessageState
from ordolux.foundation.files import read_bytes
from ordolux.inquiries.inquiry.models import Inquiry
from tests.bad_input.conftest import Office, Worker, business, words

US = f"sales@{settings.ORDOLUX_MAIL_DOMAIN}"
MIB = 2**20


def mail_with(name: str, data: bytes, text: str = "300 pcs GU10 7 W 3000 K, FCA Shenzhen") -> bytes:
    """Anna's mail with one attachment."""
    head = (
        f"From: Anna <anna@nordlicht.example>\r\nTo: {US}\r\nSubject: Inquiry\r\n"
        f"Message-ID: <{name[-8:]}{len(data)}@n.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--b\r\nContent-Type: application/pdf\r\n"
        f'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n'
    )
    return head.encode() + encodebytes(data).replace(b"\n", b"\r\n") + b"--b--\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\xff\xfe\x80" * 400 + b"\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 4000,
        b"Content-Type: text/plain; charset=no-such-charset\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n",
        b"\r\n",
    ],
    ids=["no mail at all", "thousands of parts", "a charset that nobody knows", "empty"],
)
def test_a_mail_that_cannot_be_read_is_kept_and_waits_for_a_person(
    office: Office, door: Door, worker: Worker, raw: bytes
) -> None:
    assert deliver(door(), raw)[0] == 250
    worker(later=True)

    message = Message.objects.get(is_incoming=True)
    assert read_bytes(message.raw_id) == raw
    # either nobody could read it, or it became one inquiry that says what is missing
    assert message.state in (MessageState.SET_ASIDE, MessageState.FILED)
    assert Inquiry.objects.count() == (message.state == MessageState.FILED)
    if message.state == MessageState.SET_ASIDE:
        assert message.answer
    original = office.sales.get(f"/desk/messages/{message.number}/original")
    assert original.status_code == 200
    assert b"".join(original.streaming_content if original.streaming else [original.content]) == raw


@pytest.mark.parametrize("size", [30], ids=["30 MiB, which are 41 MiB on the line"])
def test_a_large_attachment_is_taken(office: Office, door: Door, worker: Worker, size: int) -> None:
    data = b"%PDF-1.7\n" + b"\xab" * (size * MIB)
    raw = mail_with("drawing.pdf", data)

    assert deliver(door(), raw)[0] == 250
    worker(later=True)

    attachment = Attachment.objects.get()
    assert (attachment.name, attachment.file.size) == ("drawing.pdf", len(data))
    assert Inquiry.objects.count() == 1
    assert read_bytes(Message.objects.get(is_incoming=True).raw_id) == raw


def test_a_mail_over_48_mib_is_refused_before_it_is_ours(office: Office, door: Door) -> None:
    before = business()

    code, said = deliver(door(), mail_with("film.pdf", b"\xab" * (40 * MIB)))

    assert code == 552
    assert re.search(rb"large|big|exceed|much", said.lower()), said
    assert business() == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\\\..\\\\boot.ini", "invoice\u202efdp.exe", "a" * 400 + ".pdf"]
)
def test_a_file_name_leads_nowhere_and_is_shown_as_it_is(
    office: Office, door: Door, worker: Worker, name: str
) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Anna <anna@nordlicht.example>", US, "Inquiry with invoice"
    mail.set_content("300 pcs GU10 7 W 3000 K, FCA Shenzhen")
    mail.add_attachment(b"%PDF-1.7 invoice", maintype="application", subtype="pdf", filename=name)

    assert deliver(door(), mail.as_bytes())[0] == 250
    worker(later=True)

    kept = Attachment.objects.get()
    assert not {"/", "\\", "\x00", "\u202e"} & set(kept.name), kept.name
    assert 0 < len(kept.name) <= 255
    assert kept.file.read() == b"%PDF-1.7 invoice"
    inquiry = Inquiry.objects.get()
    assert "\u202e" not in words(office.sales.get(f"/desk/inquiries/{inquiry.number}"))
