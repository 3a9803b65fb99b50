"""Tables in a text: cells between tabs, bars or wide gaps, read by their headings; the same reading serves `label: value`.

A heading gives a bare number its unit: 9 under "Watt" is 9 W. A table that stands on its side (headings in the first
column) is turned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ordolux.rules.reading.items import Item
from ordolux.rules.reading.text import folded, is_ideographic, words_of
from ordolux.rules.reading.values import Scan, Value, copy_of, number_of, scan

MOST_ROWS = 5_000
_MOST_COLUMNS = 60


@dataclass(slots=True)
class Cell:
    """A piece of text under a heading; ``start`` is its place in the part."""

    heading: str
    text: str
    start: int
    unit: str = ""


@dataclass(slots=True)
class Table:
    """A table found in a text: its place and the articles in it."""

    start: int
    end: int
    headings: list[str]
    items: list[Item] = field(default_factory=list)


_PARENTHESES = re.compile(r"\s*(?:[(\[/]|,\s{0,2}(?=[^\s,]{1,6}$)).{0,30}$")
_CLEAN = re.compile(r"[\s*_:.#?]+")


@cache
def _headings() -> dict[str, str]:
    table = words_of("heading")
    return {_CLEAN.sub(" ", word).strip() or word: value for word, value in table.items()}


@cache
def label_of(text: str) -> str | None:
    """Return which heading a cell or label is, None for none."""
    low = folded(text).strip()
    if not low or len(low) > 60:
        return None
    low = re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•●■])\s*", "", low)
    table = _headings()
    clean = _CLEAN.sub(" ", low).strip()
    if clean in table:
        return table[clean]
    if low in table:
        return table[low]
    if low.strip(".") in words_of("unit") and len(low) > 2:
        return "quantity"
    short = _CLEAN.sub(" ", _PARENTHESES.sub("", low)).strip()
    if short in table:
        return table[short]
    # "Qty required (pcs)", "Input voltage range", "数量(只)": a known phrase at either end
    words = short.split(" ")
    if 1 < len(words) <= 5:
        for length in range(len(words) - 1, 0, -1):
            tail = " ".join(words[-length:])
            if tail in table and len(tail) > 2:
                return table[tail]
        for length in range(len(words) - 1, 0, -1):
            head = " ".join(words[:length])
            if head in table and len(head) > 2 and length * 2 >= len(words):
                return table[head]
    if short and is_ideographic(short[0]) and len(short) <= 8:
        for length in range(len(short) - 1, 1, -1):
            if short[-length:] in table:
                return table[short[-length:]]
            if short[:length] in table:
                return table[short[:length]]
    return None


_HEADING_UNIT = re.compile(r"[(\[/,]\s*([^)\]]{1,12}?)\s*[)\]]?\s*$")
_BARE_UNITS = {"power": "W", "cct": "K", "beam": "°", "voltage": "V", "cri": "Ra", "flux": "lm", "efficacy": "lm/W",
               "length": "mm", "diameter": "mm", "size": "mm"}  # fmt: skip
_NUMBERS = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_FIELDS = {"power": "power_w", "cct": "cct_k", "beam": "beam_deg", "cri": "cri", "flux": "flux_lm",
           "efficacy": "efficacy_lm_w", "quantity": "quantity", "price": "price"}  # fmt: skip
_YES = frozenset(
    [
        "yes",
        "y",
        "ja",
        "j",
        "si",
        "sí",
        "oui",
        "sim",
        "да",
        "tak",
        "evet",
        "是",
        "√",
        "✓",
        "x",
        "v",
        "需要",
        "要",
        "yes.",
        "required",
        "可",
        "예",
        "نعم",
        "dim",
    ]
)
_NO = frozenset(
    [
        "no",
        "n",
        "nein",
        "non",
        "não",
        "nao",
        "нет",
        "nie",
        "hayir",
        "否",
        "不",
        "无",
        "不需要",
        "none",
        "-",
        "nej",
        "아니오",
        "لا",
        "nee",
        "n/a",
        "na",
    ]
)


def read_cell(cell: Cell, found: Scan | None = None) -> list[Value]:
    """Return the values of a cell under its heading, with their places in the part."""
    if cell.heading == "ignored" or cell.heading == "item_number":
        return []
    return [
        copy_of(value, start=value.start + cell.start, end=value.end + cell.start)
        for value in _cell_values(cell.heading, cell.text, cell.unit)
    ]


_KEPT: dict[tuple[str, str, str], tuple[Value, ...]] = {}


def _cell_values(heading: str, text: str, unit: str) -> tuple[Value, ...]:
    """Read a cell, the same text once only: a sheet of thousands of rows repeats itself."""
    key = (heading, text, unit)
    known = _KEPT.get(key)
    if known is None:
        if len(_KEPT) > 4_000:
            _KEPT.clear()
        known = _KEPT[key] = tuple(_read(heading, text, unit))
    return known


_ONLY_DIGITS = re.compile(r"\d{1,6}")
_ONLY_CODE = re.compile(r"[A-Z]{2,6}-[A-Z0-9]{2,8}(?:-[A-Z0-9]{1,8}){0,3}")
_OF_DIGITS = {"quantity": ("quantity", "", 1, 999_999), "power": ("power_w", "W", 1, 5_000), "cct": ("cct_k", "K", 1500, 12_000),
              "flux": ("flux_lm", "lm", 10, 900_000)}  # fmt: skip


def _read_plain(heading: str, text: str, unit: str) -> list[Value] | None:
    """Read what most cells of a long list are, digits or a code alone, without a scan; None for another cell."""
    if heading in _OF_DIGITS and _ONLY_DIGITS.fullmatch(text):
        field_name, of_unit, least, most = _OF_DIGITS[heading]
        if least <= int(text) <= most and not (heading == "power" and "/" in unit):
            return [Value(field_name, int(text), 0, len(text), of_unit or unit or "pcs")]
    if heading == "model" and len(text) >= 6 and _ONLY_CODE.fullmatch(text) and re.search(r"\d", text):
        return [Value("model", text, 0, len(text))]
    return None


def _read(heading: str, text: str, unit: str) -> list[Value]:
    plain_cell = _read_plain(heading, text, unit)
    if plain_cell is not None:
        return plain_cell
    values = list(scan(text).values)
    stripped = text.strip()
    low = folded(stripped)
    inner = text.find(stripped) if stripped else 0
    whole = (inner, inner + len(stripped))
    if not stripped:
        return []

    def only(*names: str) -> list[Value]:
        return [v for v in values if v.field in names]

    def bare() -> list[float]:
        return [n for m in _NUMBERS.finditer(text) if (n := number_of(m[0], "W")) is not None]

    match heading:
        case "quantity":
            got = only("quantity", "quantity_max", "pieces_per_carton")
            if any(v.field == "quantity" for v in got):
                return got
            numbers = list(_NUMBERS.finditer(text))
            if not numbers:
                return []
            count = number_of(
                numbers[0][0].replace(" ", "")
                if re.fullmatch(r"\d{1,3}( \d{3})+", numbers[0][0])
                else numbers[0][0],
                "count",
            )
            bare_value = next((v for v in values if v.field == "bare"), None)
            if bare_value is not None and bare_value.unit == "k":
                count = bare_value.value
            metres = next((v for v in values if v.field == "metres"), None)
            kind = "m" if metres is not None else unit or "pcs"
            if count is None or count <= 0:
                return []
            made = [Value("quantity", int(-(-count // 1)), numbers[0].start(), numbers[0].end(), kind)]
            if len(numbers) == 2 and re.fullmatch(
                r"\s*(?:-|~|to|/|–)\s*", text[numbers[0].end() : numbers[1].start()]
            ):
                most = number_of(numbers[1][0], "count") or 0
                if most > count:
                    made.append(Value("quantity_max", int(most), numbers[1].start(), numbers[1].end(), kind))
            return made
        case "power":
            got = only("power_w", "power_range_w", "power_w_per_m", "equivalent_w", "light_sources")
            if got:
                return got
            numbers_w = bare()
            if not numbers_w:
                return []
            if len(numbers_w) == 2 and re.search(r"\d\s*[-~–]\s*\d", text) and numbers_w[0] < numbers_w[1]:
                return [Value("power_range_w", (numbers_w[0], numbers_w[1]), *whole, "W")]
            per_metre = "m" in unit and "/" in unit
            return [Value("power_w_per_m" if per_metre else "power_w", _tidy(numbers_w[0]), *whole, "W")]
        case "cct":
            got = only("cct_k", "cct_range_k", "colour", "cri")
            if any(v.field != "colour" for v in got):
                return got
            numbers_k = [
                int(n * 1000) if n < 10.1 else int(n)
                for n in (number_of(m[0], "K") or 0 for m in _NUMBERS.finditer(text))
            ]
            numbers_k = [n for n in numbers_k if 1500 <= n <= 12_000]
            if len(numbers_k) == 2 and re.search(r"\d\s*[-~–]\s*\d", text):
                return [*got, Value("cct_range_k", (min(numbers_k), max(numbers_k)), *whole, "K")]
            return got + [
                Value("cct_k", n, *whole, "K", group=1 if len(numbers_k) > 1 else 0) for n in numbers_k
            ]
        case "colour" | "housing_colour":
            colours, housing = only("colour"), only("housing_colour")
            temperatures = only("cct_k", "cct_range_k", "cri")
            if heading == "housing_colour":
                if housing:
                    return housing[:1]
                if colours:
                    return [
                        copy_of(v, field="housing_colour", value=_plain_colour(str(v.value)))
                        for v in colours[:1]
                    ]
                if m := re.search(r"RAL\s?\d{4}", text, re.IGNORECASE):
                    return [Value("housing_colour", m[0].upper().replace(" ", ""), m.start(), m.end())]
                return []
            if colours or temperatures:
                return colours + temperatures
            if housing and housing[0].value == "white":
                return [copy_of(housing[0], field="white_colour")]
            return housing[:1]
        case "beam":
            got = only("beam_deg")
            if got:
                return got
            return [Value("beam_deg", _tidy(n), *whole, "°") for n in bare() if 3 <= n <= 360]
        case "cap":
            got = only("cap")
            shapes = only("shape")
            return got + shapes
        case "shape":
            return only("shape", "product", "cap", "size_mm")
        case "size" | "length" | "diameter":
            got = only("size_mm")
            if got:
                return got[:1]
            metres_in = only("metres")
            if metres_in:
                factor = 1000
                return [
                    Value(
                        "size_mm",
                        tuple(int(n * factor) for n in metres_in[0].value),
                        *whole,
                        metres_in[0].unit,
                    )
                ]
            numbers_mm = [number_of(m[0], "mm") or 0 for m in _NUMBERS.finditer(text)][:3]
            if not numbers_mm or (only("shape") and heading == "size"):
                return only("shape")
            factor = {"cm": 10, "m": 1000, "ft": 300, "feet": 300, "inch": 25, "in": 25}.get(unit, 1)
            if (
                factor == 1
                and unit != "mm"
                and len(numbers_mm) > 1
                and max(numbers_mm) <= 240
                and re.search(r"\d\s*[x*×]\s*\d", folded(text))
            ):
                factor = 300 if max(numbers_mm) <= 4 else 10
            if factor == 1 and unit != "mm" and len(numbers_mm) == 1 and numbers_mm[0] < 4:
                factor = 1000
            kind = "cross" if re.search(r"\d\s*[x*×]\s*\d", folded(text)) else "list"
            return [Value("size_mm", tuple(_tidy(n * factor) for n in numbers_mm), *whole, kind)]
        case "chip":
            return only("chip", "led_per_m", "cct_k", "colour")
        case "voltage":
            got = only("voltage_v", "supply")
            if only("voltage_v"):
                return got
            numbers_v = [n for n in bare() if 3 <= n <= 1000]
            if not numbers_v:
                return got
            m = re.match(r"\s*(AC/DC|AC|DC)", stripped, re.IGNORECASE)
            made = [Value("voltage_v", (min(numbers_v[:2]), max(numbers_v[:2])), *whole, "V")]
            if m:
                made.append(Value("supply", m[1].upper(), *whole))
            return made
        case "cri":
            got = only("cri")
            if got:
                return got
            return [Value("cri", n, *whole, "Ra") for n in bare()[:1] if 50 <= n <= 100]
        case "flux":
            got = only("flux_lm", "efficacy_lm_w")
            if got:
                return got
            numbers_lm = [number_of(m[0], "lm") or 0 for m in _NUMBERS.finditer(text)]
            return (
                [Value("flux_lm", min(numbers_lm[:2]), *whole, "lm")]
                if numbers_lm and min(numbers_lm) >= 10
                else []
            )
        case "efficacy":
            got = only("efficacy_lm_w")
            if got:
                return got
            return [Value("efficacy_lm_w", n, *whole, "lm/W") for n in bare()[:1] if 20 <= n <= 260]
        case "ip":
            got = only("ip")
            if got:
                return got[:1]
            m = re.search(r"(?<!\d)([0-6]\d)(?!\d)", text)
            return [Value("ip", f"IP{m[1]}", *whole)] if m else []
        case "dimming":
            got = only("dimming")
            if got:
                return got[:1]
            word = low.strip(".")
            if word in _YES:
                return [Value("dimming", "yes", *whole)]
            if word in _NO:
                return [Value("dimming", "no", *whole)]
            return []
        case "material":
            return only("material", "housing_colour")
        case "model":
            if re.fullmatch(r"\d{1,3}[.)]?", stripped):
                return []
            if len(stripped) > 40 or low in _NO or not re.search(r"[^\W_]", stripped):
                return only("product", "shape", "power_w", "cap") if len(stripped) > 40 else []
            inside = list(only("product", "shape", "cap", "chip", "power_w", "size_mm"))
            is_code = re.search(r"\d|^[A-Z]{1,4}$|[-/]", stripped) is not None and " " not in stripped.strip()
            is_code = (
                is_code or re.fullmatch(r"[A-Za-z]{1,6}[ -]?\d{1,6}[A-Za-z0-9/-]{0,12}", stripped) is not None
            )
            if inside and not is_code and any(v.field == "product" for v in inside):
                return values
            if len(stripped.split()) > 4:
                return values
            shape = (
                inside[0]
                if len(inside) == 1
                and inside[0].field in ("shape", "cap")
                and inside[0].end - inside[0].start == len(stripped)
                else None
            )
            if shape is not None:
                return [shape]
            return [Value("model", stripped, *whole)]
        case "price":
            money = [v.value for v in values if v.field in ("money", "price")]
            numbers_p = money or bare()
            return [Value("price", numbers_p[0], *whole)] if numbers_p and numbers_p[0] > 0 else []
        case "unit":
            known = words_of("unit").get(low.strip("."))
            return [Value("unit", known, *whole)] if known else []
        case "equivalent":
            return [Value("equivalent", stripped, *whole)] if not re.fullmatch(r"\d+\s*W", stripped) else []
        case "product":
            return _promote_bare(values)
        case "remark" | "message":
            return [
                v
                for v in _promote_bare(values)
                if v.field not in ("product", "power_w", "quantity", "all", "same")
            ]
        case _:
            return []


def _promote_bare(values: list[Value]) -> list[Value]:
    made = []
    for v in values:
        if v.field == "size_feet":
            v = copy_of(v, field="size_mm", unit="cross")
        made.append(v)
    return made


def _tidy(number: float) -> float | int:
    return int(number) if float(number).is_integer() else round(number, 3)


def _plain_colour(colour: str) -> str:
    return {"warm_white": "white", "cool_white": "white", "neutral_white": "white"}.get(colour, colour)


# ------------------------------------------------------------------ finding tables

_ROW = re.compile(r"[^\n]*\n?")
_WIDE = re.compile(r"[ ]{2,}")


def _cells(text: str, start: int, mark: str) -> list[tuple[str, int]]:
    """Return the cells of a row with their places."""
    cells = []
    if mark == "wide":
        position = 0
        for m in _WIDE.finditer(text):
            cells.append((text[position : m.start()], start + position))
            position = m.end()
        cells.append((text[position:], start + position))
        return [(c, s) for c, s in cells if c.strip()][:_MOST_COLUMNS]
    position = 0
    for piece in text.split(mark):
        cells.append((piece, start + position))
        position += len(piece) + 1
    if mark == "|":
        if cells and not cells[0][0].strip():
            cells = cells[1:]
        if cells and not cells[-1][0].strip():
            cells = cells[:-1]
    return cells[:_MOST_COLUMNS]


def _mark_of(row: str) -> str | None:
    if row.count("\t") >= 1:
        return "\t"
    if row.count("|") >= 2:
        return "|"
    if len(_WIDE.findall(row.strip())) >= 2:
        return "wide"
    if row.count(";") >= 2 and not re.search(r";\s", row):
        return ";"
    return None


USEFUL_HEADINGS = frozenset({"quantity", "power", "cct", "beam", "cap", "shape", "size", "length", "diameter", "chip", "voltage", "cri",
                     "flux", "efficacy", "ip", "dimming", "housing_colour", "colour", "material", "model", "product",
                     "price", "unit", "equivalent"})  # fmt: skip


def tables_in(found: Scan) -> list[Table]:
    """Return the tables with headings that a text holds."""
    rows: list[tuple[int, int]] = []
    for m in _ROW.finditer(found.text):
        if m.end() > m.start():
            rows.append((m.start(), m.end() - (1 if m[0].endswith("\n") else 0)))
    tables: list[Table] = []
    index = 0
    while index < len(rows):
        start, end = rows[index]
        row = found.plain[start:end]
        mark = _mark_of(row) if row.strip() else None
        if mark is None:
            index += 1
            continue
        head = _cells(row, start, mark)
        names = [label_of(c) or "" for c, _ in head]
        useful = [n for n in names if n in USEFUL_HEADINGS]
        filled = sum(1 for c, _ in head if c.strip())
        numeric = sum(1 for c, _ in head if re.search(r"\d{2}", c))
        if len(set(useful)) >= 2 and len([n for n in names if n]) * 2 >= filled and numeric <= 1:
            table, index = _read_table(found, rows, index, mark, head, names)
            if table.items:
                tables.append(table)
                continue
        elif (matrix := _read_matrix(found, rows, index, mark)) is not None:
            tables.append(matrix[0])
            index = matrix[1]
            continue
        elif names and names[0] in USEFUL_HEADINGS and filled >= 2:
            turned, after = _read_turned(found, rows, index, mark)
            if turned is not None:
                tables.append(turned)
                index = after
                continue
        index += 1
    return tables


_OF_AXIS = frozenset({"cct_k", "colour", "power_w", "cap", "size_mm", "beam_deg", "housing_colour", "shape", "metres", "product"})


def _axis_values(text: str, start: int) -> list[Value]:
    """Return the values of a cell that holds nothing else: 3000K, 15W, warm white."""
    values = [v for v in scan(text).values if v.field in _OF_AXIS]
    rest = text
    for value in reversed(values):
        rest = rest[: value.start] + rest[value.end :]
    if not values or len(re.findall(r"[^\W_]", rest)) > 4:
        return []
    return [copy_of(v, start=v.start + start, end=v.end + start) for v in values]


def _read_matrix(
    found: Scan, rows: Sequence[tuple[int, int]], index: int, mark: str
) -> tuple[Table, int] | None:
    """Read quantities between two properties: watts down, colours across."""
    begin, end = rows[index]
    head = _cells(found.plain[begin:end], begin, mark)
    columns = {number: _axis_values(text, at) for number, (text, at) in enumerate(head) if number}
    if mark == "wide" or len(head) < 3 or sum(bool(one) for one in columns.values()) < 2 or not all(columns.values()):
        return None
    if re.search(r"\d{2}", head[0][0]):
        return None
    table = Table(begin, end, [])
    place = index + 1
    while place < len(rows):
        start, stop = rows[place]
        cells = _cells(found.plain[start:stop], start, mark)
        mine = _axis_values(*cells[0]) if cells and mark in found.plain[start:stop] else []
        counts = [re.fullmatch(r"\s*(\d[\d.,' ]*)\s*(?:pcs|pc|stk|st|шт\.?|个|只)?\s*", text) for text, _ in cells[1:]]
        if not mine or not any(counts) or any(c is None and text.strip(" -") for c, (text, _) in zip(counts, cells[1:], strict=True)):
            break
        for number, (count, (_, at)) in enumerate(zip(counts, cells[1:], strict=True), 1):
            pieces = number_of(count[1].strip(), "count") if count else None
            if count is None or not pieces or number not in columns:
                continue
            quantity = Value("quantity", int(pieces), at + count.start(1), at + count.end(1), "pcs")
            values = [copy_of(v) for v in (*mine, *columns[number])]
            item = Item([*values, quantity], start, stop, row=place, block=-1)
            item.from_table = True
            table.items.append(item)
        table.end = stop
        place += 1
    return (table, place) if table.items else None


def _unit_of(heading: str, text: str) -> str:
    m = _HEADING_UNIT.search(folded(text).strip())
    inside = m[1].strip(" .") if m else ""
    if heading == "quantity":
        low = folded(text).strip()
        for word in (inside, low):
            known = words_of("unit").get(word)
            if known:
                return known
        return ""
    return inside


_ELSEWHERE = frozenset(
    {"subject", "message", "contact", "company", "reference", "documents", "phone", "destination"}
)
"""Headings that in a table of articles name the article."""
_TOTAL = re.compile(
    r"^\s*(?:grand |sub-?)?(?:total|sum|summe|gesamt|suma|totale|итого|всего|合计|总计|总数|المجموع|toplam|razem|합계|totaal|totalt|subtotal)",
    re.IGNORECASE,
)


def _read_table(
    found: Scan,
    rows: Sequence[tuple[int, int]],
    index: int,
    mark: str,
    head: list[tuple[str, int]],
    names: list[str],
) -> tuple[Table, int]:
    start = rows[index][0]
    units = [_unit_of(name, cell) for (cell, _), name in zip(head, names, strict=True)]
    table = Table(start, rows[index][1], names)
    place = index + 1
    above: list[Value] = []
    empty = 0
    while place < len(rows) and len(table.items) < MOST_ROWS:
        begin, end = rows[place]
        row = found.plain[begin:end]
        if not row.strip():
            empty += 1
            if empty > 1 or mark == "wide":
                break
            place += 1
            continue
        if re.fullmatch(r"[\s|+:=-]+", row):
            place += 1
            continue
        cells = _cells(row, begin, mark)
        filled = [c for c, _ in cells if c.strip()]
        if mark in ("\t", "|", ";") and mark not in row:
            break
        if mark == "wide" and len(filled) < 2:
            break
        if (
            len(filled) == len(cells)
            and [label_of(c) for c in filled[:3]] == [n or None for n in names[:3]]
            and any(names[:3])
        ):
            place += 1
            continue
        again = [label_of(c) or "" for c, _ in cells]
        if (
            len([n for n in again if n in USEFUL_HEADINGS]) >= 3
            and sum(1 for c in filled if re.search(r"\d", c)) <= 1
        ):
            break  # the next table begins
        empty = 0
        table.end = end
        place += 1
        if _TOTAL.match(filled[0]) or (len(filled) > 1 and _TOTAL.match(filled[1]) and len(filled) <= 4):
            continue
        if mark == "wide" and len(cells) != len(names):
            cells = _aligned(found, cells, head)
        values: list[Value] = []
        for (cell, at), name, unit in zip(cells, names, units, strict=False):
            if name in _ELSEWHERE and cell.strip():
                values += read_cell(Cell("product", found.text[at : at + len(cell)], at))
            elif name and cell.strip():
                values += read_cell(Cell(name, found.text[at : at + len(cell)], at, unit))
        unknown = [
            (cell, at) for (cell, at), name in zip(cells, names, strict=False) if not name and cell.strip()
        ]
        for cell, at in unknown:
            values += [
                v
                for v in read_cell(Cell("product", found.text[at : at + len(cell)], at))
                if v.field not in ("bare", "quantity")
            ]
        item = _item_of(values, begin, end, place, names)
        if item is None:
            continue
        if not item.has("quantity") and len(filled) <= 2 and len(names) > 3:
            above = item.values if item.has("product") and not item.has("power_w") else above
            if item.has("product") and not item.has("power_w", "cap", "shape", "size_mm"):
                continue
        if above and not item.has("product"):
            item.inherit(above)
        table.items.append(item)
    if any(item.has("quantity") for item in table.items):
        table.items = [
            i for i in table.items if i.has("quantity") or i.has("power_w", "shape", "product", "model")
        ]
    return table, place


def summed(items: list[Item]) -> list[Item]:
    """Add up the rows of one and the same article in a schedule that lists it room by room."""
    made: dict[tuple[object, ...], Item] = {}
    for number, item in enumerate(items):
        model, quantity = item.get("model"), item.get("quantity")
        if model is None or quantity is None:
            made["", number] = item
            continue
        rest = tuple(
            sorted(
                (v.field, str(v.value))
                for v in item.values
                if v.field in ("power_w", "cct_k", "beam_deg", "colour", "cap", "size_mm", "housing_colour")
            )
        )
        key = (str(model.value).casefold(), quantity.unit, rest)
        first = made.get(key)
        if first is None:
            made[key] = item
        else:
            known = first.get("quantity")
            if known is not None:
                first.values = [v for v in first.values if v is not known]
                first.values.append(copy_of(known, value=known.value + quantity.value))
    return list(made.values())


def _aligned(found: Scan, cells: list[tuple[str, int]], head: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put the cells of a row with gaps under the headings that stand nearest above."""
    line = found.text.rfind("\n", 0, head[0][1]) + 1
    columns = [(at - line, at - line + len(text)) for text, at in head]
    row = found.text.rfind("\n", 0, cells[0][1]) + 1
    placed: list[tuple[str, int]] = [("", cells[0][1])] * len(head)
    for text, at in cells:
        left, right = at - row, at - row + len(text)
        best = min(
            range(len(columns)),
            key=lambda c: (
                max(0, columns[c][0] - right, left - columns[c][1]) * 100 + abs(columns[c][0] - left)
            ),
        )
        if not placed[best][0]:
            placed[best] = (text, at)
    return placed


