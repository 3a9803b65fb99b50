"""Papers are attached to the record that they state."""

from datetime import datetime

from django.db import models

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import record_event
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number


def attach_document(
    record: models.Model, *, kind: str, title: str, file: StoredFile, by: Actor, at: datetime,
    word_file: StoredFile | None = None, language: str = "en", code: str = "", is_for_customer: bool = True,
    is_sealed: bool = False,
) -> Document:  # fmt: skip
    """Link a rendered paper to ``record`` inside a deed and supersede the version before it.

    ``code`` is the verification code that the paper itself prints (made before it was rendered).
    """
    label = record._meta.label_lower
    before = Document.objects.filter(
        kind=kind, subject=label, subject_id=record.pk, language=language
    ).order_by("-version")
    last = before.first()
    if last is not None and last.superseded_at is None:
        last.superseded_at = at
        last.save(update_fields=["superseded_at"])
    document = Document(
        number=next_number("document", at),
        deal=getattr(record, "deal", None),
        kind=kind,
        subject=label,
        subject_id=record.pk,
        title=title,
        language=language,
        version=last.version + 1 if last else 1,
        file_id=file.sha256,
        word_file_id=word_file.sha256 if word_file else None,
        is_for_customer=is_for_customer,
        is_sealed=is_sealed,
        issued_at=at,
    )
    if code:
        document.code = code
    document.save(force_insert=True)
    record_event(
        "document.issued",
        document,
        by=by,
        at=at,
        kind=kind,
        sha256=file.sha256,
        document_version=document.version,
    )
    return document
