from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.batches import (
    BatchMake,
    CartonLargerThanBatch,
    ClassPolicy,
    OrderClass,
    PiecesLost,
    QuantityNotPositive,
    check_step_count,
    may_share_batch,
    order_class,
    split_batches,
)


def test_twelve_thousand_become_three_even_batches():
    assert split_batches(12_000, 5_000) == (4_000, 4_000, 4_000)
    assert split_batches(12_000, 5_000, carton=100) == (4_000, 4_000, 4_000)


def test_only_the_last_batch_ends_with_a_broken_carton():
    assert split_batches(10_050, 5_000, carton=100) == (3_400, 3_400, 3_250)


def test_an_order_that_fits_is_one_batch():
    assert split_batches(5_000, 5_000) == (5_000,)
    assert split_batches(7, 5_000, carton=100) == (7,)


@given(st.integers(1, 200_000), st.integers(1, 9_000), st.integers(1, 200))
def test_batches_add_up_keep_the_limit_and_fill_cartons(pieces, most, carton):
    if carton > most and pieces > most:
        with pytest.raises(CartonLargerThanBatch):
            split_batches(pieces, most, carton)
        return
    sizes = split_batches(pieces, most, carton)
    assert sum(sizes) == pieces
    assert all(0 < size <= most for size in sizes)
    assert all(size % carton == 0 for size in sizes[:-1])
    assert max(sizes) - min(sizes) < 2 * carton


def test_nothing_cannot_be_split():
    with pytest.raises(QuantityNotPositive):
        split_batches(0, 100)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [(1, "small"), (500, "small"), (501, "medium"), (5_000, "medium"), (5_001, "large")],
)
def test_class_of_an_order(pieces, expected):
    assert order_class(pieces) == expected


def test_an_order_done_within_one_shift_is_small_and_limits_are_policy():
    assert order_class(4_000, line_shifts=Decimal("0.9")) is OrderClass.SMALL
    assert order_class(4_000, ClassPolicy(small_up_to=100, medium_up_to=1_000)) is OrderClass.LARGE
    assert [c.rank for c in OrderClass] == [0, 1, 2]


def test_different_led_bins_never_share_a_batch():
    make = BatchMake("A60-9W", "3000-A", "C", "2", 3000)
    assert may_share_batch(make, BatchMake("A60-9W", "3000-A", "C", "2", 3000))
    assert not may_share_batch(make, BatchMake("A60-9W", "3000-B", "C", "2", 3000))


def test_no_piece_may_vanish_in_a_step():
    check_step_count("assembly", 4_000, good=3_950, rework=30, scrap=20)
    with pytest.raises(PiecesLost, match="4000 pieces went in, but 3999"):
        check_step_count("assembly", 4_000, good=3_949, rework=30, scrap=20)
    with pytest.raises(PiecesLost):
        check_step_count("assembly", 10, good=11, scrap=-1)
