"""Lists of whole pieces of business: orders for both sides; the customer's quotations, papers and instalments."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, by_field, listing
from ordolux.edges.ui.dossier import DEED_WORDS, ROLE_WORDS
from ordolux.edges.ui.templatetags.ui import INSTALMENTS, PAPERS
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Role
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.documents.models import Document
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.orders.payment.models import Instalment
from ordolux.rules.refusal import N_

EVERYBODY = CUSTOMER_ROLES | STAFF_ROLES
STAGE_WORDS = {value: str(label) for value, label in Stage.choices}
TURNS = (
    ("customer", N_("The customer's turn")),
    ("supplier", N_("The supplier's turn")),
    ("nobody", N_("Nobody's turn")),
)
PAID = (("open", N_("Open")), ("paid", N_("Paid")))


def next_words(deal: Deal) -> str:
    """Who must do what next, in one phrase that does not depend on the reader."""
    if not deal.next_role:
        return ""
    who = gettext(ROLE_WORDS.get(Role(deal.next_role), deal.next_role))
    if deal.next_role == Role.PAYER:
        return f"{who} {gettext('pays the instalment that is due')}"
    return f"{who} {gettext(DEED_WORDS.get(deal.next_deed, N_('has the next step')))}"


def _by_turn(rows: QuerySet[Any], turn: str) -> QuerySet[Any]:
    customers = [role.value for role in CUSTOMER_ROLES]
    match turn:
        case "customer":
            return rows.filter(next_role__in=customers)
        case "nobody":
            return rows.filter(next_role="")
    return rows.exclude(next_role__in=[*customers, ""])


ORDERS = listing(
    Listing(
        name="orders",
        title=N_("Orders"),
        rows=lambda actor: Deal.objects.visible_to(actor).select_related("buyer", "owner"),
        columns=(
            Column("number", N_("Number"), lambda d: d.number, sort="number"),
            Column("customer", N_("Customer"), lambda d: d.buyer and d.buyer.legal_name, staff_only=True),
            Column("title", N_("Subject"), lambda d: d.title, sort="title"),
            Column("stage", N_("Stage"), lambda d: d.stage, Kind.CHOICE, sort="stage", labels=STAGE_WORDS),
            Column("next", N_("Next step"), next_words),
            Column("by", N_("By"), lambda d: d.next_by, Kind.MOMENT),
            Column("owner", N_("Owner"), lambda d: d.owner and d.owner.name, staff_only=True),
            Column("pieces", N_("Pieces"), lambda d: d.pieces or None, Kind.WHOLE, is_shown=False),
            Column("total", N_("Total"), lambda d: d.total if d.total_currency else None, Kind.MONEY),
            Column(
                "paid", N_("Paid"), lambda d: d.paid if d.paid_currency else None, Kind.MONEY, is_shown=False
            ),
            Column(
                "opened_at",
                N_("Opened"),
                lambda d: d.opened_at,
                Kind.MOMENT,
                sort="opened_at",
                is_shown=False,
            ),
            Column("changed_at", N_("Last change"), lambda d: d.changed_at, Kind.MOMENT, sort="changed_at"),
        ),
        order=("-changed_at", "-pk"),
        search=("number", "title", "buyer__legal_name"),
        filters=(
            by_field("stage", N_("Stage"), Stage.choices),
            Filter("turn", N_("Whose turn"), TURNS, _by_turn),
        ),
        roles=EVERYBODY,
        views={"desk": "desk:order", "portal": "portal:order"},
        empty=N_(
            "There are no orders yet. An order begins with an inquiry: by e-mail, fax or the website's form."
        ),
    )
)

QUOTATIONS = listing(
    Listing(
        name="my-quotations",
        title=N_("Quotations"),
        rows=lambda actor: Quotation.objects.visible_to(actor).select_related("deal"),
        columns=(
            Column("number", N_("Number"), lambda q: q.number, sort="number"),
            Column("title", N_("Subject"), lambda q: q.deal.title, sort="deal__title"),
            Column("revision", N_("Version"), lambda q: q.revision, Kind.WHOLE),
            Column("state", N_("State"), lambda q: q.state, Kind.STATE, sort="state"),
            Column(
                "valid_until", N_("Valid until"), lambda q: q.valid_until, Kind.MOMENT, sort="valid_until"
            ),
            Column("incoterm", N_("Delivery term"), lambda q: f"{q.incoterm} {q.place}", is_shown=False),
            Column("pieces", N_("Pieces"), lambda q: q.pieces, Kind.WHOLE, sort="pieces"),
            Column("total", N_("Total"), lambda q: q.total, Kind.MONEY, sort="total_amount"),
        ),
        order=("-pk",),
        search=("number", "deal__title", "deal__number"),
        filters=(by_field("state", N_("State"), [c for c in QuotationState.choices if c[0] != "drafted"]),),
        roles=CUSTOMER_ROLES,
        views={"portal": "portal:quotation"},
        empty=N_("You have no quotation yet. Write to us what you need; the answer comes within 24 hours."),
    )
)

DOCUMENTS = listing(
    Listing(
        name="my-documents",
        title=N_("Documents"),
        rows=lambda actor: (
            Document.objects.visible_to(actor)
            .filter(superseded_at__isnull=True, deal__isnull=False)
            .select_related("deal")
        ),
        columns=(
            Column("title", N_("Document"), lambda d: d.title, sort="title"),
            Column("kind", N_("Kind"), lambda d: d.kind, Kind.CHOICE, sort="kind", labels=PAPERS),
            Column("order", N_("Order"), lambda d: d.deal.number, sort="deal__number"),
            Column("subject", N_("Subject"), lambda d: d.deal.title),
            Column("version", N_("Version"), lambda d: d.version, Kind.WHOLE, is_shown=False),
            Column("sealed", N_("Sealed"), lambda d: d.is_sealed, Kind.YES_NO),
            Column("issued_at", N_("Issued"), lambda d: d.issued_at, Kind.MOMENT, sort="issued_at"),
            Column("number", N_("Number"), lambda d: d.number, is_shown=False),
            Column("code", N_("Code to verify it"), lambda d: d.code, is_shown=False),
        ),
        order=("-issued_at", "-pk"),
        search=("title", "deal__number", "deal__title", "code"),
        filters=(by_field("kind", N_("Kind"), [k for k in PAPERS.items() if k[0] != "purchase_order"]),),
        roles=CUSTOMER_ROLES,
        views={"portal": "portal:document"},
        empty=N_("There are no documents yet. Each paper that we issue to you is kept here."),
    )
)


def _by_paid(rows: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return rows.filter(paid_at__isnull=chosen == "open")


INSTALMENTS_OF_MINE = listing(
    Listing(
        name="my-instalments",
        title=N_("Payments"),
        rows=lambda actor: (
            Instalment.objects.visible_to(actor)
            .exclude(order__state="cancelled")
            .select_related("order", "deal")
            .order_by(F("id"))
        ),
        columns=(
            Column("order", N_("Order"), lambda p: p.deal.number, sort="deal__number"),
            Column("subject", N_("Subject"), lambda p: p.deal.title),
            Column("name", N_("Instalment"), lambda p: p.name, Kind.CHOICE, sort="name", labels=INSTALMENTS),
            Column("due", N_("Amount due"), lambda p: p.due, Kind.MONEY, sort="due_amount"),
            Column("credited", N_("Credited"), lambda p: p.credited, Kind.MONEY, sort="credited_amount"),
            Column("open", N_("Still open"), lambda p: p.still_open, Kind.MONEY),
            Column("paid_at", N_("Paid"), lambda p: p.paid_at, Kind.MOMENT),
        ),
        order=("-pk",),
        search=("deal__number", "deal__title", "order__number"),
        filters=(Filter("paid", N_("State"), PAID, _by_paid),),
        roles=CUSTOMER_ROLES,
        views={"portal": "portal:order"},
        number=lambda p: p.deal.number,
        empty=N_("There is nothing to pay."),
    )
)
