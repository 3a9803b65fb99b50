"""Corrections: "800 instead of 500 for the GU10", "item 3 is cancelled", and what they change."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ordolux.rules.reading.items import FREE, Item, family_of, product_type
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.tables import is_by_others
from ordolux.rules.reading.text import Found, folded, lexicon, plain, unbroken
from ordolux.rules.reading.values import Value


@dataclass(slots=True)
class Correction:
    """One sentence that changes or cancels an article: its values, those that are replaced, the number it names."""

    cancels: bool
    number: int | None
    new: list[Value] = field(default_factory=list)
    old: list[Value] = field(default_factory=list)
    ambiguous: list[Value] = field(default_factory=list)
    part: int = 0
    start: int = 0
    end: int = 0
    item: Item | None = None


_STATEMENT = re.compile(
    r"[^\n.!?。！？;；]*(?:\.(?=\S|[ ][\da-zà-ÿа-я])[^\n.!?。！？;；]*){0,12}[\n.!?。！？;；]?"
)
"""A point before a number or a small letter ends an abbreviation, no sentence: 400 szt. opraw, Pos. 3."""


_ITEM_NUMBER = re.compile(
    r"(?:item|items|pos(?:ition|\.)?|line|no\.?|nr\.?|#|artikel|ligne|article|l[ií]nea|partida|renglón"
    r"|voce|riga|regel|pozycj\w|poz\.?|kalem|rad|позици\w|поз\.?|пункт|البند|第)[ ]?(?:no\.?|nr\.?)?[ "
    r"]?(\d{1,2})(?![\d.,]?\d|[ ]?(?:w|k|pcs|v|mm))",
    re.IGNORECASE,
)


_OLD_BEFORE = re.compile(
    r"(?<![A-Za-zÀ-žА-яё])(?:instead of|rather than|in place of|and not|not|statt|anstatt|anstelle von"
    r"|nicht|au lieu de|et non|pas|en vez de|en lugar de|no|invece di|invece che|anziché|non|em vez de|ao "
    r"invés de|não|in plaats van|niet|zamiast|nie|istället för|i stället för|inte|вместо|а не|не|بدلا من"
    r"|بدل|وليس|而不是|不是|原来的?|from|was|were|von|de|da|van|z|с|把|将|把原来|aan|대신)[ :]{0,2}(?:the "
    r"|a |den |der |die |las |los |les |i |gli |de |da )?(?:\S{1,14} )?$",
    re.IGNORECASE,
)


_OLD_AFTER = re.compile(r"^[^,.;\n]{0,14}?(?:yerine|대신|而不是|改为|改成|->|=>|→|变更为)", re.IGNORECASE)


_NEW_BEFORE = re.compile(
    r"(?<![A-Za-zÀ-žА-яё])(?:but|sondern|mais|sino|ma|bensì|mas|maar|ale|lecz|utan|а|но|بل|而是|改为|改成"
    r"|改|应为|to|into|back to|auf|in|à|a|naar|na|до|на|إلى|olacak|->|=>|→|become|now|jetzt|make it|should be"
    r"|must be|is)[ :]{0,2}(?:\S{1,10} )?$",
    re.IGNORECASE,
)


_FALSE = re.compile(
    r"(?:if|in case|whether|any)\b|quality|warranty|correct (?:me|price)|wrong with|color temperature "
    r"change|cct change|changeable|price change|revised (?:price|offer|quot)|update(?:d)? (?:price"
    r"|catalog|us|me|quot)|best regards",
    re.IGNORECASE,
)


def take_corrections(text: str, part: int) -> tuple[str, list[Correction]]:
    """Return the text with its correcting sentences blanked out, and what they say."""
    flat, low = unbroken(plain(text)), folded(unbroken(text))
    words = list(lexicon("correct", "cancel").find(text, low))
    if not words:
        return text, []
    made: list[Correction] = []
    starts = [w.start for w in words]
    taken: list[tuple[int, int]] = []
    for m in _pieces(flat, words):
        if not m[0].strip():
            continue
        said = words[bisect_left(starts, m.start()) : bisect_left(starts, m.end())]
        if not said or _FALSE.search(m[0]):
            continue
        values = [v for v in scan(m[0]).values if v.field not in FREE or v.field == "bare"]
        number = _ITEM_NUMBER.search(m[0])
        cancels = any(w.notion == "cancel" for w in said) and not any(
            w.notion == "correct" and w.phrase in ("instead of", "statt", "make it") for w in said
        )
        if not values and number is None:
            continue
        strong = any(
            w.phrase
            not in (
                "sorry",
                "actually",
                "wrong",
                "instead",
                "update",
                "change",
                "correct",
                "not as",
                "mistake",
                "but",
                "sino",
                "sondern",
                "perdon",
                "scusate",
                "all",
            )
            for w in said
        )
        if cancels and number is None and _has_two_of_one(values):
            cancels = False  # "forget the 12V, back to 24V"
        if (
            cancels
            and not any(
                v.field in ("product", "shape", "power_w", "cap", "size_mm", "metres", "model")
                for v in values
            )
            and number is None
        ):
            continue
        if (
            not cancels
            and not strong
            and number is None
            and len([v for v in values if v.field in ("quantity", "bare")]) < 1
            and not any(v.field in _CHANGED for v in values)
        ):
            continue
        if not cancels and _is_plain_article(values, said):
            continue
        row = flat[flat.rfind("\n", 0, m.start() + 1) + 1 : m.end()]
        if not cancels and (replaced := _replaced_in_full(row, m[0], values)) is not None:
            # a list written anew, with the old figure beside the new one
            taken.append((m.start() + replaced[0], m.start() + replaced[1]))
            continue
        one = Correction(cancels, int(number[1]) if number else None, part=part, start=m.start(), end=m.end())
        _sort_values(one, m[0], values, m.start(), number.span() if number else (-1, -1), cancels)
        made.append(one)
        taken.append(m.span())
    return _blanked(text, taken), made


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with blanks in these stretches."""
    pieces, reached = [], 0
    for start, end in spans:
        pieces += [text[reached:start], re.sub(r"[^\n]", " ", text[start:end])]
        reached = end
    return "".join([*pieces, text[reached:]])


