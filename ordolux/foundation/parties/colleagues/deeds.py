"""What a customer arranges himself: who of his company works with us, where goods go, and each person his language."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings

from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.deeds import NotFound, deed, record_event
from ordolux.foundation.parties.deeds import WrongRoles, add_person, let_person_go
from ordolux.foundation.parties.models import Company, DeliveryAddress, Person
from ordolux.rules.refusal import N_, Refusal

LONGEST_ADDRESS = 1000


class NotYourself(Refusal):
    """Somebody else has to do it, so that nobody locks himself out."""

    message = N_("You cannot take away your own access; ask a colleague or us.")


class BuyerNeeded(Refusal):
    """A company without a buyer could not invite one again."""

    message = N_("At least one of you must stay a buyer.")


class ChoiceUnknown(Refusal):
    """No such language or time zone."""

    message = N_("{choice} is not among the choices.")


class AddressEmpty(Refusal):
    """A delivery address says where."""

    message = N_("Please write the address with its country.")


@deed("person.invite", roles={Role.BUYER})
def invite_colleague(
    *,
    email: str,
    name: str,
    roles: Sequence[str],
    by: Actor,
    at: datetime,
    title: str = "",
    language: str = "",
) -> Person:
    """Let a colleague of one's own company in, as buyer, signatory or finance contact; a letter tells the colleague.

    Raises AddressTaken, WrongRoles.
    """
    company = _own_company(by)
    _check_roles(roles)
    person = add_person(
        email=email, name=name, roles=list(roles), company=company, title=title,
        language=language or company.language, zone=company.zone, by=by, at=at,
    )  # fmt: skip
    record_event("person.invited", person, by=by, at=at, roles=person.roles)
    return person


@deed("colleague.change_roles", roles={Role.BUYER})
def change_colleague(person: Person, *, roles: Sequence[str], by: Actor, at: datetime) -> Person:
    """Give a colleague other roles.

    Raises NotFound for somebody of another company, WrongRoles, BuyerNeeded.
    """
    _check_colleague(person, by)
    _check_roles(roles)
    if Role.BUYER.value not in roles:
        _check_buyer_stays(person)
    before, person.roles = person.roles, sorted(set(roles))
    person.version += 1
    person.save(update_fields=["roles", "version"])
    record_event("colleague.roles_changed", person, by=by, at=at, before=before, roles=person.roles)
    return person


@deed("colleague.remove", roles={Role.BUYER})
def remove_colleague(person: Person, *, by: Actor, at: datetime) -> Person:
    """End a colleague's access at once; what he did stays written.

    Raises NotFound for somebody of another company, NotYourself, BuyerNeeded.
    """
    _check_colleague(person, by)
    if person.pk == by.person_id:
        raise NotYourself()
    _check_buyer_stays(person)
    record_event("colleague.removed", person, by=by, at=at)
    # who may do it was checked here; the deed itself asks for one of ours
    in_our_name = Actor(by.name, by.roles | {Role.SALES}, by.person_id, by.company_id)
    return let_person_go(person, reason=f"removed by {by.name}", by=in_our_name, at=at)


@deed("person.choose", roles=CUSTOMER_ROLES | STAFF_ROLES)
def choose_language_and_zone(*, language: str, zone: str, by: Actor, at: datetime) -> Person:
    """Say in which language one reads our pages and letters, and in which time zone one lives.

    Raises ChoiceUnknown.
    """
    if language not in dict(settings.LANGUAGES):
        raise ChoiceUnknown(choice=language[:40])
    if zone not in available_timezones():
        raise ChoiceUnknown(choice=zone[:40])
    person = Person.objects.select_for_update().get(pk=by.known_person_id)
    person.language, person.zone = language, zone
    person.version += 1
    person.save(update_fields=["language", "zone", "version"])
    record_event("person.chosen", person, by=by, at=at, language=language, zone=zone)
    return person


@deed("address.add", roles={Role.BUYER, Role.SALES})
def add_delivery_address(
    *, label: str, address: str, country: str, by: Actor, at: datetime, company: Company | None = None, contact: str = "",
    phone: str = "",
) -> DeliveryAddress:  # fmt: skip
    """Keep an address to which goods may go: of one's own company, or (by sales) of the company told.

    Raises AddressEmpty, NotFound.
    """
    owner = _own_company(by) if by.company_id is not None else company
    if owner is None:
        raise NotFound()
    if not address.strip() or len(country.strip()) != 2:
        raise AddressEmpty()
    kept = DeliveryAddress.objects.create(
        company=owner, label=label.strip()[:80], address=address.strip()[:LONGEST_ADDRESS],
        country=country.strip().upper(), contact=contact.strip()[:120], phone=phone.strip()[:40], made_at=at,
    )  # fmt: skip
    record_event("address.added", owner, by=by, at=at, label=kept.label, country=kept.country)
    return kept


@deed("address.remove", roles={Role.BUYER, Role.SALES})
def remove_delivery_address(address: DeliveryAddress, *, by: Actor, at: datetime) -> DeliveryAddress:
    """Take an address off the list; orders that name it keep it.

    Raises NotFound for another company's.
    """
    if by.company_id is not None and address.company_id != by.company_id:
        raise NotFound()
    if address.removed_at is None:
        address.removed_at = at
        address.save(update_fields=["removed_at"])
    record_event("address.removed", address.company, by=by, at=at, label=address.label)
    return address


def _own_company(by: Actor) -> Company:
    company = Company.objects.filter(pk__in=[by.company_id]).first()
    if company is None:
        raise NotFound()
    return company


def _check_roles(roles: Sequence[str]) -> None:
    """Only customers' roles, and at least one: nobody becomes one of ours by an invitation."""
    if not roles or not {str(role) for role in roles} <= {role.value for role in CUSTOMER_ROLES}:
        raise WrongRoles(roles=", ".join(str(role)[:40] for role in roles) or "–")


def _check_colleague(person: Person, by: Actor) -> None:
    if by.company_id is None or person.company_id != by.company_id or not person.is_active:
        raise NotFound()


def _check_buyer_stays(person: Person) -> None:
    others = Person.objects.filter(
        company_id__in=[person.company_id], is_active=True, roles__contains=[Role.BUYER.value]
    ).exclude(pk=person.pk)
    # lock the others, so that two buyers cannot remove each other at the same moment
    if Role.BUYER.value in person.roles and not list(others.select_for_update().order_by("pk")):
        raise BuyerNeeded()
