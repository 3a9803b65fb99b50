"""Mails (RFC 5322, MIME): who, what about, the text, what is new in it, signs of machines, the attachments.

The value of ``read_mail`` (see the tests for examples)::

    readable        false when the limits stopped us: only the headers are there
    message_id, in_reply_to, references[]       with their angle brackets; "" and [] when missing
    subject, date   date in UTC (ISO 8601) or null
    from            {name, address} or null;  sender the same;  to[], cc[], reply_to[]
    delivered_to[]  addresses to which servers on the way say that they delivered it
    hops            how many servers passed it on
    is_forged       whether the server that took it says that the sender's domain disowns it (DMARC)
    text            the whole text; text_from "plain", "html" or "" (none)
    new_text, signature, quoted_text            its parts
    kind            person, auto_reply, bounce, list or spam;  signs[] the header lines that say so
    wants_no_answer whether an automatic answer must not be sent
    return_path     "" or "<>" is a null path, null unknown
    failed_recipients[], about_message_id       of a bounce
    attachments[]   {index, name, declared_name, declared_type, type, agrees, size, sha256, is_inline, content_id}
    content_key     SHA-256 over sender, subject, text and attachments: equal for the same mail sent again
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, timedelta
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from typing import Any, Final

import inscriptis
from selectolax.lexbor import LexborHTMLParser

from ordolux.foundation.sandbox.content import agrees, what_is
from ordolux.foundation.sandbox.readers.filenames import clean_file_name
from ordolux.foundation.sandbox.readers.quotes import take_apart
from ordolux.foundation.sandbox.readers.text import cleaned, decoded, is_known_charset, one_line
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

LARGEST: Final = 48 * 2**20  # an attachment of 30 MiB is 41 MiB on the line
MOST_PARTS: Final = 200
DEEPEST: Final = 20
LONGEST_HEADERS: Final = 256 * 1024
MOST_ADDRESSES: Final = 100
_LONGEST_TEXT: Final = 1_000_000
_LONGEST_HTML: Final = 4_000_000

_TOO_LARGE: Final = N_("This mail is larger than {mib} MiB. It was kept, but not opened; see the original.")
_HEADERS_TOO_LONG: Final = N_(
    "The header of this mail is longer than {kib} KiB. It was kept, but not opened."
)
_TOO_MANY_PARTS: Final = N_(
    "This mail has more than {most} parts. Only its header was read; see the original."
)
_TOO_DEEP: Final = N_(
    "This mail is nested more than {deepest} levels deep. Only its header was read; see the original."
)
_NOT_A_MAIL: Final = N_("These bytes are not a mail: they have no header.")
_UNKNOWN_CHARSET: Final = N_(
    "The text says it is written in {charset}, which does not exist; it was read as {used}."
)
_WRONG_CHARSET: Final = N_("The text says it is written in {charset} but is not; it was read as {used}.")
_TEXT_CUT: Final = N_("The text of this mail is longer than {most} characters; the rest is in the original.")
_TOO_MANY_ADDRESSES: Final = N_("This mail names more than {most} addresses; the others were left out.")
_NO_SENDER: Final = N_("This mail does not say who sent it.")
_NO_DATE: Final = N_("The date of this mail is missing or cannot be read.")
_LYING: Final = N_("{name} is not what it says it is: its content is {found}.")
_DANGEROUS: Final = N_("{name} is a program or contains macros. It was kept, but will not be opened.")
_NO_SUCH: Final = N_("This mail has no attachment number {index}.")
_DAMAGED_PART: Final = N_("An attachment of this mail is damaged; what could be decoded was kept.")

_PROGRAMS: Final = frozenset({"application/x-msdos", "application/x-executable", "text/x-script",
                              "application/vnd.ms-office.macro-enabled"})  # fmt: skip
_PROGRAM_ENDINGS: Final = frozenset(
    [
        "exe",
        "com",
        "scr",
        "bat",
        "cmd",
        "ps1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "hta",
        "lnk",
        "msi",
        "jar",
        "iso",
        "img",
        "reg",
        "dll",
    ]
)

_BOUNDARY: Final = re.compile(
    rb"(?i)\bboundary(?:\*\d*\*?)?\s*=\s*(?:\"([^\"\r\n]{1,250})\"|([^\s;\"]{1,250}))"
)
_PART_START: Final = re.compile(rb"(?m)^--([^\r\n]{1,254})")
_INNER_MAIL: Final = re.compile(rb"(?i)^content-type\s*:\s*message/", re.MULTILINE)
_AUTOMATIC_SUBJECT: Final = re.compile(
    r"(?i)^\s*(automatic reply|auto(matic)?[- ]?(reply|response|antwort)|out of (the )?office"
    r"|abwesenheits?(notiz|assistent)?"
    r"|automatische antwort|réponse automatique|respuesta automática|risposta automatica|自动回复|自動回覆|自動応答)"
)
_DEEPEST_HTML: Final = 400
_ELEMENT: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
# Elements that hold nothing or close each other.
_NEVER_DEEP: Final = frozenset(
    {
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "col",
        "wbr",
        "area",
        "base",
        "source",
        "p",
        "li",
        "td",
        "th",
        "tr",
    }
    | {"dt", "dd", "option", "tbody", "thead"}
)
_DISOWNED: Final = re.compile(r"(?i)\bdmarc\s*=\s*fail\b")
_DAEMON: Final = re.compile(r"(?i)^(mailer-daemon|postmaster|mail-daemon|bounces?)@")


def read_mail(data: bytes, *, envelope_from: str | None = None) -> Reading:
    """Read one mail. ``envelope_from`` is the return path of the delivery, when it is known ("" is a null path)."""
    if len(data) > LARGEST:
        raise CannotRead.because("mail-too-large", _TOO_LARGE, mib=LARGEST // 2**20)
    header_end = _header_end(data)
    if header_end > LONGEST_HEADERS:
        raise CannotRead.because("mail-header-too-long", _HEADERS_TOO_LONG, kib=LONGEST_HEADERS // 1024)
    if not re.match(rb"\s*(?:>?From |[!-9;-~]{1,200}\s*:)", data[:400]):
        raise CannotRead.because("mail-no-header", _NOT_A_MAIL)
    findings: list[Finding] = []
    refused = _refused_before_parsing(data)
    if refused is None:
        mail: Message = BytesParser(policy=policy.compat32).parsebytes(data)
        refused = _refused_after_parsing(mail)
    if refused is not None:
        mail = BytesHeaderParser(policy=policy.compat32).parsebytes(data[:header_end])
        findings.append(refused)
    value = _headers(mail, findings)
    bodies: list[tuple[str, str]] = []
    attachments: list[dict[str, Any]] = []
    if refused is None:
        for index, part in enumerate(_attached(mail, bodies, findings)):
            attachments.append(_described(index, part, findings))
    text, text_from = _joined(bodies, findings)
    parts = take_apart(text, value["subject"])
    value |= {
        "readable": refused is None,
        "text": text,
        "text_from": text_from,
        "new_text": parts.new,
        "signature": parts.signature,
        "quoted_text": parts.quoted,
        "attachments": attachments,
    }
    value |= _machine_signs(mail, value, envelope_from)
    value["content_key"] = _content_key(value)
    return Reading(value, findings)


def read_attachment(data: bytes, *, index: int) -> Reading:
    """The bytes of the attachment that ``read_mail`` lists under ``index`` (in ``content``) and its description."""
    if len(data) > LARGEST or _refused_before_parsing(data) is not None:
        raise CannotRead.because("mail-too-large", _TOO_LARGE, mib=LARGEST // 2**20)
    mail: Message = BytesParser(policy=policy.compat32).parsebytes(data)
    refused = _refused_after_parsing(mail)
    if refused is not None:
        raise CannotRead(refused)
    for place, part in enumerate(_attached(mail, [], [])):
        if place == index:
            findings: list[Finding] = []
            return Reading(_described(index, part, findings), findings, _payload(part))
    raise CannotRead.because("no-such-attachment", _NO_SUCH, index=index)


def _header_end(data: bytes) -> int:
    ends = [
        place
        for mark in (b"\r\n\r\n", b"\n\n", b"\r\r")
        if (place := data.find(mark, 0, LONGEST_HEADERS + 8)) >= 0
    ]
    return min(ends) if ends else len(data)


def _refused_before_parsing(data: bytes) -> Finding | None:
    """Count what would cost the parser time and depth, without parsing."""
    boundaries = {quoted or bare for quoted, bare in _BOUNDARY.findall(data)}
    inner = sum(1 for _ in _INNER_MAIL.finditer(data))
    if len(boundaries) > MOST_PARTS or inner > MOST_PARTS:
        return Finding("mail-too-many-parts", _TOO_MANY_PARTS, {"most": MOST_PARTS})
    parts = 0
    for found in _PART_START.finditer(data):
        line = found[1].rstrip()
        parts += line in boundaries or (line.endswith(b"--") and line[:-2] in boundaries)
        if parts > 2 * MOST_PARTS:
            return Finding("mail-too-many-parts", _TOO_MANY_PARTS, {"most": MOST_PARTS})
    return None


def _refused_after_parsing(mail: Message) -> Finding | None:
    count = 0
    level: list[Message] = [mail]
    for _ in range(DEEPEST + 1):
        count += len(level)
        if count > MOST_PARTS:
            return Finding("mail-too-many-parts", _TOO_MANY_PARTS, {"most": MOST_PARTS})
        level = [inner for part in level for inner in _inside(part)]
        if not level:
            return None
    return Finding("mail-too-deep", _TOO_DEEP, {"deepest": DEEPEST})


def _inside(part: Message) -> list[Message]:
    held = part.get_payload()
    return [inner for inner in held if isinstance(inner, Message)] if isinstance(held, list) else []


# Headers


def _headers(mail: Message, findings: list[Finding]) -> dict[str, Any]:
    room = [MOST_ADDRESSES]
    value: dict[str, Any] = {
        "message_id": _identifier(_raw(mail, "Message-ID")),
        "in_reply_to": _identifier(_raw(mail, "In-Reply-To")),
        "references": _identifiers(_raw(mail, "References"))[-100:],
        "subject": one_line(_header(mail, "Subject"), 1000),
        "date": _date(_raw(mail, "Date")),
        "from": next(iter(_addresses(mail, "From", room)), None),
        "sender": next(iter(_addresses(mail, "Sender", room)), None),
        "reply_to": _addresses(mail, "Reply-To", room),
        "to": _addresses(mail, "To", room),
        "cc": _addresses(mail, "Cc", room),
        "delivered_to": _delivered_to(mail),
        "hops": sum(1 for name, _ in mail.raw_items() if name.lower() == "received"),
        "is_forged": _DISOWNED.search(_raw(mail, "Authentication-Results")[:4000]) is not None,
    }
    if room[0] < 0:
        findings.append(Finding("too-many-addresses", _TOO_MANY_ADDRESSES, {"most": MOST_ADDRESSES}))
    if value["from"] is None:
        findings.append(Finding("no-sender", _NO_SENDER))
    if value["date"] is None:
        findings.append(Finding("no-date", _NO_DATE))
    return value


def _delivered_to(mail: Message) -> list[str]:
    found = []
    for name, value in mail.raw_items():
        if name.lower() in ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to"):
            address = one_line(str(value), 330).strip("<> ")
            if "@" in address and address not in found:
                found.append(address)
    return found[:MOST_ADDRESSES]


def _raw(mail: Message, name: str) -> str:
    wanted = name.lower()
    for held, value in mail.raw_items():
        if held.lower() == wanted:
            return _readable(str(value))
    return ""


def _readable(value: str) -> str:
    """A header value as the parser keeps it, with raw bytes above 127 read as what they most likely are."""
    try:
        value.encode("ascii")
        return value
    except UnicodeEncodeError:
        return decoded(value.encode("utf-8", "surrogateescape"))[0]


def _header(mail: Message, name: str) -> str:
    return _words(_raw(mail, name))


def _words(value: str) -> str:
    """Undo the encoded words of RFC 2047, in any character set."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return value
    return "".join(
        piece if isinstance(piece, str) else decoded(piece, charset or "")[0] for piece, charset in pieces
    )


