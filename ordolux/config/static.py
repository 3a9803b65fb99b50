"""Style sheets, scripts, fonts and pictures, served by the web process itself.

The address of a file ends in a hash of its content, so a browser keeps it for a year and still sees every change; no
collecting step is needed.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

type StartResponse = Callable[[str, list[tuple[str, str]]], Any]
type Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

_COMPRESSED = (".css", ".js", ".svg", ".json", ".html", ".txt")
_YEAR = "public, max-age=31536000, immutable"
_REVALIDATE = "public, max-age=0, must-revalidate"

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class Content:
    """One file as it is sent."""

    body: bytes
    compressed: bytes | None
    media_type: str
    version: str


class VersionedAddresses(StaticFilesStorage):
    """``{% static "ui/base.css" %}`` becomes ``/static/ui/base.css?v=1a2b3c4d``."""

    def url(self, name: str | None) -> str:
        """The address with the version of the content; without one when there is no such file."""
        return self._changing_url(name) if settings.DEBUG else self._lasting_url(name)

    @lru_cache(maxsize=512)  # noqa: B019  # one storage lives as long as the process, and so do the files it names
    def _lasting_url(self, name: str | None) -> str:
        return self._changing_url(name)

    def _changing_url(self, name: str | None) -> str:
        address = super().url(name)
        content = find(name or "")
        return f"{address}?v={content.version}" if content else address


def find(name: str) -> Content | None:
    """The content of the static file ``name``, from memory while the file stays as it is."""
    path = finders.find(name)
    if not path or not isinstance(path, str) or not Path(path).is_file():
        return None
    return _read(path, Path(path).stat().st_mtime_ns)


def serving_static(application: Application) -> Application:
    """The WSGI ``application`` with everything under STATIC_URL answered before it."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(settings.STATIC_URL):
            return application(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return [b""]
        name = unquote(path.removeprefix(settings.STATIC_URL))
        content = find(name) if ".." not in name.split("/") and not name.startswith("/") else None
        if content is None:
            start_response("404 Not Found", [("Content-Type", "text/plain"), ("Content-Length", "9")])
            return [b"not found"]
        asked = parse_qs(environ.get("QUERY_STRING", "")).get("v", [""])[0]
        headers = [
            ("Content-Type", content.media_type),
            ("Cache-Control", _YEAR if asked == content.version else _REVALIDATE),
            ("ETag", f'"{content.version}"'),
            ("Vary", "Accept-Encoding"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        if environ.get("HTTP_IF_NONE_MATCH") == f'"{content.version}"':
            start_response("304 Not Modified", headers)
            return [b""]
        body = content.body
        if content.compressed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = content.compressed
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    return answer


@lru_cache(maxsize=512)
def _read(path: str, changed_ns: int) -> Content:
    body = Path(path).read_bytes()
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Content(
        body=body,
        compressed=gzip.compress(body, mtime=0) if path.endswith(_COMPRESSED) else None,
        media_type=media_type,
        version=hashlib.sha256(body).hexdigest()[:12],
    )
