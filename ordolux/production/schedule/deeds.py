"""The schedule is made anew as a whole (small orders first, large ones in batches, what begins soon stays), changed by
hand batch by batch, and published to workers and customers."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Max, Q

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.models import Booking, PlanningPolicy, ProductionLine
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.context import running
from ordolux.foundation.numbers import next_numbers
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.job.models import Job, JobState
from ordolux.production.schedule.models import PlanMove, PlanPublication
from ordolux.production.schedule.moving import (
    BATCH,
    BatchNotPlanned,
    Effect,
    Shift,
    as_work,
    board_from,
    effect_of_move,
    free_places,
    rule_lines,
)
from ordolux.rules import schedule as plan
from ordolux.rules.batches import split_batches
from ordolux.rules.refusal import N_, Refusal


class NothingToSchedule(Refusal):
    """No job has its material complete, and nothing that is planned can still be moved."""

    message = N_("There is nothing to schedule: no job has its material complete.")


class NoLineRuns(Refusal):
    """There is no production line to plan on."""

    message = N_("No production line is in use. Open one first.")


class NoPlaceFor(Refusal):
    """A batch fits on no line within the horizon of the plan."""

    message = N_("There is no line or no time for: {jobs}.")


class PlanChangedMeanwhile(Refusal):
    """What the person saw before saving is not what would happen now."""

    message = N_("The plan has changed since you looked at this move. Look at its effect again.")


class StaysWhereItIs(Refusal):
    """The move leads to the place that the batch has."""

    message = N_("{batch} stays where it is: nothing else is free there.")


class MoveIsOver(Refusal):
    """A move that was taken back, or after which the plan was changed, cannot be taken back."""

    message = N_("This move cannot be taken back any more: the plan has changed since.")


class NothingToPublish(Refusal):
    """Workers and customers know the plan as it is."""

    message = N_("Nothing is to be published: everybody knows the plan as it is.")


class PiecesOutOfBatch(Refusal):
    """A part needs at least one piece, and less than the whole."""

    message = N_("Of {batch} between 1 and {most} pieces can be split off.")


class BatchesDoNotMatch(Refusal):
    """Only planned batches of one job can be merged, and not beyond the largest batch."""

    message = N_(
        "{batch} and {other} cannot be merged: both must be planned batches of one job, together at most {most} pieces."
    )


@deed("schedule.make", roles={Role.PLANNER, Role.SYSTEM})
def make_schedule(*, by: Actor, at: datetime) -> ProductionLine:
    """Plan every job whose material is complete, together with what was planned and is not frozen yet.

    Jobs without batches are split by the policy; the batches get bookings on the lines, and replace the bookings that
    they had. Raises NothingToSchedule, NoLineRuns, NoPlaceFor.
    """
    jobs = _jobs_to_plan()
    # Two schedules made at once follow each other: the second sees the bookings of the first.
    lines = list(ProductionLine.objects.select_for_update().filter(is_running=True).order_by("pk"))
    if not lines:
        raise NoLineRuns()
    policy = planning_policy()
    # what lies ahead, and what a batch that was never begun still holds: its time is over or its line stands still
    booked = list(
        Booking.objects.filter(
            Q(during__endswith__gt=at, line__in=lines)
            | Q(subject=BATCH, subject_id__in=Batch.objects.filter(state=BatchState.PLANNED).values("pk")),
            cancelled_at__isnull=True,
        ).order_by("during", "pk")
    )
    frozen_until = at + timedelta(days=policy.frozen_days)
    waiting = list(
        Batch.objects.filter(state=BatchState.PLANNED)
        .select_related("job__product__family", "deal")
        .order_by("pk")
    )
    numbers_of_lines = {line.pk: line.code for line in lines}
    by_batch = {booking.subject_id: booking for booking in booked if booking.subject == BATCH}
    movable = [
        batch
        for batch in waiting
        if not _is_frozen(by_batch.get(batch.pk), at, frozen_until)
        and not (batch.is_pinned and batch.pk in by_batch)
    ]
    fresh = _split(jobs, policy, at=at)
    to_place = [*movable, *fresh]
    if not jobs:
        raise NothingToSchedule()

    schedule = plan.plan_schedule(
        [replace(as_work(batch, at), batch=batch.number) for batch in to_place],
        list(rule_lines(lines, to_place, at).values()),
        at,
        plan.SchedulePolicy(frozen_days=policy.frozen_days),
        [
            plan.Booking(
                numbers_of_lines[b.line_id],
                b.number,
                "",
                b.pieces,
                b.during.lower,
                b.during.upper,
                plan.Why.KEPT,
            )
            for b in booked
            if b.subject_id not in {batch.pk for batch in movable} and b.line_id in numbers_of_lines
        ],
    )
    if schedule.unplaced:
        raise NoPlaceFor(jobs=", ".join(sorted({u.batch for u in schedule.unplaced})))
    placed = {booking.batch: booking for booking in schedule.bookings if booking.why is not plan.Why.KEPT}
    by_code = {line.code: line for line in lines}

    old = [by_batch[batch.pk].pk for batch in movable if batch.pk in by_batch]
    if old:
        Booking.objects.filter(pk__in=old).update(cancelled_at=at)
    for batch in to_place:
        found = placed[batch.number]
        batch.planned_start_at, batch.planned_end_at = found.start_at, found.end_at
        batch.why, batch.late_seconds = found.why.value, int(found.late_by.total_seconds())
    Batch.objects.bulk_create(fresh)
    if movable:
        Batch.objects.bulk_update(movable, ["planned_start_at", "planned_end_at", "why", "late_seconds"])
    Booking.objects.bulk_create(
        Booking(
            line=by_code[placed[batch.number].line],
            deal_id=batch.deal_id,
            subject=BATCH,
            subject_id=batch.pk,
            number=batch.number,
            pieces=batch.pieces,
            during=DateTimeTZRange(batch.planned_start_at, batch.planned_end_at, "[)"),
            made_at=at,
        )
        for batch in to_place
    )
    _note(jobs, to_place, by=by, at=at)
    record_event(
        "schedule.made",
        lines[0],
        by=by,
        at=at,
        jobs=len(jobs),
        batches=len(to_place),
        moved=len(old),
        late=sum(1 for batch in to_place if batch.late_seconds),
    )
    return lines[0]


def _jobs_to_plan() -> list[Job]:
    """The jobs with complete material, with their deals locked in ascending order before anything else."""
    deed_in_progress = running()
    assert deed_in_progress is not None
    ready = Job.objects.filter(state=JobState.READY).values("deal_id")
    for deal in Deal.objects.select_for_update().filter(pk__in=ready).order_by("pk"):
        deed_in_progress.deals[deal.pk] = deal
    jobs = list(
        Job.objects.select_for_update(of=("self",))
        .filter(state=JobState.READY, deal__in=deed_in_progress.deals)
        .select_related("product__family")
        .order_by("pk")
    )
    for job in jobs:
        job.deal = deed_in_progress.deals[job.deal_id]
    return jobs


def _is_frozen(booking: Booking | None, at: datetime, frozen_until: datetime) -> bool:
    """Whether it is too near to be moved; a batch whose time passed without it being begun is placed anew."""
    return booking is not None and booking.during.upper > at and booking.during.lower < frozen_until


def _split(jobs: list[Job], policy: PlanningPolicy, *, at: datetime) -> list[Batch]:
    """The batches of jobs that have none: even in size, in full cartons, none above the policy's largest."""
    sizes = [
        (job, position, pieces)
        for job in jobs
        for position, pieces in enumerate(
            split_batches(
                job.pieces,
                policy.largest_batch_pieces,
                min(job.product.pieces_per_carton, policy.largest_batch_pieces),
            ),
            1,
        )
    ]
    numbers = next_numbers("batch", at, len(sizes)) if sizes else []
    return [
        Batch(deal=job.deal, number=number, job=job, position=position, pieces=pieces, open_pieces=pieces)
        for number, (job, position, pieces) in zip(numbers, sizes, strict=True)
    ]


