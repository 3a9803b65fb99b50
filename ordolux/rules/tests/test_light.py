from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.light import (
    AgreedLight,
    Flicker,
    LampReading,
    NominalUnknown,
    PowerNotPositive,
    ReadingImplausible,
    StepMethod,
    Verdict,
    cct_mccamy,
    cct_nearest,
    check_reading,
    duv_ohno,
    ecodesign_power_cap_w,
    ellipse,
    energy_class,
    implausibilities,
    inside_quadrangle,
    judge_reading,
    judge_sample,
    judge_unit,
    lumen_maintenance_percent,
    nominals_at,
    planckian_xy,
    quadrangle,
    quadrangles,
    sdcm_circle,
    sdcm_ellipse,
    uv_prime,
)

D = Decimal
AGREED = AgreedLight(D(806), D(9), 3000, cri_min=D(80))


def reading(minute, flux, *, power="8.9", x="0.4339", y="0.4033", **more):
    given = {"cri": D(82), **more}
    return LampReading(D(minute), D(flux), D(power), D(x), D(y), **given)


@pytest.mark.parametrize(
    ("x", "y", "uv", "kelvin", "duv", "boxes"),
    [
        (0.4578, 0.4101, (0.2614, 0.5268), 2725, 0.0, (2700,)),
        (0.4380, 0.4050, (0.2509, 0.5219), 2992, 0.0002, (3000,)),
        (0.3818, 0.3797, (0.2248, 0.5031), 3985, 0.0010, (4000,)),
        (0.3900, 0.3700, (0.2342, 0.5000), 3700, -0.0058, ()),
        (0.4200, 0.4160, (0.2349, 0.5235), 3396, 0.0076, ()),
    ],
)
def test_chromaticity_agrees_with_published_figures(x, y, uv, kelvin, duv, boxes):
    assert uv_prime(x, y) == pytest.approx(uv, abs=0.0001)
    assert cct_mccamy(x, y) == pytest.approx(kelvin, abs=2)
    assert duv_ohno(x, y) == pytest.approx(duv, abs=0.0001)
    assert nominals_at(x, y) == boxes


def test_the_nearest_point_of_the_locus_gives_the_exact_colour_temperature():
    assert cct_nearest(0.4380, 0.4050) == pytest.approx(2989.6, abs=2)


@given(st.floats(1800, 8000))
def test_a_point_on_the_planckian_locus_has_its_own_temperature_and_no_duv(kelvin):
    x, y = planckian_xy(kelvin)
    assert cct_nearest(x, y) == pytest.approx(kelvin, rel=0.0005)
    if kelvin >= 2600:  # below, the polynomial departs from the locus
        assert abs(duv_ohno(x, y)) < 0.0006


@pytest.mark.parametrize("nominal", sorted(quadrangles()))
def test_centre_and_corners_of_a_quadrangle_count_as_inside(nominal):
    box = quadrangle(nominal)
    for x, y in (box.centre, *box.corners):
        assert inside_quadrangle(x, y, nominal)
    (ax, ay), (bx, by) = box.corners[0], box.corners[1]
    assert inside_quadrangle((ax + bx) / 2, (ay + by) / 2, nominal)
    assert not inside_quadrangle(box.centre[0], box.centre[1] + 0.03, nominal)
    assert cct_mccamy(*box.centre) == pytest.approx(box.target_cct_k, rel=0.004)
    assert duv_ohno(*box.centre) == pytest.approx(box.target_duv, abs=0.0006)


def test_an_unknown_nominal_is_refused():
    with pytest.raises(NominalUnknown, match="3100 K"):
        quadrangle(3100)


