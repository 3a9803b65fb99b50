"""What follows an amendment: its paper is printed, sealed with each signature; a further payment falls due."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.amendment.deeds import file_amendment_paper, file_amendment_seal
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.amendment.papers.paper import amendment_paper
from ordolux.orders.payment.reactions import let_further_fall_due
from ordolux.orders.proforma.reactions import WORD
from ordolux.orders.signature.sealing import sealed_with_buyer, sealed_with_seller


def print_amendment(event: Event, key: str) -> None:
    """Print the paper as PDF and in Word, and file both."""
    amendment = Amendment.objects.get(pk=event.subject_id)
    if amendment.sha256:
        return
    paper = amendment_paper(amendment)
    language, stamp = amendment.language, amendment.issued_at
    pdf = papers.render(paper.template, paper, language=language, timestamp=stamp)
    text = papers.word(paper.word_template, paper, language=language, timestamp=stamp)
    file_amendment_paper.once(key)(
        amendment, pdf=store_bytes(pdf, "application/pdf"), word=store_bytes(text, WORD), by=Actor.system(),
        at=clock.now(),
    )  # fmt: skip


def seal_with_buyer(event: Event, key: str) -> None:
    """Put the buyer's signature and the page of evidence on the paper, and seal it."""
    if file_amendment_seal.was_done(key, Actor.system()):
        return
    amendment = Amendment.objects.get(pk=event.subject_id)
    pdf = sealed_with_buyer(amendment)
    file_amendment_seal.once(key)(amendment, pdf=pdf, side="buyer", by=Actor.system(), at=clock.now())


def seal_with_seller(event: Event, key: str) -> None:
    """Put our signature beside the customer's: the amendment belongs to the contract now."""
    if file_amendment_seal.was_done(key, Actor.system()):
        return
    amendment = Amendment.objects.get(pk=event.subject_id)
    pdf = sealed_with_seller(amendment, latest_document(amendment, "amendment"))
    file_amendment_seal.once(key)(amendment, pdf=pdf, side="seller", by=Actor.system(), at=clock.now())


def let_what_is_asked_fall_due(event: Event, key: str) -> None:
    """Both have signed: what the amendment asks for beyond what was paid is due."""
    let_further_fall_due(Amendment.objects.get(pk=event.subject_id).order, event.at, key)
