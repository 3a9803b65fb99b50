"""Customers on the desk: listed, registered, changed and undone; pages that cost the same for one and for many."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Company, Person
from tests.access.world import World, begin_business
from tests.cast import AT, sign_in

COMPANY = {
    "legal_name": "Lumière Vernet SAS", "country": "FR", "address": "18 rue des Docks\nLyon", "tax_number": "FR1",
    "language": "en", "currency": "EUR", "payment_term": "TT_30_70_BS", "zone": "Europe/Paris", "calendar": "CN",
    "domain": "lumiere.example",
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    """Both companies with a deal each."""
    return World()


@pytest.fixture
def mei(world: World) -> Client:
    """Mei's browser."""
    return sign_in(Client(), world.people[Role.SALES])


def with_calendar(said: dict[str, str]) -> dict[str, str]:
    from ordolux.foundation.calendars.deeds import fill_calendar_year

    fill_calendar_year(
        calendar="CN", year=2026, by=Actor("set-up", frozenset({Role.ADMINISTRATOR, Role.MANAGER})), at=AT
    )
    return said


def test_a_company_is_registered_and_gets_its_people(mei: Client) -> None:
    answer = mei.post("/desk/customers/new", {"key": "n", **with_calendar(COMPANY)}, follow=True)
    company = Company.objects.get(legal_name=COMPANY["legal_name"])
    assert answer.redirect_chain[-1][0] == f"/desk/customers/{company.number}"
    assert "Lumière Vernet SAS" in answer.content.decode()

    said: dict[str, Any] = {
        "key": "p", "name": "Claire Vernet", "email": "c.vernet@lumiere.example", "roles": ["buyer", "payer"],
        "language": "en", "zone": "Europe/Paris",
    }  # fmt: skip
    page = mei.post(f"/desk/customers/{company.number}/people/new", said, follow=True).content.decode()

    assert "Claire Vernet" in page
    claire = Person.objects.get(email="c.vernet@lumiere.example")
    assert (claire.company_id, claire.roles) == (company.pk, ["buyer", "payer"])
    again = mei.post(f"/desk/customers/{company.number}/people/new", {**said, "key": "p2"})
    assert again.status_code == 422
    assert "belongs to somebody already" in again.content.decode()
    assert "Claire Vernet" in again.content.decode(), "what was typed stays"


def test_a_change_is_shown_with_before_and_after_and_can_be_undone(mei: Client, world: World) -> None:
    company = world.cast.nordlicht
    path = f"/desk/customers/{company.number}"
    said = {
        **with_calendar(COMPANY),
        "legal_name": "Nordlicht Lighting SE",
        "calendar": "DE",
        "seen": "1",
        "reason": "merger",
    }
    page = mei.post(f"{path}/change", {"key": "c", **said}, follow=True).content.decode()
    assert "merger" in page
    assert "Nordlicht Leuchten GmbH" in page

    event = Event.objects.filter(name="company.changed").latest("id")
    mei.post(f"{path}/undo/{event.pk}", {"key": "u"})

    company.refresh_from_db()
    assert (company.legal_name, company.country) == ("Nordlicht Leuchten GmbH", "DE")
    mei.post(f"{path}/undo/{event.pk}", {"key": "u2"})
    company.refresh_from_db()
    assert company.legal_name == "Nordlicht Leuchten GmbH", "undone once, it is not undone again"


def test_an_old_page_changes_nothing(mei: Client, world: World) -> None:
    path = f"/desk/customers/{world.cast.nordlicht.number}/change"
    mei.post(path, {"key": "a", **with_calendar(COMPANY), "seen": "1"})

    answer = mei.post(path, {"key": "b", **COMPANY, "legal_name": "Other", "seen": "1"})

    assert answer.status_code == 409
    assert Company.objects.get(pk=world.cast.nordlicht.pk).legal_name == COMPANY["legal_name"]


def test_a_person_leaves_and_comes_back(mei: Client, world: World) -> None:
    anna = world.cast.anna
    page = mei.post(
        f"/desk/contacts/{anna.email}/leaving", {"key": "l", "reason": "moved"}, follow=True
    ).content.decode()
    assert "has left" in page
    assert not Person.objects.get(pk=anna.pk).is_active

    mei.post(f"/desk/contacts/{anna.email}/returning", {"key": "r"})

    assert Person.objects.get(pk=anna.pk).is_active


def test_our_own_people_are_no_customers(mei: Client, world: World) -> None:
    assert mei.get(f"/desk/contacts/{world.cast.lin.email}").status_code == 404


def test_odd_strings_are_answered_and_never_break(mei: Client) -> None:
    odd = ["\u202eRTL 😀", "<script>alert(1)</script>", "9" * 40]
    given = with_calendar(COMPANY)
    for at, words in enumerate(odd):
        for name in COMPANY:
            answer = mei.post("/desk/customers/new", {"key": f"{at}{name}", **given, name: words})
            assert answer.status_code in (302, 422), (name, words[:20])


@pytest.mark.parametrize(
    "path", ["/desk/customers", "/desk/contacts", "/desk/customers/{number}", "/desk/contacts/{email}"]
)
def test_pages_cost_the_same_for_one_and_for_many(mei: Client, world: World, path: str) -> None:
    path = path.format(number=world.cast.nordlicht.number, email=world.cast.anna.email)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert mei.get(path).status_code == 200
        return len(asked)

    few = statements()
    for at in range(30):
        begin_business(buyer=world.cast.nordlicht, by=Actor.system(), at=AT)
        add_person(
            email=f"p{at}@nordlicht.example", name=f"P {at}", roles=["buyer"], company=world.cast.nordlicht,
            by=Actor.system(), at=AT,
        )  # fmt: skip
    assert statements() <= few <= 3 + 6
