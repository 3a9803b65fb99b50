"""A list as a page: words and filters in the address, heads that sort, pages by key, exports of what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.edges.lists.export import MOST_ROWS, export
from ordolux.edges.lists.listing import LONGEST_WORDS, Column, Filter, Kind, Listing
from ordolux.edges.ui.navigation import may_follow, may_open
from ordolux.edges.ui.pages import Page
from ordolux.edges.ui.templatetags import ui
from ordolux.foundation.actors import Actor
from ordolux.foundation.imports.kinds import KINDS

SHELLS = {"desk": "ui/desk.html", "portal": "ui/portal.html"}


LONGEST_NUMBER = 36  # with the marks that isolate it


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is shown: its column, its words ready for the page, and where a click leads."""

    column: Column
    shown: SafeString | str
    url: str = ""

    @property
    def css(self) -> str:
        """The look of its column; a number such as D-2026-0036 stays on one line."""
        is_a_number = self.url and len(self.shown) <= LONGEST_NUMBER and " " not in self.shown
        return " ".join(["ox-num"] * self.column.is_numeric + ["ox-nowrap"] * bool(is_a_number))


# the kinds of table that fill a list of another name
IMPORTS_BY_ANOTHER_NAME = {"price-lists": "prices", "lots": "stock"}


@dataclass(frozen=True, slots=True)
class Action:
    """A button over a list: its word, address and icon."""

    word: str
    url: str
    icon: str = "plus"
    is_primary: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """Everything that the component ``ui/listing.html`` shows."""

    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    page: Page[Any]
    filters: list[tuple[Filter, Sequence[tuple[str, str]], str]]
    words: str
    has_search: bool
    is_narrowed: bool
    empty: str


def listed[Row: Model](request: Request, told: Listing[Row], place: str, *, size: int = 50) -> Listed:
    """What the page shows of a list for the person who asks, in one statement (and one more per filter that asks)."""
    actor, asked = request.actor, request.GET
    page = told.page(actor, asked, size=size)
    columns = tuple(column for column in told.columns_for(actor) if column.is_shown)
    view = told.views.get(place, "")
    if view and not may_open(actor, view):
        view = ""  # who may read the list but not the record gets words that lead nowhere
    filters = []
    for each in told.filters_for(actor):
        choices = each.choices_for(actor)
        value = asked.get(each.name, "")
        filters.append((each, choices, value if value in {code for code, _ in choices} else ""))
    words = asked.get("q", "").strip()[:LONGEST_WORDS]
    return Listed(
        title=gettext(told.title), columns=columns,
        rows=[_cells(columns, row, reverse(view, args=[told.number(row)]) if view else "") for row in page.rows],
        page=page, filters=filters, words=words, has_search=bool(told.search),
        is_narrowed=bool(words or any(value for _, _, value in filters)),
        empty=gettext(told.empty) if told.empty else gettext("There is nothing here yet."),
    )  # fmt: skip


def show_list[Row: Model](
    request: Request, told: Listing[Row], place: str, *, here_in: str, actions: Sequence[Action] = (),
    template: str = "ui/list_page.html", **more: Any,
) -> HttpResponseBase:  # fmt: skip
    """Answer with the page of a list, or with its rows as a file (``?form=csv``, ``?form=xlsx``)."""
    form = request.GET.get("form", "")
    if form in MOST_ROWS:
        rows = told.found(request.actor, _said(request))
        order = told.order_of(request.GET.get("sort", ""), request.actor)
        return export(request, told, request.actor, rows.order_by(*order), form)
    return render(request, template, {
        "shell": SHELLS[place], "here_in": here_in, "listed": listed(request, told, place),
        "actions": [
            action for action in [*actions, *_importing(told.name, place, request.actor)]
            if may_follow(request.actor, action.url)
        ], **more,
    })  # fmt: skip


def _importing(name: str, place: str, actor: Actor) -> list[Action]:
    """The way to fill this list from a table, for those who may."""
    kind = KINDS.get(IMPORTS_BY_ANOTHER_NAME.get(name, name)) if place == "desk" else None
    if kind is None or not actor.has_any(kind.roles):
        return []
    address = f"{reverse('desk:new_import')}?kind={kind.name}"
    return [Action(gettext("Import a table"), address, "upload", is_primary=False)]


def _said(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in request.GET}


def _cells(columns: tuple[Column, ...], row: Any, url: str) -> tuple[Cell, ...]:
    return tuple(
        Cell(column, cell_words(column, row), url if place == 0 else "")
        for place, column in enumerate(columns)
    )


def cell_words(column: Column, row: Any) -> SafeString | str:
    """The value of ``column`` in ``row`` as a page shows it."""
    value = column.value(row)
    if value is None or value == "":
        return "–"
    match column.kind:
        case Kind.MONEY:
            return ui.money(value)
        case Kind.WHOLE | Kind.FIGURE:
            return format_html('<bdi class="ox-fig">{}</bdi>', ui.number(value))
        case Kind.DAY:
            return format_html("{}", ui.day(value))
        case Kind.MOMENT:
            return format_html("{}", ui.moment(value, form="short"))
        case Kind.STATE:
            return ui.state(value)
        case Kind.CHOICE:
            return gettext(column.labels.get(str(value), str(value)))
        case Kind.YES_NO:
            return ui.yes_no(value)
    return format_html("<bdi>{}</bdi>", value)


def is_for(told: Listing[Any], actor: Actor) -> bool:
    """Whether ``actor`` may have this list."""
    return actor.has_any(told.roles)
