"""How pieces of an order are packed in cartons and containers: of finished batches, or of its lines while they are made."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from ordolux.orders.agreement.models import OrderLine
from ordolux.production.inspection.models import Batch
from ordolux.rules.packing import CONTAINERS, CartonSpec, PackingPlan, ToPack, cartons_in_container, pack
from ordolux.rules.parts import Quantity


@dataclass(frozen=True, slots=True)
class Packed:
    """A packing with the order lines that it serves; ``is_final`` when it is of finished batches."""

    plan: PackingPlan
    lines: dict[str, OrderLine]
    is_final: bool


def pack_pieces(
    lines: Sequence[OrderLine], quantities: Iterable[Quantity], batches: Iterable[Batch] = ()
) -> Packed:
    """Pack so many pieces of the lines, batch by batch; pieces whose batch is not known are packed together.

    Lines come with their products; ``batches`` are those that the quantities name.
    """
    numbers = {batch.pk: batch.number for batch in batches}
    of_line: dict[int, list[Quantity]] = {}
    for each in quantities:
        of_line.setdefault(each.line, []).append(each)
    found = [(line, each) for line in lines for each in of_line.get(line.pk, ())]
    to_pack = [
        _to_pack(line, each.pieces, numbers[each.batch] if each.batch is not None else "")
        for line, each in found
    ]
    is_final = bool(found) and all(each.batch is not None for _, each in found)
    return Packed(pack(to_pack), {str(line.position): line for line in lines}, is_final=is_final)


def packing_data(packed: Packed, mode: str) -> dict[str, Any]:
    """A packing as plain data: lines by carton range, totals, and the containers when it fills its own."""
    plan = packed.plan
    return {
        "is_final": packed.is_final,
        "lines": [
            {**asdict(line), "cartons": line.cartons, "carton_range": line.carton_range,
             "model": packed.lines[line.item].product.number}
            for line in plan.lines
        ],
        "cartons": plan.cartons, "pieces": plan.pieces, "net_kg": plan.net_kg, "gross_kg": plan.gross_kg,
        "volume_m3": plan.volume_m3, "containers": containers_for(plan) if mode.endswith("fcl") else {},
    }  # fmt: skip


def containers_for(plan: PackingPlan) -> dict[str, Any]:
    """The fewest containers that hold a packing, the smallest kind first: by the stacking of equal cartons, or by
    planning volume where cartons differ; always within the payload."""
    best: dict[str, Any] = {}
    for code in ("20GP", "40GP", "40HQ"):
        container = CONTAINERS[code]
        sizes = {(line.length_mm, line.width_mm, line.height_mm) for line in plan.lines}
        if len(sizes) == 1:
            heaviest = max(line.gross_kg / line.cartons for line in plan.lines)
            room = cartons_in_container(next(iter(sizes)), heaviest, container)
            count = -(-plan.cartons // room) if room else 0
        else:
            count = max(
                ceil(plan.volume_m3 / container.planning_m3), ceil(plan.gross_kg / container.payload_kg)
            )
        if count and (not best or count < best["count"]):
            full = (plan.volume_m3 / (container.volume_m3 * count) * 100).quantize(Decimal("0.1"))
            best = {"code": code, "iso_type": container.iso_type, "count": count, "filled_percent": full}
    return best


def _to_pack(line: OrderLine, pieces: int, lot: str) -> ToPack:
    product = line.product
    return ToPack(
        item=str(line.position), description=line.description, pieces=pieces, lot=lot,
        carton=CartonSpec(
            pieces_per_carton=product.pieces_per_carton, length_mm=product.carton_length_mm,
            width_mm=product.carton_width_mm, height_mm=product.carton_height_mm, piece_net_kg=product.net_weight_kg,
            carton_tare_kg=product.carton_tare_kg,
        ),
    )  # fmt: skip
