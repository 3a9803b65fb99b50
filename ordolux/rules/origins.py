"""Origins of the web (RFC 6454): who may show our form in a page of his, named by scheme, host and port.

Pure: text in, text out.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from ordolux.rules.refusal import N_, Refusal

LONGEST: Final = 300
_LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_USUAL: Final = {"https": 443, "http": 80}
_AT_HOME: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class NoOrigin(Refusal):
    """What was typed is no address of a website."""

    message = N_("“{address}” is no address of a website; give one such as https://www.example.com.")


class NotEncrypted(Refusal):
    """Anybody on the way could change a page that is not encrypted, and the form in it."""

    message = N_("{address}: the form is shown on encrypted pages only (https).")


def origin_of(address: str) -> str:
    """The origin of ``address`` as browsers write it: small letters, no path, no usual port, foreign letters in Punycode.

    Without a scheme it is https. Raises NoOrigin, NotEncrypted (plain http is for one's own machine only).
    """
    typed = address.strip()
    shown = typed[:80]
    if not typed or len(typed) > LONGEST or any(sign.isspace() for sign in typed):
        raise NoOrigin(address=shown)
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise NoOrigin(address=shown) from None
    if parts.scheme not in _USUAL or parts.username is not None or parts.password is not None:
        raise NoOrigin(address=shown)
    host = _host(host, shown)
    if parts.scheme == "http" and host not in _AT_HOME:
        raise NotEncrypted(address=shown)
    bracketed = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{bracketed}" + (f":{port}" if port and port != _USUAL[parts.scheme] else "")


def _host(host: str, shown: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        plain = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoOrigin(address=shown) from None
    labels = plain.split(".")
    if plain not in _AT_HOME and (len(labels) < 2 or labels[-1].isdecimal()):
        raise NoOrigin(address=shown)
    if len(plain) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NoOrigin(address=shown)
    return plain
