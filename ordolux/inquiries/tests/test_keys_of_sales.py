"""What sales does all day, in a real browser, in as few clicks and keys as was promised."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from ordolux.config.environment import ROOT
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import open_inquiry
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import SYSTEM
from tests.cast import sign_in
from tests.chromium import picture

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Site

LOOK = os.environ.get("ORDOLUX_TEST_PICTURES", "")
DOUBTFUL = """Dear Mei,

please quote 300 pcs GU10 7 W 2700 K 36°, FCA Shenzhen, for delivery to Hamburg, Germany, in EUR.

Anna Petersen
"""


@pytest.fixture
def mei(live_database: str) -> Person:
    """Mei, in a furnished house where Anna is known."""
    house.furnish(datetime(2026, 1, 5, tzinfo=UTC))
    house.anna()
    return house.mei()


def received(text: str = DOUBTFUL, *, hours_ago: int = 1) -> Inquiry:
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    return open_inquiry(house.mail(text, at=at), by=SYSTEM, at=at)


def sit_down(page: "Page", site: "Site", person: Person) -> None:
    """Open a browser in which ``person`` is signed in."""
    session = sign_in(Client(), person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])


def look(page: "Page", name: str) -> None:
    """Keep pictures of the page, in light and dark and on a phone, when somebody asked for them."""
    if not LOOK:
        return
    folder = Path(LOOK) if LOOK != "1" else ROOT / "out" / "sales"
    folder.mkdir(parents=True, exist_ok=True)
    picture(page, folder / f"{name}.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    picture(page, folder / f"{name}-dark.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    picture(page, folder / f"{name}-phone.png", full_page=True)
    page.set_viewport_size({"width": 1360, "height": 900})


def test_accept_and_draft_in_three_keys(page: "Page", live_site: "Site", mei: Person) -> None:
    inquiry = received()
    sit_down(page, live_site, mei)
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))
    look(page, "review")
    assert page.locator('[data-look="check"]').count() == 1, "2700 K is asked for, the model has 3000 K"

    page.keyboard.press("Tab")
    assert page.locator(".ox-fx.is-on").get_attribute("data-field") == "value-1-cct_k"
    assert page.locator(".ox-mail mark.is-on").inner_text() == "2700 K"
    page.keyboard.press("Enter")
    assert page.locator('[data-look="check"]').count() == 0
    with page.expect_navigation():
        page.keyboard.press("q")

    assert "/desk/quotations/Q-" in page.url
    assert Quotation.objects.get().state == QuotationState.DRAFTED
    assert Quotation.objects.get().lines.get().values["cct_k"]["value"] == "3000"
    look(page, "quotation-draft")


def test_each_key_of_the_review_does_what_it_says(page: "Page", live_site: "Site", mei: Person) -> None:
    inquiry = received()
    sit_down(page, live_site, mei)
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))
    colour = page.locator('[data-field="value-1-cct_k"]')
    box = colour.locator("input.ox-fx__i")

    page.keyboard.press("Tab")
    page.keyboard.press("2")
    assert (box.input_value(), colour.get_attribute("data-look")) == ("2700", "accepted")
    page.keyboard.press("u")
    assert (box.input_value(), colour.get_attribute("data-look")) == ("3000", "check")
    page.keyboard.press("x")
    assert (box.input_value(), colour.get_attribute("data-look")) == ("", "missing")
    page.keyboard.press("e")
    page.keyboard.type("2200")
    page.keyboard.press("Enter")
    assert (box.input_value(), colour.get_attribute("data-look")) == ("2200", "accepted")
    page.keyboard.press("Shift+A")
    assert page.locator('#confirm-form [data-look="sure"]:not([data-field^="asked-"]):visible').count() == 0
    page.locator(".ox-mail mark", has_text="36°").locator("a").click()
    assert page.locator(".ox-fx.is-on").get_attribute("data-field") == "value-1-beam_deg"
    page.keyboard.press("w")
    assert page.locator("#ask").is_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep for later").click()
    page.wait_for_url("**/desk/inquiries/*")

    line = inquiry.lines.get()
    assert line.values["cct_k"]["value"] == "2200"
    assert str(line.values["cct_k"]["read"]) == "2700"
    assert page.locator('[data-field="value-1-cct_k"] input.ox-fx__i').input_value() == "2200"
    assert page.locator('[data-field="value-1-cct_k"]').get_attribute("data-look") == "accepted"
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.RECEIVED


def test_a_quotation_is_read_and_sent_in_two_clicks_and_taken_back(
    page: "Page", live_site: "Site", mei: Person, worker: Callable[..., None]
) -> None:
    inquiry = received()
    sit_down(page, live_site, mei)
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("q")

    page.locator("#send summary").click()
    assert "Dear Anna Petersen" in page.locator(".ox-letter").inner_text()
    look(page, "quotation-mail")
    with page.expect_navigation():
        page.get_by_role("button", name="Send to Anna Petersen").click()
    sent = Quotation.objects.get()
    assert sent.state == QuotationState.SENT
    look(page, "quotation-sent")

    with page.expect_navigation():
        page.get_by_role("button", name="Withdraw").click()
    worker(later=True)
    sent.refresh_from_db()
    assert sent.state == QuotationState.WITHDRAWN
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.answer_by) == (
        InquiryState.CONFIRMED,
        inquiry.received_at + timedelta(hours=24),
    )
    assert page.url.endswith(Quotation.objects.get(state=QuotationState.DRAFTED).number)


def test_an_old_order_is_copied_in_two_clicks(page: "Page", live_site: "Site", mei: Person) -> None:
    inquiry = received()
    sit_down(page, live_site, mei)
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("q")
    old = Quotation.objects.get()

    page.goto(live_site.at("/desk/inbox"))
    look(page, "inbox")
    page.get_by_role("link", name="Copy an old order").click()
    look(page, "old-orders")
    with page.expect_navigation():
        page.get_by_role("button", name=f"Copy {old.number}").click()

    copied = Inquiry.objects.get(copied_from=old)
    fresh = Quotation.objects.get(inquiry=copied)
    assert page.url.endswith(fresh.number)
    assert [(line.model, line.pieces) for line in fresh.lines.all()] == [
        (line.model, line.pieces) for line in old.lines.all()
    ]
    page.goto(live_site.at("/desk/"))
    look(page, "today")
    page.goto(live_site.at("/desk/customers"))
    look(page, "customers")
    page.get_by_role("link", name="Nordlicht").first.click() if page.get_by_role(
        "link", name="Nordlicht"
    ).count() else (page.locator("tbody a").first.click())
    look(page, "customer")