@pytest.mark.parametrize(
    ("x", "y", "centre", "by_ellipse", "by_circle"),
    [
        (0.4380, 0.4050, "F3000", 2.05, 2.01),
        (0.4400, 0.4060, "F3000", 1.57, 1.60),
        (0.3818, 0.3797, "F4000", 1.24, 1.19),
        (0.3850, 0.3830, "F4000", 2.40, 2.65),
    ],
)
def test_colour_steps_by_ellipse_and_by_circle(x, y, centre, by_ellipse, by_circle):
    assert sdcm_ellipse(x, y, centre) == pytest.approx(by_ellipse, abs=0.02)
    assert sdcm_circle(x, y, ellipse(centre).centre) == pytest.approx(by_circle, abs=0.02)


@given(st.sampled_from(["F2700", "F3000", "F4000", "F5000", "F6500"]), st.floats(0.5, 7))
def test_every_point_of_an_outline_is_its_steps_from_the_centre(name, steps):
    shape = ellipse(name)
    for x, y in shape.outline(steps, count=9):
        assert shape.steps(x, y) == pytest.approx(steps, rel=1e-6)


@pytest.mark.parametrize(
    ("flux", "power", "directional", "mains", "efficacy", "letter"),
    [
        ("806", "9", False, True, "89.56", "F"),
        ("840", "4", False, True, "210.00", "A"),
        ("345", "5", True, True, "81.14", "G"),
        ("2500", "16", False, True, "156.25", "D"),
        ("345", "5", True, False, "75.14", "G"),
        ("988", "5.0", False, False, "182.98", "C"),
        ("2140", "19.9", False, False, "99.58", "F"),
    ],
)
def test_energy_class(flux, power, directional, mains, efficacy, letter):
    label = energy_class(D(flux), D(power), directional=directional, mains=mains)
    assert (label.efficacy_lm_per_w, label.energy_class) == (D(efficacy), letter)


def test_a_lamp_without_power_has_no_class():
    with pytest.raises(PowerNotPositive):
        energy_class(D(806), D(0), directional=False, mains=True)


@pytest.mark.parametrize(
    ("flux", "cri", "directional", "cap", "declared", "legal"),
    [
        (806, 80, False, "8.874", 9, False),
        (806, 90, False, "9.406", 9, True),
        (345, 80, True, "6.005", 5, True),
    ],
)
def test_ecodesign_power_cap(flux, cri, directional, cap, declared, legal):
    most = ecodesign_power_cap_w(D(flux), D(cri), directional=directional, mains=True)
    assert most == pytest.approx(D(cap), abs=D("0.005"))
    assert (declared <= most) is legal


@pytest.mark.parametrize(("l70_h", "least"), [(15000, "93.11"), (25000, "95.81"), (30000, "96.00")])
def test_lumen_maintenance(l70_h, least):
    assert lumen_maintenance_percent(l70_h) == D(least)


def test_a_lamp_that_settles_passes():
    series = [reading(1, 861), reading(30, 812), reading(45, 810), reading(60, 809)]
    judged = judge_unit("17", series, AGREED)
    by_code = {check.code: check for check in judged.checks}
    assert judged.verdict is Verdict.PASSED
    assert judged.stable_at_min == 60
    assert by_code["S2"].measured == D("0.37")
    assert by_code["S1"].measured == D("100.4")


def test_a_lamp_that_keeps_sinking_fails_on_drift_although_its_level_is_good():
    judged = judge_unit("17", [reading(30, 812), reading(60, 790)], AGREED)
    by_code = {check.code: check for check in judged.checks}
    assert judged.verdict is Verdict.FAILED
    assert judged.failed == ("S2",)
    assert by_code["S2"].measured == D("2.71")
    assert by_code["S1"].verdict is Verdict.PASSED


