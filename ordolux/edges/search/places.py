"""Addresses of records and pages as one person may open them."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from ordolux.edges.access import Access, access_of
from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import Stateful


def address(views: Sequence[str], actor: Actor, *given: str) -> str:
    """The address of the first of ``views`` that exists and lets ``actor`` in; empty when none does."""
    for view in views:
        try:
            url = reverse(view, args=given)
        except NoReverseMatch:
            continue
        access = _access(view, len(given))
        if access is not None and access.lets_in(actor):
            return url
    return ""


@cache
def _access(view: str, arguments: int) -> Access | None:
    try:
        return access_of(resolve(reverse(view, args=["1"] * arguments)).func)
    except (NoReverseMatch, Resolver404):
        return None


def record_of_page(path: str, actor: Actor) -> Any:
    """The record that the page at ``path`` shows, if ``actor`` may see it; None for a list, a stranger or nothing."""
    try:
        found = resolve(path.partition("?")[0].partition("#")[0])
    except Resolver404:
        return None
    access = access_of(found.func)
    number = found.kwargs.get("number")
    if access is None or access.finds is None or not number or not access.lets_in(actor):
        return None
    visible = cast("Any", access.finds).objects.visible_to(actor)
    if issubclass(access.finds, Stateful) or hasattr(access.finds, "deal_id"):
        visible = visible.select_related("deal")
    return visible.filter(number=number).first()


def path_asked(request: HttpRequest) -> str:
    """The page from which was asked: named by the palette, or the page before."""
    path = request.GET.get("page", "")
    return path if path.startswith("/") and len(path) < 500 and "\0" not in path else ""
