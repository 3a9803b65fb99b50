"""An event is told to a person once, in the way he wishes, whoever asks how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from ordolux.edges.letters.notices import concerned, send_digests, tell
from ordolux.edges.letters.writing import as_mail
from ordolux.edges.ui.notices import CONCERNS
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import queue_letter
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.deeds import assign_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotFound, deed, record_event
from ordolux.foundation.deeds.deed import REGISTER
from ordolux.foundation.journal.models import Event
from ordolux.foundation.notices.deeds import (
    NoSuchChoice,
    make_notices,
    see_all_notices,
    see_notice,
    stop_mail,
    wish_notices,
)
from ordolux.foundation.notices.models import Digest, Kind, Notice, Way, default_way
from ordolux.foundation.notices.queries import read_stop_token, stop_token, unread_counts, ways_of
from ordolux.foundation.parties.models import Person
from ordolux.process.story import STORY
from tests.access.world import begin_business
from tests.cast import AT, Cast, assemble, sign_in

SYSTEM = Actor.system()

if "test.make_news" not in REGISTER:

    @deed("test.make_news", roles={Role.SYSTEM})
    def make_news(deal: Deal, *, name: str, by: Actor, at: datetime) -> Event:
        """Something happens on a deal."""
        return record_event(name, deal, by=by, at=at)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return assemble()


def news(cast: Cast, name: str = "shipment.departed", at: datetime = AT) -> Event:
    """An event on a fresh deal of Nordlicht."""
    deal = begin_business(buyer=cast.nordlicht, by=SYSTEM, at=at)
    make_news(deal, name=name, by=SYSTEM, at=at)
    return Event.objects.select_related("deal").get(deal=deal, name=name)


def notices_of(person: Person) -> list[Notice]:
    """What a person was told, oldest first."""
    return list(Notice.objects.filter(person=person).order_by("id"))


def test_an_event_is_told_to_those_whom_it_concerns_and_counted(cast: Cast) -> None:
    event = news(cast)

    tell(event, "one")

    assert {n.person for n in Notice.objects.all()} == {cast.anna, cast.mei}
    assert Person.objects.get(pk=cast.anna.pk).unread_notices == 1
    assert not notices_of(cast.omar), "another customer hears nothing"


def test_a_repeated_job_tells_nobody_twice(cast: Cast) -> None:
    event = news(cast)
    tell(event, "one")
    tell(event, "one")
    tell(event, "another key")

    assert len(notices_of(cast.anna)) == 1
    assert Person.objects.get(pk=cast.anna.pk).unread_notices == 1


def test_the_database_itself_refuses_to_tell_an_event_twice(cast: Cast) -> None:
    event = news(cast)
    tell(event, "one")
    first = notices_of(cast.anna)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(person=cast.anna, event=event, kind=first.kind, way=first.way, made_at=AT)


def test_whoever_did_it_is_not_told(cast: Cast) -> None:
    deal = begin_business(buyer=cast.nordlicht, by=SYSTEM, at=AT)
    assign_deal(deal, to=cast.mei, by=cast.mei.actor(), at=AT)
    event = Event.objects.select_related("deal").get(name="deal.assigned")
    assert concerned(event, CONCERNS["deal.assigned"]) == []
    assign_deal(deal, to=cast.mei, by=cast.tang.actor(), at=AT)
    event = Event.objects.select_related("deal").filter(name="deal.assigned").latest("id")
    assert concerned(event, CONCERNS["deal.assigned"]) == [cast.mei]


def test_of_sales_only_the_owner_is_told(cast: Cast) -> None:
    event = news(cast)
    Deal.objects.filter(pk=event.deal_id).update(owner=cast.tang)
    event = Event.objects.select_related("deal").get(pk=event.pk)
    told = concerned(event, CONCERNS["shipment.departed"])
    assert cast.tang in told
    assert cast.mei not in told


def test_each_gets_it_in_the_way_he_wishes(cast: Cast) -> None:
    wish_notices(wishes={"shipping": "mail"}, by=cast.anna.actor(), at=AT)
    wish_notices(wishes={"shipping": "none"}, by=cast.mei.actor(), at=AT)

    tell(news(cast), "one")

    assert not notices_of(cast.mei)
    mail = Message.objects.get(letter="notice")
    assert mail.to_addresses == ["anna@nordlicht.example"]
    assert notices_of(cast.anna)[0].letter == mail


def test_a_letter_for_the_same_event_counts_as_the_mail(cast: Cast) -> None:
    wish_notices(wishes={"shipping": "mail"}, by=cast.anna.actor(), at=AT)
    event = news(cast)
    letter = queue_letter.once(f"letter:event:{event.pk}:ordolux.edges.letters.shipping.departed:1")(
        deal=event.deal, to=["Anna@nordlicht.example"], subject="departed", text="gone", letter="shipment_departed",
        by=SYSTEM, at=AT,
    )  # fmt: skip

    tell(event, "one")

    assert not Message.objects.filter(letter="notice").exists()
    assert notices_of(cast.anna)[0].letter == letter


def test_notices_are_told_after_the_letters_of_their_event() -> None:
    for name in CONCERNS:
        assert STORY[name][-1] is tell, name
        assert STORY[name].count(tell) == 1


def test_one_reads_only_ones_own_notices(cast: Cast) -> None:
    tell(news(cast), "one")
    notice = notices_of(cast.anna)[0]
    with pytest.raises(NotFound):
        see_notice(notice, by=cast.mei.actor(), at=AT)
    see_notice(notice, by=cast.anna.actor(), at=AT)
    see_notice(notice, by=cast.anna.actor(), at=AT)
    assert Person.objects.get(pk=cast.anna.pk).unread_notices == 0
    assert list(Notice.objects.visible_to(cast.omar.actor())) == []


def test_the_count_says_what_counting_says(cast: Cast) -> None:
    for place in range(4):
        tell(news(cast), f"key {place}")
    see_notice(notices_of(cast.anna)[0], by=cast.anna.actor(), at=AT)
    counted = unread_counts()
    for person in Person.objects.all():
        assert person.unread_notices == counted.get(person.pk, 0), person
    see_all_notices(by=cast.anna.actor(), at=AT)
    assert Person.objects.get(pk=cast.anna.pk).unread_notices == 0
    assert cast.anna.pk not in unread_counts()


def test_a_wish_that_does_not_exist_is_refused(cast: Cast) -> None:
    for wishes in ({"weather": "mail"}, {"shipping": "pigeon"}):
        with pytest.raises(NoSuchChoice):
            wish_notices(wishes=wishes, by=cast.anna.actor(), at=AT)


def test_the_louder_default_of_several_roles_counts() -> None:
    assert default_way("shipping", ["signatory", "buyer"]) == Way.DIGEST
    assert default_way("claims", ["support", "sales"]) == Way.MAIL
    assert default_way("money", ["signatory"]) == Way.PAGE


BERLIN = ZoneInfo("Europe/Berlin")
# a quarter to eight tomorrow in Berlin, when it is afternoon in Zhongshan
MORNING = datetime.combine(datetime.now(BERLIN).date() + timedelta(days=1), time(7, 45), BERLIN)


def test_the_digest_comes_in_the_persons_morning_and_once_a_day(cast: Cast) -> None:
    tell(news(cast), "one")
    tell(news(cast), "two")

    send_digests(MORNING - timedelta(hours=1))
    assert not Digest.objects.filter(person=cast.anna).exists(), "06:45 is no morning"
    send_digests(MORNING)
    send_digests(MORNING)
    tell(news(cast), "three")
    send_digests(MORNING + timedelta(hours=2))

    mail = Message.objects.get(letter="digest", to_addresses=["anna@nordlicht.example"])
    assert mail.text.count("The goods have left") == 2
    send_digests(MORNING + timedelta(days=1))
    assert Digest.objects.filter(person=cast.anna).count() == 2


def test_what_was_read_already_is_in_no_digest(cast: Cast) -> None:
    tell(news(cast), "one")
    see_all_notices(by=cast.anna.actor(), at=AT)
    send_digests(MORNING)
    assert not Digest.objects.filter(person=cast.anna).exists()


def test_a_mail_can_be_ended_by_one_click_without_signing_in(cast: Cast, client: Client) -> None:
    wish_notices(wishes={"shipping": "mail"}, by=cast.anna.actor(), at=AT)
    tell(news(cast), "one")
    raw = as_mail(Message.objects.get(letter="notice")).decode()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    token = stop_token(cast.anna, "shipping")
    path = f"/notices/stop/{token}"
    assert path in raw.replace("=\r\n", "").replace("\r\n ", "")

    assert client.get(path).status_code == 200
    assert ways_of(cast.anna.actor())[Kind.SHIPPING] == Way.MAIL, "looking changes nothing"
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert ways_of(cast.anna.actor())[Kind.SHIPPING] == Way.PAGE


def test_an_invented_token_ends_nothing(cast: Cast, client: Client) -> None:
    assert read_stop_token("1.shipping~invented") is None
    assert client.get("/notices/stop/1.shipping~invented").status_code == 410
    assert client.post("/notices/stop/nonsense").status_code == 410


def test_all_mails_can_be_ended(cast: Cast) -> None:
    stop_mail(by=cast.anna.actor(), at=AT)
    assert set(ways_of(cast.anna.actor()).values()) == {Way.PAGE}


@pytest.mark.parametrize("name", ["anna", "mei"])
def test_the_bell_counts_and_the_page_marks_as_read(cast: Cast, client: Client, name: str) -> None:
    tell(news(cast), "one")
    person, place = getattr(cast, name), "portal" if name == "anna" else "desk"
    sign_in(client, person)
    page = client.get(f"/{place}/notices").content.decode()
    assert "The goods have left" in page
    assert "ox-bell__n" in page
    notice = notices_of(person)[0]
    answer = client.post(f"/{place}/notices/{notice.pk}/opening")
    assert answer.headers["Location"].startswith(f"/{place}/orders/")
    assert "ox-bell__n" not in client.get(f"/{place}/notices").content.decode()
    other = cast.omar if name == "anna" else cast.zhou
    assert sign_in(Client(), other).post(f"/{place}/notices/{notice.pk}/opening").status_code == 404


def test_wishes_are_kept_by_the_page(cast: Cast, client: Client) -> None:
    sign_in(client, cast.anna)
    assert client.get("/portal/notices/wishes").status_code == 200
    client.post("/portal/notices/wishes", {"shipping": "none", "money": "mail"})
    ways = ways_of(Person.objects.get(pk=cast.anna.pk).actor())
    assert (ways[Kind.SHIPPING], ways[Kind.MONEY]) == (Way.NONE, Way.MAIL)


def test_two_workers_at_once_tell_once(live_database: str) -> None:
    cast = assemble()
    wish_notices(wishes={"shipping": "mail"}, by=cast.anna.actor(), at=AT)
    event = news(cast)

    def work(key: str) -> str:
        try:
            tell(Event.objects.select_related("deal").get(pk=event.pk), key)
            send_digests(MORNING)
        except IntegrityError:
            return "refused by the database"  # the job is tried again and finds it done
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, ["a", "a", "b", "b"]))

    assert len(notices_of(cast.anna)) == 1
    assert Message.objects.filter(letter="notice").count() == 1
    assert Person.objects.get(pk=cast.anna.pk).unread_notices == 1
    for person in (cast.anna, cast.mei):
        assert Digest.objects.filter(person=person).count() <= 1


def test_the_real_worker_tells_what_the_story_says(
    live_database: str, worker: Callable[..., None], settings: Any
) -> None:
    settings.ORDOLUX_OUTBOX_SECONDS = 0
    cast = assemble()
    wish_notices(wishes={"shipping": "mail"}, by=cast.anna.actor(), at=AT)
    news(cast, "shipment.arrived")
    worker(later=True)
    assert [n.event.name for n in notices_of(cast.anna)] == ["shipment.arrived"]
    sent = Message.objects.get(letter="notice")
    assert (sent.state, sent.to_addresses) == ("sent", ["anna@nordlicht.example"])


def test_making_notices_takes_the_same_statements_for_one_and_for_many(cast: Cast) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = []
    for people in ([cast.anna.pk], [p.pk for p in Person.objects.all()]):
        event = news(cast)
        with CaptureQueriesContext(connection) as asked:
            make_notices(event_id=event.pk, kind="shipping", people=people, letters={}, by=SYSTEM, at=AT)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15 + 4
