"""Batches are released, closed, measured, judged, reworked and looked at, piece by piece."""

import secrets
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.stock import moves
from ordolux.foundation.stock.models import StockMove
from ordolux.production.inspection.agreed import agreed_light, as_rule
from ordolux.production.inspection.models import (
    SAMPLED,
    AppearanceLook,
    AppearancePhoto,
    Batch,
    BatchState,
    Draw,
    FailedPiece,
    Instrument,
    InstrumentState,
    Judgement,
    Nonconformance,
    NonconformanceState,
    Reading,
    ReadingSheet,
    SealedSecret,
)
from ordolux.production.job.deeds import check_released, finish_production
from ordolux.production.job.models import Job, JobState
from ordolux.production.materials.models import Peg
from ordolux.rules.appearance import (
    AppearanceCount,
    DefectivePiece,
    Disposition,
    check_accounted,
    judge_appearance,
)
from ordolux.rules.light import (
    AgreedLight,
    Check,
    LampReading,
    SampleJudgement,
    Verdict,
    implausibilities,
    judge_sample,
)
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.sampling import commitment_of, draw_positions, sample_size
from ordolux.rules.workdays import day_at

WORKS_ZONE = "Asia/Shanghai"
ALGORITHM = "seed = SHA-256(label|LOT=pieces|beacon=secret); score = HMAC-SHA256(seed, label:n); the smallest are drawn"


class JobNotScheduled(Refusal):
    """The job of the batch has no complete material or no place in the schedule."""

    message = N_("{batch} cannot be released: {job} is not scheduled.")


class ReadingsNotWanted(Refusal):
    """There is no open sample: the batch is not closed yet, or judged already."""

    message = N_("{batch} has no sample that waits for readings.")


class NoReadingsGiven(Refusal):
    """The sheet is empty."""

    message = N_("There are no readings on this sheet.")


class UnitNotDrawn(Refusal):
    """A reading of a piece that does not belong to the sample."""

    message = N_("These pieces were not drawn for {batch}: {units}.")


class ReadingsImpossible(Refusal):
    """Some readings cannot come from a lamp in a sphere."""

    message = N_("Some readings cannot be right, so none was taken over. {reasons}")


class InstrumentOutOfCalibration(Refusal):
    """What an instrument shows after the end of its calibration counts for nothing."""

    message = N_("The calibration of {instrument} ended on {calibrated_until}; its readings cannot be used.")


class FailedAlready(Refusal):
    """The piece was failed by eye before."""

    message = N_("Piece {unit} of {batch} is failed already.")


class InstrumentNumberTaken(Refusal):
    """Another instrument has this number."""

    message = N_("There is an instrument {number} already.")


class CalibrationMakesNoSense(Refusal):
    """A calibration ends before it begins, or begins in the future."""

    message = N_("A calibration cannot begin in the future, and must end after it begins.")


class PhotoOfNoDefect(Refusal):
    """A photo shows a defect that was not counted."""

    message = N_("A photo was given for {code}, but no piece has this defect.")


class PhotoOfNoPiece(Refusal):
    """A photo is said to show a piece that the batch does not have."""

    message = N_("A photo is said to show piece {unit}; {batch} has the pieces 1 to {pieces}.")


class SampleIncomplete(Refusal):
    """Not every drawn piece has been measured, or not long enough."""

    message = N_("The sample of {batch} cannot be judged yet: {missing}")


class DefectsDoNotAddUp(Refusal):
    """The pieces with defects are not those that go to rework or scrap."""

    message = N_("{pieces} pieces go to rework or scrap, but defects are named for {named} of them.")


# ── release and close ────────────────────────────────────────────────────────


