"""Plots are drawn from the numbers, the same each time."""

import re

import pytest

from ordolux.foundation.papers import plots
from ordolux.foundation.papers.tests.samples import BOX_2700, measured_points


def test_a_lamp_outside_the_box_is_a_cross_and_not_only_a_colour():
    drawn = plots.chromaticity_svg(box=BOX_2700, points=measured_points())
    assert drawn.count("<circle") == 59
    assert drawn.count("#B42318") == 1
    assert drawn == plots.chromaticity_svg(box=BOX_2700, points=measured_points())


def test_a_one_sided_light_distribution_is_drawn_on_both_sides():
    drawn = plots.polar_svg({"C0": [(0, 100), (30, 50), (60, 10)]})
    curve = re.search(r"d='(M[^']+)' fill='none' stroke='#1F5EDC'", drawn).group(1)
    across = [float(point.split()[0]) for point in curve[1:].split("L")]
    assert len(across) == 5
    assert sum(across) / 5 == pytest.approx(125, abs=0.05)


def test_a_plot_without_values_is_refused():
    with pytest.raises(ValueError, match="intensity"):
        plots.polar_svg({"C0": [(0, 0)]})
    with pytest.raises(ValueError, match="two points"):
        plots.curve_svg([(0, 1)], x_label="h", y_label="lm")
    with pytest.raises(ValueError, match="corners"):
        plots.chromaticity_svg(box=[(0.4, 0.4)], points=[])


def test_names_in_plots_are_escaped():
    assert "C0 &lt;&amp;&gt;" in plots.polar_svg({"C0 <&>": [(0, 100), (90, 1)]})


@pytest.mark.parametrize(
    ("span", "parts", "step"), [(1.0, 5, 0.2), (0.044, 5, 0.01), (2450, 4, 1000), (24, 6, 5)]
)
def test_scales_have_round_steps(span, parts, step):
    assert plots.nice_step(span, parts) == pytest.approx(step)
