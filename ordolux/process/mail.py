"""What happens to a mail after it was stored: it is read in the sandbox, then sorted to its deal or made an inquiry."""

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
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.correspondence.queries import deal_that_is_answered, is_known_there
from ordolux.foundation.correspondence.reply_addresses import deal_of_tag, tag_in
from ordolux.foundation.correspondence.screening import earlier_copy, is_a_storm, is_our_own, one_at_a_time
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.sandbox import run
from ordolux.inquiries.inquiry.deeds import open_inquiry, take_answer
from ordolux.inquiries.inquiry.queries import inquiry_that_waits
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
DISOWNED = "sender-disowned"
FORGED = N_("The sender's own domain says that this mail is not from there.")
MOST_ATTACHMENTS = 20
MOST_HOPS = 40


def read(event: Event, key: str) -> None:
    """Read a received mail in the sandbox and keep what was found; what cannot be read is set aside with its original."""
    message = Message.objects.select_related("raw").get(pk=event.subject_id)
    if message.state != MessageState.RECEIVED or message.raw is None:
        return
    raw = message.raw.read()
    found = run("mail", raw, envelope_from=message.envelope.get("from"))
    by, at = Actor.system(), clock.now()
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


def sort(event: Event, key: str) -> None:
    """Put a mail that was read where it belongs: to the deal whose letter it answers (when its sender is known there), or
    into a new inquiry; automatic answers and unverified senders are set aside for a person."""
    message = Message.objects.get(pk=event.subject_id)
    if message.state != MessageState.READ:
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
        open_inquiry.once(key)(message, by=by, at=at)
        return
    if not is_known_there(message.from_address, deal) or is_disowned(message):
        set_message_aside.once(key)(message, reason=UNVERIFIED, by=by, at=at)
        return
    file_message.once(key)(message, deal=deal, by=by, at=at)


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
