"""What managers and administrators do: people, keys, jobs, journal, health, promises."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from ordolux.edges.desk.manager import promises
from ordolux.foundation.access_links.deeds import token_in_force
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.jobs.deeds import JobDidNotFail, park_job, retry_job
from ordolux.foundation.jobs.routines import verify_journal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person, Token
from ordolux.process.outbox import secret_of
from ordolux.process.story import STORY
from tests.access.world import World, begin_business
from tests.cast import AT, sign_in

PASSWORD = "nine-lamps-under-a-bridge"


@pytest.fixture
def world(db: None) -> World:
    """Both companies with a deal each."""
    return World()


@pytest.fixture
def adele(world: World, client: Client) -> Client:
    """The administrator at her desk."""
    return sign_in(client, world.people[Role.ADMINISTRATOR])


@pytest.fixture
def tang(world: World, client: Client) -> Client:
    """The manager at his desk."""
    return sign_in(client, world.people[Role.MANAGER])


def follow(name: str) -> None:
    """Let the reactions of the last event of this name happen."""
    event = Event.objects.filter(name=name).latest("pk")
    for reaction in STORY[name]:
        reaction(event, f"{event.pk}:{reaction.__name__}")


# ── people ──────────────────────────────────────────────────────────────────


def test_somebody_is_invited_chooses_a_password_and_nobody_else_knows_it(adele: Client) -> None:
    answer = adele.post("/desk/people/new", {
        "name": "Bo Lin", "email": "bo@ordolux.example", "roles": ["planner", "inspector"], "key": "k1",
    })  # fmt: skip
    assert answer.status_code == 302
    bo = Person.objects.get(email="bo@ordolux.example")
    assert (bo.roles, bo.has_usable_password()) == (["inspector", "planner"], False)
    follow("person.access_given")
    letter = Message.objects.get(subject="Your access: choose a password")
    token = secret_of(letter)
    assert token
    assert token not in letter.text
    assert "/desk/invitation/[code]" in letter.text
    visitor = Client()
    page = f"/desk/invitation/{token}"
    assert visitor.get(page).status_code == 200
    assert visitor.post(page, {"password": "short", "again": "short"}).status_code == 422
    assert visitor.post(page, {"password": PASSWORD, "again": PASSWORD + "x"}).status_code == 422
    assert visitor.post(page, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)
    assert PASSWORD not in "".join(str(event.facts) for event in Event.objects.all())
    # the link opens once
    assert visitor.get(page).status_code == 410
    assert token_in_force(bo) == ""


def test_an_address_that_is_taken_is_told_beside_its_field_and_nothing_typed_is_lost(adele: Client) -> None:
    answer = adele.post(
        "/desk/people/new", {"name": "Bo", "email": "mei@ordolux.example", "roles": ["sales"]}
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "belongs to somebody already" in shown
    assert 'value="Bo"' in shown


def test_a_reset_ends_password_second_factor_and_sessions(world: World, adele: Client) -> None:
    mei = world.people[Role.SALES]
    Authenticator.objects.create(user=mei, type=Authenticator.Type.TOTP, data={"secret": "x"})
    at_her_desk = sign_in(Client(), mei)
    assert at_her_desk.get("/desk/").status_code == 200
    assert adele.post(f"/desk/people/{mei.email}/reset", {"key": "r1"}).status_code == 302
    mei.refresh_from_db()
    assert not mei.has_usable_password()
    assert not Authenticator.objects.filter(user=mei).exists()
    assert at_her_desk.get("/desk/").status_code == 302
    assert Event.objects.filter(name="person.sign_in_reset", actor="Adele Song").count() == 1


def test_who_leaves_is_out_at_once_and_can_come_back(world: World, adele: Client) -> None:
    mei = world.people[Role.SALES]
    at_her_desk = sign_in(Client(), mei)
    adele.post(f"/desk/people/{mei.email}/leaving", {"reason": "moved away", "key": "l1"})
    assert at_her_desk.get("/desk/").status_code == 302
    adele.post(f"/desk/people/{mei.email}/returning", {"key": "t1"})
    mei.refresh_from_db()
    assert mei.is_active


def test_a_customer_is_nobody_of_ours(world: World, adele: Client) -> None:
    assert adele.get(f"/desk/people/{world.cast.anna.email}").status_code == 404


@pytest.mark.parametrize("role", [Role.SALES, Role.FINANCE, Role.PLANNER, Role.SUPPORT])
def test_others_neither_see_nor_change_people_keys_journal_and_health(
    world: World, client: Client, role: Role
) -> None:
    sign_in(client, world.people[role])
    for path in (
        "people",
        "people/new",
        "keys",
        "keys/new",
        "journal",
        "health",
        "settings",
        "settings/firm",
        "jobs",
    ):
        assert client.get(f"/desk/{path}").status_code == 403, path


# ── keys ────────────────────────────────────────────────────────────────────


def test_a_key_is_shown_once_works_and_ends(world: World, adele: Client) -> None:
    answer = adele.post("/desk/keys/new", {"person": "mei@ordolux.example", "label": "Shop", "key": "k"})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    found = re.search(r"Bearer ([\w-]{40,})", answer.content.decode())
    assert found
    headers = {"Authorization": f"Bearer {found[1]}"}
    assert Client().get("/api/v1/deals", headers=headers).status_code == 200
    token = Token.objects.get(label="Shop")
    assert token.roles == ["sales"]
    page = adele.get(f"/desk/keys/{token.pk}").content.decode()
    assert found[1] not in page
    assert "never" not in page.split("Last used")[1][:200]
    assert adele.post(f"/desk/keys/{token.pk}/end", {"key": "e"}).status_code == 302
    assert Client().get("/api/v1/deals", headers=headers).status_code == 401


def test_a_key_never_may_more_than_its_person(adele: Client) -> None:
    answer = adele.post(
        "/desk/keys/new", {"person": "mei@ordolux.example", "label": "Shop", "roles": ["manager"]}
    )
    assert answer.status_code == 422
    assert not Token.objects.exists()
    assert adele.post("/desk/keys/new", {"person": "nobody@x.example", "label": "Shop"}).status_code == 422


# ── jobs ────────────────────────────────────────────────────────────────────


def failed_job() -> int:
    number: int = app.configure_task("process.react").defer(event_id=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [number])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [number])
    return number


def test_a_failed_job_is_tried_again_or_laid_aside_and_the_journal_tells_who_did_it(
    world: World, adele: Client
) -> None:
    first, second = failed_job(), failed_job()
    shown = adele.get("/desk/").content.decode()
    assert f"/desk/jobs/{first}/retry" in shown
    assert f"/desk/jobs/{second}/park" in shown
    assert adele.post(f"/desk/jobs/{first}/retry", {"key": "1", "back": "desk:today"})["Location"] == "/desk/"
    adele.post(f"/desk/jobs/{second}/park", {"key": "2", "reason": "known"})
    states = dict(ProcrastinateJob.objects.filter(pk__in=[first, second]).values_list("pk", "status"))
    assert states == {first: "todo", second: "aborted"}
    names = set(Event.objects.filter(deed__in=["job.retry", "job.park"]).values_list("name", "actor"))
    assert names == {("backgroundjob.retried", "Adele Song"), ("backgroundjob.parked", "Adele Song")}
    adele.post(f"/desk/jobs/{second}/retry", {"key": "3"})
    assert ProcrastinateJob.objects.get(pk=second).status == "todo"


def test_a_job_that_did_not_fail_stays_as_it_is(world: World) -> None:
    who: dict[str, Any] = {"by": world.people[Role.ADMINISTRATOR].actor(), "at": AT}
    number = failed_job()
    retry_job(job=number, **who)
    with pytest.raises(JobDidNotFail):
        park_job(job=number, **who)


# ── journal and health ──────────────────────────────────────────────────────


def test_the_journal_is_found_by_words_deed_and_day(world: World, adele: Client) -> None:
    begin_business(buyer=world.cast.nordlicht, by=Actor.system(), at=AT)
    shown = adele.get("/desk/journal", {"q": "deal.opened"}).content.decode()
    assert "deal.opened" in shown
    assert "token.issued" not in shown
    assert "person.added" in adele.get("/desk/journal", {"deed": "person.add"}).content.decode()
    line = Event.objects.latest("pk")
    assert line.short_hash in adele.get(f"/desk/journal/{line.pk}").content.decode()
    assert adele.get("/desk/journal/999999999").status_code == 404
    assert adele.get("/desk/journal", {"form": "csv"}).status_code == 200


def test_the_journal_is_verified_once_a_day_and_health_tells_the_result(world: World, adele: Client) -> None:
    verify_journal(AT)
    verify_journal(AT)
    assert Event.objects.filter(name="journal.verified").count() == 1
    shown = adele.get("/desk/health").content.decode()
    assert "whole" in shown or "due" in shown
    assert "PostgreSQL" in shown


@pytest.mark.parametrize(("role", "path"), [
    (Role.ADMINISTRATOR, "/desk/"), (Role.MANAGER, "/desk/"), (Role.ADMINISTRATOR, "/desk/health"),
    (Role.MANAGER, "/desk/promises/quotation"), (Role.ADMINISTRATOR, "/desk/settings"),
])  # fmt: skip
def test_a_landing_page_takes_fifteen_statements_however_much_there_is(
    world: World, client: Client, role: Role, path: str
) -> None:
    sign_in(client, world.people[role])

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = statements()
    for _ in range(30):
        begin_business(buyer=world.cast.nordlicht, by=Actor.system(), at=AT)
        failed_job()
    assert statements() <= max(few + 1, 12) <= 15 + 3


# ── the manager ─────────────────────────────────────────────────────────────


def test_promises_are_told_as_figures_and_without_cases_as_nothing(world: World, tang: Client) -> None:
    told = {each.name: each for each in promises(AT)}
    assert set(told) == {"quotation", "signature", "sample", "appearance"}
    assert told["quotation"].share is None
    for name in told:
        assert tang.get(f"/desk/promises/{name}").status_code == 200
    assert tang.get("/desk/promises/other").status_code == 404


def test_business_is_given_to_somebody_else_from_the_first_page(world: World, tang: Client) -> None:
    deal, mei = world.deals["own"], world.people[Role.SALES]
    answer = tang.post(f"/desk/orders/{deal.number}/reassign", {"to": mei.pk, "back": "today", "key": "a"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    deal.refresh_from_db()
    assert deal.owner == mei
    assert tang.post(f"/desk/orders/{deal.number}/reassign", {"to": "x"}).status_code == 422


def test_the_firms_details_are_kept_and_checked(adele: Client) -> None:
    page = adele.get("/desk/settings/firm").content.decode()
    assert "Mingzhou" in page
    said = {"legal_name": "Mingzhou", "address": "1 Road", "country": "CN", "email": "a@b.example", "zone": "Asia/Shanghai",
            "calendar": "CN", "cost_currency": "CNY", "key": "f"}  # fmt: skip
    assert adele.post("/desk/settings/firm", said | {"zone": "Moon/Crater"}).status_code == 422
    assert adele.post("/desk/settings/firm", said | {"country": "Lamps"}).status_code == 422
    # nobody has to know a code: each is chosen by its name
    assert '<option value="CN" selected>China</option>' in page
    assert adele.post("/desk/settings/firm", said).status_code == 302
    assert Event.objects.filter(name="firm.set", deed="firm.set").count() >= 1
