"""From the reading of a message to the lines and terms of an inquiry, and back to what must still be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ordolux.inquiries.reading.models import MessageReading
from ordolux.rules.asked.gaps import ASK, gaps_of
from ordolux.rules.asked.parameters import CHECK, Asked, fits
from ordolux.rules.asked.questions import languages, spoken
from ordolux.rules.incoterms import Rule
from ordolux.rules.refusal import Finding
from ordolux.rules.terms import TermCode

if TYPE_CHECKING:
    from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine

PAYMENT_TERMS = {
    "TT": TermCode.TT_30_70_BS,
    "LC": TermCode.LC_SIGHT,
    "DP": TermCode.DP,
    "DA": TermCode.DA,
    "OA": TermCode.OA,
}
AT_ORIGIN = frozenset({"EXW", "FCA", "FAS", "FOB"})
TERMS = ("incoterm", "place", "destination_country", "payment_term", "currency")
USUAL_DEPOSIT = "30"


@dataclass(frozen=True, slots=True)
class TermsAsRead:
    """The terms of an inquiry as a message tells them; empty where it does not."""

    incoterm: str = ""
    place: str = ""
    destination_country: str = ""
    payment_term: str = ""
    currency: str = ""
    asked: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = field(default_factory=tuple)


def terms_of(reading: MessageReading | None) -> TermsAsRead:
    """The terms that were read, with their evidence and the notes about what could not be read."""
    if reading is None:
        return TermsAsRead()
    said: dict[str, dict[str, Any]] = {value["field"]: value for value in reversed(reading.wishes)}
    rule = str(said["incoterm"]["value"]) if "incoterm" in said else ""
    place = said.get("loading_place" if rule in AT_ORIGIN else "destination_place") or said.get(
        "destination_place"
    )
    asked = [dict(value) for value in reading.wishes]
    deposit = said.get("deposit_percent")
    if deposit is not None and deposit["value"] != USUAL_DEPOSIT:
        for value in asked:
            if value["field"] == "payment":
                value["confidence"] = CHECK  # our terms know no other share
    return TermsAsRead(
        incoterm=rule if rule in set(Rule) else "",
        place=str(place["value"])[:100] if place else "",
        destination_country=str(said["destination_country"]["value"])[:2] if "destination_country" in said else "",
        payment_term=PAYMENT_TERMS.get(str(said["payment"]["value"]), "") if "payment" in said else "",
        currency=str(said["currency"]["value"])[:3] if "currency" in said else "",
        asked=tuple(asked),
        findings=tuple(reading.notes),
    )  # fmt: skip


def said_by(reading: MessageReading | None, name: str) -> str:
    """What the message tells of the customer: company, contact, email, phone or fax."""
    return str((reading.customer.get(name) or {}).get("value", "")) if reading else ""


def asked_of(line: "InquiryLine") -> Asked:
    """A line of an inquiry as an article that is asked for, with everything that a person has said since."""
    read = line.read
    return Asked(
        line.text, line.part, line.start, line.end, line.pieces, count=dict(read.get("count") or {}),
        most_pieces=read.get("most_pieces") if "count" in read else None, unit=str(read.get("unit") or "pcs"),
        family=str(read.get("family") or ""), model=str(read.get("model") or ""),
        equivalent_to=str(read.get("equivalent_to") or ""),
        values={code: _settled(said) for code, said in line.values.items() if isinstance(said, dict)},
    )  # fmt: skip


def _settled(said: Mapping[str, Any]) -> dict[str, Any]:
    """A value; one that a person has set is certain and has no alternatives."""
    shown = {"value": "", "unit": "", "quoted": "", **said}
    shown["value"] = str(shown["value"])
    if "read" in said or said.get("confidence") == "confirmed":
        shown |= {"others": [], "suggestion": None, "is_implied": False}
    return shown


def questions_about(inquiry: "Inquiry", lines: Sequence["InquiryLine"]) -> list[Finding]:
    """What must be asked before the inquiry can be priced, as its lines and terms stand now; accepted fields ask nothing."""
    market = inquiry.destination_country
    found: list[Finding] = []
    accepted = set(inquiry.reviewed)
    for line in lines:
        asked = asked_of(line)
        for code, said in asked.values.items():
            if f"value-{line.position}-{code}" in accepted:
                asked.values[code] = said | {"others": [], "suggestion": None, "is_implied": False}
        if f"pieces-{line.position}" in accepted:
            asked.most_pieces, asked.unit = None, "pcs"
        product = line.product.values if line.product_id and line.product else None
        found += gaps_of(asked, line.position, market=market, product=product)
    if not lines:
        found.append(Finding("ask.article", ASK["ask.article"]))
    if not inquiry.incoterm:
        found.append(Finding("ask.incoterm", ASK["ask.incoterm"]))
    if not inquiry.destination_country:
        found.append(Finding("ask.destination", ASK["ask.destination"]))
    return found


def titles_of(lines: Sequence["InquiryLine"]) -> dict[str, str]:
    """What each line is called in a letter: our number, else the first words of what the customer wrote."""
    return {
        str(line.position): line.product.number
        if line.product_id and line.product
        else " ".join(line.text.split())[:60]
        for line in lines
    }


def kept(findings: Sequence[Finding], kind: str) -> list[dict[str, Any]]:
    """Findings as they are stored with an inquiry."""
    return [
        {
            "kind": kind, "code": each.code, "message": each.message, "where": each.where,
            "values": {str(name): str(value) for name, value in each.values.items()},
        }
        for each in findings
    ]  # fmt: skip


def same_value(read: object, said: object) -> bool:
    """Whether two values are the same: 7, 7.0 and "7" are one number, text without regard to case."""
    return fits("", read, said)


def language_of(inquiry: "Inquiry") -> str:
    """In which language we ask: the customer's own where we can, else that of his account, else English."""
    own = inquiry.language.partition("-")[0].casefold()
    if own in languages():
        return own
    return spoken(inquiry.contact.language if inquiry.contact_id and inquiry.contact else "en")
