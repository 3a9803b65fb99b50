"""Compute an offer: prices with every step, ways to travel with cost and days, dated delivery plans. No database here.

The deed loads ``Basis`` in a constant number of statements, ``make_offer`` computes, the deed writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

from ordolux.foundation.capacity.models import ProductionLine
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.catalogue.queries import Costing
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.rates.models import FeeBasis, FeeRate
from ordolux.foundation.rates.queries import NoExchangeRate, RatesOfTheDay, as_rule
from ordolux.inquiries.quotation.models import InsuranceKind
from ordolux.rules.freight import Cargo, FreightOption, Service, cargo_insurance, freight_options
from ordolux.rules.incoterms import Block, Incoterm, TransportMode, incoterm, traps
from ordolux.rules.money import Money
from ordolux.rules.packing import CartonSpec, PackedLine, ToPack, pack
from ordolux.rules.pricing import (
    BlockCost,
    Discount,
    Extra,
    Fee,
    LineToPrice,
    PriceBreak,
    PriceChain,
    PricedGoods,
    Tax,
    break_findings,
    cif_from_cfr,
    incoterm_blocks,
    price_at,
    price_goods,
    price_on,
    price_on_margin,
    quantity_findings,
)
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.workdays import (
    Calendar,
    DeliveryPlan,
    DeliveryStage,
    StageName,
    day_at,
    delivery_plan,
    end_of_day,
    production_workdays,
)

PREPARATION_WORKDAYS = 2
ASSUMED_RELEASE_WORKDAYS = 5
INSPECTED_PIECES_PER_DAY = 8000
PACKED_CARTONS_PER_DAY = 300
HOURS_PER_DAY = Decimal(8)
EFFICIENCY = Decimal("0.85")

# Ways that are offered with every quotation; a way without a rate card says so.
SERVICES = (
    Service.SEA_LCL, Service.SEA_FCL, Service.AIR, Service.COURIER, Service.RAIL_LCL, Service.RAIL_FCL, Service.TRUCK,
)  # fmt: skip

EXPORT_VAT = N_("Export VAT")
WARRANTY = N_("Free replacement under warranty")
AGREED_DISCOUNT = N_("Discount")
AGREED_PRICE = N_("Price set by hand")
QUEUE = "queue"
TRANSPORT = "transport"


class NoPrice(Refusal):
    """A product cannot be priced in the currency of the quotation."""

    message = N_(
        "There is no price for {product} in {currency}, and no exchange rate to compute one ({missing})."
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One line to be quoted: product, pieces, agreed parameters by code, and the unit price that sales set by hand."""

    product: Product
    pieces: int
    values: dict[str, Any]
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """How far sales may go by themselves, and how long a quotation holds (see ``PricePolicy``)."""

    floor_points: Decimal = Decimal(5)
    valid_days: int = 15


@dataclass(frozen=True, slots=True)
class Choices:
    """What sales chose instead of what is computed: the lane of a mode (a rate card's code), the mode that is shown
    first, the last day."""

    lanes: Mapping[str, str] = field(default_factory=dict)
    way: str = ""
    valid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that an offer is computed from."""

    items: tuple[Item, ...]
    costing: dict[int, Costing]
    rates: RatesOfTheDay
    calendar: Calendar
    firm: Firm
    lines: tuple[ProductionLine, ...]
    on_hand: dict[int, Decimal]
    incoterm: str
    place: str
    country: str
    currency: str
    discount_percent: Decimal
    is_free: bool
    at: datetime
    policy: Policy = field(default_factory=Policy)
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class Lane:
    """What one rate card would make of a way: carrier and places, cost in the quotation's currency, days, or why not."""

    option: FreightOption
    code: str
    carrier: str
    origin: str
    destination: str
    cost: Money | None
    reason: tuple[Finding, ...]

    @property
    def is_feasible(self) -> bool:
        """Whether it could be booked."""
        return self.option.is_feasible and not self.reason


