"""Business goes on while worker, web, mail receiver and database are killed at moments that a seed chooses."""

import json
import os
import subprocess
import sys
from pathlib import Path

from ordolux.config.environment import ROOT
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.files import store_bytes
from ordolux.foundation.numbers.models import NumberSeries
from tests.faults import invariants
from tests.faults.business import Acknowledged
from tests.faults.house import PARTS
from tests.faults.spine import Scene

KILLS, ORDERS = 14, 3


def test_kills_at_any_moment_lose_and_double_nothing() -> None:
    seed = os.environ.get("ORDOLUX_TEST_SEED")
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--kills", str(KILLS), "--orders", str(ORDERS), "--least", "2",
         "--most", "7", "--json",
         *(["--seed", seed] if seed else [])],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    print(done.stdout)
    assert done.returncode == 0, (
        f"repeat with ORDOLUX_TEST_SEED:\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert sum(told["kills"].values()) >= KILLS
    assert set(told["kills"]) == set(PARTS)
    assert told["finished"] == told["businesses"] >= ORDERS


def test_the_invariants_find_what_was_planted(live_database: str, tmp_path: Path) -> None:
    """Each kind of damage that a rollback of our promises would leave is named."""
    order = Scene().placed()
    scene_of_pi = order.deal
    wrong = [
        Acknowledged("order.place", "never happened", "SO-2026-9999"),
        Acknowledged("mail", "never came", "0" * 64),
    ]
    before, _ = invariants.check([], tmp_path)

    Deal.objects.filter(pk=scene_of_pi.pk).update(next_deed="something.else")
    NumberSeries.objects.create(kind="PI", year=2026, last=1)
    lost = store_bytes(b"written, then lost by the disk", "text/plain")
    _path_of(lost.sha256).unlink()

    found, _ = invariants.check(wrong, tmp_path)
    fresh = "\n".join(one for one in found if one not in before)
    for sentence in (
        "the acknowledged order.place never happened was claimed 0 times", "the acknowledged mail never came is there 0 times",
        "its head says", "PI-2026 has come to 1; there are []", f"the file {lost.sha256[:12]}: FileNotFoundError",
    ):  # fmt: skip
        assert sentence in fresh, fresh
    assert any("a job that is stuck" in one for one in before), "no worker ran here"


def _path_of(sha256: str) -> Path:
    from django.core.files.storage import storages

    return Path(storages["files"].path(f"{sha256[:2]}/{sha256}"))
