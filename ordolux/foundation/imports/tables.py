"""Tables as people keep them: heads in English or Chinese in any order, cells as typed values, findings by row and column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from ordolux.rules.refusal import N_, Finding, Refusal

MOST_ROWS = 10_000
MOST_FINDINGS = 200

HEAD_MISSING = N_("There is no column “{column}”.")
HEAD_UNKNOWN = N_("The column “{column}” is not known and would be lost.")
HEAD_UNIT = N_("“{head}”: give it in {unit}.")
HEAD_TWICE = N_("The column “{column}” is there twice.")
CELL_MISSING = N_("“{column}” is empty.")
CELL_LONG = N_("“{column}” is longer than {most} characters.")
CELL_NUMBER = N_("“{value}” in “{column}” is no number between {least} and {most}.")
CELL_WHOLE = N_("“{value}” in “{column}” is no whole number between {least} and {most}.")
CELL_DAY = N_("“{value}” in “{column}” is no day such as 2026-09-14.")
CELL_CODE = N_("“{value}” in “{column}” must be {letters} letters.")
CELL_MAIL = N_("“{value}” in “{column}” is no mail address.")
CELL_YES = N_("“{value}” in “{column}” is neither yes nor no.")
ROW_TWICE = N_("{key} stands in row {first} already.")
TOO_MANY = N_("The table has more than {most} rows; divide it.")
NO_ROWS = N_("The table has a head, but no row below it.")

# what a number in the unit of a head is multiplied by to be in ours
TIMES = {
    ("cm", "mm"): Decimal(10), ("m", "mm"): Decimal(1000), ("in", "mm"): Decimal("25.4"), ("g", "kg"): Decimal("0.001"),
}  # fmt: skip
_UNIT = re.compile(
    r"[(（\[]\s*(mm|cm|m|in|inch|g|kg|lb|lbs|毫米|厘米|米|克|千克|公斤)\s*[)）\]]", re.IGNORECASE
)
_UNITS = {
    "毫米": "mm",
    "厘米": "cm",
    "米": "m",
    "克": "g",
    "千克": "kg",
    "公斤": "kg",
    "inch": "in",
    "lbs": "lb",
}

_MAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,190}\.[^@\s,;<>\"]{2,63}")


class WrongCell(Exception):
    """A cell that cannot be read, with the sentence that says why."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its heads in both languages, how a cell is read; without ``default`` a cell must be filled.

    ``unit`` is what its numbers are in; a head may name another one of the same kind in brackets. ``also`` are further
    words that people write for it.
    """

    code: str
    en: str
    zh: str
    read: Callable[[str, str], Any]
    default: Any = None
    is_required: bool = False
    example: str = ""
    unit: str = ""
    also: tuple[str, ...] = ()

    def heads(self) -> set[str]:
        """All heads under which it is known, folded."""
        return {folded(each) for each in (self.code, self.en, self.zh, *self.also)}

    def head(self, *, in_chinese: bool = False) -> str:
        """Its head as a template writes it, with the unit."""
        word = self.zh if in_chinese else self.en
        return f"{word} ({self.unit})" if self.unit else word


@dataclass(frozen=True, slots=True)
class Row:
    """One row that could be read: its number in the sheet and its values by column; ``more`` are columns of parameters."""

    number: int
    values: Mapping[str, Any]
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """What was read of a table, and what is wrong with it."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, row: int, message: str, column: str = "", **values: object) -> None:
        """Note what is wrong in a row."""
        if len(self.findings) < MOST_FINDINGS:
            where = f"{row}" + (f" · {column}" if column else "")
            self.findings.append(Finding("row", message, {"column": column, **values}, where))

    def refuse(self, row: int, refusal: Refusal) -> None:
        """Note the refusal of a rule as a finding of its row."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(refusal.code, refusal.message, dict(refusal.values), f"{row}"))


def folded(head: str) -> str:
    """A head without what people write differently: case, spaces, marks, units in brackets."""
    return re.sub(r"[\s_\-*.:：]+", "", re.sub(r"[(（\[].*?[)）\]]", "", head)).casefold()


def read_sheet(
    cells: Sequence[Sequence[str]], columns: Sequence[Column], *, takes_more: bool = False
) -> Sheet:
    """The rows of a table below its head, which is the first row that is not empty."""
    sheet = Sheet()
    begin = next((place for place, row in enumerate(cells) if any(cell.strip() for cell in row)), None)
    if begin is None:
        sheet.wrong(1, NO_ROWS)
        return sheet
    places: dict[int, Column] = {}
    others: dict[int, str] = {}
    times: dict[int, Decimal | None] = {}
    known = {head: column for column in columns for head in column.heads()}
    for place, head in enumerate(cells[begin]):
        column = known.get(folded(head))
        if column is None:
            if head.strip() and takes_more:
                others[place] = head.strip()
            elif head.strip():
                sheet.wrong(begin + 1, HEAD_UNKNOWN, head.strip()[:60])
        elif column in places.values():
            sheet.wrong(begin + 1, HEAD_TWICE, head.strip()[:60])
        else:
            places[place] = column
            times[place] = _times(head, column)
            if times[place] is None:
                sheet.wrong(begin + 1, HEAD_UNIT, head=head.strip()[:60], unit=column.unit)
    for column in columns:
        if column.is_required and column not in places.values():
            sheet.wrong(begin + 1, HEAD_MISSING, column.en)
    if sheet.findings:
        return sheet
    filled = [
        (n, row) for n, row in enumerate(cells[begin + 1 :], begin + 2) if any(cell.strip() for cell in row)
    ]
    if not filled:
        sheet.wrong(begin + 1, NO_ROWS)
    if len(filled) > MOST_ROWS:
        sheet.wrong(begin + 1, TOO_MANY, most=MOST_ROWS)
        return sheet
    for number, row in filled:
        values: dict[str, Any] = {column.code: column.default for column in columns}
        is_whole = True
        for place, column in places.items():
            text = row[place].strip() if place < len(row) else ""
            text = (
                text[1:] if text.startswith("'") and text[1:2] in "=+-@" else text
            )  # our own exports defuse so
            if not text:
                if column.is_required:
                    sheet.wrong(number, CELL_MISSING, column.en)
                    is_whole = False
                continue
            try:
                values[column.code] = column.read(_in_our_unit(text, times[place]), column.en)
            except WrongCell as wrong:
                sheet.wrong(number, wrong.message, column.en, **wrong.values)
                is_whole = False
        if is_whole:
            more = {
                head: row[place].strip()
                for place, head in others.items()
                if place < len(row) and row[place].strip()
            }
            sheet.rows.append(Row(number, values, more))
    return sheet


def _times(head: str, column: Column) -> Decimal | None:
    """What numbers below this head are multiplied by; None where its unit is none that we can turn into ours."""
    named = _UNIT.search(head)
    if named is None or not column.unit:
        return Decimal(1)
    unit = _UNITS.get(named[1].lower(), named[1].lower())
    return Decimal(1) if unit == column.unit else TIMES.get((unit, column.unit))


def _in_our_unit(text: str, times: Decimal | None) -> str:
    """The text of a cell, its number turned into our unit where its head names another."""
    if times is None or times == 1:
        return text
    try:
        return f"{(number(places=6)(text, '') * times).normalize():f}"
    except WrongCell:
        return text


def text(most: int) -> Callable[[str, str], str]:
    """A text of at most so many characters."""

    def read(value: str, column: str) -> str:
        if len(value) > most:
            raise WrongCell(CELL_LONG, most=most)
        return value

    return read


def code(letters: int) -> Callable[[str, str], str]:
    """So many letters, in capitals."""

    def read(value: str, column: str) -> str:
        if not re.fullmatch(rf"[A-Za-z]{{{letters}}}", value):
            raise WrongCell(CELL_CODE, value=value[:40], letters=letters)
        return value.upper()

    return read


def number(least: str = "0", most: str = "1000000000", places: int = 4) -> Callable[[str, str], Decimal]:
    """A number with a decimal point (or comma), rounded to what is kept."""

    def read(value: str, column: str) -> Decimal:
        plain = value.replace(" ", "").replace("\u00a0", "")
        plain = plain.replace(",", "") if "." in plain else plain.replace(",", ".")
        try:
            found = Decimal(plain)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not Decimal(least) <= found <= Decimal(most):
            raise WrongCell(CELL_NUMBER, value=value[:40], least=least, most=most)
        return round(found, places)

    return read


def whole(least: int = 0, most: int = 1_000_000_000) -> Callable[[str, str], int]:
    """A whole number."""

    def read(value: str, column: str) -> int:
        plain = value.replace(" ", "").replace(",", "")
        if not re.fullmatch(r"-?[0-9]{1,15}(\.0+)?", plain) or not least <= int(float(plain)) <= most:
            raise WrongCell(CELL_WHOLE, value=value[:40], least=least, most=most)
        return int(float(plain))

    return read


def day(value: str, column: str) -> date:
    """A day in ISO 8601, with or without a time behind it."""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        raise WrongCell(CELL_DAY, value=value[:40]) from None
    if not 1990 <= found.year <= 2100:
        raise WrongCell(CELL_DAY, value=value[:40])
    return found


def mail(value: str, column: str) -> str:
    """A mail address, in small letters."""
    if not _MAIL.fullmatch(value) or len(value) > 254:
        raise WrongCell(CELL_MAIL, value=value[:60])
    return value.lower()


def yes(value: str, column: str) -> bool:
    """Yes or no in both languages."""
    told = {"yes": True, "y": True, "true": True, "1": True, "是": True, "no": False, "n": False, "false": False, "0": False,
            "否": False}  # fmt: skip
    if value.casefold() not in told:
        raise WrongCell(CELL_YES, value=value[:40])
    return told[value.casefold()]
