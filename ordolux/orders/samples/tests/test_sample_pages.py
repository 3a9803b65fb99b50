"""Samples through their pages: Anna asks and judges, Mei offers, Zhou takes the money, Wei sends, Lin keeps one piece."""

import html
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ordolux.edges.letters import samples as letters
from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.orders.payment.models import BankEntry
from ordolux.orders.samples.models import GoldenSample, SampleOrder, SampleState
from ordolux.orders.samples.queries import sample_policy
from ordolux.orders.samples.reactions import print_sample_proforma
from ordolux.orders.samples.tests.bench import SPOT
from ordolux.orders.tests import desk
from tests.cast import sign_in

NOW = desk.NOON


class Office:
    """A browser for everybody, on one day."""

    def __init__(self) -> None:
        desk.furnish()
        self.anna, self.mei = house.anna(), house.mei()
        people = {
            "anna": self.anna,
            "mei": self.mei,
            "tang": Person.objects.get(email="tang@mingzhou.example"),
        }
        desk.zhou()
        people["zhou"] = Person.objects.get(email="zhou@mingzhou.example")
        for name, role in (("wei", "logistics"), ("lin", "inspector"), ("han", "engineer")):
            people[name] = add_person(
                email=f"{name}@mingzhou.example", name=name.title(), roles=[role], by=desk.SYSTEM, at=NOW
            )
        self.browsers = {name: sign_in(Client(), person) for name, person in people.items()}

    def get(self, who: str, path: str) -> str:
        """The words of a page."""
        answer = self.browsers[who].get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return words(answer.content.decode())

    def post(self, who: str, path: str, status: int = 302, **said: Any) -> str:
        """What a form answers, and after a deed the words of the page it leads to."""
        answer = self.browsers[who].post(path, said)
        assert answer.status_code == status, (path, answer.status_code, words(answer.content.decode())[:1500])
        return self.get(who, answer["Location"]) if status == 302 else words(answer.content.decode())


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return Office()


