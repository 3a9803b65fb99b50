"""The parameters of a lamp as data: kind, unit, physical limits, tolerance, and what fits together.

Sources: IEC 60061 (caps), IEC 62612 and (EU) 2019/2020 Annex IV (tolerances), IEC 60529 (IP), IEC 62262 (IK).
Tolerances are defaults to be agreed; they were not compared with the printed standards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from ordolux.rules.refusal import N_, Finding, Refusal


class Kind(StrEnum):
    """What sort of value a parameter has."""

    NUMBER = "number"
    RANGE = "range"
    CHOICE = "choice"
    TEXT = "text"
    BOOL = "bool"


type ParameterValue = Decimal | tuple[Decimal, Decimal] | str | bool
"""A number, a range (least, most) in the parameter's unit, a choice or text, or yes and no."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a measured value may lie from the agreed one, with the source of the rule.

    `minus_percent` and `plus_percent` of the agreed value; `minus` and `plus` in the unit; None means no limit.
    """

    source: str
    minus_percent: Decimal | None = None
    plus_percent: Decimal | None = None
    minus: Decimal | None = None
    plus: Decimal | None = None

    def allows(self, agreed: Decimal, measured: Decimal) -> bool:
        """Tell whether a measured value lies within the tolerance of the agreed one."""
        floor, ceiling = self.limits(agreed)
        return (floor is None or measured >= floor) and (ceiling is None or measured <= ceiling)

    def limits(self, agreed: Decimal) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the greatest permitted value, None where there is no limit."""
        floor = ceiling = None
        if self.minus is not None:
            floor = agreed - self.minus
        elif self.minus_percent is not None:
            floor = agreed * (100 - self.minus_percent) / 100
        if self.plus is not None:
            ceiling = agreed + self.plus
        elif self.plus_percent is not None:
            ceiling = agreed * (100 + self.plus_percent) / 100
        return floor, ceiling


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """One parameter: code, kind, unit, physical limits (inclusive), choices, tolerance, labels."""

    code: str
    kind: Kind
    unit: str
    minimum: Decimal | None
    maximum: Decimal | None
    choices: tuple[str, ...]
    tolerance: Tolerance | None
    label_en: str
    label_zh: str


def _number(
    code: str, unit: str, least: str, most: str, en: str, zh: str, tolerance: Tolerance | None = None
) -> ParameterSpec:
    return ParameterSpec(code, Kind.NUMBER, unit, Decimal(least), Decimal(most), (), tolerance, en, zh)


def _choice(code: str, choices: str, en: str, zh: str) -> ParameterSpec:
    return ParameterSpec(code, Kind.CHOICE, "", None, None, tuple(choices.split()), None, en, zh)


def _text(code: str, en: str, zh: str) -> ParameterSpec:
    return ParameterSpec(code, Kind.TEXT, "", None, None, (), None, en, zh)


CAPS = (
    "E27 E26 E14 E12 E17 E40 E39 B22d B15d BA15d GU10 GU5.3 GU4 G4 G9 GY6.35 G53 G13 G5 Fa8 R17d G23 G24d G24q "
    "2G11 GX53 GX70 R7s S14s S14d GU24 none"
)
SHAPES = (
    "A55 A60 A65 A70 A80 A19 A21 G45 G80 G95 G120 G125 G25 G30 P45 C35 C37 B11 CA10 T25 T30 ST64 R39 R50 R63 R80 "
    "BR20 BR30 BR40 PAR16 PAR20 PAR30 PAR38 MR11 MR16 AR111 T5 T8 T12"
)

