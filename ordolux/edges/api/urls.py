"""The JSON API: ``/api/v1/``, described by ``/api/v1/openapi.json`` (OpenAPI 3.1)."""

import hashlib
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.security import HttpBearer

from ordolux.edges.api import deals, files, website
from ordolux.edges.api.deeds import deeds_router, load_deeds
from ordolux.edges.api.lists import lists_router, load_lists
from ordolux.edges.api.problems import answer_problems, problem
from ordolux.edges.uses import note_use
from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Token

DESCRIPTION = """
The order process of a lighting manufacturer. Every deed that people do in the browser has a route, every list too.

**Who asks.** `Authorization: Bearer <token>`; a token acts for one person with at most the roles it was given. Without a
token only what the public website offers can be done. A token may ask 600 times in a minute; beyond that the answer is
429 and `Retry-After` says how many seconds to wait.

**Deeds.** `POST /api/v1/<collection>/{number}/deeds/<deed>`. `Idempotency-Key` makes a second try harmless: the same key
with the same body gives the first result, with another body 422. `If-Match` carries the version of the record that you
saw (the `version` of an earlier answer); when somebody changed it meanwhile the answer is 409 and nothing was done.

**Lists.** `GET /api/v1/<list>` by key: `after` of an answer asks for the rows behind it; new rows move nothing.
`GET /api/v1/<list>/{number}` gives one row.

**Files.** Sent first (`POST /api/v1/files`), then named by their SHA-256.

**From a website.** `POST /api/v1/website/inquiries` takes an inquiry by the key of a website that carries our form
(`X-Site-Key`), without a token; browsers may ask from the origins that the website was permitted.

**Mistakes** are problem documents (RFC 9457): `code` is stable for programs, `title` is a sentence for people. What
belongs to another company is answered like what does not exist: 404.
"""


class BearerToken(HttpBearer):
    """``Authorization: Bearer <token>``; the actor is the token's person, with at most the token's roles."""

    def __call__(self, request: HttpRequest) -> Any:
        """The actor; without the header a visitor, who may do only what is public."""
        if "Authorization" not in request.headers:
            note_use(f"address:{request.META.get('REMOTE_ADDR', '')}")
            return Actor.visitor()
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of this token, None for one that is unknown or revoked."""
        found = (
            Token.objects.filter(
                hash=hashlib.sha256(token.encode(errors="replace")).hexdigest(), revoked_at__isnull=True
            )
            .select_related("person")
            .first()
        )
        if found is None or not found.person.is_active:
            note_use(f"address:{request.META.get('REMOTE_ADDR', '')}")
            return None
        note_use(f"token:{found.pk}")
        return found.actor()


class Described(NinjaAPI):
    """The API with a description that says which deeds need no token, and that mistakes are problem documents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[str, Any] = {}

    def get_openapi_schema(self, **options: Any) -> Any:
        """Deeds of the public website may be asked without a token; the rest of the description is read off the routes.

        Read off once for each process: the routes do not change, and hundreds of models take seconds.
        """
        options = {name: value for name, value in options.items() if value}
        asked = repr(sorted(options.items()))
        if asked not in self._described:
            self._described[asked] = self._describe(**options)
        return self._described[asked]

    def _describe(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, answer in operation.get("responses", {}).items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):
                        answer["content"] = {
                            "application/problem+json": answer["content"]["application/json"]
                        }
                if re.search(r"\bpublic\b", operation.get("description", "").partition("For: ")[2]):
                    operation["security"] = [*operation.get("security", ()), {}]
        return schema


def make_api() -> NinjaAPI:
    """The whole API; made once, after all apps are loaded."""
    load_deeds()
    load_lists()
    api = Described(
        title="Ordolux",
        version="1",
        urls_namespace="api",
        auth=BearerToken(),
        docs_url=None,
        description=DESCRIPTION,
    )
    answer_problems(api)
    api.add_router("", deeds_router())
    api.add_router("", deals.router)
    api.add_router("", files.router)
    api.add_router("", website.router)
    api.add_router("", lists_router())
    return api


def nothing_here(request: HttpRequest, path: str) -> HttpResponse:
    """An address of the API that does not exist, as a problem document."""
    return problem(404, "NotFound", gettext("There is nothing here under this address."))


api = make_api()
urlpatterns = [path("v1/", include(api.urls[0])), re_path(r"^(?P<path>.*)$", nothing_here, name="nothing")]
