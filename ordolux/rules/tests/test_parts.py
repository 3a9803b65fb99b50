"""However an order is divided into parts, pieces and amounts add up to what was agreed, and nothing falls below nothing."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordolux.rules import parts
from ordolux.rules.money import Money, line_total, sum_of
from ordolux.rules.parts import BatchLeft, LinePrice, Quantity

# drawing an order is much for a machine that does other work, and no fault of the rule
CALM = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD"])


@st.composite
def orders(draw: st.DrawFn) -> tuple[dict[int, LinePrice], list[dict[int, int]], Money, Money, Money]:
    """Lines with prices, the parts (pieces by line) in which they travel, and freight, insurance and other charges."""
    currency = draw(CURRENCIES)
    count, part_count = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    prices, travelling = {}, [dict[int, int]() for _ in range(part_count)]
    for line in range(1, count + 1):
        each = draw(st.lists(st.integers(0, 400), min_size=part_count, max_size=part_count))
        each[-1] += 1
        unit = Money(Decimal(draw(st.integers(0, 200_000))).scaleb(-4), currency)
        prices[line] = LinePrice(unit, line_total(unit, sum(each)), sum(each))
        for part, pieces in zip(travelling, each, strict=True):
            if pieces:
                part[line] = pieces
    money = st.integers(-50_000, 500_000).map(lambda units: Money.from_minor(units, currency))
    return prices, travelling, draw(money), draw(money), draw(money)


@CALM
@given(orders())
def test_the_invoices_of_all_parts_add_up_to_the_order_to_the_cent(order) -> None:
    prices, travelling, freight, insurance, others = order
    before: dict[int, int] = {}
    stated = []
    for place, now in enumerate(travelling, 1):
        found = parts.part_amounts(
            prices, before, now, freight=freight, insurance=insurance, others=others,
            is_last=place == len(travelling),
        )  # fmt: skip
        assert all(not amount.is_negative and amount.is_rounded for amount in found.lines.values())
        assert found.total.is_rounded
        stated.append(found)
        for line, pieces in now.items():
            before[line] = before.get(line, 0) + pieces
    whole = sum_of([price.amount for price in prices.values()])
    assert sum_of([each.goods for each in stated]) == whole
    assert sum_of([each.freight for each in stated]) == freight
    assert sum_of([each.insurance for each in stated]) == insurance
    assert sum_of([each.total for each in stated]) == whole + freight + insurance + others


@CALM
@given(orders())
def test_a_line_of_a_part_is_price_times_pieces_but_for_the_smallest_unit(order) -> None:
    prices, travelling, *_ = order
    for line, price in prices.items():
        before = 0
        for now in travelling:
            pieces = now.get(line, 0)
            exact = price.unit_price * pieces
            off = abs(parts.line_amount(price, before, pieces) - exact)
            assert off <= Money.from_minor(1, exact.currency)
            before += pieces


@CALM
@given(orders(), st.integers(0, 10**9))
def test_what_is_due_before_the_parts_leave_grows_to_the_whole_instalment(order, units) -> None:
    prices, travelling, freight, *_ = order
    whole, due = (
        sum_of([price.amount for price in prices.values()]),
        Money.from_minor(units, freight.currency),
    )
    so_far, last = Money.zero(freight.currency), Money.zero(freight.currency)
    before: dict[int, int] = {}
    for place, now in enumerate(travelling, 1):
        so_far += sum_of(
            [parts.line_amount(prices[line], before.get(line, 0), n) for line, n in now.items()],
            freight.currency,
        )
        asked = parts.due_up_to(due, so_far, whole, is_last=place == len(travelling))
        assert last <= asked <= due
        last = asked
        for line, pieces in now.items():
            before[line] = before.get(line, 0) + pieces
    assert last == due


@CALM
@given(st.dictionaries(st.integers(1, 4), st.integers(1, 500), min_size=1), st.data())
def test_now_and_later_are_together_what_was_planned(planned, data) -> None:
    now = {line: data.draw(st.integers(-1, pieces + 1)) for line, pieces in planned.items()}
    if parts.division_findings(planned, now):
        with pytest.raises(ValueError, match="two parts"):
            parts.divide(planned, now)
        return
    first, rest = parts.divide(planned, now)
    assert first and rest
    assert {line: first.get(line, 0) + rest.get(line, 0) for line in planned} == planned
    assert all(pieces > 0 for pieces in (*first.values(), *rest.values()))


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ({1: 301}, "more_than_planned"), ({1: -1}, "more_than_planned"), ({9: 1}, "more_than_planned"),
        ({}, "nothing_now"), ({1: 0, 2: 0}, "nothing_now"), ({1: 300, 2: 50}, "nothing_later"),
    ],
)  # fmt: skip
def test_a_division_that_leaves_nothing_or_takes_too_much_is_named(now: dict[int, int], code: str) -> None:
    assert [finding.code for finding in parts.division_findings({1: 300, 2: 50}, now)] == [code]


@CALM
@given(
    st.dictionaries(st.integers(1, 3), st.integers(1, 300), min_size=1),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 200)), max_size=6),
)
def test_batches_give_no_more_than_they_have_and_every_piece_is_accounted_for(wanted, had) -> None:
    left = [BatchLeft(line, place, pieces) for place, (line, pieces) in enumerate(had)]
    found = parts.allocate(wanted, left)
    assert parts.by_line(found) == wanted
    for batch in left:
        taken = [each for each in found if each.batch == batch.batch]
        assert sum(each.pieces for each in taken) <= batch.pieces
        assert all(each.line == batch.line for each in taken)
    for line, pieces in wanted.items():
        there = sum(batch.pieces for batch in left if batch.line == line)
        assert sum(q.pieces for q in found if q.line == line and q.batch is None) == max(0, pieces - there)


def test_pieces_come_from_the_first_batch_first() -> None:
    assert parts.allocate({7: 150}, [BatchLeft(7, 1, 100), BatchLeft(8, 2, 100), BatchLeft(7, 3, 100)]) == [
        Quantity(7, 100, 1), Quantity(7, 50, 3),
    ]  # fmt: skip
