"""Packing lists that add up, cartons that fit, and numbers that check themselves."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.packing import (
    CONTAINERS,
    CartonSpec,
    ToPack,
    awb_check_digit,
    cartons_in_container,
    gs1_check_digit,
    is_awb,
    is_container_number,
    is_gtin,
    is_imo_number,
    is_sscc,
    iso6346_check_digit,
    lattice,
    pack,
    packing_findings,
    palletise,
    sscc,
)

A60 = CartonSpec(100, 600, 440, 250, Decimal("0.065"), Decimal("1.0"))


def test_ten_thousand_lamps_fill_a_hundred_cartons():
    plan = pack([ToPack("A60-9W", "LED lamp", 10_000, A60)])
    assert [line.carton_range for line in plan.lines] == ["1-100"]
    assert (plan.cartons, plan.pieces, plan.volume_m3) == (100, 10_000, Decimal("6.600"))
    assert (plan.net_kg, plan.gross_kg) == (Decimal("650.00"), Decimal("750.00"))


def test_the_rest_goes_into_a_part_filled_carton_of_its_own():
    plan = pack([ToPack("A60", "lamp", 1_030, A60), ToPack("G9", "lamp", 50, A60)])
    assert [(line.carton_range, line.pieces_per_carton, line.pieces) for line in plan.lines] == [
        ("1-10", 100, 1_000),
        ("11", 30, 30),
        ("12", 50, 50),
    ]
    assert plan.lines[1].gross_kg == Decimal("2.95")


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 300)), max_size=8),
    st.integers(1, 500),
)
def test_a_plan_packs_every_piece_into_numbered_cartons_without_gaps(
    items: list[tuple[int, int]], first: int
):
    to_pack = [
        ToPack(f"item {at}", "lamp", pieces, replace(A60, pieces_per_carton=per_carton))
        for at, (pieces, per_carton) in enumerate(items)
    ]
    plan = pack(to_pack, first_carton=first)
    invoiced = {each.item: each.pieces for each in to_pack}
    codes = {each.code for each in packing_findings(plan.lines, invoiced, first_carton=first)}
    assert codes <= {"heavy_carton"}
    assert plan.pieces == sum(invoiced.values())
    if plan.lines:
        assert plan.lines[-1].last_carton == first + plan.cartons - 1


def test_a_wrong_packing_list_says_what_is_wrong():
    line = pack([ToPack("A60", "lamp", 1_000, A60)]).lines[0]
    wrong = [
        replace(line, first_carton=2, last_carton=11),
        replace(
            line, first_carton=11, last_carton=20, pieces=999, gross_kg=line.net_kg, volume_m3=Decimal(1)
        ),
    ]
    assert [each.code for each in packing_findings(wrong, {"A60": 2_000})] == [
        "gap_in_cartons",
        "cartons_overlap",
        "pieces_do_not_add_up",
        "gross_not_above_net",
        "volume_differs",
        "pieces_differ_from_invoice",
    ]


@pytest.mark.parametrize(("container", "cartons"), [("20GP", 225), ("40GP", 500), ("40HQ", 600)])
def test_cartons_of_sixty_by_forty_stack_on_a_lattice(container: str, cartons: int):
    assert cartons_in_container((600, 400, 400), Decimal(10), CONTAINERS[container]) == cartons


def test_heavy_cartons_reach_the_payload_first():
    assert cartons_in_container((600, 400, 400), Decimal(200), CONTAINERS["20GP"]) == 141
    assert cartons_in_container((600, 400, 2300), Decimal(10), CONTAINERS["20GP"]) == 0


@given(st.tuples(*[st.integers(50, 1500)] * 3), st.tuples(*[st.integers(500, 13000)] * 3))
def test_a_lattice_never_takes_more_room_than_there_is(
    box: tuple[int, int, int], space: tuple[int, int, int]
):
    upright = lattice(box, space).boxes
    assert upright * box[0] * box[1] * box[2] <= space[0] * space[1] * space[2]
    assert upright <= lattice(box, space, keep_upright=False).boxes


def test_cartons_stand_on_pallets():
    plan = palletise(100, (600, 400, 250), Decimal("7.5"))
    assert plan is not None
    assert (plan.per_layer, plan.layers, plan.pallets, plan.height_mm) == (4, 6, 5, 1644)
    assert palletise(1, (1300, 900, 250), Decimal("7.5")) is None


@pytest.mark.parametrize(
    ("digits", "check"), [("06901234500000001", 1), ("03456789012345678", 6), ("690123456789", 2)]
)
def test_gs1_check_digits(digits: str, check: int):
    assert gs1_check_digit(digits) == check
    assert is_gtin("6901234567892")
    assert not is_gtin("6901234567893")


def test_an_sscc_is_extension_prefix_serial_and_check_digit():
    assert sscc("6901234", 500000001) == "069012345000000011"
    assert is_sscc("(00)069012345000000011")
    assert not is_sscc("069012345000000012")
    with pytest.raises(ValueError, match="does not fit"):
        sscc("690123456789", 10_000)


@given(st.text("0123456789", min_size=7, max_size=12), st.integers(0, 9), st.integers(0, 9_999))
def test_every_sscc_checks_itself_and_no_changed_digit_does(prefix: str, extension: int, serial: int):
    code = sscc(prefix, serial, extension=extension)
    assert len(code) == 18
    assert is_sscc(code)
    assert code[1:17] == f"{prefix}{serial:0{16 - len(prefix)}}"
    for at in range(18):
        assert not is_sscc(code[:at] + str((int(code[at]) + 1) % 10) + code[at + 1 :])


@pytest.mark.parametrize(
    ("number", "check"), [("CSQU305438", 3), ("TEXU307007", 9), ("APZU481209", 0), ("TCLU400006", 0)]
)
def test_container_numbers_check_themselves(number: str, check: int):
    assert iso6346_check_digit(number) == check
    assert is_container_number(f"{number[:4]} {number[4:]}-{check}")
    assert not is_container_number(f"{number}{(check + 1) % 10}")
    assert not is_container_number(f"CSQX305438{check}")


def test_air_waybills_check_themselves():
    assert [awb_check_digit(serial) for serial in ("1234567", "8700112")] == [5, 1]
    assert is_awb("176-12345675")
    assert not is_awb("176-12345674")


def test_ships_check_themselves():
    assert is_imo_number("IMO 9321483")
    assert not is_imo_number("9321484")
