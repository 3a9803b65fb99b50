"""Whether an inquiry is so complete and so surely read that its draft needs no person."""

from collections.abc import Sequence
from typing import Any

from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine, InquiryState
from ordolux.inquiries.inquiry.reading import TERMS, questions_about
from ordolux.rules.asked.makes import foreign_names
from ordolux.rules.asked.parameters import SURE, fits

_FIELDS_OF = {
    "incoterm": ("incoterm",), "place": ("destination_place", "loading_place"),
    "destination_country": ("destination_country",), "payment_term": ("payment",), "currency": ("currency",),
}  # fmt: skip


def is_complete(inquiry: Inquiry, lines: Sequence[InquiryLine]) -> bool:
    """Tell whether everything that a quotation needs was read surely, of a customer whom we know, and nobody works on it:
    each line means one product of ours that does all that is asked, and every term is said or agreed with him."""
    if inquiry.state != InquiryState.RECEIVED or inquiry.contact_id is None or inquiry.deal.buyer_id is None:
        return False
    if (
        inquiry.reading is None
        or inquiry.reading.notes
        or inquiry.reviewed
        or inquiry.deal.owner_id is not None
    ):
        return False
    if not lines or not all(_is_sure(line) for line in lines):
        return False
    if any(_names_another_make(inquiry, line) for line in lines):
        return False
    if not all(getattr(inquiry, name) for name in TERMS) or not all(
        _is_sure_term(inquiry, name) for name in TERMS
    ):
        return False
    return not questions_about(inquiry, lines)


def _names_another_make(inquiry: Inquiry, line: InquiryLine) -> bool:
    """Tell whether a name stands in the rows of a line that may be another maker's; what is named by our number is ours."""
    if line.product is not None and line.read.get("model") == line.product.number:
        return False
    parts = inquiry.reading.parts if inquiry.reading is not None else []
    if not 0 <= line.part < len(parts):
        return True
    text = str(parts[line.part]["text"])
    first = text.rfind("\n", 0, line.start) + 1
    behind = text.find("\n", max(line.end - 1, 0))
    last = behind if behind >= 0 else len(text)
    customer = inquiry.reading.customer if inquiry.reading is not None else {}
    names = [str(each.get("value", "")) for each in customer.values()]
    names += [inquiry.contact.name if inquiry.contact is not None else ""]
    return bool(foreign_names(text[first:last], names))


def _is_sure(line: InquiryLine) -> bool:
    product = line.product
    count: dict[str, Any] = line.read.get("count") or {}
    if product is None or not product.is_offered or not line.pieces or count.get("confidence") != SURE:
        return False
    if line.read.get("equivalent_to") or (line.read.get("model") and line.read["model"] != product.number):
        return False
    # a lamp that is not named by our number is told by its power; "7 W equivalent" of another make is none
    if not line.read.get("model") and not {"power_w", "power_w_per_m"} & line.values.keys():
        return False
    return all(
        isinstance(said, dict) and said.get("confidence") == SURE and code in product.values
        and fits(code, said.get("value"), product.values[code])
        for code, said in line.values.items()
    )  # fmt: skip


def _is_sure_term(inquiry: Inquiry, name: str) -> bool:
    said = [value for value in inquiry.asked if value["field"] in _FIELDS_OF[name]]
    if name == "destination_country" and _is_own_country(inquiry):
        return True
    return all(value.get("confidence") == SURE for value in said)


def _is_own_country(inquiry: Inquiry) -> bool:
    """Whether the goods go to the customer's own country, which no reading has to prove."""
    buyer = inquiry.deal.buyer
    return buyer is not None and buyer.country == inquiry.destination_country


def least_sure(lines: Sequence[InquiryLine], inquiry: Inquiry) -> float:
    """How sure (0 to 1) the reader was of the value that it was least sure of."""
    own = {"destination_country"} if _is_own_country(inquiry) else set()
    said = [each for line in lines for each in (*line.values.values(), line.read.get("count") or {})]
    said += [each for each in inquiry.asked if each["field"] not in own]
    return min((float(each.get("sure", 1)) for each in said if isinstance(each, dict)), default=0.0)
