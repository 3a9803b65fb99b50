"""Tables in a text: cells between tabs, bars or wide gaps, read by their headings; the same reading serves `label: value`.

A heading gives a bare number its unit: 9 under "Watt" is 9 W. A table that stands on its side (headings in the first
column) is turned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ordolux.rules.reading.cells import HEADING_UNIT, Cell, label_of, read_cell
from ordolux.rules.reading.headings import ROWS_LOOKED_AT, heading_rows, is_to_order, settled
from ordolux.rules.reading.items import Item
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.text import folded, words_of
from ordolux.rules.reading.units import number_of
from ordolux.rules.reading.values import Scan, Value, copy_of
from ordolux.rules.reading.variants import by_shares

MOST_ROWS = 5_000


_MOST_COLUMNS = 60


@dataclass(slots=True)
class Table:
    """A table found in a text: its place and the articles in it."""

    start: int
    end: int
    headings: list[str]
    items: list[Item] = field(default_factory=list)


# ------------------------------------------------------------------ finding tables

_TABLE_ROW = re.compile(r"[^\n]*\n?")


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


USEFUL_HEADINGS = frozenset(
    {
        "quantity",
        "power",
        "cct",
        "beam",
        "cap",
        "shape",
        "size",
        "length",
        "diameter",
        "chip",
        "voltage",
        "cri",
        "flux",
        "efficacy",
        "ip",
        "dimming",
        "housing_colour",
        "colour",
        "material",
        "model",
        "product",
        "price",
        "unit",
        "equivalent",
    }
)


_FIGURES = re.compile(r"\d{2}")


def tables_in(found: Scan) -> list[Table]:
    """Return the tables with headings that a text holds."""
    rows: list[tuple[int, int]] = []
    rows += [
        (m.start(), m.end() - (1 if m[0].endswith("\n") else 0))
        for m in _TABLE_ROW.finditer(found.text)
        if m.end() > m.start()
    ]
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
        if (
            len(set(useful)) >= 2
            and len([n for n in names if n]) * 2 >= filled
            and sum(1 for c, _ in head if _FIGURES.search(c)) <= 1
        ):
            table, after = _read_table(found, rows, index, mark, head, names)
            if table.items:
                tables.append(table)
                index = after
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


_OF_AXIS = frozenset(
    {
        "cct_k",
        "colour",
        "power_w",
        "cap",
        "size_mm",
        "beam_deg",
        "housing_colour",
        "shape",
        "metres",
        "product",
    }
)


_WORDED = re.compile(r"[^\W\d_]|°")
"""A letter or a degree: a figure alone is no property."""


def _axis_values(text: str, start: int) -> list[Value]:
    """Return the values of a cell that holds nothing else: 3000K, 15W, warm white."""
    if not _WORDED.search(text):
        return []
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
    if mark == "wide" or len(head) < 3 or _FIGURES.search(head[0][0]):
        return None
    columns: dict[int, list[Value]] = {}
    for number, (text, at) in enumerate(head[1:], 1):
        columns[number] = _axis_values(text, at)
        if not columns[number]:
            return None
    table = Table(begin, end, [])
    place = index + 1
    while place < len(rows):
        start, stop = rows[place]
        cells = _cells(found.plain[start:stop], start, mark)
        mine = _axis_values(*cells[0]) if cells and mark in found.plain[start:stop] else []
        counts = [
            re.fullmatch(r"\s*(\d[\d.,' ]*)\s*(?:pcs|pc|stk|st|шт\.?|个|只)?\s*", text)
            for text, _ in cells[1:]
        ]
        if (
            not mine
            or not any(counts)
            or any(c is None and text.strip(" -") for c, (text, _) in zip(counts, cells[1:], strict=True))
        ):
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
    m = HEADING_UNIT.search(folded(text).strip())
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
    r"^\s*(?:grand |sub-?)?(?:total|sum|summe|gesamt|suma|totale|итого|всего|合计|总计|总数|المجموع"
    r"|toplam|razem|합계|totaal|totalt|subtotal)",
    re.IGNORECASE,
)


def _two_rows_of_headings(
    found: Scan,
    rows: Sequence[tuple[int, int]],
    place: int,
    mark: str,
    head: list[tuple[str, int]],
    names: list[str],
) -> tuple[list[tuple[str, int]], list[str], int]:
    """Return the row of headings that counts when a second one stands right below the first."""
    if place >= len(rows) or mark == "wide":
        return head, names, place
    begin, end = rows[place]
    below = _cells(found.plain[begin:end], begin, mark)
    both = heading_rows(head, below) if mark in found.plain[begin:end] else None
    return (below, both, place + 1) if both is not None else (head, names, place)


def _cells_below(
    found: Scan, rows: Sequence[tuple[int, int]], place: int, mark: str
) -> list[list[tuple[str, int]]]:
    """Return the cells of the first rows below the headings."""
    if mark == "wide":
        return []
    below = []
    for begin, end in rows[place : place + ROWS_LOOKED_AT]:
        row = found.plain[begin:end]
        if mark not in row:
            break
        cells = _cells(row, begin, mark)
        filled = [cell for cell, _ in cells if cell.strip()]
        if len(filled) > 1 and not _TOTAL.match(filled[0]):
            below.append(cells)
    return below


def _continues(found: Scan, row: tuple[int, int], begin: int, head: list[tuple[str, int]]) -> bool:
    """Tell whether a row of a table with gaps goes on with the row above: nothing stands under its first heading."""
    text = found.plain[slice(*row)]
    line = found.text.rfind("\n", 0, head[0][1]) + 1
    first = len(text) - len(text.lstrip())
    own = found.plain[begin : begin + 200]
    return (
        bool(text.strip())
        and len(head) > 2
        and first >= head[1][1] - line - 2
        and len(own) - len(own.lstrip()) < head[1][1] - line - 2
        and not _RULE.fullmatch(text)
        and not _TOTAL.match(text)
    )


_RULE = re.compile(r"[\s|+:=_-]+")


def _is_not_wanted(item: Item, filled: Sequence[str], ordered: Sequence[bool]) -> bool:
    """Tell whether a row asks for nothing: no pieces, an empty cell where the order is written, or by others."""
    quantity = item.get("quantity")
    if quantity is None and any(ordered):
        return True
    return any(_NOT_OURS.search(cell) or is_by_others(cell) for cell in filled)


_IN_PARENTHESES = re.compile(r"[(\[（][^()\[\]（）]{0,120}[)\]）]")
_BY_OTHERS = re.compile(
    r"(?<![^\W_])(?:by others|by (?:the )?(?:client|owner|employer|customer|contractor|tenant|landlord|municipality)"
    r"|by (?:\w+ )?(?:contractor|supplier|trade|designer|architect)|(?:owner|client|customer)[ -]supplied"
    r"|supplied by|furnished by"
    r"|not (?:to be )?(?:quoted|priced)|(?:do not|don't|pls dont|no need to) (?:price|quote|offer)|not (?:in"
    r"|within) (?:our |your |this )?scope"
    r"|(?:out of|excluded from) (?:our |this |the )?scope|not part of (?:this|the)|bauseits|bauseitig\w*"
    r"|nicht anbieten|nicht anzubieten"
    r"|wird (?:durch|von|vom) [^.\n]{2,40} (?:gestellt|geliefert|beigestellt)|bereits (?:vergeben|vorhanden)"
    r"|hors (?:lot|marche)|ne pas (?:chiffrer|coter)"
    r"|a la charge d\w+|fourni\w* par|par (?:autrui|un autre lot)|no cotizar|no (?:se )?cotiza|por otros"
    r"|(?:lo )?suministra (?:el|la)"
    r"|suministrad\w por|por cuenta d\w+|por outros|nao cotar|fornecid\w por|a cargo d\w+|da altri|non quotare"
    r"|fornit\w (?:da|dal)"
    r"|escluso dalla|door derden|niet aanbieden|geleverd door|poza zakresem|nie wyceniac|dostarcza inwestor|po stronie"
    r"|ayri alinacak|kapsam disi|tarafindan (?:temin|saglan)\w*|ingar (?:ej|inte)|offereras ej|genom bestallaren|ej med i"
    r"|не (?:котировать|оценивать|входит)|поставка заказчика|силами заказчика|от другого поставщика|ليس ضمن"
    r"|خارج النطاق|لا تسعر|من المقاول)(?![^\W_])"
    r"|甲供|不(?:用|需)?报价?|不用报|无需报|另行采购|견적 ?제외|별도 ?발주|지급자재"
)
"""Others deliver it or it is not to be priced."""


def is_by_others(text: str) -> bool:
    """Tell whether a description says that others deliver the article; what stands in brackets says it of a part only."""
    return _BY_OTHERS.search(_IN_PARENTHESES.sub(" ", folded(text))) is not None


_FLAG = re.compile(
    r"quote|offer|required|wanted|anbieten|anfrag|benotigt|offrir|coter|chiffrer|cotizar|cotar|quotare|aanbieden|wycen|offerera|teklif"
    r"|котир|报价|견적"
)
_NO = frozenset({"n", "no", "nein", "non", "nao", "nee", "nie", "nej", "hayir", "нет", "н", "否", "不", "لا"})
_YES = frozenset(
    {
        "y",
        "yes",
        "j",
        "ja",
        "o",
        "oui",
        "s",
        "si",
        "sim",
        "t",
        "tak",
        "e",
        "evet",
        "да",
        "д",
        "是",
        "x",
        "نعم",
    }
)


def _flag_column(head: Sequence[tuple[str, int]], below: Sequence[Sequence[tuple[str, int]]]) -> int | None:
    """Return the column that says with yes and no which rows are to be offered."""
    for place, (cell, _) in enumerate(head):
        said = {folded(row[place][0]).strip() for row in below if place < len(row)}
        if _FLAG.search(folded(cell)) and said & _NO and said & _YES and said <= _NO | _YES | {""}:
            return place
    return None


_NOT_OURS = re.compile(
    r"^\W*(?:by others|not in contract|n\.?i\.?c\.?|bauseits|par autrui|hors lot|por otros|da altri|door derden|innych"
    r"|cancel(?:l?ed)?|deleted|entfällt|annul\w*|anulad\w*|storniert|取消|甲供|отменено|취소)\W*$",
    re.IGNORECASE,
)
"""The whole cell says that others deliver it or that it fell away."""


def _read_table(
    found: Scan,
    rows: Sequence[tuple[int, int]],
    index: int,
    mark: str,
    head: list[tuple[str, int]],
    names: list[str],
) -> tuple[Table, int]:
    start = rows[index][0]
    place = index + 1
    head, names, place = _two_rows_of_headings(found, rows, place, mark, head, names)
    below = _cells_below(found, rows, place, mark)
    names = settled(head, names, below)
    flag = _flag_column(head, below)
    units = [_unit_of(name, cell) for (cell, _), name in zip(head, names, strict=True)]
    ordered = [is_to_order(cell) for (cell, _), name in zip(head, names, strict=True) if name == "quantity"]
    table = Table(start, rows[index][1], names)
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
        if _RULE.fullmatch(row):
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
        pieces = list(zip(cells, names, units, strict=False))
        while mark == "wide" and place < len(rows) and _continues(found, rows[place], begin, head):
            more = _aligned(found, _cells(found.plain[slice(*rows[place])], rows[place][0], mark), head)
            pieces += zip(more, names, units, strict=False)
            table.end = end = rows[place][1]
            filled += [c for c, _ in more if c.strip()]
            place += 1
        values: list[Value] = []
        for (cell, at), name, unit in pieces:
            if name in _ELSEWHERE and cell.strip():
                values += read_cell(Cell("product", found.text[at : at + len(cell)], at))
            elif name and cell.strip():
                values += read_cell(Cell(name, found.text[at : at + len(cell)], at, unit))
        unknown = [(cell, at) for (cell, at), name, _ in pieces if not name and cell.strip()]
        for cell, at in unknown:
            values += [
                v
                for v in read_cell(Cell("product", found.text[at : at + len(cell)], at))
                if v.field not in ("bare", "quantity")
            ]
        item = _item_of(values, begin, end, place, names)
        if item is None:
            continue
        numbered = next((c for c, n in zip(cells, names, strict=False) if n == "item_number"), None)
        if numbered is not None and (written := numbered[0].strip(" .)")):
            item.values.append(Value("place", written, numbered[1], numbered[1] + len(numbered[0])))
        none = any(
            name == "quantity" and re.fullmatch(r"\s*[0-]\s*", cell)
            for (cell, _), name in zip(cells, names, strict=False)
        )
        if flag is not None and flag < len(cells) and folded(cells[flag][0]).strip() in _NO:
            continue
        if none or (len(filled) > 1 and _is_not_wanted(item, filled, ordered)):
            continue
        if not item.has("quantity") and len(filled) <= 2 and len(names) > 3:
            above = item.values if item.has("product") and not item.has("power_w") else above
            if item.has("product") and not item.has("power_w", "cap", "shape", "size_mm"):
                continue
        if above and not item.has("product"):
            item.inherit(above)
        table.items += by_shares(
            item, [cell for cell, name in zip(cells, names, strict=False) if name in _SHARED_IN]
        )
    if any(item.has("quantity") for item in table.items):
        table.items = [
            i for i in table.items if i.has("quantity") or i.has("power_w", "shape", "product", "model")
        ]
    return table, place


_SHARED_IN = frozenset({"cct", "colour", "housing_colour", "remark", "product"})
"""Columns in which a quantity may be told apart: 12,000 in 3000K, 8,000 in 6500K."""


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
    here = [v for v in values if v.field == "quantity_here"]
    if here:
        # so many for each of several places
        values = [v for v in values if v.field != "quantity_here"]
        values.append(copy_of(here[0], field="quantity", value=sum(int(v.value) for v in here)))
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
