"""The whole API asked by a machine: cases for every operation, made from its own description by schemathesis.

No case may make a fault of ours, and none may be answered without the right to. The application is called in this
process; each case is taken back, so that one operation does not change what the next one finds. ``ORDOLUX_TEST_API_CASES``
asks for another number of cases than 25 for each operation; `make soak` asks for 100.
"""

import os
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_schema_conformance,
    status_code_conformance,
)

from ordolux.config.wsgi import application
from ordolux.edges.api.deeds import collection_of, load_deeds, subject_of
from ordolux.edges.api.urls import api
from ordolux.edges.lists.listing import LISTINGS
from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.deeds import REGISTER
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.deeds import add_person, issue_token, new_token
from ordolux.foundation.parties.models import Company, Person
from ordolux.shipping.tests import goods
from tests.access.world import undone
from tests.cast import AT
from tests.faults.spine import Scene

CASES = int(os.environ.get("ORDOLUX_TEST_API_CASES", "25"))
PARTS = 6
WITHOUT_A_KEY = 2  # so many cases of each operation are asked again with a wrong key and with none
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
WHO: dict[str, Any] = {"by": Actor.system(), "at": AT}


def key_for(person: Person, roles: list[str]) -> str:
    """A program's key."""
    key, hashed = new_token()
    issue_token(person, label="machine", token_hash=hashed, roles=roles, **WHO)
    return key


class House:
    """A piece of business in each of its states, keys of both sides, and the numbers of what there is."""

    def __init__(self) -> None:
        load_deeds()
        scene = Scene()
        scene.claimed()
        goods.sent(scene.made())
        everybody = sorted(role.value for role in STAFF_ROLES)
        ours = add_person(email="machine@ordolux.example", name="Machine", roles=everybody, **WHO)
        buyer = Person.objects.filter(company__isnull=False, is_active=True).earliest("pk")
        stranger = add_person(
            email="stranger@elsewhere.example", name="Stranger", roles=["buyer", "signatory", "payer"],
            company=Company.objects.exclude(pk=buyer.company_id).first() or _elsewhere(), **WHO,
        )  # fmt: skip
        self.keys = {
            "ours": key_for(ours, everybody),
            "customer": key_for(buyer, buyer.roles),
            "stranger": key_for(stranger, stranger.roles),
            "marketing": key_for(ours, ["marketing"]),
        }
        self.numbers: dict[str, list[str]] = {}
        self.foreign: dict[str, str] = {}  # of each collection one that the stranger does not see
        models = {model for deed in REGISTER.values() if (model := subject_of(deed)) is not None} | {Document}
        for model in models:
            self.numbers[collection_of(model)] = _numbers(model)
            mine = model.objects.visible_to(stranger.actor()).values("pk")  # type: ignore[attr-defined]
            for number in _numbers(model, but=mine)[:1]:
                self.foreign[collection_of(model)] = number
        for told in LISTINGS.values():
            rows = told.rows(ours.actor())
            self.numbers.setdefault(told.name, _numbers(rows.model))


def _elsewhere() -> Company:
    from ordolux.foundation.parties.deeds import register_company

    return register_company(legal_name="Elsewhere", country="FR", zone="Europe/Paris", calendar="FR", **WHO)


def _numbers(model: Any, but: Any = ()) -> list[str]:
    names = {field.name for field in model._meta.concrete_fields}
    name = next((each for each in ("number", "email") if each in names), "pk")
    return [
        str(value)
        for value in model._base_manager.exclude(pk__in=but).order_by("-pk").values_list(name, flat=True)[:5]
    ]


@pytest.fixture
def house(db: None, settings: Any) -> Iterator[House]:
    """Everything that there is to ask about."""
    settings.API_PER_MINUTE = 1_000_000
    # as Django's own test client does: the end of a request must not close the connection of the test
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield House()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(part: int) -> list[Any]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    _shorten(schema.raw_schema["components"]["schemas"])
    found = [result.ok() for result in schema.get_all_operations()]
    return sorted(found, key=lambda operation: operation.label)[part::PARTS]


def _shorten(told: Any, most: int = 300) -> None:
    """Ask for texts of a page, not of a book: the generator turns a pattern with its greatest length into one automaton,
    which takes seconds for a hundred thousand characters. (Very long texts are typed by ``tests/forms``.)"""
    for each in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        _shorten(each, most)
    if isinstance(told, dict) and "pattern" in told and int(told.get("maxLength") or 0) > most:
        told["maxLength"] = most


