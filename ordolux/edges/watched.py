"""Every request gets a number, which the log, the answer and a proxy's log share, and is counted."""

import logging
import re
from collections.abc import Callable
from secrets import token_hex
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from ordolux.foundation import watching

log = logging.getLogger("ordolux.requests")
_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_EDGES = ("desk", "portal", "live", "api", "account", "static")
# who watches a house is not its work
_UNTOLD = ("health", "metrics")


class Watched:
    """Numbers, counts and tells every request; the outermost of the middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say how long it took. A number is taken over only from our own proxy."""
        given = request.headers.get("X-Request-ID", "") if settings.ENVIRONMENT.behind_proxy else ""
        number = given if _NUMBER.fullmatch(given) else token_hex(8)
        first = request.path.split("/")[1]
        began = perf_counter()
        with watching.doing(request=number):
            response = self.get_response(request)
            response["X-Request-ID"] = number
            if first in _UNTOLD:
                return response
            seconds = perf_counter() - began
            edge = first if first in _EDGES else "public"
            watching.count(
                "ordolux_requests_total",
                edge=edge,
                method=request.method if request.method in _METHODS else "other",
                status=f"{response.status_code // 100}xx",
            )
            watching.took("ordolux_request_seconds", seconds, edge=edge)
            if log.isEnabledFor(logging.INFO):
                # the pattern, not the address: links to pages of their own are secrets
                match = request.resolver_match
                log.info(
                    "%s %s", request.method, response.status_code,
                    extra={"route": match.route if match else "", "status": response.status_code,
                           "ms": round(seconds * 1000, 1)},
                )  # fmt: skip
        return response
