"""What can happen to a reading: it is kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deeds import deed, record_event
from ordolux.inquiries.reading.models import MessageReading
from ordolux.rules.reading import VERSION

LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Understood:
    """What the reader made of a message, ready to be kept; the shapes are those of ``MessageReading``."""

    kind: str
    language: str = ""
    customer: dict[str, Any] = field(default_factory=dict)
    wishes: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


@deed("message.understand", roles={Role.SYSTEM})
def keep_reading(message: Message, *, understood: Understood, by: Actor, at: datetime) -> MessageReading:
    """Keep what the reader made of a message beside what was made of it before; a fax gets its text from it."""
    reading = MessageReading.objects.create(
        message=message, version=VERSION, kind=understood.kind, language=understood.language,
        customer=understood.customer, wishes=understood.wishes, lines=understood.lines, parts=understood.parts,
        pages=understood.pages, notes=understood.notes, at=at,
    )  # fmt: skip
    if not message.text and message.state == MessageState.READ:
        text = "\n\n".join(part["text"] for part in understood.parts if part["kind"] != "subject")[
            :LONGEST_TEXT
        ]
        message.text = message.new_text = text
        message.language = understood.language
        message.changed("text", "new_text", "language")
    record_event(
        "message.understood", message, by=by, at=at, kind=understood.kind, lines=len(understood.lines),
        notes=len(understood.notes), version=VERSION,
    )  # fmt: skip
    return reading
