"""What follows an accepted sample order: its pro forma is printed."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.samples.deeds import file_sample_paper
from ordolux.orders.samples.models import SampleOrder
from ordolux.orders.samples.papers.paper import sample_paper


def print_sample_proforma(event: Event, key: str) -> None:
    """Print the pro forma that goes to the customer and with the parcel, and file it."""
    sample = SampleOrder.objects.select_related("deal").get(pk=event.subject_id)
    # cleared samples whose payment was taken back are accepted once more; their paper says the same
    if sample.accepted_at is None or event.facts.get("from") != "offered":
        return
    paper = sample_paper(sample)
    pdf = papers.render(paper.template, paper, language=sample.language, timestamp=sample.accepted_at)
    file_sample_paper.once(key)(
        sample, pdf=store_bytes(pdf, "application/pdf"), by=Actor.system(), at=clock.now()
    )
