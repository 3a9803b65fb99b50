"""A person with a browser, without the browser: cookies, pages, forms as they stand on the page, redirects, uploads."""

import http.cookiejar
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from lxml import html

from tests.stories.telling import Broken

Values = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class File:
    """A file that is uploaded."""

    name: str
    data: bytes = field(repr=False)
    media_type: str = "application/octet-stream"


@dataclass(slots=True)
class Page:
    """What the house answered."""

    address: str
    status: int
    body: bytes = field(repr=False)
    media_type: str = ""
    refusals: tuple[str, ...] = ()

    @property
    def tree(self) -> Any:
        """The page as a tree."""
        return html.fromstring(self.body.decode() or "<html></html>")

    @property
    def path(self) -> str:
        """The path at which the visitor ended."""
        return urlsplit(self.address).path

    def has_form(self, action: str) -> bool:
        """Whether a form with this action (its end is enough) stands on the page."""
        return bool(self._forms(action))

    def form(self, action: str) -> tuple[str, Values, set[str]]:
        """The address, the filled-in controls and all names of controls of the first form whose action ends so."""
        found = self._forms(action)
        if not found:
            there = sorted({f.get("action") or self.path for f in self.tree.iter("form")})
            raise Broken(f"{self.path} has no form that goes to …{action}; it has {there}")
        form = found[0]
        controls = [*form.xpath(".//input|.//select|.//textarea|.//button[@name]")]
        if form.get("id"):
            controls += self.tree.xpath(f"//*[@form='{form.get('id')}']")
        values: Values = []
        names: set[str] = set()
        for control in controls:
            name = control.get("name")
            if not name or control.get("disabled") is not None:
                continue
            names.add(name)
            values += [(name, value) for value in _value_of(control)]
        return urljoin(self.address, form.get("action") or self.address), values, names

    def _forms(self, action: str) -> list[Any]:
        return [
            f for f in self.tree.iter("form")
            if (f.get("action") or self.path).rstrip("/").endswith(action.rstrip("/"))
            and (f.get("method") or "").lower() == "post"
        ]  # fmt: skip


class Visitor:
    """One person at one browser."""

    def __init__(self, url: str, name: str, email: str) -> None:
        self.url, self.name, self.email = url, name, email
        self.cookies = http.cookiejar.CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))
        self.page = Page(url, 0, b"")

    def open(self, path: str, *, may_fail: bool = False) -> Page:
        """Open a page of the house. Raises Broken when it does not answer with a page."""
        return self._ask(Request(urljoin(self.url, path)), may_fail=may_fail)

    def submit(
        self, action: str, *, refused: bool = False, may_fail: bool = False, files: dict[str, File | list[File]] | None = None,
        **said: Any,
    ) -> Page:  # fmt: skip
        """Fill in the form of the open page that goes to ``action`` and send it.

        What is not said keeps what the page filled in. A list gives the values of controls with one name in order, None
        leaves a box unticked. Raises Broken when the house refuses although that is not expected, or does not refuse.
        """
        address, values, names = self.page.form(action)
        for name, value in said.items():
            if name not in names:
                raise Broken(
                    f"the form …{action} of {self.page.path} has no field {name}; it has {sorted(names)}"
                )
            values = [(key, kept) for key, kept in values if key != name]
            given = value if isinstance(value, (list, tuple)) else [value]
            values += [(name, str(one)) for one in given if one is not None]
        came_from = self.page.address
        uploads = [
            (name, one)
            for name, given in (files or {}).items()
            for one in (given if isinstance(given, list) else [given])
        ]
        for name, _ in uploads:
            if name not in names:
                raise Broken(
                    f"the form …{action} of {self.page.path} takes no file {name}; it has {sorted(names)}"
                )
        values = [(key, kept) for key, kept in values if key not in {name for name, _ in uploads}]
        if files is not None:
            body, media_type = _multipart(values, uploads)
        else:
            body, media_type = urlencode(values).encode(), "application/x-www-form-urlencoded"
        request = Request(address, data=body, headers={"Content-Type": media_type, "Referer": came_from})
        page = self._ask(request, may_fail=may_fail or refused)
        was_refused = bool(page.refusals) or page.status >= 400
        if was_refused and not refused and not may_fail:
            raise Broken(f"{self.name} is refused at {address}: {' '.join(page.refusals) or page.status}")
        if refused and not was_refused:
            raise Broken(f"{self.name} is not refused at {address}, though it should be")
        return page

    def listen(self, url: str) -> Any:
        """Open a stream of live events."""
        return self.opener.open(Request(url, headers={"Accept": "text/event-stream"}), timeout=60)

    def _ask(self, request: Request, *, may_fail: bool) -> Page:
        request.add_header("Accept-Language", "en")
        try:
            answer = self.opener.open(request, timeout=60)
        except HTTPError as fault:
            answer = fault
        with answer:
            page = Page(answer.url, answer.status, answer.read(), answer.headers.get_content_type())
        if page.media_type == "text/html" and page.body:
            page.refusals = tuple(
                " ".join(one.text_content().split())
                for one in page.tree.xpath(
                    "//*[contains(@class,'ox-toast--error') or contains(@class,'errorlist')]"
                )
            )
        if page.status >= 400 and not may_fail:
            raise Broken(
                f"{request.get_method()} {request.full_url} answers {page.status} to {self.name}: {_words(page)}"
            )
        if page.media_type == "text/html":
            self.page = page
        return page


def _value_of(control: Any) -> list[str]:
    kind = (control.get("type") or "").lower()
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or (
            options[:1] if control.get("multiple") is None else []
        )
        return [o.get("value") if o.get("value") is not None else (o.text or "").strip() for o in chosen]
    if control.tag == "textarea":
        return [control.text or ""]
    if control.tag == "button" or kind in ("submit", "file", "button", "image", "reset"):
        return []
    if kind in ("checkbox", "radio"):
        return [control.get("value") or "on"] if control.get("checked") is not None else []
    return [control.get("value") or ""]


def _multipart(values: Values, files: list[tuple[str, File]]) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    parts = []
    for name, value in values:
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, file in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'
        head += f"Content-Type: {file.media_type}\r\n\r\n"
        parts.append(head.encode() + file.data + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def _words(page: Page) -> str:
    if page.media_type == "text/html" and page.body:
        return " ".join(page.tree.text_content().split())[:400]
    return page.body[:400].decode(errors="replace")
