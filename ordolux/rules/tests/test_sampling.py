from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.sampling import (
    AQLS,
    AqlTerms,
    AqlUnknown,
    NothingToDraw,
    SampleTooLarge,
    SecretTooShort,
    SerialsRepeat,
    accept_for_sample,
    chance_of_seeing_none,
    check_secret,
    code_letter,
    commitment_of,
    draw_positions,
    draw_sample,
    draw_seed,
    is_sample_accepted,
    iso_plan,
    sample_size,
    verify_draw,
)

D = Decimal
BATCH = "B2026-0917-A"


def test_the_published_draw_is_repeated():
    seed = "aa6d5b8162af1af9f0106fc3e4317b1e40a76a8941c28bdc81c14a39ca4803e3"
    assert draw_seed(BATCH, 120, "42").hex() == seed
    assert draw_positions(BATCH, 120, "42", 12) == (2, 13, 43, 44, 48, 61, 97, 101, 102, 105, 111, 118)


@pytest.mark.parametrize(
    ("pieces", "size"), [(3, 3), (5, 5), (30, 5), (50, 5), (51, 6), (120, 12), (4000, 400)]
)
def test_ten_percent_are_drawn_but_never_fewer_than_five(pieces, size):
    assert sample_size(pieces) == size


@given(st.integers(1, 400), st.text(min_size=1, max_size=20), st.data())
def test_a_draw_is_a_subset_of_the_right_size_and_comes_out_the_same_again(pieces, secret, data):
    size = data.draw(st.integers(0, pieces))
    drawn = draw_positions("B1", pieces, secret, size)
    assert len(set(drawn)) == size
    assert all(1 <= position <= pieces for position in drawn)
    assert drawn == draw_positions("B1", pieces, secret, size)


@given(st.integers(2, 200), st.data())
def test_a_larger_sample_holds_the_smaller_one(pieces, data):
    size = data.draw(st.integers(1, pieces - 1))
    assert set(draw_positions("B", pieces, "s", size)) < set(draw_positions("B", pieces, "s", size + 1))


def test_every_piece_has_about_the_same_chance():
    drawn = Counter(p for n in range(1000) for p in draw_positions("B1", 40, f"secret {n}", 10))
    assert set(drawn) == set(range(1, 41))
    # 1000 draws of 10 in 40: 250 expected, standard deviation 13.7; five deviations on either side
    assert all(180 < count < 320 for count in drawn.values())


def test_nothing_more_than_all_can_be_drawn():
    with pytest.raises(SampleTooLarge):
        draw_positions("B", 10, "s", 11)
    with pytest.raises(NothingToDraw):
        sample_size(0)


def test_a_serial_number_cannot_have_two_chances():
    with pytest.raises(SerialsRepeat, match="A7"):
        draw_sample("B", ["A7", "A8", "A7"], "s")


def test_the_secret_is_fixed_before_and_checked_after():
    serials = [f"{n:05}" for n in range(1, 121)]
    commitment = commitment_of("42")
    drawn = draw_sample(BATCH, serials, "42")
    assert drawn[:2] == ("00002", "00013")
    assert verify_draw(BATCH, serials, drawn, secret="42", commitment=commitment).is_true

    steered = verify_draw(BATCH, serials, drawn, secret="43", commitment=commitment)
    assert [f.code for f in steered.findings] == ["draw.other_secret", "draw.other_pieces"]

    swapped = ("00001", *drawn[1:])
    check = verify_draw(BATCH, serials, swapped, secret="42", commitment=commitment)
    assert [f.code for f in check.findings] == ["draw.other_pieces"]
    assert check.findings[0].values == {"missing": "00002", "added": "00001"}


def test_a_secret_that_can_be_guessed_is_refused():
    with pytest.raises(SecretTooShort):
        check_secret("42")
    check_secret("0123456789abcdef0123456789abcdef")


@pytest.mark.parametrize(
    ("lot", "aql", "plan"),
    [
        (1000, "1.0", (80, 2, 3)),
        (1000, "2.5", (80, 5, 6)),
        (1000, "4.0", (80, 7, 8)),
        (3000, "1.0", (125, 3, 4)),
        (3000, "2.5", (125, 7, 8)),
        (3000, "4.0", (125, 10, 11)),
        (280, "0.65", (20, 0, 1)),
        (280, "1.0", (50, 1, 2)),
        (500, "2.5", (50, 3, 4)),
    ],
)
def test_iso_plans_of_level_two(lot, aql, plan):
    found = iso_plan(lot, D(aql))
    assert (found.size, found.accept, found.reject) == plan


def test_a_lot_smaller_than_its_plan_is_inspected_whole():
    plan = iso_plan(10, D("1.0"))
    assert (plan.size, plan.inspect_all) == (10, True)


def test_level_three_is_no_fixed_shift_of_level_two():
    assert [code_letter(lot, "I") for lot in (8, 90, 1200)] == ["A", "C", "G"]
    assert [code_letter(lot) for lot in (8, 90, 1200, 600_000)] == ["A", "E", "J", "Q"]
    assert [code_letter(lot, "III") for lot in (8, 90, 1200)] == ["B", "F", "K"]


@pytest.mark.parametrize("aql", AQLS)
def test_acceptance_never_falls_as_samples_grow(aql):
    found = [accept_for_sample(size, D(aql)) for size in range(1, 2100, 7)]
    assert found == sorted(found)


@given(st.integers(2, 600_000), st.sampled_from(AQLS), st.sampled_from(["I", "II", "III"]))
def test_a_plan_is_never_larger_than_the_lot_and_rejects_right_above_acceptance(lot, aql, level):
    plan = iso_plan(lot, D(aql), level)
    assert 1 <= plan.size <= lot
    assert plan.reject == plan.accept + 1


def test_an_unknown_aql_or_level_is_refused():
    with pytest.raises(AqlUnknown):
        iso_plan(1000, D(3))
    with pytest.raises(AqlUnknown):
        iso_plan(1000, D("2.5"), "IV")


@pytest.mark.parametrize(
    ("size", "aql", "accept"),
    [(200, "1.0", 5), (300, "1.0", 5), (5, "1.0", 0), (32, "1.0", 0), (80, "2.5", 5)],
)
def test_acceptance_of_the_ten_percent_sample(size, aql, accept):
    assert accept_for_sample(size, D(aql)) == accept


def test_a_critical_defect_rejects_whatever_the_aql():
    terms = AqlTerms()
    assert is_sample_accepted(size=200, critical=0, major=10, minor=14, aql=terms)
    assert not is_sample_accepted(size=200, critical=0, major=11, minor=0, aql=terms)
    assert not is_sample_accepted(size=200, critical=1, major=0, minor=0, aql=terms)


@pytest.mark.parametrize(
    ("lot", "bad", "chance"), [(50, 5, 0.5766), (100, 10, 0.3305), (300, 30, 0.0356), (1000, 10, 0.3469)]
)
def test_what_ten_percent_do_not_see(lot, bad, chance):
    assert chance_of_seeing_none(lot, bad, sample_size(lot)) == pytest.approx(chance, abs=0.0001)
