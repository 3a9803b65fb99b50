"""Finance and purchasing at their work, by clicks and keys in a real browser: the budgets of their landing pages."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Page, expect

from ordolux.config.environment import ROOT
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.deeds import add_person, propose_bank_account
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Person, Supplier
from ordolux.inquiries.tests import house
from ordolux.orders.credit.deeds import propose_credit_note
from ordolux.orders.payment.deeds import note_decision
from ordolux.orders.payment.models import Allocation, BankStatement, Instalment, StatementState
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.tests import desk
from ordolux.production.conftest import build_works
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.materials.deeds import net_materials, order_purchase
from ordolux.production.materials.models import Purchase, PurchaseState, RequestForQuotation
from ordolux.production.materials.offers.deeds import OfferedPrice, record_offer
from ordolux.rules.refusal import Finding
from tests.cast import sign_in
from tests.chromium import picture
from tests.days import works_day
from tests.looks import measures
from tests.stories import bank

PICTURES = ROOT / "out" / "money"
PHONE = {"width": 390, "height": 844}
SYSTEM = Actor.system()


class Hands:
    """Somebody at a browser whose clicks and keys are counted; what is typed into fields costs nothing."""

    def __init__(self, browser: Browser, url: str, person: Person) -> None:
        self.context = browser.new_context(
            viewport={"width": 1360, "height": 900}, locale="en-GB", base_url=url, reduced_motion="reduce"
        )
        session = sign_in(Client(), person).cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        self.page: Page = self.context.new_page()
        self.url, self.clicks, self.keys = url, 0, 0

    def begin(self, path: str = "/desk/") -> None:
        """Open a landing page and count from nothing."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        self.clicks = self.keys = 0

    def click(self, name: str, *, exact: bool = False) -> None:
        """Click the first button or link with these words."""
        found = self.page.get_by_role("button", name=name, exact=exact).or_(
            self.page.get_by_role("link", name=name, exact=exact)
        )
        found.first.click()
        self.page.wait_for_load_state("load")
        self.clicks += 1

    def press(self, key: str) -> None:
        """Press one key."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.keys += 1

    def choose(self, label: str, name: str, media_type: str, raw: bytes) -> None:
        """Choose a file: one click opens the dialog."""
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_label(label).first.click()
        chooser.value.set_files([FilePayload(name=name, mimeType=media_type, buffer=raw)])
        self.clicks += 1

    def look(self, title: str) -> None:
        """Keep a picture in every look, for people; axe finds nothing serious and nothing is wider than a phone."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        page = self.page
        page.evaluate("document.fonts.ready")
        picture(page, PICTURES / f"{title}.png", full_page=True)
        self._judge(title)
        page.emulate_media(color_scheme="dark")
        picture(page, PICTURES / f"{title}-dark.png", full_page=True)
        self._judge(f"{title}, dark")
        page.emulate_media(color_scheme="light")
        self.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": self.url}])
        page.reload()
        picture(page, PICTURES / f"{title}-zh.png", full_page=True)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # playwright's own TypedDict
        picture(page, PICTURES / f"{title}-phone-zh.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], title
        self.context.clear_cookies(name="django_language")
        page.reload()
        picture(page, PICTURES / f"{title}-phone.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], title
        page.set_viewport_size({"width": 1360, "height": 900})

    def _judge(self, title: str) -> None:
        assert measures.axe(self.page) == [], title


@pytest.mark.slow
def test_zhou_decides_payments_imports_and_approves_within_the_budgets(
    live_site: Any, browser: Browser, worker: Callable[..., None]
) -> None:
    desk.furnish()
    anna, mei = house.anna(), house.mei()
    order = desk.placed(desk.sent(mei.actor(), anna), anna)
    desk.confirmed(order, anna.actor(), mei.actor())
    invoice = Proforma.objects.get()
    due = Instalment.objects.get(position=1).due.amount
    entry = desk.credited(
        f"{due:.2f}", f"{invoice.number} deposit", payer="Nordlicht Trading Ltd", at=clock.now()
    )
    unknown = Finding("payer_unknown", "The payer {payer} is not the buyer that we know; ask for a payment agreement letter.",
                      {"payer": "Nordlicht Trading Ltd"})  # fmt: skip
    note_decision(entry, decision="proposed", reasons=[unknown], by=SYSTEM, at=clock.now())
    desk.credited("88.00", "interest", key="interest", at=clock.now())
    note_decision(type(entry).objects.latest("id"), decision="manual", reasons=[], by=SYSTEM, at=clock.now())
    zhou = Person.objects.get(pk=desk.zhou().person_id)
    tang = Person.objects.get(email="tang@mingzhou.example")
    proposed = propose_bank_account(
        currency="EUR", beneficiary="Mingzhou Lighting Co., Ltd.", bank_name="Delta Bank", bic="PRVBCNBSZSN",
        account_number="7550014200882999", reason="new branch", by=tang.actor(), at=clock.now(),
    )  # fmt: skip
    hands = Hands(browser, live_site.url, zhou)

    hands.begin()
    hands.look("1-finance-landing")
    hands.begin()
    hands.press("a")
    assert (hands.clicks, hands.keys) == (0, 1)
    expect(hands.page.locator("body")).to_contain_text("The payment is assigned")
    assert Allocation.objects.get().entry_id == entry.pk

    raw, _ = bank.statement(
        account="7550014200882178", currency="EUR", number=7, on=works_day(), opening=Decimal("1000.00"),
        credits=[bank.Credit(Decimal("12.00"), "Somebody", "no number at all", "PRV7")],
    )  # fmt: skip
    hands.begin()
    hands.choose("Bank file", "statement.xml", "application/xml", raw)
    hands.click("Import statement")
    assert (hands.clicks, hands.keys) == (2, 0)
    worker(may_fail=True)  # the invoice of this scene has no real paper to be sealed
    assert BankStatement.objects.latest("id").state == StatementState.IMPORTED
    hands.page.reload()
    hands.look("2-statement")

    hands.begin()
    hands.click("Look and decide")
    hands.look("3-bank-details")
    hands.clicks = 1
    hands.click("Approve")
    assert hands.clicks == 2
    proposed.refresh_from_db()
    assert proposed.state == BankAccountState.APPROVED
    assert BankAccount.objects.filter(currency="EUR", state=BankAccountState.APPROVED).count() == 1
    hands.look("4-bank-details-cooling")

    share = (order.total.amount / 10).quantize(Decimal("0.01"))
    order.refresh_from_db()
    note = propose_credit_note(
        order, amount=share, reason="60 lamps arrived broken", by=zhou.actor(), at=clock.now()
    )
    worker(may_fail=True)
    manager = Hands(browser, live_site.url, tang)
    manager.begin(f"/desk/money/credit-notes/{note.number}")
    manager.press("a")
    assert manager.keys == 1
    worker(may_fail=True)
    manager.begin(f"/desk/money/credit-notes/{note.number}")
    manager.look("5-credit-note")
    for title, path in (
        ("6-order-money", f"/desk/money/orders/{order.number}"), ("7-payment", f"/desk/money/payments/{entry.pk + 1}"),
        ("8-proforma", f"/desk/proformas/{invoice.number}"), ("9-instalments", "/desk/money/instalments"),
        ("10-rates", "/desk/rates"), ("11-new-rate-card", "/desk/rates/cards/new"),
        ("12-receipt", f"/desk/money/receipts/{Allocation.objects.first().receipt_number}"),
        ("13-money", "/desk/money"),
    ):  # fmt: skip
        hands.begin(path)
        hands.look(title)


@pytest.mark.slow
def test_gao_asks_orders_and_receives_within_the_budgets(live_site: Any, browser: Browser) -> None:
    works = build_works()
    works.certificate(valid_from=date(2025, 1, 1), valid_until=works_day() + timedelta(days=30))
    purchases = []
    for pieces in (60, 5000, 300):
        order = works.order((works.bulb, pieces))
        plan_jobs(order, by=SYSTEM, at=clock.now())
        net_materials(order, by=SYSTEM, at=clock.now())
        purchases.append(Purchase.objects.get(order=order))
    gao = add_person(
        email="gao@works.example", name="Gao Feng", roles=[Role.PURCHASING.value], by=SYSTEM, at=clock.now()
    )
    other = Supplier.objects.create(
        number="S-2", legal_name="Foshan Brightchip Opto", email="b@x.example", made_at=clock.now()
    )
    prices = [OfferedPrice(line.position, Decimal("0.02")) for line in purchases[1].lines.all()]
    record_offer(
        purchases[1], supplier=other, currency="CNY", prices=prices, due_on=works_day() + timedelta(days=5),
        valid_until=works_day() + timedelta(days=20), by=gao.actor(), at=clock.now(),
    )  # fmt: skip
    order_purchase(purchases[2], by=gao.actor(), at=clock.now())
    hands = Hands(browser, live_site.url, gao)

    hands.begin()
    hands.look("20-purchasing-landing")
    hands.begin()
    row = hands.page.locator("tr", has_text=purchases[0].number)
    row.get_by_role("link", name="Ask for offers").click()
    hands.clicks += 1
    hands.look("21-ask-for-offers")
    hands.click("Send the requests")
    assert hands.clicks == 2
    assert RequestForQuotation.objects.filter(purchase=purchases[0]).exists()
    hands.look("22-purchase-with-requests")

    hands.begin()
    hands.click("Order the best offer")
    assert hands.clicks == 1
    assert Purchase.objects.get(supplier=other).state == PurchaseState.ORDERED

    hands.begin()
    row = hands.page.locator("tr", has_text=purchases[2].number)
    row.get_by_role("link", name="Receive").click()
    hands.clicks += 1
    page = hands.page
    for line in purchases[2].lines.all():
        page.locator(f"#lot-{line.position}").fill(f"L-{line.position}")
    page.locator("#report").set_input_files(
        [FilePayload(name="report.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4 coa")]
    )
    hands.click("Accept the papers and let the delivery in")
    assert hands.clicks == 2
    purchases[2].refresh_from_db()
    assert purchases[2].state == PurchaseState.RECEIVED
    lot = page.goto("/desk/stock")
    assert lot is not None
    for title, path in (
        ("23-stock", "/desk/stock"), ("24-suppliers", "/desk/suppliers"),
        ("25-supplier", f"/desk/suppliers/{works.supplier.number}"), ("26-certificates", "/desk/suppliers/certificates"),
        ("27-shortages", "/desk/production/shortages"),
        ("28-offer", f"/desk/production/purchases/{purchases[0].number}/offers/new"),
    ):  # fmt: skip
        hands.begin(path)
        hands.look(title)
    hands.begin("/desk/stock")
    page.locator("td a").first.click()
    hands.look("29-lot")
