"""Amendments through their pages: Mei sees what a change leads to before she issues it, Anna signs, Mei countersigns."""

import html
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from ordolux.edges.letters.orders import amendment as letter
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import OrderLine
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.amendment.reactions import print_amendment, seal_with_buyer, seal_with_seller
from ordolux.orders.signature.deeds import digits_of
from ordolux.orders.signature.models import SigningCode
from ordolux.orders.tests import desk
from ordolux.orders.tests.test_word_equals_pdf import bare, pdf_lines, word_lines
from tests.cast import sign_in


class Office:
    """An order of two lines that both signed, with the browsers of Mei and Anna."""

    def __init__(self) -> None:
        desk.furnish()
        self.anna, self.mei = house.anna(), house.mei()
        self.order = desk.placed(desk.sent(self.mei.actor(), self.anna, lines=2), self.anna)
        desk.confirmed(self.order, self.anna.actor(), self.mei.actor())
        self.sales, self.buyer = sign_in(Client(), self.mei), sign_in(Client(), self.anna)
        self.form = f"/desk/money/orders/{self.order.number}/amendments/new"

    def said(self, **changed: Any) -> dict[str, Any]:
        """The form as the page shows it, with some fields written over."""
        page = self.sales.get(self.form).content.decode()
        fields = re.findall(r'<input[^>]* name="([^"]+)"(?:[^>]*? value="([^"]*)")?', page)
        told = {name: html.unescape(value) for name, value in fields if "-" in name or name == "promised_on"}
        return {**told, "reason": "More for the autumn", **changed}


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def happened(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


def test_consequences_are_shown_before_anything_is_issued(office: Office) -> None:
    shown = office.sales.post(office.form, {**office.said(**{"pieces-1": 400}), "step": "look"})
    assert shown.status_code == 200
    assert "What it leads to" in words(shown)
    assert "Quantity 300 400" in words(shown)
    for figure in ("The order Total", "Deposit 30 %", "Balance 70 %"):  # no sum stands without its currency
        assert re.search(rf"{figure} EUR [\d,]+\.\d\d EUR [\d,]+\.\d\d", words(shown)), figure
    assert Amendment.objects.count() == 0

    nothing = office.sales.post(office.form, {**office.said(), "step": "look"})
    assert nothing.status_code == 422
    assert "Nothing would be different" in words(nothing)
    odd = office.sales.post(
        office.form, {**office.said(**{"pieces-1": "0", "value-1-cct_k": "x" * 300}), "step": "issue"}
    )
    assert odd.status_code == 422


def test_lines_are_removed_and_added_on_the_form(office: Office) -> None:
    half = office.sales.post(
        office.form, {**office.said(**{"new-1-product": "MZ-A60-90-827"}), "step": "look"}
    )
    assert half.status_code == 422
    assert words(half).count("A new line has a product, pieces and a unit price.") >= 2
    new = {"new-1-product": "MZ-A60-90-827", "new-1-pieces": "150", "new-1-price": "1.10", "remove-2": "on"}
    shown = office.sales.post(office.form, {**office.said(**new), "step": "look"})
    assert shown.status_code == 200
    assert 'name="new-3-product"' in shown.content.decode(), "there is always a line to be filled"
    for told in (
        "Line removed 300 × EUR",
        "Line added – 150 × EUR 1.1000 = EUR 165.00",
        "Colour temperature – 2700 K",
    ):
        assert told in words(shown), told
    unknown = office.sales.post(
        office.form, {**office.said(**{**new, "new-1-product": "NO-SUCH"}), "step": "look"}
    )
    assert unknown.status_code == 422 and "There is no product NO-SUCH" in words(unknown)

    assert office.sales.post(office.form, {**office.said(**new), "step": "issue"}).status_code == 302
    amendment = Amendment.objects.get()
    assert "Line added – 150 × EUR 1.1000" in words(
        office.buyer.get(f"/portal/amendments/{amendment.number}")
    )


def test_from_the_form_to_both_signatures(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    issued = office.sales.post(office.form, {**office.said(**{"pieces-1": 400}), "step": "issue"})
    amendment = Amendment.objects.get()
    assert issued.url == f"/desk/amendments/{amendment.number}"
    again = office.sales.get(office.form)
    assert again.status_code == 302  # one after the other
    print_amendment(happened("amendment.issued"), "print")
    print_amendment(happened("amendment.issued"), "print")
    letter(happened("amendment.filed"), "letter")
    assert Message.objects.get(letter="amendment").attachments.count() == 2

    mine = f"/portal/amendments/{amendment.number}"
    page = office.buyer.get(mine)
    assert "Sign the amendment" in words(page)
    assert office.buyer.get(f"{mine}/paper").status_code == 200
    office.buyer.post(f"{mine}/code")
    amendment.refresh_from_db()
    typed = {"name": "Anna Petersen", "consent": "yes", "document": amendment.sha256, "title": "Buyer"}
    wrong = office.buyer.post(f"{mine}/signature", {**typed, "digits": "000000"})
    assert (wrong.status_code, SigningCode.objects.get(amendment=amendment).tries) == (422, 1)
    digits = digits_of(SigningCode.objects.get(amendment=amendment))
    assert office.buyer.post(f"{mine}/signature", {**typed, "digits": digits}).url == mine
    seal_with_buyer(happened("amendment.signed"), "seal of the buyer")

    ours = f"/desk/amendments/{amendment.number}"
    assert "Countersign" in words(office.sales.get(ours))
    office.sales.post(f"{ours}/countersignature")
    seal_with_seller(happened("amendment.effective"), "seal of the seller")
    amendment.refresh_from_db()
    assert (amendment.state, OrderLine.objects.get(position=1).pieces) == (AmendmentState.EFFECTIVE, 400)
    assert Document.objects.filter(kind="amendment", is_sealed=True).count() == 2
    assert "Amendment signed by both sides" in words(
        office.buyer.get(f"/portal/orders/{amendment.deal.number}")
    )
    assert amendment.number in words(office.sales.get("/desk/amendments"))


def test_the_customer_declines_and_we_withdraw(office: Office) -> None:
    for _ in range(2):
        office.sales.post(office.form, {**office.said(**{"pieces-1": 400}), "step": "issue"})
        last = Amendment.objects.latest("id")
        if last.place == 1:
            office.buyer.post(f"/portal/amendments/{last.number}/refusal", {"reason": "Too many"})
            assert "Too many" in words(office.sales.get(f"/desk/amendments/{last.number}"))
        else:
            withdrawn = office.sales.post(
                f"/desk/amendments/{last.number}/withdrawal", {"reason": "A mistake"}
            )
            assert withdrawn.status_code == 302
            assert "A mistake" in words(office.buyer.get(f"/portal/amendments/{last.number}"))
    assert set(Amendment.objects.values_list("state", flat=True)) == {"declined", "withdrawn"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_both_forms_of_the_paper_say_the_same(db: None, language: str) -> None:
    from ordolux.foundation import papers
    from ordolux.foundation.parties.models import Company
    from ordolux.orders.amendment.deeds import LineAdded, LineAmended, ParameterChanged, propose_amendment
    from ordolux.orders.amendment.papers import amendment_docx
    from ordolux.orders.amendment.papers.paper import amendment_paper

    desk.furnish()
    anna, mei = house.anna(), house.mei()
    Company.objects.filter(pk=anna.company_id).update(language=language)
    order = desk.placed(desk.sent(mei.actor(), anna, lines=2), anna)
    desk.confirmed(order, anna.actor(), mei.actor())
    order.refresh_from_db()
    amendment = propose_amendment(
        order, reason="Other light", promised_on=order.promised_on + timedelta(days=9), by=mei.actor(), at=desk.NOON,
        lines=(LineAmended(1, pieces=410, parameters=(ParameterChanged("cct_k", "2700"),)),), removed=(2,),
        added=(LineAdded("MZ-A60-90-827", 90, Decimal("1.23")),),
    )  # fmt: skip
    paper = amendment_paper(amendment)
    stamp = {"language": amendment.language, "timestamp": amendment.issued_at}
    pdf = pdf_lines(papers.render(paper.template, paper, **stamp))
    word = word_lines(papers.word(paper.word_template, paper, **stamp))
    # a model's number may break at its hyphen, which the PDF then does not tell as text
    printed, written = (bare("".join(lines)).replace("-", "") for lines in (pdf, word))
    assert [line for line in word if not all(bare(t).replace("-", "") in printed for t in line.split())] == []
    figures = r"\d{1,3}(?:,\d{3})*\.\d{2,4}\b"
    assert set(re.findall(figures, "\n".join(pdf))) == set(re.findall(figures, "\n".join(word)))
    assert ("补充协议" if language != "en" else "Amendment") in printed
    assert "2700" in written
    assert amendment_docx.TEMPLATE.read_bytes() == amendment_docx.built()


def test_a_stranger_sees_nothing_of_it(office: Office) -> None:
    office.sales.post(office.form, {**office.said(**{"pieces-1": 400}), "step": "issue"})
    number = Amendment.objects.get().number
    finance = sign_in(Client(), Person.objects.get(pk=desk.zhou().person_id))
    assert finance.get(f"/desk/amendments/{number}").status_code == 200
    assert finance.post(f"/desk/amendments/{number}/countersignature").status_code == 403
    assert Client().get(f"/portal/amendments/{number}").status_code == 302
