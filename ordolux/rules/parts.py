"""Part shipments: how the pieces and the amounts of an order fall into the parts in which it travels.

Everything is counted cumulatively: what a part states is what is stated up to and with it, less what was stated before it.
So the parts add up to the whole to the cent whatever their number and order, and the last takes what is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ordolux.rules.money import Money, line_total, sum_of
from ordolux.rules.refusal import N_, Finding


@dataclass(frozen=True, slots=True)
class Quantity:
    """Pieces of an order line; ``batch`` is the batch they come from, None while nobody knows."""

    line: int
    pieces: int
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class BatchLeft:
    """A batch that passed everything, with the good pieces of it that no other part takes."""

    line: int
    batch: int
    pieces: int


@dataclass(frozen=True, slots=True)
class LinePrice:
    """What was agreed for a line: price of a piece, amount of the line, pieces."""

    unit_price: Money
    amount: Money
    pieces: int


@dataclass(frozen=True, slots=True)
class PartAmounts:
    """What the invoice of a part states. ``lines`` are the amounts by line; ``others`` are fees and charges beside
    freight and insurance."""

    lines: Mapping[int, Money]
    goods: Money
    freight: Money
    insurance: Money
    others: Money

    @property
    def charges(self) -> Money:
        """Everything beside the goods."""
        return self.freight + self.insurance + self.others

    @property
    def total(self) -> Money:
        """What the part costs."""
        return self.goods + self.charges


def by_line(quantities: Iterable[Quantity]) -> dict[int, int]:
    """The pieces of each line."""
    found: dict[int, int] = {}
    for each in quantities:
        found[each.line] = found.get(each.line, 0) + each.pieces
    return found


def division_findings(planned: Mapping[int, int], now: Mapping[int, int]) -> tuple[Finding, ...]:
    """What is wrong with taking ``now`` (pieces by line) out of a part that carries ``planned``: both what leaves and
    what stays must be something, and no line gives more than it has."""
    findings = [
        Finding(
            "more_than_planned",
            N_("Line {line}: {pieces} pieces are wanted, the plan has {planned}."),
            {"line": line, "pieces": pieces, "planned": planned.get(line, 0)},
            where=str(line),
        )
        for line, pieces in sorted(now.items())
        if not 0 <= pieces <= planned.get(line, 0)
    ]
    if findings:
        return tuple(findings)
    if not sum(now.values()):
        return (Finding("nothing_now", N_("Say how many pieces travel in this part.")),)
    if sum(now.values()) == sum(planned.values()):
        return (Finding("nothing_later", N_("Nothing would be left for the later part.")),)
    return ()


def divide(planned: Mapping[int, int], now: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """The pieces by line of what travels now and of what travels later; together they are what was planned."""
    if division_findings(planned, now):
        raise ValueError("a plan is divided into two parts that both carry something")
    first = {line: pieces for line, pieces in now.items() if pieces}
    rest = {line: pieces - first.get(line, 0) for line, pieces in planned.items()}
    return first, {line: pieces for line, pieces in rest.items() if pieces}


def allocate(wanted: Mapping[int, int], left: Iterable[BatchLeft]) -> list[Quantity]:
    """Take wanted pieces (by line) from batches, in their order; what no batch covers stays without one."""
    batches: dict[int, list[BatchLeft]] = {}
    for each in left:
        batches.setdefault(each.line, []).append(each)
    found = []
    for line, pieces in wanted.items():
        open_pieces = pieces
        for batch in batches.get(line, ()):
            taken = min(batch.pieces, open_pieces)
            if taken > 0:
                found.append(Quantity(line, taken, batch.batch))
                open_pieces -= taken
        if open_pieces:
            found.append(Quantity(line, open_pieces))
    return found


def line_amount(price: LinePrice, before: int, now: int) -> Money:
    """What a part states for ``now`` pieces of a line of which ``before`` were stated: the last pieces complete the
    agreed amount of the line."""
    return _worth(price, before + now) - _worth(price, before)


def part_amounts(
    prices: Mapping[int, LinePrice], before: Mapping[int, int], now: Mapping[int, int], *, freight: Money,
    insurance: Money, others: Money, is_last: bool,
) -> PartAmounts:  # fmt: skip
    """What the part with the pieces ``now`` (by line) states after parts with ``before``. Charges follow the value of
    the goods (their number where they are free); the last part takes what is left of them."""
    currency = freight.currency
    lines = {line: line_amount(prices[line], before.get(line, 0), pieces) for line, pieces in now.items()}
    whole = sum((price.amount.amount for price in prices.values()), Decimal(0))
    if whole:
        gone = sum((_worth(prices[line], n).amount for line, n in before.items()), Decimal(0))
        here = sum((amount.amount for amount in lines.values()), Decimal(0))
    else:
        whole = Decimal(sum(price.pieces for price in prices.values()))
        gone, here = Decimal(sum(before.values())), Decimal(sum(now.values()))
    shares = [_share(each, gone, here, whole, is_last=is_last) for each in (freight, insurance, others)]
    return PartAmounts(lines, sum_of(lines.values(), currency), *shares)


def due_up_to(due: Money, so_far: Money, whole: Money, *, is_last: bool) -> Money:
    """How much of an instalment is to be paid before a part leaves, when parts worth ``so_far`` (with this one) of
    ``whole`` have left then; before the last part everything is."""
    if is_last or whole.is_zero or so_far >= whole:
        return due
    return (due * (so_far.amount / whole.amount)).rounded()


def _worth(price: LinePrice, pieces: int) -> Money:
    if pieces >= price.pieces:
        return price.amount
    return min(line_total(price.unit_price, pieces), price.amount)


def _share(total: Money, gone: Decimal, here: Decimal, whole: Decimal, *, is_last: bool) -> Money:
    stated = (total * (gone / whole)).rounded()
    if is_last:
        return total - stated
    return (total * ((gone + here) / whole)).rounded() - stated
