"""The buyer's way through the portal: by keyboard alone from the quotation's link to the claim, and in as few clicks as
promised (sign from the mail 4, track 1, copy bank details 2, order again 3, claim 5)."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Page, expect

from ordolux.config.environment import ROOT
from ordolux.edges.mailbox.receiver import keep_received
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, confirm_inquiry
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.inquiries.quotation.deeds import send_quotation
from ordolux.orders.models import Instalment, Order, SigningCode
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.signature.deeds import countersign_proforma, digits_of
from ordolux.orders.tests import desk
from ordolux.process import demonstration
from ordolux.production.models import Batch, Job
from ordolux.shipping.models import Shipment, ShippingPlan
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan.deeds import draft_plan, send_plan
from ordolux.shipping.tests.goods import WEI, told
from ordolux.shipping.transport.deeds import book_shipment, deliver, enter_bill_of_lading
from ordolux.support.models import Claim
from tests.cast import sign_in
from tests.chromium import picture
from tests.days import works_day
from tests.stories import post

US = "sales@ordolux.example"
PICTURES = ROOT / "out" / "buyer"
PHONE = {"width": 320, "height": 700}
SYSTEM = Actor.system()
BATCH_STATES = ("released", "produced", "passed", "inspected", "finished")
JOB_STATES = ("ready", "scheduled", "running", "finished")


class Business:
    """One piece of business: the supplier's part by deeds, the customer's part in a browser."""

    def __init__(self, browser: Browser, url: str, worker: Callable[..., None], viewport: Any = None) -> None:
        self.url, self.worker = url, worker
        self.anna = Person.objects.get(email="anna@nordlicht.example")
        self.mei = Person.objects.get(email__startswith="mei@").actor()
        self.context = browser.new_context(
            viewport=viewport or {"width": 1280, "height": 900}, locale="en-GB", base_url=url, reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )  # fmt: skip
        session = sign_in(Client(), self.anna).cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        self.page: Page = self.context.new_page()
        self.wide: list[str] = []
        PICTURES.mkdir(parents=True, exist_ok=True)

    def look(self, name: str) -> None:
        """Keep a picture, and note a page that is wider than the window."""
        self.page.evaluate("document.fonts.ready")
        if os.environ.get("ORDOLUX_TEST_LOOKS"):
            picture(self.page, PICTURES / f"{name}.png", full_page=True)
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if wide > window:
            self.wide.append(f"{name}: {wide} pixels in a window of {window}")

    # ── the supplier ────────────────────────────────────────────────────────

    def quotation_arrives(self) -> str:
        """Anna asks, Mei quotes; gives the link in the letter."""
        at = datetime.now(UTC)
        raw = post.write_mail(
            sender="Anna Petersen <anna@nordlicht.example>", to=US, subject="300 spots",
            text="Please quote 300 pcs GU10 7W 3000K 36 deg, FCA Shenzhen, in EUR, for Germany.\n", at=at,
            message_id=f"buyer-{at.timestamp()}@nordlicht.example",
        )  # fmt: skip
        keep_received(raw, "anna@nordlicht.example", [US], "192.0.2.1")
        self.worker(later=True)
        confirm_inquiry(
            Inquiry.objects.latest("id"), lines=(ConfirmedLine("MZ-GU10-70-830", 300),), buyer=self.anna.company,
            contact=self.anna, incoterm="FCA", place="Shenzhen", destination_country="DE", payment_term="TT_30_70_BS",
            currency="EUR", by=self.mei, at=at,
        )  # fmt: skip
        self.worker(later=True)
        send_quotation(Quotation.objects.latest("id"), by=self.mei, at=datetime.now(UTC))
        self.worker(later=True)
        letter = Message.objects.filter(letter="quotation").latest("id")
        return str(re.search(r"/quotation/\S+", letter.text)[0])  # type: ignore[index]  # every such letter has it

    @property
    def order(self) -> Order:
        """The order, as it is now."""
        return Order.objects.select_related("deal").latest("id")

    def both_have_signed(self) -> None:
        """Mei countersigns."""
        countersign_proforma(self.order.proformas.get(), by=self.mei, at=datetime.now(UTC))
        self.worker(later=True)

    def is_paid(self, position: int) -> None:
        """The bank reports the instalment, by machine or by Zhou's hand."""
        part = Instalment.objects.get(order=self.order, position=position)
        text = f"{self.order.proformas.get().number} part {position}"
        entry = desk.credited(f"{part.due.amount:.2f}", text, key=text, at=datetime.now(UTC))
        self.worker(later=True)
        part.refresh_from_db()
        if part.paid_at is None:
            zhou = Person.objects.filter(roles__contains=["finance"]).first()
            assert zhou is not None
            allocate_payment(
                entry, order=self.order, position=position, by=zhou.actor(), at=datetime.now(UTC)
            )
            self.worker(later=True)

    def goods_are_made(self) -> None:
        """Everything is produced and inspected (written directly: production tests itself)."""
        for job in Job.objects.filter(order=self.order):
            batch = Batch.objects.create(
                deal=self.order.deal, number=f"B-{job.pk}", job=job, position=1, pieces=job.pieces,
                good_pieces=job.pieces,
            )  # fmt: skip
            for state in BATCH_STATES:
                Batch.objects.filter(pk=batch.pk).update(state=state)
            for state in JOB_STATES[JOB_STATES.index(job.state) + 1 if job.state in JOB_STATES else 0 :]:
                Job.objects.filter(pk=job.pk).update(state=state)

    def plan_is_sent(self) -> ShippingPlan:
        """Wei sends the shipping plan."""
        plan = draft_plan(self.order, destination="DEHAM", by=WEI, at=datetime.now(UTC))
        send_plan(plan, by=WEI, at=datetime.now(UTC))
        self.worker(later=True)
        return plan

    def goods_leave(self) -> Shipment:
        """Papers, booking, departure."""
        plan, now = ShippingPlan.objects.get(order=self.order), datetime.now(UTC)
        issue_shipping_papers(plan, by=WEI, at=now)
        shipment = book_shipment(
            plan, carrier="Elbe Line", booking_reference=f"ELB{plan.pk}", departs_on=works_day(),
            arrives_on=works_day() + timedelta(days=38), vessel="King of the Seas", imo="9321483", voyage="2103S",
            by=WEI, at=now,
        )  # fmt: skip
        shipment = enter_bill_of_lading(
            shipment, bl_number=f"ELBSZ{plan.pk:07d}", bl_kind="telex", on_board_on=works_day(),
            container="CSQU3054383", by=WEI, at=now,
        )  # fmt: skip
        shipment = told(shipment, "DEPA", datetime.now(UTC))
        self.worker(later=True)
        return shipment

    def goods_arrive(self) -> None:
        """Delivered; the warranty begins."""
        now = datetime.now(UTC)
        deliver(Shipment.objects.latest("id"), delivered_at=now, received_by="Jan", cartons=3, by=WEI, at=now)
        self.worker(later=True)