def key_of(operation: Any, house: House) -> str:
    """The key of a side that may do this: ours unless only customers may."""
    told = operation.definition.raw.get("description", "").partition("For: ")[2].rstrip(".").split(", ")
    return house.keys[
        "ours" if {*told} & {role.value for role in STAFF_ROLES} or told == [""] else "customer"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_case_makes_a_fault_and_none_is_answered_without_the_right(house: House, part: int) -> None:
    faults: list[str] = []
    with undone():
        for operation in operations(part):
            _try(operation, house, faults)
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:60])


def _try(operation: Any, house: House, faults: list[str]) -> None:
    key = key_of(operation, house)
    known = house.numbers.get(operation.path.removeprefix("/api/v1").strip("/").split("/")[0], [])

    @seed(20260914)
    @settings(max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
              phases=[Phase.generate])  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        tried = getattr(ask, "tried", 0)
        ask.tried = tried + 1  # type: ignore[attr-defined]
        if known and "number" in (case.path_parameters or {}) and tried % 5:
            case.path_parameters["number"] = known[tried % len(known)]
        with undone():
            checks = [*CHECKS, ignored_auth] if tried < WITHOUT_A_KEY else CHECKS
            case.call_and_validate(checks=checks, headers={"Authorization": f"Bearer {key}"})

    raised: list[str] = []

    def note(**_: Any) -> None:
        raised.append("".join(traceback.format_exc(limit=-2)))

    got_request_exception.connect(note)
    try:
        ask()
    except BaseExceptionGroup as several:
        faults.append(f"{operation.label}: {several.exceptions[0]!s:.600}\n{''.join(raised[-1:])}")
    except AssertionError as fault:
        faults.append(f"{operation.label}: {fault!s:.600}\n{''.join(raised[-1:])}")
    finally:
        got_request_exception.disconnect(note)


BY_THE_SITES_KEY = ("/api/v1/website/inquiries",)  # not a person's: tests/test_website.py of the API
EVERYBODYS = ("products", "families", "product-documents")

# ── who may ask ─────────────────────────────────────────────────────────────

OFFERED = api.get_openapi_schema()
ASKED = [
    (method, path, operation)
    for path, methods in sorted(OFFERED["paths"].items())
    for method, operation in methods.items()
]


@pytest.fixture
def ask(house: House, client: Client) -> Callable[..., Any]:
    """Ask one operation about a record that there is, with a key or none."""

    def send(method: str, path: str, key: str = "", *, foreign: bool = False) -> Any:
        collection = path.removeprefix("/api/v1/").split("/")[0]
        known = [house.foreign[collection]] if foreign else house.numbers.get(collection, [])
        where = path.replace("{number}", known[0] if known else "X-1")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        with undone():
            return client.generic(method.upper(), where, b"{}", "application/json", headers=headers)

    return send


def test_nothing_is_answered_without_a_key_but_what_the_website_offers(ask: Callable[..., Any]) -> None:
    answered = [
        (method, path, key, status)
        for method, path, operation in ASKED
        if {} not in operation["security"]
        for key in ("", "invented")
        # a body that does not fit is refused before anything is looked up
        if (status := ask(method, path, key).status_code) not in ((401, 422) if not key else (401,))
    ]
    assert answered == []


def test_a_strangers_key_reaches_no_record_of_another_company(ask: Callable[..., Any], house: House) -> None:
    answered, asked = [], set()
    for method, path, _ in ASKED:
        collection = path.split("/")[3]
        # what everybody may see, and what begins from nothing, is no record of another company
        if "{number}" not in path or collection in EVERYBODYS or collection not in house.foreign:
            continue
        asked.add(collection)
        status = ask(method, path, house.keys["stranger"], foreign=True).status_code
        if status not in (403, 404, 422):
            answered.append((method, path, status))
    assert answered == []
    missing = {
        "companies",
        "people",
        "deals",
        "inquiries",
        "quotations",
        "orders",
        "claims",
        "shipments",
    } - asked
    assert missing == set()


def test_a_key_without_the_role_does_nothing(ask: Callable[..., Any], house: House) -> None:
    answered = []
    for method, path, operation in ASKED:
        roles = operation.get("description", "").partition("For: ")[2].rstrip(".").split(", ")
        if roles in ([""], ["anybody"]) or Role.MARKETING.value in roles or path in BY_THE_SITES_KEY:
            continue
        status = ask(method, path, house.keys["marketing"]).status_code
        if status not in (403, 422):
            answered.append((method, path, status))
    assert answered == []
