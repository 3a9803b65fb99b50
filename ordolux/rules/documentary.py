"""Letters of credit and documents to a bank: the terms that we ask for, what is wrong with a credit, until when documents
may be presented, when a bill falls due, and how much of a buyer's credit limit is free.

Customs: UCP 600 art. 6 (expiry and its place), 10 (amendments), 14 (a bank has five banking days to examine; documents are
presented within 21 calendar days after shipment, never after expiry; data need not be identical, but must not conflict),
30 (tolerances; the 5 % on quantity does not hold for goods counted in pieces), 31 (partial shipments); URC 522
(collections: documents against payment or acceptance).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Finding
from ordolux.rules.workdays import Calendar, Reached

PRESENTATION_DAYS = 21
"""What holds when a credit is silent, in calendar days after shipment (UCP 600 art. 14 c)."""
EXAMINATION_DAYS = 5
"""The banking days that a bank has after the day of presentation to take documents up or refuse them (art. 14 b)."""
DAYS_FOR_PAPERS = 5
"""The days that we need after departure to have all papers together; a credit that ends earlier cannot be used."""
ABOUT_PERCENT = Decimal(10)
"""What "about" or "approximately" before an amount allows, above and below (art. 30 a)."""
SPARE_DAYS = 10
"""How much later than planned we ask to be allowed to ship."""


class PaperAsked(StrEnum):
    """Documents that a credit or a collection asks for."""

    DRAFT = "draft"
    COMMERCIAL_INVOICE = "commercial_invoice"
    PACKING_LIST = "packing_list"
    BILL_OF_LADING = "bill_of_lading"
    AIR_WAYBILL = "air_waybill"
    TRANSPORT_DOCUMENT = "transport_document"
    """Of a truck, a train or a courier."""
    CERTIFICATE_OF_ORIGIN = "certificate_of_origin"
    INSURANCE = "insurance"
    INSPECTION_REPORT = "inspection_report"
    BUYERS_CERTIFICATE = "buyers_certificate"
    """Signed by the buyer: with it the buyer decides whether we are paid."""


PAPER_WORDS: Mapping[str, str] = {
    PaperAsked.DRAFT: N_("Draft (bill of exchange)"), PaperAsked.COMMERCIAL_INVOICE: N_("Commercial invoice"),
    PaperAsked.PACKING_LIST: N_("Packing list"), PaperAsked.BILL_OF_LADING: N_("Bill of lading"),
    PaperAsked.AIR_WAYBILL: N_("Air waybill"), PaperAsked.TRANSPORT_DOCUMENT: N_("Transport document (road, rail, courier)"),
    PaperAsked.CERTIFICATE_OF_ORIGIN: N_("Certificate of origin"), PaperAsked.INSURANCE: N_("Insurance certificate"),
    PaperAsked.INSPECTION_REPORT: N_("Inspection report"),
    PaperAsked.BUYERS_CERTIFICATE: N_("Certificate signed by the buyer"),
}  # fmt: skip
"""The documents by the names that people read."""

TRANSPORT_PAPERS = (PaperAsked.BILL_OF_LADING, PaperAsked.AIR_WAYBILL, PaperAsked.TRANSPORT_DOCUMENT)

NEVER_WAIVED = frozenset({"not_operative", "expired", "currency"})
"""What no manager can overlook: under such a credit no bank pays."""


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """What a letter of credit says. Tolerances are percent of the amount; ``usance_days`` 0 means at sight; ``incoterm`` is
    the rule with its place as the credit writes it, empty when it is silent."""

    beneficiary: str
    applicant: str
    amount: Money
    expires_on: date
    latest_shipment_on: date | None
    plus_percent: Decimal = Decimal(0)
    minus_percent: Decimal = Decimal(0)
    presentation_days: int = PRESENTATION_DAYS
    usance_days: int = 0
    is_operative: bool = True
    partial_shipments: bool = True
    transhipment: bool = True
    incoterm: str = ""
    documents: tuple[PaperAsked, ...] = ()

    @property
    def ships_until(self) -> date:
        """The last day on which goods may leave: as it says, or its end when it is silent."""
        return min(self.latest_shipment_on or self.expires_on, self.expires_on)

    @property
    def covers(self) -> Money:
        """The most that may be drawn under it."""
        return (self.amount * (1 + self.plus_percent / 100)).rounded()

    def last_presentation(self, shipped_on: date) -> date:
        """Return the last day on which documents about goods that left on this day are taken."""
        return min(shipped_on + timedelta(days=self.presentation_days), self.expires_on)


@dataclass(frozen=True, slots=True)
class Sale:
    """What both sides agreed on: ``due`` is what the credit has to cover, ``ships_on`` when we plan to ship."""

    seller: str
    buyer: str
    due: Money
    ships_on: date
    usance_days: int
    transport: PaperAsked
    is_insured: bool
    incoterm: str
    partial_shipments: bool = True
    transhipment: bool = True


@dataclass(frozen=True, slots=True)
class CreditWanted:
    """The credit that we ask the buyer to have opened."""

    terms: CreditTerms
    ship_from: date


def credit_wanted(sale: Sale) -> CreditWanted:
    """Return the terms to give to the buyer's bank: what fits the contract, with room for a delay and for the papers.

    A credit with exactly these terms has no discrepancy; that is what the tests prove.
    """
    latest = sale.ships_on + timedelta(days=SPARE_DAYS)
    documents = [PaperAsked.COMMERCIAL_INVOICE, PaperAsked.PACKING_LIST, sale.transport,
                 PaperAsked.CERTIFICATE_OF_ORIGIN]  # fmt: skip
    if sale.is_insured:
        documents.append(PaperAsked.INSURANCE)
    return CreditWanted(
        CreditTerms(
            sale.seller, sale.buyer, sale.due, latest + timedelta(days=PRESENTATION_DAYS), latest,
            usance_days=sale.usance_days, partial_shipments=sale.partial_shipments, transhipment=sale.transhipment,
            incoterm=sale.incoterm, documents=tuple(documents),
        ),
        sale.ships_on,
    )  # fmt: skip


_FORMS = frozenset(
    ("co", "ltd", "limited", "company", "gmbh", "inc", "llc", "corp", "corporation", "sa", "srl", "bv", "the")
)


def name_of(text: str) -> str:
    """Return a company's name without what banks write differently: case, signs, the usual words of its form."""
    words = re.sub(r"[^\w]+", " ", text.casefold().replace(".", "")).split()
    return " ".join(word for word in words if word not in _FORMS)


