"""Mail of the story: what customers send by SMTP, and the post box in which they find our letters."""

import email
import email.policy
import re
import smtplib
import time
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from tests.stories.telling import Broken

_CODE_LINE = re.compile(r"(?:^\W{0,6}|: )([0-9]{6}|[A-Z0-9]{4}-[A-Z0-9]{4})\W*$", re.MULTILINE)
_WAIT_SECONDS = 20


def write_mail(
    *, sender: str, to: str, subject: str, text: str, at: datetime, message_id: str, in_reply_to: str = "",
) -> bytes:  # fmt: skip
    """A customer's mail as his program writes it."""
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"], mail["Message-ID"] = format_datetime(at), f"<{message_id}>"
    if in_reply_to:
        mail["In-Reply-To"] = in_reply_to
        mail["References"] = in_reply_to
    mail.set_content(text)
    return mail.as_bytes()


def send_mail(raw: bytes, *, sender: str, to: str, port: int) -> str:
    """Hand a mail over by SMTP and return what the receiver said to the data."""
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as server:
        server.ehlo("mail.customer.example")
        server.mail(sender)
        server.rcpt(to)
        code, answer = server.data(raw)
    if code != 250:
        raise Broken(
            f"our mail receiver does not take the mail of {sender}: {code} {answer.decode(errors='replace')}"
        )
    return answer.decode(errors="replace")


class PostBox:
    """The folder in which letters stay when there is no relay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_codes: set[str] = set()

    def letters(self) -> list[tuple[Path, EmailMessage]]:
        """All letters, oldest first."""
        found = sorted(
            [*self.folder.glob("*.eml"), *self.folder.glob("*.log")], key=lambda path: path.stat().st_mtime_ns
        )
        return [(path, _parsed(path)) for path in found]

    def newest(self, to: str, words: str = "") -> EmailMessage:
        """The newest letter to somebody whose subject or text holds ``words``."""
        for _, letter in reversed(self.letters()):
            if (
                to.lower() in str(letter["To"]).lower()
                and words.lower() in f"{letter['Subject']}\n{text_of(letter)}".lower()
            ):
                return letter
        raise Broken(f"{to} got no letter with “{words}”")

    def code_for(self, to: str) -> str:
        """The one-time code that came last to somebody; each is read once. Waits for it."""
        until = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < until:
            for path, letter in reversed(self.letters()):
                if to.lower() not in str(letter["To"]).lower() or path.name in self.read_codes:
                    continue
                if (found := _CODE_LINE.search(text_of(letter))) is not None:
                    self.read_codes.add(path.name)
                    return found.group(1)
            time.sleep(0.1)
        raise Broken(f"no code came to {to} within {_WAIT_SECONDS} s")


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    part = letter.get_body(("plain",))
    return part.get_content() if part is not None else ""


def files_of(letter: EmailMessage) -> dict[str, bytes]:
    """The files that go with a letter, by name."""
    return {part.get_filename() or "": part.get_payload(decode=True) for part in letter.iter_attachments()}  # type: ignore[misc]  # bytes of a leaf part


def _parsed(path: Path) -> EmailMessage:
    raw = path.read_bytes()
    if path.suffix == ".log":
        # Django's file backend writes one message and a rule of dashes below it.
        raw = raw.split(b"\n" + b"-" * 79)[0]
    return email.message_from_bytes(raw, policy=email.policy.default)  # type: ignore[return-value]  # that policy makes EmailMessages
