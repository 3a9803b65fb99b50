"""Records that move from state to state: the state is the event."""

from collections.abc import Mapping, Set
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds.events import record_event
from ordolux.foundation.deeds.refusals import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.foundation.worded import write_columns


class Stateful(models.Model):
    """A record with permitted moves. States are past participles; moving to ``sent`` leaves the event ``x.sent``.

    ``MOVES`` maps each state to those that may follow; ``BEGINS`` names the states in which a record may be made (by
    default the field's default). The database holds the same table as a trigger. ``version`` grows with each move and
    each ``changed()``, and is what a person's form compares.
    """

    MOVES: ClassVar[Mapping[Any, Set[Any]]]
    BEGINS: ClassVar[Set[Any]] = frozenset()
    EVENT: ClassVar[str] = ""

    state: Any  # a CharField that each model declares with its own choices
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @classmethod
    def event_prefix(cls) -> str:
        """The noun of this record's events: ``quotation`` of ``quotation.sent``."""
        return cls.EVENT or cls._meta.model_name or cls.__name__.lower()

    def can_move_to(self, state: Any) -> bool:
        """Whether ``state`` may follow the present one."""
        return state in self.MOVES.get(self.state, frozenset())

    def move_to(
        self, state: Any, *, by: Actor, at: datetime, fields: tuple[str, ...] = (), **facts: Any
    ) -> Event:
        """Move to ``state`` and record ``<noun>.<state>``; ``fields`` are saved with it.

        Raises NotAllowedNow when the present state does not lead there.
        """
        if not self.can_move_to(state):
            raise NotAllowedNow(record=str(self), state=str(self.state), wanted=str(state))
        before, self.state = self.state, str(state)
        self.changed(*fields)
        return record_event(
            f"{self.event_prefix()}.{state}", self, by=by, at=at, **{"from": str(before)}, **facts
        )

    def changed(self, *fields: str) -> None:
        """Save ``fields`` (and the state) as the next version."""
        self.version += 1
        write_columns(self, ("state", "version", *fields))
