from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordolux.rules.batches import OrderClass
from ordolux.rules.schedule import (
    Booking,
    Line,
    MomentWithoutZone,
    RateNotPositive,
    SchedulePolicy,
    Shift,
    Why,
    WhyUnplaced,
    Work,
    hours_needed,
    plan_schedule,
)

D = Decimal
SHANGHAI = ZoneInfo("Asia/Shanghai")
SMALL, LARGE = OrderClass.SMALL, OrderClass.LARGE


def at(day, hour=8, minute=0):
    """Return a moment in October 2026; the 12th is a Monday."""
    return datetime(2026, 10, day, hour, minute, tzinfo=SHANGHAI)


def line(code="L1", **more):
    given = {
        "pieces_per_hour": {"bulb": D(500)},
        "shifts": (Shift(time(8), time(12)), Shift(time(13), time(17))),
        "is_working_day": lambda day: day.weekday() < 5,
        "zone": SHANGHAI,
        **more,
    }
    return Line(code, **given)


def work(batch, pieces=1000, *, size=SMALL, ready=None, promised=None, **more):
    return Work(batch, more.pop("family", "bulb"), pieces, size, ready or at(12), promised or at(30), **more)


def order_of(schedule):
    return [booking.batch for booking in schedule.bookings]


def test_time_is_setup_and_pieces_by_real_pace():
    slow = line(efficiency=D("0.8"), setup_h=D("0.5"), same_family_setup_h=D("0.1"))
    assert hours_needed(slow, "bulb", 4000) == D("10.5")
    assert hours_needed(slow, "bulb", 4000, previous_family="bulb") == D("10.1")
    with pytest.raises(RateNotPositive):
        hours_needed(slow, "tube", 1)


def test_work_pauses_at_noon_overnight_and_over_the_weekend():
    planned = plan_schedule([work("B1", 6000, ready=at(16))], [line()], at(16))
    assert planned.bookings[0].start_at == at(16, 8)
    assert planned.bookings[0].end_at == at(19, 12)


def test_small_orders_go_first_then_the_earlier_promise():
    planned = plan_schedule(
        [
            work("large", 4000, size=LARGE, promised=at(29)),
            work("small late", promised=at(28)),
            work("small soon", promised=at(27)),
        ],
        [line()],
        at(12),
    )
    assert order_of(planned) == ["small soon", "small late", "large"]
    assert [booking.why for booking in planned.bookings[:2]] == [Why.EARLIER_PROMISE, Why.SMALLER_FIRST]
    assert planned.bookings[0].before == ("small late", "large")


def test_a_large_batch_that_would_be_late_goes_before_small_ones_that_can_wait():
    planned = plan_schedule(
        [work("large", 4000, size=LARGE, promised=at(12, 18)), work("small", 1000, promised=at(30))],
        [line()],
        at(12),
    )
    assert order_of(planned) == ["large", "small"]
    assert planned.bookings[0].why is Why.AT_RISK
    assert planned.bookings[0].late_by == timedelta(0)


def test_a_large_batch_does_not_starve_behind_a_stream_of_small_ones():
    stream = [work(f"small {n:02}", 2000) for n in range(20)]
    planned = plan_schedule(
        [work("large", 4000, size=LARGE), *stream], [line()], at(12), SchedulePolicy(0, 6)
    )
    large = next(b for b in planned.bookings if b.batch == "large")
    assert (large.why, large.waited_shifts) == (Why.STARVING, 6)
    assert large.start_at == at(15, 8)
    patient = plan_schedule(
        [work("large", 4000, size=LARGE), *stream], [line()], at(12), SchedulePolicy(0, 99)
    )
    assert order_of(patient)[-1] == "large"


def test_nothing_starts_before_its_material_is_complete():
    planned = plan_schedule([work("B1", ready=at(14, 10))], [line()], at(12))
    assert planned.bookings[0].start_at == at(14, 10)
    night = plan_schedule([work("B1", ready=at(16, 20))], [line()], at(12))
    assert night.bookings[0].start_at == at(19, 8)


def test_a_line_does_not_idle_for_a_batch_whose_material_is_still_missing():
    planned = plan_schedule([work("later", ready=at(13)), work("now", 1000, size=LARGE)], [line()], at(12))
    assert order_of(planned) == ["now", "later"]


