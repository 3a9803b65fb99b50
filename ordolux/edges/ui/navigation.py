"""The entries of the rail and of the portal's bar, in the order of the work; each page names the one it
belongs to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.urls import (
    NoReverseMatch,
    Resolver404,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
    reverse,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ordolux.foundation.actors import Actor, Role

if TYPE_CHECKING:
    from ordolux.edges.access import Access


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``name`` is what a page gives as ``here_in``; ``key`` follows G on the keyboard; no roles
    means all.
    """

    name: str
    word: str | Promise
    icon: str
    view: str
    key: str = ""
    roles: frozenset[Role] = frozenset()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one person sees it on one page."""

    entry: Entry
    url: str
    current: bool
    count: int | None


_STEERING = frozenset({Role.MANAGER, Role.ADMINISTRATOR})

DESK = (
    Entry("today", gettext_lazy("Today"), "today", "desk:today", "t"),
    Entry("inbox", gettext_lazy("Inbox"), "inbox", "desk:inbox", "i"),
    Entry("orders", gettext_lazy("Orders"), "orders", "desk:orders", "o"),
    Entry("production", gettext_lazy("Production"), "production", "desk:production", "p"),
    Entry("quality", gettext_lazy("Quality"), "quality", "desk:quality", "q"),
    Entry("shipping", gettext_lazy("Shipping"), "ship", "desk:shipping", "s"),
    Entry("money", gettext_lazy("Money"), "money", "desk:money", "m"),
    Entry("support", gettext_lazy("After-sales"), "support", "desk:support", "a"),
    Entry("promotion", gettext_lazy("Promotion"), "promotion", "desk:promotion", "r"),
    Entry(
        "catalogue",
        gettext_lazy("Catalogue"),
        "lamp",
        "desk:products",
        "l",
        _STEERING | {Role.SALES, Role.ENGINEER, Role.PURCHASING, Role.MARKETING, Role.SUPPORT},
    ),
    Entry("customers", gettext_lazy("Customers"), "customers", "desk:customers", "c"),
    Entry(
        "reports",
        gettext_lazy("Reports"),
        "reports",
        "desk:reports",
        "e",
        _STEERING | {Role.FINANCE},
        apart=True,
    ),
    Entry("settings", gettext_lazy("Settings"), "settings", "desk:settings", "g", _STEERING),
)

PORTAL = (
    Entry("home", gettext_lazy("Home"), "home", "portal:home", "h"),
    Entry("quotations", gettext_lazy("Quotations"), "quotation", "portal:quotations", "q"),
    Entry("orders", gettext_lazy("Orders"), "orders", "portal:orders", "o"),
    Entry("payments", gettext_lazy("Payments"), "money", "portal:payments", "p"),
    Entry("deliveries", gettext_lazy("Deliveries"), "ship", "portal:deliveries", "d"),
    Entry("claims", gettext_lazy("Claims"), "support", "portal:claims", "c"),
    Entry("documents", gettext_lazy("Documents"), "documents", "portal:documents", "f"),
    Entry("messages", gettext_lazy("Messages"), "chat", "portal:messages", "m"),
    Entry("company", gettext_lazy("Company"), "company", "portal:company", "y"),
)

PUBLIC = (
    Entry("products", gettext_lazy("Products"), "lamp", "public:products"),
    Entry("inquiry", gettext_lazy("Ask for a quotation"), "quotation", "public:inquiry"),
    Entry("verify", gettext_lazy("Verify a document"), "shield", "public:verify"),
)

PLACES: Mapping[str, tuple[Entry, ...]] = {"desk": DESK, "portal": PORTAL, "public": PUBLIC}


def entries_for(
    place: str, actor: Actor | None, here_in: str = "", counts: Mapping[str, int] | None = None
) -> list[Shown]:
    """Return the entries that this person may use, those whose pages are served; counts by the entry's
    name.
    """
    shown: list[Shown] = []
    for entry in PLACES[place]:
        if entry.roles and actor is not None and not entry.roles & actor.roles:
            continue
        if place != "public" and not may_open(actor, entry.view):
            continue
        try:
            url = reverse(entry.view)
        except NoReverseMatch:
            continue
        shown.append(Shown(entry, url, entry.name == here_in, (counts or {}).get(entry.name)))
    return shown


def may_open(actor: Actor | None, name: str) -> bool:
    """Whether this person may open the page of this name at all, so that nobody is led to a closed door.

    True for a page that declares no rule, and where nobody is known (error pages).
    """
    access = _rules().get(name)
    return access is None or actor is None or access.lets_in(actor)


def may_follow(actor: Actor | None, address: str) -> bool:
    """The same for an address of ours, with or without its query; True for an address that is not ours."""
    name = _page_at(address.partition("?")[0].partition("#")[0])
    return name is None or may_open(actor, name)


@lru_cache(4096)
def _page_at(path: str) -> str | None:
    """The name of the page at this address, None when it is not ours: a list leads to the same few over and over."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


@cache
def _rules() -> dict[str, "Access"]:
    """What every named page says about who may open it, read off the addresses once."""
    found: dict[str, Access] = {}

    def walk(patterns: Iterable[URLPattern | URLResolver], space: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                access = getattr(pattern.callback, "access", None)
                if access is not None and pattern.name:
                    found[space + pattern.name] = access
            elif pattern.namespace in PLACES:
                walk(pattern.url_patterns, f"{pattern.namespace}:")

    walk(get_resolver().url_patterns, "")
    return found
