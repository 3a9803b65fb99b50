"""Notices: who is told of an event, the mail of those who want it at once, and the morning mail of the others."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ordolux.edges.letters.writing import write_letter
from ordolux.edges.ui.notices import CONCERNS, Concern, address_of, words_of
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.models import DeedKey
from ordolux.foundation.journal.models import Event
from ordolux.foundation.notices.deeds import NothingToTell, mail_notice, make_notices, send_digest
from ordolux.foundation.notices.models import Notice, Way
from ordolux.foundation.notices.queries import digest_of, people_with_a_digest, stop_token
from ordolux.foundation.parties.models import Person

MORNING = time(7, 30)
# the deeds that write letters, each under a key that names the event which the letter follows
LETTER_DEEDS = ("letter.queue", "quotation.write_letter")
MOST_PEOPLE = 50


def tell(event: Event, key: str) -> None:
    """Tell an event to everybody whom it concerns, once; whoever wants a mail gets one, unless a letter went out for
    the same event."""
    concern = CONCERNS[event.name]
    people = concerned(event, concern)
    if not people:
        return
    by, at = Actor.system(), clock.now()
    try:
        make_notices.once(key)(
            event_id=event.pk, kind=concern.kind.value, people=[p.pk for p in people], letters=letters_for(event), by=by, at=at,
        )  # fmt: skip
    except NothingToTell:
        return  # all of them wished not to hear of it
    waiting = Notice.objects.filter(event=event, way=Way.MAIL, letter__isnull=True).select_related(
        "person", "event__deal"
    )
    for notice in waiting:
        subject, text, stop = _mail(notice)
        deal = event.deal if notice.person.company_id is not None else None
        mail_notice.once(f"notice:{notice.pk}")(
            notice, deal=deal, subject=subject, text=text, stop=stop, by=by, at=at
        )


def send_digests(at: datetime) -> None:
    """The morning mail of everybody for whom something has gathered and whose morning it is."""
    for person in people_with_a_digest():
        local = at.astimezone(ZoneInfo(person.zone))
        if local.time() < MORNING:
            continue
        morning = datetime.combine(local.date(), MORNING, local.tzinfo)
        notices = digest_of(person, morning)
        if not notices or local - morning > timedelta(hours=12):
            continue
        subject, text, stop = _digest(person, notices)
        try:
            send_digest.once(f"digest:{person.pk}:{local.date()}")(
                person=person, day=local.date(), notices=[n.pk for n in notices], subject=subject, text=text, stop=stop,
                by=Actor.system(), at=at,
            )  # fmt: skip
        except NothingToTell:
            continue  # another worker was there first


def invitation(event: Event, key: str) -> None:
    """A colleague was let in by a buyer: how to come in."""
    person = Person.objects.select_related("company").get(pk=event.subject_id)
    write_letter(
        key, deal=None, to=[person], letter="invitation",
        context={"person": person, "by": event.actor, "address": reverse("portal:home")}, at=clock.now(),
    )  # fmt: skip


def concerned(event: Event, concern: Concern) -> list[Person]:
    """The active people whom an event concerns, without the one who did it."""
    deal = event.deal
    found: dict[int, Person] = {}
    if event.name == "deal.assigned":
        chosen = Person.objects.filter(
            pk=event.facts.get("person") or 0, company__isnull=True, is_active=True
        )
        found |= {person.pk: person for person in chosen}
    if concern.customers and _is_for_customer(event) and deal is not None and deal.buyer_id is not None:
        found |= {person.pk: person for person in _people(concern.customers, deal.buyer_id)}
    ours = set(concern.ours)
    if event.name == "messages.unseen" and event.facts.get("to_customer"):
        ours = set()
    if Role.SALES in ours and deal is not None and deal.owner is not None and deal.owner.is_active:
        ours.discard(Role.SALES)
        found[deal.owner.pk] = deal.owner
    if ours:
        found |= {person.pk: person for person in _people(frozenset(ours), None)}
    found.pop(event.person_id or 0, None)
    return sorted(found.values(), key=lambda person: person.pk)[:MOST_PEOPLE]


def letters_for(event: Event) -> dict[str, int]:
    """The letters that went out as reactions to this very event: mail address → message."""
    kept = DeedKey.objects.none()
    for deed in LETTER_DEEDS:
        kept = kept | DeedKey.objects.filter(key__startswith=f"{deed}|system|letter:event:{event.pk}:")
    ids = [int(row.result_id) for row in kept if row.result_model == "foundation.message" and row.result_id]
    return {
        address.lower(): message.pk
        for message in Message.objects.filter(pk__in=ids)
        for address in message.to_addresses
    }


def _is_for_customer(event: Event) -> bool:
    return event.name != "messages.unseen" or bool(event.facts.get("to_customer"))


def _people(roles: frozenset[Role], company_id: int | None) -> Sequence[Person]:
    found = Person.objects.filter(is_active=True, roles__overlap=[role.value for role in roles])
    if company_id is None:
        return list(found.filter(company__isnull=True).order_by("pk")[:MOST_PEOPLE])
    return list(found.filter(company_id=company_id).order_by("pk")[:MOST_PEOPLE])


def _mail(notice: Notice) -> tuple[str, str, str]:
    person, deal = notice.person, notice.event.deal
    stop = stop_token(person, notice.kind)
    with translation.override(person.language):
        text = render_to_string("letters/notice.txt", {
            "reader": person, "words": words_of(notice.event), "deal": deal, "site": settings.ORDOLUX_PUBLIC_URL,
            "address": address_of(notice.event, is_staff=person.company_id is None),
            "stop": reverse("public:stop_mail", args=[stop]),
        })  # fmt: skip
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n", stop


def _digest(person: Person, notices: Sequence[Notice]) -> tuple[str, str, str]:
    stop = stop_token(person)
    is_staff = person.company_id is None
    by_deal: dict[Deal | None, list[str]] = {}
    with translation.override(person.language):
        for notice in notices:
            by_deal.setdefault(notice.event.deal, []).append(words_of(notice.event))
        text = render_to_string("letters/digest.txt", {
            "reader": person, "site": settings.ORDOLUX_PUBLIC_URL, "count": len(notices),
            "parts": [
                (deal, words, reverse("desk:order" if is_staff else "portal:order", args=[deal.number]) if deal else "")
                for deal, words in by_deal.items()
            ],
            "all": reverse("desk:notices" if is_staff else "portal:notices"),
            "stop": reverse("public:stop_mail", args=[stop]),
        })  # fmt: skip
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n", stop
