"""Exports of measuring instruments: one row per lamp (or per lamp and minute), any delimiter, any decimal mark.

The value::

    columns{}    what each column that we understood is called in the file: {"flux_lm": "Φ(lm)", …}
    ignored[]    names of the other columns
    delimiter, decimal_mark, charset
    rows[]       {row, serial, minute, flux_lm, cct_k, x, y, u, v, duv, power_w, voltage_v, current_a, power_factor,
                  ra, r9, temperature_c, efficacy_lm_w, sdcm, beam_deg, intensity_cd}: text with decimal
                  point, null when empty

A row with a reading that cannot be (no number, or outside any physical range) is left out whole, with a finding that
names row and column; the original file is kept, so nothing is lost.
"""

import csv
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.readers.text import cleaned, decoded, one_line
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

LARGEST: Final = 8 * 2**20
MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 200
_MOST_FINDINGS: Final = 200
_HEADER_WITHIN: Final = 60

_TOO_LARGE: Final = N_("This export is larger than {mib} MiB.")
_NOT_TEXT: Final = N_("This is not a text export (CSV), but {found}.")
_NO_HEADER: Final = N_("No row names columns that we know, such as serial number, flux, CCT, x and y.")
_TOO_MANY: Final = N_("This export has more than {most} rows.")
_NOT_A_NUMBER: Final = N_("{column} should be a number, but says '{text}'.")
_IMPOSSIBLE: Final = N_("{column} is {value}; it can only be between {lowest} and {highest}.")
_NO_SERIAL: Final = N_("The row has readings but no serial number.")
_OUTSIDE: Final = N_("x and y are {x} and {y}; together they cannot be more than 1.")
_TWICE: Final = N_("Two columns are called {column}; the first was taken.")
_NO_ROWS: Final = N_("There is no row with readings below the header.")

# What a column can be called, without spaces, units, dots and case; and between what its readings can lie at all.
_NAMES: Final = {
    "serial": "serial serialno serialnumber serialnr sn snno sampleno sampleid sample lampno lamp id no nr nummer"
              " seriennummer"
              " 序列号 编号 样品编号 灯号 序号 条码",
    "minute": "minute minutes min time timemin zeit zeitmin elapsed 时间 分钟 时间分",
    "flux_lm": "flux luminousflux lumen lumens phi φ ϕ lichtstrom totalflux 光通量 流明",
    "cct_k": "cct tc tcp tcol colortemp colortemperature colourtemperature farbtemperatur 色温 相关色温",
    "x": "x ciex cie1931x chromaticityx colorx 色坐标x 色品坐标x",
    "y": "y ciey cie1931y chromaticityy colory 色坐标y 色品坐标y",
    "u": "u' u′ uprime cieu' u’",
    "v": "v' v′ vprime ciev' v’",
    "duv": "duv δuv deltauv",
    "power_w": "power p watt watts leistung activepower inputpower 功率 输入功率 有功功率",
    "voltage_v": "voltage u volt spannung inputvoltage vrms 电压",
    "current_a": "current i strom irms amp ampere 电流",
    "power_factor": "pf powerfactor leistungsfaktor cosφ cosphi λ 功率因数 功率因素",
    "ra": "ra cri criRa 显色指数 显指",
    "r9": "r9",
    "temperature_c": "temperature temp ambient temperatur ta umgebungstemperatur 温度 环境温度",
    "efficacy_lm_w": "efficacy efficiency lmw lm/w eta η lichtausbeute 光效",
    "sdcm": "sdcm macadam 色容差",
    "beam_deg": "beam beamangle angle 光束角",
    "intensity_cd": "intensity peakintensity imax cbcp candela 光强 中心光强",
}  # fmt: skip
_RANGES: Final[dict[str, tuple[str, str]]] = {
    "minute": ("0", "10000000"), "flux_lm": ("0", "1000000"), "cct_k": ("1000", "50000"),
    "x": ("0", "1"), "y": ("0", "1"), "u": ("0", "1"), "v": ("0", "1"), "duv": ("-0.1", "0.1"),
    "power_w": ("0", "10000"), "voltage_v": ("0", "1000"),
    "current_a": ("0", "100"), "power_factor": ("-1", "1"), "ra": ("-100", "100"), "r9": ("-300", "100"),
    "temperature_c": ("-60", "200"), "efficacy_lm_w": ("0", "683"), "sdcm": ("0", "1000"), "beam_deg": ("0", "360"),
    "intensity_cd": ("0", "10000000"),
}  # fmt: skip
_SAID: Final = {
    re.sub(r"\s", "", said).lower(): field for field, names in _NAMES.items() for said in names.split()
}


def read_measurements(data: bytes) -> Reading:
    """Read one export; the rows that are good, and findings by row about the others."""
    if len(data) > LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=LARGEST // 2**20)
    found = what_is(data)
    wide = _utf16(data)
    if not found.startswith("text/") and not wide:
        raise CannotRead.because("not-text", _NOT_TEXT, found=found)
    text, charset = decoded(data, wide)
    text = cleaned(text)
    delimiter, lines = _split(text)
    place, columns, ignored, findings = _header(lines)
    fields = list(columns)
    decimal_mark = _decimal_mark(delimiter, [line for _, line in lines[place + 1 :]], columns)
    rows: list[dict[str, Any]] = []
    for number, cells in lines[place + 1 :]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) >= MOST_ROWS:
            raise CannotRead.because("too-many-rows", _TOO_MANY, most=MOST_ROWS)
        row = _row(number, cells, columns, decimal_mark, findings)
        if row is not None:
            rows.append(row)
    if not rows:
        findings.append(Finding("no-rows", _NO_ROWS))
        raise CannotRead(*findings[:_MOST_FINDINGS])
    head = lines[place][1]
    return Reading(
        {
            "columns": {field: one_line(head[columns[field]], 60) for field in fields},
            "ignored": ignored,
            "delimiter": delimiter,
            "decimal_mark": decimal_mark,
            "charset": charset,
            "rows": rows,
        },
        findings[:_MOST_FINDINGS],
    )


