"""One file as a message: its parts as text (table cells between tabs) and what its headers say.

The value: ``parts`` [{kind, text, name, level}], ``from_name``, ``from_address``, ``reply_to`` [], ``told_on`` (ISO day or
""), ``signs`` {automatic, bounce, listed, is_reply, is_forward, sender}, ``is_machine``, ``unread`` [names of files that
could not be opened].
"""

import re
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any, Final

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.readers.text import cleaned, decoded, is_known_charset
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.reading.threads import written_pieces
from ordolux.rules.refusal import N_

_LARGEST: Final = 48 * 2**20
_MOST_PARTS: Final = 200
_DEEPEST: Final = 20
_MOST_FILES: Final = 20
_LONGEST_TEXT: Final = 200_000

_TOO_LARGE: Final = N_("This file is larger than {mib} MiB and was not opened.")
_NO_OCR: Final = N_(
    "This is a picture; to read faxes, install tesseract (Debian package tesseract-ocr) and try again."
)
_TOO_DEEP: Final = N_("The parts of this file are nested too deeply. It was kept, but not opened.")
_UNKNOWN: Final = N_("Files of this kind ({found}) are not read.")


def open_message(data: bytes, *, name: str = "") -> Reading:
    """Open one file of any known kind as a message."""
    if len(data) > _LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=_LARGEST // 2**20)
    ending = name.rpartition(".")[2].casefold()
    if ending == "json" or (data[:1] in b"{[" and ending not in ("eml", "txt")):
        from ordolux.foundation.sandbox.incoming.forms import parts_of_form

        return Reading(parts_of_form(decoded(data)[0]))
    if ending == "eml" or (
        re.match(rb"\s*(?:>?From |[!-9;-~]{1,60}\s*:)[^\n]{0,900}\n", data[:1000])
        and ending in ("", "eml", "msg", "mbox")
    ):
        try:
            return Reading(_of_mail(data))
        except RecursionError:
            # Python's parser goes one level deeper for each; found by a fuzzer
            raise CannotRead.because("too-deep", _TOO_DEEP) from None
    value = _empty()
    texts, readable = texts_of_file(data, name)
    if not readable:
        found = what_is(data)
        is_picture = found.startswith("image/") or (found == "application/pdf" and _has_scanned_page(data))
        message = _NO_OCR if is_picture else _UNKNOWN
        code = "picture" if is_picture else "not-read"
        raise CannotRead.because(code, message, found=found)
    value["is_machine"] = True
    value["parts"] = [
        {"kind": "attachment", "text": text, "name": title, "level": 0} for title, text in texts
    ]
    if ending in ("pdf", "txt", "docx"):
        for part in value["parts"]:
            part["kind"] = "body"
    if ending == "pdf" and _has_scanned_page(data):
        value["unread"].append(name)  # the pages that are only a picture
    return Reading(value)


def _has_scanned_page(data: bytes) -> bool:
    from ordolux.foundation.sandbox.incoming.pdf import has_scanned_page

    return has_scanned_page(data)


def file_of_mail(data: bytes, title: str) -> bytes:
    """Return the file of a mail that has this name, the mail itself when there is none."""
    mail = BytesParser(policy=policy.compat32).parsebytes(data)
    files: list[tuple[str, bytes]] = []
    _walk(mail, [], files, [_MOST_PARTS], 0)
    return next((content for name, content in files if name == title), data)


def _empty() -> dict[str, Any]:
    return {
        "parts": [], "from_name": "", "from_address": "", "to": [], "reply_to": [], "told_on": "", "is_machine": False, "unread": [],
        "signs": {"automatic": False, "bounce": False, "listed": False, "is_reply": False, "is_forward": False, "sender": ""},
    }  # fmt: skip


# ------------------------------------------------------------------ mails

_REPLY: Final = re.compile(
    r"\s*(?:re|aw|sv|antw|odp|ynt|rif|r|res|回复|答复|回覆|회신|отв|ответ|رد|vs)\s?(?:\[\d+\])?\s?[:：]",
    re.IGNORECASE,
)
_FORWARD: Final = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|i|enc|doorst|pd|ilt|vb|转发|轉寄|전달|пересл|fw|إعادة توجيه)\s?[:：]", re.IGNORECASE
)


def _words(value: str) -> str:
    if "=?" not in value:
        try:
            value.encode("ascii")
            return value
        except UnicodeEncodeError:
            return decoded(value.encode("utf-8", "surrogateescape"))[0]
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError, LookupError):
        return value
    return "".join(p if isinstance(p, str) else decoded(p, c or "")[0] for p, c in pieces)


