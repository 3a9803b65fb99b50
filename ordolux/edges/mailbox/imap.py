"""One mailbox on an IMAP server, read and never changed: what is there, one mail after the other, what is new.

Every fault becomes ``MailboxTrouble`` with a code of ``foundation/mailboxes/trouble.py``; neither it nor the log ever
holds a password.
"""

import imaplib
import logging
import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Self

from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

log = logging.getLogger(__name__)

ANSWER_SECONDS: Final = 60
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")
_UID: Final = re.compile(rb"UID (\d+)")


class MailboxTrouble(Exception):
    """The mailbox cannot be read now. ``code`` names the sentence, ``said`` is what the server said to it."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(f"{code}: {said}" if said else code)
        self.code = code
        self.said = said


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where a mailbox is and how to get in; ``encryption`` is tls, starttls or none."""

    host: str
    port: int
    encryption: str
    user: str
    folder: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What the server says of the folder: ``validity`` names the numbering of its mails, ``mails`` counts them."""

    validity: int
    mails: int


class OpenMailbox:
    """A mailbox that was entered; made by ``entered``."""

    def __init__(self, box: Any, found: Found, *, tells_news: bool) -> None:
        self._box = box
        self.found = found
        # whether the server tells by itself that something arrived (IDLE, RFC 2177)
        self.tells_news = tells_news

    def numbers_after(self, last_uid: int, since: date) -> list[int]:
        """The UIDs above ``last_uid`` of mails that arrived on ``since`` or later, ascending."""
        criteria = f"UID {last_uid + 1}:* SINCE {since.day}-{MONTHS[since.month - 1]}-{since.year}"
        with _told():
            found = self._box.uids(criteria, charset=None)
        # "n:*" names the last mail even when its number is below n
        return sorted({uid for one in found if (uid := int(one)) > last_uid})

    def sizes(self, uids: list[int]) -> dict[int, int]:
        """The size in bytes of each of these mails; those that are gone are left out."""
        with _told():
            answer = self._fetch(",".join(map(str, uids)), "(RFC822.SIZE)")
        sizes = {}
        for line in answer:
            said = line if isinstance(line, bytes) else b"".join(line)
            uid, size = _UID.search(said), _SIZE.search(said)
            if uid and size:
                sizes[int(uid[1])] = int(size[1])
        return sizes

    def mail(self, uid: int, *, header_only: bool = False) -> bytes | None:
        """The bytes of a mail, without marking it as read; None when somebody deleted it meanwhile."""
        part = "HEADER" if header_only else ""
        with _told():
            for line in self._fetch(str(uid), f"(BODY.PEEK[{part}])"):
                if isinstance(line, tuple) and _names(line[0], uid):
                    return bytes(line[1])
            if self._box.uids(f"UID {uid}", charset=None):
                raise MailboxTrouble("protocol", f"mail {uid} is there and was not sent")
        return None

    def wait_for_news(self, seconds: float, stop: Callable[[], bool] = lambda: False) -> bool:
        """Wait until the server tells of a change (True), the time is over or ``stop`` says so (looked at every second)."""
        until = time.monotonic() + seconds
        with _told():
            self._box.idle.start()
            news: list[bytes] = []
            while not news and not stop() and time.monotonic() < until:
                news = self._box.idle.poll(timeout=min(1.0, seconds))
                if not news and _has_ended(self._box.client.sock):
                    raise MailboxTrouble("broken-off", "the server closed the connection")
            self._box.idle.stop()
        # "still here" every few minutes is no news
        return any(b"EXISTS" in line or b"EXPUNGE" in line for line in news)

    def still_there(self) -> None:
        """Ask the server for a sign of life. Raises MailboxTrouble."""
        with _told():
            self._box.client.noop()

    def _fetch(self, uids: str, parts: str) -> list[Any]:
        kind, answer = self._box.client.uid("FETCH", uids, parts)
        if kind != "OK":
            raise MailboxTrouble("protocol", _said(answer))
        return [line for line in answer if line is not None]


@contextmanager
def entered(entrance: Entrance, *, answer_seconds: float = ANSWER_SECONDS) -> Iterator[OpenMailbox]:
    """Connect, sign in and open the folder for reading; leave at the end, however it ends. Raises MailboxTrouble."""
    box = None
    try:
        with _told():
            box = _connected(entrance, answer_seconds)
            if _is_plain(entrance.user) and _is_plain(entrance.password):
                box.login(entrance.user, entrance.password, initial_folder=None)
            else:
                box.login_utf8(entrance.user, entrance.password, initial_folder=None)
            box.folder.set(entrance.folder, readonly=True)
            found = _found(box)
            # some servers name all they can do only to those who have signed in
            able = b" ".join(one for one in box.client.capability()[1] if one).decode("ascii", "replace")
        yield OpenMailbox(box, found, tells_news="IDLE" in able.upper().split())
    finally:
        if box is not None:
            with suppress(Exception):
                box.client.shutdown() if box.client.state == "NONAUTH" else box.logout()
            with suppress(Exception):
                box.client.shutdown()


def _connected(entrance: Entrance, seconds: float) -> Any:
    context = ssl.create_default_context()
    match entrance.encryption:
        case "tls":
            return MailBox(entrance.host, entrance.port, timeout=seconds, ssl_context=context)
        case "starttls":
            return MailBoxStartTls(entrance.host, entrance.port, timeout=seconds, ssl_context=context)
    return MailBoxUnencrypted(entrance.host, entrance.port, timeout=seconds)


def _has_ended(line: socket.socket) -> bool:
    """Whether the other side has hung up: the library takes that for silence. Looked at below any encryption."""
    with socket.socket(fileno=os.dup(line.fileno())) as same, suppress(BlockingIOError):
        return same.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    return False


def _is_plain(text: str) -> bool:
    """Whether a text can be said in one quoted string; anything else goes as base64."""
    return text.isascii() and text.isprintable()


def _found(box: Any) -> Found:
    told = box.client.untagged_responses
    try:
        return Found(int(told["UIDVALIDITY"][-1]), int(told["EXISTS"][-1]))
    except (KeyError, IndexError, TypeError, ValueError):
        raise MailboxTrouble("protocol", "the server names no UIDVALIDITY") from None


class _told:  # noqa: N801  # reads as a word
    """Turns what sockets, TLS and the library raise into MailboxTrouble."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, fault: BaseException | None, _: Any) -> None:
        if fault is not None and isinstance(fault, Exception) and not isinstance(fault, MailboxTrouble):
            code = _code_of(fault)
            if code == "other":
                log.exception("mailbox: unexpected")
            raise MailboxTrouble(code, _one_line(fault)) from None


def _code_of(fault: Exception) -> str:
    match fault:
        case MailboxLoginError():
            return "sign-in"
        case MailboxFolderSelectError():
            return "folder"
        case ssl.SSLCertVerificationError():
            return "certificate"
        case ssl.SSLError():
            return "encryption"
        case socket.gaierror():
            return "unknown-host"
        case ConnectionRefusedError():
            return "refused"
        case TimeoutError():
            return "silent"
        case imaplib.IMAP4.abort() | OSError() | EOFError():
            return "broken-off"
        case imaplib.IMAP4.error() | ImapToolsError():
            return "protocol"
    return "other"


def _names(head: bytes, uid: int) -> bool:
    found = _UID.search(head)
    return found is not None and int(found[1]) == uid


def _said(answer: Any) -> str:
    words = answer[0] if answer else b""
    return _clean(words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words))


def _one_line(fault: Exception) -> str:
    result = getattr(fault, "command_result", None)
    if result:  # imap-tools: (status, [words]), never what we sent
        return _said(result[1]) if isinstance(result[1], list) else _clean(str(result[1]))
    return _clean(str(fault))


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:280]
