"""The floor: the rows of one order's life written by plain psycopg, nothing else.

No rights, no rules, no papers: an order with its lines, an invoice with its lines, a payment, a shipment with its moves,
and one audit line for each of nine committed steps. What the product needs beyond this is its own; the table of the
benchmark tells how many times as much. Tables, keys and indexes are those that such rows need.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import count
from typing import Any

import psycopg

TABLES = """
CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE product (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number text NOT NULL UNIQUE,
  name text NOT NULL, price numeric(18, 4) NOT NULL);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number text NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer, state text NOT NULL, title text NOT NULL, next_step text NOT NULL,
  total numeric(18, 4) NOT NULL, currency text NOT NULL, version int NOT NULL DEFAULT 1,
  opened_at timestamptz NOT NULL DEFAULT now(), changed_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON orders (changed_at DESC, id DESC);
CREATE INDEX ON orders (state, changed_at DESC, id DESC);
CREATE INDEX ON orders (customer_id, changed_at DESC, id DESC);
CREATE TABLE order_line (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders,
  position int NOT NULL, product_id bigint NOT NULL REFERENCES product, description text NOT NULL, pieces int NOT NULL,
  price numeric(18, 4) NOT NULL, amount numeric(18, 4) NOT NULL, UNIQUE (order_id, position));
CREATE TABLE invoice (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number text NOT NULL UNIQUE,
  order_id bigint NOT NULL REFERENCES orders, state text NOT NULL, total numeric(18, 4) NOT NULL);
CREATE INDEX ON invoice (order_id);
CREATE TABLE invoice_line (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice_id bigint NOT NULL REFERENCES invoice, line_id bigint NOT NULL REFERENCES order_line, pieces int NOT NULL,
  amount numeric(18, 4) NOT NULL);
CREATE INDEX ON invoice_line (invoice_id);
CREATE TABLE payment (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice_id bigint NOT NULL REFERENCES invoice, amount numeric(18, 4) NOT NULL);
CREATE TABLE shipment (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders,
  state text NOT NULL);
CREATE INDEX ON shipment (order_id);
CREATE TABLE move (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shipment_id bigint NOT NULL REFERENCES shipment,
  line_id bigint NOT NULL REFERENCES order_line, pieces int NOT NULL, state text NOT NULL);
CREATE INDEX ON move (shipment_id);
CREATE TABLE audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL, actor text NOT NULL,
  what text NOT NULL, at timestamptz NOT NULL DEFAULT now(), facts jsonb NOT NULL);
