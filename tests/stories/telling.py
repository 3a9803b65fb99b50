"""What the story says while it plays, and the facts on which it insists."""

import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

WORKS = ZoneInfo("Asia/Shanghai")


class Broken(Exception):
    """A fact of the story does not hold; the text says which."""


@dataclass
class Telling:
    """The lines of the story: steps with the simulated moment, and below each the facts that were found to hold."""

    place: Path
    out: TextIO = field(default_factory=lambda: sys.stdout)
    began: float = field(default_factory=time.monotonic)
    facts: int = 0
    now: datetime | None = None
    lines: list[str] = field(default_factory=list)

    def chapter(self, number: int, title: str) -> None:
        """Begin one of the ten chapters."""
        self._say(f"\n{number}. {title}")

    def step(self, said: str) -> None:
        """Say what happens now."""
        when = self.now.astimezone(WORKS).strftime("%a %d %b %Y %H:%M") if self.now else " " * 21
        self._say(f"   {when}  {said}")

    def fact(self, sentence: str, found: Any, expected: Any = True) -> None:
        """Insist that ``found`` is ``expected``. Raises Broken."""
        if found != expected:
            raise Broken(f"{sentence}: expected {expected!r}, found {found!r}")
        self.facts += 1
        self._say(f"{'':26}✓ {sentence}")

    def note(self, said: str) -> None:
        """Say something without a time."""
        self._say(said)

    def write(self) -> None:
        """Keep all lines in ``story.txt``."""
        self.place.mkdir(parents=True, exist_ok=True)
        (self.place / "story.txt").write_text("\n".join(self.lines) + "\n")

    def _say(self, line: str) -> None:
        self.lines.append(line)
        print(line, file=self.out, flush=True)
