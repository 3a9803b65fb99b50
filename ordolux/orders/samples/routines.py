"""What time alone does to samples: an offer lapses, a credit ends unused."""

from datetime import datetime

from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Firm
from ordolux.orders.samples.deeds import lapse_offer
from ordolux.orders.samples.fees.deeds import expire_credit
from ordolux.orders.samples.queries import credits_that_end, samples_that_lapse
from ordolux.rules.workdays import day_at


def end_samples(at: datetime) -> None:
    """Let offers of samples lapse that nobody accepted in time, and credits end that no order took."""
    for sample in samples_that_lapse(at):
        # one that was offered anew lapses anew
        lapse_offer.once(f"lapse:{sample.pk}:{sample.version}")(sample, by=Actor.system(), at=at)
    firm = Firm.objects.first()
    for credit in credits_that_end(day_at(firm.zone, at)) if firm is not None else ():
        expire_credit.once(f"expire:{credit.pk}:{credit.version}")(credit, by=Actor.system(), at=at)
