"""Signing a proforma invoice: a code proves the mailbox, the signature binds bytes, consent and person; then we countersign."""

from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.worded import one_of
from ordolux.orders.agreement.deeds import confirm_order, note_agreement
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.releasing import expect_what_is_missing, release_if_open
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.signature.models import SigningCode
from ordolux.orders.signature.proof import (
    CODE_MINUTES,
    MOST_TRIES,
    AnotherPaperSeen,
    CodeNotProved,
    ConsentMissing,
    NoCodeWaiting,
    compared_code,
    consent_text,
    digits_of,
    made_code,
    signed_by_buyer,
    signed_by_seller,
)
from ordolux.rules.refusal import N_, Refusal

__all__ = [
    "CODE_MINUTES",
    "MOST_TRIES",
    "AnotherPaperSeen",
    "CodeNotProved",
    "ConsentMissing",
    "NoCodeWaiting",
    "PaperNotReady",
    "SignatureTooLate",
    "consent_text",
    "countersign_proforma",
    "digits_of",
    "file_seal",
    "send_code",
    "sign_proforma",
    "try_code",
]


class SignatureTooLate(Refusal):
    """The time to sign has ended."""

    message = N_("{proforma} could be signed until {sign_by}. Ask us to issue it anew.")


class PaperNotReady(Refusal):
    """The PDF is being printed."""

    message = N_("{proforma} is being printed; please try again in a moment.")


@deed("signing.send_code", roles={Role.SIGNATORY})
def send_code(proforma: Proforma, *, by: Actor, at: datetime) -> SigningCode:
    """Make a one-time code for the signatory who asks; the letter with it leaves at once. Codes live in real time.

    Raises SignatureTooLate, NotAllowedNow.
    """
    _check_open(proforma, at)
    return made_code(proforma, by=by, at=at)


@deed("signing.try_code", roles={Role.SIGNATORY})
def try_code(proforma: Proforma, *, digits: str, by: Actor, at: datetime) -> SigningCode:
    """Compare what the signatory typed with his code; each try counts, right or wrong, and five are the most.

    The answer is in ``proved_at`` of the code that is returned. Raises NoCodeWaiting.
    """
    return compared_code(proforma, digits, by=by, at=at)


@deed("proforma.sign", roles={Role.SIGNATORY})
def sign_proforma(
    proforma: Proforma, *, name: str, consent: bool, document_sha256: str, by: Actor, at: datetime, title: str = "",
    drawing: StoredFile | None = None, ip: str = "", agent: str = "",
) -> Proforma:  # fmt: skip
    """Sign for the buyer exactly the bytes that he saw (``document_sha256``), after he proved his mailbox by a code.

    The signature, the buyer's three agreements and the new state are one transaction; the seal is set on the paper
    right after it, from this evidence. Raises SignatureTooLate, PaperNotReady, AnotherPaperSeen, CodeNotProved,
    ConsentMissing, NotAllowedNow.
    """
    _check_open(proforma, at)
    signed_by_buyer(
        proforma, name=name, consent=consent, document_sha256=document_sha256, title=title, drawing=drawing, ip=ip,
        agent=agent, by=by, at=at,
    )  # fmt: skip
    proforma.signed_at = at
    proforma.deal.expect(Role.SALES, "proforma.countersign")
    proforma.move_to(
        ProformaState.SIGNED, by=by, at=at, fields=("signed_at",), name=name.strip(), sha256=document_sha256
    )
    note_agreement(_order_of(proforma), side="buyer", person_id=by.known_person_id, by=by, at=at)
    return proforma


@deed("proforma.countersign", roles={Role.SALES, Role.MANAGER})
def countersign_proforma(proforma: Proforma, *, by: Actor, at: datetime) -> Proforma:
    """Sign for the seller. With both signatures the order is confirmed and locked; when its payment term asks for no
    money first, it is released too.

    Raises NotAllowedNow.
    """
    proforma.countersigned_at = at
    proforma.move_to(ProformaState.COUNTERSIGNED, by=by, at=at, fields=("countersigned_at",))
    signed_by_seller(proforma, by=by, at=at)
    order = _order_of(proforma)
    note_agreement(order, side="seller", person_id=by.known_person_id, by=by, at=at)
    confirm_order(order, by=by, at=at)
    if not release_if_open(order, by=by, at=at):
        expect_what_is_missing(order, by=by, at=at)
    return proforma


@deed("proforma.file_seal", roles={Role.SYSTEM})
def file_seal(proforma: Proforma, *, pdf: StoredFile, side: str, by: Actor, at: datetime) -> Proforma:
    """Link the sealed paper: with the customer's signature and its evidence, then with ours too."""
    attach_document(
        proforma,
        kind="proforma",
        title=proforma.number,
        file=pdf,
        language=proforma.language,
        is_sealed=True,
        by=by,
        at=at,
    )
    record_event("proforma.sealed", proforma, by=by, at=at, side=side, sha256=pdf.sha256)
    return proforma


def _check_open(proforma: Proforma, at: datetime) -> None:
    if proforma.state == ProformaState.LAPSED or (proforma.sign_by is not None and at > proforma.sign_by):
        raise SignatureTooLate(proforma=proforma, sign_by=proforma.sign_by)
    if not proforma.can_move_to(ProformaState.SIGNED):
        raise NotAllowedNow(record=proforma.number, state=proforma.state, wanted=ProformaState.SIGNED.value)
    if not proforma.sha256:
        raise PaperNotReady(proforma=proforma)


def _order_of(proforma: Proforma) -> Order:
    order = one_of(Order, proforma.order_id)
    order.deal = proforma.deal
    return order
