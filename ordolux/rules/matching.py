"""Bank entry → open instalment: who paid what, scored with reasons, and never by the amount only.

Points: the exact document number in the remittance text 60, a known payer (account or name) 20, the amount of
an open instalment within tolerance 20. From 90 points the match books itself, from 60 it is proposed to a
person, below that a person decides. "Paid" is what the bank credited; a short payment up to min(50 USD, 0.5
%) is paid, with the difference as bank charges (correspondents deduct 10 to 35 USD on the way).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Finding

POINTS_FOR_NUMBER = 60
POINTS_FOR_PAYER = 20
POINTS_FOR_AMOUNT = 20
POINTS_TO_BOOK = 90
POINTS_TO_PROPOSE = 60

TOLERANCE_PERCENT = Decimal("0.5")
TOLERANCE_CAPS: dict[str, Decimal] = {
    # About 50 USD, rounded down: our policy, no exchange rates. Others have no tolerance until told.
    code: Decimal(cap)
    for code, cap in {
        "USD": 50, "EUR": 45, "GBP": 40, "CHF": 40, "CAD": 65, "AUD": 70, "NZD": 80, "SGD": 65,
        "HKD": 390, "CNY": 350, "JPY": 7000, "KRW": 65000, "INR": 4000, "AED": 180, "SAR": 185,
        "KWD": 15, "ZAR": 850, "PLN": 180, "SEK": 450, "NOK": 500, "DKK": 320, "CZK": 1000, "MXN": 850,
        "BRL": 250, "TRY": 1500,
    }.items()
}  # fmt: skip

DAYS_BEFORE_ISSUE = 7
DAYS_AFTER_ISSUE = 400


class PaidState(StrEnum):
    """What a credit makes of an instalment."""

    OPEN = "open"
    PARTIAL = "partial"
    PAID = "paid"
    OVERPAID = "overpaid"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a credit does to a due amount: due = settled + charges + still_open, credited = settled + over."""

    state: PaidState
    settled: Money
    charges: Money
    still_open: Money
    over: Money

    @property
    def is_paid(self) -> bool:
        """Tell whether nothing is open any more."""
        return self.state in (PaidState.PAID, PaidState.OVERPAID)


def short_tolerance(due: Money, cap: Money | None = None) -> Money:
    """Return how much may be missing from a payment that still counts as paid: min(cap, 0.5 % of what is
    due).
    """
    ceiling = cap if cap is not None else Money(TOLERANCE_CAPS.get(due.currency, Decimal(0)), due.currency)
    share = abs(due) * TOLERANCE_PERCENT / 100
    return min(ceiling, share)


