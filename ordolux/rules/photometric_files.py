"""Photometric files as lighting planners read them: IES LM-63-2002 and EULUMDAT, from flux, power and beam angle.

The distribution is rotationally symmetric. Its shape is a power of the cosine about the axis, chosen so that the
intensity is half of the axis' value at half the beam angle (the definition of the beam angle in IEC 62612 and CIE S 017);
lamps that shine further than a hemisphere get an even distribution up to the angle where their base shades it. The
candela values are scaled so that the file's own zonal sum gives the flux. They are design values, not measurements, and
each file says so.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ordolux.rules.refusal import N_, Refusal

STEP_DEGREES = 5
WIDEST_COSINE_DEGREES = 170


class LightMakesNoSense(Refusal):
    """No distribution has these figures."""

    message = N_(
        "A photometric file needs flux and power above zero and a beam angle above 0° and up to 360°."
    )


@dataclass(frozen=True, slots=True)
class Luminaire:
    """What a photometric file tells of a lamp: flux in lm, power in W, beam angle in degrees (the full angle), colour
    temperature in K, size of the luminous opening in mm."""

    number: str
    name: str
    maker: str
    flux_lm: Decimal
    power_w: Decimal
    beam_deg: Decimal
    cct_k: int
    cri: int
    length_mm: int = 0
    width_mm: int = 60
    height_mm: int = 0


def angles() -> tuple[int, ...]:
    """The vertical angles of a file, from straight down (0°) to straight up (180°)."""
    return tuple(range(0, 181, STEP_DEGREES))


def candela(lamp: Luminaire) -> tuple[float, ...]:
    """The luminous intensity in cd at each of ``angles()``; their zonal sum is the flux.

    Raises LightMakesNoSense.
    """
    if lamp.flux_lm <= 0 or lamp.power_w <= 0 or not 0 < lamp.beam_deg <= 360:
        raise LightMakesNoSense()
    shape = [_shape(angle, float(lamp.beam_deg)) for angle in angles()]
    whole = zonal_flux_lm(shape)
    return tuple(float(lamp.flux_lm) * value / whole for value in shape)


def zonal_flux_lm(intensities: Sequence[float]) -> float:
    """The flux in lm of a rotationally symmetric distribution given at ``angles()``: each zone reaches half a step to
    both sides of its angle (IES LM-79 zonal constants)."""
    whole = 0.0
    for angle, value in zip(angles(), intensities, strict=True):
        low = math.radians(max(0.0, angle - STEP_DEGREES / 2))
        high = math.radians(min(180.0, angle + STEP_DEGREES / 2))
        whole += value * 2 * math.pi * (math.cos(low) - math.cos(high))
    return whole


def as_ies(lamp: Luminaire, on: date) -> bytes:
    """The file by IES LM-63-2002. Raises LightMakesNoSense."""
    values = candela(lamp)
    if lamp.length_mm:
        size = f"{lamp.width_mm / 1000:.3f} {lamp.length_mm / 1000:.3f}"
    else:  # LM-63 tells a round opening by its diameter below zero, twice
        size = f"-{lamp.width_mm / 1000:.3f} -{lamp.width_mm / 1000:.3f}"
    lines = [
        "IESNA:LM-63-2002", f"[TEST] {lamp.number} design values, not measured", f"[TESTLAB] {lamp.maker}",
        f"[ISSUEDATE] {on.isoformat()}", f"[MANUFAC] {lamp.maker}", f"[LUMCAT] {lamp.number}",
        f"[LUMINAIRE] {lamp.name}", f"[LAMP] LED {lamp.cct_k} K Ra {lamp.cri}", "TILT=NONE",
        # one source, absolute photometry (-1 lm), factor 1, angles, type C, unit 2 = metres, opening
        f"1 -1 1 {len(values)} 1 1 2 {size} {lamp.height_mm / 1000:.3f}",
        f"1 1 {lamp.power_w.normalize():f}",
        *_wrapped(f"{angle}" for angle in angles()), "0",
        *_wrapped(f"{value:.2f}" for value in values),
    ]  # fmt: skip
    return ("\r\n".join(_ascii(line) for line in lines) + "\r\n").encode("ascii")


def as_eulumdat(lamp: Luminaire, on: date) -> bytes:
    """The file by EULUMDAT (LDT): symmetric about the vertical axis, intensities in cd per 1000 lm.

    Raises LightMakesNoSense.
    """
    values = candela(lamp)
    flux = float(lamp.flux_lm)
    # a round luminaire has its diameter as length and no width
    length, width = (str(lamp.length_mm), str(lamp.width_mm)) if lamp.length_mm else (str(lamp.width_mm), "0")
    down = zonal_flux_lm([v if a <= 90 else 0.0 for a, v in zip(angles(), values, strict=True)])
    lines = [
        f"{lamp.maker}/design values, not measured", "1", "1", "1", "0", f"{len(values)}", f"{STEP_DEGREES}",
        lamp.number, lamp.name, lamp.number, f"{lamp.number}.ldt", on.isoformat(),
        length, width, f"{lamp.height_mm}", length, width,
        "0", "0", "0", "0",
        f"{min(100.0, 100 * down / flux):.1f}", "100.0", "1.0", "0", "1",
        "1", f"LED {lamp.cct_k} K", f"{flux:.0f}", f"{lamp.cct_k}", f"{lamp.cri}", f"{lamp.power_w.normalize():f}",
        *["0.0"] * 10,  # direct ratios for room indices: to be computed by the planner's program
        "0", *(f"{angle}" for angle in angles()),
        *(f"{1000 * value / flux:.2f}" for value in values),
    ]  # fmt: skip
    return ("\r\n".join(_ascii(line) for line in lines) + "\r\n").encode("ascii")


def _shape(angle: float, beam: float) -> float:
    """Intensity over that on the axis."""
    if beam > WIDEST_COSINE_DEGREES:
        # all around: even, and falling to nothing behind the base
        edge = min(180.0, beam / 2 + 20)
        begins = max(0.0, beam / 2 - 20)
        if angle <= begins:
            return 1.0
        return 0.0 if angle >= edge else 0.5 * (1 + math.cos(math.pi * (angle - begins) / (edge - begins)))
    if angle >= 90:
        return 0.0
    power = math.log(0.5) / math.log(math.cos(math.radians(beam / 2)))
    return float(math.cos(math.radians(angle)) ** power)


def _wrapped(values: Iterable[str], each: int = 10) -> list[str]:
    told = list(values)
    return [" ".join(told[place : place + each]) for place in range(0, len(told), each)]


def _ascii(line: str) -> str:
    plain = line.replace("×", "x").replace("°", " deg").replace("–", "-")
    return plain.encode("ascii", "replace").decode("ascii")
