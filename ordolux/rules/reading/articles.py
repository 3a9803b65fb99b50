"""From values to articles: which value belongs to which article, what is said once for many, what is split.

The text is cut at rows, sentences and commas; a stretch begins a new article when it names something that the
article so far has already. What has a quantity but no name of its own is a variant of the article before.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ordolux.rules.reading.items import FREE, IDENTITY, OWN, VARIANT, Item, family_of, product_type
from ordolux.rules.reading.lines import TARGET
from ordolux.rules.reading.tables import Cell, label_of, read_cell, summed, tables_in
from ordolux.rules.reading.values import COUNT_UNITS, Scan, Value, scan

_ROW = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"(?<=[.!?])[ ]+(?=[^\d\s])|[。！？!?；]|;(?=\s)|(?<=[^\s\d.])\.(?=\s*$)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:pcs|pc|nos|no|approx|ca|incl|excl|min|max|temp|dim|qty|art|nr|mr|mrs|ms|dr|st|stk|tel|eq|equiv|spec|vs|etc|e\.g|i\.e|z\.b|p\.ej|ref|uds|ud|und|cad|un|u|uds|und|pz|pzs|pc|pç|kpl|ctn|gr|std|unid|cj|shipt|adj|alu|mat|col|inc|each|req|шт|кол|тыс|св|темп|szt|ок)\.$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s{0,8}(?:[(（]?(?P<n>\d{1,3})[.)）、:](?!\d)\s{0,3}|(?P<n2>[①-⑳])|(?:item|pos\.?|position|poz\.?|no\.?|line|artikel|pozycja|позиция|поз\.?|产品|款|第|product|nr\.?|lot|los|lote)[ ]?(?P<n3>\d{1,3})(?:款|项)?[ ]?[:.)\-、,]\s|(?P<n4>[a-hA-H])[.)]\s|#(?P<n5>\d{1,3})[ :.)-])",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s{0,8}(?:[-*•·–—●■►▪➢✓√>]|o )\s{0,3}")
_COMMA = re.compile(
    r"[,、](?!\d{3}(?!\d))(?!\d(?=\D|$))|[,、](?=\s)|\s(?:and|und|sowie|et|y|e|i|oraz|ve|och|en|и|و|plus|samt|ainsi que|así como|nonché|assim como|alsmede|а также|jak również|as well as|또|및|そして)\s|(?<=[\u4e00-\u9fff\d)])(?:和|及|以及|另外|还有)(?=[\u4e00-\u9fff\dA-Za-z])|[ ][+&][ ]|\t|[ ]\|[ ]|;",
    re.IGNORECASE,
)
_TYPE_CODE = re.compile(r"[ \t]*(?:[Ff]ixture |[Ll]uminaire |[Ll]eucht)?(?:[Tt]ype|TYPE|[Tt]yp)[ :]{1,3}([A-Z]{1,3}\d{0,3}[A-Za-z]?)(?=[\s:,.)-])")
"""The code of a luminaire in an architect's schedule, at the beginning of its row."""
MOST_ARTICLES = 5_000
_MOST_IN_CLAUSE = 120
_LONGEST_CLAUSE = 1_200
"""Values and characters of one clause; nobody writes a longer one, and judging is not linear within it."""


def read_part(text: str, part: int = 0) -> tuple[list[Item], list[Item], Scan]:
    """Return the articles of one text, what is said in it for all of them, and its scan."""
    found = scan(text)
    found_tables = tables_in(found)
    items: list[Item] = []
    covered: list[tuple[int, int]] = []
    for table in found_tables:
        covered.append((table.start, table.end))
        items += table.items
    items = summed(items)
    stretches = _clauses(found, covered)
    free, commons = _assemble(found, stretches)
    if sum(1 for item in items if item.has("quantity")) > 1:
        # beside a table, a remark is no article unless it says how many of what
        kept = [
            item for item in free if item.has_identity and any(q.sure == 1.0 for q in item.all("quantity"))
        ]
        commons += [item for item in free if item not in kept and not item.has("quantity")]
        free = kept
    end = signature_start(found.plain)
    # a name in the signature ("Paolo Neri") is no colour of a lamp
    free = [item for item in free if item.start < end or item.has("quantity")]
    commons = [item for item in commons if item.start < end]
    for item in free:
        if item.start < end:
            item.values = [v for v in item.values if v.start < end]
    _name_by_sentence(items, before=[*commons, *free])
    items += free
    items.sort(key=lambda item: item.start)
    items, commons = _settle(found, items, commons)
    for item in (*items, *commons):
        item.part = part
        for value in item.values:
            value.part = part
    return items[:MOST_ARTICLES], commons, found


