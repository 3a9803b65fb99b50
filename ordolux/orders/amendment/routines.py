"""What time alone does to amendments: the end of the time to sign."""

from datetime import datetime

from ordolux.foundation.actors import Actor
from ordolux.orders.amendment.deeds import lapse_amendment
from ordolux.orders.amendment.queries import amendments_to_lapse


def lapse_amendments(at: datetime) -> None:
    """Let amendments lapse that were not signed in time."""
    for amendment in amendments_to_lapse(at):
        lapse_amendment.once(f"lapse:{amendment.pk}")(amendment, by=Actor.system(), at=at)
