"""Logistics, support and marketing at their work, by clicks and keys in a real browser: the budgets of their landing
pages, and a conversation that is live on both sides."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from ordolux.config.environment import ROOT
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import post_message
from ordolux.foundation.correspondence.models import Mark, Message
from ordolux.foundation.correspondence.routines import mail_unseen
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan.deeds import draft_plan
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.tests import goods
from ordolux.shipping.tests.goods import READY, WEI, booked, told
from ordolux.shipping.transport.deeds import deliver
from ordolux.shipping.transport.models import Shipment
from ordolux.shipping.transport.tests.test_shipments import CAME, SAILED
from ordolux.support.promotion.deeds import request_promotion
from ordolux.support.promotion.models import Brochure, BrochureState, Fair, PromotionRequest, RequestState
from ordolux.support.warranty.deeds import start_warranties, submit_claim
from ordolux.support.warranty.models import Claim, ClaimState
from tests.walk import test_money_and_material as money
from tests.walk.test_money_and_material import Hands

SYSTEM = Actor.system()


@pytest.fixture(autouse=True)
def pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pictures of these pages go."""
    monkeypatch.setattr(money, "PICTURES", ROOT / "out" / "shipping")


def colleague(name: str, role: str) -> Person:
    """One of ours."""
    return add_person(
        email=f"{name.lower()}@mingzhou.example", name=name, roles=[role], by=SYSTEM, at=house.MONDAY
    )


def ready() -> tuple[goods.Cast, Order]:
    """An order that was made and paid."""
    cast = goods.cast()
    return cast, goods.paid(goods.made(goods.ordered(cast)))


def delivered() -> tuple[goods.Cast, Order]:
    """An order that came, under warranty."""
    cast, order = ready()
    deliver(
        told(booked(order, cast), "DEPA", SAILED),
        delivered_at=CAME,
        received_by="Jan",
        cartons=3,
        by=WEI,
        at=CAME,
    )
    return cast, start_warranties(Order.objects.get(pk=order.pk), by=SYSTEM, at=CAME)


def test_logistics_asks_books_and_takes_the_document_set_within_its_budgets(
    browser: Browser, live_site: Any, worker: Callable[..., None]
) -> None:
    cast, order = ready()
    wei = Hands(browser, live_site.url, colleague("Wei", "logistics"))
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    wei.begin()
    wei.look("to-ship")

    wei.click("Ask confirmation")
    assert wei.clicks == 1
    assert ShippingPlan.objects.get().state == PlanState.SENT

    from ordolux.shipping.plan.deeds import confirm_plan

    confirm_plan(
        ShippingPlan.objects.get(),
        plan_version=1,
        confirmed_by=cast.anna,
        by=cast.anna.actor(),
        at=clock.now(),
    )
    issue_shipping_papers(ShippingPlan.objects.get(), by=WEI, at=clock.now())
    worker(later=True)
    wei.begin()
    wei.click("Book", exact=True)
    wei.page.get_by_label("Booking reference").fill("ELB77120")
    wei.page.get_by_label("Carrier or forwarder").fill("Elbe Line")
    wei.look("booking")
    wei.page.get_by_label("Booking reference").fill("ELB77120")
    wei.page.get_by_label("Carrier or forwarder").fill("Elbe Line")
    wei.click("Note the booking")
    assert wei.clicks == 2 <= 4
    shipment = Shipment.objects.get()
    wei.look("shipment")

    wei.begin()
    wei.click("Document set")
    worker(later=True)
    with wei.page.expect_download() as taken:
        wei.page.get_by_role("link", name="Download").click()
    wei.clicks += 1
    assert wei.clicks == 2
    assert taken.value.suggested_filename.endswith(".zip")
    wei.look("document-sets")
    for path, title in (
        (f"/desk/shipping/plans/{plan.number}", "plan"), (f"/desk/shipments/{shipment.number}", "shipment"),
        (f"/desk/shipping/packing-lists/{plan.packing_list.number}", "packing-list"),
        (f"/desk/shipping/packing-lists/{plan.packing_list.number}/labels", "labels"),
    ):  # fmt: skip
        wei.begin(path)
        wei.look(title)
    anna = Hands(browser, live_site.url, cast.anna)
    for path, title in (
        ("/portal/deliveries", "deliveries"),
        (f"/portal/deliveries/{shipment.number}", "delivery"),
    ):
        anna.begin(path)
        anna.look(title)