@dataclass(frozen=True, slots=True)
class LineMargin:
    """What a line earns, for our own people: cost and floor per piece, the price per piece after the discount, and the
    margin as a share of it. None where no exchange rate tells the cost."""

    position: int
    cost: Money | None
    floor: Money | None
    price: Money
    margin: Decimal | None
    is_below: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way to travel with what the customer pays us for it, its dated plan, and all lanes that were weighed."""

    option: FreightOption
    is_feasible: bool
    is_included: bool
    reason: tuple[Finding, ...]
    cost: Money
    chain: PriceChain
    premium: Money | None
    plan: dict[str, Any]
    lane: Lane
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A whole offer: the proposed way's chain is the quotation's."""

    items: tuple[Item, ...]
    packed: tuple[tuple[PackedLine, ...], ...]
    cargo: Cargo
    ways: tuple[Way, ...]
    proposed: Way | None
    chain: PriceChain
    insurance: InsuranceKind
    clauses: str
    premium: Money | None
    plan: dict[str, Any]
    rates: dict[str, Any]
    findings: tuple[Finding, ...]
    valid_until: datetime
    margins: tuple[LineMargin, ...]


def make_offer(basis: Basis) -> Offer:
    """Compute the offer.

    Raises NoPrice.
    """
    today = day_at(basis.firm.zone, basis.at)
    term = incoterm(basis.incoterm)
    to_price = tuple(_line_to_price(basis, item) for item in basis.items)
    packed = _packed(basis.items)
    cargo = Cargo.from_packing(pack(_to_pack(basis.items)))
    plan_before = _stages_until_handover(basis, cargo, today)
    goods = _goods(basis, to_price, cargo)
    ways = _ways(basis, term, goods, cargo, plan_before, today)
    feasible = [way for way in ways if way.is_feasible]
    cheapest = min(feasible, key=lambda way: (way.cost.amount, way.option.service.value), default=None)
    proposed = next((way for way in feasible if way.option.service.value == basis.choices.way), cheapest)
    if proposed:
        chain, premium, plan = proposed.chain, proposed.premium, proposed.plan
    else:
        chain, premium = _chain(basis, term, goods, Money.zero(basis.currency))
        plan = _plan_data(plan_before, None)
    return Offer(
        items=basis.items,
        packed=packed,
        cargo=cargo,
        ways=ways,
        proposed=proposed,
        chain=chain,
        insurance=_insurance_kind(term, premium),
        clauses=term.insurance_clauses or "A" if premium is not None else "",
        premium=premium,
        plan=plan,
        rates=_rates_used(basis),
        findings=_findings(basis, term, to_price, proposed),
        valid_until=end_of_day(basis.firm.zone, _last_day(basis, today, proposed)),
        margins=_margins(basis, to_price, chain),
    )


# --- prices ------------------------------------------------------------------------------------------------


def _line_to_price(basis: Basis, item: Item) -> LineToPrice:
    try:
        breaks = _breaks(basis, item)
    except NoExchangeRate as missing:
        raise NoPrice(product=item.product.number, currency=basis.currency, missing=missing) from None
    line = LineToPrice(item.product.number, item.pieces, breaks[0].unit_price, tuple(breaks[1:]))
    if item.unit_price is None:
        return line
    computed = price_at(item.pieces, line.list_price, line.breaks)
    by_hand = Money(item.unit_price, basis.currency).as_unit_price() - computed
    return replace(line, options=(Extra(AGREED_PRICE, by_hand),)) if by_hand.amount else line


def _margins(basis: Basis, to_price: Sequence[LineToPrice], chain: PriceChain) -> tuple[LineMargin, ...]:
    """What each line earns after the discount. A price from our own list is approved with the list; one that sales made
    lower needs approval when it falls below the floor."""
    made = []
    for item, listed, line in zip(basis.items, to_price, chain.lines, strict=True):
        price_each = line.unit_price * (1 - Decimal(basis.discount_percent) / 100)
        is_lower = bool(basis.discount_percent) or any(
            extra.per_piece.is_negative for extra in listed.options
        )
        lowest = max(item.product.margin - basis.policy.floor_points / 100, Decimal(0))
        try:
            cost = basis.rates.converted(item.product.cost, basis.currency)
            floor = basis.rates.converted(price_on_margin(item.product.cost, lowest), basis.currency)
        except NoExchangeRate:
            made.append(LineMargin(line.number, None, None, price_each, None, is_below=is_lower))
            continue
        margin = 1 - cost.amount / price_each.amount if price_each.amount else None
        made.append(
            LineMargin(
                line.number, cost.as_unit_price(), floor.as_unit_price(), price_each.as_unit_price(), margin,
                is_below=is_lower and price_each < floor and not basis.is_free,
            )
        )  # fmt: skip
    return tuple(made)


