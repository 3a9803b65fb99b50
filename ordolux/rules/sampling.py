"""Drawing a sample that anyone can repeat, and how many bad pieces it may hold.

The house rule draws 10 % of every batch. ISO 2859-1 (single sampling, normal inspection, AQL to 10) is given
beside it, because a fixed percentage is weak for small batches and heavy for large ones.
"""

import csv
import hashlib
import hmac
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache
from importlib import resources

from ordolux.rules.refusal import N_, Finding, Refusal


class NothingToDraw(Refusal):
    """The batch has no pieces."""

    message = N_("A batch of {pieces} pieces has nothing to draw from.")


class SampleTooLarge(Refusal):
    """More pieces are wanted than the batch holds."""

    message = N_("{size} pieces cannot be drawn from a batch of {pieces}.")


class SerialsRepeat(Refusal):
    """A serial number stands twice in the batch, so that it would have two chances."""

    message = N_("The serial number {serial} stands twice in batch {batch}.")


class SecretTooShort(Refusal):
    """A short secret could be guessed from its hash before the batch is closed."""

    message = N_("The secret of a draw needs at least {least} characters.")


class AqlUnknown(Refusal):
    """The AQL or level is not in the tables."""

    message = N_("There is no ISO 2859-1 plan for AQL {aql} at level {level}.")


# ------------------------------------------------------------------ size and draw


def sample_size(pieces: int, percent: Decimal = Decimal(10), least: int = 5) -> int:
    """Return how many pieces are drawn: `max(least, ceil(percent of pieces))`, or all of a smaller batch.

    Raises NothingToDraw.
    """
    if pieces < 1:
        raise NothingToDraw(pieces=pieces)
    share = int((Decimal(pieces) * percent / 100).to_integral_value(ROUND_CEILING))
    return min(pieces, max(least, share))


