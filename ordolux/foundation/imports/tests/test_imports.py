"""Tables are imported as a whole or not at all; the same table twice changes nothing."""

import csv
import io
import time
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.deeds import NewParameter, add_family
from ordolux.foundation.catalogue.models import BillLine, Family, Part, PriceBreak, PriceList, Product
from ordolux.foundation.deeds import NotPermitted
from ordolux.foundation.files import store_bytes
from ordolux.foundation.imports.deeds import HasFindings, NothingToImport, apply_import, preview_import
from ordolux.foundation.imports.kinds import KINDS
from ordolux.foundation.imports.models import TableImport
from ordolux.foundation.imports.tables import Column, number, read_sheet, text
from ordolux.foundation.imports.tables import whole as whole_number
from ordolux.foundation.parties.deeds import add_supplier_certificate
from ordolux.foundation.parties.models import Company, Person, Supplier
from ordolux.foundation.stock.models import Lot
from tests.cast import AT, Cast, assemble, sign_in

SYSTEM: dict[str, Any] = {"by": Actor.system(), "at": AT}


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return assemble()


def whole(cast: Cast) -> dict[str, Any]:
    """Somebody with every role of ours: what is tested here is the table, not the door."""
    return {"by": Actor("Tang", frozenset(Role) - {Role.SYSTEM, Role.PUBLIC, Role.BUYER, Role.SIGNATORY, Role.PAYER},
                        cast.tang.pk), "at": AT}  # fmt: skip


def example(name: str, **other: str) -> list[list[str]]:
    """The template of this kind with its example row, some cells replaced."""
    columns = KINDS[name].columns
    return [[c.en for c in columns], [other.get(c.code, c.example) for c in columns]]


def imported(cast: Cast, name: str, rows: list[list[str]]) -> TableImport:
    file = store_bytes(str(rows).encode(), "text/csv")
    looked = preview_import(kind=name, name=f"{name}.csv", rows=rows, file=file, **whole(cast))
    return apply_import(looked, **whole(cast))


@pytest.fixture
def furnished(cast: Cast) -> Cast:
    """A family, and a supplier with a certificate, so that every template's example row can be imported."""
    add_family(code="spot", name_en="Spot", name_zh="射灯", parameters=(
        NewParameter("power", "Power", "功率", "number", "W", Decimal(1), Decimal(100), (), True),
    ), by=Actor("Han", frozenset({Role.ENGINEER})), at=AT)  # fmt: skip
    imported(cast, "suppliers", example("suppliers"))
    add_supplier_certificate(
        Supplier.objects.get(), scheme="RoHS", certificate_number="CN-4711", scope="LED", valid_from=AT.date(),
        valid_until=AT.date().replace(year=2030), file=store_bytes(b"paper", "application/pdf"), **SYSTEM,
    )  # fmt: skip
    return cast


def products(**other: str) -> list[list[str]]:
    rows = example("products", **other)
    return [[*rows[0], "Power"], [*rows[1], "7"]]


def test_every_template_is_imported_as_it_is_and_a_second_time_changes_nothing(furnished: Cast) -> None:
    for name in ("companies", "parts", "products", "prices", "bills", "stock"):
        rows = products() if name == "products" else example(name)
        if name == "companies":  # the one of the template is in the books already
            rows = example(
                name, legal_name="Lumen SARL", domain="lumen.example", contact_email="jo@lumen.example"
            )
        done = imported(furnished, name, rows)
        assert (done.state, done.counts["new"] > 0, done.counts["changed"]) == ("applied", True, 0), name
        again = preview_import(
            kind=name, name="again", rows=rows, file=store_bytes(b"x", "text/csv"), **whole(furnished)
        )
        assert (again.counts["new"], again.counts["changed"], again.findings) == (0, 0, []), name
        with pytest.raises(NothingToImport):
            apply_import(again, **whole(furnished))
    company, product = (
        Company.objects.get(legal_name="Nordlicht Leuchten GmbH", domain="nordlicht.example"),
        Product.objects.get(),
    )
    assert company.country == "DE"
    assert (product.values, str(product.cost)) == ({"power": "7"}, str(product.cost))
    assert (PriceBreak.objects.get().unit_price.amount, BillLine.objects.get().quantity_per_piece) == (
        Decimal("1.85"),
        12,
    )
    lot = Lot.objects.get()
    assert (lot.state, lot.on_hand, lot.free) == ("quarantined", 25000, 25000)


def test_heads_may_be_chinese_and_stand_in_any_order(cast: Cast) -> None:
    done = imported(cast, "suppliers", [["邮箱", "供应商名称"], ["a@b.example", "明珠芯片"]])
    assert done.counts["new"] == 1
    assert Supplier.objects.get().legal_name == "明珠芯片"


