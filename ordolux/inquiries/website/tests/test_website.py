"""Which websites may carry our form: permitted, changed, ended."""

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.tests.house import MONDAY, STAFF
from ordolux.inquiries.website.deeds import (
    WebsiteEnded,
    WebsiteIncomplete,
    change_website,
    end_website,
    permit_website,
)
from ordolux.inquiries.website.models import Website
from ordolux.inquiries.website.queries import is_open_origin, open_website
from ordolux.rules.origins import NotEncrypted

WHO = {"by": STAFF, "at": MONDAY}


def permitted() -> Website:
    return permit_website(name="Lund's shop", origins=["https://Shop.Lund.example/contact", ""], **WHO)


def test_a_permitted_website_has_a_key_and_its_origins_as_browsers_write_them(db: None) -> None:
    made = permitted()
    assert made.origins == ["https://shop.lund.example"] and open_website(made.key) == made
    assert is_open_origin("https://shop.lund.example") and not is_open_origin("https://lund.example")
    assert Event.objects.get(name="website.permitted").facts["key"] == made.key


def test_a_website_without_a_name_or_an_address_is_none(db: None) -> None:
    for name, origins in (
        ("", ["https://a.example"]),
        ("A", []),
        ("A", [f"https://a{n}.example" for n in range(11)]),
    ):
        with pytest.raises(WebsiteIncomplete):
            permit_website(name=name, origins=origins, **WHO)
    with pytest.raises(NotEncrypted):
        permit_website(name="A", origins=["http://a.example"], **WHO)


def test_its_addresses_change_and_its_key_stays(db: None) -> None:
    made = permitted()
    changed = change_website(made, name="Lund", origins=["https://lund.example"], **WHO)
    assert (changed.key, changed.origins) == (made.key, ["https://lund.example"])
    assert not is_open_origin("https://shop.lund.example")


def test_an_ended_website_is_neither_found_nor_changed(db: None) -> None:
    made = permitted()
    end_website(made, **WHO)
    assert open_website(made.key) is None and not is_open_origin("https://shop.lund.example")
    with pytest.raises(WebsiteEnded):
        change_website(made, name="Lund", origins=["https://lund.example"], **WHO)
    with pytest.raises(WebsiteEnded):
        end_website(made, **WHO)


def test_sales_alone_does_not_permit_a_website(db: None, mei: Actor) -> None:
    with pytest.raises(NotPermitted):
        permit_website(name="A", origins=["https://a.example"], by=Actor.visitor(), at=MONDAY)
