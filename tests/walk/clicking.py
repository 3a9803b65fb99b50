"""A person at Chromium, with the words of ``tests.stories.visitor.Visitor``: the same story, by clicks and keys."""

import re
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from playwright.sync_api import BrowserContext, FilePayload, Locator, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page as Tab

from tests import chromium
from tests.stories.telling import Broken
from tests.stories.visitor import File, Page, Visitor

WITHOUT = "omar@alnoor.example"
VIEWPORT = {"width": 1360, "height": 900}


class Chromium:
    """One browser for everybody who plays; each has a profile of his own. ``pictures`` is where each step is kept."""

    def __init__(self, pictures: Path) -> None:
        if chromium.program() is None:
            raise Broken(chromium.MISSING)
        self._playwright: Playwright = sync_playwright().start()
        self.browser = chromium.launch(self._playwright.chromium)
        self.pictures, self.count = pictures, 0
        self.faults: list[str] = []
        pictures.mkdir(parents=True, exist_ok=True)

    def visitor(self, url: str, name: str, email: str) -> "Clicker | Visitor":
        """Somebody sits down at a browser; the buyer of the small order, whom another test walks, stays without."""
        return Visitor(url, name, email) if email == WITHOUT else Clicker(self, url, name, email)

    def keep(self, tab: Tab, who: str, title: str) -> None:
        """A picture of what he sees."""
        self.count += 1
        word = re.sub(r"[^a-z0-9]+", "-", f"{who}-{title}".lower()).strip("-")[:70]
        chromium.picture(tab, self.pictures / f"large-{self.count:03d}-{word}.png")

    def close(self) -> None:
        """Everybody goes home."""
        self.browser.close()
        self._playwright.stop()


