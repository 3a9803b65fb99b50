"""What can happen to messages: they are received, read, filed or set aside; queued, sent, failed or withdrawn; posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings

from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.correspondence.models import Attachment, Channel, Mark, Message, MessageState
from ordolux.foundation.correspondence.queries import unseen_by_side
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotFound, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.files import given_by_company
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.worded import add_rows
from ordolux.rules.refusal import N_, Finding, Refusal

LONGEST_SUBJECT = 500


class EmptyMessage(Refusal):
    """There is nothing to post."""

    message = N_("Please write something first.")


class NotYourNote(Refusal):
    """Notes are changed by who wrote them."""

    message = N_("Only the author changes a note; add one of your own instead.")


class NoteChangedAlready(Refusal):
    """There is a newer version, or it was struck."""

    message = N_("This note was changed or struck meanwhile; please look at the order again.")


class TooLateToWithdraw(Refusal):
    """The letter has left."""

    message = N_("{message} has been handed to the mail server already and cannot be withdrawn.")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A stored file that goes with a letter or came with a mail, under this name."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a raw mail (see ``foundation/sandbox/readers/mail.py``), ready to be kept."""

    message_id: str = ""
    answers: tuple[str, ...] = ()
    from_address: str = ""
    from_name: str = ""
    to_addresses: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    new_text: str = ""
    language: str = ""
    is_automatic: bool = False
    findings: tuple[Finding, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    tag: str = ""
    content_key: str = ""
    told_at: datetime | None = None


@deed("message.receive", roles={Role.SYSTEM})
def receive_message(
    *, raw: StoredFile, envelope_from: str | None, envelope_to: list[str], peer: str, by: Actor, at: datetime,
    channel: str = Channel.MAIL, name: str = "",
) -> Message:  # fmt: skip
    """Take a mail (or fax, or form) into the books before anybody reads it; the bytes in ``raw`` are stored already.

    The caller gives the hash of the bytes and the recipients as key, so that the same delivery twice is one message.
    ``envelope_from`` is None where the delivery told no return path (a mailbox, a fax).
    """
    (message,) = add_rows([Message(
        number=next_number("message", at),
        state=MessageState.RECEIVED,
        channel=channel,
        is_incoming=True,
        raw_id=raw.sha256,
        envelope={"from": envelope_from, "to": envelope_to, "peer": peer},
        to_addresses=envelope_to,
        from_address=(envelope_from or "")[:320] if channel == Channel.MAIL else "",
        from_name=name[:200],
        at=at,
    )])  # fmt: skip
    record_event("message.received", message, by=by, at=at, size=raw.size, sha256=raw.sha256, channel=channel)
    return message


@deed("message.read", roles={Role.SYSTEM})
def read_message(message: Message, *, reading: Reading, by: Actor, at: datetime) -> Message:
    """Keep what the reader found in the raw message: addresses, subject, texts, attachments and findings."""
    message.message_id = reading.message_id[:250]
    message.answers = [answer[:250] for answer in reading.answers]
    message.from_address = (reading.from_address or message.from_address)[:320]
    message.from_name = reading.from_name[:200]
    message.to_addresses = list(reading.to_addresses) or message.to_addresses
    message.subject = reading.subject[:LONGEST_SUBJECT]
    message.text, message.new_text = reading.text, reading.new_text or reading.text
    message.language = reading.language[:10]
    message.is_automatic = reading.is_automatic
    message.tag, message.content_key, message.told_at = (
        reading.tag[:60],
        reading.content_key[:64],
        reading.told_at,
    )
    message.findings = plain(reading.findings)
    enclose_with(message, reading.enclosures)
    message.move_to(MessageState.READ, by=by, at=at, fields=READ_COLUMNS, findings=len(message.findings))
    return message


READ_COLUMNS = (
    "message_id", "answers", "from_address", "from_name", "to_addresses", "subject", "text", "new_text", "language",
    "is_automatic", "findings", "tag", "content_key", "told_at",
)  # fmt: skip


@deed("message.file", roles={Role.SALES, Role.SUPPORT, Role.MANAGER, Role.SYSTEM})
def file_message(message: Message, *, deal: Deal, by: Actor, at: datetime) -> Message:
    """Put a message that was read into the file of a deal: it shows in the timeline of both sides."""
    message.deal = deal
    deal.unread_by_staff += 1
    deal.is_changed = True
    Attachment.objects.filter(message=message).update(deal=deal)
    message.move_to(MessageState.FILED, by=by, at=at, fields=("deal",))
    return message


@deed("message.set_aside", roles={Role.SALES, Role.SUPPORT, Role.MANAGER, Role.SYSTEM})
def set_message_aside(
    message: Message, *, reason: str, by: Actor, at: datetime, needs_nobody: bool = False
) -> Message:
    """Keep a message out of the business with a reason: an auto-reply, spam, an unverified sender, unreadable.

    One that ``needs_nobody`` (a copy, a letter of ours that came back) lies with the automatic ones.
    """
    message.answer = reason[:500]
    message.is_automatic = message.is_automatic or needs_nobody
    message.move_to(MessageState.SET_ASIDE, by=by, at=at, fields=("answer", "is_automatic"), reason=reason)
    return message


@deed("letter.queue", roles=STAFF_ROLES | {Role.SYSTEM})
def queue_letter(
    *, deal: Deal | None, to: list[str], subject: str, text: str, by: Actor, at: datetime, letter: str = "",
    enclosures: Sequence[Enclosure] = (), in_reply_to: str = "", is_automatic: bool = False, about: str = "",
    is_urgent: bool = False,
) -> Message:  # fmt: skip
    """Put a letter into the outbox; it leaves after the short time in which it can be withdrawn (an urgent one at once).

    ``letter`` names the template that wrote it (empty: written by a person). The Message-ID is fixed here, so that a
    second try after an unknown end repeats the same letter and not another one. ``about`` names the record whose
    secret (a one-time code) is put in while the letter leaves.
    """
    message = Message.objects.create(
        number=next_number("message", at),
        deal=deal,
        state=MessageState.QUEUED,
        channel=Channel.MAIL,
        is_incoming=False,
        message_id=make_msgid(domain=settings.ORDOLUX_MAIL_DOMAIN),
        answers=[in_reply_to] if in_reply_to else [],
        from_address=settings.ORDOLUX_MAIL_SENDER,
        to_addresses=to,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=text,
        new_text=text,
        is_automatic=is_automatic,
        letter=letter,
        author_id=by.person_id,
        at=at,
        envelope={"about": about} if about else {},
        send_from=at + timedelta(seconds=0 if is_urgent else settings.ORDOLUX_OUTBOX_SECONDS),
    )
    enclose_with(message, enclosures)
    record_event("letter.queued", message, by=by, at=at, letter=letter, to=to)
    return message


@deed("letter.withdraw", roles=STAFF_ROLES)
def withdraw_letter(message: Message, *, by: Actor, at: datetime) -> Message:
    """Take a letter back before it leaves.

    Raises TooLateToWithdraw.
    """
    if message.state != MessageState.QUEUED or message.tries:
        raise TooLateToWithdraw(message=message.number)
    message.move_to(MessageState.WITHDRAWN, by=by, at=at)
    return message


@deed("letter.send", roles={Role.SYSTEM})
def note_letter_sent(message: Message, *, raw: StoredFile, answer: str, by: Actor, at: datetime) -> Message:
    """Note that the mail server took the letter, with the bytes that it took and its answer."""
    message.raw_id = raw.sha256
    message.sent_at = at
    message.answer = answer[:500]
    message.tries += 1
    message.move_to(MessageState.SENT, by=by, at=at, fields=("raw", "sent_at", "answer", "tries"), letter=message.letter,
                    to=message.to_addresses)  # fmt: skip
    return message


@deed("letter.fail", roles={Role.SYSTEM})
def note_letter_failed(message: Message, *, answer: str, is_final: bool, by: Actor, at: datetime) -> Message:
    """Note that the mail server refused the letter: for good, or for now so that it is tried again."""
    message.tries += 1
    message.answer = answer[:500]
    if is_final:
        message.move_to(MessageState.FAILED, by=by, at=at, fields=("tries", "answer"), answer=answer[:200])
    else:
        message.changed("tries", "answer")
        record_event("letter.postponed", message, by=by, at=at, answer=answer[:200], tries=message.tries)
    return message


@deed("letter.retry", roles={Role.SALES, Role.SUPPORT, Role.MANAGER, Role.ADMINISTRATOR})
def retry_letter(message: Message, *, by: Actor, at: datetime) -> Message:
    """Put a letter that could not be delivered into the outbox once more."""
    message.send_from = at
    message.tries = 0
    message.move_to(MessageState.QUEUED, by=by, at=at, fields=("send_from", "tries"))
    return message


@deed("message.post", roles=CUSTOMER_ROLES | STAFF_ROLES)
def post_message(
    deal: Deal, *, text: str, by: Actor, at: datetime, enclosures: Sequence[Enclosure] = (),
) -> Message:  # fmt: skip
    """Say something in the conversation on a deal; the other side sees it at once.

    A customer encloses only what his company gave us. Raises EmptyMessage, NotFound.
    """
    if not text.strip() and not enclosures:
        raise EmptyMessage()
    if by.is_customer and enclosures and not given_by_company([e.sha256 for e in enclosures], by.company_id):
        raise NotFound()
    if by.is_customer:
        deal.unread_by_staff += 1
        deal.unread_by_customer = 0
    else:
        deal.unread_by_customer += 1
        deal.unread_by_staff = 0
    deal.is_changed = True
    said = _post(deal, text, by, at, enclosures, channel=Channel.PORTAL, is_incoming=by.is_customer)
    _mark(deal, said.pk, by, at)  # whoever answers has read what stands above
    return said


@deed("note.add", roles=STAFF_ROLES)
def add_note(
    deal: Deal, *, text: str, by: Actor, at: datetime, enclosures: Sequence[Enclosure] = ()
) -> Message:
    """Keep an internal note on a deal, with files; customers never see it.

    Raises EmptyMessage.
    """
    if not text.strip() and not enclosures:
        raise EmptyMessage()
    return _post(deal, text, by, at, enclosures, channel=Channel.NOTE, is_internal=True)


@deed("note.revise", roles=STAFF_ROLES)
def revise_note(message: Message, *, text: str, by: Actor, at: datetime) -> Message:
    """Write a new version of one's own note; the version before it is kept and folded away under it.

    Raises EmptyMessage, NotYourNote, NoteChangedAlready.
    """
    _check_note(message, by)
    if not text.strip():
        raise EmptyMessage()
    enclosed = [Enclosure(a.name, a.file_id) for a in Attachment.objects.filter(message=message)]
    return _post(
        message.deal, text, by, at, enclosed, channel=Channel.NOTE, is_internal=True, replaces=message
    )


@deed("note.strike", roles=STAFF_ROLES)
def strike_note(message: Message, *, reason: str, by: Actor, at: datetime) -> Message:
    """Strike a note of one's own (a manager any) with a reason; it stays readable, struck through.

    Raises EmptyMessage, NotYourNote, NoteChangedAlready.
    """
    _check_note(message, by, or_manager=True)
    if not reason.strip():
        raise EmptyMessage()
    message.struck_at, message.struck_by_id, message.struck_reason = at, by.person_id, reason.strip()[:300]
    message.changed("struck_at", "struck_by", "struck_reason")
    record_event("note.struck", message, by=by, at=at, reason=message.struck_reason)
    return message


def _check_note(message: Message, by: Actor, *, or_manager: bool = False) -> None:
    if not message.is_internal or message.deal is None:
        raise NotFound()
    if message.author_id != by.person_id and not (or_manager and Role.MANAGER in by.roles):
        raise NotYourNote()
    if message.struck_at is not None or Message.objects.filter(replaces=message).exists():
        raise NoteChangedAlready()


@deed("messages.see", roles=CUSTOMER_ROLES | STAFF_ROLES)
def see_messages(deal: Deal, *, by: Actor, at: datetime) -> Deal:
    """Mark the conversation on a deal as read by this person, and with him by his side."""
    if by.is_customer:
        deal.unread_by_customer = 0
    else:
        deal.unread_by_staff = 0
    deal.is_changed = True
    newest = (
        Message.objects.visible_to(by).filter(deal=deal).order_by("-id").values_list("pk", flat=True).first()
    )
    if newest is not None:
        _mark(deal, newest, by, at)
    record_event("messages.seen", deal, by=by, at=at, side="customer" if by.is_customer else "staff")
    return deal


@deed("messages.mail_unseen", roles={Role.SYSTEM})
def mail_unseen_messages(deal: Deal, *, to_customer: bool, until: datetime, by: Actor, at: datetime) -> Deal:
    """Turn what one side said until ``until``, and nobody of the other side has seen, into one letter; each message once.

    Nothing unseen is left: the event says so and no letter follows.
    """
    waiting = list(
        unseen_by_side(to_customer=to_customer, until=until)
        .filter(deal=deal)
        .order_by("id")
        .values_list("pk", flat=True)
    )
    if waiting:
        Message.objects.filter(pk__in=waiting).update(mailed_at=at)
    record_event("messages.unseen", deal, by=by, at=at, to_customer=to_customer, messages=waiting)
    return deal


def _mark(deal: Deal, message_id: int, by: Actor, at: datetime) -> None:
    """Note how far the person has read; a program or the system reads nothing."""
    if by.person_id is None:
        return
    Mark.objects.bulk_create(
        [Mark(deal=deal, person_id=by.person_id, message_id=message_id, seen_at=at)],
        update_conflicts=True, unique_fields=["deal", "person"], update_fields=["message", "seen_at"],
    )  # fmt: skip


def _post(
    deal: Deal | None, text: str, by: Actor, at: datetime, enclosures: Sequence[Enclosure], *, channel: Channel,
    is_incoming: bool = False, is_internal: bool = False, replaces: Message | None = None,
) -> Message:  # fmt: skip
    message = Message.objects.create(
        number=next_number("message", at),
        deal=deal,
        state=MessageState.POSTED,
        channel=channel,
        is_incoming=is_incoming,
        is_internal=is_internal,
        from_name=by.name,
        text=text,
        new_text=text,
        author_id=by.person_id,
        at=at,
        replaces=replaces,
    )
    enclose_with(message, enclosures)
    record_event("note.added" if is_internal else "message.posted", message, by=by, at=at, channel=channel)
    return message


def enclose_with(message: Message, enclosures: Sequence[Enclosure]) -> None:
    """Keep stored files with a message, inside the deed that made it."""
    if enclosures:
        Attachment.objects.bulk_create(
            Attachment(
                message=message, deal_id=message.deal_id, file_id=e.sha256, name=e.name[:255], position=place
            )
            for place, e in enumerate(enclosures, 1)
        )
