"""From the reader's fields to the parameters of the catalogue, each with its evidence and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ordolux.rules.reading.lines import Line
from ordolux.rules.reading.message import Extraction
from ordolux.rules.reading.values import Value

LEAST_SURE: Final = 0.75
"""Below it a person looks at the value."""

SURE, CHECK = "sure", "check"

COLOUR_TEMPERATURES: Final = {"warm_white": 3000, "neutral_white": 4000, "cool_white": 6500, "daylight": 6500}
"""What a colour word is taken for until the customer says it: sellers disagree, so it is always asked or checked."""

_PLAIN: Final = {
    "beam_angle_deg": "beam_deg", "base": "cap", "shape": "shape", "chip": "chip", "cri_min": "cri",
    "luminous_flux_lm": "flux_lm", "efficacy_lm_w": "efficacy_lm_w", "ip": "ip", "dimming": "dimming",
    "housing_color": "housing_colour", "housing_material": "housing_material", "led_per_m": "led_per_m",
}  # fmt: skip
_SUPPLY: Final = {"ACDC": "AC/DC"}
_LONG: Final = frozenset({"tube", "linear_light", "strip"})
_ROUND: Final = frozenset({"downlight", "ceiling_light", "spot_lamp"})


@dataclass(slots=True)
class Asked:
    """One article as it is asked for: ``values`` by parameter code, each ``{value, unit, confidence, sure, part, start, end,
    quoted, is_implied, others, suggestion}``; ``model`` and ``equivalent_to`` as written, with their evidence in ``name``;
    pieces None when unsaid, with their evidence in ``count``.
    """

    text: str
    part: int
    start: int
    end: int
    pieces: int | None = None
    count: dict[str, Any] = field(default_factory=dict)
    most_pieces: int | None = None
    unit: str = "pcs"
    family: str = ""
    model: str = ""
    name: dict[str, Any] = field(default_factory=dict)
    equivalent_to: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)


def evidence(
    value: Value, read: Extraction, *, said: Any = None, unit: str = "", others: Sequence[Any] = ()
) -> dict[str, Any]:
    """Return a value as it is stored: content as text, the words it was read from and their place."""
    content = value.value if said is None else said
    is_sure = value.stated and value.sure >= LEAST_SURE and not others
    return {
        "value": plain(content), "unit": unit, "confidence": SURE if is_sure else CHECK, "sure": round(value.sure, 2),
        "part": value.part, "start": value.start, "end": value.end, "quoted": read.quoted(value)[:300],
        "is_implied": not value.stated, "others": [plain(each) for each in others], "suggestion": None,
    }  # fmt: skip


def plain(value: Any) -> str:
    """Return a value as the catalogue writes it: 7.0 as 7, a range as 220-240."""
    if isinstance(value, tuple | list):
        ends = [plain(each) for each in value]
        return ends[0] if len(set(ends)) == 1 else "-".join(ends)
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value)


def asked_for(line: Line, read: Extraction) -> Asked:
    """Return an article that was read in the terms of the catalogue."""
    values = line.values
    made = Asked(line.text, line.part, line.start, line.end, family=str(line.content("product_type") or ""))
    if counted := values.get("quantity"):
        most = line.content("quantity_max")
        made.pieces, made.unit = int(counted[0].value), counted[0].unit or "pcs"
        made.most_pieces = int(most) if most else None
        made.count = evidence(counted[0], read, unit=made.unit, others=[most] if most else ())
        if made.unit not in ("pcs", "set", "m"):
            made.count["confidence"] = CHECK
    made.model, made.equivalent_to = (
        str(line.content("model") or ""),
        str(line.content("equivalent_to") or ""),
    )
    if named := values.get("model") or values.get("equivalent_to"):
        made.name = evidence(named[0], read)
    for name, code in _PLAIN.items():
        if found := values.get(name):
            made.values[code] = evidence(
                found[0], read, unit=_UNIT.get(code, ""), others=[each.value for each in found[1:]]
            )
    _power(values, read, made)
    _colour(values, read, made)
    _sizes(values, read, made)
    if found := values.get("voltage_v"):
        made.values["voltage_v"] = evidence(found[0], read, unit="V")
    if found := values.get("voltage_type"):
        made.values["supply"] = evidence(
            found[0], read, said=_SUPPLY.get(str(found[0].value), found[0].value)
        )
    if found := values.get("target_price"):
        made.values["target_price"] = evidence(found[0], read)
    return made


_UNIT: Final = {"beam_deg": "°", "cri": "Ra", "flux_lm": "lm", "efficacy_lm_w": "lm/W", "led_per_m": "1/m"}


def _power(values: Mapping[str, list[Value]], read: Extraction, made: Asked) -> None:
    if found := values.get("power_w"):
        most = values.get("power_w_max", [])
        code = "power_w_per_m" if found[0].unit == "W/m" else "power_w"
        made.values[code] = evidence(
            found[0], read, unit=found[0].unit or "W", others=[each.value for each in most]
        )


def _colour(values: Mapping[str, list[Value]], read: Extraction, made: Asked) -> None:
    if found := values.get("cct_k"):
        made.values["cct_k"] = evidence(found[0], read, unit="K", others=[each.value for each in found[1:]])
        return
    if found := values.get("cct_range_k"):
        low, high = found[0].value
        made.values["cct_k"] = evidence(found[0], read, said=low, unit="K", others=[high])
        return
    for word in values.get("colors", ()):
        kelvin = COLOUR_TEMPERATURES.get(str(word.value))
        if kelvin is not None and "cct_k" not in made.values:
            said = evidence(word, read, said=kelvin, unit="K")
            made.values["cct_k"] = said | {"confidence": CHECK, "is_implied": True, "suggestion": str(kelvin)}
        elif kelvin is None:
            made.values.setdefault("colour", evidence(word, read, said=str(word.value).replace("_", " ")))


def _sizes(values: Mapping[str, list[Value]], read: Extraction, made: Asked) -> None:
    found = values.get("size_mm")
    if not found:
        return
    first = evidence(found[0], read, unit="mm")
    if made.family in _ROUND and len(found) == 1:
        made.values["diameter_mm"] = first
        return
    made.values["length_mm"] = first
    if len(found) > 1 and made.family not in _LONG:
        made.values["width_mm"] = evidence(found[1], read, unit="mm")


# ------------------------------------------------------------------ does what we have do what is asked?

AT_LEAST: Final = frozenset({"cri", "flux_lm", "efficacy_lm_w", "warranty_years", "life_h", "power_factor"})


def fits(code: str, asked: object, kept: object) -> bool:
    """Tell whether a product's value does what is asked: 7, 7.0 and "7" are one number; a minimum may be passed; a voltage
    must lie in the range; text is compared without regard to case.
    """
    if code == "voltage_v":
        wanted, ours = _ends(asked), _ends(kept)
        if wanted and ours:
            return ours[0] <= wanted[0] and wanted[1] <= ours[1]
    mine, its = number(asked), number(kept)
    if mine is not None and its is not None:
        return its >= mine if code in AT_LEAST else mine == its
    if code == "ip":
        return _digits(kept) >= _digits(asked) > 0
    return str(asked).casefold() == str(kept).casefold()


def number(value: object) -> Decimal | None:
    """Return a value as a finite number, None for what is none."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _ends(value: object) -> tuple[Decimal, Decimal] | None:
    low, _, high = str(value).replace("–", "-").partition("-")
    first, last = number(low.strip()), number((high or low).strip())
    return (first, last) if first is not None and last is not None else None


def _digits(value: object) -> int:
    said = "".join(each for each in str(value) if each.isascii() and each.isdecimal())
    return int(said[:4]) if said else 0
