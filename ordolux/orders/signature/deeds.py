"""Signing: a code proves the mailbox, the customer signs, we countersign; then the contract stands and is locked."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.models import Person
from ordolux.orders.agreement.deeds import confirm_order, note_agreement, release_order
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.queries import gates
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.signature.models import Side, Signature, SigningCode
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import Gate

MOST_TRIES = 5
CODE_MINUTES = 15
LONGEST_NAME = 120


class SignatureTooLate(Refusal):
    """The time to sign has ended."""

    message = N_("{proforma} could be signed until {sign_by}. Ask us to issue it anew.")


class PaperNotReady(Refusal):
    """The PDF is being printed."""

    message = N_("{proforma} is being printed; please try again in a moment.")


class CodeNotProved(Refusal):
    """Without the code from the mailbox nobody signs."""

    message = N_("Enter the code that we sent to {email} first; it is valid for {minutes} minutes.")


class NoCodeWaiting(Refusal):
    """There is no code that could be tried."""

    message = N_("This code is no longer valid. Ask for a new one.")


class AnotherPaperSeen(Refusal):
    """What was seen is not what would be signed."""

    message = N_("The document has changed since you opened it. Open it again before you sign.")


class ConsentMissing(Refusal):
    """A signature needs a name and the consent to sign electronically."""

    message = N_("Write your name and tick that you agree to sign electronically.")


@deed("signing.send_code", roles={Role.SIGNATORY})
def send_code(proforma: Proforma, *, by: Actor, at: datetime) -> SigningCode:
    """Make a one-time code for the signatory who asks; the letter with it leaves at once. Codes live in real time.

    Raises SignatureTooLate, NotAllowedNow.
    """
    _check_open(proforma, at)
    real = clock.real_now()
    SigningCode.objects.filter(
        proforma=proforma, person_id=by.known_person_id, used_at__isnull=True, ends_at__gt=real
    ).update(ends_at=real)
    code = SigningCode.objects.create(
        deal=proforma.deal, proforma=proforma, person_id=by.known_person_id, made_at=real,
        ends_at=real + timedelta(minutes=CODE_MINUTES),
    )  # fmt: skip
    code.hash = _hash(digits_of(code))
    code.save(update_fields=["hash"])
    record_event("signing.code_made", code, by=by, at=at)
    return code


@deed("signing.try_code", roles={Role.SIGNATORY})
def try_code(proforma: Proforma, *, digits: str, by: Actor, at: datetime) -> SigningCode:
    """Compare what the signatory typed with his code; each try counts, right or wrong, and five are the most.

    The answer is in ``proved_at`` of the code that is returned. Raises NoCodeWaiting.
    """
    real = clock.real_now()
    code = (
        SigningCode.objects.select_for_update()
        .filter(
            proforma=proforma,
            person_id=by.known_person_id,
            used_at__isnull=True,
            ends_at__gt=real,
            tries__lt=MOST_TRIES,
        )
        .order_by("-id")
        .first()
    )
    if code is None:
        raise NoCodeWaiting()
    code.tries += 1
    is_right = hmac.compare_digest(code.hash, _hash("".join(c for c in digits if c.isdecimal())))
    if is_right:
        code.proved_at = real
    code.save(update_fields=["tries", "proved_at"])
    record_event(
        "signing.code_proved" if is_right else "signing.code_refused",
        proforma,
        by=by,
        at=at,
        tries=code.tries,
    )
    return code


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
    if document_sha256 != proforma.sha256:
        raise AnotherPaperSeen()
    if not consent or not name.strip():
        raise ConsentMissing()
    person = Person.objects.get(pk=by.known_person_id)
    real = clock.real_now()
    code = (
        SigningCode.objects.select_for_update()
        .filter(
            proforma=proforma, person=person, proved_at__isnull=False, used_at__isnull=True, ends_at__gt=real
        )
        .order_by("-id")
        .first()
    )
    if code is None:
        raise CodeNotProved(email=person.email, minutes=CODE_MINUTES)
    code.used_at = real
    code.save(update_fields=["used_at"])
    Signature.objects.create(
        deal=proforma.deal, proforma=proforma, side=Side.BUYER, person=person, name=name.strip()[:LONGEST_NAME],
        title=title[:120], email=person.email, drawing_id=drawing.sha256 if drawing else None,
        consent=consent_text(proforma, name.strip()), document_sha256=document_sha256, ip=ip or None, agent=agent[:400],
        code=code, signed_at=at, real_signed_at=real,
    )  # fmt: skip
    proforma.signed_at = at
    proforma.deal.expect(Role.SALES, "proforma.countersign")
    proforma.move_to(
        ProformaState.SIGNED, by=by, at=at, fields=("signed_at",), name=name.strip(), sha256=document_sha256
    )
    note_agreement(_order_of(proforma), side="buyer", person_id=person.pk, by=by, at=at)
    return proforma


@deed("proforma.countersign", roles={Role.SALES, Role.MANAGER})
def countersign_proforma(proforma: Proforma, *, by: Actor, at: datetime) -> Proforma:
    """Sign for the seller. With both signatures the order is confirmed and locked; when its payment term asks for no
    money first, it is released too.

    Raises NotAllowedNow.
    """
    person = Person.objects.get(pk=by.known_person_id)
    proforma.countersigned_at = at
    proforma.deal.expect(Role.PAYER, "statement.import")
    proforma.move_to(ProformaState.COUNTERSIGNED, by=by, at=at, fields=("countersigned_at",))
    Signature.objects.create(
        deal=proforma.deal, proforma=proforma, side=Side.SELLER, person=person, name=person.name, title=person.title,
        email=person.email, consent=consent_text(proforma, person.name), document_sha256=proforma.sha256, signed_at=at,
        real_signed_at=clock.real_now(),
    )  # fmt: skip
    order = _order_of(proforma)
    note_agreement(order, side="seller", person_id=person.pk, by=by, at=at)
    confirm_order(order, by=by, at=at)
    if gates(order)[Gate.PRODUCE].is_open:
        release_order(order, by=by, at=at)
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


def consent_text(proforma: Proforma, name: str) -> str:
    """What a signatory agrees to, word for word; it is kept with the signature."""
    company = proforma.snapshot.get("buyer", {}).get("name", "")
    return (
        f"I, {name}, have read {proforma.number} (SHA-256 {proforma.sha256}), agree to its price, delivery time and "
        f"technical parameters, and sign it electronically for {company}."
    )


def digits_of(code: SigningCode) -> str:
    """The six digits of a code. They are computed from a secret of this installation and never stored."""
    told = f"signing:{code.pk}:{code.made_at.isoformat()}".encode()
    number = int.from_bytes(hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()[:8])
    return f"{number % 1_000_000:06d}"


def _check_open(proforma: Proforma, at: datetime) -> None:
    if proforma.state == ProformaState.LAPSED or (proforma.sign_by is not None and at > proforma.sign_by):
        raise SignatureTooLate(proforma=proforma, sign_by=proforma.sign_by)
    if not proforma.can_move_to(ProformaState.SIGNED):
        raise NotAllowedNow(record=proforma.number, state=proforma.state, wanted=ProformaState.SIGNED.value)
    if not proforma.sha256:
        raise PaperNotReady(proforma=proforma)


def _order_of(proforma: Proforma) -> Order:
    order = Order.objects.get(pk=proforma.order_id)
    order.deal = proforma.deal
    return order


def _hash(digits: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"code:" + digits.encode(), hashlib.sha256).hexdigest()
