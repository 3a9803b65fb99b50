"""Commands as they stand in the documentation, for the tests that carry them out."""

import os
import re
import subprocess
from pathlib import Path

from ordolux.config.environment import ROOT

FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def blocks_of(page: Path, *languages: str) -> list[str]:
    """The blocks of code of a page in these languages, without the indentation of a list."""
    return [
        re.sub(rf"^{found[1]}", "", found[3], flags=re.MULTILINE)
        for found in FENCE.finditer(page.read_text(encoding="utf-8"))
        if found[2] in languages
    ]


def block(page: str, begins: str) -> str:
    """The one block of ``page`` (below the project's root) that begins like this."""
    (found,) = [
        text for text in blocks_of(ROOT / page, "sh", "sql", "python") if text.strip().startswith(begins)
    ]
    return found


def run_block(page: str, begins: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Carry out a block as an administrator would, from the project's folder; the first line that fails ends it."""
    environ = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    return subprocess.run(
        ["sh", "-euc", block(page, begins)], cwd=ROOT, env={**environ, **variables}, text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=900,
    )  # fmt: skip
