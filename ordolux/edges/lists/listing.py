"""Lists, told once: which rows a person may see, their columns, how they are found, filtered and sorted.

Pages, exports and the API are all made from these declarations, so that a list says the same everywhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from ordolux.edges.ui.pages import PAGE_ROWS, Page, page_by_key
from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.search import Holds

LONGEST_WORDS = 80
_HOLDS = Holds.lookup_name  # registered by its import; answered by trigram indexes

type Choices = Sequence[tuple[str, str]]


class Kind(StrEnum):
    """What a column holds, which decides how it is shown, exported and described to programs."""

    TEXT = "text"
    WHOLE = "whole"
    FIGURE = "figure"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"
    STATE = "state"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``name`` is its key in addresses, exports and the API; ``label`` an untranslated word; ``value`` reads it off a row
    without asking the database again; ``sort`` names a field of the database that is never empty ("" : no sorting by
    it); ``labels`` are the words of a choice. ``is_shown`` false leaves it to export and API; ``staff_only`` hides it
    from customers everywhere.
    """

    name: str
    label: str
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    sort: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    is_shown: bool = True
    staff_only: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether figures stand in it, which align at their end."""
        return self.kind in (Kind.WHOLE, Kind.FIGURE, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: its key in the address, its word, its choices (told or asked for), and what it leaves."""

    name: str
    label: str
    choices: Choices | Callable[[Actor], Choices]
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]
    staff_only: bool = False

    def choices_for(self, actor: Actor) -> Choices:
        """The choices that ``actor`` has."""
        return self.choices(actor) if callable(self.choices) else self.choices


def by_field(name: str, label: str, choices: Choices, lookup: str = "") -> Filter:
    """The filter that compares one field with the chosen value."""
    return Filter(name, label, choices, lambda rows, value: rows.filter(**{lookup or name: value}))


@dataclass(frozen=True, slots=True)
class Listing[Row: Model]:
    """One list.

    ``name`` is its path word in the API; ``rows`` gives what an actor may see with everything that the columns read
    already joined; ``order`` ends in a unique field; ``search`` names the fields in which words are looked for;
    ``roles`` may have it; ``views`` names the page of one row by place (desk, portal), which takes ``number`` of the
    row; ``empty`` says what an empty list means.
    """

    name: str
    title: str
    rows: Callable[[Actor], QuerySet[Row]]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    search: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    roles: frozenset[Role] = STAFF_ROLES
    views: Mapping[str, str] = field(default_factory=dict)
    number: Callable[[Any], str] = lambda row: str(row.number)
    empty: str = ""

    def columns_for(self, actor: Actor) -> tuple[Column, ...]:
        """The columns that ``actor`` may see."""
        return tuple(c for c in self.columns if actor.is_staff or not c.staff_only)

    def filters_for(self, actor: Actor) -> tuple[Filter, ...]:
        """The filters that ``actor`` may use."""
        return tuple(f for f in self.filters if actor.is_staff or not f.staff_only)

    def order_of(self, sort: str, actor: Actor) -> tuple[str, ...]:
        """The fields to order by for the column named in ``sort`` ("-name": downwards); its own order for any other."""
        for column in self.columns_for(actor):
            if column.sort and sort.lstrip("-") == column.name:
                down = sort.startswith("-")
                return (f"-{column.sort}" if down else column.sort, "-pk" if down else "pk")
        return self.order

    def found(self, actor: Actor, asked: Mapping[str, str]) -> QuerySet[Row]:
        """What ``actor`` may see of what ``asked`` (the words ``q`` and the filters by name) leaves; a value that is no
        choice of its filter is passed over."""
        rows, ways = self._narrowed(actor, asked), self.ways_to(asked.get("q", ""))
        if len(ways) < 2:
            return rows.filter(*ways)
        first, *others = (self._narrowed(actor, asked).filter(way).order_by().values("pk") for way in ways)
        return rows.filter(pk__in=first.union(*others))

    def page(self, actor: Actor, asked: QueryDict, *, size: int = PAGE_ROWS) -> Page[Row]:
        """The page that ``asked`` (words, filters, ``sort`` and the key of a page) wants of what ``actor`` may see."""
        said = {name: asked.get(name, "") for name in asked}
        order, ways = self.order_of(said.get("sort", ""), actor), self.ways_to(said.get("q", ""))
        return page_by_key(self._narrowed(actor, said), order, asked, size=size, ways=ways)

    def ways_to(self, words: str) -> list[Q]:
        """The conditions by which a row can hold ``words``, one for each table in which they are looked for.

        An OR over columns of two tables is answered by no index: the database would read both tables whole. One over
        columns of the same table is.
        """
        words = words.strip()[:LONGEST_WORDS]
        tables: dict[str, Q] = {}
        for name in self.search if words else ():
            table = name.rpartition("__")[0]
            tables[table] = tables.get(table, Q()) | Q(**{f"{name}__{_HOLDS}": words})
        return list(tables.values())

    def _narrowed(self, actor: Actor, asked: Mapping[str, str]) -> QuerySet[Row]:
        rows = self.rows(actor)
        for each in self.filters_for(actor):
            value = asked.get(each.name, "")
            if value and value in {code for code, _ in each.choices_for(actor)}:
                rows = each.narrow(rows, value)
        return rows


LISTINGS: dict[str, Listing[Any]] = {}


def listing[Row: Model](told: Listing[Row]) -> Listing[Row]:
    """Enter a list into the register; the API serves every list that stands there."""
    if told.name in LISTINGS and LISTINGS[told.name] is not told:
        raise RuntimeError(f"two lists are called {told.name}")
    LISTINGS[told.name] = told
    return told