def _name_by_sentence(items: list[Item], *, before: list[Item]) -> None:
    """Give the rows of a table without a kind what the sentence above it names: "track spots in black: ..."."""
    bare = [item for item in items if item.from_table and product_type(item) is None and not item.has("model")]
    if not bare or len(bare) < len(items):
        return
    named = [one for one in before if one.start < bare[0].start and not one.has("quantity") and product_type(one)]
    if named:
        for item in bare:
            item.inherit(named[-1].values, sure=0.8)


def signature_start(text: str) -> int:
    """Return where the signature of a text begins, its length when there is none."""
    from ordolux.rules.reading.senders import is_closing

    place = len(text)
    lines = list(re.finditer(r"[^\n]+", text))
    for m in lines[max(0, len(lines) - 16) :]:
        if is_closing(m[0]):
            return m.start()
    return place


# ------------------------------------------------------------------ clauses


def _clauses(found: Scan, covered: Sequence[tuple[int, int]]) -> list[Item]:
    """Cut the text outside tables into clauses with their values."""
    text = found.plain
    clauses: list[Item] = []
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


# ------------------------------------------------------------------ assembling


def _assemble(found: Scan, clauses: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    articles: list[Item] = []
    commons: list[Item] = []
    for clause in clauses:
        if not clause.values and not _label_of_clause(found, clause):
            continue
        code = _TYPE_CODE.match(found.plain, clause.start, clause.end)
        if code is not None and not clause.has("model"):
            clause.values.insert(0, Value("model", code[1], code.start(1), code.end(1)))
        for value in clause.values:
            if value.field == "money" and TARGET.search(
                found.plain, max(clause.start, value.start - 60), value.start
            ):
                value.field = "price"
        labelled = _label_of_clause(found, clause)
        if labelled is not None:
            heading, cell_start = labelled
            values = read_cell(Cell(heading, found.text[cell_start : clause.end], cell_start), found)
            if heading not in ("product", "model", "remark", "message", "item_number", "subject"):
                own = Item(
                    values, clause.start, clause.end, clause.row, clause.clause, clause.block, clause.marked
                )
                own.notes.append(f"label:{heading}")
                _place(found, own, articles, commons)
                continue
            if heading == "model":
                clause.values = values
            elif heading == "item_number" and re.fullmatch(r"\W*\d{0,4}\W*", found.text[cell_start : clause.end]):
                continue
        if _is_about_samples(found, clause):
            continue
        _many_sources(found, clause)
        items = _items_of(found, clause)
        for item in items:
            _place(found, item, articles, commons)
    return articles, commons


_TIMES_MANY = re.compile(r"(?<![\d.,])[ ]?[x*][ ]?(\d{1,6})(?![\d.,]*\d|[ ]?(?:w|k|v|mm|cm|m|lm|°|x|\*)(?![a-z]))")


def _many_sources(found: Scan, clause: Item) -> None:
    """Read "LED par 18x10W RGBW x 40" as forty lamps of 180 W: their number stands behind."""
    for crossed, power in itertools.pairwise(clause.values):
        if not (crossed.field == "quantity" and crossed.sure == 0.9 and power.field == "power_w"):
            continue
        if not re.fullmatch(r"[ ]?[x*][ ]?", found.low[crossed.end : power.start]):
            continue
        stop = _COMMA.search(found.plain, power.end, clause.end)
        behind = _TIMES_MANY.search(found.low, power.end, stop.start() if stop else clause.end)
        if behind is None:
            continue
        power.value = round(power.value * crossed.value, 3)
        crossed.field = "light_sources"
        counted = next((v for v in clause.values if v.field == "bare" and v.start == behind.start(1)), None)
        if counted is not None:
            counted.field, counted.unit, counted.value = "quantity", "pcs", int(counted.value)


def _label_of_clause(found: Scan, clause: Item) -> tuple[str, int] | None:
    m = re.match(
        r"[ \t]*([^:=\n]{1,40}?)[ \t]*(?:[:=]|[ ]-[ ]|\t)[ \t]*(?=\S)",
        found.plain[clause.start : min(clause.end, clause.start + 80)],
    )
    if m is None:
        return None
    heading = label_of(m[1])
    if heading is None:
        return None
    if re.fullmatch(r"[ ]?-[ ]?", m[0][len(m[1]) :].strip("\t")) and heading in ("product", "quantity"):
        return None
    return heading, clause.start + m.end()


_SAMPLE_QUANTITY = re.compile(r"\d")


def _is_about_samples(found: Scan, clause: Item) -> bool:
    """Tell whether a clause asks for samples: its quantity is no order."""
    sample = clause.get("sample_line")
    if sample is None:
        return False
    quantity = clause.get("quantity") or clause.get("bare")
    if quantity is None:
        return not (clause.has("product") and clause.has("power_w"))
    if not clause.has("product", "shape", "power_w", "cap"):
        return True
    return abs(quantity.start - sample.start) < 16 or quantity.value in (1, 2, 3, 4, 5)


def _items_of(found: Scan, clause: Item) -> list[Item]:
    """Cut a clause at its commas and conjunctions, and merge what belongs together."""
    cuts = [clause.start]
    for m in _COMMA.finditer(found.plain, clause.start, clause.end):
        # a separator inside a value (5, 7 and 9W) is none
        if len(clause.values) > _MOST_IN_CLAUSE or not (
            any(v.start < m.start() and v.end > m.end() for v in clause.values)
            or _joins_alternatives(clause.values, m.start(), m.end())
        ):
            cuts.append(m.end())
    cuts.append(clause.end)
    subs = []
    for start, end in itertools.pairwise(cuts):
        subs.append(
            Item(
                [],
                start,
                end,
                clause.row,
                clause.clause,
                clause.block,
                clause.marked and start == clause.start,
            )
        )
    _deal(clause.values, subs)
    for sub in subs:
        _settle_bare(found, sub)
    if not clause.has("quantity"):
        _settle_bare(found, clause)
    parts = [part for sub in subs if sub.values for part in _by_quantity(sub)]
    items: list[Item] = []
    for sub in parts:
        says_all = sub.has("all") and not sub.has("quantity") and not sub.has_identity and bool(sub.fields())
        if says_all:
            sub.notes.append("all")
        if items and not says_all and not _begins_anew(items[-1], sub):
            items[-1].absorb(sub)
        else:
            items.append(sub)
    _share_in_clause(items)
    return items


def _joins_alternatives(values: Sequence[Value], start: int, end: int) -> bool:
    """Tell whether a separator stands between values of one list: 5W and 7W."""
    for before, after in itertools.pairwise(values):
        if before.start < start and after.start >= end:
            return before.group != 0 and before.group == after.group and before.field in ("power_w", "power_w_per_m")
    return False


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


def _begins_anew(current: Item, sub: Item) -> bool:
    """Tell whether a stretch names another article than the one that is being gathered."""
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


_IN_ALL = re.compile(
    r"[ ]{0,2}(?:in total|in all|total|altogether|all together|insgesamt|gesamt|au total|en total|em total|in totale|totale|in totaal"
    r"|totaal|razem|łącznie|lacznie|toplam|totalt|всего|итого|штук всего|إجمالي|المجموع|합계|总计|合计|共计)(?![a-z])"
)
_IN_ALL_BEFORE = re.compile(
    r"(?:total(?: of| qty| quantity)?|insgesamt|gesamt|zusammen|razem|lacznie|toplam|totalt|totaal|totale|всего|итого|总共|共计|共|合计|총)[ :]{0,2}$"
)


def _settle_bare(found: Scan, clause: Item) -> None:
    """Decide which numbers without a unit are quantities or temperatures."""
    text, low = found.plain, found.low
    values = clause.values
    if len(values) > _MOST_IN_CLAUSE:
        return
    has_quantity = any(v.field == "quantity" for v in values)
    for index, value in enumerate(values):
        if value.field == "size_feet":
            is_panel = any(
                v.field == "product" and v.value in ("panel", "linear_light", "high_bay", "ceiling_light")
                for v in values
            )
            value.field = "size_mm" if is_panel else "bare_size"
            value.unit = "cross"
            continue
        if value.field != "bare" or value.unit == "range":
            continue
        number = value.value
        if number < 1 or number != int(number):
            continue
        following = values[index + 1] if index + 1 < len(values) else None
        gap_after = text[value.end : following.start] if following else ""
        gap_before = text[max(clause.start, value.start - 14) : value.start]
        behind = low[value.end : value.end + 14]
        line_end = (
            re.match(r"[ .)]*(?:$|[\n,;(]|each|je\b|c/u|各)", text[value.end : value.end + 8].split("\n")[0])
            is not None
        )
        is_k = value.unit == "k"
        beside = (
            following is not None
            and following.field
            in (
                "product",
                "product_generic",
                "shape",
                "cap",
                "power_w",
                "colour",
                "cct_k",
                "sample_line",
                "size_mm",
                "housing_colour",
                "dimming",
                "power_w_per_m",
                "material",
                "chip",
                "same",
            )
            and len(gap_after) <= 24
            and re.fullmatch(r"[ ]{0,2}(?:x |[x*] ?)?(?:[^\W\d_]+[ -]){0,3}(?:[^\W\d_]*)", gap_after)
            is not None
        )
        times = re.match(r"[ ]{0,2}[x*][ ]{0,2}[A-Za-z一-鿿А-я]", text[value.end : value.end + 6]) is not None
        dashed = re.search(r"(?:[-:=x*–>]|\bof\b)[ ]{0,3}$", gap_before) is not None
        preceding = values[index - 1] if index else None
        if (
            preceding is not None
            and preceding.field == "colour"
            and value.start - preceding.end <= 3
            and number in (2700, 3000, 3500, 4000, 5000, 6000, 6400, 6500)
        ) and has_quantity:
            value.field, value.unit = "cct_k", "K"
            continue
        if (
            not _IN_ALL.match(low, value.end)
            and number in (2700, 3000, 3500, 4000, 4500, 5000, 5500, 5700, 6000, 6400, 6500)
            and has_quantity
            and not is_k
            and not any(v.field == "cct_k" for v in values)
        ):
            value.field, value.unit, value.sure, value.value = "cct_k", "K", 0.7, int(number)
            continue
        if 2020 <= number <= 2035 and not is_k and not times:
            continue
        coloured = (
            preceding is not None
            and preceding.field in ("housing_colour", "colour")
            and value.start - preceding.end <= 3
            and line_end
            and number >= 5
        )
        if has_quantity and not is_k and not times and not coloured:
            nearby = any(v.field == "quantity" and abs(v.start - value.start) < 40 for v in values)
            if (
                nearby
                and following is not None
                and following.field in ("cap", "colour", "cct_k", "beam_deg", "housing_colour")
                and number >= 10
                and re.fullmatch(r"[ ]{0,2}(?:x |in |of |with )?", gap_after)
            ):
                nearby = False
            if nearby or not (beside or (dashed and line_end)):
                continue
        if _IN_ALL.match(low, value.end) or _IN_ALL_BEFORE.search(low, max(clause.start, value.start - 18), value.start):
            value.field, value.unit, value.value, value.sure = "quantity", "pcs", int(number), 0.9
            has_quantity = True
            continue
        each = following is not None and following.field in ("each", "half") and len(gap_after) <= 12
        identity = any(
            v.field
            in (
                "product",
                "shape",
                "power_w",
                "cap",
                "product_generic",
                "power_w_per_m",
                "cct_k",
                "colour",
                "size_mm",
                "same",
            )
            for v in values
        )
        asks = (
            re.search(
                r"(?:need|want|order|also|quote|require|brauchen|benötigen|besoin|necesit\w+|precis\w+|нужн\w+|требуется|需要|要|订|采购|求购)[^\d\n]{0,10}$",
                low[max(clause.start, value.start - 24) : value.start],
            )
            is not None
        )
        if (
            coloured
            or (beside and (number >= 5 or times or value.start == clause.start))
            or times
            or is_k
            or each
            or (identity and line_end and (dashed or number >= 10))
            or (asks and identity)
        ):
            if "°" in behind[:2]:
                continue
            value.field, value.unit, value.value = "quantity", "pcs", int(number)
            value.sure = 0.8
            has_quantity = True


# ------------------------------------------------------------------ rows


def _place(found: Scan, item: Item, articles: list[Item], commons: list[Item]) -> None:
    """Add a stretch to the article it belongs to, make it a new one, or keep it for all."""
    properties = item.fields()
    if properties == {"quantity"} and articles and item.get("quantity").sure == 0.9:  # type: ignore[union-attr]
        counted = sum(one.get("quantity").value for one in articles if one.has("quantity"))  # type: ignore[union-attr]
        if counted == item.get("quantity").value:  # type: ignore[union-attr]
            return  # the sum of the articles before it
    label = next((note[6:] for note in item.notes if note.startswith("label:")), "")
    if not properties:
        if item.has("each", "half") and articles and articles[-1].clause == item.clause:
            articles[-1].absorb(item)
        return
    if "all" in item.notes or (item.has("all") and not item.has_identity and not item.has("quantity")):
        commons.append(item)
        return
    if item.has("cap") and not item.has_identity and not item.has("quantity") and not label and not articles:
        pass
    if (
        articles
        and not item.has("quantity", "power_w", "size_mm", "power_w_per_m")
        and item.has("product", "shape")
        and not label
        and properties - {"product", "shape"}
    ):
        # "no dimming for the A60": of the articles so named before
        named = [a for a in articles if a.has("quantity") and _names_the_same(a, item)]
        if named:
            said = [v for v in item.values if v.field not in ("product", "shape")]
            for article in named:
                article.inherit(said, sure=0.8, keep=OWN - {"price"})
            return
    current = articles[-1] if articles else None
    if current is not None and not item.marked:
        same_block = item.block == current.block or (label != "" and item.block - current.block <= 1)
        if label:
            if (
                item.has("quantity")
                and current.has("quantity")
                and not (
                    current.get("quantity").sure < 0.9  # type: ignore[union-attr]
                )
            ):
                if same_block or item.has_identity:
                    articles.append(item)
                    return
            elif same_block or len(articles) == 1 or not _is_elsewhere(articles[:-1], properties):
                if same_block and not _would_repeat(current, item):
                    current.absorb(item)
                    current.block = item.block
                    return
                if not same_block:
                    commons.append(item)
                    return
        elif not item.has("quantity") and not item.has_identity:
            # a property by itself: of the article right before, or of all when it stands apart
            apart = item.block != current.block
            # behind a row of several articles a sentence by itself is said of all of them
            row_of_several = len(articles) > 1 and articles[-2].row == item.row and item.clause != current.clause
            if apart or row_of_several or (
                item.row != current.row and len(articles) > 1 and not current.has("loose")
            ):
                if apart or not _is_elsewhere(articles[:-1], properties):
                    if len(articles) == 1 and not _would_repeat(current, item):
                        current.absorb(item)
                    else:
                        commons.append(item)
                    return
            if not _would_repeat(current, item):
                current.absorb(item)
            return
        elif (
            item.row != current.row
            and not current.has("quantity")
            and not _begins_anew(current, item)
            and item.block == current.block
        ):
            if item.has("quantity") or not item.has("product"):
                if not (current.has("product") and item.has("product")) or item.has("quantity"):
                    current.absorb(item)
                    return
        elif (
            item.row == current.row
            and item.clause != current.clause
            and not _begins_anew(current, item)
            and not item.has("product")
            and not item.has("same")
        ):
            if not (item.has("quantity") and current.has("quantity")):
                current.absorb(item)
                return
        elif (
            item.row != current.row
            and item.block == current.block
            and current.has("quantity")
            and not item.has("quantity")
            and not item.has("product", "shape", "model")
            and not _would_repeat(current, item)
        ):
            current.absorb(item)
            return
    if not item.has_identity and not item.has("quantity") and current is None:
        if item.has("cap", "size_mm") and item.has("product_generic"):
            articles.append(item)
        else:
            commons.append(item)
        return
    if (
        not item.has_identity
        and not item.has("cap", "size_mm")
        and current is None
        and not item.has("product_generic")
    ) and not item.has(*VARIANT):
        return
    articles.append(item)


def _names_the_same(article: Item, item: Item) -> bool:
    for name in ("product", "shape", "cap"):
        own, its = {str(v.value) for v in article.all(name)}, {str(v.value) for v in item.all(name)}
        if own and its and not own & its:
            return False
        if name == "shape" and its and not own:
            return False
    kinds = product_type(article), product_type(item)
    return bool(kinds[0] and kinds[1] and kinds[0][0] == kinds[1][0])


def _is_elsewhere(articles: Sequence[Item], names: set[str]) -> bool:
    """Tell whether earlier articles have such properties of their own, so that each says its own."""
    wanted: set[str] = set()
    for name in names:
        wanted |= family_of(name)
    return any(article.fields() & wanted for article in articles)


def _would_repeat(current: Item, item: Item) -> bool:
    """Tell whether a stretch says again what the article has already, with another value."""
    for value in item.values:
        if value.field in FREE or value.field in ("colour", "housing_colour", "material", "chip", "supply"):
            continue
        own = current.all(value.field)
        if own and all(str(v.value) != str(value.value) for v in own):
            return True
    return False


# ------------------------------------------------------------------ the whole part


def _settle(found: Scan, items: list[Item], commons: list[Item]) -> tuple[list[Item], list[Item]]:
    items = _under_headings(found, items, commons)
    items = _with_variants(items)
    items = [made for item in items for made in _split(found, item)]
    return items, commons


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
                if item.from_table or item.block - head.block > 1:
                    if item.block != (following[-1].block if following else head.block) or item.from_table:
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
        if item.has("same") and not item.from_table:
            named = item.has("power_w", "power_w_per_m", "power_range_w", "model")
            item.inherit(before.values, keep=OWN | {"efficacy_lm_w"} if named else OWN - {"power_w", "power_range_w"})
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


def _only_same(item: Item) -> bool:
    return item.has("same") and not item.has("power_w", "shape", "product")


def _split(found: Scan, item: Item) -> list[Item]:
    """Make a line of each part of a stated split: half and half, shares in percent, so many of each."""
    axis = _axis(item)
    quantity = item.get("quantity")
    halves = item.all("half")
    percents = item.all("percent")
    powers = item.all("power_w")
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


def _times(found: Scan, item: Item) -> int:
    """Return how many times a quantity is wanted ("3 x 500 pcs", one for each colour), 0 when that is not said."""
    quantity = item.get("quantity")
    if quantity is None or quantity.part != item.part:
        return 0
    m = re.search(r"(?<![\d.,x*])([2-9])[ ]?(?:x|\*|times|mal|fois|veces|volte|vezes|keer|razy|kere|gånger|раза?)[ ]?$", found.low[max(0, quantity.start - 10) : quantity.start])
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


__all__ = ["COUNT_UNITS", "read_part"]
