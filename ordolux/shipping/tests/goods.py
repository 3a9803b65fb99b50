"""Goods that wait to be shipped, for the tests of stages 4 and 5: an order that was quoted, placed, made and paid."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.deeds import add_person, register_company
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.quotation.deeds import draft_quotation, send_quotation
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.deeds import place_order
from ordolux.orders.agreement.models import Order, OrderLine, OrderState
from ordolux.orders.payment.models import Instalment
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.job.models import Job, JobState
from ordolux.rules.money import Money
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan.deeds import confirm_plan, draft_plan, send_plan
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.tracking.deeds import note_tracking_event
from ordolux.shipping.transport.deeds import book_shipment, enter_bill_of_lading
from ordolux.shipping.transport.models import Shipment

# Monday 4 May 2026, 10:00 in Shenzhen
READY = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
WEI = Actor(name="Wei", roles=frozenset({Role.LOGISTICS}))
LING = Actor(name="Ling", roles=frozenset({Role.SUPPORT}))


@dataclass
class Cast:
    """Who takes part: Mei sells, Anna and her colleague Jan buy for Nordlicht, Omar buys for Al Noor, Ling helps."""

    mei: Person
    anna: Person
    jan: Person
    omar: Person
    ling: Person


def cast() -> Cast:
    """The house and its people."""
    house.furnish()
    anna = house.anna()
    assert anna.company is not None
    by = house.STAFF
    jan = add_person(
        email="jan@nordlicht.example",
        name="Jan Voss",
        roles=["buyer"],
        company=anna.company,
        by=by,
        at=house.MONDAY,
    )
    al_noor = register_company(
        legal_name="Al Noor Trading LLC",
        country="AE",
        zone="Asia/Dubai",
        calendar="AE",
        currency="USD",
        by=by,
        at=house.MONDAY,
    )
    omar = add_person(
        email="omar@alnoor.example",
        name="Omar Haddad",
        roles=["buyer"],
        company=al_noor,
        by=by,
        at=house.MONDAY,
    )
    ling = add_person(
        email="ling@mingzhou.example", name="Ling", roles=["support"], by=house.SYSTEM, at=house.MONDAY
    )
    return Cast(house.mei(), anna, jan, omar, ling)


def ordered(
    cast: Cast, lines: tuple[ConfirmedLine, ...] = (), *, incoterm: str = "FCA", place: str = "Shenzhen"
) -> Order:
    """An order for 300 spots (or ``lines``) that was quoted, sent, accepted and released."""
    lines = lines or (ConfirmedLine("MZ-GU10-70-830", 300),)
    inquiry = house.confirmed(
        house.opened(), cast.mei.actor(), cast.anna, lines, incoterm=incoterm, place=place
    )
    quotation = draft_quotation(inquiry, by=cast.mei.actor(), at=house.MONDAY)
    quotation = send_quotation(quotation, by=cast.mei.actor(), at=house.MONDAY)
    mode = next(option.mode for option in quotation.options.all() if option.is_feasible)
    order = place_order(quotation, mode=mode, by=cast.anna.actor(), at=house.MONDAY)
    for reached in (OrderState.CONFIRMED, OrderState.RELEASED):
        order.state = reached
        order.save(update_fields=["state"])
    return order


def made(order: Order, *, batches: int = 1, scrap: int = 0) -> Order:
    """All lines were produced in so many batches and passed everything (written directly: stage 3 tests itself)."""
    for line in OrderLine.objects.filter(order=order):
        job = Job.objects.create(
            deal=order.deal,
            number=f"J-{line.pk}",
            order=order,
            line=line,
            product=line.product,
            pieces=line.pieces,
            order_class="small",
            planned_at=READY,
        )
        for position in range(1, batches + 1):
            pieces = line.pieces // batches
            batch = Batch.objects.create(
                deal=order.deal,
                number=f"B-{line.pk}-{position}",
                job=job,
                position=position,
                pieces=pieces,
                good_pieces=pieces - scrap,
                scrap_pieces=scrap,
            )
            for state in (
                BatchState.RELEASED,
                BatchState.PRODUCED,
                BatchState.PASSED,
                BatchState.INSPECTED,
                BatchState.FINISHED,
            ):
                batch.state = state
                batch.save(update_fields=["state"])
        for job_state in (JobState.READY, JobState.SCHEDULED, JobState.RUNNING, JobState.FINISHED):
            job.state = job_state
            job.save(update_fields=["state"])
    return order


def paid(order: Order) -> Order:
    """Every instalment is credited."""
    for part in Instalment.objects.filter(order=order):
        part.credited = part.due
        part.save(update_fields=["credited_amount", "credited_currency"])
    return order


def sent(order: Order) -> ShippingPlan:
    """A plan that waits for the customer's word."""
    return send_plan(draft_plan(order, destination="DEHAM", by=WEI, at=READY), by=WEI, at=READY)


def confirmed(order: Order, cast: Cast) -> ShippingPlan:
    """A plan that Anna confirmed in the portal."""
    return confirm_plan(sent(order), plan_version=1, confirmed_by=cast.anna, by=cast.anna.actor(), at=READY)


def booked(order: Order, cast: Cast) -> Shipment:
    """A shipment with its papers, booked by sea and on board."""
    plan = confirmed(order, cast)
    issue_shipping_papers(plan, by=WEI, at=READY)
    shipment = book_shipment(
        plan,
        carrier="Elbe Line",
        booking_reference="ELB77120",
        departs_on=date(2026, 5, 9),
        arrives_on=date(2026, 6, 12),
        vessel="King of the Seas",
        imo="9321483",
        voyage="2103S",
        by=WEI,
        at=READY,
    )
    return enter_bill_of_lading(
        shipment,
        bl_number="ELBSZ0012345",
        bl_kind="telex",
        on_board_on=date(2026, 5, 9),
        container="CSQU3054383",
        by=WEI,
        at=READY,
    )


def told(
    shipment: Shipment,
    code: str,
    at: datetime,
    *,
    kind: str = "TRANSPORT",
    classifier: str = "ACT",
    location: str = "",
    told_at: datetime | None = None,
) -> Shipment:
    """An event that Wei notes by hand."""
    note_tracking_event(
        shipment,
        kind=kind,
        code=code,
        classifier=classifier,
        happened_at=at,
        location=location or shipment.loading,
        by=WEI,
        at=told_at or at,
    )
    return Shipment.objects.get(pk=shipment.pk)


def costs(amount: str) -> Money:
    """Euros."""
    return Money(Decimal(amount), "EUR")