def _item_of(values: list[Value], start: int, end: int, row: int, names: Sequence[str]) -> Item | None:
    unit = next((v for v in values if v.field == "unit"), None)
    values = [v for v in values if v.field != "unit"]
    quantities = [v for v in values if v.field == "quantity"]
    if unit is not None:
        for quantity in quantities:
            quantity.unit = str(unit.value)
    if "quantity" in names and len(quantities) > 1:
        first = quantities[0]
        values = [v for v in values if v.field != "quantity" or v is first]
    has_temperature = any(v.field in ("cct_k", "cct_range_k", "colour") for v in values)
    for value in values:
        if value.field == "white_colour":
            value.field, value.value = ("housing_colour", "white") if has_temperature else ("colour", "white")
    if not any(
        v.field
        in (
            "product",
            "shape",
            "power_w",
            "power_w_per_m",
            "cap",
            "model",
            "quantity",
            "size_mm",
            "power_range_w",
        )
        for v in values
    ):
        return None
    if not any(v.field not in ("quantity", "bare") for v in values):
        return None
    item = Item(sorted(values, key=lambda v: v.start), start, end, row=row, block=-1)
    item.from_table = True
    return item


def _read_turned(
    found: Scan, rows: Sequence[tuple[int, int]], index: int, mark: str
) -> tuple[Table | None, int]:
    """Read a table whose headings stand in its first column; each further column is an article."""
    lines: list[tuple[str, list[tuple[str, int]]]] = []
    place = index
    while place < len(rows):
        begin, end = rows[place]
        row = found.plain[begin:end]
        if not row.strip() or _mark_of(row) != mark:
            break
        cells = _cells(row, begin, mark)
        name = label_of(cells[0][0]) if cells else None
        lines.append((name or "", cells))
        place += 1
    known = [name for name, _ in lines if name in USEFUL_HEADINGS]
    columns = max((len(cells) for _, cells in lines), default=0)
    if len(set(known)) < 2 or len(known) * 2 < len(lines) or columns < 3 or len(known) > 2 * len(set(known)):
        return None, index
    table = Table(rows[index][0], rows[place - 1][1], known)
    for column in range(1, columns):
        values: list[Value] = []
        for name, cells in lines:
            if name and column < len(cells) and cells[column][0].strip():
                text, at = cells[column]
                values += read_cell(
                    Cell(name, found.text[at : at + len(text)], at, _unit_of(name, cells[0][0]))
                )
        item = _item_of(values, table.start, table.end, column, known)
        if item is not None:
            table.items.append(item)
    return (table, place) if table.items else (None, index)
