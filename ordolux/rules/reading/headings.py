"""What the columns of a table mean: by their headings, and where a heading is strange, by what stands below it.

"Item" above words is the article and above 1, 2, 3 its number; whole numbers under a heading that nobody knows are the
pieces when no other column has them; what is in stock or was sold last year is not ordered.
"""

import itertools
import re
from collections.abc import Sequence

from ordolux.rules.reading.cells import label_of
from ordolux.rules.reading.text import folded

ROWS_LOOKED_AT = 40

Cells = Sequence[tuple[str, int]]
"""The cells of a row with their places."""

_WHOLE = re.compile(r"\s*\d{1,3}(?:[.,' ]\d{3})+\s*|\s*\d{1,7}\s*")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_SPECIFIED = re.compile(
    r"\d ?(?:W|K|V|lm|mm)(?![^\W_])|IP ?\d\d|(?<![^\W_])E(?:27|14|40)(?!\d)", re.IGNORECASE
)
_OTHER_COUNT = re.compile(
    r"stock|sold|sales|last|prev|20[0-3]\d|minimum|moq|bestand|lager|verkauft|verbrauch|vorjahr|vendu|ventas|existenc|vendid"
    r"|estoque|giacenz|vendut|voorraad|stan mag|sprzedan|stok|satıl|satil|lager|såld|остат|склад|продан|مخزون|库存|庫存|销量"
    r"|재고|weight|gewicht|kg|page|seite|price|usd|eur|\$|€|¥|year|drawing|floor|etage|room|area|hours?\b|life",
    re.IGNORECASE,
)
"""Numbers that are no order: what lies in stock, was sold, weighs or costs."""

_TO_ORDER = re.compile(
    r"order|bestell|command[eé]r|à commander|pedir|pedido|ordin|encomend|bestel|zam[oó]w|sipari|beställ|заказ|طلب"
    r"|订购|訂購|下单|订货|주문",
    re.IGNORECASE,
)
_MOST = re.compile(r"max|höchst|upto|up to|bis zu|макс|最大|最多|최대|أقصى", re.IGNORECASE)


def heading_rows(first: Cells, second: Cells) -> list[str] | None:
    """Return the headings of a table whose headings stand in two rows, None when the second is no row of headings.

    The lower heading counts; where it is empty or unknown, the upper one does.
    """
    lower = [label_of(cell) or "" for cell, _ in second]
    digits = sum(1 for cell, _ in second if re.search(r"\d", cell))
    if len({name for name in lower if name}) < 3 or digits > 1:
        return None
    upper = [label_of(cell) or "" for cell, _ in first] + [""] * len(second)
    return [name or upper[place] for place, name in enumerate(lower)]


def settled(head: Cells, names: Sequence[str], rows: Sequence[Cells]) -> list[str]:
    """Return the headings after a look at what stands below them in the first ``rows``."""
    made = list(names)
    columns = [
        [row[place][0].strip() for row in rows if place < len(row) and row[place][0].strip()]
        for place in range(len(made))
    ]
    for place, below in enumerate(columns):
        worded = sum(1 for cell in below if _WORDS.search(cell))
        if made[place] == "item_number" and "model" not in made and below and _are_codes(below):
            made[place] = "model"  # "Item" above "LD-01"
        elif made[place] == "item_number" and below and worded * 2 > len(below):
            made[place] = "product"
        elif made[place] == "ignored" and sum(1 for cell in below if _SPECIFIED.search(cell)) * 2 > len(
            below
        ):
            made[place] = "product"  # "Data" above "11 W, 2700 K" is no date
        elif made[place] == "model" and _are_words(below):
            made[place] = "product"  # "Type" above "downlight"
    if "product" not in made:
        # "Material" above "High bay luminaire 240 W, 5000 K": the longest words that specify
        told = [
            (sum(len(cell) for cell in below) / len(below), place)
            for place, below in enumerate(columns)
            if below
            and made[place] in ("", "material", "ignored", "remark", "size", "unit")
            and sum(1 for cell in below if _SPECIFIED.search(cell) and _WORDS.search(cell)) * 2 > len(below)
        ]
        if told and max(told)[0] > _SHORTEST_DESCRIPTION:
            made[max(told)[1]] = "product"
    texts = [folded(cell) for cell, _ in head]
    counted = [place for place, name in enumerate(made) if name == "quantity"]
    if not counted:
        open_ = [
            place
            for place, below in enumerate(columns)
            if (not made[place] or (made[place] == "ignored" and re.search(r"amount|total", texts[place])))
            and below
            and all(_WHOLE.fullmatch(cell) for cell in below)
            and not _OTHER_COUNT.search(texts[place])
            and not _counts_up(below)
        ]
        to_order = [place for place in open_ if _TO_ORDER.search(texts[place])]
        if to_order or open_:
            made[(to_order or open_)[-1]] = "quantity"
    elif len(counted) > 1:
        _of_several_counts(made, counted, texts)
    return made


