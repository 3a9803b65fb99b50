"""Letters about conversations: what was said in a chat while nobody of the other side was there to see it."""

from django.urls import reverse

from ordolux.edges.letters.orders import people_of
from ordolux.edges.letters.writing import write_letter
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.models import Attachment, Message
from ordolux.foundation.correspondence.queries import ANSWERING
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.notices.models import Kind
from ordolux.foundation.notices.queries import wanting_mail
from ordolux.foundation.parties.models import Person

MOST_READERS = 10


def unseen(event: Event, key: str) -> None:
    """One letter with all that waited. A customer's answer to it joins the conversation; our own people answer on the
    page, because nothing in a mail proves who of us wrote it."""
    said = list(Message.objects.filter(pk__in=event.facts["messages"]).order_by("pk"))
    if not said:
        return
    deal = Deal.objects.select_related("buyer", "owner").get(pk=event.subject_id)
    to_customer = event.facts["to_customer"]
    # who wants to hear of messages in the page, in the morning or not at all gets no letter: the page counts them for him
    readers = wanting_mail(_readers(deal) if to_customer else _colleagues(deal), Kind.MESSAGES)
    if not readers:
        return
    files = [a.name for a in Attachment.objects.filter(message__in=said).order_by("message", "position")]
    write_letter(
        key,
        # a letter to our own people is no part of the customer's file
        deal=deal if to_customer else None,
        to=readers,
        letter="messages_unseen" if to_customer else "messages_unseen_by_us",
        context={
            "about": deal,
            "said": said,
            "files": files,
            "address": reverse("portal:chat" if to_customer else "desk:chat", args=[deal.number]),
        },
        at=clock.now(),
    )


def _readers(deal: Deal) -> list[Person]:
    """The customer's people who took part in the conversation, or his buyers."""
    taking_part = Message.objects.filter(deal=deal, is_incoming=True, author__isnull=False).values("author")
    found = Person.objects.filter(pk__in=taking_part, is_active=True, company_id=deal.buyer_id).order_by("id")
    return list(found[:MOST_READERS]) or people_of(deal, Role.BUYER)


def _colleagues(deal: Deal) -> list[Person]:
    """Whose deal it is, or everybody who answers customers."""
    if deal.owner is not None and deal.owner.is_active:
        return [deal.owner]
    roles = [role.value for role in ANSWERING]
    found = Person.objects.filter(roles__overlap=roles, is_active=True, company__isnull=True)
    return list(found.order_by("id")[:MOST_READERS])