class Clicker:
    """One person: opens pages, fills what he sees, presses the button that stands there."""

    OPENS: ClassVar[str] = "xpath=ancestor::details[not(@open)]"

    def __init__(self, opened: Chromium, url: str, name: str, email: str) -> None:
        self.chromium, self.url, self.name, self.email = opened, url, name, email
        self.context: BrowserContext = opened.browser.new_context(
            viewport=VIEWPORT,  # type: ignore[arg-type]  # playwright's own TypedDict
            locale="en-GB", reduced_motion="reduce",
        )  # fmt: skip
        self.tab = self.context.new_page()
        self.tab.on("pageerror", lambda fault: opened.faults.append(f"{self.tab.url}: {fault}"))
        self.tab.on("dialog", lambda dialog: dialog.accept())
        self.page = Page(url, 0, b"")

    def open(self, path: str, *, may_fail: bool = False) -> Page:
        """Open a page of the house; a paper is fetched as the browser would save it."""
        address = urljoin(self.url, path)
        try:
            answer = self.tab.goto(address, wait_until="domcontentloaded")
        except BrowserError as fault:
            if "ERR_ABORTED" not in str(fault) and "Download is starting" not in str(fault):
                raise
            return self._fetched(address, may_fail)
        assert answer is not None
        if "html" not in answer.headers.get("content-type", ""):
            return self._fetched(address, may_fail)
        return self._seen(answer.status, may_fail)

    def submit(
        self, action: str, *, refused: bool = False, may_fail: bool = False,
        files: dict[str, File | list[File]] | None = None, **said: Any,
    ) -> Page:  # fmt: skip
        """Fill in the form of the open page that goes to ``action`` and press its button, as ``Visitor.submit`` says."""
        self.page.form(action)  # it must be there, as for everybody
        form = self._form(action)
        self._lay_open(form)
        computed = {name: value for name, value in said.items() if self._is_computed(form, name)}
        for name, value in said.items():
            if name not in computed:
                self._fill(form, action, name, value)
        for name, value in computed.items():
            control = self._controls(form, f'[name="{name}"]').first
            if refused or may_fail:
                control.evaluate(
                    "(c, v) => { c.value = v }", str(value)
                )  # as somebody without scripts types it
            elif control.input_value() != str(value):
                raise Broken(f"{name} of …{action} is {control.input_value()} on the page, not {value}")
        for name, given in (files or {}).items():
            control = self._controls(form, f'[type="file"][name="{name}"]').first
            control.set_input_files([
                FilePayload(name=one.name, mimeType=one.media_type, buffer=one.data)
                for one in (given if isinstance(given, list) else [given])
            ])  # fmt: skip
        if refused or may_fail:
            form.evaluate("f => f.noValidate = true")  # it is the house that has to refuse
        button = self._controls(form, 'button:not([type="button"]):visible').last
        if form.get_attribute("data-chat-form") is not None:
            return self._said(form, button, action)
        with self.tab.expect_navigation(wait_until="domcontentloaded", timeout=60_000) as navigation:
            button.click()
        page = self._seen(navigation.value.status if navigation.value else 200, may_fail or refused)
        self.chromium.keep(self.tab, self.name, action)
        was_refused = bool(page.refusals) or page.status >= 400
        if was_refused and not refused and not may_fail:
            raise Broken(f"{self.name} is refused at {action}: {' '.join(page.refusals) or page.status}")
        if refused and not was_refused:
            raise Broken(f"{self.name} is not refused at {action}, though it should be")
        return page

    def listen(self, url: str) -> Any:
        """Open a stream of live events with this browser's cookies."""
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in self.context.cookies(self.url))
        opener = build_opener(HTTPCookieProcessor())
        return opener.open(
            Request(url, headers={"Accept": "text/event-stream", "Cookie": cookies}), timeout=60
        )

    # ── inside ──────────────────────────────────────────────────────────────

    def _form(self, action: str) -> Locator:
        """The first form that posts to an address which ends so."""
        here = urlsplit(self.tab.url).path
        place = self.tab.evaluate(
            """([action, here]) => [...document.forms].findIndex(f =>
                f.getAttribute('method')?.toLowerCase() === 'post' &&
                (f.getAttribute('action') || here).replace(/\\/+$/, '').endsWith(action.replace(/\\/+$/, '')))""",
            [action, here],
        )
        return self.tab.locator("form").nth(place)

    def _controls(self, form: Locator, which: str) -> Locator:
        """Controls of the form, those that stand elsewhere on the page and say that they are its own included."""
        inside = form.locator(which)
        ident = form.get_attribute("id")
        return inside.or_(self.tab.locator(f'{which}:is([form="{ident}"])')) if ident else inside

    def _said(self, form: Locator, button: Locator, action: str) -> Page:
        """A message goes without leaving the page: sent when the answer is there and the field empty again."""
        address = urljoin(self.tab.url, form.get_attribute("action") or "")
        with self.tab.expect_response(lambda answer: answer.url == address, timeout=60_000) as told:
            button.click()
        if told.value.status != 204:
            raise Broken(f"{self.name} is refused at {action}: {told.value.status}")
        self.chromium.keep(self.tab, self.name, action)
        return self._seen(200, may_fail=False)

    def _is_computed(self, form: Locator, name: str) -> bool:
        """Whether the page's script fills this control itself and does not show it."""
        control = self._controls(form, f'[name="{name}"]')
        return bool(control.count() and control.first.evaluate("c => c.hidden && c.type !== 'hidden'"))

    def _lay_open(self, form: Locator) -> None:
        """Open what the form is folded into, or the dialog in which it stands."""
        while (fold := form.locator(self.OPENS)).count():
            fold.first.locator("summary").first.click()
        dialog = form.locator("xpath=ancestor::dialog[not(@open)]")
        if dialog.count():
            self.tab.locator(f'[commandfor="{dialog.first.get_attribute("id")}"]').first.click()

    def _fill(self, form: Locator, action: str, name: str, value: Any) -> None:
        controls = self._controls(form, f'[name="{name}"]')
        if not controls.count():
            raise Broken(f"the form …{action} of {self.tab.url} has no field {name}")
        for place, one in enumerate(value if isinstance(value, (list, tuple)) else [value]):
            control = controls.nth(place) if isinstance(value, (list, tuple)) else controls.first
            inner = control.locator(self.OPENS)
            while inner.count():
                inner.first.locator("summary").first.click()
            tag, kind = control.evaluate("c => [c.tagName, c.type]")
            if kind == "hidden":
                if control.input_value() != str(one):
                    raise Broken(f"{name} of …{action} cannot be typed: it is hidden")
            elif kind in ("checkbox", "radio"):
                chosen = (
                    self._controls(form, f'[name="{name}"][value="{one}"]') if one is not None else control
                )
                (chosen.first if chosen.count() else control).set_checked(one is not None)
            elif tag == "SELECT":
                control.select_option(str(one))
            else:
                control.fill("" if one is None else str(one))

    def _seen(self, status: int, may_fail: bool) -> Page:
        page = Page(self.tab.url, status, self.tab.content().encode(), "text/html")
        page.refusals = tuple(
            " ".join(one.text_content().split())
            for one in page.tree.xpath(
                "//*[contains(@class,'ox-toast--error') or contains(@class,'errorlist')]"
            )
        )
        if status >= 400 and not may_fail:
            raise Broken(f"{self.tab.url} answers {status} to {self.name}: {self.tab.title()}")
        self.page = page
        return page

    def _fetched(self, address: str, may_fail: bool) -> Page:
        answer = self.context.request.get(address)
        kind = answer.headers.get("content-type", "").split(";")[0]
        if answer.status >= 400 and not may_fail:
            raise Broken(f"{address} answers {answer.status} to {self.name}")
        return Page(answer.url, answer.status, answer.body(), kind)
