"""How often one address may ask: counted in the database for all processes together, without anybody else's service."""

import hashlib
import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from ordolux.foundation import clock


def is_within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more ``what`` of ``who`` in the present stretch of time, and say whether it is still within ``most``.

    Two that come at the very same moment may count as one; a flood does not come in twos.
    """
    now = int(clock.real_now().timestamp())
    key = f"floods:{what}:{hashlib.sha256(who.encode()).hexdigest()[:32]}:{now // seconds}"
    count = int(cache.get(key, 0)) + 1
    if count <= most:
        cache.set(key, count, seconds)
    return count <= most


def network_of(request: HttpRequest) -> str:
    """The network address of the visitor; of IPv6 the part that one household has."""
    address = str(get_adapter(request).get_client_ip(request))
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if parsed.version == 6 else address