CREATE INDEX ON audit (order_id);
"""
PRODUCTS, CUSTOMERS = 100, 1000
# after the confirmed order: the words of the five steps that change nothing but states
LATER = ("in production", "inspected", "shipped", "delivered", "closed")


class Floor:
    """The floor on a database of its own; every step is one transaction with one audit line."""

    def __init__(self, conninfo: str) -> None:
        self.connection: psycopg.Connection[Any] = psycopg.connect(conninfo, autocommit=True)
        self.numbers = count(1)
        self.sent = self.commits = 0

    def make(self) -> None:
        """Tables, customers and products."""
        self.connection.execute(TABLES.encode())
        self.connection.execute(
            b"INSERT INTO customer (name) SELECT 'Customer ' || lpad(g::text, 6, '0') || ' Lighting' "
            b"FROM generate_series(1, %s) g", [CUSTOMERS],
        )  # fmt: skip
        self.connection.execute(
            b"INSERT INTO product (number, name, price) SELECT 'LAMP-' || g, 'Lamp ' || g, 1 + g::numeric / 10 "
            b"FROM generate_series(1, %s) g", [PRODUCTS],
        )  # fmt: skip

    def life(self, lines: int) -> None:
        """One order from its creation to its end."""
        order = self.confirm(self.quote(self.create(lines)), lines)
        self.pay(order)
        for state in LATER:
            self.go_on(order, state)

    def create(self, lines: int) -> int:
        """The order with its lines."""
        with self._step():
            place = next(self.numbers)
            chosen = [1 + (place + each) % PRODUCTS for each in range(lines)]
            known = {row[0]: row for row in self._ask(
                "SELECT id, name, price FROM product WHERE id = ANY(%s)", [sorted(set(chosen))])}  # fmt: skip
            rows = [(each + 1, key, known[key][1], 300, known[key][2]) for each, key in enumerate(chosen)]
            total = sum((pieces * price for *_, pieces, price in rows), Decimal(0))
            order = self._one(
                "INSERT INTO orders (number, customer_id, state, title, next_step, total, currency) "
                "VALUES (%s, %s, 'new', %s, 'quote', %s, 'EUR') RETURNING id",
                [f"new {place}", 1 + place % CUSTOMERS, f"{lines} kinds of lamps", total],
            )
            self._ask(
                "INSERT INTO order_line (order_id, position, product_id, description, pieces, price, amount) "
                "SELECT %s, position, product, description, pieces, price, pieces * price FROM unnest(%s::int[], "
                "%s::bigint[], %s::text[], %s::int[], %s::numeric[]) AS t (position, product, description, pieces, price)",
                [order, *(list(column) for column in zip(*rows, strict=True))],
            )
            self._note(order, "created", lines=lines, total=str(total))
        return order

    def quote(self, order: int) -> int:
        """The order is offered under its number."""
        with self._step():
            self._move(order, "new", "quoted", number=f"F-{order:08d}")
        return order

    def confirm(self, order: int, lines: int) -> int:
        """The order is confirmed: invoice and shipment with a row for each line."""
        with self._step():
            self._move(order, "quoted", "confirmed")
            invoice = self._one(
                "INSERT INTO invoice (number, order_id, state, total) SELECT 'I' || number, id, 'posted', total "
                "FROM orders WHERE id = %s RETURNING id", [order],
            )  # fmt: skip
            shipment = self._one(
                "INSERT INTO shipment (order_id, state) VALUES (%s, 'planned') RETURNING id", [order]
            )
            self._ask(
                "INSERT INTO invoice_line (invoice_id, line_id, pieces, amount) "
                "SELECT %s, id, pieces, amount FROM order_line WHERE order_id = %s", [invoice, order],
            )  # fmt: skip
            self._ask(
                "INSERT INTO move (shipment_id, line_id, pieces, state) "
                "SELECT %s, id, pieces, 'planned' FROM order_line WHERE order_id = %s", [shipment, order],
            )  # fmt: skip
        return order

    def pay(self, order: int) -> None:
        """The invoice is paid."""
        with self._step():
            self._move(order, "confirmed", "paid")
            self._ask(
                "WITH paid AS (UPDATE invoice SET state = 'paid' WHERE order_id = %s RETURNING id, total) "
                "INSERT INTO payment (invoice_id, amount) SELECT id, total FROM paid", [order],
            )  # fmt: skip

    def go_on(self, order: int, state: str) -> None:
        """The order goes on to ``state``; with ``shipped`` its moves are done."""
        with self._step():
            before = LATER[LATER.index(state) - 1] if state != LATER[0] else "paid"
            self._move(order, before, state)
            if state == "shipped":
                self._ask(
                    "WITH gone AS (UPDATE shipment SET state = 'done' WHERE order_id = %s RETURNING id) "
                    "UPDATE move SET state = 'done' FROM gone WHERE shipment_id = gone.id", [order],
                )  # fmt: skip

    # ── lists ───────────────────────────────────────────────────────────────

    def fill(self, orders: int) -> None:
        """So many orders by bulk, with the indexes that a search by words needs."""
        self.connection.execute(b"CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self.connection.execute(
            b"INSERT INTO customer (name) SELECT 'Customer ' || lpad(g::text, 6, '0') || ' Lighting' "
            b"FROM generate_series(%s::int, %s::int) g", [CUSTOMERS + 1, max(CUSTOMERS, orders // 20)],
        )  # fmt: skip
        self.connection.execute(
            b"INSERT INTO orders (number, customer_id, state, title, next_step, total, currency, opened_at, changed_at) "
            b"SELECT 'F-2026-' || lpad(g::text, 8, '0'), 1 + g %% %s, CASE WHEN g %% 100 = 0 THEN 'quoted' ELSE 'closed' END, "
            b"'Load data ' || g, '', 100, 'EUR', now(), now() - (g * 7919 %% 1825) * interval '1 day' - g * interval '1 ms' "
            b"FROM generate_series(1, %s::bigint) g", [max(CUSTOMERS, orders // 20), orders],
        )  # fmt: skip
        for table, column in (("orders", "number"), ("customer", "name")):
            self.connection.execute(f"CREATE INDEX ON {table} USING gin ({column} gin_trgm_ops)".encode())
        self.connection.execute(b"VACUUM ANALYZE")

    def page(self, where: str = "true", said: tuple[Any, ...] = ()) -> int:
        """One page of fifty orders as a list shows them; the number of rows."""
        rows = self._ask(
            "SELECT o.id, o.number, c.name, o.title, o.state, o.next_step, o.total, o.currency, o.opened_at, o.changed_at "
            f"FROM orders o JOIN customer c ON c.id = o.customer_id WHERE {where} "
            "ORDER BY o.changed_at DESC, o.id DESC LIMIT 51", list(said),
        )  # fmt: skip
        return len(rows)

    # ── sending ─────────────────────────────────────────────────────────────

    @contextmanager
    def _step(self) -> Iterator[None]:
        with self.connection.transaction():
            yield
        self.commits += 1

    def _move(self, order: int, before: str, after: str, number: str = "") -> None:
        self._ask(
            "UPDATE orders SET state = %s, number = coalesce(nullif(%s, ''), number), version = version + 1, "
            "changed_at = now() WHERE id = %s AND state = %s", [after, number, order, before],
        )  # fmt: skip
        self._note(order, after)

    def _note(self, order: int, what: str, **facts: Any) -> None:
        self._ask(
            "INSERT INTO audit (order_id, actor, what, facts) VALUES (%s, 'floor', %s, %s)",
            [order, what, json.dumps(facts)],
        )

    def _ask(self, statement: str, said: list[Any]) -> list[Any]:
        self.sent += 1
        answer = self.connection.execute(statement.encode(), said)
        return answer.fetchall() if answer.description else []

    def _one(self, statement: str, said: list[Any]) -> int:
        (row,) = self._ask(statement, said)
        return int(row[0])


def spent_by(floor: Floor, work: Callable[[], object], times: int) -> float:
    """Milliseconds of processor (Python and PostgreSQL) that ``work`` takes, as the least of three runs of ``times``."""
    from tests.bench.costs import processor_of

    taken = []
    for _ in range(3):
        with processor_of([floor.connection.info.backend_pid]) as spent:
            for _ in range(times):
                work()
        taken.append(spent.all_ms / times)
    return min(taken)
