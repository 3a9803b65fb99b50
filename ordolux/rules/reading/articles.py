"""From values to articles: which value belongs to which article, what is said once for many, what is split.

The text is cut at rows, sentences and commas; a stretch begins a new article when it names something that the
article so far has already. What has a quantity but no name of its own is a variant of the article before.
"""

import itertools
import re
from collections.abc import Sequence

from ordolux.rules.reading.broken_tables import mended
from ordolux.rules.reading.cells import Cell, label_of, read_cell
from ordolux.rules.reading.clauses import COMMA, begins_anew, clauses, items_of
from ordolux.rules.reading.items import FREE, OWN, VARIANT, Item, family_of, product_type
from ordolux.rules.reading.lines import TARGET
from ordolux.rules.reading.names import is_closing
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.tables import is_by_others, summed, tables_in
from ordolux.rules.reading.values import Scan, Value
from ordolux.rules.reading.variants import settle

_TYPE_CODE = re.compile(
    r"[ \t]*(?:[Ff]ixture |[Ll]uminaire |[Ll]eucht)?(?:[Tt]ype|TYPE|[Tt]yp)[ "
    r":]{1,3}([A-Z]{1,3}\d{0,3}[A-Za-z]?)(?=[\s:,.)-])"
)
"""The code of a luminaire in an architect's schedule, at the beginning of its row."""


_ROW_CODE = re.compile(
    r"(?m)^[ \t]*(?:[-*•][ ])?([A-Z]{1,3}[-.]?\d{1,3}[A-Za-z]{0,2}|[A-Z](?:[/-][A-Z])?)(?:[ ]{2,}|[ ]?\t[ ]?"
    r"|[ ]{0,2}[:=][ ]|[ ][-–][ ])(?=\S)"
)
_NO_CODE = re.compile(
    r"(?:E|G|GU|GX|MR|PAR|AR|T|A|B|C|IP|IK|BR|ST|R|KW|LM|PO|BP|P\.?O)[-.]?\d{1,3}|T|F|M|E|W|H|P",
    re.IGNORECASE,
)
"""What begins a row as well: caps and shapes, telephone and fax."""


def _codes_of_rows(found: Scan) -> dict[int, re.Match[str]]:
    """Return the codes of a schedule that begin its rows, by where the rows begin: "L1   Recessed downlight ... 140 pcs"."""
    marks = [m for m in _ROW_CODE.finditer(found.plain) if found.text[m.end() : m.end() + 1] != "+"]
    sure = [m for m in marks if not _NO_CODE.fullmatch(m[1])]
    if len({m[1] for m in marks}) < 2 or len({m[1] for m in marks}) * 4 < len(marks) * 3 or not sure:
        return {}
    if len(sure) * 2 < len(marks):
        marks = sure
    begins = {}
    for m in marks:
        start = m.start() + len(m[0]) - len(m[0].lstrip(" \t"))
        begins[m.start()] = begins[start] = m
    return begins


MOST_ARTICLES = 5_000


def read_part(text: str, part: int = 0) -> tuple[list[Item], list[Item], Scan]:
    """Return the articles of one text, what is said in it for all of them, and its scan."""
    whole = mended(text)
    if whole == text:
        return _read_part(text, part)
    # rows put together again hold only when they tell more
    apart, together = _read_part(text, part), _read_part(whole, part)
    return together if _told(together[0]) > _told(apart[0]) else apart


def _told(items: Sequence[Item]) -> tuple[int, int]:
    """Return how many articles have a quantity, and how many values all have."""
    counted = [item for item in items if item.has("quantity") and product_type(item)]
    return len(counted), sum(len(item.fields()) for item in counted)


def _read_part(text: str, part: int) -> tuple[list[Item], list[Item], Scan]:
    found = scan(text)
    found_tables = tables_in(found)
    items: list[Item] = []
    covered: list[tuple[int, int]] = []
    for table in found_tables:
        covered.append((table.start, table.end))
        items += table.items
    items = summed(items)
    stretches = clauses(found, covered)
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
    items, commons = settle(found, items, commons)
    for item in (*items, *commons):
        item.part = part
        for value in item.values:
            value.part = part
    return items[:MOST_ARTICLES], commons, found


def _name_by_sentence(items: list[Item], *, before: list[Item]) -> None:
    """Give the rows of a table without a kind what the sentence above it names: "track spots in black: ..."."""
    bare = [
        item for item in items if item.from_table and product_type(item) is None and not item.has("model")
    ]
    if not bare or len(bare) < len(items):
        return
    named = [
        one for one in before if one.start < bare[0].start and not one.has("quantity") and product_type(one)
    ]
    if named:
        for item in bare:
            item.inherit(named[-1].values, sure=0.8)


def signature_start(text: str) -> int:
    """Return where the signature of a text begins, its length when there is none."""
    place = len(text)
    lines = list(re.finditer(r"[^\n]+", text))
    for m in lines[max(0, len(lines) - 16) :]:
        if is_closing(m[0]):
            return m.start()
    return place


