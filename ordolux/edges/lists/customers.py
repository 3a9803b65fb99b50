"""Lists of those with whom we deal: companies and their people."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from ordolux.edges.lists.listing import Choices, Column, Filter, Kind, Listing, by_field, listing
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.parties.models import Company, Person
from ordolux.rules.refusal import N_
from ordolux.rules.terms import PAYMENT_TERMS

ROLE_WORDS = {
    Role.BUYER: N_("Buyer"),
    Role.SIGNATORY: N_("Signatory"),
    Role.PAYER: N_("Finance contact"),
}
ROLES = tuple((role.value, word) for role, word in ROLE_WORDS.items())
YES_OR_NO = (("yes", N_("Yes")), ("no", N_("No")))


def role_words(roles: Iterable[str]) -> str:
    """The roles of a customer's person in the language of the page."""
    return ", ".join(gettext(ROLE_WORDS[Role(role)]) if role in ROLE_WORDS else role for role in roles)


def _with_business(actor: Actor) -> QuerySet[Company]:
    running = Deal.objects.filter(buyer=OuterRef("pk")).exclude(stage=Stage.CLOSED).order_by().values("buyer")
    counted = Coalesce(Subquery(running.annotate(count=Count("*")).values("count")), 0)
    return Company.objects.visible_to(actor).annotate(deals_running=counted)


def _currencies(actor: Actor) -> Choices:
    return [(code, code) for code in ("EUR", "USD", "GBP", "CNY", "AED", "JPY")]


def _by_running(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(deals_running__gt=0) if value == "yes" else rows.filter(deals_running=0)


COMPANIES = listing(
    Listing(
        name="companies",
        title=N_("Customers"),
        rows=_with_business,
        columns=(
            Column("number", N_("Number"), lambda c: c.number, sort="number"),
            Column("legal_name", N_("Company"), lambda c: c.legal_name, sort="legal_name"),
            Column("country", N_("Country"), lambda c: c.country, sort="country"),
            Column("currency", N_("Currency"), lambda c: c.currency, sort="currency"),
            Column(
                "payment_term",
                N_("Payment"),
                lambda c: c.payment_term,
                Kind.CHOICE,
                labels={code: term.text for code, term in PAYMENT_TERMS.items()},
                sort="payment_term",
            ),
            Column("zone", N_("Time zone"), lambda c: c.zone, sort="zone"),
            Column("calendar", N_("Calendar"), lambda c: c.calendar, is_shown=False),
            Column("language", N_("Language"), lambda c: c.language, is_shown=False),
            Column("tax_number", N_("Tax number"), lambda c: c.tax_number, is_shown=False),
            Column("address", N_("Address"), lambda c: c.address, is_shown=False),
            Column(
                "deals_running",
                N_("Business under way"),
                lambda c: c.deals_running,
                Kind.WHOLE,
                sort="deals_running",
                staff_only=True,
            ),
            Column(
                "made_at", N_("Registered"), lambda c: c.made_at, Kind.MOMENT, sort="made_at", is_shown=False
            ),
        ),
        order=("legal_name", "pk"),
        search=("legal_name", "number", "domain"),
        filters=(
            by_field("currency", N_("Currency"), _currencies),  # type: ignore[arg-type]  # choices may be asked for
            Filter("running", N_("Business under way"), YES_OR_NO, _by_running, staff_only=True),
        ),
        roles=STAFF_ROLES | CUSTOMER_ROLES,
        views={"desk": "desk:customer"},
        empty=N_(
            "No customer is registered yet. Confirming an inquiry registers its company; or enter one here."
        ),
    )
)

CONTACTS = listing(
    Listing(
        name="contacts",
        title=N_("People of customers"),
        rows=lambda actor: (
            Person.objects.visible_to(actor).filter(company__isnull=False).select_related("company")
        ),
        columns=(
            Column("name", N_("Name"), lambda p: p.name, sort="name"),
            Column("email", N_("Mail address"), lambda p: p.email, sort="email"),
            Column(
                "company",
                N_("Company"),
                lambda p: p.company.legal_name,
                sort="company__legal_name",
                staff_only=True,
            ),
            Column("title", N_("Function"), lambda p: p.title, sort="title"),
            Column("roles", N_("Roles"), lambda p: role_words(p.roles)),
            Column("language", N_("Language"), lambda p: p.language, sort="language"),
            Column("zone", N_("Time zone"), lambda p: p.zone, is_shown=False),
            Column("is_active", N_("Works there"), lambda p: p.is_active, Kind.YES_NO, sort="is_active"),
            Column("made_at", N_("Added"), lambda p: p.made_at, Kind.MOMENT, sort="made_at", is_shown=False),
        ),
        order=("name", "pk"),
        search=("name", "email", "company__legal_name"),
        filters=(
            Filter("role", N_("Role"), ROLES, lambda rows, value: rows.filter(roles__contains=[value])),
            Filter(
                "works",
                N_("Works there"),
                YES_OR_NO,
                lambda rows, value: rows.filter(is_active=value == "yes"),
            ),
        ),
        roles=STAFF_ROLES | CUSTOMER_ROLES,
        views={"desk": "desk:contact"},
        number=lambda person: str(person.email),
        empty=N_("Nobody is here yet."),
    )
)
