"""Optical reading of clean pages by tesseract, an ordinary program of the system; nothing is read where it is missing.

Only bitmaps that our own sandbox has drawn are given to it, never the foreign file.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ordolux.rules.reading.by_sight import mended
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


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: where it stands in the page's text, and its box in pixels from the top left."""

    start: int
    end: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its text (wide gaps between words are tabs), its words, its grey pixels row by row."""

    text: str
    words: tuple[Word, ...]
    width: int
    height: int
    pixels: bytes


def text_of_pages(content: bytes) -> str:
    """Return the text of pages (PGM, one behind the other); wide gaps between words become tabs."""
    return "\n\n".join(mended(_best_reading(page)[0]) for page in _pages(content))


def read_pages(content: bytes) -> Iterator[Page]:
    """Read pages (PGM, one behind the other), each with the boxes of its words."""
    for page in _pages(content):
        head = _HEAD.match(page)
        assert head is not None
        text, words = _best_reading(page)
        yield Page(mended(text), tuple(words), int(head[1]), int(head[2]), page[head.end() :])


_HEAD: Final = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s")


def _pages(content: bytes) -> Iterator[bytes]:
    position = 0
    while head := _HEAD.match(content, position):
        end = head.end() + int(head[1]) * int(head[2])
        yield content[position:end]
        position = end


def _best_reading(page: bytes) -> tuple[str, list[Word]]:
    """Read in the European languages first; when that is unsure, in the other scripts, and keep the surest."""
    known = _languages()
    first = [one for one in _EUROPEAN if one in known]
    text, words, sure = _read(page, "+".join(first) or "eng")
    if sure >= _LEAST_SURE:
        return text, words
    for language in _OTHERS:
        if language in known:
            other, its_words, surer = _read(page, f"{language}+eng" if "eng" in known else language)
            if surer > sure + 4:
                text, words, sure = other, its_words, surer
                if sure >= _LEAST_SURE + 15:
                    break
    return text, words


def _read(page: bytes, languages: str) -> tuple[str, list[Word], float]:
    try:
        told = subprocess.run(  # a fixed program, our own bitmap
            ["tesseract", "stdin", "stdout", "--psm", "6", "-l", languages, "tsv"],
            input=page, capture_output=True, timeout=_PATIENCE_SECONDS, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return "", [], 0.0
    text = ""
    words: list[Word] = []
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
            if text:
                text += "\n\n" if top - bottom > 1.4 * height else "\n"
            key = tuple(cells[2:5])
        else:
            text += "\t" if left - right > _WIDE_GAP * height else " "
        words.append(Word(len(text), len(text) + len(cells[11]), left, top, width, height))
        text += cells[11]
        right, bottom = left + width, top + height
    return text, words, sum(sureness) / len(sureness) if sureness else 0.0
