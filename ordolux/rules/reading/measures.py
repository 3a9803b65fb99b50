"""What a number with its unit says: watts, kelvins, volts, sizes, quantities, prices."""

import re
from typing import Any

from ordolux.rules.reading.numbers import Number
from ordolux.rules.reading.units import number_of
from ordolux.rules.reading.values import Scan

_EQUIVALENT_BEFORE = re.compile(
    r"(?:replac\w{0,6}|replacement (?:for|of)|ersetz\w{0,4}|equal to|equivalent (?:to|of)|equiv\.?(?: "
    r"to)?|instead of|ersatz f[üu]r|remplac\w{0,4}"
    r"|reemplaz\w{0,3}|sustituy\w{0,3}|sostitui\w{0,4}|substitu\w{0,3}|equivalente?(?: (?:a|à|to))?"
    r"|[ée]quivalent(?: (?:[àa]|to))?|[äa]quivalent(?: zu)?|entspricht|corresponde a|pari a|odpowiednik"
    r"|eşdeğer\w{0,2}|motsvarar|gelijk aan|vervang\w{0,3}|zast[ęe]puj\w{0,3}|yerine|ersätt\w{0,3}"
    r"|замен\w{0,3}|аналог\w{0,3}|替代|代替|取代|相当于|相當於"
    r"|대체|existing|old|bisherige\w?|alte\w?|vorhandene\w?|anciens?|antigu\w{1,2}|actuales|vecch\w{1,2}"
    r"|antig\w{1,2}|stary\w?|eski|بديل|يعادل|traditional|halogen|incandescent|metal halide|sodium|hps"
    r"|cfl)[\s:(]{0,3}(?:the |a |der |die |das |of |our |old |existing |für |an |un |une |el |la |de |los "
    r"|les |il |to )?(?:\d{1,4}[ ]?x[ ]?)?$",
    re.IGNORECASE,
)


_EQUIVALENT_AFTER = re.compile(
    r"[ ]{0,2}[-]?[ (]{0,2}(?:eq\b|eq\.|equiv|equal\b|replacement|ersatz|halogen|incandescent|glühlampe"
    r"|gluhlampe|[äa]quivalent|[ée]quiv|metal[ ]?halide|mh\b|hps|hid\b|hqi|hql|sodium|mercury|cfl"
    r"|fluorescent|leuchtstoff|conventional|traditional|old\b|de substitu|al[óo]gen|hal[óo]gen|incandesc"
    r"|equivalen|conventionele|gloeilamp|halogeenlamp|żar[óo]wk\w{0,3} trady|eşdeğer|галоген|накалив|дрл"
    r"|днат|替代|卤素|白炽|金卤|钠灯|等效|استبدال|هالوجين|motsvar|대체|할로겐)",
    re.IGNORECASE,
)


_ANOTHER_WATTS = re.compile(r"[^\d\n,;]{0,18}\d{1,4}[ ]?(?:w|вт|瓦|واط)(?![a-z/])", re.IGNORECASE)


def _take_list(
    scan: Scan, field: str, unit: str, piece: list[Number], numbers: list[float], sure: float = 1.0
) -> None:
    group = scan.new_group() if len(numbers) > 1 else 0
    for number, value in zip(piece, numbers, strict=False):
        content: Any = int(value) if float(value).is_integer() else value
        scan.add(field, content, number.start, number.end, unit=unit, group=group, sure=sure)
    scan.claim(piece[0].start, piece[-1].end)


