from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.appearance import (
    AppearanceCount,
    CriticalNotGood,
    DefectivePiece,
    DefectUnknown,
    Disposition,
    PiecesUnaccounted,
    PieceTwice,
    Severity,
    check_accounted,
    defect,
    defects,
    judge_appearance,
    worst_severity,
)

REWORK, SCRAP, GOOD = Disposition.REWORK, Disposition.SCRAP, Disposition.GOOD


def pieces(codes, count, disposition, start=0):
    return [DefectivePiece(f"{n}", codes, disposition) for n in range(start, start + count)]


def test_the_catalogue_has_five_critical_ten_major_and_seven_minor_defects():
    assert Counter(d.severity for d in defects().values()) == {"critical": 5, "major": 10, "minor": 7}
    assert defect("M04").zone.startswith("A") and defect("m01").zone.startswith("B")
    with pytest.raises(DefectUnknown, match="X99"):
        defect("X99")


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(-3, 3))
def test_every_piece_is_good_rework_or_scrap(good, rework, scrap, missing):
    count = AppearanceCount(good + rework + scrap + missing, good, rework, scrap)
    if missing:
        with pytest.raises(PiecesUnaccounted):
            check_accounted(count)
    else:
        check_accounted(count)


def test_a_piece_with_three_defects_counts_once_with_the_worst():
    judged = judge_appearance(AppearanceCount(1000, 999, 1, 0), pieces(("m02", "M04", "M06"), 1, REWORK))
    assert judged.nonconforming == {Severity.CRITICAL: 0, Severity.MAJOR: 1, Severity.MINOR: 0}
    assert judged.by_code == {"M04": 1, "M06": 1, "m02": 1}
    assert judged.is_accepted and judged.first_pass_percent == Decimal("99.9")
    assert worst_severity(("m01", "C03")) is Severity.CRITICAL
    assert worst_severity(()) is None


def test_one_critical_piece_rejects_the_batch_and_has_it_sorted():
    judged = judge_appearance(AppearanceCount(1000, 999, 0, 1), pieces(("C01",), 1, SCRAP))
    assert (judged.is_accepted, judged.must_sort_all) == (False, True)


def test_too_many_major_pieces_reject_the_batch():
    # a batch of 200 at AQL 2.5 (code letter L) accepts 10
    within = judge_appearance(AppearanceCount(200, 190, 10, 0), pieces(("M04",), 10, REWORK))
    above = judge_appearance(AppearanceCount(200, 189, 11, 0), pieces(("M04",), 11, REWORK))
    assert (within.is_accepted, above.is_accepted, above.must_sort_all) == (True, False, False)


def test_a_major_defect_is_never_good_but_a_minor_one_may_be():
    with pytest.raises(CriticalNotGood, match="M04"):
        judge_appearance(AppearanceCount(10, 10, 0, 0), pieces(("M04",), 1, GOOD))
    assert (
        judge_appearance(AppearanceCount(10, 10, 0, 0), pieces(("m01",), 1, GOOD)).nonconforming["minor"] == 1
    )


def test_rework_without_a_reason_is_refused():
    with pytest.raises(PiecesUnaccounted):
        judge_appearance(AppearanceCount(10, 8, 2, 0), pieces(("M04",), 1, REWORK))


def test_a_piece_is_decided_once():
    twice = [DefectivePiece("7", ("M04",), REWORK), DefectivePiece("7", ("M06",), SCRAP)]
    with pytest.raises(PieceTwice):
        judge_appearance(AppearanceCount(10, 8, 1, 1), twice)
