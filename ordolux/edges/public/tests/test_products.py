"""The website's products: found, filtered, read by search engines; nothing of costs or prices; papers made by a job."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.deeds import change_product, retire_product
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.library.datasheet import print_datasheet
from ordolux.foundation.library.deeds import add_document, release_document
from ordolux.inquiries.tests import house

AT = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
HAN = Actor("Han Yu", frozenset({Role.ENGINEER}))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"


@pytest.fixture
def shop(db: None) -> None:
    """A house with two families and a product in each."""
    house.furnish()


def words(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]  # a response


def test_all_products_are_listed_and_families_narrow_them(shop: None, client: Client) -> None:
    everything = words(client.get("/products"))
    assert SPOT in everything and BULB in everything

    spots = words(client.get("/products?family=spot"))
    assert SPOT in spots and BULB not in spots
    assert BULB in words(client.get("/products?q=a60"))
    assert "No product fits" in words(client.get("/products?q=streetlight"))


def test_a_family_is_narrowed_by_the_values_that_its_products_have(shop: None, client: Client) -> None:
    spot = Product.objects.get(number=SPOT)
    house.add_spot(spot.family, "MZ-GU10-70-840", at=AT)
    other = Product.objects.get(number="MZ-GU10-70-840")
    change_product(other, values={**other.values, "cct_k": 4000}, by=HAN, at=AT)

    page = words(client.get("/products?family=spot&cct_k=4000"))

    assert "MZ-GU10-70-840" in page and SPOT not in page
    assert SPOT in words(client.get("/products?family=spot&cct_k=99999")), (
        "a value that is no choice is passed over"
    )


def test_lists_and_pages_take_few_statements_however_many_products_there_are(
    shop: None, client: Client
) -> None:
    spot = Product.objects.get(number=SPOT)

    def statements(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = {path: statements(path) for path in ("/products", "/products?family=spot", f"/products/{SPOT}")}
    for number in range(30):
        house.add_spot(spot.family, f"MZ-MORE-{number:02d}", at=AT)
    for path, count in few.items():
        assert statements(path) <= count + 1 <= 9, path


def test_a_product_page_tells_data_and_no_price_and_no_cost(shop: None, client: Client) -> None:
    page = words(client.get(f"/products/{SPOT}"))

    assert "Colour temperature" in page and "3000" in page
    assert f"/inquiry?product={SPOT}" in page
    assert not re.search(r"EUR|USD|CNY|1\.65|1\.48|margin", page)


def test_search_engines_read_the_product_and_its_address(shop: None, client: Client) -> None:
    page = words(client.get(f"/products/{SPOT}"))
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]

    assert (told["@type"], told["sku"]) == ("Product", SPOT)
    assert "offers" not in told
    assert f'rel="canonical" href="http://127.0.0.1:8000/products/{SPOT}"' in page
    assert 'hreflang="zh-Hans"' in page
    assert f"/products/{SPOT}</loc>" in words(client.get("/sitemap.xml"))
    assert "Disallow: /desk/" in words(client.get("/robots.txt"))


def test_words_of_a_product_cannot_leave_the_data_for_search_engines(shop: None, client: Client) -> None:
    change_product(
        Product.objects.get(number=SPOT), name_en="</script><script>alert(1)</script>", by=HAN, at=AT
    )
    assert "<script>alert(1)" not in words(client.get(f"/products/{SPOT}"))


def test_the_page_speaks_the_language_of_its_address(shop: None, client: Client) -> None:
    answer = client.get(f"/products/{SPOT}?lang=zh-hans")
    assert '<html lang="zh-Hans"' in words(answer)
    assert answer["Content-Language"] == "zh-hans"
    assert client.get(f"/products/{SPOT}?lang=xx").status_code == 200


def test_a_page_that_did_not_change_is_not_sent_again(shop: None, client: Client) -> None:
    first = client.get(f"/products/{SPOT}")
    again = client.get(f"/products/{SPOT}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    change_product(Product.objects.get(number=SPOT), name_en="GU10 spot, better", by=HAN, at=AT)
    assert client.get(f"/products/{SPOT}", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_retired_product_and_a_missing_one_are_not_there(shop: None, client: Client) -> None:
    retire_product(Product.objects.get(number=SPOT), by=HAN, at=AT)
    for path in ("", "/picture.svg", "/datasheet", "/documents/LI-2026-0001-v1"):
        assert client.get(f"/products/{SPOT}{path}").status_code == 404
        assert client.get(f"/products/NONE{path}").status_code == 404
    assert SPOT not in words(client.get("/products"))


def test_the_picture_is_drawn_until_one_is_released(shop: None, client: Client) -> None:
    spot = Product.objects.get(number=SPOT)
    drawn = client.get(f"/products/{SPOT}/picture.svg")
    assert drawn["Content-Type"].startswith("image/svg+xml") and "public" in drawn["Cache-Control"]
    assert "not a photograph" in words(client.get(f"/products/{SPOT}"))

    shown = add_document(kind="picture", title_en="Front", product=spot, file=store_bytes(PNG, "image/png"),
                         is_public=True, by=HAN, at=AT)  # fmt: skip
    assert client.get(f"/products/{SPOT}/documents/{shown.number}").status_code == 404
    release_document(shown, by=HAN, at=AT)

    assert client.get(f"/products/{SPOT}/documents/{shown.number}").content == PNG
    assert "not a photograph" not in words(client.get(f"/products/{SPOT}"))
    assert client.get(f"/products/{BULB}/documents/{shown.number}").status_code == 404


def test_a_document_on_request_is_named_and_not_given(shop: None, client: Client) -> None:
    spot = Product.objects.get(number=SPOT)
    pdf = store_bytes(b"%PDF-1.7 secret", "application/pdf")
    kept = release_document(add_document(kind="certificate", title_en="ENEC", product=spot, file=pdf, by=HAN, at=AT),
                            by=HAN, at=AT)  # fmt: skip

    page = words(client.get(f"/products/{SPOT}"))
    assert "ENEC" in page and f"document={kept.number}" in page
    assert client.get(f"/products/{SPOT}/documents/{kept.number}").status_code == 404


def test_the_datasheet_is_printed_once_by_a_job_and_then_kept(shop: None, client: Client) -> None:
    waits = client.get(f"/products/{BULB}/datasheet")
    assert (waits.status_code, waits["Retry-After"]) == (202, "3")
    client.get(f"/products/{BULB}/datasheet")
    asked = Event.objects.get(name="product.datasheet_asked")

    print_datasheet(asked, "event:1")

    paper = client.get(f"/products/{BULB}/datasheet")
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert Document.objects.filter(kind="datasheet").count() == 1

    change_product(Product.objects.get(number=BULB), summary_en="Other words", by=HAN, at=AT)
    assert client.get(f"/products/{BULB}/datasheet").status_code == 202, (
        "what is out of date is not given out"
    )


@pytest.mark.parametrize(
    "odd", ["%00", "☃" * 300, "<script>", "..", "' OR 1=1--", "%F0%9F%92%A1", "9" * 5000]
)
def test_odd_words_are_no_fault(shop: None, client: Client, odd: str) -> None:
    client.raise_request_exception = False
    for path in ("/products?q={}", "/products?family={}", "/products?family=spot&cct_k={}", "/products?after={}",
                 "/inquiry?product={}", "/inquiry?family={}&document={}", "/products?lang={}"):  # fmt: skip
        assert client.get(path.replace("{}", odd)).status_code in (200, 400), path
    assert client.get(f"/products/{SPOT}/datasheet?in={odd}").status_code in (400, 404)
