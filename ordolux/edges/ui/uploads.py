"""Files that people send with what they write: kept before the deed begins, and noted as given by them."""

from ordolux.edges.access import Request
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.files import note_upload, store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.rules.refusal import N_, Refusal

LARGEST_FILE = 20 * 2**20
MOST_FILES = 10


class FileTooBig(Refusal):
    """A file, or their number, is beyond what a message takes."""

    message = N_("Send at most {most} files of at most 20 MiB each; {name} cannot be taken.")


def kept_files(request: Request, field: str = "files") -> tuple[Enclosure, ...]:
    """The files of a form, kept under clean names and noted as given by the person who asks.

    Raises FileTooBig; nothing is kept then.
    """
    given = [file for file in request.FILES.getlist(field) if file.size]
    for place, file in enumerate(given):
        if place >= MOST_FILES or (file.size or 0) > LARGEST_FILE:
            raise FileTooBig(most=MOST_FILES, name=(file.name or "file")[:80])
    kept = []
    for file in given:
        raw = file.read()
        stored = store_bytes(raw, what_is(raw))
        note_upload(stored, request.actor.known_person_id)
        kept.append(Enclosure(name=_clean(file.name or ""), sha256=stored.sha256))
    return tuple(kept)


def _clean(name: str) -> str:
    shown = "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|').strip(". ")
    return shown[:200] or "file"
