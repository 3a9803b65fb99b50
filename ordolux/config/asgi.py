"""Live events for an ASGI server: Django's async views under /live/, open to the pages of the same host."""

import os
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application

_django: Any = get_asgi_application()

# What htmx sends with a request for events.
_HEADERS = b"accept, last-event-id, hx-request, hx-request-type, hx-current-url, hx-source, hx-target"


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer /live/… and /health; a page of the same host but another port may read the answer."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    if scope["type"] != "http" or not scope["path"].startswith(("/live/", "/health")):
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})
        return

    sent = dict(scope["headers"])
    origin = sent.get(b"origin", b"").decode("latin-1")
    allowed = _is_our_page(origin, sent.get(b"host", b"").decode("latin-1"))
    if scope["method"] == "OPTIONS":
        headers = [
            *_permission(origin, allowed),
            (b"access-control-allow-headers", _HEADERS),
        ]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body"})
        return

    async def send_with_permission(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *_permission(origin, allowed)]}
        await send(message)

    await _django(scope, receive, send_with_permission)


def _is_our_page(origin: str, host: str) -> bool:
    page = urlsplit(origin)
    return (
        bool(origin)
        and page.hostname == urlsplit(f"//{host}").hostname
        and page.port == settings.ORDOLUX_WEB_PORT
    )


def _permission(origin: str, allowed: bool) -> list[tuple[bytes, bytes]]:
    if not allowed:
        return []
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]
