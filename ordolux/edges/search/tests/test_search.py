"""Find or do anything: everybody finds what is his, nobody what is not; deeds are told with their reasons."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.edges.search.doings import DOINGS, offered_on
from ordolux.edges.search.found import KINDS, NAMED, PAPERS, find_records
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import REGISTER, Stateful
from ordolux.foundation.search import words_of
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.production.models import Batch, Purchase
from ordolux.shipping.models import ShippingPlan
from ordolux.support.models import Claim
from tests.access.world import NoFactory, World, begin_business
from tests.cast import AT, sign_in

CUSTOMERS = (Role.BUYER, Role.SIGNATORY, Role.PAYER)
SECRET = ("Mingzhou LED Chips", "PO-", "S-2026", "2835-", "note to ourselves")


@pytest.fixture
def world(db: None) -> World:
    """Both companies with a deal each."""
    return World()


def filled(world: World) -> dict[str, list[tuple[str, Any]]]:
    """A record of every kind on both sides, by side, each with the number by which it is looked for."""
    made: dict[str, list[tuple[str, Any]]] = {"own": [], "foreign": []}
    for side, rows in made.items():
        for kind in (*NAMED, *PAPERS):
            try:
                record = world.record(kind.model, side)
            except NoFactory:
                continue
            rows.append((str(getattr(record, kind.number)), record))
    return made


def numbers(text: str, actor: Actor) -> set[str]:
    return {hit.number for hit in find_records(text, actor)}


def test_our_people_find_every_kind_of_record_by_its_number(world: World) -> None:
    for number, record in filled(world)["own"]:
        kind = KINDS[record._meta.label_lower]
        if not [view for view in kind.desk if not view.startswith("desk:order")] or kind.model._meta.model_name in (
            "message", "company", "person", "part", "supplier", "product", "bankstatement"
        ):  # fmt: skip
            continue
        found = find_records(number, world.people[Role.MANAGER].actor())
        assert number in {hit.number for hit in found} or kind.model is Purchase, kind.word
        assert found[0].number == number


@pytest.mark.parametrize("role", CUSTOMERS)
def test_a_customer_finds_nothing_of_others_and_nothing_internal(world: World, role: Role) -> None:
    rows = filled(world)
    actor = world.people[role].actor()
    own = {number for number, _ in rows["own"]}
    for number, record in rows["foreign"]:
        if record._meta.model_name == "product":
            continue  # what we sell is public
        assert number not in numbers(number, actor) or number in own, record
    for words in SECRET:
        assert find_records(words, actor) == []
    for number, record in rows["own"]:
        if record._meta.model_name in ("part", "supplier", "purchase", "inquiry", "job", "person", "company"):
            assert number not in numbers(number, actor), record


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SYSTEM, Role.PUBLIC)])
def test_every_result_leads_to_a_page_that_opens(world: World, client: Client, role: Role) -> None:
    rows = filled(world)["own"]
    person = world.people[role]
    sign_in(client, person)
    urls = {hit.url for number, _ in rows for hit in find_records(number, person.actor())}
    client.raise_request_exception = False  # hollow rows have no lines to show; the door is what counts here
    assert {
        url: client.get(url).status_code for url in urls if client.get(url).status_code in (302, 403, 404)
    } == {}


def test_a_visitor_finds_nothing(world: World) -> None:
    assert find_records(world.deals["own"].number, Actor.visitor()) == []


def test_business_is_found_by_title_and_by_its_customer(world: World) -> None:
    actor = world.people[Role.SALES].actor()
    own = world.deals["own"].number
    assert own in numbers("lamps for", actor)
    assert own in numbers("NORDLICHT", actor)
    assert own in numbers("nordlicht lamps", actor)
    assert world.deals["foreign"].number not in numbers("nordlicht lamps", actor)


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'; --", "100%", "{x}", "%s", "🙂", "\u202e", "a" * 500, "\0"]
)
def test_odd_words_are_only_words(world: World, client: Client, words: str) -> None:
    assert find_records(words, world.people[Role.SALES].actor()) == []
    sign_in(client, world.people[Role.SALES])
    assert client.get("/desk/search", {"q": words}).status_code in (200, 400)
    assert len(words_of(" ".join(["w"] * 50))) <= 6


@pytest.mark.parametrize("side", ["desk", "portal"])
def test_an_answer_takes_less_than_fifteen_statements_however_much_there_is(
    world: World, client: Client, side: str
) -> None:
    person = world.people[Role.SALES if side == "desk" else Role.BUYER]
    sign_in(client, person)
    page = f"/{side}/orders/{world.deals['own'].number}"

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/{side}/search", {"q": "lamps", "page": page, "palette": "1"})
        assert answer.status_code == 200
        return len(asked)

    few = statements()
    for _ in range(50):
        begin_business(buyer=world.cast.nordlicht, by=Actor.system(), at=AT)
    assert statements() <= few < 15


# ── what can be done ────────────────────────────────────────────────────────


def test_what_the_table_says_agrees_with_deeds_and_moves(world: World) -> None:
    for doing in DOINGS:
        assert doing.deed in REGISTER, doing.deed
        if "*" in doing.states:
            continue
        assert issubclass(doing.model, Stateful)
        every = set(map(str, doing.model.MOVES)) | {str(s) for to in doing.model.MOVES.values() for s in to}
        assert doing.states <= every, doing.deed
        if doing.leads_to:
            leading = {
                str(state) for state, to in doing.model.MOVES.items() if doing.leads_to in map(str, to)
            }
            assert doing.states <= leading, doing.deed


def test_what_can_be_done_stands_first_and_leads_to_its_page(world: World) -> None:
    inquiry = world.record(Inquiry, "own")
    told = offered_on(inquiry, world.people[Role.SALES].actor())
    assert told[0].url.endswith(f"/desk/inquiries/{inquiry.number}")
    assert [each.is_blocked for each in told] == sorted(each.is_blocked for each in told)


def test_what_cannot_be_done_says_which_role_or_which_state_it_needs(world: World) -> None:
    plan = world.record(ShippingPlan, "own")
    by_planner = {each.command: each.reason for each in offered_on(plan, world.people[Role.PLANNER].actor())}
    assert any("Logistics" in reason for reason in by_planner.values())
    told = offered_on(plan, world.people[Role.LOGISTICS].actor())
    assert any(plan.number in each.reason and "“" in each.reason for each in told if each.is_blocked)
    assert all(each.reason or each.url for each in told)


@pytest.mark.parametrize("model", [Quotation, Batch, ShippingPlan, Claim])
def test_a_customer_is_offered_his_own_deeds_only(world: World, model: Any) -> None:
    told = offered_on(world.record(model, "own"), world.people[Role.BUYER].actor())
    theirs = {doing.command for doing in DOINGS if not REGISTER[doing.deed].roles & set(CUSTOMERS)}
    assert not theirs & {each.command for each in told}


def test_the_palette_knows_the_record_of_the_page_and_no_foreign_one(world: World, client: Client) -> None:
    sign_in(client, world.people[Role.BUYER])
    foreign = client.get(
        "/portal/search", {"palette": "1", "page": f"/portal/orders/{world.deals['foreign'].number}"}
    )
    own = client.get(
        "/portal/search", {"palette": "1", "page": f"/portal/orders/{world.deals['own'].number}"}
    )
    assert world.deals["own"].number in own.content.decode()
    assert "Write a message" not in foreign.content.decode()
    assert client.get("/portal/search", {"page": "//evil.example/x", "q": "x"}).status_code == 200


# ── the handbook ────────────────────────────────────────────────────────────


def test_the_handbook_is_read_in_the_product_and_found_by_words(world: World, client: Client) -> None:
    sign_in(client, world.people[Role.SALES])
    shown = client.get("/desk/handbook").content.decode()
    assert "/desk/handbook/sales" in shown
    assert client.get("/desk/handbook/sales").status_code == 200
    assert client.get("/desk/handbook/nothing").status_code == 404
    assert client.get("/desk/handbook/..%2F..%2FREADME").status_code == 404
    found = client.get("/desk/search", {"q": "quotation"}).content.decode()
    assert "/desk/handbook/" in found


def test_a_customer_reads_his_own_part_of_the_handbook(world: World, client: Client) -> None:
    sign_in(client, world.people[Role.BUYER])
    assert client.get("/portal/handbook/customer").status_code == 200
    assert client.get("/portal/handbook/finance").status_code == 404
