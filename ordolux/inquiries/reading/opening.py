"""From a stored message to what the reader makes of it: every part opened in the sandbox, faxes read optically.

Slow; it is done before the deed that keeps the result.
"""

import struct
import zlib
from datetime import date
from typing import Any

from ordolux.foundation import sandbox
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.correspondence.models import Attachment, Channel, Message
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import our_day
from ordolux.foundation.sandbox import optical, what_is
from ordolux.foundation.sandbox.readers.text import one_line
from ordolux.inquiries.reading.deeds import Understood
from ordolux.inquiries.reading.forms import typed_customer, typed_into, typed_wishes, with_typed
from ordolux.inquiries.reading.matching import meant_as_kept, products_meant
from ordolux.rules.asked.parameters import asked_for, evidence
from ordolux.rules.reading.kinds import Signs
from ordolux.rules.reading.known_models import words_like_models
from ordolux.rules.reading.message import Message as Incoming
from ordolux.rules.reading.message import Part, read
from ordolux.rules.refusal import N_, Finding

NOT_READ = N_("“{name}” could not be read: {why}")
NO_TEXT = N_("there is no text in it that we can read.")
NO_OCR = N_("the program that reads pictures (tesseract) is not installed.")
MOST_LINES, MOST_WORDS, MOST_FILES = 200, 4_000, 20
LONGEST_PART = 200_000
_NOTHING = {"code": "not-read", "message": NOT_READ, "where": "", "kind": "note"}


def understand(message: Message) -> Understood:
    """Open and read a stored message. Raises nothing for what is hostile or damaged: it becomes a note."""
    opened = _Opened()
    raw = message.raw.read() if message.raw_id and message.raw is not None else b""
    if message.channel in (Channel.WEBSITE, Channel.PORTAL) or not raw:
        opened.add_text("subject", message.subject, "subject")
        opened.add_text("form", message.new_text or message.text, "text")
        for attached in _attachments(message):
            opened.add_file(attached.name, attached.file.read())
    elif _is_document(raw) or message.channel == Channel.FAX:
        opened.add_text("subject", message.subject, "subject")
        opened.add_file(message.subject or message.number, raw, is_body=True)
    else:
        _open_mail(opened, message, raw)
    sender, name = message.from_address, message.from_name
    return understood_of(
        opened.parts, pages=opened.pages, notes=opened.notes, from_name=opened.head.get("from_name") or name,
        from_address=opened.head.get("from_address") or sender, reply_to=tuple(opened.head.get("reply_to", ())),
        to=tuple(opened.head.get("to", ())),
        told_on=our_day(message.at), signs=Signs(**opened.head["signs"]) if "signs" in opened.head else Signs(),
        is_machine=bool(opened.head.get("is_machine", opened.is_machine)),
        typed=typed_into(raw) if message.channel == Channel.WEBSITE and raw else None,
    )  # fmt: skip


def understood_of(
    parts: list[Part], *, pages: list[dict[str, Any]] | None = None, notes: list[dict[str, Any]] | None = None,
    from_name: str = "", from_address: str = "", reply_to: tuple[str, ...] = (), to: tuple[str, ...] = (),
    told_on: date | None = None, signs: Signs | None = None, is_machine: bool = False, typed: dict[str, Any] | None = None,
) -> Understood:  # fmt: skip
    """Read texts, with the numbers of our catalogue that stand in them, and tell which products are meant: two statements.

    ``typed`` is what stands in the fields of our own form (``forms.typed_into``); it goes before what is read of its words.
    """
    found = read(Incoming(
        parts=tuple(parts), from_name=from_name, from_address=from_address, reply_to=reply_to, to=to, told_on=told_on,
        signs=signs or Signs(), is_machine=is_machine, models=our_numbers(parts),
    ))  # fmt: skip
    lines = [asked_for(line, found) for line in found.lines[:MOST_LINES]]
    customer = {
        name: evidence(value, found)
        for name in ("company", "contact", "email", "phone", "fax")
        if (value := getattr(found.customer, name)) is not None
    }
    asked = [{"field": value.field, **evidence(value, found)} for value in found.order]
    form = next((number for number, part in enumerate(parts) if part.kind == "form"), None)
    if typed is not None and form is not None:
        lines = with_typed(lines, typed, parts[form].text, form)[:MOST_LINES]
        customer, asked = typed_customer(customer, typed), typed_wishes(asked, typed, form)
    choices = products_meant(lines)
    return Understood(
        kind="inquiry" if typed is not None and typed["lines"] else found.kind, language=(found.language or "")[:10],
        customer=customer, wishes=asked,
        lines=[
            {
                "text": line.text[:2_000], "part": line.part, "start": line.start, "end": line.end, "pieces": line.pieces,
                "count": line.count, "most_pieces": line.most_pieces, "unit": line.unit, "family": line.family,
                "model": line.model, "name": line.name, "equivalent_to": line.equivalent_to, "values": line.values,
                "product": choice.number, "meant": meant_as_kept(choice),
            }
            for line, choice in zip(lines, choices, strict=True)
        ],
        parts=[{"kind": p.kind, "name": p.name, "text": p.text, "level": p.level} for p in found.parts],
        pages=pages or [], notes=notes or [],
    )  # fmt: skip


