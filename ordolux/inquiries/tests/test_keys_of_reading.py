"""The review of what was read, in a real browser: few keys for many lines, words and values lead to each other, faxes too."""

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont

from ordolux.foundation.correspondence.deeds import Reading, read_message, receive_message
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import Person
from ordolux.foundation.sandbox import optical
from ordolux.inquiries.inquiry.deeds import open_inquiry
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.reading.deeds import keep_reading
from ordolux.inquiries.reading.opening import understand
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import SYSTEM
from ordolux.inquiries.tests.test_keys_of_sales import look, received, sit_down

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Site

TERMS = "FCA Shenzhen, for delivery to Hamburg, Germany, in EUR.\n\nAnna Petersen\n"
SURE = "Dear Mei,\n\nplease quote:\n" + "".join(
    f"{row}) {100 * row} pcs {lamp}\n"
    for row, lamp in enumerate(("GU10 7 W 3000 K 36°", "A60 9 W E27 2700 K") * 2 + ("GU10 7 W 3000 K 36°",), 1)
) + TERMS  # fmt: skip
DOUBTFUL = (
    "Dear Mei,\n\nplease quote:\n1) 300 pcs GU10 7 W 2700 K 36°\n2) 200 pcs A60 9 W E27 warm white\n"
    + ("3) 100 pcs GU10 6 W 3000 K 38°\n" + TERMS)
)


@pytest.fixture
def mei(live_database: str) -> Person:
    """Mei, in a furnished house where Anna is known."""
    house.furnish(datetime(2026, 1, 5, tzinfo=UTC))
    house.anna()
    return house.mei()


def test_five_lines_that_are_all_sure_take_three_keys_to_their_draft(
    page: "Page", live_site: "Site", mei: Person
) -> None:
    inquiry = received(SURE)
    sit_down(page, live_site, mei)
    page.goto(live_site.at("/desk/inbox"))

    # J stands on the first row, O opens it, Q quotes
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert page.locator("#confirm-form [data-look='check']").count() == 0
    with page.expect_navigation():
        page.keyboard.press("q")

    quotation = Quotation.objects.get(inquiry=inquiry)
    assert page.url.endswith(quotation.number)
    assert [line.pieces for line in quotation.lines.order_by("position")] == [100, 200, 300, 400, 500]


def test_four_doubtful_fields_take_at_most_25_keys(page: "Page", live_site: "Site", mei: Person) -> None:
    inquiry = received(DOUBTFUL)
    sit_down(page, live_site, mei)
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))
    look(page, "reading-doubtful")
    doubtful = page.locator("#confirm-form [data-look='check']").count()
    assert doubtful >= 4

    keys = 0
    while page.locator("#confirm-form [data-look='check']").count():
        for key in ("Tab", "Enter"):
            page.keyboard.press(key)
            keys += 1
        assert keys < 25
    with page.expect_navigation():
        page.keyboard.press("q")
    assert keys + 1 <= 25
    assert Quotation.objects.get(inquiry=inquiry).lines.count() == 3


def test_a_value_lights_its_words_and_the_words_their_value(
    page: "Page", live_site: "Site", mei: Person
) -> None:
    inquiry = received(DOUBTFUL)
    sit_down(page, live_site, mei)
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))

    page.locator('[data-field="value-1-cct_k"]').hover()
    assert page.locator(".ox-mail mark.is-lit").all_inner_texts() == ["2700 K"]
    page.locator(".ox-mail mark", has_text="200 pcs").hover()
    assert page.locator(".ox-fx.is-lit").get_attribute("data-field") == "pieces-2"


@pytest.mark.skipif(not optical.is_there(), reason="tesseract is not installed")
def test_a_fax_stands_beside_its_values_with_boxes_and_in_chinese(
    page: "Page", live_site: "Site", mei: Person
) -> None:
    inquiry = faxed()
    sit_down(page, live_site, mei)
    page.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": live_site.url}])
    page.goto(live_site.at(f"/desk/inquiries/{inquiry.number}"))
    look(page, "reading-fax")

    image = page.locator(".ox-fax image").first.get_attribute("href") or ""
    assert page.request.get(live_site.at(image)).headers["content-type"] == "image/png"
    field = page.locator('[data-field="value-1-cap"]')
    field.hover()
    box = page.locator(".ox-fax__box.is-lit")
    assert box.count() == 1
    box.hover()
    assert field.get_attribute("class") is not None and "is-lit" in str(field.get_attribute("class"))
    box.click()
    assert page.locator(".ox-fx.is-on").get_attribute("data-field") == "value-1-cap"
    assert "识别" in page.locator(".ox-review__orig").inner_text()


def faxed() -> Inquiry:
    """An inquiry that came as a fax."""
    sheet = Image.new("1", (1728, 1100), 1)
    words = (
        "Dear Mei,",
        "please quote 300 pcs GU10 7 W 3000 K,",
        "FCA Shenzhen, price in EUR.",
        "Best regards, Anna Petersen",
    )
    for row, line in enumerate(words):
        ImageDraw.Draw(sheet).text((140, 150 + 130 * row), line, font=ImageFont.load_default(46), fill=0)
    kept, at = io.BytesIO(), datetime.now(UTC) - timedelta(hours=1)
    sheet.save(kept, "TIFF", compression="group4", dpi=(204, 196))
    message = receive_message(
        raw=store_bytes(kept.getvalue(), "image/tiff"), envelope_from="+49 40 123456", envelope_to=[], peer="fax",
        channel="fax", by=SYSTEM, at=at,
    )  # fmt: skip
    message = read_message(
        message, reading=Reading(from_name="+49 40 123456", subject="Fax"), by=SYSTEM, at=at
    )
    keep_reading(message, understood=understand(message), by=SYSTEM, at=at)
    return open_inquiry(message, by=SYSTEM, at=at)
