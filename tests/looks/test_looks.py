"""Every page of the lived-in company, looked at by a machine: axe, boxes, targets, right-to-left.

Each pattern of the URL configuration is opened by somebody who works with it. A run looks at each page in light English,
dark, narrow and with letters of twice the size, and in one more look that the seed draws; ``ORDOLUX_TEST_LOOKS=all`` takes
every role, every record and every look (``make soak``).
"""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ordolux.foundation.actors import Role
from tests import chromium
from tests.looks import measures
from tests.looks.mirrored import CODE
from tests.looks.pages import Company, Visit

ALL = os.environ.get("ORDOLUX_TEST_LOOKS") == "all"
SEED = int(os.environ.get("ORDOLUX_TEST_SEED") or random.SystemRandom().randrange(10**6))
SHARES = 2
DESKTOP, NARROW = {"width": 1360, "height": 900}, {"width": 320, "height": 800}
OTHERS = (("zh-hans", "light"), ("zh-hans", "dark"), (CODE, "light"), (CODE, "dark"))
TOUCH = 44


class Lookers:
    """A browser for each who looks."""

    def __init__(self, browser: Browser, url: str, company: Company) -> None:
        self.browser, self.url, self.company = browser, url, company
        # the same browser of somebody who has set his letters to twice the usual size
        self.large = chromium.launch(browser.browser_type, "--blink-settings=defaultFontSize=32")
        self._contexts: dict[tuple[Role | None, str, bool], BrowserContext] = {}

    def page(self, role: Role | None, language: str = "en", *, large: bool = False) -> Page:
        """A page in the browser of this person, in this language; ``large``: with letters of twice the size."""
        if (role, language, large) not in self._contexts:
            context = (self.large if large else self.browser).new_context(
                viewport=DESKTOP,  # type: ignore[arg-type]  # playwright's own TypedDict
                locale="en-GB", base_url=self.url, reduced_motion="reduce",
            )  # fmt: skip
            cookies = [{"name": "django_language", "value": language, "url": self.url}]
            if role is not None:
                session = self.company.client(role).cookies["sessionid"].value
                cookies.append({"name": "sessionid", "value": session, "url": self.url})
            context.add_cookies(cookies)  # type: ignore[arg-type]
            self._contexts[role, language, large] = context
        return self._contexts[role, language, large].new_page()

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._contexts.values():
            context.close()
        self.large.close()


@pytest.fixture
def lookers(browser: Browser, lived_in: str, lived_in_site: Any) -> Iterator[Lookers]:
    """The lived-in company and a browser for each of its people."""
    made = Lookers(browser, lived_in_site.url, Company())
    yield made
    made.close()


def looked_at(company: Company) -> list[Visit]:
    """The pages of this run: of each pattern one page by the one who works with it, *Today* by everybody; all, when asked."""
    visits = [visit for visit in company.visits() if is_a_page(company, visit)]
    if ALL:
        return visits
    chance, chosen = random.Random(SEED), {}
    for visit in sorted(visits, key=lambda _: chance.random()):
        everybody = visit.role if visit.name in ("desk:today", "portal:home") else None
        chosen.setdefault((visit.name, everybody), visit)
    return sorted(chosen.values(), key=str)


def is_a_page(company: Company, visit: Visit) -> bool:
    """Whether it answers with a page and not with a paper or with a way elsewhere."""
    from tests.access.world import undone

    with undone():
        answer = company.client(visit.role).get(visit.path)
    is_html = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return is_html and b"<html" in answer.content  # a part that a page fetches is seen on that page


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_in_order_in_every_look(lookers: Lookers, share: int) -> None:
    visits = looked_at(lookers.company)[share::SHARES]
    assert len(visits) > 20, "the lived-in company has its pages"
    wrong: list[str] = []
    for place, visit in enumerate(visits):
        wrong += [f"{visit}: {fault}" for fault in faults_of(lookers, visit, place)]
    assert not wrong, f"seed {SEED}, {len(visits)} pages:\n" + "\n".join(wrong)


def faults_of(lookers: Lookers, visit: Visit, place: int) -> list[str]:
    """Everything that is wrong with one page."""
    found: list[str] = []
    page = lookers.page(visit.role)
    page.on("pageerror", lambda fault: found.append(f"script: {fault}"))
    answer = page.goto(visit.path)
    if answer is None or answer.status != 200:
        page.close()
        return [f"answers {answer and answer.status} in the browser"]
    found += [f"axe, light, en: {one}" for one in measures.axe(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"axe, dark, en: {one}" for one in measures.axe(page)]
    found += [f"320 px, en: {one}" for one in narrow(page)]
    page.close()
    page = lookers.page(visit.role, large=True)
    page.goto(visit.path)
    found += [f"200 %, en: {one}" for one in measures.boxes(page)]
    page.close()
    for language, scheme in OTHERS if ALL else [OTHERS[(place + SEED) % len(OTHERS)]]:
        page = lookers.page(visit.role, language)
        page.emulate_media(color_scheme=scheme)
        page.goto(visit.path)
        found += [f"axe, {scheme}, {language}: {one}" for one in measures.axe(page)]
        found += [f"320 px, {language}: {one}" for one in narrow(page)]
        if language == CODE:
            found += [f"{language}: {one}" for one in page.evaluate(measures.RIGHT_TO_LEFT)]
        page.close()
    return found


def narrow(page: Page) -> list[str]:
    """What does not hold at 320 pixels."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    return measures.boxes(page, least=TOUCH)
