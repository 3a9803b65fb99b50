"""What an import did to which rows, noted while it does it: the database itself writes down each row before and after, a
few statements for any number of rows."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Model, QuerySet

from ordolux.foundation.imports.models import ImportedRow, ImportState, TableImport

type Before = dict[type[Model], tuple[list[int], list[str]]]

# From lists and not from the notes' own table: of rows that this transaction wrote the planner knows nothing, and would
# look at each of them for each of the others.
_NOTE = """
INSERT INTO foundation_importedrow (table_import_id, model, record_id, before, after)
SELECT %s, %s, w.id, w.before::jsonb, to_jsonb(t)
FROM unnest(%s::bigint[], %s::text[]) AS w(id, before) LEFT JOIN {table} t ON t.id = w.id"""


def rows_before(touches: Mapping[type[Model], Sequence[int]]) -> Before:
    """The rows that an import is about to change or remove, as they are; they stay so until the deed ends."""
    found: Before = {}
    for model, keys in touches.items():
        if not keys:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT t.id, to_jsonb(t)::text FROM {quoted(model)} t WHERE t.id = ANY(%s) ORDER BY t.id FOR UPDATE",
                [list(keys)],
            )
            rows = cursor.fetchall()
        found[model] = ([key for key, _ in rows], [row for _, row in rows])
    return found


def note(table: TableImport, before: Before, made: Iterable[Model]) -> None:
    """Write down what ``table`` made, changed (``before``: the rows as they were) and removed."""
    notes: dict[type[Model], tuple[list[int], list[str | None]]] = {
        model: (list(keys), list(rows)) for model, (keys, rows) in before.items()
    }
    for record in made:
        keys, rows = notes.setdefault(type(record), ([], []))
        keys.append(record.pk)
        rows.append(None)
    for model, (keys, rows) in notes.items():
        with connection.cursor() as cursor:
            cursor.execute(_NOTE.format(table=quoted(model)), [table.pk, label(model), keys, rows])


def undone_records(model: type[Model]) -> QuerySet[ImportedRow, int]:
    """The keys of the rows of ``model`` that an import made which was taken back."""
    return ImportedRow.objects.filter(
        model=label(model), before__isnull=True, table_import__state=ImportState.UNDONE
    ).values_list("record_id", flat=True)


def label(model: type[Model]) -> str:
    """The name by which a model stands in the notes."""
    return model._meta.label_lower


def quoted(model: type[Model]) -> str:
    """The table of a model as it stands in a statement."""
    return connection.ops.quote_name(model._meta.db_table)
