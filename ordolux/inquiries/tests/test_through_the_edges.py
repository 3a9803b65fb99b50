"""Stage 1 through its pages: inbox, review, confirmation, quotation, portal, link; with the real worker behind them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import open_inquiry
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import SYSTEM

pytestmark = pytest.mark.usefixtures("live_database")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


@pytest.fixture
def people(live_database: str) -> tuple[Person, Person]:
    """Mei and Anna, in a furnished house."""
    house.furnish(datetime(2026, 1, 5, tzinfo=UTC))
    return house.mei(), house.anna()


def received() -> Inquiry:
    at = datetime.now(UTC)
    return open_inquiry(house.mail(at=at), by=SYSTEM, at=at)


def confirm(client: Client, inquiry: Inquiry, buyer: Person) -> None:
    assert buyer.company is not None
    answer = client.post(
        f"/desk/inquiries/{inquiry.number}/confirmation",
        {
            "key": "form-1", "seen": str(inquiry.version), "product": ["MZ-GU10-70-830", ""], "pieces": ["300", ""],
            "position": ["1", "0"], "buyer": buyer.company.number, "contact_email": buyer.email, "incoterm": "FCA",
            "place": "Shenzhen", "destination_country": "DE", "payment_term": "TT_30_70_BS", "currency": "EUR",
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.content


def test_from_the_inbox_to_the_accepted_quotation(
    people: tuple[Person, Person], worker: Callable[..., None]
) -> None:
    mei, anna = people
    inquiry, desk = received(), signed_in(mei)

    inbox = desk.get("/desk/inbox").content.decode()
    assert inquiry.number in inbox
    assert "left" in inbox
    review = desk.get(f"/desk/inquiries/{inquiry.number}").content.decode()
    assert ">7 W</a></mark>" in review

    confirm(desk, inquiry, anna)
    worker(later=True)
    quotation = Quotation.objects.get()
    page = desk.get(f"/desk/quotations/{quotation.number}").content.decode()
    assert "Send to" in page
    desk.post(
        f"/desk/quotations/{quotation.number}/sending", {"key": "form-2", "seen": str(quotation.version)}
    )
    worker(later=True)

    assert {paper.kind for paper in Document.objects.all()} == {"quotation", "datasheet"}
    letter = Message.objects.get(letter="quotation")
    assert letter.to_addresses == [anna.email]
    assert letter.attachments.count() == 2
    link = re.search(r"/quotation/[\w-]+", letter.text)
    assert link is not None
    by_link = Client().get(link[0])
    assert by_link.status_code == 200
    assert "Accept the quotation" in by_link.content.decode()
    assert Client().get(link[0] + "/paper").status_code == 200
    assert Client().get("/quotation/an-invented-token").status_code == 410

    portal = signed_in(anna)
    assert quotation.number in portal.get("/portal/quotations").content.decode()
    mine = portal.get(f"/portal/quotations/{quotation.number}").content.decode()
    assert "margin" not in mine
    assert "buffer" not in mine
    answer = portal.post(
        f"/portal/quotations/{quotation.number}/acceptance",
        {"key": "form-3", "mode": "sea_lcl", "insurance": "yes"},
    )
    assert answer.status_code == 302
    quotation.refresh_from_db()
    assert quotation.state == QuotationState.ACCEPTED
    assert quotation.options.get(mode="sea_lcl").total_with(insurance=True) == quotation.order.total


def test_questions_go_out_as_an_answer_to_the_mail(
    people: tuple[Person, Person], worker: Callable[..., None]
) -> None:
    inquiry, desk = received(), signed_in(people[0])

    desk.post(f"/desk/inquiries/{inquiry.number}/questions", {"key": "q", "questions": "Which voltage?"})
    worker(later=True)

    letter = Message.objects.get(letter="inquiry_questions")
    assert "Which voltage?" in letter.text
    assert inquiry.message is not None
    assert letter.answers == [inquiry.message.message_id]
    inquiry.refresh_from_db()
    assert inquiry.answer_by is None


def test_a_customer_opens_no_desk_page_and_no_draft(
    people: tuple[Person, Person], worker: Callable[..., None]
) -> None:
    mei, anna = people
    inquiry = received()
    confirm(signed_in(mei), inquiry, anna)
    worker(later=True)
    draft, portal = Quotation.objects.get(), signed_in(anna)

    assert portal.get(f"/desk/quotations/{draft.number}").status_code == 403
    assert portal.get(f"/portal/quotations/{draft.number}").status_code == 404
    assert Client().get("/desk/inbox").status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.CONFIRMED


def test_the_same_confirmation_clicked_twice_is_one(
    people: tuple[Person, Person], worker: Callable[..., None]
) -> None:
    mei, anna = people
    inquiry, desk = received(), signed_in(mei)

    confirm(desk, inquiry, anna)
    confirm(desk, inquiry, anna)
    worker(later=True)

    assert Quotation.objects.count() == 1


def test_the_pages_speak_chinese(people: tuple[Person, Person], worker: Callable[..., None]) -> None:
    inquiry, desk = received(), signed_in(people[0])

    page = desk.get(
        f"/desk/inquiries/{inquiry.number}", headers={"accept-language": "zh-hans"}
    ).content.decode()

    assert "确认并起草报价" in page
