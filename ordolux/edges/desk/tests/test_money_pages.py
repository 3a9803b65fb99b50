"""Money through its pages: Zhou imports, decides, divides and takes back; Tang approves as the second person."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.payment.deeds import note_decision
from ordolux.orders.payment.models import Allocation, AllocationState, BankEntry, Instalment
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.tests import desk
from tests.cast import sign_in

SYSTEM = Actor.system()
ODD = [
    "😀",
    "‮abc",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "{x}",
    "%s",
    "9" * 60,
    "NaN",
    "-1",
    "9999-12-31",
    "1e400",
]


@pytest.fixture
def office(db: None) -> Any:
    """The house of stage two with a signed order and everybody's browser."""
    return Office()


class Office:
    """An order that both signed, and the browsers of Zhou (finance), Tang (manager) and Mei (sales)."""

    def __init__(self) -> None:
        desk.furnish()
        self.anna, self.mei = house.anna(), house.mei()
        self.order = desk.placed(desk.sent(self.mei.actor(), self.anna), self.anna)
        self.proforma = desk.confirmed(self.order, self.anna.actor(), self.mei.actor())
        self.zhou = sign_in(Client(), Person.objects.get(pk=desk.zhou().person_id))
        self.tang = sign_in(Client(), Person.objects.get(email="tang@mingzhou.example"))
        self.sales = sign_in(Client(), self.mei)

    def due(self, position: int = 1) -> Decimal:
        """The amount of an instalment."""
        return Instalment.objects.get(order=self.order, position=position).due.amount

    def waits(self, amount: Decimal, text: str = "", **more: Any) -> BankEntry:
        """A payment that waits for a person."""
        entry = desk.credited(f"{amount:.2f}", text or self.proforma.number, at=clock.now(), **more)
        note_decision(entry, decision="proposed", reasons=[], by=SYSTEM, at=clock.now())
        return entry


def words(answer: Any) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_landing_page_proposes_what_a_payment_pays_and_one_press_assigns_it(office: Office) -> None:
    entry = office.waits(office.due(), payer="Somebody Else Ltd")
    page = office.zhou.get("/desk/").content.decode()
    assert 'data-key="a"' in page
    assert office.proforma.number in page
    assert "ask for a payment agreement letter" in page

    form = re.search(rf'action="/desk/money/payments/{entry.pk}/assignment".*?</form>', page, re.DOTALL)[0]
    said = dict(re.findall(r'name="(part|back)" value="([^"]+)"', form))
    answer = office.zhou.post(f"/desk/money/payments/{entry.pk}/assignment", {"key": "k", **said})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    office.order.refresh_from_db()
    assert office.order.state == OrderState.RELEASED
    assert "Every payment is decided." in words(office.zhou.get("/desk/"))


def test_a_second_press_of_the_same_button_assigns_nothing_more(office: Office) -> None:
    entry = office.waits(office.due())
    said = {"key": "k", "part": f"{office.order.number}:1"}
    for _ in range(2):
        assert office.zhou.post(f"/desk/money/payments/{entry.pk}/assignment", said).status_code == 302
    assert Allocation.objects.count() == 1


def test_a_payment_is_divided_by_what_was_typed_and_a_wrong_amount_stays_on_the_page(office: Office) -> None:
    entry = office.waits(office.due() + 100, "for both")
    page = f"/desk/money/payments/{entry.pk}"
    number = office.order.number
    wrong = office.zhou.post(
        f"{page}/division", {"key": "1", f"amount:{number}:1": "99999999", f"amount:{number}:2": "100"}
    )
    assert wrong.status_code == 422
    assert "99999999" in wrong.content.decode()
    assert not Allocation.objects.exists()

    good = {"key": "2", f"amount:{number}:1": f"{office.due():.2f}", f"amount:{number}:2": "100"}
    assert office.zhou.post(f"{page}/division", good).status_code == 302
    assert sorted(Allocation.objects.values_list("credited_amount", flat=True)) == [100, office.due()]


