"""Business goes on while parts are killed, cut off, starved and refused at moments that a seed chooses."""

import json
import os
import subprocess
import sys

from ordolux.config.environment import ROOT
from tests.faults.cottage import Cottage
from tests.faults.mail_server import MOODS

KILLS, ORDERS = 20, 10
# One row of faults for everybody, so that a red run can be repeated; `make soak` goes through ever new ones.
SEED = 464966


def test_faults_at_any_moment_lose_and_double_nothing(databases: object) -> None:
    seed = os.environ.get("ORDOLUX_TEST_SEED") or str(SEED)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", "--through", "deeds", "--kills", str(KILLS), "--orders", str(ORDERS),
         "--at-once", "4", "--least", "0.4", "--most", "1.6", "--patience", "180", "--json", "--seed", seed],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=900,
        env={**os.environ, "ORDOLUX_TEST_STATE": os.environ["ORDOLUX_STATE"]},
    )  # fmt: skip
    print(done.stdout)
    assert done.returncode == 0, (
        f"repeat with ORDOLUX_TEST_SEED:\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["kills"] >= KILLS
    assert told["finished"] == told["businesses"] >= ORDERS
    met = set(told["done"])
    assert {f"kill {part}" for part in Cottage.PARTS} <= met
    assert {f"refuse {mood}" for mood in MOODS} <= met
    assert {"drop by the server", "slam the door", "full files", "full database"} <= met
