"""What differs between two versions of a quotation, so that a person reads it instead of comparing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ordolux.inquiries.quotation.models import FreightOption, Quotation, QuotationBlock, QuotationLine
from ordolux.rules.refusal import N_

WORDS = {
    "line": N_("Line"),
    "pieces": N_("Pieces"),
    "unit_price": N_("Unit price"),
    "amount": N_("Amount"),
    "parameter": N_("Parameter"),
    "incoterm": N_("Delivery term"),
    "place": N_("Named place"),
    "payment_term": N_("Payment"),
    "discount": N_("Discount, %"),
    "valid_until": N_("Valid until"),
    "days": N_("Delivery, days in all"),
    "remark": N_("Remark to the customer"),
    "block": N_("Part of the price"),
    "way": N_("Way to travel"),
    "goods": N_("Goods"),
    "total": N_("Total"),
}

type Facts = dict[tuple[str, str, str], Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: ``what`` is a key of ``WORDS``, ``line`` names the line (empty: the whole), ``name`` a
    parameter, block or mode; ``before`` or ``after`` is None where there was or is nothing."""

    what: str
    line: str
    name: str
    before: Any
    after: Any


def facts_of(
    quotation: Quotation, lines: Iterable[QuotationLine], options: Iterable[FreightOption] = (),
    blocks: Iterable[QuotationBlock] = (),
) -> Facts:  # fmt: skip
    """Everything that can differ, by what it is; lines by their product, since positions move."""
    facts: Facts = {}
    seen: dict[str, int] = {}
    for line in lines:
        seen[line.model] = seen.get(line.model, 0) + 1
        label = line.model if seen[line.model] == 1 else f"{line.model} ({seen[line.model]})"
        facts["line", label, ""] = line.pieces
        facts["unit_price", label, ""] = line.unit_price
        facts["amount", label, ""] = line.amount
        for code, said in line.values.items():
            facts["parameter", label, code] = _said(said)
    for name in ("incoterm", "place", "payment_term"):
        facts[name, "", ""] = getattr(quotation, name)
    facts["discount", "", ""] = quotation.discount_percent.normalize()
    facts["valid_until", "", ""] = quotation.valid_until
    facts["days", "", ""] = quotation.plan.get("total_days")
    facts["remark", "", ""] = quotation.remark or None
    for block in blocks:
        facts["block", "", block.name] = block.amount
    for option in options:
        facts["way", "", option.mode] = option.total if option.is_feasible else None
    facts["goods", "", ""] = quotation.goods
    facts["total", "", ""] = quotation.total
    return facts


def differences(before: Facts, after: Facts) -> list[Difference]:
    """What changed, in the order of the page; a line that came or went is told once, without its parts."""
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        what, line, name = key
        was, is_now = before.get(key), after.get(key)
        if was == is_now:
            continue
        is_whole = ("line", line, "") in before and ("line", line, "") in after
        if line and not is_whole and what != "line":
            continue
        shown = "pieces" if what == "line" and is_whole else what
        found.append(Difference(shown, line, name, was, is_now))
    return found


def between(earlier: Quotation, later: Quotation) -> list[Difference]:
    """What changed from one revision to a later one; both with lines, options and blocks fetched."""
    return differences(*(_all_of(each) for each in (earlier, later)))


def told(found: Sequence[Difference]) -> list[dict[str, Any]]:
    """Differences as the journal keeps them."""
    return [
        {"what": each.what, "line": each.line, "name": each.name, "before": each.before, "after": each.after}
        for each in found
    ]


def _all_of(quotation: Quotation) -> Facts:
    return facts_of(quotation, quotation.lines.all(), quotation.options.all(), quotation.blocks.all())


def _said(said: Mapping[str, Any] | Any) -> str:
    return f"{said.get('value')} {said.get('unit', '')}".strip() if isinstance(said, Mapping) else str(said)