@pytest.fixture
def business(browser: Browser, live_site: Any, worker: Callable[..., None], settings: Any) -> Any:
    """Makes one piece of business in the demonstration's house."""
    settings.ORDOLUX_PUBLIC_URL = live_site.url
    settings.ORDOLUX_OUTBOX_SECONDS = 0
    demonstration.load()
    open_ones: list[Business] = []

    def begin(viewport: Any = None) -> Business:
        open_ones.append(Business(browser, live_site.url, worker, viewport))
        return open_ones[-1]

    yield begin
    for one in open_ones:
        one.context.close()


FOCUSED = """() => { const e = document.activeElement; if (!e || e === document.body) return "";
  return [e.getAttribute("aria-label"), ...[...(e.labels || [])].map(l => l.innerText), e.innerText, e.name]
    .filter(Boolean).join(" ").replace(/\\s+/g, " ") }"""


def tab_to(page: Page, words: str, most: int = 250) -> None:
    """Press Tab until what is focused is called so; it must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if re.search(words, page.evaluate(FOCUSED)):
            assert page.evaluate("document.activeElement.getClientRects().length > 0"), f"{words} is not seen"
            return
    raise AssertionError(f"Tab never comes to {words!r} on {page.url}")


def enter(page: Page, words: str) -> None:
    """Tab to it and press Enter, which leads somewhere."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, words: str, text: str) -> None:
    """Tab to a field and type."""
    tab_to(page, words)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


