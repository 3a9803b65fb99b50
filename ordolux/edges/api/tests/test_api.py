"""The API: every deed has a route, every answer is described, and no body however odd makes it stumble."""

import json
import random
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from ordolux.edges.api.deeds import path_of, subject_of
from ordolux.edges.api.urls import api
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import REGISTER
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import revoke_token
from ordolux.foundation.parties.models import Company, Person, Token
from tests.access.world import World, fingerprint, undone
from tests.cast import AT

OFFERED = api.get_openapi_schema()
DEEDS = sorted(name for name in REGISTER if not name.startswith("test."))


@pytest.fixture
def world(db: None) -> World:
    """Both companies with a deal each."""
    return World()


def send(client: Client, path: str, body: Any, key: str = "", **headers: str) -> Any:
    """POST ``body`` to ``path`` below /api/v1 with the program's key."""
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


@pytest.mark.parametrize("name", DEEDS)
def test_every_deed_has_a_route(name: str) -> None:
    operation = OFFERED["paths"][f"/api/v1{path_of(REGISTER[name])}"]["post"]
    assert operation["operationId"] == name.replace(".", "_")
    assert operation["summary"]


def test_the_description_is_openapi_3_1(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert [str(fault) for fault in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_a_program_does_a_deed_for_its_person(world: World, client: Client) -> None:
    deal = world.deals["own"]
    answer = send(
        client, f"/deals/{deal.number}/deeds/message.post", {"text": "Hello"}, world.cast.token("anna")
    )
    assert answer.status_code == 200
    assert answer.json()["record"] == "foundation.message"
    assert Message.objects.get(number=answer.json()["number"]).author == world.cast.anna


def test_a_second_try_with_the_same_key_has_no_second_effect(world: World, client: Client) -> None:
    path, token = f"/deals/{world.deals['own'].number}/deeds/message.post", world.cast.token("anna")
    answers = [send(client, path, {"text": "Hello"}, token, **{"Idempotency-Key": "7f"}) for _ in range(3)]
    assert {answer.content for answer in answers} == {answers[0].content}
    assert Message.objects.count() == 1
    other = send(client, path, {"text": "Good-bye"}, token, **{"Idempotency-Key": "7f"})
    assert (other.status_code, other.json()["code"]) == (422, "KeyUsedForSomethingElse")


def test_a_refusal_is_a_problem_document(world: World, client: Client) -> None:
    path = f"/deals/{world.deals['own'].number}/deeds/message.post"
    answer = send(client, path, {"text": " "}, world.cast.token("anna"))
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (409, "EmptyMessage")
    wrong = send(client, path, {"text": 7}, world.cast.token("anna"))
    assert (wrong.status_code, wrong.json()["findings"][0]["where"].endswith("text")) == (422, True)


def test_another_companys_record_answers_like_a_missing_one(world: World, client: Client) -> None:
    token = world.cast.token("anna")
    before = fingerprint()
    foreign, missing = (
        send(client, f"/deals/{number}/deeds/message.post", {"text": "Hello"}, token)
        for number in (world.deals["foreign"].number, "D-2026-9999")
    )
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    headers = {"Authorization": f"Bearer {token}"}
    foreign, missing = (
        client.get(f"/api/v1/deals/{number}", headers=headers)
        for number in (world.deals["foreign"].number, "D-2026-9999")
    )
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    listed = client.get("/api/v1/deals", headers=headers).json()["deals"]
    assert [deal["number"] for deal in listed] == [world.deals["own"].number]
    assert fingerprint() == before


def test_a_customer_encloses_only_what_his_company_gave_us(world: World, client: Client) -> None:
    foreign = store_bytes(b"another customer's drawing", "application/octet-stream")
    path = f"/deals/{world.deals['own'].number}/deeds/message.post"
    said = {"text": "Look", "enclosures": [{"name": "drawing.pdf", "sha256": foreign.sha256}]}
    token = world.cast.token("anna")
    refused = send(client, path, said, token)
    assert (refused.status_code, Message.objects.count()) == (404, 0)

    given = client.post("/api/v1/files", b"our own drawing", content_type="application/octet-stream",
                        headers={"Authorization": f"Bearer {token}"}).json()  # fmt: skip
    said["enclosures"] = [{"name": "drawing.pdf", "sha256": given["sha256"]}]
    assert send(client, path, said, token).status_code == 200


def test_a_program_with_fewer_roles_may_do_less_than_its_person(world: World, client: Client) -> None:
    token = world.cast.token("anna", roles=["payer", "manager"])
    assert Token.objects.get().roles == ["payer"]
    number = world.deals["own"].number
    assert send(client, f"/deals/{number}/deeds/message.post", {"text": "Hello"}, token).status_code == 200
    answer = send(client, f"/deals/{number}/deeds/note.add", {"text": "Hello"}, token)
    assert (answer.status_code, answer.json()["code"]) == (403, "NotPermitted")


def test_a_revoked_an_unknown_and_a_left_persons_key_are_nothing(world: World, client: Client) -> None:
    path, token = f"/deals/{world.deals['own'].number}/deeds/message.post", world.cast.token("anna")
    assert send(client, path, {"text": "Hello"}, "invented").status_code == 401
    revoke_token(Token.objects.get(), by=world.cast.adele.actor(), at=AT)
    assert send(client, path, {"text": "Hello"}, token).status_code == 401
    other = world.cast.token("mei")
    world.cast.mei.is_active = False
    world.cast.mei.save()
    assert send(client, path, {"text": "Hello"}, other).status_code == 401


def test_a_visitor_may_only_ask(world: World, client: Client) -> None:
    answer = send(client, f"/deals/{world.deals['own'].number}/deeds/message.post", {"text": "Hello"})
    assert (answer.status_code, answer.json()["code"]) == (401, "NotSignedIn")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_browsers_session_is_no_key(world: World, client: Client) -> None:
    client.force_login(world.cast.anna)
    answer = send(client, f"/deals/{world.deals['own'].number}/deeds/message.post", {"text": "Hello"})
    assert answer.status_code == 401


def test_what_no_schema_names_is_not_taken_over(world: World, client: Client) -> None:
    deal = world.deals["own"]
    send(client, f"/deals/{deal.number}/deeds/message.post",
         {"text": "Hello", "paid_amount": "999", "by": {"name": "system"}, "at": "2020-01-01T00:00:00Z", "state": "sent"},
         world.cast.token("anna"))  # fmt: skip
    fresh, said = Deal.objects.get(pk=deal.pk), Message.objects.get()
    assert (fresh.paid_amount, said.from_name, said.at.year > 2025) == (0, "Anna Petersen (program)", True)


def test_three_odd_bodies_for_every_deed_are_answered_without_a_fault(world: World) -> None:
    client = Client(raise_request_exception=False)
    dice = random.Random(20260914)
    stumbled = []
    for name in DEEDS:
        deed = REGISTER[name]
        model = subject_of(deed)
        # a whole record where the cast has one; of others only the way to them is tried
        whole = model is not None and model in (Deal, Person, Company)
        record: Any = world.record(model, "own") if model is not None and whole else None
        number = str(
            getattr(record, "number", None) or getattr(record, "email", None) or getattr(record, "pk", "X-1")
        )
        path = path_of(deed).replace("{number}", number)
        role = min(deed.roles)
        person = world.people.get(role)
        token = (
            world.cast.people.setdefault(str(role), person) and world.cast.token(str(role)) if person else ""
        )
        operation = OFFERED["paths"][f"/api/v1{path_of(deed)}"]["post"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        for body in (
            made_by(schema, dice),
            made_by(schema, dice),
            {"text": ["\0"], "lines": {"a": 1}, "pieces": 10**40},
        ):
            with undone():
                answer = send(client, path, body, token)
            if answer.status_code >= 500:
                stumbled.append(f"{name}: {json.dumps(body)[:300]}")
    assert not stumbled, "\n".join(stumbled)


def made_by(schema: Any, dice: random.Random) -> Any:
    """A value that fits ``schema``, by lot."""
    if "$ref" in schema:
        return made_by(OFFERED["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], dice)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return made_by(dice.choice(schema[several]), dice)
    if "enum" in schema:
        return dice.choice(schema["enum"])
    if "const" in schema:
        return schema["const"]
    match schema.get("type"):
        case "object":
            wanted = set(schema.get("required", ()))
            return {
                name: made_by(part, dice)
                for name, part in schema.get("properties", {}).items()
                if name in wanted or dice.random() < 0.7
            }
        case "array":
            if "prefixItems" in schema:
                return [made_by(part, dice) for part in schema["prefixItems"]]
            return [made_by(schema.get("items", {}), dice) for _ in range(dice.randint(0, 3))]
        case "integer":
            return dice.choice([0, 1, -1, 300, 2**31, 2**53])
        case "number":
            return dice.choice([0, -1, 0.5, 1e300])
        case "boolean":
            return dice.random() < 0.5
        case "null":
            return None
    match schema.get("format"):
        case "date":
            return dice.choice(["2026-09-14", "0001-01-01", "9999-12-31"])
        case "date-time":
            return dice.choice(["2026-09-14T02:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00"])
        case "time":
            return "08:00:00"
    if "A-Z" in schema.get("pattern", ""):
        return dice.choice(["EUR", "XXX"])
    if "0-9a-f" in schema.get("pattern", ""):
        return "0" * 64
    return dice.choice(
        ["1", "0", "-1", "1e30", "NaN", "D-2026-0001", "x" * 5000, "灯", "\u202e\ud7ff", "a\tb", "2026-01-01"]
    )
