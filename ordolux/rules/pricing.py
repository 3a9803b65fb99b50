"""From the list price to the total: every step a named line with its reason, exact to the cent.

A unit price has four decimals, an amount the minor unit of its currency. The price chain rounds the running
line after each step and shows the difference as the step, so the steps add up to the total by construction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.incoterms import INSURED_PERCENT, Block, Incoterm
from ordolux.rules.money import Money, line_total, sum_of
from ordolux.rules.refusal import N_, Finding

# --- building a price up from cost -------------------------------------------------------------------------


def price_on_margin(cost: Money, margin: Decimal) -> Money:
    """Return cost / (1 - margin): the margin is a share of the price, not a mark-up on the cost. Not
    rounded.
    """
    return cost / (1 - _share(margin))


def buffered_rate(spot: Decimal, buffer: Decimal) -> Decimal:
    """Return the exchange rate that we price with: local money for 1 foreign, less a buffer against
    its fall.
    """
    return spot * (1 - _share(buffer))


def grossed_up(net: Money, share: Decimal) -> Money:
    """Return the price of which the net remains after a commission or fee on the price: net / (1 - share)."""
    return (net / (1 - _share(share))).rounded()


def rate_has_moved(quoted: Decimal, now: Decimal, percent: Decimal = Decimal(3)) -> bool:
    """Tell whether an exchange rate moved so far since the quotation that its prices may be revised."""
    return abs(now - quoted) * 100 > quoted * percent


@dataclass(frozen=True, slots=True)
class Insured:
    """A price with insurance, the value insured (110 % of it) and the premium in it."""

    price: Money
    insured_value: Money
    premium: Money


def cif_from_cfr(cfr: Money, premium_rate: Decimal) -> Insured:
    """Return CIF = CFR / (1 - 1.1 r), where the premium is r on 110 % of CIF (Incoterms 2020, article A5).

    The premium is the difference of the rounded prices, so that CFR and premium add up to CIF.
    """
    share = INSURED_PERCENT / 100
    price = (cfr / (1 - share * _share(premium_rate))).rounded()
    return Insured(price, (price * share).rounded(), price - cfr.rounded())


def _share(value: Decimal) -> Decimal:
    if not 0 <= value < 1:
        raise ValueError("a share of a price is from 0 to below 1")
    return value


# --- quantity ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PriceBreak:
    """From so many pieces on, every piece of the line costs this (slab, not graduated)."""

    min_pieces: int
    unit_price: Money


def price_at(pieces: int, list_price: Money, breaks: Iterable[PriceBreak]) -> Money:
    """Return the unit price of a line: that of the highest break reached, else the list price."""
    reached = [each for each in breaks if each.min_pieces <= pieces]
    return max(reached, key=lambda each: each.min_pieces).unit_price if reached else list_price


def break_findings(list_price: Money, breaks: Sequence[PriceBreak]) -> tuple[Finding, ...]:
    """Check a table of quantity breaks: rising quantities, falling prices, and no total that falls at a
    break.

    999 pieces at 1.10 cost 1 098.90, 1 000 at 1.00 cost 1 000.00: who orders 999 should be offered 1 000.
    """
    findings: list[Finding] = []
    price, minimum = list_price, 1
    for at, row in enumerate(breaks):
        where = str(at + 1)
        values: dict[str, object] = {"pieces": row.min_pieces, "price": row.unit_price}
        if row.min_pieces <= minimum and at > 0:
            findings.append(
                Finding("breaks_not_rising", N_("Quantity breaks are not in rising order."), values, where)
            )
        if row.unit_price > price:
            findings.append(
                Finding(
                    "price_rises", N_("From {pieces} pieces on the price rises to {price}."), values, where
                )
            )
        below, total = (
            line_total(price, max(row.min_pieces - 1, 0)),
            line_total(row.unit_price, row.min_pieces),
        )
        if total < below:
            values |= {"less": row.min_pieces - 1, "below": below, "total": total}
            findings.append(
                Finding(
                    "total_falls_at_break",
                    N_("{pieces} pieces cost less ({total}) than {less} pieces ({below})."),
                    values,
                    where,
                )
            )
        price, minimum = row.unit_price, row.min_pieces
    return tuple(findings)


def better_break(pieces: int, list_price: Money, breaks: Iterable[PriceBreak]) -> PriceBreak | None:
    """Return the break at which more pieces cost less than these do; None when there is none."""
    rows = list(breaks)
    total = line_total(price_at(pieces, list_price, rows), pieces)
    cheaper = [
        row for row in rows if row.min_pieces > pieces and line_total(row.unit_price, row.min_pieces) < total
    ]
    return min(cheaper, key=lambda row: line_total(row.unit_price, row.min_pieces).amount, default=None)


def quantity_findings(
    pieces: int, *, minimum_pieces: int = 1, pieces_per_carton: int = 1, where: str = ""
) -> tuple[Finding, ...]:
    """Compare a quantity with the minimum order and with full cartons; the next fitting quantity is
    proposed.
    """
    proposed = -(-max(pieces, minimum_pieces) // pieces_per_carton) * pieces_per_carton
    values: dict[str, object] = {
        "pieces": pieces,
        "minimum": minimum_pieces,
        "per_carton": pieces_per_carton,
        "proposed": proposed,
    }
    findings = []
    if pieces < minimum_pieces:
        findings.append(
            Finding("below_minimum", N_("{pieces} pieces are below the minimum of {minimum}."), values, where)
        )
    if pieces % pieces_per_carton:
        findings.append(
            Finding(
                "not_full_cartons",
                N_("{pieces} pieces do not fill cartons of {per_carton}; {proposed} pieces would."),
                values,
                where,
            )
        )
    return tuple(findings)


# --- the blocks of an Incoterms rule -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BlockCost:
    """A block of cost that the seller's price contains under the agreed rule."""

    block: Block
    amount: Money
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class IncotermPrice:
    """The blocks in the price, and findings for those whose cost nobody told."""

    blocks: tuple[BlockCost, ...]
    findings: tuple[Finding, ...]


