"""``python -m tests.soak --kills 200 --seeds 5``: the fault run several times, with a seed each; then every form with every
nonsense, every page in every look, the past of the demonstration, a lost disk, a failover. Stops at the first finding."""

import argparse
import os
import random
import subprocess
import sys

from ordolux.config.environment import ROOT


def main() -> int:
    """Run them one after the other; the status is that of the first run which found something."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--kills", type=int, default=100, help="kills of each run")
    options.add_argument("--orders", type=int, default=40, help="pieces of business of each run, at least")
    options.add_argument("--seeds", type=int, default=3, help="number of runs")
    options.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the first run"
    )
    options.add_argument(
        "--no-pages", action="store_true", help="leave out every form and every page in every look"
    )
    told = options.parse_args()
    for seed in range(told.seed, told.seed + told.seeds):
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults", "--seed", str(seed), "--kills", str(told.kills),
             "--orders", str(told.orders),
             "--least", "2", "--most", "10"], cwd=ROOT, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            return done.returncode
    if told.no_pages:
        return 0
    pages = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/looks", "tests/forms", "tests/walk",
         "tests/api", "tests/access", "tests/demonstration", "tests/backup", "tests/operations"],
        env={**os.environ, "ORDOLUX_TEST_LIVED_IN": "1", "ORDOLUX_TEST_LARGE_WALK": "1",
             "ORDOLUX_TEST_LOOKS": "all", "ORDOLUX_TEST_API_CASES": "100", "ORDOLUX_TEST_FORMS": "all",
             "ORDOLUX_TEST_DEMONSTRATION": "1", "ORDOLUX_TEST_DRILLS": "1", "ORDOLUX_TEST_NODES": "1",
             "ORDOLUX_TEST_SEED": str(told.seed)},
        cwd=ROOT, check=False,
    )  # fmt: skip
    return pages.returncode


if __name__ == "__main__":
    sys.exit(main())
