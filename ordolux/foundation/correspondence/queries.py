"""What we ask of the correspondence."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Channel, Mark, Message, MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.parties.models import Person


def deal_that_is_answered(answers: Sequence[str]) -> Deal | None:
    """The deal whose letter a mail answers, found by the Message-IDs that it refers to; it only locates, never proves.

    ``answers`` begins with what it answers directly; of older ones the newest counts, which stands last.
    """
    if not answers:
        return None
    found = {
        message.message_id: message.deal
        for message in Message.objects.filter(message_id__in=list(answers), deal__isnull=False)
        .select_related("deal")
        .order_by("-id")[:MOST_ANSWERED]
    }
    return next((found[one] for one in (answers[0], *reversed(answers)) if one in found), None)


MOST_ANSWERED = 200


def person_known_as(address: str, deal: Deal) -> Person | None:
    """The active person of the deal's buyer with this mail address."""
    if deal.buyer_id is None or not address:
        return None
    return Person.objects.filter(email__iexact=address, company_id=deal.buyer_id, is_active=True).first()


def is_known_there(address: str, deal: Deal) -> bool:
    """Whether who writes from ``address`` may join the deal: an active person of its buyer, or, as long as it has no
    buyer, who wrote the message that opened it."""
    if person_known_as(address, deal) is not None:
        return True
    opened = Message.objects.filter(deal=deal, is_incoming=True, state=MessageState.FILED)
    return deal.buyer_id is None and bool(address) and opened.filter(from_address__iexact=address).exists()


def letters_waiting() -> list[Message]:
    """The letters in the outbox, oldest first."""
    return list(Message.objects.filter(state=MessageState.QUEUED).order_by("id"))


# who answers customers, and is told of every conversation; others of those that they own or took part in
ANSWERING = frozenset({Role.SALES, Role.SUPPORT})
# what is older has become history, and is counted no longer
COUNTED_FOR = timedelta(days=30)
MOST_COUNTED = 99


def said_by(side_is_customer: bool) -> Q:
    """What people of one side said in a conversation: chat messages, and mails that are answers (a mail that opened a
    deal is an inquiry, which the inbox counts)."""
    by_mail = Q(state__in=[MessageState.FILED, MessageState.SENT], letter="") & ~Q(answers=[])
    return Q(deal__isnull=False, is_incoming=side_is_customer, is_internal=False) & (
        Q(state=MessageState.POSTED, channel=Channel.PORTAL) | by_mail
    )


def unread_for(actor: Actor, at: datetime) -> QuerySet[Message]:
    """What the other side said and this person has not seen, in the conversations that concern him."""
    person_id = actor.person_id or 0  # nobody has read anything as the system
    read = Mark.objects.filter(deal=OuterRef("deal"), person_id=person_id, message_id__gte=OuterRef("pk"))
    found = (
        Message.objects.visible_to(actor)
        .filter(said_by(actor.is_staff), at__gt=at - COUNTED_FOR)
        .exclude(Exists(read))
    )
    if actor.is_staff and not actor.has_any(ANSWERING):
        mine = Mark.objects.filter(deal=OuterRef("deal"), person_id=person_id)
        found = found.filter(Q(deal__owner_id=person_id) | Exists(mine))
    return found


def unread_count(actor: Actor, at: datetime) -> int:
    """How many messages this person has not seen, at most 99 (one statement)."""
    if actor.person_id is None:
        return 0
    return len(unread_for(actor, at).values_list("pk", flat=True)[:MOST_COUNTED])


def unread_by_deal(actor: Actor, at: datetime, deals: Iterable[Deal]) -> dict[int, int]:
    """How many messages of each of these deals this person has not seen (one statement)."""
    counted = unread_for(actor, at).filter(deal__in=[deal.pk for deal in deals])
    return {
        row["deal"]: row["unread"] for row in counted.values("deal").annotate(unread=Count("pk")).order_by()
    }


def conversations(actor: Actor) -> QuerySet[Any]:
    """The deals in which somebody said something, the latest change first, each with ``said_last`` (the newest such
    message) and ``heard_last`` (the newest of the customer)."""
    theirs = Message.objects.filter(said_by(True), deal=OuterRef("pk")).order_by("-pk").values("pk")
    all_of_them = Message.objects.filter(said_by(True) | said_by(False), deal=OuterRef("pk"))
    return (
        Deal.objects.visible_to(actor)
        .select_related("buyer")
        .filter(Exists(all_of_them))
        .annotate(
            said_last=Subquery(all_of_them.order_by("-pk").values("pk")[:1]), heard_last=Subquery(theirs[:1])
        )
        .order_by("-changed_at", "-pk")
    )


def waiting_for_answer(actor: Actor) -> QuerySet[Any]:
    """The conversations in which the customer spoke last, those that wait longest first."""
    waiting = conversations(actor).filter(unread_by_staff__gt=0)
    return waiting.filter(said_last=F("heard_last")).order_by("said_last")


def marks_in(deal: Deal) -> list[Mark]:
    """How far everybody has read this conversation, with the people."""
    return list(Mark.objects.filter(deal=deal).select_related("person"))


def unseen_by_side(*, to_customer: bool, until: datetime) -> QuerySet[Message]:
    """Chat messages to one side until a moment that nobody there has seen and that did not become a letter yet."""
    seen = Mark.objects.filter(
        deal=OuterRef("deal"), message_id__gte=OuterRef("pk"), person__company__isnull=not to_customer
    )
    return Message.objects.filter(
        state=MessageState.POSTED, channel=Channel.PORTAL, is_internal=False, is_incoming=not to_customer,
        deal__isnull=False, mailed_at=None, at__lte=until,
    ).exclude(Exists(seen))  # fmt: skip
