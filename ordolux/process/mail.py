"""What happens to a message after it was stored: it is opened in the sandbox, read, then sorted to its deal or made an
inquiry."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import (
    Enclosure,
    Reading,
    file_message,
    read_message,
    set_message_aside,
)
from ordolux.foundation.correspondence.models import Channel, Message, MessageState
from ordolux.foundation.correspondence.queries import deal_that_is_answered, is_known_there
from ordolux.foundation.correspondence.reply_addresses import deal_of_tag, tag_in
from ordolux.foundation.correspondence.screening import earlier_copy, is_a_storm, is_our_own, one_at_a_time
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.sandbox import run, what_is
from ordolux.inquiries.inquiry.deeds import open_inquiry, take_answer
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.inquiry.queries import inquiry_that_waits
from ordolux.inquiries.reading.deeds import keep_reading
from ordolux.inquiries.reading.opening import understand as understood_message
from ordolux.inquiries.reading.queries import is_read, messages_read_by_older, newest_reading
from ordolux.inquiries.review.deeds import take_reading
from ordolux.rules.refusal import N_, Finding

UNREADABLE = N_(
    "This message could not be read. Its original is kept; open it and enter the inquiry by hand."
)
AUTOMATIC = N_("An automatic answer: nobody has to act.")
UNVERIFIED = N_(
    "It answers a letter of ours, but its sender is not known there. Check who wrote it before filing it."
)
OUR_OWN = N_("A letter of ours that came back: nobody has to act.")
COPY = N_("The same message came before: nobody has to act.")
STORM = N_("Its sender sends so many mails alike in an hour that a machine must write them.")
ADVERTISING = N_("It reads like advertising or a newsletter. Make an inquiry of it if it is none.")
NO_INQUIRY = N_("We found no request for an offer in it. Read it, and make an inquiry of it if it is one.")
OF_AN_ORDER = N_(
    "It seems to speak of an order or a quotation, but answers none of our letters. Read it and file it by hand."
)
DISOWNED = "sender-disowned"
FORGED = N_("The sender's own domain says that this mail is not from there.")
MOST_ATTACHMENTS = 20
MOST_HOPS = 40
MOST_READ_AGAIN = 3
WAITING = {"newsletter": ADVERTISING, "spam": ADVERTISING, "out_of_office": AUTOMATIC}
ABOUT_ORDERS = frozenset({"quote_accept", "quote_negotiate", "order_status", "complaint", "invoice"})


def read(event: Event, key: str) -> None:
    """Open a received message in the sandbox and keep what was found; what cannot be opened is set aside with its original."""
    message = Message.objects.select_related("raw").get(pk=event.subject_id)
    if message.state != MessageState.RECEIVED or message.raw is None:
        return
    raw = message.raw.read()
    by, at = Actor.system(), clock.now()
    if message.channel == Channel.FAX and not _is_mail(raw):
        # its pages are read in the next step
        read_message.once(key)(message, reading=_fax(message), by=by, at=at)
        return
    found = run("mail", raw, envelope_from=message.envelope.get("from"))
    if not found.ok or not found.value.get("readable", True):
        set_message_aside.once(key)(message, reason=UNREADABLE, by=by, at=at)
        return
    said = found.value
    sender = said.get("from") or {}
    reading = Reading(
        message_id=said["message_id"],
        answers=tuple(
            dict.fromkeys([*([said["in_reply_to"]] if said["in_reply_to"] else []), *said["references"]])
        ),
        from_address=sender.get("address", ""),
        from_name=sender.get("name", ""),
        to_addresses=tuple(to["address"] for to in said["to"]),
        subject=said["subject"],
        text=said["text"],
        new_text=said["new_text"],
        # what went round through so many servers goes in a circle
        is_automatic=(said["kind"] != "person" or said["hops"] > MOST_HOPS) and not _is_fax_by_mail(said),
        findings=(*found.findings, *((Finding(DISOWNED, FORGED),) if said["is_forged"] else ())),
        tag=tag_in(
            [
                *(message.envelope.get("to") or ()),
                *said["delivered_to"],
                *(one["address"] for one in (*said["to"], *said["cc"])),
            ]
        ),
        content_key=said["content_key"],
        told_at=parse_datetime(said["date"]) if said["date"] else None,
        enclosures=tuple(_attachment(raw, one) for one in said["attachments"][:MOST_ATTACHMENTS]),
    )
    read_message.once(key)(message, reading=reading, by=by, at=at)


def understand(event: Event, key: str) -> None:
    """Read a message with all its parts, before and outside of the deed that keeps the reading."""
    message = Message.objects.select_related("raw").get(pk=event.subject_id)
    if message.is_automatic or is_read(message):
        if message.state == MessageState.READ:
            sort(event, key)
        return
    keep_reading.once(key)(message, understood=understood_message(message), by=Actor.system(), at=clock.now())


def read_again(event: Event, key: str) -> None:
    """Sales asked to read the message of an inquiry once more."""
    inquiry = Inquiry.objects.select_related("message__raw").get(pk=event.subject_id)
    if inquiry.message is not None:
        understood = understood_message(inquiry.message)
        keep_reading.once(key)(inquiry.message, understood=understood, by=Actor.system(), at=clock.now())


def read_open_ones_again(at: datetime) -> None:
    """A newer reader reads the messages of open inquiries anew, a few at a time."""
    for message in messages_read_by_older(most=MOST_READ_AGAIN):
        keep_reading(message, understood=understood_message(message), by=Actor.system(), at=at)


def sort(event: Event, key: str) -> None:
    """Put a message that was read where it belongs: to the deal whose letter it answers (when its sender is known there), or
    into a new inquiry; what asks for nothing and unverified senders are set aside for a person. An inquiry that waits for
    its reading gets it."""
    message = Message.objects.get(pk=event.subject_id)
    if message.state != MessageState.READ:
        _hand_on(message, key, clock.now())
        return
    by, at = Actor.system(), clock.now()
    if message.is_automatic:
        set_message_aside.once(key)(message, reason=AUTOMATIC, by=by, at=at)
        return
    with one_at_a_time(message):
        reason = what_keeps_it_out(message)
        if reason:
            set_message_aside.once(key)(message, reason=reason, needs_nobody=True, by=by, at=at)
            return
        _to_its_deal(message, key, at)


def what_keeps_it_out(message: Message) -> str:
    """Why a message that a person seems to have written is no new business; "" when it may be."""
    if is_our_own(message):
        return OUR_OWN
    if earlier_copy(message) is not None:
        return COPY
    return STORM if is_a_storm(message) else ""


def _to_its_deal(message: Message, key: str, at: datetime) -> None:
    by = Actor.system()
    deal = deal_that_is_answered(message.answers) or deal_of_tag(message.tag)
    if deal is None:
        reading = newest_reading(message)
        if reading is None or reading.is_inquiry or reading.notes:
            open_inquiry.once(key)(message, by=by, at=at)
            return
        reason = WAITING.get(reading.kind) or (OF_AN_ORDER if reading.kind in ABOUT_ORDERS else NO_INQUIRY)
        set_message_aside.once(key)(message, reason=reason, by=by, at=at)
        return
    if not is_known_there(message.from_address, deal) or is_disowned(message):
        set_message_aside.once(key)(message, reason=UNVERIFIED, by=by, at=at)
        return
    file_message.once(key)(message, deal=deal, by=by, at=at)


def _hand_on(message: Message, key: str, at: datetime) -> None:
    """Give a new reading to the inquiry that was opened from the message, as long as sales has not confirmed it."""
    reading = newest_reading(message)
    if reading is None:
        return
    for inquiry in Inquiry.objects.filter(message=message, state=InquiryState.RECEIVED).order_by("id"):
        if inquiry.reading_id != reading.pk:
            take_reading.once(f"{key}:{inquiry.pk}")(inquiry, reading=reading, by=Actor.system(), at=at)


def is_disowned(message: Message) -> bool:
    """Whether the server that took it found that the sender's domain does not stand for it."""
    return any(finding.get("code") == DISOWNED for finding in message.findings)


