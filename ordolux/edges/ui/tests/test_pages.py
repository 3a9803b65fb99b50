"""The style guide, the switches, the error pages and the navigation, as a browser gets them."""

import re

import pytest
from django.forms import CharField, Form, IntegerField
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from ordolux.edges.ui.context import THEME_COOKIE
from ordolux.edges.ui.errors import TROUBLES, error_page, new_reference
from ordolux.edges.ui.navigation import DESK, PORTAL, entries_for
from ordolux.foundation.actors import Actor, Role


@pytest.fixture
def browser() -> Client:
    """A browser that takes no shortcut around the token of the form; these pages need no database."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("shell", ["desk", "portal", "public", "plain"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_style_guide_shows_every_part_in_every_shell(browser, shell, language):
    answer = browser.get("/styleguide", {"shell": shell, "lang": language, "theme": "dark", "dir": "rtl"})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert 'dir="rtl"' in page
    assert 'data-theme="dark"' in page
    assert f'lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in page
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'href="#main"' in page


def test_pages_carry_nothing_that_the_content_policy_blocks(browser):
    page = browser.get("/styleguide").content.decode()

    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert "<style" not in page


def test_the_chosen_theme_is_kept_in_a_cookie_and_works_without_script(browser):
    browser.get("/styleguide")
    token = browser.cookies["csrftoken"].value
    answer = browser.post(
        "/look/theme", {"theme": "dark", "next": "/styleguide", "csrfmiddlewaretoken": token}
    )

    assert (answer.status_code, answer.headers["Location"]) == (302, "/styleguide")
    assert answer.cookies[THEME_COOKIE].value == "dark"
    assert 'data-theme="dark"' in browser.get("/styleguide").content.decode()


def test_the_switch_of_the_theme_sends_nobody_to_another_site(browser):
    browser.get("/styleguide")
    token = browser.cookies["csrftoken"].value
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = browser.post("/look/theme", {"theme": "x", "next": elsewhere, "csrfmiddlewaretoken": token})
        assert answer.headers["Location"] == "/"
        assert THEME_COOKIE not in answer.cookies


@pytest.mark.parametrize("status", sorted(TROUBLES))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_error_page_says_what_why_what_next_whom_to_ask_and_a_reference(
    status, language, rf: RequestFactory
):
    with translation.override(language):
        answer = error_page(rf.get("/orders/SO-1"), status, reference="ABCD-2345")
        page = answer.content.decode()
        trouble = TROUBLES[status]
        told = [str(trouble.what), str(trouble.why), str(trouble.now_what), str(trouble.ask)]

    assert answer.status_code == status
    assert all(sentence in page for sentence in told)
    assert "ABCD-2345" in page


def test_a_reference_has_no_signs_that_look_alike():
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", new_reference()) for _ in range(50))


def test_reports_and_settings_are_offered_to_those_who_may_open_them(settings):
    sales = Actor(name="Mei", roles=frozenset({Role.SALES}))
    closed = {entry.name for entry in DESK if entry.roles and not entry.roles & sales.roles}
    assert closed == {"reports", "settings"}
    assert not closed & {shown.entry.name for shown in entries_for("desk", sales)}


def test_no_two_entries_share_a_key():
    for place in (DESK, PORTAL):
        keys = [entry.key for entry in place]
        assert len(keys) == len(set(keys))
        assert all(keys)


class Wish(Form):
    """A small form."""

    name = CharField(label="Name")
    pieces = IntegerField(label="Pieces", help_text="whole numbers")


def shown_form(form: Form, **values: object) -> str:
    """Return a form as the page shows it."""
    return Template(
        '{% load ui %}{% form form action="/x" submit="Send it" seen=seen %}{% endform %}'
    ).render(Context({"form": form, "csrf_token": "token", **values}))


def test_a_form_carries_its_key_and_the_version_that_was_seen():
    first, second = shown_form(Wish(), seen=7), shown_form(Wish(), seen=7)
    keys = [re.search(r'name="key" value="([\w-]{20,})"', page) for page in (first, second)]

    assert 'name="seen" value="7"' in first
    assert all(keys)
    assert keys[0].group(1) != keys[1].group(1)


def test_a_form_that_comes_back_keeps_the_key_it_was_sent_with(rf: RequestFactory):
    page = shown_form(Wish({}), request=rf.post("/x", {"key": "kept"}))
    assert 'name="key" value="kept"' in page


def test_errors_are_summed_up_with_links_to_the_fields_and_said_beside_them():
    page = shown_form(Wish({"name": "", "pieces": "x"}))

    assert 'href="#id_name"' in page
    assert 'href="#id_pieces"' in page
    assert 'id="id_pieces_error"' in page
    assert 'aria-invalid="true"' in page
    described = re.search(r'<input[^>]*name="pieces"[^>]*aria-describedby="([^"]+)"', page)
    assert described
    assert set(described.group(1).split()) == {"id_pieces_helptext", "id_pieces_error"}
