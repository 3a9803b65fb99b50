"""Money that carries its currency, and is rounded once: where it becomes a line of a document.

Amounts are decimals, never binary floats. Rounding is half up (commercial rounding), to the minor unit of the
currency (ISO 4217, list one: 0 decimals for JPY, 2 for EUR, 3 for KWD). Unit prices keep four decimals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Self, overload

UNIT_PRICE_DECIMALS = 4
"""Decimals of a price per piece: 0.9763 USD for a lamp, where a cent would be one per cent of it."""

_DEFAULT_MINOR_UNITS = 2
_ZERO, _ONE = Decimal(0), Decimal(1)
_UNITS = {decimals: _ONE.scaleb(-decimals) for decimals in range(9)}
# codes that were looked at once; there are few
_CODES: set[str] = set()

_WITHOUT_DECIMALS = frozenset(
    {
        *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
        *("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
    }
)
OTHER_MINOR_UNITS: dict[str, int] = {
    # ISO 4217 list one: every active currency whose minor unit is not two decimals.
    **dict.fromkeys(
        _WITHOUT_DECIMALS,
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


class CurrencyMismatch(TypeError):
    """A fault: amounts of two currencies met in one sum or comparison."""


def minor_units(currency: str) -> int:
    """Return how many decimals an amount of this currency has in a document (ISO 4217)."""
    return OTHER_MINOR_UNITS.get(currency, _DEFAULT_MINOR_UNITS)


def rounded_half_up(amount: Decimal, decimals: int) -> Decimal:
    """Return the amount rounded half away from zero to so many decimals."""
    return amount.quantize(_UNITS.get(decimals) or Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (three capital letters, ISO 4217), exact until `rounded` is called."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"money takes a Decimal, not {type(self.amount).__name__}")
        if not self.amount.is_finite():
            raise ValueError(f"{self.amount} is no amount of money")
        if self.currency not in _CODES:
            if len(self.currency) != 3 or not (self.currency.isascii() and self.currency.isupper()):
                raise ValueError(f"{self.currency!r} is no currency code (ISO 4217)")
            _CODES.add(self.currency)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Self:
        """Return money from a decimal, a whole number or the digits of one; a binary float is a fault."""
        if isinstance(amount, float):
            raise TypeError("money is never made from a binary float")
        return cls(Decimal(amount), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, in this currency."""
        return cls(_ZERO, currency)

    @classmethod
    def from_minor(cls, units: int, currency: str) -> Self:
        """Return money from whole minor units: 1234 is 12.34 EUR, 1234 JPY or 1.234 KWD."""
        return cls(Decimal(units).scaleb(-minor_units(currency)), currency)

    @property
    def decimals(self) -> int:
        """Return the decimals that this currency shows in a document."""
        return minor_units(self.currency)

    @property
    def is_zero(self) -> bool:
        """Tell whether there is nothing at all."""
        return self.amount == _ZERO

    @property
    def is_negative(self) -> bool:
        """Tell whether the amount is below zero."""
        return self.amount < _ZERO

    @property
    def is_rounded(self) -> bool:
        """Tell whether the amount can stand in a document as it is."""
        return self.amount == rounded_half_up(self.amount, self.decimals)

    def rounded(self) -> Self:
        """Return the amount as a document shows it: half up to the minor unit of the currency."""
        return type(self)(rounded_half_up(self.amount, self.decimals), self.currency)

    def as_unit_price(self) -> Self:
        """Return the amount as a price per piece: half up to four decimals."""
        return type(self)(rounded_half_up(self.amount, UNIT_PRICE_DECIMALS), self.currency)

    def in_minor(self) -> int:
        """Return the rounded amount in whole minor units, as payment files write it."""
        return int(self.rounded().amount.scaleb(self.decimals))

    def converted(self, rate: Decimal, currency: str) -> Self:
        """Return the amount in another currency; `rate` is how much of that one buys 1 of this. Not
        rounded.
        """
        if rate <= _ZERO:
            raise ValueError("an exchange rate is above zero")
        return type(self)(self.amount * rate, currency)

    def __add__(self, other: "Money") -> Self:
        return type(self)(self.amount + self._same(other), self.currency)

    def __radd__(self, other: int) -> Self:
        # sum() starts from the whole number 0; any other number is a fault.
        if other != 0:
            raise TypeError("only money adds to money")
        return self

    def __sub__(self, other: "Money") -> Self:
        return type(self)(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> Self:
        return type(self)(self.amount * _factor(factor), self.currency)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, other: "Money") -> Decimal: ...
    @overload
    def __truediv__(self, other: Decimal | int) -> Self: ...
    def __truediv__(self, other: "Money | Decimal | int") -> "Decimal | Self":
        if isinstance(other, Money):
            return self.amount / self._same(other)
        return type(self)(self.amount / _factor(other), self.currency)

    def __neg__(self) -> Self:
        return type(self)(-self.amount, self.currency)

    def __abs__(self) -> Self:
        return type(self)(abs(self.amount), self.currency)

    def __bool__(self) -> bool:
        return not self.is_zero

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._same(other)

    def __str__(self) -> str:
        shown = self.amount if not self.is_rounded else self.rounded().amount
        return f"{shown:,f} {self.currency}"

    def _same(self, other: object) -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"only money meets money, not {type(other).__name__}")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not add up or compare")
        return other.amount


def sum_of(amounts: Iterable[Money], currency: str | None = None) -> Money:
    """Return the exact sum; `currency` is needed when there may be no amount at all."""
    given = list(amounts)
    if not given and currency is None:
        raise ValueError("the sum of no amounts needs a currency")
    start = Money.zero(currency if currency is not None else given[0].currency)
    return reduce(Money.__add__, given, start)


def share_of(total: Money, percent: Decimal) -> Money:
    """Return so many per cent of the total, rounded; what is left over is got by subtraction, not by a second
    share.
    """
    return (total * percent / 100).rounded()


def line_total(unit_price: Money, quantity: Decimal | int) -> Money:
    """Return unit price × quantity, rounded: the customer checks each line with a pocket calculator."""
    return (unit_price * quantity).rounded()


def spread(total: Money, weights: Sequence[Decimal | int]) -> list[Money]:
    """Divide a rounded total over weights so that the parts add up to it exactly.

    Each part is rounded down to the minor unit; the units left over go to the parts that lost most (largest
    remainder), earlier first. All weights zero divides evenly.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("a total is spread over one or more weights, none below zero")
    decimal_weights = [Decimal(weight) for weight in weights]
    whole = sum(decimal_weights, _ZERO)
    if whole == _ZERO:
        decimal_weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    units = total.in_minor()
    exact = [Decimal(abs(units)) * weight / whole for weight in decimal_weights]
    parts = [int(part.to_integral_value(ROUND_DOWN)) for part in exact]
    by_loss = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_loss[: abs(units) - sum(parts)]:
        parts[at] += 1
    sign = -1 if units < 0 else 1
    return [Money.from_minor(sign * part, total.currency) for part in parts]


def _factor(factor: object) -> Decimal:
    if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
        raise TypeError(f"money is multiplied by a Decimal or a whole number, not by {type(factor).__name__}")
    return Decimal(factor)