PARAMETERS: dict[str, ParameterSpec] = {
    spec.code: spec
    for spec in (
        _number(
            "power_w", "W", "0.1", "3000", "Power", "功率", Tolerance("IEC 62612", plus_percent=Decimal(15))
        ),
        _number("power_w_per_m", "W/m", "0.5", "100", "Power per metre", "每米功率"),
        _number(
            "flux_lm",
            "lm",
            "1",
            "500000",
            "Luminous flux",
            "光通量",
            Tolerance("IEC 62612", minus_percent=Decimal(10)),
        ),
        _number("efficacy_lm_w", "lm/W", "10", "260", "Efficacy", "光效"),
        _number(
            "cct_k",
            "K",
            "1800",
            "10000",
            "Colour temperature",
            "色温",
            Tolerance("(EU) 2019/2020 Annex IV", minus_percent=Decimal(10), plus_percent=Decimal(10)),
        ),
        _number("sdcm_steps", "SDCM", "1", "7", "Colour consistency", "色容差"),
        _number(
            "cri",
            "Ra",
            "60",
            "100",
            "Colour rendering index",
            "显色指数",
            Tolerance("IEC 62612", minus=Decimal(3)),
        ),
        _number(
            "beam_deg",
            "°",
            "3",
            "360",
            "Beam angle",
            "光束角",
            Tolerance("(EU) 2019/2020 Annex IV", minus_percent=Decimal(25), plus_percent=Decimal(25)),
        ),
        ParameterSpec("voltage_v", Kind.RANGE, "V", Decimal(3), Decimal(480), (), None, "Voltage", "电压"),
        _choice("supply", "AC DC AC/DC", "Supply", "供电"),
        _number(
            "power_factor",
            "",
            "0.1",
            "1",
            "Power factor",
            "功率因数",
            Tolerance("IEC 62612", minus=Decimal("0.05")),
        ),
        _choice("cap", CAPS, "Lamp cap", "灯头"),
        _choice("shape", SHAPES, "Shape", "灯形"),
        _choice("dimming", "no triac 0-10V 1-10V DALI DMX512 PWM smart yes", "Dimming", "调光"),
        _choice("ip", "IP20 IP40 IP44 IP54 IP55 IP65 IP66 IP67 IP68", "Ingress protection", "防护等级"),
        _choice("ik", "IK05 IK06 IK07 IK08 IK09 IK10", "Impact protection", "抗冲击等级"),
        _choice("protection_class", "I II III", "Protection class", "防触电等级"),
        _number("life_h", "h", "5000", "100000", "Rated life", "额定寿命"),
        _text("chip", "LED chip", "芯片"),
        _text("driver", "Driver", "驱动"),
        _number("length_mm", "mm", "50", "3000", "Length", "长度"),
        _number("width_mm", "mm", "20", "2000", "Width", "宽度"),
        _number("diameter_mm", "mm", "5", "1000", "Diameter", "直径"),
        _number("led_per_m", "1/m", "10", "720", "LEDs per metre", "每米灯珠数"),
        _text("housing_colour", "Housing colour", "外壳颜色"),
        _text("housing_material", "Housing material", "外壳材料"),
        _number("warranty_years", "a", "1", "10", "Warranty", "质保期"),
        ParameterSpec("flicker_free", Kind.BOOL, "", None, None, (), None, "Flicker free", "无频闪"),
    )
}


@dataclass(frozen=True, slots=True)
class Family:
    """A family of products: which parameters its specification must hold, and which it may hold."""

    code: str
    label_en: str
    label_zh: str
    required: tuple[str, ...]
    optional: tuple[str, ...]


_LAMP = "power_w cct_k cap voltage_v"
_MORE = (
    "flux_lm efficacy_lm_w cri beam_deg supply power_factor dimming ip life_h chip driver sdcm_steps warranty_years "
    "flicker_free housing_colour housing_material"
)


def _family(code: str, en: str, zh: str, required: str, optional: str = "") -> Family:
    needed = tuple(required.split())
    return Family(code, en, zh, needed, tuple(c for c in f"{_MORE} {optional}".split() if c not in needed))


FAMILIES: dict[str, Family] = {
    family.code: family
    for family in (
        _family("bulb", "Bulb", "球泡灯", f"{_LAMP} shape"),
        _family("candle", "Candle", "蜡烛灯", f"{_LAMP} shape"),
        _family("globe", "Globe", "大球泡", f"{_LAMP} shape"),
        _family("filament", "Filament lamp", "灯丝灯", f"{_LAMP} shape"),
        _family("spot_lamp", "Spot lamp", "射灯灯杯", f"{_LAMP} beam_deg", "shape"),
        _family("tube", "Tube", "灯管", f"{_LAMP} length_mm", "shape"),
        _family("capsule", "Capsule", "灯珠", _LAMP, "length_mm diameter_mm"),
        _family("downlight", "Downlight", "筒灯", "power_w cct_k voltage_v diameter_mm", "beam_deg ik"),
        _family("panel", "Panel", "面板灯", "power_w cct_k voltage_v length_mm width_mm"),
        _family("strip", "Strip", "灯带", "power_w_per_m cct_k voltage_v led_per_m ip", "length_mm width_mm"),
        _family(
            "high_bay", "High bay", "工矿灯", "power_w cct_k voltage_v beam_deg ip", "ik protection_class"
        ),
        _family("flood_light", "Flood light", "投光灯", "power_w cct_k voltage_v ip", "ik protection_class"),
        _family("street_light", "Street light", "路灯", "power_w cct_k voltage_v ip", "ik protection_class"),
        _family("track_light", "Track light", "轨道灯", "power_w cct_k voltage_v beam_deg"),
        _family("linear_light", "Linear light", "线条灯", "power_w cct_k voltage_v length_mm", "width_mm ik"),
    )
}


