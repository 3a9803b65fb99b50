"""What some deals of the demonstration company have beside the usual way: samples before the order or after it, an
amendment of what both signed, goods that travel in two parts.
"""

from datetime import datetime, timedelta
from typing import Any

from ordolux.foundation import clock
from ordolux.foundation.parties.models import our_day
from ordolux.orders.amendment.deeds import (
    LineAdded,
    LineAmended,
    countersign_amendment,
    propose_amendment,
    send_amendment_code,
    sign_amendment,
    try_amendment_code,
)
from ordolux.orders.models import Amendment, OrderLine, SampleOrder
from ordolux.orders.samples.deeds import (
    SampleAsked,
    accept_samples,
    ask_for_samples,
    judge_samples,
    offer_samples,
    prepare_samples,
    ship_samples,
)
from ordolux.orders.samples.fees.deeds import note_fee
from ordolux.orders.signature.deeds import digits_of
from ordolux.process.demonstration.life import Life, Piece, Step
from ordolux.process.demonstration.tables import rows
from ordolux.process.demonstration.works import schedule
from ordolux.shipping.models import ShippingPlan
from ordolux.shipping.parts.deeds import TravelsNow, split_plan
from ordolux.shipping.plan.deeds import send_plan

# so long before the present it happens, that it still waits for somebody then
LATELY = {
    "ask_samples_lately": timedelta(days=1, hours=6), "amend_lately": timedelta(days=2, hours=6),
    "schedule_lately": timedelta(hours=20),
}  # fmt: skip


def _before(step: Step, name: str) -> Step:
    """A step that is put off until shortly before the present."""

    def lately(life: Life, it: Piece) -> datetime | None:
        # asked again, the same moment is meant
        due = it.said.setdefault("present", clock.real_now()) - LATELY[name]
        return due if clock.now() < due else step(life, it)

    return lately


# ── samples ──────────────────────────────────────────────────────────────────


def ask_samples(life: Life, it: Piece) -> None:
    """The customer asks for two of each lamp of his quotation."""
    buyer = life.buyer(it)
    assert buyer.company is not None, "a buyer has his company"
    life.once(
        it.buyer, ask_for_samples, "samples", lines=tuple(SampleAsked(product, 2) for product, _ in it.lines),
        deliver_to=buyer.company.address or buyer.company.legal_name, country=buyer.company.country,
        quotation=life.quotation(it), wish="For the mock-up; please in the packing in which they will come.",
    )  # fmt: skip


def _samples(life: Life, it: Piece) -> SampleOrder:
    return SampleOrder.objects.select_related("deal").filter(quotation__deal=life.deal(it)).latest("id")


def offer_them(life: Life, it: Piece) -> None:
    """Sales offer them at the fee of the policy."""
    life.once("mei", offer_samples, "offer", _samples(life, it), words="From stock, two of each.")


def accept_them(life: Life, it: Piece) -> None:
    """The customer accepts fee and courier."""
    life.once(it.buyer, accept_samples, "accept", _samples(life, it))


def pay_for_them(life: Life, it: Piece) -> None:
    """The fee comes by card."""
    sample = _samples(life, it)
    assert sample.total is not None, "accepted samples have their price"
    life.once(
        "zhou", note_fee, "fee", sample, amount=sample.total.amount, reference=f"card {sample.number}", on=our_day(clock.now())
    )  # fmt: skip


def prepare_them(life: Life, it: Piece) -> None:
    """They are taken from the store."""
    life.once("wei", prepare_samples, "prepare", _samples(life, it))


def ship_them(life: Life, it: Piece) -> None:
    """The courier has them."""
    number = f"{it.chance('parcel').randint(10**9, 10**10 - 1)}"
    life.once(
        "wei", ship_samples, "ship", _samples(life, it), carrier="Swift Parcel", tracking_number=number,
        on=our_day(clock.now()),
    )  # fmt: skip


def judge_them(life: Life, it: Piece) -> None:
    """The customer likes them."""
    life.once(
        it.buyer, judge_samples, "judge", _samples(life, it), verdict="approved", words="Light and finish are what we want."
    )  # fmt: skip


# ── amendments ───────────────────────────────────────────────────────────────


def amend(life: Life, it: Piece) -> None:
    """The customer needs more of the first lamp and, where there is more than one, another lamp too."""
    order = life.order(it)
    first = OrderLine.objects.filter(order=order).order_by("position")[0]
    wanted: dict[str, Any] = {"lines": (LineAmended(1, pieces=first.pieces + max(10, first.pieces // 10)),)}
    if len(it.lines) > 1:
        others = sorted({row["product"] for row in rows("goods")} - {product for product, _ in it.lines})
        another = it.chance("another").choice(others)
        wanted["added"] = (LineAdded(another, 100, first.unit_price.amount),)
    life.once(
        "mei",
        propose_amendment,
        "amend",
        order,
        reason="The customer's project has one floor more.",
        **wanted,
    )


def _amendment(life: Life, it: Piece) -> Amendment:
    return Amendment.objects.select_related("deal").get(order=life.order(it))


def sign_it(life: Life, it: Piece) -> None:
    """The customer proves his mailbox and signs the amendment."""
    amendment, actor = _amendment(life, it), life.people[it.buyer].actor()
    if sign_amendment.was_done(f"demonstration:{life.key}:sign", actor):
        return
    code = send_amendment_code(amendment, by=actor, at=clock.now())
    try_amendment_code(amendment, digits=digits_of(code), by=actor, at=clock.now())
    life.do(
        it.buyer, sign_amendment, "sign", amendment, name=life.buyer(it).name, consent=True,
        document_sha256=amendment.sha256,
    )  # fmt: skip


def countersign_it(life: Life, it: Piece) -> None:
    """We sign the amendment too: it holds."""
    life.once("mei", countersign_amendment, "countersign", _amendment(life, it))


# ── goods in parts ───────────────────────────────────────────────────────────


def split(life: Life, it: Piece) -> None:
    """The first line travels now, the rest later."""
    plan = ShippingPlan.objects.select_related("order", "deal").filter(order=life.order(it)).earliest("id")
    first = OrderLine.objects.filter(order=life.order(it)).order_by("position")[0]
    life.once("wei", split_plan, "split", plan, now=(TravelsNow(1, first.pieces),))


def send_the_rest(life: Life, it: Piece) -> None:
    """Logistics asks for the customer's word on the second part."""
    life.once("wei", send_plan, "rest", ShippingPlan.objects.filter(order=life.order(it)).latest("id"))


STEPS_BESIDE: dict[str, Step] = {
    "ask_samples": ask_samples, "ask_samples_lately": _before(ask_samples, "ask_samples_lately"),
    "offer_samples": offer_them, "accept_samples": accept_them, "pay_samples": pay_for_them,
    "prepare_samples": prepare_them, "ship_samples": ship_them, "judge_samples": judge_them,
    "amend": amend, "amend_lately": _before(amend, "amend_lately"), "sign_amendment": sign_it,
    "countersign_amendment": countersign_it, "split_plan": split, "send_rest": send_the_rest,
    "schedule_lately": _before(schedule, "schedule_lately"),
}  # fmt: skip
