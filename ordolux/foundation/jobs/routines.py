"""What is done once a day: the whole journal is computed again."""

from datetime import datetime, timedelta

from ordolux.foundation.actors import Actor
from ordolux.foundation.jobs.deeds import note_verification
from ordolux.foundation.journal.models import Event
from ordolux.foundation.journal.verify import verify
from ordolux.foundation.parties.models import Firm

EVERY = timedelta(days=1)


def verify_journal(at: datetime, *, although_done: bool = False) -> None:
    """Compute the journal again when the last time was a day ago, and note what was found; ``although_done`` today, too,
    after many lines came at once."""
    last = Event.objects.filter(name="journal.verified").order_by("-id").first()
    firm = Firm.objects.first()
    if firm is None or (last is not None and at - last.at < EVERY and not although_done):
        return
    verdict = verify()
    note_verification.once(f"journal:{last.pk if last else 0}")(
        firm, streams=verdict.streams, lines=verdict.lines,
        broken=[f"{line.stream} {line.seq}: {line.reason}" for line in verdict.broken], by=Actor.system(), at=at,
    )  # fmt: skip
