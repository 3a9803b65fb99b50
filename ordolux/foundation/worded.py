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
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init


def prepared() -> Any:
    """A cursor whose statements are planned once for each connection, because their values travel beside them."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    ours: Any = connection  # of PostgreSQL, which binds values on the server too
    return ours._prepare_cursor(_BoundByServer(ours.connection))


_BoundByServer: Any = ServerBindingCursor


def read[M: models.Model](model: type[M], rest: str, said: Sequence[Any]) -> list[M]:
    """The rows that ``rest`` (WHERE …, with %s for what is said) leaves; ``rest`` is ours, never what somebody typed."""
    columns = _columns(model)[1]
    with prepared() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" {rest}', said)  # noqa: S608  # names of our own tables
        return [_made(model, row) for row in cursor.fetchall()]


def read_with[M: models.Model](
    model: type[M], parents: tuple[str, ...], rest: str, said: Sequence[Any], also: str = "", called: str = ""
) -> list[M]:
    """The same with the rows that they point at, in one statement: ``parents`` are paths such as ``product__family``, each
    after the one it begins with, each in a table of its own. ``rest`` names tables in full. ``also`` is one more value
    for each row, kept under the name ``called``."""
    statement, joined = _joined(model, parents, also)
    with prepared() as cursor:
        cursor.execute(f"{statement} {rest}", said)
        rows = cursor.fetchall()
    found = []
    for row in rows:
        made: dict[str, Any] = {}
        for path, owner, name, parent, begin, end, key in joined:
            # an empty key: the row points at nothing
            record = _made(parent, row[begin:end]) if row[key] is not None else None
            if owner is not None and made[owner] is not None:
                made[owner]._state.fields_cache[name] = record
            made[path] = record
        if also:
            setattr(made[""], called, row[-1])
        found.append(made[""])
    return found


@cache
def _joined(model: type[models.Model], parents: tuple[str, ...], also: str) -> tuple[str, list[Any]]:
    """The statement up to its FROM, and how its row falls apart: path, owner's path, name there, model, places, key."""
    of = {"": model}
    told, parts, tables, place = [], [], [f'"{model._meta.db_table}"'], 0
    for path in ("", *parents):
        owner, _, name = path.rpartition("__")
        if path:
            field: Any = of[owner]._meta.get_field(name)
            of[path] = field.related_model
            target, key = of[path]._meta.db_table, of[path]._meta.pk.column
            tables.append(
                f'LEFT JOIN "{target}" ON "{target}"."{key}" = "{of[owner]._meta.db_table}"."{field.column}"'
            )
        if len({each._meta.db_table for each in of.values()}) != len(of):
            raise TypeError(f"{path} leads to a table that is there already")
        names, columns, _turned = _columns(of[path])
        key_place = place + names.index(of[path]._meta.pk.attname)
        told.append((path, owner if path else None, name, of[path], place, place + len(names), key_place))
        parts.append(columns)
        place += len(names)
    if also:
        parts.append(also)
    return f"SELECT {', '.join(parts)} FROM {' '.join(tables)}", told  # noqa: S608  # names of our own tables


def _made[M: models.Model](model: type[M], row: Sequence[Any]) -> M:
    """A row of a table as a record. Nothing listens to the making of our models and none of them makes itself in a way of
    its own, so what ``Model.__init__`` asks of each field again and again is asked once, by ``_columns``."""
    names, _, turned = _columns(model)
    record = model.__new__(model)
    said = record.__dict__
    said.update(zip(names, row, strict=True))
    for place, turn, column in turned:
        said[names[place]] = turn(row[place], column, connection)
    state = said["_state"] = ModelState()
    state.adding, state.db = False, connection.alias
    return record


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
    if (
        model.__init__ is not models.Model.__init__
        or model.from_db.__func__ is not models.Model.from_db.__func__  # type: ignore[attr-defined]  # of the class
        or pre_init.has_listeners(model)
        or post_init.has_listeners(model)
    ):
        raise TypeError(f"{model.__name__} is made in a way of its own: ask Django for it")
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
