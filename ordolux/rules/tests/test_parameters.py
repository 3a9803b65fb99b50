from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.parameters import (
    CAPS,
    FAMILIES,
    PARAMETERS,
    SHAPE_CAPS,
    SHAPES,
    ChoiceUnknown,
    Kind,
    ParameterUnknown,
    ValueNotUnderstood,
    ValueOutOfRange,
    check_set,
    check_value,
    contradictions,
    missing,
    parse_value,
    suggested_cap,
)

D = Decimal
BULB = {"power_w": D(9), "cct_k": D(3000), "cap": "E27", "voltage_v": (D(220), D(240)), "shape": "A60"}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("power_w", "9 W", D(9)),
        ("power_w", "5,5w", D("5.5")),
        ("cct_k", "4000K", D(4000)),
        ("cri", "90", D(90)),
        ("voltage_v", "220-240V", (D(220), D(240))),
        ("voltage_v", "12 V", (D(12), D(12))),
        ("cap", "e27", "E27"),
        ("cap", "GU-10", "GU10"),
        ("cap", "gu5.3", "GU5.3"),
        ("dimming", "dali", "DALI"),
        ("ip", "ip 65", "IP65"),
        ("power_factor", "0.925", D("0.925")),
        ("flicker_free", "yes", True),
        ("chip", " SMD2835 ", "SMD2835"),
    ],
)
def test_what_a_person_types_is_read(code, text, value):
    assert parse_value(code, text) == value


@pytest.mark.parametrize(
    ("code", "text", "refusal"),
    [
        ("flux_lm", "1.500 lm", ValueNotUnderstood),
        ("power_w", "9W or 12W", ValueNotUnderstood),
        ("power_w", "", ValueNotUnderstood),
        ("power_w", "-9", ValueNotUnderstood),
        ("power_w", "0", ValueOutOfRange),
        ("cct_k", "60000", ValueOutOfRange),
        ("cri", "101", ValueOutOfRange),
        ("voltage_v", "240-220 V", ValueNotUnderstood),
        ("cap", "E28", ChoiceUnknown),
        ("colour", "red", ParameterUnknown),
        ("flicker_free", "perhaps", ValueNotUnderstood),
        ("chip", "  ", ValueNotUnderstood),
    ],
)
def test_what_is_impossible_or_unclear_is_refused(code, text, refusal):
    with pytest.raises(refusal):
        parse_value(code, text)


@given(st.text(max_size=30), st.sampled_from(sorted(PARAMETERS)))
def test_any_text_is_either_a_possible_value_or_refused(text, code):
    try:
        value = parse_value(code, text)
    except (ValueNotUnderstood, ValueOutOfRange, ChoiceUnknown):
        return
    check_value(code, value)


def test_a_value_of_another_kind_is_refused():
    for code, value in (("power_w", "9"), ("voltage_v", D(230)), ("power_w", D("NaN")), ("cap", D(27))):
        with pytest.raises((ValueNotUnderstood, ValueOutOfRange, ChoiceUnknown)):
            check_value(code, value)


def codes(findings):
    return [finding.code for finding in findings]


def test_a_complete_bulb_has_no_findings():
    assert check_set("bulb", BULB) == ()


def test_a_gap_is_named():
    without = {code: value for code, value in BULB.items() if code != "cct_k"}
    assert [f.where for f in missing("bulb", without)] == ["cct_k"]
    assert str(missing("bulb", without)[0]) == "cct_k: Colour temperature is missing."


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"shape": "MR16", "voltage_v": (D(230), D(230))}, "parameters.shape_voltage"),
        ({"shape": "MR16", "cap": "GU5.3", "voltage_v": (D(230), D(230))}, "parameters.cap_voltage"),
        ({"cap": "GU10", "voltage_v": (D(12), D(12))}, "parameters.cap_voltage"),
        ({"shape": "T8", "cap": "E27"}, "parameters.shape_cap"),
        ({"cap": "E26", "voltage_v": (D(220), D(240))}, "parameters.cap_market"),
        ({"voltage_v": (D(230), D(230)), "protection_class": "III"}, "parameters.protection_class"),
        ({"flux_lm": D(806), "power_w": D(9), "efficacy_lm_w": D(110)}, "parameters.efficacy"),
        ({"flux_lm": D(8060), "power_w": D(9)}, "parameters.efficacy"),
    ],
)
def test_what_does_not_fit_together_is_asked_about(change, code):
    assert codes(contradictions(change)) == [code]


@pytest.mark.parametrize(
    "fitting",
    [
        {"shape": "MR16", "cap": "GU10", "voltage_v": (D(230), D(230))},
        {"shape": "MR16", "cap": "GU5.3", "voltage_v": (D(12), D(12))},
        {"cap": "E27", "voltage_v": (D(12), D(24))},
        {"flux_lm": D(806), "power_w": D(9), "efficacy_lm_w": D(90)},
        {"cap": "E26", "voltage_v": (D(100), D(277))},
    ],
)
def test_what_fits_is_not_asked_about(fitting):
    assert contradictions(fitting) == ()


def test_the_usual_cap_is_suggested_and_depends_on_the_voltage():
    assert suggested_cap("MR16") is None
    assert suggested_cap("MR16", (D(220), D(220))) == "GU10"
    assert suggested_cap("MR16", (D(12), D(12))) == "GU5.3"
    assert suggested_cap("A60", (D(220), D(240))) == "E27"
    assert suggested_cap("A60", (D(120), D(120))) == "E26"
    assert suggested_cap("T8") == "G13"


def test_every_family_names_known_parameters_and_every_shape_known_caps():
    for family in FAMILIES.values():
        assert set(family.required) | set(family.optional) <= set(PARAMETERS)
        assert not set(family.required) & set(family.optional)
    assert set(SHAPE_CAPS) <= set(SHAPES.split())
    assert frozenset().union(*SHAPE_CAPS.values()) <= set(CAPS.split())
    assert all(spec.label_en and spec.label_zh for spec in PARAMETERS.values())
    assert all(spec.choices for spec in PARAMETERS.values() if spec.kind is Kind.CHOICE)


def test_a_tolerance_knows_its_limits():
    flux = PARAMETERS["flux_lm"].tolerance
    assert flux is not None and flux.limits(D(806)) == (D("725.4"), None)
    assert flux.allows(D(806), D("725.4")) and not flux.allows(D(806), D(725))
    power = PARAMETERS["power_w"].tolerance
    assert power is not None and power.allows(D(9), D("10.35")) and not power.allows(D(9), D("10.36"))
    cri = PARAMETERS["cri"].tolerance
    assert cri is not None and cri.limits(D(80)) == (D(77), None)


def test_a_bad_value_in_a_set_becomes_a_finding_beside_the_good_ones():
    found = check_set("bulb", {**BULB, "cct_k": D(60000)})
    assert codes(found) == ["parameters.ValueOutOfRange"]
