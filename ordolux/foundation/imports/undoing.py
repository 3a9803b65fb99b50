"""Taking an import back: what would be removed and set back, what stands in the way, and doing it.

A row stands in the way if anything about it was changed since, or, where the import made it, if anything points at it or
the journal tells of it. The number of statements does not depend on the number of rows.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, cast

from django.apps import apps
from django.db import connection
from django.db.models import ForeignObjectRel, Model

from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import BillLine, Part, PriceList, Product, ProductRevision
from ordolux.foundation.imports.models import ImportedRow, TableImport
from ordolux.foundation.imports.noting import label, quoted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person, Supplier
from ordolux.foundation.stock.models import Lot, LotState, StockMove
from ordolux.foundation.stock.moves import adjusted
from ordolux.rules.refusal import N_

REMOVED: Final[tuple[type[Model], ...]] = (
    BillLine,
    Person,
    Company,
    ProductRevision,
    Product,
    Part,
    Supplier,
)
"""What an import made is removed in this order: what points comes before what it points at."""
SET_BACK: Final[tuple[type[Model], ...]] = (Company, Supplier, Part, Product)
NAMED_BY: Final = {
    Company: "legal_name", Person: "email", Supplier: "legal_name", Part: "number", Product: "number",
    PriceList: "number", Lot: "lot_number",
}  # fmt: skip
"""The column by which people know a row; rows of other tables are not told of."""
KEPT_COLUMNS: Final = frozenset({"id", "version", "revision"})

CHANGED = N_("was changed since: {what}")
GONE = N_("is not there any more")
POINTED_AT = N_("is used since: {what}")
BILL_CHANGED = N_("its bill was changed since")
NEWER_LIST = N_("a newer price list follows: {what}")
PARENT_GONE = N_("what it belonged to is not there any more")
_WORDS: Final = {
    "deal": N_("orders"), "person": N_("people"), "deliveryaddress": N_("delivery addresses"),
    "website": N_("websites"), "part": N_("parts"), "suppliercertificate": N_("certificates"), "lot": N_("lots"),
    "purchase": N_("purchases"), "purchaseline": N_("purchases"), "requestforquotation": N_("requests for offers"),
    "offer": N_("offers"), "billline": N_("bills of materials"), "requirement": N_("jobs"), "job": N_("jobs"),
    "pricelist": N_("price lists"), "pricebreak": N_("price lists"), "productdocument": N_("the library"),
    "inquiryline": N_("inquiries"), "inquiry": N_("inquiries"), "quotationline": N_("quotations"),
    "quotation": N_("quotations"), "orderline": N_("orders"), "order": N_("orders"), "stockmove": N_("moves of stock"),
    "peg": N_("jobs"), "event": N_("the journal"), "productrevision": N_("later revisions"),
}  # fmt: skip
OTHERS = N_("other records")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that was used or changed since: its name, and a sentence with what to put into it."""

    name: str
    message: str
    what: tuple[str, ...] = ()


