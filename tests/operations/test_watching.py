"""Health pages, figures for Prometheus and the log."""

import io
import json
import logging
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.config import health, telling
from ordolux.config.environment import SetupFault, read
from ordolux.edges.mailbox.receiver import keep_received
from ordolux.foundation import watching
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import REGISTER, NotPermitted
from ordolux.foundation.parties.deeds import add_person

SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? [0-9.e+-]+')


@pytest.fixture
def told(settings):
    """Sets values of the environment for one test."""

    def tell(**values):
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, **values)

    return tell


@pytest.fixture
def counted(told, tmp_path):
    """The house counts, into a folder of this test."""
    told(state=tmp_path, files=tmp_path / "files", metrics_token="a long word")
    watching._counters.clear()
    watching.keep_in(tmp_path / "run" / "counters")
    yield
    watching.keep_in(None)
    watching._counters.clear()


def metrics(bearer: str = "a long word"):
    return Client().get("/metrics", headers={"Authorization": f"Bearer {bearer}"})


@pytest.mark.django_db
def test_a_process_says_that_it_lives_without_asking_the_database():
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get("/health/live")

    assert answer.json() == {"status": "ok"}
    assert list(asked) == []


@pytest.mark.django_db
def test_a_node_is_ready_with_database_schema_and_disk_and_tells_who_is_silent():
    answer = Client().get("/health/ready")

    checks = answer.json()["checks"]
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert [name for name, check in checks.items() if check["ok"]] == ["database", "schema", "disk"]
    assert checks["worker"] == {"ok": False, "silent_seconds": None}


@pytest.mark.django_db
def test_a_worker_that_spoke_is_known(told):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '7 s')")

    assert Client().get("/health/ready").json()["checks"]["worker"] == {"ok": True, "silent_seconds": 7}


@pytest.mark.django_db
def test_a_database_of_another_version_and_a_full_disk_are_no_place_to_work(monkeypatch):
    monkeypatch.setattr(health.migrating, "note", lambda: "ordolux of tomorrow")
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    monkeypatch.undo()

    monkeypatch.setattr(health, "LEAST_FREE_SHARE", 1.1)
    answer = Client().get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["disk"]["ok"] is False


def test_without_its_database_a_node_is_alive_but_not_ready(live_database, databases):
    connections.close_all()
    connections.settings["default"]["NAME"] = "nowhere"
    try:
        assert Client().get("/health/live").status_code == 200
        answer = Client().get("/health/ready")
    finally:
        connections.close_all()
        connections.settings["default"]["NAME"] = live_database

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"ok": False, "says": "OperationalError"}


@pytest.mark.django_db
def test_figures_are_for_those_who_know_the_word(told):
    told(metrics_token="a long word")
    assert metrics("another").status_code == 404
    assert Client().get("/metrics").status_code == 404
    told(metrics_token="")
    assert metrics("").status_code == 404


def test_figures_count_what_happened_and_can_be_read_by_prometheus(live_database, counted):
    Client().get("/verify")
    Client().get("/desk/orders")
    keep_received(b"From: a@b.example\r\n\r\nhello", "a@b.example", ["sales@ordolux.example"], "127.0.0.1")
    nobody = Actor(name="nobody", roles=frozenset({Role.PUBLIC}))
    with pytest.raises(NotPermitted):
        add_person(email="x@y.example", name="X", roles=["sales"], by=nobody, at=datetime.now(UTC))

    answer = metrics()
    lines = answer.content.decode().splitlines()
    samples = [line for line in lines if not line.startswith("#")]
    assert [line for line in samples if not SAMPLE.fullmatch(line)] == []
    families = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(families) == len(set(families))
    for wanted in (
        'ordolux_requests_total{edge="public",method="GET",status="2xx"} 1.0',
        'ordolux_requests_total{edge="desk",method="GET",status="3xx"} 1.0',
        'ordolux_request_seconds_bucket{edge="desk",le="+Inf"} 1.0',
        'ordolux_deeds_total{deed="message.receive",outcome="done"} 1.0',
        'ordolux_deeds_total{deed="person.add",outcome="refused"} 1.0',
        'ordolux_refusals_total{refusal="NotPermitted"} 1.0',
        'ordolux_jobs{state="todo"} 1.0',
        "ordolux_messages_unread 1.0",
        "ordolux_inquiries_late 0.0",
        'ordolux_up{part="database"} 1.0',
    ):
        assert wanted in samples
    buckets = [line for line in samples if line.startswith('ordolux_request_seconds_bucket{edge="desk"')]
    assert [float(re.search(r'le="([^"]+)"', line)[1]) for line in buckets] == [
        *watching.CLASSES,
        float("inf"),
    ]


