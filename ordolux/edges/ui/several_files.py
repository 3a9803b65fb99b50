"""Several uploaded files at once: stored before any deed begins, each under the type of its content, its giver noted."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.files import note_upload, store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.rules.refusal import N_, Refusal

LARGEST_FILE = 20 * 2**20
UNKNOWN = "application/octet-stream"


class TooManyFiles(Refusal):
    """More files than are taken at once, or one too large."""

    message = N_("Send at most {most} files of 20 MiB each at once.")


class EmptyFile(Refusal):
    """A file without content."""

    message = N_("“{name}” is empty.")


def files_to_keep(request: Request, field: str, *, most: int) -> Sequence[Enclosure]:
    """The files of a field, kept. Raises TooManyFiles, EmptyFile."""
    uploads: list[Any] = request.FILES.getlist(field)
    if len(uploads) > most or any(upload.size > LARGEST_FILE for upload in uploads):
        raise TooManyFiles(most=most)
    kept = []
    for upload in uploads:
        raw = upload.read()
        if not raw:
            raise EmptyFile(name=upload.name[:100])
        stored = store_bytes(raw, media_type_of(raw))
        if request.actor.person_id is not None:
            note_upload(stored, request.actor.person_id)
        kept.append(Enclosure(name=_clean(upload.name), sha256=stored.sha256))
    return tuple(kept)


def media_type_of(raw: bytes) -> str:
    """What the content is; films too, which nothing of ours opens."""
    found = what_is(raw)
    if found != UNKNOWN:
        return found
    if raw[4:8] == b"ftyp":
        return "video/quicktime" if raw[8:10] == b"qt" else "video/mp4"
    return "video/webm" if raw[:4] == b"\x1a\x45\xdf\xa3" else UNKNOWN


def name_of(upload: Any) -> str:
    """The clean name under which a file was sent; empty when there is none."""
    return _clean(upload.name or "") if upload else ""


def _clean(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:200] or gettext("file")
