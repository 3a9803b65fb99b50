"""Payment terms: how a total falls into instalments, and which facts open which gate of an order.

The facts are what the bank, the signature and the inspection say; a gate asks for some of them. Sources of
the customs: UCP 600 (letters of credit), URC 522 (collections). "Credited" means on the seller's bank
statement: a SWIFT copy is evidence of sending only and opens nothing but preparation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.matching import Settlement, settle
from ordolux.rules.money import Money, share_of, sum_of
from ordolux.rules.refusal import N_, Finding

__all__ = [
    "PAYMENT_TERMS",
    "Fact",
    "Gate",
    "GateAnswer",
    "Instalment",
    "InstalmentName",
    "InstalmentPaid",
    "OrderFacts",
    "PaymentTerm",
    "TermCode",
    "gate",
    "gates",
    "instalments",
    "payment_term",
    "share_of",
]

_WHOLE = Decimal(100)


class TermCode(StrEnum):
    """The payment terms that we offer."""

    TT_30_70_BS = "TT_30_70_BS"
    TT_30_70_BL = "TT_30_70_BL"
    TT_100 = "TT_100"
    TT_50_50 = "TT_50_50"
    LC_SIGHT = "LC_SIGHT"
    LC_USANCE = "LC_USANCE"
    DP = "DP"
    DA = "DA"
    OA = "OA"
    MIX = "MIX"
    ESCROW = "ESCROW"


class Gate(StrEnum):
    """A point of an order that opens only when its facts are there."""

    PREPARE = "prepare"
    PRODUCE = "produce"
    BOOK = "book"
    SHIP = "ship"
    RELEASE = "release"


class Fact(StrEnum):
    """Something that is so, or is not yet so, about an order."""

    SIGNED = "signed"
    DEPOSIT_CREDITED = "deposit_credited"
    BALANCE_CREDITED = "balance_credited"
    ALL_CREDITED = "all_credited"
    BALANCE_INVOICED = "balance_invoiced"
    LC_CHECKED = "lc_checked"
    LC_IN_FORCE = "lc_in_force"
    WITHIN_LATEST_SHIPMENT = "within_latest_shipment"
    DOCUMENTS_PRESENTED = "documents_presented"
    DOCUMENTS_ACCEPTED = "documents_accepted"
    CREDIT_LIMIT_FREE = "credit_limit_free"
    NOTHING_OVERDUE = "nothing_overdue"
    INSPECTION_PASSED = "inspection_passed"
    SHIPPED = "shipped"


MISSING_FACTS: Mapping[Fact, str] = {
    Fact.SIGNED: N_("The proforma invoice is not signed by both sides."),
    Fact.DEPOSIT_CREDITED: N_("The deposit of {due} is not credited; {open} is open."),
    Fact.BALANCE_CREDITED: N_("The balance of {due} is not credited; {open} is open."),
    Fact.ALL_CREDITED: N_("The full amount of {due} is not credited; {open} is open."),
    Fact.BALANCE_INVOICED: N_("The balance is not invoiced yet."),
    Fact.LC_CHECKED: N_("The letter of credit is not received and checked without an open discrepancy."),
    Fact.LC_IN_FORCE: N_("The letter of credit is not in force."),
    Fact.WITHIN_LATEST_SHIPMENT: N_("The latest shipment date of the letter of credit has passed."),
    Fact.DOCUMENTS_PRESENTED: N_("The documents have not been presented to the bank."),
    Fact.DOCUMENTS_ACCEPTED: N_("The bill of exchange is not accepted."),
    Fact.CREDIT_LIMIT_FREE: N_("The order is above the buyer's free credit limit."),
    Fact.NOTHING_OVERDUE: N_("The buyer has overdue invoices."),
    Fact.INSPECTION_PASSED: N_("The goods have not passed the final inspection."),
    Fact.SHIPPED: N_("The goods are not shipped."),
}
"""What to tell a person when a fact is missing."""


class InstalmentName(StrEnum):
    """What an instalment is called."""

    DEPOSIT = "deposit"
    BALANCE = "balance"
    FULL = "full"
    FURTHER = "further"
    """What an amendment asks for when everything before it is paid."""


_AFTER_DEPOSIT = (InstalmentName.BALANCE, InstalmentName.FULL, InstalmentName.FURTHER)


@dataclass(frozen=True, slots=True)
class PaymentTerm:
    """How an order is paid.

    `deposit_percent` is the first instalment (0: none, 100: all in advance); the rest is the balance. `gates`
    says which facts each gate asks for; a gate without facts is not asked for more than the gates before it.
    `days_after` counts from the bill of lading or the invoice, for usance credits, D/A and open account.
    """

    code: TermCode
    text: str
    deposit_percent: Decimal
    gates: Mapping[Gate, tuple[Fact, ...]]
    seller_risk: str
    days_after: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.deposit_percent <= _WHOLE:
            raise ValueError("a deposit is between 0 and 100 %")

    @property
    def asks(self) -> frozenset[Fact]:
        """All facts for which some gate asks."""
        return frozenset(fact for facts in self.gates.values() for fact in facts)

    @property
    def needs_letter(self) -> bool:
        """Whether the buyer's bank opens a letter of credit."""
        return Fact.LC_IN_FORCE in self.asks

    @property
    def needs_limit(self) -> bool:
        """Whether the order has to fit under the buyer's credit limit."""
        return Fact.CREDIT_LIMIT_FREE in self.asks

    @property
    def is_through_bank(self) -> bool:
        """Whether the documents of the goods go to the buyer through a bank, and his money comes the same way."""
        return self.needs_letter or self.code in (TermCode.DP, TermCode.DA)

    def with_deposit(self, percent: Decimal) -> "PaymentTerm":
        """Return the same term with another deposit."""
        return replace(self, deposit_percent=percent)


