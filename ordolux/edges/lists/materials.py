"""Lists of what we buy."""

from ordolux.edges.lists.listing import Column, Kind, Listing, by_field, listing
from ordolux.foundation.actors import Role
from ordolux.production.materials.models import Purchase, PurchaseState
from ordolux.rules.refusal import N_

PURCHASES = listing(
    Listing(
        name="purchases",
        title=N_("Purchases"),
        rows=lambda actor: Purchase.objects.visible_to(actor).select_related("supplier", "order"),
        columns=(
            Column("number", N_("Number"), lambda p: p.number, sort="number"),
            Column("supplier", N_("Supplier"), lambda p: p.supplier.legal_name, sort="supplier__legal_name"),
            Column("order", N_("For order"), lambda p: p.order.number, sort="order__number"),
            Column("due_on", N_("Due"), lambda p: p.due_on, Kind.DAY, sort="due_on"),
            Column("total", N_("Total"), lambda p: p.total, Kind.MONEY, sort="total_amount"),
            Column("state", N_("State"), lambda p: p.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "supplier__legal_name", "order__number"),
        filters=(by_field("state", N_("State"), PurchaseState.choices),),
        roles=frozenset({Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.MANAGER}),
        views={"desk": "desk:purchase"},
        empty=N_("Purchases are drafted by themselves when the material of a released order is netted."),
    )
)
