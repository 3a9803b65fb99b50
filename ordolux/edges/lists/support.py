"""Lists of after-sales: claims, warranties, messages."""

from ordolux.edges.lists.listing import Column, Kind, Listing, by_field, listing
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES
from ordolux.foundation.correspondence.models import Channel, Message, MessageState
from ordolux.rules.refusal import N_
from ordolux.support.warranty.models import Claim, ClaimState, FailureMode, Warranty

ALL = STAFF_ROLES | CUSTOMER_ROLES

CLAIMS = listing(
    Listing(
        name="claims",
        title=N_("Claims under warranty"),
        rows=lambda actor: Claim.objects.visible_to(actor).select_related(
            "warranty__line__product", "warranty__order", "deal__buyer"
        ),
        columns=(
            Column("number", N_("Claim"), lambda c: c.number, sort="number"),
            Column(
                "customer",
                N_("Customer"),
                lambda c: str(c.deal.buyer),
                sort="deal__buyer__legal_name",
                staff_only=True,
            ),
            Column("order", N_("Order"), lambda c: c.warranty.order.number, sort="warranty__order__number"),
            Column("product", N_("Product"), lambda c: c.warranty.line.product.number),
            Column("pieces", N_("Pieces"), lambda c: c.pieces, Kind.WHOLE, sort="pieces"),
            Column(
                "failure",
                N_("Failure"),
                lambda c: c.failure_mode,
                Kind.CHOICE,
                labels=dict(FailureMode.choices),
            ),
            Column(
                "is_dangerous", N_("Danger"), lambda c: c.is_dangerous or None, Kind.YES_NO, staff_only=True
            ),
            Column(
                "submitted_at", N_("Submitted"), lambda c: c.submitted_at, Kind.MOMENT, sort="submitted_at"
            ),
            Column("state", N_("State"), lambda c: c.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "warranty__order__number", "deal__buyer__legal_name", "date_code", "description"),
        filters=(
            by_field("state", N_("State"), ClaimState.choices),
            by_field("failure", N_("Failure"), FailureMode.choices, "failure_mode"),
        ),
        roles=ALL,
        views={"desk": "desk:claim", "portal": "portal:claim"},
        empty=N_("No claim was submitted."),
    )
)

WARRANTIES = listing(
    Listing(
        name="warranties",
        title=N_("Warranties"),
        rows=lambda actor: Warranty.objects.visible_to(actor).select_related(
            "order", "line__product", "deal__buyer"
        ),
        columns=(
            Column("order", N_("Order"), lambda w: w.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda w: str(w.deal.buyer),
                sort="deal__buyer__legal_name",
                staff_only=True,
            ),
            Column("product", N_("Product"), lambda w: w.line.product.number, sort="line__product__number"),
            Column("description", N_("Description"), lambda w: w.line.description),
            Column("pieces", N_("Pieces"), lambda w: w.pieces, Kind.WHOLE, sort="pieces"),
            Column("starts_on", N_("From"), lambda w: w.starts_on, Kind.DAY, sort="starts_on"),
            Column("ends_on", N_("Until"), lambda w: w.ends_on, Kind.DAY, sort="ends_on"),
        ),
        order=("-ends_on", "-pk"),
        search=(
            "order__number",
            "line__product__number",
            "line__product__name_en",
            "deal__buyer__legal_name",
        ),
        roles=ALL,
        number=lambda w: str(w.deal.number),
        views={"desk": "desk:order", "portal": "portal:order"},
        empty=N_("A warranty begins with the delivery."),
    )
)

MESSAGES = listing(
    Listing(
        name="messages",
        title=N_("Messages"),
        rows=lambda actor: (
            Message.objects.visible_to(actor).filter(deal__isnull=False).select_related("deal__buyer")
        ),
        columns=(
            Column("number", N_("Message"), lambda m: m.number, sort="number"),
            Column("deal", N_("Order"), lambda m: m.deal.number, sort="deal__number"),
            Column("customer", N_("Customer"), lambda m: str(m.deal.buyer or ""), staff_only=True),
            Column("channel", N_("Channel"), lambda m: m.channel, Kind.CHOICE, labels=dict(Channel.choices)),
            Column("is_incoming", N_("From the customer"), lambda m: m.is_incoming, Kind.YES_NO),
            Column("who", N_("Who"), lambda m: m.from_name or m.from_address),
            Column("subject", N_("Subject"), lambda m: m.subject or m.new_text[:80]),
            Column("text", N_("Text"), lambda m: m.new_text, is_shown=False),
            Column("at", N_("When"), lambda m: m.at, Kind.MOMENT, sort="at"),
            Column("state", N_("State"), lambda m: m.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "deal__number", "subject", "new_text", "from_name"),
        filters=(
            by_field("channel", N_("Channel"), Channel.choices),
            by_field("state", N_("State"), MessageState.choices),
        ),
        roles=ALL,
        number=lambda m: str(m.deal.number),
        views={"desk": "desk:chat", "portal": "portal:chat"},
        empty=N_("Nothing was said yet."),
    )
)
