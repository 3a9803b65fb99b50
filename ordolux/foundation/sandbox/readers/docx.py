"""The text of a Word document (DOCX): paragraphs and tables in their order, without opening anything it links to.

The value: ``text`` (paragraphs as lines, table rows with tabs) and ``tables`` (rows of texts, for lists of products).
"""

from typing import Any, Final

from lxml.etree import _Element

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.readers.archives import checked_zip
from ordolux.foundation.sandbox.readers.safe_xml import safe_xml
from ordolux.foundation.sandbox.readers.text import cleaned
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

_LARGEST: Final = 20 * 2**20
_LONGEST_TEXT: Final = 1_000_000
_MOST_TABLES: Final = 50
_MOST_ROWS: Final = 5_000

_TOO_LARGE: Final = N_("This document is larger than {mib} MiB.")
_NOT_WORD: Final = N_("This is not a Word document (DOCX), but {found}.")
_CUT: Final = N_("The text of this document is longer than {most} characters; the rest is in the original.")


def read_docx(data: bytes) -> Reading:
    """Read the body of a DOCX file."""
    if len(data) > _LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=_LARGEST // 2**20)
    found = what_is(data)
    parts: dict[str, bytes] = {}

    def look(name: str, content: bytes) -> None:
        if name == "word/document.xml":
            parts[name] = content

    if "wordprocessingml" in found or found == "application/zip":
        checked_zip(data, look)
    if not parts:
        raise CannotRead.because("not-word", _NOT_WORD, found=found)
    body = safe_xml(parts["word/document.xml"]).find("{*}body")
    lines: list[str] = []
    tables: list[list[list[str]]] = []
    for block in body if body is not None else ():
        if _name(block) == "p":
            lines.append(_text(block))
        elif _name(block) == "tbl" and len(tables) < _MOST_TABLES:
            rows = [
                [_cell(cell) for cell in row.findall("{*}tc")[:60]]
                for row in block.findall("{*}tr")[:_MOST_ROWS]
            ]
            tables.append(rows)
            lines.extend("\t".join(row) for row in rows)
        elif _name(block) == "sdt":
            lines.extend(_text(p) for p in block.iter("{*}p"))
    text = cleaned("\n".join(lines)).strip()
    findings = [Finding("text-cut", _CUT, {"most": _LONGEST_TEXT})] if len(text) > _LONGEST_TEXT else []
    value: dict[str, Any] = {"text": text[:_LONGEST_TEXT], "tables": tables}
    return Reading(value, findings)


def _cell(cell: _Element) -> str:
    return " ".join(text for p in cell.iter("{*}p") if (text := _text(p)))[:4000]


def _text(paragraph: _Element) -> str:
    marks = {"tab": "\t", "br": "\n", "cr": "\n"}
    said = (
        marks.get(_name(part), part.text or "") for part in paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr")
    )
    return "".join(said).strip()


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
