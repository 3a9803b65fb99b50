"""What follows a delivery, a decision, and the delivery of a replacement."""

from django.db.models import Q

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Firm
from ordolux.orders.agreement.models import Order
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.plan.quantities import living_parts
from ordolux.shipping.transport.queries import delivered_on
from ordolux.support.warranty.deeds import close_claim, file_decision, replace_goods, start_warranties
from ordolux.support.warranty.models import Claim, ClaimState, Evidence, Warranty
from ordolux.support.warranty.papers.paper import decision_paper
from ordolux.support.warranty.queries import claim_replaced_by


def start_after_delivery(event: Event, key: str) -> None:
    """The order was delivered: its warranty runs from that day, if it did not travel in parts."""
    order = Order.objects.get(pk=event.subject_id)
    parts = living_parts(order.pk)
    if len(parts) > 1:
        for part in parts:
            _start_with(part, order, key)
    elif not Warranty.objects.filter(order=order).exists():
        start_warranties.once(key)(order, by=Actor.system(), at=clock.now())


def start_after_part(event: Event, key: str) -> None:
    """A shipment was delivered: of an order in parts, the warranty of its pieces runs from that day."""
    part = ShippingPlan.objects.select_related("order").get(shipment=event.subject_id)
    if len(living_parts(part.order_id)) > 1:
        _start_with(part, part.order, key)


def _start_with(part: ShippingPlan, order: Order, key: str) -> None:
    """Start the warranty of a part's pieces, once they came and unless it runs: alone, or with the whole order's."""
    begun = Warranty.objects.filter(Q(plan=part) | Q(order=order, plan=None)).exists()
    if not begun and delivered_on(part) is not None:
        start_warranties.once(f"{key}:{part.pk}")(order, part=part, by=Actor.system(), at=clock.now())


def replace_after_approval(event: Event, key: str) -> None:
    """The claim was approved: the free replacement enters at the top."""
    claim = Claim.objects.get(pk=event.subject_id)
    if claim.state == ClaimState.APPROVED:
        replace_goods.once(key)(claim, by=Actor.system(), at=clock.now())


def print_decision(event: Event, key: str) -> None:
    """Print what was decided, and file it."""
    claim = Claim.objects.select_related(
        "warranty__line__product", "warranty__order", "deal", "replacement__deal"
    ).get(pk=event.subject_id)
    printed = latest_document(claim, "claim_decision")
    if printed is not None and claim.decided_at is not None and printed.issued_at >= claim.decided_at:
        return  # a claim that was reopened is decided, and printed, a second time
    buyer, firm = Company.objects.get(deals=claim.deal), Firm.objects.get()
    language = "zh" if buyer.language.startswith("zh") else "en"
    code = new_code()
    paper = decision_paper(
        claim,
        list(Evidence.objects.filter(claim=claim)),
        buyer=buyer,
        firm=firm,
        language=language,
        code=code,
    )
    pdf = papers.render(paper.template, paper, language=language, timestamp=claim.decided_at or event.at)
    file_decision.once(key)(
        claim,
        pdf=store_bytes(pdf, "application/pdf"),
        code=code,
        language=language,
        by=Actor.system(),
        at=clock.now(),
    )


def close_after_replacement(event: Event, key: str) -> None:
    """The order that replaces claimed goods was delivered: the claim is closed."""
    order = Order.objects.select_related("deal").get(pk=event.subject_id)
    claim = claim_replaced_by(order.deal) if order.is_free else None
    if claim is not None:
        close_claim.once(key)(claim, by=Actor.system(), at=clock.now())
