"""Every page of the house with a real record behind it, found by the URL configuration and by following links.

``Visit`` is a page as somebody opens it: pattern, role, concrete address. Pages that others add are found by themselves:
a pattern that names a record gets one record of every state that the person may see; other parameters (a link's token, a
piece of evidence) are taken from links on pages and in letters.
"""

import fcntl
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from ordolux.config.environment import ROOT
from ordolux.edges.access import Kind
from ordolux.foundation.actors import STAFF_ROLES, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.parties.models import Person
from tests.access.addresses import Address, ours
from tests.access.world import undone
from tests.cast import sign_in

# what a page's pattern may be called without being one that people look at: machines ask for it, or it ends a session
NO_PAGES = re.compile(r"^/?(api/|account/logout|health|static|live)")
OF_EACH_STATE = 1
CUSTOMERS = {
    Role.BUYER: "anna@nordlicht.example",
    Role.SIGNATORY: "f.hohenstein@nordlicht.example",
    Role.PAYER: "khalid@alnoor.example",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opens a page."""

    name: str
    role: Role | None
    path: str

    def __str__(self) -> str:
        return f"{self.path} as {self.role or 'anybody'}"


class Company:
    """The company as it stands in the database: its people by role, and the addresses at which each finds something.

    ``customers`` says who plays the buyer's side, ``staff`` who plays ours (else the first person of each role);
    ``name`` tells companies apart whose addresses are kept.
    """

    def __init__(
        self,
        customers: Mapping[Role, str] = CUSTOMERS,
        name: str = "visits",
        staff: Mapping[Role, str] | None = None,
    ) -> None:
        self.name = name
        self.people: dict[Role, Person] = {}
        self.dead_ends: list[str] = []
        self._seen: dict[tuple[Role | None, str], tuple[int, bytes]] = {}
        for role in STAFF_ROLES if staff is None else ():
            person = Person.objects.filter(roles__contains=[role.value], company=None).order_by("id").first()
            if person is not None:
                self.people[role] = person
        for role, email in {**(staff or {}), **customers}.items():
            self.people[role] = Person.objects.get(email=email)
        self._clients: dict[Role | None, Client] = {None: Client(raise_request_exception=False)}
        for role, person in self.people.items():
            self._clients[role] = sign_in(Client(raise_request_exception=False), person)

    def client(self, role: Role | None) -> Client:
        """The browser of the one who plays this role; None: of a stranger."""
        return self._clients[role]

    def page(self, role: Role | None, path: str) -> tuple[int, bytes]:
        """Status and content of a page as this one sees it; empty where it is no page. Opened once, then remembered."""
        if (role, path) not in self._seen:
            with undone():
                answer = self.client(role).get(path)
            is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
            self._seen[role, path] = (answer.status_code, answer.content if is_page else b"")
        return self._seen[role, path]

    def visits(self) -> list[Visit]:
        """Every pattern that shows a page, for every role that may open it, with its records.

        Found once for one state of the code, and kept: every copy of the lived-in company has the same addresses.
        """
        state = Path(settings.ORDOLUX_STATE)
        with (state / f"{self.name}.lock").open("w") as one_at_a_time:
            fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
            kept = state / f"{self.name}-{state_of_the_code()}.json"
            if not kept.exists():
                found = self._found()
                kept.write_text(json.dumps([self.dead_ends, [[v.name, v.role, v.path] for v in found]]))
            self.dead_ends, told = json.loads(kept.read_text())
        return [Visit(name, Role(role) if role else None, path) for name, role, path in told]

    def _found(self) -> list[Visit]:
        linked = self._followed()
        found: dict[tuple[str, Role | None, str], Visit] = {}
        for address in pages():
            for role in self._roles(address):
                for path in [*self._by_record(address, role), *linked.get((address.route, role), [])]:
                    found.setdefault((address.name, role, path), Visit(address.name, role, path))
        return sorted(found.values(), key=lambda v: (v.name, str(v.role), v.path))

    def _roles(self, address: Address) -> list[Role | None]:
        access = address.access
        if access is None or access.kind in (Kind.PUBLIC, Kind.LINK):
            return [None]
        return [
            role
            for role, person in self.people.items()
            if access.roles & {Role(each) for each in person.roles}
        ]

    def _by_record(self, address: Address, role: Role | None) -> list[str]:
        """One record of each state for a pattern that names one; the address itself for one that names nothing."""
        if not address.parameters:
            return [address.path({})]
        if address.access is None:
            return []
        if address.access.kind is Kind.LINK:
            return links_in_letters(address)[:1]
        if address.parameters != ("number",) or address.access.finds is None or role is None:
            return []
        return [
            address.path({"number": str(getattr(one, "number", one.pk))})
            for one in one_of_each_state(address.access.finds.objects.visible_to(self.people[role].actor()))  # type: ignore[attr-defined]
        ]

    def _followed(self) -> dict[tuple[str, Role | None], list[str]]:
        """What each finds by following links from where he begins: one page of each pattern."""
        found: dict[tuple[str, Role | None], list[str]] = {}
        for role in [None, *self.people]:
            begins = ["/"] if role is None else ["/desk/" if role in STAFF_ROLES else "/portal/"]
            waiting, seen = [(path, "") for path in begins], set(begins)
            while waiting:
                path, page = waiting.pop(0)
                status, content = self.page(role, path)
                if status >= 400:
                    self.dead_ends.append(f"{page} as {role or 'anybody'} leads to {path}: {status}")
                if not content:
                    continue
                for link in links_on(content):
                    route = route_of(link)
                    if route is None or NO_PAGES.match(route):
                        continue
                    known = found.setdefault((route, role), [])
                    if not known and link not in seen:
                        known.append(link)
                        seen.add(link)
                        waiting.append((link, path))
        return found


def state_of_the_code() -> str:
    """A hash over everything that decides which pages there are and what stands on them."""
    told = hashlib.sha256()
    for path in sorted([*(ROOT / "ordolux").rglob("*.py"), *(ROOT / "ordolux").rglob("*.html"), *(ROOT / "tests").glob("*.py"),
                        Path(__file__)]):  # fmt: skip
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def pages() -> list[Address]:
    """The patterns that answer GET."""
    return [a for a in ours() if a.access and "GET" in a.access.methods and not NO_PAGES.match(a.route)]


def one_of_each_state(rows: "models.QuerySet[Any]") -> list[Any]:
    """The newest rows of each state; the newest alone where there are no states."""
    names = {field.name for field in rows.model._meta.get_fields()}
    if "state" not in names:
        return list(rows.order_by("-pk")[:OF_EACH_STATE])
    states = rows.order_by().values_list("state", flat=True).distinct()
    return list(
        itertools.chain.from_iterable(
            rows.filter(state=state).order_by("-pk")[:OF_EACH_STATE] for state in sorted(states)
        )
    )


def links_on(content: bytes) -> Iterator[str]:
    """The addresses of our own to which a page leads, without their query."""
    for element in html.fromstring(content).iter("a"):
        target = (element.get("href") or "").split("#")[0].split("?")[0]
        if target.startswith("/") and not target.startswith("//"):
            yield target


def links_in_letters(address: Address) -> list[str]:
    """Addresses of this pattern that our letters hold, newest first."""
    route = "/" + re.sub(r"<[^>]+>", r"[\\w~:.-]+", address.route)
    texts: Iterable[str] = (
        Message.objects.filter(is_incoming=False).order_by("-id").values_list("text", flat=True)
    )
    begins = address.route.split("<")[0]
    found = []
    for text in texts:
        if begins in text:
            found += re.findall(route + r"(?![\w/])", text)
        if "<" in address.route and not address.route.endswith(">"):
            # a paper or a deed below a link: its own address is made from the link's
            head, tail = re.split(r"<[^>]+>", address.route, maxsplit=1)
            found += [one + tail for one in re.findall(rf"/{head}[\w~:.-]+", text)]
        if found:
            break
    return list(dict.fromkeys(found))


def route_of(path: str) -> str | None:
    """The pattern that answers this address."""
    try:
        return resolve(path).route
    except Resolver404:
        return None
