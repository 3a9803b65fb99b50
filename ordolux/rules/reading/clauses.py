"""Clauses of a text: rows, sentences and commas, and which values begin another article."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ordolux.rules.reading.bare_numbers import MOST_IN_CLAUSE, settle_bare
from ordolux.rules.reading.items import FREE, IDENTITY, OWN, Item
from ordolux.rules.reading.values import Scan, Value

_ROW = re.compile(r"[^\n]+")


_SENTENCE = re.compile(r"(?<=[.!?])[ ]+(?=[^\d\s])|[。！？!?；]|;(?=\s)|(?<=[^\s\d.])\.(?=\s*$)")


_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:pcs|pc|nos|no|approx|ca|incl|excl|min|max|temp|dim|qty|art|nr|mr|mrs|ms|dr|st|stk|tel"
    r"|eq|equiv|spec|vs|etc|e\.g|i\.e|z\.b|p\.ej|ref|uds|ud|und|cad|un|u|uds|und|pz|pzs|pc|pç|kpl|ctn|gr"
    r"|std|unid|cj|j\.w|w\.o|s\.o|c\.s|o\.ä|u\.ä|shipt|adj|alu|mat|col|inc|each|req|шт|кол|тыс|св|темп|szt|ок)\.$",
    re.IGNORECASE,
)


_MARK = re.compile(
    r"\s{0,8}(?:[(（]?(?P<n>\d{1,3})[.)）、:](?!\d)\s{0,3}|(?P<n2>[①-⑳])|(?:item|pos\.?|position|poz\.?"
    r"|no\.?|line|artikel|pozycja|позиция|поз\.?|产品|款|第|product|nr\.?|lot|los|lote)[ "
    r"]?(?P<n3>\d{1,3})(?:款|项)?[ ]?[:.)\-、,]\s|(?P<n4>[a-hA-H])[.)]\s|#(?P<n5>\d{1,3})[ :.)-])",
    re.IGNORECASE,
)


_BULLET = re.compile(r"\s{0,8}(?:[-*•·–—●■►▪➢✓√>]|o )\s{0,3}")


COMMA = re.compile(
    r"[,、](?!\d{3}(?!\d))(?!\d(?=\D|$))|[,、](?=\s)|\s(?:and|und|sowie|et|y|e|i|oraz|ve|och|en|и|و|plus"
    r"|samt|ainsi que|así como|nonché|assim como|alsmede|а также|jak również|as well as|또|및|そして)\s"
    r"|(?<=[\u4e00-\u9fff\d)])(?:和|及|以及|另外|还有)(?=[\u4e00-\u9fff\dA-Za-z])|[ ][+&][ ]|\t|[ ]\|[ ]|;",
    re.IGNORECASE,
)


_LONGEST_CLAUSE = 1_200
"""Values and characters of one clause; nobody writes a longer one, and judging is not linear within it."""


# ------------------------------------------------------------------ clauses


def clauses(found: Scan, covered: Sequence[tuple[int, int]]) -> list[Item]:
    """Cut the text outside tables into clauses with their values."""
    text = found.plain
    clauses: list[Item] = []
    counted = _counted_in_brackets(found)
    block = row = 0
    last_end = 0
    for m in _ROW.finditer(text):
        row += 1
        if not m[0].strip():
            block += 1
            continue
        if text.count("\n", last_end, m.start()) > 1:
            block += 1
        last_end = m.end()
        if any(start <= m.start() < end for start, end in covered):
            block += 1
            continue
        start = m.start()
        mark = _MARK.match(m[0])
        if mark and m.start() in counted:
            mark = None
        bullet = None if mark else _BULLET.match(m[0])
        if mark:
            start += mark.end()
        elif bullet:
            start += bullet.end()
        begin = start
        cuts = []
        for cut in _SENTENCE.finditer(text, start, m.end()):
            if _ABBREVIATED.search(text[max(start, cut.start() - 8) : cut.start()]) and cut[0].startswith(
                " "
            ):
                continue
            cuts.append(cut.end())
        cuts += [*range(begin + _LONGEST_CLAUSE, m.end(), _LONGEST_CLAUSE)]
        for end in [*sorted(cuts), m.end()]:
            if text[begin:end].strip():
                clauses.append(
                    Item(
                        [],
                        begin,
                        end,
                        row=row,
                        clause=len(clauses),
                        block=block,
                        marked=bool(mark) and begin == start,
                    )
                )
            begin = end
    _deal(found.values, clauses)
    return clauses


_IN_BRACKETS = re.compile(r"(?m)^[ \t]*\((\d{1,5})\)[ ]{1,2}(?=[^\W_])")


def _counted_in_brackets(found: Scan) -> frozenset[int]:
    """Read "(60) round downlights" as sixty of them, unless the rows are numbered; gives where such rows begin."""
    marks = [m for m in _IN_BRACKETS.finditer(found.plain) if int(m[1]) > 0]
    numbers = [int(m[1]) for m in marks]
    if not marks or (numbers[0] == 1 and len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))):
        return frozenset()
    if len(numbers) == 1 and numbers[0] < 5:
        return frozenset()
    at = {m.start(1): m for m in marks}
    for value in found.values:
        if value.start in at and value.field == "bare" and value.value == int(at[value.start][1]):
            value.field, value.unit, value.value, value.sure = "quantity", "pcs", int(value.value), 0.9
    return frozenset(m.start() for m in marks)


def _deal(values: Sequence[Value], stretches: Sequence[Item]) -> None:
    """Give each value to the stretch in which it stands."""
    place = 0
    for value in values:
        while place < len(stretches) and stretches[place].end <= value.start:
            place += 1
        if place == len(stretches):
            return
        if stretches[place].start <= value.start:
            stretches[place].values.append(value)


def items_of(found: Scan, clause: Item) -> list[Item]:
    """Cut a clause at its commas and conjunctions, and merge what belongs together."""
    starts = [v.start for v in clause.values]
    reaches = list(itertools.accumulate((v.end for v in clause.values), max))
    cuts = [
        clause.start,
        *(
            m.end()
            for m in COMMA.finditer(found.plain, clause.start, clause.end)
            # a separator inside a value (5, 7 and 9W) is none
            if len(clause.values) > MOST_IN_CLAUSE
            or not (
                ((before := bisect_left(starts, m.start())) and reaches[before - 1] > m.end())
                or _joins_alternatives(clause.values, before, m.end())
            )
        ),
        clause.end,
    ]
    subs = [
        Item(
            [],
            start,
            end,
            clause.row,
            clause.clause,
            clause.block,
            clause.marked and start == clause.start,
        )
        for start, end in itertools.pairwise(cuts)
    ]
    _deal(clause.values, subs)
    for sub in subs:
        settle_bare(found, sub)
    if not clause.has("quantity"):
        settle_bare(found, clause)
    parts = [part for sub in subs if sub.values for part in _by_quantity(sub)]
    items: list[Item] = []
    for sub in parts:
        says_all = sub.has("all") and not sub.has("quantity") and not sub.has_identity and bool(sub.fields())
        if says_all:
            sub.notes.append("all")
        if items and not says_all and not begins_anew(items[-1], sub):
            items[-1].absorb(sub)
        else:
            items.append(sub)
    _share_in_clause(items)
    return items


def _joins_alternatives(values: Sequence[Value], place: int, end: int) -> bool:
    """Tell whether the separator before the value at ``place``, which ends at ``end``, stands within a list: 5W and 7W."""
    if not 0 < place < len(values) or values[place].start < end:
        return False
    before, after = values[place - 1], values[place]
    return before.group != 0 and before.group == after.group and before.field in ("power_w", "power_w_per_m")


def _by_quantity(sub: Item) -> list[Item]:
    """Cut a stretch that holds several quantities: before each one if it begins with one, else behind each."""
    quantities = [v for v in sub.values if v.field == "quantity"]
    if len(quantities) < 2 or (
        len({v.group for v in quantities if v.group}) == 1 and all(v.group for v in quantities)
    ):
        return [sub]
    properties = [v for v in sub.values if v.field not in FREE]
    first = properties[0] if properties else sub.values[0]
    before = first.field == "quantity"
    made: list[Item] = []
    current: list[Value] = []
    for value in sub.values:
        if before and value.field == "quantity" and any(v.field == "quantity" for v in current):
            made.append(_item_like(sub, current))
            current = []
        current.append(value)
        if not before and value.field == "quantity":
            made.append(_item_like(sub, current))
            current = []
    if current:
        if not before and made and not any(v.field in IDENTITY for v in current):
            made[-1].values += current
        else:
            made.append(_item_like(sub, current))
    return made


def _item_like(sub: Item, values: list[Value]) -> Item:
    start = min(v.start for v in values)
    return Item(
        values,
        start,
        max(v.end for v in values),
        sub.row,
        sub.clause,
        sub.block,
        sub.marked and start <= sub.values[0].start,
    )


_LAMP_WORDS = frozenset({"bulb", "candle", "globe", "filament", "corn", "spot_lamp", "tube", "capsule"})


def begins_anew(current: Item, sub: Item) -> bool:
    """Tell whether a stretch names another article than the one that is being gathered."""
    if sub.has("part_quantity") and not sub.has("quantity") and current.has("quantity"):
        return False
    if sub.has("quantity") and current.has("quantity"):
        return True
    if sub.has("same") and current.has("quantity") and (sub.has("quantity", "cap") or sub.has_identity):
        return True
    mine, its = current.get("product"), sub.get("product")
    if mine and its and mine.value != its.value:
        refines = mine.value in ("bulb", "spot_lamp") and its.value in _LAMP_WORDS
        attached = its.value in ("driver", "accessory", "module") and not sub.has("quantity")
        if attached:
            sub.values.remove(its)
        elif not refines or current.has("quantity") or (current.has("power_w") and sub.has("power_w")):
            return True
    for name in ("power_w", "power_w_per_m", "shape", "model"):
        a, b = current.all(name), sub.all(name)
        if a and b and {str(v.value) for v in a} != {str(v.value) for v in b}:
            return True
    if current.has("quantity") and sub.has("product") and mine is None and not sub.has("quantity"):
        return bool(current.has_identity and current.has("power_w") and sub.has("power_w", "shape", "cap"))
    if mine and its and mine.value == its.value and current.has("quantity") and its.start > mine.end + 3:
        return sub.has("power_w", "shape", "size_mm", "cap")
    return False


def _share_in_clause(items: list[Item]) -> None:
    """Carry over what one clause says once for its articles."""
    if len(items) < 2:
        return
    for item in items:
        if item.has("all") and not item.has("quantity") and not item.has_identity:
            item.notes.append("all")
    last = items[-1]
    quantity = last.get("quantity")
    if quantity is not None and last.has("each"):
        for item in items[:-1]:
            if not item.has("quantity") and item.has_identity:
                item.values.append(replace(quantity, sure=0.8))
    if quantity is not None and last.has("each"):
        for item in items[:-1]:
            if not item.has("quantity") and item.has_identity:
                item.values.append(replace(quantity, sure=0.8))
    ends_with_quantity = all(_ends_with_quantity(item) for item in items[:-1])
    if quantity is not None and ends_with_quantity:
        trailing = [v for v in last.values if v.start > quantity.end and v.field not in OWN]
        leading = [v for v in last.values if v.start < quantity.start and v.field not in FREE]
        if leading and trailing:
            for item in items[:-1]:
                item.inherit(trailing)
    # "flood lights 50W 1000, 100W 500": the second is a flood light too
    for before, item in itertools.pairwise(items):
        if (
            not item.has("product")
            and item.has("power_w", "power_range_w", "power_w_per_m")
            and not item.has("shape")
        ) and (not item.has("cap") or not (before.has("shape") or _is_other_cap(before, item))):
            item.inherit(before.values, keep=OWN | {"flux_lm", "efficacy_lm_w"})
    # "500 9W and 300 12W bulbs": the first are bulbs too
    for item, after in zip(reversed(items[:-1]), reversed(items[1:]), strict=False):
        if (
            not item.has("product", "shape", "cap")
            and item.has("power_w", "quantity")
            and after.has("product")
        ) and item.has("power_w"):
            item.inherit([v for v in after.values if v.field in ("product", "cap", "shape")])


def _is_other_cap(before: Item, item: Item) -> bool:
    """Tell whether two caps make two kinds of lamps: G4 and R7s."""
    mine, its = before.get("cap"), item.get("cap")
    return mine is not None and its is not None and mine.value != its.value


def _ends_with_quantity(item: Item) -> bool:
    quantity = item.get("quantity")
    return quantity is not None and not any(
        v.start > quantity.start and v.field not in FREE | {"quantity_max"} for v in item.values
    )
