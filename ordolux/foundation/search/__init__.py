"""Finding by words: the lookup that trigram indexes can answer."""

from ordolux.foundation.search.holds import Holds, any_holds, words_index, words_of

__all__ = ["Holds", "any_holds", "words_index", "words_of"]
