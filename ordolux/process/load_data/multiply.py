"""The statements that multiply the patterns, made from the models: each table gets its copies in one ``INSERT … SELECT``.

A copy of place ``c`` (the cycle, from 0) holds every pattern row once. Its key is ``base + c × rows + place of the row``, so
that references between copies are computed, not looked up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

SCHEMA = "load_data"
ACTOR, DEED = "load data", "bench.fill"
# numbers of pattern rows get this sign behind them, which a copy replaces by its own place
SIGN = "§"
# keys of copies begin here, far above those of the patterns; each group has a range of its own
BASE, GROUP_STEP, COMPANY_BASE = 10**9, 4 * 10**9, 10**8
DEALS_OF_A_COMPANY = 20
# an order that has ended is up to five years old, one that waits for somebody up to a day older than its pattern
SHIFT = {"ended": "((c * 7919) %% 1825) * interval '1 day'", "open": "(c %% 1440) * interval '1 minute'"}

COPIED = (
    "foundation.Deal", "inquiries.Inquiry", "inquiries.InquiryLine", "inquiries.Quotation", "inquiries.QuotationLine",
    "inquiries.QuotationBlock", "inquiries.FreightOption", "orders.Order", "orders.OrderLine", "orders.Proforma",
    "orders.Instalment", "production.Job", "production.Batch", "foundation.Document", "foundation.Event",
)  # fmt: skip
OF_CUSTOMERS = ("foundation.Company", "foundation.Person")
TOLD = (
    "inquiry.received", "quotation.sent", "order.placed", "order.confirmed", "order.released", "order.delivered",
)  # fmt: skip
PAPERS = ("quotation", "proforma")


@dataclass(frozen=True)
class Group:
    """Patterns that are multiplied together: ``ended`` or ``open``, and the keys of their deals."""

    name: str
    deals: tuple[int, ...]

    @property
    def base(self) -> int:
        """The first key of its copies."""
        return BASE + (GROUP_STEP if self.name == "open" else 0)

    def pattern(self, model: type[models.Model]) -> str:
        """The table of this group's pattern rows of ``model``."""
        return f"{SCHEMA}.{self.name}_{model._meta.db_table}"


def copied_models() -> list[type[models.Model]]:
    """The models whose rows are multiplied with their deal."""
    return [apps.get_model(label) for label in COPIED]


def touched_tables() -> list[str]:
    """Every table that gets copies."""
    tables = [apps.get_model(label)._meta.db_table for label in (*OF_CUSTOMERS, *COPIED)]
    return [*tables, "foundation_streamhead"]


def patterns_of_companies() -> Iterator[str]:
    """The statements that put the customers' companies and people aside as patterns."""
    for label in OF_CUSTOMERS:
        model = apps.get_model(label)
        table = model._meta.db_table
        chosen = "WHERE company_id IS NOT NULL" if label == "foundation.Person" else ""
        yield (
            f"CREATE TABLE {SCHEMA}.{table} AS SELECT t.*, row_number() OVER (ORDER BY id) - 1 AS row_place, "
            f"count(*) OVER () AS row_places FROM {table} t {chosen}"
        )


def patterns_of(group: Group) -> Iterator[str]:
    """The statements that put the rows of a group's deals aside, with their place, and a sign behind each number."""
    deals = ", ".join(map(str, group.deals))
    own = copied_models()
    for model in own:
        key = "id" if model._meta.label == "foundation.Deal" else "deal_id"
        wanted = f"{key} IN ({deals})"
        if model._meta.label == "foundation.Event":
            said = ", ".join(f"'{name}'" for name in TOLD)
            wanted += f" AND name IN ({said})"
        if _has_subject(model):
            known = " OR ".join(
                f"(subject = '{m._meta.label_lower}' AND subject_id IN (SELECT id FROM {group.pattern(m)}))"
                for m in own if not _has_subject(m)
            )  # fmt: skip
            wanted += f" AND ({known})"
        if model._meta.label == "foundation.Document":
            kinds = ", ".join(f"'{kind}'" for kind in PAPERS)
            wanted += f" AND kind IN ({kinds}) AND superseded_at IS NULL"
        if (
            model._meta.label == "inquiries.FreightOption"
        ):  # the ways that nobody took fill half of the database
            wanted += " AND mode = (SELECT o.mode FROM orders_order o WHERE o.quotation_id = t.quotation_id)"
        yield (
            f"CREATE TABLE {group.pattern(model)} AS SELECT t.*, row_number() OVER (ORDER BY {key}, id) - 1 AS row_place, "
            f"count(*) OVER () AS row_places FROM {model._meta.db_table} t WHERE {wanted}"
        )
        if model._meta.label == "foundation.Event":
            yield (
                f"UPDATE {group.pattern(model)} e SET seq = n.place FROM (SELECT id, row_number() OVER "
                f"(PARTITION BY deal_id ORDER BY seq) AS place FROM {group.pattern(model)}) n WHERE n.id = e.id"
            )


