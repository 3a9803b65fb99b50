"""Readings from a file of the instrument: read in the sandbox, checked by the rules, taken over whole or not at all."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ordolux.foundation import sandbox
from ordolux.production.inspection.deeds import TakenReading, impossible_readings
from ordolux.production.inspection.models import Draw
from ordolux.rules.refusal import N_, Finding

_NO_COLUMN = N_("The file has no column for {column}.")
_NO_UNIT = N_("“{serial}” is not the number of a piece of this batch.")
_NOT_DRAWN = N_("Piece {unit} was not drawn for this sample.")
_EMPTY = N_("{column} is empty.")

NEEDED = ("serial", "flux_lm", "power_w", "x", "y")


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds: its readings, and everything that is wrong with it (then none may be taken over)."""

    readings: tuple[TakenReading, ...]
    findings: tuple[Finding, ...]


def read_file(data: bytes, draw: Draw) -> FileRead:
    """Read the bytes of an instrument's export in the sandbox, for the pieces of ``draw``.

    A row names its piece by its number in the batch, alone or after the batch's number (``B-2026-0001-17``).
    """
    result = sandbox.run("csv_measurements", data)
    findings = list(result.findings)
    if not result.ok:
        return FileRead((), tuple(findings))
    columns = result.value["columns"]
    missing = [Finding("no-column", _NO_COLUMN, {"column": name}) for name in NEEDED if name not in columns]
    if missing:
        return FileRead((), (*findings, *missing))
    readings = []
    for row in result.value["rows"]:
        taken = _reading(row, draw, findings)
        if taken is not None:
            readings.append(taken)
    return FileRead(tuple(readings), (*findings, *impossible_readings(tuple(readings))))


def _reading(row: dict[str, Any], draw: Draw, findings: list[Finding]) -> TakenReading | None:
    where = f"row {row['row']}"
    unit = _unit(str(row.get("serial") or ""), draw.label)
    if unit is None:
        findings.append(Finding("no-unit", _NO_UNIT, {"serial": row.get("serial") or ""}, where))
        return None
    if unit not in draw.units:
        findings.append(Finding("not-drawn", _NOT_DRAWN, {"unit": unit}, where))
        return None
    empty = [name for name in NEEDED if row.get(name) in (None, "")]
    if empty:
        findings += [Finding("empty", _EMPTY, {"column": name}, f"{where}, {name}") for name in empty]
        return None

    def number(name: str) -> Decimal | None:
        text = row.get(name)
        return None if text in (None, "") else Decimal(str(text))

    minute, flux, power, x, y = (number(name) for name in ("minute", "flux_lm", "power_w", "x", "y"))
    assert flux is not None
    assert power is not None
    assert x is not None
    assert y is not None
    return TakenReading(
        unit=unit,
        minute=minute if minute is not None else Decimal(0),
        flux_lm=flux,
        power_w=power,
        x=x,
        y=y,
        cct_k=number("cct_k"),
        cri=number("ra"),
        power_factor=number("power_factor"),
        supply_v=number("voltage_v"),
        ambient_c=number("temperature_c"),
        row=int(row["row"]),
    )


def _unit(serial: str, label: str) -> int | None:
    text = serial.strip()
    for prefix in (f"{label}-", f"{label}:", f"{label}/", "#"):
        if text.casefold().startswith(prefix.casefold()):
            text = text[len(prefix) :]
            break
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