def _breaks(basis: Basis, item: Item) -> list[PriceBreak]:
    """The list price and the breaks in the quotation's currency: our own list, a converted one, or cost and margin."""
    kept = basis.costing[item.product.pk].breaks
    own = [each for each in kept if each.unit_price.currency == basis.currency]
    if not own and kept:
        source = kept[0].unit_price.currency
        own = [each for each in kept if each.unit_price.currency == source]
    if not own:
        asked = price_on_margin(item.product.cost, item.product.margin)
        return [PriceBreak(1, basis.rates.converted(asked, basis.currency).as_unit_price())]
    return [
        PriceBreak(each.from_pieces, basis.rates.converted(each.unit_price, basis.currency).as_unit_price())
        for each in own
    ]


@dataclass(frozen=True, slots=True)
class _Goods:
    """What costs the same by every way: the priced lines with their fees, and the seller's costs by block."""

    priced: PricedGoods
    costs: dict[Block, Money]


def _goods(basis: Basis, lines: Sequence[LineToPrice], cargo: Cargo) -> _Goods:
    fees, costs = _fees(basis, cargo)
    return _Goods(price_goods(lines, currency=basis.currency, fees=fees), costs)


def _chain(
    basis: Basis, term: Incoterm, goods: _Goods, carriage: Money | None
) -> tuple[PriceChain, Money | None]:
    """The price under the rule with this cost of main carriage, and the premium of cargo insurance (None: no rate)."""
    costs = dict(goods.costs)
    if carriage is not None:
        costs[Block.MAIN_CARRIAGE] = carriage
    clauses = term.insurance_clauses or "A"
    rate = basis.rates.insurance_rate(clauses)
    blocks = incoterm_blocks(term, costs, goods=goods.priced.total, premium_rate=rate.rate if rate else None)
    known = tuple(_explained(block) for block in blocks.blocks)
    discounts = []
    if basis.discount_percent:
        discounts.append(Discount(AGREED_DISCOUNT, percent=basis.discount_percent))
    if basis.is_free:
        so_far = price_on(goods.priced, blocks=known, discounts=discounts)
        discounts.append(Discount(WARRANTY, amount=so_far.before_tax))
    chain = price_on(
        goods.priced, blocks=known, discounts=discounts, taxes=[Tax(EXPORT_VAT, percent=Decimal(0))]
    )
    if rate is None or basis.is_free:
        return chain, None
    if term.must_insure:
        included = next((block.amount for block in known if block.block is Block.INSURANCE), None)
        return chain, included
    insured = cif_from_cfr(chain.total + (Money.zero(basis.currency) if carriage is None else _unpaid(term, carriage)),
                           rate.rate).price  # fmt: skip
    minimum = basis.rates.converted(rate.minimum, basis.currency) if rate.minimum else None
    return chain, cargo_insurance(insured, rate.rate, minimum).premium


def _unpaid(term: Incoterm, carriage: Money) -> Money:
    """Carriage that the buyer pays himself is part of the value that he wants insured."""
    return carriage if Block.MAIN_CARRIAGE not in term.seller_blocks() else Money.zero(carriage.currency)


def _fees(basis: Basis, cargo: Cargo) -> tuple[list[Fee], dict[Block, Money]]:
    fees: list[Fee] = []
    costs: dict[Block, Money] = {}
    for rate in basis.rates.newest_fees():
        amount = basis.rates.converted(rate.amount * _count(rate, basis, cargo), basis.currency)
        if not rate.block:
            fees.append(Fee(rate.name_en, amount.rounded()))
            continue
        block = Block(rate.block)
        costs[block] = costs.get(block, Money.zero(basis.currency)) + amount
    return fees, costs


def _count(rate: FeeRate, basis: Basis, cargo: Cargo) -> Decimal:
    match FeeBasis(rate.basis):
        case FeeBasis.SHIPMENT:
            return Decimal(1)
        case FeeBasis.REVENUE_TON:
            return max(cargo.volume_m3, cargo.gross_kg / 1000, Decimal(1))
        case FeeBasis.CARTON:
            return Decimal(cargo.cartons)
        case FeeBasis.PIECE:
            return Decimal(sum(item.pieces for item in basis.items))


def _explained(block: BlockCost) -> BlockCost:
    return replace(block, explanation=_BLOCK_REASONS.get(block.block, ""))


_BLOCK_REASONS = {
    Block.PRE_CARRIAGE: N_("Truck from our works to the port or terminal"),
    Block.EXPORT_CLEARANCE: N_("Export customs clearance and its documents"),
    Block.ORIGIN_TERMINAL: N_("Terminal handling at the place of loading"),
    Block.LOAD_ON_VESSEL: N_("Loading on board"),
    Block.MAIN_CARRIAGE: N_("Main carriage by the way that you choose"),
    Block.INSURANCE: N_("Cargo insurance of 110 % of the value, as the rule demands"),
    Block.DEST_TERMINAL: N_("Terminal handling at the destination"),
    Block.ON_CARRIAGE: N_("Truck from the port or terminal to the named place"),
}


