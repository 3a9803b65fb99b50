"""The pieces of business that are multiplied: two that came to their end, and one at each place where somebody has to act."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.parties.models import Person
from ordolux.process import demonstration
from ordolux.process.demonstration.deals import CONTRACT, DELIVERED, OFFER
from ordolux.process.demonstration.filling import Filling
from ordolux.process.demonstration.life import Piece

SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"
ENDED = (
    Piece("load one", "anna", ((SPOT, 300), (BULB, 500)), (*OFFER, *DELIVERED), 118, mode="air"),
    Piece("load two", "omar", ((SPOT, 400),), (*OFFER, *DELIVERED), 116, mode="air"),
)
OPEN = (
    Piece("load three", "anna", ((BULB, 1000),), ("ask",), 0.3),
    Piece("load four", "omar", ((SPOT, 500), (BULB, 600)), OFFER, 4),
    Piece("load five", "anna", ((SPOT, 800),), (*OFFER, "accept"), 6),
    Piece("load six", "omar", ((BULB, 700),), (*OFFER, *CONTRACT), 12),
)
LIVED = timedelta(days=119)


class PatternStopped(RuntimeError):
    """A piece of business that is to be multiplied did not come as far as it should."""


def live_patterns(say: Callable[[str], None]) -> tuple[list[int], list[int]]:
    """Live the patterns by deeds in an empty database; the deals that ended, and those that wait for somebody.

    Raises PatternStopped.
    """
    demonstration.load()
    with tempfile.TemporaryDirectory(prefix="ordolux-load-") as folder:
        # how far this life is, and its letters, concern nobody afterwards
        before = settings.ORDOLUX_STATE, settings.ORDOLUX_OUTGOING, settings.ORDOLUX_RELAY_HOST
        settings.ORDOLUX_STATE, settings.ORDOLUX_OUTGOING = Path(folder), Path(folder) / "outgoing"
        settings.ORDOLUX_RELAY_HOST = ""
        try:
            life = Filling(lambda _: None, tables=(), pieces=(*ENDED, *OPEN), since=LIVED)
            say("living the pieces of business that are multiplied…")
            life.go_on()
        finally:
            settings.ORDOLUX_STATE, settings.ORDOLUX_OUTGOING, settings.ORDOLUX_RELAY_HOST = before
    if life.progress.stopped:
        raise PatternStopped(", ".join(life.progress.stopped))
    Person.objects.update(unread_notices=0)
    deals = {name: life.life.deal(it).pk for name, it in life.deals.items()}
    ended, still_open = ([deals[it.name] for it in group] for group in (ENDED, OPEN))
    assert Deal.objects.count() == len(deals), "each pattern is one deal"
    return ended, still_open
