"""A value with its place in a part, and a part as it is being read.

What was claimed by one reading is free for no other, and every pattern is bounded, so that the time grows with the length
of the text only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ordolux.rules.reading.text import folded, plain

MOST_VALUES = 3_000
"""Values of one part that are read; a part with more is no inquiry of a person."""


@dataclass(slots=True)
class Value:
    """One value: field, content, its place in the part, whether it is stated or implied, how sure it is (0 to 1)."""

    field: str
    value: Any
    start: int
    end: int
    unit: str = ""
    stated: bool = True
    sure: float = 1.0
    part: int = 0
    raw: str = ""
    group: int = 0  # values of one list share it


class Scan:
    """One part with the values found in it and the stretches that are taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain(text)
        self.low = folded(text)
        self.taken = bytearray(len(text))
        self.values: list[Value] = []
        self._groups = 0

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no other reading claimed the stretch."""
        return not any(self.taken[start:end])

    def claim(self, start: int, end: int) -> None:
        """Take a stretch."""
        self.taken[start:end] = b"\1" * (end - start)

    def add(self, field: str, value: Any, start: int, end: int, **more: Any) -> Value:
        """Keep a value."""
        made = Value(field, value, start, end, **more)
        self.values.append(made)
        return made

    def new_group(self) -> int:
        """Return a number for the values of one list."""
        self._groups += 1
        return self._groups

    def each(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the free matches of a pattern and claim them."""
        for count, m in enumerate(pattern.finditer(self.plain)):
            if count > MOST_VALUES:
                return
            if self.is_free(m.start(), m.end()):
                self.claim(m.start(), m.end())
                yield m


def copy_of(value: Value, /, **changes: Any) -> Value:
    """Return a copy of a value with changes."""
    return replace(value, **changes)
