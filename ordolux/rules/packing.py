"""Packing: cartons and their numbers, weights and volumes, stacking, pallets, and the check digits of the
trade.

Lengths are whole millimetres, weights kilograms, volumes cubic metres. Sources: ISO 668 and the carriers'
tables (inner sizes of containers), GS1 General Specifications (SSCC, GTIN), ISO 6346 (container numbers),
IATA Resolution 600a (air waybill numbers), IMO Resolution A.1117 (ship numbers).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from ordolux.rules.money import rounded_half_up
from ordolux.rules.refusal import N_, Finding

_MM3_PER_M3 = Decimal(10**9)
KG_DECIMALS = 2
M3_DECIMALS = 3
HAND_LIFTING_KG = Decimal(20)
"""The gross weight above which a carton is not lifted by one person."""


@dataclass(frozen=True, slots=True)
class CartonSpec:
    """A carton of one item when it is full: pieces, outer size, net weight of a piece, weight of the
    packing.
    """

    pieces_per_carton: int
    length_mm: int
    width_mm: int
    height_mm: int
    piece_net_kg: Decimal
    carton_tare_kg: Decimal

    def __post_init__(self) -> None:
        if min(self.pieces_per_carton, self.length_mm, self.width_mm, self.height_mm) < 1:
            raise ValueError("a carton has pieces and a size")

    @property
    def volume_m3(self) -> Decimal:
        """Return the outer volume of one carton, exact."""
        return volume_m3(self.length_mm, self.width_mm, self.height_mm)

    def net_kg(self, pieces: int) -> Decimal:
        """Return the net weight of a carton with so many pieces."""
        return self.piece_net_kg * pieces

    def gross_kg(self, pieces: int) -> Decimal:
        """Return the gross weight of a carton with so many pieces; a part-filled one weighs its packing
        whole.
        """
        return self.net_kg(pieces) + self.carton_tare_kg


def volume_m3(length_mm: int, width_mm: int, height_mm: int) -> Decimal:
    """Return the volume of a box in cubic metres, exact."""
    return Decimal(length_mm) * width_mm * height_mm / _MM3_PER_M3


def cartons_needed(pieces: int, pieces_per_carton: int) -> int:
    """Return the cartons for so many pieces, the last one perhaps part-filled."""
    return -(-pieces // pieces_per_carton)


@dataclass(frozen=True, slots=True)
class ToPack:
    """An item that is to be packed. `lot` is its batch or date code."""

    item: str
    description: str
    pieces: int
    carton: CartonSpec
    lot: str = ""


@dataclass(frozen=True, slots=True)
class PackedLine:
    """Cartons of one kind in one range of a packing list: `first_carton` to `last_carton`, both included."""

    first_carton: int
    last_carton: int
    item: str
    description: str
    pieces_per_carton: int
    pieces: int
    net_kg: Decimal
    gross_kg: Decimal
    length_mm: int
    width_mm: int
    height_mm: int
    volume_m3: Decimal
    lot: str = ""

    @property
    def cartons(self) -> int:
        """Return how many cartons the range has."""
        return self.last_carton - self.first_carton + 1

    @property
    def carton_range(self) -> str:
        """Return the range as a packing list writes it: `1-100`, or `101` for a single carton."""
        if self.cartons == 1:
            return str(self.first_carton)
        return f"{self.first_carton}-{self.last_carton}"


@dataclass(frozen=True, slots=True)
class PackingPlan:
    """The lines of a packing list; every total is the sum of the rounded lines."""

    lines: tuple[PackedLine, ...]

    @property
    def cartons(self) -> int:
        """Return the number of cartons."""
        return sum(line.cartons for line in self.lines)

    @property
    def pieces(self) -> int:
        """Return the number of pieces."""
        return sum(line.pieces for line in self.lines)

    @property
    def net_kg(self) -> Decimal:
        """Return the net weight."""
        return sum((line.net_kg for line in self.lines), Decimal(0))

    @property
    def gross_kg(self) -> Decimal:
        """Return the gross weight."""
        return sum((line.gross_kg for line in self.lines), Decimal(0))

    @property
    def volume_m3(self) -> Decimal:
        """Return the volume."""
        return sum((line.volume_m3 for line in self.lines), Decimal(0))


def pack(items: Iterable[ToPack], *, first_carton: int = 1) -> PackingPlan:
    """Pack items one after the other into full cartons, and the rest of each into one part-filled carton.

    Carton numbers run on without gaps. Weights of a line are rounded to 0.01 kg, volumes to 0.001 m³.
    """
    lines: list[PackedLine] = []
    number = first_carton
    for item in items:
        full, rest = divmod(item.pieces, item.carton.pieces_per_carton)
        for cartons, pieces_each in ((full, item.carton.pieces_per_carton), (1 if rest else 0, rest)):
            if cartons:
                lines.append(_line(item, number, cartons, pieces_each))
                number += cartons
    return PackingPlan(tuple(lines))


def _line(item: ToPack, number: int, cartons: int, pieces_each: int) -> PackedLine:
    carton = item.carton
    return PackedLine(
        first_carton=number,
        last_carton=number + cartons - 1,
        item=item.item,
        description=item.description,
        pieces_per_carton=pieces_each,
        pieces=pieces_each * cartons,
        net_kg=rounded_half_up(carton.net_kg(pieces_each) * cartons, KG_DECIMALS),
        gross_kg=rounded_half_up(carton.gross_kg(pieces_each) * cartons, KG_DECIMALS),
        length_mm=carton.length_mm,
        width_mm=carton.width_mm,
        height_mm=carton.height_mm,
        volume_m3=rounded_half_up(carton.volume_m3 * cartons, M3_DECIMALS),
        lot=item.lot,
    )


def packing_findings(
    lines: Sequence[PackedLine], invoiced: Mapping[str, int] | None = None, *, first_carton: int = 1
) -> tuple[Finding, ...]:
    """Check a packing list: continuous carton ranges, pieces, weights, volume, and agreement with the
    invoice.

    `invoiced` holds the pieces by item. A heavy carton is a warning; any other finding keeps the list here.
    """
    findings: list[Finding] = []
    expected = first_carton
    for line in sorted(lines, key=lambda each: (each.first_carton, each.last_carton)):
        findings += _line_findings(line, expected)
        expected = max(expected, line.last_carton + 1)
    if invoiced is not None:
        packed: dict[str, int] = {}
        for line in lines:
            packed[line.item] = packed.get(line.item, 0) + line.pieces
        for item in sorted(packed.keys() | invoiced.keys()):
            if packed.get(item, 0) != invoiced.get(item, 0):
                findings.append(
                    Finding(
                        "pieces_differ_from_invoice",
                        N_("{item}: {packed} pieces are packed, {invoiced} are invoiced."),
                        {"item": item, "packed": packed.get(item, 0), "invoiced": invoiced.get(item, 0)},
                        where=item,
                    )
                )
    return tuple(findings)


def _line_findings(line: PackedLine, expected: int) -> list[Finding]:
    where = line.carton_range
    findings: list[Finding] = []
    if line.cartons < 1:
        return [Finding("empty_range", N_("The carton range ends before it begins."), where=where)]
    if line.first_carton > expected:
        findings.append(
            Finding(
                "gap_in_cartons",
                N_("Cartons {first} to {last} are missing."),
                {"first": expected, "last": line.first_carton - 1},
                where,
            )
        )
    if line.first_carton < expected:
        findings.append(
            Finding(
                "cartons_overlap",
                N_("Carton {number} is listed twice."),
                {"number": line.first_carton},
                where,
            )
        )
    if line.pieces != line.cartons * line.pieces_per_carton:
        findings.append(
            Finding(
                "pieces_do_not_add_up",
                N_("{cartons} cartons of {each} are not {pieces} pieces."),
                {"cartons": line.cartons, "each": line.pieces_per_carton, "pieces": line.pieces},
                where,
            )
        )
    if line.gross_kg <= line.net_kg:
        findings.append(
            Finding("gross_not_above_net", N_("The gross weight is not above the net weight."), where=where)
        )
    exact = volume_m3(line.length_mm, line.width_mm, line.height_mm) * line.cartons
    # Half a unit of the third decimal for each carton: some print the rounded volume of one carton, times n.
    if abs(exact - line.volume_m3) > Decimal("0.0005") * line.cartons:
        findings.append(
            Finding(
                "volume_differs",
                N_("The volume is {stated} m³; the size of the cartons makes {exact} m³."),
                {"stated": line.volume_m3, "exact": rounded_half_up(exact, M3_DECIMALS)},
                where,
            )
        )
    if line.gross_kg > HAND_LIFTING_KG * line.cartons:
        findings.append(
            Finding(
                "heavy_carton", N_("A carton is heavier than {limit} kg."), {"limit": HAND_LIFTING_KG}, where
            )
        )
    return findings


@dataclass(frozen=True, slots=True)
class Container:
    """A container: inner and door size in millimetres, payload, nominal and planning volume (about 85 %)."""

    code: str
    iso_type: str
    length_mm: int
    width_mm: int
    height_mm: int
    door_width_mm: int
    door_height_mm: int
    volume_m3: Decimal
    planning_m3: Decimal
    payload_kg: Decimal


@dataclass(frozen=True, slots=True)
class Pallet:
    """A pallet: size in millimetres (height of the empty pallet), and the load it carries."""

    code: str
    length_mm: int
    width_mm: int
    height_mm: int
    payload_kg: Decimal


CONTAINERS: Mapping[str, Container] = {
    each.code: each
    for each in (
        # World Shipping Council and carriers' equipment tables; actual boxes differ by some millimetres.
        Container("20GP", "22G1", 5898, 2352, 2393, 2340, 2280, Decimal("33.2"), Decimal(28), Decimal(28200)),
        Container(
            "40GP", "42G1", 12032, 2352, 2393, 2340, 2280, Decimal("67.7"), Decimal(57), Decimal(26700)
        ),
        Container(
            "40HQ", "45G1", 12032, 2352, 2698, 2340, 2585, Decimal("76.3"), Decimal(66), Decimal(26500)
        ),
        Container(
            "45HQ", "L5G1", 13556, 2352, 2698, 2340, 2585, Decimal("86.0"), Decimal(75), Decimal(27000)
        ),
    )
}
PALLETS: Mapping[str, Pallet] = {
    each.code: each
    for each in (
        Pallet("EUR", 1200, 800, 144, Decimal(1500)),  # EN 13698-1
        Pallet("ISO2", 1200, 1000, 144, Decimal(1500)),  # ISO 6780
        Pallet("GMA", 1219, 1016, 140, Decimal(1130)),  # 48 × 40 inches
        Pallet("AU", 1165, 1165, 150, Decimal(2000)),  # AS 4068
    )
}


@dataclass(frozen=True, slots=True)
class Lattice:
    """Equal boxes in rows, all turned the same way: how many along the length, the width and upwards."""

    along_length: int
    along_width: int
    upwards: int

    @property
    def boxes(self) -> int:
        """Return how many boxes the lattice holds."""
        return self.along_length * self.along_width * self.upwards


def lattice(
    box_mm: tuple[int, int, int], space_mm: tuple[int, int, int], *, keep_upright: bool = True
) -> Lattice:
    """Return the best simple lattice of equal boxes (length, width, height) in a space of the same order.

    Cartons stay upright unless told otherwise; they may be turned by a quarter.
    """
    length, width, height = box_mm
    turns = [(length, width, height), (width, length, height)] if keep_upright else permutations(box_mm)
    stackings = [
        Lattice(*(space // side for space, side in zip(space_mm, turn, strict=True))) for turn in turns
    ]
    return max(stackings, key=lambda each: each.boxes)


def cartons_in_container(carton_mm: tuple[int, int, int], gross_kg: Decimal, container: Container) -> int:
    """Return how many equal cartons a container holds on a simple lattice, within its payload and its
    door.
    """
    length, width, height = carton_mm
    if height > container.door_height_mm or min(length, width) > container.door_width_mm:
        return 0
    fitting = lattice(carton_mm, (container.length_mm, container.width_mm, container.height_mm)).boxes
    return min(fitting, int(container.payload_kg // gross_kg)) if gross_kg > 0 else fitting


@dataclass(frozen=True, slots=True)
class PalletPlan:
    """Cartons on pallets: cartons of a layer, layers, pallets, and the height of a full one with its
    pallet.
    """

    pallet: Pallet
    per_layer: int
    layers: int
    pallets: int
    height_mm: int

    @property
    def per_pallet(self) -> int:
        """Return the cartons of a full pallet."""
        return self.per_layer * self.layers


def palletise(
    cartons: int,
    carton_mm: tuple[int, int, int],
    gross_kg: Decimal,
    *,
    pallet: Pallet = PALLETS["EUR"],
    max_height_mm: int = 1800,
) -> PalletPlan | None:
    """Return how the cartons stand on pallets, or None when one does not fit. Nothing overhangs."""
    fit = lattice(carton_mm, (pallet.length_mm, pallet.width_mm, max_height_mm - pallet.height_mm))
    per_layer, layers = fit.along_length * fit.along_width, fit.upwards
    if per_layer and gross_kg > 0:
        layers = min(layers, int(pallet.payload_kg // (gross_kg * per_layer)))
    if not per_layer or not layers:
        return None
    pallets = cartons_needed(cartons, per_layer * layers)
    highest = min(layers, cartons_needed(cartons, per_layer))
    return PalletPlan(pallet, per_layer, layers, pallets, pallet.height_mm + highest * carton_mm[2])


# --- check digits ------------------------------------------------------------------------------------------


def gs1_check_digit(digits: str) -> int:
    """Return the check digit behind the data digits of a GTIN, SSCC or GLN (GS1 General Specifications 7.9).

    The rightmost data digit counts three times, the next once, and so on.
    """
    if not digits.isascii() or not digits.isdigit():
        raise ValueError("a check digit is computed from digits")
    weighted = sum(int(digit) * (1 if at % 2 else 3) for at, digit in enumerate(reversed(digits)))
    return -weighted % 10


def sscc(company_prefix: str, serial: int, *, extension: int = 0) -> str:
    """Return the 18 digits of a serial shipping container code: extension, company prefix, serial, check
    digit.

    The prefix is the one that GS1 gave to the company; together with the serial it fills 16 digits.
    """
    room = 16 - len(company_prefix)
    if not company_prefix.isdigit() or room < 1 or not 0 <= extension <= 9:
        raise ValueError("an SSCC has one extension digit and a company prefix of digits")
    if not 0 <= serial < 10**room:
        raise ValueError(f"the serial does not fit into {room} digits")
    digits = f"{extension}{company_prefix}{serial:0{room}}"
    return f"{digits}{gs1_check_digit(digits)}"


def is_sscc(code: str) -> bool:
    """Tell whether these are 18 digits of which the last checks the others; `(00)` in front is allowed."""
    return _is_gs1(code.removeprefix("(00)"), (18,))


def is_gtin(code: str) -> bool:
    """Tell whether these are the 8, 12, 13 or 14 digits of a GTIN with its check digit."""
    return _is_gs1(code, (8, 12, 13, 14))


def _is_gs1(code: str, lengths: tuple[int, ...]) -> bool:
    if len(code) not in lengths or not code.isascii() or not code.isdigit():
        return False
    return gs1_check_digit(code[:-1]) == int(code[-1])


_ISO6346_VALUES = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True)
) | {str(digit): digit for digit in range(10)}


def iso6346_check_digit(number: str) -> int:
    """Return the check digit of a container number: owner code, category letter and six digits (ISO
    6346:2022).
    """
    if not re.fullmatch(r"[A-Z]{4}\d{6}", number):
        raise ValueError("a container number has four letters and six digits before its check digit")
    total = sum(_ISO6346_VALUES[character] << at for at, character in enumerate(number))
    return total % 11 % 10


def is_container_number(number: str) -> bool:
    """Tell whether this is a container number (category U, J or Z) with its check digit; spaces do not
    matter.
    """
    plain = re.sub(r"[\s\-]", "", number).upper()
    if not re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", plain):
        return False
    return iso6346_check_digit(plain[:10]) == int(plain[10])


def awb_check_digit(serial: str) -> int:
    """Return the check digit of an air waybill: its seven serial digits modulo 7 (IATA Resolution 600a)."""
    if not re.fullmatch(r"\d{7}", serial):
        raise ValueError("an air waybill has seven digits before its check digit")
    return int(serial) % 7


def is_awb(number: str) -> bool:
    """Tell whether this is an airline prefix with eight digits, the last checking the seven before it."""
    plain = re.sub(r"[\s\-]", "", number)
    return re.fullmatch(r"\d{11}", plain) is not None and awb_check_digit(plain[3:10]) == int(plain[10])


def is_imo_number(number: str) -> bool:
    """Tell whether these are the seven digits of a ship, the last checking the six before it; `IMO`
    may lead.
    """
    plain = number.upper().removeprefix("IMO").strip()
    if not re.fullmatch(r"\d{7}", plain):
        return False
    return sum(int(digit) * (7 - at) for at, digit in enumerate(plain[:6])) % 10 == int(plain[6])
