"""Numbers of our catalogue in a message: they are models wherever they stand, and their digits count nothing."""

import itertools
import re
from contextvars import ContextVar

KNOWN_MODELS: ContextVar[frozenset[str]] = ContextVar("KNOWN_MODELS", default=frozenset())
"""The numbers, in capitals, that the message being read may hold."""

_MOST_WORDS = 3_000
_LIKE_MODEL = re.compile(r"(?<![\w-])(?=[A-Za-z./-]{0,24}\d)[A-Za-z][\w./-]{3,39}")


def words_like_models(text: str) -> list[re.Match[str]]:
    """Return the words that may be the number of a product: letters first, with a digit."""
    return list(itertools.islice(_LIKE_MODEL.finditer(text), _MOST_WORDS))


def is_known(text: str) -> bool:
    """Tell whether a text is one of the numbers that the message may hold."""
    return text.strip().upper() in KNOWN_MODELS.get()
