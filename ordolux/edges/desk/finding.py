"""Finding records that have no number of their own: by the key that lists and addresses name."""

from typing import Any

from django.http import Http404

from ordolux.edges.access import Request


def by_key(request: Request, model: Any, key: str, *joined: str) -> Any:
    """The record of ``model`` with this key if the actor may see it. Raises Http404 for any other text."""
    rows = model.objects.visible_to(request.actor)
    if joined:
        rows = rows.select_related(*joined)
    found = rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 18 else None
    if found is None:
        raise Http404
    return found


def whole(text: str | None) -> int:
    """The whole number that a field says, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
