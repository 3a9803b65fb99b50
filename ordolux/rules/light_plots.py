"""The flux of a sample against its limits as SVG: one mark for each lamp, shapes and not only colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ordolux.rules.chromaticity_plot import PRINT_PALETTE

WIDTH, HEIGHT = 640, 260
_LETTERS = 15  # height of a line of words
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 72, 20, 40


@dataclass(frozen=True, slots=True)
class FluxPoint:
    """One measured lamp: its label, its flux in lm, and whether that is within the limits."""

    label: str
    flux_lm: float
    is_in: bool


@dataclass(frozen=True, slots=True)
class FluxWords:
    """The words of the diagram, already translated."""

    title: str = "Luminous flux of the sample"
    rated: str = "rated"
    mean: str = "mean"
    least: str = "least"
    most: str = "most"


def flux_svg(
    points: Sequence[FluxPoint],
    *,
    least: float,
    most: float,
    rated: float,
    mean_least: float,
    for_print: bool = True,
    words: FluxWords | None = None,
) -> str:
    """Return a standalone SVG of the flux of each lamp, in the order of the sample, between its limits.

    Lines show the rated value, the limits for each lamp and the mean of the sample; a lamp within the limits is a disc,
    one outside a cross. `mean_least` is told in the description. With `for_print` colours are fixed attributes.
    """
    words = words or FluxWords()

    def look(kind: str) -> str:
        if not for_print:
            return f'class="ox-plot-{kind}"'
        pairs = (rule.split(":", 1) for rule in PRINT_PALETTE[kind].split(";"))
        return " ".join(f'{name}="{value}"' for name, value in pairs)

    values = [point.flux_lm for point in points]
    mean = sum(values) / len(values) if values else rated
    low, high = min([least, *values]), max([most, *values])
    margin = (high - low) * 0.06 or 1.0
    low, high = low - margin, high + margin

    def y_of(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (value - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 2)

    right = WIDTH - _RIGHT
    parts = [
        f'<rect x="{_LEFT}" y="{_TOP}" width="{right - _LEFT}" height="{HEIGHT - _TOP - _BOTTOM}" {look("axis")}/>'
    ]
    lines = sorted([
        (y_of(most), most, words.most, "box"), (y_of(rated), rated, words.rated, "grid"),
        (y_of(mean), mean, words.mean, "locus"), (y_of(least), least, words.least, "box"),
    ])  # fmt: skip
    for (y, value, word, kind), beside in zip(lines, _apart([line[0] for line in lines]), strict=True):
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{right}" y2="{y}" {look(kind)}/>')
        parts.append(
            f'<text x="{_LEFT - 8}" y="{beside + 4}" text-anchor="end" {look("text")}>{value:.0f}</text>'
        )
        parts.append(f'<text x="{right + 6}" y="{beside + 4}" {look("text")}>{escape(word)}</text>')
    step = (right - _LEFT) / max(1, len(points))
    for place, point in enumerate(points):
        x, y = round(_LEFT + step * (place + 0.5), 2), y_of(point.flux_lm)
        title = f"<title>{escape(point.label)}: {point.flux_lm:.1f} lm</title>"
        if point.is_in:
            parts.append(f'<circle cx="{x}" cy="{y}" r="4" {look("passed")}>{title}</circle>')
        else:
            cross = f"M{x - 5:.2f},{y - 5:.2f}L{x + 5:.2f},{y + 5:.2f}M{x - 5:.2f},{y + 5:.2f}L{x + 5:.2f},{y - 5:.2f}"
            parts.append(f'<path d="{cross}" {look("failed")}>{title}</path>')
    parts.append(f'<text x="14" y="{_TOP + 8}" {look("text")}>lm</text>')
    told = f"{words.title}: {least:.0f} - {most:.0f} lm, {words.mean} {mean:.1f} lm (≥ {mean_least:.0f})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(words.title)}</title><desc>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def _apart(heights: list[float]) -> list[float]:
    """Where the words of lines at these heights (from above) stand, so that none lies on another."""
    placed: list[float] = []
    for y in heights:
        placed.append(y if not placed else max(y, placed[-1] + _LETTERS))
    over = placed[-1] - (HEIGHT - _BOTTOM) if placed else 0
    for place in range(len(placed) - 1, -1, -1):  # what ran out below goes up again
        if over <= 0:
            break
        placed[place] -= over
        over = placed[place - 1] + _LETTERS - placed[place] if place else 0
    return [round(y, 2) for y in placed]
