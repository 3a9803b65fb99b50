"""One piece of business, walked by clicks in a real browser by both sides: from the customer's mail to his claim.

Each page that matters is looked at: a picture goes to ``out/walk/``, and axe finds nothing serious on it. With
``ORDOLUX_TEST_LOOKS=all`` each is also pictured dark, in Chinese, and on a phone.
"""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from ordolux.config.environment import ROOT
from ordolux.edges.mailbox.receiver import keep_received
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.orders.models import Order, SigningCode
from ordolux.orders.signature.deeds import digits_of
from ordolux.process import demonstration
from ordolux.production.models import Batch, Purchase
from ordolux.shipping.models import Shipment, ShippingPlan
from ordolux.support.models import Claim
from tests.cast import sign_in
from tests.chromium import picture
from tests.days import works_day
from tests.looks import measures
from tests.stories import bank, post
from tests.stories.making import INSTRUMENT, paper

US = "sales@ordolux.example"
PICTURES = ROOT / "out" / "walk"
ALL_LOOKS = os.environ.get("ORDOLUX_TEST_LOOKS") == "all"
DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}
MAIL = (
    "Hello Mei,\n\nplease quote 300 pcs GU10 7W 3000K 36 deg, FCA Shenzhen, price in EUR, for Germany.\n\n"
    "Kind regards\nAnna Petersen\nNordlicht Leuchten GmbH\n"
)