def _watts(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    before = scan.plain[max(0, start - 40) : start]
    after = _EQUIVALENT_AFTER.match(scan.plain, end)
    if after and _ANOTHER_WATTS.match(scan.plain, after.end()):
        after = None  # "9 W (equivalent to 60 W)": the other number is that of the old lamp
    if after or _EQUIVALENT_BEFORE.search(before):
        scan.claim(start, end)
        scan.add("equivalent_w", numbers[-1], start, end, unit="W")
        return
    if "range" in links and len(numbers) == 2 and numbers[0] < numbers[1]:
        scan.claim(start, end)
        scan.add("power_range_w", (numbers[0], numbers[1]), start, end, unit="W")
        return
    _take_list(scan, "power_w", "W", piece, numbers)


def _watts_per_metre(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    _take_list(scan, "power_w_per_m", "W/m", piece, numbers)


def _kelvins(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    numbers = [n * 1000 if n < 10.1 else n for n in numbers]
    if not all(1500 <= n <= 12_000 for n in numbers):
        return
    if "range" in links and len(numbers) == 2 and numbers[0] < numbers[1]:
        scan.claim(start, end)
        scan.add("cct_range_k", (int(numbers[0]), int(numbers[1])), start, end, unit="K")
        return
    _take_list(scan, "cct_k", "K", piece, numbers)


def _degrees(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    following = scan.low[end : end + 4]
    if re.match(r"\s?[cf]\b", following) or not all(3 <= n <= 360 for n in numbers):
        scan.claim(start, end)
        return
    if re.match(r"\s?k\b", following) and numbers[0] > 1000:
        return
    if re.search(
        r"(?:rotat|tilt|adjust|schwenk|orientab|orientable|可调角|旋转|dreh|girator|surge"
        r"|temp)\w{0,8}[\s:]{0,3}(?:\w{1,8}\s)?$",
        scan.low[max(0, start - 24) : start],
    ):
        scan.claim(start, end)
        return
    _take_list(scan, "beam_deg", "°", piece, numbers)


_SUPPLY_AFTER = re.compile(r"[ ]{0,2}[(]?(AC[ ]?/[ ]?DC|DC[ ]?/[ ]?AC|AC|DC)(?![A-Za-z])", re.IGNORECASE)


_SUPPLY_BEFORE = re.compile(r"(?<![A-Za-z])(AC[ ]?/[ ]?DC|AC|DC)[ :]{0,2}$", re.IGNORECASE)


def _volts(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    if not all(1 <= n <= 1000 for n in numbers):
        return
    low, high = min(numbers), max(numbers)
    if high <= 10 and low in (0, 1):
        return
    supply = ""
    after = _SUPPLY_AFTER.match(scan.plain, end)
    window = max(0, start - 8)
    before = _SUPPLY_BEFORE.search(scan.plain, window, start)
    letters = next(
        (n.before or n.supply for n in piece if (n.before or n.supply) in ("ac", "dc", "acdc")), ""
    )
    begin = start
    if letters:
        supply = {"ac": "AC", "dc": "DC", "acdc": "AC/DC"}[letters]
        begin = start - len(letters) if scan.low[start - len(letters) : start] == letters else start
        before = _SUPPLY_BEFORE.search(scan.plain, window, start)
        if before and len(before[1]) > 2:
            supply = "AC/DC"
    elif before:
        supply, begin = before[1].upper().replace(" ", ""), before.start()
    if after:
        said = after[1].upper().replace(" ", "")
        supply = said if not supply or supply == said else "AC/DC"
        end = after.end()
    supply = "AC/DC" if supply == "DC/AC" else supply
    if supply == "AC" and re.match(r"[ ]{0,2}/[ ]{0,2}DC", scan.plain[end : end + 6]):
        supply = "AC/DC"
    scan.claim(begin, end)
    scan.add("voltage_v", (low, high), begin, end, unit="V")
    if supply:
        scan.add("supply", supply, begin, end)


def _lumens(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    if re.match(
        r"[ ]{0,2}(?:/|per|pro|par|por|na|на|每)[ ]{0,2}(?:m|meter|metre|метр|米)\b", scan.low[end : end + 14]
    ):
        return
    scan.add("flux_lm", min(numbers), start, end, unit="lm")


def _lumens_per_watt(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    scan.add("efficacy_lm_w", min(numbers), start, end, unit="lm/W")


def _rendering(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    if 50 <= numbers[0] <= 100:
        scan.claim(start, end)
        scan.add("cri", numbers[0], start, end, unit="Ra")


def _leds_per_metre(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    scan.add("led_per_m", numbers[0], start, end, unit="1/m")


def _lengths(factor: float) -> Any:
    def take(
        scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
    ) -> None:
        if piece[0].unit == "ft" and (len(numbers) > 4 or max(numbers) > 12):
            return
        if piece[0].unit == "inch" and max(numbers) > 60:
            return
        sizes = [round(n * factor, 1) for n in numbers]
        if factor == 300:
            sizes = [{2400.0: 2400.0}.get(s, s) for s in sizes]
        scan.claim(start, end)
        kind = "cross" if "cross" in links else "range" if "range" in links else "list"
        content = tuple(int(s) if float(s).is_integer() else s for s in sizes)
        scan.add("size_mm", content, start, end, unit=kind, sure=0.9)

    return take


def _labelled_size(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    # without a unit: 60x60 are centimetres, 600x600 millimetres, 1.2 metres
    if "cross" in links:
        factor = 10 if max(numbers) <= 240 else 1
        if max(numbers) <= 4:
            factor = 300
        if 4 < max(numbers) <= 9:
            return
    else:
        factor = 1000 if max(numbers) < 4 else 1
    sizes = tuple(round(n * factor) for n in numbers)
    scan.claim(start, end)
    scan.add("size_mm", sizes, start, end, unit="cross" if "cross" in links else "list", sure=0.8)


def _metres(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    # a length of 1.2 m or a quantity of metres: from twenty on they are counted
    if len(piece) == 1 and (number_of(piece[0].text, "count") or 0) * piece[0].factor >= 20:
        take_count(scan, piece, [(number_of(piece[0].text, "count") or 0) * piece[0].factor], links, "m")
        return
    scan.claim(start, end)
    kind = "cross" if "cross" in links else "range" if "range" in links else "list"
    scan.add("metres", tuple(number_of(n.text, "W") or 0 for n in piece), start, end, unit=kind)
    if len(piece) == 1 and re.fullmatch(r"\d{1,3}([.,' ]\d{3})+", piece[0].text):
        scan.values[-1].value = (number_of(piece[0].text, "count") or 0,)


def _ip_number(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    if 0 <= numbers[0] <= 69 and len(piece[0].text) == 2:
        scan.claim(start, end)
        scan.add("ip", f"IP{int(numbers[0]):02d}", start, end)


def _price(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    scan.add("price", numbers[0], start, end)


def _percent(
    scan: Scan, piece: list[Number], numbers: list[float], links: set[str], start: int, end: int
) -> None:
    scan.claim(start, end)
    for number, value in zip(piece, numbers, strict=False):
        scan.add("percent", value, number.start, number.end)


READERS = {
    "W": _watts,
    "W/m": _watts_per_metre,
    "K": _kelvins,
    "°": _degrees,
    "V": _volts,
    "lm": _lumens,
    "lm/W": _lumens_per_watt,
    "Ra": _rendering,
    "1/m": _leds_per_metre,
    "mm": _lengths(1),
    "cm": _lengths(10),
    "ft": _lengths(300),
    "inch": _lengths(25),
    "mm?": _labelled_size,
    "metre": _metres,
    "IP": _ip_number,
    "price": _price,
    "%": _percent,
}


_PER_CARTON = re.compile(
    r"[ ]{0,2}(?:per|pro|/|je|par|por|в|na|في)[ ]{0,2}(?:carton|ctn|box|karton|caja|cartone|коробк)"
)
_AT_LEAST_ORDERED = re.compile(r"(?:moq|minimum order|mindestmenge|最小起订)[^\d\n]{0,14}$")


def take_count(scan: Scan, piece: list[Number], numbers: list[float], links: set[str], unit: str) -> None:
    """Read a number with a unit that counts: a quantity, what a carton holds, or no order at all."""
    start, end = piece[0].start, piece[-1].end
    if piece[0].per and piece[0].per != "m":
        # "10 pcs/carton"
        scan.add("pieces_per_carton", numbers[0], start, end)
        scan.claim(start, end)
        return
    low = scan.low
    if _PER_CARTON.match(low[end : end + 16]):
        scan.add("pieces_per_carton", numbers[0], start, end)
        scan.claim(start, end)
        return
    if _AT_LEAST_ORDERED.search(low[max(0, start - 30) : start]):
        scan.claim(start, end)
        return
    if _PRICE_BEFORE.search(scan.plain, max(0, start - 6), start):
        scan.claim(start, end)
        scan.add("money", numbers[0], start, end)
        return
    scan.claim(start, end)
    if (
        len(numbers) > 1
        and numbers == sorted(set(numbers))
        and links <= {"range", "list"}
        and (
            len(numbers) == 2
            or _ASKS_STEPS.search(scan.plain, max(0, start - 60), min(len(scan.plain), end + 40))
        )
    ):
        scan.add("quantity", int(numbers[0]), start, end, unit=unit)
        scan.add("quantity_max", int(numbers[-1]), start, end, unit=unit)
        return
    if "cross" in links:
        return
    group = scan.new_group() if len(numbers) > 1 else 0
    for number, value in zip(piece, numbers, strict=False):
        if value >= 1:
            scan.add("quantity", int(-(-value // 1)), number.start, number.end, unit=unit, group=group)


_ASKS_STEPS = re.compile(
    r"price|preis|prix|precio|prezz|preço|prijs|cen|fiyat|pris|цен|سعر|价|가격|価格", re.IGNORECASE
)
"""Several quantities of one article are steps for which prices are asked."""


_PRICE_BEFORE = re.compile(
    r"(?:USD|EUR|US\$|CNY|RMB|GBP|INR|AED|SAR|\$|€|£|¥|￥|Rs\.?)[ ]{0,2}$", re.IGNORECASE
)


_PRICE_AFTER = re.compile(
    r"[ ]{0,2}(?:USD|EUR|US\$|\$|€|£|元|美元|美金|руб|CNY|RMB|dollars?|euros?|z[łl]|TL|SEK|AED|SAR)",
    re.IGNORECASE,
)


def take_bare(scan: Scan, piece: list[Number], numbers: list[float], links: set[str], factor: int) -> None:
    """Read a number without a unit: money, a size by its cross, or a number to be judged by its clause."""
    start, end = piece[0].start, piece[-1].end
    if _PRICE_BEFORE.search(scan.plain, max(0, start - 6), start) or _PRICE_AFTER.match(scan.plain, end):
        scan.claim(start, end)
        scan.add("money", numbers[0], start, end)
        return
    if "cross" in links and len(numbers) in (2, 3):
        if all(n in (1, 2, 3, 4) for n in numbers):
            if len(numbers) == 2:
                # 2x4 troffers are counted in feet
                scan.add("size_feet", tuple(int(n * 300) for n in numbers), start, end)
            return
        if min(numbers[:2]) >= 10:
            _labelled_size(scan, piece, numbers, links, start, end)
        return
    if factor != 1:
        values = numbers
        scan.claim(start, end)
        if (
            all(n / 1000 in (2.7, 3, 3.5, 4, 5, 5.7, 6, 6.5) for n in values)
            and "list" in links
            and "/" in scan.plain[start:end]
        ):
            _take_list(scan, "cct_k", "K", piece, values, 0.7)
            return
        for number, value in zip(piece, values, strict=False):
            scan.add("bare", value, number.start, number.end, unit="k")
        return
    for number, value in zip(piece, numbers, strict=False):
        scan.add("bare", value, number.start, number.end, unit="range" if "range" in links else "")
