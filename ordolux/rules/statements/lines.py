"""What every form of a bank statement comes to: pages with balances, lines with amounts, and keys that know a line again."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ordolux.rules.refusal import N_, Finding

MOST_LINES: Final = 20_000
MOST_FINDINGS: Final = 200

_DOES_NOT_ADD_UP: Final = N_(
    "Opening balance {opening} and the entries {entries} make {sum}, but the closing balance is {closing} {currency}."
)
_NOT_CHECKED: Final = N_("The opening or closing balance is missing, so the sum could not be checked.")


class Unreadable(Exception):
    """Nothing of this statement can be used; ``findings`` say why, by place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = list(findings)


class Faults(list[Finding]):
    """Errors by place; one of them makes the whole unusable."""

    def add(self, code: str, message: str, where: str, **values: object) -> None:
        """Note one more, up to two hundred."""
        if len(self) < MOST_FINDINGS:
            self.append(Finding(code, message, values, where))


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement. ``amount`` has no sign; ``is_credit`` says that money came to us, ``is_reversal`` that it takes back
    an earlier movement. ``bank_reference`` is the bank's own, ``reference`` the payer's or ours."""

    amount: Decimal
    is_credit: bool
    booked_on: date
    value_on: date | None = None
    is_reversal: bool = False
    reference: str = ""
    bank_reference: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    end_to_end_id: str = ""
    remittance: str = ""
    text: str = ""
    key: str = ""

    @property
    def signed(self) -> Decimal:
        """The amount as it changes the balance."""
        return self.amount if self.is_credit else -self.amount


@dataclass(frozen=True, slots=True)
class BankPage:
    """One page of one account with its balances (None where the file has none), all in ``currency``."""

    account: str
    currency: str
    number: str = ""
    identifier: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    lines: tuple[BankLine, ...] = ()
    notes: tuple[Finding, ...] = field(default=())

    @property
    def is_checked(self) -> bool:
        """Whether both balances were there, so that the sum could be compared."""
        return self.opening is not None and self.closing is not None


def checked(page: BankPage, where: str, faults: Faults) -> BankPage:
    """The page when opening balance and lines make the closing balance; a difference is a fault, a balance that is
    missing a note."""
    if page.opening is None or page.closing is None:
        return replace(page, notes=(*page.notes, Finding("not-checked", _NOT_CHECKED, {}, where)))
    moved = sum((line.signed for line in page.lines), Decimal(0))
    if page.opening + moved != page.closing:
        faults.add(
            "does-not-add-up", _DOES_NOT_ADD_UP, where, opening=str(page.opening), entries=str(moved),
            sum=str(page.opening + moved), closing=str(page.closing), currency=page.currency,
        )  # fmt: skip
    return page


def keyed(pages: Iterable[BankPage]) -> list[BankPage]:
    """Give every line its key: equal for the same line of the same account in a file that comes again.

    With a reference of the bank's own the key is made of account, reference, amount and day; without one of everything
    that the line says. Two equal lines of one day are two payments, and the same file again gives the same two.
    """
    seen: Counter[str] = Counter()
    made = []
    for page in pages:
        lines = []
        for line in page.lines:
            said = [page.account, str(line.signed.normalize()), page.currency, line.booked_on.isoformat()]
            if line.bank_reference:
                said.append(line.bank_reference)
            else:
                said += [str(line.value_on), line.reference, line.payer_name, line.payer_account, line.end_to_end_id,
                         line.remittance, line.text]  # fmt: skip
            once = "|".join(said)
            seen[once] += 1
            lines.append(replace(line, key=hashlib.sha256(f"{once}|{seen[once]}".encode()).hexdigest()))
        made.append(replace(page, lines=tuple(lines)))
    return made