# ------------------------------------------------------------------ values


class ParameterUnknown(Refusal):
    """There is no such parameter."""

    message = N_("There is no parameter {code}.")


class ValueNotUnderstood(Refusal):
    """The text is no value of this parameter, or could mean two."""

    message = N_("{text} is not a clear value for {label}.")


class ValueOutOfRange(Refusal):
    """The value is physically impossible for a lamp."""

    message = N_("{label} must be between {minimum} and {maximum} {unit}, not {value}.")


class ChoiceUnknown(Refusal):
    """The value is not one of the choices."""

    message = N_("{value} is not a known {label}.")


def spec_of(code: str) -> ParameterSpec:
    """Return the specification of a parameter. Raises ParameterUnknown."""
    found = PARAMETERS.get(code)
    if found is None:
        raise ParameterUnknown(code=code)
    return found


_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_RANGE = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,3})?)\s?(?:-|–|~|\.\.|to)\s?([0-9]{1,5}(?:[.,][0-9]{1,3})?)")
_YES = {"yes", "true", "1", "ja", "sí", "si", "oui", "是", "on"}
_NO = {"no", "false", "0", "nein", "non", "否", "off"}


def _decimal(text: str, spec: ParameterSpec) -> Decimal:
    if _NUMBER.fullmatch(text) is None:
        raise ValueNotUnderstood(text=text, label=spec.label_en)
    whole, _, fraction = text.replace(",", ".").partition(".")
    # 1.500 and 1,500 are fifteen hundred to one buyer and one and a half to another.
    if len(fraction) == 3 and whole not in ("0", "00") and len(whole) <= 3:
        raise ValueNotUnderstood(text=text, label=spec.label_en)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueNotUnderstood(text=text, label=spec.label_en) from None


def parse_value(code: str, text: str) -> ParameterValue:
    """Read what a person typed for a parameter; the unit may stand behind it, a comma may be the decimal point.

    `1.500` is refused as unclear where it could mean 1500. A single voltage becomes a range of one.
    Raises ParameterUnknown, ValueNotUnderstood, ValueOutOfRange, ChoiceUnknown.
    """
    spec = spec_of(code)
    typed = text.strip()
    value: ParameterValue
    if spec.kind in (Kind.NUMBER, Kind.RANGE):
        bare = typed
        for unit in (spec.unit, "SDCM", "Ra"):
            if unit and bare.casefold().endswith(unit.casefold()):
                bare = bare[: -len(unit)].rstrip()
        if spec.kind is Kind.NUMBER:
            value = _decimal(bare, spec)
        else:
            both = _RANGE.fullmatch(bare)
            ends = (both[1], both[2]) if both else (bare, bare)
            value = (_decimal(ends[0], spec), _decimal(ends[1], spec))
    elif spec.kind is Kind.BOOL:
        word = typed.casefold()
        if word not in _YES | _NO:
            raise ValueNotUnderstood(text=typed, label=spec.label_en)
        value = word in _YES
    elif spec.kind is Kind.CHOICE:
        plain = typed.casefold().replace(" ", "")
        options = {choice.casefold(): choice for choice in spec.choices}
        spare = {choice.casefold().replace("-", ""): choice for choice in spec.choices}
        value = options.get(plain) or spare.get(plain.replace("-", "")) or typed
    else:
        value = typed
    check_value(code, value)
    return value


