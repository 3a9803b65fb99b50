"""The planner and the inspector at their work, by clicks and keys in a real browser: the budgets of their landing pages."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Page, expect

from ordolux.config.environment import ROOT
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.models import Booking, ProductionLine
from ordolux.foundation.parties.models import Person
from ordolux.production.conftest import Works, build_works, good_readings
from ordolux.production.inspection.deeds import (
    add_instrument,
    close_batch,
    enter_readings,
    judge_batch,
    release_batch,
)
from ordolux.production.inspection.models import AppearancePhoto, Batch, BatchState, FailedPiece, Reading
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.job.models import JobState
from ordolux.production.schedule.deeds import make_schedule, move_batch, publish_schedule
from ordolux.rules.workdays import day_at
from tests.cast import sign_in
from tests.chromium import picture
from tests.days import works_day
from tests.looks import measures

PICTURES = ROOT / "out" / "works"
TABLET = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
CHEN = Actor(name="Chen Bo", roles=frozenset({Role.PLANNER}))
LIN = Actor(name="Lin Mei", roles=frozenset({Role.INSPECTOR}))
SYSTEM = Actor.system()


def ready(works: Works, *lines: Any, promised_in: int = 60) -> Any:
    """An order whose material is all there."""
    at = clock.now()
    order = works.order(*lines, promised_on=day_at("Asia/Shanghai", at) + timedelta(days=promised_in))
    plan_jobs(order, by=SYSTEM, at=at)
    order.jobs.update(state=JobState.READY, material_complete_at=at)
    return order


def furnish() -> Works:
    """The works with two lines and orders of every size, scheduled and published but for the last ones."""
    works = build_works()
    line = ProductionLine.objects.get()
    line.pk, line.code, line.name_en, line.name_zh = None, "L2", "Line 2", "二号线"
    line.save()
    ready(works, (works.spot, 300))
    ready(works, (works.bulb, 12_000))
    ready(works, (works.bulb, 40_000), promised_in=9)
    make_schedule(by=CHEN, at=clock.now())
    publish_schedule(by=CHEN, at=clock.now())
    ready(works, (works.spot, 4_000))
    make_schedule(by=CHEN, at=clock.now())
    # somebody put a batch far away: its old place is free
    first = Batch.objects.filter(planned_start_at__gt=clock.now() + timedelta(days=2)).order_by(
        "planned_start_at"
    )[0]
    line = Booking.objects.get(number=first.number, cancelled_at=None).line
    move_batch(
        batch=first, line=line.code, start_at=clock.now() + timedelta(days=21), by=CHEN, at=clock.now()
    )
    return works


def page_of(browser: Browser, url: str, name: str, role: Role, viewport: Any = None, **more: Any) -> Page:
    """The browser of one of our own people who has signed in."""
    person, _ = Person.objects.get_or_create(
        email=f"{name.split()[0].lower()}@works.example",
        defaults={"name": name, "roles": [role.value], "made_at": clock.now(), "zone": "Asia/Shanghai"},
    )
    context = browser.new_context(
        viewport=viewport, locale="en-GB", base_url=url, reduced_motion="reduce", **more
    )
    session = sign_in(Client(), person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    return context.new_page()


def look(page: Page, name: str) -> None:
    """Keep a picture, for people; nothing may be wider than the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    picture(page, PICTURES / f"{name}.png", full_page=True)
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], f"{name} is too wide"
    found = measures.axe(page)
    assert found == [], f"{name}: {found}"


@pytest.fixture
def planner(browser: Browser, live_site: Any, live_database: str) -> Iterator[Page]:
    """Chen at her desk, on the landing page."""
    furnish()
    page = page_of(browser, live_site.url, "Chen Bo", Role.PLANNER, {"width": 1440, "height": 900})
    page.goto("/desk/")
    yield page
    page.context.close()


