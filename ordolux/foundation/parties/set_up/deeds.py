"""The administrator puts the set-up guide away, or takes it out again; the journal alone remembers it."""

from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.rules.refusal import N_, Refusal

PUT_AWAY, TAKEN_OUT = "setup_guide.put_away", "setup_guide.taken_out"


class GuideIsThereAlready(Refusal):
    """It is where it is wanted."""

    message = N_("The set-up guide is there already.")


class GuideIsAway(Refusal):
    """Somebody put it away before."""

    message = N_("The set-up guide was put away already.")


class NobodyActs(Refusal):
    """A person puts the guide away, not a program of no one."""

    message = N_("Say which person does this.")


@deed("setup_guide.put_away", roles={Role.ADMINISTRATOR})
def put_guide_away(*, by: Actor, at: datetime) -> Person:
    """Take the set-up guide from the first page of all administrators; ``setup_guide.take_out`` is its reverse.

    Raises GuideIsAway, NobodyActs.
    """
    person = _person(by)
    if is_guide_away():
        raise GuideIsAway()
    record_event(PUT_AWAY, person, by=by, at=at)
    return person


@deed("setup_guide.take_out", roles={Role.ADMINISTRATOR})
def take_guide_out(*, by: Actor, at: datetime) -> Person:
    """Put the set-up guide back on the first page of all administrators.

    Raises GuideIsThereAlready, NobodyActs.
    """
    person = _person(by)
    if not is_guide_away():
        raise GuideIsThereAlready()
    record_event(TAKEN_OUT, person, by=by, at=at)
    return person


def is_guide_away() -> bool:
    """Whether an administrator put the guide away."""
    last = (
        Event.objects.filter(name__in=(PUT_AWAY, TAKEN_OUT))
        .order_by("-id")
        .values_list("name", flat=True)
        .first()
    )
    return last == PUT_AWAY


def _person(by: Actor) -> Person:
    person = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    if person is None:
        raise NobodyActs()
    return person
