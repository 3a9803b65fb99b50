"""Mail out: how a letter is made of its parts, and how it is handed to the mail server."""

import contextlib
import hashlib
import html as markup
import re
import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, Self

LARGEST_HTML: Final = 80 * 1024
_CONNECT_SECONDS: Final = 15
_ANSWER_SECONDS: Final = 60

_POLICY: Final = policy.SMTP.clone(max_line_length=78, cte_type="7bit")
_LINE_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ADDRESS: Final = re.compile(r"[^\s<>@,;:\"()\[\]\\\x00-\x1f]{1,64}@[^\s<>@,;:\"()\[\]\\\x00-\x1f]{1,255}")
_LINK: Final = re.compile(r"https?://[^\s<>\"']{1,500}[^\s<>\"'.,;:!?)\]]")


class AddressUnusable(ValueError):
    """A mail address that cannot be one; sending to it would be an injection or a bounce."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a letter."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Relay:
    """The SMTP server that takes our letters.

    ``tls`` is "" (plain), "starttls" (nothing is said without it) or "tls" from the start.
    """

    host: str
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = ""

    @classmethod
    def from_settings(cls) -> Self | None:
        """The relay of the settings; None when there is none, and letters stay in the demonstration post box."""
        from django.conf import settings

        if not settings.ORDOLUX_RELAY_HOST:
            return None
        return cls(
            host=settings.ORDOLUX_RELAY_HOST, port=settings.ORDOLUX_RELAY_PORT, user=settings.ORDOLUX_RELAY_USER,
            password=settings.ORDOLUX_RELAY_PASSWORD, tls="starttls" if settings.ORDOLUX_RELAY_TLS else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of a letter. Exactly one of the three is true; ``answer`` is what the server said.

    With several recipients of whom some were refused, the letter counts as accepted and ``refused`` names them.
    """

    accepted: bool
    permanent_failure: bool
    temporary_failure: bool
    answer: str
    refused: tuple[str, ...] = ()


def compose(
    *, message_id: str, sender: str, to: Sequence[str], subject: str, text: str, date: datetime,
    html: str | None = None,
    sender_name: str = "", cc: Sequence[str] = (), reply_to: str = "", in_reply_to: str = "",
    references: Sequence[str] = (), attachments: Sequence[Attached] = (), is_automatic: bool = False,
    language: str = "", unsubscribe: str = "",
) -> bytes:  # fmt: skip
    """The bytes of a letter: text and HTML, then the attachments. The same parts give the same bytes.

    Without ``html`` a plain page is made of the text; an HTML part above 80 KiB is left out. Nothing in it
    is loaded from anywhere. ``unsubscribe`` is an address that ends such mails by one POST. Raises AddressUnusable.
    """
    mail = EmailMessage(policy=_POLICY)
    mail["Date"] = format_datetime(date)
    mail["From"] = _address(sender, sender_name)
    mail["To"] = [_address(one) for one in to]
    if cc:
        mail["Cc"] = [_address(one) for one in cc]
    if reply_to:
        mail["Reply-To"] = _address(reply_to)
    mail["Subject"] = _one_line(subject, 500)
    mail["Message-ID"] = _identifier(message_id)
    if is_automatic:
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    if unsubscribe:
        mail["List-Unsubscribe"] = f"<{_one_line(unsubscribe, 900)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if language:
        mail["Content-Language"] = _one_line(language, 20)
    mail.set_content(text.replace("\0", ""), charset="utf-8", cte="quoted-printable")
    page = html if html is not None else as_page(text, language)
    if len(page.encode()) <= LARGEST_HTML:
        mail.add_alternative(page, subtype="html", charset="utf-8", cte="quoted-printable")
    for one in attachments:
        main, _, sub = one.media_type.partition("/")
        if main in ("message", "multipart") or not re.fullmatch(r"[\w.+-]+", sub or ""):
            main, sub = "application", "octet-stream"
        mail.add_attachment(
            one.data, maintype=main, subtype=sub, cte="base64", filename=_one_line(one.name, 200) or "file"
        )
    _fix_boundaries(mail)
    return _thread(in_reply_to, references) + mail.as_bytes()


def as_page(text: str, language: str = "") -> str:
    """A text as a plain HTML page: paragraphs, line breaks, links that show where they lead."""
    paragraphs = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        done, pieces = 0, []
        for link in _LINK.finditer(block):
            address = markup.escape(link[0])
            pieces += [markup.escape(block[done : link.start()]), f'<a href="{address}">{address}</a>']
            done = link.end()
        said = "".join(pieces) + markup.escape(block[done:])
        paragraphs.append("<p>" + said.replace("\n", "<br>\n") + "</p>")
    spoken = f' lang="{markup.escape(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{spoken}><head><meta charset="utf-8"></head>\n<body>\n'
        + "\n".join(paragraphs)
        + ("\n</body></html>\n")
    )


