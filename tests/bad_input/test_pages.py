"""Forms, links, codes and numbers that are wrong: an answer that names what is wrong, and nothing done."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ordolux.foundation import clock
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.links import make_link
from ordolux.foundation.parties.deeds import add_person, register_company
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.deeds import LINK_PURPOSE
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.orders.proforma.models import ProformaState
from ordolux.orders.signature.deeds import MOST_TRIES, digits_of
from ordolux.orders.signature.models import Signature, SigningCode
from tests.bad_input.conftest import Office, business, words
from tests.cast import sign_in


def confirmation(office: Office, inquiry: Inquiry, **said: object):  # type: ignore[no-untyped-def]
    form = {
        "key": "form", "seen": str(inquiry.version), "product": ["MZ-GU10-70-830"], "pieces": ["300"], "position": ["1"],
        "buyer": office.anna.company.number, "contact_email": office.anna.email, "incoterm": "FCA", "place": "Shenzhen",
        "destination_country": "DE", "payment_term": "TT_30_70_BS", "currency": "EUR", **said,
    }  # fmt: skip
    return office.sales.post(f"/desk/inquiries/{inquiry.number}/confirmation", form, follow=True)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"product": ["MZ-NO-SUCH-LAMP"]}, "MZ-NO-SUCH-LAMP"),
        ({"pieces": ["0"]}, "at least one"),
        ({"pieces": ["-5"]}, "at least one"),
        ({"pieces": ["many"]}, ""),
        ({"pieces": ["9" * 30]}, ""),
        ({"incoterm": "XYZ"}, "XYZ"),
        ({"payment_term": "LATER"}, "LATER"),
        ({"place": ""}, "place"),
        ({"buyer": "", "company_name": "N" * 10_000, "contact_name": "Eve"}, ""),
        ({"buyer": "", "company_name": "Nord\x00licht", "contact_name": "Eve", "contact_email": "eve@x.example"}, ""),
        ({"buyer": "", "company_name": "", "contact_name": ""}, ""),
        ({"contact_email": "no address"}, ""),
        ({"place": "S" * 10_000}, ""),
        ({"seen": "99"}, "changed"),
    ],
    ids=["an unknown product", "no pieces", "fewer than none", "pieces in words",
         "more pieces than there are", "an unknown rule",
         "an unknown term", "no place", "a name of 10,000 letters", "a name with NUL", "nobody",
         "no address", "a place of 10,000 letters", "a page that is old"],
)  # fmt: skip
def test_a_confirmation_that_is_wrong_confirms_nothing(
    office: Office, said: dict[str, object], what: str
) -> None:
    inquiry = house.opened(at=clock.now())
    before = business()

    answer = confirmation(office, inquiry, **said)

    assert answer.status_code in (400, 409, 422), words(answer)[:500]
    assert what in words(answer)
    assert business() == before
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.RECEIVED


def test_a_form_that_comes_again_with_other_content_is_refused(office: Office) -> None:
    inquiry = house.opened(at=clock.now())
    confirmation(office, inquiry)
    before = business()

    answer = confirmation(office, inquiry, pieces=["30000"])

    assert business() == before
    assert answer.status_code in (200, 409, 422)
    assert "already used for something else" in words(answer) or "changed" in words(answer)


def test_an_old_an_invented_and_a_withdrawn_link_open_nothing(office: Office) -> None:
    quotation = office.sent()
    old = make_link(
        LINK_PURPOSE,
        quotation,
        given_to=office.anna.email,
        at=clock.now() - timedelta(days=60),
        lasts=timedelta(days=30),
    )
    before = business()

    for token in (old, "an-invented-token", "x" * 500, "..%2F..%2Fetc%2Fpasswd"):
        for answer in (
            Client().get(f"/quotation/{token}"),
            Client().post(f"/quotation/{token}/acceptance", {"mode": "sea_lcl"}),
        ):
            assert answer.status_code in (404, 410), token
            assert quotation.number not in words(answer)
    assert business() == before


def test_a_foreign_number_in_the_address_answers_like_a_missing_one(office: Office) -> None:
    proforma = office.to_sign()
    al_noor = register_company(legal_name="Al Noor Lighting LLC", country="AE", zone="Asia/Dubai", calendar="AE",
                               currency="USD",                               by=house.STAFF, at=clock.now())  # fmt: skip
    omar = add_person(email="omar@alnoor.example", name="Omar Haddad", roles=["buyer", "signatory", "payer"], company=al_noor,
                      by=house.STAFF, at=clock.now())  # fmt: skip
    browser = sign_in(Client(), omar)
    before = business()
    deal, order = Deal.objects.get(), Order.objects.get()

    for place, number, missing in (
        ("/portal/proformas/{}", proforma.number, "PI-2026-9999"),
        ("/portal/proformas/{}/paper", proforma.number, "PI-2026-9999"),
        ("/portal/orders/{}", deal.number, "D-2026-9999"), ("/portal/claims/new/{}", order.number, "SO-2026-9999"),
        ("/portal/quotations/{}", order.quotation.number, "Q-2026-9999"),
    ):  # fmt: skip
        foreign, none = browser.get(place.format(number)), browser.get(place.format(missing))
        assert (foreign.status_code, none.status_code) == (404, 404), place
        assert _said(foreign, number) == _said(none, missing), place
    signed = browser.post(
        f"/portal/proformas/{proforma.number}/signature", {"name": "Omar", "consent": "yes", "digits": "1"}
    )
    assert signed.status_code == 404
    assert business() == before


def _said(answer: Any, number: str) -> str:
    """The words of an error page without the number that was asked for and without its reference."""
    return re.sub(r"[A-Z0-9]{4}-[A-Z0-9]{4}", "", words(answer).replace(number, ""))


def test_a_wrong_code_signs_nothing_and_five_are_the_most(office: Office) -> None:
    proforma = office.to_sign()
    place = f"/portal/proformas/{proforma.number}"
    office.customer.post(f"{place}/code", {"key": "c"})
    right = digits_of(SigningCode.objects.get())
    wrong = "000000" if right != "000000" else "000001"

    def sign(digits: str, key: str):  # type: ignore[no-untyped-def]
        return office.customer.post(
            f"{place}/signature",
            {"key": key, "digits": digits, "name": "Anna Petersen", "consent": "yes", "document": proforma.sha256}, follow=True,
        )  # fmt: skip

    for tried in range(1, MOST_TRIES + 1):
        assert "not right" in words(sign(wrong, f"try {tried}"))
    answer = sign(right, "the right one, too late")

    assert "no longer valid" in words(answer)
    assert not Signature.objects.exists()
    proforma.refresh_from_db()
    assert proforma.state == ProformaState.ISSUED
    assert SigningCode.objects.get().tries == MOST_TRIES


@pytest.mark.parametrize(
    ("said", "what"),
    [({"name": ""}, "Write your name"), ({"consent": ""}, "Write your name"), ({"document": "0" * 64}, "has changed"),
     ({"name": "A\x00nna"}, ""), ({"name": "\u202eanna"}, None), ({"name": "A" * 10_000}, None),
     ({"drawn": "data:image/png;base64,AAAA"}, None)],
    ids=["no name", "no consent", "another paper", "a name with NUL", "a name from right to left", "a name of 10,000 letters",
         "a drawing that is none"],
)  # fmt: skip
def test_a_signature_that_is_wrong_is_refused_or_harmless(
    office: Office, said: dict[str, str], what: str | None
) -> None:
    proforma = office.to_sign()
    place = f"/portal/proformas/{proforma.number}"
    office.customer.post(f"{place}/code", {"key": "c"})

    answer = office.customer.post(
        f"{place}/signature",
        {"key": "s", "digits": digits_of(SigningCode.objects.get()), "name": "Anna Petersen", "consent": "yes",
         "document": proforma.sha256, **said}, follow=True,
    )  # fmt: skip

    assert answer.status_code in (200, 400, 422)
    if what is None:
        assert len(Signature.objects.get().name) <= 120
        assert "\u202e" not in words(answer)
    else:
        assert what in words(answer)
        assert not Signature.objects.exists()


@pytest.mark.parametrize("name", ["A" * 10_000, "An\x00na", ""], ids=["10,000 letters", "NUL", "empty"])
def test_a_person_with_an_impossible_name_is_not_added_by_the_api(office: Office, name: str) -> None:
    from ordolux.foundation.actors import Actor
    from ordolux.foundation.parties.deeds import issue_token, new_token

    key, hashed = new_token()
    issue_token(office.mei, label="t", token_hash=hashed, roles=["sales"], by=Actor.system(), at=clock.now())
    before = business()

    answer = Client().post(
        "/api/v1/deeds/person.add", {"email": "eve@nordlicht.example", "name": name, "roles": ["buyer"]},
        content_type="application/json", headers={"Authorization": f"Bearer {key}"},
    )  # fmt: skip

    assert answer.status_code in (400, 409, 422), answer.content[:300]
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert not Person.objects.filter(email="eve@nordlicht.example").exists()
    assert business() == before