def test_the_planner_keeps_to_her_budgets(planner: Page, live_site: Any) -> None:
    look(planner, "plan")
    planner.emulate_media(color_scheme="dark")
    look(planner, "plan-dark")
    planner.emulate_media(color_scheme="light")

    # first free slot: the bar, the button
    bar = planner.locator("a[data-bar]").last
    batch = bar.get_attribute("data-bar")
    before = Booking.objects.get(number=batch, cancelled_at=None)
    clicks = 0
    bar.click()
    clicks += 1
    button = planner.get_by_role("button", name="First free slot")
    expect(button).to_be_visible()
    look(planner, "plan-move")
    with planner.expect_navigation():
        button.click()
    clicks += 1
    after = Booking.objects.get(number=batch, cancelled_at=None)
    assert after.pk != before.pk
    assert after.during.upper <= before.during.upper
    assert clicks <= 2

    # move with preview: choose, move, save
    keys = 0
    for key in ("j", "Alt+ArrowRight", "Enter"):
        if key == "Enter":
            expect(planner.locator("form[data-save]")).to_be_visible()
            look(planner, "plan-preview")
            with planner.expect_navigation():
                planner.keyboard.press(key)
        else:
            planner.keyboard.press(key)
        keys += 1
    expect(planner.get_by_text("is moved. Workers and customers see it")).to_be_visible()
    assert keys <= 3
    look(planner, "plan-moved")

    # publish: the button, the button
    with planner.expect_navigation():
        planner.get_by_role("link", name="Publish").first.click()
    look(planner, "publication")
    with planner.expect_navigation():
        planner.get_by_role("button", name="Publish").click()
    assert all(batch.is_published for batch in Batch.objects.filter(state=BatchState.PLANNED))


def test_the_plan_is_a_table_on_a_phone_and_speaks_chinese(planner: Page, live_site: Any) -> None:
    planner.set_viewport_size(PHONE)  # type: ignore[arg-type]
    planner.goto("/desk/production/schedule")
    expect(planner.locator("[data-gantt]")).to_be_hidden()
    expect(planner.get_by_role("link", name="Move").first).to_be_visible()
    look(planner, "plan-phone")
    planner.set_viewport_size({"width": 1440, "height": 900})
    for path, name in (
        ("/desk/production/schedule?span=week", "plan-week"),
        ("/desk/production/schedule?span=quarter&rows=orders", "plan-orders"),
        ("/desk/production/lines", "lines"), ("/desk/production/lines/new", "line-new"), ("/desk/production", "jobs"),
        ("/desk/production/calendars", "calendars"), ("/desk/production/bookings", "bookings"), ("/desk/quality", "batches"),
    ):  # fmt: skip
        answer = planner.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        look(planner, name)
    planner.context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": live_site.url}])
    planner.goto("/desk/")
    look(planner, "plan-zh")


def test_a_batch_is_dragged_to_another_day(planner: Page, live_site: Any) -> None:
    bar = planner.locator("a[data-bar]").last
    batch = bar.get_attribute("data-bar")
    before = Booking.objects.get(number=batch, cancelled_at=None)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    planner.mouse.move(box["x"] + 5, box["y"] + 20)
    planner.mouse.down()
    planner.mouse.move(box["x"] + 130, box["y"] + 22, steps=5)
    planner.mouse.up()
    expect(planner.locator("form[data-save]")).to_be_visible()
    with planner.expect_navigation():
        planner.get_by_role("button", name="Save this move").click()
    after = Booking.objects.get(number=batch, cancelled_at=None)
    assert after.during.lower >= before.during.lower + timedelta(days=3)


# ── the inspector ────────────────────────────────────────────────────────────


def made(works: Works, pieces: int = 60) -> Batch:
    """A batch that is made, with its sample drawn."""
    at = clock.now()
    order = ready(works, (works.bulb, pieces))
    make_schedule(by=CHEN, at=at)
    batch = Batch.objects.get(job__order=order)
    release_batch(batch, by=CHEN, at=at)
    return close_batch(batch, by=CHEN, at=at)


@pytest.fixture
def works(live_site: Any, live_database: str) -> Works:
    """The works, and a sphere that is calibrated."""
    built = build_works()
    today = works_day()
    add_instrument(
        number="S-2", name="Sphere 2 m", serial="S/N 4711", calibrated_on=today - timedelta(days=30),
        calibrated_until=today + timedelta(days=300), by=LIN, at=clock.now(),
    )  # fmt: skip
    return built


@pytest.fixture
def lin(browser: Browser, live_site: Any, works: Works) -> Iterator[Page]:
    """Lin with her tablet, on the landing page."""
    page = page_of(browser, live_site.url, "Lin Mei", Role.INSPECTOR, TABLET, has_touch=True)
    yield page
    page.context.close()


