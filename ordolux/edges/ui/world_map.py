"""A map of our own, drawn by the server: land from Natural Earth (public domain; npm package world-atlas), the route by
waypoints of the usual sea lanes, and where the goods are about now. No tiles, no script, nothing from outside.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import asinh, degrees, hypot, radians, tan
from pathlib import Path

from django.contrib.staticfiles import finders

LAND = "world-atlas/land-110m.json"
WIDTH, TALLEST = 560.0, 460.0
# The map begins in the middle of the Atlantic, so that no lane out of China crosses its edge.
EDGE = -30.0

type Point = tuple[float, float]

# longitude and latitude, rounded to a tenth of a degree
COORDINATES: dict[str, Point] = {
    "CNSZX": (113.9, 22.5), "CNYTN": (114.3, 22.6), "CNSHK": (113.9, 22.5), "CNCAN": (113.4, 23.1),
    "CNNGB": (121.8, 29.9), "CNSHA": (121.8, 31.2), "CNTAO": (120.3, 36.1), "CNXMN": (118.1, 24.5),
    "CNZSN": (113.4, 22.5), "CNXIY": (108.9, 34.3), "HKHKG": (114.2, 22.3), "DEHAM": (9.9, 53.5),
    "DEBRV": (8.6, 53.5), "DEFRA": (8.6, 50.0), "DEDUI": (6.8, 51.4), "NLRTM": (4.1, 51.9), "NLAMS": (4.9, 52.4),
    "BEANR": (4.4, 51.2), "FRLEH": (0.1, 49.5), "FRPAR": (2.4, 48.9), "GBFXT": (1.3, 51.9), "GBLHR": (-0.5, 51.5),
    "GBLON": (-0.1, 51.5), "ESBCN": (2.2, 41.4), "ESVLC": (-0.3, 39.4), "ITGOA": (8.9, 44.4), "PLGDN": (18.7, 54.4),
    "SEGOT": (11.9, 57.7), "DKCPH": (12.6, 55.7), "TRIST": (28.9, 41.0), "AEJEA": (55.0, 25.0), "AEDXB": (55.4, 25.3),
    "SADMM": (50.2, 26.5), "SAJED": (39.2, 21.5), "SARUH": (46.7, 24.7), "QAHMD": (51.6, 25.0), "EGALY": (29.9, 31.2),
    "USLAX": (-118.2, 33.7), "USLGB": (-118.2, 33.8), "USNYC": (-74.0, 40.7), "USCHI": (-87.6, 41.9),
    "CAVAN": (-123.1, 49.3), "CATOR": (-79.4, 43.7), "MXZLO": (-104.3, 19.1), "BRSSZ": (-46.3, -24.0),
    "AUSYD": (151.2, -33.9), "AUMEL": (144.9, -37.8), "INNSA": (72.9, 18.9), "SGSIN": (103.8, 1.3),
    "JPTYO": (139.8, 35.6), "KRPUS": (129.0, 35.1), "ZADUR": (31.0, -29.9), "NGLOS": (3.4, 6.4), "KEMBA": (39.7, -4.1),
}  # fmt: skip

_CHINA_SEA: tuple[Point, ...] = ((114.0, 18.0), (110.0, 10.0), (105.0, 3.0), (103.5, 1.2))
_TO_INDIA = (*_CHINA_SEA, (98.0, 5.5), (92.0, 6.0), (80.5, 5.4))
_TO_SUEZ = (
    *_TO_INDIA,
    (60.0, 11.0),
    (51.5, 12.2),
    (43.3, 12.5),
    (38.5, 20.0),
    (34.0, 27.0),
    (32.4, 30.5),
    (32.0, 31.8),
)
_TO_ATLANTIC = (*_TO_SUEZ, (24.0, 34.0), (12.0, 37.5), (0.0, 36.6), (-5.6, 36.0), (-9.8, 38.0), (-9.8, 43.6))
_TO_CHANNEL = (*_TO_ATLANTIC, (-5.5, 48.8), (0.5, 50.4), (2.0, 51.3))
_TO_CAPE = (*_CHINA_SEA, (105.5, -6.5), (80.0, -15.0), (50.0, -28.0), (32.0, -33.0), (18.0, -35.5))
_PACIFIC: tuple[Point, ...] = (
    (122.0, 24.5),
    (135.0, 32.0),
    (160.0, 42.0),
    (180.0, 46.0),
    (210.0, 46.0),
    (230.0, 40.0),
)
LANES: dict[str, tuple[Point, ...]] = {
    **dict.fromkeys(("DE", "NL", "BE", "GB"), (*_TO_CHANNEL, (3.5, 52.5))),
    "FR": (*_TO_ATLANTIC, (-5.5, 48.8)),
    **dict.fromkeys(("SE", "DK", "PL"), (*_TO_CHANNEL, (4.0, 53.5), (7.0, 57.5), (10.6, 57.9))),
    "ES": (*_TO_SUEZ, (24.0, 34.0), (12.0, 37.5)), "IT": (*_TO_SUEZ, (20.0, 35.5), (12.0, 37.8), (9.5, 42.0)),
    "TR": (*_TO_SUEZ, (26.0, 36.5), (25.5, 39.5)), "EG": _TO_SUEZ[:-1],
    **dict.fromkeys(("AE", "QA", "SA"), (*_TO_INDIA, (66.0, 18.0), (59.5, 24.0), (56.6, 26.5))),
    "IN": (*_TO_INDIA, (75.0, 8.5)), "SG": _CHINA_SEA[:-1],
    "KE": (*_TO_INDIA, (60.0, 0.0)), "ZA": _TO_CAPE[:-1], "NG": (*_TO_CAPE, (10.0, -20.0), (5.0, 0.0)),
    "BR": (*_TO_CAPE, (0.0, -34.0), (-30.0, -28.0)),
    "AU": ((120.0, 15.0), (126.0, 4.0), (132.0, -2.0), (142.0, -10.5), (150.0, -16.0), (154.0, -28.0)),
    **dict.fromkeys(("CA", "MX"), _PACIFIC),
    "US": _PACIFIC, "JP": ((122.0, 25.0), (135.0, 32.5)), "KR": ((121.0, 26.0), (126.0, 32.0)),
}  # fmt: skip
_TO_US_EAST = (
    *_PACIFIC[:4],
    (215.0, 25.0),
    (260.0, 10.0),
    (280.3, 8.8),
    (279.9, 9.6),
    (285.0, 18.0),
    (286.0, 30.0),
)
_SAUDI_RED_SEA = _TO_SUEZ[: _TO_SUEZ.index((38.5, 20.0))]


ROOM = (180, 60)  # what the words of a place take, in units of the picture


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle with words on the map."""

    x: float
    y: float
    label: str
    note: str
    is_end: bool = False
    anchor: str = "start"

    @property
    def text_x(self) -> float:
        """Where the words begin or end."""
        return round(self.x + (-12 if self.anchor == "end" else 12), 1)


