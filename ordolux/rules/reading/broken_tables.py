"""Tables that a mail program broke: every cell in a line of its own, put back into rows.

A line's end becomes a tab, so that no character moves and every value keeps its place.
"""

import re

from ordolux.rules.reading.cells import label_of
from ordolux.rules.reading.tables import USEFUL_HEADINGS

_LONGEST_HEADING = 40
_LEAST_COLUMNS = 3
_MOST_COLUMNS = 16
_LINE = re.compile(r"([^\n]*)(?:\n|(?<=[^\n])\Z)")


def mended(text: str) -> str:
    """Return a text with the cells of its broken tables in rows again, between tabs."""
    lines = [m.span(1) for m in _LINE.finditer(text)]
    if len(lines) < 2 * _LEAST_COLUMNS:
        return text
    made = list(text)
    place = 0
    while place < len(lines):
        columns = _headings_from(text, lines, place)
        if not columns:
            place += 1
            continue
        rows = _rows_behind(text, lines, place + columns, columns)
        if not rows:
            place += 1
            continue
        for start, stop in [(place, place + columns), *rows]:
            for number in range(start, stop - 1):
                made[lines[number][1]] = "\t"
        place = rows[-1][1]
    return "".join(made)


def _said(text: str, line: tuple[int, int]) -> str:
    return text[line[0] : line[1]].strip()


def _headings_from(text: str, lines: list[tuple[int, int]], place: int) -> int:
    """Return how many lines from this one are headings of a table, 0 when they are none."""
    first = _said(text, lines[place])
    if not first or len(first) > _LONGEST_HEADING or label_of(first) is None:
        return 0
    names: list[str | None] = []
    for line in lines[place : place + _MOST_COLUMNS]:
        cell = _said(text, line)
        if not cell or cell[0].isdigit():
            break
        if len(cell) > _LONGEST_HEADING or ":" in cell or "\t" in cell:
            return 0
        names.append(label_of(cell))
    known = [name for name in names if name]
    useful = {name for name in known if name in USEFUL_HEADINGS}
    if len(names) < _LEAST_COLUMNS or len(useful) < 2 or len(known) * 2 < len(names):
        return 0
    return len(names)


def _rows_behind(text: str, lines: list[tuple[int, int]], place: int, columns: int) -> list[tuple[int, int]]:
    """Return the rows behind the headings: blocks of as many lines between empty ones, or stretches that count up."""
    rows: list[tuple[int, int]] = []
    while place < len(lines):
        if not _said(text, lines[place]):
            place += 1
            continue
        stop = place
        while stop < len(lines) and stop - place < columns and _said(text, lines[stop]):
            stop += 1
        if stop - place != columns:
            break
        counts = any(_said(text, line)[0].isdigit() for line in lines[place:stop])
        apart = stop == len(lines) or not _said(text, lines[stop])
        numbered = _said(text, lines[place]).strip(" .)") == str(len(rows) + 1)
        if not counts or not (apart or numbered):
            break
        rows.append((place, stop))
        place = stop
    return rows
