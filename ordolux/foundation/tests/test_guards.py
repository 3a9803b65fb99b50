"""The database holds the same moves as the models, and keeps what is locked."""

import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from ordolux.foundation.correspondence.deeds import queue_letter
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, Stateful
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.guards import install
from tests.cast import AT, Cast

STATEFUL = [model for model in apps.get_models() if issubclass(model, Stateful)]


def guarded_moves(table: str) -> tuple[set[str], dict[str, set[str]]] | None:
    """The states in which rows of ``table`` may begin and the moves that its trigger allows, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relname = %s AND t.tgname = 'guard_moves' AND t.tgenabled = 'O'",
            [table],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    begins, moves = re.findall(r"'((?:[^']|'')*)'", row[0].split("ordolux_guard_moves", 1)[1])
    return set(json.loads(begins)), {state: set(after) for state, after in json.loads(moves).items()}


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.__name__)
def test_the_database_allows_exactly_the_moves_of_the_model(db: None, model: Any) -> None:
    begins = {str(s) for s in model.BEGINS} or {str(model._meta.get_field("state").default)}
    moves = {str(state): {str(s) for s in after} for state, after in model.MOVES.items()}
    assert guarded_moves(model._meta.db_table) == (begins, moves)


@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.__name__)
def test_every_state_is_one_of_the_choices_and_can_be_reached(model: Any) -> None:
    begins = {str(s) for s in model.BEGINS} or {str(model._meta.get_field("state").default)}
    choices = {str(value) for value, _ in model._meta.get_field("state").choices}
    moves = {str(state): {str(s) for s in after} for state, after in model.MOVES.items()}
    reached, fresh = set(begins), set(begins)
    while fresh:
        fresh = {after for state in fresh for after in moves.get(state, set())} - reached
        reached |= fresh
    assert reached == choices
    assert set(moves) <= choices


def test_a_move_past_the_model_is_refused_by_the_database(cast: Cast) -> None:
    letter = queue_letter(deal=None, to=["a@b.example"], subject="s", text="t", by=cast.mei.actor(), at=AT)
    with pytest.raises(DatabaseError, match="cannot move from queued to posted"), transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(state=MessageState.POSTED)
    with pytest.raises(DatabaseError, match="cannot begin as sent"), transaction.atomic():
        Message.objects.create(number="M-x", state=MessageState.SENT, is_incoming=False, at=AT)
    with pytest.raises(NotAllowedNow):
        letter.move_to(MessageState.FILED, by=cast.mei.actor(), at=AT)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE foundation_bankaccount SET account_number = '1'", "UPDATE foundation_bankaccount SET bic = 'XXXXXXXX'",
     "DELETE FROM foundation_bankaccount", "UPDATE foundation_bankaccount SET approved_by_id = proposed_by_id"],
)  # fmt: skip
def test_bank_details_never_change(cast: Cast, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_books_of_files_only_grow(cast: Cast) -> None:
    kept = store_bytes(b"a paper", "text/plain")
    for change in (lambda: StoredFile.objects.filter(pk=kept.pk).update(size=1), lambda: kept.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_was_paid_cannot_be_less_than_nothing(deal: Deal) -> None:
    with pytest.raises(DatabaseError, match="deal_paid_is_not_negative"), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(paid_amount=-1)


def test_the_guards_can_be_installed_by_the_owner_alone(db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        install()
