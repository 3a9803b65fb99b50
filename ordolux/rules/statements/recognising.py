"""Whether a line of a bank statement is a payment that we know already from another file, in whatever form that was written.

The same payment comes as camt.053, as MT940 and in a table, each with its own words. It is the same when account, day of
booking, amount and currency agree and the bank's reference, or the payer's end-to-end reference, does too. MT940 has room
for sixteen characters of either (field 61, subfields 7 and 8), so a longer one is cut there. Where no reference is common
and none tells them apart, a person is asked: counted twice, an order is released unpaid; left out, money is lost.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

MT940_REFERENCE: Final = 16
# a shorter "reference" is a place in a list
_LEAST_REFERENCE: Final = 4
_ACCOUNT_DIGITS: Final = 8


class By(StrEnum):
    """What tells that two lines are one payment."""

    LINE = "line"
    """The bank wrote the very same line again."""
    BANK = "bank"
    PAYER = "payer"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Booking:
    """One movement on our account as a statement tells it; a batch is one movement, whatever it holds.

    ``form`` is how the statement is written; ``key`` knows the same line of the same form again. ``bank_reference`` is the
    bank's own, ``end_to_end_id`` the payer's; ``reference`` is some reference, of which the form does not say whose it is.
    """

    form: str
    key: str
    account: str
    amount: Decimal
    currency: str
    booked_on: date | None
    value_on: date | None = None
    bank_reference: str = ""
    end_to_end_id: str = ""
    reference: str = ""
    is_booked: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is: known as the movement at ``known`` (by what), perhaps that one, or new (both None)."""

    known: int | None = None
    by: By | None = None
    perhaps: int | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing that we know is like it."""
        return self.known is None and self.perhaps is None


NEW: Final = Verdict()


def account_mark(account: str) -> str:
    """The end of an account's number, equal whether it is written as IBAN, with the bank's code, with spaces, or bare."""
    return re.sub(r"[^0-9A-Z]", "", account.upper())[-_ACCOUNT_DIGITS:].lstrip("0")


def marks(booking: Booking, before: int = 0) -> tuple[str | None, str | None]:
    """What must be there only once in our books: by the bank's reference, and by the payer's; None without a reference,
    without a day of booking and for what is not booked.

    ``before`` counts equal movements of the same statement: two alike lines of one statement are two payments.
    """
    if booking.booked_on is None or not booking.is_booked:
        return None, None

    def mark(kind: str, reference: str) -> str | None:
        plain = _plain(reference)
        if len(plain) < _LEAST_REFERENCE:
            return None
        said = (kind, account_mark(booking.account), str(booking.booked_on), str(booking.amount.normalize()),
                booking.currency, plain, str(before))  # fmt: skip
        return hashlib.sha256("|".join(said).encode()).hexdigest()

    return mark("bank", booking.bank_reference), mark("payer", booking.end_to_end_id)


def recognise(lines: Sequence[Booking], known: Sequence[Booking]) -> list[Verdict]:
    """Tell of each line of one statement whether it is one of the known movements; each known one is found at most once,
    for no bank says a movement twice in one statement. The surest ties are made first."""
    verdicts = [NEW] * len(lines)
    free = dict.fromkeys(range(len(known)))
    like: dict[tuple[str, Decimal, str], list[int]] = defaultdict(list)
    by_key: dict[str, int] = {}
    for place, each in enumerate(known):
        by_key.setdefault(each.key, place)
        like[_likeness(each)].append(place)
    for number, line in enumerate(lines):
        place = by_key.get(line.key)
        if place is not None and place in free:
            verdicts[number] = Verdict(known=place, by=By.LINE)
            del free[place]
    for tie in (By.BANK, By.PAYER, None):
        for number, line in enumerate(lines):
            if verdicts[number].is_new:
                place = next(
                    (at for at in like[_likeness(line)] if at in free and _ties(line, known[at], tie)), None
                )
                if place is not None:
                    verdicts[number] = Verdict(perhaps=place) if tie is None else Verdict(known=place, by=tie)
                    del free[place]
    return verdicts


def _ties(line: Booking, known: Booking, tie: By | None) -> bool:
    """Whether two movements of one account and amount are tied so; ``None``: nothing tells them apart."""
    if not (line.is_booked and known.is_booked) or None in (line.booked_on, known.booked_on):
        return False
    same_day = line.booked_on == known.booked_on
    by_bank = _agree(line.bank_reference, known.bank_reference)
    if by_bank is None and not (line.form and known.form):
        by_bank = (
            _agree(line.bank_reference or line.reference, known.bank_reference or known.reference) or None
        )
    by_payer = _agree(_payers(line), _payers(known))
    if tie is By.BANK:
        return same_day and by_bank is True
    if tie is By.PAYER:
        return same_day and line.form != known.form and by_bank is not False and by_payer is True
    if by_bank is False or not (same_day or (line.value_on is not None and line.value_on == known.value_on)):
        return False
    # the bank's own key tells lines of one form apart, unless the payer says that they are one
    return by_payer is True if line.form == known.form else by_payer is not False or by_bank is True


def _payers(booking: Booking) -> str:
    return booking.end_to_end_id or booking.reference


def _agree(one: str, other: str) -> bool | None:
    """Whether two references are one, the longer one cut to what MT940 has room for; None when one is missing."""
    first, second = sorted((_plain(one), _plain(other)), key=len)
    if len(first) < _LEAST_REFERENCE:
        return None
    return first == second or (
        MT940_REFERENCE - 4 <= len(first) <= MT940_REFERENCE and second.startswith(first)
    )


def _plain(reference: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", reference.upper())


def _likeness(booking: Booking) -> tuple[str, Decimal, str]:
    return account_mark(booking.account), booking.amount.normalize(), booking.currency
