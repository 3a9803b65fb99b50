"""Customers sign in by a code that comes by mail; our own people by password and authenticator app, never less."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ordolux.edges.public.signing_in import code_now, give_second_factor
from ordolux.edges.public.tests.conftest import Postbox
from ordolux.foundation import clock
from tests.cast import PASSWORD, Cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ASK, GIVE, STAFF, SECOND, SET_UP = (
    "/account/login/code/", "/account/login/code/confirm/", "/account/login/", "/account/2fa/authenticate/",
    "/account/2fa/totp/activate/",
)  # fmt: skip


def with_code(client: Client, email: str, postbox: Postbox, *, to: str = "") -> str:
    """Sign a customer in and say where he is sent."""
    client.post(ASK, {"email": email, "next": to})
    return client.post(GIVE, {"code": postbox.code_for(email), "next": to})["Location"]


def with_both(client: Client, name: str, *, steps: int = 0, to: str = "") -> str:
    """Sign one of our people in and say where he is sent."""
    client.post(STAFF, {"login": f"{name}@ordolux.example", "password": PASSWORD, "next": to})
    return client.post(SECOND, {"code": code_now(SECRET, steps=steps)})["Location"]


def test_a_customer_signs_in_with_the_code_from_the_mail(
    client: Client, cast: Cast, postbox: Postbox
) -> None:
    assert client.get("/portal/")["Location"] == "/account/login/code/?next=/portal/"
    assert client.get(ASK).status_code == 200

    assert with_code(client, "anna@nordlicht.example", postbox, to="/portal/orders") == "/portal/orders"

    assert client.get("/portal/").status_code == 200


def test_the_letter_is_in_the_language_of_the_person(client: Client, cast: Cast, postbox: Postbox) -> None:
    cast.anna.language = "zh-hans"
    cast.anna.save()
    client.post(ASK, {"email": "anna@nordlicht.example"})
    assert "登录" in postbox.wait()[0].subject


def test_an_unknown_address_is_answered_like_a_known_one_and_gets_no_mail(client: Client, cast: Cast) -> None:
    known, unknown = Client(), Client()
    answers = [
        [one.post(ASK, {"email": email}), one.get(GIVE), one.post(GIVE, {"code": "BBBB-BBBB"})]
        for one, email in ((known, "anna@nordlicht.example"), (unknown, "inge@nordlicht.example"))
    ]

    first, second = (
        [(a.status_code, a.headers.get("Location"), _plain(a)) for a in each] for each in answers
    )
    assert first == second
    time.sleep(0.3)
    assert [letter.to for letter in mail.outbox] == [["anna@nordlicht.example"]]


def test_our_own_people_get_no_code_by_mail(client: Client, cast: Cast) -> None:
    assert client.post(ASK, {"email": "mei@ordolux.example"})["Location"] == GIVE
    time.sleep(0.3)
    assert mail.outbox == []


def test_a_customer_cannot_sign_in_by_password_even_if_he_has_one(client: Client, cast: Cast) -> None:
    cast.anna.set_password(PASSWORD)
    cast.anna.save()
    with_password = client.post(STAFF, {"login": "anna@nordlicht.example", "password": PASSWORD})
    wrong = client.post(STAFF, {"login": "anna@nordlicht.example", "password": "not-her-password"})

    assert with_password.status_code == 200
    assert _plain(with_password) == _plain(wrong)
    assert client.get("/portal/").status_code == 302


def test_a_customer_cannot_set_a_password_or_a_second_factor(
    client: Client, cast: Cast, postbox: Postbox
) -> None:
    with_code(client, "anna@nordlicht.example", postbox)
    for path in ("/account/password/change/", "/account/password/set/", SET_UP, "/account/reauthenticate/"):
        assert client.get(path).status_code == 404


def test_our_own_people_sign_in_with_password_and_authenticator_app(client: Client, cast: Cast) -> None:
    give_second_factor(cast.mei, SECRET)
    assert client.get("/desk/orders")["Location"] == "/account/login/?next=/desk/orders"

    sent_to = client.post(
        STAFF, {"login": "mei@ordolux.example", "password": PASSWORD, "next": "/desk/orders"}
    )
    assert sent_to["Location"] == SECOND
    assert client.get("/desk/orders").status_code == 302
    assert client.get(SECOND).status_code == 200
    assert client.post(SECOND, {"code": code_now(SECRET)})["Location"] == "/desk/orders"

    assert client.get("/desk/orders").status_code == 200


def test_a_password_alone_opens_nothing_but_the_page_to_set_up_the_second_factor(
    client: Client, cast: Cast
) -> None:
    answer = client.post(STAFF, {"login": "mei@ordolux.example", "password": PASSWORD})
    assert answer["Location"] == SET_UP
    assert client.get("/desk/orders")["Location"] == f"{SET_UP}?next=/desk/orders"
    assert client.get("/account/password/change/")["Location"] == SET_UP

    page = client.get(SET_UP)
    assert client.session["mfa.totp.secret"] in page.content.decode()
    assert client.post(SET_UP, {"code": "000000"}).status_code == 200
    assert client.get("/desk/orders").status_code == 302
    done = client.post(SET_UP, {"code": code_now(client.session["mfa.totp.secret"])})

    assert done["Location"] == "/account/2fa/recovery-codes/"
    assert client.get(done["Location"]).status_code == 200
    assert client.get("/desk/orders").status_code == 200
    for path in ("/account/2fa/", "/account/sessions/", "/account/password/change/"):
        assert client.get(path).status_code == 200
    assert client.get(SET_UP)["Location"] == "/account/2fa/"


def test_a_code_of_the_app_works_once(cast: Cast) -> None:
    give_second_factor(cast.mei, SECRET)
    assert with_both(Client(), "mei") == "/"
    second = Client()
    second.post(STAFF, {"login": "mei@ordolux.example", "password": PASSWORD})
    assert second.post(SECOND, {"code": code_now(SECRET)}).status_code == 200
    assert second.get("/desk/orders").status_code == 302


def test_the_secret_of_the_app_is_not_readable_in_the_database(cast: Cast) -> None:
    from allauth.mfa.models import Authenticator

    give_second_factor(cast.mei, SECRET)
    assert SECRET not in str(Authenticator.objects.get().data)


def test_three_wrong_codes_end_the_try(client: Client, cast: Cast, postbox: Postbox) -> None:
    client.post(ASK, {"email": "anna@nordlicht.example"})
    right = postbox.code_for("anna@nordlicht.example")
    for _ in range(3):
        answer = client.post(GIVE, {"code": "BBBB-BBBB"})
    assert answer["Location"] == ASK

    client.post(GIVE, {"code": right})
    assert client.get("/portal/").status_code == 302


def test_a_code_ends_on_real_time_also_when_the_simulated_clock_is_far_ahead(
    client: Client, cast: Cast, postbox: Postbox, settings, tmp_path, monkeypatch
) -> None:
    settings.ORDOLUX_SIMULATION, settings.ORDOLUX_STATE = True, tmp_path
    client.post(ASK, {"email": "anna@nordlicht.example"})
    clock.move_to(clock.now().replace(year=clock.now().year + 1))
    assert client.post(GIVE, {"code": postbox.code_for("anna@nordlicht.example")})["Location"] == "/"

    late = Client()
    late.post(ASK, {"email": "omar@alnoor.example"})
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 601)
    until = time.monotonic() + 3
    while len(mail.outbox) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert late.post(GIVE, {"code": postbox.code_for("omar@alnoor.example")})["Location"] == ASK


def test_tries_are_counted_in_the_database(client: Client, cast: Cast) -> None:
    for _ in range(3):
        assert client.post(ASK, {"email": "omar@alnoor.example"}).status_code == 302
        client.cookies.clear()
    refused = client.post(ASK, {"email": "omar@alnoor.example"})
    assert refused.status_code == 200
    assert "Too many" in refused.content.decode()
    assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"


def test_guessing_a_password_is_slowed_down_even_for_the_right_one(client: Client, cast: Cast) -> None:
    give_second_factor(cast.mei, SECRET)
    for _ in range(5):
        client.post(STAFF, {"login": "mei@ordolux.example", "password": "a-guess"})
    answer = client.post(STAFF, {"login": "mei@ordolux.example", "password": PASSWORD})
    assert answer.status_code == 200


def test_the_session_has_another_key_after_signing_in(client: Client, cast: Cast, postbox: Postbox) -> None:
    client.post(ASK, {"email": "anna@nordlicht.example"})
    before = client.session.session_key
    client.post(GIVE, {"code": postbox.code_for("anna@nordlicht.example")})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/portal/", "javascript:alert(1)",
     "/\t/evil.example", "\n//evil.example", "http:///evil.example", "///evil.example", "https://testserver@evil.example"],
)  # fmt: skip
def test_the_way_back_stays_in_the_house(client: Client, cast: Cast, postbox: Postbox, wanted: str) -> None:
    assert with_code(client, "anna@nordlicht.example", postbox, to=wanted) == "/"


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "confirm-email/", "confirm-email/abc/", "password/set/", "password/reset/", "login/webauthn/",
     "password/reset/key/1-abc/", "2fa/totp/deactivate/", "2fa/webauthn/", "2fa/webauthn/login/", "2fa/trust/", ""],
)  # fmt: skip
def test_what_we_do_not_use_is_not_there(client: Client, cast: Cast, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}").status_code == 404


def test_nobody_signs_up() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_somebody_who_left_is_out_at_once(client: Client, cast: Cast) -> None:
    give_second_factor(cast.mei, SECRET)
    with_both(client, "mei")
    cast.mei.is_active = False
    cast.mei.save()
    assert client.get("/desk/orders").status_code == 302


def test_signing_out_takes_a_click_not_a_link(client: Client, cast: Cast, postbox: Postbox) -> None:
    with_code(client, "anna@nordlicht.example", postbox)
    client.get("/account/logout/")
    assert client.get("/portal/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/portal/").status_code == 302


def test_forms_without_their_token_are_refused(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in (ASK, GIVE, STAFF, SECOND, "/account/logout/"):
        assert strict.post(path, {}).status_code == 403


def _plain(answer) -> str:
    """The page without what differs from one showing to the next: tokens, keys, the address and the time."""
    text = answer.content.decode()
    for pattern in (
        r'name="csrfmiddlewaretoken" value="[^"]*"', r'name="key" value="[^"]*"', r'"X-CSRFToken": "[^"]*"',
        r'data-now="\d+"', r"(anna|inge)@nordlicht\.example",
    ):  # fmt: skip
        text = re.sub(pattern, "", text)
    return text
