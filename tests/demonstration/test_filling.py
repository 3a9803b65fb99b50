"""The past of the demonstration company is lived once, however often its process dies; the whole of it when asked for.

The whole (``ORDOLUX_TEST_DEMONSTRATION=1``, ``make soak``) takes minutes: it is killed in the middle, goes on, and is counted.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models

from ordolux.config.environment import ROOT
from ordolux.edges.desk import filling
from ordolux.foundation import clock
from ordolux.foundation.calendars.deeds import fill_calendar_year
from ordolux.foundation.catalogue.models import BillLine, Family, PriceBreak, Product
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.journal.verify import verify
from ordolux.foundation.library.models import ItemKind, ProductDocument
from ordolux.foundation.parties.models import Company, Supplier, SupplierCertificate
from ordolux.foundation.rates.models import RateCard
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.orders.models import (
    Amendment,
    BankStatement,
    Instalment,
    Order,
    OrderLine,
    Proforma,
    SampleOrder,
)
from ordolux.process import demonstration, tasks
from ordolux.process.demonstration.beside import STEPS_BESIDE
from ordolux.process.demonstration.deals import BARGAIN, CONTRACT, OFFER, WAITS, deals
from ordolux.process.demonstration.filling import ENDED, Filling, awake
from ordolux.process.demonstration.life import Piece
from ordolux.production.models import Batch
from ordolux.shipping.models import ShippingPlan
from ordolux.support.models import Claim
from tests.days import works_day

IS_ASKED_FOR = bool(os.environ.get("ORDOLUX_TEST_DEMONSTRATION"))
COUNTED = (Message, Deal, Inquiry, Quotation, Order, Proforma, Instalment, BankStatement, Event)


class Killed(BaseException):
    """The process is gone: nothing catches it."""


@pytest.fixture
def trial(live_database: str, tmp_path: Path, settings: Any) -> Path:
    """A fresh database with the first data of the demonstration, and a folder for the run."""
    settings.ORDOLUX_STATE, settings.ORDOLUX_OUTGOING = tmp_path, tmp_path / "outgoing"
    demonstration.load()
    return tmp_path


def one_deal() -> Piece:
    """A deal from the mail to the deposit, with a negotiation, so late that hardly a day passes after it."""
    return Piece("small hotel", "anna", (("MZ-GU10-70-830", 300),), (*BARGAIN, *CONTRACT), 20, mode="sea_lcl")


def calendars(do: Callable[..., Any], present: Any) -> None:
    """A small table for a small test."""
    do("tang", fill_calendar_year, "CN", calendar="CN", year=present.year - 1)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_a_deal_is_lived_in_the_past_and_killed_at_every_note_it_is_the_same_deal(
    trial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ordolux.process.demonstration.filling.FIRST_DAY", timedelta(days=21))
    before, said = clock.now(), []
    real_write, lost = filling.write, set[str]()

    def lose_each_note_once(progress: filling.Progress) -> None:
        told = json.dumps([progress.tables, progress.places.get("small hotel", [0])[0]])
        if progress.tries == 0 and told not in lost:
            lost.add(told)
            raise Killed
        real_write(progress)

    monkeypatch.setattr(filling, "write", lose_each_note_once)
    for _ in range(30):
        try:
            Filling(said.append, tables=(calendars,), pieces=[one_deal()]).go_on()
            break
        except Killed:
            assert not clock.is_in_the_past()

    progress = filling.read()
    assert progress is not None
    assert (progress.state, progress.stopped, progress.places["small hotel"][0]) == ("done", [], ENDED)
    assert len(lost) >= len(one_deal().steps)
    found = counts()
    assert (found["Deal"], found["Inquiry"], found["Quotation"], found["Order"]) == (1, 1, 2, 1)
    assert (found["Proforma"], found["BankStatement"]) == (1, 1)
    assert Message.objects.filter(is_incoming=True, channel="mail").count() == 2
    order = Order.objects.get()
    assert order.state == "released"
    assert before - timedelta(days=20.5) < order.placed_at < before - timedelta(days=6)
    assert Event.objects.filter(deal=order.deal).latest("at").at < before
    assert verify().is_whole
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'past' AND status <> 'succeeded'"
        )
        assert cursor.fetchone()[0] == 0


def test_the_worker_leaves_what_belongs_to_the_past(trial: Path, worker: Callable[..., None]) -> None:
    clock.live_at(clock.now() - timedelta(days=30))
    try:
        fill_calendar_year(calendar="CN", year=2020, by=demonstration_actor(), at=clock.now())
    finally:
        clock.live_at(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        assert cursor.fetchone() == ("past",)


def demonstration_actor() -> Any:
    from ordolux.foundation.actors import Actor

    return Actor.system()


def test_while_the_past_is_lived_nothing_falls_due_at_present(
    trial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks, "run_routines", lambda: asked.append("routines"))
    filling.write(filling.Progress("here", clock.now().isoformat(), of_deals=60, ended=34))

    with filling.held():
        tasks.tick.func(0)
        assert asked == []
    tasks.tick.func(0)
    assert asked == ["routines"]


def test_two_processes_do_not_live_the_same_past(trial: Path) -> None:
    with filling.held(), pytest.raises(filling.FilledElsewhere), filling.held():
        pass


def test_what_was_given_up_stays_given_up(trial: Path) -> None:
    piece = Piece("nobody's", "nobody", (("MZ-GU10-70-830", 300),), ("ask",), 3)
    said: list[str] = []
    for _ in range(9):
        try:
            Filling(said.append, tables=(), pieces=[piece]).go_on()
        except KeyError:
            continue
    progress = filling.read()
    assert progress is not None
    assert (progress.state, progress.is_open) == ("given up", False)
    assert len([line for line in said if "given up" in line]) == 1


def test_people_are_at_their_desks(settings: Any) -> None:
    saturday = clock.real_now().replace(year=2026, month=11, day=21, hour=3, minute=20)
    assert awake(saturday, "Asia/Shanghai").weekday() == 0
    night = clock.real_now().replace(year=2026, month=11, day=18, hour=23, minute=20)
    assert awake(night, "Europe/Berlin").hour == 7  # eight in Berlin


def test_the_sixty_deals_are_the_same_each_time_and_stand_at_every_place() -> None:
    told = deals()

    assert [(it.name, it.buyer, it.lines, it.steps) for it in told] == [
        (it.name, it.buyer, it.lines, it.steps) for it in deals()
    ]
    assert len(told) == 60
    assert max(it.begins_days_ago for it in told) > 540
    assert {it.steps[-1] for it in told} >= {
        "ask", "ask_back", "confirm", "send", "bargain", "refuse", "accept", "chat", "sign", "countersign", "turn_down",
        "cancel", "part_of_deposit", "deposit", "buy", "delay", "receive", "receive_some", "make", "send_plan",
        "change_plan", "confirm_plan", "papers", "load", "arrive", "deliver", "claim", "ask_report", "approve", "reject",
    }  # fmt: skip
    steps = {step for it in told for step in it.steps}
    assert set(OFFER) | set(STEPS_BESIDE) <= steps
    assert steps - {"ask"} <= set(WAITS), "how long each step waits for the one before it"


@pytest.mark.skipif(not IS_ASKED_FOR, reason="minutes: ORDOLUX_TEST_DEMONSTRATION=1 or make soak")
def test_the_whole_company_is_as_promised_though_its_process_is_killed(
    live_database: str, tmp_path: Path, databases: Any
) -> None:
    environ = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings_of_filling", "ORDOLUX_TEST_LIFE": str(tmp_path),
        "ORDOLUX_TEST_STATE": str(databases.server.state), "ORDOLUX_TEST_DATABASE_NAME": live_database,
        "ORDOLUX_TEST_WEB_PORT": "1", "ORDOLUX_TEST_LIVE_PORT": "2",
    }  # fmt: skip

    def begin() -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, "-m", "tests.filled"], env=environ, cwd=ROOT, text=True)

    for ended in (0, 6, 20, 41):
        run = begin()
        until = time.monotonic() + 900
        while time.monotonic() < until and run.poll() is None and _ended(tmp_path) <= ended:
            time.sleep(0.05)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    last = begin()
    assert last.wait(1800) == 0

    progress = json.loads((tmp_path / "demonstration.json").read_text())
    assert (progress["state"], progress["stopped"], progress["ended"]) == ("done", [], 60)
    _count()


def _ended(folder: Path) -> int:
    try:
        return int(json.loads((folder / "demonstration.json").read_text())["ended"])
    except FileNotFoundError:
        return -1


def _count() -> None:
    """What was promised is there, once."""
    assert Family.objects.count() == 10
    assert Product.objects.count() == 120
    priced = Product.objects.annotate(breaks=models.Count("price_breaks")).filter(breaks__gte=2)
    assert priced.count() == 120
    assert PriceBreak.objects.count() >= 700
    assert BillLine.objects.values("product").distinct().count() == 120
    photometric = ProductDocument.objects.filter(kind=ItemKind.PHOTOMETRY, state="released")
    assert photometric.count() == 240
    assert ProductDocument.objects.filter(kind=ItemKind.VIDEO, file__media_type="video/webm").count() == 1
    assert (Company.objects.count(), Company.objects.values("country").distinct().count()) == (15, 12)
    assert Supplier.objects.count() == 20
    soon = works_day() + timedelta(days=60)
    assert SupplierCertificate.objects.filter(valid_until__range=(works_day(), soon)).count() >= 5
    lanes = RateCard.objects.filter(
        valid_until__gte=works_day(), service__in=["sea_lcl", "sea_fcl", "air", "courier"]
    )
    assert lanes.values("destination").distinct().count() == 14
    assert all(
        lanes.filter(service=service).count() == 14 for service in ("sea_lcl", "sea_fcl", "air", "courier")
    )
    # samples have a file of their own
    assert Deal.objects.count() - SampleOrder.objects.count() == Inquiry.objects.count() == 60
    assert sorted(SampleOrder.objects.values_list("state", flat=True)) == [
        "approved",
        "approved",
        "asked",
        "offered",
    ]
    assert sorted(Amendment.objects.values_list("state", flat=True)) == ["effective", "issued"]
    assert OrderLine.objects.filter(position__gt=2, order__amendments__state="effective").exists(), (
        "a line was added"
    )
    parts = ShippingPlan.objects.filter(is_part=True).order_by("part").values_list("part", "state")
    assert [part for part, _ in parts] == [1, 2]
    assert Deal.objects.filter(replaces__isnull=False).count() == 2
    assert Claim.objects.count() == 6
    assert {"planned", "released", "produced", "failed", "reworked", "passed"} <= set(
        Batch.objects.values_list("state", flat=True)
    )
    assert Batch.objects.filter(planned_end_at__gt=clock.now()).exists(), "the planner sees what comes next"
    checked = Event.objects.filter(name="journal.verified").latest("pk")
    assert checked.facts["lines"] > 5_000, "the journal was computed after the past was lived"
    first = Event.objects.filter(name="inquiry.received").order_by("at").first()
    assert first is not None
    assert clock.now() - first.at > timedelta(days=530)
    assert verify().is_whole
