"""The schedule is made anew as a whole: small orders first, large ones in batches, what begins soon stays."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.queries import calendars_of
from ordolux.foundation.capacity.models import Booking, PlanningPolicy, ProductionLine
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.context import running
from ordolux.foundation.numbers import next_numbers
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.job.models import Job, JobState
from ordolux.rules import schedule as plan
from ordolux.rules.batches import OrderClass, split_batches
from ordolux.rules.refusal import N_, Refusal

BATCH = "production.batch"


class NothingToSchedule(Refusal):
    """No job has its material complete, and nothing that is planned can still be moved."""

    message = N_("There is nothing to schedule: no job has its material complete.")


class NoLineRuns(Refusal):
    """There is no production line to plan on."""

    message = N_("No production line is in use. Open one first.")


class NoPlaceFor(Refusal):
    """A batch fits on no line within the horizon of the plan."""

    message = N_("There is no line or no time for: {jobs}.")


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
    booked = list(
        Booking.objects.filter(cancelled_at__isnull=True, during__endswith__gt=at, line__in=lines).order_by(
            "during", "pk"
        )
    )
    frozen_until = at + timedelta(days=policy.frozen_days)
    waiting = list(
        Batch.objects.filter(state=BatchState.PLANNED)
        .select_related("job__product__family", "deal")
        .order_by("pk")
    )
    numbers_of_lines = {line.pk: line.code for line in lines}
    by_batch = {booking.subject_id: booking for booking in booked if booking.subject == BATCH}
    movable = [batch for batch in waiting if not _is_frozen(by_batch.get(batch.pk), frozen_until)]
    fresh = _split(jobs, policy, at=at)
    to_place = [*movable, *fresh]
    if not jobs:
        raise NothingToSchedule()

    schedule = plan.plan_schedule(
        [_work(batch, at) for batch in to_place],
        _lines(lines, to_place),
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
            if b.subject_id not in {batch.pk for batch in movable}
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


def _is_frozen(booking: Booking | None, frozen_until: datetime) -> bool:
    return booking is not None and booking.during.lower < frozen_until


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


def _work(batch: Batch, at: datetime) -> plan.Work:
    job = batch.job
    # Without a promise the batch has a year: it is late for nobody.
    promised = (
        datetime.combine(job.promised_on, time(23, 59, 59), at.tzinfo)
        if job.promised_on
        else at + timedelta(days=365)
    )
    ready_at = max(job.material_complete_at or at, at)
    return plan.Work(
        batch.number,
        job.product.number,
        batch.pieces,
        OrderClass(job.order_class),
        ready_at,
        promised,
        waiting_since=job.material_complete_at,
    )


def _lines(lines: list[ProductionLine], batches: list[Batch]) -> list[plan.Line]:
    products = {batch.job.product.number: batch.job.product for batch in batches}
    calendars = calendars_of({line.calendar for line in lines})
    setup = max((product.setup_hours for product in products.values()), default=Decimal(0))
    return [
        plan.Line(
            code=line.code,
            pieces_per_hour={
                number: Decimal(product.pieces_per_hour)
                for number, product in products.items()
                if not line.families or product.family.code in line.families
            },
            shifts=(plan.Shift(line.opens, line.closes),),
            is_working_day=calendars[line.calendar].is_workday,
            zone=ZoneInfo(line.zone),
            efficiency=line.efficiency,
            setup_h=setup,
            same_family_setup_h=Decimal(0),
        )
        for line in lines
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
