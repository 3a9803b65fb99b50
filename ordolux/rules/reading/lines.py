"""The line of an inquiry: one value for each field, in the units of the trade, with its evidence and what is implied."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ordolux.rules.reading.items import Item, product_type
from ordolux.rules.reading.values import Value

IMPLIED_CAPS = {"MR16": "GU5.3", "T8": "G13", "T5": "G5", "AR111": "G53", "T12": "G13", "T10": "G13"}
"""Caps that a shape implies unless another is given; to be checked by a person."""


@dataclass(slots=True)
class Line:
    """One article to be priced: its fields (several values of a list field), the place it came from, its text."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    part: int = 0
    start: int = 0
    end: int = 0
    text: str = ""

    def content(self, name: str) -> Any:
        """Return the first value of a field, None when unsaid."""
        values = self.values.get(name)
        return values[0].value if values else None


def _whole(number: Any) -> Any:
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return round(number, 3) if isinstance(number, float) else number


def line_of(item: Item, texts: Sequence[str]) -> Line | None:
    """Return the line an article makes of the parts' texts, None when there is nothing to price."""
    text = texts[item.part]
    kind = product_type(item)
    line = Line({}, item.part, item.start, item.end, text[item.start : item.end].strip())
    values = line.values
    if kind is not None:
        name, origin, sure = kind
        if origin is not None:
            stated = origin.field == "product"
            values["product_type"] = [
                Value(
                    "product_type",
                    name,
                    origin.start,
                    origin.end,
                    stated=stated,
                    sure=min(sure, origin.sure),
                    part=origin.part,
                )
            ]
    kind_name = kind[0] if kind else ""
    _quantity(item, values, kind_name)
    _power(item, values, kind_name)
    _colours(item, values, texts, kind_name)
    _plain_fields(item, values)
    _cap(item, values, kind_name)
    _size(item, values, kind_name)
    _voltage(item, values)
    _dimming(item, values)
    _target_price(item, values, texts)
    if not any(name in values for name in ("product_type", "power_w", "base", "shape", "model", "size_mm")):
        return None
    if set(values) <= {"product_type"} and kind is not None and kind[2] < 1:
        return None
    return line


