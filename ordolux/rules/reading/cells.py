"""A cell of a table or a labelled value: a heading gives a bare number its unit, 9 under "Watt" is 9 W."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ordolux.rules.reading.known_models import KNOWN_MODELS, is_known
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.text import folded, is_ideographic, words_of
from ordolux.rules.reading.units import number_of
from ordolux.rules.reading.values import Scan, Value, copy_of


@dataclass(slots=True)
class Cell:
    """A piece of text under a heading; ``start`` is its place in the part."""

    heading: str
    text: str
    start: int
    unit: str = ""


_PARENTHESES = re.compile(r"\s*(?:[(\[/]|,\s{0,2}(?=[^\s,]{1,6}$)).{0,30}$")


_CLEAN = re.compile(r"[\s*_:.#?]+")


_PIECES_IN_ONE = re.compile(
    r"(?:(?:qty|quantity|menge|cant\.?|cantidad|quantidade|qtd\.?|q\.ta|aantal|ilosc|antal|количество|кол-во)[ ])?"
    r"(?:pcs|pc|pieces|units?|qty|stk|stuck|szt|шт|uds?|unid(?:ades|s)?|unds?|un|pz|pezzi|pieces|pces|adet|st|stuks?|pecas?|حبة|قطعة"
    r"|个|只|支)?\.?\s?"
    r"(?:/|x|per|pro|par|por|je|a|in|im|na|w|en|em|в|في|من)\s?(?:the )?"
    r"(?:ctn|cartons?|box|case|pack|master|karton\w{0,3}|cajas?|caixas?|cx|cartone|colis|conf(?:ezione)?|koli|doos|kartong|упак\w*|кор\w*|كرتون\w?"
    r"|الكرتون\w?|箱)s?\.?"
    r"|(?:ctn|carton|case|box|pack)(?:ing)? (?:qty|quantity|content)|koli ici(?: adet)?|vpe|verpackungseinheit|kartoninhalt"
    r"|装箱数|每箱数量|每箱|每箱装|箱入数|装箱量|입수|박스당 ?(?:수량)?"
)
"""What one carton holds, as the heading of a column."""


_LENGTH_UNITS = frozenset({"mm", "cm", "m", "inch", "in"})


_ENDS_WITH_UNIT = {"w": "power", "k": "cct", "v": "voltage", "lm": "flux", "°": "beam"}
"""Headings whose last word is a unit: System W."""


_COUNTS = frozenset(
    {
        "qty",
        "quantity",
        "menge",
        "anzahl",
        "quantite",
        "qte",
        "cantidad",
        "cant",
        "quantidade",
        "qtd",
        "quantita",
        "aantal",
    }
    | {"ilosc", "adet", "miktar", "antal", "количество", "кол-во"}
)
"""Words that begin the heading of a column that counts."""


@cache
def _headings() -> dict[str, str]:
    table = words_of("heading")
    return {_CLEAN.sub(" ", word).strip() or word: value for word, value in table.items()}


@lru_cache(maxsize=20_000)
def label_of(text: str) -> str | None:
    """Return which heading a cell or label is, None for none."""
    low = folded(text).strip()
    if not low or len(low) > 60:
        return None
    low = re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•●■])\s*", "", low)
    table = _headings()
    if _PIECES_IN_ONE.fullmatch(low):
        return "content"
    clean = _CLEAN.sub(" ", low).strip()
    unit = HEADING_UNIT.search(low)
    if unit and unit[1].strip(" .") in _LENGTH_UNITS and clean.startswith("dim"):
        return "size"  # "Dim. (mm)" are dimensions, "Dim." alone is dimming
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
    if 1 < len(words) <= 4 and words[0] in _COUNTS:
        return "quantity"  # "Qty hall A"
    if len(words) in (2, 3) and words[-1] in _ENDS_WITH_UNIT:
        return _ENDS_WITH_UNIT[words[-1]]
    if short and is_ideographic(short[0]) and len(short) <= 8:
        for length in range(len(short) - 1, 1, -1):
            if short[-length:] in table:
                return table[short[-length:]]
            if short[:length] in table:
                return table[short[:length]]
    return None


HEADING_UNIT = re.compile(r"[(\[/,]\s*([^)\]]{1,12}?)\s*[)\]]?\s*$")


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
    if cell.heading == "ignored" or (cell.heading == "item_number" and not is_known(cell.text)):
        return []
    return [
        copy_of(value, start=value.start + cell.start, end=value.end + cell.start)
        for value in _cell_values(cell.heading, cell.text, cell.unit)
    ]


_KEPT: dict[tuple[str, str, str, frozenset[str]], tuple[Value, ...]] = {}


def _cell_values(heading: str, text: str, unit: str) -> tuple[Value, ...]:
    """Read a cell, the same text once only: a sheet of thousands of rows repeats itself."""
    key = (heading, text, unit, KNOWN_MODELS.get())
    known = _KEPT.get(key)
    if known is None:
        if len(_KEPT) > 4_000:
            _KEPT.clear()
        known = _KEPT[key] = tuple(_read(heading, text, unit))
    return known


_ONLY_DIGITS = re.compile(r"\d{1,6}")


_ONLY_CODE = re.compile(r"[A-Z]{2,6}-[A-Z0-9]{2,8}(?:-[A-Z0-9]{1,8}){0,3}")


_OF_DIGITS = {
    "quantity": ("quantity", "", 1, 999_999),
    "power": ("power_w", "W", 1, 5_000),
    "cct": ("cct_k", "K", 1500, 12_000),
    "flux": ("flux_lm", "lm", 10, 900_000),
}


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
    if is_known(stripped):
        return [Value("model", stripped.upper(), *whole)]

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
        case "quantity_here":
            return [copy_of(v, field="quantity_here") for v in _read("quantity", text, unit)[:1]]
        case "quantity_max":
            return [copy_of(v, field="quantity_max") for v in _read("quantity", text, unit)[:1]]
        case "content":
            numbers = list(_NUMBERS.finditer(text))
            held = number_of(numbers[0][0], "count") if numbers else None
            if not held or held < 2:
                return []
            return [Value("pieces_per_carton", int(held), numbers[0].start(), numbers[0].end())]
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
            values = _promote_bare(values)
            if not any(v.field in ("product", "shape", "cap") for v in values):
                for m in _SHORT_NAMES.finditer(low):
                    name = _OF_SHORT_NAMES[m[0].replace(" ", "")]
                    return [Value("product", name, inner + m.start(), inner + m.end(), sure=0.8), *values]
            return values
        case "remark" | "message":
            return [
                v
                for v in _promote_bare(values)
                if v.field not in ("product", "power_w", "quantity", "all", "same")
            ]
        case _:
            return []


_OF_SHORT_NAMES = {
    "flood": "flood_light", "floods": "flood_light", "street": "street_light", "track": "track_light",
    "wall": "wall_light", "pendant": "pendant", "highbay": "high_bay", "batten": "linear_light", "linear": "linear_light",
    "ceiling": "ceiling_light", "garden": "garden_light", "underwater": "underwater_light", "pool": "underwater_light",
    "exit": "emergency_light", "emergency": "emergency_light", "recessed": "downlight", "down": "downlight",
    "grow": "grow_light", "stage": "stage_light", "solar": "street_light", "canopy": "high_bay", "area": "street_light",
}  # fmt: skip
_SHORT_NAMES = re.compile(rf"(?<![^\W_])(?:high ?bay|{'|'.join(_OF_SHORT_NAMES)})(?![^\W_])")
"""What stands alone in the column of the articles: "Flood small", "Street 60W"."""


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
