"""Clocks: neutral below half, amber from half, red from nine tenths or when late."""

from datetime import UTC, datetime, timedelta

import pytest

from ordolux.edges.ui.clocks import hours_clock, stopped_clock, workdays_clock

RECEIVED = datetime(2026, 9, 14, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "level", "words"),
    [
        (7, "", "17 h left"),
        (12, "warn", "12 h left"),
        (21.59, "warn", "2 h 24 min left"),
        (21.6, "bad", "2 h 24 min left"),
        (26, "bad", "2 h late"),
    ],
)
def test_the_look_of_a_24_hour_promise_follows_the_time_used(hours, level, words):
    clock = hours_clock(RECEIVED, RECEIVED + timedelta(hours=24), RECEIVED + timedelta(hours=hours))
    assert (clock.level, clock.words) == (level, words)


def test_the_bar_never_leaves_its_frame():
    due = RECEIVED + timedelta(hours=24)
    assert hours_clock(RECEIVED, due, RECEIVED - timedelta(hours=1)).used_percent == 0
    assert hours_clock(RECEIVED, due, RECEIVED + timedelta(days=9)).left_percent == 0
    assert hours_clock(RECEIVED, RECEIVED, RECEIVED).used_percent == 100


@pytest.mark.parametrize(
    ("left", "words", "level"),
    [
        (3, "3 working days left", ""),
        (1, "1 working day left", "warn"),
        (0, "0 working days left", "bad"),
        (-1, "1 working day late", "bad"),
    ],
)
def test_the_three_days_to_sign_are_told_in_working_days(left, words, level):
    clock = workdays_clock(left, 3)
    assert (clock.words, clock.level) == (words, level)


def test_an_answered_clock_warns_of_nothing():
    assert stopped_clock("Answered in 17 h 48 min").level == ""