_SHORTEST_DESCRIPTION = 16
"""Characters of a cell, on average, that describe an article."""

_CODE = re.compile(r"[A-Z]{1,4}[-. ]?\d{1,4}[A-Za-z]?")


def _are_codes(below: Sequence[str]) -> bool:
    """Tell whether a column holds codes of a schedule: LD-01, P2."""
    return all(_CODE.fullmatch(cell) for cell in below)


def _are_words(below: Sequence[str]) -> bool:
    """Tell whether a column holds words and no codes."""
    worded = sum(1 for cell in below if _WORDS.search(cell) and not cell.isupper())
    return not any(re.search(r"\d", cell) for cell in below) and worded * 2 > len(below)


def is_to_order(heading: str) -> bool:
    """Tell whether a column says what is to be ordered now, so that an empty cell means none."""
    return _TO_ORDER.search(folded(heading)) is not None


def _are_places(texts: Sequence[str]) -> bool:
    """Tell whether columns count the same for several places: Qty hall A, Qty hall B."""
    words = [text.split() for text in texts]
    first = [each[0] for each in words if each]
    rest = {" ".join(each[1:]) for each in words}
    return (
        len(first) == len(words)
        and len(set(first)) == 1
        and len(rest) == len(words)
        and "" not in rest
        and not any(_NO_PLACE.search(text) or _MOST.search(text) or _TO_ORDER.search(text) for text in texts)
    )


_NO_PLACE = re.compile(
    r"total|gesamt|summe|min|per |pro |carton|ctn|box|month|year|monat|jahr|option|alt|合计|всего|итого"
)


def _of_several_counts(made: list[str], counted: Sequence[int], texts: Sequence[str]) -> None:
    """Tell apart the columns that count: least and most, in stock and to order, packed and packages."""
    for place in counted:
        if _OTHER_COUNT.search(texts[place]) and not _TO_ORDER.search(texts[place]):
            made[place] = "ignored"
    left = [place for place in counted if made[place] == "quantity"]
    if len(left) > 1 and _are_places([texts[place] for place in left]):
        for place in left:
            made[place] = "quantity_here"
        return
    most = [place for place in left if _MOST.search(texts[place])]
    if len(left) > 1 and len(most) == 1:
        made[most[0]] = "quantity_max"
    elif len(left) > 1 and len(ordered := [place for place in left if _TO_ORDER.search(texts[place])]) == 1:
        for place in left:
            if place not in ordered:
                made[place] = "ignored"


def _counts_up(below: Sequence[str]) -> bool:
    """Tell whether a column numbers its rows: 1, 2, 3 or 10, 20, 30."""
    if len(below) < 2 or not all(cell.isdigit() for cell in below):
        return False
    numbers = [int(cell) for cell in below]
    step = numbers[1] - numbers[0]
    return step in (1, 5, 10, 100) and all(b - a == step for a, b in itertools.pairwise(numbers))
