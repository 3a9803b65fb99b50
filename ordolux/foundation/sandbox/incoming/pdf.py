"""The text of a PDF with its columns: pieces on one height are one row, wide gaps between them become tabs."""

from typing import Final

import pypdfium2

_MOST_PAGES: Final = 60
_MOST_PIECES: Final = 6_000


def text_of_pdf(data: bytes) -> str:
    """Return the text of every page, rows from top to bottom."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    pages = []
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            pages.append(_page(document[number].get_textpage()))
        except pypdfium2.PdfiumError:
            continue
    return "\n\n".join(pages)


def _page(page: pypdfium2.PdfTextPage) -> str:
    count = min(page.count_rects(), _MOST_PIECES)
    pieces: list[tuple[float, float, float, float, str]] = []
    for number in range(count):
        left, bottom, right, top = page.get_rect(number)
        said = page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").replace("\n", " ").strip()
        if said and not (
            pieces
            and pieces[-1][4] == said
            and abs(pieces[-1][0] - left) < 1
            and abs(pieces[-1][1] - bottom) < 1
        ):
            pieces.append((left, bottom, right, top, said))
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for piece in sorted(pieces, key=lambda p: (-(p[1] + p[3]) / 2, p[0])):
        middle, height = (piece[1] + piece[3]) / 2, max(4.0, piece[3] - piece[1])
        if rows:
            last = rows[-1][0]
            if abs((last[1] + last[3]) / 2 - middle) < 0.5 * max(height, last[3] - last[1]):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    lines: list[str] = []
    before: float | None = None
    for row in rows:
        row.sort()
        line = row[0][4]
        for one, two in zip(row, row[1:], strict=False):
            gap, height = two[0] - one[2], max(4.0, one[3] - one[1])
            line += ("\t" if gap > 0.9 * height else " " if gap > 0.08 * height else "") + two[4]
        if before is not None and before - row[0][3] > 1.3 * max(6.0, row[0][3] - row[0][1]):
            lines.append("")
        before = row[0][1]
        lines.append(line)
    return "\n".join(lines)
