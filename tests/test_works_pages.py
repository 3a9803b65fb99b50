"""The planner's and the inspector's pages without a browser: what they refuse, what they keep, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.capacity.models import LineClosure, ProductionLine
from ordolux.foundation.parties.models import Company, Person
from ordolux.production.conftest import MORNING, Works, build_works, good_readings
from ordolux.production.inspection.deeds import (
    add_instrument,
    close_batch,
    enter_readings,
    judge_batch,
    release_batch,
)
from ordolux.production.inspection.models import (
    AppearancePhoto,
    Batch,
    BatchState,
    FailedPiece,
    Instrument,
    Reading,
    ReadingSheet,
)
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.job.models import JobState
from ordolux.production.schedule.deeds import make_schedule, publish_schedule
from ordolux.rules.workdays import day_at
from tests.cast import sign_in
from tests.days import works_day

CHEN = Actor(name="Chen", roles=frozenset({Role.PLANNER}))
LIN = Actor(name="Lin", roles=frozenset({Role.INSPECTOR}))
GOOD = {"flux_lm": "810", "power_w": "9", "x": "0.4342", "y": "0.4030", "instrument": "S-2"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
NASTY = ("<script>alert(1)</script>", "🙂" * 50, "\u202e17", "NaN", "9" * 400, "{x}", "%s", "-1", "1e999")
SIGNING_IN = 3


@pytest.fixture
def works(db: None) -> Works:
    """The factory with a sphere that is calibrated."""
    built = build_works()
    today = works_day()
    add_instrument(
        number="S-2", name="Sphere", serial="4711", calibrated_on=today - timedelta(days=9),
        calibrated_until=today + timedelta(days=90), by=LIN, at=clock.now(),
    )  # fmt: skip
    return built


def signed_in(name: str, role: str, company: Company | None = None) -> Client:
    """The browser of somebody who has signed in."""
    person = Person.objects.create(
        email=f"{name}@example.test", name=name.title(), roles=[role], company=company, made_at=MORNING
    )
    return sign_in(Client(), person)


def planned(works: Works, pieces: int = 60) -> list[Batch]:
    """The planned batches of one more order."""
    at = clock.now()
    order = works.order((works.bulb, pieces), promised_on=day_at("Asia/Shanghai", at) + timedelta(days=60))
    plan_jobs(order, by=Actor.system(), at=at)
    order.jobs.update(state=JobState.READY, material_complete_at=at)
    make_schedule(by=CHEN, at=at)
    return list(Batch.objects.filter(job__order=order).order_by("position"))


def made(works: Works) -> Batch:
    """A batch with its sample drawn."""
    (batch,) = planned(works)
    release_batch(batch, by=CHEN, at=clock.now())
    return close_batch(batch, by=CHEN, at=clock.now())


def passed(works: Works) -> Batch:
    """A batch whose sample passed."""
    batch = made(works)
    until = works_day() + timedelta(days=9)
    units = batch.draws.get().units
    enter_readings(
        batch,
        readings=good_readings(units),
        instrument="Sphere",
        calibrated_until=until,
        by=LIN,
        at=clock.now(),
    )
    return judge_batch(batch, by=LIN, at=clock.now())


def cost(client: Client, path: str) -> int:
    """How many statements showing ``path`` takes, the sign-in included."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(asked)


def words(answer: Any) -> str:
    """What an answer shows."""
    return str(answer.content.decode())


def test_the_landing_pages_take_as_many_statements_for_many_batches_as_for_one(works):
    chen, lin = signed_in("chen", "planner"), signed_in("lin", "inspector")
    made(works)
    planned(works)
    few = {client: cost(client, "/desk/") for client in (chen, lin)}
    planned(works, 90_000)
    for _ in range(5):
        made(works)
    for client in (chen, lin):
        assert cost(client, "/desk/") <= few[client] <= 15 + SIGNING_IN


@pytest.mark.parametrize("path", ["/desk/production", "/desk/quality", "/desk/quality/inspections",
                                  "/desk/quality/nonconformances", "/desk/quality/instruments"])  # fmt: skip
