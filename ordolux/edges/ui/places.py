"""Where the next step of a deal is done: the page of the record on which the deed acts, for our side and the customer's."""

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.foundation.deals.models import Deal
from ordolux.rules.refusal import N_


@dataclass(frozen=True, slots=True)
class Place:
    """A page: the model whose newest record of the deal it shows ("" = a list), and its URL name on either side."""

    model: str
    desk: str
    portal: str
    button: str


_INQUIRY = Place("inquiries.Inquiry", "inquiry", "", N_("Open the inquiry"))
_QUOTATION = Place("inquiries.Quotation", "quotation", "quotation", N_("Open the quotation"))
_PROFORMA = Place("orders.Proforma", "proforma", "proforma", N_("Open the proforma invoice"))
_AMENDMENT = Place("orders.Amendment", "amendment", "amendment", N_("Open the amendment"))
_LETTER = Place("orders.LetterOfCredit", "letter_of_credit", "", N_("Open the letter of credit"))
_BANK_PAPERS = Place("orders.Presentation", "presentation", "", N_("Open the documents"))
_ORDER_MONEY = Place("orders.Order", "order_money", "", N_("Open the money of the order"))
_CREDIT_WANTED = Place("orders.Order", "order_money", "bank", N_("See the terms for your bank"))
_MONEY = Place("", "money", "payments", N_("Open the payments"))
_PURCHASES = Place("", "purchases", "", N_("Open the purchases"))
_SCHEDULE = Place("", "schedule", "", N_("Open the schedule"))
_BATCH = Place("production.Batch", "batch", "batch", N_("Open the batch"))
_PLAN = Place("shipping.ShippingPlan", "shipping_plan", "shipping_plan", N_("Open the shipping plan"))
_SHIPMENT = Place("shipping.Shipment", "shipment", "delivery", N_("Open the shipment"))
_CLAIM = Place("support.Claim", "claim", "claim", N_("Open the claim"))
_SAMPLE = Place("orders.SampleOrder", "sample", "sample", N_("Open the samples"))

PLACES = {
    "inquiry.confirm": _INQUIRY, "inquiry.resume": _INQUIRY, "quotation.draft": _INQUIRY,
    "quotation.send": _QUOTATION, "quotation.approve_price": _QUOTATION, "quotation.change": _QUOTATION,
    "quotation.revise": _QUOTATION, "order.place": _QUOTATION,
    "proforma.sign": _PROFORMA, "proforma.reissue": _PROFORMA, "proforma.countersign": _PROFORMA,
    "amendment.sign": _AMENDMENT, "amendment.countersign": _AMENDMENT,
    "credit_letter.announce": _CREDIT_WANTED, "credit_letter.receive": _ORDER_MONEY, "credit_letter.accept": _LETTER,
    "credit_amendment.receive": _LETTER, "credit_amendment.accept": _LETTER,
    "documents.present": _ORDER_MONEY, "documents.accept": _BANK_PAPERS,
    "credit_limit.set": _ORDER_MONEY, "credit_limit.allow": _ORDER_MONEY,
    "statement.import": _MONEY, "payment.allocate": _MONEY, "purchase.order": _PURCHASES, "goods.receive": _PURCHASES,
    "schedule.make": _SCHEDULE, "batch.release": _BATCH, "batch.close": _BATCH, "readings.enter": _BATCH,
    "batch.judge": _BATCH, "batch.rework": _BATCH, "appearance.inspect": _BATCH,
    "plan.revise": _PLAN, "plan.send": _PLAN, "plan.confirm": _PLAN, "papers.issue": _PLAN, "shipment.book": _PLAN,
    "bl.enter": _SHIPMENT, "tracking.note": _SHIPMENT, "shipment.deliver": _SHIPMENT,
    "sample_order.offer": _SAMPLE, "sample_order.accept": _SAMPLE, "sample_order.take_fee": _SAMPLE,
    "sample_order.prepare": _SAMPLE, "sample_order.ship": _SAMPLE, "sample_order.judge": _SAMPLE,
    "claim.approve": _CLAIM, "claim.add_evidence": _CLAIM,
}  # fmt: skip


# of an order in parts the next deed acts on the first that is in one of these states
WAITING_IN = {
    "plan.send": ("drafted",), "plan.confirm": ("sent",), "plan.revise": ("change_requested",),
    "papers.issue": ("confirmed",), "shipment.book": ("confirmed",), "bl.enter": ("booked", "loaded"),
    "tracking.note": ("booked", "loaded", "departed"), "shipment.deliver": ("arrived",),
}  # fmt: skip


def place_of(deed: str, deal: Deal, *, is_staff: bool) -> tuple[str, str]:
    """The address at which ``deed`` is done for this deal and the words of the button; empty when there is no such page."""
    place = PLACES.get(deed)
    name = (place.desk if is_staff else place.portal) if place else ""
    if place is None or not name:
        return "", ""
    side = "desk" if is_staff else "portal"
    if not place.model:
        return reverse(f"{side}:{name}"), gettext(place.button)
    records = apps.get_model(place.model)._default_manager.filter(deal=deal)
    if place is _BATCH:
        records = records.exclude(state="finished")
    number = records.order_by("id" if place is _BATCH else "-id").values_list("number", flat=True).first()
    return (reverse(f"{side}:{name}", args=[number]), gettext(place.button)) if number else ("", "")
