"""The file store: bytes under the name of their own SHA-256, written and synced before any record points at them.

Bytes are stored outside the deed's transaction: an orphan is harmless, a record without its file is not.
"""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

if TYPE_CHECKING:
    from ordolux.foundation.files.models import StoredFile


class FileDamaged(RuntimeError):
    """The bytes on disk are not those that were stored."""


def store_bytes(data: bytes, media_type: str) -> "StoredFile":
    """Keep ``data`` for good and return its row; the same bytes are kept once."""
    from ordolux.foundation.files.models import StoredFile

    sha256 = hashlib.sha256(data).hexdigest()
    store = storages["files"]
    name = _name(sha256)
    if not store.exists(name) or store.size(name) != len(data):
        store.save(name, ContentFile(data))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_storedfile (sha256, size, media_type) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [sha256, len(data), media_type],
        )
    return StoredFile(sha256=sha256, size=len(data), media_type=media_type)


def read_bytes(sha256: str) -> bytes:
    """The bytes with this hash. Raises FileDamaged when the disk gives other bytes, FileNotFoundError when none."""
    with storages["files"].open(_name(sha256)) as file:
        data: bytes = file.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileDamaged(sha256)
    return data


def note_upload(file: "StoredFile", person_id: int) -> None:
    """Remember that this person gave us this file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_upload (file_id, person_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [file.sha256, person_id],
        )


def given_by_company(sha256s: Iterable[str], company_id: int | None) -> bool:
    """Whether each of these files was given to us by somebody of this company."""
    from ordolux.foundation.files.models import Upload

    wanted = set(sha256s)
    given = Upload.objects.filter(file_id__in=wanted, person__company_id__in=[company_id])
    return wanted <= set(given.values_list("file_id", flat=True))


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
