"""Pages of sales: who may, what they cost the database, what odd words do to them, and what a form keeps."""

import html
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.deeds import set_message_aside
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.deeds import draft_quotation
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.quotation.papers.words import TERMS
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM
from ordolux.rules.terms import TermCode
from tests.cast import sign_in

pytestmark = pytest.mark.usefixtures("furnished")

SIGNING_IN = 3
SPOT = "MZ-GU10-70-830"


@pytest.fixture
def mei_person(furnished: None) -> Person:
    """Mei sells."""
    return house.mei()


@pytest.fixture
def desk(mei_person: Person) -> Client:
    """Mei's browser."""
    return sign_in(Client(), mei_person)


@pytest.fixture
def draft(mei_person: Person, anna: Person) -> Quotation:
    inquiry = house.confirmed(house.opened(), mei_person.actor(), anna, (ConfirmedLine(SPOT, 300),))
    return draft_quotation(inquiry, by=SYSTEM, at=MONDAY)


def statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked)


def form_of(quotation: Quotation, **other: Any) -> dict[str, Any]:
    return {
        "key": "k", "seen": str(quotation.version), "product": [SPOT, ""], "pieces": ["300", ""], "unit_price": ["", ""],
        "position": ["1", "0"], "discount_percent": "0", "incoterm": "FCA", "place": "Shenzhen",
        "payment_term": "TT_30_70_BS", "remark": "", "reason": "", **other,
    }  # fmt: skip


def test_the_inbox_and_the_landing_page_cost_the_same_for_one_inquiry_and_for_thirty(desk: Client) -> None:
    house.opened()
    few = statements(desk, "/desk/inbox"), statements(desk, "/desk/")
    for at in range(30):
        house.opened(f"{100 + at} pcs GU10 7 W 3000 K 36°", sender=f"b{at}@shop{at}.example")
    assert (statements(desk, "/desk/inbox"), statements(desk, "/desk/")) <= few
    assert few[0] <= 3 + SIGNING_IN
    assert few[1] <= 15 + SIGNING_IN


def test_the_review_costs_the_same_for_one_line_and_for_twenty(desk: Client) -> None:
    one = house.opened()
    many = house.opened("\n".join(f"{100 + at} pcs GU10 7 W 3000 K 36°" for at in range(20)))
    few = statements(desk, f"/desk/inquiries/{one.number}")
    assert statements(desk, f"/desk/inquiries/{many.number}") <= few <= 15 + SIGNING_IN


def test_the_page_of_a_quotation_stays_within_its_budget(desk: Client, draft: Quotation) -> None:
    assert statements(desk, f"/desk/quotations/{draft.number}") <= 15 + SIGNING_IN


def test_the_inbox_is_narrowed_to_mine_nobodys_and_late(desk: Client, mei_person: Person) -> None:
    mine, open_one = house.opened(), house.opened("20 pcs E27", sender="x@y.example")
    page = desk.get("/desk/inbox").content.decode()
    assert mine.number in page
    assert open_one.number in page

    desk.post(f"/desk/inquiries/{mine.number}/owner", {"key": "take"})

    own = desk.get(f"/desk/inbox?owner={mei_person.pk}").content.decode()
    assert mine.number in own
    assert open_one.number not in own
    assert open_one.number in desk.get("/desk/inbox?owner=nobody").content.decode()
    assert mine.number in desk.get("/desk/inbox?time=late").content.decode(), (
        "received in March, nobody answered"
    )
    assert mine.number in desk.get(f"/desk/inbox?q={mine.number}").content.decode()
    assert "Nothing fits" in desk.get("/desk/inbox?q=zzzz").content.decode()


def test_a_message_that_nobody_could_read_is_told_with_its_reason_and_becomes_an_inquiry(
    desk: Client,
) -> None:
    message = house.mail("??", sender="who@nowhere.example")
    set_message_aside(message, reason="Its sender is not known.", by=SYSTEM, at=MONDAY)

    page = desk.get("/desk/inbox").content.decode()
    assert "who@nowhere.example" in page
    assert "Its sender is not known." in page
    desk.post(f"/desk/messages/{message.number}/inquiry", {"key": "enter"})

    assert Inquiry.objects.get(message=Message.objects.get(pk=message.pk)).state == InquiryState.RECEIVED


def test_corrections_of_a_confirmed_inquiry_are_kept_beside_what_was_read(desk: Client, anna: Person) -> None:
    inquiry = house.opened("300 pcs GU10 7 W 2700 K 36°, FCA Shenzhen, EUR, for Germany")
    assert anna.company is not None
    desk.post(f"/desk/inquiries/{inquiry.number}/confirmation", {
        "key": "c", "seen": str(inquiry.version), "product": [SPOT], "pieces": ["400"], "position": ["1"],
        "value-1-cct_k": "2700", "buyer": anna.company.number, "contact_email": anna.email, "incoterm": "FOB",
        "place": "Shenzhen", "destination_country": "DE", "payment_term": "TT_30_70_BS", "currency": "EUR",
    })  # fmt: skip

    inquiry.refresh_from_db()
    told = {each["field"]: (each["read"], each["said"]) for each in inquiry.corrections}
    assert told["pieces"] == ("300", "400")
    assert told["incoterm"] == ("FCA", "FOB")
    line = inquiry.lines.get()
    assert (line.values["cct_k"]["value"], line.values["cct_k"]["quoted"]) == ("2700", "2700 K")
    assert Quotation.objects.get().lines.get().values["cct_k"]["value"] == "2700"


