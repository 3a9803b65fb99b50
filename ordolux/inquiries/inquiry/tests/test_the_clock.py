"""The promise of 24 hours: pauses, warnings, and the share that was kept."""

from datetime import timedelta

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import AlreadyWaiting, NotWaiting, ask_customer, take_answer
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.inquiry.queries import inquiry_that_waits, open_inquiries, share_answered_in_time
from ordolux.inquiries.inquiry.reactions import warn_of_open_inquiries
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM, counted_statements

pytestmark = pytest.mark.usefixtures("furnished")


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_the_clock_stands_while_we_wait_for_the_customer(mei: Actor, anna: Person) -> None:
    inquiry = ask_customer(house.opened(), questions="Which voltage?", by=mei, at=MONDAY + hours(2))

    assert inquiry.answer_by is None
    assert inquiry_that_waits(inquiry.deal) == inquiry
    answered = take_answer(inquiry, by=SYSTEM, at=MONDAY + hours(62))

    # 22 of the 24 hours were left when the question went out
    assert answered.answer_by == MONDAY + hours(62 + 22)
    assert inquiry_that_waits(inquiry.deal) is None
    assert Deal.objects.get().next_by == answered.answer_by


def test_a_second_question_does_not_stop_a_clock_that_stands(mei: Actor, anna: Person) -> None:
    inquiry = ask_customer(house.opened(), questions="Which voltage?", by=mei, at=MONDAY)

    with pytest.raises(AlreadyWaiting):
        ask_customer(inquiry, questions="And which cap?", by=mei, at=MONDAY + hours(1))


def test_an_answer_to_nothing_moves_no_clock(anna: Person) -> None:
    with pytest.raises(NotWaiting):
        take_answer(house.opened(), by=SYSTEM, at=MONDAY)


def test_each_level_is_noted_once_however_often_the_routine_looks(anna: Person) -> None:
    house.opened()
    for after in (1, 12, 12.1, 13, 21.7, 22, 24, 24.1, 36, 37):
        warn_of_open_inquiries(MONDAY + hours(after))
        warn_of_open_inquiries(MONDAY + hours(after))

    warned = Event.objects.filter(name="inquiry.warned").order_by("id")
    assert [event.facts["level"] for event in warned] == ["amber", "red", "late", "escalated"]


def test_a_paused_inquiry_gives_no_warning(mei: Actor, anna: Person) -> None:
    ask_customer(house.opened(), questions="Which voltage?", by=mei, at=MONDAY)

    warn_of_open_inquiries(MONDAY + hours(30))

    assert not Event.objects.filter(name="inquiry.warned").exists()


def test_an_open_inquiry_that_is_late_counts_as_late(anna: Person) -> None:
    house.opened()
    assert share_answered_in_time(MONDAY, MONDAY + hours(1), MONDAY + hours(23)) == (0, 0)
    assert share_answered_in_time(MONDAY, MONDAY + hours(1), MONDAY + hours(25)) == (0, 1)


def test_the_inbox_is_one_statement_by_time_left(mei: Actor, anna: Person) -> None:
    later = house.opened("500 pcs GU10 7W 3000K")
    sooner = house.opened("600 pcs GU10 7W 3000K")
    Inquiry.objects.filter(pk=sooner.pk).update(answer_by=MONDAY)

    with counted_statements() as seen:
        rows = [(each.number, str(each.deal.buyer)) for each in open_inquiries(mei)]

    assert [number for number, _ in rows] == [sooner.number, later.number]
    assert len(seen) == 1
