"""What we ask of issued papers."""

from django.db import models

from ordolux.foundation.documents.models import Document


def latest_document(record: models.Model, kind: str, language: str = "") -> Document | None:
    """The paper of this kind for ``record`` that is in force."""
    found = Document.objects.filter(
        kind=kind, subject=record._meta.label_lower, subject_id=record.pk, superseded_at__isnull=True
    )
    if language:
        found = found.filter(language=language)
    return found.select_related("file", "word_file").order_by("-version", "-id").first()


def document_by_code(code: str) -> Document | None:
    """The paper that prints this verification code, whatever its spacing and case."""
    letters = "".join(c for c in code.upper() if c.isalnum())
    if len(letters) != 16:
        return None
    return (
        Document.objects.filter(code="-".join(letters[i : i + 4] for i in range(0, 16, 4)))
        .select_related("file")
        .first()
    )
