"""Every address of the house, read off the resolver."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from ordolux.edges.access import Access, access_of
from ordolux.edges.declared import declared_path


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: its route, its name, its view, and the rule that the view declares (None: none)."""

    route: str
    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def access(self) -> Access | None:
        """What the view itself says about who may open it."""
        return access_of(self.view)

    @property
    def is_declared(self) -> bool:
        """Whether somebody says who may open it: the view, or ``edges/declared.py`` for another package's."""
        return self.access is not None or declared_path(self.path({})) is not None

    def path(self, given: dict[str, str]) -> str:
        """The address with these values in place of its parameters; what is not given becomes 1."""
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: given.get(m[1], "1"), self.route)


def addresses() -> list[Address]:
    """All of them."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def ours() -> list[Address]:
    """Those whose views declare who may open them."""
    return [address for address in addresses() if address.access is not None]


def _walk(patterns: Any, route: str, space: str) -> Iterator[Address]:
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, whole, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )
        elif isinstance(pattern, URLPattern):
            parameters = tuple(re.findall(r"<(?:\w+:)?(\w+)>", whole))
            yield Address(whole, f"{space}{pattern.name or whole}", pattern.callback, parameters)
