"""An order in two parts through the pages: divided and joined at the desk, confirmed and followed in the portal."""

import pytest
from django.test import Client
from django.urls import reverse

from ordolux.edges.letters import shipping as letters
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.packing.models import CommercialInvoice, PackingList
from ordolux.shipping.packing.papers.paper import commercial_invoice_paper, packing_list_paper
from ordolux.shipping.parts.tests.test_two_parts import CAME, SAILED, being_made, finish, on_board
from ordolux.shipping.plan.deeds import draft_plan
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.papers.paper import shipping_plan_paper
from ordolux.shipping.tests.goods import READY, WEI, Cast, ordered, paid, told
from ordolux.shipping.transport.deeds import deliver
from tests.cast import sign_in


@pytest.fixture
def wei(cast: Cast) -> Client:
    """Wei's browser."""
    person = add_person(
        email="wei@mingzhou.example", name="Wei", roles=["logistics"], by=house.SYSTEM, at=house.MONDAY
    )
    return sign_in(Client(), person)


def page(client: Client, name: str, *args: object) -> str:
    """A page that answers."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_what_is_ready_ships_now_and_the_rest_later_through_the_pages(cast: Cast, wei: Client) -> None:
    order = being_made(ordered(cast))
    finish(order, 1)
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    anna, omar = sign_in(Client(), cast.anna), sign_in(Client(), cast.omar)
    address = reverse("desk:shipping_split", args=[plan.number])
    assert address in page(wei, "desk:shipping_plan", plan.number)
    assert 'name="now_1" value="150"' in page(wei, "desk:shipping_split", plan.number), (
        "what is ready is proposed"
    )
    assert omar.get(address).status_code == 403

    # a division that cannot be is named, and what was typed stays
    refused = wei.post(address, {"key": "1", "seen": plan.version, "now_1": "300"})
    assert refused.status_code == 422
    assert "Nothing would be left" in refused.content.decode()
    assert 'value="300"' in refused.content.decode()
    assert wei.post(address, {"key": "2", "seen": plan.version, "now_1": "150"}).status_code == 302
    first, second = ShippingPlan.objects.order_by("part")
    shown = page(wei, "desk:shipping_plan", first.number)
    assert "Still to come: 300 of 300 pieces" in shown
    assert f"Join with part 2 ({second.number})" in shown

    # joined, and divided again
    wei.post(
        reverse("desk:shipping_join", args=[second.number]),
        {"key": "3", "seen": second.version, "into": first.number},
    )
    assert not ShippingPlan.objects.get(pk=first.pk).is_part
    assert ShippingPlan.objects.get(pk=second.pk).state == PlanState.MERGED
    assert "was joined" not in page(wei, "desk:shipping_plan", first.number)
    assert "Joined with another part" in page(wei, "desk:shipping_plan", second.number)
    first = ShippingPlan.objects.get(pk=first.pk)
    wei.post(address, {"key": "4", "seen": first.version, "now_1": "150"})
    first = ShippingPlan.objects.get(pk=first.pk)
    third = ShippingPlan.objects.get(state=PlanState.DRAFTED, part=3)

    # Anna sees what she confirms, what the part costs before it leaves, and what is still to come
    wei.post(reverse("desk:shipping_sending", args=[first.number]), {"key": "5", "seen": first.version})
    seen = page(anna, "portal:shipping_plan", first.number)
    assert "Part 1 of your order" in seen
    assert "you agree that the goods come in parts" in seen
    assert "Before this part leaves" in seen
    assert third.number not in seen, "a draft is not shown"
    assert "in preparation" in seen
    assert omar.get(reverse("portal:shipping_plan", args=[first.number])).status_code == 404
    first = ShippingPlan.objects.get(pk=first.pk)
    anna.post(
        reverse("portal:shipping_plan_confirmation", args=[first.number]),
        {"plan_version": first.plan_version, "key": "6"},
    )
    paid(order)
    issue_shipping_papers(ShippingPlan.objects.get(pk=first.pk), by=WEI, at=READY)
    shipment = told(on_board(ShippingPlan.objects.get(pk=first.pk)), "DEPA", SAILED)
    assert "Still to come: 300 of 300 pieces" in page(anna, "portal:delivery", shipment.number)
    deliver(shipment, delivered_at=CAME, received_by="Jan", cartons=2, by=WEI, at=CAME)
    assert "Still to come: 150 of 300 pieces" in page(anna, "portal:delivery", shipment.number)
    for side, browser in (("desk", wei), ("portal", anna)):
        assert "1 of 2 parts delivered" in page(browser, f"{side}:order", order.deal.number)
        assert "Part 1" in page(browser, f"{side}:order_records", order.deal.number)
        assert page(browser, f"{side}:{'shipping' if side == 'desk' else 'deliveries'}")

    # the letter says what is still to come, and that the warranty waits for the last part
    letters.delivered(Event.objects.get(name="shipment.delivered"), "letter")
    letter = Message.objects.get(letter="shipment_delivered")
    assert "part 1 of" in letter.text
    assert reverse("portal:shipping_plan", args=[first.number]) in letter.text


def test_the_papers_say_which_part_they_are_of(cast: Cast, wei: Client) -> None:
    order = being_made(ordered(cast))
    finish(order, 1)
    paid(order)
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    wei.post(
        reverse("desk:shipping_split", args=[plan.number]), {"key": "1", "seen": plan.version, "now_1": "150"}
    )
    plan = ShippingPlan.objects.get(pk=plan.pk)
    for language, words in (("en", "150 pieces of the order travel by other plans"), ("zh", "分批发运")):
        paper = shipping_plan_paper(
            plan.content, language=language, sent_at=READY, confirm_by="", code="ABCD-EFGH-JKLM-NPQR"
        )
        assert any(words in fact.text for fact in paper.packing)
    wei.post(reverse("desk:shipping_sending", args=[plan.number]), {"key": "2", "seen": plan.version})
    plan = ShippingPlan.objects.get(pk=plan.pk)
    anna = sign_in(Client(), cast.anna)
    anna.post(
        reverse("portal:shipping_plan_confirmation", args=[plan.number]), {"plan_version": 1, "key": "3"}
    )
    wei.post(reverse("desk:shipping_papers", args=[plan.number]), {"key": "4"})
    invoice, packed = CommercialInvoice.objects.get(), PackingList.objects.get()
    for paper in (commercial_invoice_paper(invoice), packing_list_paper(packed)):
        assert any(fact.text == f"{plan.number}, part 1" for fact in paper.references)
    assert invoice.total < Order.objects.get().total