def _addresses(mail: Message, name: str, room: list[int]) -> list[dict[str, str]]:
    raw = one_line(_raw(mail, name), 64_000)
    if not raw:
        return []
    found = [pair for pair in getaddresses([raw]) if any(pair)] or getaddresses([raw], strict=False)
    people = []
    for display, address in found:
        address = one_line(address, 320).replace(" ", "")
        if not address or "@" not in address:
            continue
        room[0] -= 1
        if room[0] < 0:
            break
        people.append({"name": one_line(_words(display), 200), "address": address})
    return people


def _identifiers(value: str) -> list[str]:
    return re.findall(r"<[^<>\s]{1,990}>", value)


def _identifier(value: str) -> str:
    found = _identifiers(value)
    if found:
        return found[0]
    bare = one_line(value, 250).split(" ")[0]
    return f"<{bare}>" if bare else ""


def _date(value: str) -> str | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not MINYEAR + 1 < moment.year < MAXYEAR:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if abs(moment.utcoffset() or timedelta()) > timedelta(hours=18):
        return None
    try:
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None


# Bodies and attachments


def _attached(mail: Message, bodies: list[tuple[str, str]], findings: list[Finding]) -> Iterator[Message]:
    """Yield the parts that are attachments, in order; texts are added to ``bodies`` as (kind, text)."""
    kind = _type_of(mail)
    if kind == "multipart/alternative":
        yield from _best_of(mail, bodies, findings)
    elif kind.startswith("multipart/") and isinstance(mail.get_payload(), list):
        for part in _inside(mail):
            yield from _attached(part, bodies, findings)
    elif kind.startswith("message/"):
        yield mail
    elif kind in ("text/plain", "text/html") and not _is_attachment(mail):
        bodies.append((kind.removeprefix("text/"), _text_of(mail, findings)))
    elif kind.startswith("multipart/") and not _is_attachment(mail):
        # A multipart without its boundary: the parser kept everything as one text.
        bodies.append(("plain", _text_of(mail, findings)))
    else:
        yield mail


