"""How the database answers lists and searches when its tables have grown: by indexes, never by reading a table whole."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model, Q
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from ordolux.edges.api.lists import load_lists
from ordolux.edges.lists import LISTINGS, Listing
from ordolux.edges.lists.portal import ORDERS
from ordolux.foundation.actors import CUSTOMER_ROLES, Actor, Role
from ordolux.foundation.deals.models import Deal

load_lists()

# A house has dozens or some hundreds of these however long it works; reading such a table whole is the quickest.
OF_A_HOUSE = frozenset({
    "foundation_bankaccount", "foundation_exchangerate", "foundation_family", "foundation_feerate", "foundation_firm",
    "foundation_insurancerate", "foundation_part", "foundation_pricelist", "foundation_product",
    "foundation_productdocument", "foundation_productionline", "foundation_ratecard", "foundation_supplier",
    "foundation_suppliercertificate", "foundation_tableimport", "foundation_token", "inquiries_website",
    "orders_bankstatement",
    "production_instrument", "support_brochure", "support_fair", "support_promotionrequest",
})  # fmt: skip
ROWS, ROWS_OF_EACH, KINDS_OF_A_HOUSE = 1_000_000, 20, 100

type Grown = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def grown(databases: Any) -> Iterator[Grown]:
    """A connection that believes each table to have a million rows, twenty of them for each row that they point at.

    An empty table would be read whole with good reason. What is changed for it is never committed.
    """
    name = databases.clone()
    with psycopg.connect(databases.server.conninfo(role="postgres", database=name)) as there:
        there.execute("SET session_replication_role = replica")
        for model in apps.get_models():
            if _grows(model):
                _have_a_row(there, model._meta.db_table)
                _believe(there, model)
        yield there
        there.rollback()
    databases.drop(name)


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_a_list_and_its_search_read_no_grown_table_whole(name: str, grown: Grown, db: None) -> None:
    told = LISTINGS[name]
    # what a product or a supplier is called fits thousands of rows: the first fifty are soon found along the list itself
    grows = replace(told, search=tuple(field for field in told.search if _grows(_where(told, field))))
    for actor in _readers(told.roles):
        assert _read_whole(grown, partial(told.page, actor, QueryDict(""))) == set()
        assert _read_whole(grown, partial(told.page, actor, QueryDict("q=D-2026-0007"))) == set()
        if grows.search:
            narrow = partial(grows.page, actor, QueryDict("q=D-2026-0007"))
            assert _read_whole(grown, narrow, along=True) == set()


def test_a_page_in_the_middle_begins_in_the_index_at_its_key(grown: Grown, db: None) -> None:
    key = json.dumps(["2026-03-01T10:00:00Z", 500_000]).encode()
    after = base64.urlsafe_b64encode(key).decode().rstrip("=")
    (plan,) = _plans(grown, lambda: ORDERS.page(_staff(Role.SALES), QueryDict(f"after={after}")))

    assert re.search(r"Index Scan using deal_by_change.*\n\s+Index Cond: \(changed_at <= ", plan), plan


def test_what_no_index_answers_is_seen(grown: Grown, db: None) -> None:
    either = Q(number__holds="0007") | Q(buyer__legal_name__holds="0007")

    newest = Deal.objects.filter(either).order_by("-changed_at", "-pk")[:51]

    assert _read_whole(grown, lambda: list(newest), along=True) == {"foundation_deal"}
    assert _read_whole(grown, lambda: list(Deal.objects.order_by("total_amount")[:51])) == {"foundation_deal"}


def _where(told: Listing[Any], field: str) -> type[Model]:
    """The model whose column a search looks into."""
    model: Any = told.rows(_staff(Role.MANAGER)).model
    for part in field.split("__")[:-1]:
        model = model._meta.get_field(part).related_model
    return model  # type: ignore[no-any-return]  # Django's own


def _readers(roles: frozenset[Role]) -> Iterator[Actor]:
    if staff := roles - CUSTOMER_ROLES:
        yield _staff(min(staff))
    if roles & CUSTOMER_ROLES:
        yield Actor(name="Anna", roles=frozenset({Role.BUYER}), person_id=1, company_id=1)


def _staff(role: Role) -> Actor:
    return Actor(name="Mei", roles=frozenset({role}), person_id=1)


def _plans(grown: Grown, ask: Any) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return [
        "\n".join(row[0] for row in grown.execute(f"EXPLAIN {each['sql']}".encode()))
        for each in asked.captured_queries
    ]


def _read_whole(grown: Grown, ask: Any, *, along: bool = False) -> set[str]:
    """The grown tables that the statements of ``ask`` read whole; with ``along`` also those that are read along an index
    from its beginning, which ends soon where every row is wanted and never where words are looked for."""
    nodes = [node for plan in _plans(grown, ask) for node in re.split(r"\n +->  ", plan)]
    found = set()
    for node in nodes:
        scan = re.match(r"(Seq|Index|Index Only) Scan .*?\bon (\w+)", node)
        if scan and (scan[1] == "Seq" or (along and "Index Cond: " not in node)):
            found.add(scan[2])
    return found - OF_A_HOUSE


def _grows(model: type[Model]) -> bool:
    is_ours = model.__module__.startswith("ordolux.") and model._meta.pk.column == "id"
    return is_ours and model._meta.db_table not in OF_A_HOUSE


def _have_a_row(there: Grown, table: str) -> None:
    """One row, whatever it must not be otherwise: without a page there is no size to believe in."""
    checks = there.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", [table]
    )
    changes = [f'DROP CONSTRAINT "{name}"' for (name,) in checks.fetchall()]
    columns = there.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attnotnull AND attname <> 'id'",
        [table],
    )
    changes += [f'ALTER COLUMN "{name}" DROP NOT NULL' for (name,) in columns.fetchall()]
    if changes:
        there.execute(f'ALTER TABLE "{table}" {", ".join(changes)}'.encode())
    there.execute(f'INSERT INTO "{table}" DEFAULT VALUES'.encode())


def _believe(there: Grown, model: type[Model]) -> None:
    table = model._meta.db_table
    there.execute(
        "SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', %s::text, 'relpages', 1, "
        "'reltuples', %s::real)",
        [table, ROWS],
    )
    for field in model._meta.concrete_fields:
        target: Any = field.related_model
        if target is None:
            continue
        kinds = KINDS_OF_A_HOUSE if target._meta.db_table in OF_A_HOUSE else -1 / ROWS_OF_EACH
        there.execute(
            "SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', %s::text, 'attname', %s::text, "
            "'inherited', false, 'null_frac', 0::real, 'avg_width', 8, 'n_distinct', %s::real)",
            [table, field.column, kinds],
        )