_CHANGED = frozenset(
    {
        "power_w",
        "cct_k",
        "colour",
        "beam_deg",
        "cap",
        "voltage_v",
        "ip",
        "dimming",
        "size_mm",
        "housing_colour",
        "chip",
    }
)


def _has_two_of_one(values: Sequence[Value]) -> bool:
    """Tell whether two values of one property stand in a sentence and no article is named."""
    fields = [v.field for v in values]
    return not {"product", "shape", "model"} & set(fields) and any(
        fields.count(name) == 2 for name in _CHANGED if name in fields
    )


_AND = re.compile(r",(?=[\s\u2e80-\u9fff\d])(?!\d{3})|\s(?:and|und|et|y|e|i|en|och|ve|и|و)\s|，")


def _pieces(flat: str, words: Sequence[Found]) -> Iterator[re.Match[str]]:
    """Yield the sentences; one that changes two things is cut between them."""
    starts = [w.start for w in words]
    digits = [m.start() for m in re.finditer(r"\d", flat)]

    def has_digit(start: int, end: int) -> bool:
        place = bisect_left(digits, start)
        return place < len(digits) and digits[place] < end

    for sentence in _STATEMENT.finditer(flat):
        first, last = bisect_left(starts, sentence.start()), bisect_left(starts, sentence.end())
        if first == last:
            continue
        cuts = [sentence.start()]
        for m in _AND.finditer(flat, sentence.start(), sentence.end()):
            following = words[
                bisect_left(starts, m.end(), first, last) : bisect_left(starts, m.end() + 18, first, last)
            ]
            again = _ITEM_NUMBER.search(flat, m.end(), min(sentence.end(), m.end() + 24))
            begins = any(w.phrase not in _BUT for w in following) or (
                again is not None and again.start() - m.end() < 10
            )
            if not begins and len(cuts) < _MOST_CHANGES:
                later = words[
                    bisect_left(starts, m.end(), first, last) : bisect_left(starts, m.end() + 60, first, last)
                ]
                # "and make the downlights 2700K instead of 3000K" names another article first
                begins = any(w.phrase not in _BUT for w in later) and any(
                    True for _ in lexicon("product").find(flat[m.end() : m.end() + 30])
                )
            if (
                begins
                and has_digit(cuts[-1], m.start())
                and (
                    has_digit(m.end(), min(sentence.end(), m.end() + 200))
                    or any(w.notion == "cancel" for w in following)
                )
                and len(cuts) < _MOST_CHANGES
            ):
                cuts.append(m.end())
        if len(cuts) == 1:
            yield sentence
            continue
        for start, end in itertools.pairwise([*cuts, sentence.end()]):
            piece = _WHOLE.match(flat, start, end)
            if piece is not None:
                yield piece