@deed("batch.release", roles={Role.PLANNER})
def release_batch(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Start a batch: its material is issued, and the secret of its draw is made and sealed; only its hash is shown.

    Raises OrderNotReleased, JobNotScheduled, NotAllowedNow.
    """
    job = Job.objects.select_for_update(of=("self",)).select_related("order").get(pk=batch.job_id)
    job.deal = batch.deal
    check_released(job.order)
    if job.state not in (JobState.SCHEDULED, JobState.RUNNING):
        raise JobNotScheduled(batch=batch.number, job=job.number)
    _check_move(batch, BatchState.RELEASED)
    _seal_secret(batch, at=at)
    batch.released_at = at
    batch.move_to(
        BatchState.RELEASED,
        by=by,
        at=at,
        fields=("round", "secret_hash", "released_at"),
        secret_sha256=batch.secret_hash,
        pieces=batch.pieces,
    )
    _issue_material(batch, job, by=by, at=at)
    if job.state == JobState.SCHEDULED:
        job.move_to(JobState.RUNNING, by=by, at=at)
    batch.deal.expect(Role.PLANNER, "batch.close", by=batch.planned_end_at)
    return batch


@deed("batch.close", roles={Role.PLANNER, Role.INSPECTOR})
def close_batch(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Close a batch that is made (or reworked): the secret is revealed and the sample drawn by it.

    Raises NotAllowedNow.
    """
    wanted = BatchState.RESUBMITTED if batch.state == BatchState.REWORKED else BatchState.PRODUCED
    _check_move(batch, wanted)
    policy = planning_policy()
    sealed = SealedSecret.objects.get(batch=batch, round=batch.round)
    label = batch.label_of_round(batch.round)
    size = sample_size(batch.pieces, policy.sample_percent, policy.sample_least)
    draw = Draw.objects.create(
        deal=batch.deal,
        batch=batch,
        round=batch.round,
        label=label,
        pieces=batch.pieces,
        percent=policy.sample_percent,
        secret=sealed.secret,
        secret_hash=sealed.secret_hash,
        units=list(draw_positions(label, batch.pieces, sealed.secret, size)),
        drawn_at=at,
        drawn_by=by.name,
    )
    batch.produced_at = at
    batch.move_to(
        wanted,
        by=by,
        at=at,
        fields=("produced_at",),
        label=label,
        pieces=batch.pieces,
        secret=sealed.secret,
        secret_sha256=sealed.secret_hash,
        drawn=draw.units,
        algorithm=ALGORITHM,
    )
    batch.deal.expect(Role.INSPECTOR, "readings.enter")
    return batch


@deed("batch.rework", roles={Role.PLANNER})
def rework_batch(batch: Batch, *, what: str, by: Actor, at: datetime) -> Batch:
    """Take a blocked batch into rework; it will be sampled anew by a new secret, whose hash is shown from now on.

    Raises NotAllowedNow.
    """
    _check_move(batch, BatchState.REWORKED)
    _seal_secret(batch, at=at)
    open_one = batch.nonconformances.filter(state=NonconformanceState.OPENED).order_by("-pk").first()
    if open_one is not None:
        open_one.rework = what
        open_one.deal = batch.deal
        open_one.changed("rework")
    batch.move_to(
        BatchState.REWORKED,
        by=by,
        at=at,
        fields=("round", "secret_hash"),
        what=what,
        secret_sha256=batch.secret_hash,
    )
    batch.deal.expect(Role.PLANNER, "batch.close")
    return batch


def _check_move(batch: Batch, wanted: BatchState) -> None:
    if not batch.can_move_to(wanted):
        raise NotAllowedNow(record=batch.number, state=str(batch.state), wanted=str(wanted))


def _seal_secret(batch: Batch, *, at: datetime) -> None:
    """32 random bytes for the next draw of a batch; from here on nobody can choose what will be drawn."""
    batch.round += 1
    secret = secrets.token_hex(32)
    batch.secret_hash = commitment_of(secret)
    SealedSecret.objects.create(
        batch=batch, round=batch.round, secret=secret, secret_hash=batch.secret_hash, made_at=at
    )


def _issue_material(batch: Batch, job: Job, *, by: Actor, at: datetime) -> None:
    """Issue the batch's share of what is reserved for its job, the last batch taking what is left: first lots first."""
    # by what was issued already, not by position: a batch may have been split, merged or released out of turn
    before = sum(
        job.batches.filter(released_at__isnull=False).exclude(pk=batch.pk).values_list("pieces", flat=True)
    )
    by_part: dict[int, list[Peg]] = defaultdict(list)
    for each in (
        Peg.objects.filter(requirement__job=job).select_related("lot", "requirement").order_by("lot_id", "pk")
    ):
        by_part[each.requirement_id].append(each)
    rows = []
    for pegs in by_part.values():
        total = sum((each.quantity for each in pegs), Decimal(0))
        start, end = (
            (total * pieces / job.pieces).quantize(Decimal(1)) if pieces < job.pieces else total
            for pieces in (before, before + batch.pieces)
        )
        reached = Decimal(0)
        for each in pegs:
            share = min(end, reached + each.quantity) - max(start, reached)
            if share > 0 and each.lot is not None:
                rows.append(moves.issued(each.lot, share, of=batch, by=by, at=at))
            reached += each.quantity
    if rows:
        StockMove.objects.bulk_create(rows)


# ── readings ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TakenReading:
    """One reading of one drawn piece (``unit`` counts from 1 in the batch), ``minute`` after it was switched on.

    Flux in lm, power in W, x and y of CIE 1931, CCT in K, supply in V, ambient temperature in °C. ``row`` says where it
    stood in a file.
    """

    unit: int
    minute: Decimal
    flux_lm: Decimal
    power_w: Decimal
    x: Decimal
    y: Decimal
    cct_k: Decimal | None = None
    cri: Decimal | None = None
    power_factor: Decimal | None = None
    supply_v: Decimal | None = None
    ambient_c: Decimal | None = None
    row: int = 0

    def as_rule(self) -> LampReading:
        """This reading as the rules judge it."""
        return LampReading(
            self.minute,
            self.flux_lm,
            self.power_w,
            self.x,
            self.y,
            self.cct_k,
            self.cri,
            self.power_factor,
            self.supply_v,
            self.ambient_c,
        )


MEASURED = (
    "flux_lm",
    "power_w",
    "x",
    "y",
    "cct_k",
    "cri",
    "power_factor",
    "supply_v",
    "ambient_c",
)


@deed("readings.enter", roles={Role.INSPECTOR})
def enter_readings(
    batch: Batch,
    *,
    readings: tuple[TakenReading, ...],
    instrument: str,
    calibrated_until: date,
    by: Actor,
    at: datetime,
    file_sha256: str = "",
    file_name: str = "",
) -> ReadingSheet:
    """Take over the readings of drawn pieces, typed or from a file (``file_sha256``: its stored original).

    A reading of the same piece and minute corrects the earlier one, until the sample is judged.

    Raises ReadingsNotWanted, NoReadingsGiven, InstrumentOutOfCalibration, UnitNotDrawn, ReadingsImpossible;
    then none is taken over.
    """
    draw = _open_draw(batch)
    if not readings:
        raise NoReadingsGiven()
    if calibrated_until < day_at(WORKS_ZONE, at):
        raise InstrumentOutOfCalibration(instrument=instrument, calibrated_until=calibrated_until)
    foreign = sorted({reading.unit for reading in readings} - set(draw.units))
    if foreign:
        raise UnitNotDrawn(batch=batch.number, units=", ".join(str(unit) for unit in foreign))
    impossible = impossible_readings(readings)
    if impossible:
        raise ReadingsImpossible(
            reasons=" ".join(str(finding) for finding in impossible[:5]), findings=impossible
        )

    # what one person types with one instrument on one day is one sheet, however often he saves
    sheet = (
        None
        if file_sha256
        else ReadingSheet.objects.filter(
            draw=draw,
            instrument=instrument[:120],
            calibrated_until=calibrated_until,
            entered_by=by.name,
            file=None,
            is_refused=False,
            at__gt=at - timedelta(hours=12),
        ).last()
    ) or ReadingSheet.objects.create(
        deal=batch.deal,
        batch=batch,
        draw=draw,
        instrument=instrument[:120],
        calibrated_until=calibrated_until,
        file_id=file_sha256 or None,
        file_name=file_name[:255],
        entered_by=by.name,
        at=at,
    )
    latest = {(reading.unit, reading.minute): reading for reading in readings}
    Reading.objects.bulk_create(
        [
            Reading(
                sheet=sheet,
                draw=draw,
                unit=reading.unit,
                minute=reading.minute,
                **{name: getattr(reading, name) for name in MEASURED},
            )
            for reading in latest.values()
        ],
        update_conflicts=True,
        unique_fields=["draw", "unit", "minute"],
        update_fields=["sheet", *MEASURED],
    )
    record_event(
        "readings.entered",
        batch,
        by=by,
        at=at,
        readings=len(latest),
        units=sorted({r.unit for r in readings}),
        instrument=instrument,
        file=file_sha256,
    )
    batch.deal.expect(Role.INSPECTOR, "batch.judge")
    return sheet


@deed("readings.refuse", roles={Role.INSPECTOR})
def refuse_readings(
    batch: Batch, *, file_sha256: str, file_name: str, findings: tuple[str, ...], by: Actor, at: datetime
) -> ReadingSheet:
    """Keep a file of readings that could not be used, with what is wrong with it; none of its readings counts."""
    draw = Draw.objects.filter(batch=batch, round=batch.round).first()
    sheet = ReadingSheet.objects.create(
        deal=batch.deal,
        batch=batch,
        draw=draw,
        file_id=file_sha256,
        file_name=file_name[:255],
        is_refused=True,
        findings=list(findings),
        entered_by=by.name,
        at=at,
    )
    record_event(
        "readings.refused", batch, by=by, at=at, file=file_sha256, findings=len(findings), first=findings[:3]
    )
    return sheet


def impossible_readings(readings: tuple[TakenReading, ...]) -> tuple[Finding, ...]:
    """What cannot be true of these readings, each with the piece and the row in which it stands."""
    return tuple(
        Finding(found.code, found.message, found.values, _where(reading))
        for reading in readings
        for found in implausibilities(reading.as_rule())
    )


def _where(reading: TakenReading) -> str:
    return (
        f"row {reading.row}, piece {reading.unit}"
        if reading.row
        else f"piece {reading.unit}, {reading.minute:g} min"
    )


def _open_draw(batch: Batch) -> Draw:
    if batch.state not in SAMPLED:
        raise ReadingsNotWanted(batch=batch.number)
    return Draw.objects.get(batch=batch, round=batch.round)


@deed("sample.fail", roles={Role.INSPECTOR})
def fail_piece(
    batch: Batch,
    *,
    unit: int,
    reason: Literal["dark", "flickers", "broken", "noise", "other"],
    by: Actor,
    at: datetime,
    photo: StoredFile | None = None,
) -> FailedPiece:
    """Fail a drawn piece by eye, with a photo: it counts as failed whatever is measured on it, and needs no readings.

    ``sample.unfail`` takes it back until the sample is judged. Raises ReadingsNotWanted, UnitNotDrawn, FailedAlready.
    """
    draw = _open_draw(batch)
    if unit not in draw.units:
        raise UnitNotDrawn(batch=batch.number, units=str(unit))
    if draw.failed_pieces.filter(unit=unit, withdrawn_at__isnull=True).exists():
        raise FailedAlready(batch=batch.number, unit=unit)
    failed = FailedPiece.objects.create(
        deal=batch.deal, draw=draw, unit=unit, reason=reason, photo=photo, failed_by=by.name, at=at
    )
    record_event(
        "sample.piece_failed",
        batch,
        by=by,
        at=at,
        unit=unit,
        reason=reason,
        photo=photo.sha256 if photo else "",
    )
    batch.deal.expect(Role.INSPECTOR, "batch.judge")
    return failed


@deed("sample.unfail", roles={Role.INSPECTOR})
def unfail_piece(batch: Batch, *, unit: int, why: str, by: Actor, at: datetime) -> Batch:
    """Take back that a drawn piece failed by eye, with the reason, until the sample is judged.

    Raises ReadingsNotWanted, UnitNotDrawn.
    """
    draw = _open_draw(batch)
    if not draw.failed_pieces.filter(unit=unit, withdrawn_at__isnull=True).update(withdrawn_at=at):
        raise UnitNotDrawn(batch=batch.number, units=str(unit))
    record_event("sample.piece_unfailed", batch, by=by, at=at, unit=unit, why=why)
    return batch


# ── instruments ──────────────────────────────────────────────────────────────


@deed("instrument.add", roles={Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR})
def add_instrument(
    *, number: str, name: str, serial: str, calibrated_on: date, calibrated_until: date, by: Actor, at: datetime,
    certificate: StoredFile | None = None,
) -> Instrument:  # fmt: skip
    """Enter a measuring instrument of the works with its calibration.

    Raises InstrumentNumberTaken, CalibrationMakesNoSense.
    """
    if Instrument.objects.filter(number=number).exists():
        raise InstrumentNumberTaken(number=number)
    _check_calibration(calibrated_on, calibrated_until, at)
    made = Instrument.objects.create(
        number=number, name=name, serial=serial, calibrated_on=calibrated_on, calibrated_until=calibrated_until,
        certificate=certificate,
    )  # fmt: skip
    record_event("instrument.added", made, by=by, at=at, calibrated_until=calibrated_until)
    return made


@deed("instrument.calibrate", roles={Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR})
def calibrate_instrument(
    instrument: Instrument, *, calibrated_on: date, calibrated_until: date, by: Actor, at: datetime,
    certificate: StoredFile | None = None,
) -> Instrument:  # fmt: skip
    """Note a new calibration of an instrument.

    Raises CalibrationMakesNoSense.
    """
    _check_calibration(calibrated_on, calibrated_until, at)
    instrument.calibrated_on, instrument.calibrated_until = calibrated_on, calibrated_until
    instrument.certificate = certificate or instrument.certificate
    instrument.changed("calibrated_on", "calibrated_until", "certificate")
    record_event("instrument.calibrated", instrument, by=by, at=at, calibrated_until=calibrated_until,
                 certificate=certificate.sha256 if certificate else "")  # fmt: skip
    return instrument


@deed("instrument.retire", roles={Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR})
def retire_instrument(instrument: Instrument, *, by: Actor, at: datetime) -> Instrument:
    """Put an instrument away; it is offered for no measurement any more. ``instrument.use`` is the reverse.

    Raises NotAllowedNow.
    """
    instrument.move_to(InstrumentState.RETIRED, by=by, at=at)
    return instrument


@deed("instrument.use", roles={Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR})
def use_instrument(instrument: Instrument, *, by: Actor, at: datetime) -> Instrument:
    """Take an instrument that was put away into use again.

    Raises NotAllowedNow.
    """
    instrument.move_to(InstrumentState.USED, by=by, at=at)
    return instrument


def _check_calibration(begins: date, ends: date, at: datetime) -> None:
    if ends < begins or begins > day_at(WORKS_ZONE, at):
        raise CalibrationMakesNoSense()


# ── verdict ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SampleSoFar:
    """What the sample of a batch says before it is judged: the pieces that wait, those failed by eye, the verdict."""

    agreed: AgreedLight
    verdict: SampleJudgement | None
    failed: dict[int, FailedPiece]
    unmeasured: tuple[int, ...]
    open_checks: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether it can be judged."""
        return not self.unmeasured and not self.open_checks

    @property
    def passes(self) -> bool:
        """Whether the batch passes by what is known."""
        return not self.failed and self.verdict is not None and self.verdict.verdict is Verdict.PASSED


def sample_so_far(batch: Batch, draw: Draw) -> SampleSoFar:
    """What the readings of a draw and the pieces failed by eye say (two statements).

    Raises LightNotAgreed.
    """
    agreed = agreed_light(batch.job)
    series: dict[int, list[LampReading]] = {unit: [] for unit in draw.units}
    for reading in draw.readings.order_by("unit", "minute"):
        series[reading.unit].append(as_rule(reading))
    failed = {each.unit: each for each in draw.failed_pieces.filter(withdrawn_at__isnull=True)}
    # a piece that failed by eye needs no readings; those that it has are not asked to be complete
    measured = [(str(unit), readings) for unit, readings in series.items() if readings and unit not in failed]
    verdict = judge_sample(measured, agreed) if measured else None
    open_checks: set[str] = set()
    if verdict is not None and verdict.verdict is Verdict.OPEN:
        open_checks = {
            check.code for unit in verdict.units for check in unit.checks if check.verdict is Verdict.OPEN
        }
        open_checks |= {check.code for check in verdict.checks if check.verdict is Verdict.OPEN}
    unmeasured = tuple(unit for unit, readings in series.items() if not readings and unit not in failed)
    return SampleSoFar(agreed, verdict, failed, unmeasured, tuple(sorted(open_checks)))


@deed("batch.judge", roles={Role.INSPECTOR})
def judge_batch(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Judge the sample against what the order line agreed: the batch passes, or is blocked by a nonconformance.

    Raises ReadingsNotWanted, SampleIncomplete, LightNotAgreed.
    """
    draw = _open_draw(batch)
    so_far = sample_so_far(batch, draw)
    if so_far.unmeasured:
        raise SampleIncomplete(batch=batch.number, missing=_few([str(unit) for unit in so_far.unmeasured]))
    if so_far.open_checks:
        raise SampleIncomplete(batch=batch.number, missing=", ".join(so_far.open_checks))
    agreed, verdict, failed = so_far.agreed, so_far.verdict, so_far.failed
    is_passed = so_far.passes
    by_eye = [
        {"unit": unit, "verdict": Verdict.FAILED.value, "reason": str(each.reason), "checks": []}
        for unit, each in sorted(failed.items())
    ]
    method = verdict.method if verdict is not None else agreed.method
    judgement = Judgement.objects.create(
        deal=batch.deal,
        draw=draw,
        is_passed=is_passed,
        agreed={name: str(value) for name, value in asdict(agreed).items()},
        method=method,
        checks=[_told(check) for check in verdict.checks] if verdict is not None else [],
        units=[*(_told_units(verdict) if verdict is not None else []), *by_eye],
        judged_by=by.name,
        at=at,
    )
    if is_passed:
        _close_nonconformances(batch, by=by, at=at)
        batch.move_to(BatchState.PASSED, by=by, at=at, drawn=draw.size, method=method)
        batch.deal.expect(Role.INSPECTOR, "appearance.inspect")
    else:
        _open_nonconformance(batch, draw, judgement, verdict, by=by, at=at)
        batch.move_to(
            BatchState.FAILED,
            by=by,
            at=at,
            drawn=draw.size,
            failed_units=[str(unit) for unit in judgement.failed_units],
        )
        batch.deal.expect(Role.PLANNER, "batch.rework")
    return batch


def _few(words: list[str]) -> str:
    shown = ", ".join(words[:12])
    return f"{shown} … (+{len(words) - 12})" if len(words) > 12 else shown


def _told(check: Check) -> dict[str, Any]:
    return {
        "code": check.code,
        "label": check.label,
        "limit": check.limit,
        "unit": check.unit,
        "verdict": check.verdict.value,
        "measured": None if check.measured is None else str(check.measured),
    }


def _told_units(verdict: SampleJudgement) -> list[dict[str, Any]]:
    return [
        {
            "unit": int(unit.unit),
            "verdict": unit.verdict.value,
            "stable_at_min": None if unit.stable_at_min is None else str(unit.stable_at_min),
            "flux_lm": str(unit.judged.flux_lm),
            "power_w": str(unit.judged.power_w),
            "cct_k": str(unit.judged.colour_temperature_k),
            "x": str(unit.judged.x),
            "y": str(unit.judged.y),
            "sdcm": str(unit.sdcm),
            "duv": str(unit.duv),
            "checks": [_told(check) for check in unit.checks],
        }
        for unit in verdict.units
    ]


def _open_nonconformance(
    batch: Batch,
    draw: Draw,
    judgement: Judgement,
    verdict: SampleJudgement | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    reasons: list[dict[str, Any]] = [
        {"unit": unit["unit"], "checks": [unit["reason"]]} for unit in judgement.units if "reason" in unit
    ]
    if verdict is not None:
        reasons += [
            {"unit": int(unit.unit), "checks": list(unit.failed)}
            for unit in verdict.units
            if unit.verdict is Verdict.FAILED
        ]
        reasons += [{"unit": None, "checks": [c.code]} for c in verdict.checks if c.verdict is Verdict.FAILED]
    opened = Nonconformance.objects.create(
        deal=batch.deal,
        number=next_number("nonconformance", at),
        batch=batch,
        draw=draw,
        reasons=reasons,
        opened_at=at,
    )
    record_event("nonconformance.opened", opened, by=by, at=at, batch=batch, pieces=judgement.failed_units)


def _close_nonconformances(batch: Batch, *, by: Actor, at: datetime) -> None:
    for each in batch.nonconformances.filter(state=NonconformanceState.OPENED).order_by("pk"):
        each.deal = batch.deal
        each.closed_at = at
        each.move_to(NonconformanceState.CLOSED, by=by, at=at, fields=("closed_at",))


# ── appearance ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FoundDefect:
    """So many pieces with the same defects (``codes`` of the house catalogue), and what becomes of them.

    ``becomes`` is ``rework``, ``scrap`` or, for a blemish that is accepted, ``good``.
    """

    codes: tuple[str, ...]
    pieces: int
    becomes: str


@dataclass(frozen=True, slots=True)
class DefectPhoto:
    """A photo of a defect: the code that it shows, its stored file, the piece (from 1) if it is known, and words of the
    inspector (200 characters). The report prints it.
    """

    code: str
    sha256: str
    unit: int | None = None
    caption: str = ""


@deed("appearance.inspect", roles={Role.INSPECTOR})
def inspect_appearance(
    batch: Batch,
    *,
    good: int,
    rework: int,
    scrap: int,
    by: Actor,
    at: datetime,
    defects: tuple[FoundDefect, ...] = (),
    remark: str = "",
    photos: tuple[DefectPhoto, ...] = (),
) -> Batch:
    """Look at every open piece of a batch that passed its sample: good, rework or scrap, none left out.

    What goes to rework stays open and is looked at again; when nothing is open the batch is inspected. Raises
    NotAllowedNow, PiecesUnaccounted, DefectsDoNotAddUp, DefectUnknown, CriticalNotGood, PhotoOfNoDefect,
    PhotoOfNoPiece.
    """
    if batch.state != BatchState.PASSED:
        raise NotAllowedNow(record=batch.number, state=str(batch.state), wanted=str(BatchState.INSPECTED))
    count = AppearanceCount(batch.open_pieces, good, rework, scrap)
    check_accounted(count)
    named = sum(each.pieces for each in defects if each.becomes != Disposition.GOOD)
    if named != rework + scrap:
        raise DefectsDoNotAddUp(pieces=rework + scrap, named=named)
    judged = judge_appearance(
        count,
        [
            DefectivePiece(f"{group}-{piece}", tuple(each.codes), Disposition(each.becomes))
            for group, each in enumerate(defects, 1)
            for piece in range(1, each.pieces + 1)
        ],
    )
    known = {code for each in defects for code in each.codes}
    for photo in photos:
        if photo.code not in known:
            raise PhotoOfNoDefect(code=photo.code)
        if photo.unit is not None and not 1 <= photo.unit <= batch.pieces:
            raise PhotoOfNoPiece(unit=photo.unit, batch=batch.number, pieces=batch.pieces)
    look = AppearanceLook.objects.create(
        deal=batch.deal,
        batch=batch,
        looked_at_pieces=batch.open_pieces,
        good=good,
        rework=rework,
        scrap=scrap,
        defects=[{"codes": list(d.codes), "pieces": d.pieces, "becomes": str(d.becomes)} for d in defects],
        remark=remark,
        inspected_by=by.name,
        at=at,
    )
    AppearancePhoto.objects.bulk_create(
        AppearancePhoto(
            look=look, code=photo.code, file_id=photo.sha256, unit=photo.unit, caption=photo.caption[:200]
        )
        for photo in photos
    )
    batch.good_pieces += good
    batch.scrap_pieces += scrap
    batch.open_pieces = rework
    counted = ("good_pieces", "scrap_pieces", "open_pieces")
    said = {"good": good, "rework": rework, "scrap": scrap, "defects": judged.by_code}
    if rework:
        batch.changed(*counted)
        record_event("appearance.noted", batch, by=by, at=at, **said)
        batch.deal.expect(Role.INSPECTOR, "appearance.inspect")
    else:
        batch.move_to(BatchState.INSPECTED, by=by, at=at, fields=counted, **said)
        batch.deal.expect(None)
    return batch


# ── report and end ───────────────────────────────────────────────────────────


@deed("report.file", roles={Role.SYSTEM})
def file_report(batch: Batch, *, pdf: StoredFile, language: str, by: Actor, at: datetime) -> Document:
    """Keep the inspection report of a batch, open to the customer, and finish the batch.

    With the last batch of the order its production is finished.

    Raises NotAllowedNow.
    """
    _check_move(batch, BatchState.FINISHED)
    document = attach_document(
        batch,
        kind="inspection_report",
        title=f"Inspection report {batch.number}",
        file=pdf,
        code=batch.code,
        language=language,
        by=by,
        at=at,
    )
    batch.finished_at = at
    batch.move_to(
        BatchState.FINISHED,
        by=by,
        at=at,
        fields=("finished_at",),
        good=batch.good_pieces,
        scrap=batch.scrap_pieces,
    )
    record_event("report.filed", batch, by=by, at=at, document=document, sha256=pdf.sha256)
    _finish_job(batch, by=by, at=at)
    return document


def _finish_job(batch: Batch, *, by: Actor, at: datetime) -> None:
    siblings = list(Batch.objects.filter(job_id=batch.job_id).exclude(state=BatchState.MERGED))
    if any(each.state != BatchState.FINISHED for each in siblings):
        following = (
            Role.PLANNER if any(each.state == BatchState.PLANNED for each in siblings) else Role.INSPECTOR
        )
        batch.deal.expect(following, "batch.release" if following is Role.PLANNER else "batch.judge")
        return
    job = Job.objects.select_related("order").get(pk=batch.job_id)
    job.deal = batch.deal
    job.good_pieces = sum(each.good_pieces for each in siblings)
    job.move_to(
        JobState.FINISHED, by=by, at=at, fields=("good_pieces",), good=job.good_pieces, pieces=job.pieces
    )
    job.order.deal = batch.deal
    finish_production(job.order, good=job.good_pieces, by=by, at=at)
