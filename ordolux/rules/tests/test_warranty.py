from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules import warranty
from ordolux.rules.warranty import (
    ClaimFacts,
    ClaimIncomplete,
    CountsImpossible,
    DateCodeUnreadable,
    DefectNotProven,
    FaultTestReport,
    StartEvent,
    StartUnknown,
    WarrantyTerms,
    add_months,
    allowance_excess,
    check_approvable,
    claim_gaps,
    coverage,
    is_epidemic,
    made_by,
    wilson_interval,
)

REPORT = FaultTestReport("TR-7", "Lab A", date(2026, 9, 1), 5, True, "ab" * 32)
CLAIM = ClaimFacts("A60-9W", "2638A1", "dead", 38, inspected=400, photos=2, report=REPORT)


def test_a_month_without_that_day_ends_on_its_last():
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_more_months_never_end_earlier(day, months):
    end = add_months(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end <= add_months(day, months + 1)


def test_a_claim_on_the_last_day_is_in_time_and_the_day_after_only_by_grace():
    terms = WarrantyTerms(StartEvent.ON_BOARD, 6)
    events = {StartEvent.ON_BOARD: date(2026, 8, 31)}
    assert coverage(terms, events, date(2027, 2, 28)).is_in_time
    assert not coverage(terms, events, date(2027, 3, 1)).is_in_time
    graced = coverage(replace(terms, grace_days=30), events, date(2027, 3, 1))
    assert (graced.is_in_time, graced.in_grace, graced.days_left) == (True, True, -1)
    assert not coverage(replace(terms, grace_days=30), events, date(2027, 3, 31)).is_in_time


def test_the_start_event_of_the_contract_counts_and_no_other():
    terms = WarrantyTerms(StartEvent.DELIVERY, 24)
    with pytest.raises(StartUnknown):
        coverage(terms, {StartEvent.ON_BOARD: date(2026, 8, 31)}, date(2026, 9, 1))


def test_a_date_code_gives_the_sunday_of_its_week():
    assert made_by("2638A1") == date(2026, 9, 20)
    assert made_by("2638A1").isoweekday() == 7
    for wrong in ("A60-9W", "2699A1", "38", ""):
        with pytest.raises(DateCodeUnreadable):
            made_by(wrong)


def test_failures_beyond_the_spares_are_replaced():
    result = allowance_excess(shipped=5000, failed_in_all=38, spares_supplied=25)
    assert (result.rate_percent, result.excess) == (Decimal("0.76"), 13)
    assert allowance_excess(shipped=5000, failed_in_all=38, spares_supplied=0).excess == 38
    assert allowance_excess(shipped=5000, failed_in_all=20, spares_supplied=25).excess == 0
    with pytest.raises(CountsImpossible):
        allowance_excess(shipped=10, failed_in_all=11, spares_supplied=0)


def test_a_tested_part_says_only_so_much_about_the_whole():
    low, high = wilson_interval(6, 120)
    assert (round(low, 4), round(high, 4)) == (0.0231, 0.1048)
    with pytest.raises(CountsImpossible):
        wilson_interval(7, 6)


@given(st.integers(1, 5000), st.data())
def test_the_interval_always_holds_the_observed_share(inspected, data):
    failed = data.draw(st.integers(0, inspected))
    low, high = wilson_interval(failed, inspected)
    assert 0 <= low <= failed / inspected <= high <= 1


def test_more_than_three_percent_of_one_cause_is_an_epidemic():
    assert not is_epidemic(150, 5000)
    assert is_epidemic(151, 5000)


def test_a_claim_without_a_test_report_cannot_be_approved():
    with pytest.raises(warranty.TestReportMissing):
        check_approvable(replace(CLAIM, report=None))
    with pytest.raises(DefectNotProven, match="TR-7"):
        check_approvable(replace(CLAIM, report=replace(REPORT, manufacturing_defect=False)))
    with pytest.raises(DefectNotProven):
        check_approvable(replace(CLAIM, report=replace(REPORT, manufacturing_defect=None)))
    check_approvable(CLAIM)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"item": ""}, "claim.item"),
        ({"batch_or_date_code": ""}, "claim.batch"),
        ({"failed": 0}, "claim.failed"),
        ({"inspected": 30}, "claim.more_than_inspected"),
        ({"photos": 0}, "claim.photos"),
        ({"report": replace(REPORT, samples_tested=0)}, "claim.report_empty"),
        ({"serials": ("1", "1")}, "claim.serials_twice"),
        ({"serials": ("1", "2"), "serials_claimed_before": frozenset({"2"})}, "claim.serials_before"),
    ],
)
def test_gaps_of_a_claim_are_named(change, code):
    claim = replace(CLAIM, **change)
    assert [gap.code for gap in claim_gaps(claim)] == [code]
    with pytest.raises(ClaimIncomplete):
        check_approvable(claim)


def test_a_full_year_is_three_hundred_and_sixty_five_days_later():
    assert add_months(date(2026, 3, 1), 12) - date(2026, 3, 1) == timedelta(days=365)
