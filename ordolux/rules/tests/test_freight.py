"""Logistics options: weights, containers, costs by rate card, days from the table, and why something cannot
go.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.freight import (
    Cargo,
    CartonGroup,
    Per,
    RateCard,
    Service,
    Surcharge,
    WeightBreak,
    cargo_insurance,
    chargeable_kg,
    freight_option,
    freight_options,
    revenue_tons,
    transit_times,
    volumetric_kg,
    weight_charge,
)
from ordolux.rules.incoterms import TransportMode
from ordolux.rules.money import Money, sum_of
from ordolux.rules.packing import CartonSpec, ToPack, pack


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


BULBS = Cargo((CartonGroup(100, 600, 440, 250, Decimal("7.5")),))
ON = date(2026, 11, 20)
BREAKS = (WeightBreak(Decimal(45), usd("6.00")), WeightBreak(Decimal(100), usd("5.00")))
CARD = RateCard(
    "AIR-1", Service.AIR, "USD", "NX Air", date(2026, 11, 1), date(2026, 11, 30), "tariff", breaks=BREAKS
)
LCL = replace(
    CARD,
    code="LCL-1",
    service=Service.SEA_LCL,
    breaks=(),
    per_revenue_ton=usd("55"),
    route="Suez",
    surcharges=(
        Surcharge("documents", Per.SHIPMENT, usd("40")),
        Surcharge("BAF", Per.FREIGHT_PERCENT, percent=Decimal(10)),
    ),
)
FCL = replace(
    CARD,
    code="FCL-1",
    service=Service.SEA_FCL,
    breaks=(),
    per_container={"20GP": usd("1500"), "40HQ": usd("2400")},
)


def test_a_hundred_cartons_of_bulbs_weigh_more_by_their_size():
    assert volumetric_kg(600, 440, 250, Decimal(6000)) == Decimal("11.0")
    assert volumetric_kg(600, 440, 250, Decimal(5000)) == Decimal("13.2")
    assert chargeable_kg(BULBS, cm3_per_kg=Decimal(6000)) == Decimal("1100.0")
    assert chargeable_kg(BULBS, cm3_per_kg=Decimal(5000), per_piece=True) == Decimal("1350.0")
    assert revenue_tons(BULBS) == Decimal("6.6")


def test_a_small_lot_pays_for_one_revenue_ton():
    assert revenue_tons(Cargo((CartonGroup(1, 600, 440, 250, Decimal("7.5")),))) == 1


def test_the_next_weight_break_is_cheaper():
    charge = weight_charge(Decimal(92), BREAKS)
    assert (charge.amount, charge.billed_kg, charge.next_break) == (usd("500.00"), Decimal(100), True)
    assert weight_charge(Decimal(80), BREAKS).amount == usd("480.00")
    assert weight_charge(Decimal(10), BREAKS).billed_kg == 45
    assert weight_charge(Decimal(10), BREAKS, usd("300")).amount == usd("300.00")


def test_a_part_container_by_sea_has_itemised_cost_and_days_door_to_door():
    option = freight_option(BULBS, LCL, on=ON, country="DE")
    assert [(line.name, line.amount) for line in option.lines] == [
        ("freight", usd("363.00")),
        ("documents", usd("40.00")),
        ("BAF", usd("36.30")),
    ]
    assert option.cost == usd("439.30")
    assert (option.days_min, option.days_max, option.days_source) == (35, 49, "NW Europe Suez")


def test_without_a_route_the_range_covers_both():
    option = freight_option(BULBS, replace(LCL, route=""), on=ON, country="DE")
    assert (option.days_min, option.days_max) == (35, 60)


@pytest.mark.parametrize(
    ("cartons", "containers"),
    [
        (225, (("20GP", 1),)),
        (226, (("40HQ", 1),)),
        (600, (("40HQ", 1),)),
        (820, (("20GP", 1), ("40HQ", 1))),
        (1300, (("20GP", 1), ("40HQ", 2))),
    ],
)
def test_the_cheapest_containers_that_hold_the_cartons_are_taken(
    cartons: int, containers: tuple[tuple[str, int], ...]
):
    cargo = Cargo((CartonGroup(cartons, 600, 400, 400, Decimal(10)),))
    assert freight_option(cargo, FCL, on=ON, country="DE").containers == containers


def test_mixed_cartons_count_by_planning_volume():
    mixed = Cargo((*BULBS.groups, CartonGroup(300, 600, 400, 400, Decimal(10))))
    assert freight_option(mixed, FCL, on=ON, country="DE").containers == (("40HQ", 1),)


def test_what_is_not_feasible_says_why():
    cases = {
        "rate_out_of_date": replace(CARD, valid_until=date(2026, 11, 19)),
        "rate_incomplete": replace(CARD, breaks=()),
        "carton_too_heavy": replace(CARD, max_carton_kg=Decimal(5)),
        "carton_too_long": replace(CARD, max_carton_mm=500),
        "shipment_too_heavy": replace(CARD, max_shipment_kg=Decimal(700)),
    }
    for code, card in cases.items():
        option = freight_option(BULBS, card, on=ON, country="DE")
        assert (option.is_feasible, [each.code for each in option.findings]) == (False, [code])
    nowhere = freight_option(BULBS, CARD, on=ON, country="AQ")
    assert [each.code for each in nowhere.findings] == ["no_transit_time"]
    tall = Cargo((CartonGroup(1, 1000, 1000, 2700, Decimal(50)),))
    assert [each.code for each in freight_option(tall, FCL, on=ON, country="DE").findings] == ["does_not_fit"]


def test_feasible_options_come_first_and_services_without_rate_are_named():
    options = freight_options(BULBS, [CARD, FCL, LCL], on=ON, country="DE")
    assert [each.service for each in options if each.is_feasible] == ["sea_lcl", "sea_fcl", "air"]
    missing = [each for each in options if not each.is_feasible]
    assert {each.service for each in missing} == {"courier", "rail_fcl", "rail_lcl", "truck"}
    assert {each.findings[0].code for each in missing} == {"no_rate_card"}


def test_the_cargo_comes_from_the_packing_plan():
    spec = CartonSpec(100, 600, 440, 250, Decimal("0.065"), Decimal("1.0"))
    assert Cargo.from_packing(pack([ToPack("A60", "lamp", 10_000, spec)])) == BULBS


def test_the_premium_is_on_a_hundred_and_ten_per_cent():
    insurance = cargo_insurance(usd("10142.79"), Decimal("0.0015"))
    assert (insurance.insured_value, insurance.premium) == (usd("11157.07"), usd("16.74"))
    assert cargo_insurance(usd("1000"), Decimal("0.0015"), usd("20")).premium == usd("20.00")


def test_every_lane_is_a_range():
    for country in ("US", "DE", "IT", "AU", "SA", "BR"):
        for lane in transit_times(country, TransportMode.SEA):
            assert lane.port_days_min <= lane.port_days_max <= lane.door_days_max
            assert lane.door_days_min <= lane.door_days_max


@given(
    st.integers(1, 5_000),
    st.integers(100, 1_000),
    st.integers(100, 1_000),
    st.integers(100, 1_000),
    st.decimals(Decimal("0.1"), 40, places=2),
)
def test_lines_of_any_option_add_up_and_containers_hold_the_cargo(
    cartons: int, length: int, width: int, height: int, kg: Decimal
):
    cargo = Cargo((CartonGroup(cartons, length, width, height, kg),))
    for option in freight_options(cargo, [CARD, LCL, FCL], on=ON, country="DE"):
        if option.is_feasible:
            assert option.cost == sum_of([line.amount for line in option.lines])
        if option.containers:
            assert cargo.volume_m3 <= sum(
                {"20GP": Decimal("33.2"), "40HQ": Decimal("76.4")}[code] * count
                for code, count in option.containers
            )


@given(st.decimals(Decimal("0.5"), 2_000, places=1), st.decimals(Decimal("0.5"), 500, places=1))
def test_more_weight_never_costs_less(kg: Decimal, more: Decimal):
    assert weight_charge(kg, BREAKS).amount <= weight_charge(kg + more, BREAKS).amount
