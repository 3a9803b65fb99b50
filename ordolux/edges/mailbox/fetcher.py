"""The process that fetches mail and faxes, and sends faxes: ``python -m ordolux.edges.mailbox.fetcher``.

Each mailbox that is not paused has a thread: it fetches what is new, then waits until the server tells of news (IDLE)
or a minute is over. Several such processes may run against one database; a lock gives each mailbox to one of them.
"""

import logging
import os
import signal
import sys
import threading
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from ordolux.edges.mailbox.imap import OpenMailbox

log = logging.getLogger(__name__)

LOOK_FOR_MAILBOXES_SECONDS: Final = 3.0
POLL_SECONDS: Final = 60.0
# how long one IDLE lasts; RFC 2177 says less than 29 minutes
IDLE_SECONDS: Final = 600.0
FIRST_PAUSE_SECONDS: Final = 2.0
LONGEST_PAUSE_SECONDS: Final = 300.0
FAX_SECONDS: Final = 2.0
_LOCKS: Final = 0x0F01  # the first half of the advisory locks of mailboxes


@dataclass
class _Watch:
    """One mailbox under watch, as it was set up at ``version``."""

    version: int
    thread: threading.Thread
    stop: threading.Event = field(default_factory=threading.Event)


class Fetcher:
    """Watches over all mailboxes until it is told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._watches: dict[int, _Watch] = {}

    def run(self) -> None:
        """Start and end watches as mailboxes come and go."""
        from django.db import DatabaseError, connection

        from ordolux.foundation.mailboxes.queries import mailboxes_to_fetch

        for work, name in ((watch_fax_folder, "fax-folder"), (serve_fax_line, "fax-line")):
            threading.Thread(target=work, args=(self.stopping,), name=name, daemon=True).start()
        while not self.stopping.is_set():
            try:
                self._match(mailboxes_to_fetch())
            except DatabaseError as fault:
                log.warning("fetch: the database does not answer: %s", type(fault).__name__)
                connection.close()
            self.stopping.wait(LOOK_FOR_MAILBOXES_SECONDS)
        self._match({})
        for watch in list(self._watches.values()):
            watch.thread.join(15)
        connection.close()

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """End as soon as the mail that is being stored is stored."""
        self.stopping.set()

    def _match(self, wanted: dict[int, int]) -> None:
        for pk, watch in list(self._watches.items()):
            if wanted.get(pk) != watch.version:
                watch.stop.set()
            if not watch.thread.is_alive():
                del self._watches[pk]
        for pk, version in wanted.items():
            if pk not in self._watches:
                stop = threading.Event()
                thread = threading.Thread(
                    target=watch_over, args=(pk, stop), name=f"mailbox-{pk}", daemon=True
                )
                self._watches[pk] = _Watch(version, thread, stop)
                thread.start()


def watch_over(mailbox_id: int, stop: threading.Event) -> None:
    """Fetch one mailbox until ``stop``; after trouble again, the later the longer it lasts."""
    from django.db import DatabaseError, connection

    from ordolux.edges.mailbox.fetching import note_trouble
    from ordolux.edges.mailbox.imap import MailboxTrouble

    pause = FIRST_PAUSE_SECONDS
    while not stop.is_set():
        trouble: MailboxTrouble | None = None
        try:
            if _fetch_until_trouble(mailbox_id, stop):
                pause = FIRST_PAUSE_SECONDS
        except MailboxTrouble as met:
            trouble = met
        except DatabaseError as fault:
            log.warning("mailbox %d: the database does not answer: %s", mailbox_id, type(fault).__name__)
        except Exception:
            log.exception("mailbox %d: unexpected", mailbox_id)
            trouble = MailboxTrouble("other")
        if trouble is not None:
            log.warning("mailbox %d: %s; again in %.0f s", mailbox_id, trouble, pause)
            try:
                note_trouble(mailbox_id, trouble)
            except DatabaseError:
                connection.close()
        if stop.wait(pause):
            break
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS) if trouble is not None else pause
    connection.close()


def _fetch_until_trouble(mailbox_id: int, stop: threading.Event) -> bool:
    """Hold the mailbox's lock, fetch, wait for news, fetch again; False when another process holds the lock.

    Raises MailboxTrouble, and DatabaseError when the connection that holds the lock is lost.
    """
    from django.db import connections

    from ordolux.edges.mailbox.fetching import entrance_of, fetch_what_is_new, note_trouble
    from ordolux.edges.mailbox.imap import entered
    from ordolux.foundation.mailboxes.models import Mailbox

    # a connection of its own: that of the thread is closed and opened while mails are stored
    holding = connections.create_connection("default")
    try:
        with holding.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, mailbox_id])
            if not cursor.fetchone()[0]:
                return False
            mailbox = Mailbox.objects.filter(pk=mailbox_id, is_active=True).first()
            if mailbox is None:
                return False
            with entered(entrance_of(mailbox)) as box:
                while not stop.is_set():
                    fetch_what_is_new(mailbox, box, stop=stop.is_set)
                    note_trouble(mailbox_id, None)
                    _wait_for_news(box, stop)
                    cursor.execute("SELECT 1")  # whoever lost the lock leaves the mailbox to others
        return True
    finally:
        holding.close()


def _wait_for_news(box: "OpenMailbox", stop: threading.Event) -> None:
    if not box.tells_news:
        stop.wait(POLL_SECONDS)
        if not stop.is_set():
            box.still_there()
        return
    box.wait_for_news(IDLE_SECONDS, stop.is_set)


def watch_fax_folder(stop: threading.Event) -> None:
    """Take faxes from the folder of the settings, if there is one, until ``stop``."""
    from django.conf import settings
    from django.db import DatabaseError, connection

    from ordolux.edges.fax.folder import take_faxes

    folder = settings.ORDOLUX_FAX_FOLDER
    while folder is not None and not stop.wait(FAX_SECONDS):
        try:
            take_faxes(folder)
        except FileNotFoundError:
            log.warning("fax folder: there is no %s", folder)
            stop.wait(60)
        except (DatabaseError, OSError) as fault:
            log.warning("fax folder: %s; faxes wait there", type(fault).__name__)
            connection.close()
    connection.close()


def serve_fax_line(stop: threading.Event) -> None:
    """Send faxes one after the other until ``stop``; one process of all does it."""
    from django.conf import settings
    from django.db import DatabaseError, connection, connections

    from ordolux.edges.fax.line import give_up_interrupted, send_due_faxes

    while settings.ORDOLUX_FAX_COMMAND and not stop.wait(FAX_SECONDS):
        holding = connections.create_connection("default")
        try:
            with holding.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [_LOCKS])
                if not cursor.fetchone()[0]:
                    continue
                give_up_interrupted()
                while not stop.wait(FAX_SECONDS):
                    cursor.execute("SELECT 1")
                    send_due_faxes(stop.is_set)
        except DatabaseError as fault:
            log.warning("fax line: the database does not answer: %s", type(fault).__name__)
            connection.close()
        except Exception:
            log.exception("fax line: unexpected")
            stop.wait(60)
        finally:
            holding.close()
    connection.close()


def main() -> None:
    """Set up, fetch, end on SIGTERM or Ctrl-C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    django.setup()
    logging.getLogger(__name__).setLevel(logging.INFO)
    if not logging.getLogger().handlers:
        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
    fetcher = Fetcher()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, fetcher.stop)
    fetcher.run()


if __name__ == "__main__":
    main()
