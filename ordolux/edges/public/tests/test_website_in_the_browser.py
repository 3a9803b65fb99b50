"""A visitor with a browser asks for a quotation: with script, without script, and on a phone."""

from typing import TYPE_CHECKING, Any

import pytest

from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"
# the form takes nothing in its first three seconds
WAIT_MS = 3200


def fill(page: Any, *, with_script: bool) -> None:
    """From the product's page to the form, two lines, and everything that a quotation needs."""
    page.get_by_role("link", name="Ask for a quotation").last.click()
    page.get_by_label("Pieces", exact=True).first.fill("5000")
    page.get_by_label("Colour temperature").first.fill("4000")
    page.get_by_role("button", name="One more article").click()
    second = page.get_by_role("group", name="Article 2")
    second.get_by_label("Kind of lamp").select_option("bulb")
    if not with_script:
        second.get_by_role("button", name="Show its parameters").click()
    second.get_by_label("Power").fill("9")
    second.get_by_label("Cap").select_option("E27")
    second.get_by_label("Pieces", exact=True).fill("300")
    page.get_by_label("Your name").fill("Eve Lund")
    page.get_by_label("Mail address").fill("eve@lund.example")
    page.get_by_label("Country of delivery").select_option("NO")
    page.get_by_label("Port or town").fill("Oslo")
    page.wait_for_timeout(WAIT_MS)
    page.get_by_role("button", name="Send the inquiry").last.click()
    page.get_by_role("heading", name="Thank you, your inquiry is with us.").wait_for()


@pytest.mark.parametrize(
    ("with_script", "width"), [(True, 1360), (False, 1360), (True, 390), (False, 390)],
    ids=["with script", "without script", "on a phone", "on a phone without script"],
)  # fmt: skip
def test_a_visitor_asks_for_a_quotation(
    browser: "Browser", live_site: Any, with_script: bool, width: int
) -> None:
    house.furnish()
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale="en-GB", java_script_enabled=with_script
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(live_site.at(f"/products/{SPOT}"))
    fill(page, with_script=with_script)

    lines = list(Inquiry.objects.get().lines.select_related("product"))
    assert [(line.product.number if line.product else "", line.pieces) for line in lines] == [
        (SPOT, 5000),
        (BULB, 300),
    ]
    assert lines[0].values["cct_k"]["value"] == "4000"
    assert faults == []
    context.close()


def test_nothing_is_cut_at_320_pixels(browser: "Browser", live_site: Any) -> None:
    house.furnish()
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale="en-GB")
    page = context.new_page()
    for path in (
        "/",
        "/products",
        "/products?family=spot",
        f"/products/{SPOT}",
        f"/inquiry?product={SPOT}",
        "/verify",
    ):
        page.goto(live_site.at(path))
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{path} is {width} wide"
    context.close()
