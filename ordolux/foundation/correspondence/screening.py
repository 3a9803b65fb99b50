"""What comes in and must not become business: the same message again, our own letters come back, storms.

Two copies of one message may be read at the same moment. ``one_at_a_time`` lets the messages of one sender be sorted one
after the other, and of two copies the one that is sorted already, or came first, is the message.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Coalesce

from ordolux.foundation.correspondence.models import Message, MessageState

# so many mails with one subject from one sender in an hour are a machine's, however they are worded
MOST_ALIKE_IN_AN_HOUR: Final = 10
# and so many of any kind
MOST_IN_AN_HOUR: Final = 1000
HOUR: Final = timedelta(hours=1)
# who sends the very same words again within this time has not asked for something else
SAID_AGAIN: Final = timedelta(days=3)
MOST_COMPARED: Final = 20
_LOCK: Final = 0x0F02
_ANSWER: Final = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|sv|回复|答复|转发)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)


@contextmanager
def one_at_a_time(message: Message) -> Iterator[None]:
    """Hold the lock of the message's sender. Not inside a transaction: what others committed must be seen."""
    number = int.from_bytes(hashlib.sha256(_sender(message).encode()).digest()[:4], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_LOCK, number])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, number])


def earlier_copy(message: Message) -> Message | None:
    """The message of which this one is a copy: the same bytes, the same Message-ID with the same words, or the very same
    words of the same sender some days ago. None when it is the first."""
    same = Q(pk__in=[])
    if message.raw_id:
        same |= Q(raw_id=message.raw_id)
    if message.message_id:
        same |= Q(message_id=message.message_id)
    if message.content_key and message.text.strip():
        same |= Q(content_key=message.content_key, from_address=message.from_address)
    sorted_already = Q(state=MessageState.FILED) | Q(
        state__in=[MessageState.READ, MessageState.SET_ASIDE], pk__lt=message.pk
    )
    others = (
        Message.objects.filter(same, sorted_already, is_incoming=True).exclude(pk=message.pk).order_by("id")
    )
    return next((other for other in others[:MOST_COMPARED] if _is_copy(message, other)), None)


def is_our_own(message: Message) -> bool:
    """Whether a letter of ours came back to us, as mail loops do."""
    return (
        bool(message.message_id)
        and Message.objects.filter(message_id=message.message_id, is_incoming=False).exists()
    )


def is_a_storm(message: Message) -> bool:
    """Whether its sender sends so much, or so much alike, that no person writes it."""
    if not message.from_address:
        return False  # of nobody we cannot say that he sends much
    of_sender = Message.objects.filter(from_address=message.from_address, is_incoming=True, pk__lt=message.pk)
    latest = of_sender.filter(at__gt=message.at - HOUR).order_by("-id").values_list("pk", flat=True)
    if len(latest[:MOST_IN_AN_HOUR]) >= MOST_IN_AN_HOUR:
        return True
    written = message.told_at or message.at
    around = of_sender.annotate(written=Coalesce("told_at", "at")).filter(
        written__gt=written - HOUR, written__lt=written + HOUR
    )
    subject = _subject(message)
    alike = {
        key or str(place)
        for place, (said, key) in enumerate(
            around.order_by("-id").values_list("subject", "content_key")[:500]
        )
        if _ANSWER.sub("", said).strip().casefold() == subject
    }
    return len(alike) >= MOST_ALIKE_IN_AN_HOUR


def _is_copy(message: Message, other: Message) -> bool:
    if message.raw_id and message.raw_id == other.raw_id:
        return True
    if _sender(message) != _sender(other):
        return False
    if message.content_key and message.content_key == other.content_key:
        return message.message_id == other.message_id or abs(message.at - other.at) <= SAID_AGAIN
    if message.message_id != other.message_id:
        return False
    # a mailing list or a scanner on one of the ways put a line under it
    ours, theirs = "".join(message.text.split()), "".join(other.text.split())
    return ours == theirs or (min(len(ours), len(theirs)) > 0 and (ours in theirs or theirs in ours))


def _sender(message: Message) -> str:
    return message.from_address.strip().casefold()


def _subject(message: Message) -> str:
    return _ANSWER.sub("", message.subject).strip().casefold()
