"""An import is taken back in one step, whole or not at all, as long as nothing was built on it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.catalogue.deeds import change_part
from ordolux.foundation.catalogue.models import (
    BillLine,
    Part,
    PriceList,
    Product,
    ProductRevision,
)
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.imports.deeds import (
    ImportBuiltUpon,
    ImportNotNoted,
    apply_import,
    preview_import,
    undo_import,
)
from ordolux.foundation.imports.models import ImportedRow, TableImport
from ordolux.foundation.imports.tests.test_imports import (
    cast,
    example,
    furnished,
    imported,
    products,
    whole,
)
from ordolux.foundation.imports.undoing import undoing_of
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person, Supplier
from ordolux.foundation.stock.models import Lot, StockMove
from tests.cast import AT, Cast, sign_in

__all__ = ["cast", "furnished"]


def rows(*models: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands in these tables, versions and revisions aside: those only grow."""
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in ("version", "revision")}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in models
    }


def bill(*lines: tuple[str, str]) -> list[list[str]]:
    head = example("bills")[0]
    return [head, *[["MZ-GU10-70-830", part, quantity, "0"] for part, quantity in lines]]


MASTERS = (Company, Person, Supplier, Part, Product)


def test_new_customers_and_changed_ones_are_as_they_were(furnished: Cast) -> None:
    before = rows(*MASTERS)
    table = example("companies", legal_name="Lumen SARL", contact_email="jo@lumen.example")
    changed = example("companies", address="Elsewhere 1", contact_email="", contact_name="")
    table.append(changed[1])
    done = imported(furnished, "companies", table)
    assert done.counts["changed"] == 1 and rows(*MASTERS) != before

    told = undoing_of(done)
    assert (told.removed, told.in_the_way) == (["Lumen SARL", "jo@lumen.example"], [])
    assert told.set_back["Nordlicht Leuchten GmbH"]["address"][0] == "Elsewhere 1"
    assert undoing_of(done) == told  # looking changes nothing
    undo_import(done, **whole(furnished))

    assert rows(*MASTERS) == before
    done.refresh_from_db()
    assert (done.state, done.undone_at) == ("undone", AT)
    assert Event.objects.get(name="tableimport.undone").facts["removed"] == 2


@pytest.mark.parametrize("name", ["suppliers", "parts", "products"])
def test_new_records_are_removed_and_the_table_can_be_imported_again(furnished: Cast, name: str) -> None:
    before = rows(*MASTERS, ProductRevision)
    table = {
        "suppliers": example("suppliers", legal_name="Ruby Drivers"),
        "parts": example("parts"),
        "products": products(),
    }[name]
    for _ in range(2):
        done = imported(furnished, name, table)
        assert done.counts["new"] == 1
        undo_import(done, **whole(furnished))
        assert rows(*MASTERS, ProductRevision) == before


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("suppliers", example("suppliers", address="9 New Street", country="HK")),
        ("parts", example("parts", lead_time_workdays="21", unit_cost="0.5")),
        ("products", products(name_en="GU10 spot, new", cost="9.99", margin="0.3")),
    ],
)
def test_changed_records_are_set_back_and_their_versions_grow(
    furnished: Cast, name: str, again: list[list[str]]
) -> None:
    for first in ("parts", "products"):
        imported(furnished, first, products() if first == "products" else example(first))
    before = rows(*MASTERS)
    done = imported(furnished, name, again)
    assert done.counts["changed"] == 1

    undo_import(done, **whole(furnished))

    assert rows(*MASTERS) == before
    if name == "products":
        product = Product.objects.get()
        assert product.revision == 3  # the one that was taken back stays in the books
        first, second, third = product.revisions.order_by("revision")
        assert first.name_en == third.name_en != second.name_en
        assert "taken back" in third.reason


def test_a_price_list_is_withdrawn_and_the_one_before_counts_again(furnished: Cast) -> None:
    imported(furnished, "products", products())
    imported(furnished, "prices", example("prices"))
    done = imported(furnished, "prices", example("prices", unit_price="1.90"))

    undo_import(done, **whole(furnished))

    in_force = PriceList.objects.filter(withdrawn_at=None).latest("valid_from", "pk")
    assert in_force.breaks.get().unit_price.amount == Decimal("1.85")
    assert [each.withdrawn_at for each in PriceList.objects.order_by("pk")] == [None, AT]
    assert imported(furnished, "prices", example("prices", unit_price="1.90")).counts["changed"] == 1