_IN_THE_GOODS = frozenset({Block.EXPORT_PACKING, Block.LOAD_AT_SELLER})
"""Blocks that the price of the goods contains when no separate cost is told."""


def incoterm_blocks(
    term: Incoterm,
    costs: Mapping[Block, Money],
    *,
    goods: Money,
    premium_rate: Decimal | None = None,
    freight_has_terminal: bool = False,
    insured: bool = False,
) -> IncotermPrice:
    """Return the blocks of cost that the rule puts into the seller's price, each rounded.

    `costs` holds what each block costs if it is paid; the rule decides which of them count. Insurance is
    computed from the goods and the blocks up to the main carriage when a premium rate is told and `costs` has
    none.
    """
    blocks: list[BlockCost] = []
    findings: list[Finding] = []
    insurable = goods
    for block in term.seller_blocks(freight_has_terminal=freight_has_terminal, insured=insured):
        cost = costs.get(block)
        if cost is None and block is Block.INSURANCE and premium_rate is not None:
            cost = cif_from_cfr(insurable, premium_rate).premium
        if cost is not None:
            blocks.append(BlockCost(block, cost.rounded()))
            insurable += cost.rounded()
        elif block not in _IN_THE_GOODS:
            findings.append(
                Finding(
                    "block_without_cost",
                    N_("{rule} puts {block} into the price, but no cost is known for it."),
                    {"rule": term.rule.value, "block": block.value},
                    where=block.value,
                )
            )
    return IncotermPrice(tuple(blocks), tuple(findings))


# --- the price chain ---------------------------------------------------------------------------------------


class StepKind(StrEnum):
    """The steps of a price, in their order."""

    LIST = "list"
    BREAK = "break"
    OPTION = "option"
    CUSTOMISATION = "customisation"
    FEE = "fee"
    INCOTERM = "incoterm"
    DISCOUNT = "discount"
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class Extra:
    """An option or a customisation: so much more (or less) for each piece."""

    name: str
    per_piece: Money


