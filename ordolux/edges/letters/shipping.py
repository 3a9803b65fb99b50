"""Letters about shipping: the plan to confirm, an outdated answer, a reminder, papers, departure, delay, delivery."""

from django.urls import reverse

from ordolux.edges.letters.orders import people_of
from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.shipping.packing.models import CommercialInvoice
from ordolux.shipping.parts.queries import others_on_their_way
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.tracking.deeds import share_tracking, token_of
from ordolux.shipping.transport.models import Shipment


def plan(event: Event, key: str) -> None:
    """The shipping plan as PDF, with the sentence by which a reply confirms it."""
    record = ShippingPlan.objects.select_related("deal").get(pk=event.subject_id)
    paper = latest_document(record, "shipping_plan")
    if record.state != PlanState.SENT or record.plan_version != event.facts["version"] or paper is None:
        return
    write_letter(
        key,
        deal=record.deal,
        to=people_of(record.deal, Role.BUYER),
        letter="shipping_plan",
        context={
            "plan": record,
            "address": _address(record),
            "line": line_of(record.number, record.plan_version),
        },
        enclosures=[enclose(paper)],
        at=clock.now(),
    )


def plan_reminder(event: Event, key: str) -> None:
    """The time to confirm is over, and nothing ships without the customer's word."""
    record = ShippingPlan.objects.select_related("deal").get(pk=event.subject_id)
    if record.state != PlanState.SENT:
        return
    write_letter(
        key,
        deal=record.deal,
        to=people_of(record.deal, Role.BUYER),
        letter="shipping_plan_reminder",
        context={
            "plan": record,
            "address": _address(record),
            "line": line_of(record.number, record.plan_version),
        },
        at=clock.now(),
    )


def plan_outdated(event: Event, key: str) -> None:
    """The reply confirmed a version that is no longer in force."""
    record = ShippingPlan.objects.select_related("deal").get(pk=event.subject_id)
    write_letter(
        key,
        deal=record.deal,
        to=[Person.objects.get(pk=event.facts["person"])],
        letter="shipping_plan_outdated",
        context={
            "plan": record,
            "quoted": event.facts["quoted"],
            "in_force": event.facts["in_force"],
            "address": _address(record),
            "line": line_of(record.number, event.facts["in_force"]),
        },
        at=clock.now(),
    )


def plan_confirmed(event: Event, key: str) -> None:
    """What was confirmed, by whom and how."""
    record = ShippingPlan.objects.select_related("deal", "confirmed_by").get(pk=event.subject_id)
    write_letter(
        key,
        deal=record.deal,
        to=people_of(record.deal, Role.BUYER),
        letter="shipping_plan_confirmed",
        context={"plan": record},
        at=clock.now(),
    )


def papers(event: Event, key: str) -> None:
    """Packing list and commercial invoice."""
    invoice = CommercialInvoice.objects.select_related("deal", "packing_list").get(pk=event.subject_id)
    found = (
        latest_document(invoice, "commercial_invoice"),
        latest_document(invoice.packing_list, "packing_list"),
    )
    write_letter(
        key,
        deal=invoice.deal,
        to=people_of(invoice.deal, Role.BUYER, Role.PAYER),
        letter="shipping_papers",
        context={"invoice": invoice, "packing_list": invoice.packing_list},
        enclosures=[enclose(paper) for paper in found if paper is not None],
        at=clock.now(),
    )


def departed(event: Event, key: str) -> None:
    """The goods have left: each buyer gets his own link to follow them."""
    shipment = Shipment.objects.select_related("deal", "order", "plan").get(pk=event.subject_id)
    for person in people_of(shipment.deal, Role.BUYER):
        at = clock.now()
        share_tracking.once(f"{key}:{person.pk}")(shipment, given_to=person.email, by=Actor.system(), at=at)
        write_letter(
            f"{key}:{person.pk}",
            deal=shipment.deal,
            to=[person],
            letter="shipment_departed",
            context={
                "shipment": shipment,
                "address": reverse("public:track", args=[token_of(shipment, person.email)]),
            },
            at=at,
        )


def delayed(event: Event, key: str) -> None:
    """The goods come later than the customer was told."""
    shipment = Shipment.objects.select_related("deal", "order").get(pk=event.subject_id)
    write_letter(
        key,
        deal=shipment.deal,
        to=people_of(shipment.deal, Role.BUYER),
        letter="shipment_delayed",
        context={
            "shipment": shipment,
            "told_on": event.facts["told_on"],
            "expected_on": event.facts["expected_on"],
            "days": event.facts["days"],
            "address": reverse("portal:delivery", args=[shipment.number]),
        },
        at=clock.now(),
    )


def delivered(event: Event, key: str) -> None:
    """The goods were delivered, and the warranty runs; after a part of them, what is still to come."""
    shipment = Shipment.objects.select_related("deal", "order", "plan").get(pk=event.subject_id)
    is_open = bool(others_on_their_way(shipment.plan))
    others = reverse("portal:shipping_plan", args=[shipment.plan.number]) if is_open else ""
    write_letter(
        key,
        deal=shipment.deal,
        to=people_of(shipment.deal, Role.BUYER),
        letter="shipment_delivered",
        context={"shipment": shipment, "address": reverse("portal:claims"), "others": others},
        at=clock.now(),
    )


def line_of(number: str, version: int) -> str:
    """The line by which a reply confirms a plan; it is the same in every language."""
    return f"confirm {number} v{version}"


def _address(record: ShippingPlan) -> str:
    return reverse("portal:shipping_plan", args=[record.number])
