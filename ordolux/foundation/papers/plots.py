"""Plots of papers as SVG text: light distribution, chromaticity, a curve over time.

They are good in black and white (shape and dash tell more than colour), and use no font but the papers' own.
"""

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Point = tuple[float, float]

INK = "#16202E"
MUTED = "#556070"
HAIR = "#C3CAD4"
BRAND = "#1F5EDC"
WARN = "#94590A"
DASHES = ("", "5 3", "2 2", "7 2 2 2")
COLOURS = (BRAND, INK, WARN, MUTED)
FONT = "font-family='Noto Sans, Noto Sans SC'"


def _n(value: float) -> str:
    """Write a coordinate with two decimals and no ballast, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(at: Point, words: str, *, size: float = 8, anchor: str = "middle", fill: str = MUTED) -> str:
    return (
        f"<text x='{_n(at[0])}' y='{_n(at[1])}' font-size='{_n(size)}' text-anchor='{anchor}' "
        f"fill='{fill}' {FONT}>"
        f"{escape(words)}</text>"
    )


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_n(width)}' height='{_n(height)}' "
        f"viewBox='0 0 {_n(width)} {_n(height)}'>{''.join(parts)}</svg>"
    )


def _path(points: Sequence[Point], *, closed: bool = False) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("Z" if closed else "")


def nice_step(span: float, parts: int) -> float:
    """Return a step of 1, 2, 2.5 or 5 times a power of ten that divides the span into at most so many
    parts.
    """
    if span <= 0:
        return 1.0
    raw = span / parts
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw - 1e-12)


def _tick(value: float, step: float) -> str:
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if step * 10**decimals % 1 > 1e-6:
        decimals += 1
    return f"{value:,.{decimals}f}"


def polar_svg(planes: Mapping[str, Sequence[Point]], *, unit: str = "cd/klm") -> str:
    """Draw the light distribution: per C-plane pairs of gamma (degrees from straight down, −180…180) and
    intensity.

    A plane with angles from 0 only is drawn on both sides.
    """
    peak = max((value for plane in planes.values() for _, value in plane), default=0.0)
    if peak <= 0:
        raise ValueError("a light distribution has at least one intensity above zero")
    step = nice_step(peak, 4)
    rings = math.ceil(peak / step - 1e-9)
    upward = any(
        abs(angle) > 95 and value > peak / 100 for plane in planes.values() for angle, value in plane
    )
    width, radius = 250.0, 100.0
    centre = (width / 2, 118.0 if upward else 18.0)
    scale = radius / (rings * step)
    spokes = range(-180, 181, 30) if upward else range(-90, 91, 30)

    def at(angle: float, value: float) -> Point:
        turned = math.radians(angle)
        return centre[0] + math.sin(turned) * value * scale, centre[1] + math.cos(turned) * value * scale

    parts = []
    for ring in range(1, rings + 1):
        arc = [
            at(angle, ring * step) for angle in range(-180 if upward else -90, (180 if upward else 90) + 1, 3)
        ]
        parts.append(f"<path d='{_path(arc)}' fill='none' stroke='{HAIR}' stroke-width='0.6'/>")
        beside = at(52, ring * step)
        parts.append(_text((beside[0], beside[1] + 3), _tick(ring * step, step), size=7))
    for angle in spokes:
        end = at(angle, rings * step)
        parts.append(f"<path d='{_path([centre, end])}' stroke='{HAIR}' stroke-width='0.6'/>")
        if angle != -180:
            outside = at(angle, rings * step + 11 / scale)
            parts.append(_text((outside[0], outside[1] + 3), f"{abs(angle)}°", size=7))
    for index, plane in enumerate(planes.values()):
        points = sorted(plane)
        if points[0][0] >= 0:
            points = [(-angle, value) for angle, value in reversed(points) if angle > 0] + points
        curve = [at(angle, value) for angle, value in points]
        look = f"stroke='{COLOURS[index % 4]}' stroke-dasharray='{DASHES[index % 4]}'"
        parts.append(
            f"<path d='{_path(curve)}' fill='none' {look} stroke-width='1.6' stroke-linejoin='round'/>"
        )
    bottom = centre[1] + radius + 30
    left = 14.0
    for index, name in enumerate(planes):
        look = f"stroke='{COLOURS[index % 4]}' stroke-dasharray='{DASHES[index % 4]}'"
        parts.append(
            f"<path d='{_path([(left, bottom - 3), (left + 18, bottom - 3)])}' {look} stroke-width='1.6'/>"
        )
        parts.append(_text((left + 22, bottom), name, anchor="start", fill=INK))
        left += 34 + 5.2 * len(name)
    parts.append(_text((width - 8, bottom), unit, anchor="end"))
    return _svg(width, bottom + 8, parts)


def chromaticity_svg(
    *,
    box: Sequence[Point],
    points: Sequence[Point],
    target: Point | None = None,
    steps: Mapping[int, Sequence[Point]] | None = None,
    locus: Sequence[Point] = (),
) -> str:
    """Draw a part of the CIE 1931 diagram: the agreed box (ANSI C78.377), the measured lamps, steps and the
        locus.

    `steps` are closed curves by their number of steps (SDCM), `locus` a part of the black-body curve. A lamp
    inside the box is a dot; one outside is a cross, so that it is seen without colour.
    """
    shown = [
        *box,
        *points,
        *([target] if target else []),
        *(p for curve in (steps or {}).values() for p in curve),
    ]
    if len(box) < 3:
        raise ValueError("a chromaticity box has at least three corners")
    low_x, high_x = min(p[0] for p in shown), max(p[0] for p in shown)
    low_y, high_y = min(p[1] for p in shown), max(p[1] for p in shown)
    margin = max(high_x - low_x, high_y - low_y) * 0.08
    low_x, high_x, low_y, high_y = low_x - margin, high_x + margin, low_y - margin, high_y + margin
    left, top, side_x, side_y = 36.0, 8.0, 204.0, 150.0
    scale = min(side_x / (high_x - low_x), side_y / (high_y - low_y))
    # One scale for x and y, so that shapes are true; the spare room goes to both sides.
    spare_x, spare_y = side_x / scale - (high_x - low_x), side_y / scale - (high_y - low_y)
    low_x, high_x, low_y, high_y = (
        low_x - spare_x / 2,
        high_x + spare_x / 2,
        low_y - spare_y / 2,
        high_y + spare_y / 2,
    )

    def at(point: Point) -> Point:
        return left + (point[0] - low_x) * scale, top + (high_y - point[1]) * scale

    step = max(nice_step(high_x - low_x, 5), 0.001)
    parts = [
        (
            f"<clipPath id='frame'><rect x='{_n(left)}' y='{_n(top)}' width='{_n(side_x)}' "
            f"height='{_n(side_y)}'/></clipPath>"
        )
    ]
    for index in range(math.ceil(low_x / step), math.floor(high_x / step) + 1):
        x = at((index * step, low_y))[0]
        parts.append(f"<path d='{_path([(x, top), (x, top + side_y)])}' stroke='{HAIR}' stroke-width='0.5'/>")
        parts.append(_text((x, top + side_y + 10), _tick(index * step, step), size=7))
    for index in range(math.ceil(low_y / step), math.floor(high_y / step) + 1):
        y = at((low_x, index * step))[1]
        parts.append(
            f"<path d='{_path([(left, y), (left + side_x, y)])}' stroke='{HAIR}' stroke-width='0.5'/>"
        )
        parts.append(_text((left - 4, y + 2.5), _tick(index * step, step), size=7, anchor="end"))
    parts.append(_text((left + side_x, top + side_y + 20), "x", anchor="end"))
    parts.append(_text((8, top + 6), "y"))
    parts.append("<g clip-path='url(#frame)'>")
    if locus:
        drawn = _path([at(p) for p in locus])
        parts.append(
            f"<path d='{drawn}' fill='none' stroke='{MUTED}' stroke-width='0.9' stroke-dasharray='6 3'/>"
        )
    parts.append(
        f"<path d='{_path([at(p) for p in box], closed=True)}' fill='none' stroke='{INK}' "
        "stroke-width='1.2'/>"
    )
    for number, curve in sorted((steps or {}).items()):
        drawn = _path([at(p) for p in curve], closed=True)
        parts.append(f"<path d='{drawn}' fill='none' stroke='{BRAND}' stroke-width='0.9'/>")
        highest = min((at(p) for p in curve), key=lambda p: p[1])
        parts.append(_text((highest[0], highest[1] - 2), str(number), size=7, fill=BRAND))
    for point in points:
        x, y = at(point)
        if _inside(point, box):
            parts.append(f"<circle cx='{_n(x)}' cy='{_n(y)}' r='1.5' fill='{INK}' fill-opacity='0.75'/>")
        else:
            cross = _path([(x - 3, y - 3), (x + 3, y + 3)]) + _path([(x - 3, y + 3), (x + 3, y - 3)])
            parts.append(f"<path d='{cross}' stroke='#B42318' stroke-width='1.6'/>")
    if target:
        x, y = at(target)
        plus = f"M{_n(x - 5)} {_n(y)}L{_n(x + 5)} {_n(y)}M{_n(x)} {_n(y - 5)}L{_n(x)} {_n(y + 5)}"
        parts.append(f"<path d='{plus}' stroke='{BRAND}' stroke-width='1.2'/>")
    parts.append("</g>")
    parts.append(
        f"<rect x='{_n(left)}' y='{_n(top)}' width='{_n(side_x)}' height='{_n(side_y)}' "
        f"fill='none' stroke='{MUTED}' "
        "stroke-width='0.7'/>"
    )
    return _svg(left + side_x + 10, top + side_y + 26, parts)


def _inside(point: Point, corners: Sequence[Point]) -> bool:
    """Tell whether a point lies in a polygon, by the number of edges that a ray to the right crosses."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def curve_svg(
    points: Sequence[Point],
    *,
    x_label: str,
    y_label: str,
    lower: float | None = None,
    upper: float | None = None,
) -> str:
    """Draw one quantity over another (flux over hours, colour temperature over minutes) with its limits,
    dashed.
    """
    if len(points) < 2:
        raise ValueError("a curve has at least two points")
    values = [y for _, y in points] + [limit for limit in (lower, upper) if limit is not None]
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    span = max(values) - min(values) or abs(max(values)) * 0.1 or 1.0
    low_y, high_y = min(values) - span * 0.12, max(values) + span * 0.12
    left, top, wide, high = 40.0, 16.0, 230.0, 110.0

    def at(point: Point) -> Point:
        return (
            left + (point[0] - low_x) / (high_x - low_x) * wide,
            top + (high_y - point[1]) / (high_y - low_y) * high,
        )

    parts = []
    step_y = nice_step(high_y - low_y, 5)
    for index in range(math.ceil(low_y / step_y), math.floor(high_y / step_y) + 1):
        y = at((low_x, index * step_y))[1]
        parts.append(f"<path d='{_path([(left, y), (left + wide, y)])}' stroke='{HAIR}' stroke-width='0.5'/>")
        parts.append(_text((left - 5, y + 2.5), _tick(index * step_y, step_y), size=7, anchor="end"))
    step_x = nice_step(high_x - low_x, 6)
    for index in range(math.ceil(low_x / step_x - 1e-9), math.floor(high_x / step_x + 1e-9) + 1):
        x = at((index * step_x, low_y))[0]
        parts.append(_text((x, top + high + 11), _tick(index * step_x, step_x), size=7))
    for limit in (lower, upper):
        if limit is not None:
            y = at((low_x, limit))[1]
            ends = _path([(left, y), (left + wide, y)])
            parts.append(f"<path d='{ends}' stroke='{WARN}' stroke-width='1' stroke-dasharray='5 3'/>")
    drawn = _path([at(p) for p in points])
    parts.append(
        f"<path d='{drawn}' fill='none' stroke='{BRAND}' stroke-width='1.5' stroke-linejoin='round'/>"
    )
    parts.append(_text((left, top - 6), y_label, anchor="start"))
    parts.append(_text((left + wide, top + high + 23), x_label, anchor="end"))
    return _svg(left + wide + 10, top + high + 30, parts)