def _utf16(data: bytes) -> str:
    """Text in two-byte characters, by the mark at its start or because every other byte of Latin ones is zero."""
    head = data[:4000]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if len(head) < 8:
        return ""
    if high > len(head) * 0.15 and low * 20 < high:
        return "utf-16-le"
    if low > len(head) * 0.15 and high * 20 < low:
        return "utf-16-be"
    return ""


def _split(text: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """The delimiter that makes the most columns of the same number, and the rows with their numbers in the file."""
    csv.field_size_limit(100_000)
    head = [line for line in text.split("\n")[:200] if line.strip()]
    if head and (told := re.fullmatch(r"(?i)sep=(.)", head[0].strip())):
        best = told[1]
    else:
        best, score = ",", 0
        for delimiter in ("\t", ";", "|", ","):
            counts = Counter(line.count(delimiter) for line in head)
            count, often = max(
                counts.items(), key=lambda pair: (pair[0] > 0, pair[0] * pair[1]), default=(0, 0)
            )
            if count and count * often > score * (1 if delimiter != "," else 1.2):
                best, score = delimiter, count * often
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(text.split("\n"), delimiter=best)
    try:
        for cells in reader:
            if len(rows) > MOST_ROWS + _HEADER_WITHIN:
                raise CannotRead.because("too-many-rows", _TOO_MANY, most=MOST_ROWS)
            rows.append((reader.line_num, cells[:_MOST_COLUMNS]))
    except csv.Error:
        raise CannotRead.because("not-text", _NOT_TEXT, found="text/plain") from None
    return best, rows


def _header(
    lines: list[tuple[int, list[str]]],
) -> tuple[int, dict[str, int], list[str], list[Finding]]:
    for place, (number, cells) in enumerate(lines[:_HEADER_WITHIN]):
        columns: dict[str, int] = {}
        ignored = []
        findings = []
        for at, cell in enumerate(cells):
            field = _field(cell)
            if field and field not in columns:
                columns[field] = at
            elif field:
                findings.append(
                    Finding("column-twice", _TWICE, {"column": one_line(cell, 60)}, f"row {number}")
                )
            elif cell.strip():
                ignored.append(one_line(cell, 60))
        if len(columns) >= 2 and (len(columns) >= 3 or "serial" in columns):
            return place, columns, ignored, findings
    raise CannotRead.because("no-header", _NO_HEADER)


def _field(cell: str) -> str | None:
    said = one_line(cell, 60).lower()
    without_unit = re.sub(r"[\(\[（【].{0,20}?[\)\]）】]|/\s*(lm|k|w|v|a|cd|°|min)\s*$", "", said)
    for text in (said, without_unit):
        bare = re.sub(r"[\s._:：#/-]", "", text)
        if bare in _SAID:
            return _SAID[bare]
        if re.sub(r"\s", "", text) in _SAID:
            return _SAID[re.sub(r"\s", "", text)]
        unit = re.sub(r"(lm|k|w|v|a|cd|deg|°c|°|min)$", "", bare)
        if len(unit) >= 3 and unit in _SAID:
            return _SAID[unit]
    return None


def _decimal_mark(delimiter: str, rows: list[list[str]], columns: dict[str, int]) -> str:
    if delimiter == ",":
        return "."
    commas = points = 0
    for cells in rows[:500]:
        for field, at in columns.items():
            if field != "serial" and at < len(cells):
                commas += bool(re.fullmatch(r"\s*[-+]?\d*,\d+\s*", cells[at]))
                points += bool(re.fullmatch(r"\s*[-+]?\d*\.\d+\s*", cells[at]))
    return "," if commas > points else "."


def _row(
    number: int, cells: list[str], columns: dict[str, int], decimal_mark: str, findings: list[Finding]
) -> dict[str, Any] | None:  # fmt: skip
    row: dict[str, Any] = {"row": number}
    before = len(findings)
    for field, at in columns.items():
        text = one_line(cells[at], 200) if at < len(cells) else ""
        if field == "serial":
            row[field] = text[:80]
            continue
        if text in ("", "-", "--", "n/a", "N/A", "NaN", "nan"):
            row[field] = None
            continue
        value = _value(text, decimal_mark)
        where = f"row {number}, {field}"
        if value is None:
            findings.append(
                Finding("not-a-number", _NOT_A_NUMBER, {"column": field, "text": text[:40]}, where)
            )
            continue
        lowest, highest = _RANGES[field]
        if not Decimal(lowest) <= value <= Decimal(highest):
            values = {"column": field, "value": str(value), "lowest": lowest, "highest": highest}
            findings.append(Finding("impossible-reading", _IMPOSSIBLE, values, where))
            continue
        row[field] = str(value)
    if row.get("x") and row.get("y") and Decimal(row["x"]) + Decimal(row["y"]) > 1:
        findings.append(
            Finding("impossible-reading", _OUTSIDE, {"x": row["x"], "y": row["y"]}, f"row {number}")
        )
        return None
    if "serial" in columns and not row["serial"]:
        findings.append(Finding("no-serial", _NO_SERIAL, {}, f"row {number}"))
        return None
    return row if len(findings) == before else None


def _value(text: str, decimal_mark: str) -> Decimal | None:
    bare = text.replace(" ", "").replace("'", "")
    if decimal_mark == ",":
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    if len(bare) > 24 or not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", bare):
        return None
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return Decimal(format(value, "f")) if value.is_finite() else None
