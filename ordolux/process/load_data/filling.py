"""Fill a database of its own with load data; what was begun is gone on with."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import psycopg
from django.apps import apps
from django.db import models

from ordolux.process.load_data.multiply import (
    COMPANY_BASE,
    DEALS_OF_A_COMPANY,
    OF_CUSTOMERS,
    SCHEMA,
    SIGN,
    Group,
    copied_models,
    copy_companies,
    copy_events,
    copy_rows,
    patterns_of,
    patterns_of_companies,
    references_in,
    signs_in,
    touched_tables,
)
from ordolux.process.load_data.patterns import live_patterns

type Say = Callable[[str], None]

# of a hundred orders one waits for somebody, as in a company that has lived for years
ENDED_OF_HUNDRED = 99
ORDERS_AT_ONCE = 4000
NOTES = f"""
CREATE SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.progress (name text PRIMARY KEY, deals bigint[] NOT NULL, cycles bigint NOT NULL DEFAULT 0);
CREATE TABLE {SCHEMA}.heads (deal_id bigint PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
CREATE TABLE {SCHEMA}.indexes (definition text NOT NULL);
"""
# every foreign key of the tables, as child, column, parent, column
KEYS = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
  JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
 WHERE c.contype = 'f' AND c.conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
# what a constraint needs stays; everything else is built once at the end
LOOSE_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


class LoadDataBroken(RuntimeError):
    """A row of the load data points at nothing: a fault of the statements that made it."""


@dataclass(frozen=True)
class Filled:
    """What was multiplied so far: number of orders, and how many of them wait for somebody."""

    orders: int
    waiting: int


def fill(conninfo: str, orders: int, say: Say) -> Filled:
    """Have at least ``orders`` copied orders in the database that Django is connected to.

    ``conninfo`` leads to the same database as the server's superuser, who alone may write past the triggers that guard the
    business. Killed in the middle, it goes on at its last batch. Raises PatternStopped, LoadDataBroken.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        return _Filling(connection, say).until(orders)


class _Filling:
    def __init__(self, connection: psycopg.Connection[Any], say: Say) -> None:
        self.connection, self.say = connection, say

    def until(self, orders: int) -> Filled:
        if self.one("SELECT to_regnamespace(%s)", SCHEMA) is None:
            self.put_patterns_aside(*live_patterns(self.say))
        ended = orders * ENDED_OF_HUNDRED // 100
        shares = {"ended": ended, "open": orders - ended}
        wanted = {name: -(-shares[name] // len(group.deals)) for name, group in self.groups.items()}
        if any(self.made[name] < copies for name, copies in wanted.items()):
            self.connection.execute("SET synchronous_commit = off")
            self.put_indexes_away()
            with self.unguarded():
                self.multiply(wanted)
            self.connection.execute("SET synchronous_commit = on")
        self.put_indexes_back()
        self.check()
        counts = {name: self.made[name] * len(group.deals) for name, group in self.groups.items()}
        return Filled(sum(counts.values()), counts["open"])

    # ── patterns ────────────────────────────────────────────────────────────

    def put_patterns_aside(self, ended: list[int], still_open: list[int]) -> None:
        with self.connection.transaction():
            self.run(NOTES)
            for statement in patterns_of_companies():
                self.run(statement)
            for name, deals in (("ended", ended), ("open", still_open)):
                group = Group(name, tuple(deals))
                self.connection.execute(
                    f"INSERT INTO {SCHEMA}.progress (name, deals) VALUES (%s, %s)".encode(), [name, deals]
                )
                for statement in (*patterns_of(group), *references_in(group)):
                    self.run(statement)
                for statement in signs_in(group, self.numbers(group)):
                    self.run(statement)

    def numbers(self, group: Group) -> list[str]:
        """The numbers of all pattern rows of a group."""
        return [
            number
            for model in copied_models()
            if any(field.column == "number" for field in model._meta.concrete_fields)
            for (number,) in self.run(f"SELECT number FROM {group.pattern(model)}")
        ]

    @cached_property
    def groups(self) -> dict[str, Group]:
        rows = self.run(f"SELECT name, deals FROM {SCHEMA}.progress ORDER BY name")
        return {name: Group(name, tuple(deals)) for name, deals in rows}

    @property
    def made(self) -> dict[str, int]:
        """How many copies there are of each group."""
        return dict(self.run(f"SELECT name, cycles FROM {SCHEMA}.progress").fetchall())

    def places(self, group: Group) -> dict[str, int]:
        """How many pattern rows each table has."""
        tables = {model._meta.db_table: group.pattern(model) for model in copied_models()}
        tables |= {table: f"{SCHEMA}.{table}" for table in map(_table, OF_CUSTOMERS)}
        return {table: int(self.one(f"SELECT count(*) FROM {pattern}")) for table, pattern in tables.items()}

    # ── copies ──────────────────────────────────────────────────────────────

    def multiply(self, wanted: dict[str, int]) -> None:
        began, done, made = time.monotonic(), 0, self.made
        companies = -(-wanted["ended"] // DEALS_OF_A_COMPANY)
        self.copy_companies(companies)
        todo = sum((wanted[name] - made[name]) * len(group.deals) for name, group in self.groups.items())
        for name, group in self.groups.items():
            rows, journal = self.statements(group)
            first, at_once = made[name], max(1, ORDERS_AT_ONCE // len(group.deals))
            while first < wanted[name]:
                last = min(first + at_once, wanted[name]) - 1
                self.copy(group, (*rows, *journal), first, last, companies)
                done += (last - first + 1) * len(group.deals)
                first = last + 1
                speed = done / (time.monotonic() - began)
                self.say(
                    f"{done:,} of {todo:,} orders, {speed:,.0f} a second, {(todo - done) / speed:,.0f} s to go"
                )

    def statements(self, group: Group) -> tuple[list[str], list[str]]:
        """The statements of one batch: rows, then the lines of the journal in their order."""
        places = self.places(group)
        signed = {
            (str(model._meta.db_table), str(field.column))
            for model in copied_models()
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField))
            and self.one(
                f"SELECT EXISTS (SELECT FROM {group.pattern(model)} WHERE \"{field.column}\"::text LIKE '%{SIGN}%')"
            )
        }
        longest = self.one(
            f"SELECT coalesce(max(seq), 0) FROM {group.pattern(apps.get_model('foundation.Event'))}"
        )
        journal = [copy_events(group, places, seq) for seq in range(1, longest + 1)]
        return list(copy_rows(group, places, signed)), journal

    def copy_companies(self, companies: int) -> None:
        per_copy = self.one(f"SELECT count(*) FROM {SCHEMA}.{_table(OF_CUSTOMERS[0])}")
        there = (
            self.one(f"SELECT count(*) FROM {_table(OF_CUSTOMERS[0])} WHERE id >= {COMPANY_BASE}") // per_copy
        )
        if there < companies:
            with self.connection.transaction():
                for statement in copy_companies():
                    self.run(statement, first=there, last=companies - 1)

    def copy(self, group: Group, statements: tuple[str, ...], first: int, last: int, companies: int) -> None:
        """One batch in one transaction, so that a fill that is killed goes on at a whole copy."""
        with self.connection.transaction():
            for statement in statements:
                self.run(statement, first=first, last=last, companies=companies)
            self.run(
                f"INSERT INTO foundation_streamhead (stream, seq, hash) "
                f"SELECT 'deal:' || deal_id, seq, hash FROM {SCHEMA}.heads"
            )
            self.run(f"TRUNCATE {SCHEMA}.heads")
            self.run(
                f"UPDATE {SCHEMA}.progress SET cycles = %(cycles)s WHERE name = %(name)s",
                cycles=last + 1,
                name=group.name,
            )

    # ── guards and indexes ──────────────────────────────────────────────────

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Write without triggers and foreign keys; checks, unique keys and what must not be empty hold all the same."""
        self.run("SET session_replication_role = replica")
        try:
            yield
        finally:
            self.run("SET session_replication_role = origin")

    def put_indexes_away(self) -> None:
        """Keep the definitions of the indexes that no constraint needs, and drop them: built once is quicker."""
        with self.connection.transaction():
            for name, definition in self.run(LOOSE_INDEXES, touched_tables()).fetchall():
                self.connection.execute(f"INSERT INTO {SCHEMA}.indexes VALUES (%s)".encode(), [definition])
                self.run(f"DROP INDEX {name}")

    def put_indexes_back(self) -> None:
        """Build what was dropped, let new rows begin behind the copies, and tell the planner what is there."""
        self.run("SET maintenance_work_mem = '512MB'")
        definitions = [row[0] for row in self.run(f"SELECT definition FROM {SCHEMA}.indexes")]
        for place, definition in enumerate(definitions, 1):
            with self.connection.transaction():
                self.run(definition)
                self.connection.execute(
                    f"DELETE FROM {SCHEMA}.indexes WHERE definition = %s".encode(), [definition]
                )
            self.say(f"index {place} of {len(definitions)}")
        if definitions:
            for table in touched_tables():
                if table != "foundation_streamhead":
                    self.run(
                        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                    )
                self.run(f"VACUUM (ANALYZE) {table}")

    def check(self) -> None:
        """Every foreign key of what was filled leads to a row, as if its triggers had looked. Raises LoadDataBroken."""
        for child, column, parent, key in self.run(KEYS, touched_tables()).fetchall():
            if self.one(
                f"SELECT EXISTS (SELECT FROM {child} c LEFT JOIN {parent} p ON p.{key} = c.{column} "
                f"WHERE c.{column} IS NOT NULL AND p.{key} IS NULL)"
            ):
                raise LoadDataBroken(f"{child}.{column}")

    # ── asking ──────────────────────────────────────────────────────────────

    def run(self, statement: str, *told: Any, **named: Any) -> psycopg.Cursor[Any]:
        return self.connection.execute(statement.encode(), told or named or None)

    def one(self, statement: str, *told: Any) -> Any:
        row = self.run(statement, *told).fetchone()
        assert row is not None, statement
        return row[0]


def _table(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)