def send(
    raw: bytes, envelope_from: str, envelope_to: Sequence[str], *, relay: Relay | None
) -> DeliveryResult:
    """Hand the letter to ``relay`` (None: the demonstration post box) and say what became of it.

    It never raises for what a server or a network does. A connection lost after the letter was sent and before the
    answer came is a temporary failure: the next try repeats the same Message-ID.
    """
    for address in (*([envelope_from] if envelope_from else []), *envelope_to):
        if not _ADDRESS.fullmatch(address):
            return DeliveryResult(False, True, False, f"{_one_line(address, 100)} is not a mail address")
    if relay is None:
        return _into_postbox(raw, envelope_from, list(envelope_to))
    try:
        return _over(relay, raw, envelope_from, list(envelope_to))
    except smtplib.SMTPRecipientsRefused as refused:
        codes = {address: _said(code, words) for address, (code, words) in refused.recipients.items()}
        is_final = all(500 <= code < 600 for code, _ in refused.recipients.values())
        return DeliveryResult(False, is_final, not is_final, "; ".join(codes.values()), tuple(codes))
    except smtplib.SMTPResponseException as refused:
        is_final = 500 <= refused.smtp_code < 600 and not isinstance(refused, smtplib.SMTPAuthenticationError)
        return DeliveryResult(False, is_final, not is_final, _said(refused.smtp_code, refused.smtp_error))
    except smtplib.SMTPNotSupportedError as fault:
        return DeliveryResult(False, False, True, _one_line(str(fault), 400))
    except (smtplib.SMTPException, OSError) as fault:
        return DeliveryResult(False, False, True, _one_line(f"{type(fault).__name__}: {fault}", 400))


def _over(relay: Relay, raw: bytes, envelope_from: str, envelope_to: list[str]) -> DeliveryResult:
    context = ssl.create_default_context()
    if relay.tls == "tls":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            relay.host, relay.port, timeout=_CONNECT_SECONDS, context=context
        )
    else:
        line = smtplib.SMTP(relay.host, relay.port, timeout=_CONNECT_SECONDS)
    try:
        assert isinstance(line.sock, socket.socket)
        line.sock.settimeout(_ANSWER_SECONDS)
        line.ehlo_or_helo_if_needed()
        if relay.tls == "starttls":
            line.starttls(context=context)
        if relay.user:
            line.login(relay.user, relay.password)
        options = ["SMTPUTF8"] if not all(a.isascii() for a in (envelope_from, *envelope_to)) else []
        return _handed_over(line, raw, envelope_from, envelope_to, options)
    finally:
        line.close()


def _handed_over(
    line: smtplib.SMTP, raw: bytes, envelope_from: str, envelope_to: list[str], options: list[str]
) -> DeliveryResult:
    """One mail transaction. It is written out, because ``sendmail`` hides the words with which the server accepted."""
    code, words = line.mail(envelope_from, options)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, words, envelope_from)
    refused = {}
    for address in envelope_to:
        code, words = line.rcpt(address)
        if code not in (250, 251):
            refused[address] = (code, words)
    if len(refused) == len(envelope_to):
        raise smtplib.SMTPRecipientsRefused(refused)
    code, words = line.data(raw)
    if code != 250:
        raise smtplib.SMTPDataError(code, words)
    # It has the letter; how it says good-bye does not matter.
    with contextlib.suppress(smtplib.SMTPException, OSError):
        line.quit()
    answer = _said(code, words)
    if refused:
        answer += "; refused: " + "; ".join(f"{a}: {_said(*said)}" for a, said in refused.items())
    return DeliveryResult(True, False, False, answer, tuple(refused))


def _into_postbox(raw: bytes, envelope_from: str, envelope_to: list[str]) -> DeliveryResult:
    from ordolux.edges.mailbox.postbox import keep_letter

    try:
        name = keep_letter(raw, envelope_from, envelope_to)
    except OSError as fault:
        return DeliveryResult(False, False, True, _one_line(f"{type(fault).__name__}: {fault}", 400))
    return DeliveryResult(True, False, False, f"250 kept in the demonstration post box as {name}")


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return _one_line(f"{code} {text}", 400)


def _one_line(text: str, longest: int) -> str:
    return _LINE_BREAKS.sub(" ", text.encode("utf-8", "replace").decode()).strip()[:longest]


def _address(address: str, name: str = "") -> Address:
    if not _ADDRESS.fullmatch(address):
        raise AddressUnusable(_one_line(address, 100))
    try:
        return Address(display_name=_one_line(name, 100), addr_spec=address)
    except (ValueError, IndexError) as fault:
        raise AddressUnusable(_one_line(address, 100)) from fault


def _identifier(message_id: str) -> str:
    bare = re.sub(r"[^!-;=?-~]", "", message_id)[:900]
    return f"<{bare}>"


def _thread(in_reply_to: str, references: Sequence[str]) -> bytes:
    """The header lines that join a letter to its thread, written out: the library would encode a long Message-ID of
    somebody else as if it were words, and no mail program would know it again."""
    if not in_reply_to:
        return b""
    answered = _identifier(in_reply_to)
    older = dict.fromkeys(_identifier(one) for one in references if one)
    older.pop(answered, None)
    known = "\r\n ".join([*[*older][-20:], answered])
    return f"In-Reply-To: {answered}\r\nReferences: {known}\r\n".encode("ascii")


def _fix_boundaries(mail: EmailMessage) -> None:
    # The library draws them by lot; a second try must hand over the very same bytes.
    base = hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()[:24]
    for place, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{base}_{place}")
