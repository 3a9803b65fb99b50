"""Working days, the deadlines that count them, the 24-hour answer clock and the dated delivery plan.

A moment is a `datetime` with a zone; it becomes a day only at a place. China moves weekends by a yearly
notice of the State Council (published October to December for the next year): a day counted through a year
without a notice is *provisional*, and is shown as such until the notice is entered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

SATURDAY, SUNDAY = 5, 6
FRIDAY = 4
SATURDAY_AND_SUNDAY = frozenset({SATURDAY, SUNDAY})
FRIDAY_AND_SATURDAY = frozenset({FRIDAY, SATURDAY})
"""The weekend of Saudi Arabia, Egypt, Kuwait and others (the Emirates moved to Saturday and Sunday in 2022).
"""

ONE_DAY = timedelta(days=1)
_FARTHEST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Reached:
    """A day that counting arrived at; provisional when a year on the way has no published calendar."""

    on: date
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days somebody works.

    `weekend` holds weekdays (Monday 0 … Sunday 6). A day in `working_weekend_days` works although it is in
    the weekend, a day in `holidays` does not work. `published_years` are the years whose calendar is final;
    None says that every year is (a calendar without yearly notices).
    """

    name: str
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    holidays: frozenset[date] = frozenset()
    working_weekend_days: frozenset[date] = frozenset()
    published_years: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if len(self.weekend) >= 7:
            raise ValueError("a calendar has at least one working day in the week")

    def is_workday(self, day: date) -> bool:
        """Tell whether somebody works on this day."""
        if day in self.holidays:
            return False
        return day.weekday() not in self.weekend or day in self.working_weekend_days

    def is_published(self, day: date) -> bool:
        """Tell whether the calendar of this day's year is final."""
        return self.published_years is None or day.year in self.published_years

    def after(self, day: date, workdays: int) -> Reached:
        """Return the day that many working days after this one, which itself does not count.

        With 0 workdays it is the day itself.
        """
        return self._walk(day, workdays, ONE_DAY)

    def before(self, day: date, workdays: int) -> Reached:
        """Return the day that many working days before this one, which itself does not count."""
        return self._walk(day, workdays, -ONE_DAY)

    def on_or_after(self, day: date) -> Reached:
        """Return this day if it is worked, else the next that is."""
        return Reached(day, not self.is_published(day)) if self.is_workday(day) else self.after(day, 1)

    def count(self, after: date, until: date) -> int:
        """Return how many working days lie after the first day, up to and including the last."""
        return sum(self.is_workday(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))

    def with_closures(self, days: Iterable[date], name: str | None = None) -> "Calendar":
        """Return this calendar with further closed days: a works holiday over the public calendar."""
        closed = frozenset(days)
        return replace(
            self,
            name=name if name is not None else self.name,
            holidays=self.holidays | closed,
            working_weekend_days=self.working_weekend_days - closed,
        )

    def _walk(self, day: date, workdays: int, step: timedelta) -> Reached:
        if workdays < 0:
            raise ValueError("working days are counted from 0 upwards")
        provisional = False
        left = workdays
        reached = day
        for _ in range(_FARTHEST_DAYS + 7 * workdays):
            if left == 0:
                return Reached(reached, provisional)
            reached += step
            provisional = provisional or not self.is_published(reached)
            left -= self.is_workday(reached)
        raise ValueError(f"the calendar {self.name} has no working days")


def _days(month: int, *numbers: int, year: int = 2026) -> frozenset[date]:
    return frozenset(date(year, month, number) for number in numbers)