def test_lists_take_three_statements(works, path):
    made(works)
    assert cost(signed_in("chen", "planner"), path) <= 3 + SIGNING_IN


def test_the_plan_tells_who_is_late_and_why(works):
    batches = planned(works, 40_000)
    batches[0].job.__class__.objects.update(promised_on=works_day() + timedelta(days=1))
    page = words(signed_in("chen", "planner").get("/desk/production/schedule"))
    assert "at risk" in page
    assert "other batches stand before it on line L1" in page
    assert "See ways out" in page


def test_a_move_is_shown_then_saved_without_a_script(works):
    chen = signed_in("chen", "planner")
    batch = planned(works, 12_000)[-1]
    path = f"/desk/production/schedule/batches/{batch.number}/move"
    wanted = (clock.now() + timedelta(days=20)).strftime("%Y-%m-%dT10:00")
    shown = words(chen.get(path, {"line": "L1", "start": wanted}))
    assert "days later" in shown
    assert "is kept" in shown
    assert chen.post(path, {"key": "m", "line": "L1", "start": wanted}).status_code == 302
    batch.refresh_from_db()
    assert batch.is_pinned
    refused = chen.post(path, {"key": "n", "line": "L1", "start": wanted, "effect": "something else"})
    assert refused.status_code == 422


@pytest.mark.parametrize("text", NASTY)
def test_odd_words_in_the_address_or_form_of_a_move_are_answered(works, text):
    chen = signed_in("chen", "planner")
    batch = planned(works)[0]
    path = f"/desk/production/schedule/batches/{batch.number}/move"
    for name in ("line", "start", "days", "step"):
        assert chen.get(path, {name: text}).status_code == 200
        assert (
            chen.get(
                "/desk/production/schedule", {name: text, "from": text, "span": text, "page": text}
            ).status_code
            == 200
        )
    assert chen.post(path, {"line": text, "start": text, "key": "k"}).status_code == 422


def test_a_customer_sees_the_times_that_were_published_and_no_others(works):
    anna = signed_in("anna", "buyer", works.buyer)
    batch = planned(works)[0]
    page = f"/portal/batches/{batch.number}"
    assert "told when our plan is published" in words(anna.get(page))
    publish_schedule(by=CHEN, at=clock.now())
    assert "told when our plan is published" not in words(anna.get(page))


def test_a_scan_leads_to_what_is_to_be_done(works):
    lin = signed_in("lin", "inspector")
    batch = made(works)
    unit = batch.draws.get().units[2]
    assert (
        lin.get("/desk/quality/scan", {"code": batch.number})["Location"]
        == f"/desk/batches/{batch.number}/measuring"
    )
    assert lin.get("/desk/quality/scan", {"code": f" {batch.number.lower()}-{unit} "})["Location"].endswith(
        f"measuring?unit={unit}"
    )
    assert lin.get("/desk/quality/scan", {"code": "B-1999-0001"})["Location"] == "/desk/"


def test_a_reading_is_stored_once_however_often_it_is_sent(works):
    lin = signed_in("lin", "inspector")
    batch = made(works)
    unit = str(batch.draws.get().units[0])
    for _ in range(3):
        answer = lin.post(f"/desk/batches/{batch.number}/measuring", {**GOOD, "unit": unit, "minute": "15", "key": "once"},
                          headers={"X-Requested-With": "fetch"})  # fmt: skip
        assert answer.json() == {"saved": True}
    lin.post(
        f"/desk/batches/{batch.number}/measuring", {**GOOD, "unit": unit, "minute": "30", "key": "twice"}
    )
    assert Reading.objects.count() == 2
    assert ReadingSheet.objects.count() == 1  # what one person types in one sitting is one sheet


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("field", ["flux_lm", "x", "unit", "minute", "instrument"])
def test_a_slip_is_told_and_nothing_is_stored(works, text, field):
    lin = signed_in("lin", "inspector")
    batch = made(works)
    said = {**GOOD, "unit": str(batch.draws.get().units[0]), "minute": "15", "key": "k"} | {field: text}
    answer = lin.post(f"/desk/batches/{batch.number}/measuring", said)
    assert answer.status_code == 422
    assert "<script>alert" not in words(answer)
    assert not Reading.objects.exists()


