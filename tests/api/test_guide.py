"""The examples of the API's guide are run as they stand, by curl against a running site."""

import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest
from django.test import Client

from ordolux.config.environment import ROOT
from ordolux.edges.uses import note_use
from tests.access.world import World

GUIDE = (ROOT / "docs" / "handbook" / "api.md").read_text(encoding="utf-8")
EXAMPLES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_example_of_the_guide_runs_and_is_answered(live_site: Any) -> None:
    world = World()
    told = {"SITE": live_site.url, "TOKEN": world.cast.token("mei"), "DEAL": world.deals["own"].number}
    assert len(EXAMPLES) >= 6
    for example in EXAMPLES:
        done = subprocess.run(
            ["sh", "-c", example.replace("curl ", "curl --fail-with-body ")], env={**os.environ, **told}, capture_output=True,
            text=True, timeout=30, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{example}\n{done.stdout}\n{done.stderr}"
        assert json.loads(done.stdout), example


def test_a_key_that_asks_too_often_is_told_when_to_come_again(
    db: None, client: Client, settings: Any
) -> None:
    world = World()
    settings.API_PER_MINUTE = 3
    mei = {"Authorization": f"Bearer {world.cast.token('mei')}"}
    tang = {"Authorization": f"Bearer {world.cast.token('tang')}"}
    answers = [client.get("/api/v1/deals", headers=mei) for _ in range(8)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429 or answers[3].status_code == 429  # a new minute may begin meanwhile
    last = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(last["Retry-After"]) <= 60
    assert last["Content-Type"] == "application/problem+json"
    assert last.json()["code"] == "TooManyRequests"
    assert client.get("/api/v1/deals", headers=tang).status_code == 200  # another key is another count


def test_uses_are_counted_by_key(db: None) -> None:
    for _ in range(3):
        note_use("token:1", most=3)
    note_use("token:2", most=3)


def test_one_row_of_a_list_one_deals_events_and_papers_are_served(db: None, client: Client) -> None:
    world = World()
    own, foreign = (world.deals[side].number for side in ("own", "foreign"))
    mei = {"Authorization": f"Bearer {world.cast.token('mei')}"}
    anna = {"Authorization": f"Bearer {world.cast.token('anna')}"}
    events = client.get(f"/api/v1/deals/{own}/events", headers=mei).json()["events"]
    assert {"seq", "actor", "facts", "hash"} <= events[0].keys()
    assert all(
        event["facts"] is None
        for event in client.get(f"/api/v1/deals/{own}/events", headers=anna).json()["events"]
    )
    assert client.get(f"/api/v1/deals/{foreign}/events", headers=anna).status_code == 404
    assert client.get(f"/api/v1/deals/{own}/documents", headers=anna).json() == {"documents": []}
    assert client.get("/api/v1/nothing", headers=mei)["Content-Type"] == "application/problem+json"
    assert (
        client.post("/api/v1/deeds/inquiry.submit", b"{", content_type="application/json").status_code == 400
    )
