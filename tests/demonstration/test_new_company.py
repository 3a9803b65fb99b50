"""The first day of a new company: its administrator is let in, and the guide tells what is missing until nothing is."""

import re
from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation import clock
from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.calendars.deeds import fill_calendar_year
from ordolux.foundation.capacity.deeds import open_line
from ordolux.foundation.catalogue.deeds import NewParameter, add_family
from ordolux.foundation.imports.deeds import apply_import, preview_import
from ordolux.foundation.parties.deeds import add_person, approve_bank_account, propose_bank_account, set_firm
from ordolux.foundation.parties.models import Person
from ordolux.foundation.parties.set_up.deeds import (
    GuideIsAway,
    GuideIsThereAlready,
    put_guide_away,
    take_guide_out,
)
from ordolux.foundation.rates.deeds import add_exchange_rate, add_rate_card
from ordolux.process import new_company
from tests.cast import sign_in
from tests.days import works_day

PASSWORD = "forty-lamps-on-one-street"
SOMEBODY = Actor(name="set-up", roles=STAFF_ROLES | {Role.SYSTEM})


def who() -> dict[str, Any]:
    return {"by": SOMEBODY, "at": clock.now()}


@pytest.fixture
def administrator(db: None) -> Person:
    """The first person of a new company."""
    new_company.begin()
    return Person.objects.get()


@pytest.fixture
def at_the_desk(administrator: Person, client: Client) -> Client:
    """The administrator's browser."""
    return sign_in(client, administrator)


def guide(client: Client, path: str = "/desk/", **headers: str) -> str:
    page = client.get(path, headers=headers).content.decode()
    found = re.search(r'<ol class="ox-list">.*?</ol>', page, re.DOTALL)
    return found.group() if found else ""


def states(page: str) -> list[str]:
    """The chip of each step."""
    return re.findall(r"ox-chip--(ok|warn)", page)


def test_the_administrator_is_let_in_by_a_link_and_the_newest_opens(
    db: None, client: Client, capsys: Any
) -> None:
    new_company.begin()
    first = re.findall(r"https?://[^/]+(/\S+)", capsys.readouterr().out)
    new_company.begin()
    second = re.findall(r"https?://[^/]+(/\S+)", capsys.readouterr().out)

    assert Person.objects.get().roles == ["administrator", "manager"]
    assert client.get(second[0]).status_code == 200
    assert "password" in client.get(second[0]).content.decode()
    client.post(second[0], {"password": PASSWORD, "again": PASSWORD})
    assert Person.objects.get().check_password(PASSWORD)
    assert len(first) == 1

    new_company.begin()
    assert "with the password that was chosen" in capsys.readouterr().out
    assert Person.objects.count() == 1