def answer_questions(event: Event, key: str) -> None:
    """A reply of a known person was filed to a deal that waits for his answers: the 24-hour clock runs again."""
    message = Message.objects.select_related("deal").get(pk=event.subject_id)
    if (
        message.deal is None
        or not message.is_incoming
        or not is_known_there(message.from_address, message.deal)
    ):
        return
    inquiry = inquiry_that_waits(message.deal)
    if inquiry is not None:
        take_answer.once(key)(inquiry, message=message, by=Actor.system(), at=clock.now())


def _is_fax_by_mail(said: dict[str, Any]) -> bool:
    """Whether a fax server sends a fax as a mail: a machine wrote it, but a person sent what is attached."""
    sender = str((said["from"] or {}).get("address", "")).lower()
    return sender in settings.ORDOLUX_FAX_GATEWAYS and any(
        one["type"] in ("image/tiff", "application/pdf") for one in said["attachments"]
    )


def _attachment(raw: bytes, described: dict[str, object]) -> Enclosure:
    taken = run("mail.attachment", raw, index=described["index"])
    kept = store_bytes(taken.content, str(described["type"]) or "application/octet-stream")
    return Enclosure(name=str(described["name"]), sha256=kept.sha256)


def _is_mail(raw: bytes) -> bool:
    found = what_is(raw)
    return not found.startswith("image/") and found != "application/pdf"


def _fax(message: Message) -> Reading:
    """What a fax tells before its pages are read: who sent it, as the fax server knows."""
    sender = str(message.envelope.get("from", ""))
    return Reading(
        from_address=sender if "@" in sender else "", from_name=sender[:200], subject=message.subject
    )