def test_a_lamp_that_never_settles_fails_as_not_stable_only_after_two_hours():
    falling = [reading(m, 860 - m // 3) for m in (15, 30, 45, 60)]
    assert "S0" not in judge_unit("1", falling, AGREED).failed
    falling += [reading(m, 860 - m // 3) for m in (75, 90, 105, 120)]
    assert "S0" in judge_unit("1", falling, AGREED).failed


def test_the_fall_while_warming_up_is_not_held_against_the_lamp():
    series = [reading(1, 930), reading(15, 815), reading(30, 810), reading(45, 809), reading(60, 808)]
    assert judge_unit("1", series, AGREED).verdict is Verdict.PASSED


def test_power_too_high_cri_too_low_and_colour_off_all_fail():
    checks = judge_reading(reading(60, 809, power="10.5", x="0.4200", y="0.4160", cri=D(79)), AGREED)
    assert {c.code for c in checks if c.verdict is Verdict.FAILED} == {"S6", "CRI", "S4", "S4-box"}


def test_flux_far_above_the_rating_is_refused_too():
    checks = judge_reading(reading(60, 1000), AGREED)
    assert {c.code for c in checks if c.verdict is Verdict.FAILED} == {"S1"}


def test_a_power_factor_that_was_agreed_but_not_measured_stays_open():
    checks = judge_reading(reading(60, 809), replace(AGREED, power_factor_min=D("0.5")))
    assert {c.code: c.verdict for c in checks}["S6-pf"] is Verdict.OPEN


@pytest.mark.parametrize(
    "wrong",
    [
        reading(60, 0),
        reading(60, -5),
        reading(60, 809, cct_k=D(60000)),
        reading(60, 809, cct_k=D(4000)),
        reading(60, 809, power="0.8"),
        reading(60, 809, power="-9"),
        reading(60, 809, x="0.9"),
        reading(60, 809, x="0.25", y="0.49"),
        reading(60, 809, cri=D(101)),
        reading(60, 809, power_factor=D("1.2")),
        reading(60, "NaN"),
        reading(60, "Infinity"),
    ],
)
def test_readings_that_no_lamp_can_give_are_refused(wrong):
    assert implausibilities(wrong)
    with pytest.raises(ReadingImplausible):
        check_reading(wrong)


def test_a_plausible_reading_passes():
    check_reading(reading(60, 809, cct_k=D(3050), power_factor=D("0.92"), ambient_c=D(25), supply_v=D(230)))


def steady(flux, **more):
    return [reading(m, flux, **more) for m in (30, 45, 60)]


def test_the_mean_of_the_sample_has_a_limit_of_its_own():
    sample = judge_sample([("1", steady(735)), ("2", steady(740))], AGREED)
    assert all(unit.verdict is Verdict.PASSED for unit in sample.units)
    assert sample.verdict is Verdict.FAILED
    assert [check.code for check in sample.checks if check.verdict is Verdict.FAILED] == ["S1-mean"]


def test_lamps_that_differ_visibly_from_their_batch_fail():
    agreed = replace(AGREED, sdcm_steps=D(3))
    same = [(str(n), steady(806)) for n in range(1, 10)]
    odd = ("10", steady(806, x="0.4230", y="0.4010"))
    sample = judge_sample([*same, odd], agreed)
    assert sample.failed_units == ("10",)
    assert "S5" in sample.units[-1].failed
    assert judge_sample(same, agreed).verdict is Verdict.PASSED


def test_flicker_is_judged_where_the_market_asks_for_it():
    agreed = replace(AGREED, flicker_required=True)
    assert judge_sample([("1", steady(806))], agreed).verdict is Verdict.OPEN
    good = judge_sample([("1", steady(806))], agreed, flicker_by_unit={"1": Flicker(D("0.8"), D("0.4"))})
    bad = judge_sample([("1", steady(806))], agreed, flicker_by_unit={"1": Flicker(D("1.1"), D("0.3"))})
    assert (good.verdict, bad.verdict) == (Verdict.PASSED, Verdict.FAILED)


def test_the_result_names_edition_centre_and_method():
    assert judge_sample([("1", steady(806))], AGREED).method.startswith("ANSI C78.377-2017; centre ANSI")
    by_ellipse = replace(AGREED, centre="F3000", step_method=StepMethod.ELLIPSE)
    assert "ellipse F3000" in by_ellipse.method
    assert by_ellipse.steps(0.4380, 0.4050) == pytest.approx(2.05, abs=0.02)