_BUT = frozenset({"but", "sondern", "sino", "mais", "bensì", "ma", "maar", "ale", "lecz", "utan"})
"""Words between the old value and the new one of one change."""


_MOST_CHANGES = 40
"""Changes of one sentence that are told apart."""


_WHOLE = re.compile(r".+", re.DOTALL)


def _is_plain_article(values: Sequence[Value], said: Sequence[object]) -> bool:
    """A whole article of its own with a weak word beside it ("sorry for the late mail: 500 pcs A60 9W E27")."""
    fields = {v.field for v in values}
    phrases = {getattr(w, "phrase", "") for w in said}
    weak = phrases <= {
        "sorry",
        "actually",
        "wrong",
        "instead",
        "update",
        "updated",
        "revised",
        "change",
        "correct",
        "no",
        "sino",
        "perdon",
        "scusate",
    }
    counts = [v for v in values if v.field in ("quantity", "bare")]
    return (
        weak
        and len(fields & {"product", "shape", "power_w", "cap", "cct_k", "voltage_v"}) >= 3
        and len(counts) <= 1
    )


def _replaced_in_full(row: str, sentence: str, values: Sequence[Value]) -> tuple[int, int] | None:
    """Return where the old quantity stands in an article that is told in full with its new one: 800 now 1200."""
    counts = [v for v in values if v.field == "quantity"]
    if len(counts) != 2:
        return None
    fields = {v.field for v in (*values, *scan(row).values)}
    if not fields & {"product", "shape"} or not fields & _TELLS:
        return None
    old, new = counts
    before = _OLD_BEFORE.search(sentence[: old.start])
    if before is None or not _NEW_BEFORE.search(sentence[max(0, new.start - 12) : new.start]):
        return None
    return before.start(), new.start


_TELLS = frozenset({"power_w", "cct_k", "size_mm", "cap", "beam_deg", "shape", "voltage_v"})


def _sort_values(
    one: Correction,
    sentence: str,
    values: Sequence[Value],
    offset: int,
    number_at: tuple[int, int],
    cancels: bool,
) -> None:
    for value in values:
        if number_at[0] <= value.start < number_at[1]:
            continue
        if value.field == "bare":
            if value.value < 2:
                continue
            value.field, value.unit, value.value = "quantity", "", int(value.value)
        before, after = sentence[max(0, value.start - 26) : value.start], sentence[value.end : value.end + 22]
        shifted = Value(
            value.field,
            value.value,
            value.start + offset,
            value.end + offset,
            value.unit,
            True,
            0.8,
            one.part,
        )
        if not cancels and (
            _OLD_AFTER.match(after) or (_OLD_BEFORE.search(before) and not _NEW_BEFORE.search(before[-12:]))
        ):
            one.old.append(shifted)
        elif _NEW_BEFORE.search(before):
            one.new.append(shifted)
        else:
            one.ambiguous.append(shifted)
    # "not 500 but 800", "500 -> 800": of two values of a field the first is the old one
    for name in {v.field for v in one.ambiguous}:
        mine = [v for v in one.ambiguous if v.field == name]
        if (
            len(mine) == 2
            and not any(v.field == name for v in (*one.new, *one.old))
            and str(mine[0].value) != str(mine[1].value)
        ):
            one.old.append(mine[0])
            one.new.append(mine[1])
            one.ambiguous = [v for v in one.ambiguous if v not in mine]