def test_support_answers_opens_and_decides_within_its_budgets(
    browser: Browser, live_site: Any, worker: Callable[..., None]
) -> None:
    cast, order = delivered()
    ling = Hands(browser, live_site.url, cast.ling)
    post_message(order.deal, text="Twelve spots do not light.", by=cast.anna.actor(), at=clock.now())
    ling.begin()
    ling.look("claims-and-chats")

    # the field of the first chat has the focus: write, and one key sends
    ling.begin()
    ling.page.keyboard.type("We look into it.")
    ling.press("Control+Enter")
    assert (ling.clicks, ling.keys) == (0, 1)
    assert Message.objects.latest("pk").text == "We look into it."

    post_message(order.deal, text="They came dead.", by=cast.anna.actor(), at=clock.now())
    ling.begin()
    ling.click("Open a claim")
    ling.page.get_by_label("Pieces that failed").fill("12")
    ling.look("open-a-claim")
    ling.page.get_by_label("Pieces that failed").fill("12")
    ling.click("Open the claim")
    assert ling.clicks == 2
    claim = Claim.objects.get()
    assert claim.description == "They came dead."
    ling.look("claim-without-report")

    report = store_bytes(b"%PDF-1.7 open bond wire", "application/pdf")
    second = submit_claim(
        order, position=1, pieces=3, failure_mode="dead", description="Dark", date_code="B1", test_report=report,
        report_name="report.pdf", by=cast.anna.actor(), at=clock.now() - timedelta(seconds=1),
    )  # fmt: skip
    ling.begin()
    ling.click(second.number)
    ling.look("claim")
    ling.click("Approve and replace free of charge")
    assert ling.clicks == 2 <= 3
    assert Claim.objects.get(pk=second.pk).state in (ClaimState.APPROVED, ClaimState.REPLACED)
    anna = Hands(browser, live_site.url, cast.anna)
    for path, title in (
        ("/portal/claims", "portal-claims"), (f"/portal/claims/{claim.number}", "portal-claim"),
        (f"/portal/claims/new/{order.number}", "portal-claim-new"),
    ):  # fmt: skip
        anna.begin(path)
        anna.look(title)
    for path, title in (
        ("/desk/support", "claims"),
        ("/desk/chats", "chats"),
        ("/desk/support/warranties", "warranties"),
    ):
        ling.begin(path)
        ling.look(title)


def test_marketing_approves_makes_and_plans_within_its_budgets(
    browser: Browser, live_site: Any, worker: Callable[..., None]
) -> None:
    cast, _ = ready()
    for kind, more in (
        ("material", {}), ("brochure", {}), ("fair", {"fair_name": "Light", "fair_place": "Hamburg", "wanted_by": None}),
    ):  # fmt: skip
        request_promotion(kind=kind, what=f"A {kind}, please", by=cast.anna.actor(), at=clock.now(), **more)  # type: ignore[arg-type]  # of the cases above
    ma = Hands(browser, live_site.url, colleague("Ma", "marketing"))
    ma.begin()
    ma.look("requests-and-fairs")
    ma.begin()
    ma.click("Approve", exact=True)
    assert ma.clicks == 1 <= 2
    assert PromotionRequest.objects.get(kind="material").state == RequestState.APPROVED
    for _ in range(2):
        ma.click("Approve", exact=True)

    ma.begin()
    ma.click("Make the brochure")
    ma.click("Make the brochure")
    assert ma.clicks == 2 <= 3
    worker(later=True)
    assert Brochure.objects.get().state == BrochureState.PRINTED
    ma.look("brochure")

    ma.begin()
    ma.click("Plan the fair")
    ma.page.get_by_label("From").fill("2027-03-01")
    ma.page.get_by_label("Until").fill("2027-03-04")
    ma.click("Put it into the calendar")
    assert ma.clicks == 2 <= 4
    assert Fair.objects.get().name == "Light"
    ma.look("fair")
    anna = Hands(browser, live_site.url, cast.anna)
    for path, title in (
        ("/portal/promotion", "portal-promotion"),
        ("/portal/promotion/new", "portal-promotion-new"),
    ):
        anna.begin(path)
        anna.look(title)


