"""The records of one piece of business that the order page of both sides links and reads: each found once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.ui.parts import with_part
from ordolux.edges.ui.places import WAITING_IN
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
from ordolux.shipping.plan.queries import living_plans
from ordolux.shipping.transport.models import Shipment
from ordolux.support.warranty.models import Claim, Warranty

# a plan brings its order into the first of these stages; before them nobody looks for one
LATE = (Stage.SHIPPING, Stage.SUPPORT, Stage.CLOSED)


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
    plans: list[ShippingPlan] = field(default_factory=list)
    part_count: int = 0  # with those that the reader does not see yet
    claims: list[Claim] = field(default_factory=list)
    samples: SampleOrder | None = None
    warranty_until: date | None = None

    def all(self) -> list[Any]:
        """Every record, in the order of the stages."""
        single = (self.samples, self.inquiry, self.quotation)
        return [
            *(r for r in single if r is not None), *self.proformas, *self.amendments, *self.letters, *self.batches,
            *self.plans, *self.shipments, *self.presentations, *self.claims,
        ]  # fmt: skip

    @property
    def shipments(self) -> list[Shipment]:
        """The transports of all parts that are booked."""
        return [plan.shipment for plan in self.plans if hasattr(plan, "shipment")]

    @property
    def plan(self) -> ShippingPlan | None:
        """The shipping plan; of several parts the one that is expected last, by which the order is complete."""
        return max(self.plans, key=lambda plan: (_expected_on(plan), plan.pk), default=None)

    @property
    def shipment(self) -> Shipment | None:
        """The transport of that plan."""
        return getattr(self.plan, "shipment", None)

    @property
    def proforma(self) -> Proforma | None:
        """The proforma invoice in force."""
        return self.proformas[-1] if self.proformas else None


def _expected_on(plan: ShippingPlan) -> date:
    shipment = getattr(plan, "shipment", None)
    told: date = shipment.arrival_told_on if shipment is not None else plan.arrives_on
    return told


def _order_of(deal: Deal, actor: Actor) -> Order | None:
    orders = Order.objects.visible_to(actor).filter(deal=deal).select_related("quotation__inquiry")
    return orders.order_by("-id").first()


def records_of(deal: Deal, actor: Actor) -> OrderRecords:
    """The records of ``deal``: one statement each for order (with its shipping plans, once there are some), proforma invoices,
    amendments, batches, warranty and claims."""
    plans = list(living_plans(deal).select_related("order__quotation__inquiry")) if deal.stage in LATE else []
    order = plans[-1].order if plans else _order_of(deal, actor)
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
        plans=[plan for plan in plans if actor.is_staff or plan.sent_at is not None],
        part_count=len(plans),
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
            detail = words[type(record)]
            if isinstance(record, ShippingPlan | Shipment):
                detail = with_part(detail, record if isinstance(record, ShippingPlan) else record.plan)
            told.append(Linked(record, record.number, url, detail))
    return told


def newest_for(model: str, records: OrderRecords, deed: str = "") -> Any:
    """The record of a model (``inquiries.Quotation``) on which the next deed acts: of several parts of an order the first
    that waits for it."""
    name = model.rpartition(".")[2]
    states = WAITING_IN.get(deed, ())
    waiting_parts = [
        r for r in (*records.plans, *records.shipments) if type(r).__name__ == name and r.state in states
    ]
    if waiting_parts:  # what is not booked yet comes before what is
        return min(waiting_parts, key=lambda record: hasattr(record, "shipment"))
    if name == "Batch":
        waiting = [b for b in records.batches if b.state != BatchState.FINISHED]
        return min(waiting, key=lambda b: b.pk) if waiting else None
    if name == "Order":
        return records.order
    found = [record for record in records.all() if type(record).__name__ == name]
    return max(found, key=lambda record: record.pk) if found else None
