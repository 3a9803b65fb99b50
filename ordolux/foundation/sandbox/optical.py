"""Optical reading of clean pages by tesseract, an ordinary program of the system; nothing is read where it is missing.

Only bitmaps that our own sandbox has drawn are given to it, never the foreign file.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import Final

from ordolux.rules.refusal import N_

MISSING: Final = N_(
    "This is a picture; to read faxes, install tesseract (Debian package tesseract-ocr) and try again."
)
_PATIENCE_SECONDS: Final = 60.0
_WIDE_GAP: Final = 1.6
_LEAST_SURE: Final = 60.0
_EUROPEAN: Final = ("eng", "deu", "spa", "fra")
_OTHERS: Final = ("ara", "chi_sim", "rus", "kor")


def is_there() -> bool:
    """Tell whether pages can be read on this machine."""
    return shutil.which("tesseract") is not None


@cache
def _languages() -> frozenset[str]:
    try:
        told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(told.stdout.decode("utf-8", "replace").split())


def text_of_pages(content: bytes) -> str:
    """Return the text of pages (PGM, one behind the other); wide gaps between words become tabs."""
    return "\n\n".join(_best_reading(page) for page in _pages(content))


def _pages(content: bytes) -> Iterator[bytes]:
    position = 0
    while head := re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(content, position):
        end = head.end() + int(head[1]) * int(head[2])
        yield content[position:end]
        position = end


def _best_reading(page: bytes) -> str:
    """Read in the European languages first; when that is unsure, in the other scripts, and keep the surest."""
    known = _languages()
    first = [one for one in _EUROPEAN if one in known]
    text, sure = _read(page, "+".join(first) or "eng")
    if sure >= _LEAST_SURE:
        return text
    for language in _OTHERS:
        if language in known:
            other, surer = _read(page, f"{language}+eng" if "eng" in known else language)
            if surer > sure + 4:
                text, sure = other, surer
                if sure >= _LEAST_SURE + 15:
                    break
    return text


def _read(page: bytes, languages: str) -> tuple[str, float]:
    try:
        told = subprocess.run(  # a fixed program, our own bitmap
            ["tesseract", "stdin", "stdout", "--psm", "6", "-l", languages, "tsv"],
            input=page, capture_output=True, timeout=_PATIENCE_SECONDS, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return "", 0.0
    lines: list[str] = []
    sureness: list[float] = []
    key: tuple[str, ...] = ()
    right = bottom = 0
    for row in told.stdout.decode("utf-8", "replace").split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) for cell in cells[6:10])
        sureness.append(float(cells[10]))
        if tuple(cells[2:5]) != key:
            if lines and top - bottom > 1.4 * height:
                lines.append("")
            key = tuple(cells[2:5])
            lines.append(cells[11])
        else:
            lines[-1] += ("\t" if left - right > _WIDE_GAP * height else " ") + cells[11]
        right, bottom = left + width, top + height
    return "\n".join(lines), sum(sureness) / len(sureness) if sureness else 0.0