def words(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def happened(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


def letter(name: str) -> str:
    return Message.objects.get(letter=name).text


ASKED = {
    "deliver_to": "Speicherstadt 14\n20457 Hamburg", "country": "DE", "courier_terms": "prepaid",
    "wish": "a warm one, please",
}  # fmt: skip


def usual_fee() -> str:
    """Twice the value of the samples that were asked for last."""
    return f"{(SampleOrder.objects.latest('id').value * 2).rounded().amount:.2f}"


def asked(office: Office) -> str:
    office.post("anna", f"/portal/samples/new?product={SPOT}", **ASKED, **{"pieces-0": "5"})
    return SampleOrder.objects.latest("id").number


def test_samples_are_asked_for_offered_paid_sent_and_judged_by_clicks(office: Office) -> None:
    assert "Nobody has asked for samples yet" in office.get("anna", "/portal/samples")
    page = office.get("anna", f"/portal/samples/new?product={SPOT}")
    assert "the fee is usually 2 times the unit price" in page
    number = asked(office)
    mine, ours = f"/portal/samples/{number}", f"/desk/samples/{number}"
    assert "Sales offers the samples" in office.get("anna", mine)

    assert number in office.get("mei", "/desk/samples")
    assert "Offer the samples" in office.get("mei", ours)
    assert "Samples that wait for you (1)" in office.get("mei", "/desk/")
    sample = SampleOrder.objects.get()
    offer = office.get("mei", f"{ours}/offer")
    assert "2 times the unit price" in offer
    refused = office.post("mei", f"{ours}/offer", 422, fee="0.50", courier_charge="30", is_made="no")
    assert "a manager may offer it" in refused
    office.post(
        "mei", f"{ours}/offer", fee=usual_fee(), courier_charge="30", is_made="no", words="With pleasure."
    )
    letters.offer(happened("sample_order.offered"), "r1")
    assert "With pleasure." in letter("sample_offer")
    assert "within 12 months" in letter("sample_offer")

    sample.refresh_from_db()
    assert sample.total is not None
    assert f"Accept for EUR {sample.total.amount:.2f}" in office.get("anna", mine)
    office.post("anna", f"{mine}/acceptance", seen=sample.version)
    print_sample_proforma(happened("sample_order.accepted"), "r2")
    letters.proforma(happened("sample_order.filed"), "r3")
    assert f"write {number} as the reference" in letter("sample_proforma")
    page = office.get("anna", mine)
    assert "7550014200882178" in page
    assert "Pro forma with the real value for customs" in page
    assert (
        office.browsers["anna"].get(f"/portal/documents/{Document.objects.get().number}").status_code == 200
    )

    # the payment names nothing, so Zhou finds it on the page of the samples, or on its own
    desk.credited(f"{sample.total.amount:.2f}", "lamps", at=NOW)
    entry = BankEntry.objects.get()
    assert "Samples that wait for you (1)" in office.get("zhou", "/desk/")
    assert "Nordlicht Leuchten GmbH" in office.get("zhou", f"{ours}/fee")
    assert number in office.get("zhou", f"/desk/money/payments/{entry.pk}")
    office.post("zhou", f"{ours}/fee/{entry.pk}")
    letters.cleared(happened("sample_order.cleared"), "r4")
    assert "are taken off your first order" in letter("sample_cleared")
    assert "Samples that it paid" in office.get("zhou", f"/desk/money/payments/{entry.pk}")
    assert "Your fee comes back" in office.get("anna", mine)
    assert f"{SPOT} from 1 pieces" in office.get("anna", mine)

    assert "Taken from stock and ready" in office.get("wei", ours)
    office.post("wei", f"{ours}/readiness")
    sealed = {
        "position": "1", "seal_number": "S-1", "kept_in": "Cabinet 3", "on": f"{NOW.date()}", "power": "6.9",
        "photos": SimpleUploadedFile("lamp.png", _png(), "image/png"),
    }  # fmt: skip
    assert "at least one measured value" in office.post(
        "lin", f"{ours}/golden", 422, **{**sealed, "power": ""}
    )
    sealed["photos"] = SimpleUploadedFile("lamp.png", _png(), "image/png")
    page = office.post("lin", f"{ours}/golden", **sealed)
    assert "6.9 W" in page
    golden = GoldenSample.objects.get()
    photo = golden.photos.get()
    shown = office.browsers["lin"].get(f"/desk/golden-samples/{golden.number}/photos/{photo.pk}")
    assert shown["Content-Type"] == "image/png"

    refused = office.post(
        "wei", f"{ours}/parcel", 422, carrier="other", tracking_number="7", on=f"{NOW.date()}"
    )
    assert "Name the courier" in refused
    office.post(
        "wei", f"{ours}/parcel", carrier="DHL Express", tracking_number="1234567890", on=f"{NOW.date()}"
    )
    office.post("wei", f"{ours}/tracking", carrier="DHL Express", tracking_number="1234567891")
    letters.shipped(happened("sample_order.shipped"), "r5")
    assert "tracking-id=1234567891" in letter("sample_shipped")
    page = office.get("anna", mine)
    assert "1234567891" in page
    assert "Follow it at DHL Express" in page

    office.post("anna", f"{mine}/arrival")
    refused = office.post("anna", f"{mine}/verdict", 422, verdict="rejected", words="")
    assert "Say what should be different" in refused
    office.post("anna", f"{mine}/verdict", verdict="approved", words="")
    sample.refresh_from_db()
    assert sample.state == SampleState.APPROVED
    page = office.get("anna", mine)
    assert golden.number in page
    assert "We keep one sealed piece" in page
    assert golden.number in office.get("lin", "/desk/golden-samples")
    # the whole story, on both sides, and nothing in it that leads nowhere
    deal = sample.deal.number
    for who, path in (("mei", f"/desk/orders/{deal}"), ("anna", f"/portal/orders/{deal}")):
        page = office.get(who, path)
        assert "Samples on their way" in page
        assert number in page
    assert "Samples" in office.get("mei", f"/desk/orders/{deal}/records")
    office.post("lin", f"/desk/golden-samples/{golden.number}/withdrawal", reason="the seal broke")
    assert golden.number not in office.get("anna", mine)


def test_sales_write_down_what_came_by_mail_and_decline_it_or_end_it(office: Office) -> None:
    said = {**ASKED, "contact": f"{office.anna.pk}", "product-0": SPOT, "pieces-0": "2"}
    unknown = office.post("mei", "/desk/samples/new", 422, **{**said, "product-0": "NO-SUCH"})
    assert "NO-SUCH is no product that we offer" in unknown
    page = office.post("mei", "/desk/samples/new", **said)
    assert "written down by Mei Wen" in page
    number = SampleOrder.objects.get().number
    office.post("mei", f"/desk/samples/{number}/refusal", reason="discontinued")
    letters.declined(happened("sample_order.declined"), "r1")
    assert "discontinued" in letter("sample_declined")
    assert "We cannot send these samples" in office.get("anna", f"/portal/samples/{number}")


def test_samples_of_a_quotation_and_the_fee_that_comes_off_it(office: Office) -> None:
    quotation = desk.sent(office.mei.actor(), office.anna)
    here = f"/portal/quotations/{quotation.number}"
    assert "Ask for samples first" in office.get("anna", here)
    address = f"/portal/samples/new?quotation={quotation.number}"
    assert SPOT in office.get("anna", address)
    refused = office.post("anna", address, 422, **ASKED, **{"pieces-0": ""})
    assert "Name at least one product" in refused
    office.post("anna", address, **ASKED, **{"pieces-0": "3"})
    number = SampleOrder.objects.get().number
    office.post("mei", f"/desk/samples/{number}/offer", fee=usual_fee(), courier_charge="0", is_made="yes")
    office.post("mei", f"/desk/samples/{number}/acceptance")
    office.post("zhou", f"/desk/samples/{number}/fee", 422, amount="99", reference="P", on=f"{NOW.date()}")
    office.post(
        "zhou", f"/desk/samples/{number}/fee", amount=usual_fee(), reference="CARD 7", on=f"{NOW.date()}"
    )
    assert "They are made and ready" in office.get("han", f"/desk/samples/{number}")
    assert f"EUR {usual_fee()} come off the total when you accept" in office.get("anna", here)
    office.post("anna", f"{here}/acceptance", mode="sea_lcl")
    assert "taken off" in office.get("mei", f"/desk/samples/{number}")
    assert "were taken off your order" in office.get("anna", f"/portal/samples/{number}")


def test_what_is_not_ones_turn_is_refused_with_a_sentence(office: Office) -> None:
    number = asked(office)
    ours = f"/desk/samples/{number}"
    assert "Not permitted" not in office.get("wei", ours)
    for who, path in (
        ("wei", f"{ours}/offer"), ("mei", f"{ours}/fee"), ("mei", f"{ours}/parcel"), ("mei", "/desk/samples/terms"),
        ("zhou", f"{ours}/golden"),
    ):  # fmt: skip
        assert office.browsers[who].get(path).status_code == 403
    assert office.browsers["anna"].get("/portal/samples/SA-2026-9999").status_code == 404
    assert office.browsers["anna"].get("/portal/samples/new?product=NO-SUCH").status_code == 404
    # a payment for samples that nobody accepted, a parcel that is not ready: said, not broken
    assert office.browsers["zhou"].get(f"{ours}/fee").status_code == 302
    desk.credited("9.00", "x", at=NOW)
    assert "it cannot become Fee settled now" in office.post(
        "zhou", f"{ours}/fee/{BankEntry.objects.get().pk}"
    )


def test_the_manager_sets_the_terms(office: Office) -> None:
    said = {
        "factor": "1.5", "courier": "30", "currency": "eur", "stock_from": "2", "stock_until": "4", "made_from": "5",
        "made_until": "9", "refund_months": "6", "valid_days": "14",
    }  # fmt: skip
    page = office.post("tang", "/desk/samples/terms", 422, **{**said, "stock_until": "1"})
    assert "From 2 until 1 working days is no time" in page
    office.post("tang", "/desk/samples/terms", **said)
    assert sample_policy().courier.currency == "EUR"
    assert "1.5 times the unit price" in office.get("anna", f"/portal/samples/new?product={SPOT}")


def test_an_offer_that_ended_says_so_to_the_customer(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    number = asked(office)
    office.post("mei", f"/desk/samples/{number}/offer", fee=usual_fee(), courier_charge="0", is_made="no")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=31))
    assert "The offer has ended." in office.get("anna", f"/portal/samples/{number}")


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (250, 240, 200)).save(out, "PNG")
    return out.getvalue()
