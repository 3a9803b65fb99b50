"""The picture of a sample's flux says its limits in words that can be read."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.light_plots import HEIGHT, FluxPoint, FluxWords, flux_svg

WORDS = FluxWords("Flux", "rated", "mean", "least", "most")
LEVELS = st.floats(1, 5000)


@given(st.lists(LEVELS, min_size=1, max_size=30), LEVELS)
def test_no_word_lies_on_another_or_outside_the_picture(levels, rated):
    points = [FluxPoint(str(place), flux, True) for place, flux in enumerate(levels)]
    svg = flux_svg(
        points, least=rated * 0.9, most=rated * 1.2, rated=rated, mean_least=rated * 0.95, for_print=False, words=WORDS
    )  # fmt: skip

    heights = sorted(
        float(y) for y, word in re.findall(r'<text x="[\d.]+" y="([-\d.]+)"[^>]*>(\w+)</text>', svg)
        if word in ("rated", "mean", "least", "most")
    )  # fmt: skip
    assert len(heights) == 4
    assert all(below - above > 14 for above, below in pairwise(heights))
    assert heights[0] > 0
    assert heights[-1] < HEIGHT


def test_a_mean_beside_the_rated_value_has_a_place_of_its_own():
    points = [FluxPoint("1", 566, True)]
    svg = flux_svg(points, least=504, most=672, rated=560, mean_least=550, for_print=True, words=WORDS)
    assert ">566<" in svg
    assert ">560<" in svg
