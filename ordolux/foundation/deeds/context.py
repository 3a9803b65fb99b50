"""What a running deed has gathered: the locked deals and the events to be written when it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event


@dataclass
class Running:
    """One deed in progress, with the deeds that it called."""

    name: str
    deals: dict[int, Deal] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


_running: ContextVar[Running | None] = ContextVar("ordolux_running_deed", default=None)


def running() -> Running | None:
    """The deed in progress on this thread, if any."""
    return _running.get()


@contextmanager
def begin(name: str) -> Iterator[Running]:
    """Mark the deed ``name`` as the one in progress."""
    present = Running(name)
    token = _running.set(present)
    try:
        yield present
    finally:
        _running.reset(token)