def test_addresses_and_methods_that_strangers_make_up_add_no_row(counted, live_database):
    for n in range(5):
        Client().get(f"/made-up-{n}/{n}")
        Client().generic(f"MAKE{n}", "/")

    rows = {
        name: labels for (name, labels), _ in watching._counters.items() if name.endswith("requests_total")
    }
    assert len([1 for (name, _) in watching._counters if name == "ordolux_requests_total"]) <= 3, rows


def test_the_sums_of_all_processes_are_told(counted, tmp_path):
    folder = tmp_path / "run" / "counters"
    folder.mkdir(parents=True)
    (folder / "1.json").write_text(
        json.dumps([["ordolux_deeds_total", [["deed", "a.b"], ["outcome", "done"]], 3]])
    )
    (folder / "2.json").write_text("half a fi")
    watching.count("ordolux_deeds_total", deed="a.b", outcome="done")

    assert watching.totals(folder) == {("ordolux_deeds_total", (("deed", "a.b"), ("outcome", "done"))): 4}


def test_the_log_as_json_names_request_deed_and_deal_and_no_secret(live_database, counted):
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(telling.JsonLines())
    log = logging.getLogger("ordolux")
    levels = {name: logging.getLogger(name).level for name in ("ordolux.deeds", "ordolux.requests")}
    log.addHandler(handler)
    for name in levels:
        logging.getLogger(name).setLevel(logging.INFO)
    try:
        answer = Client().get("/desk/orders?token=abcdefgh")
        with watching.doing(request="r1"):
            keep_received(b"From: a@b.example\r\n\r\nhello", "a@b.example", ["sales@ordolux.example"], "::1")
        log.warning("no line to postgresql://app:geheim@db/trade with Bearer %s", "abcdef012345")
        try:
            raise ValueError("password=geheim of /quotation/AbCdEfGhIjKlMnOpQrStUvWx")
        except ValueError:
            log.exception("failed")
    finally:
        log.removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)

    lines = [json.loads(line) for line in said.getvalue().splitlines()]
    request, deed = lines[0], next(line for line in lines if line["logger"] == "ordolux.deeds")
    assert request["request"] == answer["X-Request-ID"]
    assert (request["route"], request["status"]) == ("desk/orders", 302)
    assert (deed["request"], deed["deed"], deed["outcome"]) == ("r1", "message.receive", "done")
    assert deed["deed"] in REGISTER
    assert "geheim" not in said.getvalue()
    assert "abcdef" not in said.getvalue()
    assert "AbCdEf" not in said.getvalue()
    assert "ValueError" in lines[-1]["traceback"]


def test_a_number_of_a_request_is_taken_from_our_proxy_only(told, db):
    given = {"X-Request-ID": "0123456789abcdef-proxy"}
    assert Client().get("/health/live", headers=given)["X-Request-ID"] != given["X-Request-ID"]
    told(behind_proxy=True)
    assert Client().get("/health/live", headers=given)["X-Request-ID"] == given["X-Request-ID"]
    assert len(Client().get("/health/live", headers={"X-Request-ID": "<script>"})["X-Request-ID"]) == 16


def test_the_run_says_in_json_what_its_parts_say():
    deed = '{"at": "2026-11-23T09:00:00", "level": "info", "message": "deed done", "deal": "D-2026-0001"}'
    assert json.loads(telling.supervisor_line("web", deed, own=False)) == {"part": "web", **json.loads(deed)}
    words = json.loads(telling.supervisor_line("database", "no line to postgresql://a:b@c", own=True))
    assert (words["part"], words["message"]) == ("database", "no line to postgresql://a:…@c")
    assert json.loads(telling.supervisor_line("web", "{not json", own=False))["message"] == "{not json"
    with pytest.raises(SetupFault, match="'words' or 'json'"):
        read({"ORDOLUX_LOG": "xml"})


def test_a_house_behind_a_proxy_shows_nobody_its_letters(told, client):
    told(behind_proxy=False)
    assert client.get("/postbox").status_code == 200
    told(behind_proxy=True)
    assert client.get("/postbox").status_code == 404
