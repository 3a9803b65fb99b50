"""Numbers without a unit: quantities, temperatures, or nothing."""

import re

from ordolux.rules.reading.items import Item
from ordolux.rules.reading.values import Scan

MOST_IN_CLAUSE = 120


_IN_ALL = re.compile(
    r"[ ]{0,2}(?:in total|in all|total|altogether|all together|insgesamt|gesamt|au total|en total|em "
    r"total|in totale|totale|in totaal"
    r"|totaal|razem|[łl]ącznie|lacznie|toplam|totalt|всего|итого|штук всего|إجمالي|المجموع|합계|总计|合计|共计)(?![a-z])"
)


_IN_ALL_BEFORE = re.compile(
    r"(?:total(?: of| qty| quantity)?|insgesamt|gesamt|zusammen|razem|lacznie|toplam|totalt|totaal|totale"
    r"|всего|итого|总共|共计|共|合计|총)[ :]{0,2}$"
)


_LINE_ENDS = re.compile(r"[ .)]*(?:$|[\n,;(]|each|je\b|c/u|各)")
_TIMES = re.compile(r"[ ]{0,2}[x*][ ]{0,2}[A-Za-z一-鿿А-я]")
_DASHED = re.compile(r"(?:[-:=x*–>]|\bof\b)[ ]{0,3}$")
_ASKS = re.compile(
    r"(?:need|want|order|also|quote|require|brauchen|benötigen|besoin|necesit\w+|precis\w+"
    r"|нужн\w+|требуется|需要|要|订|采购|求购)[^\d\n]{0,10}$"
)


_NAMES_AN_ARTICLE = frozenset(
    {
        "product",
        "shape",
        "power_w",
        "cap",
        "product_generic",
        "power_w_per_m",
        "cct_k",
        "colour",
        "size_mm",
        "same",
    }
)


def settle_bare(found: Scan, clause: Item) -> None:
    """Decide which numbers without a unit are quantities or temperatures."""
    text, low = found.plain, found.low
    values = clause.values
    if len(values) > MOST_IN_CLAUSE:
        return
    has_quantity = any(v.field == "quantity" for v in values) or _settle_range(found, clause)
    identity = any(v.field in _NAMES_AN_ARTICLE for v in values)
    has_temperature = any(v.field == "cct_k" for v in values)
    for index, value in enumerate(values):
        if value.field == "size_feet":
            is_panel = any(
                v.field == "product" and v.value in ("panel", "linear_light", "high_bay", "ceiling_light")
                for v in values
            )
            value.field = "size_mm" if is_panel else "bare_size"
            value.unit = "cross"
            continue
        if value.field != "bare" or value.unit == "range":
            continue
        number = value.value
        if number < 1 or number != int(number):
            continue
        following = values[index + 1] if index + 1 < len(values) else None
        gap_after = text[value.end : following.start] if following else ""
        gap_before = text[max(clause.start, value.start - 14) : value.start]
        behind = low[value.end : value.end + 14]
        line_end = _LINE_ENDS.match(text[value.end : value.end + 8].split("\n")[0]) is not None
        is_k = value.unit == "k"
        beside = (
            following is not None
            and following.field
            in (
                "product",
                "product_generic",
                "shape",
                "cap",
                "power_w",
                "colour",
                "cct_k",
                "sample_line",
                "size_mm",
                "housing_colour",
                "dimming",
                "power_w_per_m",
                "material",
                "chip",
                "same",
            )
            and len(gap_after) <= 24
            and re.fullmatch(r"[ ]{0,2}(?:x |[x*] ?)?(?:[^\W\d_]+[ -]){0,3}(?:[^\W\d_]*)", gap_after)
            is not None
        )
        times = _TIMES.match(text[value.end : value.end + 6]) is not None
        dashed = _DASHED.search(gap_before) is not None
        preceding = values[index - 1] if index else None
        if (
            preceding is not None
            and preceding.field == "colour"
            and value.start - preceding.end <= 3
            and number in (2700, 3000, 3500, 4000, 5000, 6000, 6400, 6500)
        ) and has_quantity:
            value.field, value.unit = "cct_k", "K"
            identity = has_temperature = True
            continue
        if (
            not _IN_ALL.match(low, value.end)
            and number in (2700, 3000, 3500, 4000, 4500, 5000, 5500, 5700, 6000, 6400, 6500)
            and has_quantity
            and not is_k
            and not has_temperature
        ):
            value.field, value.unit, value.sure, value.value = "cct_k", "K", 0.7, int(number)
            identity = has_temperature = True
            continue
        if 2020 <= number <= 2035 and not is_k and not times:
            continue
        coloured = (
            preceding is not None
            and preceding.field in ("housing_colour", "colour")
            and value.start - preceding.end <= 3
            and line_end
            and number >= 5
        )
        if has_quantity and not is_k and not times and not coloured:
            nearby = any(v.field == "quantity" and abs(v.start - value.start) < 40 for v in values)
            if (
                nearby
                and following is not None
                and following.field in ("cap", "colour", "cct_k", "beam_deg", "housing_colour")
                and number >= 10
                and re.fullmatch(r"[ ]{0,2}(?:x |in |of |with )?", gap_after)
            ):
                nearby = False
            if nearby or not (beside or (dashed and line_end)):
                continue
        if _IN_ALL.match(low, value.end) or _IN_ALL_BEFORE.search(
            low, max(clause.start, value.start - 18), value.start
        ):
            value.field, value.unit, value.value, value.sure = "quantity", "pcs", int(number), 0.9
            has_quantity = True
            continue
        each = following is not None and following.field in ("each", "half") and len(gap_after) <= 12
        asks = identity and _ASKS.search(low[max(clause.start, value.start - 24) : value.start]) is not None
        if (
            coloured
            or (beside and (number >= 5 or times or value.start == clause.start))
            or times
            or is_k
            or each
            or (identity and line_end and (dashed or number >= 10))
            or asks
        ):
            if "°" in behind[:2]:
                continue
            value.field, value.unit, value.value = "quantity", "pcs", int(number)
            value.sure = 0.8
            has_quantity = True