def _note(jobs: list[Job], batches: list[Batch], *, by: Actor, at: datetime) -> None:
    """Move the jobs, and tell each deal what its batches' times are."""
    own: dict[int, list[Batch]] = {}
    for batch in batches:
        own.setdefault(batch.job_id, []).append(batch)
    for job in jobs:
        before = str(job.state)
        job.state, job.version = JobState.SCHEDULED, job.version + 1
        job.deal.expect(Role.PLANNER, "batch.release", by=min(b.planned_start_at or at for b in own[job.pk]))
        record_event(
            "job.scheduled",
            job,
            by=by,
            at=at,
            batches=[
                {
                    "batch": b.number,
                    "pieces": b.pieces,
                    "from": b.planned_start_at,
                    "until": b.planned_end_at,
                    "why": b.why,
                }
                for b in own[job.pk]
            ],
            **{"from": before},
        )
    Job.objects.bulk_update(jobs, ["state", "version"])


# ── by hand ──────────────────────────────────────────────────────────────────


@deed("schedule.move", roles={Role.PLANNER})
def move_batch(
    *, batch: Batch, line: str, start_at: datetime, by: Actor, at: datetime, effect: str = ""
) -> PlanMove:
    """Put a planned batch on a line at a moment, or as soon after it as it fits; what may move makes room for it.

    The batch is pinned there, so that a new schedule leaves it. ``effect`` is the fingerprint of the effect that the
    person was shown. ``schedule.take_back`` undoes it. Raises BatchNotPlanned, LineUnknown, LineCannotMake,
    NoRoomOnLine, MomentWithoutZone, PlanChangedMeanwhile, StaysWhereItIs.
    """
    if start_at.tzinfo is None:
        raise plan.MomentWithoutZone(moment=start_at.isoformat())
    board = board_from(at, for_change=True)
    return _carry_out(batch, effect_of_move(batch, line, start_at, board), effect, by=by, at=at)


