"""The handbook as pages of the product: the files of ``docs/handbook`` in the reader's language."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from ordolux.foundation.actors import Actor
from ordolux.foundation.search import words_of

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "handbook"
FOR_CUSTOMERS = ("customer", "verify")
_NAME = re.compile(r"[a-z][a-z-]{0,40}")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a page with the words below it."""

    page: str
    title: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the handbook."""

    name: str
    title: str
    html: SafeString
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """A place of the handbook that fits, and its address."""

    title: str
    page: str
    url: str


def chapters_for(actor: Actor) -> list[Chapter]:
    """The pages that ``actor`` may read: ours all of them, a customer those that are for him."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    names = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")
    allowed = [name for name in names if actor.is_staff or name in FOR_CUSTOMERS]
    return [chapter for name in allowed if (chapter := _chapter(name, language)) is not None]


def chapter_for(name: str, actor: Actor) -> Chapter | None:
    """The page called ``name``, None when there is none or it is not for ``actor``."""
    return next((chapter for chapter in chapters_for(actor) if chapter.name == name), None)


def find_help(text: str, actor: Actor) -> list[Help]:
    """Places of the handbook whose heading, or else whose text, holds all words; at most six, headings first."""
    words = [word.casefold() for word in words_of(text)]
    if not words:
        return []
    side = "desk" if actor.is_staff else "portal"
    fitting: list[tuple[int, Help]] = []
    for chapter in chapters_for(actor):
        for section in chapter.sections:
            heading = section.title.casefold()
            rank = (
                0
                if all(word in heading for word in words)
                else 1
                if all(word in section.words for word in words)
                else 2
            )
            if rank < 2:
                url = reverse(f"{side}:handbook_page", args=[chapter.name]) + f"#{section.anchor}"
                fitting.append((rank, Help(section.title, chapter.title, url)))
    return [found for _, found in sorted(fitting, key=lambda each: each[0])][:6]


def _chapter(name: str, language: str) -> Chapter | None:
    path = FOLDER / "zh" / f"{name}.md" if language == "zh" else FOLDER / f"{name}.md"
    if not path.is_file():
        path = FOLDER / f"{name}.md"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return _read(name, path, path.stat().st_mtime_ns)


@cache
def _read(name: str, path: Path, changed: int) -> Chapter:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    title = name
    sections: list[Section] = []
    words: list[str] = []
    heading, anchor = "", ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            if heading:
                sections.append(Section(name, heading, anchor, " ".join(words).casefold()))
            heading, words = tokens[place + 1].content, []
            anchor = f"s{len(sections) + 1}"
            token.attrSet("id", anchor)
            if token.tag == "h1":
                title = heading
        elif token.type == "link_open":
            token.attrSet("href", _address(str(token.attrGet("href") or "")))
        elif token.type == "inline":
            # the site of the handbook has pictures; here the page itself is at hand
            token.children = [child for child in token.children or () if child.type != "image"]
            words.append("".join(child.content or " " for child in token.children))
            for child in token.children:
                if child.type == "link_open":
                    child.attrSet("href", _address(str(child.attrGet("href") or "")))
        elif token.type == "table_open":
            token.attrSet("class", "ox-table")
        elif token.type == "fence":
            words.append(token.content)
    if heading:
        sections.append(Section(name, heading, anchor, " ".join(words).casefold()))
    html = markdown.renderer.render(tokens, markdown.options, {})
    # raw HTML is switched off: what stands in the file is escaped, and the files are our own
    return Chapter(name, title, mark_safe(html), tuple(sections))  # noqa: S308


def _address(link: str) -> str:
    """Links between pages of the handbook stay in it; pictures and files beside it are not served."""
    if link.startswith(("https://", "http://", "#")):
        return link
    page = re.fullmatch(r"(?:\.\./)?(?:zh/)?([a-z-]+)\.md(#.*)?", link)
    return page[1] if page else "#"
