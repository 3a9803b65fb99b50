"""How something happens: permitted, once, on the row as it is, in one transaction, or not at all."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import EmptyMessage, add_note, post_message
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.deeds import assign_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import (
    REGISTER,
    ChangedMeanwhile,
    KeyUsedForSomethingElse,
    NotFound,
    NotPermitted,
    deed,
    record_event,
)
from ordolux.foundation.deeds.models import DeedKey
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import (
    AddressTaken,
    add_person,
    approve_bank_account,
    propose_bank_account,
)
from ordolux.foundation.parties.models import Person
from tests.cast import AT, Cast


@deed("test.fail_late", roles={Role.SALES})
def fail_late(deal: Deal, *, by: Actor, at: datetime) -> Deal:
    """Write a note and an event, then meet a constraint of the database."""
    add_note(deal, text="nobody shall ever read this", by=by, at=at)
    deal.paid_amount = -1
    deal.is_changed = True
    return deal


@deed("test.say_nothing", roles={Role.SALES})
def say_nothing(deal: Deal, *, by: Actor, at: datetime) -> Deal:
    """Forget to record what happened."""
    return deal


@deed("test.note_and_post", roles={Role.SALES})
def note_and_post(deal: Deal, *, by: Actor, at: datetime) -> Deal:
    """Call two deeds of others."""
    add_note(deal, text="for us", by=by, at=at)
    post_message(deal, text="for you", by=by, at=at)
    return deal


def traces() -> tuple[int, int, int, int]:
    """How much was ever left behind: events, keys, messages, jobs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        (jobs,) = cursor.fetchone()
    return Event.objects.count(), DeedKey.objects.count(), Message.objects.count(), jobs


def test_a_deed_leaves_its_record_its_event_and_its_job(deal: Deal, cast: Cast) -> None:
    events, keys, messages, jobs = traces()
    post_message.once("form-1")(deal, text="Could you send the datasheet?", by=cast.anna.actor(), at=AT)
    assert traces() == (events + 1, keys + 1, messages + 1, jobs + 1)
    assert Deal.objects.get(pk=deal.pk).unread_by_staff == 1


def test_a_refused_deed_leaves_nothing(deal: Deal, cast: Cast) -> None:
    before = traces()
    with pytest.raises(EmptyMessage):
        post_message.once("form-1")(deal, text="   ", by=cast.anna.actor(), at=AT)
    assert traces() == before


def test_a_key_is_free_again_after_a_refusal(deal: Deal, cast: Cast) -> None:
    with pytest.raises(EmptyMessage):
        post_message.once("form-1")(deal, text="", by=cast.anna.actor(), at=AT)
    assert post_message.once("form-1")(deal, text="Hello", by=cast.anna.actor(), at=AT).text == "Hello"


def test_a_deed_that_fails_at_its_end_leaves_nothing(live_deal: Deal, live_cast: Cast) -> None:
    before = traces()
    with pytest.raises(IntegrityError, match="deal_paid_is_not_negative"):
        fail_late.once("form-1")(live_deal, by=live_cast.mei.actor(), at=AT)
    assert traces() == before


def test_a_deed_that_records_nothing_is_a_fault(deal: Deal, cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="recorded no event"):
        say_nothing(deal, by=cast.mei.actor(), at=AT)


def test_an_event_outside_a_deed_is_a_fault(deal: Deal, cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="outside a deed"):
        record_event("deal.forgotten", deal, by=cast.mei.actor(), at=AT)


def test_the_same_key_has_one_effect_and_the_first_result(deal: Deal, cast: Cast) -> None:
    first, second = (
        post_message.once("form-1")(deal, text="Hello", by=cast.anna.actor(), at=AT) for _ in range(2)
    )
    assert first == second
    assert Message.objects.count() == 1


def test_the_same_key_with_another_content_is_refused(deal: Deal, cast: Cast) -> None:
    post_message.once("form-1")(deal, text="Hello", by=cast.anna.actor(), at=AT)
    with pytest.raises(KeyUsedForSomethingElse):
        post_message.once("form-1")(deal, text="Good-bye", by=cast.anna.actor(), at=AT)
    assert Message.objects.get().text == "Hello"


def test_two_people_may_use_the_same_key(deal: Deal, cast: Cast) -> None:
    for person in (cast.mei, cast.tang):
        add_note.once("form-1")(deal, text="seen", by=person.actor(), at=AT)
    assert Message.objects.count() == 2


def test_a_very_long_key_is_a_key_too(deal: Deal, cast: Cast) -> None:
    for _ in range(2):
        post_message.once("k" * 5000)(deal, text="Hello", by=cast.anna.actor(), at=AT)
    assert Message.objects.count() == 1


def test_a_double_click_at_the_very_same_moment_has_one_effect(
    live_deal: Deal, live_cast: Cast, at_once: Callable[..., list[Any]]
) -> None:
    by = live_cast.anna.actor()
    results = at_once(8, lambda _: post_message.once("form-1")(live_deal, text="Hello", by=by, at=AT))
    assert {message.pk for message in results} == {Message.objects.get().pk}
    assert Event.objects.filter(name="message.posted").count() == 1
    assert Deal.objects.get().unread_by_staff == 1


