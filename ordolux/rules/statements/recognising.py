"""Whether a line of a bank statement is a payment that we know already from another file, in whatever form that was written.

The same payment comes as camt.053, as MT940 and in a table, each with its own words. It is the same when account, day of
booking, amount and currency agree and the bank's reference, or the payer's end-to-end reference, does too. MT940 has room
for sixteen characters of either (field 61, subfields 7 and 8), so a longer one is cut there. Where no reference is common
and none tells them apart, a person is asked: counted twice, an order is released unpaid; left out, money is lost.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True)
class Booking:
    """One movement on our account as a statement tells it; a batch is one movement, whatever it holds.

    ``form`` is how the statement is written; ``key`` knows the same line of the same form again. ``bank_reference`` is the
    bank's own, ``payer_reference`` the payer's.
    """

    form: str
    key: str
    account: str
    amount: Decimal
    currency: str
    booked_on: date | None
    value_on: date | None = None
    bank_reference: str = ""
    payer_reference: str = ""
    is_booked: bool = True

    @property
    def is_end_to_end(self) -> bool:
        """Whether the payer's reference is his whole end-to-end reference; what MT940 has for one may be somebody else's."""
        return self.form != "mt940" or len(self.payer_reference) > MT940_REFERENCE


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
    return plain_reference(account)[-_ACCOUNT_DIGITS:].lstrip("0")


def plain_reference(reference: str) -> str:
    """A reference as it is compared: capitals and figures; empty when it is too short to be one."""
    plain = re.sub(r"[^0-9A-Z]", "", reference.upper())
    return plain if len(plain) >= _LEAST_REFERENCE else ""


def reference_mark(reference: str) -> str:
    """A reference as it is kept to be compared; empty when it is too short to be one."""
    return " ".join(reference.upper().split())[:140] if plain_reference(reference) else ""


def recognise(lines: Sequence[Booking], known: Sequence[Booking]) -> list[Verdict]:
    """Tell of each line of one statement whether it is one of the known movements; each known one is found at most once,
    for no bank says a movement twice in one statement. The surest ties are made first."""
    verdicts = [NEW] * len(lines)
    free = set(range(len(known)))
    like: dict[tuple[str, Decimal, str], list[int]] = defaultdict(list)
    by_key: dict[str, int] = {}
    for place, each in enumerate(known):
        by_key.setdefault(each.key, place)
        like[_likeness(each)].append(place)

    def tie(number: int, places: Sequence[int], found: Callable[[int], Verdict]) -> None:
        place = next((place for place in places if place in free), None)
        if place is not None and verdicts[number].is_new:
            verdicts[number] = found(place)
            free.discard(place)

    for number, line in enumerate(lines):
        if line.key in by_key:
            tie(number, [by_key[line.key]], lambda place: Verdict(place, By.LINE))
    for tells, found in (
        (_same_to_the_bank, lambda place: Verdict(place, By.BANK)),
        (_same_to_the_payer, lambda place: Verdict(place, By.PAYER)),
        (_not_told_apart, lambda place: Verdict(perhaps=place)),
    ):
        for number, line in enumerate(lines):
            tie(number, [place for place in like[_likeness(line)] if tells(line, known[place])], found)
    for number, line in enumerate(lines):
        if verdicts[number].is_new:
            # one more line with the reference of a movement that another line of this statement is: no bank does that
            for place in like[_likeness(line)]:
                if _same_to_the_bank(line, known[place]) or _same_to_the_payer(line, known[place]):
                    verdicts[number] = Verdict(perhaps=place)
                    break
    return verdicts


def _same_to_the_bank(line: Booking, known: Booking) -> bool:
    return _on_one_day(line, known) and bool(_agree(line.bank_reference, known.bank_reference))


def _same_to_the_payer(line: Booking, known: Booking) -> bool:
    """The payer's reference is enough between two forms of a statement, unless the bank gives each a number of its own."""
    return (
        _on_one_day(line, known)
        and line.form != known.form
        and _agree(line.bank_reference, known.bank_reference) is None
        and bool(_agree(line.payer_reference, known.payer_reference))
    )


def _not_told_apart(line: Booking, known: Booking) -> bool:
    by_bank = _agree(line.bank_reference, known.bank_reference)
    by_payer = _agree(line.payer_reference, known.payer_reference)
    one_value_day = line.value_on is not None and line.value_on == known.value_on and _are_booked(line, known)
    if not (_on_one_day(line, known) or one_value_day):
        return False
    if line.form == known.form:
        # the bank's own words tell lines of one form apart, unless the payer says that they are one
        return by_bank is True or (by_bank is None and by_payer is True)
    return not (by_payer is False and line.is_end_to_end and known.is_end_to_end)


def _are_booked(line: Booking, known: Booking) -> bool:
    return line.is_booked and known.is_booked


def _on_one_day(line: Booking, known: Booking) -> bool:
    return _are_booked(line, known) and line.booked_on is not None and line.booked_on == known.booked_on


def _agree(one: str, other: str) -> bool | None:
    """Whether two references are one, the longer cut to what MT940 has room for; None when one is missing."""
    first, second = plain_reference(one), plain_reference(other)
    if not first or not second:
        return None
    return (
        first == second
        or (len(one) == MT940_REFERENCE and second.startswith(first))
        or (len(other) == MT940_REFERENCE and first.startswith(second))
    )


def _likeness(booking: Booking) -> tuple[str, Decimal, str]:
    return account_mark(booking.account), booking.amount.normalize(), booking.currency
