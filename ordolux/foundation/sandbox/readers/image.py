"""Pictures and faxes (PNG, JPEG, WebP, TIFF): what they are, and a fresh picture of one page that holds nothing but its
points, upright as its camera said: a PNG, or for print a JPEG.

The value: ``type``, ``width``, ``height``, ``pages``, ``page``, ``dpi`` [across, down] or null, ``rendition``
{width, height} or null; the fresh picture is in ``content``.
"""

import io
import warnings
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from ordolux.foundation.sandbox.content import what_is
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

MOST_PIXELS: Final = 60_000_000
MOST_PAGES: Final = 50
PRINT_QUALITY: Final = 78
_LARGEST: Final = 35 * 2**20
_FORMATS: Final = {"image/png": "PNG", "image/jpeg": "JPEG", "image/tiff": "TIFF", "image/webp": "WEBP"}

_TOO_LARGE: Final = N_("This picture is larger than {mib} MiB.")
_NOT_TAKEN: Final = N_("We take pictures as PNG, JPEG, WebP or TIFF; this file is {found}.")
_TOO_MANY_PIXELS: Final = N_("This picture has {width} × {height} points, more than we open.")
_TOO_MANY_PAGES: Final = N_("This picture has more than {most} pages; the others are not shown.")
_NO_SUCH_PAGE: Final = N_("This file has no page {page}.")
_BROKEN: Final = N_("This picture is damaged and cannot be shown.")
_INCOMPLETE: Final = N_("The end of this picture is missing; the rest is shown.")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
Image.preinit()
Image.init()


def read_image(
    data: bytes, *, page: int = 1, longest_side: int = 2000, render: bool = True, for_print: bool = False
) -> Reading:
    """Describe a picture and draw its ``page`` (from 1) anew, at most ``longest_side`` points long.

    ``for_print`` makes a JPEG on a white ground, a tenth of the size of the PNG of a photo.
    """
    if len(data) > _LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=_LARGEST // 2**20)
    found = what_is(data)
    if found not in _FORMATS:
        raise CannotRead.because("picture-not-taken", _NOT_TAKEN, found=found)
    findings: list[Finding] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(data), formats=[_FORMATS[found]])
            pages = _count(picture, findings)
            if not 1 <= page <= pages:
                raise CannotRead.because("no-such-page", _NO_SUCH_PAGE, page=page)
            picture.seek(page - 1)
            _check(picture)
            value: dict[str, Any] = {
                "type": found, "width": picture.width, "height": picture.height, "pages": pages, "page": page,
                "dpi": _resolution(picture), "rendition": None,
            }  # fmt: skip
            content = _drawn(picture, value, longest_side, findings, for_print) if render else b""
        except Image.DecompressionBombError:
            raise CannotRead.because("too-many-pixels", _TOO_MANY_PIXELS, width="?", height="?") from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError):
            raise CannotRead.because("picture-broken", _BROKEN) from None
    return Reading(value, findings, content)


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise CannotRead.because(
            "too-many-pixels", _TOO_MANY_PIXELS, width=picture.width, height=picture.height
        )


def _count(picture: Image.Image, findings: list[Finding]) -> int:
    pages = 1
    while pages <= MOST_PAGES:
        try:
            picture.seek(pages)
        except EOFError:
            return pages
        pages += 1
    findings.append(Finding("pages-cut", _TOO_MANY_PAGES, {"most": MOST_PAGES}))
    return MOST_PAGES


def _resolution(picture: Image.Image) -> list[int] | None:
    said = picture.info.get("dpi")
    try:
        return [round(float(side)) for side in said][:2] if said else None
    except (ValueError, TypeError, OverflowError, ZeroDivisionError):
        return None


def _drawn(
    picture: Image.Image, value: dict[str, Any], longest_side: int, findings: list[Finding], for_print: bool
) -> bytes:
    longest_side = max(16, min(longest_side, 4000))
    picture.draft(None, (longest_side, longest_side))
    try:
        picture.load()
    except OSError as broken:
        if "truncated" not in str(broken):
            raise
        findings.append(Finding("picture-incomplete", _INCOMPLETE))
    mode = "L" if picture.mode in ("1", "L", "I;16", "I", "F") else "RGBA" if "A" in picture.mode else "RGB"
    dpi = value["dpi"]
    if (
        dpi
        and dpi[0] > 0
        and dpi[1] > 0
        and 0.3 < dpi[1] / dpi[0] < 0.9
        and picture.height * dpi[0] / dpi[1] < 20_000
    ):
        # Fax lines are further apart than their points (204 by 98 to the inch).
        picture = picture.convert(mode).resize((picture.width, round(picture.height * dpi[0] / dpi[1])))
    picture.thumbnail((longest_side, longest_side))
    drawn = ImageOps.exif_transpose(picture).convert(mode)
    fresh = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    target = io.BytesIO()
    if for_print:
        _on_white(fresh).save(target, "JPEG", quality=PRINT_QUALITY, optimize=True)
    else:
        fresh.save(target, "PNG")
    value["rendition"] = {"width": fresh.width, "height": fresh.height}
    return target.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """A picture without transparency, as paper shows it."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
