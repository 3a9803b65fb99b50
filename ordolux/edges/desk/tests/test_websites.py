"""The desk's pages about websites that carry our form."""

import pytest
from django.test import Client

from ordolux.foundation.actors import Role
from ordolux.inquiries.website.models import Website
from tests.cast import Cast, assemble, sign_in


@pytest.fixture
def cast(db: None) -> Cast:
    """Our people and two buyers."""
    return assemble()


def test_an_administrator_permits_a_website_and_is_told_what_to_put_in(cast: Cast, client: Client) -> None:
    sign_in(client, cast.person(Role.ADMINISTRATOR))
    said = {"key": "k1", "name": "Nordlicht", "origins": "https://www.nordlicht.example\nhttps://shop.nordlicht.example",
            "company": cast.nordlicht.number}  # fmt: skip
    page = client.post("/desk/websites/new", said, follow=True).content.decode()

    made = Website.objects.get()
    assert made.company == cast.nordlicht and len(made.origins) == 2
    assert f"data-site=&quot;{made.key}&quot;" in page and f"/embed/inquiry?site={made.key}" in page
    assert "Nordlicht" in client.get("/desk/websites").content.decode()


def test_a_wrong_address_stands_by_its_field_and_nothing_is_permitted(cast: Cast, client: Client) -> None:
    sign_in(client, cast.person(Role.ADMINISTRATOR))
    answer = client.post(
        "/desk/websites/new", {"key": "k1", "name": "A", "origins": "http://a.example", "company": "X"}
    )
    assert answer.status_code == 422 and "no customer with this number" in answer.content.decode()
    answer = client.post("/desk/websites/new", {"key": "k2", "name": "A", "origins": "http://a.example"})
    assert answer.status_code == 422 and "encrypted pages only" in answer.content.decode()
    assert not Website.objects.exists()


def test_a_website_is_changed_and_taken_off(cast: Cast, client: Client) -> None:
    sign_in(client, cast.person(Role.ADMINISTRATOR))
    client.post("/desk/websites/new", {"key": "k1", "name": "A", "origins": "a.example"})
    made = Website.objects.get()
    client.post(
        f"/desk/websites/{made.pk}/change", {"key": "k2", "name": "B", "origins": "https://b.example"}
    )
    client.post(f"/desk/websites/{made.pk}/end", {"key": "k3"})
    made.refresh_from_db()
    assert (made.name, made.origins, made.is_open) == ("B", ["https://b.example"], False)
    assert "ended" in client.get(f"/desk/websites/{made.pk}").content.decode()