def references_in(group: Group) -> Iterator[str]:
    """The statements that note for each pattern row the places of the rows that it points at."""
    for model in copied_models():
        pattern = group.pattern(model)
        for field in model._meta.concrete_fields:
            target: Any = field.related_model
            if target is None or field.primary_key or target._meta.label not in (*COPIED, *OF_CUSTOMERS):
                continue
            of_customers = target._meta.label in OF_CUSTOMERS
            led_to = f"{SCHEMA}.{target._meta.db_table}" if of_customers else group.pattern(target)
            yield f"ALTER TABLE {pattern} ADD COLUMN place_of_{field.column} bigint"
            yield (
                f"UPDATE {pattern} p SET place_of_{field.column} = o.row_place FROM {led_to} o "
                f"WHERE o.id = p.{field.column}"
            )
        if _has_subject(model):
            yield f"ALTER TABLE {pattern} ADD COLUMN place_of_subject bigint, ADD COLUMN rows_of_subject bigint"
            for other in copied_models():
                if not _has_subject(other):
                    yield (
                        f"UPDATE {pattern} p SET place_of_subject = o.row_place, rows_of_subject = o.row_places "
                        f"FROM {group.pattern(other)} o "
                        f"WHERE p.subject = '{other._meta.label_lower}' AND o.id = p.subject_id"
                    )


def _has_subject(model: type[models.Model]) -> bool:
    return model._meta.label in ("foundation.Event", "foundation.Document")


def signs_in(group: Group, numbers: Sequence[str]) -> Iterator[str]:
    """The statements that put the sign behind every number of a pattern, wherever a column of text names it.

    What stands in JSON (the snapshot of a proforma invoice) stays that of the pattern: it is copied as it is packed, which
    is what makes a million of them possible.
    """
    pattern = "\\m(" + "|".join(sorted(numbers)) + ")(?![0-9-])"
    for model in copied_models():
        for field in model._meta.concrete_fields:
            name = f'"{field.column}"'
            if isinstance(field, (models.CharField, models.TextField)) and field.column != "stream":
                yield f"ALTER TABLE {group.pattern(model)} ALTER COLUMN {name} TYPE text"
                yield (
                    f"UPDATE {group.pattern(model)} SET {name} = regexp_replace({name}, '{pattern}', '\\1{SIGN}', 'g') "
                    f"WHERE {name} ~ '{pattern}'"
                )


def copy_companies() -> Iterator[str]:
    """The statements that make customers ``%(first)s`` to ``%(last)s``, each with its people; named and mailed apart."""
    for label in OF_CUSTOMERS:
        model = apps.get_model(label)
        columns, values = [], []
        for field in model._meta.concrete_fields:
            name = field.column
            value = f'p."{name}"'
            if field.primary_key:
                value = f"{COMPANY_BASE} + c * p.row_places + p.row_place"
            elif label == "foundation.Person" and name == "company_id":
                company = f"{SCHEMA}.foundation_company"
                value = f"(SELECT {COMPANY_BASE} + c * o.row_places + o.row_place FROM {company} o WHERE o.id = p.company_id)"
            elif name == "number":
                value = "p.number || '-' || lpad(c::text, 6, '0')"
            elif name == "legal_name":
                value = "p.legal_name || ' ' || lpad(c::text, 6, '0')"
            elif name == "email":
                value = "'load' || c || '.' || p.email"
            elif name == "domain":
                value = "''"
            columns.append(f'"{name}"')
            values.append(value)
        yield _insert(model, columns, values, f"{SCHEMA}.{model._meta.db_table}", "ORDER BY c, p.row_place")


def copy_rows(group: Group, places: dict[str, int], signed: set[tuple[str, str]]) -> Iterator[str]:
    """The statements that make copies ``%(first)s`` to ``%(last)s`` of a group, all but those of the journal.

    ``places`` counts the pattern rows by table, ``signed`` names the columns (table, column) that hold a number.
    ``%(companies)s`` copies of the customers are there.
    """
    for model in copied_models():
        if model._meta.label == "foundation.Event" or not places[model._meta.db_table]:
            continue
        columns, values = [], []
        for field in model._meta.concrete_fields:
            columns.append(f'"{field.column}"')
            values.append(_value(group, model, field, places, signed))
        yield _insert(model, columns, values, group.pattern(model), "ORDER BY c, p.row_place")


