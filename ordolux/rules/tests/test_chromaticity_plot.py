from xml.etree import ElementTree

import pytest

from ordolux.rules.chromaticity_plot import HEIGHT, WIDTH, PlotWords, SamplePoint, chromaticity_svg
from ordolux.rules.light import NominalUnknown, Verdict, quadrangles

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    SamplePoint("17", 0.4339, 0.4033, Verdict.PASSED),
    SamplePoint("<18>", 0.4200, 0.4160, Verdict.FAILED),
    SamplePoint("19", 0.4350, 0.4020, Verdict.OPEN),
]


def drawn(**more):
    return ElementTree.fromstring(chromaticity_svg(POINTS, 3000, **more))


def test_each_lamp_stands_in_the_diagram_with_a_shape_by_verdict():
    svg = drawn()
    assert len(svg.findall(f"{SVG}circle")) == 2
    assert len(svg.findall(f"{SVG}path")) == 1
    titles = [t.text for t in svg.iter(f"{SVG}title")]
    assert "<18>: x 0.4200, y 0.4160" in titles
    assert "3000 K ANSI C78.377-2017" in titles


def test_box_ellipses_locus_and_numbered_axes_are_drawn():
    svg = drawn(steps=(3, 5, 7))
    assert len(svg.findall(f"{SVG}polygon")) == 4
    assert len(svg.findall(f"{SVG}polyline")) == 1
    numbers = {t.text for t in svg.iter(f"{SVG}text")}
    assert {"0.420", "0.440", "x", "y", "3", "5", "7"} <= numbers


def test_on_a_page_every_element_has_a_class_and_no_colour_of_its_own():
    text = chromaticity_svg(POINTS, 3000, for_print=False)
    assert 'class="ox-plot-failed"' in text
    assert "style=" not in text and "#" not in text
    assert "style=" not in chromaticity_svg(POINTS, 3000)


@pytest.mark.parametrize("nominal", sorted(quadrangles()))
def test_every_nominal_can_be_drawn_and_points_far_off_stay_inside_the_window(nominal):
    svg = ElementTree.fromstring(
        chromaticity_svg([SamplePoint("far", 0.55, 0.31, Verdict.OPEN)], nominal, words=PlotWords("t"))
    )
    for mark in svg.iter(f"{SVG}circle"):
        assert 0 <= float(mark.get("cx")) <= WIDTH
        assert 0 <= float(mark.get("cy")) <= HEIGHT


def test_an_unknown_nominal_is_refused_and_the_same_input_gives_the_same_bytes():
    with pytest.raises(NominalUnknown):
        chromaticity_svg([], 3100)
    assert chromaticity_svg(POINTS, 3000) == chromaticity_svg(POINTS, 3000)
    assert chromaticity_svg([], 3000, centre="F3000") != chromaticity_svg([], 3000)