def check_value(code: str, value: ParameterValue) -> None:
    """Pass a value that a lamp can have.

    Raises ParameterUnknown, ValueNotUnderstood, ValueOutOfRange, ChoiceUnknown.
    """
    spec = spec_of(code)
    if spec.kind is Kind.CHOICE:
        if value not in spec.choices:
            raise ChoiceUnknown(value=value, label=spec.label_en)
        return
    if spec.kind is Kind.TEXT:
        if not isinstance(value, str) or not value.strip():
            raise ValueNotUnderstood(text=value, label=spec.label_en)
        return
    if spec.kind is Kind.BOOL:
        if not isinstance(value, bool):
            raise ValueNotUnderstood(text=value, label=spec.label_en)
        return
    ends = value if isinstance(value, tuple) else (value,)
    numbers = [end for end in ends if isinstance(end, Decimal)]
    if len(numbers) != len(ends) or (spec.kind is Kind.RANGE) != (len(ends) == 2):
        raise ValueNotUnderstood(text=value, label=spec.label_en)
    least, most = spec.minimum, spec.maximum
    for end in numbers:
        if not end.is_finite() or (least is not None and end < least) or (most is not None and end > most):
            raise ValueOutOfRange(label=spec.label_en, minimum=least, maximum=most, unit=spec.unit, value=end)
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise ValueNotUnderstood(text=f"{numbers[0]}-{numbers[1]}", label=spec.label_en)


# ------------------------------------------------------------------ what fits together

LOW_VOLTAGE_CAPS = frozenset({"GU5.3", "GU4", "G4", "GY6.35", "G53"})
MAINS_CAPS = frozenset(
    {"GU10", "G9", "E27", "E26", "E14", "E12", "B22d", "E40", "E39", "G13", "G5", "R7s", "GU24"}
)
AMERICAN_CAPS = frozenset({"E26", "E12", "E39", "GU24"})

SHAPE_CAPS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("A55", "A60", "A65", "A70", "A80"), frozenset({"E27", "B22d"})),
    **dict.fromkeys(("A19", "A21"), frozenset({"E26", "E27"})),
    **dict.fromkeys(("C35", "C37", "G45", "P45"), frozenset({"E14", "E12", "E27", "E26", "B15d", "B22d"})),
    **dict.fromkeys(("PAR30", "PAR38", "BR30", "BR40", "R80"), frozenset({"E27", "E26"})),
    "MR16": frozenset({"GU5.3", "GU10"}),
    "MR11": frozenset({"GU4"}),
    "AR111": frozenset({"G53", "GU10"}),
    "T8": frozenset({"G13", "Fa8", "R17d"}),
    "T12": frozenset({"G13", "Fa8", "R17d"}),
    "T5": frozenset({"G5"}),
}
"""Caps in which a shape is sold; another one is possible only as a special and is asked about."""


def suggested_cap(shape: str, voltage_v: tuple[Decimal, Decimal] | None = None) -> str | None:
    """Return the usual cap of a shape, only to suggest it: MR16 is GU5.3 at 12 V but GU10 at mains."""
    is_mains = voltage_v is not None and voltage_v[1] >= 100
    if shape in ("MR16", "AR111"):
        if voltage_v is None:
            return None
        return "GU10" if is_mains else {"MR16": "GU5.3", "AR111": "G53"}[shape]
    is_american = is_mains and voltage_v is not None and voltage_v[1] < 200
    usual = {"T8": "G13", "T12": "G13", "T5": "G5", "MR11": "GU4"}
    if shape in usual:
        return usual[shape]
    if shape in ("A60", "A65", "A70", "A19", "A21", "PAR30", "PAR38", "G95", "ST64"):
        return "E26" if is_american or shape in ("A19", "A21") else "E27"
    if shape in ("C35", "C37", "G45", "P45"):
        return "E12" if is_american else "E14"
    return None


EFFICACY_ROUNDING = Decimal("0.03")
"""Share by which a stated efficacy may differ from flux/power before one of the three must be wrong."""


