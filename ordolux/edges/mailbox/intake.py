"""The one way in for everything that reaches us as bytes: mail by SMTP or IMAP, faxes from a folder or by hand.

The bytes are stored and synced, then the message's row and the job that reads it are committed together. The same
bytes for the same people are one message, whichever way and however often they come.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

MAIL: Final = "message/rfc822"
LARGEST: Final = 48 * 2**20  # an attachment of 30 MiB is 41 MiB on the line


def take_in(
    raw: bytes, *, envelope_from: str | None, envelope_to: Sequence[str], peer: str, channel: str = "mail",
    media_type: str = MAIL, name: str = "",
) -> bool:  # fmt: skip
    """Keep a message for good; False when we have it already.

    ``envelope_from`` is the return path that the delivery told ("" is a null path), None when the way tells none;
    ``name`` is the sender's, where the way tells that.
    When this returns, everything is committed. Raises what database and disk raise; then nothing was taken.
    """
    from ordolux.foundation import clock
    from ordolux.foundation.actors import Actor
    from ordolux.foundation.correspondence.deeds import receive_message
    from ordolux.foundation.files import store_bytes

    key, by = delivery_key(raw, envelope_to), Actor.system()
    if receive_message.was_done(key, by):
        return False
    stored = store_bytes(raw, media_type)
    receive_message.once(key)(
        raw=stored, envelope_from=envelope_from, envelope_to=list(envelope_to), peer=peer, channel=channel,
        name=name, by=by, at=clock.now(),
    )  # fmt: skip
    return True


def delivery_key(raw: bytes, envelope_to: Sequence[str]) -> str:
    """Equal for the same bytes to the same people, whenever and however often they come."""
    people = ",".join(sorted(address.lower() for address in envelope_to))
    return hashlib.sha256(hashlib.sha256(raw).digest() + people.encode("utf-8", "replace")).hexdigest()
