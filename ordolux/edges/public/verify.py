"""Anybody verifies a document: by the code that it prints, or by the file itself."""

import hashlib
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ordolux.edges.access import Request, public
from ordolux.edges.public.open_pages import canonical, languages_of
from ordolux.foundation import papers
from ordolux.foundation.documents.models import Document
from ordolux.foundation.documents.queries import document_by_code
from ordolux.foundation.files import read_bytes
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.sandbox import run
from ordolux.orders.signature.papers.evidence import keys_of

LARGEST = 20 * 2**20


@public(methods="GET POST")
def verify(request: Request) -> HttpResponse:
    """Say what document has this code or these bytes, whether it is in force, and whether its seal is whole.

    Nothing of its content is shown: kind, number, day, fingerprint and signers are enough to compare a paper in hand.
    """
    code = request.GET.get("code", "").strip()[:40]
    document: Document | None = None
    report: Any = None
    asked, problem = False, ""
    if request.method == "POST" and (upload := request.FILES.get("file")) is not None:
        asked = True
        raw = upload.read(LARGEST + 1)
        if len(raw) > LARGEST:
            asked, problem = False, gettext("This file is larger than 20 MB; no paper of ours is.")
        else:
            document = (
                Document.objects.filter(file_id=hashlib.sha256(raw).hexdigest())
                .select_related("file")
                .first()
            )
            report = seen_in_the_sandbox(raw)
    elif code:
        asked = True
        document = document_by_code(code)
        if document is not None and document.is_sealed:
            report = papers.verify_seal(read_bytes(str(document.file_id)), roots=_roots())
    newest = None
    if document is not None:
        newest = Document.objects.filter(
            kind=document.kind, subject=document.subject, subject_id=document.subject_id, superseded_at__isnull=True,
            is_sealed=True,
        ).first()  # fmt: skip
        if newest is not None and code and report is None:
            report = papers.verify_seal(read_bytes(str(newest.file_id)), roots=_roots())
    return render(request, "public/verify.html", {
        "here_in": "verify", "code": code, "document": document, "newest": newest, "report": report, "asked": asked,
        "problem": problem, "canonical": canonical(request.path), "languages_of_page": languages_of(request.path),
        "is_indexed": not asked,
    }, status=422 if problem else 200 if document or not asked else 404)  # fmt: skip


@public
def certificate(request: Request) -> HttpResponse:
    """Our root certificate, by which viewers can trust our seals."""
    firm = Firm.objects.first()
    pem = keys_of(firm.legal_name).root_pem if firm else b""
    return HttpResponse(
        pem,
        content_type="application/x-pem-file",
        headers={"Content-Disposition": 'attachment; filename="ordolux-root.pem"'},
    )


def seen_in_the_sandbox(raw: bytes) -> dict[str, Any] | None:
    """What the seal of a foreign file is worth; None when it could not be opened."""
    found = run("seal", raw, roots=[root.decode() for root in _roots()])
    if not found.ok:
        return None
    for signature in found.value["signatures"]:
        signature["signed_at"] = (
            datetime.fromisoformat(signature["signed_at"]) if signature["signed_at"] else None
        )
    return found.value


def _roots() -> tuple[bytes, ...]:
    firm = Firm.objects.first()
    return (keys_of(firm.legal_name).root_pem,) if firm else ()
