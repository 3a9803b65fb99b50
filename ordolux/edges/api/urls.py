"""The JSON API: ``/api/v1/``, described by ``/api/v1/openapi.json`` (OpenAPI 3.1)."""

import hashlib
from typing import Any

from django.http import HttpRequest
from django.urls import include, path
from ninja import NinjaAPI
from ninja.security import HttpBearer

from ordolux.edges.api import deals, files
from ordolux.edges.api.deeds import deeds_router, load_deeds
from ordolux.edges.api.lists import lists_router, load_lists
from ordolux.edges.api.problems import answer_problems
from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Token


class BearerToken(HttpBearer):
    """``Authorization: Bearer <token>``; the actor is the token's person, with at most the token's roles."""

    def __call__(self, request: HttpRequest) -> Any:
        """The actor; without the header a visitor, who may do only what is public."""
        if "Authorization" not in request.headers:
            return Actor.visitor()
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of this token, None for one that is unknown or revoked."""
        found = (
            Token.objects.filter(hash=hashlib.sha256(token.encode()).hexdigest(), revoked_at__isnull=True)
            .select_related("person")
            .first()
        )
        return found.actor() if found is not None and found.person.is_active else None


def make_api() -> NinjaAPI:
    """The whole API; made once, after all apps are loaded."""
    load_deeds()
    load_lists()
    api = NinjaAPI(
        title="Ordolux", version="1", urls_namespace="api", auth=BearerToken(), docs_url=None,
        description="The order process of a lighting manufacturer. Every deed that people do in the browser has a route.",
    )  # fmt: skip
    answer_problems(api)
    api.add_router("", deeds_router())
    api.add_router("", lists_router())
    api.add_router("", deals.router)
    api.add_router("", files.router)
    return api


api = make_api()
urlpatterns = [path("v1/", include(api.urls[0]))]
