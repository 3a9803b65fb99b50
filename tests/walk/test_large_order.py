"""Both pieces of business once more, this time by clicks in Chromium: the large order with every detour it takes.

The story of ``tests/stories`` is played with a moved clock; everybody in it sits at a browser. After each form that was sent a
picture is left in ``out/walk``.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.house import ROOT

DETOURS = (
    "has lapsed by itself", "Mei issues it anew", "three batches", "takes the batch into rework", "CSV file",
    "confirms nothing",
    "the plan is confirmed by Anna", "bill of lading", "tracking page opens by link", "without a test report it is refused",
    "the claim is approved",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(
    not os.environ.get("ORDOLUX_TEST_LARGE_WALK"),
    reason="the same story by HTTP runs in CI; asked for by ORDOLUX_TEST_LARGE_WALK=1, and by make soak",
)
def test_the_large_order_is_walked_by_clicks_with_all_its_detours(tmp_path: Path, browser: object) -> None:
    """A process of its own, as the story's test; ``browser`` says whether there is Chromium."""
    passed_on = {
        name: value for name, value in os.environ.items() if not name.startswith(("ORDOLUX_", "DJANGO_"))
    }
    pictures = ROOT / "out" / "walk"
    for old in pictures.glob("large-*.png"):
        old.unlink()
    played = subprocess.run(
        [sys.executable, "-m", "tests.stories", "--out", str(tmp_path), "--clicks", str(pictures)], cwd=ROOT, env=passed_on,
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert played.returncode == 0, played.stdout[-4000:] + played.stderr[-4000:]

    told = (tmp_path / "story.txt").read_text()
    assert [detour for detour in DETOURS if detour not in told] == []
    assert len(list(pictures.glob("large-*.png"))) > 60
