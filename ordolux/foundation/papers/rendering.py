"""Typeset a paper: data and a template in, PDF out, in process and the same bytes for the same input."""

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

import typst
from fontTools.ttLib import TTFont

from ordolux.foundation.papers.contracts import Paper, to_data

PACKAGE = Path(__file__).resolve().parents[2]
"""The folder `ordolux`: templates import from each other inside it, and from nowhere else."""

FONT_FOLDER = Path(os.environ.get("ORDOLUX_FONTS", PACKAGE.parent / "var" / "fonts"))

FAMILIES = (
    # What we set in, first choice first; the system's own fonts only stand in when setup/fonts.py has not
    # run.
    ("Noto Sans", "DejaVu Sans", "Liberation Sans"),
    ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    ("Noto Sans Arabic", "Noto Naskh Arabic", "Noto Kufi Arabic"),
)


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
PLAIN_KEYS = frozenset(
    {"language", "second_language", "sheet", "kind", "role", "method", "outcome", "iso", "url"}
)
"""What a template decides by, and never prints."""


class FontsMissing(RuntimeError):
    """A fault of the installation: no font for Latin or Chinese text is there (setup/fonts.py makes them)."""


class PaperFault(RuntimeError):
    """A fault of a template or its data: the typesetter refused it or warned."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The scanned fonts, and the families that templates are told to use."""

    fonts: typst.Fonts
    families: tuple[str, ...]
    files: tuple[Path, ...]


@cache
def typeface() -> Typeface:
    """Scan the fonts once per process: our own folder when it is complete, else the system's fonts too."""
    ours = sorted(FONT_FOLDER.glob("Noto*.[ot]tf"))
    complete = {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansSC-Regular.otf"} <= {
        path.name for path in ours
    }
    fonts = typst.Fonts(
        include_system_fonts=not complete,
        include_embedded_fonts=False,
        font_paths=[str(FONT_FOLDER)] if ours else [],
    )
    known = set(fonts.families())
    families = tuple(next((name for name in choice if name in known), "") for choice in FAMILIES)
    if not families[0] or not families[1]:
        raise FontsMissing(f"no fonts for papers in {FONT_FOLDER}: run setup/fonts.py")
    chosen = tuple(name for name in families if name)
    files = {Path(font.path) for font in fonts.fonts() if font.path and font.family in chosen}
    return Typeface(fonts=fonts, families=chosen, files=tuple(sorted(files)))


class _Presses(threading.local):
    """One compiler per template and thread: a compiler keeps the last data, so threads must not share it."""

    def __init__(self) -> None:
        self.by_template: dict[Path, typst.Compiler] = {}


_presses = _Presses()


def _press(template: Path) -> typst.Compiler:
    if template not in _presses.by_template:
        _presses.by_template[template] = typst.Compiler(
            str(template), root=str(PACKAGE), font_paths=typeface().fonts, ignore_system_fonts=True
        )
    return _presses.by_template[template]


def template_path(template: str | Path) -> Path:
    """Return the template's file; a name is a path inside the package `ordolux`."""
    path = Path(template)
    path = path if path.is_absolute() else PACKAGE / path
    if not path.is_file():
        raise PaperFault(f"there is no template {template}")
    return path


def plain_data(data: Paper | Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what a template reads, from a contract or from data that were made from one before."""
    plain = to_data(data, language) if isinstance(data, Paper) else {**data, "language": language}
    return isolated(plain) if language.split("-")[0] in RIGHT_TO_LEFT else plain


def isolated(value: Any, key: str = "") -> Any:
    """Return data in which text without a right-to-left letter keeps its own direction.

    Without the isolating marks (Unicode LRI and PDI) a line that runs from right to left turns −86.40 into
    86.40− and "30 % deposit" into "deposit % 30".
    """
    match value:
        case dict():
            return {name: isolated(inner, name) for name, inner in value.items()}
        case list():
            return [isolated(inner, key) for inner in value]
        case str() if value and key not in PLAIN_KEYS and not key.endswith("svg"):
            mixed = any(bidirectional(letter) in {"R", "AL"} for letter in value)
            return value if mixed else f"\u2066{value}\u2069"
        case _:
            return value


def render(
    template: str | Path,
    data: Paper | Mapping[str, Any],
    *,
    language: str,
    timestamp: datetime,
    standard: str = "a-2b",
) -> bytes:
    """Print the paper as tagged PDF in an archival profile ("a-2b", "a-3b", "a-2a", …).

    `timestamp` (with its zone) is written into the file; the same input gives the same bytes. Any warning of
    the typesetter, a missing font for example, raises PaperFault: a paper that
    is not as designed is not sent.
    """
    if timestamp.utcoffset() is None:
        raise ValueError("the timestamp of a paper carries its zone")
    return print_template(
        template_path(template), plain_data(data, language), timestamp=timestamp, standard=standard
    )


def print_template(path: Path, data: Mapping[str, Any], *, timestamp: datetime, standard: str) -> bytes:
    """Print any template of the package with plain data. Raises PaperFault."""
    inputs = {"data": json.dumps(data, ensure_ascii=False), "families": json.dumps(typeface().families)}
    try:
        printed, warnings = _press(path).compile_with_warnings(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[standard],  # type: ignore[list-item]  # the library's Literal; it names a wrong one itself
            timestamp=int(timestamp.timestamp()),
        )
    except typst.TypstError as fault:
        raise PaperFault(f"{path.name}: {fault.message} {fault.diagnostic}") from fault
    if warnings:
        raise PaperFault(f"{path.name}: " + "; ".join(warning.message for warning in warnings))
    if not isinstance(printed, bytes):
        raise PaperFault(f"{path.name}: the typesetter returned no document")
    return printed


@cache
def _printable() -> frozenset[int]:
    covered: set[int] = set()
    for path in typeface().files:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)


def uncovered(text: str) -> set[str]:
    """Return the characters of the text that no font of the papers can print: a page asks before it takes a
    name.
    """
    return {character for character in text if not character.isspace() and ord(character) not in _printable()}
