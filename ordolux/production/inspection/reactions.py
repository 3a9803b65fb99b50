"""What follows when every piece of a batch has been looked at: its report."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Firm
from ordolux.production.inspection.deeds import file_report
from ordolux.production.inspection.models import Batch
from ordolux.production.inspection.papers import report_paper


def print_report(event: Event, key: str) -> None:
    """Print the inspection report in the buyer's language and file it, open to the customer."""
    batch = Batch.objects.select_related("deal__buyer", "job__order", "job__line", "job__product").get(
        pk=event.subject_id
    )
    buyer = batch.deal.buyer
    language = "zh" if buyer is not None and buyer.language.startswith("zh") else "en"
    paper = report_paper(batch, Firm.objects.get(), language)
    # The moment of the event, so that a second try prints the same bytes.
    pdf = papers.render(paper.template, paper, language=language, timestamp=event.at)
    file_report.once(key)(
        batch, pdf=store_bytes(pdf, "application/pdf"), language=language, by=Actor.system(), at=clock.now()
    )
