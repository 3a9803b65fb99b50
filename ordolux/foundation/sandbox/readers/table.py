"""Any table: XLSX, XLS, ODS or CSV as rows of texts, at most 5,000 rows and 60 columns of each of 20 sheets.

The value::

    type       media type by content
    sheets[]   {name, rows[][], is_cut}   every cell is a text; numbers with decimal point, days and times in ISO 8601

Formulas are never computed: of a workbook the values that were saved are read, and text that starts like a formula is
text.
"""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import python_calamine

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.readers.archives import checked_zip
from ordolux.foundation.sandbox.readers.safe_xml import safe_xml
from ordolux.foundation.sandbox.readers.text import cleaned, decoded
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 60
_MOST_SHEETS: Final = 20
_LONGEST_CELL: Final = 4_000
_LARGEST: Final = 20 * 2**20
_MOST_CELLS: Final = 3_000_000
_MOST_MERGED: Final = 20_000

_TOO_LARGE: Final = N_("This table is larger than {mib} MiB.")
_NOT_A_TABLE: Final = N_("This is not a table, but {found}.")
_BROKEN: Final = N_("This workbook is damaged or protected and cannot be read.")
_CUT: Final = N_("Only the first {rows} rows and {columns} columns of this sheet were read.")
_SHEETS_CUT: Final = N_("Only the first {most} sheets of this workbook were read.")
_SPREAD: Final = N_("The cells of {name} are spread over a range that is too large to open.")
_FORMULA: Final = N_("The sheet contains text that starts like a formula; it was read as text.")

_REFERENCE: Final = re.compile(rb"""<(?:\w+:)?c\s[^>]{0,100}?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_STARTS_LIKE_FORMULA: Final = re.compile(r"[=@\t\r\uff1d\uff20]|[+-](?![\d.,\s])")


def read_table(data: bytes, *, most_rows: int = MOST_ROWS) -> Reading:
    """Read every sheet of a workbook, or a CSV file as one sheet; of each sheet at most ``most_rows``."""
    if len(data) > _LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=_LARGEST // 2**20)
    found = what_is(data)
    findings: list[Finding] = []
    if found.startswith("text/") or (found == "application/octet-stream" and b"\0" in data[:4096]
                                     and data[:4096].count(0) * 8 < len(data[:4096])):  # fmt: skip
        if found in ("text/html", "text/xml", "text/calendar", "text/vcard"):
            raise CannotRead.because("not-a-table", _NOT_A_TABLE, found=found)
        sheets = [_from_text(data, findings, most_rows)]
        found = "text/csv"
    elif "spreadsheet" in found or found == "application/x-ole-storage" or found.endswith("macro-enabled"):
        sheets = _from_workbook(data, found, findings, most_rows)
    else:
        raise CannotRead.because("not-a-table", _NOT_A_TABLE, found=found)
    findings.extend(
        Finding("looks-like-formula", _FORMULA, {}, sheet["name"])
        for sheet in sheets
        if any(_STARTS_LIKE_FORMULA.match(cell) for row in sheet["rows"] for cell in row)
    )
    return Reading({"type": found, "sheets": sheets}, findings)


def _from_text(data: bytes, findings: list[Finding], most_rows: int) -> dict[str, Any]:
    text = cleaned(decoded(data)[0])
    sample = text[:20_000]
    delimiter = max("\t;|,", key=lambda mark: min(sample.count(mark), 10_000) * (2 if mark == "\t" else 1))
    csv.field_size_limit(1_000_000)
    try:
        return _sheet("", csv.reader(io.StringIO(text), delimiter=delimiter), findings, most_rows)
    except csv.Error:
        raise CannotRead.because("not-a-table", _NOT_A_TABLE, found="text/plain") from None


def _from_workbook(data: bytes, found: str, findings: list[Finding], most_rows: int) -> list[dict[str, Any]]:
    if found != "application/x-ole-storage":
        checked_zip(data, _look)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (python_calamine.CalamineError, ValueError, OSError):
        raise CannotRead.because("workbook-broken", _BROKEN) from None
    names = [
        meta.name for meta in workbook.sheets_metadata if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if len(names) > _MOST_SHEETS:
        findings.append(Finding("sheets-cut", _SHEETS_CUT, {"most": _MOST_SHEETS}))
    sheets = []
    for name in names[:_MOST_SHEETS]:
        try:
            rows = workbook.get_sheet_by_name(name).iter_rows()
            sheets.append(_sheet(name, rows, findings, most_rows))
        except (python_calamine.CalamineError, ValueError):
            findings.append(Finding("workbook-broken", _BROKEN, {}, name))
    if not sheets:
        raise CannotRead.because("workbook-broken", _BROKEN)
    return sheets


def _look(name: str, content: bytes) -> None:
    """See to it that no sheet claims a range that would be held in memory cell by cell, and that no XML has a DTD."""
    if not name.endswith((".xml", ".rels")):
        return
    if (
        b"<!DOCTYPE" in content[:4096]
        or b"<!ENTITY" in content
        or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        safe_xml(content, largest=len(content))
    if content.count(b"<mergeCell ") > _MOST_MERGED:
        raise CannotRead.because("too-spread", _SPREAD, name=name)
    if "sheet" in name.rpartition("/")[2]:
        lowest = rightmost = 0
        for column, row in _REFERENCE.findall(content):
            lowest = max(lowest, int(row))
            if len(column) >= 2:
                rightmost = max(rightmost, _column_number(column))
        if lowest * max(rightmost, 26) > max(_MOST_CELLS, 26 * 1_048_576 if rightmost <= 26 else 0):
            raise CannotRead.because("too-spread", _SPREAD, name=name)
    repeated = sum(
        int(count) for count in re.findall(rb'number-rows-repeated="(\d{1,9})"', content) if len(count) < 7
    )
    if name == "content.xml" and repeated > 2_000_000:
        raise CannotRead.because("too-spread", _SPREAD, name=name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(name: str, rows: Iterable[list[Any]], findings: list[Finding], most_rows: int) -> dict[str, Any]:
    kept: list[list[str]] = []
    is_cut = False
    for row in rows:
        if len(kept) >= most_rows:
            is_cut = True
            break
        is_cut = is_cut or any(_cell(cell) for cell in row[MOST_COLUMNS:])
        cells = [_cell(cell) for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        kept.append(cells)
    while kept and not kept[-1]:
        kept.pop()
    if is_cut:
        findings.append(Finding("sheet-cut", _CUT, {"rows": most_rows, "columns": MOST_COLUMNS}, name))
    return {"name": name, "rows": kept, "is_cut": is_cut}


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if cell != cell or abs(cell) == float("inf"):
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return cleaned(str(cell))[:_LONGEST_CELL].strip()
