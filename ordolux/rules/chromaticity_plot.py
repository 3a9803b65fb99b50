"""A chromaticity diagram as SVG: the part of CIE 1931 xy around the agreed colour, with the sample in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from ordolux.rules.light import (
    Ellipse,
    Point,
    Verdict,
    ellipse,
    nearest_ellipse,
    planckian_xy,
    quadrangle,
    uv_prime,
)

WIDTH, HEIGHT = 640, 480
_LEFT, _TOP, _RIGHT, _BOTTOM = 64, 16, 16, 52


@dataclass(frozen=True, slots=True)
class SamplePoint:
    """One measured lamp: its label, chromaticity (x, y) and verdict, which chooses the shape of the mark."""

    label: str
    x: float
    y: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PlotWords:
    """The words of the diagram, already translated."""

    title: str = "Chromaticity of the sample"
    locus: str = "Planckian locus"
    steps: str = "steps"


PRINT_PALETTE = {
    "grid": "stroke:#d9d9d9;stroke-width:0.8;fill:none",
    "axis": "stroke:#333333;stroke-width:1;fill:none",
    "locus": "stroke:#333333;stroke-width:1.4;fill:none;stroke-dasharray:6 3",
    "box": "stroke:#0b5cad;stroke-width:1.6;fill:none",
    "ellipse": "stroke:#7a7a7a;stroke-width:1;fill:none",
    "passed": "fill:#1b7f3b;stroke:#ffffff;stroke-width:0.8",
    "failed": "fill:none;stroke:#b3261e;stroke-width:2.2",
    "open": "fill:#ffffff;stroke:#8a6100;stroke-width:1.6",
    "text": "fill:#222222;stroke:none;font-family:Noto Sans,sans-serif;font-size:12px",
}


def chromaticity_svg(
    points: Sequence[SamplePoint],
    nominal_cct_k: int,
    *,
    steps: Sequence[int] = (3, 5, 7),
    centre: str = "ANSI",
    for_print: bool = True,
    words: PlotWords | None = None,
    space: str = "xy",
) -> str:
    """Return a standalone SVG of the sample in CIE 1931 xy, or with `space` "uv" in CIE 1976 u′v′.

    Shows the Planckian locus, the quadrangle of the nominal CCT, ellipses of so many steps about the agreed
    centre, and every lamp: passed a filled disc, failed a cross, open a ring. The window grows to hold every
    point. With `for_print` colours are fixed attributes (PDF); otherwise every element has only a class
    `ox-plot-…`, so that a page under a strict content policy styles it. Raises NominalUnknown, CentreUnknown.
    """
    words = words or PlotWords()
    box = quadrangle(nominal_cct_k)
    shape = nearest_ellipse(nominal_cct_k) if centre == "ANSI" else ellipse(centre)
    middle = box.centre if centre == "ANSI" else shape.centre
    outlines = [(count, shape.outline(count, middle)) for count in steps]
    shown = _as_shown(space)
    window = _window(
        [
            shown(*p)
            for p in [*box.corners, *(p for _, line in outlines for p in line), *((p.x, p.y) for p in points)]
        ]
    )
    draw = _Drawing(window, for_print, space)
    draw.axes()
    draw.locus(words.locus)
    for count, outline in outlines:
        draw.shape("ellipse", outline, f"{count} {words.steps}")
        draw.text(max(outline, key=lambda p: p[1]), f"{count}", -4)
    draw.shape("box", box.corners, f"{nominal_cct_k} K {box.edition}")
    for point in points:
        draw.mark(point)
    description = f"{words.title}: {nominal_cct_k} K, {box.edition}, {_named(shape, centre)}"
    return draw.finished(words.title, description)


def _as_shown(space: str) -> Callable[[float, float], Point]:
    return uv_prime if space == "uv" else lambda x, y: (x, y)


def _named(shape: Ellipse, centre: str) -> str:
    return f"{shape.name} (IEC 60081)" if centre != "ANSI" else f"{shape.name} (IEC 60081), ANSI C78.377"


def _window(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    margin_x = max(0.004, (max(xs) - min(xs)) * 0.08)
    margin_y = max(0.004, (max(ys) - min(ys)) * 0.08)
    return min(xs) - margin_x, max(xs) + margin_x, min(ys) - margin_y, max(ys) + margin_y


class _Drawing:
    def __init__(self, window: tuple[float, float, float, float], for_print: bool, space: str = "xy") -> None:
        self.x0, self.x1, self.y0, self.y1 = window
        self.names = ("u′", "v′") if space == "uv" else ("x", "y")
        self.shown = _as_shown(space)
        self.for_print = for_print
        self.parts: list[str] = []

    def look(self, kind: str) -> str:
        if not self.for_print:
            return f'class="ox-plot-{kind}"'
        pairs = (rule.split(":", 1) for rule in PRINT_PALETTE[kind].split(";"))
        return " ".join(f'{name}="{value}"' for name, value in pairs)

    def at(self, x: float, y: float) -> Point:
        """Where a chromaticity (CIE 1931) lies in the picture."""
        return self.placed(*self.shown(x, y))

    def placed(self, x: float, y: float) -> Point:
        """Where a point of the scale that is shown lies in the picture."""
        across = _LEFT + (x - self.x0) / (self.x1 - self.x0) * (WIDTH - _LEFT - _RIGHT)
        down = HEIGHT - _BOTTOM - (y - self.y0) / (self.y1 - self.y0) * (HEIGHT - _TOP - _BOTTOM)
        return round(across, 2), round(down, 2)

    def axes(self) -> None:
        for low, high, is_x in ((self.x0, self.x1, True), (self.y0, self.y1, False)):
            spacing = next((s for s in (0.002, 0.005, 0.01, 0.02, 0.05) if (high - low) / s <= 9), 0.1)
            tick = -(-low // spacing) * spacing
            while tick <= high:
                ends = ((tick, self.y0), (tick, self.y1)) if is_x else ((self.x0, tick), (self.x1, tick))
                (ax, ay), (bx, by) = self.placed(*ends[0]), self.placed(*ends[1])
                self.parts.append(f'<line x1="{ax}" y1="{ay}" x2="{bx}" y2="{by}" {self.look("grid")}/>')
                tx, ty, anchor = (ax, ay + 18, "middle") if is_x else (ax - 8, ay + 4, "end")
                self.label(tx, ty, f"{tick:.3f}", anchor)
                tick += spacing
        (ax, ay), (bx, by) = self.placed(self.x0, self.y1), self.placed(self.x1, self.y0)
        self.parts.append(
            f'<rect x="{ax}" y="{ay}" width="{bx - ax:.2f}" height="{by - ay:.2f}" {self.look("axis")}/>'
        )
        self.label((ax + bx) / 2, HEIGHT - 10, self.names[0], "middle")
        self.label(14, (ay + by) / 2, self.names[1], "middle")

    def label(self, x: float, y: float, text: str, anchor: str) -> None:
        self.parts.append(
            f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" {self.look("text")}>{escape(text)}</text>'
        )

    def text(self, point: Point, text: str, rise: float) -> None:
        x, y = self.at(*point)
        self.label(x, y + rise, text, "middle")

    def locus(self, title: str) -> None:
        on_locus = [planckian_xy(1e6 / mired) for mired in range(70, 700, 2)]
        seen = [
            p
            for p in on_locus
            for x, y in [self.shown(*p)]
            if self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1
        ]
        if len(seen) > 1:
            path = " ".join(f"{x},{y}" for x, y in (self.at(*p) for p in seen))
            self.parts.append(
                f'<polyline points="{path}" {self.look("locus")}><title>{escape(title)}</title></polyline>'
            )

    def shape(self, kind: str, corners: Sequence[Point], title: str) -> None:
        path = " ".join(f"{x},{y}" for x, y in (self.at(*p) for p in corners))
        self.parts.append(
            f'<polygon points="{path}" {self.look(kind)}><title>{escape(title)}</title></polygon>'
        )

    def mark(self, point: SamplePoint) -> None:
        x, y = self.at(point.x, point.y)
        title = f"<title>{escape(point.label)}: x {point.x:.4f}, y {point.y:.4f}</title>"
        if point.verdict is Verdict.FAILED:
            cross = f"M{x - 5:.2f},{y - 5:.2f}L{x + 5:.2f},{y + 5:.2f}M{x - 5:.2f},{y + 5:.2f}L{x + 5:.2f},{y - 5:.2f}"
            self.parts.append(f'<path d="{cross}" {self.look("failed")}>{title}</path>')
            return
        kind = "passed" if point.verdict is Verdict.PASSED else "open"
        self.parts.append(f'<circle cx="{x}" cy="{y}" r="4.5" {self.look(kind)}>{title}</circle>')

    def finished(self, title: str, description: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(self.parts)}</svg>"
        )
