"""What can happen to faxes: one is entered by hand; one is queued, begun, sent or failed."""

from datetime import datetime, timedelta

from django.conf import settings

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import Enclosure, enclose_with
from ordolux.foundation.correspondence.models import Channel, Message, MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.faxes.numbers import fax_number
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.rules.refusal import N_, Refusal

KINDS = frozenset({"image/tiff", "application/pdf"})
SENDERS = frozenset({Role.SALES, Role.SUPPORT, Role.MANAGER})
MOST_TRIES = 3


class NoFax(Refusal):
    """A fax is a TIFF or a PDF."""

    message = N_("Choose a fax as a TIFF or PDF file.")


class NoFaxServer(Refusal):
    """Nothing can leave by fax here."""

    message = N_("No fax server is set up; an administrator can do that.")


class NumberUnusable(Refusal):
    """A number that no telephone line can be called by."""

    message = N_("Give a fax number with its country, such as +49 40 1234567.")


@deed("fax.enter", roles=SENDERS)
def enter_fax(
    *, raw: StoredFile, by: Actor, at: datetime, number: str = "", name: str = "", subject: str = ""
) -> Message:
    """Take in a fax that reached us on another way, byte for byte; it is read like one that came by the line.

    Raises NoFax.
    """
    if raw.media_type not in KINDS:
        raise NoFax()
    message = Message.objects.create(
        number=next_number("message", at), state=MessageState.RECEIVED, channel=Channel.FAX, is_incoming=True,
        raw_id=raw.sha256, envelope={"from": number.strip()[:200], "to": ["fax"], "peer": "by hand"},
        from_name=" ".join(name.split())[:200], subject=" ".join(subject.split())[:500], author_id=by.person_id, at=at,
    )  # fmt: skip
    record_event(
        "message.received", message, by=by, at=at, size=raw.size, sha256=raw.sha256, channel=Channel.FAX
    )
    return message


@deed("fax.queue", roles=SENDERS)
def queue_fax(
    *, deal: Deal, number: str, subject: str, enclosure: Enclosure, about: str, by: Actor, at: datetime
) -> Message:
    """Put a paper (PDF) into the outbox of the fax line; it leaves after the short time in which it can be withdrawn.

    ``about`` names the record whose paper it is. Raises NoFaxServer, NumberUnusable.
    """
    if not settings.ORDOLUX_FAX_COMMAND:
        raise NoFaxServer()
    called = fax_number(number)
    if not called:
        raise NumberUnusable()
    message = Message.objects.create(
        number=next_number("message", at), deal=deal, state=MessageState.QUEUED, channel=Channel.FAX, is_incoming=False,
        to_addresses=[called], subject=" ".join(subject.split())[:500], letter="fax", envelope={"about": about},
        author_id=by.person_id, at=at, send_from=at + timedelta(seconds=settings.ORDOLUX_OUTBOX_SECONDS),
    )  # fmt: skip
    enclose_with(message, [enclosure])
    record_event("fax.queued", message, by=by, at=at, to=called, about=about)
    return message


@deed("fax.begin", roles={Role.SYSTEM})
def begin_fax(message: Message, *, raw: StoredFile, by: Actor, at: datetime) -> Message:
    """Note, before the line is called, that a try begins, and with which pages."""
    message.raw_id, message.tries, message.answer = raw.sha256, message.tries + 1, ""
    message.changed("raw", "tries", "answer")
    record_event("fax.begun", message, by=by, at=at, tries=message.tries)
    return message


@deed("fax.send", roles={Role.SYSTEM})
def note_fax_sent(message: Message, *, answer: str, by: Actor, at: datetime) -> Message:
    """Note that the fax server took it, with what it said."""
    message.sent_at, message.answer = at, answer[:500]
    message.move_to(
        MessageState.SENT, by=by, at=at, fields=("sent_at", "answer"), letter="fax", to=message.to_addresses
    )
    return message


@deed("fax.fail", roles={Role.SYSTEM})
def note_fax_failed(
    message: Message, *, answer: str, by: Actor, at: datetime, again_from: datetime | None = None
) -> Message:
    """Note why a try failed; it is tried again from ``again_from``, or (None) not by itself."""
    message.answer = answer[:500]
    if again_from is None:
        message.move_to(MessageState.FAILED, by=by, at=at, fields=("answer",), answer=answer[:200])
    else:
        message.send_from = again_from
        message.changed("answer", "send_from")
        record_event("fax.postponed", message, by=by, at=at, answer=answer[:200], tries=message.tries)
    return message