CHINA = Calendar(
    name="CN",
    # 2026: notice of the General Office of the State Council of November 2025 on the holidays of 2026.
    # 2027: only the days that the Regulation on Public Holidays (2024 revision) fixes, without the shifts
    # that the notice will bring; the year is therefore not published, and its days are provisional.
    holidays=frozenset().union(
        _days(1, 1, 2, 3),
        _days(2, *range(15, 24)),
        _days(4, 4, 5, 6),
        _days(5, 1, 2, 3, 4, 5),
        _days(6, 19, 20, 21),
        _days(9, 25, 26, 27),
        _days(10, 1, 2, 3, 4, 5, 6, 7),
        _days(1, 1, year=2027),
        _days(2, 5, 6, 7, 8, year=2027),
        _days(4, 5, year=2027),
        _days(5, 1, 2, year=2027),
        _days(6, 9, year=2027),
        _days(9, 15, year=2027),
        _days(10, 1, 2, 3, year=2027),
    ),
    working_weekend_days=frozenset().union(
        _days(1, 4), _days(2, 14, 28), _days(5, 9), _days(9, 20), _days(10, 10)
    ),
    published_years=frozenset({2026}),
)
"""Mainland China: 248 working days in 2026, six of them on a weekend."""


def day_at(zone: str | ZoneInfo, at: datetime) -> date:
    """Return the day that this moment has in this zone."""
    return _aware(at).astimezone(_zone(zone)).date()


def end_of_day(zone: str | ZoneInfo, day: date) -> datetime:
    """Return the last second of the day in this zone (23:59:59), in UTC."""
    return midnight_after(zone, day) - timedelta(seconds=1)


