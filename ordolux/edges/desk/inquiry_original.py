"""The original of an inquiry as the review shows it: its parts with a mark on every word that was read, faxes as pages with
boxes on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ordolux.edges.desk.inquiry_review import TERM_OF
from ordolux.inquiries.inquiry.models import Inquiry

MARGIN = 4
LONGEST_SHOWN = 40_000


@dataclass(frozen=True, slots=True)
class Box:
    """Where on a page the words of a value stand, in pixels of its image; it leads to its field."""

    mark: str
    target: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageShown:
    """One page of a fax or scan: the address of its image, its number in the file, its size, and the boxes on it."""

    url: str
    number: int
    width: int
    height: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """One part of the message: its name, its text with marks, its pages; older and quoted parts are folded away."""

    number: int
    name: str
    kind: str
    text: SafeString
    pages: tuple[PageShown, ...] = ()
    is_folded: bool = False
    is_cut: bool = False


def originals(inquiry: Inquiry) -> list[Original]:
    """The parts of the message that the inquiry was read from; without a reading, the words that we have of it."""
    reading = inquiry.reading
    if reading is None:
        return [Original(0, "", "body", escape(inquiry.text))] if inquiry.text else []
    spans = _spans(inquiry)
    shown = []
    for number, part in enumerate(reading.parts):
        text, mine = str(part["text"]), spans.get(number, {})
        if part["kind"] == "subject" and not mine:
            continue
        pages = tuple(
            _page(inquiry, number, place, page, mine) for place, page in enumerate(reading.pages_of(number))
        )
        shown.append(Original(
            number, "" if part["kind"] in ("body", "form", "subject") and not pages else str(part["name"]), str(part["kind"]),
            _wrapped(marked(text[:LONGEST_SHOWN], number, mine)) if part["kind"] == "attachment"
            else marked(text[:LONGEST_SHOWN], number, mine), pages, is_folded=part["level"] > 0 and not mine,
            is_cut=len(text) > LONGEST_SHOWN,
        ))  # fmt: skip
    return shown


def marked(text: str, part: int, spans: Mapping[tuple[int, int], str]) -> SafeString:
    """The text with a mark on every word that was read, which leads to its field (and the field to the mark
    ``#m-<part>-<start>``)."""
    parts, at = [], 0
    for (start, end), target in sorted(spans.items()):
        if start < at or end > len(text):
            continue
        parts += [
            escape(text[at:start]), f'<mark id="m-{part}-{start}" data-mark="m-{part}-{start}"><a href="#{escape(target)}">',
            escape(text[start:end]), "</a></mark>",
        ]  # fmt: skip
        at = end
    parts.append(escape(text[at:]))
    first, *pages = "".join(parts).split("\f")  # between the pages of a PDF
    for number, page in enumerate(pages, 2):
        told = escape(gettext("Page %(page)s") % {"page": number})
        first += f'<span class="ox-12 ox-muted">{told}</span>{page}'
    return mark_safe(first)  # noqa: S308 - every piece of the text is escaped above


LONGEST_UNBROKEN = 60


def _wrapped(text: SafeString) -> SafeString:
    """The text of a paper: rows of cells as a table, long sentences going on in the next line."""
    pieces: list[str] = []
    for is_table, rows in groupby(text.split("\n"), key=_is_row):
        if is_table:
            lines = "".join(
                f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(chr(9)))}</tr>" for row in rows
            )
            pieces.append(f'<table class="ox-cells" role="presentation"><tbody>{lines}</tbody></table>')
        else:
            pieces.append("\n".join(_long(row) for row in rows))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text was escaped when it was marked


def _is_row(row: str) -> bool:
    """Cells between tabs, none of which ends within a mark."""
    return "\t" in row and all(cell.count("<mark ") == cell.count("</mark>") for cell in row.split("\t"))


def _long(row: str) -> str:
    if len(row) <= LONGEST_UNBROKEN or "\t" in row or row.count("<mark ") != row.count("</mark>"):
        return row
    return f'<span class="ox-pre__long">{row}</span>'


def _spans(inquiry: Inquiry) -> dict[int, dict[tuple[int, int], str]]:
    """Which words of which part lead to which field; what a line says comes before what is said for the whole."""
    found: dict[int, dict[tuple[int, int], str]] = {}
    for said, target in _targets(inquiry):
        start, end = said.get("start", 0), said.get("end", 0)
        if "part" in said and end > start:
            found.setdefault(int(said["part"]), {}).setdefault((start, end), target)
    return found


def _targets(inquiry: Inquiry) -> Iterator[tuple[Mapping[str, Any], str]]:
    for line in inquiry.lines.all():
        for code, said in line.values.items():
            if isinstance(said, dict):
                yield said, f"f-value-{line.position}-{code}"
        yield line.read.get("count") or {}, f"f-pieces-{line.position}"
        yield line.read.get("name") or {}, f"f-product-{line.position}"
    names = {name: term for term, fields in TERM_OF.items() for name in fields}
    for value in inquiry.asked:
        yield value, f"f-{names.get(value['field'], 'asked-' + value['field'])}"
    told = inquiry.reading.customer if inquiry.reading else {}
    for name, target in (
        ("contact", "contact_name"),
        ("email", "contact_email"),
        ("company", "company_name"),
    ):
        yield told.get(name) or {}, f"f-{target}"


def _page(
    inquiry: Inquiry, part: int, place: int, page: Mapping[str, Any], spans: Mapping[tuple[int, int], str]
) -> PageShown:
    boxes = []
    for (start, end), target in sorted(spans.items()):
        words = [word for word in page["words"] if word[0] < end and word[1] > start]
        for row in _rows(words):
            left, top = min(word[2] for word in row) - MARGIN, min(word[3] for word in row) - MARGIN
            right, bottom = (
                max(word[2] + word[4] for word in row) + MARGIN,
                max(word[3] + word[5] for word in row) + MARGIN,
            )
            boxes.append(Box(f"m-{part}-{start}", target, left, top, right - left, bottom - top))
    url = reverse("desk:inquiry_page", args=[inquiry.number, part, place])
    return PageShown(url, int(page.get("number", place + 1)), page["width"], page["height"], tuple(boxes))


def _rows(words: list[list[int]]) -> list[list[list[int]]]:
    """Words by the row they stand in, so that a value over two rows has two boxes."""
    rows: list[list[list[int]]] = []
    for word in words:
        if rows and abs(rows[-1][-1][3] - word[3]) < max(word[5], rows[-1][-1][5]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows
