"""What a move by hand would do to the plan: computed before it is saved, and once more when it is."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from ordolux.foundation.calendars.queries import calendars_of
from ordolux.foundation.capacity.models import Booking, LineClosure, ProductionLine
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.rules import schedule as plan
from ordolux.rules.batches import OrderClass
from ordolux.rules.refusal import N_, Refusal

BATCH = "production.batch"


class BatchNotPlanned(Refusal):
    """The batch has no place in the plan, or its production has begun."""

    message = N_("{batch} cannot be moved: only a planned batch that has a place in the schedule can.")


class LineUnknown(Refusal):
    """There is no such line, or it is stopped."""

    message = N_("There is no running line {line}.")


@dataclass(frozen=True, slots=True)
class Shift:
    """A batch that gets another place: where and when it was, and will be."""

    batch: Batch
    booking: Booking
    line: ProductionLine
    start_at: datetime
    end_at: datetime

    @property
    def days(self) -> int:
        """By how many days it ends later (below zero: earlier), in the zone of its line."""
        zone = ZoneInfo(self.line.zone)
        before: datetime = self.booking.during.upper
        return (self.end_at.astimezone(zone).date() - before.astimezone(zone).date()).days

    @property
    def late_before(self) -> int:
        """Days after the promised day on which it ended."""
        return late_days(self.batch, self.booking.during.upper, self.line)

    @property
    def late_after(self) -> int:
        """Days after the promised day on which it will end."""
        return late_days(self.batch, self.end_at, self.line)

    @property
    def spare_after(self) -> int:
        """Days before the promised day on which it will end; zero when there is none or no promise."""
        promised = self.batch.job.promised_on
        if promised is None:
            return 0
        return max(0, (promised - self.end_at.astimezone(ZoneInfo(self.line.zone)).date()).days)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move does: the batch that is moved first, then those that it pushes back."""

    shifts: tuple[Shift, ...]
    not_before: datetime | None = None

    @property
    def moved(self) -> Shift:
        """The batch that the person moves."""
        return self.shifts[0]

    @property
    def changes_nothing(self) -> bool:
        """Whether the batch stays where it is."""
        moved = self.moved
        return (
            moved.line.pk == moved.booking.line_id
            and moved.start_at == moved.booking.during.lower
            and moved.end_at == moved.booking.during.upper
        )

    @property
    def fingerprint(self) -> str:
        """Names exactly these changes, so that what is saved is what was shown."""
        told = [
            [s.batch.pk, s.booking.pk, s.line.pk, s.start_at.isoformat(), s.end_at.isoformat()]
            for s in self.shifts
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def late_days(batch: Batch, end_at: datetime, line: ProductionLine) -> int:
    """How many days after its promised day a batch ends, 0 when it keeps it."""
    promised = batch.job.promised_on
    if promised is None:
        return 0
    return max(0, (end_at.astimezone(ZoneInfo(line.zone)).date() - promised).days)


@dataclass(frozen=True, slots=True)
class Board:
    """The plan as it stands from a moment on: lines, the bookings on them, their batches."""

    at: datetime
    free_from: datetime
    frozen_until: datetime
    lines: dict[int, ProductionLine]
    rule_lines: dict[int, plan.Line]
    bookings: list[Booking]
    batches: dict[int, Batch]

    def line_called(self, code: str) -> ProductionLine:
        """The running line with this code. Raises LineUnknown."""
        for line in self.lines.values():
            if line.code == code and line.is_running:
                return line
        raise LineUnknown(line=code)

    def booking_of(self, batch: Batch) -> Booking:
        """The booking of a batch that may be moved. Raises BatchNotPlanned."""
        found = next((b for b in self.bookings if b.subject == BATCH and b.subject_id == batch.pk), None)
        if found is None or self.batches[batch.pk].state != BatchState.PLANNED:
            raise BatchNotPlanned(batch=batch.number)
        return found

    def standing(self, line_id: int, *, but: int = 0) -> list[plan.Standing]:
        """The bookings of a line as the rules see them, all but that of one batch."""
        return [
            plan.Standing(
                str(booking.subject_id) if booking.subject == BATCH else f"booking-{booking.pk}",
                self.batches[booking.subject_id].job.product.number if booking.subject == BATCH else "",
                booking.pieces,
                booking.during.lower,
                booking.during.upper,
                self.is_fixed(booking),
            )
            for booking in self.bookings
            if booking.line_id == line_id and not (booking.subject == BATCH and booking.subject_id == but)
        ]

    def is_fixed(self, booking: Booking) -> bool:
        """Whether a booking stays where it is when another one is moved: begun, pinned, soon, or not of production."""
        if booking.subject != BATCH or booking.during.lower < self.frozen_until:
            return True
        batch = self.batches[booking.subject_id]
        return batch.is_pinned or batch.state != BatchState.PLANNED


def board_from(at: datetime, *, until: datetime | None = None, for_change: bool = False) -> Board:
    """The plan from ``at`` on (to ``until``), in six statements; ``for_change`` locks lines and batches, in that order."""
    lines = ProductionLine.objects.order_by("code")
    found = list(lines.order_by("pk").select_for_update() if for_change else lines)
    booked = Booking.objects.filter(cancelled_at__isnull=True, during__endswith__gt=at)
    if until is not None:
        booked = booked.filter(during__startswith__lt=until)
    bookings = list(booked.order_by("during", "pk"))
    wanted = Batch.objects.filter(pk__in=[b.subject_id for b in bookings if b.subject == BATCH])
    if for_change:
        wanted = wanted.select_for_update(of=("self",)).order_by("pk")
    batches = {
        each.pk: each for each in wanted.select_related("job__product__family", "job__order", "deal__buyer")
    }
    return Board(
        at,
        next_quarter(at),
        at + timedelta(days=planning_policy().frozen_days),
        {line.pk: line for line in found},
        rule_lines(found, list(batches.values()), at),
        bookings,
        batches,
    )


def next_quarter(at: datetime) -> datetime:
    """The next full quarter of an hour: what is shown now is still true when it is saved a minute later."""
    past = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at + (timedelta(minutes=15) - past) if past else at


def effect_of_move(batch: Batch, line_code: str, wanted_at: datetime, board: Board) -> Effect:
    """What happens when a planned batch is put on a line at a moment, or as soon after it as it fits.

    Raises BatchNotPlanned, LineUnknown, LineCannotMake, NoRoomOnLine.
    """
    line = board.line_called(line_code)
    booking = board.booking_of(batch)
    known = board.batches[batch.pk]
    places = plan.move_by_hand(
        board.rule_lines[line.pk],
        as_work(known, board.at),
        wanted_at,
        board.free_from,
        board.standing(line.pk, but=batch.pk),
    )
    mine = {b.subject_id: b for b in board.bookings if b.subject == BATCH}
    first = places.pop(str(batch.pk))
    ready_at = known.job.material_complete_at
    return Effect(
        (
            Shift(known, booking, line, first.start_at, first.end_at),
            *(
                Shift(board.batches[int(pk)], mine[int(pk)], line, place.start_at, place.end_at)
                for pk, place in places.items()
            ),
        ),
        ready_at if ready_at is not None and wanted_at < ready_at else None,
    )


def free_places(batch: Batch, board: Board) -> list[Effect]:
    """The first free place for a batch on each running line that makes its product, earliest end first; none of them
    pushes anything. Raises BatchNotPlanned."""
    booking = board.booking_of(batch)
    known = board.batches[batch.pk]
    found = []
    for line in board.lines.values():
        rule_line = board.rule_lines[line.pk]
        if not line.is_running or known.job.product.number not in rule_line.pieces_per_hour:
            continue
        place = plan.first_free_place(
            rule_line, as_work(known, board.at), board.free_from, board.standing(line.pk, but=batch.pk)
        )
        if place is not None:
            found.append(Effect((Shift(known, booking, line, place.start_at, place.end_at),)))
    return sorted(found, key=lambda effect: (effect.moved.end_at, effect.moved.line.code))


def as_work(batch: Batch, at: datetime) -> plan.Work:
    """A batch as the rules of the schedule see it."""
    job = batch.job
    # Without a promise the batch has a year: it is late for nobody.
    promised = (
        datetime.combine(job.promised_on, time(23, 59, 59), at.tzinfo)
        if job.promised_on
        else at + timedelta(days=365)
    )
    return plan.Work(
        str(batch.pk),
        job.product.number,
        batch.pieces,
        OrderClass(job.order_class),
        max(job.material_complete_at or at, at),
        promised,
        waiting_since=job.material_complete_at,
    )


def rule_lines(
    lines: Sequence[ProductionLine], batches: Sequence[Batch], at: datetime
) -> dict[int, plan.Line]:
    """Lines as the rules of the schedule see them, for the products of ``batches`` (two statements)."""
    products = {batch.job.product.number: batch.job.product for batch in batches}
    calendars = calendars_of({line.calendar for line in lines})
    closed: dict[int, list[tuple[datetime, datetime]]] = {}
    for closure in LineClosure.objects.filter(cancelled_at__isnull=True, during__endswith__gt=at):
        closed.setdefault(closure.line_id, []).append((closure.during.lower, closure.during.upper))
    setup = max((product.setup_hours for product in products.values()), default=Decimal(0))
    return {
        line.pk: plan.Line(
            code=line.code,
            pieces_per_hour={
                number: Decimal(product.pieces_per_hour)
                for number, product in products.items()
                if not line.families or product.family.code in line.families
            },
            shifts=tuple(plan.Shift(begins, ends) for begins, ends in line.shifts),
            is_working_day=calendars[line.calendar].is_workday,
            zone=ZoneInfo(line.zone),
            efficiency=line.efficiency,
            setup_h=setup,
            same_family_setup_h=Decimal(0),
            closures=tuple(closed.get(line.pk, ())),
        )
        for line in lines
    }
