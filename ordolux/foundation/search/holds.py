"""``field__holds="words"``: whether a text holds these letters, whatever their case.

Django's own ``icontains`` compares upper-cased copies, which no index of ours has; ``ILIKE`` on the column itself is
answered by the trigram indexes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.indexes import GinIndex
from django.db.models import CharField, Lookup, Q, TextField

if TYPE_CHECKING:
    Comparison = Lookup[Any]
else:
    Comparison = Lookup

MOST_WORDS = 6
LONGEST = 80


class Holds(Comparison):
    """The text holds the letters, with ``%`` and ``_`` as themselves."""

    lookup_name = "holds"

    def get_prep_lookup(self) -> str:
        """The letters as a pattern."""
        letters = str(self.rhs)
        for mark in ("\\", "%", "_"):
            letters = letters.replace(mark, f"\\{mark}")
        return f"%{letters}%"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """``column ILIKE pattern``."""
        column, given = self.process_lhs(compiler, connection)
        pattern, more = self.process_rhs(compiler, connection)
        return f"{column} ILIKE {pattern}", (*given, *more)


CharField.register_lookup(Holds)
TextField.register_lookup(Holds)


def words_of(text: str) -> list[str]:
    """The words that are looked for, at most six."""
    return text.replace("\0", " ").strip()[:LONGEST].split()[:MOST_WORDS]


def any_holds(fields: Sequence[str], word: str) -> Q:
    """One of ``fields`` holds ``word``."""
    fits = Q()
    for name in fields:
        fits |= Q(**{f"{name}__holds": word})
    return fits


def words_index(*fields: str, name: str) -> GinIndex:
    """The one index of a table by which words are found in ``fields``, in one of them or in any."""
    return GinIndex(fields=fields, opclasses=["gin_trgm_ops"] * len(fields), name=name)
