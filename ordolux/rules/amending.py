"""Amendments: what an agreed order changes from and to, and what that does to its instalments and its days.

Custom of the trade: what was paid stays paid. A deposit that was credited is not counted anew; a higher total raises
what is still open (or becomes a further payment when nothing is), a lower one takes it off what is open, the last
instalment first, and what was paid too much is owed back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import PaymentTerm, instalments


class Aspect(StrEnum):
    """What of an order an amendment can change."""

    ADDED = "added"
    REMOVED = "removed"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    PARAMETER = "parameter"
    EXTRA = "extra"
    DELIVERY = "delivery"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class LineTerms:
    """What is agreed about one line: pieces, price per piece, amount, and values (code → {value, unit}). A line that an
    amendment removed stands on with no pieces, so that what was agreed before can be told."""

    position: int
    pieces: int
    unit_price: Money
    amount: Money
    values: Mapping[str, Any]

    @property
    def is_standing(self) -> bool:
        """Whether it is part of the order: no amendment removed it."""
        return self.pieces > 0


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """What is agreed about a whole order; the total holds the lines, and fees, freight and insurance beside them."""

    total: Money
    promised_on: date
    lines: tuple[LineTerms, ...]

    @property
    def pieces(self) -> int:
        """All pieces."""
        return sum(line.pieces for line in self.lines)


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that shall be added: so many pieces at a price each, with the values of its product."""

    pieces: int
    unit_price: Decimal
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LineChange:
    """What shall be different in one line; what is None, and each parameter that is not named, stays."""

    position: int
    pieces: int | None = None
    unit_price: Decimal | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed value: of which line (0: of the order), of what (a parameter's code for ``parameter``), old, new.

    Of a line that is added or removed the whole is told (pieces, price, amount) where it is, None where it is not.
    """

    position: int
    aspect: Aspect
    code: str
    old: Any
    new: Any


class NothingChanges(Refusal):
    """An amendment that changes nothing."""

    message = N_("Nothing would be different. Change a price, a quantity, a value or the delivery day.")


class LineUnknown(Refusal):
    """A line that the order has not."""

    message = N_("The order has no line {position}.")


class NothingLeft(Refusal):
    """An order without a line."""

    message = N_("An order keeps at least one line. To end all of it, cancel the order.")


class LineChangedTwice(Refusal):
    """Two changes of one line contradict each other."""

    message = N_("Line {position} is named twice.")


class FigureImpossible(Refusal):
    """A quantity below one, a price below zero, a total below zero, or more decimals than there are."""

    message = N_("{figure} is not possible here.")


class ParameterNotAgreed(Refusal):
    """Only what the order agrees on can be amended."""

    message = N_("Line {position} does not state “{code}”; only what it states can be changed.")


def amended(
    now: OrderTerms, changes: Sequence[LineChange], *, promised_on: date | None = None, extra: Decimal | None = None,
    added: Sequence[NewLine] = (), removed: Sequence[int] = (),
) -> OrderTerms:  # fmt: skip
    """Return the terms after the changes; ``extra`` is an agreed charge (below zero: a rebate) beside the lines,
    ``removed`` names lines by position, ``added`` ones get the next positions; a position is never given again.

    Fees, freight and insurance stay as they are. Raises LineUnknown, LineChangedTwice, FigureImpossible,
    ParameterNotAgreed, NothingLeft, NothingChanges.
    """
    by_position = {line.position: line for line in now.lines}
    seen: set[int] = set()
    for position in (*(change.position for change in changes), *removed):
        if position not in by_position or not by_position[position].is_standing:
            raise LineUnknown(position=position)
        if position in seen:
            raise LineChangedTwice(position=position)
        seen.add(position)
    currency = now.total.currency
    for change in changes:
        by_position[change.position] = _changed(by_position[change.position], change)
    for position in removed:
        by_position[position] = replace(by_position[position], pieces=0, amount=Money.zero(currency))
    for new in added:
        position = max(by_position, default=0) + 1
        empty = LineTerms(position, 0, Money.zero(currency), Money.zero(currency), new.values)
        by_position[position] = _changed(empty, LineChange(position, new.pieces, new.unit_price))
    lines = tuple(by_position.values())
    if not any(line.is_standing for line in lines):
        raise NothingLeft()
    before, after = (sum_of([line.amount for line in each], currency) for each in (now.lines, lines))
    charge = Money(extra or Decimal(0), currency)
    if not charge.is_rounded:
        raise FigureImpossible(figure=extra)
    total = now.total - before + after + charge
    if total.is_negative:
        raise FigureImpossible(figure=total)
    then = OrderTerms(total, promised_on or now.promised_on, lines)
    if not differences(now, then):
        raise NothingChanges()
    return then


def _changed(line: LineTerms, change: LineChange) -> LineTerms:
    pieces = line.pieces if change.pieces is None else change.pieces
    if not 1 <= pieces <= 10_000_000:
        raise FigureImpossible(figure=pieces)
    price = line.unit_price
    if change.unit_price is not None:
        price = Money(change.unit_price, price.currency)
        if price.is_negative or price != price.as_unit_price() or change.unit_price >= 10**9:
            raise FigureImpossible(figure=change.unit_price)
    values = dict(line.values)
    for code, value in change.values:
        if code not in values:
            raise ParameterNotAgreed(position=line.position, code=code)
        held = values[code]
        values[code] = {**held, "value": value} if isinstance(held, Mapping) else value
    amount = line.amount
    if (pieces, price) != (line.pieces, line.unit_price):
        amount = (price * pieces).rounded()
    return LineTerms(line.position, pieces, price, amount, values)


def value_of(held: Any) -> str:
    """Return an agreed value as text, kept bare or with its unit."""
    if isinstance(held, Mapping):
        return str(held.get("value", ""))
    return str(held)


def differences(old: OrderTerms, new: OrderTerms) -> tuple[Difference, ...]:
    """Return what is different, line by line in their order, then the whole."""
    found: list[Difference] = []
    known = {line.position: line for line in old.lines}
    for is_now in new.lines:
        was = known.get(is_now.position)
        if was is None:
            found.append(Difference(is_now.position, Aspect.ADDED, "", None, _whole(is_now)))
            found += [
                Difference(is_now.position, Aspect.PARAMETER, code, None, value)
                for code, value in is_now.values.items()
            ]
            continue
        if was.is_standing and not is_now.is_standing:
            found.append(Difference(was.position, Aspect.REMOVED, "", _whole(was), None))
            continue
        if was.pieces != is_now.pieces:
            found.append(Difference(was.position, Aspect.QUANTITY, "", was.pieces, is_now.pieces))
        if was.unit_price != is_now.unit_price:
            found.append(Difference(was.position, Aspect.UNIT_PRICE, "", was.unit_price, is_now.unit_price))
        found += [
            Difference(was.position, Aspect.PARAMETER, code, was.values[code], value)
            for code, value in is_now.values.items()
            if value_of(was.values[code]) != value_of(value)
        ]
    lines_before, lines_after = (
        sum_of([line.amount for line in each.lines], each.total.currency) for each in (old, new)
    )
    extra = (new.total - lines_after) - (old.total - lines_before)
    if not extra.is_zero:
        found.append(Difference(0, Aspect.EXTRA, "", Money.zero(extra.currency), extra))
    if old.promised_on != new.promised_on:
        found.append(Difference(0, Aspect.DELIVERY, "", old.promised_on, new.promised_on))
    if old.total != new.total:
        found.append(Difference(0, Aspect.TOTAL, "", old.total, new.total))
    return tuple(found)


def _whole(line: LineTerms) -> dict[str, Any]:
    return {"pieces": line.pieces, "unit_price": line.unit_price, "amount": line.amount}


# ── what it does to the instalments ──────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PartNow:
    """An instalment as it stands: what is due, and what is settled of it."""

    position: int
    due: Money
    settled: Money

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be paid."""
        return self.settled < self.due


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instalments after an amendment: what each is due (by position), a further payment, and what we owe back."""

    dues: Mapping[int, Money]
    further: Money
    owed_back: Money


def schedule_after(
    parts: Sequence[PartNow], old_total: Money, new_total: Money, term: PaymentTerm
) -> Schedule:
    """Return the instalments for the new total: counted anew while nothing is paid, else only what is open moves."""
    nothing = Money.zero(new_total.currency)
    dues = {part.position: part.due for part in parts}
    fresh = instalments(new_total, term)
    if all(part.settled.is_zero for part in parts) and len(fresh) == len(parts):
        return Schedule(
            {part.position: one.amount for part, one in zip(parts, fresh, strict=True)}, nothing, nothing
        )
    change = new_total - old_total
    if not change.is_negative:
        last = next((part for part in reversed(parts) if part.is_open), None)
        if last is None:
            return Schedule(dues, change, nothing)
        dues[last.position] += change
        return Schedule(dues, nothing, nothing)
    too_much = -change
    for part in reversed(parts):
        taken = min(too_much, part.due - part.settled)
        dues[part.position] -= taken
        too_much -= taken
    return Schedule(dues, nothing, too_much)


def moved_plan(plan: Mapping[str, Any], days: int, *, today: date) -> dict[str, Any]:
    """Return the dated delivery plan moved by so many days; what was over before today stays where it was."""

    def moved(text: Any) -> Any:
        day = date.fromisoformat(text)
        return text if day < today else (day + timedelta(days=days)).isoformat()

    then = dict(plan)
    for name in ("handed_over_on", "ends_on"):
        if then.get(name):
            then[name] = moved(then[name])
    then["steps"] = [
        {**step, **{name: moved(step[name]) for name in ("begins_on", "ends_on") if step.get(name)}}
        if date.fromisoformat(step.get("ends_on") or "9999-12-31") >= today
        else dict(step)
        for step in plan.get("steps", [])
    ]
    return then
