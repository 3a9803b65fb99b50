"""The steps of a deal of the demonstration company on its way to the customer, and after it came there."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Sum

from ordolux.foundation import clock
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import our_day
from ordolux.process.demonstration import outside
from ordolux.process.demonstration.life import Life, Piece, Step
from ordolux.process.demonstration.works import WORKS
from ordolux.shipping.models import PackingList, Shipment, ShippingPlan
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan.deeds import confirm_plan, request_plan_change, send_plan
from ordolux.shipping.tracking.deeds import note_tracking_event
from ordolux.shipping.transport.deeds import book_shipment, deliver, enter_bill_of_lading, load_shipment
from ordolux.support.models import Claim
from ordolux.support.warranty.deeds import approve_claim, ask_for_report, reject_claim, submit_claim

# what is noted happened a little earlier
BEHIND = timedelta(minutes=5)


# ── shipping ─────────────────────────────────────────────────────────────────


def _plan(life: Life, it: Piece) -> ShippingPlan:
    """The plan; of goods in parts the first part's."""
    return ShippingPlan.objects.select_related("order", "deal").filter(order=life.order(it)).earliest("id")


def send_the_plan(life: Life, it: Piece) -> None:
    """Logistics asks for the customer's word."""
    life.once("wei", send_plan, "plan", _plan(life, it))


def change_the_plan(life: Life, it: Piece) -> None:
    """The customer wants it otherwise."""
    plan = _plan(life, it)
    life.once(
        it.buyer,
        request_plan_change,
        "change",
        plan,
        plan_version=plan.plan_version,
        wish="Our warehouse is closed until the 12th; please a week later.",
    )


def confirm_the_plan(life: Life, it: Piece) -> None:
    """The customer agrees."""
    plan = _plan(life, it)
    life.once(
        it.buyer, confirm_plan, "plan", plan, plan_version=plan.plan_version, confirmed_by=life.buyer(it)
    )


def papers(life: Life, it: Piece) -> None:
    """Packing list and commercial invoice."""
    life.once("wei", issue_shipping_papers, "papers", _plan(life, it))


def book(life: Life, it: Piece) -> None:
    """The transport is booked."""
    plan = _plan(life, it)
    today = clock.now().astimezone(WORKS).date()
    by_sea, by_air = str(plan.content["mode"]).startswith("sea"), plan.content["mode"] == "air"
    carried = (
        {
            "vessel": "Elbe Pioneer",
            "imo": "9074729",
            "voyage": f"{it.chance('voyage').randint(11, 89):03d}W",
            "container": "CSQU3054383",
        }
        if by_sea
        else {}
    )
    days = it.said.get("voyage", 34 if by_sea else 7)
    life.once(
        "wei",
        book_shipment,
        "book",
        plan,
        carrier="Elbe Line" if by_sea else "Sky Cargo" if by_air else "Swift Parcel",
        booking_reference=f"BK-{plan.pk:05d}",
        departs_on=today + timedelta(days=2),
        arrives_on=today + timedelta(days=2 + days),
        **carried,
    )


def _shipment(life: Life, it: Piece) -> Shipment:
    return Shipment.objects.select_related("plan__order", "deal").get(plan__order=life.order(it))


def load(life: Life, it: Piece) -> None:
    """The goods are loaded and the transport document is entered."""
    shipment = _shipment(life, it)
    by_sea = bool(shipment.container)
    life.once("wei", load_shipment, "load", shipment, seal=f"EL{400000 + shipment.pk}" if by_sea else "")
    number = f"ELBE{shipment.pk:07d}" if by_sea else "176-12345675"
    life.once(
        "wei",
        enter_bill_of_lading,
        "bill",
        _shipment(life, it),
        bl_number=number,
        bl_kind="original" if by_sea else "air_waybill",
        on_board_on=clock.now().astimezone(WORKS).date(),
    )