def contradictions(values: Mapping[str, ParameterValue]) -> tuple[Finding, ...]:
    """Return what does not fit together in a set of parameters: cap and voltage, shape and cap, flux and power.

    A finding names the suggestion where there is one; nothing is decided.
    """
    found: list[Finding] = []
    voltage = values.get("voltage_v")
    highest = voltage[1] if isinstance(voltage, tuple) else None
    cap, shape, supply = values.get("cap"), values.get("shape"), values.get("supply")
    if highest is not None and cap in LOW_VOLTAGE_CAPS and highest >= 100:
        found.append(
            Finding(
                "parameters.cap_voltage",
                N_("{cap} is a low-voltage cap, but {voltage} V is asked for. GU10?"),
                {"cap": cap, "voltage": highest},
                "cap",
            )
        )
    if highest is not None and cap in MAINS_CAPS - {"E27", "E14"} and highest <= 48:
        found.append(
            Finding(
                "parameters.cap_voltage",
                N_("{cap} is a mains cap, but {voltage} V is asked for."),
                {"cap": cap, "voltage": highest},
                "cap",
            )
        )
    if shape in ("MR16", "AR111") and cap is None and highest is not None and highest >= 100:
        found.append(
            Finding(
                "parameters.shape_voltage",
                N_("{shape} usually has 12 V; with {voltage} V, is GU10 meant?"),
                {"shape": shape, "voltage": highest, "suggestion": "GU10"},
                "cap",
            )
        )
    if isinstance(shape, str) and isinstance(cap, str) and cap not in SHAPE_CAPS.get(shape, frozenset({cap})):
        found.append(
            Finding(
                "parameters.shape_cap",
                N_("{shape} is not made with {cap}."),
                {"shape": shape, "cap": cap},
                "cap",
            )
        )
    if cap in AMERICAN_CAPS and isinstance(voltage, tuple) and voltage[0] >= 200 and cap != "E39":
        found.append(
            Finding(
                "parameters.cap_market",
                N_("{cap} is the 120 V cap of America and Japan, but {voltage} V is asked for."),
                {"cap": cap, "voltage": highest},
                "cap",
            )
        )
    if supply == "DC" and highest is not None and highest > 120:
        found.append(
            Finding("parameters.supply", N_("{voltage} V DC is unusual."), {"voltage": highest}, "supply")
        )
    if values.get("protection_class") == "III" and highest is not None and highest > 50 and supply != "DC":
        found.append(
            Finding(
                "parameters.protection_class",
                N_("Class III is at most 50 V AC, but {voltage} V is asked for."),
                {"voltage": highest},
                "protection_class",
            )
        )
    power, flux, efficacy = values.get("power_w"), values.get("flux_lm"), values.get("efficacy_lm_w")
    if isinstance(power, Decimal) and isinstance(flux, Decimal) and power > 0:
        computed = (flux / power).quantize(Decimal("0.1"))
        if isinstance(efficacy, Decimal) and abs(efficacy - computed) > efficacy * EFFICACY_ROUNDING:
            found.append(
                Finding(
                    "parameters.efficacy",
                    N_("{flux} lm from {power} W is {computed} lm/W, not {efficacy}."),
                    {"flux": flux, "power": power, "computed": computed, "efficacy": efficacy},
                    "efficacy_lm_w",
                )
            )
        elif not Decimal(20) <= computed <= Decimal(240):
            found.append(
                Finding(
                    "parameters.efficacy",
                    N_("{flux} lm from {power} W would be {computed} lm/W."),
                    {"flux": flux, "power": power, "computed": computed},
                    "flux_lm",
                )
            )
    return tuple(found)


def missing(family: str, values: Mapping[str, ParameterValue]) -> tuple[Finding, ...]:
    """Return a finding for every parameter that the family's specification must hold and the set lacks."""
    needed = FAMILIES[family].required if family in FAMILIES else ()
    return tuple(
        Finding(
            "parameters.missing",
            N_("{label} is missing."),
            {"code": code, "label": PARAMETERS[code].label_en},
            code,
        )
        for code in needed
        if code not in values
    )


def check_set(family: str, values: Mapping[str, ParameterValue]) -> tuple[Finding, ...]:
    """Return everything that keeps a set of parameters from being a specification: gaps, contradictions, misfits.

    Each value is checked on its own too, so that one call judges a whole form.
    """
    found = []
    for code, value in values.items():
        try:
            check_value(code, value)
        except Refusal as refusal:
            found.append(Finding(f"parameters.{refusal.code}", refusal.message, refusal.values, code))
    return (*found, *missing(family, values), *contradictions(values))
