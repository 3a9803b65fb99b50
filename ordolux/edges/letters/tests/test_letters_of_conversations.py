"""The letter about what nobody saw in a conversation goes to those who want to hear of messages by mail."""

from datetime import timedelta

import pytest

from ordolux.edges.letters.conversations import unseen
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import post_message
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.correspondence.routines import mail_unseen
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.notices.deeds import wish_notices
from ordolux.foundation.parties.deeds import add_person
from tests.access.world import begin_business
from tests.cast import AT, Cast, assemble

LATER = AT + timedelta(hours=1)


@pytest.fixture
def cast(db: None) -> Cast:
    """Our people and two buyers."""
    return assemble()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    """A piece of business with Nordlicht."""
    return begin_business(buyer=cast.nordlicht, by=Actor.system(), at=AT)


def letters_after(cast: Cast, deal: Deal) -> list[list[str]]:
    """Mei says something that nobody sees; to whom letters go."""
    post_message(deal, text="It left on Monday.", by=cast.mei.actor(), at=AT)
    mail_unseen(LATER)
    unseen(Event.objects.get(name="messages.unseen"), "key")
    return [letter.to_addresses for letter in Message.objects.filter(letter="messages_unseen")]


def test_the_buyers_get_it_as_long_as_they_have_wished_nothing_else(cast: Cast, deal: Deal) -> None:
    assert letters_after(cast, deal) == [["anna@nordlicht.example"]]


def test_who_wants_messages_in_the_page_only_gets_none_and_his_colleague_does(cast: Cast, deal: Deal) -> None:
    add_person(
        email="jan@nordlicht.example", name="Jan Voss", roles=["buyer"], company=cast.nordlicht, by=Actor.system(), at=AT
    )  # fmt: skip
    wish_notices(wishes={"messages": "page"}, by=cast.anna.actor(), at=AT)
    assert letters_after(cast, deal) == [["jan@nordlicht.example"]]


def test_where_nobody_wants_mail_no_letter_goes(cast: Cast, deal: Deal) -> None:
    wish_notices(wishes={"messages": "none"}, by=cast.anna.actor(), at=AT)
    assert letters_after(cast, deal) == []