@pytest.mark.slow
def test_the_keyboard_alone_does_the_buyers_whole_way_on_the_smallest_phone(business: Any) -> None:
    it: Business = business(PHONE)
    page = it.page
    page.goto(it.quotation_arrives())
    it.look("01-quotation")
    enter(page, "Accept the quotation")
    it.worker(later=True)

    page.goto(f"/portal/proformas/{it.order.proformas.get().number}")
    it.look("02-proforma")
    enter(page, "Send me the code")
    it.worker(later=True)
    it.look("03-sign")
    write(page, "Code from the mail", digits_of(SigningCode.objects.latest("id")))
    write(page, "Your name, as you sign", "Anna Petersen")
    tab_to(page, "I agree to sign")
    page.keyboard.press("Space")
    enter(page, "Sign for")
    expect(page.get_by_text("You have signed.")).to_be_visible()
    it.both_have_signed()

    enter(page, "Home|Nordlicht|Mingzhou|Ordolux")
    page.goto("/portal/")
    it.look("04-home")
    enter(page, "Bank details")
    it.look("05-payments")
    tab_to(page, "Copy all bank details")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "7550014200882178" in copied
    assert it.order.proformas.get().number in copied
    it.is_paid(1)
    it.goods_are_made()
    it.plan_is_sent()

    page.goto("/portal/")
    enter(page, "Open the shipping plan")
    it.look("06-plan")
    enter(page, "Confirm the shipping plan")
    assert ShippingPlan.objects.get(order=it.order).state == "confirmed"
    it.is_paid(2)
    it.goods_leave()

    page.goto("/portal/")
    it.look("07-home-with-progress")
    enter(page, "Track")
    it.look("08-delivery")
    expect(page.get_by_text("King of the Seas")).to_be_visible()
    it.goods_arrive()

    page.goto("/portal/")
    enter(page, "Report failed lamps")
    it.look("09-claim")
    write(page, r"\bpieces$", "3")
    tab_to(page, r"\bfailure_mode$")
    page.keyboard.press("ArrowDown")
    write(page, r"\bdescription$", "They flicker after ten minutes.")
    enter(page, "Submit the claim")
    assert Claim.objects.get(deal=it.order.deal).pieces == 3

    page.goto(f"/portal/orders/{it.order.deal.number}")
    it.look("10-order")
    for side in ("money", "people", "files"):
        page.goto(f"/portal/orders/{it.order.deal.number}?side={side}")
        it.look(f"11-order-{side}")
    for name in ("orders", "quotations", "documents", "company", "messages", "notices", "notices/wishes"):
        page.goto(f"/portal/{name}")
        it.look(f"12-{name.replace('/', '-')}")
    assert not it.wide, "\n".join(it.wide)


class Clicks:
    """Counts what somebody does with the mouse from the page on which he begins."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, role: Any, name: str, *, leads: bool = True) -> None:
        """One click on what is called so."""
        self.count += 1
        target = self.page.get_by_role(role, name=re.compile(name)).first
        if leads:
            with self.page.expect_navigation():
                target.click()
        else:
            target.click()


@pytest.mark.slow
def test_the_buyers_jobs_take_no_more_clicks_than_promised(business: Any) -> None:
    it: Business = business()
    page = it.page
    page.goto(it.quotation_arrives())
    page.get_by_role("button", name="Accept the quotation").click()
    it.worker(later=True)

    # sign from the mail: the click on the link in it, the code, the consent, the signature
    letter = Message.objects.filter(letter="proforma").latest("id")
    link = re.search(r"https?://\S+/portal/proformas/\S+", letter.text)
    assert link is not None
    signing = Clicks(page)
    signing.count += 1
    page.goto(link[0])
    signing.on("button", "Send me the code")
    it.worker(later=True)
    page.keyboard.press("Tab")
    page.get_by_label("Code from the mail").fill(digits_of(SigningCode.objects.latest("id")))
    signing.on("checkbox", "I agree", leads=False)
    signing.on("button", "Sign for")
    assert it.order.proformas.get().state == "signed"
    assert signing.count == 4
    it.both_have_signed()

    page.goto("/portal/")
    paying = Clicks(page)
    paying.on("link", "Bank details")
    paying.on("button", "Copy all bank details", leads=False)
    page.wait_for_timeout(300)
    assert "PRVB" in page.evaluate("navigator.clipboard.readText()")
    assert paying.count == 2
    it.is_paid(1)
    it.goods_are_made()
    it.plan_is_sent()
    page.goto(f"/portal/shipping-plans/{ShippingPlan.objects.get(order=it.order).number}")
    page.get_by_role("button", name="Confirm the shipping plan").click()
    it.is_paid(2)
    it.goods_leave()

    page.goto("/portal/")
    tracking = Clicks(page)
    tracking.on("link", "Track")
    expect(page.get_by_text("King of the Seas")).to_be_visible()
    assert tracking.count == 1
    it.goods_arrive()

    page.goto("/portal/")
    claiming = Clicks(page)
    claiming.on("link", "Report failed lamps")
    page.locator('[name="pieces"]').fill("2")
    claiming.count += 1
    page.locator("label", has_text="Flickers").first.click()
    page.locator('[name="description"]').fill("They flicker.")
    claiming.count += 1  # the button that chooses the report
    page.locator('input[type="file"][name="test_report"]').set_input_files(
        FilePayload(name="report.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 open bond wire")
    )
    claiming.on("button", "Submit the claim")
    assert Claim.objects.filter(deal=it.order.deal).exists()
    assert claiming.count <= 5

    before = Inquiry.objects.count()
    page.goto("/portal/")
    again = Clicks(page)
    again.on("link", "Order again")
    again.on("button", "Ask for the quotation")
    assert Inquiry.objects.count() == before + 1
    assert again.count <= 3
    assert Role.BUYER in it.anna.actor().roles
    picture(page, PICTURES / "again.png")