def _best_of(mail: Message, bodies: list[tuple[str, str]], findings: list[Finding]) -> Iterator[Message]:
    ways: list[list[tuple[str, str]]] = []
    for part in _inside(mail):
        way: list[tuple[str, str]] = []
        yield from _attached(part, way, findings)
        if any(text.strip() for _, text in way):
            ways.append(way)
    plain = [way for way in ways if all(kind == "plain" for kind, _ in way)]
    if plain or ways:
        bodies.extend((plain or ways)[0])


def _type_of(part: Message) -> str:
    try:
        return part.get_content_type()
    except (ValueError, LookupError, TypeError, MessageError):
        return "application/octet-stream"


def _is_attachment(part: Message) -> bool:
    disposition = one_line(str(part.get("Content-Disposition", "")), 200).lower()
    return disposition.startswith("attachment") or bool(_declared_name(part))


def _declared_name(part: Message) -> str:
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        try:
            found = part.get_param(parameter, None, header)
        except (ValueError, LookupError, TypeError, IndexError):
            found = None
        if isinstance(found, tuple):
            charset, _, raw = found
            return decoded(raw.encode("latin-1", "replace"), charset or "utf-8")[0]
        if found:
            return _words(_readable(str(found)))
    return ""


def _payload(part: Message) -> bytes:
    held = part.get_payload()
    if isinstance(held, list):
        inner = _inside(part)
        return inner[0].as_bytes() if len(inner) == 1 else b"".join(one.as_bytes() for one in inner)
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError):
        found = None
    return found if isinstance(found, bytes) else str(held or "").encode("utf-8", "surrogateescape")


