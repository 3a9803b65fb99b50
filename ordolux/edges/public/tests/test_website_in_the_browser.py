"""A visitor with a browser asks for a quotation: with script, without script, and on a phone."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from ordolux.inquiries.website.deeds import end_website, permit_website

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
    browser: "Browser", live_site: Any, worker: Callable[..., None], with_script: bool, width: int
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
    worker()

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


class _OtherWebsite(BaseHTTPRequestHandler):
    """A page of somebody else, with our script tag in it."""

    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def other_website() -> Iterator[tuple[str, type[_OtherWebsite]]]:
    """A website of another origin; gives its address and what its page says."""
    kind = type("Page", (_OtherWebsite,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", kind
    server.shutdown()
    server.server_close()


def test_two_products_and_a_file_survive_a_reload_and_become_an_inquiry_also_in_a_page_of_others(
    browser: "Browser", live_site: Any, other_website: Any, worker: Callable[..., None], tmp_path: Path
) -> None:
    house.furnish()
    drawing = tmp_path / "plan.pdf"
    drawing.write_bytes(b"%PDF-1.7 a plan")
    home, page_of_others = other_website
    website = permit_website(name="Lund", origins=[home], by=house.STAFF, at=house.MONDAY)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)

    def ask(form: Any, reload: Any) -> None:
        """Two articles, found by words and by number, and a file; the page is opened again before it is sent."""
        first = form.get_by_role("group", name="Article 1")
        first.get_by_label("Product").press_sequentially("gu10", delay=20)
        first.get_by_role("button", name=SPOT).click()
        first.get_by_label("Colour temperature").fill("4000")
        first.get_by_label("Pieces", exact=True).fill("5000")
        form.get_by_role("button", name="One more article").click()
        second = form.get_by_role("group", name="Article 2")
        second.get_by_label("Product").press_sequentially(BULB, delay=5)
        second.get_by_label("Power").wait_for()
        second.get_by_label("Pieces", exact=True).fill("300")
        form.get_by_label("Files", exact=True).set_input_files(drawing)
        form.get_by_text("plan.pdf").wait_for()
        form.get_by_label("Your name").fill("Eve Lund")
        form.get_by_label("Mail address").fill("eve@lund.example")
        form.get_by_text("Kept as a draft").wait_for()
        page.wait_for_timeout(1500)
        reload()
        form.get_by_text("plan.pdf").wait_for()
        assert form.get_by_label("Pieces", exact=True).first.input_value() == "5000"
        assert form.get_by_label("Colour temperature").first.input_value() == "4000"
        assert form.get_by_label("Your name").input_value() == "Eve Lund"
        page.wait_for_timeout(WAIT_MS)
        form.get_by_role("button", name="Send the inquiry").last.click()
        form.get_by_role("heading", name="Thank you, your inquiry is with us.").wait_for()

    page.goto(live_site.at("/inquiry"))
    ask(page, page.reload)

    tag = f'<script src="{live_site.at("/embed/inquiry.js")}" data-site="{website.key}"></script>'
    page_of_others.body = f"<!doctype html><title>Lund</title><h1>Lund Lys</h1>{tag}".encode()
    page.goto(home)
    frame = page.frame_locator("iframe")
    ask(frame, page.reload)
    height = page.evaluate("document.querySelector('iframe').getBoundingClientRect().height")

    worker()
    made = list(Inquiry.objects.order_by("pk"))
    assert [each.website_id for each in made] == [None, website.pk]
    for each in made:
        lines = [
            (line.product.number if line.product else "", line.pieces)
            for line in each.lines.select_related("product")
        ]
        assert lines == [(SPOT, 5000), (BULB, 300)]
        assert each.message is not None
        assert [kept.name for kept in each.message.attachments.all()] == ["plan.pdf"]
    assert 200 < height < 900, "the frame is as tall as the page of thanks"
    assert faults == []

    end_website(website, by=house.STAFF, at=house.MONDAY)
    stranger = permit_website(
        name="Other", origins=["https://other.example"], by=house.STAFF, at=house.MONDAY
    )
    page_of_others.body = page_of_others.body.replace(website.key.encode(), stranger.key.encode())
    page.goto(home)
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").get_by_role("heading").count() == 0, "no permission, no form"
    context.close()
