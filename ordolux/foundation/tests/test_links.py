"""Links in mails: nobody guesses them, they open one thing, they end, and all that do not work answer alike."""

import secrets
from datetime import timedelta

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.links import LinkEnded, make_link, open_link
from ordolux.foundation.links.models import Link
from tests.cast import AT


@pytest.fixture
def token(deal: Deal) -> str:
    """A link that Anna got, good for 30 days."""
    return make_link("tracking", deal, given_to="anna@nordlicht.example", at=AT, lasts=timedelta(days=30))


def test_a_link_opens_its_record(token: str, deal: Deal) -> None:
    assert open_link("tracking", token, at=AT).deal == deal


def test_only_its_hash_is_kept(token: str) -> None:
    assert len(token) >= 43
    assert token not in str(Link.objects.values().get())


@pytest.mark.parametrize("days", [30, 31])
def test_it_ends(token: str, days: int) -> None:
    with pytest.raises(LinkEnded):
        open_link("tracking", token, at=AT + timedelta(days=days))


def test_it_serves_one_purpose(token: str) -> None:
    with pytest.raises(LinkEnded):
        open_link("quotation", token, at=AT)


def test_it_can_be_withdrawn(token: str) -> None:
    Link.objects.update(withdrawn_at=AT)
    with pytest.raises(LinkEnded):
        open_link("tracking", token, at=AT)


def test_an_invented_one_answers_like_an_old_one(token: str) -> None:
    answers = set()
    for tried, at in ((secrets.token_urlsafe(32), AT), (token, AT + timedelta(days=99)), ("", AT)):
        with pytest.raises(LinkEnded) as ended:
            open_link("tracking", tried, at=at)
        answers.add(str(ended.value))
    assert len(answers) == 1


def test_no_customer_sees_the_list_of_links(token: str, deal: Deal) -> None:
    of_nordlicht = Actor("Anna", frozenset({"buyer"}), 1, deal.buyer_id)  # type: ignore[arg-type]  # roles are their values
    assert list(Link.objects.visible_to(of_nordlicht)) == []
