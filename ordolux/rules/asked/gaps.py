"""What an article lacks before it can be priced, and what in it cannot be true together.

Needed parameters by family: ``rules.parameters``. Caps by shape and market: IEC 60061 practice; mains voltages: IEC 60038 and
the countries' own; efficacies that lamps of a package reach: makers' data of 2024, for whole lamps.
"""

from collections.abc import Mapping
from typing import Any, Final

from ordolux.rules.asked.parameters import Asked, number
from ordolux.rules.parameters import FAMILIES
from ordolux.rules.refusal import N_, Finding

BLOCKING: Final = frozenset(
    {"ask.quantity", "ask.article", "ask.power", "ask.cct", "ask.cap", "ask.size", "ask.voltage", "ask.unit"}
)
"""What pricing needs; the others only make the offer better."""

_CAPS_OF_SHAPE: Final = {
    "MR16": {"GU5.3", "GU10"}, "MR11": {"GU4"}, "AR111": {"G53", "GU10"}, "T8": {"G13"}, "T12": {"G13"}, "T5": {"G5"},
    "PAR16": {"GU10", "E14", "E26", "E27"}, "PAR20": {"E26", "E27"}, "PAR30": {"E26", "E27"}, "PAR38": {"E26", "E27"},
    "A55": {"E27", "E26", "B22d"}, "A60": {"E27", "E26", "B22d"}, "A65": {"E27", "E26", "B22d"}, "A19": {"E26", "E27", "B22d"},
    "A21": {"E26", "E27"}, "C35": {"E14", "E12", "E27", "B15d", "B22d"}, "C37": {"E14", "E12", "E27", "B15d", "B22d"},
    "G45": {"E14", "E12", "E27", "E26", "B15d", "B22d"}, "P45": {"E14", "E27", "B15d", "B22d"}, "ST64": {"E27", "E26", "B22d"},
    "G95": {"E27", "E26", "B22d"}, "G125": {"E27", "E26", "B22d"}, "R50": {"E14"}, "R63": {"E27", "B22d"},
    "R80": {"E27", "B22d"}, "BR30": {"E26", "E27"}, "BR40": {"E26", "E27"},
}  # fmt: skip
_LOW_VOLTAGE_CAPS: Final = frozenset({"GU5.3", "GU4", "G53"})
_LOW_VOLTAGE: Final = 60
_MAINS: Final = {
    **dict.fromkeys(("US", "CA", "MX", "TW", "CO", "VE", "EC", "GT", "PA", "DO", "PR", "CR", "HN", "SV", "NI"), (110, 127)),
    "JP": (100, 100), "SA": (127, 230), "BR": (127, 220),
}  # fmt: skip
_EUROPE: Final = (220, 240)
_NO_E27: Final = frozenset({"US", "CA"})
_MOST_EFFICACY: Final = {
    "SMD2835": 200,
    "SMD3030": 210,
    "SMD5050": 210,
    "COB": 170,
    "SMD5730": 160,
    "FILAMENT": 220,
}
_MOST_OF_ANY: Final = 230
_ABOUT: Final = 0.12
_CAPPED: Final = frozenset({"bulb", "candle", "globe", "filament", "spot_lamp", "capsule", "tube"})

ASK: Final = {
    "ask.article": N_("Which article, and how many?"),
    "ask.quantity": N_("How many pieces?"),
    "ask.quantity_range": N_("{value} or {other} pieces? We quote both steps otherwise."),
    "ask.unit": N_("How many pieces are in “{quoted}”?"),
    "ask.power": N_("Which power, or which luminous flux?"),
    "ask.cct": N_("Which colour temperature in K?"),
    "ask.cct_word": N_("“{quoted}”: do you mean {value} K?"),
    "ask.cct_list": N_("{values} K: separate versions (how many of each), or one lamp with selectable colour?"),
    "ask.cap": N_("Which cap?"),
    "ask.cap_implied": N_("{shape}: is the cap {value} right?"),
    "ask.voltage": N_("Which supply voltage?"),
    "ask.supply": N_("{value} V: AC or DC?"),
    "ask.size": N_("Which size in mm?"),
    "ask.beam": N_("Which beam angle?"),
    "ask.beam_list": N_("{values}°: how many of each beam angle?"),
    "ask.ip": N_("Which protection class (IP)?"),
    "ask.dimmer": N_("Dimmable with which dimmer (phase cut, 0-10 V, DALI)?"),
    "ask.led_per_m": N_("How many LEDs per metre?"),
    "ask.cap_shape": N_("{shape} with the cap {cap}: is that right? Usual are {usual}."),
    "ask.cap_voltage": N_("The cap {cap} is for low voltage, but {voltage} V are asked for: which is right?"),
    "ask.cap_market": N_("In the country of delivery {usual} is usual; is the cap {cap} right?"),
    "ask.voltage_market": N_("The mains there have {usual} V; is {voltage} V right?"),
    "ask.flux": N_("{power} W, {flux} lm and {efficacy} lm/W do not fit together: which is right?"),
    "ask.efficacy": N_("{efficacy} lm/W is more than lamps with {chip} reach: is it the value of the chip or of the lamp?"),
    "ask.destination": N_("To which country and place shall we deliver?"),
    "ask.incoterm": N_("Which delivery term (Incoterms 2020) do you wish?"),
}  # fmt: skip