def discrepancies(credit: CreditTerms, sale: Sale, *, on: date) -> tuple[Finding, ...]:
    """Return what of a credit does not fit the sale or cannot be fulfilled by us, each by its rule."""
    return (*_of_force(credit, on), *_of_parties(credit, sale), *_of_amount(credit, sale), *_of_days(credit, sale),
            *_of_shipping(credit, sale))  # fmt: skip


def _of_force(credit: CreditTerms, on: date) -> list[Finding]:
    found = []
    if not credit.is_operative:
        found.append(
            Finding("not_operative", N_("The bank advised it as not operative: it is no credit yet."))
        )
    if credit.expires_on < on:
        found.append(Finding("expired", N_("It expired on {day}."), {"day": credit.expires_on}))
    return found


def _of_parties(credit: CreditTerms, sale: Sale) -> list[Finding]:
    found = []
    if name_of(credit.beneficiary) != name_of(sale.seller):
        said = {"said": credit.beneficiary, "ours": sale.seller}
        found.append(Finding("beneficiary", N_("The beneficiary is “{said}” instead of “{ours}”."), said))
    if name_of(credit.applicant) != name_of(sale.buyer):
        said = {"said": credit.applicant, "buyer": sale.buyer}
        found.append(Finding("applicant", N_("The applicant is “{said}” instead of “{buyer}”."), said))
    return found


def _of_amount(credit: CreditTerms, sale: Sale) -> list[Finding]:
    if credit.amount.currency != sale.due.currency:
        said: dict[str, object] = {"said": credit.amount.currency, "ours": sale.due.currency}
        return [Finding("currency", N_("It is in {said}, the order in {ours}."), said)]
    if credit.covers < sale.due:
        said = {"covers": credit.covers, "due": sale.due}
        return [Finding("amount", N_("It covers at most {covers}; {due} is due under it."), said)]
    lowest = (credit.amount * (1 - credit.minus_percent / 100)).rounded()
    if lowest > sale.due:
        said = {"lowest": lowest, "due": sale.due}
        message = N_("It asks for at least {lowest}, more than the {due} due under it.")
        return [Finding("amount_under", message, said)]
    return []


