"""What we ask of notices: who wants what, who waits for his morning mail, and by which token mails are stopped."""

from collections.abc import Iterable
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Count

from ordolux.foundation.actors import Actor
from ordolux.foundation.notices.models import Kind, Notice, Way, Wish, default_way
from ordolux.foundation.parties.models import Person

_STOP = Signer(salt="ordolux.notices.stop")


def ways_of(actor: Actor) -> dict[Kind, Way]:
    """How somebody hears of each kind now: his wish, or the default of his roles (one statement)."""
    wished = dict(Wish.objects.filter(person_id__in=[actor.person_id]).values_list("kind", "way"))
    roles = [role.value for role in actor.roles]
    return {kind: Way(wished.get(kind.value) or default_way(kind.value, roles)) for kind in Kind}


def people_with_a_digest() -> list[Person]:
    """The active people for whom a morning mail has gathered something."""
    waiting = (
        Notice.objects.filter(way=Way.DIGEST, letter__isnull=True, seen_at__isnull=True)
        .values("person_id")
        .distinct()
    )
    return list(Person.objects.filter(pk__in=waiting, is_active=True).order_by("pk"))


def digest_of(person: Person, until: datetime) -> list[Notice]:
    """What the morning mail of a person tells: not seen, not mailed, oldest first."""
    return list(
        Notice.objects.filter(
            person=person, way=Way.DIGEST, letter__isnull=True, seen_at__isnull=True, made_at__lte=until
        )
        .select_related("event__deal")
        .order_by("id")[:200]
    )


def stop_token(person: Person, kind: str = "") -> str:
    """The token by which a mail lets its reader end mails of this kind (empty: all); it cannot be guessed."""
    return _STOP.sign(f"{person.pk}.{kind}").replace(":", "~")


def read_stop_token(token: str) -> tuple[Person, str] | None:
    """The person and the kind of a token that we made; None for any other."""
    try:
        said = _STOP.unsign(token.replace("~", ":"))
    except BadSignature:
        return None
    pk, _, kind = said.partition(".")
    person = Person.objects.filter(pk=pk, is_active=True).first()
    return (person, kind) if person else None


def unread_counts() -> dict[int, int]:
    """How many notices each person has not read, counted anew; ``Person.unread_notices`` says the same."""
    found = Notice.objects.filter(seen_at__isnull=True).values("person_id").annotate(many=Count("id"))
    return {row["person_id"]: row["many"] for row in found.order_by()}


def wanting_mail(people: Iterable[Person], kind: str) -> list[Person]:
    """Those of ``people`` who want to hear of a kind by mail at once or have not said otherwise (one statement)."""
    asked = list(people)
    wished = dict(Wish.objects.filter(person__in=asked, kind=kind).values_list("person_id", "way"))
    return [person for person in asked if wished.get(person.pk, Way.MAIL) == Way.MAIL]
