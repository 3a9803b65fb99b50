"""Variants and splits: "same in 6500K", headings above rows, half and half, so many of each."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ordolux.rules.reading.items import OWN, VARIANT, Item, family_of, product_type
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.values import Scan, Value

# ------------------------------------------------------------------ the whole part


def settle(found: Scan, items: list[Item], commons: list[Item]) -> tuple[list[Item], list[Item]]:
    """Complete the articles of a part: headings, variants, splits."""
    items = _likened(items)
    items = _under_headings(found, items, commons)
    items = _with_variants(items)
    items = [made for item in items for part in _parts(item) for made in _split(found, part)]
    return items, commons


_MOST_BEFORE = 100
"""Articles before one that is likened to another among which that is looked for."""


def _likened(items: list[Item]) -> list[Item]:
    """Give an article that is likened to an earlier one, by its name or code, what it leaves unsaid."""
    made: list[Item] = []
    for item in items:
        like = item.get("like")
        if like is None:
            made.append(item)
            continue
        earlier = made[-_MOST_BEFORE:]
        model = [
            one for one in earlier if (code := one.get("model")) is not None and code.value == like.value
        ]
        kind = [one for one in earlier if (told := product_type(one)) and told[0] == like.value]
        model = model or [one for one in earlier if (at := one.get("place")) and at.value == like.value]
        if model or kind:
            before = made[-1] if made else item
            if not item.has_identity and item.has("quantity") and not before.has("quantity") and not model:
                # "globes G45, data as of the candles - 1,500 pcs": the name stands in the stretch before
                before.absorb(item)
                item = before
                made.pop()
            elif (
                not item.has("quantity") and not model and before.clause == item.clause and before is not item
            ):
                before.absorb(item)
                item = before
                made.pop()
            known = [one for one in (model or kind) if one is not item]
            if known:
                item.inherit(known[-1].values, sure=0.8, keep=OWN - {"power_w", "power_range_w"})
        made.append(item)
    return made


def _under_headings(found: Scan, items: list[Item], commons: list[Item]) -> list[Item]:
    """Give the articles of a list what its heading says: "LED bulbs E27:" and below it rows of watts and pieces."""
    kept: list[Item] = []
    index = 0
    while index < len(items):
        head = items[index]
        following: list[Item] = []
        if (
            not head.has("quantity", "quantity_max")
            and not head.from_table
            and head.has("product", "shape", "cap", "product_generic")
        ):
            for item in items[index + 1 :]:
                last_block = following[-1].block if following else head.block
                if item.from_table or (item.block - head.block > 1 and item.block != last_block):
                    break
                if (
                    not item.has("quantity")
                    or item.has("product")
                    or (item.has("shape") and head.has("shape"))
                ):
                    break
                if item.row == head.row:
                    break
                following.append(item)
        if following and not (
            head.has("power_w") and any(item.has("power_w") for item in following) and len(following) == 1
        ):
            for item in following:
                item.inherit(head.values, keep=frozenset({"quantity", "price"}), sure=0.9)
                kept.append(item)
            shared = [v for v in head.values if v.field in ("dimming", "voltage_v", "supply", "cri", "ip")]
            if shared:
                commons.append(replace(head, values=shared))
            index += 1 + len(following)
            continue
        kept.append(head)
        index += 1
    return kept


def _with_variants(items: list[Item]) -> list[Item]:
    """Complete variants ("same in 6500K", "another 500 in black") and resolve stated totals."""
    made: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        variants: list[Item] = []
        for later in items[index + 1 :]:
            if (
                later.from_table
                or not later.has("quantity")
                or (later.has_identity and not _only_same(later))
            ):
                break
            if not later.has(*VARIANT) and not later.has("same"):
                break
            variants.append(later)
        total = item.get("quantity")
        if variants and total is not None and not item.from_table:
            said = [v.get("quantity").value for v in variants]  # type: ignore[union-attr]
            if len(variants) > 1 and sum(said) == total.value:
                for variant in variants:
                    variant.inherit(
                        [v for v in item.values if v.field != "quantity"],
                        keep=frozenset({"quantity", "price"}),
                        sure=0.9,
                    )
                made += variants
                index += 1 + len(variants)
                continue
        made.append(item)
        for variant in variants:
            keep = frozenset({"quantity", "price", "quantity_max", "flux_lm", "model"})
            variant.inherit([v for v in item.values if v.field not in keep], keep=keep)
            made.append(variant)
        index += 1 + len(variants)
    # "same but 12W": a name of its own and the rest from before
    for before, item in itertools.pairwise(made):
        if item.from_table and before.from_table and _is_ditto(item):
            item.inherit(before.values, keep=OWN - {"power_w", "power_range_w"})
        elif item.has("same") and not item.from_table:
            named = item.has("power_w", "power_w_per_m", "power_range_w", "model")
            item.inherit(
                before.values, keep=OWN | {"efficacy_lm_w"} if named else OWN - {"power_w", "power_range_w"}
            )
        elif (
            not item.has("product", "shape")
            and item.has("power_w", "power_range_w", "equivalent_w")
            and not item.from_table
            and not before.from_table
            and item.block - before.block <= 1
            and not (item.has("cap") and before.has("shape"))
            and product_type(item) is None
        ):
            item.inherit(
                [
                    v
                    for v in before.values
                    if v.field in ("product", "shape", "cap", "power_w_per_m")
                    or (v.field in VARIANT and not item.has("power_w", "power_range_w"))
                ]
            )
    return made


def _is_ditto(item: Item) -> bool:
    """Tell whether a row of a table begins with "ditto": what it leaves unsaid stands in the row above."""
    same = item.get("same")
    if same is None or item.has("like"):
        return False
    return not any(v.start < same.start and v.field in ("product", "shape", "power_w") for v in item.values)


def _only_same(item: Item) -> bool:
    return item.has("same") and not item.has("power_w", "shape", "product")


_OF_A_PART = VARIANT | {"product", "ip", "voltage_v", "supply", "chip", "material"}
"""What is said behind "20 of them" holds for these alone."""


def _parts(item: Item) -> list[Item]:
    """Make a line of "20 of them with DALI" and one of the rest."""
    said, quantity = item.all("part_quantity"), item.get("quantity")
    if not said:
        return [item]
    if quantity is None or sum(part.value for part in said) >= quantity.value:
        if quantity is None:
            said[0].field = "quantity"
        return [item]
    plain = [v for v in item.values if v.field != "part_quantity"]
    lines: list[Item] = []
    taken: list[Value] = []
    for place, part in enumerate(said):
        stop = said[place + 1].start if place + 1 < len(said) else max(item.end, part.end)
        own = [v for v in plain if part.start < v.start < stop and v.field in _OF_A_PART]
        taken += own
        # "20 of them with emergency light" are panels as well
        own = [v for v in own if v.field != "product" or not item.has("product")]
        if item.get("product") is not None and item.get("product") not in taken:
            own = [v for v in own if v.field != "product"]
        covered = set().union(*(family_of(v.field) for v in own), frozenset())
        rest = [v for v in plain if v not in taken and v.field not in covered and v.field != "quantity"]
        lines.append(replace(item, values=[*rest, *own, replace(part, field="quantity", unit=quantity.unit)]))
    left = quantity.value - sum(part.value for part in said)
    kept = [v for v in plain if v not in taken and v is not quantity]
    first = replace(item, values=[*kept, replace(quantity, value=left)])
    for line in lines:
        line.values = [v for v in line.values if v not in taken or v.field != "product"]
    return [first, *lines]


def _split(found: Scan, item: Item) -> list[Item]:
    """Make a line of each part of a stated split: half and half, shares in percent, so many of each."""
    axis = _axis(item)
    quantity = item.get("quantity")
    halves = item.all("half")
    percents = item.all("percent")
    powers = item.all("power_w")
    finishes = {v.value: v for v in item.all("finish")}
    if quantity is not None and axis is None and halves and len(finishes) == 2:
        return [_only(item, "finish", v, quantity.value // 2) for v in finishes.values()]
    if (
        quantity is not None
        and axis
        and len(item.all(axis)) == 2
        and (halves or _is_fifty_fifty(found, item))
    ):
        return [_only(item, axis, v, quantity.value // 2) for v in item.all(axis)]
    if (
        quantity is not None
        and axis
        and len(percents) == len(item.all(axis)) > 1
        and abs(sum(p.value for p in percents) - 100) < 1
    ):
        shares = [round(quantity.value * p.value / 100) for p in percents]
        return [_only(item, axis, v, share) for v, share in zip(item.all(axis), shares, strict=True)]
    times = _times(found, item)
    if quantity is not None and axis and times == len(item.all(axis)) > 1:
        return [_only(item, axis, v, quantity.value) for v in item.all(axis)]
    made = [item]
    if item.has("each") and quantity is not None:
        for name in ("power_w", axis or "", "size_mm", "cap"):
            if name and len({str(v.value) for v in item.all(name)}) > 1:
                made = [_only(one, name, v, quantity.value) for one in made for v in one.all(name)]
                if name == axis:
                    axis = None
        return made
    if len({v.value for v in powers}) > 1 and not item.from_table:
        quantities = [v for v in item.values if v.field == "quantity"]
        if len(quantities) == len(powers):
            return [
                _only(item, "power_w", power, count.value)
                for power, count in zip(powers, quantities, strict=True)
            ]
        if len({v.group for v in powers}) == 1 and powers[0].group:
            return [
                _only(item, "power_w", power, None if quantity is None else quantity.value)
                for power in powers
            ]
    quantities = [v for v in item.values if v.field == "quantity"]
    if len(quantities) > 2:
        total = max(quantities, key=lambda each: each.value)
        if total.value * 2 == sum(q.value for q in quantities):
            quantities.remove(total)
    if len(quantities) > 1 and axis and len(item.all(axis)) == len(quantities):
        return [
            _only(item, axis, v, count.value) for v, count in zip(item.all(axis), quantities, strict=True)
        ]
    return [item]


_COUNTS = re.compile(r"\d+")
_APART = re.compile(r"[,;/+、，；]|[ ](?:and|und|et|y|e|en|och|ve|и)[ ]")


def by_shares(item: Item, cells: Sequence[tuple[str, int]]) -> list[Item]:
    """Make a line of each share that a cell of its row tells of the quantity: 12,000 in 3000K, 8,000 in 6500K."""
    total = item.get("quantity")
    if total is None:
        return [item]
    for text, at in cells:
        if len(_COUNTS.findall(text)) < 2 or not _APART.search(text):
            continue
        said = [
            v
            for v in scan(text).values
            if v.field in ("bare", "quantity", "cct_k", "colour", "housing_colour")
        ]
        counts = [v for v in said if v.field in ("bare", "quantity")]
        of = [v for v in said if v not in counts]
        if len(counts) < 2 or len(of) != len(counts) or sum(v.value for v in counts) != total.value:
            continue
        gone = family_of(of[0].field) | {"quantity"}
        rest = [v for v in item.values if v.field not in gone]
        return [
            replace(
                item,
                values=[
                    *rest,
                    replace(one, start=one.start + at, end=one.end + at),
                    Value("quantity", int(count.value), count.start + at, count.end + at, total.unit),
                ],
            )
            for count, one in zip(counts, of, strict=True)
        ]
    return [item]


_SO_MANY_TIMES = re.compile(
    r"(?<![\d.,x*])([2-9])[ ]?(?:x|\*|times|mal|fois|veces|volte|vezes|keer|razy|kere|gånger|раза?)[ ]?$"
)


def _times(found: Scan, item: Item) -> int:
    """Return how many times a quantity is wanted ("3 x 500 pcs", one for each colour), 0 when that is not said."""
    quantity = item.get("quantity")
    if quantity is None or quantity.part != item.part:
        return 0
    m = _SO_MANY_TIMES.search(found.low[max(0, quantity.start - 10) : quantity.start])
    return int(m[1]) if m else 0


def _axis(item: Item) -> str | None:
    """Return the field by which an article is split: several temperatures, colours, beams, sizes or caps."""
    for name in ("cct_k", "colour", "beam_deg", "housing_colour", "cap"):
        if len({str(v.value) for v in item.all(name)}) > 1:
            return name
    return None


def _is_fifty_fifty(found: Scan, item: Item) -> bool:
    return (
        re.search(r"(?<!\d)50[ ]?%?[ ]?[/:-][ ]?50(?!\d)", found.plain[item.start : item.end + 12])
        is not None
    )


def _only(item: Item, name: str, value: Value, count: int | None) -> Item:
    """Return a copy of an article with one value of a field and its quantity."""
    values: list[Value] = []
    counted = False
    for other in item.values:
        if other.field in ("half", "each", "percent"):
            continue
        if other.field == name and other is not value:
            continue
        if other.field == "quantity":
            if counted or count is None:
                continue
            counted = True
            other = replace(other, value=count)
        values.append(other)
    both = {"cct_k", "colour"}
    if name in both:
        (partner,) = both - {name}
        paired = [v for v in item.values if v.field == partner]
        axis_values = [v for v in item.values if v.field == name]
        if len(paired) == len(axis_values) > 1:
            mine = paired[axis_values.index(value)]
            values = [v for v in values if v.field != partner or v is mine]
    return Item(
        values,
        item.start,
        item.end,
        item.row,
        item.clause,
        item.block,
        item.marked,
        item.part,
        item.from_table,
        item.text,
    )