class Walk:
    """Everybody's browser on one site."""

    def __init__(self, browser: Browser, url: str, worker: Callable[..., None]) -> None:
        self.browser, self.url, self.worker = browser, url, worker
        self.contexts: dict[str, BrowserContext] = {}
        self.pages: dict[str, Page] = {}
        self.faults: list[str] = []
        self.count = 0
        PICTURES.mkdir(parents=True, exist_ok=True)

    def person(self, name: str, viewport: Any = DESKTOP) -> Page:
        """The page that stands open at somebody's browser; a stranger when the name is no person's."""
        if name not in self.pages:
            context = self.browser.new_context(
                viewport=viewport, locale="en-GB", base_url=self.url, reduced_motion="reduce"
            )
            someone = Person.objects.filter(email__startswith=f"{name}@").first()
            if someone is not None:
                session = sign_in(Client(), someone).cookies["sessionid"].value
                context.add_cookies([{"name": "sessionid", "value": session, "url": self.url}])
            self.contexts[name] = context
            self.pages[name] = context.new_page()
            self.pages[name].on("pageerror", lambda fault: self.faults.append(f"script: {fault}"))
        return self.pages[name]

    def open(self, name: str, path: str) -> Page:
        """Let somebody open a page; it must be there."""
        page = self.person(name)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path} answers {answer.status} to {name}"
        return page

    def fill(self, page: Page, action: str, **said: Any) -> None:
        """Fill in the form whose address ends in ``action`` and press its button; the worker then does what follows."""
        form = page.locator(f'form[action$="{action}"]').first
        fold = form.locator("xpath=ancestor::details[not(@open)]")
        if fold.count():
            fold.first.locator("summary").click()
        for field, value in said.items():
            control = form.locator(f'[name="{field}"]')
            if isinstance(value, dict):
                control.set_input_files(
                    [FilePayload(name=value["name"], mimeType=value["mimeType"], buffer=value["buffer"])]
                )
            elif value is True:
                control.first.check()
            elif control.first.get_attribute("type") == "radio":
                form.locator(f'[name="{field}"][value="{value}"]').check()
            elif control.first.evaluate("c => c.tagName") == "SELECT":
                control.first.select_option(str(value))
            else:
                control.first.fill(str(value))
        button = form.locator('button:not([type="button"])').last
        with page.expect_navigation():
            button.click()
        self.worker(later=True)

    def look(self, name: str, title: str, *, is_answer: bool = False) -> None:
        """Keep a picture of the page at somebody's browser, in every look when asked, and let axe judge it.

        ``is_answer``: the page answers a form and cannot be opened once more.
        """
        page = self.pages[name]
        self.count += 1
        number = f"{self.count:02d}-{title}"
        page.evaluate("document.fonts.ready")
        picture(page, PICTURES / f"{number}.png", full_page=True)
        self._judge(page, number)
        if ALL_LOOKS:
            self._other_looks(page, number, is_answer)

    def _other_looks(self, page: Page, number: str, is_answer: bool) -> None:
        viewport = page.viewport_size
        assert viewport is not None
        page.emulate_media(color_scheme="dark")
        picture(page, PICTURES / f"{number}-dark.png", full_page=True)
        self._judge(page, f"{number}-dark")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        picture(page, PICTURES / f"{number}-phone.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > PHONE["width"]:
            self.faults.append(f"{number}: {wide} pixels wide on a phone")
        page.set_viewport_size(viewport)
        if is_answer:
            return
        page.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": self.url}])
        page.reload()
        picture(page, PICTURES / f"{number}-zh.png", full_page=True)
        page.context.clear_cookies(name="django_language")
        page.reload()

    def _judge(self, page: Page, number: str) -> None:
        self.faults += [f"{number}: {one}" for one in measures.axe(page)]


@pytest.fixture
def walk(browser: Browser, live_site: Any, worker: Callable[..., None], settings: Any) -> Any:
    """The demonstration's house with everybody's browser; at the end nothing serious was found on any page."""
    settings.ORDOLUX_PUBLIC_URL = live_site.url
    settings.ORDOLUX_OUTBOX_SECONDS = 0
    demonstration.load()
    walked = Walk(browser, live_site.url, worker)
    yield walked
    for context in walked.contexts.values():
        context.close()


def test_the_business_is_walked_from_the_mail_to_the_claim(walk: Walk) -> None:
    inquiry = the_mail_arrives(walk)
    quotation = mei_quotes(walk, inquiry)
    order = anna_accepts_and_signs(walk, quotation)
    zhou_takes_in_the_deposit(walk, order)
    gao_buys_and_receives(walk, order)
    batch = chen_plans(walk, order)
    lin_inspects(walk, batch)
    plan = wei_plans_and_anna_confirms(walk, order)
    zhou_takes_in_the_balance(walk, order)
    shipment = wei_ships(walk, plan)
    a_stranger_follows_by_link(walk)
    wei_delivers(walk, shipment)
    anna_claims(walk, order)
    both_look_back(walk, order)
    assert not walk.faults, "\n".join(walk.faults)


def the_mail_arrives(walk: Walk) -> Inquiry:
    """Anna's mail is taken in as it came."""
    at = datetime.now(UTC)
    raw = post.write_mail(
        sender="Anna Petersen <anna@nordlicht.example>", to=US, subject="300 GU10 spots", text=MAIL, at=at,
        message_id="walk-1@nordlicht.example",
    )  # fmt: skip
    keep_received(raw, "anna@nordlicht.example", [US], "192.0.2.1")
    walk.worker(later=True)
    return Inquiry.objects.select_related("deal").get()


def mei_quotes(walk: Walk, inquiry: Inquiry) -> Quotation:
    """Mei finds the inquiry in her inbox, confirms it and sends the quotation."""
    page = walk.open("mei", "/desk/")
    walk.look("mei", "today")
    page = walk.open("mei", "/desk/inbox")
    walk.look("mei", "inbox")
    page.get_by_role("link", name=re.compile(inquiry.number)).first.click()
    expect(page.locator("mark").first).to_be_visible()
    walk.look("mei", "inquiry")
    walk.fill(
        page,
        "/confirmation",
        place="Shenzhen",
        destination_country="DE",
        payment_term="TT_30_70_BS",
        currency="EUR",
    )
    quotation = Quotation.objects.get()
    walk.open("mei", f"/desk/quotations/{quotation.number}")
    walk.look("mei", "quotation-draft")
    walk.fill(page, "/sending")
    return quotation


def anna_accepts_and_signs(walk: Walk, quotation: Quotation) -> Order:
    """Anna chooses how it travels, accepts, and signs with the code from her mail; Mei countersigns."""
    page = walk.open("anna", "/portal/")
    walk.look("anna", "portal-home")
    page = walk.open("anna", f"/portal/quotations/{quotation.number}")
    page.locator('input[name="mode"][value="sea_lcl"]').check()
    walk.look("anna", "quotation")
    walk.fill(page, "/acceptance")
    order = Order.objects.select_related("deal").get()
    proforma = order.proformas.get()
    walk.open("anna", f"/portal/orders/{order.deal.number}")
    walk.look("anna", "portal-order-to-sign")
    page.get_by_role("link", name=re.compile(proforma.number)).first.click()
    walk.fill(page, "/code")
    page.locator(".ox-toast button").first.click()
    walk.look("anna", "sign")
    code = digits_of(SigningCode.objects.latest("id"))
    walk.fill(page, "/signature", name="Anna Petersen", digits=code, consent=True)
    proforma.refresh_from_db()
    assert proforma.state == "signed"
    mei = walk.open("mei", f"/desk/proformas/{proforma.number}")
    walk.look("mei", "countersign")
    walk.fill(mei, "/countersignature")
    order.refresh_from_db()
    assert order.state == "confirmed"
    walk.open("stranger", f"/verify?code={proforma.code}")
    walk.look("stranger", "verify")
    walk.open("stranger", "/")
    walk.look("stranger", "start")
    return order


def pay(walk: Walk, order: Order, position: int, opening: str) -> None:
    """A payment comes as a line of the bank's statement, which Zhou uploads."""
    part = order.instalments.get(position=position)
    raw, _ = bank.statement(
        account="7550014200882178", currency="EUR", number=position, on=works_day(), opening=Decimal(opening),
        credits=[bank.Credit(part.due.amount.quantize(Decimal("0.01")), "Nordlicht Leuchten GmbH",
                             f"{order.proformas.get().number} part {position}", f"PRV{position:06d}")],
    )  # fmt: skip
    page = walk.open("zhou", "/desk/money")
    walk.fill(
        page,
        "/money/statements",
        file=_file(f"statement-{position}.xml", "application/xml", raw),
    )
    part.refresh_from_db()
    assert part.paid_at is not None


def zhou_takes_in_the_deposit(walk: Walk, order: Order) -> None:
    """The deposit releases the order."""
    pay(walk, order, 1, "1000.00")
    walk.pages["zhou"].reload()
    walk.look("zhou", "statement")
    walk.open("zhou", "/desk/money")
    walk.look("zhou", "money")
    order.refresh_from_db()
    assert order.state == "released"


def gao_buys_and_receives(walk: Walk, order: Order) -> None:
    """Gao orders what is missing; the first delivery is refused without its papers, and let in with them."""
    walk.open("gao", "/desk/production/purchases")
    walk.look("gao", "purchases")
    walk.open("gao", f"/desk/orders/{order.deal.number}")
    walk.look("gao", "order-to-buy-for")
    is_first = True
    for purchase in Purchase.objects.filter(order=order):
        page = walk.open("gao", f"/desk/production/purchases/{purchase.number}")
        walk.fill(page, f"{purchase.number}/order")
        walk.open("gao", f"/desk/production/purchases/{purchase.number}")
        lines = list(purchase.lines.all())
        said: dict[str, Any] = {f"lot-{line.position}": f"L-{purchase.pk}-{line.position}" for line in lines}
        if is_first:
            walk.fill(page, "/receipt", **said)
            expect(page.get_by_role("alert").first).to_contain_text("test report")
            walk.look("gao", "receipt-refused", is_answer=True)
            walk.open("gao", f"/desk/production/purchases/{purchase.number}")
            is_first = False
        for line in lines:
            said[f"report-{line.position}"] = _file(
                "report.pdf", "application/pdf", paper("Test report: passed")
            )
        walk.fill(page, "/receipt", **said)
        purchase.refresh_from_db()
        assert purchase.state == "received"


def chen_plans(walk: Walk, order: Order) -> Batch:
    """Chen makes the schedule, releases the batch, and closes it; the sample is drawn."""
    page = walk.open("chen", "/desk/production/schedule")
    walk.fill(page, "/schedule/making")
    walk.open("chen", "/desk/production/schedule")
    walk.look("chen", "schedule")
    walk.open("chen", "/desk/production")
    walk.look("chen", "production")
    batch = Batch.objects.select_related("job__line").get(job__order=order)
    page = walk.open("chen", f"/desk/batches/{batch.number}")
    walk.fill(page, f"{batch.number}/release")
    walk.open("chen", f"/desk/batches/{batch.number}")
    walk.look("chen", "batch-released")
    walk.fill(page, f"{batch.number}/closing")
    return batch


def lin_inspects(walk: Walk, batch: Batch) -> None:
    """Lin uploads the readings, judges the sample, and looks at every piece."""
    walk.open("lin", f"/desk/batches/{batch.number}/measuring")
    walk.look("lin", "measuring")
    page = walk.open("lin", f"/desk/batches/{batch.number}")
    walk.look("lin", "batch-to-measure")
    raw = readings_of(batch.draws.get().units)
    until = (works_day() + timedelta(days=200)).isoformat()
    walk.fill(page, "/readings/file", instrument=INSTRUMENT, calibrated_until=until,
              file=_file("sphere.csv", "text/csv", raw))  # fmt: skip
    sheet = batch.sheets.get()
    assert not sheet.is_refused, sheet.findings
    walk.open("lin", f"/desk/batches/{batch.number}/signing-off")
    walk.look("lin", "sign-off")
    walk.fill(page, "/signing-off")
    batch.refresh_from_db()
    assert batch.state == "passed"
    walk.open("lin", f"/desk/batches/{batch.number}/appearance")
    walk.look("lin", "appearance")
    walk.fill(page, "/appearance")
    batch.refresh_from_db()
    assert batch.state == "finished"
    walk.open("lin", f"/desk/batches/{batch.number}")
    walk.look("lin", "batch-inspected")
    walk.open("lin", "/desk/quality")
    walk.look("lin", "quality")
    walk.open("anna", f"/portal/batches/{batch.number}")
    walk.look("anna", "portal-batch")


def readings_of(units: list[int]) -> bytes:
    """What the sphere exports: a row for each lamp and minute, slowly settling, at 3000 K."""
    rows = ["serial;minute;flux;power;x;y;Ra;PF"]
    for unit in units:
        near = 1 + (unit % 5 - 2) * 0.004
        x, y = 0.4338 + (unit % 7 - 3) * 0.0002, 0.4030 + (unit % 5 - 2) * 0.0002
        rows += [f"{unit};{minute};{565 * near * warm:.1f};{6.97 * warm:.3f};{x:.4f};{y:.4f};83;0.55"
                 for minute, warm in ((15, 1.006), (30, 1.002), (45, 1.0005), (60, 1.0))]  # fmt: skip
    return "\n".join(rows).encode()


def wei_plans_and_anna_confirms(walk: Walk, order: Order) -> ShippingPlan:
    """Wei sends the plan and Anna confirms it."""
    plan = ShippingPlan.objects.get(order=order)
    page = walk.open("wei", f"/desk/shipping/plans/{plan.number}")
    walk.fill(page, f"{plan.number}/sending")
    page = walk.open("anna", f"/portal/shipping-plans/{plan.number}")
    walk.look("anna", "portal-plan")
    walk.fill(page, "/confirmation")
    plan.refresh_from_db()
    assert plan.state == "confirmed"
    walk.open("wei", "/desk/shipping")
    walk.look("wei", "shipping")
    return plan


def zhou_takes_in_the_balance(walk: Walk, order: Order) -> None:
    """The balance opens the way."""
    pay(walk, order, 2, "2000.00")


def wei_ships(walk: Walk, plan: ShippingPlan) -> Shipment:
    """Wei issues the papers, books, loads, and the goods leave."""
    address = f"/desk/shipping/plans/{plan.number}"
    page = walk.open("wei", address)
    walk.fill(page, "/papers")
    walk.open("wei", address)
    walk.look("wei", "shipping-plan")
    today = works_day()
    walk.fill(page, "/booking", carrier="Pearl Consol", booking_reference="BK-0001", departs_on=today, vessel="Elbe Pioneer",
              arrives_on=today + timedelta(days=38), imo="9074729", voyage="048W", container="CSQU3054383")  # fmt: skip
    shipment = Shipment.objects.get(plan=plan)
    here = f"/desk/shipments/{shipment.number}"
    walk.open("wei", here)
    walk.fill(page, "/loading", seal="EL448213")
    walk.open("wei", here)
    walk.fill(page, "/bill", bl_number="ELBE0000001", bl_kind="original", on_board_on=today)
    walk.open("wei", here)
    walk.fill(page, "/events", event="TRANSPORT DEPA", classifier="ACT", happened_at=f"{_here(-2)}")
    walk.open("wei", here)
    walk.look("wei", "shipment")
    shipment.refresh_from_db()
    assert shipment.state == "departed"
    return shipment


def a_stranger_follows_by_link(walk: Walk) -> None:
    """Whoever has the link follows the shipment, on a phone too."""
    texts = Message.objects.filter(is_incoming=False).order_by("-id").values_list("text", flat=True)
    link = next(found[0] for text in texts if (found := re.search(r"/track/[\w-]+", text)))
    walk.person("phone", PHONE)
    walk.open("phone", link)
    walk.look("phone", "tracking-on-a-phone")
    walk.open("stranger", link)
    walk.look("stranger", "tracking")


def wei_delivers(walk: Walk, shipment: Shipment) -> None:
    """The goods arrive and are delivered; the warranty begins."""
    here = f"/desk/shipments/{shipment.number}"
    page = walk.open("wei", here)
    walk.fill(
        page,
        "/events",
        event="TRANSPORT ARRI",
        classifier="ACT",
        happened_at=_here(-1),
        location=shipment.destination,
    )
    walk.open("wei", here)
    walk.fill(page, "/delivery", received_by="Anna Petersen", delivered_at=_here(0),
              proof=_file("pod.pdf", "application/pdf", paper("Received in good order")))  # fmt: skip
    shipment.refresh_from_db()
    assert shipment.state == "delivered"
    walk.open("anna", f"/portal/deliveries/{shipment.number}")
    walk.look("anna", "portal-delivery")


def anna_claims(walk: Walk, order: Order) -> None:
    """Anna reports failed lamps, adds the test report, and Ling approves."""
    page = walk.open("anna", f"/portal/claims/new/{order.number}")
    walk.look("anna", "claim-new")
    walk.fill(page, f"/claims/new/{order.number}", position=1, pieces=4, failure_mode="flicker",
              description="They flicker after an hour and go dark.")  # fmt: skip
    claim = Claim.objects.get()
    walk.open("ling", f"/desk/support/{claim.number}")
    walk.look("ling", "claim-without-report")
    page = walk.open("anna", f"/portal/claims/{claim.number}")
    walk.look("anna", "portal-claim")
    walk.fill(page, "/evidence", kind="test_report", report_number="FTR-7781", tested_by="Nordlicht laboratory",
              tested_on=works_day(), tested_pieces=4,
              test_report=_file("report.pdf", "application/pdf", paper("Fault test report FTR-7781")))  # fmt: skip
    page = walk.open("ling", f"/desk/support/{claim.number}")
    walk.fill(page, "/approval")
    claim.refresh_from_db()
    assert claim.state == "replaced"
    walk.open("ling", f"/desk/support/{claim.number}")
    walk.look("ling", "claim-approved")


def both_look_back(walk: Walk, order: Order) -> None:
    """At the end both sides see the whole story of the order."""
    walk.open("mei", f"/desk/orders/{order.deal.number}")
    walk.look("mei", "order")
    walk.open("anna", f"/portal/orders/{order.deal.number}")
    walk.look("anna", "portal-order")
    for page in ("payments", "deliveries", "claims", "documents", "quotations", "orders"):
        walk.open("anna", f"/portal/{page}")
        walk.look("anna", f"portal-{page}")
    for kind in ("proforma", "inspection_report"):
        issued = Document.objects.filter(deal=order.deal, kind=kind).latest("id")
        (PICTURES / f"{kind}.pdf").write_bytes(issued.file.read())
    walk.open("mei", "/desk/orders")
    walk.look("mei", "orders")
    walk.open("ling", "/desk/support")
    walk.look("ling", "support")


def _file(name: str, media_type: str, data: bytes) -> dict[str, Any]:
    """A file as the browser is given it."""
    return {"name": name, "mimeType": media_type, "buffer": data}


def _here(minutes: int) -> str:
    """A moment of today at the works, as a browser's field for day and time takes it."""
    from ordolux.foundation import clock
    from tests.stories.telling import WORKS

    return (clock.now() + timedelta(minutes=minutes)).astimezone(WORKS).strftime("%Y-%m-%dT%H:%M")
