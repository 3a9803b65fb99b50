"""Cities, ports and countries by name, in the scripts in which customers write them."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources

from ordolux.rules.reading.text import Found, Lexicon, folded


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("ordolux.rules").joinpath("tables", name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


@cache
def places() -> dict[str, tuple[str, str]]:
    """Return ports and cities by folded name: (name as usually written, country)."""
    return {row["place"].casefold(): (row["place"], row["country"]) for row in _rows("ports.csv")}


def _stem(name: str, country: str = "") -> str | None:
    """Return the stem of a Slavic name that is bent in a sentence: Москва, Москвы, Москве; Gdynia, do Gdyni."""
    if " " in name or len(name) < 5:
        return None
    if country == "PL":
        return folded(name).rstrip("aeiy") + "*"
    if not "Ѐ" <= name[0] <= "ӿ":
        return None
    return name.rstrip("аеиоуыэюяьй") + "*"


@cache
def place_lexicon() -> Lexicon:
    """Return the vocabulary of cities and ports; a value is `name|country`."""
    rows: dict[str, tuple[str, str, str, str]] = {}
    for row in _rows("cities.csv"):
        for city in row["cities"].split(";"):
            names = city.split("/")
            for name in names:
                rows.setdefault(folded(name), ("place", f"{names[0]}|{row['country']}", "*", name))
                stem = _stem(name, row["country"])
                if stem:
                    rows.setdefault(stem, ("place", f"{names[0]}|{row['country']}|bent", "*", stem))
    for name, country in places().values():
        rows.setdefault(folded(name), ("place", f"{name}|{country}", "*", name))
    for row in _rows("towns.csv"):
        for city in row["cities"].split(";"):
            names = city.split("/")
            for name in names:
                # a large town's name may be a person's or a thing's: as a name it has a capital
                written = f"={name}" if name.isascii() else name
                rows.setdefault(folded(name), ("place", f"{names[0]}|{row['country']}|seldom", "*", written))
    return Lexicon(rows.values())


def is_seldom(found: Found) -> bool:
    """Tell whether a place is known by the table of the world's towns only: alone its name says nothing yet."""
    return found.value.endswith("|seldom")


@cache
def country_lexicon() -> Lexicon:
    """Return the vocabulary of countries; a value is the ISO 3166 code."""
    made = []
    for row in _rows("countries.csv"):
        for name in row["names"].split(";"):
            made.append(("country", row["country"], "*", name))
            stem = _stem(name)
            if stem:
                made.append(("country", row["country"], "*", stem))
    for row in _rows("regions.csv"):
        made += [("country", row["country"], "*", name) for name in row["regions"].split(";")]
    return Lexicon(made)


def place_of(found: Found, text: str) -> tuple[str, str]:
    """Return the name of a place as it shall be kept (as written when in Latin letters) and its country."""
    name, country, *known = found.value.split("|")
    if "bent" in known:
        return name, country
    written = text[found.start : found.end]
    return (written if written.isascii() or all(ord(c) < 0x250 for c in written) else name), country