def test_the_guide_follows_what_is_entered(at_the_desk: Client, administrator: Person) -> None:
    assert states(guide(at_the_desk)) == ["warn"] * 7
    assert 'href="/desk/settings/firm"' in guide(at_the_desk)
    page = at_the_desk.get("/desk/").content.decode()
    assert page.index("Set up your company") < page.index("Our promises")
    assert len(re.findall(r"ox-btn--primary", guide(at_the_desk))) == 1

    set_firm(legal_name="Example Lamps Ltd.", address="1 Lamp Road", email="sales@lamps.example", **who())
    assert states(guide(at_the_desk)) == ["ok", *["warn"] * 6]
    assert "Example Lamps Ltd." in guide(at_the_desk)

    zhou = add_person(email="zhou@lamps.example", name="Zhou Lan", roles=["finance"], **who())
    page = guide(at_the_desk)
    assert "nobody yet for: sales, engineering, purchasing" in page.lower()
    everything = [role.value for role in STAFF_ROLES]
    add_person(email="all@lamps.example", name="Wen Qi", roles=everything, **who())
    proposed = propose_bank_account(
        currency="EUR", beneficiary="Example Lamps Ltd.", bank_name="Pearl River Commercial Bank", bic="PRVBCNBSZSN",
        account_number="7550014200882178", proposed_by=zhou, **who(),
    )  # fmt: skip
    assert "somebody else approves it" in guide(at_the_desk)
    approve_bank_account(proposed, approved_by=administrator, **who())
    for year in (clock.now().year, clock.now().year + 1):
        fill_calendar_year(calendar="CN", year=year, **who())
    assert states(guide(at_the_desk)) == ["ok", "ok", "ok", "ok", "warn", "warn", "warn"]

    assert 'href="/desk/families/new"' in guide(at_the_desk)
    add_family(
        code="spot",
        name_en="Spot",
        name_zh="射灯",
        parameters=(NewParameter("power_w", "Power", "功率", "number"),),
        **who(),
    )
    assert 'href="/desk/imports/new?kind=products"' in guide(at_the_desk)
    spot = {
        "number": "S-1", "family": "spot", "name_en": "Spot 7 W", "pieces_per_carton": "100", "carton_length_mm": "560",
        "carton_width_mm": "290", "carton_height_mm": "300", "net_weight_kg": "0.045", "carton_tare_kg": "1", "cost": "6",
        "currency": "CNY", "margin": "0.2", "pieces_per_hour": "150", "power_w": "7",
    }  # fmt: skip
    import_table("products", [list(spot), list(spot.values())])
    assert 'href="/desk/imports/new?kind=prices"' in guide(at_the_desk)
    import_table(
        "prices", [["product", "from_pieces", "unit_price", "currency"], ["S-1", "1", "1.80", "USD"]]
    )
    open_line(code="L1", name_en="Line", name_zh="线", opens=time(8), closes=time(17), **who())
    year = works_day()
    held: dict[str, Any] = {
        "valid_from": year,
        "valid_until": year.replace(year=year.year + 1, day=1),
        "source": "test",
    }
    add_rate_card(service="air", origin="Shenzhen", destination="Hamburg", currency="USD", days_min=5, days_max=8,
                  lines={"breaks": [["45", "5"]]}, **held, **who())  # fmt: skip
    assert states(guide(at_the_desk, "/desk/settings/guide")) == [*["ok"] * 6, "warn"]
    assert "exchange rates are missing" in guide(at_the_desk)
    add_exchange_rate(base="USD", currency="CNY", rate=Decimal("7.1"), **held, **who())

    assert guide(at_the_desk) == ""
    assert states(guide(at_the_desk, "/desk/settings/guide")) == ["ok"] * 7


def test_every_link_of_the_guide_opens_for_its_reader(at_the_desk: Client) -> None:
    links = re.findall(r'href="(/desk[^"]+)"', guide(at_the_desk))

    assert len(links) == 7
    assert [at_the_desk.get(link).status_code for link in links] == [200] * 7


def test_who_may_not_do_a_step_reads_who_may(administrator: Person, client: Client) -> None:
    plain = add_person(email="plain@lamps.example", name="Plain", roles=["administrator"], **who())
    page = guide(sign_in(client, plain))

    assert "done by: finance, manager" in page.lower()
    assert "/desk/bank-accounts" not in page


def test_the_guide_speaks_chinese(at_the_desk: Client) -> None:
    page = guide(at_the_desk, **{"accept-language": "zh-hans"})

    assert "公司资料" in page
    assert "首批产品" in page
    assert "nothing yet" not in page


def test_it_is_put_away_and_taken_out_again(at_the_desk: Client, administrator: Person) -> None:
    assert at_the_desk.post("/desk/settings/guide/putting-away", {"key": "a"}).status_code == 302
    assert guide(at_the_desk) == ""
    assert (
        'action="/desk/settings/guide/taking-out"' in at_the_desk.get("/desk/settings/guide").content.decode()
    )
    with pytest.raises(GuideIsAway):
        put_guide_away(by=administrator.actor(), at=clock.now())

    assert at_the_desk.post("/desk/settings/guide/taking-out", {"key": "b"}).status_code == 302
    assert states(guide(at_the_desk)) == ["warn"] * 7
    with pytest.raises(GuideIsThereAlready):
        take_guide_out(by=administrator.actor(), at=clock.now())


@pytest.mark.parametrize("role", ["sales", "manager", "finance"])
def test_it_is_the_administrators_alone(administrator: Person, client: Client, role: str) -> None:
    other = add_person(email="other@lamps.example", name="Other", roles=[role], **who())
    sign_in(client, other)

    assert guide(client) == ""
    assert client.get("/desk/settings/guide").status_code == 403
    assert client.post("/desk/settings/guide/putting-away", {"key": "x"}).status_code == 403


def test_the_state_of_all_steps_is_one_statement(at_the_desk: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        at_the_desk.get("/desk/settings/guide")

    assert len([query for query in asked if "foundation_calendaryear" in query["sql"]]) == 1


def import_table(kind: str, rows: list[list[str]]) -> None:
    apply_import(preview_import(kind=kind, name=kind, rows=rows, **who()), **who())
