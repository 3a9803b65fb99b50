"""A photometric file says what the lamp gives: its flux, its half intensity at half the beam angle, and its power."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.photometric_files import (
    LightMakesNoSense,
    Luminaire,
    angles,
    as_eulumdat,
    as_ies,
    candela,
    zonal_flux_lm,
)

ON = date(2026, 11, 23)
SPOT = Luminaire(
    "MZ-GU10-70-830",
    "GU10 spot 7 W 3000 K 40°",
    "Mingzhou Lighting",
    Decimal(500),
    Decimal(7),
    Decimal(40),
    3000,
    80,
)


@given(flux=st.integers(1, 40_000), beam=st.integers(8, 360))
def test_the_zones_add_up_to_the_flux(flux: int, beam: int) -> None:
    lamp = Luminaire("X", "X", "M", Decimal(flux), Decimal(10), Decimal(beam), 4000, 80)

    assert zonal_flux_lm(candela(lamp)) == pytest.approx(flux, rel=1e-9)
    assert min(candela(lamp)) >= 0


@given(half=st.sampled_from(range(5, 81, 5)))
def test_at_half_the_beam_angle_the_intensity_is_half(half: int) -> None:
    lamp = Luminaire("X", "X", "M", Decimal(500), Decimal(7), Decimal(2 * half), 3000, 80)
    values = dict(zip(angles(), candela(lamp), strict=True))

    assert values[half] == pytest.approx(values[0] / 2, rel=1e-6)


def test_the_ies_file_can_be_read_back() -> None:
    lines = as_ies(SPOT, ON).decode("ascii").split("\r\n")
    place = lines.index("TILT=NONE")
    numbers = [float(word) for word in " ".join(lines[place + 1 :]).split()]
    vertical, horizontal = int(numbers[3]), int(numbers[4])

    assert lines[0] == "IESNA:LM-63-2002"
    assert (numbers[0], numbers[1], numbers[2], numbers[5], numbers[6]) == (1, -1, 1, 1, 2)
    assert numbers[12] == 7
    assert numbers[13 : 13 + vertical] == [float(angle) for angle in angles()]
    read = numbers[13 + vertical + horizontal :]
    assert len(read) == vertical * horizontal
    assert zonal_flux_lm(read) == pytest.approx(500, rel=0.001)


def test_the_eulumdat_file_can_be_read_back() -> None:
    lines = as_eulumdat(SPOT, ON).decode("ascii").split("\r\n")
    planes, count = int(lines[3]), int(lines[5])

    assert (lines[1], lines[2], lines[12], lines[13]) == ("1", "1", "60", "0")
    assert (lines[28], lines[31]) == ("500", "7")
    read = [float(line) for line in lines[42 + planes + count : 42 + planes + 2 * count]]
    assert lines[42 + planes : 42 + planes + count] == [str(angle) for angle in angles()]
    assert len(read) == count
    assert lines[-1] == ""
    assert len(lines) == 42 + planes + 2 * count + 1
    assert zonal_flux_lm(read) / 2 == pytest.approx(500, rel=0.001)  # per 1000 lm


@pytest.mark.parametrize(("flux", "power", "beam"), [(0, 7, 36), (500, 0, 36), (500, 7, 0), (500, 7, 361)])
def test_no_light_has_no_file(flux: int, power: int, beam: int) -> None:
    lamp = Luminaire("X", "X", "M", Decimal(flux), Decimal(power), Decimal(beam), 3000, 80)
    with pytest.raises(LightMakesNoSense):
        as_ies(lamp, ON)
