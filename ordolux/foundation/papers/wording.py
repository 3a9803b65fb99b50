"""Fill a Word template with the same data that the typesetter prints.

The template's language is sandboxed and escapes: data stay data, whatever a customer calls himself.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from ordolux.foundation.papers.amounts import grouped
from ordolux.foundation.papers.contracts import Paper
from ordolux.foundation.papers.rendering import PACKAGE, plain_data, template_path

ZIP_START = (1980, 1, 1, 0, 0, 0)
"""The one date in the archive, so that the same content is the same file."""

EDITIONS = {"a4": (210, 297), "us-letter": (216, 279)}


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return the labels that all papers share, PDF and Word."""
    found: dict[str, dict[str, str]] = json.loads(
        (PACKAGE / "foundation" / "papers" / "labels.json").read_text("utf-8")
    )
    return found


def word(
    template: str | Path, data: Paper | Mapping[str, Any], *, language: str, timestamp: datetime
) -> bytes:
    """Return the paper as DOCX, with the content of its PDF; the same input gives the same bytes."""
    if timestamp.utcoffset() is None:
        raise ValueError("the timestamp of a paper carries its zone")
    values = plain_data(data, language)
    main = "zh" if language.startswith("zh") else "en"
    second = str(values.get("second_language") or "")[:2]
    second = "" if second == main else second

    def label(key: str, *parts: object) -> str:
        return labels()[key][main].format(*parts)

    def both(key: str, *parts: object) -> str:
        other = labels()[key][second].format(*parts) if second in {"en", "zh"} else ""
        return f"{label(key, *parts)} {other}".rstrip()

    document = DocxTemplate(template_path(template))
    document.render(
        {"d": values, "t": label, "l": both, "second": bool(second), "grouped": grouped},
        jinja_env=SandboxedEnvironment(undefined=StrictUndefined, autoescape=True),
        autoescape=True,
    )
    facts = document.docx.core_properties
    kind = Path(template).stem
    facts.title = f"{label(kind)} {values['number']}" if "number" in values and kind in labels() else ""
    facts.author = facts.last_modified_by = str(values.get("seller", {}).get("name", ""))
    facts.created = facts.modified = timestamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    facts.language = language
    width, height = EDITIONS.get(str(values.get("sheet")), EDITIONS["a4"])
    for section in document.docx.sections:
        section.page_width, section.page_height = width * 36000, height * 36000
    out = io.BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """Return the zip archive with one fixed date on every part."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            fixed = zipfile.ZipInfo(part.filename, ZIP_START)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, source.read(part.filename))
    return out.getvalue()
