"""Inquiries from websites of others by their key: from a browser's page, from a server, and from nobody else."""

import base64
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from ordolux.edges.api import website as api
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, STAFF
from ordolux.inquiries.website.deeds import end_website, permit_website
from ordolux.inquiries.website.models import Website

PATH = "/api/v1/website/inquiries"
SHOP = "https://shop.lund.example"
ASKED: dict[str, Any] = {
    "name": "Eve Lund", "email": "eve@lund.example", "country": "NO", "incoterm": "CIF", "place": "Oslo",
    "lines": [
        {"product": "MZ-GU10-70-830", "pieces": 5000, "parameters": {"cct_k": "4000"}},
        {"family": "bulb", "pieces": 300, "parameters": {"power_w": "9", "cap": "E27"}},
    ],
}  # fmt: skip


@pytest.fixture
def shop(db: None) -> Website:
    """A house, and Lund's website that may send inquiries."""
    house.furnish()
    cache.clear()
    return permit_website(name="Lund's shop", origins=[SHOP], by=STAFF, at=MONDAY)


def send(key: str, asked: dict[str, Any] = ASKED, **headers: str) -> Any:
    return Client().post(PATH, asked, content_type="application/json", headers={"X-Site-Key": key, **headers})


def test_a_server_sends_an_inquiry_with_the_sites_key(shop: Website) -> None:
    drawing = b"%PDF-1.7 a drawing"
    files = [{"name": "plan.pdf", "content": base64.b64encode(drawing).decode()}]
    answer = send(shop.key, {**ASKED, "files": files})

    made = house.read_now(Inquiry.objects.get())
    assert answer.status_code == 201 and answer.json()["number"] == made.number
    assert made.website == shop
    assert [(line.product.number if line.product else "", line.pieces) for line in made.lines.select_related("product")] == [
        ("MZ-GU10-70-830", 5000), ("MZ-A60-90-827", 300),
    ]  # fmt: skip
    assert made.lines.first().values["cct_k"]["value"] == "4000"  # type: ignore[union-attr]
    kept = Message.objects.get(channel=Channel.WEBSITE).attachments.get()
    assert kept.name == "plan.pdf" and kept.file.read() == drawing


def test_a_page_of_the_website_may_ask_and_another_page_may_not(shop: Website) -> None:
    asked = {"Origin": SHOP, "Access-Control-Request-Method": "POST"}
    before = Client().options(PATH, headers=asked)
    mine, foreign = send(shop.key, Origin=SHOP), send(shop.key, Origin="https://evil.example")

    assert before.status_code == 204 and before["Access-Control-Allow-Origin"] == SHOP
    assert "x-site-key" in before["Access-Control-Allow-Headers"]
    assert mine.status_code == 201 and mine["Access-Control-Allow-Origin"] == SHOP
    assert foreign.status_code == 403 and "Access-Control-Allow-Origin" not in foreign
    assert Client().options(PATH, headers={"Origin": "https://evil.example"}).status_code == 403
    assert Inquiry.objects.count() == 1


def test_an_unknown_key_and_one_that_has_ended_are_refused_alike(shop: Website) -> None:
    end_website(shop, by=STAFF, at=MONDAY)
    ended, unknown, none = send(shop.key), send("site-invented"), send("")
    assert {answer.status_code for answer in (ended, unknown, none)} == {401}
    assert ended.json() == unknown.json() and ended.json()["code"] == "SiteKeyUnknown"


def test_the_same_key_of_a_request_makes_one_inquiry(shop: Website) -> None:
    first, second = (send(shop.key, **{"Idempotency-Key": "a-1"}) for _ in range(2))
    assert first.json()["number"] == second.json()["number"] and Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"email": "nobody"}, "email"), ({"country": "XX"}, "country"), ({"lines": []}, "text"),
        ({"lines": [{"product": "MZ-GU10-70-830", "pieces": 5, "parameters": {"cct_k": "warm"}}]}, "line-0-p-cct_k"),
        ({"files": [{"name": "a.pdf", "content": "not base 64!"}]}, "files/0"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_place(shop: Website, changed: dict[str, Any], where: str) -> None:
    answer = send(shop.key, {**ASKED, **changed})
    assert answer.status_code == 422
    assert where in [finding["where"] for finding in answer.json()["findings"]]
    assert not Inquiry.objects.exists()


def test_a_flood_from_one_place_ends(shop: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_FROM_A_SERVER", 2)
    codes = [send(shop.key, {**ASKED, "email": f"e{n}@x.example"}).status_code for n in range(3)]
    assert codes == [201, 201, 429]
