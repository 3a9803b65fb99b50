"""A finite forward plan of batches on production lines that a person can check line by line.

Lines work in shifts on working days. Small batches go first, then the earliest promise; a batch that has
waited too long goes before all of them. The plan is greedy and explains every choice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from ordolux.rules.batches import OrderClass
from ordolux.rules.refusal import N_, Finding, Refusal

WORKING_DAYS_AHEAD = 400
"""How many calendar days a plan looks ahead; what does not fit is returned as unplaced."""


class RateNotPositive(Refusal):
    """A line without pace never ends."""

    message = N_("Line {line} needs pieces per hour and an efficiency above zero for {family}.")


class MomentWithoutZone(Refusal):
    """A time without its zone means a different moment at every place."""

    message = N_("The time {moment} needs its time zone.")


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift in local time; one that ends at or before its start ends the next day."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Line:
    """A production line: what it makes (family → pieces per hour), its efficiency, setup and calendar.

    `is_working_day` knows weekends and company holidays; `closures` are maintenance and other stops.
    """

    code: str
    pieces_per_hour: Mapping[str, Decimal]
    shifts: tuple[Shift, ...]
    is_working_day: Callable[[date], bool]
    zone: ZoneInfo
    efficiency: Decimal = Decimal(1)
    setup_h: Decimal = Decimal(0)
    same_family_setup_h: Decimal | None = None
    closures: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A batch to be made: pieces of a family, its order's class and promise, and when its material is complete.

    `waiting_since` is when it first could have been made (default: when its material is complete).
    """

    batch: str
    family: str
    pieces: int
    order_class: OrderClass
    material_complete_at: datetime
    promised_at: datetime
    customer_rank: int = 0
    waiting_since: datetime | None = None


class Why(StrEnum):
    """Why a batch was placed where it stands, strongest reason first."""

    KEPT = "kept"
    STARVING = "starving"
    AT_RISK = "at_risk"
    SMALLER_FIRST = "smaller_first"
    EARLIER_PROMISE = "earlier_promise"
    CUSTOMER = "customer"
    FIRST_READY = "first_ready"


WHY_LABELS = {
    Why.KEPT: N_("kept: starts within the frozen days"),
    Why.STARVING: N_("has waited too long"),
    Why.AT_RISK: N_("would be late otherwise"),
    Why.SMALLER_FIRST: N_("small orders first"),
    Why.EARLIER_PROMISE: N_("promised earlier"),
    Why.CUSTOMER: N_("customer class"),
    Why.FIRST_READY: N_("first with complete material"),
}


@dataclass(frozen=True, slots=True)
class Booking:
    """A batch on a line from start to end, why it stands there, before which batches, and how late it is."""

    line: str
    batch: str
    family: str
    pieces: int
    start_at: datetime
    end_at: datetime
    why: Why
    before: tuple[str, ...] = ()
    waited_shifts: int = 0
    late_by: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class SchedulePolicy:
    """Days within which bookings are frozen, and after how many shifts a medium or large batch goes first."""

    frozen_days: int = 2
    starving_after_shifts: int = 6


class WhyUnplaced(StrEnum):
    """Why a batch has no place in the plan."""

    NO_LINE = "no_line"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A batch without a place: no line makes its family, or nothing is free within the horizon."""

    batch: str
    why: WhyUnplaced


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan: bookings by start, and what could not be placed."""

    bookings: tuple[Booking, ...]
    unplaced: tuple[Unplaced, ...]


def hours_needed(line: Line, family: str, pieces: int, previous_family: str | None = None) -> Decimal:
    """Return `setup + pieces / (pieces per hour * efficiency)` in working hours. Raises RateNotPositive."""
    rate = line.pieces_per_hour.get(family, Decimal(0)) * line.efficiency
    if rate <= 0:
        raise RateNotPositive(line=line.code, family=family)
    setup = line.setup_h
    if previous_family == family and line.same_family_setup_h is not None:
        setup = line.same_family_setup_h
    return setup + Decimal(pieces) / rate


