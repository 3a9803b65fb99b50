"""Statements that are worded once for each table: read rows by a key, write columns of one, add many.

Django words a statement anew each time it is sent and PostgreSQL plans it anew, because the values stand inside its text;
that was more than half of what a deed cost (docs/benchmarks.md). These are for the deeds that every order goes through;
everything else asks Django.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.backends.postgresql.base import ServerBindingCursor


def prepared() -> Any:
    """A cursor whose statements are planned once for each connection, because their values travel beside them."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    ours: Any = connection  # of PostgreSQL, which binds values on the server too
    return ours._prepare_cursor(_BoundByServer(ours.connection))


_BoundByServer: Any = ServerBindingCursor


def read[M: models.Model](model: type[M], rest: str, said: Sequence[Any]) -> list[M]:
    """The rows that ``rest`` (WHERE …, with %s for what is said) leaves; ``rest`` is ours, never what somebody typed."""
    names, columns, turned = _columns(model)
    with prepared() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" {rest}', said)  # noqa: S608  # names of our own tables
        rows = cursor.fetchall()
    made = []
    for row in rows:
        values = list(row)
        for place, turn, column in turned:
            values[place] = turn(values[place], column, connection)
        made.append(model.from_db(connection.alias, names, values))
    return made


def one_of[M: models.Model](model: type[M], key: int) -> M:
    """The row with this key. Raises the model's DoesNotExist."""
    found = read(model, f'WHERE "{model._meta.pk.column}" = %s', [key])
    if not found:
        raise model.DoesNotExist(f"{model.__name__} {key}")  # type: ignore[attr-defined]  # Django's own
    return found[0]


def rows_under[M: models.Model](model: type[M], column: str, key: int, *, by: str = "position") -> list[M]:
    """The rows whose ``column`` holds ``key``, in the order of the column ``by``."""
    return read(model, f'WHERE "{column}" = %s ORDER BY "{by}"', [key])


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


def write_columns(record: models.Model, columns: Sequence[str]) -> None:
    """Save these fields (by name) of a row that was read before, and nothing else of it."""
    statement, fields = _update(type(record), tuple(columns))
    said = [field.get_db_prep_save(getattr(record, field.attname), connection) for field in fields]
    with prepared() as cursor:
        cursor.execute(statement, [*said, record.pk])
        if cursor.rowcount != 1:
            raise type(record).NotUpdated(f"{record} is not there any more")  # type: ignore[attr-defined]  # Django's own


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields = [model._meta.get_field(name) for name in columns]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]  # concrete columns
    key = model._meta.pk.column
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{key}" = %s', fields  # noqa: S608  # names of our own tables


def add_rows[M: models.Model](rows: Iterable[M]) -> list[M]:
    """Add rows of one model in one statement, each with its key afterwards; the same rows, as a list.

    All their values travel as one JSON text, which is much quicker than a value for each column. A model whose columns do
    not all stand in JSON (ranges, bytes, defaults of the database) is a fault: Django adds those.
    """
    given = list(rows)
    if given:
        statement, fields = _insert(type(given[0]))
        said = json.dumps(
            [{column: turn(getattr(row, name)) for column, name, turn in fields} for row in given]
        )
        with prepared() as cursor:
            cursor.execute(statement, [said])
            for row, (key,) in zip(given, cursor.fetchall(), strict=True):
                row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return given


_OF_JSON = (
    models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.DecimalField, models.DateField,
    models.JSONField, models.ForeignKey, models.GenericIPAddressField, ArrayField,
)  # fmt: skip


@cache
def _insert(model: type[models.Model]) -> tuple[str, list[tuple[str, str, Any]]]:
    table, key = model._meta.db_table, model._meta.pk
    fields: list[Any] = [field for field in model._meta.concrete_fields if field is not key]
    strange = [
        f.name for f in fields if not isinstance(f, _OF_JSON) or f.db_default is not models.NOT_PROVIDED
    ]
    if strange or not isinstance(key, models.AutoField | models.BigAutoField):
        raise TypeError(f"{table} is not added by JSON: {', '.join(strange) or key.name}")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = (
        f'INSERT INTO "{table}" ({columns}) SELECT {columns} '  # noqa: S608  # names of our own tables
        f'FROM jsonb_populate_recordset(NULL::"{table}", %s::jsonb) RETURNING "{key.column}"'
    )
    return statement, [(field.column, field.attname, _turned(field)) for field in fields]


def _turned(field: Any) -> Any:
    """What turns a value of this field into one that JSON has."""
    if isinstance(field, models.JSONField):
        return lambda value: value
    prepare = field.get_prep_value

    def turn(value: Any) -> Any:
        told = prepare(value)
        if isinstance(told, Decimal):
            return str(told)
        return told.isoformat() if isinstance(told, date) else told

    return turn
