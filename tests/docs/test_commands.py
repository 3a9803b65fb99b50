"""Every command of README, handbook, guide and operations page is carried out by a test, as it stands there."""

import re
from pathlib import Path

import pytest

from ordolux.config.environment import ROOT
from tests.docs.commands import FENCE, blocks_of

PAGES = sorted(
    [
        *(ROOT / name for name in ("README.md", "docs/operations.md", "docs/architecture.md")),
        *(page for folder in ("guide", "handbook") for page in (ROOT / "docs" / folder).rglob("*.md")),
    ]
)
# A call that names page and beginning of a block: the test that makes it carries the block out.
CALL = re.compile(r"""block\(\s*"([^"]+)",\s*(?:"([^"]+)"|'([^']+)')""")
# Pages whose blocks are all carried out by one test, which reads them itself.
WHOLE_PAGES = {"docs/handbook/api.md": "tests/api/test_guide.py"}
_COMMAND = re.compile(r"^\s*(make |bin/ordolux|sudo |curl |pg_|psql)", re.MULTILINE)
# What cannot be carried out inside a test, with the reason.
EXEMPT = {"make test": "it is what runs this"}


def calls() -> dict[tuple[str, str], Path]:
    """Page and beginning of each block that a test carries out, and the test."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.name != "test_commands.py":
            for page, begins, other in CALL.findall(path.read_text(encoding="utf-8")):
                found[page, begins or other] = path
    return found


def commands_of(text: str) -> list[str]:
    """The lines of a block without their remarks."""
    return [line.split("#")[0].strip() for line in text.strip().splitlines()]


def commands_in(page: str, begins: str) -> list[str]:
    """The commands of a block that is carried out."""
    found = [text for text in blocks_of(ROOT / page, "sh", "sql") if text.strip().startswith(begins)]
    return [line for text in found for line in commands_of(text)]


def pages_with(*languages: str) -> list[tuple[str, str]]:
    """Every block in these languages with its page."""
    return [(str(page.relative_to(ROOT)), text) for page in PAGES for text in blocks_of(page, *languages)]


@pytest.mark.parametrize(("page", "text"), pages_with("sh", "sql"))
def test_a_test_carries_it_out(page: str, text: str) -> None:
    if page in WHOLE_PAGES:
        assert "EXAMPLES" in (ROOT / WHOLE_PAGES[page]).read_text(encoding="utf-8")
        return
    elsewhere = {line for where, begins in calls() for line in commands_in(where, begins)}
    if all(line in EXEMPT or line in elsewhere for line in commands_of(text)):
        return
    assert [begins for (where, begins) in calls() if where == page and text.strip().startswith(begins)], (
        "no test carries out this block; call run_block() or block() with its page and its first words"
    )


def test_no_command_hides_in_a_block_without_a_language() -> None:
    hidden = [
        (page.name, found[3])
        for page in PAGES
        for found in FENCE.finditer(page.read_text(encoding="utf-8"))
        if not found[2] and _COMMAND.search(found[3])
    ]

    assert hidden == []


def test_each_call_names_a_block_that_is_there() -> None:
    there = pages_with("sh", "sql", "python")
    assert [
        call
        for call in calls()
        if not [text for page, text in there if page == call[0] and text.strip().startswith(call[1])]
    ] == []
