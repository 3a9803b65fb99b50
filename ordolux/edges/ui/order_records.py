"""The records of one piece of business that the order page of both sides links and reads: each found once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.agreement.models import Order
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.collection.models import Presentation
from ordolux.orders.documentary.models import LetterOfCredit
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.samples.models import SampleOrder
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.rules.terms import payment_term
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.transport.models import Shipment
from ordolux.support.warranty.models import Claim, Warranty


@dataclass(frozen=True, slots=True)
class Linked:
    """A record with its words, address and state."""

    record: Any
    title: str
    url: str
    detail: str = ""


# class of a record → URL name at the desk and in the portal
_PAGES: Mapping[type, tuple[str, str]] = {
    Inquiry: ("desk:inquiry", ""), Quotation: ("desk:quotation", "portal:quotation"),
    Proforma: ("desk:proforma", "portal:proforma"), Amendment: ("desk:amendment", "portal:amendment"),
    Batch: ("desk:batch", "portal:batch"),
    Order: ("desk:order_money", "portal:bank"), LetterOfCredit: ("desk:letter_of_credit", "portal:bank"),
    Presentation: ("desk:presentation", "portal:bank"),
    ShippingPlan: ("desk:shipping_plan", "portal:shipping_plan"), Shipment: ("desk:shipment", "portal:delivery"),
    Claim: ("desk:claim", "portal:claim"), SampleOrder: ("desk:sample", "portal:sample"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderRecords:
    """What there is of one piece of business so far, as far as the reader may see it."""

    inquiry: Inquiry | None = None
    quotation: Quotation | None = None
    order: Order | None = None
    proformas: list[Proforma] = field(default_factory=list)
    amendments: list[Amendment] = field(default_factory=list)
    letters: list[LetterOfCredit] = field(default_factory=list)
    presentations: list[Presentation] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    plan: ShippingPlan | None = None
    shipment: Shipment | None = None
    claims: list[Claim] = field(default_factory=list)
    samples: SampleOrder | None = None
    warranty_until: date | None = None

    def all(self) -> list[Any]:
        """Every record, in the order of the stages."""
        single = (self.samples, self.inquiry, self.quotation)
        later = (self.plan, self.shipment)
        return [
            *(r for r in single if r is not None), *self.proformas, *self.amendments, *self.letters,
            *self.batches, *(r for r in later if r is not None), *self.presentations, *self.claims,
        ]  # fmt: skip

    @property
    def proforma(self) -> Proforma | None:
        """The proforma invoice in force."""
        return self.proformas[-1] if self.proformas else None


def records_of(deal: Deal, actor: Actor) -> OrderRecords:
    """The records of ``deal``: one statement each for order, proforma invoices, amendments, batches, warranty and claims."""
    order = (
        Order.objects.visible_to(actor)
        .filter(deal=deal)
        .select_related("quotation__inquiry", "shipping_plan__shipment")
        .order_by("-id")
        .first()
    )
    if order is None:
        quotation = (
            Quotation.objects.visible_to(actor)
            .filter(deal=deal)
            .select_related("inquiry")
            .order_by("-id")
            .first()
        )
        inquiry = (
            quotation.inquiry if quotation else Inquiry.objects.filter(deal=deal).order_by("-id").first()
        )
        if inquiry is None:  # samples have a deal of their own
            return OrderRecords(samples=SampleOrder.objects.visible_to(actor).filter(deal=deal).first())
        return OrderRecords(inquiry, quotation)
    plan = getattr(order, "shipping_plan", None)
    if plan is not None and not actor.is_staff and plan.sent_at is None:
        plan = None
    term = payment_term(order.payment_term)
    is_over = deal.stage in (Stage.SUPPORT, Stage.CLOSED)
    return OrderRecords(
        inquiry=order.quotation.inquiry,
        quotation=order.quotation,
        order=order,
        proformas=list(Proforma.objects.filter(deal=deal).order_by("id")),
        amendments=list(Amendment.objects.filter(deal=deal).order_by("id")),
        presentations=(
            list(Presentation.objects.filter(deal=deal).select_related("order").order_by("id"))
            if term.is_through_bank
            else []
        ),
        letters=(
            list(LetterOfCredit.objects.filter(deal=deal).select_related("order").order_by("id"))
            if term.needs_letter
            else []
        ),
        batches=list(
            Batch.objects.filter(deal=deal)
            .exclude(state="merged")
            .select_related("job")
            .order_by("job_id", "position")
        ),
        plan=plan,
        shipment=getattr(plan, "shipment", None) if plan else None,
        claims=list(Claim.objects.filter(deal=deal).order_by("id")) if is_over else [],
        warranty_until=(
            Warranty.objects.filter(deal=deal).order_by("ends_on").values_list("ends_on", flat=True).first()
            if is_over
            else None
        ),
    )


def address_of(record: Any, side: str) -> str:
    """The page of a record on a side (desk, portal); empty when there is none."""
    desk, portal = _PAGES.get(type(record), ("", ""))
    name = desk if side == "desk" else portal
    # the customer reads about all that goes through banks on one page of his order
    about = record.order if name == "portal:bank" and not isinstance(record, Order) else record
    return reverse(name, args=[about.number]) if name else ""


def addresses(records: OrderRecords, side: str) -> dict[tuple[str, int], tuple[str, str]]:
    """(model, key) → (number, page) of all records, for the events of the timeline that are about them."""
    return {
        (record._meta.label_lower, record.pk): (record.number, address_of(record, side))
        for record in records.all()
    }


def links(records: OrderRecords, side: str) -> list[Linked]:
    """The records that have a page on this side, in the order of the work."""
    words = {
        Inquiry: gettext("Inquiry"), Quotation: gettext("Quotation"), Proforma: gettext("Proforma invoice"),
        Amendment: gettext("Amendment"), LetterOfCredit: gettext("Letter of credit"),
        Presentation: gettext("Documents at the bank"),
        ShippingPlan: gettext("Shipping plan"), Shipment: gettext("Shipment"), Claim: gettext("Claim"),
        SampleOrder: gettext("Samples"),
    }  # fmt: skip
    told = []
    for record in records.all():
        url = address_of(record, side)
        if url and not isinstance(record, Batch):
            told.append(Linked(record, record.number, url, words[type(record)]))
    return told


def newest_for(model: str, records: OrderRecords) -> Any:
    """The record of a model (``inquiries.Quotation``) on which the next deed acts."""
    name = model.rpartition(".")[2]
    if name == "Batch":
        waiting = [b for b in records.batches if b.state != BatchState.FINISHED]
        return min(waiting, key=lambda b: b.pk) if waiting else None
    if name == "Order":
        return records.order
    found = [record for record in records.all() if type(record).__name__ == name]
    return max(found, key=lambda record: record.pk) if found else None
