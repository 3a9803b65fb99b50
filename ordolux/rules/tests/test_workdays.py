"""Working days: holidays, moved weekends, the three days to sign, the 24 hours to quote, the dated plan."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.workdays import (
    CHINA,
    FRIDAY_AND_SATURDAY,
    AnswerClock,
    Calendar,
    ClockLevel,
    DeliveryStage,
    Departures,
    Pause,
    Reached,
    StageName,
    day_at,
    delivery_plan,
    midnight_after,
    production_workdays,
    signature_deadline,
    working_time,
)

GERMANY = Calendar("DE", holidays=frozenset({date(2026, 10, 3), date(2026, 12, 25), date(2026, 12, 26)}))
MONDAY_TO_FRIDAY = Calendar("Mon-Fri")


@pytest.mark.parametrize(
    ("received", "in_china", "monday_to_friday"),
    [
        ("2026-02-13", "2026-02-25", "2026-02-18"),
        ("2026-02-11", "2026-02-14", "2026-02-16"),
        ("2026-09-18", "2026-09-22", "2026-09-23"),
        ("2026-09-24", "2026-09-30", "2026-09-29"),
        ("2026-09-30", "2026-10-10", "2026-10-05"),
        ("2026-04-30", "2026-05-08", "2026-05-05"),
        ("2026-12-30", "2027-01-05", "2027-01-04"),
    ],
)
def test_three_working_days_in_china_and_in_a_plain_week(received: str, in_china: str, monday_to_friday: str):
    day = date.fromisoformat(received)
    assert CHINA.after(day, 3) == Reached(date.fromisoformat(in_china), in_china.startswith("2027"))
    assert MONDAY_TO_FRIDAY.after(day, 3) == Reached(date.fromisoformat(monday_to_friday))


def test_china_works_248_days_in_2026():
    assert CHINA.count(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_a_year_without_a_notice_is_provisional_and_becomes_firm_with_it():
    assert CHINA.after(date(2026, 12, 30), 1) == Reached(date(2026, 12, 31), is_provisional=False)
    assert CHINA.after(date(2026, 12, 30), 2) == Reached(date(2027, 1, 4), is_provisional=True)


def test_friday_and_saturday_are_the_weekend_in_kuwait():
    kuwait = Calendar("KW", weekend=FRIDAY_AND_SATURDAY)
    assert kuwait.after(date(2026, 11, 19), 1).on == date(2026, 11, 22)


def test_a_works_holiday_lies_over_the_public_calendar():
    works = CHINA.with_closures([date(2026, 2, 14), date(2026, 2, 24), date(2026, 2, 25)], name="works")
    assert works.after(date(2026, 2, 13), 1).on == date(2026, 2, 26)


def test_a_week_without_working_days_is_no_calendar():
    with pytest.raises(ValueError, match="at least one working day"):
        Calendar("none", weekend=frozenset(range(7)))


@given(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 60), st.integers(0, 30))
def test_counting_further_never_arrives_earlier(day: date, workdays: int, more: int):
    near, far = CHINA.after(day, workdays), CHINA.after(day, workdays + more)
    assert near.on <= far.on
    assert CHINA.after(near.on, more).on == far.on
    assert CHINA.count(day, near.on) == workdays
    assert CHINA.after(day + timedelta(days=1), workdays).on >= near.on or workdays == 0


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),
    st.integers(0, 10**6),
    st.sampled_from(["Europe/Berlin", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"]),
)
def test_what_is_received_later_never_has_to_be_signed_earlier(at: datetime, seconds: int, zone: str):
    early = signature_deadline(at, zone=zone, calendar=CHINA)
    late = signature_deadline(at + timedelta(seconds=seconds), zone=zone, calendar=CHINA)
    assert early.ends_at <= late.ends_at
    assert CHINA.is_workday(early.last_day)


def test_the_day_of_receipt_is_the_receivers_day_and_does_not_count():
    # Monday 23:30 in Shenzhen is Monday 16:30 in Berlin.
    deadline = signature_deadline(
        datetime(2026, 11, 23, 15, 30, tzinfo=UTC), zone="Europe/Berlin", calendar=GERMANY
    )
    assert deadline.received_on == date(2026, 11, 23)
    assert deadline.last_day == date(2026, 11, 26)
    assert deadline.ends_at == datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC)
    assert not deadline.is_over(deadline.ends_at)
    assert deadline.is_over(midnight_after("Europe/Berlin", date(2026, 11, 26)))


def test_after_five_in_the_afternoon_counts_as_the_next_working_day():
    friday_evening = datetime(2026, 11, 20, 16, 1, tzinfo=UTC)
    deadline = signature_deadline(friday_evening, zone="Europe/Berlin", calendar=GERMANY)
    assert deadline.counted_from == date(2026, 11, 23)
    assert deadline.last_day == date(2026, 11, 26)
    saturday = signature_deadline(
        friday_evening + timedelta(hours=20), zone="Europe/Berlin", calendar=GERMANY
    )
    assert saturday.last_day == date(2026, 11, 26)


def test_another_cut_off_hour_can_be_agreed():
    at = datetime(2026, 11, 20, 16, 1, tzinfo=UTC)
    later = signature_deadline(at, zone="Europe/Berlin", calendar=GERMANY, cut_off=time(18))
    assert later.last_day == date(2026, 11, 25)


def test_a_signer_is_reminded_at_half_time_and_a_day_before_the_end():
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    deadline = signature_deadline(at, zone="Europe/Berlin", calendar=GERMANY)
    assert deadline.reminders == (at + (deadline.ends_at - at) / 2, deadline.ends_at - timedelta(days=1))


def test_a_deadline_over_an_unpublished_new_year_is_provisional():
    deadline = signature_deadline(
        datetime(2026, 12, 30, 2, 0, tzinfo=UTC), zone="Asia/Shanghai", calendar=CHINA
    )
    assert (deadline.last_day, deadline.is_provisional) == (date(2027, 1, 5), True)


def test_a_moment_without_zone_is_no_moment():
    with pytest.raises(ValueError, match="zone"):
        day_at("Asia/Shanghai", datetime(2026, 1, 1))


# --- 24 hours to quote -------------------------------------------------------------------------------------

CHINA_TIME = datetime.fromisoformat
RECEIVED = CHINA_TIME("2026-11-20T18:10+08:00")
ASKED = CHINA_TIME("2026-11-20T20:10+08:00")
REPLIED = CHINA_TIME("2026-11-23T09:00+08:00")
QUOTED = CHINA_TIME("2026-11-23T17:00+08:00")


def test_questions_that_pricing_needs_pause_the_clock():
    clock = AnswerClock(RECEIVED, (Pause(ASKED, REPLIED),))
    assert clock.deadline(REPLIED) == CHINA_TIME("2026-11-24T07:00+08:00")
    assert clock.used(QUOTED) == timedelta(minutes=600)
    assert clock.gross(QUOTED) == timedelta(minutes=4250)
    assert clock.is_kept(QUOTED)


def test_a_paused_clock_has_no_deadline_and_uses_no_time():
    clock = AnswerClock(RECEIVED, (Pause(ASKED),))
    sunday = ASKED + timedelta(days=1)
    assert clock.deadline(sunday) is None
    assert clock.is_paused(sunday)
    assert clock.left(sunday) == timedelta(hours=22)


def test_the_clock_turns_amber_at_half_red_at_nine_tenths_and_late_at_the_end():
    clock = AnswerClock(RECEIVED)
    hours = {
        11: "green",
        12: "amber",
        21: "amber",
        22: "red",
        23: "red",
        24: "late",
        35: "late",
        36: "escalated",
    }
    assert {hour: clock.level(RECEIVED + timedelta(hours=hour)) for hour in hours} == hours
    assert clock.moment_of(Decimal("0.5"), RECEIVED) == RECEIVED + timedelta(hours=12)
    assert clock.level(RECEIVED) is ClockLevel.GREEN


def test_a_question_after_the_deadline_does_not_save_it():
    asked = RECEIVED + timedelta(hours=30)
    clock = AnswerClock(RECEIVED, (Pause(asked, asked + timedelta(hours=5)),))
    assert clock.deadline(asked + timedelta(hours=6)) == RECEIVED + timedelta(hours=24)
    assert not clock.is_kept(asked + timedelta(hours=6))


def test_overlapping_pauses_count_once():
    two = AnswerClock(RECEIVED, (Pause(ASKED, REPLIED), Pause(ASKED + timedelta(hours=1), REPLIED)))
    assert two.used(QUOTED) == timedelta(hours=10)


@given(st.lists(st.tuples(st.integers(-50, 200), st.integers(0, 60)), max_size=5), st.integers(0, 300))
def test_the_deadline_is_where_the_time_is_used_up(pauses: list[tuple[int, int]], hour: int):
    clock = AnswerClock(
        RECEIVED,
        tuple(
            Pause(RECEIVED + timedelta(hours=begin), RECEIVED + timedelta(hours=begin + length))
            for begin, length in pauses
        ),
    )
    at = RECEIVED + timedelta(hours=1000)
    deadline = clock.deadline(at)
    assert deadline is not None
    assert clock.used(deadline) == clock.promise
    now = RECEIVED + timedelta(hours=hour)
    assert timedelta(0) <= clock.used(now) <= clock.gross(now)
    assert clock.is_kept(now) == (clock.used(now) <= timedelta(hours=24))


def test_staff_count_office_hours():
    assert working_time(RECEIVED, QUOTED, zone="Asia/Shanghai", calendar=CHINA) == timedelta(hours=8)


# --- delivery ----------------------------------------------------------------------------------------------


def stages() -> list[DeliveryStage]:
    return [
        DeliveryStage(StageName.PREPARATION, 3, CHINA),
        DeliveryStage(StageName.PROCUREMENT, 7, CHINA, days_latest=12),
        DeliveryStage(StageName.PRODUCTION, 10, CHINA),
        DeliveryStage(StageName.INSPECTION, 2, CHINA),
        DeliveryStage(StageName.PACKING, 2, CHINA),
        DeliveryStage(StageName.DEPARTURE, departures=Departures(cut_off_weekday=3, days_to_departure=2)),
        DeliveryStage(StageName.TRANSIT, 34, days_latest=40),
        DeliveryStage(StageName.CLEARANCE, 3, GERMANY),
        DeliveryStage(StageName.LAST_MILE, 2),
    ]


def test_a_delivery_plan_knows_the_golden_week():
    plan = delivery_plan(date(2026, 9, 23), stages())
    assert [step.ends_on.isoformat() for step in plan.steps] == [
        "2026-09-29",
        "2026-10-14",
        "2026-10-28",
        "2026-10-30",
        "2026-11-03",
        "2026-11-07",
        "2026-12-11",
        "2026-12-16",
        "2026-12-18",
    ]
    departure = plan.step(StageName.DEPARTURE)
    assert departure is not None
    assert departure.cut_off_on == date(2026, 11, 5)
    assert plan.total_days == 86 == sum(step.calendar_days for step in plan.steps)
    assert not plan.is_provisional


def test_a_plain_week_would_promise_a_week_too_early():
    assert MONDAY_TO_FRIDAY.after(date(2026, 9, 23), 24).on == date(2026, 10, 27)


def test_the_pessimistic_plan_ends_later():
    assert delivery_plan(date(2026, 9, 23), stages(), latest=True).ends_on > date(2026, 12, 18)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(0, 20))
def test_a_late_deposit_never_brings_the_goods_earlier(start: date, days: int):
    later = delivery_plan(start + timedelta(days=days), stages())
    assert delivery_plan(start, stages()).ends_on <= later.ends_on


def test_production_days_come_from_the_rate_of_the_line():
    days = production_workdays(
        12_000,
        pieces_per_hour=Decimal(200),
        hours_per_day=Decimal(8),
        efficiency=Decimal("0.85"),
        setup_hours=Decimal(2),
    )
    assert days == 10
