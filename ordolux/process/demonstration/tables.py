"""The tables of the demonstration company: who buys, who delivers, what is made, over which lanes it travels."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table by column; an empty cell is an empty text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_sheet(found: list[dict[str, str]]) -> list[list[str]]:
    """Rows as a person would hand them in: the head first, columns that are empty in all rows left out."""
    heads = [head for head in found[0] if any(row[head] for row in found)]
    return [heads, *([row[head] for head in heads] for row in found)]