def _text_of(part: Message, findings: list[Finding]) -> str:
    charset = ""
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, LookupError, TypeError):
        charset = "unknown"
    text, used = decoded(_payload(part)[: 4 * _LONGEST_HTML], charset)
    if charset and not is_known_charset(charset):
        findings.append(
            Finding("unknown-charset", _UNKNOWN_CHARSET, {"charset": one_line(charset, 60), "used": used})
        )
    elif (
        charset
        and used in ("unknown", "cp1252")
        and charset.lower() in ("utf-8", "utf8", "gb2312", "gbk", "big5")
    ):
        findings.append(Finding("wrong-charset", _WRONG_CHARSET, {"charset": charset, "used": used}))
    return cleaned(text)


def _joined(bodies: list[tuple[str, str]], findings: list[Finding]) -> tuple[str, str]:
    texts = [_plain_from_html(text) if kind == "html" else text for kind, text in bodies]
    text = "\n\n".join(t.strip("\n") for t in texts if t.strip()).strip()
    if len(text) > _LONGEST_TEXT:
        findings.append(Finding("text-cut", _TEXT_CUT, {"most": _LONGEST_TEXT}))
        text = text[:_LONGEST_TEXT]
    kinds = [kind for kind, held in bodies if held.strip()]
    return text, ("plain" if "plain" in kinds else kinds[0]) if text and kinds else ""


