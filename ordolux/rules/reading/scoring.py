"""How well readings agree with the truth, message by message.

Kind: the share of messages whose kind is right. Lines: of the messages that are inquiries in truth, predicted lines are
paired with true ones, the most similar first; a pair counts when it agrees on at least half of the weighted fields that
either states. Fields: scalars are right, wrong (one false and one missed), missing or too much; lists count element by
element; fields of unpaired lines count as missed or as false. Values are compared folded: no case, no accents, no marks.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_TEXT, _PHONE, _CODE, _PLACE, _DAY, _NUMBER, _RANGE, _BOOL, _WORD, _WORDS, _NUMBERS = range(11)
_CUSTOMER = {"company": _TEXT, "contact": _TEXT, "email": _TEXT, "phone": _PHONE, "fax": _PHONE}
_ORDER = {
    "reference": _CODE, "destination_country": _WORD, "destination_port": _PLACE, "destination_locode": _WORD,
    "loading_port": _PLACE, "incoterms": _WORDS, "payment_method": _WORD, "payment_deposit_percent": _NUMBER,
    "payment_days": _NUMBER, "delivery_date": _DAY, "delivery_days": _NUMBER, "currency": _WORD, "sample_requested": _BOOL,
    "documents_requested": _WORDS, "certificates": _WORDS, "warranty_years": _NUMBER,
}  # fmt: skip
_LINE = {
    "product_type": _WORD, "model": _CODE, "equivalent_to": _CODE, "quantity": _NUMBER, "quantity_max": _NUMBER,
    "unit": _WORD, "power_w": _NUMBER, "power_w_max": _NUMBER, "cct_k": _NUMBERS, "cct_range_k": _RANGE, "colors": _WORDS,
    "beam_angle_deg": _NUMBERS, "base": _WORDS, "shape": _CODE, "size_mm": _RANGE, "chip": _WORDS, "voltage_v": _RANGE,
    "voltage_type": _WORD, "cri_min": _NUMBER, "luminous_flux_lm": _NUMBER, "efficacy_lm_w": _NUMBER, "ip": _CODE,
    "dimming": _WORD, "housing_color": _TEXT, "housing_material": _TEXT, "target_price": _NUMBER,
}  # fmt: skip
_WEIGHTS = {"product_type": 2.0, "quantity": 2.0, "power_w": 2.0, "base": 1.5, "cct_k": 1.5, "cct_range_k": 1.5, "model": 1.5,
            "size_mm": 1.0, "beam_angle_deg": 1.0, "colors": 1.0, "shape": 1.0}  # fmt: skip
_USUAL_WEIGHT = 0.5
LEAST_SIMILARITY = 0.5
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


def _folded(value: object) -> str:
    text = unicodedata.normalize("NFKD", str(value)).casefold().translate(_PLAIN)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", text.replace("_", " ")).strip()


def _number(value: Any) -> Any:
    try:
        return round(float(value), 4)
    except (TypeError, ValueError):
        return str(value)


def _comparable(sort: int, value: Any) -> Any:
    """Return a value as it is compared; None for unsaid."""
    if value is None or value is False or value in ([], ""):
        return None
    match sort:
        case s if s == _BOOL:
            return True
        case s if s == _NUMBER:
            return _number(value)
        case s if s == _RANGE:
            return tuple(_number(one) for one in value) if isinstance(value, list) else str(value)
        case s if s == _PHONE:
            return re.sub(r"^00", "", re.sub(r"\D", "", str(value))) or None
        case s if s == _CODE:
            return re.sub(r"[\W_]+", "", _folded(value)) or None
        case s if s == _TEXT:
            return _folded(value) or None
        case s if s == _PLACE:
            return (
                re.sub(r"\b(sea ?port|port|puerto|porto|hafen|city)\b", " ", _folded(value)).strip()
                or _folded(value)
                or None
            )
        case s if s == _DAY:
            return str(value)[:10]
        case _:
            return str(value).strip().casefold()


def _elements(sort: int, value: Any) -> frozenset[Any]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if sort == _NUMBERS:
        return frozenset(_number(one) for one in listed)
    return frozenset(re.sub(r"[\W_]+", "", _folded(one)) for one in listed if one not in (None, ""))


@dataclass(slots=True)
class Tally:
    """How often something was right, said without being true, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, other: "Tally") -> None:
        """Add another tally."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """The share of what was said that is true."""
        said = self.right + self.false
        return self.right / said if said else (0.0 if self.missed else 1.0)

    @property
    def recall(self) -> float:
        """The share of what is true that was said."""
        true = self.right + self.missed
        return self.right / true if true else (0.0 if self.false else 1.0)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """The agreement over a folder of messages."""

    messages: int = 0
    kinds_right: int = 0
    languages_right: int = 0
    inquiries: int = 0
    exact: int = 0
    lines: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=dict)
    kind_errors: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_message: dict[str, Tally] = field(default_factory=dict)

    @property
    def overall(self) -> Tally:
        """All fields together."""
        return self.group("")

    def group(self, start: str) -> Tally:
        """Return the fields whose name begins so: `customer.`, `order.`, `line.`."""
        total = Tally()
        for name, tally in self.fields.items():
            if name.startswith(start):
                total.add(tally)
        return total


def _compared(
    fields: Mapping[str, int], true: Mapping[str, Any], said: Mapping[str, Any]
) -> dict[str, Tally]:
    made = {}
    for name, sort in fields.items():
        if sort in (_WORDS, _NUMBERS):
            a, b = _elements(sort, true.get(name)), _elements(sort, said.get(name))
            tally = Tally(len(a & b), len(b - a), len(a - b))
        else:
            x, y = _comparable(sort, true.get(name)), _comparable(sort, said.get(name))
            if x is None and y is None:
                continue
            tally = Tally(1) if x == y else Tally(0, int(y is not None), int(x is not None))
        if tally != Tally():
            made[name] = tally
    return made


def _similarity(true: Mapping[str, Any], said: Mapping[str, Any]) -> float:
    total = hit = 0.0
    for name, sort in _LINE.items():
        weight = _WEIGHTS.get(name, _USUAL_WEIGHT)
        if sort in (_WORDS, _NUMBERS):
            a, b = _elements(sort, true.get(name)), _elements(sort, said.get(name))
            if a or b:
                total += weight
                hit += weight * len(a & b) / len(a | b)
        else:
            x, y = _comparable(sort, true.get(name)), _comparable(sort, said.get(name))
            if x is not None or y is not None:
                total += weight
                hit += weight * (x == y)
    return hit / total if total else 1.0


def _pairs(true: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    ranked = sorted(
        (-_similarity(t, s), abs(i - j), i, j) for i, t in enumerate(true) for j, s in enumerate(said)
    )
    left: set[int] = set()
    right: set[int] = set()
    made = []
    for similarity, _, i, j in ranked:
        if -similarity + 1e-9 < LEAST_SIMILARITY:
            break
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            made.append((i, j))
    return made


def _lines_of(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lines = message.get("lines")
    return [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []


def score(truth: Mapping[str, Mapping[str, Any]], said: Mapping[str, Mapping[str, Any]]) -> Score:
    """Compare readings with the truth, both by the name of the message; a missing reading counts as an empty one."""
    result = Score()
    for name in sorted(truth):
        true, read = truth[name], said.get(name) or {}
        result.messages += 1
        right = read.get("kind") == true.get("kind")
        result.kinds_right += right
        result.languages_right += _comparable(_WORD, read.get("language")) == _comparable(
            _WORD, true.get("language")
        )
        if not right:
            result.kind_errors[name] = (str(true.get("kind")), str(read.get("kind")))
        its = _lines_of(read)
        if true.get("kind") != "inquiry":
            result.lines.false += len(its)
            continue
        result.inquiries += 1
        mine = _lines_of(true)
        pairs = _pairs(mine, its)
        result.lines.add(Tally(len(pairs), len(its) - len(pairs), len(mine) - len(pairs)))
        tallies = [
            (f"customer.{k}", t)
            for k, t in _compared(_CUSTOMER, true.get("customer") or {}, read.get("customer") or {}).items()
        ]
        tallies += [
            (f"order.{k}", t)
            for k, t in _compared(_ORDER, true.get("order") or {}, read.get("order") or {}).items()
        ]
        paired = [(mine[i], its[j]) for i, j in pairs]
        paired += [(line, {}) for i, line in enumerate(mine) if i not in {a for a, _ in pairs}]
        paired += [({}, line) for j, line in enumerate(its) if j not in {b for _, b in pairs}]
        for a, b in paired:
            tallies += [(f"line.{k}", t) for k, t in _compared(_LINE, a, b).items()]
        own = Tally()
        for key, tally in tallies:
            result.fields.setdefault(key, Tally()).add(tally)
            own.add(tally)
        result.by_message[name] = own
        result.exact += right and len(pairs) == len(mine) == len(its) and not own.false and not own.missed
    return result