def test_an_instrument_whose_calibration_ended_measures_nothing(works):
    Instrument.objects.update(calibrated_on="2020-01-01", calibrated_until="2020-12-31")
    lin = signed_in("lin", "inspector")
    batch = made(works)
    said = {**GOOD, "unit": str(batch.draws.get().units[0]), "minute": "15", "key": "k"}
    answer = lin.post(f"/desk/batches/{batch.number}/measuring", said)
    assert answer.status_code == 422
    assert "calibration of Sphere, 4711 ended" in words(answer)


def test_a_piece_failed_by_eye_fails_the_sample_and_needs_no_readings(works):
    lin = signed_in("lin", "inspector")
    batch = made(works)
    dark, *others = batch.draws.get().units
    photo = SimpleUploadedFile("dark.png", PNG, "image/png")
    lin.post(
        f"/desk/batches/{batch.number}/failing",
        {"unit": str(dark), "reason": "dark", "photo": photo, "key": "f"},
    )
    kept = FailedPiece.objects.get()
    assert lin.get(f"/desk/batches/{batch.number}/photos/{kept.photo_id}")["Content-Type"] == "image/png"
    until = works_day() + timedelta(days=9)
    enter_readings(
        batch,
        readings=good_readings(others),
        instrument="Sphere",
        calibrated_until=until,
        by=LIN,
        at=clock.now(),
    )

    assert "The sample fails" in words(lin.get(f"/desk/batches/{batch.number}/signing-off"))
    lin.post(f"/desk/batches/{batch.number}/signing-off", {"key": "s"})

    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert batch.draws.get().judgement.failed_units == [dark]
    assert lin.get(f"/desk/batches/{batch.number}").status_code == 200


def test_what_failed_by_mistake_is_taken_back(works):
    lin = signed_in("lin", "inspector")
    batch = made(works)
    unit = str(batch.draws.get().units[0])
    lin.post(f"/desk/batches/{batch.number}/failing", {"unit": unit, "reason": "dark", "key": "f"})
    lin.post(f"/desk/batches/{batch.number}/unfailing", {"unit": unit, "why": "a loose plug", "key": "u"})
    assert not FailedPiece.objects.filter(withdrawn_at__isnull=True).exists()
    lin.post(f"/desk/batches/{batch.number}/failing", {"unit": unit, "reason": "noise", "key": "g"})
    assert FailedPiece.objects.get(withdrawn_at__isnull=True).reason == "noise"


def test_counts_that_do_not_add_up_are_refused_and_stay(works):
    lin = signed_in("lin", "inspector")
    batch = passed(works)
    page = f"/desk/batches/{batch.number}/appearance"
    answer = lin.post(page, {"good": "50", "rework-M04": "3", "remark": "line 2", "key": "a"})
    assert answer.status_code == 422
    assert "add up to 53" in words(answer)
    assert "line 2" in words(answer)
    assert lin.post(page, {"good": "🙂", "key": "b"}).status_code == 422


def test_defects_with_photos_and_rework_that_is_looked_at_again(works):
    lin = signed_in("lin", "inspector")
    batch = passed(works)
    page = f"/desk/batches/{batch.number}/appearance"
    photo = SimpleUploadedFile("scratch.png", PNG, "image/png")
    lin.post(page, {"good": "56", "rework-M04": "3", "scrap-C01": "1", "photo-M04": photo, "key": "a"})
    batch.refresh_from_db()
    assert (batch.state, batch.open_pieces, batch.good_pieces, batch.scrap_pieces) == (
        BatchState.PASSED,
        3,
        56,
        1,
    )
    assert AppearancePhoto.objects.get().code == "M04"
    lin.post(page, {"good": "3", "key": "b"})
    batch.refresh_from_db()
    assert (batch.state, batch.good_pieces) == (BatchState.INSPECTED, 59)
    assert "1 piece of this batch is scrap" in words(lin.get(f"/desk/batches/{batch.number}"))
    anna = signed_in("anna", "buyer", works.buyer)
    assert "1 piece did not pass" in words(anna.get(f"/portal/batches/{batch.number}"))


