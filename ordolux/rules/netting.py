"""From an order to what must be bought: exploding the bill of materials, netting against stock, pegging.

Quantities are whole units of the part (pieces, mm, g), so that stock and orders are counted, not weighed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from ordolux.rules.refusal import N_, Refusal


class BomIsCircular(Refusal):
    """A part would contain itself."""

    message = N_("The bill of materials is circular: {path}.")


class ScrapOutOfRange(Refusal):
    """With so much scrap nothing would be left."""

    message = N_("Scrap of {part} must be at least 0 % and below 100 %.")


class QuantityNegative(Refusal):
    """A quantity cannot be below zero."""

    message = N_("{what} cannot be below zero.")


@dataclass(frozen=True, slots=True)
class BomLine:
    """One part in its parent: how many per piece, scrap as a share (0.02 = 2 %), phantom or kept in stock.

    A phantom is built and used at once: its parts are needed, itself is not.
    """

    part: str
    per_piece: Decimal
    scrap: Decimal = Decimal(0)
    is_phantom: bool = False


@dataclass(frozen=True, slots=True)
class PartDemand:
    """So many units of a part are needed by a day, for a reference such as an order line or a batch."""

    part: str
    quantity: int
    need_on: date | None = None
    reference: str = ""


def gross_quantity(pieces: int, per_piece: Decimal, scrap: Decimal = Decimal(0), part: str = "") -> int:
    """Return `ceil(pieces * per_piece / (1 - scrap))`.

    Divided, because scrap is a share of what goes in; multiplying by (1 + scrap) would fall short.
    Raises ScrapOutOfRange, QuantityNegative.
    """
    if not 0 <= scrap < 1:
        raise ScrapOutOfRange(part=part)
    if pieces < 0 or per_piece < 0:
        raise QuantityNegative(what=part or "quantity")
    return int((Decimal(pieces) * per_piece / (1 - scrap)).to_integral_value(ROUND_CEILING))


def explode_bom(
    bom: Mapping[str, Sequence[BomLine]],
    item: str,
    pieces: int,
    *,
    need_on: date | None = None,
    reference: str = "",
) -> tuple[PartDemand, ...]:
    """Return the gross demand of every part below an item, made parts included, one line per part.

    Raises BomIsCircular, ScrapOutOfRange, QuantityNegative.
    """
    totals: dict[str, int] = {}

    def descend(parent: str, wanted: int, path: tuple[str, ...]) -> None:
        for line in bom.get(parent, ()):
            if line.part in path:
                raise BomIsCircular(path=" → ".join((*path, line.part)))
            gross = gross_quantity(wanted, line.per_piece, line.scrap, line.part)
            if not line.is_phantom:
                totals[line.part] = totals.get(line.part, 0) + gross
            descend(line.part, gross, (*path, line.part))

    descend(item, pieces, (item,))
    return tuple(PartDemand(part, quantity, need_on, reference) for part, quantity in totals.items())


@dataclass(frozen=True, slots=True)
class Receipt:
    """A purchase on its way: so many units due on a day."""

    reference: str
    quantity: int
    due_on: date


@dataclass(frozen=True, slots=True)
class StockPosition:
    """What the store holds of one part.

    Quarantined, rejected or expired stock, and stock whose supplier certificate has lapsed, is on hand but
    not available.
    """

    on_hand: int = 0
    allocated: int = 0
    quarantined: int = 0
    expired: int = 0
    safety: int = 0
    receipts: tuple[Receipt, ...] = ()

    @property
    def available(self) -> int:
        """Return on hand less what is allocated, quarantined or expired, but never below zero.

        Allocations beyond the stock are demands of their own and netted there.
        """
        return max(0, self.on_hand - self.allocated - self.quarantined - self.expired)


@dataclass(frozen=True, slots=True)
class OrderRule:
    """How a part is bought: least quantity, multiple (reel, pack), lead time and inspection in working days."""

    least: int = 0
    multiple: int = 1
    lead_time_workdays: int = 0
    inspection_workdays: int = 0


@dataclass(frozen=True, slots=True)
class NetRequirement:
    """The netting of one demand: what is missing, what is bought, and receipts that come too late."""

    gross: int
    available: int
    counted_receipts: int
    net: int
    purchase: int
    expedite: tuple[Receipt, ...]


def purchase_quantity(net: int, rule: OrderRule) -> int:
    """Return what is bought for a net need: at least the least quantity, in full multiples; nothing for none."""
    if net <= 0:
        return 0
    multiple = max(1, rule.multiple)
    return -(-max(net, rule.least) // multiple) * multiple


def net_requirement(gross: int, stock: StockPosition, rule: OrderRule, need_on: date) -> NetRequirement:
    """Return `max(0, gross + safety - available - receipts due by the need date)` and what is bought for it.

    Receipts due later do not count; where something is missing they are named to be expedited.
    Raises QuantityNegative.
    """
    if gross < 0:
        raise QuantityNegative(what="gross")
    in_time = sum(receipt.quantity for receipt in stock.receipts if receipt.due_on <= need_on)
    late = tuple(receipt for receipt in stock.receipts if receipt.due_on > need_on)
    net = max(0, gross + stock.safety - stock.available - in_time)
    return NetRequirement(
        gross, stock.available, in_time, net, purchase_quantity(net, rule), late if net else ()
    )


def release_on(need_on: date, rule: OrderRule, workdays_before: Callable[[date, int], date]) -> date:
    """Return the day on which a purchase must be placed; the calendar counts back working days."""
    return workdays_before(need_on, rule.lead_time_workdays + rule.inspection_workdays)


STOCK = "stock"
SAFETY = "safety stock"


@dataclass(frozen=True, slots=True)
class Peg:
    """So many units of a supply (stock, a receipt, a purchase) cover a demand."""

    demand: str
    supply: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """A purchase to be placed: reference, quantity, and the day on which it must be here and inspected."""

    reference: str
    quantity: int
    need_on: date


@dataclass(frozen=True, slots=True)
class PartPlan:
    """The plan of one part: who gets what from where, what is bought, what should come sooner."""

    part: str
    pegs: tuple[Peg, ...]
    purchases: tuple[Purchase, ...]
    expedite: tuple[Receipt, ...]


def peg(
    part: str, demands: Sequence[tuple[str, int, date]], stock: StockPosition, rule: OrderRule
) -> PartPlan:
    """Cover demands (reference, quantity, need date) in order of need: stock, then receipts, then purchases.

    Safety stock is set aside first and refilled by the first purchase. What a purchase leaves over covers
    later demands. Every unit of every demand is pegged to exactly one supply. Raises QuantityNegative.
    """
    kept_back = min(stock.available, stock.safety)
    to_refill = stock.safety - kept_back
    supplies: list[tuple[str, date | None, int]] = [(STOCK, None, stock.available - kept_back)]
    supplies += [(r.reference, r.due_on, r.quantity) for r in sorted(stock.receipts, key=lambda r: r.due_on)]
    left = [quantity for _, _, quantity in supplies]
    pegs: list[Peg] = []
    purchases: list[Purchase] = []
    late: dict[str, Receipt] = {}

    def cover(reference: str, wanted: int, need_on: date) -> int:
        for index, (supply, due_on, _) in enumerate(supplies):
            if wanted and left[index] and (due_on is None or due_on <= need_on):
                taken = min(wanted, left[index])
                left[index] -= taken
                wanted -= taken
                pegs.append(Peg(reference, supply, taken))
        return wanted

    for reference, quantity, need_on in sorted(demands, key=lambda demand: (demand[2], demand[0])):
        if quantity < 0:
            raise QuantityNegative(what=reference)
        if to_refill:
            to_refill = cover(SAFETY, to_refill, need_on)
        missing = cover(reference, quantity, need_on)
        if missing + to_refill == 0:
            continue
        for receipt in stock.receipts:
            if receipt.due_on > need_on:
                late[receipt.reference] = receipt
        bought = Purchase(
            f"{part}#{len(purchases) + 1}", purchase_quantity(missing + to_refill, rule), need_on
        )
        purchases.append(bought)
        supplies.append((bought.reference, need_on, bought.quantity))
        left.append(bought.quantity)
        for taker, taken in ((reference, missing), (SAFETY, to_refill)):
            if taken:
                left[-1] -= taken
                pegs.append(Peg(taker, bought.reference, taken))
        to_refill = 0
    return PartPlan(part, tuple(pegs), tuple(purchases), tuple(late.values()))


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot of one part with its bin; LEDs of different bins differ in colour."""

    lot: str
    bin: str
    quantity: int


def choose_bin(lots: Sequence[Lot], quantity: int) -> tuple[Lot, ...] | None:
    """Return the lots of one single bin that cover a quantity, or None where no bin does.

    Bins are not interchangeable inside an order line. The bin with the least left over is taken.
    """
    bins: dict[str, list[Lot]] = {}
    for lot in lots:
        if lot.quantity > 0:
            bins.setdefault(lot.bin, []).append(lot)
    enough = [group for group in bins.values() if sum(lot.quantity for lot in group) >= quantity]
    if not enough:
        return None
    best = min(enough, key=lambda group: (sum(lot.quantity for lot in group), group[0].bin))
    chosen, covered = [], 0
    for lot in best:
        if covered >= quantity:
            break
        chosen.append(lot)
        covered += lot.quantity
    return tuple(chosen)
