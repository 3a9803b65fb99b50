"""The documentation as a site of plain files: ``make handbook`` leaves it in ``out/handbook``, to be put on any web server
or opened from the disk.

Every page of ``docs`` becomes one of the site; handbook and guide stand in its rail. Nothing is fetched from elsewhere.
Search looks through an index that was made here; without script everything else works.
"""

import argparse
import html
import json
import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
LOOK = Path(__file__).resolve().parent / "handbook"

# what stands in the rail, language by language: heading and pages
RAIL = {
    "en": [
        ("Handbook", "docs/handbook/*.md"),
        ("Administrator's guide", "docs/guide/*.md"),
        ("Reference", "docs/*.md"),
    ],
    "zh": [("手册", "docs/handbook/zh/*.md")],
}
WORDS = {
    "en": {
        "search": "Search", "none": "Nothing found.", "menu": "Pages", "here": "On this page", "other": "中文", "lang": "en",
        "print": "Print", "skip": "To the text",
    },
    "zh": {
        "search": "搜索", "none": "没有找到。", "menu": "目录", "here": "本页内容", "other": "English", "lang": "zh-Hans",
        "print": "打印", "skip": "跳到正文",
    },
}  # fmt: skip


@dataclass
class Page:
    """One page: its source, its address below the site, title, text as HTML, headings, and what search knows of it."""

    source: Path
    address: str
    language: str
    title: str = ""
    body: str = ""
    headings: list[tuple[str, str]] = field(default_factory=list)
    found: list[tuple[str, str, str]] = field(default_factory=list)


def build(out: Path) -> list[Page]:
    """Write the whole site into ``out``, which is emptied first; returns its pages."""
    pages = {page.source: page for page in _pages()}
    shutil.rmtree(out, ignore_errors=True)
    for page in pages.values():
        _read(page, pages, out)
    for page in pages.values():
        target = out / page.address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_whole(page, pages), encoding="utf-8")
    for language in RAIL:
        rows = [
            [title, page.title, f"{page.address}#{anchor}", words]
            for page in pages.values()
            if page.language == language
            for title, anchor, words in page.found
        ]
        told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        (out / f"index-{language}.js").write_text(f"window.handbookIndex = {told};\n", encoding="utf-8")
    for file in LOOK.iterdir():
        shutil.copy(file, out / file.name)
    first = '<meta http-equiv="refresh" content="0; url=docs/handbook/README.html">'
    (out / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Ordolux</title>{first}'
        '<a href="docs/handbook/README.html">Handbook</a></html>\n'
    )
    return list(pages.values())


def _pages() -> list[Page]:
    sources = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
    return [
        Page(
            source,
            source.relative_to(ROOT).with_suffix(".html").as_posix(),
            "zh" if "zh" in source.relative_to(ROOT).parts else "en",
        )
        for source in sources
    ]


def _read(page: Page, pages: dict[Path, Page], out: Path) -> None:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(page.source.read_text(encoding="utf-8"))
    heading, anchor, words = "", "", []
    used: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            if heading:
                page.found.append((heading, anchor, " ".join(words)))
            heading, words = _plain(tokens[place + 1]), []
            anchor = _anchor(heading, used)
            token.attrSet("id", anchor)
            if token.tag == "h1":
                page.title = page.title or heading
            elif token.tag == "h2":
                page.headings.append((heading, anchor))
        elif token.type in ("inline", "fence"):
            words.append(_plain(token) if token.type == "inline" else token.content)
            for child in token.children or ():
                if child.type == "link_open":
                    _lead(child, page, pages, out)
                elif child.type == "image":
                    _show(child, page, out)
    if heading:
        page.found.append((heading, anchor, " ".join(words)))
    page.body = markdown.renderer.render(tokens, markdown.options, {})
    page.body = page.body.replace("<table>", '<div class="wide"><table>').replace(
        "</table>", "</table></div>"
    )


def _plain(token: Token) -> str:
    return "".join(
        child.content if child.type in ("text", "code_inline") else " "
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )


def _anchor(heading: str, used: set[str]) -> str:
    """The anchor that other viewers give the same heading."""
    plain = re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") or "part"
    found, number = plain, 1
    while found in used:
        found, number = f"{plain}-{number}", number + 1
    used.add(found)
    return found


