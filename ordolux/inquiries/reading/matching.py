"""Which of our products each article of a message means: one statement, then rules."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

from ordolux.foundation.catalogue.queries import products_like
from ordolux.foundation.deeds.events import plain
from ordolux.rules.asked.models_meant import Choice, Model, choose
from ordolux.rules.asked.parameters import Asked, number

# by these a catalogue is searched, two at a time; what is left over is compared by the rules
_SEARCHED = ("cap", "shape", "power_w", "power_w_per_m", "cct_k", "length_mm", "diameter_mm", "ip")
_MOST_SEARCHED = 2_000
_MOST_OPTIONS = 4


def products_meant(lines: Sequence[Asked]) -> list[Choice]:
    """The product that each article means, and all that may be meant with the reasons."""
    numbers = {line.model.upper() for line in lines if line.model}
    wanted: dict[str, dict[str, Any]] = {}
    for line in lines:
        for values in _searches(line):
            wanted[repr(sorted(values.items()))] = values
    found = products_like(numbers, list(wanted.values())[:_MOST_SEARCHED])
    models = [Model(each.number, each.family.code, each.values) for each in found]
    known: dict[str, Choice] = {}
    made = []
    for line in lines:
        key = repr(
            (
                line.model,
                line.equivalent_to,
                line.family,
                [(c, v["value"], v["others"]) for c, v in line.values.items()],
            )
        )
        if key not in known:
            known[key] = choose(line, models)
        made.append(known[key])
    return made


def _searches(line: Asked) -> Iterator[dict[str, Any]]:
    said = {code: line.values[code] for code in _SEARCHED if code in line.values}
    codes: list[tuple[str, ...]] = [*combinations(said, 2)] or [(code,) for code in said]
    for pair in codes:
        spelt = [list(_spelt([said[code]["value"], *said[code]["others"]][:_MOST_OPTIONS])) for code in pair]
        for values in product(*spelt):
            yield dict(zip(pair, values, strict=True))


def _spelt(options: Sequence[str]) -> Iterator[Any]:
    """A value as the catalogue may hold it: as text, and as a number where it is one."""
    for each in options:
        yield each
        said = number(each)
        if said is not None:
            yield int(said) if said == int(said) else float(said)


def meant_as_kept(choice: Choice) -> list[dict[str, Any]]:
    """The products that may be meant, as they are stored with the reading."""
    return [
        {
            "number": each.number,
            "points": each.points,
            "is_named": each.is_named,
            "reasons": plain(each.reasons),
        }
        for each in choice.meant
    ]
