"""Articles of several parts: what the writer says now, what is attached, what is quoted below."""

import re
from collections.abc import Iterable, Sequence

from ordolux.rules.reading.articles import read_part
from ordolux.rules.reading.corrections import (
    Correction,
    apply_corrections,
    corrections_by_code,
    take_corrections,
)
from ordolux.rules.reading.items import FREE, Item, family_of, product_type
from ordolux.rules.reading.multiples import Multiple, multiplied, take_multiples
from ordolux.rules.reading.parts import Message, Part
from ordolux.rules.reading.text import folded, lexicon

# ------------------------------------------------------------------ lines


def gather(
    parts: Sequence[Part],
    own: list[int],
    attached: list[int],
    older: list[int],
    ours: list[int],
    subject: str,
    message: Message,
) -> tuple[list[Item], list[Item], bool]:
    """Return the articles, what is said for all, and whether the writer changes what he asked before.

    ``ours`` are quoted mails of our own.
    """
    commons: list[Item] = []
    corrections: list[Correction] = []
    multiples: list[Multiple] = []
    earlier: list[list[Correction]] = []

    def read_all(numbers: Iterable[int]) -> list[Item]:
        found: list[Item] = []
        for number in numbers:
            text = parts[number].text
            if number in own and (older or attached):
                text, times = take_multiples(text)
                multiples.extend(times)
            blanked, asked = take_corrections(text, number) if number in own else (text, [])
            items, shared, _ = read_part(blanked, number)
            if asked and not items and not attached and not older:
                # nothing before it that could be corrected
                items, shared, _ = read_part(text, number)
                asked = []
            corrections.extend(asked)
            found = _joined(found, items) if number in own else found + items
            commons.extend(shared)
        return found

    mine = read_all(own)
    from_files = read_all(attached)
    by_quantity = [item for item in mine if item.has("quantity")]
    if not older and not by_quantity:
        older = ours  # "please offer the same again": of our own offer
    needs_older = bool(older) and (
        not by_quantity
        or bool(corrections)
        or bool(multiples)
        or message.signs.is_forward
        or _adds(parts, own)
    )
    from_older: list[Item] = []
    if needs_older and not (from_files and not corrections and not message.signs.is_forward):
        for number in older:
            if number != older[-1] and number not in ours:
                # what changed an older mail holds before what the writer says now
                _, asked = take_corrections(parts[number].text, number)
                if asked and not any(item.has("quantity", "metres") for item in read_all([number])):
                    earlier.insert(0, asked)
                    continue
            found = read_all([number])
            if any(item.has("quantity") for item in found) or (found and not from_older):
                from_older = _merged(from_older, found) if from_older else found
            if from_older and any(item.has("quantity") for item in from_older):
                break
    base = from_files or from_older
    if from_files and from_older:
        base = _merged(from_older, from_files)
    for number in own if base else ():
        by_code = [
            one
            for one in corrections_by_code(parts[number].text, number, base)
            if not any(c.start <= one.start < c.end for c in corrections if c.part == number)
        ]
        corrections += by_code
        for item in (*commons, *mine):
            # what a sentence says of one code it says of no other article
            item.values = [
                v
                for v in item.values
                if v.part != number or not any(one.start <= v.start < one.end for one in by_code)
            ]
    items = _merged(base, mine) if base else mine
    if not items and subject:
        found, shared, _ = read_part(
            subject, next((n for n, p in enumerate(parts) if p.kind == "subject"), 0)
        )
        items = found
        commons += shared
    elif subject and items and len(items) == 1:
        found, _, _ = read_part(subject, next((n for n, p in enumerate(parts) if p.kind == "subject"), 0))
        if len(found) == 1 and _may_be_same(items[0], found[0]):
            items[0].inherit(
                [v for v in found[0].values if v.field in _SAID_IN_SUBJECT],
                sure=0.8,
                keep=frozenset({"price"}),
            )
    items = multiplied(items, multiples, frozenset(own))
    for asked in [*earlier, corrections]:
        items = apply_corrections(items, asked)
    counted = [item for item in items if item.has("quantity")]
    if counted:
        # beside articles with quantities, a bare mention is no article
        items = [item for item in items if item.has("quantity") or _is_specific(item)]
    is_changed = bool(from_older) and older is not ours and bool(corrections or multiples or mine)
    return items, commons, is_changed


_SAID_IN_SUBJECT = frozenset(
    {
        "product",
        "power_w",
        "shape",
        "cap",
        "size_mm",
        "quantity",
        "model",
        "chip",
        "cct_k",
        "beam_deg",
        "ip",
        "dimming",
    }
)


