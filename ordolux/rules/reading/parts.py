"""A message as it arrived: its parts and what the headers say."""

from dataclasses import dataclass, field
from datetime import date

from ordolux.rules.reading.kinds import Signs


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: ``kind`` is subject, body, form, attachment or quoted; table cells stand between tabs.

    ``level`` counts how often a text was quoted: 0 is what the writer says now. ``writer`` is the line above a quoted
    text that tells who wrote it.
    """

    kind: str
    text: str
    name: str = ""
    level: int = 0
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What arrived: the parts, and what the headers say; ``to`` holds "name address" of us, the addressees."""

    parts: tuple[Part, ...]
    from_name: str = ""
    from_address: str = ""
    reply_to: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    told_on: date | None = None
    signs: Signs = field(default_factory=Signs)
    is_machine: bool = False
    models: frozenset[str] = frozenset()
    """Numbers of the catalogue, in capitals, that may stand in it."""