def test_what_changed_is_told_field_by_field_and_kept(furnished: Cast) -> None:
    imported(furnished, "parts", example("parts"))
    imported(furnished, "parts", example("parts", lead_time_workdays="21"))
    part = Part.objects.get()
    assert (part.lead_time_workdays, part.version) == (21, 2)
    imported(furnished, "products", products())
    imported(furnished, "prices", example("prices"))
    imported(furnished, "prices", example("prices", unit_price="1.90"))
    assert PriceList.objects.count() == 2  # the list before is kept
    imported(furnished, "products", products(name_en="GU10 spot, new"))
    product = Product.objects.get()
    assert (product.name_en, product.revision) == ("GU10 spot, new", 2)


@pytest.mark.parametrize(("name", "other", "said"), [
    ("companies", {"country": "Germany"}, "letters"),
    ("companies", {"zone": "Moon"}, "time zone"),
    ("companies", {"legal_name": ""}, "empty"),
    ("companies", {"contact_email": "nobody"}, "mail address"),
    ("suppliers", {"email": "x"}, "mail address"),
    ("parts", {"unit_cost": "NaN"}, "number"),
    ("parts", {"lead_time_workdays": "9" * 30}, "whole number"),
    ("parts", {"supplier": "Nobody"}, "no supplier"),
    ("products", {"family": "boat"}, "no product family"),
    ("products", {"margin": "1.5"}, "number"),
    ("prices", {"unit_price": "-1"}, "number"),
    ("prices", {"product": "X"}, "no product"),
    ("bills", {"part": "X"}, "no part"),
    ("stock", {"certificate": "X"}, "no part"),
])  # fmt: skip
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_imported(
    furnished: Cast, name: str, other: dict[str, str], said: str
) -> None:
    rows = products(**other) if name == "products" else example(name, **other)
    looked = preview_import(kind=name, name="t", rows=rows, **whole(furnished))
    told = [str(finding["message"]).format(**finding["values"]) for finding in looked.findings]
    assert any(said in each for each in told), told
    assert looked.findings[0]["where"].startswith("2")
    before = (Company.objects.count(), Part.objects.count(), Product.objects.count())
    with pytest.raises(HasFindings):
        apply_import(looked, **whole(furnished))
    assert (Company.objects.count(), Part.objects.count(), Product.objects.count()) == before


def test_one_wrong_row_keeps_all_others_out(cast: Cast) -> None:
    rows = [
        ["Legal name", "Mail address"],
        *[[f"Maker {n}", f"m{n}@x.example"] for n in range(50)],
        ["Bad", "nowhere"],
    ]
    looked = preview_import(kind="suppliers", name="t", rows=rows, **whole(cast))
    assert [finding["where"] for finding in looked.findings] == ["52 · Mail address"]
    with pytest.raises(HasFindings):
        apply_import(looked, **whole(cast))
    assert not Supplier.objects.exists()


def test_unknown_missing_and_double_heads_and_double_rows_are_named(cast: Cast) -> None:
    def wrong(rows: list[list[str]]) -> list[str]:
        looked = preview_import(kind="suppliers", name="t", rows=rows, **whole(cast))
        return [str(finding["message"]) for finding in looked.findings]

    assert "lost" in wrong([["Legal name", "Mail address", "Colour"], ["A", "a@b.example", "red"]])[0]
    assert "no column" in wrong([["Legal name"], ["A"]])[0]
    assert "twice" in wrong([["Legal name", "Mail address", "邮箱"], ["A", "a@b.example", ""]])[0]
    assert "already" in wrong([["Legal name", "Mail address"], ["A", "a@b.example"], ["a", "b@b.example"]])[0]
    assert wrong([]) and wrong([["", ""]])


@pytest.mark.parametrize(
    "odd", ["🙂", "\u202e", "=1+1", "'=1+1", "<script>", "{x}", "%s", "x" * 5000, "9999-99-99", "-0", "1e999"]
)
def test_any_odd_cell_is_a_value_or_a_finding_and_never_a_fault(furnished: Cast, odd: str) -> None:
    for name, kind in KINDS.items():
        rows = [[c.en for c in kind.columns], [odd for _ in kind.columns]]
        looked = preview_import(kind=name, name=odd[:50], rows=rows, **whole(furnished))
        assert looked.findings or looked.counts


def test_who_may_not_keep_such_records_may_not_import_them(cast: Cast) -> None:
    lin = Actor("Lin", frozenset({Role.INSPECTOR}), cast.lin.pk)
    with pytest.raises(NotPermitted):
        preview_import(kind="prices", name="t", rows=example("prices"), by=lin, at=AT)


def test_an_import_takes_as_many_statements_for_hundred_rows_as_for_ten(cast: Cast) -> None:
    def statements(count: int, begin: int) -> int:
        rows = [
            ["Legal name", "Mail address"],
            *[[f"Maker {n}", f"m{n}@x.example"] for n in range(begin, begin + count)],
        ]
        looked = preview_import(kind="suppliers", name="t", rows=rows, **whole(cast))
        with CaptureQueriesContext(connection) as asked:
            apply_import(looked, **whole(cast))
        return len(asked)

    few = statements(10, 0)
    assert statements(100, 1000) <= few <= 19


