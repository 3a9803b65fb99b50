"""Letters of production: the purchase order to the supplier, the inspection report to the customer."""

from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.foundation import clock
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.production.inspection.models import Batch
from ordolux.production.materials.models import Purchase


def purchase_order(event: Event, key: str) -> None:
    """The paper of a purchase is filed: send it to the supplier."""
    purchase = Purchase.objects.select_related("supplier").get(pk=event.subject_id)
    paper = latest_document(purchase, "purchase_order")
    assert paper is not None
    # Not in the deal's file: the customer reads the letters there, and suppliers are none of his business.
    write_letter(
        key,
        deal=None,
        to=[purchase.supplier.email],
        letter="purchase_order",
        context={"purchase": purchase},
        enclosures=[enclose(paper)],
        language="zh-hans" if purchase.supplier.country == "CN" else "en",
        at=clock.now(),
    )


def inspection_report(event: Event, key: str) -> None:
    """The report of a batch is filed: send it to the customer's buyers."""
    batch = Batch.objects.select_related("deal").get(pk=event.subject_id)
    paper = latest_document(batch, "inspection_report")
    company = batch.deal.buyer_id
    if paper is None or company is None:
        return
    readers = Person.objects.filter(company_id=company, is_active=True, roles__contains=["buyer"]).order_by(
        "pk"
    )
    write_letter(
        key,
        deal=batch.deal,
        to=list(readers),
        letter="inspection_report",
        context={"batch": batch, "address": f"/portal/batches/{batch.number}"},
        enclosures=[enclose(paper)],
        at=clock.now(),
    )