def _joined(before: list[Item], after: list[Item]) -> list[Item]:
    """Join what a form and its message say of the same article."""
    made = list(before)
    for item in after:
        counts = {v.value for v in item.all("quantity")}
        same = [
            old
            for old in before
            if _may_be_same(old, item)
            and (not counts or not old.has("quantity") or counts & {v.value for v in old.all("quantity")})
        ]
        if len(same) == 1 and (len(after) <= len(before) or (counts and same[0].has("quantity"))):
            same[0].inherit(item.values, sure=1.0, keep=frozenset({"price"}))
        elif not item.has("quantity") and same:
            continue
        else:
            made.append(item)
    for old in list(made):
        if (
            old in before
            and not old.has("quantity")
            and any(item.has("quantity") and _may_be_same(old, item) for item in after if item in made)
        ):
            made.remove(old)
    return made


def _is_specific(item: Item) -> bool:
    """Tell whether an article without a quantity says enough to be one."""
    said = item.fields()
    strong = sum(
        1
        for name in (
            "product",
            "shape",
            "power_w",
            "power_w_per_m",
            "power_range_w",
            "size_mm",
            "cap",
            "model",
            "cct_k",
            "flux_lm",
        )
        if name in said
    )
    return (item.from_table and strong >= 2) or strong >= 3


def _adds(parts: Sequence[Part], own: Sequence[int]) -> bool:
    return any(
        True for n in own for _ in lexicon("add", "correct", "cancel").find(parts[n].text[:3_000])
    ) or any(_POINTS_BELOW.search(folded(parts[n].text[:3_000])) for n in own)


_POINTS_BELOW = re.compile(
    r"(?<![^\W_])(?:as below|see below|below|the rest|rest (?:as|unchanged|remains)|everything else|unchanged"
    r"|siehe unten|unten|rest (?:bleibt|wie)"
    r"|alles andere|ci-dessous|ci-apres|le reste|mas abajo|abajo|el resto|lo demas|abaixo|o resto|o restante"
    r"|vedi sotto|sotto|il resto|zie onder"
    r"|hieronder|onderstaand\w*|overige|ponizej|reszta|pozostale|asagida\w*|gerisi|digerleri|nedan|resten|ovrigt|ниже|остальн\w+)(?![^\W_])"
    r"|أدناه|الباقي|البقية|见下|如下|下面|其余|其他不变|아래|나머지"
)
"""What points at the mail quoted below."""


def _may_be_same(a: Item, b: Item) -> bool:
    """Tell whether two stretches may speak of the same article."""
    kind_a, kind_b = product_type(a), product_type(b)
    if kind_a and kind_b and kind_a[0] != kind_b[0]:
        return False
    agreed = 0
    for name in (
        "power_w",
        "shape",
        "cap",
        "size_mm",
        "model",
        "power_w_per_m",
        "cct_k",
        "beam_deg",
        "colour",
        "housing_colour",
    ):
        mine, its = {str(v.value) for v in a.all(name)}, {str(v.value) for v in b.all(name)}
        if mine and its:
            if not mine & its:
                return False
            agreed += 1
    return agreed > 0 or bool(kind_a and kind_b)


def _merged(base: list[Item], newer: list[Item]) -> list[Item]:
    """Let the newer articles override the older ones they match; the others are added when they have a quantity."""
    made = list(base)
    for item in newer:
        matches = [old for old in made if old in base and _may_be_same(old, item)]
        if (
            not matches
            and len(base) == 1
            and item.has("quantity", "metres")
            and not item.has_identity
            and not item.has("cap")
        ):
            matches = [old for old in made if old in base]  # "and it is 450 m in all now"
        named = item.has("power_w", "shape", "size_mm", "cap", "model", "power_w_per_m")
        if len(matches) == 1 and (named or len(base) == 1 or item.has("quantity")):
            old = matches[0]
            new = set().union(*(family_of(v.field) for v in item.values if v.field not in FREE)) - {
                "product",
                "shape",
            }
            old.values = [v for v in old.values if v.field not in new]
            own = {v.field for v in old.values}
            old.values += [
                v
                for v in item.values
                if (v.field not in FREE and v.field not in own | {"product", "shape"}) or v.field in new
            ]
            continue
        if item.has("quantity") and not (matches and not named) and (item.has_identity or item.has("cap")):
            _complete(item, base)
            made.append(item)
    return made


def _complete(item: Item, base: Sequence[Item]) -> None:
    """Give an article that is added later the kind that all earlier ones have: "and 2000 pcs of 1.5 m 22W"."""
    kinds = {kind[0] for one in base if (kind := product_type(one))}
    if product_type(item) is None and len(kinds) == 1:
        item.inherit([v for v in base[0].values if v.field in ("product", "shape", "cap", "material")])