def _note(life: Life, it: Piece, code: str, classifier: str = "ACT") -> None:
    shipment = _shipment(life, it)
    life.once(
        "wei",
        note_tracking_event,
        f"{code}-{classifier}",
        shipment,
        kind="TRANSPORT",
        code=code,
        classifier=classifier,
        happened_at=clock.now() - BEHIND,
        location=shipment.destination if code == "ARRI" else shipment.loading,
    )


def depart(life: Life, it: Piece) -> None:
    """It leaves."""
    _note(life, it, "DEPA")


def late_news(life: Life, it: Piece) -> None:
    """The carrier tells that it will come later."""
    shipment = _shipment(life, it)
    life.once(
        "wei",
        note_tracking_event,
        "late",
        shipment,
        kind="TRANSPORT",
        code="ARRI",
        classifier="EST",
        happened_at=clock.now() + timedelta(days=52),
        location=shipment.destination,
    )


def arrive(life: Life, it: Piece) -> datetime | None:
    """It arrives, on the day that was booked or some days later."""
    shipment = _shipment(life, it)
    day = shipment.arrives_on + timedelta(days=it.said.get("days_late", 0))
    due = datetime.combine(day, time(9, 20), WORKS)
    if clock.now() < due:
        return due
    _note(life, it, "ARRI")
    return None


def hand_over(life: Life, it: Piece) -> None:
    """The customer has it."""
    shipment = _shipment(life, it)
    packed = PackingList.objects.filter(plan_id=shipment.plan_id).aggregate(cartons=Sum("cartons"))
    cartons = packed["cartons"] or 1
    proof = store_bytes(
        outside.paper(f"Received in good order: {shipment.number}", life.buyer(it).name), "application/pdf"
    )
    life.once(
        "wei",
        deliver,
        "deliver",
        shipment,
        delivered_at=clock.now() - BEHIND,
        received_by="Warehouse",
        cartons=cartons,
        proof=proof,
    )


# ── warranty ─────────────────────────────────────────────────────────────────


def claim(life: Life, it: Piece) -> None:
    """Lamps fail; ``it.said["report"]`` tells whether the customer gives a test report with it."""
    said: dict[str, Any] = {}
    if it.said.get("report"):
        report = life.given(
            it.buyer, f"Fault test report {it.name}", "Driver output open after 40 thermal cycles"
        )
        said = {
            "test_report": report,
            "report_name": "fault-test-report.pdf",
            "report_number": f"FTR-{it.chance('report').randint(1000, 9999)}",
            "tested_by": "Customer's laboratory",
            "tested_on": our_day(clock.now()) - timedelta(days=1),
            "tested_pieces": 5,
        }
    life.once(
        it.buyer,
        submit_claim,
        "claim",
        life.order(it),
        position=1,
        pieces=min(12, it.lines[0][1]),
        failure_mode="flicker",
        description="They flicker after an hour of operation; switching off and on helps for some minutes.",
        date_code=f"{clock.now():%y%W}A1",
        **said,
    )


def _claim(life: Life, it: Piece) -> Claim:
    return Claim.objects.filter(deal=life.deal(it)).latest("id")


def ask_report(life: Life, it: Piece) -> None:
    """Support asks for the test report."""
    life.once(
        "ling",
        ask_for_report,
        "ask",
        _claim(life, it),
        words="Please send the fault test report of your laboratory.",
    )


def approve(life: Life, it: Piece) -> None:
    """The claim is right; the free replacement follows by itself."""
    life.once("ling", approve_claim, "approve", _claim(life, it))


def reject(life: Life, it: Piece) -> None:
    """The claim is refused with its reason."""
    life.once(
        "ling",
        reject_claim,
        "reject",
        _claim(life, it),
        reason="The lamps were run on a dimmer that the data sheet excludes.",
    )


JOURNEY_STEPS: dict[str, Step] = {
    "send_plan": send_the_plan, "change_plan": change_the_plan, "confirm_plan": confirm_the_plan, "papers": papers,
    "book": book, "load": load, "depart": depart, "late_news": late_news, "arrive": arrive, "deliver": hand_over,
    "claim": claim, "ask_report": ask_report, "approve": approve, "reject": reject,
}  # fmt: skip
