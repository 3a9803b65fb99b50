"""Sales confirms what is asked for and by whom."""

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import ChangedMeanwhile, NotAllowedNow, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import AddressTaken
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.inquiry.deeds import (
    BuyerMissing,
    ConfirmedLine,
    CurrencyNotQuoted,
    NewBuyer,
    NewContact,
    NothingAskedFor,
    PiecesMissing,
    PlaceMissing,
    ProductUnknown,
    confirm_inquiry,
    dismiss_inquiry,
)
from ordolux.inquiries.inquiry.models import InquiryLine, InquiryState
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, counted_statements
from ordolux.rules.refusal import Refusal

pytestmark = pytest.mark.usefixtures("furnished")
SPOTS = ConfirmedLine("MZ-GU10-70-830", 300, position=1)


def test_the_confirmed_line_keeps_the_words_that_it_was_read_from(mei: Actor, anna: Person) -> None:
    inquiry = house.confirmed(house.opened(), mei, anna, (SPOTS,))

    line = inquiry.lines.get()
    assert inquiry.state == InquiryState.CONFIRMED
    power = line.values["power_w"]
    assert (power["value"], power["unit"], power["confidence"], power["quoted"]) == (
        "7",
        "W",
        "confirmed",
        "7 W",
    )
    assert inquiry.reading is not None
    assert inquiry.reading.text_of(power["part"])[power["start"] : power["end"]] == "7 W"
    deal = Deal.objects.get()
    assert (deal.buyer, deal.title, deal.pieces) == (anna.company, "300 × GU10 spot 7 W", 300)
    assert (deal.next_deed, deal.next_by) == ("quotation.send", inquiry.answer_by)


def test_a_new_company_and_its_person_are_registered_with_the_confirmation(mei: Actor) -> None:
    inquiry = house.opened(sender="omar@alnoor.example", name="Omar Haddad")

    confirm_inquiry(
        inquiry, lines=(SPOTS,), new_buyer=NewBuyer("Al Noor Trading LLC", "AE", "Asia/Dubai"),
        new_contact=NewContact("Omar Haddad", "omar@alnoor.example"), incoterm="CIF", place="Jebel Ali",
        destination_country="AE", payment_term="TT_30_70_BL", currency="USD", by=mei, at=MONDAY,
    )  # fmt: skip

    omar = Person.objects.get(email="omar@alnoor.example")
    assert omar.company is not None
    assert (omar.company.legal_name, omar.company.calendar, omar.zone) == (
        "Al Noor Trading LLC",
        "AE",
        "Asia/Dubai",
    )
    assert Deal.objects.get().buyer == omar.company


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"lines": ()}, NothingAskedFor),
        ({"lines": (ConfirmedLine("MZ-UNKNOWN", 1),)}, ProductUnknown),
        ({"lines": (ConfirmedLine("MZ-GU10-70-830", 0),)}, PiecesMissing),
        ({"place": " "}, PlaceMissing),
        ({"destination_country": "Germany"}, PlaceMissing),
        ({"contact": None}, BuyerMissing),
        ({"new_contact": NewContact("Anna again", "ANNA@nordlicht.example")}, AddressTaken),
    ],
)
def test_a_refused_confirmation_leaves_nothing_behind(
    mei: Actor, anna: Person, change: dict[str, object], refusal: type[Refusal]
) -> None:
    inquiry = house.opened()
    events, companies = Event.objects.count(), Company.objects.count()
    said: dict[str, object] = {
        "lines": (SPOTS,), "buyer": anna.company, "contact": anna, "incoterm": "FCA", "place": "Shenzhen",
        "destination_country": "DE", "payment_term": "TT_30_70_BS", "currency": "EUR", **change,
    }  # fmt: skip

    with pytest.raises(refusal):
        confirm_inquiry.once("form-1")(inquiry, **said, by=mei, at=MONDAY)

    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.RECEIVED
    assert (Event.objects.count(), Company.objects.count()) == (events, companies)
    house.confirmed(inquiry, mei, anna, (SPOTS,))  # the key and the record are free for the next try


def test_a_currency_without_a_price_list_is_refused_at_once(mei: Actor, anna: Person) -> None:
    inquiry = house.opened()

    with pytest.raises(CurrencyNotQuoted) as refused:
        house.confirmed(inquiry, mei, anna, (SPOTS,), currency="XQZ")
    assert "EUR, USD" in str(refused.value)
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.RECEIVED


def test_only_sales_confirms(anna: Person) -> None:
    with pytest.raises(NotPermitted):
        house.confirmed(house.opened(), anna.actor(), anna, (SPOTS,))


def test_who_looked_before_a_colleague_changed_it_is_told(mei: Actor, anna: Person) -> None:
    inquiry = house.opened()
    dismiss = dismiss_inquiry.once("form-2", seen=inquiry.version)
    house.confirmed(inquiry, mei, anna, (SPOTS,))

    with pytest.raises(ChangedMeanwhile):
        dismiss(inquiry, reason="spam", by=mei, at=MONDAY)


def test_a_dismissed_inquiry_is_not_confirmed_any_more(mei: Actor, anna: Person) -> None:
    inquiry = dismiss_inquiry(house.opened(), reason="advertising", by=mei, at=MONDAY)

    with pytest.raises(NotAllowedNow):
        house.confirmed(inquiry, mei, anna, (SPOTS,))
    assert Deal.objects.get().next_role == ""


def test_confirming_takes_as_many_statements_for_100_lines_as_for_one(mei: Actor, anna: Person) -> None:
    def confirm(count: int) -> int:
        inquiry = house.opened(f"{count} pcs GU10 7W 3000K")
        lines = tuple(ConfirmedLine("MZ-GU10-70-830", n + 1) for n in range(count))
        with counted_statements() as seen:
            confirm_inquiry.once(f"form-{count}", inquiry.version)(
                inquiry, lines=lines, buyer=anna.company, contact=anna, incoterm="FCA", place="Shenzhen",
                destination_country="DE", payment_term="TT_30_70_BS", currency="EUR", by=mei, at=MONDAY,
            )  # fmt: skip
        assert InquiryLine.objects.filter(inquiry=inquiry).count() == len(lines)
        return len(seen)

    counts = [confirm(count) for count in (1, 10, 100)]

    assert len(set(counts)) == 1
    assert counts[0] <= 19
