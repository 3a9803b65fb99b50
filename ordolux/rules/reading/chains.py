"""Joined numbers (5/7/9W, 220-240V, 600x600): which unit each has, by the one behind or the label before."""

import itertools
import re
from functools import cache

from ordolux.rules.reading.measures import READERS, take_bare, take_count
from ordolux.rules.reading.numbers import Number, numbers_of
from ordolux.rules.reading.text import words_of
from ordolux.rules.reading.units import COUNT_UNITS, EASTERN, number_of
from ordolux.rules.reading.values import Scan

_CRI_LETTERS = frozenset({"ra", "cri", "irc"})


_HEADING_FIELDS = {
    "quantity": "quantity", "power": "power_w", "cct": "cct_k", "beam": "beam_deg", "voltage": "voltage_v",
    "cri": "cri", "flux": "flux_lm", "efficacy": "efficacy_lm_w", "length": "size_mm", "diameter": "size_mm",
    "size": "size_mm", "price": "price", "ip": "ip", "warranty": "warranty",
}  # fmt: skip


# ------------------------------------------------------------------ numbers


def scan_numbers(scan: Scan) -> None:
    """Read every number of a scan, each with those it is joined to."""
    numbers = list(numbers_of(scan))
    index = 0
    while index < len(numbers):
        chain = [numbers[index]]
        while chain[-1].link and index + len(chain) < len(numbers):
            chain.append(numbers[index + len(chain)])
            if len(chain) > 12:
                break
        _take_chain(scan, chain)
        index += len(chain)


_LABEL_GAP = re.compile(
    r"[\s:=≥>≤<~()\[\].]{0,6}(?:more than|not less than|no less than|greater than|above|over|minimum of"
    r"|und mehr|mayor que|mayor de|superior a|supérieur à|minimo|mínimo|más de|больше|выше|min\.?|max\.?"
    r"|minimum|approx\.?|ca\.?|about|at least|mind\.|mindestens|circa|of|is|von|de|ab|über|mayor a|不低于"
    r"|大于|约|≥|>|от|не менее|>=)?[\s:=≥>≤<~()]{0,5}$"
)


_COUNTED = re.compile(r"\d[ ]?[^\W\d_]{1,6}\.?[ ),;]*$")


@cache
def _labels() -> dict[str, str]:
    return {
        word: value
        for word, value in words_of("heading").items()
        if value in _HEADING_FIELDS and len(word) > 1
    }


_LABEL_WORD = re.compile(r"[^\W_]+['/]?[^\W_]*")


def _label_before(scan: Scan, position: int) -> str:
    low = scan.low
    start = max(0, position - 44)
    window = low[start:position]
    window = window[
        max(window.rfind("\n"), window.rfind("\t") if not window.rstrip(" \t").endswith(":") else -1) + 1 :
    ]
    gap = _LABEL_GAP.search(window)
    words = window[: gap.start()] if gap else window
    if not words or _COUNTED.search(words):
        return ""  # "500 pcs, 60x60": the unit of the number before
    parts = _LABEL_WORD.findall(words)
    for length in (3, 2, 1):
        if len(parts) >= length:
            label = _labels().get(" ".join(parts[-length:]))
            if label:
                return label
    if parts and EASTERN.match(parts[-1]):
        for length in range(min(6, len(parts[-1])), 1, -1):
            label = _labels().get(parts[-1][-length:])
            if label:
                return label
    return ""


_CCT_LIKE = frozenset(
    (1800, 2000, 2200, 2400, 2500, 2700, 2800, 3000, 3200, 3500, 4000, 4200, 4500, 5000, 5500, 5700, 6000, 6200, 6400,
     6500, 7000, 8000, 10_000)
)  # fmt: skip


