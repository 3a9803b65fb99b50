"""Lists of what is asked of us and what we offer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from ordolux.edges.lists.listing import Choices, Column, Filter, Kind, Listing, by_field, listing
from ordolux.foundation import clock
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor
from ordolux.foundation.correspondence.models import Channel
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.inquiry.queries import OPEN_STATES
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.rules.refusal import N_

NOBODY = "nobody"
SOON = timedelta(hours=4)
# while we wait for the customer there is no end of the 24 hours; such rows stand last
NO_END = datetime(9999, 1, 1, tzinfo=UTC)


def _owners(actor: Actor) -> Choices:
    mine = [(str(actor.person_id), N_("Mine"))] if actor.person_id else []
    return [*mine, (NOBODY, N_("Nobody works on it"))]


def _by_owner(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(deal__owner=None) if value == NOBODY else rows.filter(deal__owner_id=int(value))


def _by_urgency(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    now = clock.now()
    match value:
        case "late":
            return rows.filter(answer_by__lt=now)
        case "soon":
            return rows.filter(answer_by__gte=now, answer_by__lt=now + SOON)
    return rows.filter(paused_since__isnull=False)


URGENCY = (
    ("late", N_("Late")), ("soon", N_("Less than four hours left")), ("waiting", N_("Waiting for the customer")),
)  # fmt: skip

INQUIRIES = listing(
    Listing(
        name="inquiries",
        title=N_("Inquiries"),
        rows=lambda actor: Inquiry.objects.visible_to(actor).select_related(
            "deal__buyer", "deal__owner", "message"
        ),
        columns=(
            Column("number", N_("Number"), lambda i: i.number, sort="number"),
            Column(
                "customer",
                N_("Customer"),
                lambda i: i.company_name or i.contact_name or i.contact_address,
                sort="company_name",
            ),
            Column("subject", N_("Subject"), lambda i: i.deal.title, sort="deal__title"),
            Column(
                "channel",
                N_("Channel"),
                lambda i: i.message.channel if i.message else "",
                Kind.CHOICE,
                labels={value: str(label) for value, label in Channel.choices},
                is_shown=False,
            ),
            Column("pieces", N_("Pieces"), lambda i: i.deal.pieces or None, Kind.WHOLE, sort="deal__pieces"),
            Column(
                "owner",
                N_("Who works on it"),
                lambda i: i.deal.owner.name if i.deal.owner else "",
                staff_only=True,
            ),
            Column("received_at", N_("Received"), lambda i: i.received_at, Kind.MOMENT, sort="received_at"),
            Column("answer_by", N_("Quote by"), lambda i: i.answer_by, Kind.MOMENT),
            Column("deal", N_("Order"), lambda i: i.deal.number, is_shown=False),
            Column(
                "is_late",
                N_("Answered late"),
                lambda i: i.is_late,
                Kind.YES_NO,
                is_shown=False,
                staff_only=True,
            ),
            Column("state", N_("State"), lambda i: i.state, Kind.STATE, sort="state"),
        ),
        order=("-received_at", "-pk"),
        search=("number", "company_name", "contact_name", "contact_address", "deal__title", "text"),
        filters=(
            by_field("state", N_("State"), InquiryState.choices),
            Filter("owner", N_("Who works on it"), _owners, _by_owner, staff_only=True),
            Filter("time", N_("Time left"), URGENCY, _by_urgency, staff_only=True),
        ),
        roles=STAFF_ROLES | CUSTOMER_ROLES,
        views={"desk": "desk:inquiry"},
        empty=N_("No inquiry has come yet."),
    )
)

# the open ones by the time that is left; not in the register, since it is the same list narrowed
INBOX = replace(
    INQUIRIES,
    title=N_("Inbox"),
    rows=lambda actor: INQUIRIES.rows(actor).filter(state__in=OPEN_STATES).annotate(
        ends_at=Coalesce("answer_by", Value(NO_END))
    ),
    order=("ends_at", "pk"),
    filters=(
        by_field("state", N_("State"), [each for each in InquiryState.choices if each[0] in OPEN_STATES]),
        *INQUIRIES.filters[1:],
    ),
    empty=N_("No inquiry waits. New ones arrive by mail, by fax and from the website."),
)  # fmt: skip

QUOTATIONS = listing(
    Listing(
        name="quotations",
        title=N_("Quotations"),
        rows=lambda actor: Quotation.objects.visible_to(actor).select_related("deal__buyer", "deal__owner"),
        columns=(
            Column("number", N_("Number"), lambda q: q.number, sort="number"),
            Column("customer", N_("Customer"), lambda q: str(q.deal.buyer or ""), staff_only=True),
            Column("subject", N_("Subject"), lambda q: q.deal.title, sort="deal__title"),
            Column("terms", N_("Delivery term"), lambda q: f"{q.incoterm} {q.place}", sort="incoterm"),
            Column("total", N_("Total"), lambda q: q.total, Kind.MONEY, sort="total_amount"),
            Column(
                "valid_until", N_("Valid until"), lambda q: q.valid_until, Kind.MOMENT, sort="valid_until"
            ),
            Column("sent_at", N_("Sent"), lambda q: q.sent_at, Kind.MOMENT),
            Column(
                "owner",
                N_("Who works on it"),
                lambda q: q.deal.owner.name if q.deal.owner else "",
                staff_only=True,
                is_shown=False,
            ),
            Column(
                "revision", N_("Revision"), lambda q: q.revision, Kind.WHOLE, sort="revision", is_shown=False
            ),
            Column("deal", N_("Order"), lambda q: q.deal.number, is_shown=False),
            Column(
                "below_floor",
                N_("Lines below the floor"),
                lambda q: q.lines_below_floor,
                Kind.WHOLE,
                staff_only=True,
                is_shown=False,
            ),
            Column("state", N_("State"), lambda q: q.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "deal__title", "deal__buyer__legal_name"),
        filters=(
            by_field("state", N_("State"), QuotationState.choices),
            Filter("owner", N_("Who works on it"), _owners, _by_owner, staff_only=True),
        ),
        roles=STAFF_ROLES | CUSTOMER_ROLES,
        views={"desk": "desk:quotation", "portal": "portal:quotation"},
        empty=N_("No quotation has been made yet. Each confirmed inquiry gets its draft by itself."),
    )
)
