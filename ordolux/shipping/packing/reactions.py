"""What follows the shipping papers: they are printed and filed."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.shipping.packing.deeds import file_document_set, file_shipping_papers
from ordolux.shipping.packing.document_sets import document_set
from ordolux.shipping.packing.models import CommercialInvoice, DocumentSet
from ordolux.shipping.packing.papers.paper import commercial_invoice_paper, packing_list_paper


def print_shipping_papers(event: Event, key: str) -> None:
    """Print packing list and commercial invoice from their snapshots, and file both."""
    invoice = CommercialInvoice.objects.select_related("packing_list").get(pk=event.subject_id)
    if invoice.sha256:
        return
    printed = []
    for paper in (commercial_invoice_paper(invoice), packing_list_paper(invoice.packing_list)):
        pdf = papers.render(paper.template, paper, language=invoice.language, timestamp=invoice.issued_at)
        printed.append(store_bytes(pdf, "application/pdf"))
    file_shipping_papers.once(key)(
        invoice, invoice_pdf=printed[0], packing_list_pdf=printed[1], by=Actor.system(), at=clock.now()
    )


def make_document_set(event: Event, key: str) -> None:
    """Put all papers of a consignment into one file."""
    wanted = DocumentSet.objects.select_related("plan").get(pk=event.subject_id)
    if wanted.file_id is not None:
        return
    data, names = document_set(wanted.plan)
    file_document_set.once(key)(
        wanted, file=store_bytes(data, "application/zip"), names=names, by=Actor.system(), at=clock.now()
    )
