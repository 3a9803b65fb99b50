"""The journal only grows, and any later change of it shows."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ordolux.foundation.correspondence.deeds import add_note
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.journal.verify import verify
from tests.cast import AT, Cast

Owner = psycopg.Connection[Any]


@pytest.fixture
def told(live_deal: Deal, live_cast: Cast) -> Deal:
    """A deal with five lines in the journal."""
    for place in range(4):
        add_note(live_deal, text=f"note {place}", by=live_cast.mei.actor(), at=AT)
    assert verify().is_whole
    return live_deal


def wrong_places(deal: Deal) -> set[int]:
    """The lines of the deal's stream that ``verify`` names."""
    return {line.seq for line in verify().broken if line.stream == deal.stream}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE foundation_event SET actor = 'somebody else'",
        "DELETE FROM foundation_event",
        "TRUNCATE foundation_event CASCADE",
        "ALTER TABLE foundation_event DISABLE TRIGGER ALL",
        "DROP TRIGGER append_only ON foundation_event",
        "UPDATE foundation_streamhead SET seq = 1",
        "DELETE FROM foundation_streamhead",
        "INSERT INTO foundation_streamhead VALUES ('deal:9', 1, '')",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_can_only_add(deal: Deal, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_place_and_the_hashes_of_a_line_are_the_databases_own(deal: Deal) -> None:
    line = Event.objects.create(
        stream=deal.stream, seq=77, at=AT, name="deal.invented", deal=deal, subject="foundation.deal",
        subject_id=deal.pk, actor="mallory", deed="none", prev_hash=b"1", hash=b"2",
    )  # fmt: skip
    line.refresh_from_db()
    assert line.seq == 2
    assert len(bytes(line.hash)) == 32
    assert bytes(line.prev_hash) == bytes(Event.objects.get(stream=deal.stream, seq=1).hash)
    assert verify().is_whole


def test_even_the_owner_must_switch_the_guard_off_to_change_a_line(told: Deal, owner: Owner) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute("UPDATE foundation_event SET actor = 'somebody else'")


def tamper(owner: Owner, *statements: str) -> None:
    """Change the journal as somebody with the owner's rights could."""
    owner.execute("ALTER TABLE foundation_event DISABLE TRIGGER USER")
    for statement in statements:
        owner.execute(statement)  # type: ignore[call-overload]  # texts of this file
    owner.execute("ALTER TABLE foundation_event ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    "change",
    ["actor = 'somebody else'", "at = at - interval '1 day'", "name = 'note.removed'", "deed = 'other.deed'",
     "facts = facts || '{\"total\": 1}'", "subject_id = subject_id + 1"],
)  # fmt: skip
def test_a_line_that_was_edited_is_found(told: Deal, owner: Owner, change: str) -> None:
    tamper(owner, f"UPDATE foundation_event SET {change} WHERE stream = '{told.stream}' AND seq = 3")
    assert 3 in wrong_places(told)


def test_a_line_that_was_removed_is_found(told: Deal, owner: Owner) -> None:
    tamper(owner, f"DELETE FROM foundation_event WHERE stream = '{told.stream}' AND seq = 3")
    assert 4 in wrong_places(told)


def test_a_line_that_was_put_in_between_is_found(told: Deal, owner: Owner) -> None:
    tamper(
        owner,
        f"UPDATE foundation_event SET seq = seq + 1 WHERE stream = '{told.stream}' AND seq = 5",
        f"UPDATE foundation_event SET seq = seq + 1 WHERE stream = '{told.stream}' AND seq = 4",
        "INSERT INTO foundation_event (stream, seq, at, recorded_at, name, deal_id, subject, subject_id, actor, deed, facts,"
        " prev_hash, hash) SELECT stream, 4, at, recorded_at, name, deal_id, subject, subject_id, actor, deed, facts, hash,"
        f" sha256(hash) FROM foundation_event WHERE stream = '{told.stream}' AND seq = 3",
    )
    assert 4 in wrong_places(told)


def test_an_end_that_was_cut_off_is_found(told: Deal, owner: Owner) -> None:
    tamper(owner, f"DELETE FROM foundation_event WHERE stream = '{told.stream}' AND seq >= 4")
    assert wrong_places(told) == {3}


def test_a_whole_stream_that_is_gone_is_found(told: Deal, owner: Owner) -> None:
    tamper(owner, f"DELETE FROM foundation_event WHERE stream = '{told.stream}'")
    assert wrong_places(told) == {0}


def test_a_chain_that_was_computed_anew_is_found_by_its_head(told: Deal, owner: Owner) -> None:
    tamper(
        owner,
        f"UPDATE foundation_event SET actor = 'mallory' WHERE stream = '{told.stream}' AND seq = 2",
        f"""DO $$ DECLARE line record; last bytea := ''; BEGIN
              FOR line IN SELECT * FROM foundation_event WHERE stream = '{told.stream}' ORDER BY seq LOOP
                UPDATE foundation_event SET prev_hash = last, hash = ordolux_journal_hash(last, stream, seq, at, name,
                  subject, subject_id, actor, deed, facts) WHERE id = line.id RETURNING hash INTO last;
              END LOOP; END $$""",
    )
    assert wrong_places(told) == {5}


def test_many_who_write_into_one_stream_at_once_leave_one_whole_chain(
    live_deal: Deal, live_cast: Cast, at_once: Callable[..., list[Any]]
) -> None:
    by = live_cast.mei.actor()
    at_once(12, lambda place: add_note(live_deal, text=f"note {place}", by=by, at=AT))
    assert list(
        Event.objects.filter(stream=live_deal.stream).order_by("seq").values_list("seq", flat=True)
    ) == list(range(1, 14))
    assert verify().is_whole


def test_a_line_that_is_rolled_back_leaves_no_gap(live_deal: Deal, live_cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - the second sentence undoes the first
        Event.objects.create(
            stream=live_deal.stream, at=AT, name="deal.failed", deal=live_deal, subject="foundation.deal",
            subject_id=live_deal.pk, actor="mei", deed="none",
        )  # fmt: skip
        raise ZeroDivisionError
    add_note(live_deal, text="after it", by=live_cast.mei.actor(), at=AT)
    assert Event.objects.get(name="note.added").seq == 2
    assert verify().is_whole


def test_one_place_in_a_stream_holds_one_line(told: Deal, owner: Owner) -> None:
    with pytest.raises(psycopg.errors.UniqueViolation):
        tamper(owner, f"UPDATE foundation_event SET seq = 3 WHERE stream = '{told.stream}' AND seq = 4")


def test_a_refusal_of_the_database_is_an_integrity_error(deal: Deal) -> None:
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Event.objects.update(actor="somebody else")
