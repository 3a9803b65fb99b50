"""Quantities that are said by those before: "please double the quantity of the tubes, the panels stay as they are"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ordolux.rules.reading.items import Item, product_type
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.text import folded, lexicon, plain

_CLAUSE = re.compile(r"[^\n.!?;,。！？；，]+(?:[.,](?=\d)[^\n.!?;,。！？；，]*)*[\n.!?;,。！？；，]?")

_STAYS = re.compile(
    r"(?<![^\W_])(?:stays?|remains?|unchanged|as (?:they are|it is|before)|the same|bleib\w*|unverandert|wie gehabt|restent?"
    r"|inchang\w+|sans changement|quedan? igual|sin cambios?|se mantiene\w*|restano|invariat\w+|ficam? igual|sem alterac\w+"
    r"|mantem\w*|blijven|ongewijzigd|bez zmian|pozostaj\w+|aynı|ayni|degismez|oforandra\w*|som forut|без изменени\w*|остают\w*"
    r"|остает\w*|كما هي|بدون تغيير)(?![^\W_])|不变|照旧|그대로|동일"
)


@dataclass(frozen=True, slots=True)
class Multiple:
    """How many times what was asked before: the factor, the kinds it is said of (none: of all) and those that stay."""

    factor: int
    kinds: frozenset[str]
    staying: frozenset[str]


def take_multiples(text: str) -> tuple[str, list[Multiple]]:
    """Return the text with clauses like "double the quantity" blanked out, and what they say."""
    low = folded(text)
    if not any(True for _ in lexicon("multiple").find(text, low)):
        return text, []
    flat = plain(text)
    said: list[tuple[int, frozenset[str]]] = []
    staying: set[str] = set()
    pieces, reached = [], 0
    for clause in _CLAUSE.finditer(flat):
        words = list(lexicon("multiple").find(clause[0]))
        stays = _STAYS.search(folded(clause[0]))
        if not words and not stays:
            continue
        values = scan(clause[0]).values
        if words and any(v.field in ("power_w", "cap", "shape", "cct_k", "quantity") for v in values):
            continue  # an article of its own: "2 x double spot"
        kinds = frozenset(str(v.value) for v in values if v.field == "product")
        if words:
            said.append((int(words[0].value), kinds))
        else:
            staying |= kinds
        pieces += [text[reached : clause.start()], re.sub(r"[^\n]", " ", clause[0])]
        reached = clause.end()
    if not said:
        return text, []
    made = [Multiple(factor, kinds, frozenset(staying)) for factor, kinds in said]
    return "".join([*pieces, text[reached:]]), made


def multiplied(items: Sequence[Item], multiples: Sequence[Multiple], newest: frozenset[int]) -> list[Item]:
    """Return the articles with their quantities multiplied, except those that the ``newest`` parts say anew."""
    made = list(items)
    for one in multiples:
        for item in made:
            kind = product_type(item)
            own = {kind[0]} if kind else set()
            own |= {str(v.value) for v in item.all("product")}
            if own & one.staying or (one.kinds and not own & one.kinds):
                continue
            counted = item.has("quantity")
            item.values = [
                replace(v, value=_times(v.value, one.factor), sure=min(v.sure, 0.8))
                if (v.field in ("quantity", "quantity_max") or (v.field == "metres" and not counted))
                and v.part not in newest
                else v
                for v in item.values
            ]
    return made


def _times(value: object, factor: int) -> object:
    if isinstance(value, tuple):
        return tuple(one * factor for one in value)
    return value * factor  # type: ignore[operator]
