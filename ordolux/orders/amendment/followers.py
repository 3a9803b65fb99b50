"""What later stages have to say about an amendment: an earlier stage cannot ask them, so they enter themselves here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ordolux.foundation.actors import Actor
from ordolux.orders.agreement.models import Order
from ordolux.rules.amending import Difference
from ordolux.rules.refusal import Finding


@dataclass(frozen=True, slots=True)
class Said:
    """What a stage says beforehand: what forbids the amendment, and what it will do to work that has begun."""

    limits: Sequence[Finding] = ()
    consequences: Sequence[Finding] = ()


class Follower(Protocol):
    """A stage that follows an order."""

    def say(self, order: Order, differences: Sequence[Difference]) -> Said:
        """Say what forbids these differences and what they lead to; it locks what it looks at when a deed asks."""
        ...

    def follow(self, order: Order, differences: Sequence[Difference], *, by: Actor, at: datetime) -> None:
        """Carry the differences out, inside the deed that made them hold."""
        ...


FOLLOWERS: list[Follower] = []
