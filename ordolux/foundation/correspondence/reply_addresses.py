"""Reply addresses: a letter of a deal asks for answers to ``sales+<tag>@…``, whose tag names the deal.

A tag holds the deal's key and a mark of ours, so that nobody can invent one. It only locates; who may join the deal is
asked of the sender's address, as for every answer.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from typing import Final

from django.conf import settings

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.mailboxes.models import Mailbox

_TAG: Final = re.compile(r"\+(d(\d{1,18})-([0-9a-f]{12}))@", re.IGNORECASE)


def reply_address(deal: Deal, address: str) -> str:
    """``address`` with the tag of ``deal``; "" where a provider keeps our mail that does not take such addresses."""
    local, _, domain = address.rpartition("@")
    keeper = Mailbox.objects.filter(address__iexact=address, is_active=True).first()
    if not local or "+" in local or (keeper is not None and not keeper.takes_tags):
        return ""
    return f"{local}+d{deal.pk}-{_mark(deal.pk)}@{domain}"


def tag_in(addresses: Iterable[str]) -> str:
    """The first tag of ours among these addresses; "" when there is none, or it is not genuine."""
    for address in addresses:
        found = _TAG.search(address)
        if found and hmac.compare_digest(found[3].lower(), _mark(int(found[2]))):
            return found[1].lower()
    return ""


def deal_of_tag(tag: str) -> Deal | None:
    """The deal that a tag names (one statement)."""
    found = _TAG.search(f"+{tag}@")
    return Deal.objects.filter(pk=int(found[2])).first() if tag and found else None


def _mark(pk: int) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"reply:{pk}".encode(), hashlib.sha256).hexdigest()[:12]
