"""The answer to words typed into the palette or into the page of the search."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.edges.search.doings import Offered, offered_on
from ordolux.edges.search.found import Hit, find_records
from ordolux.edges.search.handbook import Help, find_help
from ordolux.edges.search.places import address, path_asked, record_of_page
from ordolux.edges.ui.navigation import entries_for
from ordolux.foundation.actors import Actor
from ordolux.foundation.search import words_of
from ordolux.rules.refusal import N_

# pages that have no entry of their own in the rail, and what is begun from nothing: view and words
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "desk": (
        ("desk:purchases", N_("Purchases")),
        ("desk:schedule", N_("Schedule")),
        ("desk:statements", N_("Import a bank statement")),
        ("desk:imports", N_("Imports")),
        ("desk:new_import", N_("Import a table")),
        ("desk:people", N_("Our people")),
        ("desk:invite", N_("Invite somebody")),
        ("desk:tokens", N_("Keys for programs")),
        ("desk:jobs", N_("Background jobs")),
        ("desk:journal", N_("Journal")),
        ("desk:health", N_("Health")),
        ("desk:firm", N_("Our firm")),
        ("desk:handbook", N_("Handbook")),
    ),
    "portal": (("portal:handbook", N_("Handbook")),),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the product that fits."""

    word: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What fits: where to go, what to do, what the handbook says; ``words`` are those that were asked."""

    words: str
    hits: list[Hit]
    pages: list[Page]
    deeds: list[Offered]
    help: list[Help]

    @property
    def is_empty(self) -> bool:
        """Whether nothing fits."""
        return not (self.hits or self.pages or self.deeds or self.help)


def answer(request: Request, place: str) -> Answer:
    """What fits the words of the request for the person who asks, on the page where he is."""
    text = request.GET.get("q", "").replace("\0", " ").strip()[:80]
    record = record_of_page(path_asked(request), request.actor)
    words = [word.casefold() for word in words_of(text)]
    return Answer(
        words=text,
        hits=find_records(text, request.actor),
        pages=_pages(words, place, request.actor),
        deeds=[each for each in offered_on(record, request.actor) if _fits(f"{each.command} {each.record}", words)],
        help=find_help(text, request.actor),
    )  # fmt: skip


def _pages(words: list[str], place: str, actor: Actor) -> list[Page]:
    found = [Page(str(shown.entry.word), shown.url) for shown in entries_for(place, actor)]
    told = {page.url for page in found}
    for view, word in PAGES[place]:
        url = address([view], actor)
        if url and url not in told:
            found.append(Page(gettext(word), url))
    return [page for page in found if _fits(page.word, words)][:12]


def _fits(said: Any, words: list[str]) -> bool:
    whole = str(said).casefold()
    return all(word in whole for word in words)
