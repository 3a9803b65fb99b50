"""How our own people get in: by a link that lets them choose a password, never by one that somebody else typed."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.links import LinkEnded
from ordolux.foundation.links.models import Link
from ordolux.foundation.parties.deeds import EMPLOYERS, add_person
from ordolux.foundation.parties.models import Person
from ordolux.rules.refusal import N_, Refusal

PURPOSE = "password"
LASTS = timedelta(days=3)


class CustomersHaveNone(Refusal):
    """Customers sign in by a code; they have neither password nor second factor."""

    message = N_("{person} is a customer's person and signs in by a code; there is nothing to reset.")


class HasLeft(Refusal):
    """Who left is taken back first."""

    message = N_("{person} has left; take him back first.")


class PasswordTooWeak(Refusal):
    """The rules for passwords are not met."""

    message = N_("Choose another password: {findings}")


@deed("person.let_in", roles=EMPLOYERS)
def invite_person(
    *, email: str, name: str, roles: list[str], by: Actor, at: datetime, title: str = "", language: str = "en",
    zone: str = "",
) -> Person:  # fmt: skip
    """Add one of our own people and send him a link by which he chooses his password; the app for the second factor
    is set up at the first sign-in.

    Raises AddressTaken, WrongRoles.
    """
    person = add_person(
        email=email, name=name, roles=roles, title=title, language=language, zone=zone, by=by, at=at
    )
    _give_link(person, by=by, at=at)
    return person


@deed("person.reset_sign_in", roles=EMPLOYERS)
def reset_sign_in(person: Person, *, by: Actor, at: datetime) -> Person:
    """End the password, the second factor and all sessions of one of our people, and send him a link to begin anew.

    Raises CustomersHaveNone, HasLeft.
    """
    if person.company_id is not None:
        raise CustomersHaveNone(person=person.name)
    if not person.is_active:
        raise HasLeft(person=person.name)
    # a new unusable password changes what every open session is compared with
    person.set_unusable_password()
    person.save(update_fields=["password"])
    factors, _ = Authenticator.objects.filter(user_id=person.pk).delete()
    record_event("person.sign_in_reset", person, by=by, at=at, factors=factors)
    _give_link(person, by=by, at=at)
    return person


@deed("person.choose_password", roles={Role.PUBLIC})
def choose_password(*, token: str, password: str, by: Actor, at: datetime) -> Person:
    """Choose a password by the link of an invitation; the link ends with it.

    Raises LinkEnded, PasswordTooWeak.
    """
    link = Link.objects.select_for_update().filter(hash=_hash_of(token), purpose=PURPOSE).first()
    if link is None or link.withdrawn_at is not None or link.ends_at <= at:
        raise LinkEnded()
    person = Person.objects.select_for_update().get(pk=link.subject_id)
    if not person.is_active or person.company_id is not None:
        raise LinkEnded()
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise PasswordTooWeak(findings=" ".join(weak.messages)) from None
    person.set_password(password)
    person.save(update_fields=["password"])
    link.withdrawn_at = at
    link.save(update_fields=["withdrawn_at"])
    record_event("person.password_chosen", person, by=by, at=at)
    return person


def token_of(person: Person, made_at: datetime) -> str:
    """The token of the link that was made then: computed from a secret of this installation and never stored, so that a
    letter that is tried again says the same, and no kept letter holds it."""
    told = f"{PURPOSE}:{person.pk}:{made_at.isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def token_in_force(person: Person) -> str:
    """The token of the newest link of ``person`` that still opens; empty when there is none."""
    link = Link.objects.filter(
        purpose=PURPOSE, subject=Person._meta.label_lower, subject_id=person.pk, withdrawn_at=None
    ).order_by("-id").first()  # fmt: skip
    return token_of(person, link.made_at) if link is not None else ""


def _give_link(person: Person, *, by: Actor, at: datetime) -> None:
    mine = Link.objects.filter(
        purpose=PURPOSE, subject=Person._meta.label_lower, subject_id=person.pk, withdrawn_at=None
    )
    mine.update(withdrawn_at=at)  # the newest alone opens
    Link.objects.create(
        hash=_hash_of(token_of(person, at)), purpose=PURPOSE, subject=Person._meta.label_lower, subject_id=person.pk,
        given_to=person.email, made_at=at, ends_at=at + LASTS,
    )  # fmt: skip
    record_event("person.access_given", person, by=by, at=at, email=person.email, until=at + LASTS)


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
