"""What we ask about documents at a bank: where those of an order are, what comes next, whose answer is late."""

from datetime import date

from django.db.models import QuerySet

from ordolux.foundation.actors import Role
from ordolux.orders.agreement.models import Order
from ordolux.orders.collection.models import STANDING, Presentation, PresentationState
from ordolux.rules.terms import payment_term

BANK_STEPS = ("documents.present", "documents.accept")
"""The steps at a bank: while one of them waits, following the transport is not the next step of an order."""


def presentation_of(order: Order) -> Presentation | None:
    """The documents of an order that are at a bank, or that were taken up."""
    return Presentation.objects.filter(order=order, state__in=STANDING).first()


def bank_step(order: Order) -> tuple[Role, str] | None:
    """Who must do what at the bank next for an order whose goods have left; None when its term knows no bank or nothing is
    left to be done there."""
    if not payment_term(order.payment_term).is_through_bank or order.is_free:
        return None
    standing = presentation_of(order)
    if standing is None:
        return Role.LOGISTICS, "documents.present"
    return (Role.FINANCE, "documents.accept") if standing.state == PresentationState.PRESENTED else None


def answers_overdue(today: date) -> QuerySet[Presentation]:
    """Documents about which a bank should have answered before this day."""
    return (
        Presentation.objects.filter(state=PresentationState.PRESENTED, answer_by_on__lt=today)
        .select_related("order", "deal")
        .order_by("pk")
    )
