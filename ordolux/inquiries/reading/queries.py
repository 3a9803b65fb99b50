"""What we ask of readings."""

from collections.abc import Collection

from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.worded import read
from ordolux.inquiries.reading.models import MessageReading
from ordolux.rules.reading import VERSION


def newest_reading(message: Message) -> MessageReading | None:
    """The reading of a message that counts."""
    found = read(MessageReading, "WHERE message_id = %s ORDER BY id DESC LIMIT 1", [message.pk])
    return found[0] if found else None


def is_read(message: Message) -> bool:
    """Whether the present version of the reader has read this message."""
    return MessageReading.objects.filter(message=message, version=VERSION).exists()


def reading_kinds(message_ids: Collection[int]) -> dict[int, str]:
    """What kind of message each of these is by its newest reading."""
    found = (
        MessageReading.objects.filter(message_id__in=message_ids)
        .order_by("id")
        .values_list("message_id", "kind")
    )
    return dict(found)


def messages_read_by_older(*, most: int) -> list[Message]:
    """Messages of inquiries that wait for sales and were read by another version of the reader, the most urgent first."""
    found = Message.objects.filter(inquiries__state="received", inquiries__reading__isnull=False)
    return list(
        found.exclude(readings__version=VERSION)
        .select_related("raw")
        .order_by("inquiries__answer_by", "id")
        .distinct()[:most]
    )
