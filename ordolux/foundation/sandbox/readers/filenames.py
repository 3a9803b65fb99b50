"""File names as others wrote them, made safe to show and to save."""

import re
from typing import Final

from ordolux.foundation.sandbox.readers.text import one_line

_LONGEST: Final = 120
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*%]')
_DEVICES: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def clean_file_name(name: str, fallback: str = "file") -> str:
    """The last part of ``name`` without path, direction marks, control characters or leading dots; never empty.

    A name that is too long is cut before its ending.
    """
    last = re.split(r"[\\/\u2215\u2044\uff0f\uff3c]", one_line(name, 4000))[-1]
    last = _NOT_IN_NAMES.sub("_", last).strip(" .")
    if _DEVICES.match(last):
        last = f"_{last}"
    if len(last) > _LONGEST:
        stem, dot, ending = last.rpartition(".")
        last = (
            f"{stem[: _LONGEST - len(ending) - 1]}.{ending}"
            if dot and 0 < len(ending) <= 8
            else last[:_LONGEST]
        )
    return last or fallback