def _header(mail: Message, name: str) -> str:
    for held, value in mail.raw_items():
        if held.lower() == name:
            return re.sub(r"\s+", " ", _words(str(value))).strip()
    return ""


def _addresses(raw: str) -> list[tuple[str, str]]:
    return [(n.strip(), a.strip()) for n, a in getaddresses([raw[:4_000]], strict=False) if "@" in a]


def _of_mail(data: bytes) -> dict[str, Any]:
    value = _empty()
    mail: Message = BytesParser(policy=policy.compat32).parsebytes(data)
    subject = _header(mail, "subject")[:1_000]
    raw_from = ""
    for held, content in mail.raw_items():
        if held.lower() == "from":
            raw_from = str(content)
            break
    sender = _addresses(re.sub(r"\s+", " ", raw_from))
    if sender:
        value["from_name"] = _words(sender[0][0])[:200]
        value["from_address"] = sender[0][1][:320]
    value["to"] = [" ".join(pair).strip() for pair in _addresses(_header(mail, "to"))][:5]
    value["reply_to"] = [a for _, a in _addresses(_header(mail, "reply-to"))][:5]
    try:
        moment = parsedate_to_datetime(_header(mail, "date"))
        value["told_on"] = moment.date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    automatic = _header(mail, "auto-submitted").lower()
    value["signs"] |= {
        "automatic": automatic.startswith("auto-") or bool(_header(mail, "x-autoreply") or _header(mail, "x-autorespond"))
        or _header(mail, "precedence").lower() == "auto_reply",
        "bounce": mail.get_content_type() == "multipart/report" or (_header(mail, "return-path") == "<>" and "failed" in subject.lower()),
        "listed": bool(_header(mail, "list-unsubscribe") or _header(mail, "list-id")) or _header(mail, "precedence").lower() in ("bulk", "list"),
        "is_reply": bool(_REPLY.match(subject) or _header(mail, "in-reply-to")),
        "is_forward": bool(_FORWARD.match(subject)),
        "sender": value["from_address"],
    }  # fmt: skip
    if subject:
        bare = subject
        for _ in range(4):
            bare = _FORWARD.sub("", _REPLY.sub("", bare, count=1), count=1).strip()
        value["parts"].append({"kind": "subject", "text": bare, "name": "subject", "level": 0})
    bodies: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    budget = [_MOST_PARTS]
    _walk(mail, bodies, files, budget, 0)
    text = "\n\n".join(_plain(kind, body) for kind, body in bodies)[:_LONGEST_TEXT]
    forwarded, levels = written_pieces(text)
    value["signs"]["is_forward"] = value["signs"]["is_forward"] or forwarded
    for level, piece, writer in levels:
        value["parts"].append(
            {
                "kind": "body" if level == 0 else "quoted",
                "text": piece,
                "name": "text",
                "level": level,
                "writer": writer,
            }
        )
    for title, attached in files[:_MOST_FILES]:
        try:
            if what_is(attached) == "message/rfc822" or title.casefold().endswith(".eml"):
                inner = _of_mail(attached)
                value["signs"]["is_forward"] = True
                value["parts"] += [
                    part | {"kind": "quoted", "level": part["level"] + 1}
                    for part in inner["parts"]
                    if part["kind"] in ("body", "quoted")
                ]
                value["parts"] += [part for part in inner["parts"] if part["kind"] == "attachment"]
                continue
            texts, readable = texts_of_file(attached, title)
        except (
            CannotRead,
            ValueError,
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
            OSError,
            RuntimeError,
        ):
            texts, readable = [], False
        if not readable or (what_is(attached) == "application/pdf" and _has_scanned_page(attached)):
            value["unread"].append(title)
        for sheet, said in texts:
            value["parts"].append(
                {
                    "kind": "attachment",
                    "text": said[:_LONGEST_TEXT],
                    "name": f"{title} {sheet}".strip(),
                    "level": 0,
                }
            )
    return value