_ABOUT = re.compile(
    r"(?:maybe|perhaps|approx(?:imately)?\.?|about|around|roughly|say|between|ca\.?|circa|etwa|ungefähr|ungefahr|vielleicht"
    r"|zwischen|rund|env(?:iron)?\.?|peut-etre|entre|unos|unas|aprox\.?|alrededor de|uns|umas|cerca de|forse|tra|ongeveer"
    r"|misschien|tussen|okolo|moze|miedzy|yaklasik|belki|ungefar|cirka|kanske|mellan|около|примерно|от|возможно|大概|大约"
    r"|约|可能|약|대략|حوالي|تقريبا|ربما|qty|quantity|need|want|menge)[ :]{0,3}$"
)
_TO_BEGIN = re.compile(
    r"[ ]{0,2}(?:to (?:start|begin|try)|for (?:a start|now|the start)|initially|at first|first order|zum (?:start|anfang)"
    r"|zunachst|pour (?:commencer|debuter)|para (?:empezar|comecar|iniciar)|per (?:iniziare|cominciare)|om te beginnen"
    r"|na poczatek|baslangic|till att borja|для начала|на пробу|先|试单)"
)


def _settle_range(found: Scan, clause: Item) -> bool:
    """Read "maybe 5 to 10" and "8-10 high bays" as least and most pieces; tell whether there were such."""
    values = clause.values
    for index in range(len(values) - 1):
        least, most = values[index], values[index + 1]
        if not all(
            v.field == "bare" and v.unit == "range" and v.value == int(v.value) for v in (least, most)
        ):
            continue
        if not 2 <= least.value < most.value <= 100_000:
            continue
        following = values[index + 2] if index + 2 < len(values) else None
        beside = (
            following is not None
            and following.field in ("product", "product_generic", "shape", "size_mm", "power_w")
            and re.fullmatch(
                r"[ ]{1,2}(?:x )?(?:[^\W\d_]+[ -]){0,2}", found.plain[most.end : following.start]
            )
        )
        said = _ABOUT.search(found.low, max(clause.start, least.start - 20), least.start)
        if beside or said or _TO_BEGIN.match(found.low, most.end):
            least.field, least.unit, least.value, least.sure = "quantity", "pcs", int(least.value), 0.8
            most.field, most.unit, most.value, most.sure = "quantity_max", "pcs", int(most.value), 0.8
            return True
    return False