def test_what_was_typed_into_a_refused_confirmation_stays_on_the_page(desk: Client) -> None:
    inquiry = house.opened()
    answer = desk.post(f"/desk/inquiries/{inquiry.number}/confirmation", {
        "key": "c", "seen": str(inquiry.version), "product": [SPOT], "pieces": ["0"], "position": ["1"], "buyer": "",
        "contact_email": "new@shop.example", "contact_name": "Nora", "company_name": "Shop AS", "company_country": "NO",
        "incoterm": "FCA", "place": "Bergen by sea", "destination_country": "NO", "payment_term": "TT_30_70_BS",
        "currency": "EUR",
    })  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "at least one piece" in page
    for words in ("Bergen by sea", "Shop AS", "new@shop.example"):
        assert words in page


def test_every_payment_term_that_we_offer_can_be_chosen_in_both_languages(
    desk: Client, mei_person: Person, draft: Quotation
) -> None:
    # escrow is for samples, which are paid apart
    assert set(TERMS) == set(TermCode) - {TermCode.ESCROW}
    address = f"/desk/quotations/{draft.number}"
    for language, said in (("en", 0), ("zh-hans", 1)):
        desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = html.unescape(desk.get(address).content.decode())
        missing = [
            code for code, words in TERMS.items() if f'value="{code}"' not in page or words[said] not in page
        ]
        assert missing == [], language


def test_a_draft_is_changed_on_its_page_and_a_refusal_keeps_what_was_typed(
    desk: Client, draft: Quotation
) -> None:
    path = f"/desk/quotations/{draft.number}"
    refused = desk.post(f"{path}/terms", form_of(draft, unit_price=["1.50", ""], place="Shekou"))
    assert refused.status_code == 422
    assert "Say in a few words why" in refused.content.decode()
    assert "Shekou" in refused.content.decode()
    assert 'value="1.50"' in refused.content.decode()

    done = desk.post(
        f"{path}/terms", form_of(draft, unit_price=["1.50", ""], reason="old customer", key="k2")
    )
    assert done.status_code == 302
    assert str(draft.lines.get().unit_price.amount) == "1.5000"


@pytest.mark.parametrize("words", ["\u202eRTL 😀", "x" * 10_000, "1e400"])
def test_odd_words_in_any_field_never_break_a_page(desk: Client, draft: Quotation, words: str) -> None:
    inquiry = house.opened()
    for name in ("product", "pieces", "unit_price", "position"):
        answer = desk.post(
            f"/desk/quotations/{draft.number}/terms", form_of(draft, key=name, **{name: [words, words]})
        )
        assert answer.status_code in (302, 409, 422), name
    for name in (
        "discount_percent",
        "incoterm",
        "place",
        "payment_term",
        "remark",
        "reason",
        "valid_on",
        "way",
        "lane-air",
    ):
        answer = desk.post(
            f"/desk/quotations/{draft.number}/terms", form_of(draft, key=name, **{name: words})
        )
        assert answer.status_code in (302, 409, 422), name
    base = {
        "product": [SPOT], "pieces": ["300"], "position": ["1"], "buyer": "", "incoterm": "FCA", "place": "S",
        "destination_country": "DE", "payment_term": "TT_30_70_BS", "currency": "EUR",
    }  # fmt: skip
    for name in (
        *base,
        "product_other",
        "value-1-cct_k",
        "contact_email",
        "contact_name",
        "company_zone",
        "reviewed",
    ):
        for page in ("review", "confirmation"):
            inquiry.refresh_from_db()
            answer = desk.post(
                f"/desk/inquiries/{inquiry.number}/{page}",
                {"key": page + name, "seen": str(inquiry.version), **base, name: words},
            )
            assert answer.status_code in (302, 404, 409, 422), (page, name)
    for path in ("inbox", "inquiries", "quotations", "old-orders", "customers", "contacts"):
        assert (
            desk.get(f"/desk/{path}", {"q": words, "state": words, "owner": words, "sort": words}).status_code
            == 200
        )


def test_a_manager_approves_with_one_key_what_sales_may_not(desk: Client, draft: Quotation) -> None:
    path = f"/desk/quotations/{draft.number}"
    desk.post(f"{path}/terms", form_of(draft, unit_price=["0.94", ""], reason="to win the shop"))
    page = desk.get(path).content.decode()
    assert "below the floor" in page
    desk.post(f"{path}/sending", {"key": "s"})
    draft.refresh_from_db()
    assert draft.state == QuotationState.DRAFTED
    assert desk.post(f"{path}/approval", {"key": "a"}).status_code == 403

    tang = add_person(email="tang@x.example", name="Tang", roles=[Role.MANAGER], by=SYSTEM, at=MONDAY)
    boss = sign_in(Client(), tang)
    assert 'data-key="y"' in boss.get(path).content.decode()
    boss.post(f"{path}/approval", {"key": "a", "seen": str(draft.version)})
    draft.refresh_from_db()
    assert draft.price_approved_by == tang
    rules = {
        "floor_points": "3",
        "most_discount_percent": "12.5",
        "valid_days": "10",
        "most_valid_days": "30",
        "key": "p",
    }
    assert boss.post("/desk/quotations/rules", rules).status_code == 302
    assert boss.post("/desk/quotations/rules", {**rules, "valid_days": "40", "key": "q"}).status_code == 422


def test_costs_and_margins_stay_in_the_house(
    draft: Quotation, desk: Client, anna: Person, mei_person: Person
) -> None:
    from ordolux.inquiries.quotation.deeds import send_quotation

    assert "Margin" in desk.get(f"/desk/quotations/{draft.number}").content.decode()
    send_quotation(draft, by=mei_person.actor(), at=MONDAY)

    page = sign_in(Client(), anna).get(f"/portal/quotations/{draft.number}").content.decode()

    assert "0.8111" not in page
    for word in ("Margin", "Floor", "Cost of goods"):
        assert word not in page
