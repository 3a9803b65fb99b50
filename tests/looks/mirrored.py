"""A language for trials: English written from right to left and a third longer, so that pages prove both.

Each piece of text stands between marks that turn its letters round (U+202E … U+202C), as a right-to-left script would run;
placeholders and tags stay as they are. What is not translatable stands out on the page: it runs the old way.
"""

import hashlib
import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ordolux.config.environment import ROOT

CODE = "ar-xb"
NAME = "Mirrored"
PARTS = ROOT / "ordolux" / "locale" / "zh"
_KEEP = re.compile(r"(%\([^)]+\)[sdif]|%[sd%]|\{[^{}]*\}|<[^>]+>|&\w+;|\n)")
_LONGER = 0.3


def mirrored(text: str) -> str:
    """The text turned round and made longer."""
    parts = _KEEP.split(text)
    return "".join(
        part if place % 2 or not part.strip() else _turned(part) for place, part in enumerate(parts)
    )


def _turned(text: str) -> str:
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    body = text.strip()
    more = round(len(body) * _LONGER)
    longer = body + "".join(" " if place % 6 == 5 else "·" for place in range(more)).rstrip()
    return f"{head}\u202e{longer}\u202c{tail}"


def folder(state: Path) -> Path:
    """The folder with the compiled catalogue, made anew when a sentence changed."""
    parts = sorted(PARTS.glob("*.po"))
    told = hashlib.sha256(Path(__file__).read_bytes() + b"".join(part.read_bytes() for part in parts))
    made = state / "mirrored" / told.hexdigest()[:12]
    if not (made / "ar_XB" / "LC_MESSAGES" / "django.mo").exists():
        target = made / "ar_XB" / "LC_MESSAGES"
        target.mkdir(parents=True, exist_ok=True)
        out = io.BytesIO()
        write_mo(out, _catalogue(parts))
        (target / "django.mo").write_bytes(out.getvalue())
    return made


def _catalogue(parts: list[Path]) -> Catalog:
    whole = Catalog(locale="ar", domain="django", charset="utf-8", fuzzy=False)
    whole._num_plurals, whole._plural_expr = 2, "(n != 1)"
    for path in parts:
        with path.open("rb") as part:
            for message in read_po(part, domain="django", ignore_obsolete=True):
                if not message.id or whole.get(message.id, message.context) is not None:
                    continue
                said = (
                    tuple(mirrored(one) for one in message.id)
                    if isinstance(message.id, (list, tuple))
                    else mirrored(message.id)
                )
                whole.add(message.id, said, context=message.context)
    return whole
