"""Reading again never overwrites a person; inquiries are merged and split; corrections become a figure."""

from datetime import timedelta

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, review_inquiry
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.policy.queries import latest_corrections, reading_accuracy
from ordolux.inquiries.reading.deeds import keep_reading
from ordolux.inquiries.reading.opening import understood_of
from ordolux.inquiries.review.deeds import (
    NothingToSplit,
    NotOfOneCustomer,
    merge_inquiries,
    split_inquiry,
    take_reading,
)
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM
from ordolux.rules.reading.message import Part

pytestmark = pytest.mark.usefixtures("furnished")
SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"
TWO = "300 pcs GU10 7 W 3000 K 36°\n200 pcs A60 9 W E27 2700 K\n\nFCA Shenzhen, EUR, for Germany"


def read_as(inquiry: Inquiry, text: str) -> Inquiry:
    """The inquiry after a newer reader found ``text`` in its message."""
    assert inquiry.message is not None
    understood = understood_of([Part("subject", "Inquiry for spots"), Part("body", text, "text")])
    reading = keep_reading(inquiry.message, understood=understood, by=SYSTEM, at=MONDAY)
    return take_reading(inquiry, reading=reading, by=SYSTEM, at=MONDAY)


def test_what_a_person_has_set_outlives_a_newer_reading(mei: Actor, anna: Person) -> None:
    inquiry = house.opened(TWO)
    review_inquiry(
        inquiry, lines=(ConfirmedLine(SPOT, 350, {"cct_k": "4000"}, 1), ConfirmedLine(BULB, 200, {}, 2)), incoterm="FOB",
        place="Ningbo", destination_country="DE", currency="EUR", contact_name="Anna Petersen", by=mei, at=MONDAY,
        contact_address="anna@nordlicht.example", reviewed=["incoterm", "value-1-cct_k", "pieces-1"],
    )  # fmt: skip

    read_as(
        inquiry, "500 pcs GU10 7 W 2700 K 36°\n200 pcs A60 9 W E27 6500 K\n\nCIF Hamburg, USD, for Austria"
    )

    inquiry.refresh_from_db()
    first, second = inquiry.lines.select_related("product")
    assert (first.pieces, first.values["cct_k"]["value"], first.product and first.product.number) == (
        350,
        "4000",
        SPOT,
    )
    assert (second.pieces, second.values["cct_k"]["value"]) == (200, "6500"), (
        "nobody had touched it: it follows"
    )
    assert (inquiry.incoterm, inquiry.place) == ("FOB", "Ningbo")
    assert set(inquiry.reviewed) == {"incoterm", "value-1-cct_k", "pieces-1"}


def test_a_line_that_a_person_added_stays_and_untouched_ones_follow(mei: Actor, anna: Person) -> None:
    inquiry = house.opened("300 pcs GU10 7 W 3000 K 36°")
    review_inquiry(
        inquiry, lines=(ConfirmedLine(SPOT, 300, {}, 1), ConfirmedLine(BULB, 70, {}, 0)), by=mei, at=MONDAY
    )

    read_as(inquiry, TWO)

    said = [
        (line.product.number if line.product else "", line.pieces)
        for line in inquiry.lines.select_related("product")
    ]
    assert said == [(SPOT, 300), (BULB, 200), (BULB, 70)]


def test_two_inquiries_of_one_customer_become_one_under_the_earlier_clock(mei: Actor, anna: Person) -> None:
    early, late = (
        house.opened(TWO),
        house.opened("90 pcs GU10 7 W 3000 K 36°", at=MONDAY + timedelta(hours=2)),
    )

    one = merge_inquiries(late, other=early, by=mei, at=MONDAY)

    assert (one.number, one.received_at, one.lines.count()) == (early.number, MONDAY, 3)
    late.refresh_from_db()
    assert (late.state, late.answer_by) == (InquiryState.DISMISSED, None)
    assert {each.deal for each in (early.message, late.message) if each is not None} != {None}


def test_inquiries_of_two_customers_stay_two(mei: Actor, anna: Person) -> None:
    other = house.opened(sender="omar@alnoor.example", name="Omar Haddad")
    with pytest.raises(NotOfOneCustomer):
        merge_inquiries(house.opened(TWO), other=other, by=mei, at=MONDAY)


def test_a_line_goes_into_an_inquiry_of_its_own_with_the_same_clock(mei: Actor, anna: Person) -> None:
    inquiry = house.opened(TWO)

    made = split_inquiry(inquiry, positions=[2], by=mei, at=MONDAY)

    assert [line.pieces for line in inquiry.lines.all()] == [300]
    (line,) = made.lines.select_related("product")
    assert (line.position, line.pieces, line.product and line.product.number) == (1, 200, BULB)
    assert (made.answer_by, made.message_id, made.incoterm) == (inquiry.answer_by, inquiry.message_id, "FCA")
    assert made.deal_id != inquiry.deal_id
    with pytest.raises(NothingToSplit):
        split_inquiry(inquiry, positions=[1], by=mei, at=MONDAY)


def test_corrections_are_a_figure(mei: Actor, anna: Person) -> None:
    since = MONDAY - timedelta(days=1)
    assert reading_accuracy(since).share is None

    inquiry = house.confirmed(
        house.opened("300 pcs GU10 7 W 3000 K 36°, FCA Shenzhen, EUR, for Germany"), mei, anna,
        (ConfirmedLine(SPOT, 400, {}, 1),),
    )  # fmt: skip

    told = reading_accuracy(since)
    # line, product, pieces, power, colour, beam, cap, and the terms rule, place, country, currency
    assert (told.inquiries, told.values, told.corrected) == (1, 11, 1)
    assert (str(told.share), told.by_field) == ("90.9", (("pieces", 1),))
    assert latest_corrections(since)[0][:6] == (inquiry.number, "1", "pieces", "300", "400", "300 pcs")
