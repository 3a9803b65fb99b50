"""Warranty: when it starts and ends, how many failures were allowed for, and what a claim must hold.

A fault test report is the condition for every approval; a sample of failures is never scaled up silently.
"""

import calendar
import math
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ordolux.rules.refusal import N_, Finding, Refusal


class StartEvent(StrEnum):
    """From which event the contract counts the warranty."""

    ON_BOARD = "on_board"
    DELIVERY = "delivery"
    MANUFACTURE = "manufacture"


@dataclass(frozen=True, slots=True)
class WarrantyTerms:
    """Start event, length in months, days of grace after the end, and the share of failures allowed for."""

    start_event: StartEvent
    months: int
    grace_days: int = 0
    allowance_percent: Decimal = Decimal(0)


class StartUnknown(Refusal):
    """The day from which the warranty counts is not known yet."""

    message = N_("The warranty counts from {event}, and that day is not known.")


class DateCodeUnreadable(Refusal):
    """The marking is no date code."""

    message = N_("{code} is not a date code (year, week, line: 2638A1).")


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; a day that does not exist becomes the month's last.

    2026-08-31 and 6 months is 2027-02-28.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_DATE_CODE = re.compile(r"([0-9]{2})([0-9]{2})[A-Z][0-9A-Z]{0,4}")


def made_by(code: str) -> date:
    """Return the last day on which a lamp with this date code was made: the Sunday of its ISO week.

    The last day, because a doubt about the week is decided for the customer. Raises DateCodeUnreadable.
    """
    matched = _DATE_CODE.fullmatch(code.strip().upper())
    try:
        if matched is None:
            raise ValueError
        return date.fromisocalendar(2000 + int(matched[1]), int(matched[2]), 7)
    except ValueError:
        raise DateCodeUnreadable(code=code) from None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days of a warranty and whether a claim came in time; `in_grace` if only by days of grace."""

    starts_on: date
    ends_on: date
    is_in_time: bool
    in_grace: bool
    days_left: int


def coverage(terms: WarrantyTerms, events: dict[StartEvent, date], submitted_on: date) -> Coverage:
    """Return the warranty of goods and whether a claim submitted on a day is in time.

    The last day counts; what matters is when the claim was submitted. Raises StartUnknown.
    """
    starts_on = events.get(terms.start_event)
    if starts_on is None:
        raise StartUnknown(event=terms.start_event.value)
    ends_on = add_months(starts_on, terms.months)
    last = ends_on + timedelta(days=terms.grace_days)
    return Coverage(
        starts_on,
        ends_on,
        starts_on <= submitted_on <= last,
        ends_on < submitted_on <= last,
        (ends_on - submitted_on).days,
    )


# ------------------------------------------------------------------ failures


class CountsImpossible(Refusal):
    """More failures than pieces, or counts below zero."""

    message = N_("{failed} of {pieces} pieces cannot have failed.")


@dataclass(frozen=True, slots=True)
class AllowanceResult:
    """The failure rate in percent of what was shipped, and how many failures go beyond the spares supplied."""

    rate_percent: Decimal
    excess: int


def allowance_excess(*, shipped: int, failed_in_all: int, spares_supplied: int) -> AllowanceResult:
    """Return the failures to be replaced: all proven ones of this item and order, less spares already supplied.

    Cumulated over all claims, never per claim; spares that were promised but not shipped do not count.
    Raises CountsImpossible.
    """
    if shipped < 1 or spares_supplied < 0 or not 0 <= failed_in_all <= shipped + spares_supplied:
        raise CountsImpossible(failed=failed_in_all, pieces=shipped)
    rate = (Decimal(failed_in_all) / shipped * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return AllowanceResult(rate, max(0, failed_in_all - spares_supplied))


def wilson_interval(failed: int, inspected: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the interval of the true failure share (Wilson 1927; z = 1.96 for 95 %).

    6 of 120 is 5.0 %, but truly somewhere between 2.3 % and 10.5 %. Raises CountsImpossible.
    """
    if inspected < 1 or not 0 <= failed <= inspected:
        raise CountsImpossible(failed=failed, pieces=inspected)
    share = failed / inspected
    divisor = 1 + z * z / inspected
    middle = (share + z * z / (2 * inspected)) / divisor
    half = z * math.sqrt(share * (1 - share) / inspected + z * z / (4 * inspected * inspected)) / divisor
    low = 0.0 if failed == 0 else max(0.0, middle - half)
    high = 1.0 if failed == inspected else min(1.0, middle + half)
    return low, high