def _plain_from_html(html: str) -> str:
    """HTML as text with tables as columns; quoted mails get their marks, scripts and hidden things are left out."""
    html = html[:_LONGEST_HTML]
    if _depth(html) > _DEEPEST_HTML:
        # Parsers need the square of the depth in time; nobody writes such a mail by hand.
        return cleaned(unescape(_without_tags(html)))
    page = LexborHTMLParser(html)
    for unseen in page.css("script, style, head, template, iframe, object, noscript, [hidden], "
                           "[style*='display:none'], [style*='display: none']"):  # fmt: skip
        unseen.decompose(recursive=True)
    if page.body is None:
        return ""
    for quote in page.css("div.gmail_quote blockquote, blockquote[type=cite], blockquote.gmail_quote"):
        quote.insert_before("\n[[quoted]]\n")
        quote.insert_after("\n[[unquoted]]\n")
    try:
        text = inscriptis.get_text(f"<html>{page.body.html}</html>")
    except (RecursionError, ValueError, AssertionError, TypeError, AttributeError):
        text = ""
    if not text.strip():
        text = page.body.text(separator="\n")
    return _with_quote_marks(cleaned("\n".join(line.rstrip() for line in text.split("\n"))))


def _without_tags(html: str) -> str:
    pieces: list[str] = []
    unseen = ""
    done = 0
    for tag in _TAG.finditer(html):
        if not unseen:
            pieces.append(html[done : tag.start()])
        done = tag.end()
        element = _ELEMENT.match(tag[0])
        name = element[2].lower() if element else ""
        if unseen and name == unseen and tag[0].startswith("</"):
            unseen = ""
        elif not unseen and name in ("script", "style"):
            unseen = name
    if not unseen:
        pieces.append(html[done:])
    return "\n".join(piece for piece in pieces if piece.strip())


def _depth(html: str) -> int:
    """How deep the elements of a page are nested at most, guessed by counting tags."""
    open_now: Counter[str] = Counter()
    depth = deepest = 0
    for ends, name in _ELEMENT.findall(html):
        element = name.lower()
        if element in _NEVER_DEEP:
            continue
        if not ends:
            open_now[element] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_now[element]:
            open_now[element] -= 1
            depth -= 1
    return deepest


def _with_quote_marks(text: str) -> str:
    if "[[quoted]]" not in text:
        return text
    depth = 0
    lines = []
    for line in text.split("\n"):
        if line.strip() == "[[quoted]]":
            depth += 1
        elif line.strip() == "[[unquoted]]":
            depth = max(0, depth - 1)
        else:
            lines.append(f"{'> ' * min(depth, 5)}{line}".rstrip() if depth else line)
    return "\n".join(lines).replace("[[quoted]]", "").replace("[[unquoted]]", "")


def _described(index: int, part: Message, findings: list[Finding]) -> dict[str, Any]:
    content = _payload(part)
    declared_type = _type_of(part)
    found = "message/rfc822" if declared_type == "message/rfc822" else what_is(content)
    declared_name = _declared_name(part)
    name = clean_file_name(declared_name, fallback=f"attachment-{index + 1}{_usual_ending(found)}")
    fits = agrees(declared_type if not declared_type.startswith("message/") else "", declared_name, found)
    if found in _PROGRAMS or name.rpartition(".")[2].lower() in _PROGRAM_ENDINGS:
        findings.append(
            Finding("dangerous-attachment", _DANGEROUS, {"name": name}, f"attachment {index + 1}")
        )
    elif not fits:
        findings.append(
            Finding("lying-attachment", _LYING, {"name": name, "found": found}, f"attachment {index + 1}")
        )
    if any(type(defect).__name__.startswith("InvalidBase64") for defect in part.defects):
        findings.append(Finding("damaged-attachment", _DAMAGED_PART, {}, f"attachment {index + 1}"))
    disposition = str(part.get("Content-Disposition", "")).lower()
    content_id = _identifier(one_line(str(part.get("Content-ID", "")), 250))
    return {
        "index": index,
        "name": name,
        "declared_name": one_line(declared_name, 400),
        "declared_type": one_line(declared_type, 120),
        "type": found,
        "agrees": fits,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "is_inline": bool(content_id) and not disposition.startswith("attachment"),
        "content_id": content_id,
    }


