"""The budgets of managers and administrators, in a real browser: clicks and keys counted, and the palette by keys alone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from procrastinate.contrib.django import app

from ordolux.config.environment import ROOT
from ordolux.foundation.parties.deeds import propose_bank_account
from ordolux.foundation.parties.models import Person
from tests.access.world import World
from tests.cast import AT
from tests.chromium import picture
from tests.looks import measures
from tests.walk.test_walk import Walk

PICTURES = ROOT / "out" / "steering"


class Counted:
    """A page whose clicks and keys are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.keys = page, 0, 0

    def click(self, role: Any, name: Any, **more: Any) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name, **more).first.click()

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)


@pytest.fixture
def walk(browser: Browser, live_site: Any, worker: Any) -> Any:
    """The cast's browsers, and both companies with a deal each."""
    World()
    made = Walk(browser, live_site.url, worker)
    PICTURES.mkdir(parents=True, exist_ok=True)
    yield made
    for context in made.contexts.values():
        context.close()
    assert made.faults == []


def look(page: Page, name: str) -> None:
    """Picture the page light and dark, and let axe look at it."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        picture(page, PICTURES / f"{name}-{scheme}.png", full_page=True)
        assert measures.axe(page) == [], f"{name} {scheme}"
    page.emulate_media(color_scheme="light")


def failed_job() -> int:
    from django.db import connection

    number: int = app.configure_task("process.react").defer(event_id=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [number])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [number])
    return number


@pytest.mark.slow
def test_the_administrator_keeps_her_budgets(walk: Walk) -> None:
    jobs = [failed_job(), failed_job()]
    page = walk.open("adele", "/desk/")
    look(page, "health")

    mend = Counted(page)
    mend.click("button", f"Try again {jobs[1]}")
    expect(page.get_by_text(f"Job {jobs[1]} is tried again.")).to_be_visible()
    mend.click("button", f"Lay aside {jobs[0]}")
    expect(page.get_by_text("is laid aside")).to_be_visible()
    assert mend.clicks == 2  # one each; the budget is two each

    find = Counted(page)
    find.click("searchbox", "Find in the journal")
    page.keyboard.type("backgroundjob")
    find.click("button", "Find", exact=True)
    expect(page.get_by_text("backgroundjob.parked")).to_be_visible()
    assert find.clicks <= 2
    look(page, "journal")

    walk.open("adele", "/desk/")
    invite = Counted(page)
    invite.click("link", "Invite somebody")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Bo Lin")
    page.keyboard.press("Tab")
    page.keyboard.type("bo@ordolux.example")
    look(page, "invite")
    invite.click("checkbox", "Planning")
    invite.click("button", "Send the invitation")
    expect(page.get_by_role("heading", name="Bo Lin")).to_be_visible()
    assert invite.clicks <= 4
    look(page, "person")
    for path, name in (("/desk/settings", "settings"), ("/desk/health", "health-page"), ("/desk/keys/new", "new-key"),
                       ("/desk/jobs", "jobs"), ("/desk/people", "people"), ("/desk/settings/firm", "firm")):  # fmt: skip
        walk.open("adele", path)
        look(page, name)


@pytest.mark.slow
def test_the_manager_keeps_his_budgets(walk: Walk) -> None:
    propose_bank_account(
        currency="USD", beneficiary="Mingzhou Lighting Co., Ltd.", bank_name="Pearl River Commercial Bank",
        bic="PRVBCNBSZSN", account_number="7550014200882179",
        by=Person.objects.get(email="zhou@ordolux.example").actor(), at=AT,
    )  # fmt: skip
    page = walk.open("tang", "/desk/")
    look(page, "today")

    approve = Counted(page)
    approve.press("a")
    expect(page.get_by_text("Approved: documents print")).to_be_visible()
    assert (approve.clicks, approve.keys) == (0, 1)

    drill = Counted(page)
    drill.click("link", "Quotation within 24 hours")
    expect(page.get_by_role("heading", name="Quotation within 24 hours")).to_be_visible()
    assert drill.clicks == 1
    look(page, "promise")

    walk.open("tang", "/desk/orders")
    number = page.locator("main a[href*='/desk/orders/D-']").first.inner_text().split()[0]
    page = walk.open("tang", f"/desk/orders/{number}/reassign")
    give = Counted(page)
    page.get_by_label("Give it to").select_option(label="Mei Wen")
    give.clicks += 1
    give.click("button", "Give it over")
    expect(page.get_by_text("new owner")).to_be_visible()
    assert give.clicks == 2


@pytest.mark.slow
def test_the_palette_finds_by_keys_alone_and_never_acts_on_old_results(walk: Walk) -> None:
    page = walk.open("mei", "/desk/orders")
    number = page.locator("main a[href*='/desk/orders/D-']").first.inner_text().split()[0]
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Find or do anything")
    expect(box).to_be_focused()
    page.keyboard.type(number)
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text(number)
    look(page, "palette")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/orders/{number}")

    # on the page of a record: its deeds first, the others with their reason
    page.keyboard.press("Control+k")
    expect(page.locator("#palette [role=option]", has_text="Write a message")).to_be_visible()
    look(page, "palette-of-a-record")
    # while new words are being asked for, Enter opens nothing of the old ones
    page.route("**/desk/search?*", lambda route: None)
    page.keyboard.type("zzz")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert page.url.endswith(f"/desk/orders/{number}")
    page.keyboard.press("Escape")
    page.unroute("**/desk/search?*")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/desk/orders")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/desk/orders/D-*")

    customer = walk.open("anna", "/portal/")
    customer.keyboard.press("Control+k")
    expect(customer.get_by_role("combobox", name="Find or do anything")).to_be_focused()
    customer.keyboard.type("lamps")
    expect(customer.locator("#palette [role=option]").first).to_be_visible()
    expect(customer.locator("#palette[aria-busy]")).to_have_count(
        0
    )  # old results are pale while new ones come
    look(customer, "palette-portal")
    plain = walk.open("anna", "/portal/search?q=lamps")
    look(plain, "search-portal")


@pytest.mark.slow
def test_a_table_is_imported_with_its_faults_told(walk: Walk) -> None:
    page = walk.open("mei", "/desk/imports/new")
    look(page, "new-import")
    rows = "Legal name,Country,Time zone,Contact's mail\nLumen SARL,FR,Europe/Paris,jo@lumen.example\nBad,Germany,Moon,x\n"
    page.get_by_label("XLSX or CSV file").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Look at the table").click()
    expect(
        page.get_by_text("3 places are wrong").or_(page.get_by_text("places are wrong")).first
    ).to_be_visible()
    look(page, "import-faults")
    walk.open("mei", "/desk/imports/new")
    page.get_by_label("XLSX or CSV file").set_input_files(
        {"name": "b.csv", "mimeType": "text/csv", "buffer": "\n".join(rows.split("\n")[:2]).encode()}
    )
    page.get_by_role("button", name="Look at the table").click()
    look(page, "import-preview")
    page.get_by_role("button", name="Import 2 new and 0 changed").click()
    expect(page.get_by_text("Imported: 2 new")).to_be_visible()
