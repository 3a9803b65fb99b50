"""How heavy pages are, and how soon a slow phone on a slow line shows them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.looks import measures
from tests.looks.pages import Company, Visit
from tests.looks.test_looks import Lookers, looked_at

HEAVIEST_BYTES = 300 * 1024
LATEST_PAINT_MS = 2_000
MOST_SHIFT = 0.05
TRIES = 3  # a machine that is busy with something else is asked again; the best answer is the page's own
QUICK = ("desk:today", "portal:home", "public:start", "desk:order", "portal:order")


@pytest.fixture
def lookers(browser: Browser, lived_in: str, lived_in_site: Any) -> Iterator[Lookers]:
    """The lived-in company and a browser for each of its people."""
    made = Lookers(browser, lived_in_site.url, Company())
    yield made
    made.close()


def landings(company: Company) -> list[Visit]:
    """Where everybody begins, and the page of an order."""
    return [visit for visit in looked_at(company) if visit.name in QUICK]


@pytest.mark.slow
def test_no_page_is_heavier_than_300_kib_with_all_that_it_needs(lookers: Lookers) -> None:
    heavy = []
    for visit in looked_at(lookers.company):
        page = lookers.page(visit.role)
        size = measures.weight(page, visit.path)
        page.close()
        if size > HEAVIEST_BYTES:
            heavy.append(f"{visit}: {size / 1024:.0f} KiB")
    assert not heavy, "\n".join(heavy)


@pytest.mark.slow
def test_landing_and_order_pages_are_painted_within_two_seconds_on_a_slow_phone(lookers: Lookers) -> None:
    late = []
    for visit in landings(lookers.company):
        best: dict[str, Any] = {"lcp": float("inf"), "cls": float("inf")}
        for _ in range(TRIES):
            page = lookers.page(visit.role)
            measures.slow(page)
            told = measures.shown(page, visit.path)
            page.close()
            best = min(best, told, key=lambda one: one["lcp"])
            if best["lcp"] <= LATEST_PAINT_MS and best["cls"] <= MOST_SHIFT:
                break
        if best["lcp"] > LATEST_PAINT_MS or best["cls"] > MOST_SHIFT:
            late.append(
                f"{visit}: painted after {best['lcp']:.0f} ms ({best.get('what')}), shifted {best['cls']:.3f}"
            )
    assert not late, "\n".join(late)
