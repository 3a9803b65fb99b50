"""The list of tables that were imported or looked at."""

from ordolux.edges.lists.listing import Column, Kind, Listing, by_field, listing
from ordolux.foundation.imports.kinds import EVERYBODY, KINDS
from ordolux.foundation.imports.models import ImportState, TableImport
from ordolux.rules.refusal import N_

_WORDS = {kind.name: kind.word for kind in KINDS.values()}

IMPORTS = listing(
    Listing(
        name="table-imports",
        title=N_("Imports"),
        rows=lambda actor: (
            TableImport.objects.visible_to(actor)
            .filter(kind__in=[kind.name for kind in KINDS.values() if actor.has_any(kind.roles)])
            .defer("rows")
        ),
        columns=(
            Column("name", N_("Table"), lambda i: i.name, sort="name"),
            Column("kind", N_("What"), lambda i: i.kind, Kind.CHOICE, labels=_WORDS, sort="kind"),
            Column("new", N_("New"), lambda i: i.counts.get("new", 0), Kind.WHOLE),
            Column("changed", N_("Changed"), lambda i: i.counts.get("changed", 0), Kind.WHOLE),
            Column("unchanged", N_("Unchanged"), lambda i: i.counts.get("unchanged", 0), Kind.WHOLE),
            Column("findings", N_("Findings"), lambda i: len(i.findings), Kind.WHOLE),
            Column("state", N_("State"), lambda i: i.state, Kind.STATE, sort="state"),
            Column("made_by", N_("By"), lambda i: i.made_by, sort="made_by"),
            Column("made_at", N_("When"), lambda i: i.made_at, Kind.MOMENT, sort="made_at"),
        ),
        order=("-made_at", "-pk"),
        search=("name", "made_by"),
        filters=(
            by_field("kind", N_("What"), list(_WORDS.items())),
            by_field("state", N_("State"), ImportState.choices),
        ),
        roles=EVERYBODY,
        views={"desk": "desk:import"},
        number=lambda table: str(table.pk),
        empty=N_("No table was imported yet. Take a template, fill it in, and give it here."),
    )
)