def settle(due: Money, credited: Money, cap: Money | None = None) -> Settlement:
    """Compare what was credited with what is due, in one currency."""
    nothing = Money.zero(due.currency)
    short = due - credited
    if short <= nothing:
        state = PaidState.OVERPAID if short < nothing else PaidState.PAID
        return Settlement(state, settled=due, charges=nothing, still_open=nothing, over=-short)
    if credited > nothing and short <= short_tolerance(due, cap):
        return Settlement(PaidState.PAID, settled=credited, charges=short, still_open=nothing, over=nothing)
    state = PaidState.PARTIAL if credited > nothing else PaidState.OPEN
    return Settlement(state, settled=credited, charges=nothing, still_open=short, over=nothing)


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One credit of a bank statement, as every statement format is read into (camt.053, MT940, CSV).

    `instructed` is what the payer ordered, where the bank tells it: more than `amount` when a bank deducted.
    `is_booked` is false while the bank shows the entry as pending. `booked_on` and `value_on` are bank days.
    """

    reference: str
    amount: Money
    remittance: str
    payer_name: str = ""
    payer_account: str = ""
    booked_on: date | None = None
    value_on: date | None = None
    is_booked: bool = True
    instructed: Money | None = None


@dataclass(frozen=True, slots=True)
class OpenInstalment:
    """What a customer still owes on one instalment of one document.

    `numbers` are the numbers that the payer may quote for it: proforma, order, invoice. `order` says which
    instalment of a document comes first (deposit 1, balance 2).
    """

    key: str
    numbers: tuple[str, ...]
    open_amount: Money
    payer_names: tuple[str, ...] = ()
    payer_accounts: tuple[str, ...] = ()
    issued_on: date | None = None
    order: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """How well one instalment fits an entry, with the reasons."""

    key: str
    points: int
    is_named: bool
    payer_is_known: bool
    amount_fits: bool


@dataclass(frozen=True, slots=True)
class Allocation:
    """The part of an entry that goes to one instalment."""

    key: str
    credited: Money
    settlement: Settlement

    @property
    def charges(self) -> Money:
        """Return what the banks kept and we treat as paid."""
        return self.settlement.charges


class Decision(StrEnum):
    """Who decides about a match."""

    AUTO = "auto"
    PROPOSED = "proposed"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Match:
    """What an entry pays: allocations and the rest on account add up to the entry."""

    decision: Decision
    points: int
    allocations: tuple[Allocation, ...]
    on_account: Money
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]


def match(entry: BankEntry, instalments: Sequence[OpenInstalment], *, on: date | None = None) -> Match:
    """Find what a bank entry pays.

    Only instalments whose number stands in the remittance text get money; amount and payer alone never do,
    they only order the candidates for a person. One entry may pay several instalments; what is too much stays
    on account. `on` is today at the bank: money with a later value date is never booked by itself.
    """
    findings = _entry_findings(entry, on)
    same_currency = [each for each in instalments if each.open_amount.currency == entry.amount.currency]
    if len(same_currency) < len(instalments):
        findings.append(
            Finding("other_currency", N_("Some open instalments are in another currency than the payment."))
        )
    scores = sorted((_score(entry, each) for each in same_currency), key=lambda each: -each.points)
    by_key = {each.key: each for each in same_currency}
    named = sorted((by_key[each.key] for each in scores if each.is_named), key=lambda each: each.order)
    if not named or entry.amount <= Money.zero(entry.amount.currency):
        if not named:
            findings.append(Finding("no_number", N_("The payment text names no open proforma or order.")))
        return Match(
            Decision.MANUAL,
            max((each.points for each in scores), default=0),
            (),
            entry.amount,
            tuple(scores),
            tuple(findings),
        )

    allocations, amount_fits = _allocated(entry.amount, named)
    paid = [by_key[each.key] for each in allocations]
    payer_is_known = all(_payer_is_known(entry, each) for each in paid)
    points = POINTS_FOR_NUMBER + POINTS_FOR_PAYER * payer_is_known + POINTS_FOR_AMOUNT * amount_fits
    on_account = entry.amount - sum_of([each.credited for each in allocations], entry.amount.currency)
    findings += _match_findings(
        entry, paid, on_account, payer_is_known=payer_is_known, amount_fits=amount_fits
    )
    sure = points >= POINTS_TO_BOOK and not any(each.code in _HOLDS for each in findings)
    return Match(
        Decision.AUTO if sure else Decision.PROPOSED,
        points,
        tuple(allocations),
        on_account,
        tuple(scores),
        tuple(findings),
    )


_HOLDS = frozenset({"pending", "future_value", "outside_window", "payer_unknown", "several_documents"})
"""Findings that keep a match from booking itself, whatever its points."""

_SEPARATORS = r"[\s\-–./_]*"
_REVISION = r"(?:" + _SEPARATORS + r"R\d{1,2})?"


def names_number(text: str, number: str) -> bool:
    """Tell whether a text names exactly this document number.

    Banks drop hyphens, change case and break lines anywhere, so separators between the characters are free;
    but the number must stand alone: PI26-0917 is not named by PI26-09170, XPI26-0917 or PI26-0918. A revision
    behind it (PI26-0917R2) belongs to the same document.
    """
    characters = [re.escape(each) for each in number.upper() if each.isalnum()]
    if not characters:
        return False
    pattern = r"(?<![A-Z0-9])" + _SEPARATORS.join(characters) + _REVISION + r"(?![A-Z0-9])"
    return re.search(pattern, text.upper()) is not None


def same_party(one: str, other: str) -> bool:
    """Tell whether two payer names are the same letters: case, accents, points and spaces aside, nothing
    else.

    A look-alike ("Nord1icht") is another name.
    """
    return bool(_letters(one)) and _letters(one) == _letters(other)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in plain if each.isalnum())


def _payer_is_known(entry: BankEntry, instalment: OpenInstalment) -> bool:
    account = _letters(entry.payer_account)
    if account and any(account == _letters(known) for known in instalment.payer_accounts):
        return True
    return any(same_party(entry.payer_name, known) for known in instalment.payer_names)


def _fits(amount: Money, due: Money) -> bool:
    return abs(due - amount) <= short_tolerance(due)


def _score(entry: BankEntry, instalment: OpenInstalment) -> Score:
    is_named = any(names_number(entry.remittance, number) for number in instalment.numbers)
    payer_is_known = _payer_is_known(entry, instalment)
    amount_fits = _fits(entry.amount, instalment.open_amount)
    points = (
        POINTS_FOR_NUMBER * is_named + POINTS_FOR_PAYER * payer_is_known + POINTS_FOR_AMOUNT * amount_fits
    )
    return Score(instalment.key, points, is_named, payer_is_known, amount_fits)


def _allocated(amount: Money, named: Sequence[OpenInstalment]) -> tuple[list[Allocation], bool]:
    """Divide the amount over the instalments that the payment names; tell whether it fits them."""
    for instalment in named:
        if _fits(amount, instalment.open_amount):
            settlement = settle(instalment.open_amount, min(amount, instalment.open_amount))
            return [Allocation(instalment.key, settlement.settled, settlement)], True

    allocations: list[Allocation] = []
    left = amount
    for instalment in named:
        if left <= Money.zero(left.currency):
            break
        settlement = settle(instalment.open_amount, min(left, instalment.open_amount))
        allocations.append(Allocation(instalment.key, settlement.settled, settlement))
        left -= settlement.settled
    pays_all = len(allocations) == len(named) and all(each.settlement.is_paid for each in allocations)
    return allocations, pays_all and left <= short_tolerance(amount)


def _entry_findings(entry: BankEntry, on: date | None) -> list[Finding]:
    findings: list[Finding] = []
    if entry.amount <= Money.zero(entry.amount.currency):
        findings.append(Finding("not_a_credit", N_("This bank entry brings no money in.")))
    if not entry.is_booked:
        findings.append(Finding("pending", N_("The bank has not booked this entry yet.")))
    if on is not None and entry.value_on is not None and entry.value_on > on:
        findings.append(
            Finding(
                "future_value",
                N_("The money is free only from its value date, {value_on}."),
                {"value_on": entry.value_on},
            )
        )
    return findings


def _match_findings(
    entry: BankEntry,
    paid: Sequence[OpenInstalment],
    on_account: Money,
    *,
    payer_is_known: bool,
    amount_fits: bool,
) -> list[Finding]:
    findings: list[Finding] = []
    if not payer_is_known:
        findings.append(
            Finding(
                "payer_unknown",
                N_("The payer {payer} is not the buyer that we know; ask for a payment agreement letter."),
                {"payer": entry.payer_name or "?"},
            )
        )
    if not amount_fits:
        findings.append(Finding("amount_differs", N_("The amount is not that of an open instalment.")))
    if len({each.numbers for each in paid}) > 1:
        findings.append(Finding("several_documents", N_("The payment names more than one document.")))
    if any(_is_outside_window(entry, each) for each in paid):
        findings.append(
            Finding("outside_window", N_("The payment is from long before or after the document."))
        )
    if on_account:
        findings.append(
            Finding(
                "on_account",
                N_("{over} is more than was open; it stays on account."),
                {"over": on_account},
            )
        )
    if entry.instructed is not None and entry.instructed.currency == entry.amount.currency:
        deducted = entry.instructed - entry.amount
        if deducted:
            findings.append(
                Finding(
                    "charges_deducted",
                    N_("The payer sent {instructed}; banks deducted {deducted} on the way."),
                    {"instructed": entry.instructed, "deducted": deducted},
                )
            )
    return findings


def _is_outside_window(entry: BankEntry, instalment: OpenInstalment) -> bool:
    if entry.booked_on is None or instalment.issued_on is None:
        return False
    first = instalment.issued_on - timedelta(days=DAYS_BEFORE_ISSUE)
    return not first <= entry.booked_on <= instalment.issued_on + timedelta(days=DAYS_AFTER_ISSUE)
