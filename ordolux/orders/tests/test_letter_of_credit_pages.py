"""Letters of credit, documents at banks and credit limits through their pages: Anna, Zhou and Tang in their browsers."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from ordolux.edges.letters.bank import discrepancies, documents_at_bank, letter_wanted
from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person, our_day
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.models import Presentation
from ordolux.orders.documentary.models import CreditAmendment, LetterOfCredit
from ordolux.orders.limit.models import CreditAllowance, CreditLimit
from ordolux.orders.tests import backing, desk
from tests.cast import sign_in


class Office:
    """An order of this payment term that both signed, with the browsers of everybody who works on it."""

    def __init__(self, term: str) -> None:
        desk.furnish()
        self.anna, mei = house.anna(), house.mei().actor()
        self.order = backing.signed(term, self.anna, mei)
        zhou, tang = (Person.objects.get(email=f"{name}@mingzhou.example") for name in ("zhou", "tang"))
        self.buyer, self.finance, self.manager = (sign_in(Client(), who) for who in (self.anna, zhou, tang))
        self.mine = f"/portal/bank/{self.order.number}"
        self.money = f"/desk/money/orders/{self.order.number}"

    def state(self) -> str:
        return str(Order.objects.get().state)

    def typed(self, **changed: Any) -> dict[str, Any]:
        """The form of a letter of credit, filled in as the bank advised what we asked for; its days lie ahead."""
        said = backing.advised(self.order)
        now = today()
        told = {
            "bank_number": said.bank_number, "bank": said.bank, "applicant": said.applicant, "currency": "EUR",
            "beneficiary": said.beneficiary, "amount": f"{said.amount:.2f}", "plus_percent": 0, "minus_percent": 0,
            "expires_on": now + timedelta(days=90), "latest_shipment_on": now + timedelta(days=60),
            "presentation_days": 21, "usance_days": 0, "documents": list(backing.PAPERS), "is_operative": "on",
            "partial_shipments": "on", "transhipment": "on", **changed,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}


def today() -> date:
    """The company's day: at night in Greenwich it is the morning of the next day in Shenzhen."""
    return our_day(clock.now())


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def happened(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


@pytest.fixture
def office(db: None) -> Office:
    return Office("LC_SIGHT")


def test_the_customer_reads_what_to_give_to_his_bank_and_tells_us_when_it_comes(office: Office) -> None:
    letter_wanted(happened("order.confirmed"), "wanted")
    mail = Message.objects.get(letter="letter_wanted")
    assert f"32B Amount: EUR {backing.owed(office.order):,.2f}" in mail.text
    assert "&" not in mail.text
    assert office.mine in mail.text

    assert "Have the letter of credit opened" in words(office.buyer.get("/portal/"))
    page = words(office.buyer.get(office.mine))
    assert "Terms for your bank" in page
    assert "21 days after the date of shipment" in page
    wrong = office.buyer.post(
        f"{office.mine}/application", {"bank": "Elbe Bank", "expected_on": "2020-01-01"}
    )
    assert (wrong.status_code, "is over" in words(wrong)) == (422, True)
    day = today() + timedelta(days=9)
    told = office.buyer.post(f"{office.mine}/application", {"bank": "Elbe Bank", "expected_on": day})
    assert told.url == office.mine
    assert "You have applied for it" in words(office.buyer.get(office.mine))
    assert "applied for at Elbe Bank" in words(office.finance.get(office.money))
    # nothing is to be paid by transfer
    assert "Nothing is to be paid now" in words(office.buyer.get("/portal/payments"))


def test_from_the_advice_to_the_release_with_a_discrepancy_on_the_way(office: Office) -> None:
    form = f"{office.money}/letter-of-credit"
    assert office.finance.get(form).status_code == 200
    entered = office.finance.post(form, office.typed(transhipment=None))
    letter = LetterOfCredit.objects.get()
    ours = f"/desk/money/letters-of-credit/{letter.number}"
    assert entered.url == ours
    page = words(office.finance.get(ours))
    assert "forbids transhipment" in page
    assert "Ask for an amendment" in page
    office.finance.post(f"{ours}/asking", {"words": "And name Hamburg."})
    discrepancies(happened("credit_letter.discrepant"), "discrepancies")
    mail = Message.objects.get(letter="letter_of_credit").text
    assert "- It forbids transhipment" in mail
    assert "And name Hamburg." in mail
    assert "Please ask your bank to amend it" in words(office.buyer.get(office.mine))
    assert office.finance.get(f"{ours}/correction").status_code == 200

    assert office.finance.get(f"{ours}/amendments/new").status_code == 200
    office.finance.post(f"{ours}/amendments/new", office.typed())
    amended = CreditAmendment.objects.get()
    page = words(office.finance.get(ours))
    assert "not allowed allowed" in page
    office.finance.post(f"/desk/money/credit-amendments/{amended.number}/acceptance")
    assert office.state() == OrderState.RELEASED
    assert "In force, checked" in words(office.finance.get(ours))
    assert "you have nothing to do" in words(office.buyer.get(office.mine))
    timeline = words(office.buyer.get(f"/portal/orders/{office.order.deal.number}"))
    assert "Letter of credit checked and in force" in timeline
    assert letter.number in words(office.finance.get("/desk/money/letters-of-credit"))


def test_a_manager_waives_and_finance_takes_it_back(office: Office) -> None:
    office.finance.post(f"{office.money}/letter-of-credit", office.typed(transhipment=None))
    ours = f"/desk/money/letters-of-credit/{LetterOfCredit.objects.get().number}"
    assert office.finance.post(f"{ours}/waiver", {"reason": "We ship direct."}).status_code == 403
    assert office.manager.get(f"{ours}/waiver").status_code == 200
    office.manager.post(f"{ours}/waiver", {"reason": "We ship direct."})
    assert "We ship direct." in words(office.manager.get(ours))
    office.finance.post(f"{ours}/reopening", {"reason": "Of another order"})
    office.finance.post(f"{ours}/cancellation", {"reason": "Of another order"})
    assert LetterOfCredit.objects.get().state == "cancelled"


def test_documents_are_presented_with_a_checklist_and_taken_up(office: Office) -> None:
    office.finance.post(f"{office.money}/letter-of-credit", office.typed())
    office.finance.post(f"/desk/money/letters-of-credit/{LetterOfCredit.objects.get().number}/acceptance")
    now = today()
    backing.left(office.order, clock.now())
    form = f"{office.money}/presentation"
    assert "Last day to present" in words(office.finance.get(form))
    sent = {
        "bank": "Pearl River Bank",
        "shipped_on": now,
        "on": now,
        "documents": list(backing.PAPERS[:2]),
    }
    refused = office.finance.post(form, sent)
    assert refused.status_code == 422
    assert "A document that is asked for is missing: Bill of lading." in words(refused)
    ours = office.finance.post(form, {**sent, "documents": list(backing.PAPERS)}).url
    documents_at_bank(happened("presentation.presented"), "at the bank")
    assert "Your bank examines them" in Message.objects.get(letter="documents_at_bank").text
    assert "Pearl River Bank" in words(office.buyer.get(office.mine))
    office.finance.post(f"{ours}/refusal", {"reason": "Packing list not signed"})
    assert "Packing list not signed" in words(office.finance.get(ours))
    office.finance.post(f"{ours}/correction", {"reason": "Of another order"})
    office.finance.post(f"{ours}/acceptance", {"on": now})
    papers = Presentation.objects.get()
    assert (papers.state, papers.matures_on) == ("taken_up", now)
    assert papers.number in words(office.finance.get("/desk/money/presentations"))
    assert "You have them. To be paid on" in words(office.buyer.get(office.mine))


def test_what_exceeds_the_limit_asks_the_manager(db: None) -> None:
    office = Office("OA")
    company = Company.objects.get()
    credit = f"/desk/customers/{company.number}/credit"
    assert "has no credit limit" in words(office.finance.get(credit))
    said = {"currency": "eur", "amount": "100.00", "valid_until": today(), "reason": "Insured"}
    assert office.finance.post(f"{credit}/limit", said).url == credit
    assert CreditLimit.objects.get().limit.amount == 100
    page = words(office.finance.get(credit))
    assert "Orders that wait for credit" in page
    assert "100.00" in page
    assert office.finance.post(f"{office.money}/allowance", {"reason": "He pays."}).status_code == 403
    assert "Allow this order beyond the limit" in words(office.manager.get(office.money))
    office.manager.post(f"{office.money}/allowance", {"reason": "He pays."})
    assert (office.state(), CreditAllowance.objects.get().reason) == (OrderState.RELEASED, "He pays.")
    # a limit is ours alone
    assert "He pays." not in words(office.buyer.get(f"/portal/orders/{office.order.deal.number}"))
    assert office.buyer.get(office.mine).status_code == 404


def test_documents_for_collection_tell_the_customer_what_he_has_to_do_at_his_bank(db: None) -> None:
    office = Office("DP")
    assert "The documents go to your bank when the goods have left" in words(office.buyer.get(office.mine))
    assert "Deposit" in words(office.buyer.get("/portal/payments"))
    # the term has a percentage in it, which a template's own translation would not find
    office.buyer.cookies["django_language"] = "zh-hans"
    assert "30% 定金，余款即期付款交单（URC 522）" in words(office.buyer.get(office.mine))


def test_a_stranger_sees_nothing_of_it(office: Office) -> None:
    office.finance.post(f"{office.money}/letter-of-credit", office.typed())
    number = LetterOfCredit.objects.get().number
    assert office.buyer.get(f"/desk/money/letters-of-credit/{number}").status_code in (302, 403, 404)
    assert Client().get(office.mine).status_code == 302
