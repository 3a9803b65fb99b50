"""What we ask of the correspondence."""

from collections.abc import Sequence

from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.parties.models import Person


def deal_that_is_answered(answers: Sequence[str]) -> Deal | None:
    """The deal whose letter a mail answers, found by the Message-IDs that it refers to; it only locates, never proves."""
    if not answers:
        return None
    first = (
        Message.objects.filter(message_id__in=list(answers), deal__isnull=False)
        .select_related("deal")
        .first()
    )
    return first.deal if first else None


def person_known_as(address: str, deal: Deal) -> Person | None:
    """The active person of the deal's buyer with this mail address."""
    if deal.buyer_id is None or not address:
        return None
    return Person.objects.filter(email__iexact=address, company_id=deal.buyer_id, is_active=True).first()


def letters_waiting() -> list[Message]:
    """The letters in the outbox, oldest first."""
    return list(Message.objects.filter(state=MessageState.QUEUED).order_by("id"))