def _of_days(credit: CreditTerms, sale: Sale) -> list[Finding]:
    found = []
    if credit.ships_until < sale.ships_on:
        message = N_("It lets goods leave until {day}; they are planned to leave on {ships_on}.")
        said: dict[str, object] = {"day": credit.ships_until, "ships_on": sale.ships_on}
        found.append(Finding("latest_shipment", message, said))
    last, papers_on = (
        credit.last_presentation(sale.ships_on),
        sale.ships_on + timedelta(days=DAYS_FOR_PAPERS),
    )
    if last < papers_on:
        message = N_("Documents could be presented until {day}; we need until {papers_on}.")
        found.append(Finding("presentation", message, {"day": last, "papers_on": papers_on}))
    if credit.usance_days > sale.usance_days:
        message = N_("It pays after {said} days; {agreed} days are agreed.")
        said = {"said": credit.usance_days, "agreed": sale.usance_days}
        found.append(Finding("usance", message, said))
    return found


def _of_shipping(credit: CreditTerms, sale: Sale) -> list[Finding]:
    found = []
    if credit.incoterm and _plain(credit.incoterm) != _plain(sale.incoterm):
        said: dict[str, object] = {"said": credit.incoterm, "ours": sale.incoterm}
        found.append(Finding("incoterm", N_("It says “{said}”; “{ours}” is agreed."), said))
    if sale.partial_shipments and not credit.partial_shipments:
        found.append(
            Finding("partial_shipments", N_("It forbids partial shipments, which the contract allows."))
        )
    if sale.transhipment and not credit.transhipment:
        found.append(
            Finding("transhipment", N_("It forbids transhipment, which the way to the buyer may need."))
        )
    for paper in credit.documents:
        if paper in _not_ours(sale):
            message = N_("It asks for a document that we cannot give: {document}.")
            found.append(Finding("document", message, {"document": paper}))
    return found


def _plain(incoterm: str) -> str:
    """An Incoterms rule and its place without edition and signs."""
    words = re.sub(r"[^\w]+", " ", incoterm.casefold()).split()
    return " ".join(word for word in words if word not in ("incoterms", "2010", "2020", "port"))


def _not_ours(sale: Sale) -> frozenset[PaperAsked]:
    none = {PaperAsked.BUYERS_CERTIFICATE, *TRANSPORT_PAPERS} - {sale.transport}
    if not sale.is_insured:
        none.add(PaperAsked.INSURANCE)
    return frozenset(none)


def wrong_with_presentation(
    credit: CreditTerms | None, *, presented: Sequence[PaperAsked], on: date, shipped_on: date, drawn: Money
) -> tuple[Finding, ...]:
    """Return what a bank would refuse of a presentation: a document that is missing, a day too late, an amount too high.

    Without a credit (collections) nothing is asked for but the papers by which the buyer gets the goods.
    """
    asked = credit.documents if credit else (PaperAsked.COMMERCIAL_INVOICE,)
    found = [
        Finding("missing", N_("A document that is asked for is missing: {document}."), {"document": paper})
        for paper in asked
        if paper not in presented
    ]
    if credit is None:
        return tuple(found)
    if shipped_on > credit.ships_until:
        said: dict[str, object] = {"day": credit.ships_until, "shipped_on": shipped_on}
        message = N_("The goods left on {shipped_on}; they had to leave until {day}.")
        found.append(Finding("late_shipment", message, said))
    last = credit.last_presentation(shipped_on)
    if on > last:
        found.append(Finding("late", N_("Documents could be presented until {day}."), {"day": last}))
    if drawn.currency == credit.amount.currency and drawn > credit.covers:
        said = {"drawn": drawn, "covers": credit.covers}
        found.append(Finding("overdrawn", N_("{drawn} is more than the {covers} that it covers."), said))
    return tuple(found)


def answer_until(presented_on: date, calendar: Calendar) -> Reached:
    """Return the last day on which the bank may refuse documents: the fifth banking day after their presentation."""
    return calendar.after(presented_on, EXAMINATION_DAYS)


def matures_on(accepted_on: date, shipped_on: date, days: int) -> date:
    """Return when documents that were taken up are paid: so many days after the transport document (how our payment terms
    count), never before they were taken up; 0 days are at sight."""
    return max(accepted_on, shipped_on + timedelta(days=days)) if days else accepted_on


def limit_left(limit: Money, owed: Sequence[Money]) -> Money:
    """Return what of a credit limit is free: less all that is open under it; below zero when it is overdrawn."""
    return limit - sum_of(list(owed), limit.currency)
