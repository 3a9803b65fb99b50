"""What we ask of inquiries."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState

OPEN_STATES = (InquiryState.RECEIVED, InquiryState.CONFIRMED)


def open_inquiries(actor: Actor) -> QuerySet[Inquiry]:
    """The inquiries that wait for us or for an answer, with their deal: by the time that is left, paused ones last."""
    found: QuerySet[Inquiry] = Inquiry.objects.visible_to(actor).filter(state__in=OPEN_STATES)
    return found.select_related("deal__buyer").order_by("answer_by", "id")


def inquiry_that_waits(deal: Deal) -> Inquiry | None:
    """The inquiry of this deal that waits for the customer's answer."""
    return Inquiry.objects.filter(deal=deal, paused_since__isnull=False, state__in=OPEN_STATES).first()


def inquiries_to_warn_of(at: datetime) -> list[Inquiry]:
    """The inquiries whose clock runs: open and not paused."""
    return list(
        Inquiry.objects.filter(
            state__in=OPEN_STATES, paused_since__isnull=True, received_at__lte=at
        ).order_by("id")
    )


def inquiry_in_full(number: str, actor: Actor) -> Inquiry | None:
    """One inquiry with everything that its review page shows: two statements, and one for each kind of part."""
    found: QuerySet[Inquiry] = Inquiry.objects.visible_to(actor).filter(number=number)
    return (
        found.select_related("deal__buyer", "deal__owner", "message", "contact", "copied_from", "reading")
        .prefetch_related("lines__product__family", "quotations", "message__attachments")
        .first()
    )


def share_answered_in_time(since: datetime, until: datetime, at: datetime) -> tuple[int, int]:
    """How many inquiries received in a period were answered within 24 hours, and how many should have been by ``at``;
    one that is open and late counts as late."""
    answered = Q(state__in=(InquiryState.QUOTED, InquiryState.CLOSED))
    due = answered | Q(state__in=OPEN_STATES, answer_by__lte=at)
    counted = Inquiry.objects.filter(received_at__gte=since, received_at__lt=until, is_free=False).aggregate(
        due=Count("id", filter=due), kept=Count("id", filter=answered & Q(is_late=False))
    )
    return counted["kept"], counted["due"]
