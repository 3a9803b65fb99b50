"""Write down what happened: journal lines and the one job that carries on from them."""

import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.context import Running, running
from ordolux.foundation.deeds.fixed import write_down_at_once
from ordolux.foundation.journal.models import Event
from ordolux.rules.money import Money

REACT = "process.react"
# Jobs of a process that lives in the past are its own to carry out; the worker takes those of the present.
PRESENT, PAST = "default", "past"


def record_event(name: str, record: models.Model, /, *, by: Actor, at: datetime, **facts: Any) -> Event:
    """Note inside a deed that ``name`` (noun.past_participle) happened to ``record``.

    The line is written with all others of the deed in one statement when the deed ends, together with one job each,
    by which ``process/story.py`` decides what follows. ``facts`` may hold money, decimals, days, moments and records.
    """
    deed = running()
    if deed is None:
        raise RuntimeError(f"{name} was recorded outside a deed")
    deal = record if isinstance(record, Deal) else getattr(record, "deal", None)
    event = Event(
        stream=deal.stream if deal is not None else stream_of(record),
        name=name,
        at=at,
        deal=deal,
        subject=record._meta.label_lower,
        subject_id=record.pk,
        actor=by.name,
        person_id=by.person_id,
        deed=deed.name,
        facts=plain(facts),
    )
    if deal is not None:
        deed.deals.setdefault(deal.pk, deal)
    deed.events.append(event)
    return event


def stream_of(record: models.Model) -> str:
    """The stream of a record that belongs to no deal, e.g. ``foundation.product:12``."""
    return f"{record._meta.label_lower}:{record.pk}"


def write_down(deed: Running) -> None:
    """Write heads, events and jobs of a deed that ends, in one statement."""
    if not deed.events:
        raise RuntimeError(f"{deed.name} recorded no event")
    changed = []
    for deal in deed.deals.values():
        mine = [event for event in deed.events if event.deal_id == deal.pk]
        if not mine and not deal.is_changed:
            continue
        if deal.is_changed:
            (mine or deed.events)[-1].facts["next"] = deal.next_step()
        deal.changed_at = deed.events[-1].at
        deal.is_changed = False
        changed.append(deal)
    write_down_at_once(changed, deed.events, task=REACT, queue=queue_of_now())


def queue_of_now() -> str:
    """The queue into which this process puts what is to follow."""
    return PAST if clock.is_in_the_past() else PRESENT


def plain(value: Any) -> Any:
    """``value`` as plain JSON: money as {amount, currency}, decimals as text, moments in ISO 8601, records by label."""
    match value:
        case None | bool() | int() | str():
            return str(value) if isinstance(value, str) else value
        case float():
            return json.loads(json.dumps(value))
        case Money():
            return {"amount": str(value.amount), "currency": value.currency}
        case Decimal():
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case models.Model():
            return getattr(value, "number", None) or str(value.pk)
        case dict():
            return {str(k): plain(v) for k, v in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(v) for v in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value))
    raise TypeError(f"{type(value).__name__} cannot be written into the journal")
