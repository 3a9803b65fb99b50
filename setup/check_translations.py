"""Find sentences for people that have no Chinese, and words in templates that can never have any.

Looks at everything under ordolux/ (or at the paths given): templates are turned into what gettext reads by
Django's
own templatize, Python is read by Babel. Exit code 1 and one line per finding.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "setup"))

import django  # noqa: E402  # after the path
from babel.messages.extract import extract  # noqa: E402
from compile_translations import read_parts  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils.translation.template import templatize  # noqa: E402

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SPOKEN_ATTRIBUTES = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "data-confirm",
    "data-done",
}
SPOKEN_ARGUMENTS = re.compile(
    r"""\b(?:title|say|by|who|text|label|submit|note|action|detail|example|words|chip|confirm|hint|word_total|why|what|list)=(["'])((?:(?!\1).)*)\1"""
)
"""Arguments of our components that people read; action is checked for the word of a button, addresses are
let through.
"""
UNTRANSLATED_ELEMENTS = {"bdi", "code", "kbd", "script", "style", "pre", "samp"}
_ALLOWED = """
    Ordolux Ctrl Esc Enter Alt Shift Tab PDF XLSX CSV DOCX CIE EN IEC ISO LED USD EUR CNY CIF CIP FOB EXW
    DAP DDP MOQ kg mm cm m lm W K V Hz nm cd kWh h min s px SHA SHA-256 JSON API URL HTML XML A4 VAT HS BOM
    UGR Ra CRI CCT Duv SDCM G J C R N O S A L Q T I P M x u v y B/L AWB P/I P/L SKU ETA ETD
"""
ALLOWED_WORDS = set(_ALLOWED.split())
LETTER = re.compile(r"[A-Za-z\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9/.\-]*")
PLACEHOLDER = re.compile(r"%\([a-zA-Z_0-9]+\)[sdif]|%[sd]|\{[a-zA-Z_0-9.]*\}")

_CALL = re.compile(r"""\b(n?p?gettext|_)\(\s*((?:u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*,?\s*)+)""")


def templates(roots: list[Path]) -> Iterator[Path]:
    """Yield our templates; the letters' plain texts are templates too."""
    for root in roots:
        paths = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in paths:
            if path.suffix in {".html", ".txt"} and "templates" in path.parts:
                yield path


def modules(roots: list[Path]) -> Iterator[Path]:
    """Yield our Python files, tests left out."""
    for root in roots:
        paths = [root] if root.is_file() else sorted(root.rglob("*.py"))
        for path in paths:
            if path.suffix == ".py" and "tests" not in path.parts and "migrations" not in path.parts:
                yield path


type Found = tuple[Path, int, str | None, tuple[str, ...]]


def sentences(roots: list[Path]) -> Iterator[Found]:
    """Yield (file, line, context, forms) of every sentence that is marked for translation."""
    for path in templates(roots):
        text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield from _called(path, text)
    for path in modules(roots):
        yield from _extracted(path, path.read_text(encoding="utf-8"))


def _called(path: Path, text: str) -> Iterator[Found]:
    """Read what templatize wrote: calls between blanked-out text, which Python's own tokenizer refuses
    since 3.12.
    """
    for call in _CALL.finditer(text):
        strings: tuple[str, ...] = ast.literal_eval(f"({call.group(2).rstrip().rstrip(',')},)")
        line = text.count("\n", 0, call.start()) + 1
        context = strings[0] if call.group(1).lstrip("n").startswith("p") else None
        forms = strings[1:] if context is not None else strings
        if forms and forms[0]:
            yield path, line, context, forms


def _extracted(path: Path, text: str) -> Iterator[Found]:
    # comments for translators do not interest us
    for line, message, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        forms = (message,) if isinstance(message, str) else tuple(form for form in message if form)
        if forms and forms[0]:
            yield path, line, context, forms


def untranslated(roots: list[Path]) -> Iterator[str]:
    """Yield one line for every sentence without Chinese, or whose places for values differ."""
    known, troubles = read_parts()
    yield from (f"two translations of {trouble}" for trouble in troubles)
    seen: set[tuple[str | None, str]] = set()
    for path, line, context, forms in sentences(roots):
        key = (context, forms[0])
        if key in seen:
            continue
        seen.add(key)
        where = f"{path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path}:{line}"
        message = known.get(forms[0], context)
        said = message.string if message is not None else ""
        if isinstance(said, (list, tuple)):
            said = said[0] if said else ""
        if not said:
            yield f"{where}: no Chinese for {forms[0]!r}" + (f" in {context!r}" if context else "")
            continue
        if len(forms) > 1 and message is not None and not isinstance(message.id, (list, tuple)):
            yield f"{where}: {forms[0]!r} needs msgid_plural in its catalogue"
            continue
        # the last form has every value; a singular may say "one"
        wanted = sorted(set(PLACEHOLDER.findall(forms[-1])))
        given = sorted(set(PLACEHOLDER.findall(said)))
        if wanted != given:
            yield f"{where}: {forms[0]!r} has {wanted}, its Chinese has {given}"


class _Reader(HTMLParser):
    """Walks a template whose Django tags were taken out and notes what people would read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that are read out, and remember elements whose text is a code."""
        self._attributes(attrs)
        if tag in UNTRANSLATED_ELEMENTS:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes only."""
        self._attributes(attrs)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element whose text is a code."""
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        """Note text with words in it."""
        if not self.inside:
            self._note(data)

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES and value:
                self._note(value)

    def _note(self, text: str) -> None:
        words = WORD.findall(text)
        if any("\u4e00" <= sign <= "\u9fff" for sign in text) or any(
            word not in ALLOWED_WORDS for word in words
        ):
            self.found.append((self.getpos()[0], " ".join(text.split())))


_BLOCK = re.compile(r"\{%-?\s*(blocktranslate|blocktrans|comment|verbatim)\b.*?\{%\s*end\1\s*%\}", re.DOTALL)
_CLASS_BLOCK = re.compile(r"\{%\s*block\s+\w+_class\s*%\}.*?\{%\s*endblock[^%]*%\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def _blank(match: re.Match[str]) -> str:
    """Put nothing in the place of a tag, but keep the lines."""
    return "\n" * match.group(0).count("\n")


def hard_words(roots: list[Path]) -> Iterator[str]:
    """Yield one line for every visible word of a template that stands outside the translation tags."""
    for path in templates(roots):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path
        for match in _TAG.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            for argument in SPOKEN_ARGUMENTS.finditer(match.group(0)):
                said = argument.group(2)
                if said.startswith(("/", "#", "?", "http", "ui/")) or (
                    " " not in said and not said[:1].isupper()
                ):
                    continue
                if LETTER.search(said) and any(word not in ALLOWED_WORDS for word in WORD.findall(said)):
                    if re.fullmatch(r"[A-Z0-9 ,.\-–]+|[\w.\-]+\.\w{2,4}", said) or _is_sample(path):
                        continue
                    yield f"{where}:{line}: words outside _(): {argument.group(0)}"
        stripped = _TAG.sub(_blank, _CLASS_BLOCK.sub(_blank, _BLOCK.sub(_blank, text)))
        if path.suffix == ".txt":
            for number, line_text in enumerate(stripped.splitlines(), 1):
                if any(word not in ALLOWED_WORDS for word in WORD.findall(line_text)):
                    yield f"{where}:{number}: words outside translation tags: {line_text.strip()}"
            continue
        reader = _Reader()
        reader.feed(stripped)
        for line, said in reader.found:
            yield f"{where}:{line}: words outside translation tags: {said}"


def _is_sample(path: Path) -> bool:
    """The style guide shows invented names of people and firms, which nobody translates."""
    return path.name == "styleguide.html"


def unmarked_refusals(roots: list[Path]) -> Iterator[str]:
    """Yield refusals whose message is not marked with N_."""
    for path in modules(roots):
        text = path.read_text(encoding="utf-8")
        if "Refusal" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.ClassDef):
                continue
            for part in node.body:
                if (
                    isinstance(part, ast.Assign)
                    and any(
                        isinstance(target, ast.Name) and target.id == "message" for target in part.targets
                    )
                    and isinstance(part.value, ast.Constant)
                    and isinstance(part.value.value, str)
                    and part.value.value
                ):
                    where = f"{path.relative_to(PROJECT)}:{part.lineno}"
                    yield f"{where}: {node.name}.message is not marked with N_"


def main(arguments: list[str]) -> int:
    """Check everything, or the paths given; print findings and return 1 when there are any."""
    settings.configure(USE_I18N=True)
    django.setup()
    roots = [Path(argument).resolve() for argument in arguments] or [PROJECT / "ordolux"]
    findings = [*untranslated(roots), *hard_words(roots), *unmarked_refusals(roots)]
    for finding in findings:
        print(finding)
    if findings:
        print(f"{len(findings)} findings: write the Chinese to ordolux/locale/zh/<part>.po")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
