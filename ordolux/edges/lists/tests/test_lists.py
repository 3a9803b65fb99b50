"""Every list of the register: constant in statements, narrowed by words and filters, sorted, exported without harm."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ordolux.edges.api.lists import load_lists
from ordolux.edges.lists import LISTINGS, Column, Kind
from ordolux.edges.lists.export import cells, defused
from ordolux.foundation.parties.models import Supplier
from ordolux.orders.agreement.models import Order
from ordolux.production.materials.models import Purchase
from ordolux.rules.money import Money
from tests.access.world import World
from tests.cast import AT, sign_in

load_lists()


@pytest.fixture
def world(db: None) -> World:
    """Both companies with a deal each."""
    return World()


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_a_list_is_one_statement_however_it_is_sorted_and_narrowed(name: str, world: World) -> None:
    told = LISTINGS[name]
    actor = world.cast.actor(min(told.roles))
    for column in (None, *(c for c in told.columns if c.sort)):
        for way in ("", "-"):
            order = told.order_of(f"{way}{column.name}" if column else "", actor)
            assert order[-1].lstrip("-") in ("pk", "id", "number"), "the last field of an order is unique"
            with CaptureQueriesContext(connection) as asked:
                rows = list(told.found(actor, {"q": "100% of_it"}).order_by(*order)[:51])
                for row in rows:
                    [c.value(row) for c in told.columns]
            assert len(asked) <= 3


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_each_choice_of_each_filter_is_a_question_the_database_understands(name: str, world: World) -> None:
    told = LISTINGS[name]
    actor = world.cast.actor(min(told.roles))
    for each in told.filters:
        for code, _ in each.choices_for(actor):
            list(told.found(actor, {each.name: code})[:2])


def test_a_cell_that_a_spreadsheet_would_run_is_defused() -> None:
    for text in ("=1+1", "+49", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'):
        assert defused(text) == f"'{text}"
    assert defused("A60 9 W") == "A60 9 W"


def test_an_amount_is_exported_as_a_figure_with_its_currency_beside_it() -> None:
    columns = (Column("total", "Total", lambda row: row, Kind.MONEY),)
    assert cells(columns, Money(Decimal("12.50"), "EUR")) == [Decimal("12.50"), "EUR"]


def test_a_list_is_exported_as_csv_and_xlsx_with_nothing_that_runs(world: World, client: Client) -> None:
    _purchase(world, '=cmd|"/C calc"!A0')
    sign_in(client, world.cast.gao)
    told = b"".join(client.get("/desk/production/purchases?form=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told)))
    assert rows[0][:2] == ["Number", "Supplier"]
    assert rows[1][1] == '\'=cmd|"/C calc"!A0'
    book = load_workbook(io.BytesIO(client.get("/desk/production/purchases?form=xlsx").content))
    cell = book.active["B2"]
    assert (cell.data_type, cell.value) == ("s", '\'=cmd|"/C calc"!A0')


def test_a_program_reads_a_list_by_key_and_sees_what_its_person_sees(world: World, client: Client) -> None:
    for number in range(3):
        _purchase(world, f"Supplier {number}")
    key = {"Authorization": f"Bearer {world.cast.token('gao')}"}
    seen, after = [], ""
    for _ in range(3):
        answer = client.get(f"/api/v1/purchases?limit=1&sort=supplier&after={after}", headers=key).json()
        seen += [row["supplier"] for row in answer["rows"]]
        after = answer["after"]
    assert seen == ["Supplier 0", "Supplier 1", "Supplier 2"]
    assert after == ""
    only = client.get("/api/v1/purchases?q=supplier+1", headers=key).json()
    assert [row["total"] for row in only["rows"]] == [{"amount": "10.0000", "currency": "CNY"}]


def test_a_role_that_may_not_have_a_list_is_refused(world: World, client: Client) -> None:
    for who in ("anna", "ma"):
        key = {"Authorization": f"Bearer {world.cast.token(who)}"}
        assert client.get("/api/v1/purchases", headers=key).status_code == 403
    assert client.get("/api/v1/purchases").status_code == 401


@pytest.mark.parametrize("after", ["x", "W10", "WyJhIl0", "WzFlOTld", "-", "W251bGxd", "WyJcdTAwMDAiXQ"])
def test_a_damaged_key_shows_the_first_page(after: str, world: World, client: Client) -> None:
    _purchase(world, "Supplier")
    sign_in(client, world.cast.gao)
    for sort in ("", "number", "-due_on", "total"):
        assert client.get(f"/desk/production/purchases?sort={sort}&after={after}").status_code == 200


def _purchase(world: World, supplier: str) -> Any:
    """A drafted purchase from somebody called ``supplier``."""
    order = world.record(Order, "own")
    number = Supplier.objects.count() + 900
    maker = Supplier.objects.create(
        number=f"S-{number}",
        legal_name=supplier,
        country="CN",
        email=f"s{number}@supplier.example",
        made_at=AT,
    )
    return Purchase.objects.create(
        deal=world.deals["own"], number=f"PO-{number}", order=order, supplier=maker, due_on=date(2026, 10, 1),
        total=Money(Decimal(10), "CNY"), drafted_at=AT,
    )  # fmt: skip
