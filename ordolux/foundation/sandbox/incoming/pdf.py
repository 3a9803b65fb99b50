"""The text of a PDF with its columns, and its pages that are only a picture: pieces on one height are one row, wide gaps between them become tabs.

Below a row of headings the rows are put under them, and a line that continues the cells above is joined to them.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pypdfium2
import pypdfium2.raw as pdfium

from ordolux.rules.reading.cells import label_of
from ordolux.rules.reading.tables import USEFUL_HEADINGS

_MOST_PAGES: Final = 60
_MOST_PIECES: Final = 6_000
PAGE_BREAK: Final = "\f"
"""Stands between the pages in the text of a PDF, so that a place in the text tells its page."""
_LEAST_CHARACTERS: Final = 8
_DOTS_PER_POINT: Final = 204 / 72
_LONGEST_SIDE: Final = 3_500
_MOST_POINTS: Final = 14_400

if TYPE_CHECKING:
    from PIL import Image

type _Piece = tuple[float, float, float, float, str]
"""Left, bottom, right, top, text."""


def text_of_pdf(data: bytes) -> str:
    """Return the text of every page, rows from top to bottom, with page breaks between them."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    pages = []
    for number in range(min(len(document), _MOST_PAGES)):
        try:
            pages.append(_page(document[number].get_textpage()))
        except pypdfium2.PdfiumError:
            pages.append("")
    return f"\n{PAGE_BREAK}\n".join(pages) if any(pages) else ""


def scanned_pages(data: bytes, most: int) -> "Iterator[tuple[int, Image.Image]]":
    """Yield the pages of a PDF that hold a picture and no text, with their numbers from 1, drawn as a fax is.

    Raises pypdfium2.PdfiumError for what is damaged or needs a password.
    """
    document = pypdfium2.PdfDocument(data)
    for number in range(min(len(document), _MOST_PAGES)):
        if most <= 0:
            return
        page = document[number]
        width, height = page.get_size()
        if not (0 < width <= _MOST_POINTS and 0 < height <= _MOST_POINTS) or not is_scanned(page):
            continue
        scale = min(_DOTS_PER_POINT, _LONGEST_SIDE / max(width, height))
        yield number + 1, page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
        most -= 1


def is_scanned(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a page has a picture and (almost) no text."""
    try:
        if len(page.get_textpage().get_text_bounded().strip()) >= _LEAST_CHARACTERS:
            return False
    except pypdfium2.PdfiumError:
        return False
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def has_scanned_page(data: bytes) -> bool:
    """Tell whether a PDF has a page that can only be read optically."""
    try:
        document = pypdfium2.PdfDocument(data)
        return any(is_scanned(document[number]) for number in range(min(len(document), _MOST_PAGES)))
    except pypdfium2.PdfiumError:
        return False


def _page(page: pypdfium2.PdfTextPage) -> str:
    pieces: list[_Piece] = []
    for number in range(min(page.count_rects(), _MOST_PIECES)):
        left, bottom, right, top = page.get_rect(number)
        said = page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").replace("\n", " ").strip()
        again = (
            pieces and pieces[-1][4] == said and abs(pieces[-1][0] - left) + abs(pieces[-1][1] - bottom) < 2
        )
        if said and not again:
            pieces.append((left, bottom, right, top, said))
    return "\n".join(_lines([_segments(row) for row in _rows(pieces)]))


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-(p[1] + p[3]) / 2, p[0])):
        middle, height = (piece[1] + piece[3]) / 2, max(4.0, piece[3] - piece[1])
        if rows:
            last = rows[-1][0]
            if abs((last[1] + last[3]) / 2 - middle) < 0.5 * max(height, last[3] - last[1]):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return rows


def _segments(row: list[_Piece]) -> list[_Piece]:
    """Join the pieces of a row that stand close to each other."""
    row = sorted(row)
    made = [row[0]]
    for piece in row[1:]:
        last = made[-1]
        gap, height = piece[0] - last[2], max(4.0, last[3] - last[1])
        if gap > 0.9 * height:
            made.append(piece)
        else:
            between = " " if gap > 0.08 * height else ""
            made[-1] = (
                last[0],
                min(last[1], piece[1]),
                piece[2],
                max(last[3], piece[3]),
                last[4] + between + piece[4],
            )
    return made


def _lines(rows: list[list[_Piece]]) -> list[str]:
    lines: list[str] = []
    columns: list[tuple[float, float]] = []
    cells: list[str] = []
    before: float | None = None
    in_head = False

    def flush() -> None:
        if cells:
            lines.append("\t".join(cells))
            cells.clear()

    for row in rows:
        height = max(6.0, row[0][3] - row[0][1])
        apart = before is not None and before - max(p[3] for p in row) > 0.9 * height
        before = min(p[1] for p in row)
        names = [label_of(p[4]) for p in row]
        if len(row) >= 3 and len({n for n in names if n in USEFUL_HEADINGS}) >= 2:
            flush()
            columns = [(p[0], p[2]) for p in row]
            cells.extend(p[4] for p in row)
            in_head = True
            continue
        if columns:
            placed = _placed(row, columns)
            if placed is not None:
                starts = (bool(placed[0]) and not in_head) or (
                    len(row) * 2 >= len(columns) and bool(placed[0])
                )
                if not starts and cells and not apart:
                    for number, said in enumerate(placed):
                        if said:
                            cells[number] = f"{cells[number]} {said}".strip()
                    continue
                if starts or len(row) > 1:
                    flush()
                    cells.extend(placed)
                    in_head = False
                    continue
            flush()
            columns = [] if len(row) == 1 and (apart or placed is None) else columns
        if apart and lines:
            lines.append("")
        lines.append("\t".join(p[4] for p in row))
    flush()
    return lines


def _placed(row: list[_Piece], columns: list[tuple[float, float]]) -> list[str] | None:
    """Put the segments of a row under the headings; None when one reaches over several of them."""
    cells = [""] * len(columns)
    for left, _, right, _, said in row:
        starts = [number for number, (edge, _) in enumerate(columns) if edge - 14 <= left]
        best = starts[-1] if starts else 0
        # a number set to the right of its column begins before the next heading
        if best + 1 < len(columns) and right > columns[best + 1][0] and left > columns[best][1]:
            best += 1
        if best + 2 < len(columns) and right > columns[best + 2][0] + 4:
            return None
        cells[best] = f"{cells[best]} {said}".strip()
    return cells
