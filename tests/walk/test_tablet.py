"""The inspector's tablet without a network, in a real browser: what is entered stays on the device, survives reload and
closing, is sent once when the network is back, and never under the name of somebody else."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Page, expect

from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.production.conftest import Works
from ordolux.production.inspection.deeds import enter_readings, judge_batch
from ordolux.production.inspection.models import AppearanceLook, AppearancePhoto, FailedPiece, Reading
from tests.cast import sign_in
from tests.faults.door import Door
from tests.walk.test_works import (
    LIN,
    PNG,
    TABLET,
    look,
    made,
    page_of,
    readings_of,
    type_reading,
    wait_for,
    works,
)

__all__ = ["works"]
VALUES = ("810", "9", "0.4342", "0.4030")


@pytest.fixture
def lin(browser: Browser, live_site: Any, works: Works) -> Iterator[Page]:
    """Lin with her tablet."""
    page = page_of(browser, live_site.url, "Lin Mei", Role.INSPECTOR, TABLET, has_touch=True)
    yield page
    page.context.close()


@pytest.fixture
def lin_behind_a_door(browser: Browser, live_site: Any, works: Works) -> Iterator[tuple[Page, Door]]:
    """Lin with her tablet, and the door that all of its connections go through."""
    door = Door(urlsplit(live_site.url).port or 0)
    page = page_of(
        browser, f"http://127.0.0.1:{door.port}", "Lin Mei", Role.INSPECTOR, TABLET, has_touch=True
    )
    yield page, door
    page.context.close()
    door.stop()


def opened(page: Page, address: str) -> None:
    """Open an inspection with the network and wait until the tablet keeps it."""
    page.goto(address)
    until(
        page,
        "async path => !!(await caches.match(path)) && !!(await caches.match('/desk/tablet'))"
        " && (await (await caches.open('ordolux-tablet-look')).keys()).length > 6",
        address,
    )


def until(page: Page, question: str, about: str = "") -> None:
    """Wait until the answer to a question in the browser is yes; playwright's own wait takes a promise for a yes."""
    for _ in range(100):
        if page.evaluate(question, about):
            return
        page.wait_for_timeout(100)
    raise AssertionError(question)


def kept(page: Page, count: int) -> None:
    """So many entries stand on the page as kept on this tablet."""
    expect(page.locator("[data-queue]").first).to_have_text(str(count))


def test_three_readings_without_a_network_survive_reload_and_closing_and_are_stored_once(
    lin_behind_a_door: tuple[Page, Door], works: Works
) -> None:
    lin, door = lin_behind_a_door
    batch = made(works)
    address = f"/desk/batches/{batch.number}/measuring"
    opened(lin, address)
    door.shut()
    for _ in range(3):
        type_reading(lin, VALUES)
    kept(lin, 3)
    expect(lin.locator("[data-net-word]")).to_have_text("No network")
    type_reading(lin, ("81",))  # a value that is not taken yet

    lin.reload()
    kept(lin, 3)
    expect(lin.locator('input[name="minute"]:checked')).to_have_value("60")
    expect(lin.locator('[name="flux_lm"]')).to_have_value("81")
    look(lin, "tablet-offline")
    tablet = lin.context
    lin.close()
    again = tablet.new_page()
    again.goto(address)
    kept(again, 3)
    again.goto("/desk/orders")  # a page that is not kept leads to what is
    expect(again.get_by_role("heading", name="Kept on this tablet")).to_be_visible()
    expect(again.locator("[data-entries] li")).to_have_count(3)
    look(again, "tablet-kept")
    again.set_viewport_size({"width": 320, "height": 700})
    again.emulate_media(color_scheme="dark")
    look(again, "tablet-kept-phone-dark")
    assert not Reading.objects.exists()

    door.open()
    wait_for(lambda: Reading.objects.count() == 3)
    # and the page that was asked for comes by itself
    expect(again.get_by_role("heading", name="Kept on this tablet")).to_have_count(0)
    again.goto(address)
    kept(again, 0)
    stored = Reading.objects.order_by("minute").values_list("unit", "minute", "flux_lm")
    assert [(unit, int(minute), int(flux)) for unit, minute, flux in stored] == [
        (batch.draws.get().units[0], minute, 810) for minute in (15, 30, 45)
    ]


