"""Logistics options: what a shipment weighs for a carrier, what it costs by rate card, how many days it
takes.

Rate cards come from the supplier and carry their currency, source and validity; nothing here invents a price.
Weights are kilograms, volumes cubic metres, sizes whole millimetres. Sources of the customs: IATA TACT rules
(6 000 cm³ = 1 kg, next weight break), express carriers' terms (5 000 cm³ = 1 kg), CMR practice (1 m³ = 333
kg).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from itertools import combinations_with_replacement

from ordolux.rules.incoterms import INSURED_PERCENT, TransportMode
from ordolux.rules.money import Money, rounded_half_up, sum_of
from ordolux.rules.packing import CONTAINERS, PackingPlan, cartons_in_container, volume_m3
from ordolux.rules.refusal import N_, Finding

AIR_CM3_PER_KG = Decimal(6000)
COURIER_CM3_PER_KG = Decimal(5000)
_CM3_PER_M3 = Decimal(10**6)
_KG_PER_TON = Decimal(1000)


class Service(StrEnum):
    """A way to send goods, priced in its own manner."""

    SEA_LCL = "sea_lcl"
    SEA_FCL = "sea_fcl"
    AIR = "air"
    COURIER = "courier"
    RAIL_LCL = "rail_lcl"
    RAIL_FCL = "rail_fcl"
    TRUCK = "truck"

    @property
    def mode(self) -> TransportMode:
        """Return the mode of transport."""
        return TransportMode(self.value.split("_")[0])


BY_CONTAINER = frozenset({Service.SEA_FCL, Service.RAIL_FCL})
BY_REVENUE_TON = frozenset({Service.SEA_LCL, Service.RAIL_LCL})


@dataclass(frozen=True, slots=True)
class CartonGroup:
    """Equal cartons: how many, their size, and the gross weight of one."""

    cartons: int
    length_mm: int
    width_mm: int
    height_mm: int
    gross_kg: Decimal

    @property
    def size_mm(self) -> tuple[int, int, int]:
        """Return length, width and height."""
        return self.length_mm, self.width_mm, self.height_mm


@dataclass(frozen=True, slots=True)
class Cargo:
    """The cartons of a shipment."""

    groups: tuple[CartonGroup, ...]

    @classmethod
    def from_packing(cls, plan: PackingPlan) -> "Cargo":
        """Return the cargo of a packing plan."""
        return cls(
            tuple(
                CartonGroup(
                    line.cartons, line.length_mm, line.width_mm, line.height_mm, line.gross_kg / line.cartons
                )
                for line in plan.lines
            )
        )

    @property
    def cartons(self) -> int:
        """Return the number of cartons."""
        return sum(group.cartons for group in self.groups)

    @property
    def gross_kg(self) -> Decimal:
        """Return the gross weight."""
        return sum((group.gross_kg * group.cartons for group in self.groups), Decimal(0))

    @property
    def volume_m3(self) -> Decimal:
        """Return the volume."""
        return sum((volume_m3(*group.size_mm) * group.cartons for group in self.groups), Decimal(0))


def volumetric_kg(length_mm: int, width_mm: int, height_mm: int, cm3_per_kg: Decimal) -> Decimal:
    """Return the weight that a carrier reads from the size: 60 × 44 × 25 cm are 11.0 kg by air, 13.2 by
    courier.
    """
    return volume_m3(length_mm, width_mm, height_mm) * _CM3_PER_M3 / cm3_per_kg


def rounded_up(value: Decimal, step: Decimal) -> Decimal:
    """Return the value rounded up to a multiple of the step."""
    return (value / step).to_integral_value(ROUND_CEILING) * step


def chargeable_kg(
    cargo: Cargo, *, cm3_per_kg: Decimal, step_kg: Decimal = Decimal("0.5"), per_piece: bool = False
) -> Decimal:
    """Return max(actual, volumetric) rounded up: over the shipment (air), or for each carton (courier)."""
    if not per_piece:
        volumetric = sum(
            (volumetric_kg(*group.size_mm, cm3_per_kg) * group.cartons for group in cargo.groups), Decimal(0)
        )
        return rounded_up(max(cargo.gross_kg, volumetric), step_kg)
    return sum(
        (
            rounded_up(max(group.gross_kg, volumetric_kg(*group.size_mm, cm3_per_kg)), step_kg)
            * group.cartons
            for group in cargo.groups
        ),
        Decimal(0),
    )


def revenue_tons(cargo: Cargo, *, kg_per_m3: Decimal = _KG_PER_TON, minimum: Decimal = Decimal(1)) -> Decimal:
    """Return max(m³, tons), at least the minimum; rail counts a cubic metre as 333 to 500 kg."""
    return max(cargo.volume_m3, cargo.gross_kg / kg_per_m3, minimum)


@dataclass(frozen=True, slots=True)
class WeightBreak:
    """From so many kilograms on, a kilogram costs this."""

    from_kg: Decimal
    per_kg: Money


@dataclass(frozen=True, slots=True)
class WeightCharge:
    """The weight billed, its rate and the amount; `next_break` tells that paying for more weight was
    cheaper.
    """

    billed_kg: Decimal
    per_kg: Money
    amount: Money
    next_break: bool


def weight_charge(kg: Decimal, breaks: Sequence[WeightBreak], minimum: Money | None = None) -> WeightCharge:
    """Return the cheapest charge: at the weight's own rate, or as if it reached a higher break.

    92 kg at 6.00 cost 552.00, but 100 kg at 5.00 cost 500.00: 100 kg are billed. A weight below the lowest
    break is billed as that break.
    """
    ordered = sorted(breaks, key=lambda each: each.from_kg)
    own = max((each for each in ordered if each.from_kg <= kg), key=lambda each: each.from_kg, default=None)
    tried = [(max(kg, each.from_kg), each) for each in ordered if own is None or each.from_kg >= own.from_kg]
    billed, rate = min(tried, key=lambda each: (each[0] * each[1].per_kg.amount, each[0]))
    amount = (rate.per_kg * billed).rounded()
    if minimum is not None and amount < minimum:
        amount = minimum.rounded()
    return WeightCharge(billed, rate.per_kg, amount, next_break=billed > kg)


class Per(StrEnum):
    """What a surcharge counts."""

    SHIPMENT = "shipment"
    CONTAINER = "container"
    REVENUE_TON = "revenue_ton"
    CHARGEABLE_KG = "chargeable_kg"
    CARTON = "carton"
    FREIGHT_PERCENT = "freight_percent"


@dataclass(frozen=True, slots=True)
class Surcharge:
    """A named addition to the freight: an amount for each unit, or a per cent of the freight."""

    name: str
    per: Per
    amount: Money | None = None
    percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RateCard:
    """What one carrier or forwarder charges for one service on one lane, from when until when.

    Containers use `per_container` (price by container code), revenue tons `per_revenue_ton`, weights
    `breaks`. The days are door to door; without them the transit table is asked. `service_level` names a
    level of air freight (guaranteed, priority, expedited). Limits of 0 are no limits.
    """

    code: str
    service: Service
    currency: str
    carrier: str
    valid_from: date
    valid_until: date
    source: str
    per_revenue_ton: Money | None = None
    minimum_revenue_tons: Decimal = Decimal(1)
    kg_per_m3: Decimal = _KG_PER_TON
    per_container: Mapping[str, Money] | None = None
    breaks: tuple[WeightBreak, ...] = ()
    minimum: Money | None = None
    cm3_per_kg: Decimal = AIR_CM3_PER_KG
    step_kg: Decimal = Decimal("0.5")
    per_piece: bool = False
    surcharges: tuple[Surcharge, ...] = ()
    max_carton_kg: Decimal = Decimal(0)
    max_carton_mm: int = 0
    max_shipment_kg: Decimal = Decimal(0)
    service_level: str = ""
    route: str = ""
    days_min: int | None = None
    days_max: int | None = None


@dataclass(frozen=True, slots=True)
class FreightLine:
    """One line of a freight cost, with its reason."""

    name: str
    message: str
    values: Mapping[str, object]
    amount: Money


@dataclass(frozen=True, slots=True)
class FreightOption:
    """One way to send a shipment: cost and days door to door, or the findings why it is not possible."""

    service: Service
    card: RateCard | None
    is_feasible: bool
    findings: tuple[Finding, ...]
    cartons: int
    gross_kg: Decimal
    volume_m3: Decimal
    chargeable_kg: Decimal | None = None
    revenue_tons: Decimal | None = None
    containers: tuple[tuple[str, int], ...] = ()
    lines: tuple[FreightLine, ...] = ()
    cost: Money | None = None
    days_min: int | None = None
    days_max: int | None = None
    days_source: str = ""


@dataclass(frozen=True, slots=True)
class TransitTime:
    """Days on one lane out of China: port to port and door to door, as a range, with how sure we are."""

    region: str
    mode: TransportMode
    route: str
    port_days_min: int
    port_days_max: int
    door_days_min: int
    door_days_max: int
    confidence: str


def _lane(
    region: str, mode: TransportMode, days: tuple[int, int, int, int], confidence: str, route: str = ""
) -> TransitTime:
    return TransitTime(region, mode, route, *days, confidence)


_SEA, _AIR, _COURIER = TransportMode.SEA, TransportMode.AIR, TransportMode.COURIER
TRANSIT_TIMES: tuple[TransitTime, ...] = (
    # Forwarders' web pages, as many as `confidence` says; "estimate": nobody published it, a guess to be
    # replaced by the days of a rate card.
    _lane("US West", _SEA, (12, 18, 20, 30), "two sources"),
    _lane("US East", _SEA, (25, 40, 40, 60), "two sources"),
    _lane("NW Europe", _SEA, (28, 36, 35, 49), "two sources", "Suez"),
    _lane("NW Europe", _SEA, (40, 48, 44, 60), "two sources", "Cape"),
    _lane("Mediterranean", _SEA, (28, 38, 35, 50), "one source"),
    _lane("SE Asia", _SEA, (3, 8, 7, 14), "one source"),
    _lane("Australia", _SEA, (12, 20, 20, 30), "one source"),
    _lane("Gulf", _SEA, (18, 28, 28, 40), "estimate"),
    _lane("India", _SEA, (14, 24, 22, 35), "estimate"),
    _lane("South America East", _SEA, (32, 45, 45, 60), "estimate"),
    _lane("West Africa", _SEA, (40, 55, 50, 70), "estimate"),
    _lane("Europe", TransportMode.RAIL, (14, 25, 22, 35), "one source"),
    _lane("Europe", TransportMode.TRUCK, (14, 18, 16, 22), "estimate", "TIR"),
    _lane("Europe", _AIR, (1, 4, 7, 10), "one source"),
    _lane("US", _AIR, (2, 5, 5, 15), "two sources"),
    _lane("Europe", _COURIER, (2, 5, 3, 7), "one source"),
    _lane("US", _COURIER, (2, 5, 3, 7), "one source"),
)

REGIONS_BY_COUNTRY: Mapping[str, tuple[str, ...]] = {
    "US": ("US", "US West", "US East"),
    **dict.fromkeys(
        (
            *("DE", "NL", "BE", "FR", "GB", "IE", "DK", "SE", "NO", "FI"),
            *("PL", "CZ", "SK", "AT", "CH", "LU", "HU", "LT", "LV", "EE"),
        ),
        ("Europe", "NW Europe"),
    ),
    **dict.fromkeys(
        ("IT", "ES", "PT", "GR", "HR", "SI", "RO", "BG", "MT", "CY"), ("Europe", "Mediterranean")
    ),
    **dict.fromkeys(("TR", "IL", "EG", "MA", "TN", "DZ", "LB"), ("Mediterranean",)),
    **dict.fromkeys(("SG", "MY", "TH", "VN", "ID", "PH", "KH", "MM"), ("SE Asia",)),
    **dict.fromkeys(("AU", "NZ"), ("Australia",)),
    **dict.fromkeys(("AE", "SA", "KW", "QA", "BH", "OM"), ("Gulf",)),
    **dict.fromkeys(("IN", "PK", "LK", "BD"), ("India",)),
    **dict.fromkeys(("BR", "AR", "UY"), ("South America East",)),
    **dict.fromkeys(("NG", "GH", "CI", "SN", "CM"), ("West Africa",)),
}
"""The regions of the transit table that a country (ISO 3166-1) lies in."""


def transit_times(country: str, mode: TransportMode, *, route: str = "") -> tuple[TransitTime, ...]:
    """Return the lanes from China to a country; several when routes or coasts differ; none when unknown."""
    regions = REGIONS_BY_COUNTRY.get(country, ())
    lanes = [each for each in TRANSIT_TIMES if each.mode is mode and each.region in regions]
    chosen = [
        each for each in lanes if route and route.casefold() in f"{each.region} {each.route}".casefold()
    ]
    return tuple(chosen or lanes)


def freight_options(
    cargo: Cargo,
    cards: Iterable[RateCard],
    *,
    on: date,
    country: str,
    services: Iterable[Service] = tuple(Service),
) -> tuple[FreightOption, ...]:
    """Return an option for each rate card, and for each service without one; feasible ones first, cheapest
    first.

    Costs of different currencies are not compared: options keep their card's currency and are ordered inside
    it.
    """
    given = list(cards)
    options = [freight_option(cargo, card, on=on, country=country) for card in given]
    with_card = {card.service for card in given}
    options += [
        _refused(
            cargo,
            service,
            None,
            [
                Finding(
                    "no_rate_card", N_("We have no rate for this service to {country}."), {"country": country}
                )
            ],
        )
        for service in services
        if service not in with_card
    ]
    return tuple(
        sorted(
            options,
            key=lambda each: (
                not each.is_feasible,
                each.cost.currency if each.cost else "",
                each.cost.amount if each.cost else Decimal(0),
                each.service.value,
            ),
        )
    )


def freight_option(cargo: Cargo, card: RateCard, *, on: date, country: str) -> FreightOption:
    """Return the option of one rate card on one day: itemised cost and days, or why it is not possible."""
    findings = _card_findings(cargo, card, on)
    days = _days(card, country)
    if days is None:
        findings.append(
            Finding(
                "no_transit_time",
                N_("We know no transit time by this service to {country}."),
                {"country": country},
            )
        )
    containers: tuple[tuple[str, int], ...] = ()
    if card.service in BY_CONTAINER and not findings:
        containers = _containers(cargo, card.per_container or {})
        if not containers:
            findings.append(
                Finding("does_not_fit", N_("A carton does not fit into the containers of this rate."))
            )
    if findings or days is None:
        return _refused(cargo, card.service, card, findings)

    kg, tons = None, None
    if card.service in BY_CONTAINER:
        prices = card.per_container or {}
        lines = [
            FreightLine(
                code,
                N_("{count} × container {container} at {price}"),
                {"count": count, "container": code, "price": prices[code]},
                (prices[code] * count).rounded(),
            )
            for code, count in containers
        ]
    elif card.service in BY_REVENUE_TON and card.per_revenue_ton is not None:
        tons = revenue_tons(cargo, kg_per_m3=card.kg_per_m3, minimum=card.minimum_revenue_tons)
        lines = [
            FreightLine(
                "freight",
                N_("{tons} revenue tons at {price}"),
                {"tons": rounded_half_up(tons, 3), "price": card.per_revenue_ton},
                (card.per_revenue_ton * tons).rounded(),
            )
        ]
    else:
        kg = chargeable_kg(cargo, cm3_per_kg=card.cm3_per_kg, step_kg=card.step_kg, per_piece=card.per_piece)
        charge = weight_charge(kg, card.breaks, card.minimum)
        lines = [
            FreightLine(
                "freight",
                N_("{kg} kg billed as {billed} kg, the next weight break, at {price}")
                if charge.next_break
                else N_("{kg} kg chargeable at {price}"),
                {"kg": kg, "billed": charge.billed_kg, "price": charge.per_kg},
                charge.amount,
            )
        ]
    freight = sum_of([line.amount for line in lines])
    units = {
        Per.SHIPMENT: Decimal(1),
        Per.CONTAINER: Decimal(sum(count for _, count in containers)),
        Per.REVENUE_TON: tons if tons is not None else revenue_tons(cargo),
        Per.CHARGEABLE_KG: kg if kg is not None else cargo.gross_kg,
        Per.CARTON: Decimal(cargo.cartons),
    }
    lines += [_surcharge_line(surcharge, freight, units) for surcharge in card.surcharges]
    return FreightOption(
        card.service,
        card,
        True,
        (),
        cargo.cartons,
        cargo.gross_kg,
        cargo.volume_m3,
        chargeable_kg=kg,
        revenue_tons=tons,
        containers=containers,
        lines=tuple(lines),
        cost=sum_of([line.amount for line in lines]),
        days_min=days[0],
        days_max=days[1],
        days_source=days[2],
    )


def _surcharge_line(surcharge: Surcharge, freight: Money, units: Mapping[Per, Decimal]) -> FreightLine:
    if surcharge.per is Per.FREIGHT_PERCENT or surcharge.amount is None:
        return FreightLine(
            surcharge.name,
            N_("{name}: {percent} % of the freight"),
            {"name": surcharge.name, "percent": surcharge.percent},
            (freight * surcharge.percent / 100).rounded(),
        )
    count = units[surcharge.per]
    return FreightLine(
        surcharge.name,
        N_("{name}: {count} × {price}"),
        {
            "name": surcharge.name,
            "count": rounded_half_up(count, 3).normalize(),
            "price": surcharge.amount,
            "per": surcharge.per.value,
        },
        (surcharge.amount * count).rounded(),
    )


def _refused(
    cargo: Cargo, service: Service, card: RateCard | None, findings: Sequence[Finding]
) -> FreightOption:
    return FreightOption(
        service, card, False, tuple(findings), cargo.cartons, cargo.gross_kg, cargo.volume_m3
    )


def _card_findings(cargo: Cargo, card: RateCard, on: date) -> list[Finding]:
    findings: list[Finding] = []
    if not cargo.cartons:
        findings.append(Finding("nothing_to_ship", N_("There are no cartons.")))
    if not card.valid_from <= on <= card.valid_until:
        findings.append(
            Finding(
                "rate_out_of_date",
                N_("The rate {code} is valid from {valid_from} to {valid_until} only."),
                {"code": card.code, "valid_from": card.valid_from, "valid_until": card.valid_until},
            )
        )
    priced = (
        bool(card.per_container)
        if card.service in BY_CONTAINER
        else card.per_revenue_ton is not None
        if card.service in BY_REVENUE_TON
        else bool(card.breaks)
    )
    if not priced:
        findings.append(Finding("rate_incomplete", N_("The rate {code} has no price."), {"code": card.code}))
    heaviest = max((group.gross_kg for group in cargo.groups), default=Decimal(0))
    if card.max_carton_kg and heaviest > card.max_carton_kg:
        findings.append(
            Finding(
                "carton_too_heavy",
                N_("A carton of {kg} kg is above the limit of {limit} kg."),
                {"kg": heaviest, "limit": card.max_carton_kg},
            )
        )
    longest = max((max(group.size_mm) for group in cargo.groups), default=0)
    if card.max_carton_mm and longest > card.max_carton_mm:
        findings.append(
            Finding(
                "carton_too_long",
                N_("A carton of {mm} mm is above the limit of {limit} mm."),
                {"mm": longest, "limit": card.max_carton_mm},
            )
        )
    if card.max_shipment_kg and cargo.gross_kg > card.max_shipment_kg:
        findings.append(
            Finding(
                "shipment_too_heavy",
                N_("A shipment of {kg} kg is above the limit of {limit} kg."),
                {"kg": cargo.gross_kg, "limit": card.max_shipment_kg},
            )
        )
    return findings


def _days(card: RateCard, country: str) -> tuple[int, int, str] | None:
    if card.days_min is not None and card.days_max is not None:
        return card.days_min, card.days_max, card.source
    lanes = transit_times(country, card.service.mode, route=card.route)
    if not lanes:
        return None
    return (
        min(each.door_days_min for each in lanes),
        max(each.door_days_max for each in lanes),
        "; ".join(f"{each.region} {each.route}".strip() for each in lanes),
    )


_SMALLER_BESIDE = 2


def _containers(cargo: Cargo, prices: Mapping[str, Money]) -> tuple[tuple[str, int], ...]:
    """Return the cheapest containers that hold the cargo: many of one type, and up to two others beside them.

    Equal cartons are stacked on a lattice; mixed ones count by planning volume and payload.
    """
    known = [code for code in prices if code in CONTAINERS]
    sizes = {group.size_mm for group in cargo.groups}
    heaviest = max(group.gross_kg for group in cargo.groups)
    fitting = [
        code
        for code in known
        if all(cartons_in_container(size, heaviest, CONTAINERS[code]) > 0 for size in sizes)
    ]
    if not fitting:
        return ()
    room: dict[str, tuple[Decimal, ...]]
    need: tuple[Decimal, ...]
    if len(sizes) == 1:
        room = {
            code: (Decimal(cartons_in_container(next(iter(sizes)), heaviest, CONTAINERS[code])),)
            for code in fitting
        }
        need = (Decimal(cargo.cartons),)
    else:
        room = {code: (CONTAINERS[code].planning_m3, CONTAINERS[code].payload_kg) for code in fitting}
        need = (cargo.volume_m3, cargo.gross_kg)

    best: tuple[Decimal, int, dict[str, int]] | None = None
    for main in fitting:
        for beside_count in range(_SMALLER_BESIDE + 1):
            for beside in combinations_with_replacement(fitting, beside_count):
                left = [need[at] - sum(room[code][at] for code in beside) for at in range(len(need))]
                mains = max(
                    0,
                    *(
                        int((left[at] / room[main][at]).to_integral_value(ROUND_CEILING))
                        for at in range(len(need))
                    ),
                )
                counts: dict[str, int] = {}
                for code in (*[main] * mains, *beside):
                    counts[code] = counts.get(code, 0) + 1
                cost = sum((prices[code].amount * count for code, count in counts.items()), Decimal(0))
                tried = (cost, sum(counts.values()), counts)
                if counts and (best is None or tried[:2] < best[:2]):
                    best = tried
    return tuple(sorted(best[2].items())) if best else ()


@dataclass(frozen=True, slots=True)
class CargoInsurance:
    """The value insured (110 % of CIF or CIP) and the premium for it."""

    insured_value: Money
    premium: Money


def cargo_insurance(cif: Money, premium_rate: Decimal, minimum: Money | None = None) -> CargoInsurance:
    """Return insured value and premium of a cargo insurance (UCP 600 article 28 f: at least 110 % of CIF or
    CIP).
    """
    insured = cif * INSURED_PERCENT / 100
    premium = (insured * premium_rate).rounded()
    if minimum is not None and premium < minimum:
        premium = minimum.rounded()
    return CargoInsurance(insured.rounded(), premium)
