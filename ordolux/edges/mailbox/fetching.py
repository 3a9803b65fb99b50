"""What is new in one mailbox is taken in, once: the bookkeeping between the server's numbers and our rows.

A mail is committed before its number is noted. Whatever breaks off between the two, the mail is asked for again and is
known by its bytes; so a lost connection, a killed process or a renumbered mailbox neither loses a mail nor doubles one.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import DatabaseError
from django.db.models import F

from ordolux.edges.mailbox.imap import Entrance, MailboxTrouble, OpenMailbox
from ordolux.edges.mailbox.intake import LARGEST, take_in
from ordolux.foundation import clock
from ordolux.foundation.mailboxes.models import Mailbox, MailboxPlace
from ordolux.foundation.mailboxes.secrets import SecretUnreadable, opened

log = logging.getLogger(__name__)

BATCH: Final = 50
# a server writes down the day of arrival in its own zone
ZONES: Final = timedelta(days=1)
_TOO_LARGE: Final = (
    b"X-Ordolux-Left-Behind: yes\r\n\r\nThis mail of %d bytes is larger than we take; only its header was fetched."
    b" The whole of it is in the mailbox.\r\n"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one look brought: mails taken, those we had already, those that were gone before they could be read."""

    taken: int = 0
    known: int = 0
    gone: int = 0


def entrance_of(mailbox: Mailbox) -> Entrance:
    """Where the mailbox is, with its password. Raises MailboxTrouble when that cannot be opened."""
    try:
        password = opened(mailbox.secret)
    except SecretUnreadable:
        raise MailboxTrouble("secret") from None
    return Entrance(mailbox.host, mailbox.port, mailbox.encryption, mailbox.user, mailbox.folder, password)


def fetch_what_is_new(
    mailbox: Mailbox, box: OpenMailbox, *, stop: Callable[[], bool] = lambda: False
) -> Fetched:
    """Take in every mail above the last number that was noted, oldest first, until ``stop`` says so.

    One mail is in memory at a time. Raises MailboxTrouble; what was taken until then is taken.
    """
    place, _ = MailboxPlace.objects.get_or_create(mailbox=mailbox)
    if place.uid_validity != box.found.validity:
        # The server numbers anew (a restored or moved mailbox): everything is looked at again, and known by its bytes.
        if place.uid_validity is not None:
            log.warning("mailbox %s: its server numbers anew; looking through all of it", mailbox)
        place.uid_validity, place.last_uid = box.found.validity, 0
        place.save(update_fields=["uid_validity", "last_uid"])
    waiting = box.numbers_after(place.last_uid, mailbox.since - ZONES)
    _note(place, backlog=len(waiting), looked_at=clock.real_now())
    taken = known = gone = 0
    for first in range(0, len(waiting), BATCH):
        batch = waiting[first : first + BATCH]
        sizes = box.sizes(batch)
        for offset, uid in enumerate(batch, first + 1):
            if stop():
                return Fetched(taken, known, gone)
            raw = _bytes_of(box, uid, sizes.get(uid))
            if raw is None:
                gone += 1
                is_new = False
            else:
                is_new = _taken(mailbox, raw)
                taken, known = taken + is_new, known + (not is_new)
            now = clock.real_now()
            said = {"fetched": F("fetched") + 1, "fetched_at": now} if is_new else {}
            _note(place, last_uid=uid, backlog=len(waiting) - offset, looked_at=now, **said)
    if waiting:
        log.info("mailbox %s: %d taken, %d known already, %d gone", mailbox, taken, known, gone)
    return Fetched(taken, known, gone)


def note_trouble(mailbox_id: int, trouble: MailboxTrouble | None) -> None:
    """Keep what went wrong last (None: nothing any more) for the page that shows it."""
    if trouble is None:
        found = MailboxPlace.objects.filter(pk=mailbox_id).exclude(trouble="")
        found.update(trouble="", said="", troubled_since=None)
        return
    MailboxPlace.objects.filter(pk=mailbox_id, trouble="").update(troubled_since=clock.real_now())
    MailboxPlace.objects.filter(pk=mailbox_id).update(
        trouble=trouble.code, said=trouble.said[:300], looked_at=clock.real_now()
    )


def _bytes_of(box: OpenMailbox, uid: int, size: int | None) -> bytes | None:
    if size is not None and size > LARGEST:
        header = box.mail(uid, header_only=True)
        return None if header is None else header.rstrip(b"\r\n") + b"\r\n" + _TOO_LARGE % size
    return box.mail(uid)


def _taken(mailbox: Mailbox, raw: bytes) -> bool:
    try:
        return take_in(raw, envelope_from=None, envelope_to=[mailbox.address], peer=f"imap:{mailbox.name}")
    except DatabaseError as fault:
        raise MailboxTrouble("database", type(fault).__name__) from fault
    except OSError as fault:
        raise MailboxTrouble("disk", fault.strerror or "") from fault


def _note(place: MailboxPlace, **said: object) -> None:
    MailboxPlace.objects.filter(pk=place.pk).update(**said)