def _lead(link: Token, page: Page, pages: dict[Path, Page], out: Path) -> None:
    """Let a link lead to the page of the site, or to a copy of the file; a folder of the program is only named."""
    target = str(link.attrGet("href") or "")
    if re.match(r"[a-z]+:", target) or target.startswith("#"):
        return
    path, _, anchor = target.partition("#")
    source = (page.source.parent / path).resolve()
    if source in pages:
        relative = os.path.relpath(pages[source].address, Path(page.address).parent)
        link.attrSet("href", f"{relative}#{anchor}" if anchor else relative)
    elif source.is_file():
        link.attrSet("href", _copy(source, page, out))
    else:
        del link.attrs["href"]


def _show(image: Token, page: Page, out: Path) -> None:
    source = (page.source.parent / str(image.attrGet("src"))).resolve()
    image.attrSet("src", _copy(source, page, out))
    image.attrSet("loading", "lazy")


def _copy(source: Path, page: Page, out: Path) -> str:
    inside = source.relative_to(ROOT)
    (out / inside).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, out / inside)
    return os.path.relpath(inside, Path(page.address).parent)


def _whole(page: Page, pages: dict[Path, Page]) -> str:
    here = Path(page.address).parent
    root = os.path.relpath(".", here)
    words = WORDS[page.language]
    rail = "".join(
        f"<h2>{html.escape(heading)}</h2><ul>{_rows(page, pages, pattern)}</ul>"
        for heading, pattern in RAIL[page.language]
    )
    contents = "".join(
        f'<li><a href="#{anchor}">{html.escape(text)}</a></li>' for text, anchor in page.headings
    )
    beside = (
        f'<nav class="here" aria-label="{words["here"]}"><h2>{words["here"]}</h2><ul>{contents}</ul></nav>'
        if contents
        else ""
    )
    other = os.path.relpath(_other(page, pages).address, here)
    other_lang = "zh-Hans" if page.language == "en" else "en"
    return f"""<!doctype html>
<html lang="{words["lang"]}" data-root="{root}" data-none="{words["none"]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{html.escape(page.title)} · Ordolux</title>
<link rel="stylesheet" href="{root}/handbook.css">
</head>
<body>
<a class="skip" href="#text">{words["skip"]}</a>
<header>
<a class="name" href="{os.path.relpath(_first(page, pages).address, here)}">Ordolux</a>
<form role="search" hidden><label for="q">{words["search"]}</label>
<input id="q" type="search" autocomplete="off" aria-controls="found" placeholder="{words["search"]}  /"></form>
<a class="other" lang="{other_lang}" hreflang="{other_lang}" href="{other}">{words["other"]}</a>
<button type="button" class="print" hidden>{words["print"]}</button>
</header>
<div id="found" role="region" aria-live="polite" hidden></div>
<details class="rail"><summary>{words["menu"]}</summary><nav aria-label="{words["menu"]}">{rail}</nav></details>
<main id="text">
{page.body.replace("</h1>", "</h1>" + beside, 1)}
</main>
<script src="{root}/index-{page.language}.js" defer></script>
<script src="{root}/handbook.js" defer></script>
</body>
</html>
"""


def _rows(page: Page, pages: dict[Path, Page], pattern: str) -> str:
    here = Path(page.address).parent
    fitting = [found for source in sorted(ROOT.glob(pattern)) if (found := pages.get(source)) is not None]
    fitting.sort(key=lambda each: (each.source.name != "README.md", each.title.casefold()))
    return "".join(
        f'<li><a href="{os.path.relpath(each.address, here)}"{" aria-current=page" if each is page else ""}>'
        f"{html.escape(each.title)}</a></li>"
        for each in fitting
    )


def _first(page: Page, pages: dict[Path, Page]) -> Page:
    return pages[DOCS / "handbook" / ("zh/README.md" if page.language == "zh" else "README.md")]


def _other(page: Page, pages: dict[Path, Page]) -> Page:
    """The same page in the other language, or that language's first one."""
    handbook = DOCS / "handbook"
    if page.language == "zh":
        return pages.get(handbook / page.source.name, pages[handbook / "README.md"])
    wanted = handbook / "zh" / page.source.name
    is_handbook = page.source.parent == handbook
    return pages[wanted] if is_handbook and wanted in pages else pages[handbook / "zh" / "README.md"]


def main() -> int:
    """Build the site."""
    parser = argparse.ArgumentParser(prog="setup/build_handbook.py", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "handbook")
    out = parser.parse_args().out
    print(f"{len(build(out))} pages: {out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
