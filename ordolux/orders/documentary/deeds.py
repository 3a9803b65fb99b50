"""What can happen to a letter of credit: the customer tells of it, the bank advises it, it is checked, waived, amended by
the bank, taken back for another check, cancelled; days that come near are said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import our_day
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.queries import presentation_of
from ordolux.orders.documentary.models import (
    WORDS,
    CreditAmendment,
    CreditAmendmentState,
    CreditState,
    CreditWords,
    LetterApplication,
    LetterOfCredit,
)
from ordolux.orders.documentary.queries import letter_of, sale_of, waiting_amendment
from ordolux.orders.payment.releasing import expect_what_is_missing, release_if_open
from ordolux.rules.documentary import NEVER_WAIVED, PRESENTATION_DAYS, PaperAsked, discrepancies
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.terms import payment_term

WAITING = (OrderState.CONFIRMED, OrderState.RELEASED)


class NotUnderLetter(Refusal):
    """The payment term of the order knows no letter of credit, or it is not signed, or over."""

    message = N_("{order} ({state}) is paid as “{term}”; no letter of credit can be entered for it.")


class LetterKnown(Refusal):
    """There is one letter of credit for an order."""

    message = N_("{letter} is the letter of credit of this order; enter its amendment there.")


class FigureOfLetterWrong(Refusal):
    """A letter that covers nothing, or with percents or days that no bank writes."""

    message = N_("Amount, tolerance or days of the letter of credit are not possible.")


class WordsOfLetterMissing(Refusal):
    """Number, bank and both parties stand in every credit."""

    message = N_("Number, issuing bank, beneficiary and applicant stand in every letter of credit.")


class DocumentUnknown(Refusal):
    """A document that is none of those we know."""

    message = N_("“{document}” is no document that we know.")


class LetterDiscrepant(Refusal):
    """What does not fit is amended by the bank, or waived by a manager with a reason."""

    message = N_(
        "{letter} has {count} discrepancies. Ask for an amendment, or let a manager waive them: {findings}"
    )


class NothingToWaive(Refusal):
    """A letter without discrepancies is accepted."""

    message = N_("{letter} has no discrepancies; accept it.")


class CannotBeWaived(Refusal):
    """Under such a credit no bank pays, whatever we decide."""

    message = N_("This cannot be waived; only an amendment by the bank helps: {findings}")


class AmendmentOfBankWaits(Refusal):
    """One amendment of a credit after the other."""

    message = N_("{amendment} waits to be accepted or rejected first.")


class DocumentsUnderLetter(Refusal):
    """Documents were presented under this credit."""

    message = N_("Documents were presented under {letter}; it stays as it is.")


class DayOver(Refusal):
    """A day that lies behind us."""

    message = N_("{day} is over.")


class BankMissing(Refusal):
    """The customer says which bank opens his credit."""

    message = N_("Say which bank opens the letter of credit.")


@dataclass(frozen=True, slots=True)
class Advised:
    """What a letter of credit says, as the bank advised it; tolerances in percent, usance 0 means at sight. ``incoterm`` is
    the rule and place as written there, empty when it is silent."""

    bank_number: str
    bank: str
    beneficiary: str
    applicant: str
    amount: Decimal
    currency: str
    expires_on: date
    expires_at: str = ""
    advising_bank: str = ""
    latest_shipment_on: date | None = None
    plus_percent: Decimal = Decimal(0)
    minus_percent: Decimal = Decimal(0)
    presentation_days: int = PRESENTATION_DAYS
    usance_days: int = 0
    is_operative: bool = True
    is_confirmed: bool = False
    partial_shipments: bool = True
    transhipment: bool = True
    incoterm: str = ""
    documents: tuple[str, ...] = ()


@deed("credit_letter.announce", roles={Role.BUYER, Role.PAYER})
def announce_letter(
    order: Order, *, bank: str, expected_on: date, by: Actor, at: datetime, reference: str = "", remark: str = ""
) -> Order:  # fmt: skip
    """Tell for the customer that he applied for the letter of credit: at which bank, and when it should reach us. Telling it
    again corrects it; production begins only when the credit itself was advised and checked.

    Raises NotUnderLetter, LetterKnown, BankMissing, DayOver.
    """
    _check_wants_letter(order)
    if not bank.strip():
        raise BankMissing()
    if expected_on < our_day(at):
        raise DayOver(day=expected_on)
    LetterApplication.objects.create(
        order=order, deal=order.deal, bank=bank.strip()[:200], reference=reference.strip()[:60],
        expected_on=expected_on, remark=remark.strip()[:500], told_by_id=by.person_id, told_at=at,
    )  # fmt: skip
    order.deal.expect(Role.FINANCE, "credit_letter.receive")
    record_event(
        "credit_letter.announced", order, by=by, at=at, bank=bank.strip()[:200], expected_on=expected_on,
        reference=reference.strip()[:60],
    )  # fmt: skip
    return order


@deed("credit_letter.receive", roles={Role.FINANCE, Role.SALES})
def receive_letter(order: Order, *, says: Advised, by: Actor, at: datetime) -> LetterOfCredit:
    """Enter a letter of credit as the bank advised it; what does not fit the order is named at once.

    Raises NotUnderLetter, LetterKnown, WordsOfLetterMissing, FigureOfLetterWrong, DocumentUnknown.
    """
    _check_wants_letter(order)
    letter = LetterOfCredit(
        number=next_number("credit_letter", at), deal=order.deal, order=order, received_at=at
    )
    _write(letter, says)
    letter.findings = plain(wrong_with(letter, order, at))
    letter.save(force_insert=True)
    order.deal.expect(Role.FINANCE, "credit_letter.accept")
    record_event(
        "credit_letter.advised", letter, by=by, at=at, amount=letter.amount, bank=letter.bank,
        discrepancies=len(letter.findings),
    )  # fmt: skip
    return letter


@deed("credit_letter.correct", roles={Role.FINANCE, Role.SALES})
def correct_letter(letter: LetterOfCredit, *, says: Advised, by: Actor, at: datetime) -> LetterOfCredit:
    """Correct what was mistyped of a letter of credit that is not in force; what stood there stays in the journal.

    Raises NotAllowedNow, WordsOfLetterMissing, FigureOfLetterWrong, DocumentUnknown.
    """
    if letter.state not in (CreditState.ADVISED, CreditState.DISCREPANT):
        raise NotAllowedNow(record=letter.number, state=letter.state, wanted=CreditState.ADVISED.value)
    before = said_by(letter)
    _write(letter, says)
    letter.findings = plain(wrong_with(letter, _order_of(letter), at))
    letter.changed(*WORDS, "findings")
    record_event(
        "credit_letter.corrected", letter, by=by, at=at, before=before, discrepancies=len(letter.findings)
    )
    return letter


@deed("credit_letter.accept", roles={Role.FINANCE})
def accept_letter(letter: LetterOfCredit, *, by: Actor, at: datetime) -> LetterOfCredit:
    """Accept a letter of credit without discrepancies: it is in force, and may release the order.

    It is read against the order as it is now. Raises LetterDiscrepant, NotAllowedNow.
    """
    order = _order_of(letter)
    found = wrong_with(letter, order, at)
    if found:
        raise LetterDiscrepant(letter=letter, count=len(found), findings=found)
    letter.findings, letter.waived_because = [], ""
    _in_force(letter, order, by, at)
    return letter


@deed("credit_letter.waive", roles={Role.MANAGER})
def waive_discrepancies(letter: LetterOfCredit, *, reason: str, by: Actor, at: datetime) -> LetterOfCredit:
    """Let a letter of credit be in force although something does not fit; who decided it and why is kept.

    Raises ReasonMissing, NothingToWaive, CannotBeWaived, NotAllowedNow.
    """
    _check_reason(reason)
    order = _order_of(letter)
    found = wrong_with(letter, order, at)
    if not found:
        raise NothingToWaive(letter=letter)
    fatal = [each for each in found if each.code in NEVER_WAIVED]
    if fatal:
        raise CannotBeWaived(findings=fatal)
    letter.findings, letter.waived_because = plain(found), reason.strip()[:500]
    _in_force(letter, order, by, at)
    return letter


@deed("credit_letter.ask_amendment", roles={Role.FINANCE, Role.SALES})
def ask_for_amendment(letter: LetterOfCredit, *, by: Actor, at: datetime, words: str = "") -> LetterOfCredit:
    """Ask the customer to have his bank amend the letter of credit; every discrepancy is named in our letter.

    Raises ReasonMissing when nothing is wrong and nothing is said, NotAllowedNow.
    """
    found = wrong_with(letter, _order_of(letter), at)
    letter.findings, letter.asked = plain(found), words.strip()[:2000]
    if not found and not letter.asked:
        raise ReasonMissing()
    letter.deal.expect(Role.FINANCE, "credit_amendment.receive")
    letter.move_to(
        CreditState.DISCREPANT, by=by, at=at, fields=("findings", "asked"), discrepancies=len(found),
        asked=letter.asked,
    )  # fmt: skip
    return letter


@deed("credit_letter.reopen", roles={Role.FINANCE, Role.MANAGER})
def reopen_letter(letter: LetterOfCredit, *, reason: str, by: Actor, at: datetime) -> LetterOfCredit:
    """Take back that a letter of credit is in force, to check it again; the gates that it opened close for what has not
    begun. Raises ReasonMissing, DocumentsUnderLetter, NotAllowedNow."""
    _check_reason(reason)
    if presentation_of(_order_of(letter)) is not None:
        raise DocumentsUnderLetter(letter=letter)
    _out_of_force(letter, reason.strip()[:300], by, at)
    return letter


@deed("credit_letter.check_again", roles={Role.SYSTEM})
def check_letter_again(letter: LetterOfCredit, *, by: Actor, at: datetime) -> LetterOfCredit:
    """Read a letter of credit against the order that both sides have amended: one in force that does not fit any more has
    to be amended by the bank, or waived anew. Raises NotAllowedNow when it still fits."""
    order = _order_of(letter)
    found = wrong_with(letter, order, at)
    known = {each["code"] for each in letter.findings}
    if letter.state != CreditState.OPERATIVE or {each.code for each in found} <= known:
        raise NotAllowedNow(record=letter.number, state=letter.state, wanted=CreditState.ADVISED.value)
    letter.findings = plain(found)
    _out_of_force(letter, order.number, by, at)
    return letter


@deed("credit_letter.cancel", roles={Role.FINANCE, Role.MANAGER})
def cancel_letter(letter: LetterOfCredit, *, reason: str, by: Actor, at: datetime) -> LetterOfCredit:
    """Note that a letter of credit that is not in force was withdrawn, or was entered for the wrong order; another can be
    entered. Raises ReasonMissing, NotAllowedNow."""
    _check_reason(reason)
    letter.move_to(CreditState.CANCELLED, by=by, at=at, reason=reason.strip()[:300])
    order = _order_of(letter)
    if order.state in WAITING:
        expect_what_is_missing(order, by=by, at=at)
    return letter


@deed("credit_letter.warn", roles={Role.SYSTEM})
def warn_of_letter(
    letter: LetterOfCredit, *, what: str, until: date, by: Actor, at: datetime
) -> LetterOfCredit:
    """Say that a day of a letter of credit comes near: the latest shipment, or the last day to present documents."""
    record_event("credit_letter.ends_soon", letter, by=by, at=at, what=what, until=until)
    return letter


@deed("credit_amendment.receive", roles={Role.FINANCE, Role.SALES})
def receive_credit_amendment(
    letter: LetterOfCredit, *, says: Advised, by: Actor, at: datetime
) -> CreditAmendment:
    """Enter an amendment by the bank, as what the whole credit would say with it. It binds nobody before we accept it: the
    credit holds as it was (UCP 600 art. 10 c).

    Raises AmendmentOfBankWaits, WordsOfLetterMissing, FigureOfLetterWrong, DocumentUnknown, NotAllowedNow.
    """
    if letter.state == CreditState.CANCELLED:
        raise NotAllowedNow(record=letter.number, state=letter.state, wanted=CreditState.ADVISED.value)
    waiting = waiting_amendment(letter)
    if waiting is not None:
        raise AmendmentOfBankWaits(amendment=waiting)
    place = CreditAmendment.objects.filter(letter=letter).count() + 1
    amendment = CreditAmendment(
        number=f"{letter.number}-A{place}", deal=letter.deal, letter=letter, place=place, received_at=at
    )
    _write(amendment, says)
    amendment.findings = plain(wrong_with(amendment, _order_of(letter), at))
    amendment.save(force_insert=True)
    letter.deal.expect(Role.FINANCE, "credit_amendment.accept")
    record_event(
        "credit_amendment.advised", amendment, by=by, at=at, amount=amendment.amount,
        discrepancies=len(amendment.findings),
    )  # fmt: skip
    return amendment


@deed("credit_amendment.accept", roles={Role.FINANCE})
def accept_credit_amendment(amendment: CreditAmendment, *, by: Actor, at: datetime) -> CreditAmendment:
    """Accept an amendment by the bank, whole: from now on the credit says what it says. When nothing is wrong any more, the
    credit is in force. One that would spoil a credit in force is rejected. Raises LetterDiscrepant, NotAllowedNow."""
    letter = _letter_of(amendment)
    order = _order_of(letter)
    found = wrong_with(amendment, order, at)
    if found and letter.state == CreditState.OPERATIVE:
        raise LetterDiscrepant(letter=amendment, count=len(found), findings=found)
    amendment.findings, amendment.decided_at, amendment.replaced = plain(found), at, said_by(letter)
    amendment.move_to(
        CreditAmendmentState.ACCEPTED, by=by, at=at, fields=("findings", "decided_at", "replaced"),
        amount=amendment.amount, discrepancies=len(found),
    )  # fmt: skip
    letter.takes(amendment)
    letter.revision += 1
    if letter.state == CreditState.OPERATIVE:
        letter.waived_because = ""
        letter.changed(*WORDS, "findings", "revision", "waived_because")
        expect_what_is_missing(order, by=by, at=at) if order.state == OrderState.CONFIRMED else _go_on(letter)
    elif found:
        letter.deal.expect(Role.FINANCE, "credit_letter.accept")
        letter.changed(*WORDS, "findings", "revision")
    else:
        letter.waived_because = ""
        _in_force(letter, order, by, at, fields=(*WORDS, "revision"))
    return amendment


@deed("credit_amendment.reject", roles={Role.FINANCE, Role.MANAGER})
def reject_credit_amendment(
    amendment: CreditAmendment, *, reason: str, by: Actor, at: datetime
) -> CreditAmendment:
    """Reject an amendment by the bank, or take back one that was entered by mistake; the credit holds as it was.

    Raises ReasonMissing, NotAllowedNow.
    """
    _check_reason(reason)
    amendment.rejected_because, amendment.decided_at = reason.strip()[:500], at
    letter = _letter_of(amendment)
    if letter.state == CreditState.OPERATIVE:
        _go_on(letter)
    else:
        letter.deal.expect(Role.FINANCE, "credit_letter.accept")
    amendment.move_to(
        CreditAmendmentState.REJECTED, by=by, at=at, fields=("rejected_because", "decided_at"),
        reason=amendment.rejected_because,
    )  # fmt: skip
    return amendment


def wrong_with(credit: CreditWords, order: Order, at: datetime) -> tuple[Finding, ...]:
    """What of a credit does not fit the order as it is at this moment (four statements)."""
    return discrepancies(credit.terms, sale_of(order), on=our_day(at))


def documents_named(said: Sequence[str]) -> list[str]:
    """The documents in their usual order. Raises DocumentUnknown for one that is none."""
    for each in said:
        if each not in PaperAsked:
            raise DocumentUnknown(document=each[:40])
    return [paper.value for paper in PaperAsked if paper.value in said]


def said_by(credit: CreditWords) -> dict[str, Any]:
    """What a credit says, as plain data for the journal."""
    told: dict[str, Any] = plain({name: getattr(credit, name) for name in WORDS})
    return told


def _check_wants_letter(order: Order) -> None:
    term = payment_term(order.payment_term)
    if not term.needs_letter or order.state not in WAITING or order.is_free:
        raise NotUnderLetter(order=order.number, term=term.text, state=order.get_state_display())
    known = letter_of(order)
    if known is not None:
        raise LetterKnown(letter=known)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing()


def _in_force(
    letter: LetterOfCredit, order: Order, by: Actor, at: datetime, fields: tuple[str, ...] = ()
) -> None:
    letter.accepted_at = at
    letter.move_to(
        CreditState.OPERATIVE, by=by, at=at, fields=(*fields, "accepted_at", "findings", "waived_because"),
        waived=letter.waived_because, discrepancies=len(letter.findings),
    )  # fmt: skip
    if order.state == OrderState.CONFIRMED:
        if not release_if_open(order, by=by, at=at):
            expect_what_is_missing(order, by=by, at=at)
    else:
        _go_on(letter)


def _out_of_force(letter: LetterOfCredit, reason: str, by: Actor, at: datetime) -> None:
    letter.accepted_at, letter.waived_because = None, ""
    letter.deal.expect(Role.FINANCE, "credit_letter.accept")
    letter.move_to(
        CreditState.ADVISED,
        by=by,
        at=at,
        fields=("accepted_at", "waived_because", "findings"),
        reason=reason,
    )


def _go_on(letter: LetterOfCredit) -> None:
    """Nothing is left to be done about the credit; whoever waited for it finds his next step in his own lists."""
    if letter.deal.next_deed.startswith(("credit_letter.", "credit_amendment.")):
        letter.deal.expect(None)


def _write(credit: CreditWords, says: Advised) -> None:
    texts = {
        "bank_number": says.bank_number.strip()[:60], "bank": says.bank.strip()[:200],
        "beneficiary": says.beneficiary.strip()[:200], "applicant": says.applicant.strip()[:200],
    }  # fmt: skip
    if not all(texts.values()):
        raise WordsOfLetterMissing()
    percents = (says.plus_percent, says.minus_percent)
    is_possible = (
        0 < says.amount < Decimal(10) ** 12
        and all(0 <= percent <= 100 and percent == round(percent, 3) for percent in percents)
        and 1 <= says.presentation_days <= 365
        and 0 <= says.usance_days <= 720
    )
    if not is_possible:
        raise FigureOfLetterWrong()
    for name, value in texts.items():
        setattr(credit, name, value)
    for name in ("expires_on", "latest_shipment_on", "plus_percent", "minus_percent", "presentation_days", "usance_days",
                 "is_operative", "is_confirmed", "partial_shipments", "transhipment"):  # fmt: skip
        setattr(credit, name, getattr(says, name))
    credit.advising_bank, credit.expires_at = says.advising_bank.strip()[:200], says.expires_at.strip()[:120]
    credit.incoterm, credit.documents = says.incoterm.strip()[:60], documents_named(says.documents)
    credit.amount = money_said(says.amount, says.currency, FigureOfLetterWrong)


def money_said(amount: Decimal, currency: str, refusal: type[Refusal]) -> Money:
    """An amount that somebody typed, in whole minor units of its currency. Raises ``refusal`` for any other."""
    try:
        value = Money(amount, currency)
    except ValueError as fault:
        raise refusal() from fault
    if not value.is_rounded:
        raise refusal()
    return value


def _order_of(letter: LetterOfCredit) -> Order:
    order = Order.objects.get(pk=letter.order_id)
    order.deal = letter.deal
    return order


def _letter_of(amendment: CreditAmendment) -> LetterOfCredit:
    letter = LetterOfCredit.objects.select_for_update().get(pk=amendment.letter_id)
    letter.deal = amendment.deal
    return letter
