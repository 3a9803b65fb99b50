"""What follows for documents at a bank: paid when the money is credited, unpaid when it is taken back; silence is noticed."""

from datetime import datetime

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Firm
from ordolux.orders.collection.deeds import note_honour, note_unpaid, remind_of_answer
from ordolux.orders.collection.models import Presentation, PresentationState
from ordolux.orders.collection.queries import answers_overdue
from ordolux.orders.payment.models import Instalment
from ordolux.rules.terms import InstalmentName
from ordolux.rules.workdays import day_at


def honour_after_payment(event: Event, key: str) -> None:
    """Money was credited: when it was the last of what the documents ask for, they are paid."""
    standing = Presentation.objects.filter(
        deal__in=[event.deal_id], state__in=[PresentationState.PRESENTED, PresentationState.TAKEN_UP]
    ).first()
    if standing is None:
        return
    still_open = Instalment.objects.filter(order_id=standing.order_id, paid_at=None)
    if not still_open.exclude(name=InstalmentName.DEPOSIT).exists():
        note_honour.once(key)(standing, by=Actor.system(), at=clock.now())


def open_again_after_reversal(event: Event, key: str) -> None:
    """A payment was taken back: documents that it paid are unpaid."""
    paid = Presentation.objects.filter(deal__in=[event.deal_id], state=PresentationState.HONOURED).first()
    if paid is None:
        return
    still_open = Instalment.objects.filter(order_id=paid.order_id, paid_at=None)
    if still_open.exclude(name=InstalmentName.DEPOSIT).exists():
        note_unpaid.once(key)(paid, by=Actor.system(), at=clock.now())


def remind_of_answers(at: datetime) -> None:
    """Remind finance once of each bank whose five days are over."""
    firm = Firm.objects.first()
    for presentation in answers_overdue(day_at(firm.zone, at)) if firm is not None else ():
        remind_of_answer.once(f"answer:{presentation.pk}:{presentation.version}")(
            presentation, by=Actor.system(), at=at
        )