def gaps_of(
    line: Asked, position: int, *, market: str = "", product: Mapping[str, Any] | None = None
) -> list[Finding]:
    """Return what must be asked about one article: what is missing, unclear or contradictory.

    ``market`` is the country of delivery as two letters; ``product`` holds the values of our model when one is meant: what it
    fixes needs no question.
    """
    found: list[Finding] = []
    values = {code: said for code, said in line.values.items() if code not in ("target_price", "colour")}

    def ask(code: str, **said: object) -> None:
        found.append(
            Finding(code, ASK[code], {name: str(each) for name, each in said.items()}, str(position))
        )

    _count(line, ask)
    if product is None:
        _missing(line, values, ask)
    _unclear(line, values, product, ask)
    _contradictions(values, market, product, ask)
    return found


def _count(line: Asked, ask: Any) -> None:
    if line.pieces is None:
        ask("ask.quantity")
    elif line.most_pieces:
        ask("ask.quantity_range", value=line.pieces, other=line.most_pieces)
    elif line.unit not in ("pcs", "set", "m"):
        ask("ask.unit", quoted=line.count.get("quoted", ""))


def _missing(line: Asked, values: Mapping[str, Any], ask: Any) -> None:
    family = FAMILIES.get(line.family)
    needed = family.required if family else ("power_w", "cct_k")
    if not {"power_w", "power_w_per_m", "flux_lm"} & set(values):
        ask("ask.power")
    if "cct_k" not in values and "colour" not in line.values:
        ask("ask.cct")
    if "cap" in needed and "cap" not in values:
        ask("ask.cap")
    if {"length_mm", "diameter_mm"} & set(needed) and not {"length_mm", "diameter_mm"} & set(values):
        ask("ask.size")
    if "voltage_v" in needed and "voltage_v" not in values and line.family not in _CAPPED:
        ask("ask.voltage")
    for code, question in (("beam_deg", "ask.beam"), ("ip", "ask.ip"), ("led_per_m", "ask.led_per_m")):
        if code in needed and code not in values:
            ask(question)


def _unclear(line: Asked, values: Mapping[str, Any], product: Mapping[str, Any] | None, ask: Any) -> None:
    colour, cap, beam = values.get("cct_k"), values.get("cap"), values.get("beam_deg")
    fixed = product or {}
    if colour and colour.get("suggestion") and str(fixed.get("cct_k", "")) != colour["value"]:
        ask("ask.cct_word", quoted=colour["quoted"], value=colour["value"])
    elif colour and colour.get("others") and "cct_k" not in fixed:
        ask("ask.cct_list", values="/".join([colour["value"], *colour["others"]]))
    if cap and cap.get("is_implied") and "cap" not in fixed:
        ask("ask.cap_implied", shape=(values.get("shape") or cap).get("value"), value=cap["value"])
    if beam and beam.get("others") and "beam_deg" not in fixed:
        ask("ask.beam_list", values="/".join([beam["value"], *beam["others"]]))
    if (values.get("dimming") or {}).get("value") == "yes" and str(fixed.get("dimming", "yes")) == "yes":
        ask("ask.dimmer")
    low = _ends(values.get("voltage_v"))
    if (
        low
        and low[1] <= _LOW_VOLTAGE
        and "supply" not in values
        and "supply" not in fixed
        and line.family != "strip"
    ):
        ask("ask.supply", value=values["voltage_v"]["value"])


def _contradictions(
    values: Mapping[str, Any], market: str, product: Mapping[str, Any] | None, ask: Any
) -> None:
    shape, cap = _said(values, "shape"), _said(values, "cap")
    voltage = _ends(values.get("voltage_v"))
    usual = _CAPS_OF_SHAPE.get(shape.upper())
    is_mains = voltage is not None and voltage[0] > _LOW_VOLTAGE
    if usual and cap and cap not in usual and not values["cap"].get("is_implied"):
        ask("ask.cap_shape", shape=shape, cap=cap, usual=", ".join(sorted(usual)))
    if cap in _LOW_VOLTAGE_CAPS and is_mains:
        ask("ask.cap_voltage", cap=cap, voltage=values["voltage_v"]["value"])
    if market in _NO_E27 and cap in ("E27", "E14") and product is None:
        ask("ask.cap_market", cap=cap, usual="E26" if cap == "E27" else "E12")
    if market and is_mains and voltage is not None:
        low, high = _MAINS.get(market, _EUROPE)
        if voltage[1] < low * (1 - _ABOUT) or voltage[0] > high * (1 + _ABOUT):
            ask(
                "ask.voltage_market",
                usual=f"{low}-{high}" if low != high else low,
                voltage=values["voltage_v"]["value"],
            )
    _light(values, ask)


def _light(values: Mapping[str, Any], ask: Any) -> None:
    power, flux, claimed = (number(_said(values, code)) for code in ("power_w", "flux_lm", "efficacy_lm_w"))
    if power and flux and claimed and abs(float(flux / power / claimed) - 1) > _ABOUT:
        ask("ask.flux", power=power, flux=flux, efficacy=claimed)
        return
    efficacy = claimed or (flux / power if power and flux else None)
    chip = _said(values, "chip")
    most = next(
        (limit for name, limit in _MOST_EFFICACY.items() if name in chip.upper().replace(" ", "")),
        _MOST_OF_ANY,
    )
    if efficacy and efficacy > most:
        ask("ask.efficacy", efficacy=round(efficacy), chip=chip or "LED")


def _said(values: Mapping[str, Any], code: str) -> str:
    return str((values.get(code) or {}).get("value", ""))


def _ends(said: Mapping[str, Any] | None) -> tuple[float, float] | None:
    low, _, high = str((said or {}).get("value", "")).partition("-")
    first, last = number(low), number(high or low)
    return (float(first), float(last)) if first is not None and last is not None else None