def test_an_answer_that_was_lost_on_the_way_makes_no_second_entry(lin: Page, works: Works) -> None:
    batch = made(works)
    opened(lin, f"/desk/batches/{batch.number}/measuring")
    lost = []

    def lose(route: Any) -> None:
        """Let the server take the entry, and cut the line before it answers."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    lin.route("**/measuring", lose)
    type_reading(lin, VALUES)
    kept(lin, 1)
    kept(lin, 0)  # sent again by itself, under the same key
    assert len(lost) == 1
    assert Reading.objects.count() == 1
    assert Event.objects.filter(name="readings.entered").count() == 1


def test_a_refused_entry_says_why_and_is_corrected(lin: Page, works: Works) -> None:
    batch = made(works)
    opened(lin, f"/desk/batches/{batch.number}/measuring")
    lin.context.set_offline(True)
    type_reading(lin, ("810", "9", "0.9", "0.4030"))  # no lamp has this colour
    type_reading(lin, VALUES)
    kept(lin, 2)
    lin.context.set_offline(False)
    wait_for(lambda: Reading.objects.count() == 1)
    refused = lin.locator("[data-refused] li")
    expect(refused).to_contain_text("cannot be right")
    look(lin, "tablet-refused")

    refused.get_by_role("button", name="Correct").click()
    expect(lin.locator('[name="x"]')).to_have_value("0.9")
    lin.locator('[name="x"]').fill("0.4342")
    lin.locator('[name="y"]').focus()
    lin.get_by_role("button", name="Next").click()
    wait_for(lambda: Reading.objects.count() == 2)
    expect(refused).to_have_count(0)
    assert {int(minute) for minute in Reading.objects.values_list("minute", flat=True)} == {15, 30}


def test_nothing_is_sent_under_the_name_of_somebody_else(lin: Page, works: Works, live_site: Any) -> None:
    batch = made(works)
    address = f"/desk/batches/{batch.number}/measuring"
    opened(lin, address)
    lin.context.set_offline(True)
    type_reading(lin, VALUES)
    kept(lin, 1)
    # signing out asks first
    lin.context.set_offline(False)
    lin.route(
        "**/measuring", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    lin.goto("/account/logout/")
    lin.wait_for_function("document.querySelector('main form[data-kept-confirm]').dataset.confirm")
    asked = []
    lin.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    lin.locator("main").get_by_role("button", name="Sign out").click()
    wait_for(lambda: bool(asked))
    assert "kept on this tablet: 1." in asked[0]
    lin.wait_for_url(lambda url: "logout" not in url)
    # the pages that were kept for her are gone
    until(lin, "async () => !(await caches.has('ordolux-tablet-pages'))")
    lin.unroute("**/measuring")

    def sign_in_as(name: str) -> None:
        person, _ = Person.objects.get_or_create(
            email=f"{name.lower()}@works.example",
            defaults={
                "name": name,
                "roles": [Role.INSPECTOR.value],
                "made_at": clock.now(),
                "zone": "Asia/Shanghai",
            },
        )
        session = sign_in(Client(), person).cookies["sessionid"].value
        lin.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])

    sign_in_as("Wei")
    lin.goto(address)
    expect(lin.locator("[data-others]").first).to_contain_text("Lin Mei: 1.")
    kept(lin, 0)
    lin.wait_for_timeout(6000)
    assert not Reading.objects.exists()
    # a page of Wei's is open while Lin signs in beside it: his entries wait for him
    sign_in_as("Lin")
    type_reading(lin, VALUES)
    expect(lin.locator("[data-net-word]")).to_have_text("Somebody else is signed in: nothing is sent")
    assert not Reading.objects.exists()
    lin.goto(address)
    wait_for(lambda: Reading.objects.count() == 1)
    assert Reading.objects.get().sheet.entered_by == "Lin Mei"
    expect(lin.locator("[data-others]").first).to_contain_text("Wei: 1.")


def test_findings_and_photos_of_every_piece_wait_too(lin: Page, works: Works) -> None:
    batch = made(works)
    dark = batch.draws.get().units[0]
    opened(lin, f"/desk/batches/{batch.number}/measuring")
    lin.context.set_offline(True)
    lin.set_input_files("[data-photo]", [FilePayload(name="dark.png", mimeType="image/png", buffer=PNG)])
    lin.get_by_role("button", name="Does not light").click()
    kept(lin, 1)
    lin.context.set_offline(False)
    wait_for(lambda: FailedPiece.objects.filter(unit=dark, photo__isnull=False).exists())
    FailedPiece.objects.update(withdrawn_at=clock.now())
    enter_readings(batch, readings=readings_of(batch.draws.get().units), instrument="Sphere 2 m, S/N 4711",
                   calibrated_until=date(2099, 1, 1), by=LIN, at=clock.now())  # fmt: skip
    judge_batch(batch, by=LIN, at=clock.now())

    # kept from the list of her inspections, without having been opened
    lin.goto("/desk/")
    lin.get_by_role("button", name="Keep these on this tablet").click()
    expect(lin.locator("[data-keep-said]")).to_contain_text("open without a network now: 1")
    look(lin, "tablet-inspections")
    lin.context.set_offline(True)
    lin.get_by_role("link", name="look at 60 pieces").click()
    lin.get_by_role("button", name="One more to scrap: M04", exact=True).click()
    lin.set_input_files(
        '[data-photo-of="M04"]', [FilePayload(name="one.png", mimeType="image/png", buffer=PNG)]
    )
    lin.get_by_label("Piece no.").fill("17")
    lin.wait_for_timeout(600)
    lin.reload()  # a draft, with its photo
    expect(lin.get_by_label("Piece no.")).to_have_value("17")
    expect(lin.locator("[data-scrap]")).to_have_text("1")
    lin.get_by_role("button", name="Note the inspection").click()
    kept(lin, 1)
    expect(lin.locator("[data-look-kept]")).to_be_visible()
    look(lin, "tablet-look-kept")
    lin.reload()
    kept(lin, 1)
    lin.context.set_offline(False)
    wait_for(lambda: AppearanceLook.objects.filter(batch=batch).exists())
    assert AppearancePhoto.objects.get().unit == 17
    assert AppearanceLook.objects.get().scrap == 1
