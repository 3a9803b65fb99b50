"""Batches moved by hand: what makes room, what stays, the first free place, and why something is late."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ordolux.rules.batches import OrderClass
from ordolux.rules.light_plots import FluxPoint, flux_svg
from ordolux.rules.schedule import (
    LateBy,
    Line,
    LineCannotMake,
    Shift,
    Standing,
    Work,
    first_free_place,
    hours_within,
    move_by_hand,
    same_time_next,
    why_late,
    working_windows,
)

# Monday, 08:00 in Shanghai
MONDAY = datetime(2026, 9, 21, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def line(**more) -> Line:
    """A line that works ten hours from Monday to Friday and makes 100 bulbs an hour."""
    said = {
        "code": "L1", "pieces_per_hour": {"bulb": Decimal(100), "spot": Decimal(100)}, "shifts": (Shift(time(8), time(18)),),
        "is_working_day": lambda day: day.weekday() < 5, "zone": ZoneInfo("Asia/Shanghai"),
    }  # fmt: skip
    return Line(**(said | more))


def work(batch: str = "A", pieces: int = 500, **more) -> Work:
    """A batch of bulbs whose material is there."""
    said = {"material_complete_at": MONDAY, "promised_at": MONDAY + timedelta(days=30)}
    return Work(batch, "bulb", pieces, OrderClass.MEDIUM, **(said | more))


def standing(batch: str, start_h: float, hours: float, *, is_fixed: bool = False) -> Standing:
    """A booking so many hours after Monday morning."""
    start = MONDAY + start_h * HOUR
    return Standing(batch, "bulb", int(hours * 100), start, start + hours * HOUR, is_fixed)


def test_a_batch_takes_the_place_it_is_given_and_the_one_that_stood_there_follows_it():
    places = move_by_hand(line(), work(), MONDAY, MONDAY, [standing("B", 0, 4)])

    assert places["A"].start_at == MONDAY
    assert places["B"].start_at == places["A"].end_at == MONDAY + 5 * HOUR


def test_what_is_not_in_the_way_stays():
    places = move_by_hand(line(), work(), MONDAY, MONDAY, [standing("B", 6, 3)])

    assert set(places) == {"A"}


def test_a_fixed_booking_is_not_pushed_and_the_batch_goes_behind_it():
    places = move_by_hand(line(), work(), MONDAY, MONDAY, [standing("B", 0, 4, is_fixed=True)])

    assert places["A"].start_at == MONDAY + 4 * HOUR
    assert set(places) == {"A"}


def test_pushing_goes_on_down_the_line_and_leaves_nobody_out():
    places = move_by_hand(
        line(), work(pieces=1000), MONDAY, MONDAY, [standing("B", 0, 4), standing("C", 4, 4)]
    )

    assert places["B"].start_at >= places["A"].end_at
    assert places["C"].start_at >= places["B"].end_at


def test_a_batch_waits_for_its_material_and_for_the_shift():
    ready = MONDAY + timedelta(days=4, hours=11)  # Friday after work
    places = move_by_hand(line(), work(material_complete_at=ready), MONDAY, MONDAY, [])

    assert places["A"].start_at == MONDAY + timedelta(days=7)


def test_a_closed_line_is_not_worked_on():
    closed = (MONDAY, MONDAY + timedelta(days=1))
    places = move_by_hand(line(closures=(closed,)), work(), MONDAY, MONDAY, [])

    assert places["A"].start_at == MONDAY + timedelta(days=1)


def test_a_line_takes_no_product_that_it_does_not_make():
    with pytest.raises(LineCannotMake):
        move_by_hand(line(pieces_per_hour={"spot": Decimal(1)}), work(), MONDAY, MONDAY, [])


def test_the_first_free_place_is_a_gap_that_is_long_enough():
    booked = [standing("B", 0, 2), standing("C", 4, 6)]

    assert first_free_place(line(), work(pieces=200), MONDAY, booked).start_at == MONDAY + 2 * HOUR
    assert first_free_place(line(), work(pieces=500), MONDAY, booked).start_at == MONDAY + timedelta(days=1)


def test_the_hours_of_a_week_are_those_of_its_shifts():
    windows = working_windows(line(), MONDAY, MONDAY + timedelta(days=7))

    assert hours_within(windows, MONDAY, MONDAY + timedelta(days=7)) == 50


def test_a_working_day_later_than_friday_is_monday():
    friday = MONDAY + timedelta(days=4)

    assert same_time_next(line(), friday, 1) == MONDAY + timedelta(days=7)
    assert same_time_next(line(), MONDAY + timedelta(days=7), -1) == friday


def test_lateness_has_its_cause_told():
    late = Standing("A", "bulb", 500, MONDAY + timedelta(days=3), MONDAY + timedelta(days=3, hours=5))
    before = [standing("B", 0, 10), standing("C", 24, 10)]

    causes = why_late(line(), late, MONDAY, date(2026, 9, 22), before)

    assert causes[0].code == f"late.{LateBy.OTHERS}"
    assert causes[0].values["count"] == 2
    assert why_late(line(), late, MONDAY, date(2026, 9, 30), before) == ()


def test_material_that_came_too_late_is_the_first_cause():
    ready = MONDAY + timedelta(days=3)
    late = Standing("A", "bulb", 3000, ready, ready + timedelta(days=4))

    causes = why_late(line(), late, ready, date(2026, 9, 23), [])

    assert causes[0].code == f"late.{LateBy.MATERIAL}"


def test_the_flux_of_a_lamp_outside_its_limits_is_a_cross_not_only_another_colour():
    svg = flux_svg(
        [FluxPoint("1", 810, True), FluxPoint("2", 700, False)],
        least=725.4,
        most=967.2,
        rated=806,
        mean_least=745.6,
    )

    assert svg.count("<circle") == 1
    assert svg.count("<path") == 1
    assert "2: 700.0 lm" in svg