class _Hours:
    """The working windows of one line from a moment on, without closures and kept bookings."""

    def __init__(self, line: Line, at: datetime) -> None:
        windows: list[tuple[datetime, datetime]] = []
        first = at.astimezone(line.zone).date() - timedelta(days=1)
        for offset in range(WORKING_DAYS_AHEAD + 2):
            day = first + timedelta(days=offset)
            if not line.is_working_day(day):
                continue
            for shift in line.shifts:
                start = datetime.combine(day, shift.starts, line.zone)
                last = day if shift.ends > shift.starts else day + timedelta(days=1)
                end = datetime.combine(last, shift.ends, line.zone)
                windows.append((start.astimezone(at.tzinfo), end.astimezone(at.tzinfo)))
        windows.sort()
        for closed_from, closed_until in line.closures:
            windows = [part for window in windows for part in _without(window, closed_from, closed_until)]
        self.windows = [(max(start, at), end) for start, end in windows if end > at]
        self.horizon = at + timedelta(days=WORKING_DAYS_AHEAD)

    def first_from(self, moment: datetime) -> datetime | None:
        """Return the first working moment at or after a moment, or None beyond the horizon."""
        for start, end in self.windows:
            if end > moment:
                found = max(start, moment)
                return found if found <= self.horizon else None
        return None

    def end_after(self, start_at: datetime, hours: Decimal) -> datetime | None:
        """Return when so many working hours from a moment are over, or None beyond the horizon."""
        # Whole seconds, rounded up, so that a booking never ends before its work does.
        left = timedelta(seconds=int(-(-hours * 3600 // 1)))
        reached = start_at
        for start, end in self.windows:
            if end <= start_at:
                continue
            begin = max(start, start_at)
            if end - begin >= left:
                return begin + left
            left -= end - begin
            reached = end
        return None if left else reached

    def drop_before(self, moment: datetime) -> None:
        """Forget windows that are over, so that long plans stay fast."""
        while self.windows and self.windows[0][1] <= moment:
            self.windows.pop(0)


def _without(
    window: tuple[datetime, datetime], closed_from: datetime, closed_until: datetime
) -> list[tuple[datetime, datetime]]:
    start, end = window
    if closed_until <= start or closed_from >= end:
        return [window]
    parts = [(start, closed_from), (closed_until, end)]
    return [(a, b) for a, b in parts if a < b]


@dataclass(slots=True)
class _LineState:
    line: Line
    hours: _Hours
    shifts: list[tuple[datetime, datetime]]
    free_at: datetime
    family: str | None
    kept: list[Booking]


def plan_schedule(
    works: Sequence[Work],
    lines: Sequence[Line],
    at: datetime,
    policy: SchedulePolicy | None = None,
    booked: Sequence[Booking] = (),
) -> Schedule:
    """Place every batch on a line, forward from `at`, never before its material is complete.

    Bookings that start within the frozen days stay as they are, and so do those whose batch is not among
    `works` (placed by hand, or begun); the others are planned anew.
    The line that is free first chooses among the batches that are ready, in this order: those that have
    waited too long (longest first), those that would be late, small before large, earlier promise, customer
    rank. A batch is not interrupted by another one, only by the end of a shift.
    Raises RateNotPositive, MomentWithoutZone.
    """
    policy = policy or SchedulePolicy()
    for moment in (at, *(w.material_complete_at for w in works), *(w.promised_at for w in works)):
        if moment.tzinfo is None:
            raise MomentWithoutZone(moment=moment)
    frozen_until = at + timedelta(days=policy.frozen_days)
    named = {work.batch for work in works}
    kept = [b for b in booked if (b.start_at < frozen_until or b.batch not in named) and b.end_at > at]
    done = {b.batch for b in booked if b.start_at < frozen_until}
    waiting = {work.batch: work for work in works if work.batch not in done}
    unplaced = [
        Unplaced(work.batch, WhyUnplaced.NO_LINE)
        for work in waiting.values()
        if not any(work.family in line.pieces_per_hour for line in lines)
    ]
    for lost in unplaced:
        del waiting[lost.batch]

    states = []
    for line in lines:
        hours = _Hours(line, at)
        own = sorted((b for b in kept if b.line == line.code), key=lambda b: b.start_at)
        states.append(_LineState(line, hours, list(hours.windows), at, None, own))

    bookings = [
        Booking(b.line, b.batch, b.family, b.pieces, b.start_at, b.end_at, Why.KEPT, (), 0, b.late_by)
        for b in kept
    ]
    while waiting and states:
        state = min(states, key=lambda s: (s.free_at, s.line.code))
        chosen = _next_for(state, list(waiting.values()), policy)
        if chosen is None:
            states.remove(state)
        elif isinstance(chosen, datetime):
            state.free_at = chosen
        else:
            bookings.append(chosen)
            state.free_at, state.family = chosen.end_at, chosen.family
            del waiting[chosen.batch]
    unplaced += [Unplaced(batch, WhyUnplaced.NO_ROOM) for batch in waiting]
    return Schedule(tuple(sorted(bookings, key=lambda b: (b.start_at, b.line))), tuple(unplaced))


def _next_for(state: _LineState, waiting: list[Work], policy: SchedulePolicy) -> Booking | datetime | None:
    """Return the next booking of a line, the moment at which to look again, or None when it is done."""
    line = state.line
    makeable = [work for work in waiting if work.family in line.pieces_per_hour]
    if not makeable:
        return None
    while state.kept and state.kept[0].end_at <= state.free_at:
        state.family = state.kept.pop(0).family
    if state.kept and state.kept[0].start_at <= state.free_at:
        return state.kept[0].end_at
    state.hours.drop_before(state.free_at)
    now = state.hours.first_from(state.free_at)
    if now is None:
        return None
    if now > state.free_at:
        return now
    ready = [work for work in makeable if work.material_complete_at <= now]
    next_kept = state.kept[0].start_at if state.kept else None
    if not ready:
        soonest = min(work.material_complete_at for work in makeable)
        return soonest if next_kept is None or soonest < next_kept else state.kept[0].end_at

    ends: dict[str, datetime] = {}
    for work in ready:
        end_at = state.hours.end_after(now, hours_needed(line, work.family, work.pieces, state.family))
        if end_at is not None and (next_kept is None or end_at <= next_kept):
            ends[work.batch] = end_at
    fitting = [work for work in ready if work.batch in ends]
    if not fitting:
        later = [work.material_complete_at for work in makeable if work.material_complete_at > now]
        if next_kept is None:
            return min(later) if later else None
        return min([state.kept[0].end_at, *later])

    def waited(work: Work) -> int:
        since = work.waiting_since or work.material_complete_at
        return sum(1 for start, end in state.shifts if start >= since and end <= now)

    waits = {work.batch: waited(work) for work in fitting}
    # A batch whose promise is already lost gains nothing by going first; one that this start still saves does.
    slack = {work.batch: work.promised_at - ends[work.batch] for work in fitting}

    def key(work: Work) -> tuple[bool, int, bool, int, datetime, int, str]:
        # Small batches go first anyway; the guard is for those that they would push back for ever.
        is_pushed_back = work.order_class is not OrderClass.SMALL
        starving = is_pushed_back and waits[work.batch] >= policy.starving_after_shifts
        at_risk = timedelta(0) <= slack[work.batch] < _longest(ends, now, work.batch)
        return (
            not starving,
            -waits[work.batch] if starving else 0,
            not at_risk,
            work.order_class.rank,
            work.promised_at,
            work.customer_rank,
            work.batch,
        )

    ordered = sorted(fitting, key=key)
    first, others = ordered[0], ordered[1:]
    why = _why(key(first), key(others[0])) if others else Why.FIRST_READY
    return Booking(
        line.code,
        first.batch,
        first.family,
        first.pieces,
        now,
        ends[first.batch],
        why,
        tuple(work.batch for work in others),
        waits[first.batch],
        max(timedelta(0), ends[first.batch] - first.promised_at),
    )


def _longest(ends: Mapping[str, datetime], now: datetime, batch: str) -> timedelta:
    """Return how long a batch would wait if the longest of the others went first."""
    return max((end - now for other, end in ends.items() if other != batch), default=timedelta(0))


def _why(
    first: tuple[bool, int, bool, int, datetime, int, str],
    second: tuple[bool, int, bool, int, datetime, int, str],
) -> Why:
    reasons = (
        Why.STARVING,
        Why.STARVING,
        Why.AT_RISK,
        Why.SMALLER_FIRST,
        Why.EARLIER_PROMISE,
        Why.CUSTOMER,
    )
    for reason, mine, theirs in zip(reasons, first, second, strict=False):
        if mine != theirs:
            return reason
    return Why.FIRST_READY


# ------------------------------------------------------------------ moves by hand


@dataclass(frozen=True, slots=True)
class Standing:
    """A booking as it stands on a line: which batch, what it makes, and whether it may be pushed back by another."""

    batch: str
    family: str
    pieces: int
    start_at: datetime
    end_at: datetime
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A time on a line."""

    line: str
    start_at: datetime
    end_at: datetime


class NoRoomOnLine(Refusal):
    """Nothing is free on the line within the horizon of the plan."""

    message = N_("Line {line} has no room for {batch}.")


class LineCannotMake(Refusal):
    """The line makes other products."""

    message = N_("Line {line} does not make {family}.")


def first_free_place(line: Line, work: Work, at: datetime, standing: Sequence[Standing]) -> Place | None:
    """Return the first place on a line where a batch fits without pushing anything, or None where there is none.

    Not before `at` and not before its material is complete. Raises LineCannotMake, RateNotPositive.
    """
    if work.family not in line.pieces_per_hour:
        raise LineCannotMake(line=line.code, family=work.family)
    return _first_fit(
        _Hours(line, at), line, work.family, work.pieces, max(at, work.material_complete_at), list(standing)
    )


def move_by_hand(
    line: Line, work: Work, wanted_at: datetime, at: datetime, standing: Sequence[Standing]
) -> dict[str, Place]:
    """Return the places of a batch that a person puts on a line, and of those that it pushes back, by batch.

    The batch begins at the first working moment from `wanted_at` on at which no fixed booking is in its way, never
    before `at` or before its material is complete. Bookings that may move and overlap it follow at the first place
    that is free then; the others stay. Raises LineCannotMake, NoRoomOnLine, RateNotPositive.
    """
    if work.family not in line.pieces_per_hour:
        raise LineCannotMake(line=line.code, family=work.family)
    hours = _Hours(line, at)
    others = sorted((b for b in standing if b.batch != work.batch), key=lambda b: b.start_at)
    taken = [b for b in others if b.is_fixed]
    place = _first_fit(
        hours, line, work.family, work.pieces, max(wanted_at, at, work.material_complete_at), taken
    )
    if place is None:
        raise NoRoomOnLine(line=line.code, batch=work.batch)
    places = {work.batch: place}
    taken.append(Standing(work.batch, work.family, work.pieces, place.start_at, place.end_at, True))
    for each in others:
        if each.is_fixed:
            continue
        if any(b.start_at < each.end_at and b.end_at > each.start_at for b in taken):
            found = _first_fit(hours, line, each.family, each.pieces, max(each.start_at, at), taken)
            if found is None:
                raise NoRoomOnLine(line=line.code, batch=each.batch)
            places[each.batch] = found
            each = Standing(each.batch, each.family, each.pieces, found.start_at, found.end_at)
        taken.append(each)
    return places


def _first_fit(
    hours: _Hours, line: Line, family: str, pieces: int, earliest: datetime, taken: Sequence[Standing]
) -> Place | None:
    reached = earliest
    while True:
        start = hours.first_from(reached)
        if start is None:
            return None
        holder = next((b for b in taken if b.start_at <= start < b.end_at), None)
        if holder is not None:
            reached = holder.end_at
            continue
        before = max((b for b in taken if b.end_at <= start), key=lambda b: b.end_at, default=None)
        end = hours.end_after(
            start, hours_needed(line, family, pieces, before.family if before is not None else None)
        )
        if end is None:
            return None
        in_the_way = [b.end_at for b in taken if b.start_at < end and b.end_at > start]
        if not in_the_way:
            return Place(line.code, start, end)
        reached = min(in_the_way)


def working_windows(line: Line, begins_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """Return when a line works between two moments, its closures taken out."""
    return [
        (max(start, begins_at), min(end, ends_at))
        for start, end in _Hours(line, begins_at).windows
        if start < ends_at
    ]


def hours_within(
    windows: Sequence[tuple[datetime, datetime]], begins_at: datetime, ends_at: datetime
) -> Decimal:
    """Return how many working hours lie between two moments."""
    seconds = sum(
        (min(end, ends_at) - max(start, begins_at)).total_seconds()
        for start, end in windows
        if start < ends_at and end > begins_at
    )
    return Decimal(int(seconds)) / 3600


def same_time_next(line: Line, moment: datetime, days: int) -> datetime:
    """Return the same time of day so many working days of a line later (or earlier, below zero)."""
    local, step = moment.astimezone(line.zone), timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    reached = local
    for _ in range(WORKING_DAYS_AHEAD):
        if not left:
            break
        reached += step
        if line.is_working_day(reached.date()):
            left -= 1
    return reached.astimezone(moment.tzinfo)


# ------------------------------------------------------------------ why something is late


class LateBy(StrEnum):
    """What a batch's lateness comes from."""

    MATERIAL = "material"
    OTHERS = "others"
    REST = "rest"
    LENGTH = "length"


LATE_WORDS = {
    LateBy.MATERIAL: N_(
        "its material was complete only on {day}, {days} working days before the promised day"
    ),
    LateBy.OTHERS: N_("{count} other batches stand before it on line {line}, first {batch}"),
    LateBy.REST: N_("line {line} rests on {days} days between, {first} to {last}"),
    LateBy.LENGTH: N_("it takes {days} working days to make"),
}


def why_late(
    line: Line, batch: Standing, ready_at: datetime, promised_on: date, standing: Sequence[Standing]
) -> tuple[Finding, ...]:
    """Return what makes a batch end after its promised day, the strongest cause first; nothing when it is not late.

    Causes are told from the plan alone: when its material was complete, what is made before it, the days on which its
    line rests, its own length.
    """
    ends_on = batch.end_at.astimezone(line.zone).date()
    if ends_on <= promised_on:
        return ()
    ready_on = ready_at.astimezone(line.zone).date()

    def worked(after: date, until: date) -> int:
        return sum(
            line.is_working_day(after + timedelta(days=n)) for n in range(1, max(0, (until - after).days) + 1)
        )

    begins_on = batch.start_at.astimezone(line.zone).date()
    length = max(1, worked(begins_on - timedelta(days=1), ends_on))
    left = worked(ready_on, promised_on)
    causes: list[tuple[int, LateBy, dict[str, object]]] = []
    if left < length:
        causes.append((length - left + 100, LateBy.MATERIAL, {"day": ready_on, "days": max(0, left)}))
    before = [
        b for b in standing if ready_at < b.end_at and b.start_at < batch.start_at and b.batch != batch.batch
    ]
    if before:
        first = min(before, key=lambda b: b.start_at)
        waits = worked(ready_on - timedelta(days=1), begins_on)
        causes.append((waits, LateBy.OTHERS, {"count": len(before), "line": line.code, "batch": first.batch}))
    resting = [
        day
        for n in range((ends_on - max(ready_on, promised_on - timedelta(days=21))).days + 1)
        if not line.is_working_day(day := max(ready_on, promised_on - timedelta(days=21)) + timedelta(days=n))
        and day.weekday() < 5
    ]
    if resting:
        causes.append(
            (len(resting), LateBy.REST,
             {"line": line.code, "days": len(resting), "first": resting[0], "last": resting[-1]})
        )  # fmt: skip
    if not causes:
        causes.append((0, LateBy.LENGTH, {"days": length}))
    causes.sort(key=lambda cause: -cause[0])
    return tuple(Finding(f"late.{kind}", LATE_WORDS[kind], dict(values)) for _, kind, values in causes)
