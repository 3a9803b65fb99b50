"""From the text of a message to the lines of an inquiry: what the rules read, and which of our products it means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deeds.events import plain
from ordolux.rules.incoterms import Rule
from ordolux.rules.refusal import Finding
from ordolux.rules.terms import TermCode

if TYPE_CHECKING:
    from ordolux.rules.reading import CatalogueModel, ReadLine, ReadValue

MOST_CANDIDATES = 5
# what is read beside the parameters of a lamp
NOT_A_PARAMETER = frozenset({"quantity", "model"})
# a lamp with another one of these is another article, never a near match
DECISIVE = frozenset({"cap", "shape"})
PAYMENT_TERMS = {
    "TT": TermCode.TT_30_70_BS,
    "LC": TermCode.LC_SIGHT,
    "DP": TermCode.DP,
    "DA": TermCode.DA,
    "OA": TermCode.OA,
}


@dataclass(frozen=True, slots=True)
class LineAsRead:
    """One article asked for, as it was read: our product if only one fits, the candidates (best first), pieces, and
    each parameter with its value, unit, confidence and place in the text."""

    text: str
    start: int
    end: int
    pieces: int | None = None
    product: str = ""
    candidates: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InquiryAsRead:
    """What was read from a message: lines, terms, the values of the whole with their places, and what must be asked."""

    text: str
    lines: tuple[LineAsRead, ...] = ()
    incoterm: str = ""
    place: str = ""
    destination_country: str = ""
    payment_term: str = ""
    currency: str = ""
    asked: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = ()


def read_inquiry(text: str, products: Sequence[Product], *, received_on: date | None = None) -> InquiryAsRead:
    """Read a text with the products that we offer; every value keeps its place in ``text``."""
    # its many patterns take time to load, and most processes read no message
    from ordolux.rules.reading import CatalogueModel, read_message

    models = [CatalogueModel(product.number, (product.name_en,)) for product in products]
    reading = read_message(text, models, received_on=received_on)
    said = {value.field: value for value in reversed(reading.order)}
    rule = str(said["incoterm"].value) if "incoterm" in said else ""
    at_origin = rule in ("EXW", "FCA", "FAS", "FOB")
    place = said.get("loading_place" if at_origin else "destination_place") or said.get("destination_place")
    return InquiryAsRead(
        text=text,
        lines=tuple(_line(line, products, models) for line in reading.lines),
        incoterm=rule if rule in set(Rule) else "",
        place=str(place.value) if place else "",
        destination_country=str(said["destination_country"].value) if "destination_country" in said else "",
        payment_term=PAYMENT_TERMS.get(str(said["payment"].value), "") if "payment" in said else "",
        currency=str(said["currency"].value) if "currency" in said else "",
        asked=tuple(_value(value) for value in reading.order),
        findings=tuple(_finding(finding, "question") for finding in reading.questions)
        + tuple(_finding(finding, "warning") for finding in reading.findings),
    )


def _line(line: "ReadLine", products: Sequence[Product], models: Sequence["CatalogueModel"]) -> LineAsRead:
    from ordolux.rules.reading import match_model

    quantity = line.get("quantity")
    values: dict[str, Any] = {}
    for value in line.values:
        if value.field not in NOT_A_PARAMETER and value.field not in values:
            values[value.field] = _value(value)
    named = [match.code for match in match_model(line.text, models)]
    exact = line.get("model")
    ranked = _ranked(line, products)
    candidates = list(
        dict.fromkeys([*([str(exact.value)] if exact else []), *named, *(code for code, _ in ranked)])
    )
    chosen = str(exact.value) if exact else _only_one(ranked)
    return LineAsRead(
        text=line.text,
        start=line.start,
        end=line.end,
        pieces=_pieces(quantity),
        product=chosen,
        candidates=tuple(candidates[:MOST_CANDIDATES]),
        values=values,
    )


def _ranked(line: "ReadLine", products: Sequence[Product]) -> list[tuple[str, int]]:
    """Our products by how many of the values that were read they have; a value that differs costs as much as one that
    agrees brings, and a lamp with another cap or shape is out."""
    read = {value.field: value.value for value in line.values if value.field not in NOT_A_PARAMETER}
    scores = []
    for product in products:
        shared = [
            (code, same_value(value, product.values[code]))
            for code, value in read.items()
            if code in product.values
        ]
        if any(not same and code in DECISIVE for code, same in shared):
            continue
        score = sum(1 if same else -1 for _, same in shared)
        if score > 0:
            scores.append((product.number, score))
    return sorted(scores, key=lambda each: (-each[1], each[0]))


def _only_one(ranked: list[tuple[str, int]]) -> str:
    """The best product, if it has at least two values in common and no other has as many."""
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    return ranked[0][0]


def same_value(read: object, kept: object) -> bool:
    """Whether a value that was read is the catalogue's: 7, 7.0 and "7" are one number, text without regard to case."""
    try:
        return Decimal(str(read)) == Decimal(str(kept))
    except InvalidOperation:
        return str(plain(read)).casefold() == str(kept).casefold()


def _pieces(quantity: "ReadValue | None") -> int | None:
    if quantity is None or not isinstance(quantity.value, Decimal) or not 0 < quantity.value < 2**31:
        return None
    return int(quantity.value)


def _value(value: "ReadValue") -> dict[str, Any]:
    return {
        "field": value.field,
        "value": plain(value.value),
        "unit": value.unit,
        "confidence": value.confidence.value,
        "start": value.start,
        "end": value.end,
        "quoted": value.quoted,
        "suggestion": plain(value.suggestion),
    }


def _finding(finding: Finding, kind: str) -> dict[str, Any]:
    values = {str(name): str(value) for name, value in finding.values.items()}
    return {
        "kind": kind,
        "code": finding.code,
        "message": finding.message,
        "values": values,
        "where": finding.where,
    }
