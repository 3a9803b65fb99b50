"""How stored files leave the house: as downloads, never as pages of ours."""

from django.http import HttpResponse

from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import read_bytes

# Only what a browser shows in its own viewer without running anything of ours may open in the window.
SHOWN = {"application/pdf"}


def download(sha256: str, name: str, media_type: str, *, show: bool = False) -> HttpResponse:
    """The bytes with this hash under a clean name; ``show`` lets the browser display a PDF."""
    kind = media_type if show and media_type in SHOWN else "application/octet-stream"
    response = HttpResponse(read_bytes(sha256), content_type=kind)
    response["Content-Disposition"] = _disposition("inline" if kind in SHOWN else "attachment", name)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def document_file(document: Document, form: str = "pdf") -> HttpResponse:
    """An issued paper: as PDF to be shown, or in its Word form to be saved."""
    word = document.word_file_id
    if form == "docx" and word:
        return download(word, f"{document.title}.docx", "application/octet-stream")
    return download(str(document.file_id), f"{document.title}.pdf", "application/pdf", show=True)


def _disposition(kind: str, name: str) -> str:
    from django.utils.http import content_disposition_header

    clean = "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|')[:150] or "file"
    return content_disposition_header(kind == "attachment", clean) or kind