def _quantity(item: Item, values: dict[str, list[Value]], kind: str) -> None:
    quantities = item.all("quantity")
    quantity = next(
        (q for q in quantities if not str(q.unit).startswith("container")),
        quantities[0] if quantities else None,
    )
    metres = item.get("metres")
    if (
        quantity is None
        and metres is not None
        and kind in ("strip", "linear_light", "")
        and metres.value
        and metres.value[0] >= 10
    ):
        count = metres.value[0]
        values["quantity"] = [
            Value("quantity", int(-(-count // 1)), metres.start, metres.end, "m", part=metres.part)
        ]
        return
    if quantity is None:
        return
    unit, count = quantity.unit or "pcs", quantity.value
    content = item.get("pieces_per_carton")
    if unit == "carton" and content is not None and content.value:
        count, unit = int(count * content.value), "pcs"
    values["quantity"] = [
        Value(
            "quantity", int(count), quantity.start, quantity.end, unit, sure=quantity.sure, part=quantity.part
        )
    ]
    most = item.get("quantity_max")
    if most is not None and most.value > count:
        values["quantity_max"] = [most]


def _power(item: Item, values: dict[str, list[Value]], kind: str) -> None:
    per_metre = item.all("power_w_per_m")
    powers = item.all("power_w")
    spread = item.get("power_range_w")
    if per_metre and (kind in ("strip", "linear_light", "module", "") or not powers):
        first = per_metre[0]
        values["power_w"] = [
            Value(
                "power_w",
                _whole(first.value),
                first.start,
                first.end,
                "W/m",
                sure=first.sure,
                part=first.part,
            )
        ]
        return
    if powers:
        first = powers[0]
        values["power_w"] = [
            Value(
                "power_w", _whole(first.value), first.start, first.end, "W", sure=first.sure, part=first.part
            )
        ]
        return
    if spread is not None:
        low, high = spread.value
        values["power_w"] = [Value("power_w", _whole(low), spread.start, spread.end, "W", part=spread.part)]
        values["power_w_max"] = [
            Value("power_w_max", _whole(high), spread.start, spread.end, "W", part=spread.part)
        ]


def _distinct(values: Sequence[Value]) -> list[Value]:
    seen: set[str] = set()
    made = []
    for value in values:
        if str(value.value) not in seen:
            seen.add(str(value.value))
            made.append(value)
    return made


_HOUSING_NEAR = 26


_BARE_LAMPS = frozenset(
    {"bulb", "candle", "globe", "filament", "corn", "tube", "capsule", "disc_lamp", "plug_lamp"}
)


_COLOUR_WORD = re.compile(
    r"colou?r|farbe|couleur|color|cor|colore|kleur|kolor|renk|färg|цвет|لون|颜色|색상", re.IGNORECASE
)


def _colours(item: Item, values: dict[str, list[Value]], texts: Sequence[str], kind: str) -> None:
    ccts = _distinct(item.all("cct_k"))
    spread = item.get("cct_range_k")
    colours = _distinct(item.all("colour"))
    if ccts:
        values["cct_k"] = ccts
    elif spread is not None:
        values["cct_range_k"] = [spread]
    housing = item.all("housing_colour")
    words = [
        (v.part, v.start)
        for v in item.values
        if v.field == "housing_word"
        and not (kind in _BARE_LAMPS and _COLOUR_WORD.fullmatch(texts[v.part][v.start : v.end]))
    ]
    kept_housing: list[Value] = []
    for value in housing:
        near = any(value.part == part and abs(value.start - place) <= _HOUSING_NEAR for part, place in words)
        around = texts[value.part][max(0, value.start - 1) : value.end + 8].casefold()
        carried = value.part == item.part and value.start < item.start
        if value.value == "white" and carried and colours and kind in _BARE_LAMPS:
            continue  # the colour of the light of the article before
        of_light = (
            kind in _BARE_LAMPS
            or re.search(r"\b(?:light|led|licht)", around)
            or not (ccts or spread or colours)
        )
        if value.value == "white" and not near and not item.from_table and of_light:
            if not any(c.value == "white" for c in colours):
                colours.append(Value("colour", "white", value.start, value.end, part=value.part, sure=0.7))
            continue
        kept_housing.append(value)
    # a colour of light that stands beside "housing" is the housing's
    for value in list(colours):
        if value.value in ("red", "green", "blue", "yellow", "pink", "purple", "amber"):
            beside = [
                place
                for part, place in words
                if part == value.part and (0 <= place - value.end <= 12 or 0 <= value.start - place <= 12)
            ]
            if beside and not item.from_table and (ccts or spread):
                colours.remove(value)
                kept_housing.append(
                    Value("housing_colour", value.value, value.start, value.end, part=value.part, sure=0.8)
                )
    if colours:
        values["colors"] = colours
    if kept_housing:
        values["housing_color"] = kept_housing[:1]


_PLAIN = {"beam_deg": "beam_angle_deg", "shape": "shape", "chip": "chip", "cri": "cri_min", "flux_lm": "luminous_flux_lm",
          "efficacy_lm_w": "efficacy_lm_w", "ip": "ip", "material": "housing_material", "model": "model",
          "equivalent": "equivalent_to", "led_per_m": "led_per_m"}  # fmt: skip


_SEVERAL = frozenset({"beam_deg", "chip"})


def _plain_fields(item: Item, values: dict[str, list[Value]]) -> None:
    for name, target in _PLAIN.items():
        found = _distinct(item.all(name))
        if not found:
            continue
        values[target] = found if name in _SEVERAL else found[:1]
        for value in values[target]:
            value.value = _whole(value.value)
    materials = [str(v.value) for v in item.all("material")]
    if {"aluminium", "plastic"} <= set(materials) or {"aluminium", "pc"} <= set(materials):
        first = item.get("material")
        if first is not None and "plastic+aluminium" not in materials:
            values["housing_material"] = [
                Value("material", "plastic+aluminium", first.start, first.end, part=first.part, sure=0.7)
            ]
    values.get("chip")


_FIXTURES = frozenset({"downlight", "track_light", "panel", "ceiling_light", "wall_light", "pendant", "high_bay", "flood_light",
                       "street_light", "garden_light", "underwater_light", "wall_washer", "strip", "module", "grow_light",
                       "stage_light", "emergency_light", "driver"})  # fmt: skip


def _cap(item: Item, values: dict[str, list[Value]], kind: str) -> None:
    caps = _distinct(item.all("cap"))
    if caps:
        values["base"] = caps
        return
    shape = item.get("shape")
    if shape is None or kind in _FIXTURES or kind == "linear_light":
        return
    implied = IMPLIED_CAPS.get(str(shape.value))
    if implied:
        values["base"] = [
            Value("cap", implied, shape.start, shape.end, stated=False, sure=0.6, part=shape.part)
        ]


_WIDEST_SECTION = 120
"""Millimetres of a profile's section."""


def _size(item: Item, values: dict[str, list[Value]], kind: str) -> None:
    found = item.all("size_mm")
    metres = item.get("metres")
    if kind == "strip":
        return
    if not found and metres is not None and metres.value and 0.2 <= metres.value[0] <= 6 and kind != "driver":
        sizes = tuple(round(m * 1000) for m in metres.value)
        found = [Value("size_mm", sizes, metres.start, metres.end, metres.unit, part=metres.part)]
    if not found:
        return
    first = found[0]
    sizes_of = list(first.value)
    if first.unit == "cross":
        if kind in ("linear_light", "tube") and len(sizes_of) >= 2:
            if max(sizes_of) <= _WIDEST_SECTION:
                return  # 35 x 35 mm is the section of a profile, no length
            sizes_of = [max(sizes_of)]
        elif kind in ("downlight", "ceiling_light", "track_light", "spot_lamp") and len(sizes_of) >= 2:
            sizes_of = sizes_of[:1] if sizes_of[0] != sizes_of[1] else sizes_of[:2]
        else:
            sizes_of = sizes_of[:2]
    elif first.unit == "range":
        sizes_of = sizes_of[:2]
    if kind in ("bulb", "candle", "globe", "filament") and len(found) == 1 and first.unit != "list":
        return
    values["size_mm"] = [
        Value("size_mm", _whole(size), first.start, first.end, "mm", sure=first.sure, part=first.part)
        for size in sizes_of
    ]


def _voltage(item: Item, values: dict[str, list[Value]]) -> None:
    voltage = item.get("voltage_v")
    if voltage is not None:
        low, high = voltage.value
        values["voltage_v"] = [
            Value(
                "voltage_v",
                (_whole(low), _whole(high)),
                voltage.start,
                voltage.end,
                "V",
                part=voltage.part,
                sure=voltage.sure,
            )
        ]
    supply = item.get("supply")
    if supply is not None:
        values["voltage_type"] = [
            Value("supply", str(supply.value).replace("/", ""), supply.start, supply.end, part=supply.part)
        ]


def _dimming(item: Item, values: dict[str, list[Value]]) -> None:
    found = item.all("dimming")
    if not found:
        return
    special = (
        [v for v in found if v.value not in ("yes", "smart")]
        or [v for v in found if v.value == "smart"]
        or found
    )
    values["dimming"] = special[:1]


TARGET = re.compile(
    r"target|ziel|cible|objetivo|meta|alvo|obiettivo|doel|docelow|hedef|mål|целев|желаем|مستهدف|목표|期望"
    r"|目标|budget|expected|max\.? price|not more than",
    re.IGNORECASE,
)


def _target_price(item: Item, values: dict[str, list[Value]], texts: Sequence[str]) -> None:
    price = item.get("price")
    if price is None:
        for money in item.all("money"):
            if TARGET.search(texts[money.part][max(0, money.start - 50) : money.start]):
                price = money
                break
    if price is not None and price.value > 0:
        values["target_price"] = [
            Value("target_price", _whole(price.value), price.start, price.end, part=price.part)
        ]
