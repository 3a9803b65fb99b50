"""Files of claims for both sides: as downloads, and photos drawn anew for the gallery."""

from django.http import Http404, HttpResponse

from ordolux.edges.ui.files import download
from ordolux.foundation.sandbox import run
from ordolux.support.warranty.models import Claim, Evidence

SHOWN_AS_PICTURE = frozenset({"image/jpeg", "image/png"})
LONGEST_SIDE = 900


def evidence_file(claim: Claim, piece: int) -> HttpResponse:
    """The bytes of one piece of evidence as a download under its own name."""
    found = _piece(claim, piece)
    return download(str(found.file_id), found.name, found.file.media_type)


def evidence_picture(claim: Claim, piece: int) -> HttpResponse:
    """A photo as a fresh picture that holds nothing but its points; 404 for what is none or is damaged."""
    found = _piece(claim, piece)
    if found.file.media_type not in SHOWN_AS_PICTURE:
        raise Http404
    drawn = run("image", found.file.read(), longest_side=LONGEST_SIDE)
    if not drawn.ok or not drawn.content:
        raise Http404
    answer = HttpResponse(drawn.content, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _piece(claim: Claim, piece: int) -> Evidence:
    found = Evidence.objects.filter(claim=claim, pk=piece).select_related("file").first()
    if found is None:
        raise Http404
    return found