def is_epidemic(same_cause: int, shipped: int, limit_percent: Decimal = Decimal(3)) -> bool:
    """Tell whether failures of one root cause within 12 months exceed the limit, which starts an 8D report."""
    return shipped > 0 and Decimal(same_cause) / shipped * 100 > limit_percent


# ------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class FaultTestReport:
    """A fault test report: number, tester, day, tested pieces, and whether it finds a manufacturing defect."""

    number: str
    tested_by: str
    tested_on: date
    samples_tested: int
    manufacturing_defect: bool | None
    file_sha256: str


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a claim tells; counts are pieces."""

    item: str
    batch_or_date_code: str
    failure_mode: str
    failed: int
    inspected: int | None = None
    installed: int | None = None
    delivered: int | None = None
    photos: int = 0
    serials: tuple[str, ...] = ()
    serials_claimed_before: frozenset[str] = field(default_factory=frozenset)
    report: FaultTestReport | None = None


class TestReportMissing(Refusal):
    """Free replacement needs a test report."""

    message = N_("The claim cannot be approved without a fault test report.")


class DefectNotProven(Refusal):
    """The report does not find a manufacturing defect."""

    message = N_("Test report {number} does not show a manufacturing defect.")


class ClaimIncomplete(Refusal):
    """Something that the claim must tell is missing."""

    message = N_("The claim is not complete: {reasons}")


def claim_gaps(claim: ClaimFacts) -> tuple[Finding, ...]:
    """Return what is missing from or contradictory in a claim, the test report included."""
    gaps: list[Finding] = []

    def gap(code: str, message: str, where: str, **values: object) -> None:
        gaps.append(Finding(f"claim.{code}", message, values, where))

    if not claim.item:
        gap("item", N_("Which article is it?"), "item")
    if not claim.batch_or_date_code and not claim.serials:
        gap("batch", N_("The batch, date code or serial numbers are missing."), "batch")
    if not claim.failure_mode:
        gap("mode", N_("How does it fail?"), "failure_mode")
    if claim.failed < 1:
        gap("failed", N_("How many pieces failed?"), "failed")
    if claim.photos < 1:
        gap("photos", N_("A photo of the marking and of the fault is missing."), "photos")
    for name, whole in (
        ("inspected", claim.inspected),
        ("installed", claim.installed),
        ("delivered", claim.delivered),
    ):
        if whole is not None and claim.failed > whole:
            gap(
                f"more_than_{name}",
                N_("{failed} failed pieces are more than the {whole} named as {name}."),
                name,
                failed=claim.failed,
                whole=whole,
                name=name,
            )
    if claim.serials and len(set(claim.serials)) != len(claim.serials):
        gap("serials_twice", N_("A serial number stands twice in the claim."), "serials")
    before = sorted(set(claim.serials) & claim.serials_claimed_before)
    if before:
        gap("serials_before", N_("Already claimed: {serials}"), "serials", serials=", ".join(before))
    if claim.report is None:
        gap("report", N_("The fault test report is missing."), "report")
    elif claim.report.samples_tested < 1:
        gap("report_empty", N_("The fault test report names no tested piece."), "report")
    return tuple(gaps)


def check_approvable(claim: ClaimFacts) -> None:
    """Pass a claim that may be approved: complete, with a test report that finds a manufacturing defect.

    Raises TestReportMissing, DefectNotProven, ClaimIncomplete.
    """
    if claim.report is None:
        raise TestReportMissing()
    gaps = claim_gaps(claim)
    if gaps:
        raise ClaimIncomplete(reasons=" ".join(gap.sentence() for gap in gaps), findings=gaps)
    if not claim.report.manufacturing_defect:
        raise DefectNotProven(number=claim.report.number)
