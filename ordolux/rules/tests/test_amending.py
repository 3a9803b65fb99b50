"""Amendments: totals to the cent, and instalments of which what was paid stays paid."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ordolux.rules.amending import (
    Aspect,
    FigureImpossible,
    LineChange,
    LineChangedTwice,
    LineTerms,
    LineUnknown,
    NewLine,
    NothingChanges,
    NothingLeft,
    OrderTerms,
    ParameterNotAgreed,
    PartNow,
    amended,
    differences,
    moved_plan,
    schedule_after,
)
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import Refusal
from ordolux.rules.terms import TermCode, payment_term


def eur(text: str) -> Money:
    return Money(Decimal(text), "EUR")


BULBS = LineTerms(
    1, 300, eur("1.25"), eur("375.00"), {"cct_k": {"value": "3000", "unit": "K"}, "cap": "GU10"}
)
SPOTS = LineTerms(2, 100, eur("2.00"), eur("200.00"), {"cct_k": {"value": "4000", "unit": "K"}})
NOW = OrderTerms(eur("600.00"), date(2026, 6, 1), (BULBS, SPOTS))  # 25.00 of it is freight
DEPOSIT, FULL = payment_term(TermCode.TT_30_70_BS), payment_term(TermCode.TT_100)


def test_fees_and_freight_stay_while_lines_change() -> None:
    then = amended(NOW, [LineChange(1, pieces=400, unit_price=Decimal("1.20"))])
    assert (then.total, then.pieces) == (eur("705.00"), 500)
    assert [(d.position, d.aspect, d.old, d.new) for d in differences(NOW, then)] == [
        (1, Aspect.QUANTITY, 300, 400),
        (1, Aspect.UNIT_PRICE, eur("1.25"), eur("1.20")),
        (0, Aspect.TOTAL, eur("600.00"), eur("705.00")),
    ]


NEW = NewLine(50, Decimal("3.00"), {"cap": "E27"})


def test_lines_are_added_and_removed_and_a_position_is_never_given_again() -> None:
    then = amended(NOW, [LineChange(1, pieces=200)], removed=[2], added=[NEW])
    assert (then.total, then.pieces) == (eur("425.00"), 250)  # 250.00 + 150.00 + 25.00 of freight
    assert [(line.position, line.pieces, line.amount) for line in then.lines] == [
        (1, 200, eur("250.00")), (2, 0, eur("0")), (3, 50, eur("150.00")),
    ]  # fmt: skip
    told = differences(NOW, then)
    assert [(d.position, d.aspect, d.code) for d in told] == [
        (1, Aspect.QUANTITY, ""), (2, Aspect.REMOVED, ""), (3, Aspect.ADDED, ""), (3, Aspect.PARAMETER, "cap"),
        (0, Aspect.TOTAL, ""),
    ]  # fmt: skip
    assert (told[1].old["amount"], told[2].new["pieces"]) == (eur("200.00"), 50)
    once_more = amended(then, [], added=[NEW])
    assert [line.position for line in once_more.lines] == [1, 2, 3, 4]
    with pytest.raises(LineUnknown):
        amended(then, [LineChange(2, pieces=5)])


@pytest.mark.parametrize(
    ("changes", "removed", "added", "refusal"),
    [
        ([], [1, 2], [], NothingLeft),
        ([], [9], [], LineUnknown),
        ([], [2, 2], [], LineChangedTwice),
        ([LineChange(2, pieces=5)], [2], [], LineChangedTwice),
        ([], [], [replace(NEW, pieces=0)], FigureImpossible),
        ([], [], [replace(NEW, unit_price=Decimal("1.00001"))], FigureImpossible),
    ],
)  # fmt: skip
def test_lines_that_make_no_sense_are_refused(
    changes: list[LineChange], removed: list[int], added: list[NewLine], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        amended(NOW, changes, removed=removed, added=added)


@given(
    some.lists(some.tuples(some.integers(1, 900), some.integers(0, 999)), max_size=4), some.sets(some.integers(1, 2)),
    some.integers(1, 500),
)  # fmt: skip
def test_the_total_is_always_the_lines_that_stand_and_what_was_beside_them(
    new: list[tuple[int, int]], removed: set[int], pieces: int
) -> None:
    added = [NewLine(count, Decimal(cents).scaleb(-2), {}) for count, cents in new]
    if not added and removed == {1, 2}:
        return
    changes = [] if 1 in removed else [LineChange(1, pieces=pieces)]
    try:
        then = amended(NOW, changes, removed=sorted(removed), added=added)
    except NothingChanges:
        return
    assert then.total == sum_of([line.amount for line in then.lines if line.is_standing], "EUR") + eur(
        "25.00"
    )
    assert {line.position for line in then.lines if not line.is_standing} == removed
    undone = amended(then, [], extra=(NOW.total - then.total).amount) if then.total != NOW.total else then
    assert undone.total == NOW.total


def test_a_value_keeps_its_unit_and_the_price() -> None:
    then = amended(NOW, [LineChange(1, values=(("cct_k", "2700"), ("cap", "E27")))])
    assert then.lines[0].values == {"cct_k": {"value": "2700", "unit": "K"}, "cap": "E27"}
    assert then.total == NOW.total


def test_day_and_extra_charge_are_told_apart() -> None:
    then = amended(NOW, [], promised_on=date(2026, 6, 15), extra=Decimal("-30"))
    assert then.total == eur("570.00")
    assert [d.aspect for d in differences(NOW, then)] == [Aspect.EXTRA, Aspect.DELIVERY, Aspect.TOTAL]


@pytest.mark.parametrize(
    ("changes", "extra", "refusal"),
    [
        ([], None, NothingChanges),
        ([LineChange(1, pieces=300, unit_price=Decimal("1.2500"))], None, NothingChanges),
        ([LineChange(3, pieces=1)], None, LineUnknown),
        ([LineChange(1, pieces=1), LineChange(1, pieces=2)], None, LineChangedTwice),
        ([LineChange(1, pieces=0)], None, FigureImpossible),
        ([LineChange(1, unit_price=Decimal("-1"))], None, FigureImpossible),
        ([LineChange(1, unit_price=Decimal("0.00001"))], None, FigureImpossible),
        ([], Decimal("0.001"), FigureImpossible),
        ([], Decimal("-600.01"), FigureImpossible),
        ([LineChange(2, values=(("cap", "E27"),))], None, ParameterNotAgreed),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    changes: list[LineChange], extra: Decimal | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        amended(NOW, changes, extra=extra)


def test_before_any_payment_the_deposit_is_counted_anew() -> None:
    parts = [PartNow(1, eur("180.00"), eur("0")), PartNow(2, eur("420.00"), eur("0"))]
    then = schedule_after(parts, eur("600.00"), eur("700.01"), DEPOSIT)
    assert dict(then.dues) == {1: eur("210.00"), 2: eur("490.01")}


def test_a_paid_deposit_stays_and_the_balance_takes_the_difference() -> None:
    parts = [PartNow(1, eur("180.00"), eur("180.00")), PartNow(2, eur("420.00"), eur("0"))]
    assert dict(schedule_after(parts, eur("600"), eur("700"), DEPOSIT).dues) == {
        1: eur("180.00"),
        2: eur("520.00"),
    }
    lower = schedule_after(parts, eur("600"), eur("100"), DEPOSIT)
    assert (dict(lower.dues), lower.owed_back) == ({1: eur("180.00"), 2: eur("0.00")}, eur("80.00"))


def test_what_is_paid_in_full_asks_for_a_further_payment_or_gives_back() -> None:
    parts = [PartNow(1, eur("600.00"), eur("600.00"))]
    assert schedule_after(parts, eur("600"), eur("650"), FULL).further == eur("50")
    assert schedule_after(parts, eur("600"), eur("550"), FULL).owed_back == eur("50")


cents = some.integers(0, 10**7).map(lambda n: Money.from_minor(n, "EUR"))


@given(old=cents, new=cents, paid=some.floats(0, 1))
def test_what_is_asked_for_always_adds_up_to_the_new_total(old: Money, new: Money, paid: float) -> None:
    deposit = (old * Decimal("0.3")).rounded()
    dues = [deposit, old - deposit]
    settled = [(dues[0] * Decimal(str(round(paid, 4)))).rounded(), Money.zero("EUR")]
    parts = [PartNow(n, due, done) for n, (due, done) in enumerate(zip(dues, settled, strict=True), 1)]
    then = schedule_after(parts, old, new, DEPOSIT)
    assert sum_of(list(then.dues.values()), "EUR") + then.further - then.owed_back == new
    assert all(then.dues[part.position] >= part.settled for part in parts)


def test_a_moved_plan_leaves_what_is_over() -> None:
    plan = {"handed_over_on": "2026-05-10", "ends_on": "2026-06-01", "note": "x",
            "steps": [{"name": "materials", "begins_on": "2026-04-01", "ends_on": "2026-04-10"},
                      {"name": "production", "begins_on": "2026-04-11", "ends_on": "2026-05-08"}]}  # fmt: skip
    then = moved_plan(plan, 7, today=date(2026, 4, 20))
    assert (then["handed_over_on"], then["ends_on"], then["note"]) == ("2026-05-17", "2026-06-08", "x")
    assert then["steps"] == [
        {"name": "materials", "begins_on": "2026-04-01", "ends_on": "2026-04-10"},
        {"name": "production", "begins_on": "2026-04-11", "ends_on": "2026-05-15"},
    ]