def _insurance_kind(term: Incoterm, premium: Money | None) -> InsuranceKind:
    if premium is None:
        return InsuranceKind.NONE
    return InsuranceKind.INCLUDED if term.must_insure else InsuranceKind.OPTIONAL


# --- ways to travel ----------------------------------------------------------------------------------------


def _ways(
    basis: Basis, term: Incoterm, goods: _Goods, cargo: Cargo, before: "_Before", today: date
) -> tuple[Way, ...]:
    lanes: dict[Service, list[Lane]] = {}
    for lane in _lanes(basis, term, cargo, today):
        lanes.setdefault(lane.option.service, []).append(lane)
    included = Block.MAIN_CARRIAGE in term.seller_blocks()
    ways = []
    for service, weighed in lanes.items():
        wanted = basis.choices.lanes.get(service.value, "")
        best = next((lane for lane in weighed if lane.code == wanted and lane.is_feasible), weighed[0])
        possible, cost = best.is_feasible, best.cost or Money.zero(basis.currency)
        chain, premium = _chain(basis, term, goods, cost if possible else None)
        plan = _plan_data(before, best.option) if possible else {}
        ways.append(
            Way(
                best.option, possible, included and possible, best.reason, cost, chain, premium, plan, best,
                tuple(weighed),
            )
        )  # fmt: skip
    order = {service: place for place, service in enumerate(Service)}
    return tuple(sorted(ways, key=lambda way: (not way.is_feasible, order[way.option.service])))


def _lanes(basis: Basis, term: Incoterm, cargo: Cargo, today: date) -> list[Lane]:
    """Every rate card of every way, and each way without a card: what can be booked first, the cheapest first."""
    kept = {f"{card.service}-{card.pk}": card for card in basis.rates.cards}
    cards = [as_rule(card) for card in basis.rates.cards]
    lanes = []
    for option in freight_options(cargo, cards, on=today, country=basis.country, services=SERVICES):
        reason = list(option.findings)
        if term.sea_only and option.service.mode is not TransportMode.SEA:
            reason += [each for each in traps(term.rule, option.service.mode, named_place=basis.place)
                       if each.code == "sea_rule_for_other_mode"]  # fmt: skip
        cost = None
        if option.cost is not None:
            try:
                cost = basis.rates.converted(option.cost, basis.currency).rounded()
            except NoExchangeRate as missing:
                reason.append(
                    Finding("no_exchange_rate", N_("No exchange rate {pair} holds."), {"pair": str(missing)})
                )
        code = option.card.code if option.card else ""
        card = kept.get(code)
        lanes.append(
            Lane(
                option, code, card.carrier if card else "", card.origin if card else "", card.destination if card else "",
                cost, tuple(reason),
            )
        )  # fmt: skip
    return sorted(
        lanes, key=lambda lane: (not lane.is_feasible, lane.cost.amount if lane.cost else 0, lane.code)
    )


# --- the delivery plan -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Before:
    """The stages up to the hand-over to the carrier, counted from the assumed release of the order."""

    starts_on: date
    stages: tuple[DeliveryStage, ...]
    reasons: dict[str, Finding]


