"""A quotation is sent, printed, and from then on never changes; it is declined, expires, or is revised."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pypdfium2 import PdfDocument

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import read_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person, register_company
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.deeds import (
    QuotationOutOfDate,
    ReasonMissing,
    StillValid,
    decline_quotation,
    draft_quotation,
    expire_quotation,
    revise_quotation,
    send_quotation,
)
from ordolux.inquiries.quotation.models import (
    FreightOption,
    Quotation,
    QuotationBlock,
    QuotationLine,
    QuotationState,
)
from ordolux.inquiries.quotation.reactions import expire_quotations, print_quotation
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, STAFF, SYSTEM, counted_statements

pytestmark = pytest.mark.usefixtures("furnished")
NOON = MONDAY + timedelta(hours=4)


@pytest.fixture
def drafted(mei: Actor, anna: Person) -> Quotation:
    inquiry = house.confirmed(house.opened(), mei, anna, (ConfirmedLine("MZ-GU10-70-830", 300, position=1),))
    return draft_quotation(inquiry, by=SYSTEM, at=MONDAY)


@pytest.fixture
def sent(drafted: Quotation, mei: Actor) -> Quotation:
    return send_quotation(drafted, by=mei, at=NOON)


def test_an_inquiry_that_was_answered_is_not_confirmed_once_more(
    sent: Quotation, mei: Actor, anna: Person
) -> None:
    with pytest.raises(NotAllowedNow):
        house.confirmed(
            Inquiry.objects.get(), mei, anna, (ConfirmedLine("MZ-GU10-70-830", 500, position=1),), at=NOON
        )
    assert Inquiry.objects.get().state == InquiryState.QUOTED


def test_sending_stops_the_clock_and_tells_how_long_the_answer_took(sent: Quotation) -> None:
    inquiry = Inquiry.objects.get()

    assert (inquiry.state, inquiry.answer_seconds, inquiry.is_late) == (InquiryState.QUOTED, 4 * 3600, False)
    quoted = Event.objects.get(name="inquiry.quoted")
    assert (quoted.facts["took_seconds"], quoted.facts["is_late"]) == (4 * 3600, False)
    deal = Deal.objects.get()
    assert (deal.next_role, deal.next_deed, deal.next_by) == ("buyer", "order.place", sent.valid_until)
    assert deal.total == sent.total


def test_an_answer_after_24_hours_is_late_for_ever(drafted: Quotation, mei: Actor) -> None:
    send_quotation(drafted, by=mei, at=MONDAY + timedelta(hours=25))

    assert Inquiry.objects.get().is_late
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.update(is_late=False)


def test_what_was_sent_is_locked_by_the_database(sent: Quotation) -> None:
    tries = [
        lambda: Quotation.objects.update(total_amount=1),
        lambda: Quotation.objects.update(plan={}),
        lambda: QuotationLine.objects.update(pieces=1),
        lambda: QuotationLine.objects.all().delete(),
        lambda: QuotationBlock.objects.update(amount_amount=0),
        lambda: FreightOption.objects.update(total_amount=0),
    ]
    for attempt in tries:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_draft_that_is_out_of_date_is_not_sent(drafted: Quotation, mei: Actor) -> None:
    with pytest.raises(QuotationOutOfDate):
        send_quotation(drafted, by=mei, at=drafted.valid_until + timedelta(seconds=1))
    assert Quotation.objects.get().state == QuotationState.DRAFTED


def test_sending_twice_is_refused_and_the_same_click_twice_is_one(drafted: Quotation, mei: Actor) -> None:
    first = send_quotation.once("click")(drafted, by=mei, at=NOON)
    assert send_quotation.once("click")(drafted, by=mei, at=NOON) == first

    with pytest.raises(NotAllowedNow):
        send_quotation.once("another click")(drafted, by=mei, at=NOON)
    assert Event.objects.filter(name="quotation.sent").count() == 1


def test_the_paper_is_printed_and_filed_with_the_datasheets(sent: Quotation) -> None:
    event = Event.objects.get(name="quotation.sent")

    print_quotation(event, "tick-1")
    print_quotation(event, "tick-1")

    papers = Document.objects.filter(deal=sent.deal).order_by("kind")
    assert [paper.kind for paper in papers] == ["datasheet", "quotation"]
    assert all(read_bytes(paper.file_id).startswith(b"%PDF-") for paper in papers)
    assert Event.objects.filter(name="quotation.filed").count() == 1
    # what a paper prints as its code is what the page of verification finds
    for paper in papers:
        text = "".join(
            page.get_textpage().get_text_range() for page in PdfDocument(read_bytes(paper.file_id))
        )
        assert paper.code in text


def test_the_buyer_declines_with_a_reason(sent: Quotation, anna: Person) -> None:
    with pytest.raises(ReasonMissing):
        decline_quotation(sent, reason=" ", by=anna.actor(), at=NOON)

    declined = decline_quotation(sent, reason="too dear", by=anna.actor(), at=NOON)

    assert (declined.state, declined.reason) == (QuotationState.DECLINED, "too dear")
    assert Deal.objects.get().next_deed == "quotation.revise"


def test_a_foreign_buyer_finds_nothing_to_decline(sent: Quotation, mei: Actor) -> None:
    alnoor = register_company(
        legal_name="Al Noor", country="AE", zone="Asia/Dubai", calendar="AE", by=STAFF, at=MONDAY
    )
    omar = add_person(
        email="omar@alnoor.example", name="Omar", roles=["buyer"], company=alnoor, by=STAFF, at=MONDAY
    )

    with pytest.raises(NotFound):
        decline_quotation(sent, reason="not mine", by=omar.actor(), at=NOON)
    with pytest.raises(NotPermitted):
        decline_quotation(sent, reason="not mine", by=mei, at=NOON)
    assert not Quotation.objects.visible_to(omar.actor()).exists()


def test_a_customer_never_sees_a_draft(drafted: Quotation, anna: Person) -> None:
    assert not Quotation.objects.visible_to(anna.actor()).exists()


def test_a_quotation_expires_when_its_time_is_over_and_not_before(sent: Quotation) -> None:
    with pytest.raises(StillValid):
        expire_quotation(sent, by=SYSTEM, at=sent.valid_until)
    expire_quotations(sent.valid_until)
    assert Quotation.objects.get().state == QuotationState.SENT

    expire_quotations(sent.valid_until + timedelta(seconds=1))
    expire_quotations(sent.valid_until + timedelta(minutes=2))

    assert Quotation.objects.get().state == QuotationState.EXPIRED
    assert Event.objects.filter(name="quotation.expired").count() == 1


def test_a_revision_replaces_what_was_sent_at_the_rates_of_today(sent: Quotation, mei: Actor) -> None:
    revised = revise_quotation(sent, by=mei, at=NOON + timedelta(days=1))

    sent.refresh_from_db()
    assert (sent.state, revised.state, revised.revision) == (
        QuotationState.SUPERSEDED,
        QuotationState.DRAFTED,
        2,
    )
    assert revised.number == f"{sent.number}-R2"
    assert revised.replaces == sent
    again = send_quotation(revised, by=mei, at=NOON + timedelta(days=1, hours=1))
    assert again.state == QuotationState.SENT
    assert Inquiry.objects.get().answer_seconds == 4 * 3600  # the promise was kept by the first


def test_sending_and_revising_keep_to_their_budget_of_statements(drafted: Quotation, mei: Actor) -> None:
    with counted_statements() as sending:
        quotation = send_quotation.once("s", drafted.version)(drafted, by=mei, at=NOON)
    with counted_statements() as revising:
        revise_quotation.once("r", quotation.version)(quotation, by=mei, at=NOON)

    assert len(sending) <= 19
    assert len(revising) <= 19