@dataclass(frozen=True, slots=True)
class Fee:
    """A sum once: tooling, a certificate, a legalisation; below zero for a credited sample fee."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Discount:
    """A reduction of the goods, by per cent or by an amount (given above zero)."""

    name: str
    percent: Decimal | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax on the total before taxes, by per cent, or an amount computed elsewhere (duty under DDP)."""

    name: str
    percent: Decimal | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class LineToPrice:
    """A line of a quotation before it has a price. Options and customisation are per piece, fees once."""

    name: str
    pieces: int
    list_price: Money
    breaks: tuple[PriceBreak, ...] = ()
    options: tuple[Extra, ...] = ()
    customisation: tuple[Extra, ...] = ()
    fees: tuple[Fee, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceStep:
    """One step: what it is, why (a sentence with values), what it adds, and the running total after it.

    `line` is the number of the quotation line from 1, 0 for steps of the whole quotation.
    """

    kind: StepKind
    name: str
    message: str
    values: Mapping[str, object]
    amount: Money
    running: Money
    line: int = 0

    @property
    def explanation(self) -> str:
        """Return the untranslated sentence with its values."""
        return Finding(self.kind.value, self.message, self.values).sentence()


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its unit price (four decimals) and its amount = unit price × pieces, rounded; fees stand
    apart.
    """

    number: int
    name: str
    pieces: int
    unit_price: Money
    amount: Money
    fees: Money
    steps: tuple[PriceStep, ...]


@dataclass(frozen=True, slots=True)
class PricedGoods:
    """Lines and fees with their steps; `goods` is the sum of the line amounts, `total` with all fees."""

    lines: tuple[PricedLine, ...]
    steps: tuple[PriceStep, ...]
    goods: Money
    total: Money


@dataclass(frozen=True, slots=True)
class PriceChain:
    """The whole price. The amounts of all steps add up to the total exactly.

    `goods` is the sum of the line amounts without fees; `before_tax` the total before taxes.
    """

    lines: tuple[PricedLine, ...]
    steps: tuple[PriceStep, ...]
    goods: Money
    before_tax: Money
    total: Money

    def amount_of(self, kind: StepKind) -> Money:
        """Return what all steps of one kind add."""
        return sum_of([step.amount for step in self.steps if step.kind is kind], self.total.currency)


@dataclass(slots=True)
class _Chain:
    """The steps so far and their running total."""

    running: Money
    steps: list[PriceStep] = field(default_factory=list)

    def add(
        self, kind: StepKind, name: str, message: str, amount: Money, line: int = 0, **values: object
    ) -> None:
        self.running += amount
        self.steps.append(PriceStep(kind, name, message, values, amount, self.running, line))


def price(
    lines: Sequence[LineToPrice],
    *,
    currency: str,
    fees: Iterable[Fee] = (),
    blocks: Iterable[BlockCost] = (),
    discounts: Iterable[Discount] = (),
    taxes: Iterable[Tax] = (),
) -> PriceChain:
    """Price a quotation: list price, quantity break, options, customisation, fees, Incoterms blocks,
    discount, tax.

    All amounts are in one currency. A discount by per cent is taken from the goods, one after the other from
    the same goods; a tax by per cent from the total before taxes.
    """
    goods = price_goods(lines, currency=currency, fees=fees)
    return price_on(goods, blocks=blocks, discounts=discounts, taxes=taxes)


def price_goods(lines: Sequence[LineToPrice], *, currency: str, fees: Iterable[Fee] = ()) -> PricedGoods:
    """Price the lines and the fees alone, which are the same however the goods travel."""
    chain = _Chain(Money.zero(currency))
    priced = tuple(_priced_line(chain, number, line) for number, line in enumerate(lines, start=1))
    for fee in fees:
        chain.add(StepKind.FEE, fee.name, _FEE, fee.amount.rounded(), fee=fee.name)
    return PricedGoods(
        priced, tuple(chain.steps), sum_of([line.amount for line in priced], currency), chain.running
    )


def price_on(
    priced: PricedGoods,
    *,
    blocks: Iterable[BlockCost] = (),
    discounts: Iterable[Discount] = (),
    taxes: Iterable[Tax] = (),
) -> PriceChain:
    """Go on from priced goods: Incoterms blocks, discounts, taxes, as `price` says."""
    chain, goods = _Chain(priced.total, list(priced.steps)), priced.goods
    for block in blocks:
        chain.add(
            StepKind.INCOTERM,
            block.block.value,
            block.explanation or _BLOCK,
            block.amount.rounded(),
            block=block.block.value,
        )
    for discount in discounts:
        if discount.percent is not None:
            off = (goods * discount.percent / 100).rounded()
            chain.add(
                StepKind.DISCOUNT, discount.name, _DISCOUNT, -off, percent=discount.percent, goods=goods
            )
        elif discount.amount is not None:
            chain.add(StepKind.DISCOUNT, discount.name, _FIXED_DISCOUNT, -discount.amount.rounded())
    before_tax = chain.running
    for tax in taxes:
        if tax.percent is not None:
            due = (before_tax * tax.percent / 100).rounded()
            chain.add(StepKind.TAX, tax.name, _TAX, due, tax=tax.name, percent=tax.percent, base=before_tax)
        elif tax.amount is not None:
            chain.add(StepKind.TAX, tax.name, _FIXED_TAX, tax.amount.rounded(), tax=tax.name)
    return PriceChain(priced.lines, tuple(chain.steps), goods, before_tax, chain.running)


_LIST = N_("{pieces} pieces at the list price of {price}")
_BREAK = N_("From {minimum} pieces on, a piece costs {price}")
_EXTRA = N_("{name}: {each} for each of {pieces} pieces")
_FEE = N_("{fee}, once")
_BLOCK = N_("{block}, paid by the seller under the agreed rule")
_DISCOUNT = N_("{percent} % off the goods of {goods}")
_FIXED_DISCOUNT = N_("A reduction as agreed")
_TAX = N_("{tax}: {percent} % of {base}")
_FIXED_TAX = N_("{tax}, as computed")


def _priced_line(chain: _Chain, number: int, line: LineToPrice) -> PricedLine:
    begun = len(chain.steps)
    price_each = line.list_price
    amount = line_total(price_each.as_unit_price(), line.pieces)
    chain.add(StepKind.LIST, line.name, _LIST, amount, number, pieces=line.pieces, price=line.list_price)

    broken = price_at(line.pieces, line.list_price, line.breaks)
    if broken != line.list_price:
        minimum = max(each.min_pieces for each in line.breaks if each.min_pieces <= line.pieces)
        price_each = broken
        amount = _step_to(
            chain, StepKind.BREAK, line, number, amount, price_each, _BREAK, minimum=minimum, price=broken
        )
    extras = [(StepKind.OPTION, each) for each in line.options]
    extras += [(StepKind.CUSTOMISATION, each) for each in line.customisation]
    for kind, extra in extras:
        price_each += extra.per_piece
        amount = _step_to(
            chain,
            kind,
            line,
            number,
            amount,
            price_each,
            _EXTRA,
            name=extra.name,
            each=extra.per_piece,
            pieces=line.pieces,
        )
    for fee in line.fees:
        chain.add(StepKind.FEE, fee.name, _FEE, fee.amount.rounded(), number, fee=fee.name)
    return PricedLine(
        number=number,
        name=line.name,
        pieces=line.pieces,
        unit_price=price_each.as_unit_price(),
        amount=amount,
        fees=sum_of([fee.amount.rounded() for fee in line.fees], amount.currency),
        steps=tuple(chain.steps[begun:]),
    )


def _step_to(
    chain: _Chain,
    kind: StepKind,
    line: LineToPrice,
    number: int,
    before: Money,
    price_each: Money,
    message: str,
    **values: object,
) -> Money:
    """Add the step that takes the line to the new unit price, and return the line's new amount."""
    amount = line_total(price_each.as_unit_price(), line.pieces)
    name = values.pop("name", line.name)
    chain.running += amount - before
    chain.steps.append(
        PriceStep(kind, str(name), message, {"name": name, **values}, amount - before, chain.running, number)
    )
    return amount
