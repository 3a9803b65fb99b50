"""Letters of production: the purchase order to the supplier, the inspection report to the customer."""

from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.foundation import clock
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person, Supplier
from ordolux.production.inspection.models import Batch
from ordolux.production.materials.models import Purchase, RequestForQuotation


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
        language=_language_of(purchase.supplier),
        at=clock.now(),
    )


def purchase_cancelled(event: Event, key: str) -> None:
    """A purchase was cancelled after the supplier had it: tell him."""
    if not event.facts.get("was_ordered"):
        return
    purchase = Purchase.objects.select_related("supplier").get(pk=event.subject_id)
    write_letter(
        key, deal=None, to=[purchase.supplier.email], letter="purchase_cancelled", context={"purchase": purchase},
        language=_language_of(purchase.supplier), at=clock.now(),
    )  # fmt: skip


def request_for_quotation(event: Event, key: str) -> None:
    """A supplier is asked for an offer; he learns neither our prices nor whom else we ask."""
    request = RequestForQuotation.objects.select_related("supplier", "purchase").get(pk=event.subject_id)
    lines = list(request.purchase.lines.select_related("part").order_by("position"))
    write_letter(
        key, deal=None, to=[request.supplier.email], letter="request_for_quotation",
        context={"request_for_quotation": request, "purchase": request.purchase, "lines": lines},
        language=_language_of(request.supplier), at=clock.now(),
    )  # fmt: skip


def _language_of(supplier: Supplier) -> str:
    return "zh-hans" if supplier.country == "CN" else "en"


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
