"""Zip files (XLSX, DOCX, ODS), counted and inflated by ourselves before any library sees them."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from ordolux.foundation.sandbox.reading import CannotRead
from ordolux.rules.refusal import N_

LARGEST_INSIDE: Final = 50 * 2**20
_MOST_ENTRIES: Final = 2_000
_HIGHEST_RATIO: Final = 100
_RATIO_MATTERS_FROM: Final = 2**20

_NOT_A_ZIP: Final = N_("This file is damaged: its table of contents cannot be read.")
_TOO_MANY: Final = N_("This file packs more than {most} files into one. We do not open such files.")
_BOMB: Final = N_("This file would unpack to more than {mib} MiB. We do not open such files.")
_DENSE: Final = N_(
    "{name} inside this file unpacks to more than {ratio} times its size. We do not open such files."
)
_OVERLAP: Final = N_("The parts of this file lie on top of each other. We do not open such files.")
_LIES: Final = N_("{name} inside this file is not as large as the file says. We do not open such files.")
_PATH: Final = N_(
    "This file contains a part that wants to be saved outside its folder. We do not open such files."
)
_NESTED: Final = N_("This file contains another archive ({name}). We do not open such files.")
_ENCRYPTED: Final = N_("This file is protected by a password; please send it without one.")


def checked_zip(data: bytes, look: Callable[[str, bytes], None] | None = None) -> zipfile.ZipFile:
    """The archive in ``data`` after every entry was checked and inflated once within the limits.

    ``look`` is shown each entry's name and bytes. Raises CannotRead.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0:
        raise CannotRead.because("zip-broken", _NOT_A_ZIP)
    if int.from_bytes(data[end + 10 : end + 12], "little") > _MOST_ENTRIES:
        raise CannotRead.because("zip-entries", _TOO_MANY, most=_MOST_ENTRIES)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CannotRead.because("zip-broken", _NOT_A_ZIP) from None
    if len(entries) > _MOST_ENTRIES:
        raise CannotRead.because("zip-entries", _TOO_MANY, most=_MOST_ENTRIES)
    if sum(entry.file_size for entry in entries) > LARGEST_INSIDE:
        raise CannotRead.because("zip-bomb", _BOMB, mib=LARGEST_INSIDE // 2**20)
    free_from = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < free_from:
            raise CannotRead.because("zip-overlap", _OVERLAP)
        free_from = entry.header_offset + 30 + entry.compress_size
    inflated = 0
    for entry in entries:
        inflated += _check(data, entry, LARGEST_INSIDE - inflated, look)
    return archive


def _check(
    data: bytes, entry: zipfile.ZipInfo, room: int, look: Callable[[str, bytes], None] | None
) -> int:  # fmt: skip
    name = entry.filename
    if entry.flag_bits & 1:
        raise CannotRead.because("zip-encrypted", _ENCRYPTED)
    if ".." in name.split("/") or name.startswith(("/", "\\")) or ":" in name or "\\" in name:
        raise CannotRead.because("zip-path", _PATH)
    start = entry.header_offset
    skip = 30 + sum(int.from_bytes(data[start + at : start + at + 2], "little") for at in (26, 28))
    packed = data[start + skip : start + skip + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        content = _inflated(packed, entry, room)
    else:
        raise CannotRead.because("zip-broken", _NOT_A_ZIP)
    if len(content) > room:
        raise CannotRead.because("zip-bomb", _BOMB, mib=LARGEST_INSIDE // 2**20)
    if len(content) != entry.file_size:
        raise CannotRead.because("zip-lies", _LIES, name=name)
    if content.startswith((b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")):
        raise CannotRead.because("zip-nested", _NESTED, name=name)
    if look is not None:
        look(name, content)
    return len(content)


def _inflated(packed: bytes, entry: zipfile.ZipInfo, room: int) -> bytes:
    engine = zlib.decompressobj(-15)
    try:
        content = engine.decompress(packed, min(room, entry.file_size) + 1)
    except zlib.error:
        raise CannotRead.because("zip-broken", _NOT_A_ZIP) from None
    if len(content) >= _RATIO_MATTERS_FROM and len(content) > _HIGHEST_RATIO * max(1, len(packed)):
        raise CannotRead.because("zip-bomb", _DENSE, name=entry.filename, ratio=_HIGHEST_RATIO)
    return content
