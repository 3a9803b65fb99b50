"""What can happen to notices: they are made once, seen, mailed at once or in the morning; people say what they want."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import F

from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.correspondence.deeds import queue_letter
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotFound, deed, record_event
from ordolux.foundation.notices.models import Digest, Kind, Notice, Way, Wish, default_way
from ordolux.foundation.parties.models import Person
from ordolux.rules.refusal import N_, Refusal

EVERYBODY = CUSTOMER_ROLES | STAFF_ROLES


class NoSuchChoice(Refusal):
    """Neither a kind nor a way that there is."""

    message = N_("{choice} is not among the choices.")


class NothingToTell(Refusal):
    """All of it was told already."""

    message = N_("There is nothing new to tell {person}.")


@deed("notice.make", roles={Role.SYSTEM})
def make_notices(
    *, event_id: int, kind: str, people: Sequence[int], letters: Mapping[str, int], by: Actor, at: datetime
) -> Notice | None:
    """Tell an event to people, each in the way he wishes; whoever was told already, or wants nothing, is left out.

    ``letters`` names the letter that went out for the same event by mail address: it counts as the mail.
    """
    told = {
        person.pk: person
        for person in Person.objects.select_for_update().filter(pk__in=people, is_active=True).order_by("pk")
    }
    wishes = dict(Wish.objects.filter(person__in=told, kind=kind).values_list("person_id", "way"))
    known = set(Notice.objects.filter(event_id=event_id, person__in=told).values_list("person_id", flat=True))
    fresh = []
    for person in told.values():
        way = wishes.get(person.pk) or default_way(kind, person.roles)
        if person.pk not in known and way != Way.NONE:
            letter = letters.get(person.email.lower())
            fresh.append(
                Notice(person=person, event_id=event_id, kind=kind, way=way, made_at=at, letter_id=letter)
            )
    if not fresh:
        raise NothingToTell(person=", ".join(person.name for person in told.values()) or "nobody")
    Notice.objects.bulk_create(fresh)
    Person.objects.filter(pk__in=[n.person_id for n in fresh]).update(unread_notices=F("unread_notices") + 1)
    record_event(
        "notice.made", fresh[0], by=by, at=at, event=event_id, kind=kind, people=[n.person_id for n in fresh]
    )
    return fresh[0]


@deed("notice.see", roles=EVERYBODY)
def see_notice(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """Mark one notice of one's own as read; a second time changes nothing.

    Raises NotFound for somebody else's.
    """
    if notice.person_id != by.person_id:
        raise NotFound()
    if notice.seen_at is None:
        notice.seen_at = at
        notice.save(update_fields=["seen_at"])
        Person.objects.filter(pk=notice.person_id, unread_notices__gt=0).update(
            unread_notices=F("unread_notices") - 1
        )
    record_event("notice.seen", notice, by=by, at=at)
    return notice


@deed("notice.see_all", roles=EVERYBODY)
def see_all_notices(*, by: Actor, at: datetime) -> Person:
    """Mark all notices of one's own as read."""
    person = Person.objects.select_for_update().get(pk=by.known_person_id)
    count = Notice.objects.filter(person=person, seen_at__isnull=True).update(seen_at=at)
    person.unread_notices = 0
    person.save(update_fields=["unread_notices"])
    record_event("notices.seen", person, by=by, at=at, count=count)
    return person


@deed("notice.wish", roles=EVERYBODY)
def wish_notices(*, wishes: dict[str, str], by: Actor, at: datetime) -> Person:
    """Say for each kind how one wants to hear of it.

    Raises NoSuchChoice.
    """
    for kind, way in wishes.items():
        if kind not in Kind.values or way not in Way.values:
            raise NoSuchChoice(choice=f"{kind}: {way}"[:80])
    person = Person.objects.select_for_update().get(pk=by.known_person_id)
    Wish.objects.bulk_create(
        (Wish(person=person, kind=kind, way=way) for kind, way in wishes.items()),
        update_conflicts=True, unique_fields=["person", "kind"], update_fields=["way"],
    )  # fmt: skip
    record_event("notices.wished", person, by=by, at=at, wishes=wishes)
    return person


@deed("notice.stop_mail", roles=EVERYBODY)
def stop_mail(*, kind: str = "", by: Actor, at: datetime) -> Person:
    """End the mails about a kind (empty: about all); the page goes on telling. It is the reverse of a wish for mails.

    Raises NoSuchChoice.
    """
    if kind and kind not in Kind.values:
        raise NoSuchChoice(choice=kind[:80])
    person = Person.objects.select_for_update().get(pk=by.known_person_id)
    kept = dict(Wish.objects.filter(person=person).values_list("kind", "way"))
    stopped = [
        each
        for each in ([kind] if kind else Kind.values)
        if (kept.get(each) or default_way(each, person.roles)) in (Way.MAIL, Way.DIGEST)
    ]
    Wish.objects.bulk_create(
        (Wish(person=person, kind=each, way=Way.PAGE) for each in stopped),
        update_conflicts=True, unique_fields=["person", "kind"], update_fields=["way"],
    )  # fmt: skip
    record_event("notices.mail_stopped", person, by=by, at=at, kinds=stopped)
    return person


@deed("notice.mail", roles={Role.SYSTEM})
def mail_notice(
    notice: Notice, *, deal: Deal | None, subject: str, text: str, stop: str, by: Actor, at: datetime
) -> Notice:
    """Put the mail of one notice into the outbox; one that was mailed already is left alone."""
    if notice.letter_id is None:
        notice.letter = _letter(notice.person, deal, "notice", subject, text, stop, by, at)
        notice.save(update_fields=["letter"])
    record_event("notice.mailed", notice, by=by, at=at, letter=notice.letter_id)
    return notice


@deed("notice.digest", roles={Role.SYSTEM})
def send_digest(
    *, person: Person, day: date, notices: Sequence[int], subject: str, text: str, stop: str, by: Actor, at: datetime
) -> Digest:  # fmt: skip
    """Put the morning mail of a person into the outbox: it tells ``notices``, each of which no mail has told yet.

    The database lets a person have one a day. Raises NothingToTell.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    waiting = Notice.objects.select_for_update().filter(
        pk__in=notices, person=person, way=Way.DIGEST, letter__isnull=True
    )
    if set(waiting.values_list("pk", flat=True)) != set(notices) or not notices:
        raise NothingToTell(person=person.name)
    letter = _letter(person, None, "digest", subject, text, stop, by, at)
    digest = Digest.objects.create(person=person, day=day, letter=letter, made_at=at)
    Notice.objects.filter(pk__in=notices).update(letter=letter)
    record_event("digest.queued", digest, by=by, at=at, notices=len(notices), day=day)
    return digest


def _letter(
    person: Person,
    deal: Deal | None,
    letter: str,
    subject: str,
    text: str,
    stop: str,
    by: Actor,
    at: datetime,
) -> Message:
    return queue_letter(
        deal=deal, to=[person.email], subject=subject, text=text, letter=letter, is_automatic=True,
        about=f"stop-mail:{stop}", by=by, at=at,
    )  # fmt: skip
