"""``python -m tests.soak --minutes 120``: business through SMTP, HTTP and uploads for hours, under every fault that we know,
with a new house and a new seed every quarter of an hour; then every crash point, every form with every nonsense, every page
in every look, the whole past of the demonstration, a lost disk and a failover. Stops at the first finding.

``--note`` appends each run with seed, commit, duration and counts to docs/soak.md.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

from ordolux.config.environment import ROOT
from tests.faults.crash_cases import covered

LOG = ROOT / "docs" / "soak.md"
QUARTER = 15


def main() -> int:
    """Run them one after the other; the status is that of the first run which found something."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=45, help="of business under faults, at least")
    options.add_argument("--kills", type=int, default=20, help="kills of each run, at least")
    options.add_argument("--orders", type=int, default=4, help="pieces of business of each run, at least")
    options.add_argument("--at-once", type=int, default=2)
    options.add_argument(
        "--patience", type=float, default=300, help="seconds in which what follows must come"
    )
    options.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of the first run"
    )
    options.add_argument("--note", action="store_true", help="append the results to docs/soak.md")
    options.add_argument("--no-pages", action="store_true", help="leave out crash points, forms and pages")
    told = options.parse_args()
    until, seed = time.monotonic() + told.minutes * 60, told.seed
    while (left := (until - time.monotonic()) / 60) > 0:
        status, outcome = _faults(told, seed, min(QUARTER, left))
        if told.note:
            _note(outcome, told)
        if status != 0:
            return status
        seed += 1
    if told.no_pages:
        return 0
    points = _tests({"ORDOLUX_TEST_CRASH_POINTS": "all"}, "tests/faults", *sorted(set(covered().values())))
    return points or _tests(
        {"ORDOLUX_TEST_LIVED_IN": "1", "ORDOLUX_TEST_LARGE_WALK": "1", "ORDOLUX_TEST_FAXES": "1", "ORDOLUX_TEST_LOOKS": "all",
         "ORDOLUX_TEST_API_CASES": "100", "ORDOLUX_TEST_FORMS": "all", "ORDOLUX_TEST_DEMONSTRATION": "1",
         "ORDOLUX_TEST_DRILLS": "1", "ORDOLUX_TEST_NODES": "1", "ORDOLUX_TEST_SEED": str(told.seed)},
        "tests/looks", "tests/forms", "tests/walk", "tests/api", "tests/access", "tests/demonstration",
        "tests/backup", "tests/operations", "tests/reading",
    ) or _channels(told.seed)  # fmt: skip


def _channels(seed: int) -> int:
    """What reaches us: long backlogs, many deliveries, hostile messages by the ten thousand, and fuzzed openers."""
    tried = _tests(
        {"ORDOLUX_TEST_BACKLOG": "10000", "ORDOLUX_TEST_MESSAGES": "500", "ORDOLUX_TEST_HOSTILE": "50000",
         "ORDOLUX_TEST_SEED": str(seed)},
        "tests/channels", "ordolux/edges/mailbox",
    )  # fmt: skip
    for opener in ("mail", "message", "table", "form", "pdf") if not tried else ():
        fuzzed = [
            sys.executable,
            "-m",
            "tests.channels.fuzz",
            "--opener",
            opener,
            "--seconds",
            "300",
            "--seed",
            str(seed),
        ]
        tried = tried or subprocess.run(fuzzed, cwd=ROOT, check=False).returncode
    return tried


def _faults(told: argparse.Namespace, seed: int, minutes: float) -> tuple[int, dict[str, Any]]:
    """One house, one seed; what it says is shown as it comes. Gives its status and what it found."""
    began = datetime.now(UTC)
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.faults", "--through", "edges", "--seed", str(seed), "--kills", str(told.kills),
         "--orders", str(told.orders), "--at-once", str(told.at_once), "--minutes", f"{minutes:.2f}",
         "--patience", str(told.patience), "--least", "2", "--most", "10", "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None, "it was asked for as a pipe"
    last = ""
    for line in running.stdout:
        if line.startswith("{"):
            last = line
        else:
            print(line, end="", flush=True)
    outcome: dict[str, Any] = (
        json.loads(last) if last else {"seed": seed, "findings": ["it did not come to its end"]}
    )
    return running.wait(), outcome | {"began": f"{began:%Y-%m-%d %H:%M} UTC"}


def _tests(environ: dict[str, str], *which: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *which], env={**os.environ, **environ}, cwd=ROOT, check=False
    ).returncode


def _note(outcome: dict[str, Any], told: argparse.Namespace) -> None:
    """One paragraph at the end of docs/soak.md."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    done = ", ".join(f"{what} {count}" for what, count in sorted(outcome.get("done", {}).items()))
    checked = ", ".join(f"{count} {what}" for what, count in outcome.get("counts", {}).items())
    findings = outcome["findings"]
    with LOG.open("a") as file:
        file.write(
            f"\n## {outcome['began']}: seed {outcome['seed']}, commit {commit}\n\n"
            f"Through {outcome.get('through', 'edges')}, {outcome.get('seconds', 0) / 60:.0f} minutes, "
            f"{os.cpu_count()} processors, {told.at_once} customers at once. "
            f"{outcome.get('finished', 0)} of {outcome.get('businesses', 0)} pieces of business came to their end, with "
            f"{outcome.get('acknowledged', 0)} acknowledged writes, {outcome.get('asked_again', 0)} asked again, and "
            f"{outcome.get('letters', 0)} letters taken by the mail server.\n\n"
            f"Faults: {outcome.get('kills', 0)} kills in all ({done}).\n\nChecked: {checked}.\n\n"
            + (
                "No finding.\n"
                if not findings
                else "Findings:\n\n" + "".join(f"- {one[:300]}\n" for one in findings)
            )
        )


if __name__ == "__main__":
    sys.exit(main())