def test_a_payment_that_opened_production_is_taken_back_only_by_one_who_says_that_he_knows(
    office: Office,
) -> None:
    entry = office.waits(office.due())
    office.zhou.post(
        f"/desk/money/payments/{entry.pk}/assignment", {"key": "k", "part": f"{office.order.number}:1"}
    )
    receipt = Allocation.objects.get().receipt_number
    page = f"/desk/money/receipts/{receipt}/reversal"

    refused = office.zhou.post(page, {"key": "1", "reason": "booked to the wrong order"})
    assert refused.status_code == 422
    assert "goes on uncovered" in words(refused)

    done = office.zhou.post(
        page, {"key": "2", "reason": "booked to the wrong order", "although_running": "on"}
    )
    assert done.status_code == 302
    assert Allocation.objects.get().state == AllocationState.REVERSED
    assert "In production without cover" in words(office.zhou.get("/desk/money"))
    assert "void" in words(office.zhou.get(f"/desk/money/receipts/{receipt}"))


def test_bank_details_need_a_second_person_and_two_clicks(office: Office) -> None:
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 letter", "application/pdf")
    proposed = office.zhou.post("/desk/money/bank-details/new", {
        "key": "p", "currency": "EUR", "beneficiary": "Mingzhou Lighting Co., Ltd.", "bank_name": "Delta Bank",
        "bic": "PRVBCNBSZSN", "account_number": "7550014200882999", "reason": "new branch", "proof": letter,
    })  # fmt: skip
    assert proposed.status_code == 302, words(proposed)
    page = proposed.headers["Location"]
    account = BankAccount.objects.get(state=BankAccountState.PROPOSED)
    assert "Take the proposal back" in words(office.zhou.get(page))
    assert office.zhou.post(f"{page}/approval", {"key": "a"}).status_code == 302
    account.refresh_from_db()
    assert account.state == BankAccountState.PROPOSED

    assert page in office.tang.get("/desk/money").content.decode()
    assert "changed" in words(office.tang.get(page))
    office.tang.post(f"{page}/approval", {"key": "a", "seen": str(account.version)})

    account.refresh_from_db()
    assert account.state == BankAccountState.APPROVED
    assert account.usable_from > clock.now() + timedelta(hours=47)
    assert "Cooling period" in words(office.tang.get(page))
    assert office.tang.get(f"{page}/proof").content.startswith(b"%PDF")


def test_a_credit_note_above_the_limit_waits_for_the_manager(office: Office) -> None:
    page = f"/desk/money/orders/{office.order.number}/credit-notes/new"
    small = office.zhou.post(page, {"key": "1", "amount": "1.00", "reason": "late by a day"})
    assert small.status_code == 302
    assert CreditNote.objects.get().state == CreditNoteState.SETTLED

    share = (office.order.total.amount / 10).quantize(Decimal("0.01"))
    large = office.zhou.post(page, {"key": "2", "amount": f"{share}", "reason": "broken"}).headers["Location"]
    note = CreditNote.objects.get(state=CreditNoteState.PROPOSED)
    assert office.zhou.post(f"{large}/approval", {"key": "a"}).status_code == 403
    assert office.tang.post(f"{large}/approval", {"key": "a", "seen": str(note.version)}).status_code == 302
    note.refresh_from_db()
    assert note.paper_number.startswith("CN-")
    assert note.paper_number in words(office.sales.get(f"/desk/money/orders/{office.order.number}"))


def test_sales_cancels_an_order_with_a_reason_and_its_open_invoice_is_withdrawn(office: Office) -> None:
    other = desk.placed(desk.sent(office.mei.actor(), office.anna), office.anna)
    invoice = desk.received(desk.issued(other))
    page = f"/desk/money/orders/{other.number}/cancellation"
    assert office.sales.post(page, {"key": "1", "reason": " "}).status_code == 422
    assert office.sales.post(page, {"key": "2", "reason": "asked for twice"}).status_code == 302
    other.refresh_from_db()
    invoice.refresh_from_db()
    assert (other.state, invoice.state) == (OrderState.CANCELLED, ProformaState.WITHDRAWN)
    assert "asked for twice" in words(office.sales.get(f"/desk/proformas/{invoice.number}"))


def test_the_page_of_an_invoice_offers_both_forms_and_says_what_is_missing(office: Office) -> None:
    page = words(office.sales.get(f"/desk/proformas/{office.proforma.number}"))
    assert "Open the PDF" in page
    assert "The deposit of" in page
    assert "Download for Word" in page