def test_a_bill_of_materials_has_its_old_lines_again(furnished: Cast) -> None:
    for number in ("LED-2835-30", "DRV", "CAP"):
        imported(furnished, "parts", example("parts", number=number))
    imported(furnished, "products", products())
    imported(furnished, "bills", bill(("LED-2835-30", "12"), ("DRV", "1")))

    def lines() -> list[tuple[str, Decimal]]:
        return list(
            BillLine.objects.order_by("part__number").values_list("part__number", "quantity_per_piece")
        )

    before = lines()
    done = imported(furnished, "bills", bill(("LED-2835-30", "14"), ("CAP", "1")))
    assert lines() != before
    assert undoing_of(done).set_back == {"MZ-GU10-70-830": {"bill": ("2", "2")}}

    undo_import(done, **whole(furnished))

    assert lines() == before


def test_opening_stock_goes_out_by_a_move_of_its_own_and_can_be_entered_again(furnished: Cast) -> None:
    imported(furnished, "parts", example("parts"))
    done = imported(furnished, "stock", example("stock"))

    undo_import(done, **whole(furnished))

    lot = Lot.objects.get()
    assert (lot.on_hand, lot.state) == (0, "rejected")
    out = StockMove.objects.order_by("pk").last()
    assert out is not None and out.reverses is not None
    assert (out.kind, out.on_hand_change, "taken back" in out.reason) == ("adjusted", -25000, True)
    assert imported(furnished, "stock", example("stock", quantity="10")).counts["new"] == 1
    assert sum(Lot.objects.values_list("on_hand", flat=True)) == 10


# ── what stands in the way ──────────────────────────────────────────────────


def refused(cast: Cast, done: TableImport, *said: str) -> None:
    """Nothing is taken back, and the refusal names these rows."""
    before = rows(*MASTERS, PriceList, BillLine, Lot, StockMove)
    with pytest.raises(ImportBuiltUpon) as refusal:
        undo_import(done, **whole(cast))
    for each in said:
        assert each in str(refusal.value)
    assert rows(*MASTERS, PriceList, BillLine, Lot, StockMove) == before
    done.refresh_from_db()
    assert done.state == "applied"


def test_a_row_that_was_used_since_keeps_the_whole_import(furnished: Cast) -> None:
    head, ruby = example("suppliers", legal_name="Ruby Drivers")
    done = imported(furnished, "suppliers", [head, ruby, ["Jade Caps", *ruby[1:]]])
    imported(furnished, "parts", example("parts", supplier="Jade Caps"))

    [found] = undoing_of(done).in_the_way
    assert (found.name, found.what) == ("Jade Caps", ("parts",))
    refused(furnished, done, "1 rows", "Jade Caps")
    assert Supplier.objects.filter(legal_name="Ruby Drivers").exists()


def test_a_row_that_was_changed_since_is_named_with_what_was_changed(furnished: Cast) -> None:
    imported(furnished, "parts", example("parts"))
    done = imported(furnished, "parts", example("parts", lead_time_workdays="21"))
    part = Part.objects.get()
    change_part(
        part, name_en="LED, better", name_zh=part.name_zh, supplier=part.supplier, unit_cost=part.unit_cost,
        lead_time_workdays=part.lead_time_workdays, minimum_order=part.minimum_order,
        order_multiple=part.order_multiple, safety_stock=part.safety_stock, is_critical=part.is_critical,
        certificate_scheme=part.certificate_scheme, **whole(furnished),
    )  # fmt: skip

    found = undoing_of(done).in_the_way
    assert [(each.name, each.what) for each in found] == [("LED-2835-30", ("name_en",))]
    refused(furnished, done, "LED-2835-30")


def test_a_new_customer_who_signed_in_stays(furnished: Cast) -> None:
    done = imported(
        furnished,
        "companies",
        example("companies", legal_name="Lumen SARL", contact_email="jo@lumen.example"),
    )
    Person.objects.filter(email="jo@lumen.example").update(last_login=AT + timedelta(days=1))
    refused(furnished, done, "jo@lumen.example")


