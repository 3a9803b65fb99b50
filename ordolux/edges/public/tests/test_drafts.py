"""What a visitor typed is not lost: the draft of an inquiry, its link, and the products found by words."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from ordolux.edges.drafts import KEPT, find_draft, forget_old_drafts
from ordolux.edges.public import inquiry as form
from ordolux.edges.public.tests.test_inquiry import BULB, SPOT, typed, words
from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house


@pytest.fixture
def shop(db: None) -> None:
    """A house with two families and a product in each; nobody has asked yet."""
    house.furnish()
    cache.clear()


def drafts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM edges_draft")
        return int(cursor.fetchone()[0])


def test_what_was_typed_stands_there_when_the_page_is_opened_again(shop: None, client: Client) -> None:
    told = client.post("/inquiry/draft", typed()).json()
    page = words(client.get("/inquiry"))

    assert told["kept_until"] and "draft" not in told
    assert 'value="5,000"' in page and "before Christmas" in page and f'value="{SPOT}"' in page
    assert 'value="4000"' in page and "Your draft" in page
    assert not Inquiry.objects.exists()


def test_the_link_opens_the_draft_on_another_device(shop: None, client: Client) -> None:
    page = words(client.post("/inquiry", typed(do="keep")))
    link = page.split('data-copy="', 1)[1].split('"', 1)[0]
    other = Client()

    assert "before Christmas" not in words(other.get("/inquiry"))
    assert "before Christmas" in words(other.get(link[link.index("/inquiry") :], follow=True))
    assert other.get("/inquiry/draft/invented").status_code == 404


def test_a_draft_ends_when_the_inquiry_is_sent(shop: None, client: Client) -> None:
    client.post("/inquiry/draft", typed())
    assert client.post("/inquiry", typed()).status_code == 302
    assert drafts() == 0 and "5,000" not in words(client.get("/inquiry"))


def test_the_form_can_be_emptied(shop: None, client: Client) -> None:
    client.post("/inquiry/draft", typed())
    assert client.post("/inquiry", typed(do="anew")).status_code == 302
    assert "5,000" not in words(client.get("/inquiry")) and drafts() == 0


def test_files_belong_to_the_draft_and_go_with_the_inquiry(shop: None, client: Client) -> None:
    client.post("/inquiry", typed(do="attach", files=[SimpleUploadedFile("plan.pdf", b"%PDF-1.7")]))
    page = words(client.get("/inquiry"))
    token = page.split('name="kept" value="', 1)[1].split('"', 1)[0]
    client.post("/inquiry", typed(kept=[token]))

    assert "plan.pdf" in page
    assert [each.name for each in Message.objects.get(channel=Channel.WEBSITE).attachments.all()] == [
        "plan.pdf"
    ]


def test_a_product_that_the_visitor_comes_from_joins_his_draft(shop: None, client: Client) -> None:
    client.post("/inquiry/draft", typed())
    page = words(client.get(f"/inquiry?product={BULB}"))
    assert f'value="{SPOT}"' in page and f'value="{BULB}"' in page and "Article 3" in page
    assert "Article 3" not in words(client.get(f"/inquiry?product={SPOT}"))


def test_a_draft_is_one_row_however_often_it_is_kept_and_nothing_typed_is_none(
    shop: None, client: Client
) -> None:
    for pieces in ("1", "12", "120"):
        client.post("/inquiry/draft", typed(**{"line-0-pieces": pieces}))
    assert drafts() == 1
    Client().post("/inquiry/draft", {"name": "", "line-0-pieces": ""})
    assert drafts() == 1


def test_one_network_cannot_fill_our_tables(shop: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "MOST_DRAFTS_OF_A_NETWORK", 2)
    for _ in range(4):
        Client().post("/inquiry/draft", typed())
    assert drafts() == 2
    assert Client().post("/inquiry/draft", typed(text="x" * 300_000)).json()["kept_until"] == ""


def test_an_old_draft_is_forgotten(shop: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/inquiry/draft", typed())
    key = client.cookies["inquiry_draft"].value
    later = clock.real_now() + KEPT + timedelta(hours=1)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert find_draft(key) is None
    forget_old_drafts(later)
    assert drafts() == 0


@pytest.mark.parametrize(("said", "found"), [("gu10", True), ("a60 BULB", True), ("A60 GU10", False)])
def test_a_product_is_found_by_words_with_its_picture(
    shop: None, client: Client, said: str, found: bool
) -> None:
    empty: dict[str, Any] = {name: "" for name in typed() if name.startswith("line-")}
    page = words(client.post("/inquiry", typed(**{**empty, "line-0-product": said, "do": "find-0"})))
    assert ('name="do" value="pick-0-' in page) is found
    assert ("/picture.svg" in page) is found and ("Nothing in our list fits" in page) is not found


def test_the_product_that_was_chosen_shows_its_parameters(shop: None, client: Client) -> None:
    page = words(client.post("/inquiry", typed(do=f"pick-1-{SPOT}", **{"line-1-product": "gu"})))
    assert page.count(f'value="{SPOT}"') == 2 and "line-1-p-cct_k" in page


def test_a_whole_number_typed_is_the_product(shop: None, client: Client) -> None:
    answer = client.post("/inquiry", typed(do="find-0"), headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#inquiry-lines" and "line-0-p-cct_k" in words(answer)