@pytest.mark.parametrize("path", ["/desk/", "/desk/money"])
def test_money_today_takes_fifteen_statements_with_thirty_payments(office: Office, path: str) -> None:
    office.waits(office.due())
    few = _statements(office.zhou, path)
    for number in range(30):
        office.waits(Decimal(10 + number), f"unknown {number}", key=f"k{number}")
    assert _statements(office.zhou, path) <= few <= 15 + 3


def test_odd_words_in_any_field_are_answered_and_book_nothing(office: Office) -> None:
    entry = office.waits(office.due())
    number = office.order.number
    before = (Allocation.objects.count(), CreditNote.objects.count(), BankAccount.objects.count())
    for place, word in enumerate(ODD):
        for browser, page, said in (
            (office.zhou, f"/desk/money/payments/{entry.pk}/assignment", {"part": f"{word}:1:{word}"}),
            (office.zhou, f"/desk/money/payments/{entry.pk}/assignment", {"part": word}),
            (office.zhou, f"/desk/money/payments/{entry.pk}/division", {f"amount:{number}:1": word}),
            (office.zhou, f"/desk/money/payments/{entry.pk}/division", {f"amount:{word}:1": "1"}),
            (office.zhou, f"/desk/money/orders/{number}/credit-notes/new", {"amount": word, "reason": word}),
            (office.zhou, "/desk/money/bank-details/new", {"currency": word, "bic": word, "account_number": word}),
            (office.zhou, "/desk/rates/currencies/new", {"rate": word, "base": "USD", "currency": "CNY", "percent": word,
             "valid_from": word, "valid_until": word, "source": word}),
            (office.zhou, "/desk/rates/cards/new", {"service": "air", "breaks": word, "countries": word}),
            (office.zhou, "/desk/rates/fees/new", {"code": word, "amount": word, "currency": word}),
            (office.zhou, "/desk/rates/insurance/new", {"percent": word, "minimum": word}),
        ):  # fmt: skip
            answer = browser.post(page, {"key": f"{place}{page}", **said}, follow=True)
            assert answer.status_code in (200, 400, 404, 409, 422), (page, word[:20], answer.status_code)
        assert (
            office.zhou.get(
                "/desk/money/payments", {"q": word[:200], "sort": word[:50], "after": word[:50]}
            ).status_code
            == 200
        )
        assert office.zhou.get(f"/desk/money/payments/{entry.pk}", {"q": word[:200]}).status_code == 200
    assert (Allocation.objects.count(), CreditNote.objects.count(), BankAccount.objects.count()) == before


def test_a_rate_card_is_added_with_its_prices_and_shown(office: Office) -> None:
    said = {
        "key": "r", "service": "air", "carrier": "Sky Cargo", "origin": "Shenzhen", "destination": "Hamburg",
        "countries": "de at", "currency": "USD", "days_min": "6", "days_max": "9", "breaks": "45 6.00\n100; 5.00",
        "valid_from": "2026-11-01", "valid_until": "2027-01-31", "source": "offer 4711",
    }  # fmt: skip
    missing = office.zhou.post("/desk/rates/cards/new", {**said, "breaks": ""})
    assert missing.status_code == 422
    assert "needs its prices per kg" in words(missing)
    assert office.zhou.post("/desk/rates/cards/new", said).headers["Location"] == "/desk/rates"
    listed = office.zhou.get("/desk/rates?q=sky").content.decode()
    card = re.search(r"/desk/rates/cards/\d+", listed)[0]
    shown = words(office.zhou.get(card))
    assert "from 45 kg" in shown
    assert "AT" in shown


def test_a_person_of_another_role_is_told_whose_pages_these_are(office: Office) -> None:
    planner = add_person(
        email="chen@mingzhou.example", name="Chen", roles=[Role.PLANNER.value], by=SYSTEM, at=desk.MONDAY
    )
    browser = sign_in(Client(), planner)
    for page in (
        "/desk/money",
        "/desk/money/payments",
        "/desk/money/bank-details",
        "/desk/money/credit-notes",
    ):
        assert browser.get(page).status_code == 403
    assert Order.objects.count() == 1
    assert Proforma.objects.count() == 1


def _statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