@dataclass(frozen=True, slots=True)
class RouteMap:
    """Everything that the picture shows, in its own units."""

    width: float
    height: float
    land: str
    past: str
    ahead: str
    spots: Sequence[Spot]
    ship: Spot | None


def route_map(
    mode: str, start: str, end: str, *, labels: tuple[str, str], notes: tuple[str, str], share: float | None,
    now: str = "",
) -> RouteMap | None:  # fmt: skip
    """The way from ``start`` to ``end`` (UN/LOCODEs); ``share`` is how much of it lies behind (None: not on its way).
    None when we do not know where a place lies, or the data of the map is not there."""
    if start not in COORDINATES or end not in COORDINATES or not finders.find(LAND):
        return None
    way = [_unrolled(point) for point in _way(mode, start, end)]
    flat = [_flat(point) for point in way]
    left, right = min(p[0] for p in flat), max(p[0] for p in flat)
    top, bottom = min(p[1] for p in flat), max(p[1] for p in flat)
    # room around the way for words, and never a sliver
    pad_x, pad_y = max(8.0, (right - left) * 0.12), max(8.0, (bottom - top) * 0.14)
    left, right, top, bottom = left - pad_x, right + pad_x, top - pad_y, bottom + pad_y
    scale = min(WIDTH / (right - left), TALLEST / (bottom - top))
    height = min(TALLEST, max(200.0, (bottom - top) * scale))
    across, down = (left + right) / 2, (top + bottom) / 2
    left, right = across - WIDTH / scale / 2, across + WIDTH / scale / 2
    top = down - height / scale / 2

    def on_map(point: Point) -> Point:
        return round((point[0] - left) * scale, 1), round((point[1] - top) * scale, 1)

    line = [on_map(point) for point in flat]
    behind, ahead, here = _cut(line, share if share is not None else 0.0)
    spots = [
        Spot(*line[0], labels[0], notes[0], anchor="end" if line[0][0] > WIDTH * 0.6 else "start"),
        Spot(
            *line[-1],
            labels[1],
            notes[1],
            is_end=True,
            anchor="end" if line[-1][0] > WIDTH * 0.6 else "start",
        ),
    ]
    window = (left, top, right, top + height / scale)
    land = "".join(_ring(ring, on_map) for ring in _rings_in(window))
    moves = share is not None and 0 < share < 1
    # close to an end its words would lie on those of the place; the circle says it alone, the page in words
    is_close = any(abs(here[0] - spot.x) < ROOM[0] and abs(here[1] - spot.y) < ROOM[1] for spot in spots)
    anchor = "end" if here[0] > WIDTH * 0.7 else "start"
    ship = Spot(*here, "" if is_close else now, "", anchor=anchor) if moves else None
    return RouteMap(WIDTH, round(height, 1), land, _path(behind), _path(ahead), spots, ship)


