"""Lists of promotion: what customers ask for, brochures, fairs."""

from ordolux.edges.lists.listing import Column, Kind, Listing, by_field, listing
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES
from ordolux.rules.refusal import N_
from ordolux.support.promotion.models import (
    Brochure,
    BrochureState,
    Fair,
    FairState,
    PromotionRequest,
    RequestKind,
    RequestState,
)

ALL = STAFF_ROLES | CUSTOMER_ROLES

REQUESTS = listing(
    Listing(
        name="promotion-requests",
        title=N_("Promotion requests"),
        rows=lambda actor: PromotionRequest.objects.visible_to(actor).select_related("company"),
        columns=(
            Column("number", N_("Request"), lambda r: r.number, sort="number"),
            Column(
                "company",
                N_("Customer"),
                lambda r: str(r.company),
                sort="company__legal_name",
                staff_only=True,
            ),
            Column("kind", N_("Kind"), lambda r: r.kind, Kind.CHOICE, labels=dict(RequestKind.choices)),
            Column("what", N_("What"), lambda r: r.what[:120]),
            Column("wanted_by", N_("Wanted by"), lambda r: r.wanted_by, Kind.DAY),
            Column(
                "requested_at", N_("Requested"), lambda r: r.requested_at, Kind.MOMENT, sort="requested_at"
            ),
            Column("state", N_("State"), lambda r: r.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "company__legal_name", "what", "fair_name"),
        filters=(
            by_field("state", N_("State"), RequestState.choices),
            by_field("kind", N_("Kind"), RequestKind.choices),
        ),
        roles=ALL,
        views={"desk": "desk:promotion_request", "portal": "portal:promotion_request"},
        empty=N_("Nothing was asked for yet."),
    )
)

FAIRS = listing(
    Listing(
        name="fairs",
        title=N_("Fairs"),
        rows=lambda actor: Fair.objects.visible_to(actor).select_related("company"),
        columns=(
            Column("number", N_("Fair"), lambda f: f.number, sort="number"),
            Column("name", N_("Name"), lambda f: f.name, sort="name"),
            Column("place", N_("Place"), lambda f: f.place, sort="place"),
            Column("company", N_("Together with"), lambda f: str(f.company) if f.company else ""),
            Column("starts_on", N_("From"), lambda f: f.starts_on, Kind.DAY, sort="starts_on"),
            Column("ends_on", N_("Until"), lambda f: f.ends_on, Kind.DAY, sort="ends_on"),
            Column("budget", N_("Budget"), lambda f: f.budget, Kind.MONEY, staff_only=True),
            Column("ship_by", N_("Goods leave by"), lambda f: f.ship_by, Kind.DAY, staff_only=True),
            Column("staff", N_("Staff"), lambda f: f.staff, staff_only=True),
            Column("state", N_("State"), lambda f: f.state, Kind.STATE, sort="state"),
        ),
        order=("starts_on", "pk"),
        search=("number", "name", "place", "company__legal_name"),
        filters=(by_field("state", N_("State"), FairState.choices),),
        roles=STAFF_ROLES,
        views={"desk": "desk:fair"},
        empty=N_("No fair is planned yet."),
    )
)

BROCHURES = listing(
    Listing(
        name="brochures",
        title=N_("Brochures"),
        rows=lambda actor: Brochure.objects.visible_to(actor).select_related("company"),
        columns=(
            Column("number", N_("Brochure"), lambda b: b.number, sort="number"),
            Column("company", N_("Customer"), lambda b: str(b.company), staff_only=True),
            Column("title", N_("Title"), lambda b: b.title, sort="title"),
            Column("products", N_("Products"), lambda b: ", ".join(b.products)),
            Column("ordered_at", N_("Made"), lambda b: b.ordered_at, Kind.MOMENT, sort="ordered_at"),
            Column("state", N_("State"), lambda b: b.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "title", "company__legal_name"),
        filters=(by_field("state", N_("State"), BrochureState.choices),),
        roles=STAFF_ROLES,
        views={"desk": "desk:brochure"},
        empty=N_("No brochure was made yet."),
    )
)