def _stages_until_handover(basis: Basis, cargo: Cargo, today: date) -> _Before:
    calendar = basis.calendar
    starts_on = calendar.after(today, ASSUMED_RELEASE_WORKDAYS).on
    reasons: dict[str, Finding] = {}
    stages = [DeliveryStage(StageName.PREPARATION, PREPARATION_WORKDAYS, calendar)]
    reasons[StageName.PREPARATION] = Finding(
        "preparation", N_("Work orders, drawings and labels are prepared.")
    )

    lead = _procurement_workdays(basis)
    stages.append(DeliveryStage(StageName.PROCUREMENT, lead, calendar))
    reasons[StageName.PROCUREMENT] = (
        Finding(
            "procurement",
            N_("The material with the longest lead time takes {days} working days."),
            {"days": lead},
        )
        if lead
        else Finding("in_stock", N_("All material is in stock."))
    )
    material_on = delivery_plan(starts_on, stages).ends_on
    waiting, making = _production_workdays(basis, material_on)
    if waiting:
        stages.append(DeliveryStage(QUEUE, waiting, calendar))
        reasons[QUEUE] = Finding(
            "queue", N_("The lines are booked for {days} working days more."), {"days": waiting}
        )
    stages.append(DeliveryStage(StageName.PRODUCTION, making, calendar))
    reasons[StageName.PRODUCTION] = Finding(
        "production",
        N_("{pieces} pieces at the rate of our lines."),
        {"pieces": sum(i.pieces for i in basis.items)},
    )
    pieces = sum(item.pieces for item in basis.items)
    inspecting = 1 + _whole(Decimal(pieces) / INSPECTED_PIECES_PER_DAY)
    stages.append(DeliveryStage(StageName.INSPECTION, inspecting, calendar))
    reasons[StageName.INSPECTION] = Finding(
        "inspection", N_("Ageing, a test of 10 % of the pieces, and a look at every piece.")
    )
    packing = _whole(Decimal(cargo.cartons) / PACKED_CARTONS_PER_DAY)
    stages.append(DeliveryStage(StageName.PACKING, packing, calendar))
    reasons[StageName.PACKING] = Finding(
        "packing", N_("{cartons} cartons are packed and handed over."), {"cartons": cargo.cartons}
    )
    return _Before(starts_on, tuple(stages), reasons)


def _procurement_workdays(basis: Basis) -> int:
    """The longest lead time of the parts that free stock does not cover."""
    need: dict[int, Decimal] = {}
    lead: dict[int, int] = {}
    for item in basis.items:
        for needed in basis.costing[item.product.pk].bill:
            each = needed.line.quantity_per_piece / (1 - needed.line.scrap)
            need[needed.part.pk] = need.get(needed.part.pk, Decimal(0)) + each * item.pieces
            lead[needed.part.pk] = needed.part.lead_time_workdays
    return max(
        (lead[part] for part, pieces in need.items() if basis.on_hand.get(part, Decimal(0)) < pieces),
        default=0,
    )


def _production_workdays(basis: Basis, material_on: date) -> tuple[int, int]:
    """Working days until a line is free, and working days of production: lines work side by side, the work is spread so
    that each next piece of work goes to the line that ends first."""
    zone, calendar = basis.firm.zone, basis.calendar
    loads: dict[int, tuple[int, int]] = {}
    for item in sorted(basis.items, key=lambda each: -each.pieces / each.product.pieces_per_hour):
        fitting = [
            line for line in basis.lines if not line.families or item.product.family.code in line.families
        ]
        tried = []
        for line in fitting:
            until = line.booked_until  # type: ignore[attr-defined]  # annotated by lines_with_bookings
            waiting = calendar.count(material_on, day_at(zone, until)) if until else 0
            tried.append((max(waiting, 0), line))
        days_of = {line.pk: _workdays_on(line, item) for _, line in tried}
        if not tried:
            days = production_workdays(
                item.pieces, pieces_per_hour=Decimal(item.product.pieces_per_hour), hours_per_day=HOURS_PER_DAY,
                efficiency=EFFICIENCY, setup_hours=item.product.setup_hours,
            )  # fmt: skip
            waited, made = loads.get(0, (0, 0))
            loads[0] = (waited, made + days)
            continue
        waiting, line = min(
            tried, key=lambda each: each[0] + loads.get(each[1].pk, (0, 0))[1] + days_of[each[1].pk]
        )
        loads[line.pk] = (waiting, loads.get(line.pk, (0, 0))[1] + days_of[line.pk])
    return max(loads.values(), key=sum, default=(0, 0))


def _workdays_on(line: ProductionLine, item: Item) -> int:
    hours = Decimal((line.closes.hour - line.opens.hour) * 60 + line.closes.minute - line.opens.minute) / 60
    return production_workdays(
        item.pieces, pieces_per_hour=Decimal(item.product.pieces_per_hour), hours_per_day=hours,
        efficiency=line.efficiency, setup_hours=item.product.setup_hours,
    )  # fmt: skip


def _plan_data(before: _Before, option: FreightOption | None) -> dict[str, Any]:
    stages, reasons = before.stages, dict(before.reasons)
    handed_over_on = delivery_plan(before.starts_on, stages).ends_on
    if option is not None and option.days_min is not None and option.days_max is not None:
        stages = (*stages, DeliveryStage(TRANSPORT, option.days_min, None, days_latest=option.days_max))
        reasons[TRANSPORT] = Finding(
            "transport",
            N_("Door to door {least} to {most} days."),
            {"least": option.days_min, "most": option.days_max},
        )
    earliest, latest = (
        delivery_plan(before.starts_on, stages),
        delivery_plan(before.starts_on, stages, latest=True),
    )
    return {
        "starts_on": before.starts_on.isoformat(),
        "handed_over_on": handed_over_on.isoformat(),
        "ends_on": latest.ends_on.isoformat(),
        "total_days": latest.total_days,
        "earliest_ends_on": earliest.ends_on.isoformat(),
        "earliest_total_days": earliest.total_days,
        "is_provisional": latest.is_provisional,
        "steps": _steps(latest, reasons),
    }