def apply_corrections(items: list[Item], corrections: Sequence[Correction]) -> list[Item]:
    """Return the articles as corrected."""
    made = list(items)
    for correction in corrections:
        target = _target(items, made, correction)
        if target is None or target not in made:
            continue
        if correction.cancels:
            if target in made and len(made) > 1:
                made.remove(target)
            continue
        identity = {v.field: v for v in correction.ambiguous}
        changes = list(correction.new)
        replaced = {v.field for v in correction.old}
        for name, value in identity.items():
            own = {str(v.value) for v in target.all(name)}
            changed = name in replaced or (str(value.value) not in own and name not in ("product", "shape"))
            if changed and name not in {c.field for c in changes}:
                changes += [v for v in correction.ambiguous if v.field == name]
        for change in changes:
            if change.field == "product" and change.field not in replaced:
                continue
            if change.field == "quantity":
                old = target.get("quantity")
                change.unit = change.unit or (old.unit if old else "pcs")
            target.values = [
                v for v in target.values if v.field not in family_of(change.field) or v in changes
            ]
            target.values.append(change)
    return made


def _target(items: Sequence[Item], present: Sequence[Item], correction: Correction) -> Item | None:
    if correction.item is not None:
        return correction.item if correction.item in present else None
    if correction.number is not None:
        placed = [item for item in items if (at := item.get("place")) and at.value == str(correction.number)]
        if placed or any(item.has("place") for item in items):
            return placed[0] if placed and placed[0] in present else None
        return items[correction.number - 1] if 0 < correction.number <= len(items) else None
    said = [*correction.ambiguous, *correction.old, *(correction.new if correction.cancels else ())]
    best: tuple[float, Item] | None = None
    for item in present:
        kind = product_type(item)
        points = 0.0
        for value in said:
            own = {str(v.value) for v in item.all(value.field)}
            if value.field == "product" and kind and kind[0] == value.value:
                points += 2
            elif str(value.value) in own or (
                value.field == "quantity"
                and any(float(v.value) == float(value.value) for v in item.all("quantity"))
            ):
                points += (
                    2 if value.field in ("shape", "power_w", "quantity", "cap", "size_mm", "model") else 1
                )
            elif (
                own
                and value.field in ("product", "shape", "cap", "power_w", "size_mm")
                and value not in correction.new
            ):
                points -= 0.5
        if points > 0 and (best is None or points > best[0]):
            best = (points, item)
    if best is not None:
        return best[1]
    if len(present) == 1 and not correction.cancels:
        return present[0]
    return None


_COUNT_WORD = re.compile(
    r"(?:qty|quantity|count|quantities|antalet|adedi|adet|ilosc|unidades|nombre|quant\.|passa|passam|passe"
    r"|increased?|ökas|erhöht sich|is now|are now|menge|anzahl|stückzahl|quantit[éàá]|cantidad|quantidade"
    r"|aantal|ilość|antal\w*|miktar|количеств\w|数量|수량|الكمية)"
    r"[^\d\n.]{0,14}$",
    re.IGNORECASE,
)
_LONGEST_CODE = 14
_CODE_WORD = r"(?i:littera|lit\.?|item|type|typ|pos\.?|fixture|luminaire|position|code|kod|réf\.?|ref\.?)[ ]"
"""What must stand before a code of one letter."""
_MOST_CODES = 300


