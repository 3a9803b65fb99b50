"""Lists cut into pages by key: a page begins after the last row of the one before, so that new rows move
nothing.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Page[Row: Model]:
    """The rows of one page and the addresses (query strings) of its neighbours, empty at the ends."""

    rows: list[Row]
    before: str
    after: str


def page_by_key[Row: Model](
    rows: QuerySet[Row],
    order: Sequence[str],
    asked: QueryDict,
    *,
    size: int = PAGE_ROWS,
    ways: Sequence[Q] = (),
) -> Page[Row]:
    """Return the page that the query string asks for (`after` or `before`).

    ``order`` names fields that are never empty, the last one unique: ("-placed_at", "pk"). A damaged key shows the first
    page, because a link from an old mail should still lead to the list. With ``ways`` a row belongs to the list when one
    of these conditions fits; each finds its first rows by an index of its own, and the page is the first of them all.
    """
    backwards = "before" in asked
    key = _read_key(asked.get("before" if backwards else "after", ""), len(order))
    running = [_turned(name) for name in order] if backwards and key else list(order)
    found = rows.order_by(*running)
    if key:
        try:
            found = found.filter(_beyond(running, key))
        except (ValueError, TypeError, ValidationError):
            key = []
            found = rows.order_by(*order)
    if len(ways) > 1:
        first, *others = (found.filter(way).values("pk")[: size + 1] for way in ways)
        found = found.filter(pk__in=first.union(*others, all=True))
    else:
        found = found.filter(*ways)
    taken = list(found[: size + 1])
    more = len(taken) > size
    taken = taken[:size]
    if backwards and key:
        taken.reverse()
        has_before, has_after = more, True
    else:
        has_before, has_after = bool(key), more
    return Page(
        taken,
        _address(asked, "before", taken[0], order) if taken and has_before else "",
        _address(asked, "after", taken[-1], order) if taken and has_after else "",
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Rows that come after the key in this order.

    That the first field is not before the key's follows from the rest; said apart, an index begins there, while an OR
    alone would be looked at from the index's beginning.
    """
    condition = Q()
    for place, name in enumerate(order):
        same = Q(**{order[earlier].lstrip("-"): key[earlier] for earlier in range(place)})
        condition |= same & Q(**{f"{name.lstrip('-')}__{_after(name)}": key[place]})
    return condition & Q(**{f"{order[0].lstrip('-')}__{_after(order[0])}e": key[0]})


def _after(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def _address(asked: QueryDict, side: str, row: Model, order: Sequence[str]) -> str:
    parts = asked.copy()
    for name in ("after", "before"):
        parts.pop(name, None)
    values = [_value(row, name.lstrip("-")) for name in order]
    told = json.dumps(values, cls=DjangoJSONEncoder, separators=(",", ":"))
    parts[side] = base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")
    return "?" + parts.urlencode()


def _value(row: Model, name: str) -> object:
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part)
    return value.pk if isinstance(value, Model) else value


def _read_key(text: str, length: int) -> list[Any]:
    try:
        key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError):
        return []
    is_whole = isinstance(key, list) and len(key) == length
    return key if is_whole and all(_is_value(part) for part in key) else []


def _is_value(part: object) -> bool:
    """Whether the database can compare with it: a word without NUL, or a number of an ordinary size."""
    if isinstance(part, str):
        return "\0" not in part and len(part) < 1000
    return isinstance(part, (bool, int, float)) and abs(part) < 2**63