def test_a_photo_that_is_none_is_refused(works):
    lin = signed_in("lin", "inspector")
    batch = made(works)
    text = SimpleUploadedFile("dark.png", b"not a picture", "image/png")
    answer = lin.post(f"/desk/batches/{batch.number}/failing",
                      {"unit": str(batch.draws.get().units[0]), "reason": "dark", "photo": text, "key": "f"})  # fmt: skip
    assert answer.status_code == 422
    assert not FailedPiece.objects.exists()


def test_lines_are_opened_closed_stopped_and_started_by_forms(works):
    chen = signed_in("chen", "planner")
    said = {
        "code": "L9", "name_en": "Line 9", "name_zh": "九号线", "opens": "08:00", "closes": "16:00",
        "second_opens": "16:00", "second_closes": "00:30", "efficiency": "0.9", "calendar": "CN",
        "zone": "Asia/Shanghai", "key": "o",
    }  # fmt: skip
    assert chen.post("/desk/production/lines/new", said | {"closes": "07:00"}).status_code == 422
    assert chen.post("/desk/production/lines/new", said).status_code == 302
    line = ProductionLine.objects.get(code="L9")
    assert len(line.shifts) == 2
    chen.post("/desk/production/lines/L9/running", {"running": "no", "key": "r"})
    assert not ProductionLine.objects.get(code="L9").is_running
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d")
    closed = {"from_at": f"{tomorrow}T08:00", "until": f"{tomorrow}T12:00", "reason": "oven", "key": "c"}
    chen.post("/desk/production/lines/L9/closures", closed)
    assert LineClosure.objects.get().during.lower.hour == 0  # 08:00 in Shanghai
    assert "oven" in words(chen.get("/desk/production/lines"))


def test_days_are_closed_and_opened_in_a_filled_year(works):
    chen = signed_in("chen", "planner")
    assert (
        chen.post(
            "/desk/production/calendars/filling", {"calendar": "zz", "year": "2027", "key": "x"}
        ).status_code
        == 422
    )
    chen.post("/desk/production/calendars/filling", {"calendar": "CN", "year": "2026", "key": "f"})
    page = "/desk/production/calendars/CN/2026"
    chen.post(
        f"{page}/days",
        {"first": "2026-12-24", "last": "2026-12-26", "reason": "stocktaking", "worked": "no", "key": "c"},
    )
    assert CalendarYear.objects.get().exceptions["2026-12-25"] is False
    chen.post(
        f"{page}/days",
        {"first": "2026-12-26", "last": "2026-12-26", "reason": "rush", "worked": "yes", "key": "d"},
    )
    assert CalendarYear.objects.get().exceptions["2026-12-26"] is True
    for odd in NASTY:
        assert (
            chen.post(f"{page}/days", {"first": odd, "last": odd, "reason": odd, "key": "e"}).status_code
            == 422
        )
    assert chen.get(page).status_code == 200


def test_a_list_leads_to_its_records_only_those_who_may_open_them(works):
    Instrument.objects.create(
        number="S-1", name="Sphere", serial="2207", calibrated_on=MORNING.date(),
        calibrated_until=MORNING.date() + timedelta(days=300),
    )  # fmt: skip
    link = 'href="/desk/quality/instruments/S-1"'
    assert link in words(signed_in("lin", "inspector").get("/desk/quality/instruments"))
    read_only = words(signed_in("chen", "planner").get("/desk/quality/instruments"))
    assert "S-1" in read_only
    assert link not in read_only
