"""Faxes and scans as clean bitmaps: square pixels, without specks, straight. Reading them is done by another program.

The content: the pages as portable bitmaps (PGM), one behind the other; the value: ``pages`` [{width, height, number}], a
PDF's pages with the numbers that they have in it.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter, ImageSequence

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.incoming.opening import file_of_mail
from ordolux.foundation.sandbox.incoming.pdf import scanned_pages
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_

MOST_PAGES: Final = 20
_MOST_PIXELS: Final = 40_000_000
_LEAST_WIDTH: Final = 1_400
# shares of the page's width: what is black for so long is a ruled line and no letter
_LONG_ACROSS: Final = 0.1
_LONG_DOWN: Final = 0.06
_DARK: Final = 140
_BROKEN: Final = N_("This picture is damaged and cannot be opened.")


def clean_pages(data: bytes, *, attachment: str = "") -> Reading:
    """Return the pages of a TIFF, another picture or a PDF (those without text), made ready for optical reading.

    Of a mail, those of the ``attachment`` with this name.
    """
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    pages: list[dict[str, Any]] = []
    content = io.BytesIO()
    if attachment:
        data = file_of_mail(data, attachment)
    try:
        for number, frame, is_drawn in _frames(data):
            page = _cleaned(frame, is_drawn=is_drawn)
            pages.append({"width": page.width, "height": page.height, "number": number})
            page.save(content, "PPM")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, pypdfium2.PdfiumError) as fault:
        if not pages:
            raise CannotRead.because("picture-broken", _BROKEN) from fault
    return Reading({"pages": pages}, [], content.getvalue())


def _frames(data: bytes) -> Iterator[tuple[int, Image.Image, bool]]:
    """Yield the pages with their numbers, and whether we have drawn them ourselves."""
    if what_is(data) == "application/pdf":
        yield from ((number, frame, True) for number, frame in scanned_pages(data, MOST_PAGES))
        return
    with Image.open(io.BytesIO(data)) as picture:
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            if number > MOST_PAGES:
                return
            yield number, frame, False


def _cleaned(frame: Image.Image, *, is_drawn: bool) -> Image.Image:
    across, down = (float(one) or 0.0 for one in frame.info.get("dpi", (0, 0)))
    page = _mended(frame) if frame.mode == "1" else frame.convert("L")
    if across and down and abs(across - down) > 0.1 * across:
        page = page.resize((page.width, round(page.height * across / down)), Image.Resampling.BICUBIC)
    elif not is_drawn and page.width > 1.25 * page.height and 1_600 <= page.width <= 2_600:
        # a fax of 98 lines an inch that does not say so
        page = page.resize((page.width, page.height * 2), Image.Resampling.BICUBIC)
    if page.width < _LEAST_WIDTH and page.width > 200:
        factor = _LEAST_WIDTH / page.width
        page = page.resize((_LEAST_WIDTH, round(page.height * factor)), Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.MedianFilter(3))
    angle = _skew(page)
    if abs(angle) >= 0.2:
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return _without_rules(page)


def _without_rules(page: Image.Image) -> Image.Image:
    """A page without the lines of its tables, which optical reading takes for letters."""
    pixels = np.array(page)
    black = pixels < _DARK
    ruled = (
        _long_runs(black, round(page.width * _LONG_ACROSS))
        | _long_runs(black.T, round(page.width * _LONG_DOWN)).T
    )
    # grey edges go with their line
    edges = ruled.copy()
    edges[1:] |= ruled[:-1]
    edges[:-1] |= ruled[1:]
    edges[:, 1:] |= ruled[:, :-1]
    edges[:, :-1] |= ruled[:, 1:]
    pixels[edges] = 255
    return Image.fromarray(pixels, "L")


def _long_runs(black: "np.ndarray[Any, Any]", length: int) -> "np.ndarray[Any, Any]":
    """Where each row of a picture is black for ``length`` dots without a gap."""
    if length < 2 or black.shape[1] <= length:
        return np.zeros_like(black)
    sums = np.cumsum(np.pad(black, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    begins = (sums[:, length:] - sums[:, :-length]) == length
    marks = np.cumsum(np.pad(begins, ((0, 0), (length, length - 1))), axis=1, dtype=np.int32)
    return (marks[:, length:] - marks[:, :-length]) > 0


def _mended(frame: Image.Image) -> Image.Image:
    """A page of a fax with the lines put back that the telephone line lost: white or black ones through the middle of
    letters are filled from the lines above and below."""
    black = ~np.asarray(frame.convert("1"), dtype=bool)
    weight = black.sum(axis=1)
    width = black.shape[1]
    for gap in (1, 2, 3):
        if len(weight) <= gap + 1:
            break
        above, below = black[: -gap - 1], black[gap + 1 :]
        shared = (above & below).sum(axis=1)
        # as much as letters share from one line to the next, and no more than text on one line
        through = (shared >= 0.5 * np.minimum(weight[: -gap - 1], weight[gap + 1 :])) & (shared >= 8)
        white, dark = np.ones(len(through), dtype=bool), np.ones(len(through), dtype=bool)
        for step in range(1, gap + 1):
            inner = weight[step : len(weight) - gap - 1 + step]
            white &= inner == 0
            dark &= inner > 0.9 * width
        plain = (weight[: -gap - 1] < 0.7 * width) & (weight[gap + 1 :] < 0.7 * width)
        for row in np.flatnonzero(plain & (dark | (white & through))):
            filling = black[row] & black[row + gap + 1]
            black[row + 1 : row + gap + 1] = filling
        weight = black.sum(axis=1)
    return Image.fromarray(np.where(black, 0, 255).astype(np.uint8), "L")


def _skew(page: Image.Image) -> float:
    """Return by how many degrees a page must be turned: rows of text give the sharpest profile when level."""
    small = page.resize((max(1, page.width // 4), max(1, page.height // 4)), Image.Resampling.BOX)
    best, best_score = 0.0, -1.0
    for step in range(-16, 17):
        turned = np.asarray(
            small.rotate(step / 4, Image.Resampling.BILINEAR, fillcolor=255), dtype=np.float32
        )
        profile = turned.sum(axis=1)
        sharp = float(((profile[1:] - profile[:-1]) ** 2).sum())
        if sharp > best_score * 1.001:
            best, best_score = step / 4, sharp
    return best