@dataclass(slots=True)
class Undoing:
    """What taking an import back would do: names of what is removed, reversed (price lists, lots) and set back."""

    is_noted: bool = True
    removed: list[str] = field(default_factory=list)
    reversed: list[str] = field(default_factory=list)
    set_back: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    in_the_way: list[Obstacle] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many rows are removed, reversed and set back."""
        return {"removed": len(self.removed), "reversed": len(self.reversed), "set_back": len(self.set_back)}


class _Notes:
    """The notes of one import by table: the keys made, and the rows before and after."""

    def __init__(self, table: TableImport) -> None:
        self.table = table
        self.made: dict[type[Model], list[int]] = {}
        self.changed: dict[type[Model], list[int]] = {}
        self.taken: dict[type[Model], list[dict[str, Any]]] = {}
        self.rows: dict[tuple[type[Model], int], ImportedRow] = {}
        for row in ImportedRow.objects.filter(table_import=table).order_by("id"):
            model = cast("type[Model]", apps.get_model(row.model))
            self.rows[model, row.record_id] = row
            if row.before is None:
                self.made.setdefault(model, []).append(row.record_id)
            elif row.after is None:
                self.taken.setdefault(model, []).append(row.before)
            else:
                self.changed.setdefault(model, []).append(row.record_id)

    def name(self, model: type[Model], key: int) -> str:
        """What people call a row."""
        row = self.rows[model, key]
        told = row.after or row.before or {}
        return str(told.get(NAMED_BY.get(model, "id"), key))


def undoing_of(table: TableImport, *, lock: bool = False) -> Undoing:
    """What taking ``table`` back would do now. ``lock`` keeps the rows as they are until the deed ends."""
    notes = _Notes(table)
    if lock:
        for model in sorted({*notes.made, *notes.changed}, key=label):
            keys = [*notes.made.get(model, []), *notes.changed.get(model, [])]
            _ask(f"SELECT 1 FROM {quoted(model)} WHERE id = ANY(%s) ORDER BY id FOR UPDATE", keys)
    told = Undoing(is_noted=bool(notes.rows))
    _tell(notes, told)
    told.in_the_way = [
        *_changed_since(notes), *_used_since(notes), *_newer_lists(notes), *_orphans(notes)
    ]  # fmt: skip
    return told


def _tell(notes: _Notes, told: Undoing) -> None:
    for model, keys in notes.made.items():
        if model in (PriceList, Lot):
            told.reversed += [notes.name(model, key) for key in keys]
        elif model in NAMED_BY:
            told.removed += [notes.name(model, key) for key in keys]
    for model, keys in notes.changed.items():
        for key in keys:
            row = notes.rows[model, key]
            before, after = row.before or {}, row.after or {}
            told.set_back[notes.name(model, key)] = {
                name: (_shown(after.get(name)), _shown(value))
                for name, value in before.items()
                if name not in KEPT_COLUMNS and value != after.get(name)
            }
    for product, lines in _bills(notes).items():
        told.set_back[product] = {"bill": (str(lines[0]), str(lines[1]))}


def _bills(notes: _Notes) -> dict[str, tuple[int, int]]:
    """The products whose bills were replaced, each with its number of lines now and then."""
    now = [(notes.rows[BillLine, key].after or {})["product_id"] for key in notes.made.get(BillLine, [])]
    then = [row["product_id"] for row in notes.taken.get(BillLine, [])]
    names = dict(Product.objects.filter(pk__in={*now, *then}).values_list("pk", "number"))
    return {
        names.get(key, str(key)): (now.count(key), then.count(key)) for key in dict.fromkeys([*now, *then])
    }


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in sorted(value.items()))[:200]
    return "" if value is None else str(value)[:200]


# ── what stands in the way ───────────────────────────────────────────────────

_COMPARE = """
SELECT r.record_id, t.id IS NULL, d.names FROM foundation_importedrow r
LEFT JOIN {table} t ON t.id = r.record_id
LEFT JOIN LATERAL (SELECT to_jsonb(t) AS row OFFSET 0) n ON true
LEFT JOIN LATERAL (
  SELECT array_agg(e.key ORDER BY e.key) AS names FROM jsonb_each(r.after) e WHERE n.row -> e.key IS DISTINCT FROM e.value
) d ON n.row IS DISTINCT FROM r.after
WHERE r.table_import_id = %s AND r.model = %s AND r.after IS NOT NULL AND (t.id IS NULL OR d.names IS NOT NULL)
ORDER BY r.record_id"""


def _changed_since(notes: _Notes) -> list[Obstacle]:
    found = []
    bills: set[int] = set()
    for model in {*notes.made, *notes.changed} - {ProductRevision, StockMove}:
        for key, is_gone, names in _ask(_COMPARE.format(table=quoted(model)), notes.table.pk, label(model)):
            if model is BillLine:  # told once for the whole bill
                bills.add((notes.rows[BillLine, key].after or {})["product_id"])
                continue
            what = tuple(name.removesuffix("_id") for name in names or () if name != "version") or (
                "version",
            )
            found.append(
                Obstacle(notes.name(model, key), GONE if is_gone else CHANGED, () if is_gone else what)
            )
    return [*found, *_changed_bills(notes, bills)]


def _used_since(notes: _Notes) -> list[Obstacle]:
    """The rows that the import made and something points at, or the journal tells of; and the revisions of products that
    quotations and orders name."""
    found = []
    removable: tuple[type[Model], ...] = (*REMOVED, Lot)
    for model in removable:
        keys = notes.made.get(model, [])
        if model is BillLine or model is ProductRevision or not keys:
            continue
        parts, said = [], []
        for other, column in _pointing_at(model):
            parts.append(
                f"(SELECT DISTINCT %s AS what, {column} AS key FROM {quoted(other)} WHERE {column} = ANY(%s) "
                f"AND {quoted(other)}.{_column(other._meta.pk)} <> ALL(%s))"
            )
            said += [other._meta.model_name, keys, _own(notes, other)]
        parts.append(
            f"(SELECT DISTINCT %s, subject_id FROM {quoted(Event)} WHERE subject = %s AND subject_id = ANY(%s))"
        )
        said += ["event", label(model), keys]
        found += _obstacles(notes, model, _ask(" UNION ALL ".join(parts), *said))
    revised = notes.changed.get(Product, [])
    if revised:
        pairs = [(key, (notes.rows[Product, key].after or {})["revision"]) for key in revised]
        parts, said = [], []
        for other, column in _pointing_at(Product):
            if any(each.column == "product_revision" for each in other._meta.concrete_fields):
                parts.append(
                    f"(SELECT DISTINCT %s AS what, {column} AS key FROM {quoted(other)} "
                    f"JOIN unnest(%s::bigint[], %s::int[]) AS w(id, revision) "
                    f"ON {column} = w.id AND product_revision = w.revision)"
                )
                said += [
                    other._meta.model_name,
                    [key for key, _ in pairs],
                    [revision for _, revision in pairs],
                ]
        if parts:
            found += _obstacles(notes, Product, _ask(" UNION ALL ".join(parts), *said))
    return found


def _obstacles(notes: _Notes, model: type[Model], rows: Sequence[tuple[str, int]]) -> list[Obstacle]:
    users: dict[int, list[str]] = {}
    for what, key in rows:
        users.setdefault(key, []).append(_WORDS.get(what, OTHERS))
    return [
        Obstacle(notes.name(model, key), POINTED_AT, tuple(dict.fromkeys(users[key])))
        for key in notes.made.get(model, []) + notes.changed.get(model, []) if key in users
    ]  # fmt: skip


def _pointing_at(model: type[Model]) -> list[tuple[type[Model], str]]:
    """The tables with a key to ``model``, each with its column."""
    found: list[tuple[type[Model], str]] = []
    for each in model._meta.get_fields(include_hidden=True):
        if isinstance(each, ForeignObjectRel):
            other = each.related_model
            found.append((other, f"{quoted(other)}.{_column(each.field)}"))
    return found


def _column(column: Any) -> str:
    return connection.ops.quote_name(str(column.column))


def _own(notes: _Notes, model: type[Model]) -> list[Any]:
    """What this import made itself does not stand in its way."""
    return notes.made.get(model, [])


def _newer_lists(notes: _Notes) -> list[Obstacle]:
    keys = notes.made.get(PriceList, [])
    if not keys:
        return []
    rows = _ask(
        f"SELECT mine.id, min(later.number) FROM {quoted(PriceList)} mine JOIN {quoted(PriceList)} later "
        "ON later.product_id = mine.product_id AND later.id > mine.id AND later.withdrawn_at IS NULL "
        "WHERE mine.id = ANY(%s) GROUP BY mine.id ORDER BY mine.id",
        keys,
    )
    return [Obstacle(notes.name(PriceList, key), NEWER_LIST, (number,)) for key, number in rows]


def _changed_bills(notes: _Notes, changed: set[int]) -> list[Obstacle]:
    """The products whose bills are not those that the import left: lines of it changed, or others beside them."""
    made = notes.made.get(BillLine, [])
    if not made:
        return []
    products = {(notes.rows[BillLine, key].after or {})["product_id"] for key in made}
    rows = _ask(
        f"SELECT number FROM {quoted(Product)} WHERE id = ANY(%s) OR id IN (SELECT product_id FROM {quoted(BillLine)} "
        "WHERE product_id = ANY(%s) AND id <> ALL(%s)) ORDER BY number",
        list(changed),
        list(products),
        made,
    )
    return [Obstacle(number, BILL_CHANGED) for (number,) in rows]


def _orphans(notes: _Notes) -> list[Obstacle]:
    """The rows to be set back whose old supplier, part or family is not there any more."""
    found = []
    rows: dict[type[Model], list[tuple[str, dict[str, Any]]]] = {
        model: [(notes.name(model, key), notes.rows[model, key].before or {}) for key in keys]
        for model, keys in notes.changed.items()
    }
    rows |= {model: [(str(each["id"]), each) for each in taken] for model, taken in notes.taken.items()}
    for model, some in rows.items():
        for each in model._meta.concrete_fields:
            if each.related_model is None:
                continue
            parent, column = each.related_model, str(each.column)
            wanted = {before[column] for _, before in some if before.get(column) is not None}
            present = {
                key for (key,) in _ask(f"SELECT id FROM {quoted(parent)} WHERE id = ANY(%s)", list(wanted))
            }
            found += [
                Obstacle(name, PARENT_GONE)
                for name, before in some if before.get(column) in wanted - present
            ]  # fmt: skip
    return found


# ── doing it ─────────────────────────────────────────────────────────────────


def take_back(table: TableImport, *, by: Actor, at: datetime) -> None:
    """Remove what ``table`` made, set back what it changed, reverse what stays in the books. Call it inside the deed,
    after ``undoing_of(table, lock=True)`` found nothing in the way and the table is undone."""
    notes = _Notes(table)
    because = f"import taken back: {table.name} (#{table.pk})"
    PriceList.objects.filter(pk__in=notes.made.get(PriceList, [])).update(withdrawn_at=at)
    _reverse_lots(notes, because, by=by, at=at)
    for model in REMOVED:
        if keys := notes.made.get(model):
            _run(f"DELETE FROM {quoted(model)} WHERE id = ANY(%s)", keys)
    for model in SET_BACK:
        if notes.changed.get(model):
            _set_back(notes, model)
    _note_revisions(notes, because, by=by, at=at)
    BillLine.objects.bulk_create(
        [
            BillLine(product_id=row["product_id"], part_id=row["part_id"],
                     quantity_per_piece=row["quantity_per_piece"], scrap=row["scrap"])
            for row in notes.taken.get(BillLine, [])
        ],
        1000,
    )  # fmt: skip


def _set_back(notes: _Notes, model: type[Model]) -> None:
    before = [(key, notes.rows[model, key].before or {}) for key in notes.changed[model]]
    names = [each.column for each in model._meta.concrete_fields if each.column in before[0][1]]
    sets = [f'"{name}" = b."{name}"' for name in names if name not in KEPT_COLUMNS]
    # the version grows, so that a form that somebody has open finds that it is out of date
    sets += [f'"{name}" = t."{name}" + 1' for name in names if name in KEPT_COLUMNS - {"id"}]
    _run(
        f"UPDATE {quoted(model)} t SET {', '.join(sets)} FROM unnest(%s::bigint[], %s::text[]) AS w(id, row), "
        f"LATERAL jsonb_populate_record(NULL::{quoted(model)}, w.row::jsonb) b WHERE t.id = w.id",
        [key for key, _ in before],
        [json.dumps(row, ensure_ascii=False) for _, row in before],
    )


def _note_revisions(notes: _Notes, because: str, *, by: Actor, at: datetime) -> None:
    products = Product.objects.filter(pk__in=notes.changed.get(Product, []))
    ProductRevision.objects.bulk_create(
        [
            ProductRevision(
                product=each, revision=each.revision, name_en=each.name_en, name_zh=each.name_zh, values=each.values,
                reason=because[:300], made_by=by.name[:120], made_at=at,
            )
            for each in (products if notes.changed.get(Product) else ())
        ],
        1000,
    )  # fmt: skip


def _reverse_lots(notes: _Notes, because: str, *, by: Actor, at: datetime) -> None:
    """Lots are books: what came in goes out by a move of its own, and the lot is refused."""
    keys = notes.made.get(StockMove, [])
    if not keys:
        return
    StockMove.objects.bulk_create(
        [
            adjusted(move.lot, -move.on_hand_change, reason=because[:300], by=by, at=at, reverses=move)
            for move in StockMove.objects.filter(pk__in=keys).select_related("lot").order_by("pk")
        ],
        1000,
    )
    _run(
        f"UPDATE {quoted(Lot)} SET state = %s, version = version + 1, state_because = %s WHERE id = ANY(%s)",
        LotState.REJECTED.value,
        because[:300],
        notes.made.get(Lot, []),
    )


def _ask(statement: str, *said: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _run(statement: str, *said: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
