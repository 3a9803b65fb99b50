"""Lists of samples: what was asked for, and the golden samples that are kept."""

from ordolux.edges.lists.listing import Column, Kind, Listing, by_field, listing
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES
from ordolux.orders.samples.models import GoldenSample, GoldenState, SampleOrder, SampleState
from ordolux.rules.refusal import N_

SAMPLES = listing(
    Listing(
        name="sample-orders",
        title=N_("Samples"),
        rows=lambda actor: SampleOrder.objects.visible_to(actor).select_related("deal__buyer", "contact"),
        columns=(
            Column("number", N_("Number"), lambda s: s.number, sort="number"),
            Column("customer", N_("Customer"), lambda s: str(s.deal.buyer or ""), staff_only=True),
            Column("title", N_("What"), lambda s: s.deal.title.removeprefix("Samples: "), sort="deal__title"),
            Column("asked_at", N_("Asked for"), lambda s: s.asked_at, Kind.MOMENT, sort="asked_at"),
            Column("value", N_("Value of the goods"), lambda s: s.value, Kind.MONEY, is_shown=False),
            Column("total", N_("To be paid"), lambda s: s.total, Kind.MONEY),
            Column("ready_until", N_("Ready by"), lambda s: s.ready_until, Kind.DAY),
            Column("tracking", N_("Parcel"), lambda s: f"{s.carrier} {s.tracking_number}".strip()),
            Column("country", N_("Country"), lambda s: s.country, is_shown=False),
            Column("contact", N_("Who asks"), lambda s: s.contact.name, is_shown=False),
            Column("state", N_("State"), lambda s: s.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "deal__title", "deal__buyer__legal_name", "tracking_number"),
        filters=(by_field("state", N_("State"), SampleState.choices),),
        roles=STAFF_ROLES | CUSTOMER_ROLES,
        views={"desk": "desk:sample", "portal": "portal:sample"},
        empty=N_("Nobody has asked for samples yet."),
    )
)

GOLDEN_SAMPLES = listing(
    Listing(
        name="golden-samples",
        title=N_("Golden samples"),
        rows=lambda actor: GoldenSample.objects.visible_to(actor).select_related(
            "deal__buyer", "line__product", "line__sample_order"
        ),
        columns=(
            Column("number", N_("Number"), lambda g: g.number, sort="number"),
            Column("customer", N_("Customer"), lambda g: str(g.deal.buyer or "")),
            Column("product", N_("Product"), lambda g: g.line.product.number, sort="line__product__number"),
            Column("samples", N_("Samples"), lambda g: g.line.sample_order.number),
            Column("seal", N_("Seal"), lambda g: g.seal_number, sort="seal_number"),
            Column("kept_in", N_("Kept in"), lambda g: g.kept_in, sort="kept_in"),
            Column("sealed_on", N_("Sealed"), lambda g: g.sealed_on, Kind.DAY, sort="sealed_on"),
            Column("state", N_("State"), lambda g: g.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "seal_number", "line__product__number", "deal__buyer__legal_name", "kept_in"),
        filters=(by_field("state", N_("State"), GoldenState.choices),),
        roles=STAFF_ROLES,
        views={"desk": "desk:golden_sample"},
        empty=N_(
            "None is kept yet. When samples are ready, one piece of a line is measured, sealed and kept."
        ),
    )
)
