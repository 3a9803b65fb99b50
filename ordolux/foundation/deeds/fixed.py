"""The statements that every deed sends, worded once for each table.

Django words a statement anew each time it is sent, which took a third of the Python of a deed (docs/benchmarks.md). These
few are always the same: lock the deals, read the record afresh, write the head, add the lines of the journal.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event


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
    with connection.cursor() as cursor:
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
    with connection.cursor() as cursor:
        cursor.execute(statement, [*said, record.pk])
        if cursor.rowcount != 1:
            raise type(record).NotUpdated(f"{record} is not there any more")  # type: ignore[attr-defined]  # Django's own


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields = [model._meta.get_field(name) for name in columns]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]  # concrete columns
    key = model._meta.pk.column
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{key}" = %s', fields  # noqa: S608  # names of our own tables


def add_events(events: Sequence[Event]) -> None:
    """Add the lines to the journal in this order; each gets its key."""
    fields = [
        Event._meta.get_field(name)
        for name in (
            "stream",
            "at",
            "name",
            "deal",
            "subject",
            "subject_id",
            "actor",
            "person",
            "deed",
            "facts",
        )
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)  # type: ignore[union-attr]  # concrete columns
    one = f"({', '.join(['%s'] * len(fields))}, 0, '', '')"
    said = [
        field.get_db_prep_save(getattr(event, field.attname), connection)  # type: ignore[union-attr]  # the same
        for event in events
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "foundation_event" ({columns}, "seq", "prev_hash", "hash") '  # noqa: S608  # the same
            f'VALUES {", ".join([one] * len(events))} RETURNING "id", "recorded_at"',
            said,
        )
        for event, (key, recorded_at) in zip(events, cursor.fetchall(), strict=True):
            event.pk, event.recorded_at = key, recorded_at
            event._state.adding, event._state.db = False, connection.alias