def _gates(
    prepare: tuple[Fact, ...],
    produce: tuple[Fact, ...],
    book: tuple[Fact, ...],
    ship: tuple[Fact, ...],
    release: tuple[Fact, ...],
) -> dict[Gate, tuple[Fact, ...]]:
    return dict(zip(Gate, (prepare, produce, book, ship, release), strict=True))


_SIGNED = (Fact.SIGNED,)
_DEPOSIT = (Fact.SIGNED, Fact.DEPOSIT_CREDITED)
_ALL = (Fact.SIGNED, Fact.ALL_CREDITED)
_PASSED = (Fact.INSPECTION_PASSED,)
_PAID_AND_PASSED = (Fact.BALANCE_CREDITED, Fact.INSPECTION_PASSED)
_LC_SHIP = (Fact.LC_IN_FORCE, Fact.WITHIN_LATEST_SHIPMENT, Fact.INSPECTION_PASSED)
_CREDIT = (Fact.SIGNED, Fact.CREDIT_LIMIT_FREE)

PAYMENT_TERMS: Mapping[TermCode, PaymentTerm] = {
    term.code: term
    for term in (
        PaymentTerm(
            TermCode.TT_30_70_BS,
            N_("T/T 30 % deposit, 70 % before shipment"),
            Decimal(30),
            _gates(
                _SIGNED,
                _DEPOSIT,
                (Fact.BALANCE_INVOICED,),
                _PAID_AND_PASSED,
                (Fact.SHIPPED, *_PAID_AND_PASSED),
            ),
            "low",
        ),
        PaymentTerm(
            TermCode.TT_30_70_BL,
            N_("T/T 30 % deposit, 70 % against copy of B/L"),
            Decimal(30),
            _gates(_SIGNED, _DEPOSIT, _PASSED, _PASSED, (Fact.SHIPPED, Fact.BALANCE_CREDITED)),
            "medium",
        ),
        PaymentTerm(
            TermCode.TT_100,
            N_("T/T 100 % in advance"),
            _WHOLE,
            _gates(
                _SIGNED,
                _ALL,
                (Fact.ALL_CREDITED,),
                (Fact.ALL_CREDITED, *_PASSED),
                (Fact.SHIPPED, Fact.ALL_CREDITED),
            ),
            "none",
        ),
        PaymentTerm(
            TermCode.TT_50_50,
            N_("T/T 50 % deposit, 50 % before shipment"),
            Decimal(50),
            _gates(
                _SIGNED,
                _DEPOSIT,
                (Fact.BALANCE_INVOICED,),
                _PAID_AND_PASSED,
                (Fact.SHIPPED, *_PAID_AND_PASSED),
            ),
            "low",
        ),
        PaymentTerm(
            TermCode.LC_SIGHT,
            N_("Irrevocable L/C at sight (UCP 600)"),
            Decimal(0),
            _gates(
                _SIGNED,
                (Fact.SIGNED, Fact.LC_CHECKED, Fact.LC_IN_FORCE),
                (Fact.LC_IN_FORCE,),
                _LC_SHIP,
                (Fact.SHIPPED, Fact.DOCUMENTS_PRESENTED),
            ),
            "low if confirmed",
        ),
        PaymentTerm(
            TermCode.LC_USANCE,
            N_("Irrevocable usance L/C (UCP 600)"),
            Decimal(0),
            _gates(
                _SIGNED,
                (Fact.SIGNED, Fact.LC_CHECKED, Fact.LC_IN_FORCE),
                (Fact.LC_IN_FORCE,),
                _LC_SHIP,
                (Fact.SHIPPED, Fact.DOCUMENTS_ACCEPTED),
            ),
            "medium",
            days_after=60,
        ),
        PaymentTerm(
            TermCode.DP,
            N_("D/P at sight (URC 522) with 30 % deposit"),
            Decimal(30),
            _gates(_SIGNED, _DEPOSIT, _PASSED, _PASSED, (Fact.SHIPPED, Fact.BALANCE_CREDITED)),
            "medium-high",
        ),
        PaymentTerm(
            TermCode.DA,
            N_("D/A (URC 522)"),
            Decimal(0),
            _gates(_CREDIT, _CREDIT, _PASSED, _PASSED, (Fact.SHIPPED, Fact.DOCUMENTS_ACCEPTED)),
            "high",
            days_after=60,
        ),
        PaymentTerm(
            TermCode.OA,
            N_("Open account after B/L date or invoice"),
            Decimal(0),
            _gates(_CREDIT, _CREDIT, _PASSED, (*_PASSED, Fact.NOTHING_OVERDUE), (Fact.SHIPPED,)),
            "highest",
            days_after=30,
        ),
        PaymentTerm(
            TermCode.MIX,
            N_("T/T 30 % deposit, 70 % L/C at sight"),
            Decimal(30),
            _gates(
                _SIGNED,
                (Fact.SIGNED, Fact.DEPOSIT_CREDITED, Fact.LC_CHECKED, Fact.LC_IN_FORCE),
                (Fact.LC_IN_FORCE,),
                _LC_SHIP,
                (Fact.SHIPPED, Fact.DOCUMENTS_PRESENTED),
            ),
            "low",
        ),
        PaymentTerm(
            TermCode.ESCROW,
            N_("Platform escrow or card (samples)"),
            _WHOLE,
            _gates(
                (Fact.ALL_CREDITED,),
                (Fact.ALL_CREDITED,),
                (Fact.ALL_CREDITED,),
                (Fact.ALL_CREDITED,),
                (Fact.SHIPPED, Fact.ALL_CREDITED),
            ),
            "low, fee 2.5-4.5 %",
        ),
    )
}
"""The terms by code. The final inspection stands before every shipment of goods, whatever the term."""


