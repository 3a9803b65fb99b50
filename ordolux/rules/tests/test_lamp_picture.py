"""A drawn lamp: the diameter that its code says, one outline for each shape, and no word that could run."""

from xml.etree import ElementTree

import pytest

from ordolux.rules.lamp_picture import diameter_mm, lamp_svg, tint_of
from ordolux.rules.parameters import CAPS, SHAPES


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ("A60", 60),
        ("A19", 60),
        ("PAR38", 121),
        ("MR16", 51),
        ("T8", 25),
        ("ST64", 64),
        ("AR111", 111),
        ("", None),
        ("A", None),
    ],
)
def test_the_diameter_is_what_the_code_says(shape: str, size: int | None) -> None:
    assert diameter_mm(shape) == size


@pytest.mark.parametrize("shape", ["", *SHAPES.split()])
@pytest.mark.parametrize("cap", ["", *CAPS.split()[:20]])
def test_every_shape_and_cap_makes_a_picture(shape: str, cap: str) -> None:
    drawn = lamp_svg({"shape": shape, "cap": cap, "cct_k": 3000, "beam_deg": 36}, title="Lamp")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_words_of_the_title_are_words() -> None:
    drawn = lamp_svg({}, title='<script>alert("x")</script> & more')
    assert "<script" not in drawn
    assert ElementTree.fromstring(drawn)[0].text == '<script>alert("x")</script> & more'


@pytest.mark.parametrize("odd", ["NaN", "inf", "-4", "1e99", "", None, "<b>", "36°", []])
def test_odd_parameters_are_left_out(odd: object) -> None:
    ElementTree.fromstring(
        lamp_svg({"shape": "MR16", "cap": "GU10", "cct_k": odd, "beam_deg": odd}, title="x")
    )


def test_warm_light_is_drawn_warmer_than_cold() -> None:
    assert len({tint_of(k) for k in (2200, 2700, 3000, 4000, 5000, 6500)}) == 6