def test_two_approve_the_same_bank_details_at_once_and_one_wins(
    live_cast: Cast, at_once: Callable[..., list[Any]]
) -> None:
    proposed = propose_bank_account(
        currency="USD", beneficiary="Mingzhou", bank_name="Pearl River Commercial Bank", bic="PRVBCNBSZSN",
        account_number="7550014200882160", proposed_by=live_cast.zhou, by=live_cast.zhou.actor(), at=AT,
    )  # fmt: skip
    by = live_cast.tang.actor()
    results = at_once(6, lambda _: approve_bank_account(proposed, approved_by=live_cast.tang, by=by, at=AT))
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert Event.objects.filter(name="bankaccount.approved", subject_id=proposed.pk).count() == 1


def test_posts_of_many_at_once_are_all_counted(
    live_deal: Deal, live_cast: Cast, at_once: Callable[..., list[Any]]
) -> None:
    by = live_cast.anna.actor()
    at_once(10, lambda place: post_message(live_deal, text=f"line {place}", by=by, at=AT))
    assert Deal.objects.get().unread_by_staff == Message.objects.count() == 10


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    proposed = propose_bank_account(
        currency="USD", beneficiary="Mingzhou", bank_name="Pearl River Commercial Bank", bic="PRVBCNBSZSN",
        account_number="7550014200882160", proposed_by=cast.zhou, by=cast.zhou.actor(), at=AT,
    )  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        approve_bank_account.once("", proposed.version + 1)(
            proposed, approved_by=cast.tang, by=cast.tang.actor(), at=AT
        )
    done = approve_bank_account.once("", proposed.version)(
        proposed, approved_by=cast.tang, by=cast.tang.actor(), at=AT
    )
    assert done.version == proposed.version + 1


def test_a_deed_called_by_a_deed_commits_with_it(live_deal: Deal, live_cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        note_and_post(live_deal, by=live_cast.mei.actor(), at=AT)
    said = [query["sql"] for query in asked]
    assert said.count("BEGIN") == said.count("COMMIT") == 1
    assert not any(sql.startswith("SAVEPOINT") for sql in said)
    assert set(Event.objects.order_by("-pk").values_list("deed", flat=True)[:2]) == {"test.note_and_post"}


def test_another_companys_deal_is_as_good_as_none(foreign_deal: Deal, cast: Cast) -> None:
    before = traces()
    with pytest.raises(NotFound) as foreign:
        post_message.once("form-1")(foreign_deal, text="Hello", by=cast.anna.actor(), at=AT)
    foreign_deal.pk += 1000
    with pytest.raises(NotFound):
        post_message.once("form-1")(foreign_deal, text="Hello", by=cast.anna.actor(), at=AT)
    assert str(foreign.value) == str(NotFound())
    assert traces() == before


def test_who_has_no_role_for_it_is_told_before_anything_is_asked(deal: Deal, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked, pytest.raises(NotPermitted):
        assign_deal(deal, to=cast.mei, by=cast.anna.actor(), at=AT)
    assert len(asked) == 0


def test_somebody_who_left_may_do_nothing(deal: Deal, cast: Cast) -> None:
    cast.mei.is_active = False
    with pytest.raises(NotPermitted):
        add_note(deal, text="still here", by=cast.mei.actor(), at=AT)


def test_a_deed_must_say_who_may_do_it_and_have_a_name_of_its_own() -> None:
    def anything(*, by: Actor, at: datetime) -> None:
        """Do nothing."""

    with pytest.raises(TypeError, match="who may do it"):
        deed("test.for_nobody", roles=())(anything)
    with pytest.raises(TypeError, match="registered already"):
        deed("message.post", roles={Role.SALES})(anything)
    assert "test.for_nobody" not in REGISTER


def test_a_deed_takes_one_record_and_is_told_who_and_when() -> None:
    with pytest.raises(TypeError, match="by= and at="):
        deed("test.no_who", roles={Role.SALES})(lambda deal: deal)
    with pytest.raises(TypeError, match="one record by position"):
        deed("test.two_records", roles={Role.SALES})(lambda deal, other, *, by, at: deal)


def test_a_deed_on_a_deal_stays_within_its_statements(deal: Deal, cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        post_message.once("form-1")(deal, text="Hello", by=cast.anna.actor(), at=AT)
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= 9


def test_a_person_is_refused_where_the_address_is_taken_in_other_letters(cast: Cast) -> None:
    with pytest.raises(AddressTaken):
        add_person(email="ANNA@Nordlicht.example", name="Another Anna", roles=["buyer"], company=cast.nordlicht,
                   by=cast.mei.actor(), at=AT)  # fmt: skip
    assert Person.objects.filter(email__iexact="anna@nordlicht.example").count() == 1