def corrections_by_code(text: str, part: int, items: Sequence[Item]) -> list[Correction]:
    """Return what a text says of articles by their codes alone: "Item L5 only 150 nos.", "position 20 must be IP66"."""
    made: list[Correction] = []
    flat = unbroken(plain(text))
    codes = [(item, code) for item in items[:_MOST_CODES] if (code := _code_of(item, flat)) is not None]
    begins = sorted(code.start() for _, code in codes)
    for item, code in codes:
        sentence = next(m for m in _STATEMENT.finditer(flat) if m.start() <= code.start() < max(m.end(), 1))
        later = next((at for at in begins if code.end() <= at < sentence.end()), None)
        stop = sentence.end()
        if later is not None and (cut := _LAST_COMMA.search(flat, code.end(), later)) is not None:
            stop = cut.start()  # the next code begins another change
        said = flat[code.end() : stop]
        cancels = any(w.notion == "cancel" for w in lexicon("cancel").find(said, folded(said)))
        if cancels or is_by_others(said):
            one = Correction(True, None, part=part, start=sentence.start(), end=sentence.end())
            one.item = item
            made.append(one)
            continue
        values = [v for v in scan(sentence[0]).values if code.end() <= v.start + sentence.start() < stop]
        places = range(code.start(), code.end())
        values = [v for v in values if v.start + sentence.start() not in places]
        values = _without_old(sentence[0], values)
        if any(v.field in ("product", "shape", "model") for v in values) or (
            sum(1 for v in values if v.field in _CHANGED | {"quantity"}) > _MOST_CHANGED
        ):
            continue  # an article in full: it is merged by what it says
        counted = any(v.field == "quantity" for v in values)
        for value in values:
            at = value.start + sentence.start()
            if (
                value.field == "bare"
                and value.value >= 2
                and not counted
                and (
                    _COUNT_WORD.search(flat, max(0, at - 32), at)
                    or _COUNT_WORD.search(flat, code.start() - 24, code.start())
                )
            ):
                value.field, value.unit, value.value = "quantity", "", int(value.value)
                counted = True
        new = [v for v in values if v.field in _CHANGED or v.field == "quantity"]
        if not new or any(
            len({str(v.value) for v in new if v.field == name}) > 1
            for name in {v.field for v in new} - {"cct_k", "beam_deg"}
        ):
            continue
        one = Correction(False, None, part=part, start=sentence.start(), end=sentence.end())
        one.item = item
        one.new = [
            replace(v, start=v.start + sentence.start(), end=v.end + sentence.start(), sure=0.8, part=part)
            for v in new
        ]
        made.append(one)
    return made


_MOST_CHANGED = 3
"""Properties that a change by code names at most; a sentence with more tells an article in full."""
_LAST_COMMA = re.compile(r"[,;，；](?=[^,;，；]*$)|[ ](?:and|und|et|y|e|i|en|och|ve|и)[ ](?=[^,;]*$)")
_PLACE_WORD = (
    r"(?i:items?|pos(?:ition(?:en)?|\.)?|line|no\.?|nr\.?|sl\.?|sr\.?|ligne|poste|rep[eè]re|[íi]tems?|l[ií]nea|partida|rengl[óo]n|posizion\w|voce"
    r"|riga|regel|pozycj\w|poz\.?|kalem|rad|позици\w|поз\.?|пункт|البند|第)[ ]?(?:no\.?|nr\.?|n[°º])?[ ]?"
)
"""What must stand before the place of an article in its list."""


def _code_of(item: Item, flat: str) -> re.Match[str] | None:
    """Find where a text names an article by its code or its place."""
    model = item.get("model")
    if model is not None and 1 <= len(str(model.value)) <= _LONGEST_CODE:
        named = _CODE_WORD if len(str(model.value)) == 1 else ""
        code = re.search(rf"{named}(?<![A-Za-z0-9_-]){re.escape(str(model.value))}(?![A-Za-z0-9_-])", flat)
        if code is not None:
            return code
    place = item.get("place")
    if place is None or not re.fullmatch(r"\d{1,4}(?:\.\d{1,4}){0,3}", str(place.value)):
        return None
    return re.search(
        rf"{_PLACE_WORD}{re.escape(str(place.value))}(?![\w-]|[.,]\d|[ ]?(?:W|K|V|pcs|mm)(?![^\W_]))", flat
    )


def _without_old(sentence: str, values: Sequence[Value]) -> list[Value]:
    """Leave away the values that a sentence replaces: from 92 to 104, 88 (was 76), 12W and not 10W."""
    kept = []
    for value in values:
        before, after = sentence[max(0, value.start - 26) : value.start], sentence[value.end : value.end + 22]
        if _OLD_AFTER.match(after) or (_OLD_BEFORE.search(before) and not _NEW_BEFORE.search(before[-12:])):
            continue
        kept.append(value)
    return kept
