"""Lists of the store: lots of material with what is there and what is promised."""

from typing import Any

from django.db.models import F, QuerySet

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, by_field, listing
from ordolux.edges.lists.money import trimmed
from ordolux.foundation.actors import Role
from ordolux.foundation.stock.models import Lot, LotState
from ordolux.rules.refusal import N_

STORE = frozenset({Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.ENGINEER, Role.SUPPORT, Role.MANAGER})


def _holding(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    match value:
        case "there":
            return rows.filter(on_hand__gt=0)
        case "free":
            return rows.filter(on_hand__gt=F("reserved"), state=LotState.RELEASED)
    return rows.filter(on_hand=0)


LOTS = listing(
    Listing(
        name="lots",
        title=N_("Stock by lot"),
        rows=lambda actor: Lot.objects.visible_to(actor).select_related("part", "supplier", "certificate"),
        columns=(
            Column("number", N_("Number"), lambda x: x.number, sort="number"),
            Column("part", N_("Part"), lambda x: x.part.number, sort="part__number"),
            Column("name", N_("Name"), lambda x: x.part.name_en, sort="part__name_en"),
            Column("lot", N_("Supplier's lot"), lambda x: x.lot_number, sort="lot_number"),
            Column("supplier", N_("Supplier"), lambda x: x.supplier.legal_name, sort="supplier__legal_name"),
            Column("delivered_on", N_("Delivered"), lambda x: x.delivered_on, Kind.DAY, sort="delivered_on"),
            Column("on_hand", N_("There"), lambda x: trimmed(x.on_hand), Kind.FIGURE, sort="on_hand"),
            Column("reserved", N_("Reserved"), lambda x: trimmed(x.reserved), Kind.FIGURE, sort="reserved"),
            Column("free", N_("Free"), lambda x: trimmed(x.free), Kind.FIGURE),
            Column("unit", N_("Unit"), lambda x: x.part.unit),
            Column("state", N_("State"), lambda x: x.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=(
            "number",
            "lot_number",
            "part__number",
            "part__name_en",
            "part__name_zh",
            "supplier__legal_name",
        ),
        filters=(
            by_field("state", N_("State"), LotState.choices),
            Filter(
                "show",
                N_("Show"),
                (("there", N_("with stock")), ("free", N_("with free stock")), ("used", N_("used up"))),
                _holding,
            ),
        ),
        roles=STORE,
        views={"desk": "desk:lot"},
        empty=N_("Lots are made when a delivery is let in."),
    )
)
