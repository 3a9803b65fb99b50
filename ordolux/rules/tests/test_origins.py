"""Which addresses name a website that may show our form, and how browsers write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordolux.rules.origins import NoOrigin, NotEncrypted, origin_of


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.example.com", "https://www.example.com"),
        (" WWW.Example.COM/contact?x=1#y ", "https://www.example.com"),
        ("https://shop.example.com:443/", "https://shop.example.com"),
        ("https://shop.example.com:8443", "https://shop.example.com:8443"),
        ("https://müller.de", "https://xn--mller-kva.de"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:5500/page", "http://127.0.0.1:5500"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_an_address_becomes_the_origin_that_browsers_send(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["", "shop", "*", "https://*.example.com", "ftp://example.com", "javascript:alert(1)", "https://a b.example",
     "https://u:p@example.com", "https://example.com:99999", "https://-a.example", "null", "https://1.2.3.400",
     "https://example.com; frame-ancestors *", "https://" + "a" * 400 + ".example"],
)  # fmt: skip
def test_what_names_no_single_website_is_refused(typed: str) -> None:
    with pytest.raises(NoOrigin):
        origin_of(typed)


def test_a_page_that_is_not_encrypted_may_not_carry_the_form() -> None:
    with pytest.raises(NotEncrypted):
        origin_of("http://www.example.com")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_nothing_leaves_that_could_widen_a_policy(typed: str) -> None:
    try:
        origin = origin_of(typed)
    except (NoOrigin, NotEncrypted):
        return
    assert origin_of(origin) == origin
    assert not set(origin) & set(" ;,*'\"\\\n\r\t?#@") and origin.isascii()
