"""The final look at every piece: defect codes, what becomes of a piece, and the verdict on the batch.

Looked at under 800-1000 lx neutral light from 30-45 cm; zone A is visible in use, B at the side, C hidden.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.sampling import AqlTerms, accept_for_sample


class Severity(StrEnum):
    """Class of a defect: dangerous or illegal, not fit or not saleable, blemish."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class Disposition(StrEnum):
    """What becomes of a piece."""

    GOOD = "good"
    REWORK = "rework"
    SCRAP = "scrap"


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect with its code, class, zone, criterion and usual disposition."""

    code: str
    severity: Severity
    defect: str
    zone: str
    criterion: str
    usual_disposition: str


class DefectUnknown(Refusal):
    """The code is not in the catalogue of defects."""

    message = N_("There is no defect with code {code}.")


class PiecesUnaccounted(Refusal):
    """Not every piece of the batch has been looked at and decided on."""

    message = N_("The batch has {pieces} pieces, but good, rework and scrap add up to {accounted}.")


class PieceTwice(Refusal):
    """A piece was recorded twice."""

    message = N_("Piece {piece} is recorded twice.")


class CriticalNotGood(Refusal):
    """A piece with a critical or major defect is never good."""

    message = N_("Piece {piece} has the {severity} defect {code} and cannot be counted as good.")


@cache
def defects() -> dict[str, Defect]:
    """Return the catalogue of defects by code (house catalogue: 5 critical, 10 major, 7 minor)."""
    path = resources.files("ordolux.rules").joinpath("tables", "appearance_defects.csv")
    return {
        row["code"]: Defect(
            row["code"],
            Severity(row["class"]),
            row["defect"],
            row["zone"],
            row["criterion_default"],
            row["disposition"],
        )
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    }


def defect(code: str) -> Defect:
    """Return the defect of a code; `M04` and `m04` are different ones. Raises DefectUnknown."""
    found = defects().get(code)
    if found is None:
        raise DefectUnknown(code=code)
    return found


@dataclass(frozen=True, slots=True)
class DefectivePiece:
    """A piece on which a defect was found: what was found and what becomes of it."""

    piece: str
    codes: tuple[str, ...]
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class AppearanceCount:
    """How many pieces of a batch are good, go back to rework, or are scrapped."""

    pieces: int
    good: int
    rework: int
    scrap: int


def check_accounted(count: AppearanceCount) -> None:
    """Pass a count in which every piece of the batch is good, rework or scrap. Raises PiecesUnaccounted."""
    accounted = count.good + count.rework + count.scrap
    if min(count.pieces, count.good, count.rework, count.scrap) < 0 or accounted != count.pieces:
        raise PiecesUnaccounted(pieces=count.pieces, accounted=accounted)


def worst_severity(codes: Sequence[str]) -> Severity | None:
    """Return the worst class among defect codes, or None without any. Raises DefectUnknown."""
    found = {defect(code).severity for code in codes}
    return next((severity for severity in Severity if severity in found), None)


@dataclass(frozen=True, slots=True)
class AppearanceJudgement:
    """The verdict: nonconforming pieces by worst class (each counts once), defects by code, first pass yield."""

    is_accepted: bool
    must_sort_all: bool
    nonconforming: dict[Severity, int]
    by_code: dict[str, int]
    first_pass_percent: Decimal


def judge_appearance(
    count: AppearanceCount, defective: Sequence[DefectivePiece], aql: AqlTerms | None = None
) -> AppearanceJudgement:
    """Judge the 100 % inspection of a batch.

    Each nonconforming piece counts once, with its worst defect. Any critical piece rejects the batch and has
    it sorted whole; major and minor pieces are held against the order's AQL as if the batch were its sample.
    Rework and scrap must equal the defective pieces decided so; only minor ones may be good.
    Raises PiecesUnaccounted, PieceTwice, CriticalNotGood, DefectUnknown.
    """
    check_accounted(count)
    terms = aql or AqlTerms()
    seen: set[str] = set()
    nonconforming: Counter[Severity] = Counter()
    by_code: Counter[str] = Counter()
    decided: Counter[Disposition] = Counter()
    for found in defective:
        if found.piece in seen:
            raise PieceTwice(piece=found.piece)
        seen.add(found.piece)
        worst = worst_severity(found.codes)
        if worst is None:
            continue
        if found.disposition is Disposition.GOOD and worst is not Severity.MINOR:
            code = next(code for code in found.codes if defect(code).severity is worst)
            raise CriticalNotGood(piece=found.piece, severity=worst.value, code=code)
        nonconforming[worst] += 1
        by_code.update(set(found.codes))
        decided[found.disposition] += 1
    if decided[Disposition.REWORK] != count.rework or decided[Disposition.SCRAP] != count.scrap:
        accounted = count.good + decided[Disposition.REWORK] + decided[Disposition.SCRAP]
        raise PiecesUnaccounted(pieces=count.pieces, accounted=accounted)
    critical = nonconforming[Severity.CRITICAL] > 0
    accepted = (
        not critical
        and nonconforming[Severity.MAJOR] <= accept_for_sample(count.pieces, terms.major)
        and nonconforming[Severity.MINOR] <= accept_for_sample(count.pieces, terms.minor)
    )
    good_share = Decimal(count.good) / count.pieces * 100 if count.pieces else Decimal(0)
    return AppearanceJudgement(
        accepted,
        critical,
        {severity: nonconforming[severity] for severity in Severity},
        dict(sorted(by_code.items())),
        good_share.quantize(Decimal("0.1")),
    )
