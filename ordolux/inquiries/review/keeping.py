"""A new reading under what a person has already said: his values stay, the others follow the reading."""

from collections.abc import Sequence

from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine
from ordolux.inquiries.inquiry.reading import TERMS, TermsAsRead


def is_touched(line: InquiryLine, accepted: set[str]) -> bool:
    """Whether a person has accepted, corrected or written anything of this line."""
    return bool(_own_fields(line, accepted)) or not line.read


def _own_fields(line: InquiryLine, accepted: set[str]) -> set[str]:
    """The fields of a line that a person has set: product, pieces, parameter codes."""
    names = {
        name
        for name in ("product", "pieces", *line.values)
        if f"{'' if name in ('product', 'pieces') else 'value-'}{_ident(name, line.position)}" in accepted
    }
    names |= {code for code, said in line.values.items() if isinstance(said, dict) and "read" in said}
    if line.read:
        product = line.product.number if line.product_id and line.product else ""
        if product != (line.read.get("product") or ""):
            names.add("product")
        if (line.pieces or 0) != (line.read.get("pieces") or 0):
            names.add("pieces")
    return names


def _ident(name: str, position: int) -> str:
    return f"{name}-{position}" if name in ("product", "pieces") else f"{position}-{name}"


def lines_under(
    old: Sequence[InquiryLine], new: Sequence[InquiryLine], accepted: set[str]
) -> tuple[list[InquiryLine], set[str]]:
    """The lines of a new reading with everything that a person had said of the old ones, and the accepted fields by their
    new names. A line that a person has touched never disappears."""
    made: list[InquiryLine] = []
    carried: set[str] = set()
    left = list(old)
    for line in new:
        before = next((each for each in left if _is_same(each, line)), None)
        if before is not None:
            left.remove(before)
            carried |= _carry(before, line, accepted, len(made) + 1)
        line.position = len(made) + 1
        made.append(line)
    for before in left:
        if is_touched(before, accepted):
            kept = InquiryLine(
                inquiry=before.inquiry, deal_id=before.deal_id, position=len(made) + 1, product=before.product,
                pieces=before.pieces, values=before.values, text=before.text, part=before.part, start=before.start,
                end=before.end, candidates=before.candidates, read=before.read,
            )  # fmt: skip
            carried |= _renamed(before, accepted, kept.position)
            made.append(kept)
    return made, carried


def _carry(before: InquiryLine, line: InquiryLine, accepted: set[str], position: int) -> set[str]:
    for name in _own_fields(before, accepted):
        if name == "product":
            line.product = before.product
        elif name == "pieces":
            line.pieces = before.pieces
        else:
            line.values[name] = before.values[name]
    return _renamed(before, accepted, position)


def _renamed(line: InquiryLine, accepted: set[str], position: int) -> set[str]:
    names = {f"{name}-{line.position}": f"{name}-{position}" for name in ("product", "pieces")}
    names |= {f"value-{line.position}-{code}": f"value-{position}-{code}" for code in line.values}
    return {names[each] for each in accepted & names.keys()}


def _is_same(before: InquiryLine, line: InquiryLine) -> bool:
    """Whether two lines speak of the same place in the message, or in the same words."""
    if not before.read:
        return False
    if before.text and before.text == line.text:
        return True
    return before.part == line.part and before.start < line.end and line.start < before.end


def terms_under(inquiry: Inquiry, was: TermsAsRead, now: TermsAsRead) -> dict[str, str]:
    """The terms that may follow the new reading: those that nobody has set."""
    return {
        name: getattr(now, name)
        for name in TERMS
        if getattr(now, name)
        and name not in inquiry.reviewed
        and getattr(inquiry, name) in ("", getattr(was, name))
    }
