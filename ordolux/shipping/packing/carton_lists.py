"""The packing list carton by carton: as rows for a spreadsheet, as lines of its paper, and as labels."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ordolux.shipping.packing.models import PackingList

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CARTONS_ON_PAPER = 2000
_CENT = Decimal("0.01")
_LITRE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Carton:
    """One carton with what is in it."""

    number: int
    of: int
    model: str
    description: str
    batch: str
    pieces: int
    net_kg: Decimal
    gross_kg: Decimal
    length_mm: int
    width_mm: int
    height_mm: int
    volume_m3: Decimal

    @property
    def size(self) -> str:
        """Length, width and height in centimetres."""
        return " × ".join(f"{side / 10:g}" for side in (self.length_mm, self.width_mm, self.height_mm))


def cartons_of(snapshot: dict[str, Any]) -> Iterator[Carton]:
    """Every carton of a packing list in the order of its number; each range weighs in all what its line says."""
    packing = snapshot["packing"]
    for line in packing["lines"]:
        count = line["cartons"]
        first = int(str(line["carton_range"]).split("-")[0])
        for place in range(count):
            yield Carton(
                first + place, packing["cartons"], line["model"], line["description"], line["lot"],
                line["pieces_per_carton"], _share(line["net_kg"], count, place, _CENT),
                _share(line["gross_kg"], count, place, _CENT), line["length_mm"], line["width_mm"], line["height_mm"],
                _share(line["volume_m3"], count, place, _LITRE),
            )  # fmt: skip


def _share(whole: Any, count: int, place: int, step: Decimal) -> Decimal:
    """What one of ``count`` cartons has of a whole; the steps that are left over go to the first ones, so that the
    cartons add up to their line."""
    steps = int((Decimal(str(whole)) / step).to_integral_value())
    each, over = divmod(steps, count)
    return (each + (place < over)) * step


def packing_list_workbook(packing_list: PackingList, heads: tuple[str, ...]) -> bytes:
    """The packing list as a workbook: its head, one row for each carton, and the sums as formulas over them."""
    told = packing_list.snapshot
    book = Workbook(write_only=True)
    sheet = book.create_sheet(packing_list.number[:31])

    def words(*values: Any, bold: bool = False) -> None:
        row = []
        for value in values:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            if bold:
                cell.font = Font(bold=True)
            row.append(cell)
        sheet.append(row)

    words(packing_list.number, bold=True)
    words(told["seller"]["name"])
    words(told["consignee"]["name"])
    words(told["order"], f"{told['incoterm']} {told['place']}", " / ".join(told["marks"]))
    words()
    words(*heads, bold=True)
    count = 0
    for carton in cartons_of(told):
        count += 1
        words(
            carton.number, carton.model, carton.description, carton.batch, carton.pieces, carton.net_kg,
            carton.gross_kg, carton.length_mm, carton.width_mm, carton.height_mm, carton.volume_m3,
        )  # fmt: skip
    first, last = 7, 6 + count
    sums: list[Any] = [packing_list.cartons, "", "", ""]
    sums += [f"=SUM({column}{first}:{column}{last})" for column in "EFG"] + [
        "",
        "",
        "",
        f"=SUM(K{first}:K{last})",
    ]
    sheet.append(sums)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
