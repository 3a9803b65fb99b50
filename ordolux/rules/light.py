"""Photometry and colorimetry of lamps: chromaticity, agreed limits, and the verdict on measured lamps.

Chromaticity is CIE 1931 (x, y) unless a name says otherwise; flux in lm, power in W, colour temperature in K.
Sources: CIE 15 (u'v'), McCamy 1992 (CCT), Ohno 2014 (Duv), Krystek 1985 (Planckian locus), ANSI C78.377-2017
(quadrangles), IEC 60081 (centres of the MacAdam ellipses), CIE TN 001 (u'v' circles), IES LM-79 (stability),
Regulations (EU) 2019/2015 Annex II and (EU) 2019/2020 Annexes II and IV.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

from ordolux.rules.refusal import N_, Finding, Refusal

QUADRANGLE_EDITION = "ANSI C78.377-2017"
"""Edition of the quadrangles; other editions differ in the third decimal, so a verdict names its edition."""

UV_PER_STEP = 0.0011
"""Radius of one step in u'v' (CIE TN 001)."""

Point = tuple[float, float]


# ------------------------------------------------------------------ chromaticity


def uv_prime(x: float, y: float) -> Point:
    """Return CIE 1976 (u', v') of CIE 1931 (x, y). Source: CIE 15."""
    divisor = -2 * x + 12 * y + 3
    return 4 * x / divisor, 9 * y / divisor


def uv_1960(x: float, y: float) -> Point:
    """Return CIE 1960 (u, v), the plane in which CCT and Duv are defined: u = u', v = 2/3 v'."""
    u, v = uv_prime(x, y)
    return u, v * 2 / 3


def cct_mccamy(x: float, y: float) -> float:
    """Return the correlated colour temperature in K by McCamy's cubic.

    Good to about 3 K on the Planckian locus and about 10 K at Duv 0.006 between 2000 K and 12 500 K.
    """
    n = (x - 0.3320) / (0.1858 - y)
    return ((437 * n + 3601) * n + 6861) * n + 5517


_OHNO = (-0.471106, 1.925865, -2.4243787, 1.5317403, -0.5179722, 0.0893944, -0.00616793)


def duv_ohno(x: float, y: float) -> float:
    """Return the signed distance from the Planckian locus in CIE 1960 uv; above zero is greenish.

    Source: Ohno 2014, polynomial of the sixth degree, within 0.00001 to 0.0005 for 2600 K to 20 000 K.
    """
    u, v = uv_1960(x, y)
    distance = math.hypot(u - 0.292, v - 0.24)
    angle = math.acos((u - 0.292) / distance)
    return distance - sum(k * angle**power for power, k in enumerate(_OHNO))


def planckian_uv(kelvin: float) -> Point:
    """Return CIE 1960 (u, v) of a black body between 1000 K and 15 000 K (Krystek 1985, within 0.0001)."""
    t = kelvin
    u = (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (
        1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t
    )
    v = (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (
        1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t
    )
    return u, v


def planckian_xy(kelvin: float) -> Point:
    """Return CIE 1931 (x, y) of a black body between 1000 K and 15 000 K."""
    u, v = planckian_uv(kelvin)
    divisor = 2 * u - 8 * v + 4
    return 3 * u / divisor, 2 * v / divisor


def cct_nearest(x: float, y: float) -> float:
    """Return the CCT in K by its definition: the nearest point of the Planckian locus in CIE 1960 uv.

    Golden-section search in reciprocal temperature, in which the locus is nearly evenly spaced.
    """
    u, v = uv_1960(x, y)

    def distance(mired: float) -> float:
        locus_u, locus_v = planckian_uv(1e6 / mired)
        return math.hypot(u - locus_u, v - locus_v)

    low, high, golden = 1e6 / 15000, 1e6 / 1000, (math.sqrt(5) - 1) / 2
    left, right = high - golden * (high - low), low + golden * (high - low)
    for _ in range(60):
        if distance(left) < distance(right):
            high, right = right, left
            left = high - golden * (high - low)
        else:
            low, left = left, right
            right = low + golden * (high - low)
    return 2e6 / (low + high)


# ------------------------------------------------------------------ quadrangles and ellipses


class NominalUnknown(Refusal):
    """The nominal colour temperature has no quadrangle."""

    message = N_("{nominal_cct_k} K is not a nominal colour temperature of {edition}.")


class CentreUnknown(Refusal):
    """The name is not that of a tabulated ellipse."""

    message = N_("There is no MacAdam ellipse named {centre}.")


@dataclass(frozen=True, slots=True)
class Quadrangle:
    """The tolerance box of one nominal CCT: target CCT and Duv with tolerances, centre, four corners."""

    nominal_cct_k: int
    target_cct_k: int
    tolerance_k: int
    target_duv: float
    tolerance_duv: float
    centre: Point
    corners: tuple[Point, Point, Point, Point]
    edition: str


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A one-step MacAdam ellipse: `g11 dx² + 2 g12 dx dy + g22 dy² = 1` about its centre."""

    name: str
    cct_k: int
    centre: Point
    g11: float
    g12: float
    g22: float

    def steps(self, x: float, y: float, centre: Point | None = None) -> float:
        """Return how many steps (x, y) lies from the centre (by default the ellipse's own)."""
        centre_x, centre_y = centre or self.centre
        dx, dy = x - centre_x, y - centre_y
        return math.sqrt(max(0.0, self.g11 * dx * dx + 2 * self.g12 * dx * dy + self.g22 * dy * dy))

    def outline(self, steps: float, centre: Point | None = None, count: int = 72) -> tuple[Point, ...]:
        """Return points on the ellipse of so many steps, for plotting."""
        centre_x, centre_y = centre or self.centre
        points = []
        for index in range(count):
            angle = 2 * math.pi * index / count
            dx, dy = math.cos(angle), math.sin(angle)
            reach = steps / math.sqrt(self.g11 * dx * dx + 2 * self.g12 * dx * dy + self.g22 * dy * dy)
            points.append((centre_x + reach * dx, centre_y + reach * dy))
        return tuple(points)


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("ordolux.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def quadrangles() -> dict[int, Quadrangle]:
    """Return the quadrangles by nominal CCT. Source: ANSI C78.377-2017, corners computed from its formula."""
    table = {}
    for row in _rows("ansi_c78_377_2017_quadrangles.csv"):
        nominal = int(row["nominal_cct_k"])

        def point(corner: str, row: dict[str, str] = row) -> Point:
            return float(row[f"{corner}_x"]), float(row[f"{corner}_y"])

        table[nominal] = Quadrangle(
            nominal,
            int(row["target_cct_k"]),
            int(row["tolerance_k"]),
            float(row["target_duv"]),
            float(row["tolerance_duv"]),
            point("centre"),
            (point("warm_up"), point("cool_up"), point("cool_low"), point("warm_low")),
            QUADRANGLE_EDITION,
        )
    return table


def quadrangle(nominal_cct_k: int) -> Quadrangle:
    """Return the quadrangle of a nominal CCT. Raises NominalUnknown."""
    found = quadrangles().get(nominal_cct_k)
    if found is None:
        raise NominalUnknown(nominal_cct_k=nominal_cct_k, edition=QUADRANGLE_EDITION)
    return found


@cache
def ellipses() -> dict[str, Ellipse]:
    """Return the one-step ellipses by name (F2700 … F6500), centres after IEC 60081.

    The g values are consistent (each step has a mean radius of 0.0010 to 0.0012 in u'v') but were not compared
    with the printed standard: let a laboratory confirm them before a dispute is decided by them.
    """
    return {
        row["name"]: Ellipse(
            row["name"],
            int(row["cct_k"]),
            (float(row["center_x"]), float(row["center_y"])),
            float(row["g11"]),
            float(row["g12"]),
            float(row["g22"]),
        )
        for row in _rows("macadam_ellipses.csv")
    }


def ellipse(name: str) -> Ellipse:
    """Return the one-step ellipse of a name such as F3000. Raises CentreUnknown."""
    found = ellipses().get(name)
    if found is None:
        raise CentreUnknown(centre=name)
    return found


def nearest_ellipse(nominal_cct_k: float) -> Ellipse:
    """Return the tabulated ellipse whose CCT is nearest in reciprocal temperature."""
    return min(ellipses().values(), key=lambda e: abs(1e6 / e.cct_k - 1e6 / nominal_cct_k))


def is_inside(x: float, y: float, corners: Sequence[Point]) -> bool:
    """Tell whether (x, y) lies in a convex polygon; its boundary counts as inside."""
    signs = set()
    for index, (ax, ay) in enumerate(corners):
        bx, by = corners[(index + 1) % len(corners)]
        cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        # Corners have four decimals, so anything this small is the rounding of a float on the edge.
        if abs(cross) > 1e-12:
            signs.add(cross > 0)
    return len(signs) < 2


def inside_quadrangle(x: float, y: float, nominal_cct_k: int) -> bool:
    """Tell whether (x, y) lies in the quadrangle of the nominal CCT. Raises NominalUnknown."""
    return is_inside(x, y, quadrangle(nominal_cct_k).corners)


def nominals_at(x: float, y: float) -> tuple[int, ...]:
    """Return the nominal CCTs whose quadrangle holds (x, y): none, one, or two on a shared edge."""
    return tuple(n for n in sorted(quadrangles()) if inside_quadrangle(x, y, n))


def sdcm_ellipse(x: float, y: float, centre: str) -> float:
    """Return the steps from the centre of a named ellipse (IEC 60081). Raises CentreUnknown."""
    return ellipse(centre).steps(x, y)


def delta_uv(first: Point, second: Point) -> float:
    """Return Δu'v' between two (x, y) points."""
    u1, v1 = uv_prime(*first)
    u2, v2 = uv_prime(*second)
    return math.hypot(u1 - u2, v1 - v2)


def sdcm_circle(x: float, y: float, centre: Point) -> float:
    """Return the steps from a centre as Δu'v' / 0.0011 (CIE TN 001); differs 5-30 % from the ellipse."""
    return delta_uv((x, y), centre) / UV_PER_STEP


class StepMethod(StrEnum):
    """How colour steps are counted; a verdict names it, because the two differ."""

    ELLIPSE = "ellipse"
    CIRCLE = "circle"


# ------------------------------------------------------------------ readings


class ReadingImplausible(Refusal):
    """A reading cannot come from a lamp in a sphere; it is a slip of the pen or of the instrument."""

    message = N_("The reading cannot be right: {reasons}")


@dataclass(frozen=True, slots=True)
class LampReading:
    """What the sphere and the meter showed for one lamp, so many minutes after it was switched on."""

    minute: Decimal
    flux_lm: Decimal
    power_w: Decimal
    x: Decimal
    y: Decimal
    cct_k: Decimal | None = None
    cri: Decimal | None = None
    power_factor: Decimal | None = None
    supply_v: Decimal | None = None
    ambient_c: Decimal | None = None

    @property
    def xy(self) -> Point:
        """Return the chromaticity as floats."""
        return float(self.x), float(self.y)

    @property
    def colour_temperature_k(self) -> Decimal:
        """Return the measured CCT, or McCamy's where the instrument gave none."""
        if self.cct_k is not None:
            return self.cct_k
        return Decimal(round(cct_mccamy(*self.xy), 1)).quantize(Decimal("0.1"))


PLAUSIBLE: dict[str, tuple[Decimal, Decimal, str]] = {
    "minute": (Decimal(0), Decimal(1440 * 7), "min"),
    "flux_lm": (Decimal("0.1"), Decimal(500_000), "lm"),
    "power_w": (Decimal("0.01"), Decimal(5_000), "W"),
    "x": (Decimal("0.2"), Decimal("0.65"), ""),
    "y": (Decimal("0.2"), Decimal("0.5"), ""),
    "cct_k": (Decimal(1_500), Decimal(20_000), "K"),
    "cri": (Decimal(0), Decimal(100), "Ra"),
    "power_factor": (Decimal("0.01"), Decimal(1), ""),
    "supply_v": (Decimal(1), Decimal(600), "V"),
    "ambient_c": (Decimal(-20), Decimal(70), "°C"),
}
"""Least and greatest value that a white LED lamp can show, by field, with its unit."""

EFFICACY_LIMIT_LM_PER_W = Decimal(300)
"""No white LED lamp sold exceeds this; radiation of white light itself ends near 350 lm/W."""

CCT_MISMATCH_PERCENT = Decimal(5)
"""How far a typed CCT may lie from the CCT of the typed (x, y) before one of them must be a slip."""


def implausibilities(reading: LampReading) -> tuple[Finding, ...]:
    """Return what cannot be true of the reading: outside physical limits, or figures that contradict each other.

    Compares each field with PLAUSIBLE, flux/power with EFFICACY_LIMIT_LM_PER_W, and the CCT with (x, y).
    """
    found = []
    for field, (least, most, unit) in PLAUSIBLE.items():
        value: Decimal | None = getattr(reading, field)
        if value is None:
            continue
        if not value.is_finite() or not least <= value <= most:
            found.append(
                Finding(
                    "reading.out_of_range",
                    N_("{field} is {value} {unit}, possible is {least} to {most} {unit}."),
                    {"field": field, "value": value, "unit": unit, "least": least, "most": most},
                    field,
                )
            )
    if found:
        return tuple(found)
    efficacy = reading.flux_lm / reading.power_w
    if efficacy > EFFICACY_LIMIT_LM_PER_W:
        found.append(
            Finding(
                "reading.efficacy",
                N_("{flux_lm} lm from {power_w} W would be {efficacy} lm/W; no lamp reaches that."),
                {"flux_lm": reading.flux_lm, "power_w": reading.power_w, "efficacy": round(efficacy, 1)},
                "flux_lm",
            )
        )
    duv = duv_ohno(*reading.xy)
    if abs(duv) > 0.05:
        found.append(
            Finding(
                "reading.not_white",
                N_("x {x}, y {y} is not white light (Duv {duv})."),
                {"x": reading.x, "y": reading.y, "duv": round(duv, 4)},
                "x",
            )
        )
    elif reading.cct_k is not None:
        computed = Decimal(str(round(cct_nearest(*reading.xy), 1)))
        if abs(reading.cct_k - computed) / computed * 100 > CCT_MISMATCH_PERCENT:
            found.append(
                Finding(
                    "reading.cct_contradicts_xy",
                    N_("{cct_k} K does not fit x {x}, y {y}, which is {computed} K."),
                    {"cct_k": reading.cct_k, "x": reading.x, "y": reading.y, "computed": computed},
                    "cct_k",
                )
            )
    return tuple(found)


def check_reading(reading: LampReading) -> None:
    """Pass a plausible reading. Raises ReadingImplausible with every reason."""
    found = implausibilities(reading)
    if found:
        raise ReadingImplausible(reasons=" ".join(finding.sentence() for finding in found), findings=found)


# ------------------------------------------------------------------ limits and verdicts


class Verdict(StrEnum):
    """Outcome of a check; `open` wants more readings, `not_required` was not agreed."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class AgreedLight:
    """What the order line promises: rated flux and power, nominal CCT, colour steps, least CRI and PF."""

    rated_flux_lm: Decimal
    rated_power_w: Decimal
    nominal_cct_k: int
    sdcm_steps: Decimal = Decimal(5)
    cri_min: Decimal | None = None
    power_factor_min: Decimal | None = None
    centre: str = "ANSI"
    """`ANSI` (centre of the quadrangle) or the name of an IEC 60081 point such as `F3000`."""
    step_method: StepMethod = StepMethod.CIRCLE
    flicker_required: bool = False

    def steps(self, x: float, y: float) -> float:
        """Return the steps from the agreed centre by the agreed method. Raises NominalUnknown, CentreUnknown."""
        if self.centre == "ANSI":
            middle = quadrangle(self.nominal_cct_k).centre
            shape = nearest_ellipse(self.nominal_cct_k)
        else:
            shape = ellipse(self.centre)
            middle = shape.centre
        if self.step_method is StepMethod.ELLIPSE:
            return shape.steps(x, y, middle)
        return sdcm_circle(x, y, middle)

    @property
    def method(self) -> str:
        """Return how colour was judged, for the report: quadrangle edition, centre and step method."""
        if self.step_method is StepMethod.CIRCLE:
            counted = "Δu'v'/0.0011 (CIE TN 001)"
        else:
            name = nearest_ellipse(self.nominal_cct_k).name if self.centre == "ANSI" else self.centre
            counted = f"ellipse {name} (IEC 60081)"
        return f"{QUADRANGLE_EDITION}; centre {self.centre}; {counted}"


@dataclass(frozen=True, slots=True)
class LightLimits:
    """Limits of the factory's stability test, in percent of the rated value unless named otherwise.

    Defaults: IEC 62612 (flux), IES LM-79 (stability), house rule (S2, S3, S6), (EU) 2019/2020 (flicker). They are
    defaults to be agreed with the customer, and not checked against the printed standards.
    """

    flux_each_least_percent: Decimal = Decimal(90)
    flux_mean_least_percent: Decimal = Decimal("92.5")
    flux_most_percent: Decimal = Decimal(120)
    stable_within_percent: Decimal = Decimal("0.5")
    stable_readings: int = 3
    stable_spacing_min: Decimal = Decimal(15)
    stable_by_min: Decimal = Decimal(120)
    drift_percent: Decimal = Decimal(2)
    drift_uv: float = 0.0010
    drift_cct_percent: Decimal = Decimal(1)
    power_most_percent: Decimal = Decimal(110)
    pst_lm_most: Decimal = Decimal("1.0")
    svm_most: Decimal = Decimal("0.4")
    drift_from_min: Decimal = Decimal(30)
    drift_to_min: Decimal = Decimal(60)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the results table: code, measured value, limit, unit and verdict."""

    code: str
    label: str
    measured: Decimal | None
    limit: str
    unit: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Flicker:
    """Flicker of one lamp at full load: PstLM (IEC TR 61547-1) and SVM (IEC TR 63158)."""

    pst_lm: Decimal
    svm: Decimal


@dataclass(frozen=True, slots=True)
class UnitJudgement:
    """The verdict on one lamp with every check; `stable_at_min` is None while it is not stable."""

    unit: str
    verdict: Verdict
    checks: tuple[Check, ...]
    stable_at_min: Decimal | None
    judged: LampReading
    sdcm: Decimal
    duv: Decimal

    @property
    def failed(self) -> tuple[str, ...]:
        """Return the codes of the failed checks."""
        return tuple(check.code for check in self.checks if check.verdict is Verdict.FAILED)


@dataclass(frozen=True, slots=True)
class SampleJudgement:
    """The verdict on the whole sample: every lamp, the mean flux (S1) and the colour spread (S5)."""

    verdict: Verdict
    units: tuple[UnitJudgement, ...]
    checks: tuple[Check, ...]
    method: str

    @property
    def failed_units(self) -> tuple[str, ...]:
        """Return the lamps that failed a check of their own or lie outside the batch's colour."""
        return tuple(unit.unit for unit in self.units if unit.verdict is Verdict.FAILED)


class NoReadings(Refusal):
    """There is nothing to judge."""

    message = N_("There are no readings to judge.")


def variation_percent(values: Sequence[Decimal]) -> Decimal:
    """Return (max - min) / min in percent, the stability measure of IES LM-79."""
    return (max(values) - min(values)) / min(values) * 100


def stable_at(readings: Sequence[LampReading], limits: LightLimits) -> Decimal | None:
    """Return the minute of the first reading at which light and power are stable, or None.

    Stable: (max - min) / min below 0.5 % over three readings at least 15 minutes apart (IES LM-79).
    """
    series = sorted(readings, key=lambda reading: reading.minute)
    for last in range(len(series)):
        window = [series[last]]
        for earlier in reversed(series[:last]):
            if window[-1].minute - earlier.minute >= limits.stable_spacing_min:
                window.append(earlier)
            if len(window) == limits.stable_readings:
                break
        if len(window) < limits.stable_readings:
            continue
        if all(
            variation_percent(values) < limits.stable_within_percent
            for values in ([r.flux_lm for r in window], [r.power_w for r in window])
        ):
            return series[last].minute
    return None


def _rounded(value: float | Decimal, places: str = "0.01") -> Decimal:
    return Decimal(str(value)).quantize(Decimal(places), ROUND_HALF_UP)


def _decided(ok: bool) -> Verdict:
    return Verdict.PASSED if ok else Verdict.FAILED


def judge_reading(
    reading: LampReading, agreed: AgreedLight, limits: LightLimits | None = None
) -> tuple[Check, ...]:
    """Judge the levels of one reading: flux (S1), colour (S4), power and power factor (S6), CRI.

    Raises ReadingImplausible, NominalUnknown, CentreUnknown.
    """
    limits = limits or LightLimits()
    check_reading(reading)
    flux_percent = reading.flux_lm / agreed.rated_flux_lm * 100
    power_percent = reading.power_w / agreed.rated_power_w * 100
    x, y = reading.xy
    steps = agreed.steps(x, y)
    inside = inside_quadrangle(x, y, agreed.nominal_cct_k)
    checks = [
        Check(
            "S1",
            N_("Luminous flux"),
            _rounded(flux_percent, "0.1"),
            f"{limits.flux_each_least_percent}-{limits.flux_most_percent}",
            "%",
            _decided(limits.flux_each_least_percent <= flux_percent <= limits.flux_most_percent),
        ),
        Check(
            "S4-box",
            N_("Colour inside the quadrangle"),
            _rounded(reading.colour_temperature_k, "1"),
            f"{agreed.nominal_cct_k} K {QUADRANGLE_EDITION}",
            "K",
            _decided(inside),
        ),
        Check(
            "S4",
            N_("Colour steps from the agreed centre"),
            _rounded(steps),
            f"≤ {agreed.sdcm_steps}",
            "SDCM",
            _decided(Decimal(str(steps)) <= agreed.sdcm_steps),
        ),
        Check(
            "S6",
            N_("Power"),
            _rounded(power_percent, "0.1"),
            f"≤ {limits.power_most_percent}",
            "%",
            _decided(power_percent <= limits.power_most_percent),
        ),
    ]
    for code, label, value, least in (
        ("S6-pf", N_("Power factor"), reading.power_factor, agreed.power_factor_min),
        ("CRI", N_("Colour rendering index"), reading.cri, agreed.cri_min),
    ):
        if least is not None:
            verdict = Verdict.OPEN if value is None else _decided(value >= least)
            checks.append(Check(code, label, value, f"≥ {least}", "", verdict))
    return tuple(checks)


def _at(readings: Sequence[LampReading], minute: Decimal) -> LampReading | None:
    near = [r for r in readings if abs(r.minute - minute) <= 1]
    return min(near, key=lambda r: abs(r.minute - minute)) if near else None


def _overall(checks: Sequence[Check]) -> Verdict:
    verdicts = {check.verdict for check in checks}
    if Verdict.FAILED in verdicts:
        return Verdict.FAILED
    return Verdict.OPEN if Verdict.OPEN in verdicts else Verdict.PASSED


def judge_unit(
    unit: str,
    readings: Sequence[LampReading],
    agreed: AgreedLight,
    limits: LightLimits | None = None,
    flicker: Flicker | None = None,
) -> UnitJudgement:
    """Judge one lamp by its series of readings: stable point, drift of light and colour (S2, S3), levels.

    Levels are judged at the stable point; while there is none, at the last reading, and the verdict stays
    open until `stable_by_min`, after which the lamp has failed as "not stable".
    Raises NoReadings, ReadingImplausible, NominalUnknown, CentreUnknown.
    """
    limits = limits or LightLimits()
    if not readings:
        raise NoReadings()
    series = sorted(readings, key=lambda reading: reading.minute)
    for reading in series:
        check_reading(reading)
    stable_min = stable_at(series, limits)
    judged = next((r for r in series if r.minute == stable_min), series[-1])
    if stable_min is not None and stable_min <= limits.stable_by_min:
        stable_verdict = Verdict.PASSED
    elif stable_min is not None or series[-1].minute >= limits.stable_by_min:
        stable_verdict = Verdict.FAILED
    else:
        stable_verdict = Verdict.OPEN
    checks = [
        Check(
            "S0",
            N_("Stable point"),
            stable_min,
            f"< {limits.stable_within_percent} % / {limits.stable_by_min} min",
            "min",
            stable_verdict,
        )
    ]
    start, end = _at(series, limits.drift_from_min), _at(series, limits.drift_to_min)
    drifts: list[tuple[str, str, Decimal | None, str, str, Verdict]] = []
    if start is None or end is None:
        drifts.append(("S2", N_("Brightness drift"), None, f"≤ {limits.drift_percent}", "%", Verdict.OPEN))
        drifts.append(("S3", N_("Colour drift"), None, f"≤ {limits.drift_uv:.4f}", "Δu'v'", Verdict.OPEN))
    else:
        flux_drift = abs(end.flux_lm - start.flux_lm) / start.flux_lm * 100
        colour_drift = delta_uv(start.xy, end.xy)
        kelvin = start.colour_temperature_k
        kelvin_drift = abs(end.colour_temperature_k - kelvin) / kelvin * 100
        drifts = [
            (
                "S2",
                N_("Brightness drift"),
                _rounded(flux_drift),
                f"≤ {limits.drift_percent}",
                "%",
                _decided(flux_drift <= limits.drift_percent),
            ),
            (
                "S3",
                N_("Colour drift"),
                _rounded(colour_drift, "0.0001"),
                f"≤ {limits.drift_uv:.4f}",
                "Δu'v'",
                # One more digit than the limit has: a float must not fail a lamp that lies on the limit.
                _decided(round(colour_drift, 6) <= limits.drift_uv),
            ),
            (
                "S3-cct",
                N_("Drift of colour temperature"),
                _rounded(kelvin_drift),
                f"≤ {limits.drift_cct_percent}",
                "%",
                _decided(kelvin_drift <= limits.drift_cct_percent),
            ),
        ]
    checks += [Check(*drift) for drift in drifts]
    checks += judge_reading(judged, agreed, limits)
    if flicker is not None:
        checks.append(
            Check(
                "S7-pst",
                N_("Flicker PstLM"),
                flicker.pst_lm,
                f"≤ {limits.pst_lm_most}",
                "",
                _decided(flicker.pst_lm <= limits.pst_lm_most),
            )
        )
        checks.append(
            Check(
                "S7-svm",
                N_("Stroboscopic effect SVM"),
                flicker.svm,
                f"≤ {limits.svm_most}",
                "",
                _decided(flicker.svm <= limits.svm_most),
            )
        )
    x, y = judged.xy
    return UnitJudgement(
        unit,
        _overall(checks),
        tuple(checks),
        stable_min,
        judged,
        _rounded(agreed.steps(x, y)),
        _rounded(duv_ohno(x, y), "0.0001"),
    )


def judge_sample(
    series_by_unit: Sequence[tuple[str, Sequence[LampReading]]],
    agreed: AgreedLight,
    limits: LightLimits | None = None,
    flicker_by_unit: dict[str, Flicker] | None = None,
) -> SampleJudgement:
    """Judge the sample of a batch: each lamp, mean flux (S1 mean), colour uniformity (S5), flicker (S7).

    A lamp farther than the agreed steps from the sample's mean colour fails S5, because two lamps side by
    side would differ visibly. Raises NoReadings, ReadingImplausible, NominalUnknown, CentreUnknown.
    """
    limits = limits or LightLimits()
    flickers = flicker_by_unit or {}
    if not series_by_unit:
        raise NoReadings()
    units = [judge_unit(unit, rs, agreed, limits, flickers.get(unit)) for unit, rs in series_by_unit]
    mean_flux = sum((u.judged.flux_lm for u in units), Decimal(0)) / len(units)
    mean_percent = mean_flux / agreed.rated_flux_lm * 100
    checks = [
        Check(
            "S1-mean",
            N_("Mean luminous flux"),
            _rounded(mean_percent, "0.1"),
            f"≥ {limits.flux_mean_least_percent}",
            "%",
            _decided(mean_percent >= limits.flux_mean_least_percent),
        )
    ]
    middle = (
        sum(u.judged.xy[0] for u in units) / len(units),
        sum(u.judged.xy[1] for u in units) / len(units),
    )
    shape = nearest_ellipse(agreed.nominal_cct_k) if agreed.centre == "ANSI" else ellipse(agreed.centre)
    worst = 0.0
    judged = []
    for unit in units:
        x, y = unit.judged.xy
        circle = agreed.step_method is StepMethod.CIRCLE
        steps = sdcm_circle(x, y, middle) if circle else shape.steps(x, y, middle)
        worst = max(worst, steps)
        uniform = Check(
            "S5",
            N_("Colour steps from the sample's mean"),
            _rounded(steps),
            f"≤ {agreed.sdcm_steps}",
            "SDCM",
            _decided(Decimal(str(steps)) <= agreed.sdcm_steps),
        )
        own = (*unit.checks, uniform)
        judged.append(
            UnitJudgement(unit.unit, _overall(own), own, unit.stable_at_min, unit.judged, unit.sdcm, unit.duv)
        )
    checks.append(
        Check(
            "S5",
            N_("Colour steps from the sample's mean"),
            _rounded(worst),
            f"≤ {agreed.sdcm_steps}",
            "SDCM",
            _decided(Decimal(str(worst)) <= agreed.sdcm_steps),
        )
    )
    if agreed.flicker_required and not flickers:
        checks.append(Check("S7-pst", N_("Flicker PstLM"), None, f"≤ {limits.pst_lm_most}", "", Verdict.OPEN))
    verdicts = {_overall(checks)} | {unit.verdict for unit in judged}
    overall = next((v for v in (Verdict.FAILED, Verdict.OPEN) if v in verdicts), Verdict.PASSED)
    return SampleJudgement(overall, tuple(judged), tuple(checks), agreed.method)


# ------------------------------------------------------------------ EU label and ecodesign


@dataclass(frozen=True, slots=True)
class EnergyLabel:
    """Total mains efficacy in lm/W (two decimals for print) and the class A to G that follows from it."""

    efficacy_lm_per_w: Decimal
    energy_class: str


_LABEL_FACTOR = {
    (False, True): Decimal("1.000"),
    (False, False): Decimal("0.926"),
    (True, True): Decimal("1.176"),
    (True, False): Decimal("1.089"),
}
_CLASS_FLOORS = (("A", 210), ("B", 185), ("C", 160), ("D", 135), ("E", 110), ("F", 85))


class PowerNotPositive(Refusal):
    """A lamp without power has no class."""

    message = N_("Power must be above zero, not {power_w} W.")


def energy_class(useful_flux_lm: Decimal, power_w: Decimal, *, directional: bool, mains: bool) -> EnergyLabel:
    """Return the EU energy class from useful flux (directional lamps: flux in the cone) and on-mode power.

    Source: Regulation (EU) 2019/2015 Annex II, Tables 1 and 2. Raises PowerNotPositive.
    """
    if power_w <= 0:
        raise PowerNotPositive(power_w=power_w)
    efficacy = useful_flux_lm / power_w * _LABEL_FACTOR[directional, mains]
    letter = next((letter for letter, floor in _CLASS_FLOORS if efficacy >= floor), "G")
    return EnergyLabel(_rounded(efficacy), letter)


_CAP_C = {
    (False, True): Decimal("1.08"),
    (False, False): Decimal("1.00"),
    (True, True): Decimal("1.23"),
    (True, False): Decimal("1.15"),
}


def ecodesign_power_cap_w(
    useful_flux_lm: Decimal, cri: Decimal, *, directional: bool, mains: bool, connected: bool = False
) -> Decimal:
    """Return the greatest permitted on-mode power in W, to three decimals.

    Pmax = C (L + Φuse / (F η)) R with η = 120 lm/W, L = 1.5 W (2.0 W connected), F = 1.00 or 0.85
    directional, R = (CRI + 80) / 160 to two decimals. Source: Regulation (EU) 2019/2020 Annex II 1(a); the factors C
    (1.08, 1.00, 1.23, 1.15) are to be compared with the regulation before a declaration relies on them.
    """
    end_loss = Decimal("2.0") if connected else Decimal("1.5")
    useful = Decimal("0.85") if directional else Decimal("1.00")
    rendering = _rounded((cri + 80) / 160)
    cap = _CAP_C[directional, mains] * (end_loss + useful_flux_lm / (useful * 120)) * rendering
    return _rounded(cap, "0.001")


def lumen_maintenance_percent(l70_h: int) -> Decimal:
    """Return the least lumen maintenance in percent after the 3000 h test for a declared L70 life in h.

    X = 100 e^(3000 ln 0.7 / L70), at most 96.0. Source: Regulation (EU) 2019/2020 Annex II, Table 4.
    """
    share = 100 * math.exp(3000 * math.log(0.7) / l70_h)
    return _rounded(min(share, 96.0))
