"""What follows a signature: the paper is sealed with it."""

from zoneinfo import ZoneInfo

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import read_bytes, store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.deeds import file_seal
from ordolux.orders.signature.models import Side, Signature
from ordolux.orders.signature.papers.evidence import evidence_paper, keys_of


def seal_with_buyer(event: Event, key: str) -> None:
    """Put the buyer's signature and the page of evidence on the paper, and seal it."""
    if file_seal.was_done(key, Actor.system()):
        return
    proforma = Proforma.objects.get(pk=event.subject_id)
    signature = Signature.objects.select_related("code").get(proforma=proforma, side=Side.BUYER)
    import pypdfium2  # loaded by the worker when the first paper is sealed

    pdf = read_bytes(proforma.sha256)
    paper = evidence_paper(proforma, signature, len(pypdfium2.PdfDocument(pdf)))
    evidence = papers.render(
        paper.template, paper, language=proforma.language, timestamp=signature.real_signed_at
    )
    drawing = read_bytes(signature.drawing_id) if signature.drawing_id else None
    sealed = papers.seal(
        pdf, keys=keys_of(proforma.snapshot["seller"]["name"]), role="buyer", name=signature.name,
        lines=_lines(signature, proforma), typed_name=None if drawing else signature.name,
        signature_image=drawing, evidence=evidence,
    )  # fmt: skip
    file_seal.once(key)(
        proforma, pdf=store_bytes(sealed, "application/pdf"), side="buyer", by=Actor.system(), at=clock.now()
    )


def seal_with_seller(event: Event, key: str) -> None:
    """Put our signature beside the customer's: the paper is the contract now."""
    if file_seal.was_done(
        key, Actor.system()
    ):  # a worker that died right after it: the paper bears our seal already
        return
    proforma = Proforma.objects.get(pk=event.subject_id)
    signature = Signature.objects.get(proforma=proforma, side=Side.SELLER)
    present = latest_document(proforma, "proforma")
    if present is None or not present.is_sealed:
        raise SealMissing(f"{proforma.number} is not sealed with the buyer's signature yet")
    final = papers.countersign(
        present.file.read(), keys=keys_of(proforma.snapshot["seller"]["name"]), role="seller", name=signature.name,
        lines=_lines(signature, proforma), typed_name=signature.name,
    )  # fmt: skip
    file_seal.once(key)(
        proforma, pdf=store_bytes(final, "application/pdf"), side="seller", by=Actor.system(), at=clock.now()
    )


class SealMissing(Exception):
    """The buyer's seal is still being set; the job is tried again."""


def _lines(signature: Signature, proforma: Proforma) -> tuple[str, ...]:
    company = proforma.snapshot["buyer" if signature.side == Side.BUYER else "seller"]["name"]
    zone = proforma.snapshot["buyer"]["zone"]
    at = signature.real_signed_at.astimezone(ZoneInfo(zone))
    return (company, papers.moment_text(at, proforma.language, place=zone.split("/")[-1]))
