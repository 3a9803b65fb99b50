"""What follows a payment: its receipt is printed."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.payment.deeds import file_receipt
from ordolux.orders.payment.models import Allocation, Instalment
from ordolux.orders.payment.papers.paper import receipt_paper
from ordolux.orders.proforma.models import Proforma, ProformaState


def print_receipt(event: Event, key: str) -> None:
    """Print the receipt of a credited payment and file it."""
    allocation = Allocation.objects.select_related("entry", "instalment", "deal").get(pk=event.subject_id)
    proforma = Proforma.objects.get(
        order_id=allocation.instalment.order_id, state=ProformaState.COUNTERSIGNED
    )
    parts = list(Instalment.objects.filter(order_id=allocation.instalment.order_id))
    code = new_code()
    paper = receipt_paper(allocation, proforma, parts, code)
    pdf = papers.render(paper.template, paper, language=proforma.language, timestamp=allocation.allocated_at)
    file_receipt.once(key)(
        allocation, pdf=store_bytes(pdf, "application/pdf"), code=code, language=proforma.language, by=Actor.system(),
        at=clock.now(),
    )  # fmt: skip
