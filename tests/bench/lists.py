"""The list of orders at two sizes: first page, filter, searches, a page in the middle; each beside the floor's own."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tests.bench.costs import processor_of
from tests.bench.floor import Floor, spent_by

TIMES = 20
# below this a table is read whole because that is the quickest
SMALL_TABLE = 2000


@dataclass(frozen=True)
class Listed:
    """One page of a list: milliseconds of processor for its statement and rows, number of statements, the floor's."""

    ms: float
    statements: int
    floor_ms: float
    scans: tuple[str, ...]


def measure(floor: Floor, floor_orders: int) -> dict[str, Listed]:
    """Every kind of page on the database that Django is connected to. Asserts that each is full and none scans a table."""
    return {
        name: _one(ask, floor, *at_floor)
        for (name, ask), at_floor in zip(_pages(), _at_floor(floor_orders), strict=True)
    }


def _pages() -> Iterator[tuple[str, Callable[[], Any]]]:
    from django.http import QueryDict

    from ordolux.edges.lists.portal import ORDERS
    from ordolux.edges.ui.pages import page_by_key
    from ordolux.foundation.actors import Actor, Role
    from ordolux.foundation.deals.models import Deal

    mei = Actor(name="Mei", roles=frozenset({Role.SALES}), person_id=1)
    copies = Deal.objects.filter(pk__gte=10**9)
    some = copies.order_by("pk")[min(777, copies.count() // 2)]
    assert some.buyer is not None
    middle = list(Deal.objects.order_by("-changed_at", "-pk")[2000:2001]) or [some]
    after = page_by_key(
        Deal.objects.filter(changed_at__lte=middle[0].changed_at), ORDERS.order, QueryDict(""), size=1
    ).after

    def page(asked: str, least: int = 50) -> Callable[[], Any]:
        told = QueryDict(asked)

        def ask() -> Any:
            found = ORDERS.page(mei, told)
            assert len(found.rows) >= least, (asked, len(found.rows))
            for deal in found.rows:  # what its columns read must be there already
                _ = deal.buyer and deal.buyer.legal_name, deal.owner and deal.owner.name
            return found

        return ask

    yield "list of 50", page("")
    yield "by stage", page("stage=order", 1)
    yield "number search", page(f"q={some.number[-6:]}", 1)
    yield "customer search", page(f"q={some.buyer.legal_name[-6:]}", 1)
    yield "middle page", page(after.removeprefix("?"))


def _at_floor(orders: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield "true", ()
    yield "o.state = %s", ("quoted",)
    yield "o.number LIKE %s", (f"%{orders // 2:06d}%",)
    yield (
        "o.customer_id = ANY(ARRAY(SELECT id FROM customer WHERE name ILIKE %s))",
        (f"%{orders // 50:06d}%",),
    )
    yield "(o.changed_at, o.id) < (now() - interval '900 days', 10^12::bigint)", ()


def _one(ask: Callable[[], Any], floor: Floor, where: str, said: tuple[Any, ...]) -> Listed:
    connection.ensure_connection()
    ask()
    taken = []
    with sent() as statements:
        ask()
    for _ in range(3):
        with processor_of([connection.connection.info.backend_pid]) as spent:
            for _ in range(TIMES):
                ask()
        taken.append(spent.all_ms / TIMES)
    scans = tuple(scan for statement, params in statements for scan in scans_of(statement, params))
    return Listed(min(taken), len(statements), spent_by(floor, lambda: floor.page(where, said), TIMES), scans)


@contextmanager
def sent() -> Iterator[list[tuple[str, Any]]]:
    """The statements of what runs inside."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((statement, params))
        return execute(statement, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def scans_of(statement: str, params: Any) -> list[str]:
    """The tables of some size that the plan of a statement reads whole."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}", params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
        read = set(re.findall(r"Seq Scan on (\w+)", plan))
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relname = ANY(%s)", [sorted(read)])
        return [name for name, rows in cursor.fetchall() if rows > SMALL_TABLE]