def _walk(
    part: Message,
    bodies: list[tuple[str, str]],
    files: list[tuple[str, bytes]],
    budget: list[int],
    depth: int,
) -> None:
    budget[0] -= 1
    if budget[0] < 0 or depth > _DEEPEST:
        return
    kind = part.get_content_type()
    payload = part.get_payload()
    held = [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else None
    if kind == "multipart/alternative" and held is not None:
        chosen = _best(held)
        if chosen is not None:
            _walk(chosen, bodies, files, budget, depth + 1)
        for other in held:
            if other is not chosen and other.get_content_maintype() not in ("text", "multipart"):
                _walk(other, bodies, files, budget, depth + 1)
        return
    if kind == "message/rfc822" and held:
        files.append(("message.eml", held[0].as_bytes()))
        return
    if held is not None:
        for inner in held:
            _walk(inner, bodies, files, budget, depth + 1)
        return
    name = _file_name(part)
    disposition = str(part.get("Content-Disposition", "")).lower()
    if kind in ("text/plain", "text/html") and not name and not disposition.startswith("attachment"):
        bodies.append((kind, _text(part)))
        return
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        content = None
    if isinstance(content, bytes) and content:
        files.append((name or kind, content))


def _best(parts: list[Message]) -> Message | None:
    """Plain text, unless only the HTML keeps a table as a table."""
    plain = next((p for p in parts if p.get_content_type() == "text/plain"), None)
    rich = next((p for p in parts if p.get_content_type() == "text/html"), None)
    related = next((p for p in parts if p.get_content_maintype() == "multipart"), None)
    if rich is not None:
        text = _text(rich)
        if plain is None or text.lower().count("<tr") >= 2 or not _text(plain).strip():
            return rich
    if plain is not None and _text(plain).strip():
        if related is not None:
            for inner in related.walk():
                if inner.get_content_type() == "text/html" and _text(inner).lower().count("<tr") >= 2:
                    return related
        return plain
    return rich or related or (parts[0] if parts else None)


def _file_name(part: Message) -> str:
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        try:
            found = part.get_param(parameter, None, header)
        except (ValueError, LookupError, TypeError, IndexError):
            found = None
        if isinstance(found, tuple):
            return decoded(found[2].encode("latin-1", "replace"), found[0] or "utf-8")[0]
        if found:
            return _words(str(found))
    return ""


def _text(part: Message) -> str:
    try:
        charset = part.get_content_charset() or ""
    except (ValueError, LookupError, TypeError):
        charset = ""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        content = None
    raw = (
        content if isinstance(content, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")
    )
    return cleaned(decoded(raw[:4_000_000], charset if not charset or is_known_charset(charset) else "")[0])


def _plain(kind: str, text: str) -> str:
    if kind != "text/html":
        if re.search(r"(?i)</(?:td|table|div|p)>", text[:2_000]):
            kind = "text/html"
        else:
            return text
    from ordolux.foundation.sandbox.incoming.html import text_of_html

    return text_of_html(text)


# ------------------------------------------------------------------ files


def texts_of_file(data: bytes, name: str) -> tuple[list[tuple[str, str]], bool]:
    """Return the texts of a file by sheet or page, and whether it could be read."""
    ending = name.rpartition(".")[2].casefold()
    found = what_is(data)
    if found == "application/pdf":
        from ordolux.foundation.sandbox.incoming.pdf import text_of_pdf

        text = text_of_pdf(data)
        return ([("", text)] if text.strip() else []), bool(text.strip())
    if (
        "spreadsheet" in found
        or ending in ("xlsx", "xls", "ods", "xlsm")
        or (found == "application/x-ole-storage" and ending == "xls")
    ):
        from ordolux.foundation.sandbox.readers.table import read_table

        try:
            value = read_table(data).value
        except CannotRead:
            return [], False
        return [
            (sheet["name"], rows_as_text(sheet["rows"])) for sheet in value["sheets"] if sheet["rows"]
        ], True
    if "wordprocessingml" in found or ending == "docx":
        from ordolux.foundation.sandbox.readers.docx import read_docx

        try:
            return [("", read_docx(data).value["text"])], True
        except CannotRead:
            return [], False
    if ending in ("csv", "tsv") or found == "text/csv":
        from ordolux.foundation.sandbox.readers.table import read_table

        try:
            value = read_table(data).value
        except CannotRead:
            return [], False
        return [("", rows_as_text(sheet["rows"])) for sheet in value["sheets"]], True
    if found == "text/html" or ending in ("html", "htm"):
        return [("", _plain("text/html", cleaned(decoded(data)[0])))], True
    if found.startswith("text/") or ending == "txt":
        return [("", cleaned(decoded(data)[0])[:_LONGEST_TEXT])], True
    return [], False


def rows_as_text(rows: list[list[str]]) -> str:
    """Return the rows of a table as lines with tabs."""
    return "\n".join("\t".join(re.sub(r"\s*[\n\t]\s*", ", ", cell) for cell in row) for row in rows)