def _take_chain(scan: Scan, chain: list[Number]) -> None:
    """Give a unit to every number of a chain (5/7/9W) and keep what it says."""
    first = chain[0]
    label = _label_before(scan, first.start - len(first.before))
    # units run back from the last number that has one
    unit, per = "", ""
    for position in range(len(chain) - 1, -1, -1):
        number = chain[position]
        if number.unit:
            unit, per = number.unit, number.per
        elif (
            unit
            and number.link
            and number.factor == 1
            and not (number.link == "cross" and unit not in ("mm", "cm", "ft", "inch", "metre"))
            and not (number.link == "list" and _too_different(number, unit, scan, len(chain)))
            # "60x60, 34W": the second side is no power
            and not (
                number.link == "list"
                and position
                and chain[position - 1].link == "cross"
                and unit not in ("mm", "cm", "ft", "inch", "metre")
            )
        ):
            number.unit, number.per = unit, per
        else:
            unit = per = ""
    # pieces of a chain with one unit and one kind of link
    pieces: list[list[Number]] = [[first]]
    for before, number in itertools.pairwise(chain):
        same = number.unit == before.unit and number.per == before.per and not before.before.startswith("x")
        if (
            same
            and (True)
            and not (
                number.unit == "" and before.link == "list" and not (number.factor == before.factor == 1000)
            )
        ):
            pieces[-1].append(number)
        else:
            pieces.append([number])
    crossed = ""
    for place, piece in enumerate(pieces):
        if place + 1 < len(pieces) and piece[-1].link == "cross" and not piece[-1].unit:
            crossed = piece[-1].text  # "2x18W", "3x1W": so many light sources
            following = pieces[place + 1][0]
            if following.unit == "W" and not following.per:
                count = number_of(crossed, "count") or 1
                value = number_of(following.text, "W") or 0
                several = len(pieces[place + 1]) > 1
                # 3x1W and 2x18W are one lamp of several sources; 20 x 150W are twenty lamps
                one_lamp = not several and (count == 1 or value <= 5 or (count <= 4 and value <= 60))
                if one_lamp and value:
                    scan.claim(piece[-1].start, following.end)
                    made = scan.add(
                        "power_w", round(value * count, 3), piece[-1].start, following.end, unit="W", sure=0.7
                    )
                    scan.add("light_sources", (int(count), value), made.start, made.end)
                    pieces[place + 1] = []
                    piece = []
                elif count >= 2:
                    scan.claim(piece[-1].start, piece[-1].number_end)
                    scan.add(
                        "quantity", int(count), piece[-1].start, piece[-1].number_end, unit="pcs", sure=0.9
                    )
                    piece = []
        if piece:
            _take_piece(scan, piece, label if place == 0 else "")


def _too_different(number: Number, unit: str, scan: Scan, length: int) -> bool:
    """Tell whether a number without a unit can hardly have the unit that follows: 500, 9W."""
    value = number_of(number.text, unit) or 0
    gap = scan.plain[number.end : number.end + 3]
    if "/" in gap or "、" in gap or "+" in gap or "&" in gap:
        return unit == "K" and value not in _CCT_LIKE and value < 1000
    if "," in gap and length < 3:
        return True
    match unit:
        case "W":
            return value > 60 and "," in gap
        case "K":
            return value not in _CCT_LIKE
        case "V":
            return value < 5
        case "°":
            return value > 180
        case "mm":
            return value < 20
        case "pcs" | "set" | "roll":
            # "100 or 250 pcs"; "A60, 500 pcs" is no list of quantities
            return ("," in gap and length < 3) or ";" in gap or value < 5
        case _:
            return True


_DIAMETER_SIGNS = frozenset("ØøΦφϕ⌀∅")


def _take_piece(scan: Scan, piece: list[Number], label: str) -> None:
    unit, per, start, end = piece[0].unit, piece[0].per, piece[0].start, piece[-1].end
    if not scan.is_free(start, piece[-1].number_end) and len(piece) == 1:
        return
    links = {number.link for number in piece[:-1]}
    texts = [number.text for number in piece]
    factor = piece[-1].factor
    field_of_label = _HEADING_FIELDS.get(label, "")
    if not unit and piece[0].before in _CRI_LETTERS:
        unit = "Ra"
    if not unit and factor == 1 and scan.text[max(0, start - 2) : start].strip()[-1:] in _DIAMETER_SIGNS:
        unit, label, field_of_label = "mm?", "diameter", "size_mm"
    if unit == "" and factor == 1 and field_of_label:
        unit = {"power_w": "W", "cct_k": "K", "beam_deg": "°", "voltage_v": "V", "cri": "Ra", "flux_lm": "lm",
                "efficacy_lm_w": "lm/W", "quantity": "pcs", "size_mm": "mm?", "price": "price", "ip": "IP",
                "warranty": "a"}[field_of_label]  # fmt: skip
        if unit == "mm?" and label == "size" and not links:
            unit = "mm?"
    if unit == "lm" and per in ("w", "watt", "вт", "瓦"):
        unit = "lm/W"
    if unit == "W" and per in ("m", "meter", "metre", "metro", "м", "mtr", "米"):
        unit = "W/m"
    if unit in ("pcs", "") and per in ("m", "meter", "metre", "metro", "м", "mtr", "米"):
        unit = "1/m"
    if unit in ("pcs", "metre", "", "set") and per in ("ctn", "carton", "box", "箱"):
        scan.add("pieces_per_carton", number_of(texts[0], "count"), start, end)
        scan.claim(start, end)
        return
    if unit == "metre" and per:
        scan.add("metres_per_roll", number_of(texts[0], "W"), start, end)
        scan.claim(start, end)
        return
    reader = READERS.get(unit)
    numbers = [n for text in texts if (n := number_of(text, unit or "count")) is not None]
    if factor != 1:
        numbers = [
            n * (number.factor if number.factor != 1 else factor)
            for n, number in zip(numbers, piece, strict=False)
        ]
    if not numbers:
        return
    if reader is not None:
        reader(scan, piece, numbers, links, start, end)
    elif unit in COUNT_UNITS:
        take_count(scan, piece, numbers, links, unit)
    elif unit == "":
        take_bare(scan, piece, numbers, links, factor)
    else:
        scan.add("measure", (numbers[0], unit), start, end, unit=unit)
        scan.claim(start, end)