def payment_term(code: TermCode | str) -> PaymentTerm:
    """Return the term of this code."""
    return PAYMENT_TERMS[TermCode(code)]


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the total that is paid at one time."""

    name: InstalmentName
    percent: Decimal
    amount: Money


def instalments(total: Money, term: PaymentTerm) -> tuple[Instalment, ...]:
    """Return the instalments of a rounded total; the balance is what the deposit leaves, so that they
    add up.
    """
    if term.deposit_percent == _WHOLE:
        return (Instalment(InstalmentName.FULL, _WHOLE, total),)
    if term.deposit_percent == 0:
        return (Instalment(InstalmentName.BALANCE, _WHOLE, total),)
    deposit = share_of(total, percent=term.deposit_percent)
    return (
        Instalment(InstalmentName.DEPOSIT, term.deposit_percent, deposit),
        Instalment(InstalmentName.BALANCE, _WHOLE - term.deposit_percent, total - deposit),
    )


@dataclass(frozen=True, slots=True)
class InstalmentPaid:
    """What is due and what is credited on one instalment; `cap` is the largest shortfall that counts
    as paid.
    """

    name: InstalmentName
    due: Money
    credited: Money
    cap: Money | None = None

    @property
    def settlement(self) -> Settlement:
        """Return what the credit makes of the instalment."""
        return settle(self.due, self.credited, self.cap)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is known about an order when a gate is asked.

    The facts about money are computed from `paid`; all others are told. `latest_shipment_on` is the date of
    the letter of credit, `ships_on` the day on which we want to ship.
    """

    told: frozenset[Fact] = frozenset()
    paid: tuple[InstalmentPaid, ...] = ()
    latest_shipment_on: date | None = None
    ships_on: date | None = None

    def holds(self, fact: Fact) -> bool:
        """Tell whether the fact is there."""
        match fact:
            case Fact.DEPOSIT_CREDITED:
                return self._is_paid(InstalmentName.DEPOSIT, InstalmentName.FULL)
            case Fact.BALANCE_CREDITED:
                return self._is_paid(*_AFTER_DEPOSIT)
            case Fact.ALL_CREDITED:
                return self._is_paid(*InstalmentName)
            case Fact.WITHIN_LATEST_SHIPMENT if self.latest_shipment_on is not None:
                return self.ships_on is not None and self.ships_on <= self.latest_shipment_on
            case _:
                return fact in self.told

    def amounts(self, fact: Fact) -> dict[str, object]:
        """Return what is due and open for a fact about money; nothing for another."""
        names = {
            Fact.DEPOSIT_CREDITED: (InstalmentName.DEPOSIT, InstalmentName.FULL),
            Fact.BALANCE_CREDITED: _AFTER_DEPOSIT,
            Fact.ALL_CREDITED: tuple(InstalmentName),
        }.get(fact, ())
        asked = [each for each in self.paid if each.name in names]
        if not asked:
            return {"due": "—", "open": "—"} if names else {}
        return {
            "due": sum_of([each.due for each in asked]),
            "open": sum_of([each.settlement.still_open for each in asked]),
        }

    def _is_paid(self, *names: InstalmentName) -> bool:
        # A term without this instalment asks for what does not exist: that is not paid, the gate stays shut.
        asked = [each for each in self.paid if each.name in names]
        return bool(asked) and all(each.settlement.is_paid for each in asked)


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether a gate is open, and why: the facts that are there and those that are missing."""

    gate: Gate
    is_open: bool
    met: tuple[Fact, ...] = ()
    missing: tuple[Finding, ...] = field(default=())


def gate(term: PaymentTerm, which: Gate, facts: OrderFacts) -> GateAnswer:
    """Ask one gate of an order, with the facts as they are now."""
    asked = term.gates[which]
    met = tuple(fact for fact in asked if facts.holds(fact))
    missing = tuple(
        Finding(fact.value, MISSING_FACTS[fact], facts.amounts(fact)) for fact in asked if fact not in met
    )
    return GateAnswer(which, not missing, met, missing)


def gates(term: PaymentTerm, facts: OrderFacts) -> dict[Gate, GateAnswer]:
    """Ask every gate of an order."""
    return {which: gate(term, which, facts) for which in Gate}
