"""What each role meets first on *Today*: every subject adds the blocks of the roles that work on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ordolux.edges.access import Request
from ordolux.foundation.actors import Role


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a landing page: its title, the template that shows ``data``, the address of the whole list and its
    word. ``count`` is how many things wait in it, told beside the title (None: not counted). ``is_first`` puts it above
    those of all roles."""

    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    word: str = ""
    count: int | None = None
    is_first: bool = False

    @property
    def heading(self) -> str:
        """The title with the number of what waits."""
        return self.title if self.count is None else f"{self.title} ({self.count})"


# role → its blocks, most urgent first; a subject's module enters its roles here when it is imported
LANDINGS: dict[Role, Callable[[Request], Sequence[Block]]] = {}


def blocks_for(request: Request) -> list[Block]:
    """The blocks of all roles that the person holds, in the order of the roles, but what comes first of all."""
    blocks = [
        block
        for role in Role
        if role in request.actor.roles and role in LANDINGS
        for block in LANDINGS[role](request)
    ]
    return sorted(blocks, key=lambda block: not block.is_first)