def test_ten_thousand_rows_take_seconds(cast: Cast) -> None:
    rows = [["Legal name", "Country", "Time zone", "Contact's mail"],
            *[[f"Buyer {n}", "DE", "Europe/Berlin", f"b{n}@buyer{n}.example"] for n in range(10_000)]]  # fmt: skip
    began = time.monotonic()
    done = imported(cast, "companies", rows)
    assert (done.counts["new"], Person.objects.filter(email="b9999@buyer9999.example").count()) == (20_000, 1)
    assert time.monotonic() - began < 60  # with two cores shared by others; seconds on a machine of its own


def test_a_head_is_known_whatever_its_spelling() -> None:
    columns = (Column("unit_cost", "Unit cost", "单价", text(10)),)
    for head in ("Unit cost", "unit_cost", "UNIT COST (USD)", "单价", " Unit-Cost: "):
        assert read_sheet([[head], ["1"]], columns).rows[0].values == {"unit_cost": "1"}


# ── on the desk ─────────────────────────────────────────────────────────────


def as_csv(rows: list[list[str]]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue().encode()


def test_a_table_is_given_looked_at_and_imported_by_two_clicks(cast: Cast, client: Client) -> None:
    sign_in(client, cast.mei)
    file = SimpleUploadedFile(
        "customers.csv",
        as_csv(example("companies", legal_name="Lumen SARL", contact_email="jo@lumen.example")),
    )
    answer = client.post("/desk/imports/new", {"kind": "companies", "file": file, "key": "k"})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Import 2 new and 0 changed" in page
    assert not Company.objects.filter(legal_name="Lumen SARL").exists()
    assert client.post(answer["Location"] + "/applying", {"key": "a"}).status_code == 302
    assert Company.objects.filter(legal_name="Lumen SARL").exists()
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(answer["Location"] + "/original").content.startswith(b"Legal name")
    assert "customers.csv" in client.get("/desk/imports").content.decode()


@pytest.mark.parametrize(("name", "data"), [
    ("x.csv", b""), ("x.exe", b"MZ\x90\x00" * 50), ("x.xlsx", b"PK\x03\x04 broken"), ("x.pdf", b"%PDF-1.7 x"),
    ("x.html", b"<html><script>alert(1)</script></html>"),
])  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(
    cast: Cast, client: Client, name: str, data: bytes
) -> None:
    sign_in(client, cast.mei)
    answer = client.post("/desk/imports/new", {"kind": "companies", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert not TableImport.objects.exists()


def test_templates_have_the_heads_of_the_readers_language(cast: Cast, client: Client) -> None:
    sign_in(client, cast.mei)
    book = load_workbook(io.BytesIO(client.get("/desk/imports/templates/companies").content))
    assert book.active is not None
    assert book.active["A1"].value == "Legal name"
    assert client.get("/desk/imports/templates/stock").status_code == 404  # not for sales
    assert (
        client.get("/desk/imports/templates/prices?form=csv")
        .content.decode("utf-8-sig")
        .startswith("Product")
    )


def test_others_do_not_see_a_table_that_is_not_for_their_role(cast: Cast, client: Client) -> None:
    looked = preview_import(kind="prices", name="secret", rows=example("prices"), **whole(cast))
    sign_in(client, cast.lin)
    assert client.get(f"/desk/imports/{looked.pk}").status_code == 404
    assert "secret" not in client.get("/desk/imports").content.decode()


def test_a_head_in_centimetres_is_read_as_such_and_not_as_millimetres() -> None:
    length = Column("length", "Carton length", "箱长", whole_number(1, 5000), is_required=True, unit="mm")
    weight = Column("weight", "Gross weight", "毛重", number(), is_required=True, unit="kg")

    read = read_sheet([["Carton length (cm)", "毛重（克）"], ["42.5", "850"]], (length, weight))

    assert read.findings == []
    assert read.rows[0].values == {"length": 425, "weight": Decimal("0.85")}
    refused = read_sheet([["Carton length (mm)", "Gross weight (lb)"], ["425", "2"]], (length, weight))
    assert [finding.values["unit"] for finding in refused.findings] == ["kg"]


def test_the_template_of_products_has_the_parameters_of_the_first_family(furnished: Cast) -> None:
    client = sign_in(Client(), furnished.adele)

    lines = client.get("/desk/imports/templates/products?form=csv").content.decode("utf-8-sig").splitlines()
    head, example_row = csv.reader(lines)

    spot = Family.objects.order_by("pk").first()
    assert spot is not None
    for parameter in spot.parameters.all():
        assert any(each.startswith(parameter.label_en) for each in head)
    assert example_row[head.index("Family")] == spot.code
