"""Live events come from a process of their own; pages may reach it although its port differs."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


def live_origin(request: HttpRequest) -> str:
    """Where the browser that sent ``request`` finds live events; empty: at the address of the page itself."""
    if not settings.ORDOLUX_LIVE_PORT:
        return ""
    host = urlsplit(f"//{request.get_host()}").hostname or "127.0.0.1"
    if ":" in host:
        host = f"[{host}]"
    return f"{request.scheme}://{host}:{settings.ORDOLUX_LIVE_PORT}"


def live_address(request: HttpRequest) -> dict[str, str]:
    """For templates: ``live_origin``, to be put before a path under /live/."""
    return {"live_origin": live_origin(request)}


class LiveOrigin:
    """Lets pages connect to the live events of the same host, and to nothing else outside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with a policy that names the live events."""
        response = self.get_response(request)
        origin = live_origin(request)
        if origin and not hasattr(response, "_csp_config"):
            policy = {**settings.SECURE_CSP, "connect-src": ["'self'", origin]}
            response._csp_config = policy  # type: ignore[attr-defined]  # read by Django's own policy middleware
        return response