def commitment_of(secret: str) -> str:
    """Return the SHA-256 of the secret in hex: shown when the batch is released, so that nobody can change it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def check_secret(secret: str, least: int = 32) -> None:
    """Pass a secret that cannot be guessed from its commitment. Raises SecretTooShort."""
    if len(secret) < least:
        raise SecretTooShort(least=least)


def draw_seed(batch: str, pieces: int, secret: str) -> bytes:
    """Return the key of the draw: SHA-256 of `batch|LOT=pieces|beacon=secret`, 32 bytes."""
    return hashlib.sha256(f"{batch}|LOT={pieces}|beacon={secret}".encode()).digest()


def draw_positions(batch: str, pieces: int, secret: str, size: int) -> tuple[int, ...]:
    """Return the drawn positions, counted from 1, in ascending order.

    Each position scores HMAC-SHA256(seed, "batch:position"); the `size` smallest scores are drawn, so every
    piece has the same chance and anyone with the secret can repeat the draw.
    Raises NothingToDraw, SampleTooLarge.
    """
    if pieces < 1:
        raise NothingToDraw(pieces=pieces)
    if not 0 <= size <= pieces:
        raise SampleTooLarge(size=size, pieces=pieces)
    seed = draw_seed(batch, pieces, secret)
    scored = sorted(
        (hmac.digest(seed, f"{batch}:{position}".encode(), "sha256"), position)
        for position in range(1, pieces + 1)
    )
    return tuple(sorted(position for _, position in scored[:size]))


def draw_sample(
    batch: str, serials: Sequence[str], secret: str, *, percent: Decimal = Decimal(10), least: int = 5
) -> tuple[str, ...]:
    """Return the drawn serials of a closed batch, in the order of the batch.

    Raises NothingToDraw, SerialsRepeat.
    """
    seen: set[str] = set()
    for serial in serials:
        if serial in seen:
            raise SerialsRepeat(serial=serial, batch=batch)
        seen.add(serial)
    size = sample_size(len(serials), percent, least)
    return tuple(serials[position - 1] for position in draw_positions(batch, len(serials), secret, size))


@dataclass(frozen=True, slots=True)
class DrawCheck:
    """Whether a draw holds against its commitment and its rule, and if not, why."""

    is_true: bool
    findings: tuple[Finding, ...]


def verify_draw(
    batch: str,
    serials: Sequence[str],
    drawn: Sequence[str],
    *,
    secret: str,
    commitment: str,
    percent: Decimal = Decimal(10),
    least: int = 5,
) -> DrawCheck:
    """Repeat a draw: does the revealed secret match the hash shown before, and gives it the same pieces?

    Raises NothingToDraw, SerialsRepeat.
    """
    findings = []
    if not hmac.compare_digest(commitment_of(secret), commitment.lower()):
        findings.append(
            Finding(
                "draw.other_secret",
                N_("The revealed secret is not the one whose hash was shown when the batch was released."),
            )
        )
    expected = draw_sample(batch, serials, secret, percent=percent, least=least)
    if sorted(expected) != sorted(drawn):
        findings.append(
            Finding(
                "draw.other_pieces",
                N_("The drawn pieces differ: expected {missing}, not {added}."),
                {
                    "missing": ", ".join(sorted(set(expected) - set(drawn))) or "-",
                    "added": ", ".join(sorted(set(drawn) - set(expected))) or "-",
                },
            )
        )
    return DrawCheck(not findings, tuple(findings))


# ------------------------------------------------------------------ ISO 2859-1


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """Draw `size`, accept up to `accept` nonconforming pieces, reject from `reject` on (ISO 2859-1)."""

    letter: str
    size: int
    accept: int
    reject: int
    inspect_all: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    direct: bool
    size: int
    accept: int
    reject: int


AQLS = ("0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5", "4.0", "6.5", "10")
LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("ordolux.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _letters() -> list[dict[str, str]]:
    return _rows("iso_2859_1_code_letters.csv")


@cache
def _plans() -> dict[str, tuple[int, dict[str, _Cell]]]:
    table = {}
    for row in _rows("iso_2859_1_single_normal.csv"):
        cells = {}
        for aql in AQLS:
            written = row[f"aql_{aql}"]
            size, accept, reject = (int(part) for part in written.rpartition(":")[2].split("/"))
            cells[aql] = _Cell(":" not in written, size, accept, reject)
        table[row["code_letter"]] = (int(row["sample_size"]), cells)
    return table


def _aql_column(aql: Decimal, level: str = "II") -> str:
    for column in AQLS:
        if Decimal(column) == aql:
            return column
    raise AqlUnknown(aql=aql, level=level)


def code_letter(lot: int, level: str = "II") -> str:
    """Return the sample size code letter of a lot (ISO 2859-1 Table 1). Raises NothingToDraw, AqlUnknown."""
    if level not in LEVELS:
        raise AqlUnknown(aql="", level=level)
    if lot < 1:
        raise NothingToDraw(pieces=lot)
    for row in _letters():
        if not row["lot_max"] or lot <= int(row["lot_max"]):
            return row[level]
    raise AssertionError("the last row of the table has no upper end")


def iso_plan(lot: int, aql: Decimal, level: str = "II") -> SamplingPlan:
    """Return the single sampling plan, normal inspection (ISO 2859-1 Tables 1 and 2-A).

    Where the standard prints an arrow, the first plan in its direction holds, with its own sample size. If the
    plan wants no fewer pieces than the lot has, all are inspected. Raises NothingToDraw, AqlUnknown.
    """
    column = _aql_column(aql, level)
    letter = code_letter(lot, level)
    cell = _plans()[letter][1][column]
    if cell.size >= lot:
        return SamplingPlan(letter, lot, cell.accept, cell.reject, inspect_all=True)
    return SamplingPlan(letter, cell.size, cell.accept, cell.reject)


def accept_for_sample(size: int, aql: Decimal) -> int:
    """Return how many nonconforming pieces a sample of any size may hold.

    The acceptance number of the largest tabulated sample that is no larger and has a plan of its own at this
    AQL; 0 where there is none. Critical defects are never accepted, whatever this says. Raises AqlUnknown.
    """
    column = _aql_column(aql)
    accept = 0
    for tabulated, cells in _plans().values():
        if tabulated <= size and cells[column].direct:
            accept = cells[column].accept
    return accept


def is_sample_accepted(*, size: int, critical: int, major: int, minor: int, aql: "AqlTerms") -> bool:
    """Tell whether the counted nonconforming pieces stay within the order's AQLs; any critical one rejects."""
    if critical:
        return False
    return major <= accept_for_sample(size, aql.major) and minor <= accept_for_sample(size, aql.minor)


@dataclass(frozen=True, slots=True)
class AqlTerms:
    """The AQLs of an order; when it is silent: critical 0, major 2.5, minor 4.0 (trade habit)."""

    major: Decimal = Decimal("2.5")
    minor: Decimal = Decimal("4.0")
    level: str = "II"


def chance_of_seeing_none(lot: int, bad: int, sample: int) -> float:
    """Return the chance that a random sample of a lot holds none of its bad pieces (hypergeometric)."""
    if sample > lot - bad:
        return 0.0
    return math.comb(lot - bad, sample) / math.comb(lot, sample)
