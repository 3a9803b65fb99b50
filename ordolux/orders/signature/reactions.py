"""What follows a signature on a proforma invoice: the paper is sealed with it."""

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.deeds import file_seal
from ordolux.orders.signature.sealing import sealed_with_buyer, sealed_with_seller


def seal_with_buyer(event: Event, key: str) -> None:
    """Put the buyer's signature and the page of evidence on the paper, and seal it."""
    if file_seal.was_done(key, Actor.system()):
        return
    proforma = Proforma.objects.get(pk=event.subject_id)
    pdf = sealed_with_buyer(proforma)
    file_seal.once(key)(proforma, pdf=pdf, side="buyer", by=Actor.system(), at=clock.now())


def seal_with_seller(event: Event, key: str) -> None:
    """Put our signature beside the customer's: the paper is the contract now."""
    if file_seal.was_done(
        key, Actor.system()
    ):  # a worker that died right after it: the paper bears our seal already
        return
    proforma = Proforma.objects.get(pk=event.subject_id)
    pdf = sealed_with_seller(proforma, latest_document(proforma, "proforma"))
    file_seal.once(key)(proforma, pdf=pdf, side="seller", by=Actor.system(), at=clock.now())
