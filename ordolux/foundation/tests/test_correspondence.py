"""Messages: received before they are read, filed or set aside; letters queued, sent, failed or withdrawn."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import (
    Enclosure,
    Reading,
    TooLateToWithdraw,
    add_note,
    file_message,
    note_letter_failed,
    note_letter_sent,
    post_message,
    queue_letter,
    read_message,
    receive_message,
    retry_letter,
    see_messages,
    set_message_aside,
    withdraw_letter,
)
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.correspondence.queries import deal_that_is_answered, person_known_as
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from tests.cast import AT, Cast

SYSTEM: dict[str, Any] = {"by": Actor.system(), "at": AT}


@pytest.fixture
def received(db: None) -> Message:
    """A mail that reached us and that nobody has read yet."""
    raw = store_bytes(b"Subject: 300 lamps\r\n\r\nHello", "message/rfc822")
    return receive_message(
        raw=raw,
        envelope_from="anna@nordlicht.example",
        envelope_to=["sales@ordolux.example"],
        peer="192.0.2.7",
        **SYSTEM,
    )


@pytest.fixture
def letter(cast: Cast, deal: Deal) -> Message:
    """A letter that waits in the outbox."""
    return queue_letter(
        deal=deal, to=["anna@nordlicht.example"], subject="Your\nquotation", text="…", **SYSTEM
    )


def test_a_mail_keeps_its_original_and_its_findings(received: Message) -> None:
    reading = Reading(message_id="<1@nordlicht.example>", subject="x" * 900, text="Hello", from_name="Anna",
                      enclosures=(Enclosure("list.pdf", str(received.raw_id)),))  # fmt: skip
    read = read_message(received, reading=reading, **SYSTEM)
    assert (read.state, len(read.subject), read.new_text) == (MessageState.READ, 500, "Hello")
    assert read.raw is not None
    assert read.raw.read().startswith(b"Subject: 300 lamps")
    assert read.attachments.get().name == "list.pdf"


def test_a_message_is_read_once(received: Message) -> None:
    read = read_message(received, reading=Reading(), **SYSTEM)
    with pytest.raises(NotAllowedNow):
        read_message(read, reading=Reading(), **SYSTEM)


def test_an_unread_message_cannot_be_filed(received: Message, deal: Deal) -> None:
    with pytest.raises(NotAllowedNow):
        file_message(received, deal=deal, **SYSTEM)


def test_a_filed_message_shows_on_the_deal_and_to_its_buyer_alone(
    received: Message, deal: Deal, cast: Cast
) -> None:
    filed = file_message(read_message(received, reading=Reading(text="Hello"), **SYSTEM), deal=deal, **SYSTEM)
    assert Deal.objects.get(pk=deal.pk).unread_by_staff == 1
    assert list(Message.objects.visible_to(cast.anna.actor())) == [filed]
    assert list(Message.objects.visible_to(cast.omar.actor())) == []
    assert Event.objects.get(name="message.filed").stream == deal.stream


def test_a_message_set_aside_can_be_fetched_back(received: Message, deal: Deal, cast: Cast) -> None:
    aside = set_message_aside(
        read_message(received, reading=Reading(), **SYSTEM), reason="auto-reply", by=cast.mei.actor(), at=AT
    )
    assert file_message(aside, deal=deal, by=cast.mei.actor(), at=AT).state == MessageState.FILED


def test_a_filed_original_never_changes(received: Message, deal: Deal) -> None:
    file_message(read_message(received, reading=Reading(text="Hello"), **SYSTEM), deal=deal, **SYSTEM)
    for change in ({"text": "Good-bye"}, {"raw": None}, {"envelope": {}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.filter(pk=received.pk).update(**change)


def test_a_letter_gets_its_id_once_and_its_subject_on_one_line(letter: Message) -> None:
    assert letter.subject == "Your quotation"
    assert letter.message_id.startswith("<")
    again = note_letter_failed(letter, answer="451 try later", is_final=False, **SYSTEM)
    assert (again.state, again.tries, again.message_id) == (MessageState.QUEUED, 1, letter.message_id)


def test_a_sent_letter_keeps_the_bytes_that_left(letter: Message) -> None:
    raw = store_bytes(b"From: sales\r\n\r\n...", "message/rfc822")
    sent = note_letter_sent(letter, raw=raw, answer="250 ok", **SYSTEM)
    assert (sent.state, sent.raw_id, sent.sent_at) == (MessageState.SENT, raw.sha256, AT)
    with pytest.raises(NotAllowedNow):
        note_letter_sent(sent, raw=raw, answer="250 ok", **SYSTEM)


def test_a_letter_can_be_taken_back_until_it_was_tried(letter: Message, cast: Cast) -> None:
    tried = note_letter_failed(letter, answer="451", is_final=False, **SYSTEM)
    with pytest.raises(TooLateToWithdraw):
        withdraw_letter(tried, by=cast.mei.actor(), at=AT)


def test_a_withdrawn_letter_stays_withdrawn(letter: Message, cast: Cast) -> None:
    withdrawn = withdraw_letter(letter, by=cast.mei.actor(), at=AT)
    with pytest.raises(TooLateToWithdraw):
        withdraw_letter(withdrawn, by=cast.mei.actor(), at=AT)
    with pytest.raises(NotAllowedNow):
        note_letter_sent(withdrawn, raw=store_bytes(b"x", "message/rfc822"), answer="250", **SYSTEM)


def test_a_letter_that_failed_for_good_can_be_tried_anew(letter: Message, cast: Cast) -> None:
    failed = note_letter_failed(letter, answer="550 no such user", is_final=True, **SYSTEM)
    assert failed.state == MessageState.FAILED
    again = retry_letter(failed, by=cast.mei.actor(), at=AT)
    assert (again.state, again.tries, again.message_id) == (MessageState.QUEUED, 0, letter.message_id)


def test_a_note_is_for_us_alone(deal: Deal, cast: Cast) -> None:
    add_note(deal, text="they always pay late", by=cast.mei.actor(), at=AT)
    assert Message.objects.visible_to(cast.mei.actor()).count() == 1
    assert Message.objects.visible_to(cast.anna.actor()).count() == 0
    with pytest.raises(NotPermitted):
        add_note(deal, text="and so do I", by=cast.anna.actor(), at=AT)


def test_each_side_counts_what_it_has_not_read(deal: Deal, cast: Cast) -> None:
    post_message(deal, text="When?", by=cast.anna.actor(), at=AT)
    post_message(deal, text="On Friday.", by=cast.mei.actor(), at=AT)
    fresh = Deal.objects.get(pk=deal.pk)
    # whoever answers has read what stands above
    assert (fresh.unread_by_staff, fresh.unread_by_customer) == (0, 1)
    see_messages(fresh, by=cast.anna.actor(), at=AT)
    fresh = Deal.objects.get(pk=deal.pk)
    assert (fresh.unread_by_staff, fresh.unread_by_customer) == (0, 0)


def test_an_answer_finds_its_deal_and_a_stranger_is_not_known(
    letter: Message, deal: Deal, cast: Cast
) -> None:
    assert deal_that_is_answered(["<unknown@example>", letter.message_id]) == deal
    assert deal_that_is_answered([]) is None
    assert person_known_as("ANNA@nordlicht.example", deal) == cast.anna
    assert person_known_as("omar@alnoor.example", deal) is None


def test_a_letter_that_waits_is_not_shown_to_the_customer(letter: Message, cast: Cast) -> None:
    assert list(Message.objects.visible_to(cast.anna.actor())) == []
