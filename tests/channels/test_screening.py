"""What comes in by mail and what becomes of it: answers find their deal, copies, loops and storms make no business."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings

from ordolux.edges.letters.writing import as_mail
from ordolux.edges.mailbox.intake import take_in
from ordolux.foundation.actors import Actor
from ordolux.foundation.clock import now
from ordolux.foundation.correspondence.deeds import queue_letter
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.correspondence.reply_addresses import reply_address, tag_in
from ordolux.foundation.mailboxes.deeds import add_mailbox
from ordolux.foundation.mailboxes.models import Encryption
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.process.mail import AUTOMATIC, COPY, OUR_OWN, STORM, UNVERIFIED
from tests.cast import assemble
from tests.days import works_day

US = f"sales@{settings.ORDOLUX_MAIL_DOMAIN}"
Comes = Callable[..., Message]


@pytest.fixture
def comes(live_database, worker) -> Comes:
    """``comes(text, …)`` lets a mail come in, be read and sorted, and gives its row."""

    def come(
        text: str = "Please quote 500 pcs GU10 5W 3000K.", *, number: object = "1", sender: str = "anna@nordlicht.example",
        subject: str = "Inquiry", to: str = US, header: str = "", read: bool = True,
    ) -> Message:  # fmt: skip
        raw = (
            f"From: <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{number}@nordlicht.example>\r\n"
            f"Date: Mon, 14 Sep 2026 04:00:00 +0200\r\n{header}\r\n{text}\r\n"
        ).encode()
        take_in(raw, envelope_from=sender, envelope_to=[to], peer="test")
        if read:
            worker()
        return Message.objects.filter(is_incoming=True).order_by("-id")[0]

    return come


def outcome(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.answer


def letter_to_anna(worker: Callable[..., None], **told: object) -> Message:
    inquiry = Inquiry.objects.get()
    letter = queue_letter(deal=inquiry.deal, to=["anna@nordlicht.example"], subject="Your inquiry", text="Which cap?",
                          by=Actor.system(), at=now(), is_urgent=True, **told)  # fmt: skip
    worker(later=True)
    letter.refresh_from_db()
    return letter


def test_the_same_mail_on_two_ways_is_one_inquiry(comes):
    first = comes()
    again = comes(header="Received: from another.example by us\r\n")
    by_a_list = comes(
        "Please quote 500 pcs GU10 5W 3000K.\r\n-- \r\nChecked by a scanner", to=f"info@{US[6:]}"
    )

    assert outcome(first)[0] == "filed"
    assert outcome(again) == outcome(by_a_list) == ("set_aside", COPY)
    assert Inquiry.objects.count() == 1


def test_copies_that_are_read_at_the_same_time_are_one_inquiry(comes, worker):
    for place in range(4):
        comes(header=f"Received: from server-{place}.example by us\r\n", read=False)
    worker()
    assert Inquiry.objects.count() == 1
    assert Message.objects.filter(state="set_aside", answer=COPY).count() == 3


def test_two_inquiries_under_one_message_id_are_two(comes):
    comes()
    comes("We also need 20 high bays 150W.")
    assert Inquiry.objects.count() == 2


def test_the_same_subject_is_no_thread(comes):
    comes(subject="Lamps")
    comes(
        "And another shop: 90 pcs E27 bulbs 9W.", number=2, subject="Re: Lamps", sender="omar@alnoor.example"
    )
    assert Inquiry.objects.count() == 2


def test_an_answer_finds_its_deal_by_its_header_or_by_the_reply_address(comes, worker):
    assemble()
    comes()
    letter = letter_to_anna(worker)
    deal = letter.deal
    assert f"Reply-To: {reply_address(deal, US)}".encode() in as_mail(letter)

    by_header = comes("E27.", number=2, header=f"In-Reply-To: {letter.message_id}\r\n")
    by_address = comes("E27, really.", number=3, to=reply_address(deal, US), subject="Something else")
    invented = comes("We need 30 pcs MR16.", number=4, to=f"sales+d{deal.pk}-000000000000@{US[6:]}")

    assert [by_header.deal, by_address.deal] == [deal, deal]
    assert invented.deal != deal
    assert Inquiry.objects.count() == 2


def test_an_answer_joins_only_when_its_sender_is_known_there(comes, worker):
    assemble()
    comes()
    letter = letter_to_anna(worker)
    answers = f"In-Reply-To: {letter.message_id}\r\n"

    stranger = comes("Change the bank account.", number=2, sender="anna@nord1icht.example", header=answers)
    forged = comes("Change the bank account!", number=3, header=answers
                   + "Authentication-Results: mx.ours; spf=fail; dmarc=fail header.from=nordlicht.example\r\n")  # fmt: skip

    assert outcome(stranger) == outcome(forged) == ("set_aside", UNVERIFIED)


def test_a_stranger_who_asked_may_answer_before_he_is_a_customer(comes, worker):
    first = comes(sender="new@shop.example")
    letter = letter_to_anna(worker)
    answer = comes(
        "Make it 600.", number=2, sender="New@Shop.example", header=f"In-Reply-To: {letter.message_id}\r\n"
    )

    first.refresh_from_db()
    assert first.deal.buyer_id is None
    assert answer.deal == first.deal
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("Auto-Submitted: auto-replied\r\n", "Re: Your inquiry"),
        ("", "Out of office: back on Monday"),
        ("X-Failed-Recipients: sales@gone.example\r\n", "Undelivered"),
        ("Received: by a.example\r\n" * 60, "Round and round"),
    ],
)
def test_machines_make_no_inquiry_and_get_no_answer(comes, header, subject):
    message = comes("500 pcs GU10", header=header, subject=subject)
    assert outcome(message) == ("set_aside", AUTOMATIC)
    assert not Inquiry.objects.exists()
    assert not Message.objects.filter(is_incoming=False).exists()


def test_a_letter_of_ours_that_comes_back_is_no_inquiry(comes, worker):
    comes()
    letter = letter_to_anna(worker)
    ours = re.sub(rb"(?m)^Auto-Submitted:.*\r\n", b"", as_mail(letter))
    take_in(ours, envelope_from="list@elsewhere.example", envelope_to=[US], peer="test")
    worker()
    back = Message.objects.filter(is_incoming=True).order_by("-id")[0]
    assert outcome(back) == ("set_aside", OUR_OWN)


def test_a_storm_of_mails_alike_ends_after_some(comes, worker):
    for place in range(14):
        comes(f"Error {place}: the lamp shop's server is down", number=place, subject="Alarm", read=False)
    worker()
    assert Message.objects.filter(answer=STORM).count() >= 3
    assert not Message.objects.filter(is_incoming=False).exists()


def test_letters_ask_for_answers_to_a_tag_only_where_it_arrives(comes, worker):
    comes()
    deal = Inquiry.objects.get().deal
    said = {"name": "Sales", "host": "imap.example.com", "user": "sales", "password": "x", "address": US,
            "since": works_day() - timedelta(days=1), "by": assemble().adele.actor(), "at": now()}  # fmt: skip
    add_mailbox(**said, encryption=Encryption.TLS)
    assert reply_address(deal, US) == ""
    add_mailbox(**{**said, "name": "b", "user": "b", "address": f"b@{US[6:]}"}, takes_tags=True)
    assert tag_in([reply_address(deal, f"b@{US[6:]}")]).startswith(f"d{deal.pk}-")
