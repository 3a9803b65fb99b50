"""Check what the look forbids: inline style and handlers, raw colours and pixels in templates, physical
sides and raw
colours in style sheets, and icons that the sprite does not have. Exit code 1 and one line per finding.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
EDGES = PROJECT / "ordolux" / "edges"
LETTERS = "letters"
"""Mails are no pages: their readers know neither our style sheets nor custom properties, so they style
inline.
"""

IN_TEMPLATES = (
    (
        re.compile(r"""<[^>]*\sstyle\s*=""", re.IGNORECASE),
        "inline style (the content security policy blocks it)",
    ),
    (
        re.compile(r"""<[^>]*\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
        "inline handler (the content security policy blocks it)",
    ),
    (re.compile(r"<style\b", re.IGNORECASE), "style element (the content security policy blocks it)"),
    (
        re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE),
        "inline script",
    ),
    (
        re.compile(r"""(?:fill|stroke|color)\s*=\s*["']#?(?!none|currentColor|url)[\w(]""", re.IGNORECASE),
        "raw colour",
    ),
    (re.compile(r"""=\s*["'][^"']*\b\d+px\b"""), "raw pixels"),
    (re.compile(r"href=[\"']javascript:", re.IGNORECASE), "script address"),
)
PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-[a-z]+)*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|\bto (?:left|right)\b"
    r"|(?:transform-origin|object-position|background-position)\s*:\s*(?:left|right)\b"
)
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(?:rgb|rgba|hsl|hsla|oklch|lab|lch|hwb)\(")
NAMED_COLOUR = re.compile(
    r"(?:color|background|fill|stroke|border[\w-]*|outline[\w-]*)\s*:[^;{]*\b"
    r"(?:white|black|red|green|blue|gr[ae]y|silver|orange|yellow|purple|navy|teal|maroon|gold)\b"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ICON = re.compile(r"""\{%\s*icon\s+"([\w-]+)\"""")
SYMBOL = re.compile(r'<symbol id="([\w-]+)"')


def _lines(path: Path, text: str, pattern: re.Pattern[str], words: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield f"{path.relative_to(PROJECT)}:{line}: {words}: {' '.join(match.group(0).split())[:90]}"


def template_findings() -> Iterator[str]:
    """Yield what templates of pages must not have."""
    icons = set(SYMBOL.findall((EDGES / "ui/static/ui/icons.svg").read_text(encoding="utf-8")))
    for path in sorted(EDGES.rglob("templates/**/*.html")):
        if LETTERS in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for pattern, words in IN_TEMPLATES:
            yield from _lines(path, text, pattern, words)
        for name in ICON.findall(text):
            if name not in icons:
                yield f"{path.relative_to(PROJECT)}: no icon named {name!r}"


def style_findings() -> Iterator[str]:
    """Yield what style sheets must not have."""
    for path in sorted(EDGES.rglob("static/**/*.css")):
        if "built" in path.parts:
            continue
        text = COMMENT.sub(lambda match: "\n" * match.group(0).count("\n"), path.read_text(encoding="utf-8"))
        yield from _lines(path, text, PHYSICAL, "physical side; write inline-start or inline-end")
        if path.name != "tokens.css":
            yield from _lines(path, text, RAW_COLOUR, "raw colour; write a token")
            yield from _lines(path, text, NAMED_COLOUR, "raw colour; write a token")


if __name__ == "__main__":
    findings = [*template_findings(), *style_findings()]
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)
