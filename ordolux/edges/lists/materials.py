"""Lists of what we buy: what jobs miss, purchases, requests to suppliers, suppliers, their certificates."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, by_field, listing
from ordolux.edges.lists.money import our_day, trimmed
from ordolux.foundation.actors import Role
from ordolux.foundation.parties.models import Supplier, SupplierCertificate
from ordolux.production.materials.models import (
    Purchase,
    PurchaseState,
    RequestForQuotation,
    RequestState,
)
from ordolux.production.materials.queries import WARN_DAYS, short_lines
from ordolux.rules.refusal import N_

BUYERS = frozenset({Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.MANAGER})


def _coming(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    match value:
        case "late":
            late: QuerySet[Any] = rows.annotate(day=Coalesce("expected_on", "due_on"))
            return late.filter(state=PurchaseState.ORDERED, day__lt=our_day())
        case "open":
            return rows.filter(state__in=[PurchaseState.DRAFTED, PurchaseState.ORDERED])
    return rows.filter(state__in=[PurchaseState.RECEIVED, PurchaseState.CANCELLED])


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
            Column("expected_on", N_("Told later"), lambda p: p.expected_on, Kind.DAY),
            Column("total", N_("Total"), lambda p: p.total, Kind.MONEY, sort="total_amount"),
            Column("state", N_("State"), lambda p: p.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "supplier__legal_name", "order__number"),
        filters=(
            by_field("state", N_("State"), PurchaseState.choices),
            Filter(
                "show",
                N_("Show"),
                (("open", N_("open")), ("late", N_("late")), ("done", N_("finished"))),
                _coming,
            ),
        ),
        roles=BUYERS,
        views={"desk": "desk:purchase"},
        empty=N_("Purchases are drafted by themselves when the material of a released order is netted."),
    )
)

SHORTAGES = listing(
    Listing(
        name="shortages",
        title=N_("Shortages"),
        rows=short_lines,
        columns=(
            Column("part", N_("Part"), lambda x: x.part.number, sort="part__number"),
            Column("name", N_("Name"), lambda x: x.part.name_en, sort="part__name_en"),
            Column("wanted", N_("Missing"), lambda x: trimmed(x.wanted), Kind.FIGURE, sort="wanted"),
            Column("unit", N_("Unit"), lambda x: x.part.unit),
            Column("need_on", N_("Needed on"), lambda x: x.need_on, Kind.DAY, sort="need_on"),
            Column("comes_on", N_("Comes on"), lambda x: x.purchase.comes_on, Kind.DAY),
            Column("jobs", N_("Jobs"), lambda x: x.job_count, Kind.WHOLE, sort="job_count"),
            Column(
                "order", N_("For order"), lambda x: x.purchase.order.number, sort="purchase__order__number"
            ),
            Column(
                "supplier",
                N_("Supplier"),
                lambda x: x.purchase.supplier.legal_name,
                sort="purchase__supplier__legal_name",
            ),
            Column("purchase", N_("Purchase"), lambda x: x.purchase.number, sort="purchase__number"),
            Column("state", N_("State"), lambda x: x.purchase.state, Kind.STATE, sort="purchase__state"),
        ),
        order=("need_on", "pk"),
        search=(
            "part__number",
            "part__name_en",
            "part__name_zh",
            "purchase__number",
            "purchase__order__number",
        ),
        filters=(
            by_field(
                "state",
                N_("State"),
                [(s.value, str(s.label)) for s in (PurchaseState.DRAFTED, PurchaseState.ORDERED)],
                "purchase__state",
            ),
        ),
        roles=BUYERS,
        views={"desk": "desk:purchase"},
        number=lambda x: str(x.purchase.number),
        empty=N_("No job waits for material."),
    )
)

REQUESTS = listing(
    Listing(
        name="requests-for-quotation",
        title=N_("Requests for quotation"),
        rows=lambda actor: RequestForQuotation.objects.visible_to(actor).select_related(
            "supplier", "purchase"
        ),
        columns=(
            Column("number", N_("Number"), lambda r: r.number, sort="number"),
            Column("supplier", N_("Supplier"), lambda r: r.supplier.legal_name, sort="supplier__legal_name"),
            Column("purchase", N_("Purchase"), lambda r: r.purchase.number, sort="purchase__number"),
            Column("sent_at", N_("Sent"), lambda r: r.sent_at, Kind.MOMENT, sort="sent_at"),
            Column("answer_by", N_("Answer until"), lambda r: r.answer_by, Kind.DAY, sort="answer_by"),
            Column("state", N_("State"), lambda r: r.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "supplier__legal_name", "purchase__number"),
        filters=(by_field("state", N_("State"), RequestState.choices),),
        roles=BUYERS,
        views={"desk": "desk:purchase"},
        number=lambda r: str(r.purchase.number),
        empty=N_("Ask suppliers for offers from the page of a drafted purchase."),
    )
)


def _retired(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(retired_at__isnull=value == "active")


SUPPLIERS = listing(
    Listing(
        name="suppliers",
        title=N_("Suppliers"),
        rows=lambda actor: Supplier.objects.visible_to(actor),
        columns=(
            Column("number", N_("Number"), lambda s: s.number, sort="number"),
            Column("name", N_("Legal name"), lambda s: s.legal_name, sort="legal_name"),
            Column("country", N_("Country"), lambda s: s.country, sort="country"),
            Column("email", N_("Mail address"), lambda s: s.email, sort="email"),
            Column("phone", N_("Telephone"), lambda s: s.phone, is_shown=False),
            Column("contact", N_("Contact"), lambda s: s.contact_name),
            Column("active", N_("We buy from him"), lambda s: s.retired_at is None, Kind.YES_NO),
        ),
        order=("legal_name", "pk"),
        search=("number", "legal_name", "email", "contact_name"),
        filters=(
            Filter("show", N_("Show"), (("active", N_("active")), ("retired", N_("retired"))), _retired),
        ),
        roles=BUYERS | {Role.ENGINEER, Role.FINANCE},
        views={"desk": "desk:supplier"},
        empty=N_("Register a supplier before parts are bought from him."),
    )
)


def _by_end(days: int) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        today = our_day()
        match value:
            case "lapsed":
                return rows.filter(valid_until__lt=today)
            case "soon":
                return rows.filter(valid_until__range=(today, today + timedelta(days=days)))
        return rows.filter(Q(valid_until__gte=today))

    return narrow


CERTIFICATE_WORDS = {
    "valid": N_("valid"),
    "soon": N_("ends within 60 days"),
    "lapsed": N_("lapsed"),
    "future": N_("not valid yet"),
}


def standing_of(certificate: SupplierCertificate) -> str:
    """How a certificate stands today: valid, soon, lapsed or future."""
    today = our_day()
    if certificate.valid_until < today:
        return "lapsed"
    if certificate.valid_from > today:
        return "future"
    return "soon" if certificate.valid_until <= today + timedelta(days=WARN_DAYS) else "valid"


CERTIFICATES = listing(
    Listing(
        name="certificates",
        title=N_("Certificates of suppliers"),
        rows=lambda actor: SupplierCertificate.objects.visible_to(actor).select_related("supplier"),
        columns=(
            Column("number", N_("Certificate"), lambda c: c.certificate_number, sort="certificate_number"),
            Column("scheme", N_("Scheme"), lambda c: c.scheme, sort="scheme"),
            Column("supplier", N_("Supplier"), lambda c: c.supplier.legal_name, sort="supplier__legal_name"),
            Column("scope", N_("Scope"), lambda c: c.scope),
            Column("valid_from", N_("Valid from"), lambda c: c.valid_from, Kind.DAY, sort="valid_from"),
            Column("valid_until", N_("Valid until"), lambda c: c.valid_until, Kind.DAY, sort="valid_until"),
            Column("standing", N_("Standing"), standing_of, Kind.CHOICE, labels=CERTIFICATE_WORDS),
        ),
        order=("valid_until", "pk"),
        search=("certificate_number", "scheme", "scope", "supplier__legal_name"),
        filters=(
            Filter(
                "show",
                N_("Show"),
                (("valid", N_("valid")), ("soon", N_("ends within 60 days")), ("lapsed", N_("lapsed"))),
                _by_end(WARN_DAYS),
            ),
        ),
        roles=BUYERS | {Role.ENGINEER},
        views={"desk": "desk:supplier"},
        number=lambda c: str(c.supplier.number),
        empty=N_("Keep the certificates of a supplier on his page; nothing is let in without one."),
    )
)
