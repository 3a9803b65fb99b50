"""Faxes and scans as clean bitmaps: square pixels, without specks, straight. Reading them is done by another program.

The content: the pages as portable bitmaps (PGM), one behind the other; the value: ``pages`` [{width, height}].
"""

import io
from typing import Any, Final

import numpy as np
from PIL import Image, ImageFilter, ImageSequence

from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_

MOST_PAGES: Final = 20
_MOST_PIXELS: Final = 40_000_000
_LEAST_WIDTH: Final = 1_400
_BROKEN: Final = N_("This picture is damaged and cannot be opened.")


def clean_pages(data: bytes) -> Reading:
    """Return the pages of a TIFF or another picture, made ready for optical reading."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    pages: list[dict[str, Any]] = []
    content = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= MOST_PAGES:
                    break
                page = _cleaned(frame)
                pages.append({"width": page.width, "height": page.height})
                page.save(content, "PPM")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        if not pages:
            raise CannotRead.because("picture-broken", _BROKEN) from fault
    return Reading({"pages": pages}, [], content.getvalue())


def _cleaned(frame: Image.Image) -> Image.Image:
    across, down = (float(one) or 0.0 for one in frame.info.get("dpi", (0, 0)))
    page = frame.convert("L")
    if across and down and abs(across - down) > 0.1 * across:
        page = page.resize((page.width, round(page.height * across / down)), Image.Resampling.BICUBIC)
    elif page.width > 1.25 * page.height and 1_600 <= page.width <= 2_600:
        # a fax of 98 lines an inch that does not say so
        page = page.resize((page.width, page.height * 2), Image.Resampling.BICUBIC)
    if page.width < _LEAST_WIDTH and page.width > 200:
        factor = _LEAST_WIDTH / page.width
        page = page.resize((_LEAST_WIDTH, round(page.height * factor)), Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.MedianFilter(3))
    angle = _skew(page)
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if abs(angle) >= 0.2 else page


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
