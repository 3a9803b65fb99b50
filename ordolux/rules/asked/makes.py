"""Names of other makes beside an article: "Megaman Classic GU10 7 W" is no lamp of ours, whoever Megaman may be.

No list of makes is ever whole. So every name with a capital and every code of letters and digits that the reader's
vocabulary (with its notion ``plain_word``) does not know counts as one. The rule only decides whether a person looks:
one too many costs a look.
"""

import re
from collections.abc import Sequence

from ordolux.rules.reading.geography import country_lexicon, place_lexicon
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.text import all_words, folded

_TOKEN = re.compile(r"[^\W_][\w&'’-]*[^\W_]|[^\W\d_]")
_CODE = re.compile(r"(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z\d][A-Za-z\d-]{3,}")
_MEASURE = re.compile(
    r"\d[\d.,x]*(?:w|watts?|v|vac|vdc|k|kelvin|lm|mm|cm|m|hz|a|ma|h|hrs?|pcs|pc|nos|sets?|years?|yrs?|deg|ft|inch|in|st|nd|rd|th)",
    re.IGNORECASE,
)


def foreign_names(text: str, names: Sequence[str] = ()) -> list[str]:
    """Return the names in a text that may be another make or its model.

    ``names`` is what else may stand there and is none: the customer's own name and firm, our number.
    """
    rest = text
    for value in scan(text).values:
        if value.field not in ("model", "equivalent"):
            rest = _without(rest, value.start, value.end)
    for lexicon in (place_lexicon(), country_lexicon()):
        for found in lexicon.find(rest):
            rest = _without(rest, found.start, found.end)
    own = {word for name in names for word in _words(name)}
    made: list[str] = []
    for m in _TOKEN.finditer(rest):
        word = folded(m[0])
        if set(_words(word)) <= all_words() | own or _MEASURE.fullmatch(m[0]) or _is_compound(word):
            continue
        is_code = _CODE.fullmatch(m[0]) is not None and not m[0].islower()
        is_name = m[0][:1].isupper() and len(m[0]) > 2 and not rest.isupper()
        if is_code or is_name:
            made.append(m[0])
    return made


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(text))


def _is_compound(word: str) -> bool:
    """Tell whether a German, Dutch or Swedish word is put together of two that are known."""
    return len(word) > 7 and any(
        word[:cut] in all_words() and word[cut:] in all_words() for cut in range(3, len(word) - 2)
    )
