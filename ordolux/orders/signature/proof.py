"""Signing, whatever the paper: a code that proves the mailbox, and the signature with its evidence.

A paper is a record that both sides sign: it has a number, the hash of its PDF, and a snapshot that names the parties.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.models import Person
from ordolux.foundation.worded import add_rows, one_of
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.models import Side, Signature, SigningCode
from ordolux.rules.refusal import N_, Refusal

MOST_TRIES = 5
CODE_MINUTES = 15
LONGEST_NAME = 120

type Signable = Proforma | Amendment


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


def made_code(paper: Signable, *, by: Actor, at: datetime) -> SigningCode:
    """Make a one-time code inside a deed for the person who asks; those before it end. Codes live in real time."""
    real = clock.real_now()
    _codes(paper, by.known_person_id, real).update(ends_at=real)
    code = SigningCode.objects.create(
        deal=paper.deal, person_id=by.known_person_id, made_at=real, ends_at=real + timedelta(minutes=CODE_MINUTES),
        **_of(paper),
    )  # fmt: skip
    code.hash = _hash(digits_of(code))
    code.save(update_fields=["hash"])
    record_event("signing.code_made", code, by=by, at=at)
    return code


def compared_code(paper: Signable, digits: str, *, by: Actor, at: datetime) -> SigningCode:
    """Compare what was typed with the waiting code; each try counts, and five are the most. Raises NoCodeWaiting."""
    real = clock.real_now()
    code: SigningCode | None = (
        _codes(paper, by.known_person_id, real)
        .select_for_update()
        .filter(tries__lt=MOST_TRIES)
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
    event = "signing.code_proved" if is_right else "signing.code_refused"
    record_event(event, paper, by=by, at=at, tries=code.tries)
    return code


def signed_by_buyer(
    paper: Signable, *, name: str, consent: bool, document_sha256: str, title: str, drawing: StoredFile | None, ip: str,
    agent: str, by: Actor, at: datetime,
) -> Signature:  # fmt: skip
    """Keep the buyer's signature on exactly the bytes that he saw, and spend his proved code.

    Raises AnotherPaperSeen, ConsentMissing, CodeNotProved.
    """
    if document_sha256 != paper.sha256:
        raise AnotherPaperSeen()
    if not consent or not name.strip():
        raise ConsentMissing()
    person = one_of(Person, by.known_person_id)
    real = clock.real_now()
    code = (
        _codes(paper, person.pk, real)
        .select_for_update()
        .filter(proved_at__isnull=False)
        .order_by("-id")
        .first()
    )
    if code is None:
        raise CodeNotProved(email=person.email, minutes=CODE_MINUTES)
    code.used_at = real
    code.save(update_fields=["used_at"])
    return _keep(Signature(
        deal=paper.deal, side=Side.BUYER, person=person, name=name.strip()[:LONGEST_NAME], title=title[:120],
        email=person.email, drawing_id=drawing.sha256 if drawing else None, consent=consent_text(paper, name.strip()),
        document_sha256=document_sha256, ip=ip or None, agent=agent[:400], code=code, signed_at=at, real_signed_at=real,
        **_of(paper),
    ))  # fmt: skip


def signed_by_seller(paper: Signable, *, by: Actor, at: datetime) -> Signature:
    """Keep our own signature on a paper that the buyer signed."""
    person = one_of(Person, by.known_person_id)
    return _keep(Signature(
        deal=paper.deal, side=Side.SELLER, person=person, name=person.name, title=person.title, email=person.email,
        consent=consent_text(paper, person.name), document_sha256=paper.sha256, signed_at=at,
        real_signed_at=clock.real_now(), **_of(paper),
    ))  # fmt: skip


def _keep(signature: Signature) -> Signature:
    return add_rows([signature])[0]


def consent_text(paper: Signable, name: str) -> str:
    """What a signatory agrees to, word for word; it is kept with the signature."""
    company = paper.snapshot.get("buyer", {}).get("name", "")
    what = (
        f"agree to the changes of {paper.snapshot['order']} that it states"
        if isinstance(paper, Amendment)
        else "agree to its price, delivery time and technical parameters"
    )
    return (
        f"I, {name}, have read {paper.number} (SHA-256 {paper.sha256}), {what}, and sign it electronically for "
        f"{company}."
    )


def digits_of(code: SigningCode) -> str:
    """The six digits of a code. They are computed from a secret of this installation and never stored."""
    told = f"signing:{code.pk}:{code.made_at.isoformat()}".encode()
    number = int.from_bytes(hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()[:8])
    return f"{number % 1_000_000:06d}"


def signatures_of(paper: Signable) -> QuerySet[Signature]:
    """The signatures on a paper, in their order."""
    return Signature.objects.filter(**_of(paper)).select_related("code").order_by("id")


def _of(paper: Signable) -> dict[str, Any]:
    return {"amendment" if isinstance(paper, Amendment) else "proforma": paper}


def _codes(paper: Signable, person_id: int, real: datetime) -> QuerySet[SigningCode]:
    return SigningCode.objects.filter(
        person_id=person_id, used_at__isnull=True, ends_at__gt=real, **_of(paper)
    )


def _hash(digits: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"code:" + digits.encode(), hashlib.sha256).hexdigest()
