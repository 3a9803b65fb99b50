"""The walk: every address × method × role × own, foreign and missing record."""

import re
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from ordolux.edges.access import Access, Kind
from ordolux.foundation.actors import Role
from tests.access.addresses import Address, addresses, ours
from tests.access.world import NoFactory, World, fingerprint, undone, writes
from tests.cast import sign_in

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
CHANGES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|name="key" value="[^"]*"|"X-CSRFToken": "[^"]*"|data-now="\d+"'
    r"|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b"
)


@pytest.fixture
def world(db: None) -> World:
    """Both companies with their records, and one person for each role."""
    made = World()
    lost = set()
    for model in {address.access.finds for address in ours() if address.access and address.access.finds}:
        for side in ("own", "foreign"):
            try:
                made.record(model, side)
            except NoFactory as fault:
                lost.add(str(fault))
    assert lost == set()
    return made


@pytest.fixture
def bare_world(db: None) -> World:
    """The same without hollow records, which no list would ever show."""
    return World()


def test_every_address_says_who_may_open_it() -> None:
    undeclared = [f"/{address.route} ({address.name})" for address in addresses() if not address.is_declared]
    assert undeclared == []


def test_every_address_that_names_a_record_says_which_one() -> None:
    silent = [
        f"/{address.route}"
        for address in ours()
        if "number" in address.parameters
        and address.access
        and address.access.finds is None
        and address.access.kind in (Kind.STAFF, Kind.CUSTOMER, Kind.SIGNED_IN)
    ]
    assert silent == []


# a hollow record is not enough: a note is changed by its author alone, it has no file, and the form names another record
ONLY_WITH_MORE = re.compile(r"^desk/notes/|/(file|copy|merging|answer)$")


@pytest.mark.parametrize("half", [0, 1])
def test_each_role_gets_in_where_it_may_and_nowhere_else(world: World, half: int) -> None:
    people = {None: Client(raise_request_exception=False)} | {
        role: sign_in(Client(raise_request_exception=False), person) for role, person in world.people.items()
    }
    wrong: list[str] = []
    before = fingerprint()
    for address in ours()[half::2]:
        access = address.access
        assert access is not None
        path = address.path({"number": number_of(world, access, "own"), "token": "invented"})

        def ask(
            role: Role | None, method: str, expected: str, path: str = path, address: Address = address
        ) -> None:
            answer = people[role].generic(method, path)
            if not fits(expected, answer):
                wrong.append(
                    f"{method} /{address.route} as {role or 'nobody'}: {answer.status_code} "
                    f"{answer.headers.get('Location', '')}, not {expected}"
                )

        # everybody by the methods that the page takes, and one of those who may come in by the others too
        cells = [
            (role, method, expectation(access, role, method))
            for role in people
            for method in (
                METHODS if role == min(access.roles, default=None) else set(access.methods) - {"HEAD"}
            )
        ]
        written = writes()
        for role, method, expected in cells:
            if not expected.startswith("in"):
                ask(role, method, expected)
        if writes() != written and fingerprint() != before:
            wrong.append(f"/{address.route}: refused, but something was written")
            before = fingerprint()
        for role, method, expected in cells:
            if expected.startswith("in"):
                # a sheet or a piece of a hollow record may be missing, and so may what is named by no number
                is_sure = (
                    access.kind is not Kind.PUBLIC
                    and address.parameters in ((), ("number",))
                    and not ONLY_WITH_MORE.search(address.route)
                )
                with undone():
                    ask(role, method, expected if is_sure else "in, if it is there")
    assert not wrong, "\n".join(wrong)


def test_a_foreign_record_answers_like_a_missing_one(world: World) -> None:
    wrong: list[str] = []
    for address in ours():
        access = address.access
        if access is None or access.finds is None or access.kind not in (Kind.CUSTOMER, Kind.SIGNED_IN):
            continue
        role = next(role for role in (Role.BUYER, Role.SIGNATORY, Role.PAYER) if role in access.roles)
        client = sign_in(Client(raise_request_exception=False), world.people[role])
        before = fingerprint()
        foreign = number_of(world, access, "foreign")
        for method in METHODS:
            answers = []
            for number in (foreign, missing_like(foreign)):
                with undone():
                    answers.append(client.generic(method, address.path({"number": number})))
            first, second = (
                (a.status_code, CHANGES.sub("", a.content.decode().replace(number, "…")))
                for a, number in zip(answers, (foreign, missing_like(foreign)), strict=True)
            )
            if method in access.methods and first[0] != 404:
                wrong.append(f"{method} /{address.route}: a foreign record answers {first[0]}")
            if first != second:
                wrong.append(
                    f"{method} /{address.route}: foreign {first[0]}, missing {second[0]}, or other words"
                )
        if fingerprint() != before:
            wrong.append(f"/{address.route}: refused, but something was written")
    assert not wrong, "\n".join(wrong)