def midnight_after(zone: str | ZoneInfo, day: date) -> datetime:
    """Return the moment at which the next day begins in this zone, in UTC."""
    return datetime.combine(day + ONE_DAY, time(0), tzinfo=_zone(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class SignatureDeadline:
    """Until when a document can be signed, and how that was counted.

    `counted_from` is the working day that counts as the day of receipt; it is not one of the `workdays`.
    """

    received_at: datetime
    received_on: date
    counted_from: date
    workdays: int
    last_day: date
    ends_at: datetime
    zone: str
    calendar: str
    is_provisional: bool
    reminders: tuple[datetime, ...]

    def is_over(self, at: datetime) -> bool:
        """Tell whether the last day has ended."""
        return at >= self.ends_at + timedelta(seconds=1)


def signature_deadline(
    received_at: datetime,
    *,
    zone: str | ZoneInfo,
    calendar: Calendar,
    workdays: int = 3,
    cut_off: time = time(17),
) -> SignatureDeadline:
    """Return until when the receiver may sign what reached him at this moment.

    The day of receipt in the receiver's zone does not count. What arrives after the cut-off hour, or on a day
    that is not worked, counts as received on the next working day; so a later receipt never ends earlier. The
    last day ends at 23:59:59 in the same zone. Reminders are due at half of the time and a day before the
    end.
    """
    at_place = _zone(zone)
    local = _aware(received_at).astimezone(at_place)
    start = calendar.on_or_after(local.date())
    if local.time() > cut_off and start.on == local.date():
        start = calendar.after(local.date(), 1)
    last = calendar.after(start.on, workdays)
    ends_at = end_of_day(at_place, last.on)
    begins_at = received_at.astimezone(UTC)
    reminders = {begins_at + (ends_at - begins_at) / 2, ends_at - ONE_DAY}
    return SignatureDeadline(
        received_at=begins_at,
        received_on=local.date(),
        counted_from=start.on,
        workdays=workdays,
        last_day=last.on,
        ends_at=ends_at,
        zone=str(at_place),
        calendar=calendar.name,
        is_provisional=start.is_provisional or last.is_provisional,
        reminders=tuple(sorted(moment for moment in reminders if moment > begins_at)),
    )


class ClockLevel(StrEnum):
    """How urgent an answer is: amber from 50 % of the time used, red from 90 %, late from 100 %."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    LATE = "late"
    ESCALATED = "escalated"


_LEVELS: tuple[tuple[Decimal, ClockLevel], ...] = (
    (Decimal("1.5"), ClockLevel.ESCALATED),
    (Decimal("1.0"), ClockLevel.LATE),
    (Decimal("0.9"), ClockLevel.RED),
    (Decimal("0.5"), ClockLevel.AMBER),
)


@dataclass(frozen=True, slots=True)
class Pause:
    """A wait for the customer's answer to questions that pricing needs; still running without an end."""

    begins_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """The promise to quote within 24 hours of receipt, around the clock, pauses excepted.

    The clock starts when our server received the first message with an inquiry, not when somebody read it.
    """

    received_at: datetime
    pauses: tuple[Pause, ...] = ()
    promise: timedelta = field(default=timedelta(hours=24))

    def gross(self, at: datetime) -> timedelta:
        """Return the time since receipt, pauses included."""
        return max(at - self.received_at, timedelta(0))

    def used(self, at: datetime) -> timedelta:
        """Return the time since receipt, without the pauses."""
        paused = sum(
            ((min(end, at) if end is not None else at) - begin for begin, end in self._waits() if begin < at),
            timedelta(0),
        )
        return max(self.gross(at) - paused, timedelta(0))

    def left(self, at: datetime) -> timedelta:
        """Return the time that remains; below zero when the promise is broken."""
        return self.promise - self.used(at)

    def is_paused(self, at: datetime) -> bool:
        """Tell whether the clock stands still at this moment."""
        return any(begin <= at and (end is None or at < end) for begin, end in self._waits())

    def deadline(self, at: datetime) -> datetime | None:
        """Return when the promise ends, as known at this moment; None while we wait for the customer.

        A promise that was used up before a pause began keeps the deadline it missed.
        """
        due = self.received_at + self.promise
        for begin, end in self._waits():
            if begin >= due or begin > at:
                break
            if end is None or at < end:
                return None
            due += end - begin
        return due

    def level(self, at: datetime) -> ClockLevel:
        """Return how urgent the answer is at this moment."""
        used = self.used(at)
        for share, level in _LEVELS:
            if used >= self.promise * float(share):
                return level
        return ClockLevel.GREEN

    def moment_of(self, share: Decimal, at: datetime) -> datetime | None:
        """Return when that share of the promise is (or was) used up; None while the clock is paused before
        it.
        """
        return replace(self, promise=self.promise * float(share)).deadline(at)

    def is_kept(self, answered_at: datetime) -> bool:
        """Tell whether an answer at this moment keeps the promise."""
        return self.used(answered_at) <= self.promise

    def _waits(self) -> list[tuple[datetime, datetime | None]]:
        """Return the pauses in order, joined where they overlap, none before the receipt."""
        waits: list[tuple[datetime, datetime | None]] = []
        for pause in sorted(self.pauses, key=lambda each: each.begins_at):
            begin, end = max(pause.begins_at, self.received_at), pause.ends_at
            if end is not None and end <= begin:
                continue
            if waits and (waits[-1][1] is None or begin <= waits[-1][1]):
                earlier_begin, earlier_end = waits[-1]
                joined = None if end is None or earlier_end is None else max(end, earlier_end)
                waits[-1] = (earlier_begin, joined)
            else:
                waits.append((begin, end))
        return waits


def working_time(
    begins_at: datetime,
    ends_at: datetime,
    *,
    zone: str | ZoneInfo,
    calendar: Calendar,
    opens: time = time(9),
    closes: time = time(18),
) -> timedelta:
    """Return the office hours between two moments, as staff count them."""
    at_place = _zone(zone)
    day, last = day_at(at_place, begins_at), day_at(at_place, ends_at)
    total = timedelta(0)
    while day <= last:
        if calendar.is_workday(day):
            # Compared in UTC: arithmetic inside one zone would ignore a change of the hour.
            opened = datetime.combine(day, opens, tzinfo=at_place).astimezone(UTC)
            closed = datetime.combine(day, closes, tzinfo=at_place).astimezone(UTC)
            begin, end = max(opened, begins_at.astimezone(UTC)), min(closed, ends_at.astimezone(UTC))
            total += max(end - begin, timedelta(0))
        day += ONE_DAY
    return total


def production_workdays(
    pieces: int,
    *,
    pieces_per_hour: Decimal,
    hours_per_day: Decimal,
    efficiency: Decimal = Decimal(1),
    setup_hours: Decimal = Decimal(0),
) -> int:
    """Return the working days that a line needs: set-up plus pieces at its rate, a begun day counted
    whole.
    """
    hours = setup_hours + Decimal(pieces) / (pieces_per_hour * efficiency)
    return int((hours / hours_per_day).to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Departures:
    """A weekly departure: the weekday of the cut-off, and the days from the cut-off to the departure."""

    cut_off_weekday: int
    days_to_departure: int

    def next_after(self, ready_on: date) -> tuple[date, date]:
        """Return cut-off and departure of the first one that goods ready on this day can catch."""
        cut_off = ready_on + timedelta(days=(self.cut_off_weekday - ready_on.weekday()) % 7)
        return cut_off, cut_off + timedelta(days=self.days_to_departure)


class StageName(StrEnum):
    """The stages of a delivery, from the release of the order to the customer's door."""

    PREPARATION = "preparation"
    PROCUREMENT = "procurement"
    PRODUCTION = "production"
    INSPECTION = "inspection"
    PACKING = "packing"
    DEPARTURE = "departure"
    TRANSIT = "transit"
    CLEARANCE = "clearance"
    LAST_MILE = "last_mile"


@dataclass(frozen=True, slots=True)
class DeliveryStage:
    """One stage of a delivery: so many days, counted in a calendar's working days or, without one, in days.

    With `departures` the stage is the wait for the next one, and `days` is not used. `days_latest` is the
    pessimistic length, where the length is a range. `explanation` says for people where the length comes
    from.
    """

    name: str
    days: int = 0
    calendar: Calendar | None = None
    days_latest: int | None = None
    departures: Departures | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A dated stage: it begins on the day on which the one before it ends."""

    name: str
    begins_on: date
    ends_on: date
    workdays: int | None
    is_provisional: bool
    cut_off_on: date | None = None
    explanation: str = ""

    @property
    def calendar_days(self) -> int:
        """Return the length in calendar days."""
        return (self.ends_on - self.begins_on).days


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """The dated stages of a delivery; their calendar days add up to the total."""

    starts_on: date
    steps: tuple[PlannedStep, ...]

    @property
    def ends_on(self) -> date:
        """Return the day on which the last stage ends."""
        return self.steps[-1].ends_on if self.steps else self.starts_on

    @property
    def total_days(self) -> int:
        """Return the calendar days from the start to the end."""
        return (self.ends_on - self.starts_on).days

    @property
    def is_provisional(self) -> bool:
        """Tell whether a date depends on a calendar that is not published yet."""
        return any(step.is_provisional for step in self.steps)

    def step(self, name: str) -> PlannedStep | None:
        """Return the stage of this name, if the plan has it."""
        return next((step for step in self.steps if step.name == name), None)


def delivery_plan(starts_on: date, stages: Sequence[DeliveryStage], *, latest: bool = False) -> DeliveryPlan:
    """Return the dated plan from the day that releases the order (the deposit credited, not the proforma's
    date).

    With `latest` every stage takes its pessimistic length, so that two plans make a range.
    """
    steps: list[PlannedStep] = []
    day = starts_on
    for stage in stages:
        step = _planned(stage, day, latest=latest)
        steps.append(step)
        day = step.ends_on
    return DeliveryPlan(starts_on, tuple(steps))


def _planned(stage: DeliveryStage, begins_on: date, *, latest: bool) -> PlannedStep:
    if stage.departures is not None:
        cut_off, departs_on = stage.departures.next_after(begins_on)
        return PlannedStep(
            stage.name, begins_on, departs_on, None, False, cut_off_on=cut_off, explanation=stage.explanation
        )
    days = stage.days_latest if latest and stage.days_latest is not None else stage.days
    if stage.calendar is None:
        reached, workdays = Reached(begins_on + timedelta(days=days)), None
    else:
        reached, workdays = stage.calendar.after(begins_on, days), days
    return PlannedStep(
        stage.name, begins_on, reached.on, workdays, reached.is_provisional, explanation=stage.explanation
    )


def _zone(zone: str | ZoneInfo) -> ZoneInfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return at