@deed("schedule.move_to_free", roles={Role.PLANNER})
def move_to_first_free(*, batch: Batch, by: Actor, at: datetime, effect: str = "") -> PlanMove:
    """Put a planned batch into the first free slot of any line that makes it; nothing else moves.

    Raises BatchNotPlanned, PlanChangedMeanwhile, StaysWhereItIs, NoPlaceFor.
    """
    found = free_places(batch, board_from(at, for_change=True))
    if not found:
        raise NoPlaceFor(jobs=batch.number)
    return _carry_out(batch, found[0], effect, by=by, at=at)


@deed("schedule.take_back", roles={Role.PLANNER})
def take_back_move(plan_move: PlanMove, *, by: Actor, at: datetime) -> PlanMove:
    """Undo a move by hand: every batch that it changed goes back to where it was.

    Raises MoveIsOver.
    """
    board = board_from(at, for_change=True)
    mine = {b.subject_id: b for b in board.bookings if b.subject == BATCH}
    if plan_move.taken_back_at is not None or any(
        (now := mine.get(told["batch"])) is None
        or (now.line_id, now.during.lower.isoformat(), now.during.upper.isoformat())
        != (told["line"], told["from"], told["until"])
        or board.batches[told["batch"]].state != BatchState.PLANNED
        for told in plan_move.after
    ):
        raise MoveIsOver()
    shifts = [
        Shift(
            board.batches[told["batch"]],
            mine[told["batch"]],
            board.lines[told["line"]],
            datetime.fromisoformat(told["from"]),
            datetime.fromisoformat(told["until"]),
        )
        for told in plan_move.before
    ]
    _place(shifts, at=at, pinned={told["batch"]: told["pinned"] for told in plan_move.before})
    plan_move.taken_back_at = at
    plan_move.save(update_fields=["taken_back_at"])
    record_event("batch.move_taken_back", plan_move.batch, by=by, at=at, move=plan_move.pk)
    return plan_move


