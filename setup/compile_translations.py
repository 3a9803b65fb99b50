"""Join the partial Chinese catalogues of ordolux/locale/zh/*.po and compile them; needs no gettext programs.

The parts are written by hand, one for each subject. The joined django.po and django.mo under
ordolux/locale/zh_Hans are
not committed. Where two parts give one sentence different words, the part that comes first by name counts,
and
check_translations.py reports it. Run it again at any time; it does nothing when nothing changed.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "ordolux" / "locale"
PARTS = LOCALE / "zh"
TARGET = LOCALE / "zh_Hans" / "LC_MESSAGES"
PLURALS = "nplurals=1; plural=0;"

type Key = tuple[str | None, str]


def key_of(message: Message) -> Key:
    """Return context and (first) sentence."""
    sentence = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
    return (message.context, str(sentence))


def read_parts(folder: Path = PARTS) -> tuple[Catalog, list[str]]:
    """Return all parts as one catalogue, and where two parts give one sentence different words."""
    whole = Catalog(locale="zh_Hans", domain="django", charset="utf-8", fuzzy=False)
    whole.plural_forms  # noqa: B018  # computed from the locale: one form
    came_from: dict[Key, str] = {}
    troubles: list[str] = []
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as part:
            catalogue = read_po(part, locale="zh_Hans", domain="django", ignore_obsolete=True)
        for message in catalogue:
            if not message.id or not message.string:
                continue
            key = key_of(message)
            said = message.string if isinstance(message.string, str) else tuple(message.string)
            known = whole.get(key[1], key[0])
            if known is not None and known.string:
                earlier = known.string if isinstance(known.string, str) else tuple(known.string)
                if _first(earlier) != _first(said):
                    first, second = _first(earlier), _first(said)
                    troubles.append(f"{key[1]!r}: {first!r} in {came_from[key]}, {second!r} in {path.name}")
                if not isinstance(message.id, (list, tuple)) or isinstance(known.id, (list, tuple)):
                    continue
                # the plural form of a sentence that another part has in the singular replaces it
                whole.delete(key[1], key[0])
            whole.add(message.id, message.string, context=message.context)
            came_from[key] = path.name
    return whole, troubles


def _first(said: str | tuple[str, ...]) -> str:
    return said if isinstance(said, str) else said[0]


def compile_all() -> bool:
    """Write django.po and django.mo; tell whether anything changed."""
    whole, _troubles = read_parts()
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, whole, sort_output=True, omit_header=True, no_location=True, width=120)
    write_mo(mo, whole)
    TARGET.mkdir(parents=True, exist_ok=True)
    changed = False
    for name, content in (("django.po", po.getvalue()), ("django.mo", mo.getvalue())):
        path = TARGET / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
            changed = True
    return changed


if __name__ == "__main__":
    if compile_all():
        print(f"built {TARGET.relative_to(PROJECT)}")
