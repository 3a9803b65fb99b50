"""A signed paper is sealed: first with the buyer's signature and its evidence, then with ours beside it."""

from zoneinfo import ZoneInfo

from ordolux.foundation import papers
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import read_bytes, store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.orders.signature.models import Side, Signature
from ordolux.orders.signature.papers.evidence import evidence_paper, keys_of
from ordolux.orders.signature.proof import Signable, signatures_of


class SealMissing(Exception):
    """The buyer's seal is still being set; the job is tried again."""


def sealed_with_buyer(paper: Signable) -> StoredFile:
    """Put the buyer's signature and the page of evidence on the paper, and seal it."""
    signature = signatures_of(paper).get(side=Side.BUYER)
    import pypdfium2  # loaded by the worker when the first paper is sealed

    pdf = read_bytes(paper.sha256)
    proof = evidence_paper(paper, signature, len(pypdfium2.PdfDocument(pdf)))
    evidence = papers.render(
        proof.template, proof, language=paper.language, timestamp=signature.real_signed_at
    )
    drawing = read_bytes(signature.drawing_id) if signature.drawing_id else None
    sealed = papers.seal(
        pdf, keys=keys_of(paper.snapshot["seller"]["name"]), role="buyer", name=signature.name,
        lines=_lines(signature, paper), typed_name=None if drawing else signature.name,
        signature_image=drawing, evidence=evidence,
    )  # fmt: skip
    return store_bytes(sealed, "application/pdf")


def sealed_with_seller(paper: Signable, present: Document | None) -> StoredFile:
    """Put our signature beside the customer's on the paper as it is ``present``. Raises SealMissing."""
    signature = signatures_of(paper).get(side=Side.SELLER)
    if present is None or not present.is_sealed:
        raise SealMissing(f"{paper.number} is not sealed with the buyer's signature yet")
    final = papers.countersign(
        present.file.read(), keys=keys_of(paper.snapshot["seller"]["name"]), role="seller", name=signature.name,
        lines=_lines(signature, paper), typed_name=signature.name,
    )  # fmt: skip
    return store_bytes(final, "application/pdf")


def _lines(signature: Signature, paper: Signable) -> tuple[str, ...]:
    company = paper.snapshot["buyer" if signature.side == Side.BUYER else "seller"]["name"]
    zone = paper.snapshot["buyer"]["zone"]
    at = signature.real_signed_at.astimezone(ZoneInfo(zone))
    return (company, papers.moment_text(at, paper.language, place=zone.split("/")[-1]))