def test_a_conversation_is_live_on_both_sides_and_what_is_written_survives_a_break(
    browser: Browser, live_site: Any, worker: Callable[..., None]
) -> None:
    cast, order = ready()
    number = order.deal.number
    anna, ling = Hands(browser, live_site.url, cast.anna), Hands(browser, live_site.url, cast.ling)
    anna.begin(f"/portal/chats/{number}")
    ling.begin("/desk/")
    ling.page.goto(f"/desk/orders/{number}")
    # the conversation is folded away: nothing is seen, though its place is on the screen
    ling.page.locator("#conversation").scroll_into_view_if_needed()
    expect(anna.page.get_by_text("Connected")).to_be_visible(timeout=15_000)
    anna.page.get_by_label("Your message").fill("When does it leave?")
    anna.page.keyboard.press("Control+Enter")
    expect(anna.page.locator("[data-chat-said]").get_by_text("When does it leave?")).to_be_visible(
        timeout=15_000
    )

    # the other side hears at once, and counts it as unread until it was looked at
    badge = ling.page.locator('nav a[href="/desk/support"] [data-unread-count]').first
    expect(badge).to_have_text("1", timeout=15_000)
    ling.page.wait_for_timeout(500)
    assert not Mark.objects.filter(person=cast.ling).exists(), "nobody has read what is folded away"
    ling.page.goto(f"/desk/chats/{number}")
    expect(ling.page.get_by_text("When does it leave?")).to_be_visible(timeout=15_000)
    expect(anna.page.get_by_text("seen")).to_be_visible(timeout=15_000)
    assert Mark.objects.filter(person=cast.ling).count() == 1

    # without a connection a message waits on the device, also over a fresh page; then it goes, once
    anna.context.set_offline(True)
    anna.page.get_by_label("Your message").fill("Please by Friday.")
    anna.page.get_by_role("button", name="Send message").click()
    expect(anna.page.get_by_text("not sent yet")).to_be_visible()
    anna.page.get_by_label("Your message").fill("A draft that stays")
    anna.context.set_offline(False)
    anna.page.reload()
    expect(anna.page.locator("[data-chat-said]").get_by_text("Please by Friday.")).to_be_visible(
        timeout=20_000
    )
    expect(anna.page.get_by_label("Your message")).to_have_value("A draft that stays")
    until = time.monotonic() + 10
    while Message.objects.filter(text="Please by Friday.").count() < 1 and time.monotonic() < until:
        time.sleep(0.1)
    assert Message.objects.filter(text="Please by Friday.").count() == 1
    expect(ling.page.get_by_text("Please by Friday.")).to_be_visible(timeout=15_000)
    ling.look("chat")
    anna.look("portal-chat")

    # nobody of the customer is there any more: one letter, not two
    anna.context.close()
    post_message(
        order.deal, text="It leaves on Thursday.", by=cast.ling.actor(), at=clock.now() - timedelta(hours=1)
    )
    mail_unseen(clock.now())
    mail_unseen(clock.now())
    worker(later=True)
    letter = Message.objects.get(letter="messages_unseen")
    assert "It leaves on Thursday." in letter.text
