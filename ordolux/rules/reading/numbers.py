"""Numbers in a text with the unit behind them, and how they are joined to the next: by a range, a list or a cross."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ordolux.rules.reading.text import folded
from ordolux.rules.reading.units import (
    EASTERN,
    MULTIPLIERS,
    eastern_suffixes,
    folded_multipliers,
    folded_units,
    number_of,
    unit_words,
)
from ordolux.rules.reading.values import MOST_VALUES, Scan

_NUMBER = re.compile(
    # digits grouped by a gap begin no name: "T8 120 cm" is no 8,120
    # lakhs and crores are grouped by two: 1,20,000
    r"(?<![A-Za-z\d.,])\d{1,2}(?:,\d{2}){1,2},\d{3}(?![\d])(?:\.\d{1,2}(?!\d))?"
    r"|(?<![A-Za-z])\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3}){0,3}(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:([.,'])\d{3})(?:\2\d{3}){0,3}(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d{1,9}(?:[.,]\d{1,3})?(?!\d)"
)


_SUFFIX = re.compile(r"[ ]{0,2}(?:-[ ]?)?(°|%|\"|''|'|℃|[^\W\d_]{1,16}\.?)")


_UNIT_TAIL = re.compile(
    r"[ ]{0,2}/[ ]{0,2}(m|meter|metre|metro|м|mtr|米|w|watt|вт|瓦|pcs?|piece|roll|rolls|reel|ctn|carton"
    r"|box|set|箱|卷|rollo|rolle|pc|unit|stk|st|卷|只|个|год|year)(?![^\W_])",
    re.IGNORECASE,
)


_RANGE_LINK = re.compile(
    r"\s{0,2}(?:-{1,2}|~|\.{2,3}|to|bis|till|a|à|al|до|至|到|إلى|الى|tot|do|ile|till|até|–|…)\s{0,2}",
    re.IGNORECASE,
)


_LIST_LINK = re.compile(
    r"\s{0,2}(?:/|、|,|&|\+|;|or|and|und|oder|et|ou|y|o|e|en|of|oraz|lub|ve|veya|och|eller|и|или|和|或|及"
    r"|و|أو|또는|와|과|\||respectively)\s{0,2}(?=\d)",
    re.IGNORECASE,
)


_CROSS_LINK = re.compile(r"\s{0,2}(?:x|\*|by|mal|por|на|х)\s{0,2}", re.IGNORECASE)


_WIDE_COMMA = re.compile("[，、]")


_LINKS = (("range", _RANGE_LINK), ("list", _LIST_LINK), ("cross", _CROSS_LINK))


_ADJACENT_BEFORE = frozenset(
    [
        "ac",
        "dc",
        "acdc",
        "ra",
        "cri",
        "irc",
        "d",
        "l",
        "ø",
        "x",
        "usd",
        "eur",
        "pf",
        "cct",
        "us",
        "w",
        "h",
        "qty",
        "rs",
        "hk",
        "cut",
        "aed",
        "sar",
    ]
)


_NAMED_NUMBER = re.compile(r"(?:cri|ra|irc|ip|pf|ugr|class|no|nr|ik)[ ]{0,2}[>≥=:.]{0,2}[ ]{0,2}\Z")


_LATIN_HEAD = re.compile(r"[a-z]{1,6}")


_DIGITS = re.compile(r"\d+")


_LETTERS_BEFORE = re.compile(r"[a-z_ø]{1,6}\Z")


_CODE_BEFORE = re.compile(r"[a-z]{1,8}\d{0,4}[-_/]\Z")


_LEDS_PER_METRE = re.compile(
    r"[ ]{0,2}(?:leds?|diodes?|diod|диод\w{0,3}|灯|珠|颗|led)[ ]{0,2}/[ ]{0,2}(?:m|meter|metre|mtr|м|米)(?![a-z])"
)


@dataclass(slots=True)
class Number:
    """A number as written, with its unit, multiplier, letters before it and how it is joined to the next."""

    start: int
    end: int  # behind the unit
    text: str
    unit: str = ""
    factor: int = 1
    per: str = ""
    link: str = ""  # how it is joined to the next number
    supply: str = ""  # AC or DC written onto the unit
    before: str = ""  # letters written onto it: AC, DC, Ra, D
    label: str = ""
    number_end: int = 0


def _with_commas_apart(scan: Scan) -> str:
    """Return the plain text in which the commas of a Chinese sentence group no digits: CRI90，120个."""
    if _WIDE_COMMA.search(scan.text) is None:
        return scan.plain
    pieces, reached = [], 0
    for m in _WIDE_COMMA.finditer(scan.text):
        pieces += [scan.plain[reached : m.start()], ";"]
        reached = m.end()
    return "".join([*pieces, scan.plain[reached:]])


def numbers_of(scan: Scan) -> Iterator[Number]:
    """Yield the numbers of a scan that no other reading claimed."""
    text, low = scan.plain, scan.low
    numbers: list[Number] = []
    reached = 0
    for m in _NUMBER.finditer(_with_commas_apart(scan)):
        if len(numbers) > MOST_VALUES:
            break
        if m.start() < reached or scan.taken[m.start()]:
            continue
        start, end, written = m.start(), m.end(), m[0]
        if scan.taken[end - 1]:  # "1 830": the code behind was taken already
            written = _DIGITS.match(written)[0]  # type: ignore[index]
            end = start + len(written)
            if scan.taken[end - 1]:
                continue
        before = _LETTERS_BEFORE.search(low[max(0, start - 6) : start])
        adjacent = before[0] if before else ""
        if (adjacent and adjacent not in _ADJACENT_BEFORE) or low[start - 1 : start].isdigit():
            continue
        is_code = (
            not adjacent
            and low[start - 1 : start] in ("-", "_", "/")
            and _CODE_BEFORE.search(low[max(0, start - 13) : start]) is not None
        )
        number = Number(start, end, written, before=adjacent, number_end=end)
        if not _read_suffix(scan, number):
            continue
        if is_code and not number.unit:
            continue
        reached = number.end
        numbers.append(number)
    for number, following in itertools.pairwise(numbers):
        written_on = 0 if following.before.endswith("x") else len(following.before)
        gap = text[number.end : following.start - written_on]
        if len(gap) > 16 or "\n" in gap or "\t" in gap:
            continue
        if (
            gap.isspace()
            and number.unit == following.unit
            and number.unit in ("W", "K", "°")
            and not number.per
        ):
            number.link = "list"
            continue
        if "," in gap and _NAMED_NUMBER.search(low[max(0, number.start - 8) : number.start]):
            continue
        for name, pattern in _LINKS:
            # a letter may close the separator only when a number follows at once
            if pattern.fullmatch(gap) or (
                name == "list"
                and (joint := pattern.match(text[number.end : following.start + 1]))
                and joint[0] == gap
            ):
                number.link = name
                break
    yield from numbers


def _read_suffix(scan: Scan, number: Number) -> bool:
    """Read the unit behind a number; False when letters make it part of a name."""
    text, low = scan.plain, scan.low
    position = number.end
    for _ in range(3):
        m = _SUFFIX.match(low, position)
        if m is None:
            break
        word, gap = m[1], low[position : m.start(1)]
        eastern = EASTERN.match(word)
        if eastern:
            if low.startswith("开孔", m.start(1)):
                break  # a cut-out, not kelvins
            known = next(((w, u) for w, u in eastern_suffixes() if low.startswith(w, m.start(1))), None)
            factor = next(
                (f for w, f in MULTIPLIERS.items() if EASTERN.match(w) and low.startswith(w, m.start(1))),
                None,
            )
            if factor and number.factor == 1 and not number.unit:
                number.factor, position = factor, m.start(1) + 1
                number.end = position
                if low.startswith("分", position):
                    break
                continue
            if known and not number.unit:
                number.unit = known[1].removeprefix("count:")
                if number.unit == "m":
                    number.unit = "metre"
                number.end = m.start(1) + len(known[0])
            break
        clean = word.rstrip(".")
        latin = _LATIN_HEAD.match(clean)
        if latin is not None and EASTERN.match(clean[latin.end() :]):
            clean = latin[0]  # 22W的
        factor = folded_multipliers().get(clean)
        if clean == "k" and not number.unit:
            value = number_of(number.text, "count") or 0
            if 1500 <= value <= 12_000 and value % 50 == 0 and "-" not in gap:
                number.unit, number.end = "K", m.end(1) - (len(word) - len(clean))
                break
            if value < 1500 and not gap.strip():
                number.factor, number.end = 1000, m.end(1) - (len(word) - len(clean))
                position = number.end
                continue
            break
        if factor and clean != "k" and not number.unit and number.factor == 1:
            number.factor, number.end = factor, m.end(1) - (len(word) - len(clean))
            position = number.end
            continue
        unit = None if number.unit else folded_units().get(clean)
        counted = None if number.unit else unit_words().get(clean)
        if unit == "a" and clean == "ar" and gap:
            unit = None
        if clean in ("a", "c", "f", "g", "d", "o", "e", "y", "gr", "in", "an", "h") and gap:
            # a lone letter behind a gap is a word, not a unit ("500 a", "6 in")
            unit = None if clean != "h" else unit
        if clean == "d" and not gap:
            value = number_of(number.text, "°") or 0
            unit = (
                "°"
                if value in (8, 10, 12, 15, 20, 24, 25, 30, 36, 38, 40, 45, 55, 60, 90, 110, 120, 180)
                else None
            )
            if unit:
                number.unit, number.end = unit, m.end(1)
            break
        if clean in ("st", "ad", "un", "ud", "me", "und", "par", "box", "light", "lights", "lamp", "lamps", "lampes",
                     "luminaires", "luminarias", "bulbs") and gap and clean in ("und", "light", "lights", "lamp", "lamps",
                                                                                "lampes", "luminaires", "luminarias",
                                                                                "bulbs"):  # fmt: skip
            counted = None
        if unit == "K" and clean == "к":
            value = number_of(number.text, "K") or 0
            if value < 1500:
                unit = None
                if not gap:
                    number.factor, number.end = 1000, m.end(1)
                    position = number.end
                    continue
        if unit == "V" and clean == "в" and gap and not text.startswith("В", m.start(1)):
            unit = None  # "500 в Москву"; volts are written with a capital
        if unit == "V" and clean in ("vac", "vdc"):
            number.supply = clean[1:]
        if clean == "m" and not number.unit and "-" not in gap:
            number.unit, number.end = "metre", m.end(1)
            break
        if clean in ("м", "m.") and not number.unit:
            number.unit, number.end = "metre", m.end(1)
            break
        if unit:
            if unit == "ft" and clean == "'" and low[m.end(1) : m.end(1) + 1].isalpha():
                break
            if scan.taken[m.start(1)]:
                break
            number.unit, number.end = unit, m.end(1) - (len(word) - len(clean))
            if unit == "kW":
                number.unit, number.factor = "W", 1000
            break
        if counted:
            number.unit, number.end = counted, m.end(1) - (len(word) - len(clean))
            if counted == "m":
                number.unit = "metre"
            break
        if not gap and clean and low[position : position + 1].isalpha() and not scan.taken[m.start(1)]:
            if number.factor != 1:
                return True
            if clean.startswith("x") and len(clean) == 1:
                return True  # "2x18W"
            rest = _split_letters(clean)
            if rest:
                number.unit, number.end = rest[0], m.start(1) + rest[1]
                break
            return False  # part of a name
        break
    tail = _UNIT_TAIL.match(text, number.end)
    if tail and number.unit in ("W", "lm", "metre", "pcs", "", "V", "other"):
        number.per = folded(tail[1])
        number.end = tail.end()
    elif not tail:
        leds = _LEDS_PER_METRE.match(low, number.number_end)
        if leds:
            number.unit, number.per, number.end = "pcs", "m", leds.end()
    return True


def _split_letters(word: str) -> tuple[str, int] | None:
    """Read units that were written together with what follows: 9wled, 1200mmx, 12vdc."""
    for unit in ("vacdc", "vac", "vdc", "watts", "watt", "mm", "cm", "lm", "pcs", "w", "v"):
        if word.startswith(unit) and word[len(unit) :] in ("x", "ac", "dc", "led", "leds", "e", "ra", "cri"):
            known = folded_units().get(unit) or unit_words().get(unit)
            if known:
                return known, len(unit)
    return None