def our_numbers(parts: list[Part]) -> frozenset[str]:
    """The numbers of our catalogue that stand in these texts, in capitals: one statement, by the index of numbers."""
    words = {
        m[0].rstrip("./-").upper() for part in parts for m in words_like_models(part.text[:LONGEST_PART])
    }
    if not words:
        return frozenset()
    return frozenset(Product.objects.filter(number__in=words).values_list("number", flat=True))


class _Opened:
    """The parts that were opened so far, pages of pictures, and notes about what was not."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.pages: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.head: dict[str, Any] = {}
        self.is_machine = False

    def add_text(self, kind: str, text: str, name: str, level: int = 0, writer: str = "") -> None:
        """Add a text."""
        if text.strip():
            # the database keeps no character of value zero
            self.parts.append(Part(kind, text.replace("\0", " ")[:LONGEST_PART], name, level, writer))

    def add_file(self, name: str, data: bytes, *, is_body: bool = False) -> None:
        """Open a file as an attachment (or, for a fax, as the message itself)."""
        found = sandbox.run("message", data, name=name)
        if found.ok:
            for part in found.value["parts"]:
                kind = part["kind"] if is_body and part["kind"] == "body" else "attachment"
                self.add_text(
                    "body" if is_body else kind, part["text"], f"{name} {part['name']}".strip(), part["level"]
                )
            for unread in found.value["unread"]:
                if _may_be_scanned(data):
                    self._add_picture(name, data, is_body=False)
                else:
                    self.note(unread, NO_TEXT)
            return
        if _may_be_scanned(data):
            self._add_picture(name, data, is_body=is_body)
            return
        self.note_findings(name, found.findings)

    def _add_picture(self, name: str, data: bytes, *, is_body: bool, attachment: str = "") -> None:
        if not optical.is_there():
            self.note(name, NO_OCR)
            return
        found = sandbox.run("pages", data, attachment=attachment)
        if not found.ok:
            self.note_findings(name, found.findings)
            return
        part = len(self.parts)
        text, offset = [], 0
        self.is_machine = self.is_machine or is_body
        kept = []
        numbers = [each["number"] for each in found.value["pages"]]
        if not numbers:
            self.note(name, NO_TEXT)
            return
        for number, page in zip(numbers, optical.read_pages(found.content), strict=True):
            file = store_bytes(png_of(page.width, page.height, page.pixels), "image/png")
            words = [[offset + w.start, offset + w.end, w.left, w.top, w.width, w.height] for w in page.words]
            kept.append(
                {
                    "part": part,
                    "file": file.sha256,
                    "number": number,
                    "width": page.width,
                    "height": page.height,
                    "words": words[:MOST_WORDS],
                }
            )
            text.append(page.text)
            offset += len(page.text) + 2
        whole = "\n\n".join(text)
        if not whole.strip():
            self.note(name, NO_TEXT)
        self.parts.append(Part("body" if is_body else "attachment", whole[:LONGEST_PART], name, 0))
        self.pages += kept

    def note(self, name: str, why: str) -> None:
        """Note that a file could not be read."""
        self.notes.append(_NOTHING | {"values": {"name": one_line(name)[:200], "why": why}})

    def note_findings(self, name: str, findings: tuple[Finding, ...] | list[Finding]) -> None:
        """Note what the sandbox says about a file."""
        self.note(name, findings[0].sentence() if findings else NO_TEXT)


def _may_be_scanned(data: bytes) -> bool:
    """Tell whether a file is a picture, or a PDF whose pages may be pictures."""
    found = what_is(data)
    return found.startswith("image/") or found == "application/pdf"


def _is_document(raw: bytes) -> bool:
    return _may_be_scanned(raw)


def _attachments(message: Message) -> list[Attachment]:
    found = Attachment.objects.filter(message=message).select_related("file").order_by("position", "id")
    return list(found[:MOST_FILES])


def _open_mail(opened: _Opened, message: Message, raw: bytes) -> None:
    found = sandbox.run("message", raw, name="message.eml")
    if not found.ok:
        opened.add_text("subject", message.subject, "subject")
        opened.add_text("body", message.new_text or message.text, "text")
        opened.note_findings(message.subject or message.number, found.findings)
        return
    opened.head = found.value
    for part in found.value["parts"]:
        opened.add_text(part["kind"], part["text"], part["name"], part["level"], part.get("writer", ""))
    unread = list(found.value["unread"])
    if not unread:
        return
    kept = {each.name: each for each in _attachments(message)}
    for name in unread[:MOST_FILES]:
        attached = kept.get(name) or next(
            (each for each in kept.values() if each.name in name or name in each.name), None
        )
        data = attached.file.read() if attached is not None else b""
        if _may_be_scanned(data):
            opened._add_picture(name, data, is_body=False)
        elif data:
            opened.add_file(name, data)
        else:
            opened._add_picture(name, raw, is_body=False, attachment=name)


def png_of(width: int, height: int, pixels: bytes) -> bytes:
    """A picture of grey pixels (one byte each, row by row) as PNG with sixteen greys."""
    rows = bytearray()
    packed = pixels.translate(_SIXTEEN)
    for top in range(height):
        row = packed[top * width : (top + 1) * width]
        if width % 2:
            row += b"\x0f"
        rows.append(0)
        high, low = row[::2], row[1::2]
        rows += (int.from_bytes(high, "big") << 4 | int.from_bytes(low, "big")).to_bytes(len(high), "big")

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + chunk(b"IEND", b"")
    )


_SIXTEEN = bytes(value >> 4 for value in range(256))
