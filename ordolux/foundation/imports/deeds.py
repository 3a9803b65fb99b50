"""A table is looked at, then imported as a whole or laid aside."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted, deed, record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.imports.kinds import EVERYBODY, KINDS, Context, Kind, Plan, plan_of
from ordolux.foundation.imports.models import ImportState, TableImport
from ordolux.foundation.imports.noting import note, rows_before
from ordolux.foundation.imports.undoing import take_back, undoing_of
from ordolux.rules.refusal import N_, Refusal


class KindUnknown(Refusal):
    """There is no such kind of table."""

    message = N_("“{kind}” is nothing that can be imported; choose one of: {kinds}.")


class HasFindings(Refusal):
    """A table with mistakes is not imported in part."""

    message = N_(
        "{count} places of this table are wrong; nothing was imported. Mend them and give the table again."
    )


class NothingToImport(Refusal):
    """Every row says what is there already."""

    message = N_("Everything in this table is there already; nothing needs to be imported.")


class ImportBuiltUpon(Refusal):
    """Rows of the import were used or changed since; nothing is taken back."""

    message = N_("Nothing was taken back: {count} rows were used or changed since. {rows}")


class ImportNotNoted(Refusal):
    """The table was imported before imports noted what they change."""

    message = N_(
        "{table} was imported before it was noted what an import changes; it cannot be taken back in one step."
    )


@deed("import.preview", roles=EVERYBODY)
def preview_import(
    *, kind: str, name: str, rows: list[list[str]], by: Actor, at: datetime, file: StoredFile | None = None
) -> TableImport:
    """Keep a table (its rows as texts, the head first) and say what each row would do; nothing else changes.

    Raises KindUnknown, NotPermitted.
    """
    known = _kind(kind, by)
    plan = plan_of(known, rows, Context(by, at, file))
    made = TableImport.objects.create(
        kind=kind, name=name.strip()[:200] or kind, file_id=file.sha256 if file else None, rows=rows,
        counts=plan.counts(), findings=_as_json(plan), made_by=by.name[:200], made_at=at,
    )  # fmt: skip
    record_event(
        "tableimport.previewed", made, by=by, at=at, kind=kind, rows=len(rows), findings=len(plan.findings)
    )
    return made


@deed("import.apply", roles=EVERYBODY)
def apply_import(table: TableImport, *, by: Actor, at: datetime) -> TableImport:
    """Import a table that was looked at: all of its rows in this one transaction, or none.

    The rows are compared with what is there now, not when they were looked at. The same table twice changes nothing.
    Raises HasFindings, NothingToImport, NotAllowedNow, NotPermitted.
    """
    known = _kind(table.kind, by)
    plan = plan_of(known, table.rows, Context(by, at, table.file, f"{table.name} (#{table.pk})"))
    if plan.findings:
        raise HasFindings(count=len(plan.findings))
    counts = plan.counts()
    if not counts["new"] and not counts["changed"]:
        raise NothingToImport()
    before = rows_before(plan.touches)
    note(table, before, plan.write())
    table.counts, table.findings, table.applied_at = counts, [], at
    table.move_to(
        ImportState.APPLIED, by=by, at=at, fields=("counts", "findings", "applied_at"), kind=table.kind,
        file=table.file_id, **counts,
    )  # fmt: skip
    return table


@deed("import.discard", roles=EVERYBODY)
def discard_import(table: TableImport, *, by: Actor, at: datetime) -> TableImport:
    """Lay a table aside that was looked at. Raises NotAllowedNow, NotPermitted."""
    _kind(table.kind, by)
    table.move_to(ImportState.DISCARDED, by=by, at=at)
    return table


@deed("import.undo", roles=EVERYBODY)
def undo_import(table: TableImport, *, by: Actor, at: datetime) -> TableImport:
    """Take an import back in one step: what it made is removed, what it changed is set back, prices are withdrawn and
    stock is written off by moves of its own.

    All or nothing: where a row was used or changed since, nothing is taken back. Raises ImportBuiltUpon, ImportNotNoted,
    NotAllowedNow, NotPermitted.
    """
    _kind(table.kind, by)
    if not table.can_move_to(ImportState.UNDONE):
        raise NotAllowedNow(record=str(table), state=str(table.state), wanted=str(ImportState.UNDONE))
    undoing = undoing_of(table, lock=True)
    if not undoing.is_noted:
        raise ImportNotNoted(table=table.name)
    if undoing.in_the_way:
        names = list(dict.fromkeys(each.name for each in undoing.in_the_way))
        more = f" … (+{len(names) - 10})" if len(names) > 10 else ""
        raise ImportBuiltUpon(count=len(names), rows=", ".join(names[:10]) + more)
    table.undone_at = at
    table.move_to(
        ImportState.UNDONE, by=by, at=at, fields=("undone_at",), kind=table.kind, **undoing.counts()
    )
    take_back(table, by=by, at=at)
    return table


def look_again(table: TableImport, *, by: Actor, at: datetime) -> Plan:
    """What the table would do now."""
    return plan_of(KINDS[table.kind], table.rows, Context(by, at, table.file))


def _kind(name: str, by: Actor) -> Kind:
    known = KINDS.get(name)
    if known is None:
        raise KindUnknown(kind=name[:40], kinds=", ".join(KINDS))
    if not by.has_any(known.roles):
        raise NotPermitted(roles=sorted(role.value for role in known.roles))
    return known


def _as_json(plan: Plan) -> list[dict[str, Any]]:
    return [
        {**asdict(finding), "values": {k: str(v) for k, v in finding.values.items()}}
        for finding in plan.findings
    ]
