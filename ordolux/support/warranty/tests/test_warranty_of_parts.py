"""Of an order that travels in parts each part's pieces have a warranty of their own, from the day on which they came."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ordolux.edges.search.doings import offered_on
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.journal.models import Event
from ordolux.orders.agreement.models import Order
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.parts.deeds import TravelsNow, split_plan
from ordolux.shipping.plan.deeds import confirm_plan, draft_plan, send_plan
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.tests import goods
from ordolux.shipping.tests.goods import READY, WEI, Cast, ordered, paid, told
from ordolux.shipping.transport.deeds import book_shipment, deliver, enter_bill_of_lading
from ordolux.shipping.transport.models import Shipment
from ordolux.support.warranty.deeds import (
    NoSuchLine,
    NotDeliveredYet,
    PiecesImpossible,
    reject_claim,
    submit_claim,
)
from ordolux.support.warranty.models import Claim, Warranty
from ordolux.support.warranty.reactions import start_after_delivery, start_after_part
from tests.cast import sign_in

SAILED = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
CAME = datetime(2026, 6, 12, 6, 0, tzinfo=UTC)
LATER = CAME + timedelta(days=21)


@pytest.fixture
def sailing(cast: Cast) -> tuple[Shipment, Shipment]:
    """300 spots on two ships: 100 and 200."""
    order = paid(goods.made(ordered(cast)))
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    rest = split_plan(plan, now=(TravelsNow(1, 100),), by=WEI, at=READY)
    first, second = (on_its_way(ShippingPlan.objects.get(pk=each.pk), cast) for each in (plan, rest))
    return first, second


def on_its_way(plan: ShippingPlan, cast: Cast) -> Shipment:
    """Confirmed, packed, booked and gone."""
    plan = send_plan(plan, by=WEI, at=READY)
    plan = confirm_plan(
        plan, plan_version=plan.plan_version, confirmed_by=cast.anna, by=cast.anna.actor(), at=READY
    )
    issue_shipping_papers(plan, by=WEI, at=READY)
    shipment = book_shipment(
        plan, carrier="Elbe Line", booking_reference=f"ELB-{plan.part}", departs_on=SAILED.date(),
        arrives_on=LATER.date(), by=WEI, at=READY,
    )  # fmt: skip
    enter_bill_of_lading(
        shipment, bl_number=f"ELBSZ{plan.part}", bl_kind="telex", on_board_on=SAILED.date(), by=WEI, at=READY
    )
    return told(shipment, "DEPA", SAILED)


def came(shipment: Shipment, at: datetime) -> None:
    """A shipment is delivered, and what follows from it is done."""
    deliver(shipment, delivered_at=at, received_by="Jan", cartons=1, by=WEI, at=at)
    for name, reaction in (
        ("shipment.delivered", start_after_part),
        ("order.delivered", start_after_delivery),
    ):
        for event in Event.objects.filter(name=name):
            reaction(event, f"{name}:{event.pk}")


def failed(pieces: int, by: Actor, *, part: str = "", at: datetime = CAME, position: int = 1) -> Claim:
    """So many of the spots flicker."""
    return submit_claim(
        Order.objects.get(), position=position, pieces=pieces, failure_mode="flicker", description="They flicker.",
        part=part, by=by, at=at,
    )  # fmt: skip


def running() -> list[tuple[str, int, date]]:
    found = Warranty.objects.select_related("plan").order_by("pk")
    return [(str(each.plan), each.pieces, each.starts_on) for each in found]


def test_each_part_is_under_warranty_from_the_day_on_which_it_came(
    sailing: tuple[Shipment, Shipment],
) -> None:
    first, second = sailing
    came(first, CAME)
    assert running() == [(str(first.plan), 100, CAME.date())]
    came(second, LATER)
    assert running() == [(str(first.plan), 100, CAME.date()), (str(second.plan), 200, LATER.date())]


def test_what_failed_of_the_first_part_is_claimed_while_the_second_is_at_sea(
    sailing: tuple[Shipment, Shipment], cast: Cast
) -> None:
    first, second = sailing
    anna = cast.anna.actor()
    with pytest.raises(NotDeliveredYet):
        failed(1, anna)
    came(first, CAME)
    before = Deal.objects.get()

    claim = failed(60, anna)

    after = Deal.objects.get()
    assert claim.warranty.plan == first.plan
    assert (after.stage, after.next_deed) == (Stage.SHIPPING, before.next_deed), (
        "the rest is still on its way"
    )
    with pytest.raises(PiecesImpossible):
        failed(41, anna)
    with pytest.raises(NoSuchLine):
        failed(1, anna, part=str(second.plan))

    came(second, LATER)
    deal = Deal.objects.get()
    assert (deal.stage, deal.next_role, deal.next_deed) == (Stage.SUPPORT, "support", "claim.approve")


def test_who_does_not_say_which_part_claims_from_the_last_that_has_so_many(
    sailing: tuple[Shipment, Shipment], cast: Cast
) -> None:
    first, second = sailing
    anna, ling = cast.anna.actor(), Actor("Ling", frozenset({"support"}))  # type: ignore[arg-type]  # roles are words
    came(first, CAME)
    came(second, LATER)
    assert failed(150, anna, at=LATER).warranty.plan == second.plan
    again = failed(60, anna, at=LATER)
    assert again.warranty.plan == first.plan
    assert failed(40, anna, part=str(first.plan), at=LATER).warranty.plan == first.plan
    with pytest.raises(PiecesImpossible):
        failed(1, anna, part=str(first.plan), at=LATER)
    reject_claim(again, reason="Dimmer of another make.", by=ling, at=LATER)
    assert failed(60, anna, part=str(first.plan), at=LATER).pieces == 60


def test_the_customers_form_tells_the_parts_apart(sailing: tuple[Shipment, Shipment], cast: Cast) -> None:
    first, second = sailing
    came(first, CAME)
    came(second, LATER)
    anna = sign_in(Client(), cast.anna)
    form = reverse("portal:new_claim", args=[Order.objects.get().number])
    page = anna.get(form).content.decode()
    assert "came on Fri 12 Jun" in page
    assert "came on Fri 3 Jul" in page
    said = {"pieces": "3", "failure_mode": "dead", "description": "Dark.", "key": "1"}
    anna.post(form, {**said, "position": f"1/{first.plan}"})
    assert Claim.objects.get().warranty.plan == first.plan
    assert anna.post(form, {**said, "position": "1/SP-0000-0001", "key": "2"}).status_code == 422


def test_what_came_can_be_claimed_from_the_palette_while_the_rest_is_on_its_way(
    sailing: tuple[Shipment, Shipment], cast: Cast
) -> None:
    def claiming() -> tuple[str, str]:
        (found,) = [
            one
            for one in offered_on(Order.objects.get(), cast.anna.actor())
            if one.command == "Claim a defect"
        ]
        return found.url, found.reason

    order = Order.objects.get()
    url, reason = claiming()
    assert not url
    assert "Delivered" in reason
    came(sailing[0], CAME)
    assert claiming() == (reverse("portal:new_claim", args=[order.number]), "")
