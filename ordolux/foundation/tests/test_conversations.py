"""Conversations: who has read how far, what is unread for whom, and what becomes a letter because nobody was there."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import (
    add_note,
    mail_unseen_messages,
    post_message,
    queue_letter,
    see_messages,
)
from ordolux.foundation.correspondence.models import Mark, Message
from ordolux.foundation.correspondence.queries import (
    conversations,
    unread_by_deal,
    unread_count,
    unread_for,
    waiting_for_answer,
)
from ordolux.foundation.correspondence.routines import AWAY_MINUTES, mail_unseen
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from tests.cast import AT, Cast

LATER = AT + timedelta(minutes=AWAY_MINUTES)


def says(deal: Deal, person: Person, text: str = "Is it on its way?", minutes: int = 0) -> Message:
    """Somebody writes in the conversation."""
    return post_message(deal, text=text, by=person.actor(), at=AT + timedelta(minutes=minutes))


@pytest.fixture
def jan(cast: Cast) -> Person:
    """Anna's colleague."""
    return add_person(
        email="jan@nordlicht.example", name="Jan Voss", roles=["buyer"], company=cast.nordlicht,
        by=Actor.system(), at=AT - timedelta(days=1),
    )  # fmt: skip


def test_a_message_is_unread_for_each_person_of_the_other_side_until_he_himself_saw_it(
    cast: Cast, deal: Deal, jan: Person
) -> None:
    says(deal, cast.mei)
    says(deal, cast.mei, "We shall know on Friday.")
    assert unread_count(cast.anna.actor(), AT) == unread_count(jan.actor(), AT) == 2

    see_messages(deal, by=cast.anna.actor(), at=AT)

    assert unread_count(cast.anna.actor(), AT) == 0
    assert unread_count(jan.actor(), AT) == 2, "that Anna read it does not mean that Jan did"
    assert unread_count(cast.mei.actor(), AT) == 0, "nobody has his own words to read"


def test_whoever_answers_has_read_what_stands_above(cast: Cast, deal: Deal) -> None:
    says(deal, cast.anna)
    assert unread_count(cast.ling.actor(), AT) == unread_count(cast.mei.actor(), AT) == 1

    says(deal, cast.ling, "It left on Monday.")

    assert unread_count(cast.ling.actor(), AT) == 0
    assert unread_count(cast.mei.actor(), AT) == 1
    assert Deal.objects.get(pk=deal.pk).unread_by_staff == 0, "our side has answered"


def test_notes_letters_and_other_peoples_conversations_count_for_nobody(cast: Cast, deal: Deal) -> None:
    add_note(deal, text="He pays late", by=cast.mei.actor(), at=AT)
    queue_letter(
        deal=deal, to=["anna@nordlicht.example"], subject="Quotation", text="…", letter="quotation",
        by=Actor.system(), at=AT,
    )  # fmt: skip
    assert unread_count(cast.anna.actor(), AT) == 0
    says(deal, cast.anna)
    assert unread_count(cast.omar.actor(), AT) == 0
    assert unread_count(cast.lin.actor(), AT) == 0, "the inspector has no part in it"
    see_messages(deal, by=cast.lin.actor(), at=AT)
    says(deal, cast.anna, "And the report?", 1)
    assert unread_count(cast.lin.actor(), AT) == 1, "once he has opened it, he is told of what follows"
    assert unread_count(Actor.system(), AT) == 0


def test_what_is_a_month_old_is_counted_no_longer(cast: Cast, deal: Deal) -> None:
    says(deal, cast.anna)
    assert list(unread_for(cast.mei.actor(), AT + timedelta(days=31))) == []


def test_the_counts_of_a_list_take_one_statement(cast: Cast, deal: Deal) -> None:
    for place in range(20):
        says(deal, cast.anna, f"line {place}", place)
    with CaptureQueriesContext(connection) as asked:
        assert unread_by_deal(cast.mei.actor(), AT, [deal]) == {deal.pk: 20}
    assert len(asked) == 1


def test_a_conversation_waits_while_the_customer_spoke_last(cast: Cast, deal: Deal) -> None:
    assert list(conversations(cast.ling.actor())) == []
    says(deal, cast.anna)
    assert list(waiting_for_answer(cast.ling.actor())) == [deal]
    says(deal, cast.ling, "Yes")
    assert list(waiting_for_answer(cast.ling.actor())) == []
    assert list(conversations(cast.ling.actor())) == [deal]
    assert list(conversations(cast.omar.actor())) == []


def unseen_events() -> list[Event]:
    """What became letters."""
    return list(Event.objects.filter(name="messages.unseen").order_by("pk"))


def test_what_nobody_of_the_other_side_saw_in_ten_minutes_becomes_one_letter_and_never_two(
    cast: Cast, deal: Deal
) -> None:
    first, second = says(deal, cast.mei), says(deal, cast.mei, "Please confirm.", 1)
    mail_unseen(LATER - timedelta(seconds=1))
    assert unseen_events() == []

    mail_unseen(LATER + timedelta(minutes=1))
    mail_unseen(LATER + timedelta(minutes=2))

    (event,) = unseen_events()
    assert event.facts["messages"] == [first.pk, second.pk]
    assert event.facts["to_customer"] is True
    says(deal, cast.mei, "One more thing.", 30)
    mail_unseen(LATER + timedelta(minutes=40))
    assert [len(e.facts["messages"]) for e in unseen_events()] == [2, 1]


def test_one_who_saw_it_is_enough_that_no_letter_goes(cast: Cast, deal: Deal, jan: Person) -> None:
    says(deal, cast.mei)
    see_messages(deal, by=jan.actor(), at=AT)
    says(deal, cast.anna, "Thank you")
    see_messages(deal, by=cast.ling.actor(), at=AT)
    mail_unseen(LATER + timedelta(hours=1))
    assert unseen_events() == []


def test_our_side_too_gets_a_letter_when_nobody_of_us_saw_it(cast: Cast, deal: Deal) -> None:
    says(deal, cast.anna)
    mail_unseen(LATER)
    (event,) = unseen_events()
    assert event.facts["to_customer"] is False


def test_the_same_letter_asked_for_twice_mails_once(cast: Cast, deal: Deal) -> None:
    says(deal, cast.mei)
    who: dict[str, Any] = {"to_customer": True, "until": LATER, "by": Actor.system(), "at": LATER}
    mail_unseen_messages(deal, **who)
    mail_unseen_messages(deal, **who)
    assert [e.facts["messages"] for e in unseen_events()][1] == []


def test_a_person_has_one_mark_in_a_conversation(cast: Cast, deal: Deal) -> None:
    for minute in range(3):
        says(deal, cast.mei, minutes=minute)
        see_messages(deal, by=cast.anna.actor(), at=AT + timedelta(minutes=minute))
    assert Mark.objects.filter(person=cast.anna).count() == 1
    assert Role.BUYER in cast.anna.actor().roles
