"""The story as a test: it holds, and every document of it is left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.house import ROOT

PAPERS = (
    "quotation", "datasheet", "proforma", "purchase_order", "inspection_report", "shipping_plan", "packing_list",
    "commercial_invoice", "claim_decision",
)  # fmt: skip


@pytest.mark.slow
def test_both_pieces_of_business_go_from_mail_to_warranty_and_leave_their_documents(tmp_path: Path) -> None:
    """A process of its own: the story has its own database, clock and settings."""
    passed_on = {
        name: value for name, value in os.environ.items() if not name.startswith(("ORDOLUX_", "DJANGO_"))
    }
    played = subprocess.run(
        [sys.executable, "-m", "tests.stories", "--out", str(tmp_path)], cwd=ROOT, env=passed_on, capture_output=True,
        text=True, check=False, timeout=900,
    )  # fmt: skip
    assert played.returncode == 0, played.stdout[-4000:] + played.stderr[-4000:]

    left = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
    for paper in PAPERS:
        assert any(f"-{paper}-" in name and name.endswith(".pdf") for name in left), paper
    assert any(name.endswith(".docx") for name in left)
    assert any(name.endswith("-sealed-en.pdf") for name in left)
    assert any(name.startswith("letters/") for name in left)
    assert "BROKEN" not in (tmp_path / "story.txt").read_text()
