"""Lists of our own people and of the keys of programs."""

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, listing
from ordolux.edges.ui.sentences import ROLE_NAMES
from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.parties.deeds import EMPLOYERS
from ordolux.foundation.parties.models import Person, Token
from ordolux.rules.refusal import N_

_ROLES = [(role.value, ROLE_NAMES[role]) for role in Role if role in STAFF_ROLES]


def _words(roles: list[str]) -> str:
    from django.utils.translation import gettext

    return ", ".join(gettext(ROLE_NAMES[Role(role)]) if role in ROLE_NAMES else role for role in roles)


PEOPLE = listing(
    Listing(
        name="people",
        title=N_("Our people"),
        rows=lambda actor: Person.objects.visible_to(actor).filter(company__isnull=True),
        columns=(
            Column("name", N_("Name"), lambda p: p.name, sort="name"),
            Column("email", N_("Mail address"), lambda p: p.email, sort="email"),
            Column("roles", N_("Roles"), lambda p: _words(p.roles)),
            Column("is_active", N_("May sign in"), lambda p: p.is_active, Kind.YES_NO, sort="is_active"),
            Column("last_login", N_("Last sign-in"), lambda p: p.last_login, Kind.MOMENT),
        ),
        order=("name", "pk"),
        search=("name", "email"),
        filters=(
            Filter("role", N_("Role"), _ROLES, lambda rows, role: rows.filter(roles__contains=[role])),
            Filter(
                "active",
                N_("May sign in"),
                [("yes", N_("yes")), ("no", N_("no"))],
                lambda rows, value: rows.filter(is_active=value == "yes"),
            ),
        ),
        roles=EMPLOYERS,
        views={"desk": "desk:person"},
        number=lambda person: str(person.email),
        empty=N_("Nobody works here yet."),
    )
)


def _tokens(actor: Actor):  # type: ignore[no-untyped-def]  # a queryset of rows that staff see
    return Token.objects.visible_to(actor).select_related("person", "person__company")


TOKENS = listing(
    Listing(
        name="tokens",
        title=N_("Keys for programs"),
        rows=_tokens,
        columns=(
            Column("label", N_("What for"), lambda t: t.label, sort="label"),
            Column("person", N_("Acts for"), lambda t: t.person.name, sort="person__name"),
            Column(
                "company", N_("Company"), lambda t: t.person.company.legal_name if t.person.company else None
            ),
            Column("roles", N_("Roles"), lambda t: _words(t.roles)),
            Column("made_at", N_("Given"), lambda t: t.made_at, Kind.MOMENT, sort="made_at"),
            Column("revoked_at", N_("Ended"), lambda t: t.revoked_at, Kind.MOMENT),
        ),
        order=("-pk",),
        search=("label", "person__name", "person__email"),
        filters=(
            Filter(
                "state",
                N_("State"),
                [("open", N_("In force")), ("ended", N_("Ended"))],
                lambda rows, value: rows.filter(revoked_at__isnull=value == "open"),
            ),
        ),
        roles=EMPLOYERS,
        views={"desk": "desk:token"},
        number=lambda token: str(token.pk),
        empty=N_("No program has a key. Give one to let a program work through the API."),
    )
)