def test_the_inspector_measures_fails_with_photo_and_signs_off(lin: Page, works: Works) -> None:
    batch = made(works)
    lin.goto("/desk/")
    look(lin, "inspections")

    # start by scan: the scanner types the number into the field that waits, and Enter
    scan = lin.get_by_label("Scan or type a batch or piece")
    expect(scan).to_be_focused()
    with lin.expect_navigation():
        lin.keyboard.type(batch.number)
        lin.keyboard.press("Enter")
    look(lin, "measuring")
    small = lin.evaluate(
        "[...document.querySelectorAll('.ox-qc button, .ox-qc a.ox-btn, .ox-qc label.ox-btn')]"
        ".filter(b => b.offsetParent && (b.offsetHeight < 56 || b.offsetWidth < 56)).map(b => b.textContent.trim())"
    )
    assert small == [], f"too small for a finger: {small}"

    # a value: its digits, and one Next
    units = list(batch.draws.get().units)
    for key in "810":
        lin.locator(f'.ox-key[data-digit="{key}"]').click()
    lin.get_by_role("button", name="Next").click()
    expect(lin.locator("[data-field=power_w] input")).to_be_focused()
    type_reading(lin, ("9", "0.4342", "0.4030"))
    expect(lin.locator("[data-queue]")).to_have_text("0")
    wait_for(lambda: Reading.objects.filter(draw__batch=batch).count() == 1)
    look(lin, "measuring-one")

    # fail + photo: the photo, its button in the sheet
    lin.set_input_files("[data-photo]", [FilePayload(name="dark.png", mimeType="image/png", buffer=PNG)])
    with lin.expect_response(lambda answer: "failing" in answer.url):
        lin.get_by_role("button", name="Does not light").click()
    wait_for(
        lambda: FailedPiece.objects.filter(draw__batch=batch, unit=units[0], photo__isnull=False).exists()
    )

    # sign off: look at the verdict, sign it
    enter_readings(batch, readings=readings_of(units[1:]), instrument="Sphere 2 m, S/N 4711",
                   calibrated_until=date(2099, 1, 1), by=LIN, at=clock.now())  # fmt: skip
    lin.reload()
    with lin.expect_navigation():
        lin.get_by_role("link", name="Sign off").click()
    look(lin, "sign-off")
    with lin.expect_navigation():
        lin.get_by_role("button", name="Sign").click()
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED


def test_every_piece_is_looked_at_by_fingers(lin: Page, works: Works) -> None:
    batch = made(works)
    enter_readings(batch, readings=readings_of(batch.draws.get().units), instrument="Sphere 2 m, S/N 4711",
                   calibrated_until=date(2099, 1, 1), by=LIN, at=clock.now())  # fmt: skip
    judge_batch(batch, by=LIN, at=clock.now())
    lin.goto(f"/desk/batches/{batch.number}/appearance")
    look(lin, "appearance")
    lin.get_by_role("button", name="One more to rework: M01", exact=True).click()
    expect(lin.locator("[data-good]")).to_have_text("59")
    # a camera gives one photo at a time; each has its piece and its words, and one is left out again
    for name in ("one.png", "two.png"):
        lin.set_input_files(
            '[data-photo-of="M01"]', [FilePayload(name=name, mimeType="image/png", buffer=PNG)]
        )
    photos = lin.locator(".ox-look__r", has_text="M01").locator("[data-photo-list] li")
    expect(photos).to_have_count(2)
    photos.first.get_by_label("Piece no.").fill("17")
    photos.first.get_by_label("What the photo shows").fill("dark on one side")
    look(lin, "appearance-photos")
    photos.last.get_by_role("button", name="Leave this photo out").click()
    expect(photos).to_have_count(1)
    with lin.expect_navigation():  # the entry is sent first, then the page goes on by itself
        lin.get_by_role("button", name="Note the inspection").click()
    wait_for(lambda: Batch.objects.get(pk=batch.pk).open_pieces == 1)
    photo = AppearancePhoto.objects.get(look__batch=batch)
    assert (photo.code, photo.unit, photo.caption) == ("M01", 17, "dark on one side")
    lin.goto(f"/desk/batches/{batch.number}")
    look(lin, "batch")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def type_reading(page: Page, values: tuple[str, ...]) -> None:
    """Type values on the pad, each ended by Next."""
    for value in values:
        for key in value:
            page.locator(f'.ox-key[data-digit="{key}"]').click()
        page.get_by_role("button", name="Next").click()


def readings_of(units: Any) -> tuple[Any, ...]:
    """Readings of lamps as they were agreed."""
    return good_readings(list(units))


def wait_for(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is true in the database."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not become true"
        time.sleep(0.1)