def _steps(plan: DeliveryPlan, reasons: dict[str, Finding]) -> list[dict[str, Any]]:
    return [
        {
            "name": str(step.name),
            "begins_on": step.begins_on.isoformat(),
            "ends_on": step.ends_on.isoformat(),
            "workdays": step.workdays,
            "calendar_days": step.calendar_days,
            "is_provisional": step.is_provisional,
            "message": reasons[step.name].message,
            "values": dict(reasons[step.name].values),
        }
        for step in plan.steps
    ]


# --- the rest ----------------------------------------------------------------------------------------------


def _to_pack(items: Iterable[Item]) -> list[ToPack]:
    return [
        ToPack(
            item=str(position),
            description=item.product.number,
            pieces=item.pieces,
            carton=CartonSpec(
                pieces_per_carton=item.product.pieces_per_carton,
                length_mm=item.product.carton_length_mm,
                width_mm=item.product.carton_width_mm,
                height_mm=item.product.carton_height_mm,
                piece_net_kg=item.product.net_weight_kg,
                carton_tare_kg=item.product.carton_tare_kg,
            ),
        )
        for position, item in enumerate(items, 1)
    ]


def _packed(items: Sequence[Item]) -> tuple[tuple[PackedLine, ...], ...]:
    lines: list[list[PackedLine]] = [[] for _ in items]
    for line in pack(_to_pack(items)).lines:
        lines[int(line.item) - 1].append(line)
    return tuple(tuple(each) for each in lines)


def _last_day(basis: Basis, today: date, proposed: Way | None) -> date:
    """The day that sales chose; otherwise as long as the policy says, but not longer than the rates that the price
    stands on."""
    if basis.choices.valid_on is not None:
        return max(basis.choices.valid_on, today)
    last = today + timedelta(days=basis.policy.valid_days)
    if proposed and proposed.is_included and proposed.option.card:
        last = min(last, proposed.option.card.valid_until)
    return max(last, today)


def _rates_used(basis: Basis) -> dict[str, Any]:
    used = [
        {
            "base": rate.base, "currency": rate.currency, "rate": str(rate.rate), "buffer": str(rate.buffer),
            "source": rate.source, "valid_until": rate.valid_until.isoformat(),
        }
        for rate in basis.rates.exchange
    ]  # fmt: skip
    return {"on": basis.rates.on.isoformat(), "exchange": used}


def _findings(
    basis: Basis, term: Incoterm, lines: Sequence[LineToPrice], proposed: Way | None
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for number, (item, line) in enumerate(zip(basis.items, lines, strict=True), 1):
        found += quantity_findings(
            item.pieces, minimum_pieces=item.product.minimum_order_pieces,
            pieces_per_carton=item.product.pieces_per_carton, where=str(number),
        )  # fmt: skip
        found += break_findings(line.list_price, line.breaks)
    mode = proposed.option.service.mode if proposed else TransportMode.SEA
    found += traps(term.rule, mode, named_place=basis.place, containerised=mode is TransportMode.SEA)
    chosen = basis.choices.valid_on
    if chosen and proposed and proposed.is_included and proposed.option.card:
        ends = proposed.option.card.valid_until
        if chosen > ends:
            found.append(
                Finding(
                    "valid_beyond_rate",
                    N_("The quotation holds until {until}, but its freight rate ends on {ends}."),
                    {"until": chosen, "ends": ends},
                )
            )
    if proposed is None:
        found.append(Finding("no_way", N_("No way to travel is possible: see the reasons beside each.")))
    _, costs = _fees(basis, Cargo.from_packing(pack(_to_pack(basis.items))))
    if proposed:
        costs[Block.MAIN_CARRIAGE] = proposed.cost
    rate = basis.rates.insurance_rate(term.insurance_clauses or "A")
    found += incoterm_blocks(
        term, costs, goods=Money.zero(basis.currency), premium_rate=rate.rate if rate else None
    ).findings
    return tuple(found)


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))