# ------------------------------------------------------------------ assembling


def _assemble(found: Scan, clauses: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    articles: list[Item] = []
    commons: list[Item] = []
    codes = _codes_of_rows(found)
    for clause in clauses:
        if not clause.values and not _label_of_clause(found, clause):
            continue
        if is_by_others(found.plain[clause.start : clause.end]) and not clause.has("all"):
            continue
        code = codes.get(clause.start) or _TYPE_CODE.match(found.plain, clause.start, clause.end)
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
            elif heading == "item_number" and re.fullmatch(
                r"\W*\d{0,4}\W*", found.text[cell_start : clause.end]
            ):
                continue
        if _is_about_samples(found, clause):
            continue
        _many_sources(found, clause)
        items = items_of(found, clause)
        for item in items:
            _place(found, item, articles, commons)
    return articles, commons


_TIMES_MANY = re.compile(
    r"(?<![\d.,])[ ]?[x*][ ]?(\d{1,6})(?![\d.,]*\d|[ ]?(?:w|k|v|mm|cm|m|lm|°|x|\*)(?![a-z]))"
)


def _many_sources(found: Scan, clause: Item) -> None:
    """Read "LED par 18x10W RGBW x 40" as forty lamps of 180 W: their number stands behind."""
    for crossed, power in itertools.pairwise(clause.values):
        if not (crossed.field == "quantity" and crossed.sure == 0.9 and power.field == "power_w"):
            continue
        if not re.fullmatch(r"[ ]?[x*][ ]?", found.low[crossed.end : power.start]):
            continue
        earlier = next(
            (v for v in clause.values if v.field in ("quantity", "bare") and v.end <= crossed.start), None
        )
        if earlier is not None and COMMA.search(found.plain, earlier.end, crossed.start) is None:
            # "40 x LED par 18x10W": their number stands before
            power.value = round(power.value * crossed.value, 3)
            crossed.field = "light_sources"
            continue
        stop = COMMA.search(found.plain, power.end, clause.end)
        behind = _TIMES_MANY.search(found.low, power.end, stop.start() if stop else clause.end)
        if behind is None:
            continue
        power.value = round(power.value * crossed.value, 3)
        crossed.field = "light_sources"
        counted = next((v for v in clause.values if v.field == "bare" and v.start == behind.start(1)), None)
        if counted is not None:
            counted.field, counted.unit, counted.value = "quantity", "pcs", int(counted.value)


_LABELLED = re.compile(r"[ \t]*([^:=\n]{1,40}?)[ \t]*(?:[:=]|[ ]-[ ]|\t)[ \t]*(?=\S)")


def _label_of_clause(found: Scan, clause: Item) -> tuple[str, int] | None:
    m = _LABELLED.match(found.plain[clause.start : min(clause.end, clause.start + 80)])
    if m is None:
        return None
    heading = label_of(m[1])
    if heading in ("price", "ignored") and clause.has("quantity") and clause.has_identity:
        return None  # "Need price: 10k bulbs 9W ..."
    if heading is None or re.match(r"\d+[ ]?[^\W\d_]", m[1]):
        return None  # "500 pcs" in front of a tab is no label
    if re.fullmatch(r"[ ]?-[ ]?", m[0][len(m[1]) :].strip("\t")) and heading in ("product", "quantity"):
        return None
    if "-" in m[0][len(m[1]) :] and _COUNTED.match(found.low, clause.start + m.end(), clause.end):
        return None  # "barwa neutralna - 4 tys. szt." names a variant and its pieces
    return heading, clause.start + m.end()


_COUNTED = re.compile(
    r"\d[\d ., ]{0,9}(?:tys\.?|tausend|mil|тыс\.?|k|bin|tusen)?[ ]?(?:pcs|pc|szt|stk|stuck|шт|uds"
    r"|pz|adet|st|un|u|개|个|只|支)(?![^\W_])"
)


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


# ------------------------------------------------------------------ rows


def _place(found: Scan, item: Item, articles: list[Item], commons: list[Item]) -> None:
    """Add a stretch to the article it belongs to, make it a new one, or keep it for all."""
    properties = item.fields()
    if (
        item.has("part_quantity")
        and not item.has("quantity")
        and articles
        and articles[-1].has("quantity")
        and (not item.has_identity or item.row == articles[-1].row)
    ):
        articles[-1].absorb(item)  # "20 of them with a sensor"
        return
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
            row_of_several = (
                len(articles) > 1 and articles[-2].row == item.row and item.clause != current.clause
            )
            if (
                apart
                or row_of_several
                or (item.row != current.row and len(articles) > 1 and not current.has("loose"))
            ) and (apart or not _is_elsewhere(articles[:-1], properties)):
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
            and not begins_anew(current, item)
            and item.block == current.block
        ):
            if item.has("quantity") or not item.has("product"):
                current.absorb(item)
                return
        elif (
            item.row == current.row
            and item.clause != current.clause
            and not begins_anew(current, item)
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
