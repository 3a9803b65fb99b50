"""What follows when jobs are planned and purchases ordered."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Firm
from ordolux.orders.agreement.models import Order
from ordolux.production.materials.deeds import file_purchase_paper, net_materials
from ordolux.production.materials.models import Purchase
from ordolux.production.materials.papers import purchase_paper


def net_after_planning(event: Event, key: str) -> None:
    """The jobs of an order are planned: find out what they need."""
    net_materials.once(key)(Order.objects.get(pk=event.subject_id), by=Actor.system(), at=clock.now())


def print_purchase(event: Event, key: str) -> None:
    """A purchase was ordered: print its paper and file it."""
    purchase = Purchase.objects.select_related("supplier", "order").get(pk=event.subject_id)
    assert purchase.ordered_at is not None
    paper = purchase_paper(purchase, Firm.objects.get())
    pdf = papers.render(paper.template, paper, language="en", timestamp=purchase.ordered_at)
    file_purchase_paper.once(key)(
        purchase, pdf=store_bytes(pdf, "application/pdf"), by=Actor.system(), at=clock.now()
    )