def copy_events(group: Group, places: dict[str, int], seq: int) -> str:
    """The statement that writes line ``seq`` of the journal of each copy, chained to the line before it."""
    deal = apps.get_model("foundation.Deal")
    subject = _subject_key(group)
    return f"""
WITH fresh AS (
  SELECT {group.base} + c * p.row_places + p.row_place AS id,
         {group.base} + c * {places[deal._meta.db_table]} + p.place_of_deal_id AS deal_id,
         p.seq, p.at - {SHIFT[group.name]} AS at,
         p.name, p.subject, {subject} AS subject_id,
         p.facts || jsonb_build_object('load_data', c) AS facts
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) c
    CROSS JOIN {group.pattern(apps.get_model("foundation.Event"))} p WHERE p.seq = {seq}
), chained AS (
  SELECT f.*, coalesce(h.hash, ''::bytea) AS before,
         ordolux_journal_hash(coalesce(h.hash, ''::bytea), 'deal:' || f.deal_id, f.seq, f.at, f.name, f.subject, f.subject_id,
                              '{ACTOR}', '{DEED}', f.facts) AS hash
    FROM fresh f LEFT JOIN {SCHEMA}.heads h ON h.deal_id = f.deal_id
), written AS (
  INSERT INTO foundation_event (id, stream, seq, at, recorded_at, name, subject, subject_id, actor, deed, facts, prev_hash,
                                hash, deal_id, person_id)
  SELECT id, 'deal:' || deal_id, seq, at, clock_timestamp(), name, subject, subject_id, '{ACTOR}', '{DEED}', facts, before,
         hash, deal_id, NULL FROM chained
)
INSERT INTO {SCHEMA}.heads (deal_id, seq, hash) SELECT deal_id, seq, hash FROM chained
ON CONFLICT (deal_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"""


def _insert(
    model: type[models.Model], columns: list[str], values: list[str], pattern: str, order: str
) -> str:
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f"FROM generate_series(%(first)s::bigint, %(last)s::bigint) c CROSS JOIN {pattern} p {order}"
    )


def _value(
    group: Group, model: type[models.Model], field: Any, places: dict[str, int], signed: set[tuple[str, str]]
) -> str:
    name, label = field.column, model._meta.label
    if field.primary_key:
        return f"{group.base} + c * p.row_places + p.row_place"
    if field.is_relation:
        return _target(group, field, places)
    if name == "subject_id":
        return _subject_key(group)
    if label == "foundation.Deal" and name == "title":
        return "'Load data ' || lpad(c::text, 6, '0') || ': ' || p.title"
    if name == "code":  # what verifies a paper: sixteen letters and digits, as the product makes them
        made = f"upper(translate(md5('{model._meta.db_table} {group.name} ' || c || ' ' || p.row_place), '01', 'xy'))"
        return " || '-' || ".join(f"substr({made}, {start}, 4)" for start in (1, 5, 9, 13))
    if isinstance(field, models.DateTimeField):
        return f'p."{name}" - {SHIFT[group.name]}'
    if isinstance(field, models.DateField):
        return f'(p."{name}" - {SHIFT[group.name]})::date'
    if (model._meta.db_table, name) in signed:
        return f"replace(p.\"{name}\", '{SIGN}', '-' || lpad(c::text, 6, '0'))"
    return f'p."{name}"'


def _target(group: Group, field: Any, places: dict[str, int]) -> str:
    target, name = field.related_model, field.column
    if target._meta.label in COPIED:
        return f"{group.base} + c * {places[target._meta.db_table]} + p.place_of_{name}"
    if target._meta.label in OF_CUSTOMERS:
        copy = f"((c / {DEALS_OF_A_COMPANY}) %% %(companies)s)"
        return f'coalesce({COMPANY_BASE} + {copy} * {places[target._meta.db_table]} + p.place_of_{name}, p."{name}")'
    is_of_a_deal = any(each.name == "deal" for each in target._meta.concrete_fields)
    if not is_of_a_deal:
        return f'p."{name}"'
    if not field.null:
        raise TypeError(f"{field} leads to {target._meta.label}, which is not multiplied")
    return "NULL"


def _subject_key(group: Group) -> str:
    return f"{group.base} + c * p.rows_of_subject + p.place_of_subject"
