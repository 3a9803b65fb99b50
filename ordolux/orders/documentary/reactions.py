"""What follows for letters of credit: checked again when both sides amended the order; days that come near are said once."""

from contextlib import suppress
from datetime import datetime

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.orders.documentary.deeds import check_letter_again, warn_of_letter
from ordolux.orders.documentary.models import CreditState, LetterOfCredit
from ordolux.orders.documentary.queries import warnings_at


def check_after_amendment(event: Event, key: str) -> None:
    """The order was amended: read its letter of credit against the new values."""
    letter = LetterOfCredit.objects.filter(deal__in=[event.deal_id], state=CreditState.OPERATIVE).first()
    if letter is None:
        return
    with suppress(NotAllowedNow):  # it still fits
        check_letter_again.once(key)(letter, by=Actor.system(), at=clock.now())


def warn_of_letters(at: datetime) -> None:
    """Remind of each day that comes near, twice: two weeks and five days before. An amended day is reminded of anew."""
    for near in warnings_at(at):
        warn_of_letter.once(f"near:{near.letter.pk}:{near.what}:{near.until}:{near.level}")(
            near.letter, what=near.what, until=near.until, by=Actor.system(), at=at
        )
