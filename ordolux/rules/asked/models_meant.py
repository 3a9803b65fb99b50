"""Which of our models a customer means: by its number, by a number like it, by what the lamp must do.

Points: the number itself decides. Else each parameter that both know counts by its weight, what fits for it and what
differs against it; a lamp with another cap or shape is another article. The weights are ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

from ordolux.rules.asked.parameters import Asked, fits, number
from ordolux.rules.parameters import FAMILIES
from ordolux.rules.refusal import N_, Finding

MOST: Final = 5
LIKE_NUMBER: Final = 0.84
"""Two numbers this much alike (shared characters, 0 to 1) may be one with a slip in it."""

_WEIGHTS: Final = {
    "cap": 3, "shape": 3, "power_w": 3, "power_w_per_m": 3, "cct_k": 2, "beam_deg": 2, "length_mm": 3, "width_mm": 2,
    "diameter_mm": 2, "ip": 2, "voltage_v": 1, "dimming": 1, "flux_lm": 1, "cri": 1, "efficacy_lm_w": 1, "led_per_m": 2,
    "supply": 1, "chip": 1,
}  # fmt: skip
_DECISIVE: Final = frozenset({"cap", "shape"})
_LEAST_IN_COMMON: Final = 2
_NEAR_SHARE: Final = 0.15
_KINDS_OF_BULB: Final = frozenset({"bulb", "candle", "globe", "filament"})

_IS_OURS = N_("{number} is our number.")
_LIKE = N_("{asked} reads like our number {number}.")
_FITS = N_("It fits in {codes}.")
_DIFFERS = N_("{code}: asked {asked}, this has {ours}.")
_EQUIVALENT = N_("Offered as equivalent to {asked}.")


@dataclass(frozen=True, slots=True)
class Model:
    """A product of the catalogue: number, family code, parameter values by code."""

    number: str
    family: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Meant:
    """A product that may be meant: ``points`` from 0 to 1, and the reasons as sentences."""

    number: str
    points: float
    reasons: tuple[Finding, ...] = ()
    is_named: bool = False
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """The product that is taken (empty: none is clearly meant), and all that may be meant, best first."""

    number: str = ""
    meant: tuple[Meant, ...] = field(default_factory=tuple)


def choose(asked: Asked, models: Sequence[Model]) -> Choice:
    """Choose among products for one article that is asked for."""
    found = [meant for model in models if (meant := _judge(asked, model)) is not None]
    found.sort(key=lambda each: (not each.is_named, -each.points, each.number))
    best = tuple(found[:MOST])
    if not best:
        return Choice()
    first = best[0]
    if first.is_named and (len(best) == 1 or not best[1].is_named or best[1].points < first.points):
        return Choice(first.number, best)
    is_alone = len(best) == 1 or best[1].points < first.points
    if not first.is_named and is_alone and _in_common(asked, first, models) >= _LEAST_IN_COMMON:
        return Choice(first.number, best)
    return Choice("", best)


def _in_common(asked: Asked, meant: Meant, models: Sequence[Model]) -> int:
    model = next(each for each in models if each.number == meant.number)
    return sum(
        fits(code, said["value"], model.values[code])
        for code, said in asked.values.items()
        if code in model.values
    )


def _judge(asked: Asked, model: Model) -> Meant | None:
    reasons: list[Finding] = []
    is_named, alike = False, 0.0
    if asked.model:
        alike = likeness(asked.model, model.number)
        is_named = alike >= LIKE_NUMBER
        if alike == 1.0:
            reasons.append(Finding("model-ours", _IS_OURS, {"number": model.number}))
        elif is_named:
            reasons.append(Finding("model-like", _LIKE, {"asked": asked.model, "number": model.number}))
    good, bad, total, codes, differs = 0.0, 0.0, 0, [], []
    for code, said in asked.values.items():
        weight = _WEIGHTS.get(code)
        if weight is None or code not in model.values:
            continue
        ours = model.values[code]
        options = [said["value"], *said.get("others", ())]
        total += weight
        if any(fits(code, each, ours) for each in options):
            good += weight
            codes.append(code)
            continue
        if code in _DECISIVE and not is_named:
            return None
        bad += weight * (0.5 if _is_near(said["value"], ours) else 1.0)
        differs.append(code)
        reasons.append(
            Finding(
                "model-differs",
                _DIFFERS,
                {"code": code, "asked": _shown(said), "ours": f"{ours} {said['unit']}".strip()},
            )
        )
    if not is_named and (good <= bad or _is_another_family(asked, model)):
        return None
    if codes:
        reasons.insert(1 if is_named else 0, Finding("model-fits", _FITS, {"codes": ", ".join(codes)}))
    if not is_named and (asked.model or asked.equivalent_to):
        foreign = asked.equivalent_to or asked.model
        reasons.insert(0, Finding("model-equivalent", _EQUIVALENT, {"asked": foreign}))
    share = (good - bad) / total if total else 0.0
    points = alike if is_named else share * min(1.0, good / 8)
    return Meant(model.number, round(max(points, 0.0), 3), tuple(reasons), is_named, tuple(differs))


def likeness(one: str, other: str) -> float:
    """Return how alike two product numbers are, from 0 to 1, without regard to case, blanks and strokes.

    Numbers whose digits differ name different lamps: they are alike only by half.
    """
    mine, its = _bare(one), _bare(other)
    if mine == its:
        return 1.0
    if abs(len(mine) - len(its)) > 3 or len(mine) < 5:
        return 0.0
    share = SequenceMatcher(None, mine, its, autojunk=False).ratio()
    same_digits = [each for each in mine if each.isdecimal()] == [each for each in its if each.isdecimal()]
    return share if same_digits else share / 2


def _bare(text: str) -> str:
    return "".join(each for each in text.upper() if each.isalnum())


def _shown(said: Mapping[str, Any]) -> str:
    return f"{said['value']} {said['unit']}".strip()


def _is_near(asked: object, ours: object) -> bool:
    mine, its = number(asked), number(ours)
    return (
        mine is not None
        and its is not None
        and mine > 0
        and abs(float(its - mine)) <= _NEAR_SHARE * float(mine)
    )


def _is_another_family(asked: Asked, model: Model) -> bool:
    """A tube is no bulb; where the family's name tells nothing to the reader, the parameters decide."""
    known = FAMILIES
    if asked.family not in known or model.family not in known or asked.family == model.family:
        return False
    return not {asked.family, model.family} <= _KINDS_OF_BULB
