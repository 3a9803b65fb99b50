"""The journal as a list: what happened, to what, by whom, on which day."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from ordolux.edges.lists.listing import Choices, Column, Filter, Kind, Listing, listing
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import REGISTER
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import EMPLOYERS
from ordolux.rules.refusal import N_

DAYS = 31


def _days(actor: Actor) -> Choices:
    today = timezone.localdate(clock.now())
    return [(day.isoformat(), day.isoformat()) for day in (today - timedelta(days=n) for n in range(DAYS))]


def _on(rows: QuerySet[Event], day: str) -> QuerySet[Event]:
    begin = timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))
    return rows.filter(at__gte=begin, at__lt=begin + timedelta(days=1))


def _deeds(actor: Actor) -> Choices:
    return [(name, name) for name in sorted(REGISTER)]


JOURNAL = listing(
    Listing(
        name="events",
        title=N_("Journal"),
        rows=lambda actor: Event.objects.visible_to(actor).select_related("deal"),
        columns=(
            Column("at", N_("When"), lambda e: e.at, Kind.MOMENT),
            Column("name", N_("What happened"), lambda e: e.name),
            Column("deal", N_("Business"), lambda e: e.deal.number if e.deal else None),
            Column("stream", N_("Stream"), lambda e: f"{e.stream} {e.seq}"),
            Column("actor", N_("Who"), lambda e: e.actor),
            Column("deed", N_("Deed"), lambda e: e.deed),
            Column("facts", N_("Facts"), lambda e: ", ".join(f"{k}: {v}" for k, v in e.facts.items())[:300]),
            Column("hash", N_("Hash"), lambda e: e.short_hash),
        ),
        order=("-pk",),
        search=("name", "stream", "actor", "deal__number"),
        filters=(
            Filter("deed", N_("Deed"), _deeds, lambda rows, deed: rows.filter(deed=deed)),
            Filter("day", N_("Day"), _days, _on),
        ),
        roles=EMPLOYERS,
        views={"desk": "desk:event"},
        number=lambda event: str(event.pk),
        empty=N_("Nothing has happened yet."),
    )
)