def _way(mode: str, start: str, end: str) -> list[Point]:
    """The points of the way: by sea along the usual lane, by rail over Kazakhstan, else straight."""
    country = end[:2]
    between: tuple[Point, ...] = ()
    if mode.startswith("sea") and start[:2] in ("CN", "HK"):
        between = LANES.get(country, ())
        if end in ("USNYC", "CATOR", "USCHI"):
            between = _TO_US_EAST
        if end == "SAJED":
            between = _SAUDI_RED_SEA
    elif mode.startswith("rail") or mode == "truck":
        between = ((87.6, 43.8), (71.4, 51.2), (49.0, 53.5), (37.6, 55.7), (23.7, 52.1))
    return [COORDINATES[start], *between, COORDINATES[end]]


def _unrolled(point: Point) -> Point:
    """A point with its longitude counted from the edge of the map."""
    return (point[0] - EDGE) % 360 + EDGE, point[1]


def _flat(point: Point) -> Point:
    """Mercator, in degrees, downwards; the poles are far away."""
    lat = max(-75.0, min(78.0, point[1]))
    return point[0], -degrees(asinh(tan(radians(lat))))


def _cut(line: Sequence[Point], share: float) -> tuple[list[Point], list[Point], Point]:
    """A line cut where ``share`` of its length lies behind: the part behind, the part ahead, the place itself."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line)]
    left = sum(lengths) * min(1.0, max(0.0, share))
    for place, length in enumerate(lengths):
        if left <= length:
            part = left / length if length else 0.0
            a, b = line[place], line[place + 1]
            here = round(a[0] + (b[0] - a[0]) * part, 1), round(a[1] + (b[1] - a[1]) * part, 1)
            return [*line[: place + 1], here], [here, *line[place + 1 :]], here
        left -= length
    return list(line), [line[-1]], line[-1]


def _path(points: Sequence[Point]) -> str:
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in points) if len(points) > 1 else ""


def _ring(ring: Sequence[Point], on_map: object) -> str:
    assert callable(on_map)
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in (on_map(point) for point in ring)) + "Z"


def _rings_in(window: tuple[float, float, float, float]) -> Iterator[Sequence[Point]]:
    """The coasts that touch a window of the flat map, also those that lie one turn of the globe away."""
    left, top, right, bottom = window
    for ring, (low_x, low_y, high_x, high_y) in _coasts():
        if high_y < top or low_y > bottom:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if high_x + turn >= left and low_x + turn <= right:
                yield [(x + turn, y) for x, y in ring]


@cache
def _coasts() -> list[tuple[list[Point], tuple[float, float, float, float]]]:
    """Every coast on the flat map with its box, decoded from TopoJSON (delta-encoded, quantised arcs)."""
    told = json.loads(Path(str(finders.find(LAND))).read_text())
    (scale_x, scale_y), (move_x, move_y) = told["transform"]["scale"], told["transform"]["translate"]
    arcs = []
    for arc in told["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    found = []
    for shape in told["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for indexes in polygon:
                ring: list[Point] = []
                for index in indexes:
                    piece = arcs[index] if index >= 0 else arcs[~index][::-1]
                    ring += piece[1:] if ring else piece
                flat = [_flat(point) for point in ring]
                xs, ys = [p[0] for p in flat], [p[1] for p in flat]
                found.append((flat, (min(xs), min(ys), max(xs), max(ys))))
    return found