def _usual_ending(media_type: str) -> str:
    return {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif",
            "text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml"}.get(media_type, "")  # fmt: skip


# Machines


def _machine_signs(mail: Message, value: dict[str, Any], envelope_from: str | None) -> dict[str, Any]:
    """Who wrote this: a person or a machine, and by which header lines one sees it (RFC 3834, RFC 3464, RFC 2369)."""
    signs: dict[str, str] = {}

    def see(kind: str, name: str, says: str) -> None:
        signs.setdefault(kind, "")
        signs[kind] = f"{signs[kind]}\n{name}: {one_line(says, 120)}".strip()

    def header(name: str) -> str:
        return one_line(_raw(mail, name), 200).lower()

    sender = (value["from"] or {}).get("address", "").lower()
    return_path = envelope_from if envelope_from is not None else _raw(mail, "Return-Path").strip() or None
    failed, about = _bounce(mail)
    if (
        _type_of(mail) == "multipart/report"
        and "delivery-status" in str(mail.get("Content-Type", "")).lower()
    ):
        see("bounce", "Content-Type", "multipart/report; report-type=delivery-status")
    if header("X-Failed-Recipients"):
        see("bounce", "X-Failed-Recipients", header("X-Failed-Recipients"))
        failed = failed or [a.strip() for a in header("X-Failed-Recipients").split(",") if "@" in a]
    if _DAEMON.match(sender):
        see("bounce", "From", sender)
    if header("Auto-Submitted") not in ("", "no"):
        see("auto_reply", "Auto-Submitted", header("Auto-Submitted"))
    for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autogenerated"):
        if header(name) not in ("", "no"):
            see("auto_reply", name, header(name))
    if header("X-Auto-Response-Suppress"):
        see("note", "X-Auto-Response-Suppress", header("X-Auto-Response-Suppress"))
    if header("Precedence") == "auto_reply":
        see("auto_reply", "Precedence", "auto_reply")
    elif header("Precedence") in ("bulk", "junk", "list"):
        see("list", "Precedence", header("Precedence"))
    if _AUTOMATIC_SUBJECT.match(value["subject"]):
        see("auto_reply", "Subject", value["subject"])
    if return_path is not None and return_path.strip() in ("", "<>"):
        see("auto_reply", "Return-Path", "<>")
    for name in ("List-Id", "List-Post", "List-Unsubscribe"):
        if header(name):
            see("list", name, header(name))
    if header("X-Spam-Flag").startswith("yes") or header("X-Spam-Status").startswith("yes"):
        see("spam", "X-Spam-Flag", "yes")
    kind = next((held for held in ("bounce", "auto_reply", "spam", "list") if held in signs), "person")
    return {
        "kind": kind,
        "wants_no_answer": kind != "person" or "note" in signs,
        "signs": [line for said in signs.values() for line in said.split("\n")],
        "return_path": one_line(return_path, 320) if return_path is not None else None,
        "failed_recipients": failed[:MOST_ADDRESSES] if kind == "bounce" else [],
        "about_message_id": about if kind == "bounce" else "",
    }


def _bounce(mail: Message) -> tuple[list[str], str]:
    failed: list[str] = []
    about = ""
    for part in mail.walk() if mail.is_multipart() else ():
        kind = _type_of(part)
        if kind == "message/delivery-status":
            for block in _inside(part):
                said = one_line(_raw(block, "Final-Recipient") or _raw(block, "Original-Recipient"), 340)
                address = said.rpartition(";")[2].strip()
                if "@" in address and _raw(block, "Action").strip().lower() in ("failed", ""):
                    failed.append(address)
        elif kind == "text/rfc822-headers":
            found = re.search(
                r"(?im)^message-id:\s*(<[^<>\s]{1,990}>)", decoded(_payload(part)[:LONGEST_HEADERS])[0]
            )
            about = about or (found[1] if found else "")
        elif part is not mail and not about and _raw(part, "Message-ID"):
            about = _identifier(_raw(part, "Message-ID"))
    return failed, about


def _content_key(value: dict[str, Any]) -> str:
    said = [
        ((value["from"] or {}).get("address") or "").lower(),
        value["subject"].lower(),
        "".join(value["text"].split()),
        *sorted(attachment["sha256"] for attachment in value["attachments"]),
    ]
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()
