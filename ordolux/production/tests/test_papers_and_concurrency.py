"""The papers of production, and what happens when two people do the same at once."""

import threading
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connections

from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.production.conftest import MORNING, build_works, good_readings
from ordolux.production.inspection.deeds import (
    FoundDefect,
    close_batch,
    enter_readings,
    inspect_appearance,
    judge_batch,
    release_batch,
    rework_batch,
)
from ordolux.production.inspection.models import Batch, BatchState, Draw
from ordolux.production.inspection.reactions import print_report
from ordolux.production.inspection.tests.test_inspection import SPHERE, scheduled
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.materials.deeds import net_materials, order_purchase
from ordolux.production.materials.reactions import print_purchase
from ordolux.production.schedule.deeds import NothingToSchedule, make_schedule
from ordolux.rules.workdays import day_at


def test_the_purchase_order_is_printed_once_and_hidden_from_customers(works, system, wu):
    order = works.order((works.bulb, 300))
    plan_jobs(order, by=system, at=MORNING)
    net_materials(order, by=system, at=MORNING)
    purchase = order_purchase(order.purchases.get(), by=wu, at=MORNING)
    event = Event.objects.get(name="purchase.ordered")

    print_purchase(event, "tick")
    print_purchase(event, "tick")

    paper = Document.objects.get(kind="purchase_order")
    assert (paper.subject_id, paper.is_for_customer, paper.code) == (purchase.pk, False, purchase.code)
    assert paper.file.read().startswith(b"%PDF")


def test_the_report_tells_the_failed_draw_too_and_is_open_to_the_customer(works, system, chen, wu, lin):
    batch = scheduled(works, system, chen, wu, (works.bulb, 300))[0]
    release_batch(batch, by=chen, at=MORNING)
    for flux in (700, 810):
        close_batch(batch, by=chen, at=MORNING)
        units = batch.draws.last().units
        enter_readings(batch, readings=good_readings(units, flux_lm=flux), by=lin, at=MORNING, **SPHERE)
        judge_batch(batch, by=lin, at=MORNING)
        batch.refresh_from_db()
        if batch.state == BatchState.FAILED:
            rework_batch(batch, what="Drivers exchanged", by=chen, at=MORNING)
    peeling = FoundDefect(("M05",), 2, "scrap")
    inspect_appearance(batch, good=298, rework=0, scrap=2, defects=(peeling,), by=lin, at=MORNING)
    event = Event.objects.get(name="batch.inspected")

    print_report(event, "tick")
    print_report(event, "tick")

    report = Document.objects.get(kind="inspection_report")
    assert report.is_for_customer
    assert report.file.read().startswith(b"%PDF")
    batch.refresh_from_db()
    assert batch.state == BatchState.FINISHED


def at_once(*deeds) -> list[object]:
    """What each of the deeds, begun at the same moment in a thread of its own, returned or raised."""
    gate, answers = threading.Barrier(len(deeds)), []

    def act(do):
        gate.wait()
        try:
            answers.append(do())
        except Exception as refusal:  # noqa: BLE001  # looked at by the test
            answers.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(do,)) for do in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def people(chen, lin, wu, system) -> SimpleNamespace:
    """Everybody who works on a batch."""
    return SimpleNamespace(chen=chen, lin=lin, wu=wu, system=system)


def test_two_people_close_the_same_batch_at_once_and_it_is_drawn_once(live_database, people):
    works = build_works()
    batch = scheduled(works, people.system, people.chen, people.wu, (works.bulb, 300))[0]
    release_batch(batch, by=people.chen, at=MORNING)
    mine, hers = (Batch.objects.get(pk=batch.pk) for _ in range(2))

    answers = at_once(
        lambda: close_batch(mine, by=people.chen, at=MORNING),
        lambda: close_batch(hers, by=people.lin, at=MORNING),
    )

    assert sorted(type(answer) for answer in answers if isinstance(answer, Exception)) == [NotAllowedNow]
    assert Draw.objects.count() == 1
    assert Event.objects.filter(name="batch.produced").count() == 1


def test_two_clicks_on_the_same_form_close_the_batch_once_and_both_are_answered(live_database, people):
    works = build_works()
    batch = scheduled(works, people.system, people.chen, people.wu, (works.bulb, 300))[0]
    release_batch(batch, by=people.chen, at=MORNING)

    answers = at_once(*[lambda: close_batch.once("form")(batch, by=people.chen, at=MORNING)] * 2)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert Draw.objects.count() == 1


def test_two_planners_schedule_at_once_and_every_batch_has_one_place(live_database, people):
    works = build_works()
    for _ in range(2):
        order = works.order((works.bulb, 12_000))
        plan_jobs(order, by=people.system, at=MORNING)
        order.jobs.update(state="ready", material_complete_at=MORNING)

    answers = at_once(*[lambda: make_schedule(by=people.chen, at=MORNING)] * 2)

    assert sum(isinstance(answer, NothingToSchedule) for answer in answers) == 1
    assert Batch.objects.count() == 6
    assert date(2026, 9, 21) <= day_at(
        "Asia/Shanghai", Batch.objects.order_by("planned_start_at")[0].planned_start_at
    )
