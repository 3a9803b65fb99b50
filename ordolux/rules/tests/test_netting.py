from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.netting import (
    SAFETY,
    BomIsCircular,
    BomLine,
    Lot,
    OrderRule,
    Peg,
    QuantityNegative,
    Receipt,
    ScrapOutOfRange,
    StockPosition,
    choose_bin,
    explode_bom,
    gross_quantity,
    net_requirement,
    peg,
    release_on,
)

D = Decimal
NEED = date(2026, 10, 20)


def test_leds_for_five_thousand_lamps_come_in_full_reels():
    stock = StockPosition(
        20_000, 8_000, safety=5_000, receipts=(Receipt("PO-1", 10_000, date(2026, 10, 12)),)
    )
    gross = gross_quantity(5_000, D(12), D("0.02"))
    netted = net_requirement(gross, stock, OrderRule(multiple=4_000), NEED)
    assert (netted.gross, netted.net, netted.purchase) == (61_225, 44_225, 48_000)


def test_drivers_keep_their_least_quantity_and_multiple():
    gross = gross_quantity(5_000, D(1), D("0.01"))
    netted = net_requirement(gross, StockPosition(600, 100, safety=200), OrderRule(1_000, 500), NEED)
    assert (netted.gross, netted.net, netted.purchase) == (5_051, 4_751, 5_000)


def test_scrap_divides_because_it_is_a_share_of_what_goes_in():
    assert gross_quantity(5_000, D(12), D("0.02")) == 61_225 != 61_200
    with pytest.raises(ScrapOutOfRange):
        gross_quantity(1, D(1), D(1))
    with pytest.raises(QuantityNegative):
        gross_quantity(-1, D(1))


def test_a_least_quantity_that_is_no_multiple_is_rounded_up_to_one():
    assert net_requirement(10, StockPosition(), OrderRule(1_000, 600), NEED).purchase == 1_200


def test_quarantined_and_expired_stock_covers_nothing():
    stock = StockPosition(1_000, quarantined=600, expired=300)
    assert net_requirement(500, stock, OrderRule(), NEED).net == 400


def test_a_receipt_after_the_need_date_does_not_count_but_should_be_expedited():
    late = Receipt("PO-9", 1_000, NEED + timedelta(days=1))
    netted = net_requirement(500, StockPosition(receipts=(late,)), OrderRule(), NEED)
    assert (netted.net, netted.expedite) == (500, (late,))
    assert net_requirement(500, StockPosition(800, receipts=(late,)), OrderRule(), NEED).expedite == ()


def test_a_receipt_on_the_need_date_counts():
    stock = StockPosition(receipts=(Receipt("PO-9", 500, NEED),))
    assert net_requirement(500, stock, OrderRule(), NEED).net == 0


BOM = {
    "A60-9W": [
        BomLine("engine", D(1), is_phantom=True),
        BomLine("cap E27", D(1)),
        BomLine("carton", D("0.01")),
    ],
    "engine": [BomLine("LED 2835", D(12), D("0.02")), BomLine("driver", D(1), D("0.01"))],
    "driver": [BomLine("capacitor", D(2))],
}


def test_a_bill_of_materials_is_exploded_through_phantoms_and_made_parts():
    found = {demand.part: demand.quantity for demand in explode_bom(BOM, "A60-9W", 5_000)}
    assert found == {"LED 2835": 61_225, "driver": 5_051, "capacitor": 10_102, "cap E27": 5_000, "carton": 50}


def test_a_part_that_contains_itself_is_refused():
    circular = {"a": [BomLine("b", D(1))], "b": [BomLine("a", D(1))]}
    with pytest.raises(BomIsCircular, match="a → b → a"):
        explode_bom(circular, "a", 1)


def test_the_order_is_placed_lead_time_and_inspection_before_the_need():
    rule = OrderRule(lead_time_workdays=10, inspection_workdays=2)
    assert release_on(NEED, rule, lambda day, count: day - timedelta(days=count)) == date(2026, 10, 8)


def test_what_a_purchase_leaves_over_covers_the_next_demand():
    plan = peg(
        "LED",
        [("O-2", 300, NEED + timedelta(days=9)), ("O-1", 500, NEED)],
        StockPosition(100),
        OrderRule(0, 1000),
    )
    assert [purchase.quantity for purchase in plan.purchases] == [1_000]
    assert plan.pegs == (Peg("O-1", "stock", 100), Peg("O-1", "LED#1", 400), Peg("O-2", "LED#1", 300))


def test_safety_stock_is_never_pegged_to_an_order():
    plan = peg("LED", [("O-1", 500, NEED)], StockPosition(600, safety=200), OrderRule())
    assert plan.pegs == (Peg("O-1", "stock", 400), Peg("O-1", "LED#1", 100))
    refill = peg("LED", [("O-1", 500, NEED)], StockPosition(100, safety=200), OrderRule())
    assert Peg(SAFETY, "LED#1", 100) in refill.pegs


demands = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.integers(0, 500), st.dates(NEED, NEED + timedelta(days=30))),
    max_size=6,
    unique_by=lambda d: d[0],
)
receipts = st.lists(st.tuples(st.integers(1, 400), st.dates(NEED, NEED + timedelta(days=30))), max_size=4)


@given(demands, receipts, st.integers(0, 600), st.integers(0, 200), st.integers(0, 300), st.integers(1, 70))
def test_every_demand_is_covered_exactly_once_and_no_supply_is_used_twice(
    wanted, coming, on_hand, safety, least, multiple
):
    stock = StockPosition(
        on_hand, safety=safety, receipts=tuple(Receipt(f"R{n}", q, d) for n, (q, d) in enumerate(coming))
    )
    plan = peg("P", wanted, stock, OrderRule(least, multiple))
    got: dict[str, int] = defaultdict(int)
    used: dict[str, int] = defaultdict(int)
    for link in plan.pegs:
        assert link.quantity > 0
        got[link.demand] += link.quantity
        used[link.supply] += link.quantity
    assert all(got[reference] == quantity for reference, quantity, _ in wanted)
    given_out = {"stock": on_hand} | {r.reference: r.quantity for r in stock.receipts}
    given_out |= {p.reference: p.quantity for p in plan.purchases}
    assert all(quantity <= given_out[supply] for supply, quantity in used.items())
    assert all(p.quantity % multiple == 0 and p.quantity >= least for p in plan.purchases)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**5))
def test_netting_is_never_negative_and_what_is_bought_suffices(gross, on_hand, allocated, safety):
    stock = StockPosition(on_hand, allocated, safety=safety)
    netted = net_requirement(gross, stock, OrderRule(100, 7), NEED)
    assert netted.net >= 0
    assert stock.available + netted.purchase >= gross + safety or netted.net == 0


def test_bins_are_not_mixed_in_an_order_line():
    lots = [Lot("L1", "3000-A", 4_000), Lot("L2", "3000-B", 4_000), Lot("L3", "3000-A", 4_000)]
    assert choose_bin(lots, 6_000) == (lots[0], lots[2])
    assert choose_bin(lots, 4_000) == (lots[1],)
    assert choose_bin(lots, 9_000) is None