def test_prices_that_were_followed_and_bills_and_stock_that_were_touched_stay(furnished: Cast) -> None:
    imported(furnished, "parts", example("parts"))
    imported(furnished, "parts", example("parts", number="DRV"))
    new = imported(furnished, "products", products())
    prices = imported(furnished, "prices", example("prices"))
    imported(furnished, "prices", example("prices", unit_price="1.90"))
    refused(furnished, prices, PriceList.objects.earliest("pk").number)
    made = imported(furnished, "bills", bill(("LED-2835-30", "12")))
    BillLine.objects.create(
        product=Product.objects.get(), part=Part.objects.get(number="DRV"), quantity_per_piece=1
    )
    refused(furnished, made, "MZ-GU10-70-830")
    refused(furnished, new, "MZ-GU10-70-830")
    stock = imported(furnished, "stock", example("stock"))
    Lot.objects.update(state="released")
    refused(furnished, stock, "L2609-11")


def test_an_import_is_taken_back_once_and_only_after_it_was_made(furnished: Cast) -> None:
    looked = preview_import(
        kind="suppliers", name="t", rows=example("suppliers", legal_name="Ruby"), **whole(furnished)
    )
    with pytest.raises(NotAllowedNow):
        undo_import(looked, **whole(furnished))
    done = apply_import(looked, **whole(furnished))
    undo_import(done, **whole(furnished))
    with pytest.raises(NotAllowedNow):
        undo_import(done, **whole(furnished))
    assert Event.objects.filter(name="tableimport.undone").count() == 1


def test_who_may_not_import_such_a_table_may_not_take_it_back(furnished: Cast) -> None:
    done = imported(furnished, "suppliers", example("suppliers", legal_name="Ruby"))
    with pytest.raises(NotPermitted):
        undo_import(done, by=furnished.mei.actor(), at=AT)


def test_an_import_of_an_earlier_release_is_not_taken_back_blindly(furnished: Cast) -> None:
    old = TableImport.objects.create(kind="suppliers", name="old.csv", made_by="Tang", made_at=AT)
    TableImport.objects.filter(pk=old.pk).update(state="applied")
    old.refresh_from_db()
    with pytest.raises(ImportNotNoted):
        undo_import(old, **whole(furnished))


def test_the_database_lets_go_only_of_what_is_being_taken_back(furnished: Cast) -> None:
    imported(furnished, "products", products())
    for change in (ProductRevision.objects.all().delete, ImportedRow.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_taking_back_takes_as_many_statements_for_hundred_rows_as_for_ten(cast: Cast) -> None:
    def statements(count: int, begin: int) -> int:
        head = ["Legal name", "Country", "Time zone", "Contact's mail"]
        table = [
            [f"Buyer {n}", "DE", "Europe/Berlin", f"b{n}@b{n}.example"] for n in range(begin, begin + count)
        ]
        done = imported(cast, "companies", [head, *table])
        with CaptureQueriesContext(connection) as asked:
            undo_import(done, **whole(cast))
        assert not Company.objects.filter(legal_name__startswith="Buyer").exists()
        return len(asked)

    few = statements(10, 0)
    assert statements(100, 1000) <= few <= 30


# ── on the desk ─────────────────────────────────────────────────────────────


def test_the_page_shows_what_would_happen_and_takes_it_back(furnished: Cast, client: Client) -> None:
    done = imported(
        furnished,
        "companies",
        example("companies", legal_name="Lumen SARL", contact_email="jo@lumen.example"),
    )
    sign_in(client, furnished.mei)
    page = f"/desk/imports/{done.pk}"
    assert f"{page}/undoing" in client.get(page).content.decode()
    shown = client.get(f"{page}/undoing").content.decode()
    assert "Lumen SARL" in shown and "jo@lumen.example" in shown
    assert client.post(f"{page}/undoing", {"key": "u"}).status_code == 302
    assert not Company.objects.filter(legal_name="Lumen SARL").exists()
    assert "Taken back" in client.get(page).content.decode()
    assert client.post(f"{page}/undoing", {"key": "again"}).status_code == 302  # told, and nothing happens


def test_the_page_names_what_stands_in_the_way_and_has_no_button(furnished: Cast, client: Client) -> None:
    done = imported(
        furnished,
        "companies",
        example("companies", legal_name="Lumen SARL", contact_email="jo@lumen.example"),
    )
    Company.objects.filter(legal_name="Lumen SARL").update(address="Elsewhere")
    sign_in(client, furnished.mei)
    shown = client.get(f"/desk/imports/{done.pk}/undoing").content.decode()
    assert "Lumen SARL" in shown and "address" in shown
    assert "data-undo" not in shown
