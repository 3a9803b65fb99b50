"""What ``ordolux bench fill`` makes is accepted by the product: its pages, its search, its journal and its guards."""

import re
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from ordolux.config import load_data as command
from ordolux.config.environment import SetupFault, read
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.documents.models import Document
from ordolux.foundation.guards import statements
from ordolux.foundation.journal.models import Event
from ordolux.foundation.journal.verify import verify
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.models import Inquiry
from ordolux.orders.models import Allocation, Instalment, Order, OrderLine, Proforma, Signature
from ordolux.process import load_data
from ordolux.process.load_data.multiply import ACTOR, BASE, DEED
from tests.cast import sign_in

FIRST, MORE = 120, 160


@pytest.fixture
def server(databases: Any, live_database: str) -> str:
    """The way into this test's database as the server's superuser."""
    return str(databases.server.conninfo(role="postgres", database=live_database))


def test_orders_are_multiplied_and_the_product_accepts_them(server: str) -> None:
    said: list[str] = []

    filled = load_data.fill(server, FIRST, said.append)

    copies = Deal.objects.filter(pk__gte=BASE)
    assert filled.orders == copies.count() >= FIRST
    assert any("orders" in line and "a second" in line for line in said)
    assert_marked(copies)
    assert_whole(copies)
    assert_guarded()
    assert_shown()
    assert_more(server)


def assert_marked(copies: Any) -> None:
    """Titles and journal say what it is; nobody's signature or money was invented."""
    assert all(deal.title.startswith("Load data ") for deal in copies)
    lines = Event.objects.filter(deal__in=copies)
    assert set(lines.values_list("actor", "deed")) == {(ACTOR, DEED)}
    assert all("load_data" in facts for facts in lines.values_list("facts", flat=True))
    assert not Signature.objects.filter(deal__in=copies).exists()
    assert not Allocation.objects.filter(deal__in=copies).exists()


def assert_whole(copies: Any) -> None:
    """Each order has its lines, papers, instalments and journal, in numbers of its own."""
    verdict = verify()
    assert verdict.is_whole, verdict.broken
    assert verdict.lines > 3 * FIRST
    ended = copies.filter(stage=Stage.SUPPORT)
    assert ended.count() > 0.9 * FIRST
    for model in (Inquiry, Order, OrderLine, Proforma, Instalment, Document, Event):
        assert set(model._default_manager.filter(deal__in=ended).values_list("deal", flat=True)) == set(
            ended.values_list("pk", flat=True)
        ), model
    waiting = set(copies.exclude(next_role="").values_list("stage", "next_role"))
    assert {("inquiry", "sales"), ("inquiry", "buyer"), ("order", "signatory")} < waiting
    order = Order.objects.filter(deal__in=ended).latest("pk")
    assert order.quotation.deal_id == order.deal_id == order.quotation.inquiry.deal_id
    assert order.number.startswith("SO-") and order.number.endswith(
        re.findall(r"\d{6}$", order.deal.number)[0]
    )
    assert order.deal.buyer is not None and order.deal.buyer.legal_name[-6:].isdecimal()
    contact = order.quotation.inquiry.contact
    assert contact is not None and contact.company_id == order.deal.buyer_id


def assert_guarded() -> None:
    """Triggers and indexes are as on any other day."""
    with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
        Proforma.objects.filter(pk__gte=BASE).update(revision=9)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'foundation_deal'")
        assert {"deal_by_change", "deal_number_search"} <= {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'")
        assert cursor.fetchone() == (0,)
    assert list(statements())


def assert_shown() -> None:
    """Lists, pages and search of both sides show them."""
    desk = sign_in(Client(), Person.objects.get(email__startswith="tang@"))
    deal = Deal.objects.filter(pk__gte=BASE, stage=Stage.SUPPORT).latest("pk")
    order = Order.objects.get(deal=deal)
    buyer = Person.objects.get(pk=order.quotation.inquiry.contact_id)
    portal = sign_in(Client(), buyer)
    for client, path, shown in (
        (desk, "/desk/orders", "Load data"), (desk, "/desk/inbox", "Load data"), (desk, "/desk/", ""),
        (desk, f"/desk/orders/{deal.number}", deal.title), (desk, f"/desk/orders/{deal.number}/records", deal.number),
        (desk, f"/desk/quotations/{order.quotation.number}", order.quotation.number),
        (desk, f"/desk/inquiries/{order.quotation.inquiry.number}", order.quotation.inquiry.number),
        (desk, f"/desk/proformas/{order.proformas.get().number}", order.proformas.get().number),
        (desk, f"/desk/orders?q={deal.number[-6:]}", deal.number),
        (desk, f"/desk/search?q={deal.number}", deal.number), (portal, "/portal/orders", deal.number),
        (portal, f"/portal/orders/{deal.number}", deal.title),
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert shown in answer.content.decode(), path


def assert_more(server: str) -> None:
    """A second fill goes on where the first one stopped, and new business stands behind the copies."""
    deals = set(Deal.objects.values_list("pk", flat=True))
    filled = load_data.fill(server, MORE, lambda _: None)
    assert filled.orders >= MORE
    assert deals < set(Deal.objects.values_list("pk", flat=True))
    assert verify().is_whole
    assert Company.objects.values("legal_name").distinct().count() > 4
    again = load_data.fill(server, FIRST, lambda _: None)
    assert again == filled
    highest = Event.objects.latest("pk").pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('foundation_event', 'id'))")
        assert cursor.fetchone()[0] > highest


def test_a_database_that_holds_business_is_left_alone(databases: Any, live_database: str) -> None:
    here = replace(read(), state=databases.server.state)
    with pytest.raises(SetupFault, match="one of their own"):
        command.fill(here, 10, here.database_name)
    with pytest.raises(SetupFault, match="not made for load data"):
        command.fill(here, 10, live_database)
    with pytest.raises(SetupFault, match="number of orders"):
        command.fill(here, 0, "ordolux_load")
    with pytest.raises(SetupFault, match="embedded server only"):
        command.fill(replace(here, database_url="postgresql://example/business"), 10)
    with psycopg.connect(databases.server.conninfo(role="postgres", database="postgres")) as asked:
        names = {name for (name,) in asked.execute("SELECT datname FROM pg_database")}
    assert live_database in names and "ordolux_load" not in names
