"""PDF files: how many pages, the text of each, signs of active content, and a picture of one page.

The value: ``pages``, ``page``, ``texts`` [text of each page], ``has_text``, ``size_mm`` [width, height] of the page,
``rendition`` {width, height} or null; the PNG is in ``content``.
"""

import io
import re
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.readers.text import cleaned
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

MOST_PAGES: Final = 200
_LARGEST: Final = 35 * 2**20
_LONGEST_TEXT: Final = 1_000_000
_MOST_POINTS_OF_PAGE: Final = 14_400
_MM_PER_POINT: Final = 25.4 / 72

_TOO_LARGE: Final = N_("This PDF is larger than {mib} MiB.")
_NOT_PDF: Final = N_("This is not a PDF, but {found}.")
_BROKEN: Final = N_("This PDF is damaged and cannot be opened.")
_ENCRYPTED: Final = N_("This PDF is protected by a password; please send it without one.")
_TOO_MANY_PAGES: Final = N_("This PDF has {pages} pages, more than the {most} that we open.")
_NO_SUCH_PAGE: Final = N_("This file has no page {page}.")
_PAGE_TOO_LARGE: Final = N_("Page {page} is {width} × {height} mm large and is not drawn.")
_ACTIVE: Final = N_("This PDF contains active content ({what}). It was not run.")
_CUT: Final = N_("The text of this PDF is longer than {most} characters; the rest is in the original.")

_ACTIVE_MARKS: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA|SubmitForm|GoToR)\b"
)


def read_pdf(
    data: bytes, *, page: int = 1, longest_side: int = 2000, render: bool = True, text: bool = True
) -> Reading:
    """Describe a PDF, read its text and draw its ``page`` (from 1), at most ``longest_side`` points long."""
    if len(data) > _LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=_LARGEST // 2**20)
    found = what_is(data)
    if found != "application/pdf":
        raise CannotRead.because("not-pdf", _NOT_PDF, found=found)
    findings: list[Finding] = []
    active = sorted({mark.decode() for mark in _ACTIVE_MARKS.findall(data)})
    if active:
        findings.append(Finding("active-content", _ACTIVE, {"what": ", ".join(active)}))
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        if count > MOST_PAGES:
            raise CannotRead.because("too-many-pages", _TOO_MANY_PAGES, pages=count, most=MOST_PAGES)
        if not 1 <= page <= count:
            raise CannotRead.because("no-such-page", _NO_SUCH_PAGE, page=page)
        texts = _texts(document, count, findings) if text else []
        width, height = document[page - 1].get_size()
        value: dict[str, Any] = {
            "pages": count, "page": page, "texts": texts, "has_text": any(said.strip() for said in texts),
            "size_mm": [round(width * _MM_PER_POINT), round(height * _MM_PER_POINT)], "rendition": None,
        }  # fmt: skip
        content = b""
        if render and 0 < width <= _MOST_POINTS_OF_PAGE and 0 < height <= _MOST_POINTS_OF_PAGE:
            content = _drawn(document[page - 1], value, width, height, longest_side)
        elif render:
            shown = {"page": page, "width": value["size_mm"][0], "height": value["size_mm"][1]}
            findings.append(Finding("page-too-large", _PAGE_TOO_LARGE, shown))
    except pypdfium2.PdfiumError:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise CannotRead.because("pdf-encrypted", _ENCRYPTED) from None
        raise CannotRead.because("pdf-broken", _BROKEN) from None
    return Reading(value, findings, content)


def _texts(document: pypdfium2.PdfDocument, count: int, findings: list[Finding]) -> list[str]:
    texts = []
    room = _LONGEST_TEXT
    for place in range(count):
        try:
            said = cleaned(document[place].get_textpage().get_text_bounded())
        except pypdfium2.PdfiumError:
            said = ""
        if len(said) > room and room > 0:
            findings.append(Finding("text-cut", _CUT, {"most": _LONGEST_TEXT}))
        texts.append(said[: max(0, room)])
        room -= len(said)
    return texts


def _drawn(
    page: pypdfium2.PdfPage, value: dict[str, Any], width: float, height: float, longest_side: int
) -> bytes:
    scale = max(16, min(longest_side, 4000)) / max(width, height)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    target = io.BytesIO()
    picture.save(target, "PNG")
    value["rendition"] = {"width": picture.width, "height": picture.height}
    return target.getvalue()
