"""HTML as text: table cells between tabs, blocks in lines of their own, quoted mails marked."""

import re
from html import unescape
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST: Final = 2_000_000
_DEEPEST: Final = 200
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "form",
    ]
)
_UNSEEN: Final = "script, style, head, template, iframe, object, noscript, [hidden], [style*='display:none'], [style*='display: none']"
_QUOTES: Final = "div.gmail_quote blockquote, blockquote[type=cite], blockquote.gmail_quote"


def text_of_html(html: str) -> str:
    """Return the visible text of a page."""
    html = html[:_LONGEST]
    if len(re.findall(r"<(?:div|span|table|font|b|i|blockquote)\b", html, re.IGNORECASE)) > 20_000:
        return unescape(re.sub(r"<[^<>]{0,2000}>", " ", html))
    page = LexborHTMLParser(html)
    for unseen in page.css(_UNSEEN):
        unseen.decompose(recursive=True)
    if page.body is None:
        return ""
    for quote in page.css(_QUOTES):
        quote.insert_before("\n[[quoted]]\n")
        quote.insert_after("\n[[unquoted]]\n")
    pieces: list[str] = []
    _write(page.body, pieces, 0, 0)
    text = re.sub(r"[ \u00a0]+", " ", "".join(pieces))
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return _with_marks(text).strip()


def _write(node: LexborNode, pieces: list[str], depth: int, in_cell: int) -> None:
    if depth > _DEEPEST:
        pieces.append(node.text(separator=" "))
        return
    child = node.child
    while child is not None:
        name = child.tag
        if name == "-text":
            said = child.text_content or ""
            pieces.append(re.sub(r"\s+", " ", said) if "[[" not in said else said)
        elif name == "table" and not _is_layout(child):
            pieces.append("\n\n")
            _table(child, pieces, depth)
            pieces.append("\n\n")
        elif name in ("td", "th"):
            _write(child, pieces, depth + 1, in_cell)
            pieces.append("\n")
        elif name == "li" and not in_cell:
            pieces.append("\n- ")
            _write(child, pieces, depth + 1, in_cell)
            pieces.append("\n")
        elif name in _BLOCKS:
            gap = ", " if in_cell and name in ("br", "p", "div", "li") else "\n"
            pieces.append(gap if name != "p" or in_cell else "\n\n")
            if name != "br":
                _write(child, pieces, depth + 1, in_cell)
                pieces.append(gap)
        elif name not in ("-comment", "_comment", "!--"):
            _write(child, pieces, depth + 1, in_cell)
        child = child.next


def _is_layout(table: LexborNode) -> bool:
    """Tell whether a table only places things: another table in it, or one cell a row."""
    if len(table.css("table")) > 1:
        return True
    rows = table.css("tr")
    return not rows or max(len(row.css("td, th")) for row in rows[:50]) < 2


def _table(table: LexborNode, pieces: list[str], depth: int) -> None:
    spans: dict[int, tuple[int, str]] = {}
    for row in table.css("tr"):
        cells: list[str] = []
        for cell in row.css("td, th"):
            while len(cells) in spans and spans[len(cells)][0] > 0:
                left, held = spans[len(cells)]
                spans[len(cells)] = (left - 1, held)
                cells.append(held)
            inner: list[str] = []
            _write(cell, inner, depth + 1, 1)
            said = re.sub(r"\s+", " ", "".join(inner)).strip(" ,")
            said = re.sub(r"(?:, ?)+,", ",", said)
            down = str((cell.attributes or {}).get("rowspan") or "1")
            across = str((cell.attributes or {}).get("colspan") or "1")
            if down.isdigit() and 1 < int(down) < 200:
                spans[len(cells)] = (int(down) - 1, said)
            cells.append(said)
            if across.isdigit():
                cells += [""] * min(int(across) - 1, 30)
        while len(cells) in spans and spans[len(cells)][0] > 0:
            # what reaches down from above behind the last cell of the row
            left, held = spans[len(cells)]
            spans[len(cells)] = (left - 1, held)
            cells.append(held)
        pieces.append("\t".join(cells) + "\n")


def _with_marks(text: str) -> str:
    if "[[quoted]]" not in text:
        return text
    depth = 0
    lines = []
    for line in text.split("\n"):
        if line.strip() == "[[quoted]]":
            depth += 1
        elif line.strip() == "[[unquoted]]":
            depth = max(0, depth - 1)
        else:
            lines.append(f"{'> ' * min(depth, 5)}{line}" if depth else line)
    return "\n".join(lines)
