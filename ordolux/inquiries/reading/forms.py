"""What was typed into the fields of our form goes into the typed fields as it stands, not through the reader of texts.

The form is written out in words, so that people and the reader have one text; beside it the original keeps each field
with the place where it stands in those words (``edges.asked``). What the reader makes of the free words of a line stays;
what a field says takes its place, certain, with the field as its evidence.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from email import message_from_bytes
from email.errors import MessageError
from email.policy import SMTP
from typing import Any

from ordolux.rules.asked.parameters import SURE, Asked, number
from ordolux.rules.parameters import FAMILIES, PARAMETERS, ParameterValue, parse_value
from ordolux.rules.refusal import Refusal

FORM_FILE = "form.json"
LARGEST_FORM = 512 * 1024
MOST_LINES = 20


def typed_into(raw: bytes) -> dict[str, Any] | None:
    """Return what was typed by the original of a form, None when it is none.

    ``{"lines": [{start, end, product, family, pieces, values: {code: field}}], "wishes": {name: field}, "customer": {…}}``,
    a field being ``{value, unit, start, end, field, typed}`` with its place in the words of the form.
    """
    try:
        mail = message_from_bytes(raw, policy=SMTP)
        # ours comes first; a visitor's file of the same name stands behind it
        form = next((part for part in mail.walk() if part.get_filename() == FORM_FILE), None)
        content = form.get_payload(decode=True) if form is not None else b""
        if not isinstance(content, bytes) or not content or len(content) > LARGEST_FORM:
            return None
        said = json.loads(content).get("read")
    except (ValueError, AttributeError, LookupError, RecursionError, MessageError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("lines"), list) else None


def with_typed(lines: Sequence[Asked], said: Mapping[str, Any], text: str, part: int) -> list[Asked]:
    """Return the articles with what the fields say; those of the free words behind the lines stay as they were read."""
    made: list[Asked] = []
    left = list(lines)
    for one in said["lines"][:MOST_LINES]:
        inside = [line for line in left if line.part == part and one["start"] <= line.start < one["end"]]
        left = [line for line in left if line not in inside]
        # "half 3000 K, half 4000 K" in the words of a line divides the pieces of its field
        total = number(one["pieces"]["value"]) if one.get("pieces") else None
        split = len(inside) > 1 and sum(line.pieces or 0 for line in inside) == total
        if not split:
            inside = inside[:1] or [Asked("", part, one["start"], one["end"])]
        made += [_typed(line, one, text, part, keeps_count=split) for line in inside]
    return made + left


def typed_wishes(found: Sequence[dict[str, Any]], said: Mapping[str, Any], part: int) -> list[dict[str, Any]]:
    """Return the wishes for the order with those that fields say in the place of what was read."""
    fields = {name: _evidence(one, part) for name, one in said.get("wishes", {}).items()}
    replaced = {"incoterm", "destination_place", "loading_place", "destination_country"} & set(fields)
    if "destination_place" in replaced or "loading_place" in replaced:
        replaced |= {"destination_place", "loading_place"}
    return [{"field": name, **one} for name, one in fields.items()] + [
        each for each in found if each["field"] not in replaced
    ]


def typed_customer(found: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return who asks as the form says; a number of telephone may stand in the words."""
    return {**found, **{name: _evidence(one, -1) for name, one in said.get("customer", {}).items()}}


def _typed(line: Asked, one: Mapping[str, Any], text: str, part: int, *, keeps_count: bool) -> Asked:
    line.text, line.part, line.start, line.end = (
        text[one["start"] : one["end"]], part, one["start"], one["end"],
    )  # fmt: skip
    if one.get("family") in FAMILIES:
        line.family = one["family"]
    if product := one.get("product"):
        line.model, line.equivalent_to = str(product["value"]), ""
        line.name = _evidence(product, part)
    pieces = one.get("pieces")
    if pieces and not keeps_count and (count := number(pieces["value"])) is not None:
        line.pieces, line.unit, line.most_pieces = int(count), "pcs", None
        line.count = _evidence(pieces, part) | {"unit": "pcs"}
    for code, each in one.get("values", {}).items():
        line.values[code] = _evidence(each, part, code=code)
    return line


def _evidence(said: Mapping[str, Any], part: int, *, code: str = "") -> dict[str, Any]:
    """A value as it is kept, with the field of the form as its evidence."""
    value = str(said["value"])
    if code in PARAMETERS:
        with suppress(Refusal):  # then as it was typed; the form has told what is wrong with a figure
            value = _as_kept(parse_value(code, value))
    return {
        "value": value, "unit": str(said.get("unit", "")), "confidence": SURE, "sure": 1.0, "part": part,
        "start": int(said.get("start", 0)), "end": int(said.get("end", 0)), "quoted": str(said.get("typed", value))[:300],
        "is_implied": False, "others": [], "suggestion": None, "form_field": str(said.get("field", ""))[:60],
    }  # fmt: skip


def _as_kept(value: ParameterValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        ends = [_as_kept(each) for each in value]
        return ends[0] if ends[0] == ends[1] else "-".join(ends)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
