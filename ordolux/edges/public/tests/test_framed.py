"""The form in pages of others: shown only where it was permitted, without a cookie, as a visitor."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from ordolux.edges.public.tests.test_inquiry import typed, words
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, STAFF
from ordolux.inquiries.website.deeds import end_website, permit_website
from ordolux.inquiries.website.models import Website
from tests.cast import sign_in


@pytest.fixture
def shop(db: None) -> Website:
    """A house, and Lund's website that may carry its form."""
    house.furnish()
    cache.clear()
    return permit_website(name="Lund's shop", origins=["https://shop.lund.example"], by=STAFF, at=MONDAY)


def test_only_the_permitted_pages_may_show_the_form(shop: Website, client: Client) -> None:
    framed = client.get(f"/embed/inquiry?site={shop.key}")
    ours = client.get("/inquiry")

    assert "frame-ancestors https://shop.lund.example;" in framed["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors 'none'" in ours["Content-Security-Policy"] and ours["X-Frame-Options"] == "DENY"


def test_the_frame_sets_no_cookie_and_knows_nobody(shop: Website) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), house.anna())
    before = set(client.cookies)
    page = client.get(f"/embed/inquiry?site={shop.key}")
    answer = client.post(f"/embed/inquiry?site={shop.key}", typed())

    assert set(client.cookies) == before and "csrfmiddlewaretoken" not in words(page)
    assert "Anna" not in words(page)
    assert answer.status_code == 302 and answer["Location"].startswith("/embed/inquiry/received/")
    assert Inquiry.objects.get().contact is None


def test_the_inquiry_remembers_the_website_that_it_came_from(shop: Website, client: Client) -> None:
    answer = client.post(f"/embed/inquiry?site={shop.key}&lang=zh-hans", typed(), follow=True)

    made = Inquiry.objects.get()
    assert made.website == shop and made.message is not None and made.message.raw is not None
    assert b"X-Origin: website form on Lund's shop" in made.message.raw.read()
    assert f'data-sent="{made.number}"' in words(answer)
    assert "frame-ancestors https://shop.lund.example" in answer["Content-Security-Policy"]


def test_a_draft_in_the_frame_goes_by_the_page_and_not_by_a_cookie(shop: Website, client: Client) -> None:
    told = client.post(f"/embed/inquiry/draft?site={shop.key}", typed()).json()
    page = words(client.get(f"/embed/inquiry?site={shop.key}&draft={told['draft']}"))

    assert "before Christmas" in page and f'name="draft" value="{told["draft"]}"' in page
    assert not client.cookies


@pytest.mark.parametrize(
    "path", ["/embed/inquiry", "/embed/inquiry?site=invented", "/embed/inquiry/received/x?site="]
)
def test_without_a_key_there_is_nothing(shop: Website, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_website_that_has_ended_shows_nothing_and_sends_nothing(shop: Website, client: Client) -> None:
    end_website(shop, by=STAFF, at=MONDAY)
    assert client.get(f"/embed/inquiry?site={shop.key}").status_code == 404
    assert client.post(f"/embed/inquiry?site={shop.key}", typed()).status_code == 404
    assert not Inquiry.objects.exists()


def test_the_script_is_for_everybody(shop: Website, client: Client) -> None:
    answer: Any = client.get("/embed/inquiry.js")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Type"].startswith("text/javascript") and b"/embed/inquiry" in answer.content