@deed("schedule.pin", roles={Role.PLANNER})
def pin_batch(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Hold a planned batch where it is: a new schedule leaves it there. ``schedule.unpin`` lets it go.

    Raises BatchNotPlanned.
    """
    return _pin(batch, True, by=by, at=at)


@deed("schedule.unpin", roles={Role.PLANNER})
def unpin_batch(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Let a pinned batch go: the next schedule may move it again.

    Raises BatchNotPlanned.
    """
    return _pin(batch, False, by=by, at=at)


@deed("schedule.publish", roles={Role.PLANNER})
def publish_schedule(*, by: Actor, at: datetime) -> PlanPublication:
    """Tell workers and customers the times of the plan as it is; until then they see those of the last publication.

    Raises NothingToPublish.
    """
    deed_in_progress = running()
    assert deed_in_progress is not None
    wanted = unpublished()
    for deal in Deal.objects.select_for_update().filter(pk__in=wanted.values("deal_id")).order_by("pk"):
        deed_in_progress.deals[deal.pk] = deal
    batches = list(
        wanted.filter(deal__in=deed_in_progress.deals)
        .select_for_update(of=("self",))
        .select_related("job__order")
        .order_by("pk")
    )
    if not batches:
        raise NothingToPublish()
    changes = [
        {
            "batch": batch.number,
            "order": batch.job.order.number,
            "from": _iso(batch.planned_start_at),
            "until": _iso(batch.planned_end_at),
            "was_from": _iso(batch.published_start_at),
            "was_until": _iso(batch.published_end_at),
        }
        for batch in batches
    ]
    by_job: dict[int, list[dict[str, Any]]] = {}
    for batch, change in zip(batches, changes, strict=True):
        batch.published_start_at, batch.published_end_at = batch.planned_start_at, batch.planned_end_at
        by_job.setdefault(batch.job_id, []).append(change)
    Batch.objects.bulk_update(batches, ["published_start_at", "published_end_at"])
    told = PlanPublication.objects.create(changes=changes, published_by=by.name, at=at)
    jobs = {batch.job_id: batch.job for batch in batches}
    for batch in batches:
        job = jobs[batch.job_id]
        job.deal = deed_in_progress.deals[batch.deal_id]
    for job_id, own in by_job.items():
        record_event("job.dates_published", jobs[job_id], by=by, at=at, batches=own)
    record_event("schedule.published", told, by=by, at=at, batches=len(batches), jobs=len(by_job))
    return told


def unpublished() -> Any:
    """The planned batches whose times workers and customers do not know yet."""
    return Batch.objects.filter(state=BatchState.PLANNED, planned_start_at__isnull=False).exclude(
        published_start_at__isnull=False,
        published_start_at=F("planned_start_at"),
        published_end_at=F("planned_end_at"),
    )


# ── split and merge ──────────────────────────────────────────────────────────


@deed("batch.split", roles={Role.PLANNER})
def split_batch(batch: Batch, *, pieces: int, by: Actor, at: datetime) -> Batch:
    """Split ``pieces`` off a planned batch into a new one, which follows it at once in the same place of the plan.

    ``batch.merge`` is its reverse. Returns the new batch. Raises BatchNotPlanned, PiecesOutOfBatch.
    """
    if batch.state != BatchState.PLANNED:
        raise BatchNotPlanned(batch=batch.number)
    if not 0 < pieces < batch.pieces:
        raise PiecesOutOfBatch(batch=batch.number, most=batch.pieces - 1)
    position = Batch.objects.filter(job_id=batch.job_id).aggregate(last=Max("position"))["last"] + 1
    (number,) = next_numbers("batch", at, 1)
    booking = Booking.objects.filter(subject=BATCH, subject_id=batch.pk, cancelled_at__isnull=True).first()
    rest, ends_at = batch.pieces - pieces, batch.planned_end_at
    part = Batch(
        deal=batch.deal,
        number=number,
        job_id=batch.job_id,
        position=position,
        pieces=pieces,
        open_pieces=pieces,
        planned_end_at=ends_at,
        why=batch.why,
        late_seconds=batch.late_seconds,
        is_pinned=batch.is_pinned,
    )
    if booking is not None:
        # the same hours of the same line in two parts, by pieces; the line works on without a new set-up
        begins = booking.during.lower
        between = begins + (booking.during.upper - begins) * rest / batch.pieces
        batch.planned_end_at = part.planned_start_at = between
        Booking.objects.filter(pk=booking.pk).update(
            during=DateTimeTZRange(begins, between, "[)"), pieces=rest
        )
    batch.pieces = batch.open_pieces = rest
    batch.changed("pieces", "open_pieces", "planned_end_at")
    part.save()
    if booking is not None:
        Booking.objects.create(
            line_id=booking.line_id, deal_id=batch.deal_id, subject=BATCH, subject_id=part.pk, number=number,
            pieces=pieces, during=DateTimeTZRange(between, booking.during.upper, "[)"), made_at=at,
        )  # fmt: skip
    record_event("batch.split", batch, by=by, at=at, pieces=rest, part=number, part_pieces=pieces)
    return part


@deed("batch.merge", roles={Role.PLANNER})
def merge_batches(*, batch: Batch, other: Batch, by: Actor, at: datetime) -> Batch:
    """Put the pieces of ``other`` into a planned batch of the same job; the hours that ``other`` had are free then.

    The merged batch begins where ``batch`` does and takes the hours that it needs; what may move makes room.
    ``batch.split`` is its reverse. Raises BatchesDoNotMatch, BatchNotPlanned, NoRoomOnLine.
    """
    most = planning_policy().largest_batch_pieces
    board = board_from(at, for_change=True)
    known, gone = board.batches.get(batch.pk), board.batches.get(other.pk)
    if (
        known is None
        or gone is None
        or known.pk == gone.pk
        or known.job_id != gone.job_id
        or {known.state, gone.state} != {BatchState.PLANNED}
        or known.pieces + gone.pieces > most
    ):
        raise BatchesDoNotMatch(batch=batch.number, other=other.number, most=most)
    place = board.booking_of(known)
    Booking.objects.filter(subject=BATCH, subject_id=gone.pk, cancelled_at__isnull=True).update(
        cancelled_at=at
    )
    left = replace(
        board, bookings=[b for b in board.bookings if (b.subject, b.subject_id) != (BATCH, gone.pk)]
    )
    known.deal = gone.deal = batch.deal
    known.pieces = known.open_pieces = known.pieces + gone.pieces
    known.changed("pieces", "open_pieces")
    gone.is_pinned, gone.planned_start_at, gone.planned_end_at = False, None, None
    gone.move_to(
        BatchState.MERGED,
        by=by,
        at=at,
        fields=("is_pinned", "planned_start_at", "planned_end_at"),
        into=known.number,
    )
    effect = effect_of_move(known, board.lines[place.line_id].code, place.during.lower, left)
    _place(effect.shifts, at=at)
    record_event("batch.enlarged", known, by=by, at=at, pieces=known.pieces, merged=gone.number)
    return known


def _carry_out(batch: Batch, found: Effect, shown: str, *, by: Actor, at: datetime) -> PlanMove:
    """Save the effect of a move: new bookings, the batch pinned, and what is needed to take it back."""
    if shown and shown != found.fingerprint:
        raise PlanChangedMeanwhile()
    if found.changes_nothing:
        raise StaysWhereItIs(batch=batch.number)
    move = PlanMove.objects.create(
        deal=batch.deal,
        batch=batch,
        before=[
            _told(s, s.booking.line_id, s.booking.during.lower, s.booking.during.upper, s.batch.is_pinned)
            for s in found.shifts
        ],
        after=[_told(s, s.line.pk, s.start_at, s.end_at, s.batch.is_pinned) for s in found.shifts],
        moved_by=by.name,
        at=at,
    )
    _place(found.shifts, at=at, pinned={found.moved.batch.pk: True})
    moved = found.moved
    record_event(
        "batch.moved",
        batch,
        by=by,
        at=at,
        line=moved.line.code,
        start_at=moved.start_at,
        end_at=moved.end_at,
        pushed=[s.batch.number for s in found.shifts[1:]],
    )
    return move


def _told(shift: Shift, line: int, start_at: datetime, end_at: datetime, pinned: bool) -> dict[str, Any]:
    return {
        "batch": shift.batch.pk,
        "line": line,
        "from": start_at.isoformat(),
        "until": end_at.isoformat(),
        "pinned": pinned,
    }


def _place(shifts: Any, *, at: datetime, pinned: dict[int, bool] | None = None) -> None:
    """Give batches their new bookings; the old ones stay as cancelled traces."""
    Booking.objects.filter(pk__in=[s.booking.pk for s in shifts]).update(cancelled_at=at)
    for each in shifts:
        batch = each.batch
        batch.planned_start_at, batch.planned_end_at = each.start_at, each.end_at
        late = each.end_at - as_work(batch, at).promised_at
        batch.late_seconds = max(0, int(late.total_seconds()))
        batch.is_pinned = (pinned or {}).get(batch.pk, batch.is_pinned)
    Batch.objects.bulk_update(
        [s.batch for s in shifts], ["planned_start_at", "planned_end_at", "late_seconds", "is_pinned"]
    )
    Booking.objects.bulk_create(
        Booking(
            line=each.line,
            deal_id=each.batch.deal_id,
            subject=BATCH,
            subject_id=each.batch.pk,
            number=each.batch.number,
            pieces=each.batch.pieces,
            during=DateTimeTZRange(each.start_at, each.end_at, "[)"),
            made_at=at,
        )
        for each in shifts
    )


def _pin(batch: Batch, held: bool, *, by: Actor, at: datetime) -> Batch:
    if batch.state != BatchState.PLANNED or batch.planned_start_at is None:
        raise BatchNotPlanned(batch=batch.number)
    if batch.is_pinned != held:
        batch.is_pinned = held
        batch.changed("is_pinned")
        record_event("batch.pinned" if held else "batch.unpinned", batch, by=by, at=at)
    return batch


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
