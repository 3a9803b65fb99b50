"""The statements that every deed sends, worded once for each table.

Django words a statement anew each time it is sent, which took a third of the Python of a deed (docs/benchmarks.md). These
few are always the same: lock the deals, read the record afresh, move it; write heads, lines of the journal and jobs.
"""

import json
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.backends.postgresql.base import ServerBindingCursor

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event


def _prepared() -> Any:
    """A cursor whose statements are planned once for each connection, because their values travel beside them."""
    connection.ensure_connection()
    return connection._prepare_cursor(ServerBindingCursor(connection.connection))


@cache
def _columns(model: type[models.Model]) -> tuple[list[str], str, list[tuple[int, Any, Any]]]:
    """The names of a model's fields, its columns as they are selected, and what turns a value into Python's."""
    fields = model._meta.concrete_fields
    table = model._meta.db_table
    turned = [
        (place, field.from_db_value, field.cached_col)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return [f.attname for f in fields], ", ".join(f'"{table}"."{f.column}"' for f in fields), turned


def _read(model: type[models.Model], rest: str, said: Sequence[Any]) -> list[Any]:
    names, columns, turned = _columns(model)
    with _prepared() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" {rest}', said)  # noqa: S608  # names of our own tables
        rows = cursor.fetchall()
    read = []
    for row in rows:
        values = list(row)
        for place, turn, column in turned:
            values[place] = turn(values[place], column, connection)
        read.append(model.from_db(connection.alias, names, values))
    return read


def lock_deals(keys: Collection[int]) -> list[Deal]:
    """These deals as they are now, locked one after the other in ascending order."""
    return _read(Deal, 'WHERE "id" = ANY(%s) ORDER BY "id" FOR UPDATE', [sorted(keys)])


def locked_row(record: models.Model) -> Any:
    """The row of ``record`` as it is now, locked; None when it is gone."""
    model = type(record)
    key = model._meta.pk
    found = _read(
        model, f'WHERE "{key.column}" = %s FOR UPDATE', [key.get_db_prep_value(record.pk, connection)]
    )
    return found[0] if found else None


def write_columns(record: models.Model, columns: Sequence[str]) -> None:
    """Save these fields (by name) of a row that was read before, and nothing else of it."""
    statement, fields = _update(type(record), tuple(columns))
    said = [field.get_db_prep_save(getattr(record, field.attname), connection) for field in fields]
    with _prepared() as cursor:
        cursor.execute(statement, [*said, record.pk])
        if cursor.rowcount != 1:
            raise type(record).NotUpdated(f"{record} is not there any more")  # type: ignore[attr-defined]  # Django's own


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields = [model._meta.get_field(name) for name in columns]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]  # concrete columns
    key = model._meta.pk.column
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{key}" = %s', fields  # noqa: S608  # names of our own tables


def write_down_at_once(deals: Sequence[Deal], events: Sequence[Event], *, task: str, queue: str) -> None:
    """Write the heads of ``deals``, add the lines to the journal in this order and defer the job ``task`` for each of
    them, locked by the first line's stream; each line gets its key. One statement, by a function of the database
    (``foundation/journal``), which plans its own once for each connection."""
    said = [_as_json(deals, HEAD_COLUMNS), _as_json(events, EVENT_COLUMNS), task, queue]
    with _prepared() as cursor:
        cursor.execute("SELECT line_id, noted_at FROM ordolux_write_down(%s, %s, %s, %s)", said)
        for event, (key, recorded_at) in zip(events, cursor.fetchall(), strict=True):
            event.pk, event.recorded_at = key, recorded_at
            event._state.adding, event._state.db = False, connection.alias


HEAD_COLUMNS = (
    "id", "buyer_id", "owner_id", "title", "stage", "changed_at", "total_amount", "total_currency", "paid_amount",
    "paid_currency", "pieces", "next_role", "next_deed", "next_by", "unread_by_staff", "unread_by_customer",
)  # fmt: skip
EVENT_COLUMNS = (
    "stream", "at", "name", "deal_id", "subject", "subject_id", "actor", "person_id", "deed", "facts",
)  # fmt: skip


def _as_json(records: Sequence[models.Model], names: Sequence[str]) -> str:
    return json.dumps([{name: getattr(record, name) for name in names} for record in records], default=str)
