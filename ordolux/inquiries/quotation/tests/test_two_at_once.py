"""Two people do the same at the same moment, on real connections: one effect, and the other is told."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.quotation.deeds import DraftWaits, draft_quotation, send_quotation
from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM
from ordolux.rules.refusal import Refusal

pytestmark = pytest.mark.usefixtures("live_database")


def at_once(*deeds: Callable[[], object]) -> list[Refusal]:
    """Begin all deeds at one moment, each on a connection of its own; give the refusals."""
    together, refused = threading.Barrier(len(deeds)), []

    def do(deed: Callable[[], object]) -> None:
        try:
            together.wait(10)
            deed()
        except Refusal as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return refused


@pytest.fixture
def inquiry() -> Inquiry:
    house.furnish()
    mei, anna = house.mei(), house.anna()
    return house.confirmed(
        house.opened(), mei.actor(), anna, (ConfirmedLine("MZ-GU10-70-830", 300, position=1),)
    )


def test_two_drafts_at_once_are_one(inquiry: Inquiry) -> None:
    refused = at_once(
        lambda: draft_quotation.once("a")(inquiry, by=SYSTEM, at=MONDAY),
        lambda: draft_quotation.once("b")(inquiry, by=SYSTEM, at=MONDAY),
    )

    assert [type(refusal) for refusal in refused] == [DraftWaits]
    assert Quotation.objects.count() == Event.objects.filter(name="quotation.drafted").count() == 1


def test_two_sellers_send_one_quotation_once(inquiry: Inquiry) -> None:
    quotation = draft_quotation(inquiry, by=SYSTEM, at=MONDAY)
    mei = Event.objects.exclude(person=None).select_related("person").latest("id").person
    assert mei is not None
    noon = MONDAY + timedelta(hours=4)

    refused = at_once(
        lambda: send_quotation.once("a")(quotation, by=mei.actor(), at=noon),
        lambda: send_quotation.once("b")(quotation, by=mei.actor(), at=noon),
    )

    assert [type(refusal) for refusal in refused] == [NotAllowedNow]
    assert Event.objects.filter(name="quotation.sent").count() == 1
    assert Event.objects.filter(name="inquiry.quoted").count() == 1


def test_the_same_key_at_once_is_one_effect_and_no_refusal(inquiry: Inquiry) -> None:
    refused = at_once(*[lambda: draft_quotation.once("tick")(inquiry, by=SYSTEM, at=MONDAY)] * 3)

    assert refused == []
    assert Quotation.objects.count() == 1