def test_a_missing_record_is_not_found_by_our_own_people_either(world: World) -> None:
    wrong = []
    for address in ours():
        access = address.access
        if access is None or access.finds is None or access.kind is not Kind.STAFF:
            continue
        client = sign_in(Client(raise_request_exception=False), world.people[min(access.roles)])
        for method in set(access.methods) - {"HEAD"}:
            with undone():
                answer = client.generic(method, address.path({"number": "X-2026-9999"}))
            if answer.status_code != 404:
                wrong.append(f"{method} /{address.route}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


# a mail program posts without our cookies (RFC 8058): what it says is proved by the token in the address
# and in a page of others nobody is signed in, so nothing can be forged in his name: without the site's key there is nothing
PROVED_OTHERWISE = {"notices/stop/<str:token>": 410, "embed/inquiry": 404, "embed/inquiry/draft": 404}


def test_without_its_token_no_form_is_taken(world: World) -> None:
    """Every address that takes a POST, as the one who may, but from a foreign page."""
    wrong = []
    for address in ours():
        access = address.access
        if access is None or "POST" not in access.methods:
            continue
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if access.roles:
            sign_in(client, world.people[min(access.roles)])
        with undone():
            answer = client.post(address.path({"number": "X-2026-9999", "token": "invented"}))
        if answer.status_code != PROVED_OTHERWISE.get(address.route, 403):
            wrong.append(f"/{address.route}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


ODD_NUMBERS = ["%00", "x%00y", "a" * 4000, "%F0%9F%92%A1", "..%2F..%2Fetc", "%27%20OR%201=1--"]


def test_odd_numbers_are_missing_not_a_fault(world: World) -> None:
    """Each address is asked for two of them, each kind of record for all."""
    wrong, turn = [], Counter[Any]()
    for address in ours():
        access = address.access
        if access is None or access.finds is None:
            continue
        client = sign_in(Client(raise_request_exception=False), world.people[min(access.roles)])
        method = access.methods[0]
        first = turn[access.finds]
        turn[access.finds] += 2
        for place in range(first, first + 2):
            bad = ODD_NUMBERS[place % len(ODD_NUMBERS)]
            with undone():
                answer = client.generic(method, address.path({"number": bad}))
            if answer.status_code not in (400, 404):
                wrong.append(f"{method} /{address.route} for {bad[:20]}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_odd_words_in_lists_and_forms_are_no_fault(bare_world: World) -> None:
    wrong = []
    for address in ours():
        access = address.access
        if access is None or access.finds is not None or access.kind is Kind.LINK:
            continue
        client = Client(raise_request_exception=False)
        if access.roles:
            sign_in(client, bare_world.people[min(access.roles)])
        odd = {"q": "x\0y", "after": "zzz", "before": "9" * 5000, "page": "-1", "sort": "password", "stage": "☃",
               "seen": "9" * 5000, "key": "k" * 5000, "_connector": "OR", "pk__in": "1"}  # fmt: skip
        for method in set(access.methods) & {"GET", "POST"}:
            for given in (odd, {name: value.replace("\0", "") for name, value in odd.items()}, {}):
                with undone():
                    answer = getattr(client, method.lower())(address.path({}), given)
                if answer.status_code >= 500:
                    wrong.append(f"{method} /{address.route} {sorted(given)[:2]}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def number_of(world: World, access: Access, side: str) -> str:
    """By what the address names the record on this side."""
    if access.finds is None:
        return "1"
    record: Any = world.record(access.finds, side)
    return str(getattr(record, "number", record.pk))


def missing_like(number: str) -> str:
    """A number of the same length that nobody has."""
    return "Z" * len(number)


def expectation(access: Access, role: Role | None, method: str) -> str:
    """What the walk must meet: in, sign in, refused, no such method, link ended."""
    if access.kind is Kind.LINK:
        return "link ended"
    if access.kind is not Kind.PUBLIC:
        if role is None:
            return "sign in"
        if role not in access.roles:
            return "refused"
    if method not in access.methods:
        return "no such method"
    return "in"


def fits(expected: str, answer: Any) -> bool:
    """Whether the answer is what was expected."""
    status, location = answer.status_code, answer.headers.get("Location", "")
    match expected:
        case "link ended":
            return bool(status == 410)
        case "sign in":
            return bool(status == 302 and location.startswith("/account/login/"))
        case "refused":
            return bool(status == 403)
        case "no such method":
            return bool(status == 405)
        case "in, if it is there":
            return status not in (401, 403, 405) and not location.startswith("/account/")
    return status not in (401, 404, 405) and not location.startswith("/account/")


def test_an_address_has_a_walkable_route() -> None:
    assert all(isinstance(address, Address) and "(?P" not in address.route for address in ours())