def test_bookings_within_the_frozen_days_stay_and_later_ones_are_planned_anew():
    frozen = Booking("L1", "F", "bulb", 1500, at(13, 9), at(13, 12), Why.FIRST_READY)
    loose = Booking("L1", "B2", "bulb", 1000, at(20, 9), at(20, 11), Why.FIRST_READY)
    planned = plan_schedule(
        [work("B1", 5000), work("B2", 1000), work("F", 1500)],
        [line()],
        at(12),
        SchedulePolicy(2, 6),
        [frozen, loose],
    )
    by_batch = {b.batch: b for b in planned.bookings}
    assert (by_batch["F"].start_at, by_batch["F"].why) == (at(13, 9), Why.KEPT)
    assert by_batch["B2"].end_at == at(12, 10)
    assert by_batch["B1"].start_at == at(13, 13)  # ten hours do not fit before the frozen batch


def test_maintenance_and_holidays_are_not_worked():
    closed = line(closures=((at(12, 9), at(12, 11)),), is_working_day=lambda day: day != date(2026, 10, 13))
    planned = plan_schedule([work("B1", 4000)], [closed], at(12))
    assert planned.bookings[0].end_at == at(14, 10)


def test_night_shifts_run_past_midnight():
    nights = line(shifts=(Shift(time(20), time(4)),))
    planned = plan_schedule([work("B1", 3000)], [nights], at(12, 8))
    assert (planned.bookings[0].start_at, planned.bookings[0].end_at) == (at(12, 20), at(13, 2))


def test_two_lines_share_the_work_and_a_family_no_line_makes_is_named():
    planned = plan_schedule(
        [work("B1", 2000), work("B2", 2000), work("T1", family="tube")], [line("L1"), line("L2")], at(12)
    )
    assert {b.line for b in planned.bookings} == {"L1", "L2"}
    assert all(b.start_at == at(12) for b in planned.bookings)
    assert [(u.batch, u.why) for u in planned.unplaced] == [("T1", WhyUnplaced.NO_LINE)]


def test_what_does_not_fit_within_the_horizon_is_named():
    planned = plan_schedule([work("huge", 10_000_000)], [line()], at(12))
    assert [(u.batch, u.why) for u in planned.unplaced] == [("huge", WhyUnplaced.NO_ROOM)]


def test_lateness_is_told():
    planned = plan_schedule([work("B1", 4000, promised=at(12, 16))], [line()], at(12))
    assert planned.bookings[0].late_by == timedelta(hours=1)


def test_a_time_without_zone_is_refused():
    with pytest.raises(MomentWithoutZone):
        plan_schedule([work("B1")], [line()], datetime(2026, 10, 12))


works = st.lists(
    st.tuples(
        st.integers(1, 8000),
        st.sampled_from(list(OrderClass)),
        st.integers(0, 200),
        st.integers(0, 400),
        st.sampled_from(["bulb", "tube"]),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(works, st.integers(0, 3))
def test_no_line_is_ever_booked_twice_and_everything_is_placed_once(given_works, frozen_days):
    start = at(12, 7).astimezone(UTC)
    todo = [
        Work(f"B{n}", family, pieces, size, start + timedelta(hours=ready), start + timedelta(hours=promised))
        for n, (pieces, size, ready, promised, family) in enumerate(given_works)
    ]
    both = {"bulb": D(500), "tube": D(300)}
    lines = [line("L1", pieces_per_hour=both, setup_h=D("0.5")), line("L2", efficiency=D("0.7"))]
    policy = SchedulePolicy(frozen_days, 4)
    first = plan_schedule(todo, lines, start, policy)
    again = plan_schedule(todo, lines, start, policy, first.bookings)
    for planned in (first, again):
        assert sorted(b.batch for b in planned.bookings) == sorted(w.batch for w in todo)
        assert planned.unplaced == ()
        ready_at = {w.batch: w.material_complete_at for w in todo}
        for code in ("L1", "L2"):
            own = sorted((b for b in planned.bookings if b.line == code), key=lambda b: b.start_at)
            assert all(a.end_at <= b.start_at for a, b in pairwise(own))
        assert all(b.start_at >= ready_at[b.batch] for b in planned.bookings)
    kept = {b.batch: b.start_at for b in first.bookings if b.start_at < start + timedelta(days=frozen_days)}
    assert all(b.start_at == kept[b.batch] for b in again.bookings if b.batch in kept)
