"""A mail becomes an inquiry, and the clock of 24 hours runs from its receipt."""

from datetime import timedelta

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import open_inquiry
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM, counted_statements

pytestmark = pytest.mark.usefixtures("furnished")


def test_a_mail_of_a_known_buyer_becomes_an_inquiry_with_product_pieces_and_places(anna: Person) -> None:
    message = house.mail()

    inquiry = open_inquiry(message, by=SYSTEM, at=MONDAY)

    line = inquiry.lines.get()
    assert (line.pieces, line.product.number if line.product else "") == (300, "MZ-GU10-70-830")
    power = line.values["power_w"]
    assert inquiry.reading is not None
    words = inquiry.reading.text_of(power["part"])[power["start"] : power["end"]]
    assert (power["value"], power["unit"], words) == ("7", "W", "7 W")
    assert (inquiry.incoterm, inquiry.place, inquiry.destination_country) == ("FCA", "Shenzhen", "DE")
    assert inquiry.deal.buyer == anna.company
    message.refresh_from_db()
    assert (message.state, message.deal) == (MessageState.FILED, inquiry.deal)


def test_the_24_hours_run_from_the_receipt_and_not_from_the_reading(anna: Person) -> None:
    inquiry = open_inquiry(house.mail(), by=SYSTEM, at=MONDAY + timedelta(hours=3))

    assert inquiry.answer_by == MONDAY + timedelta(hours=24)
    deal = Deal.objects.get()
    assert (deal.next_role, deal.next_deed, deal.next_by) == ("sales", "inquiry.confirm", inquiry.answer_by)


def test_an_unknown_sender_is_no_buyer_yet(db: None) -> None:
    inquiry = house.opened(sender="omar@alnoor.example", name="Omar Haddad")

    assert inquiry.deal.buyer is None
    assert (inquiry.contact_name, inquiry.contact_address) == ("Omar Haddad", "omar@alnoor.example")


def test_the_same_mail_twice_is_one_inquiry(anna: Person) -> None:
    message = house.mail()
    first = open_inquiry.once("mail-1")(message, by=SYSTEM, at=MONDAY)

    again = open_inquiry.once("mail-1")(message, by=SYSTEM, at=MONDAY + timedelta(minutes=1))

    assert again == first
    assert Inquiry.objects.count() == Deal.objects.count() == 1
    assert Event.objects.filter(name="inquiry.received").count() == 1


def test_a_mail_about_nothing_that_we_know_still_becomes_an_inquiry_that_asks(anna: Person) -> None:
    inquiry = house.opened("Hello, what do you sell?")

    assert inquiry.state == InquiryState.RECEIVED
    assert {"ask.quantity", "ask.power"} <= {finding["code"] for finding in inquiry.findings}


def test_opening_takes_as_many_statements_for_100_lines_as_for_one(anna: Person, mei: Actor) -> None:
    counts = []
    for lines in (1, 10, 100):
        text = (
            "\n".join(f"{n + 1}) {100 + n} pcs GU10 7W 3000K 36° 220-240V" for n in range(lines))
            + "\nCIP Hamburg"
        )
        message = house.mail(text)
        with counted_statements() as seen:
            inquiry = open_inquiry.once(f"mail-{lines}")(message, by=SYSTEM, at=MONDAY)
        assert inquiry.lines.count() == lines
        counts.append(len(seen))

    assert len(set(counts)) == 1
    assert counts[0] <= 19
