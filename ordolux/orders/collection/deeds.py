"""What can happen to documents at a bank: they are presented, taken up, refused, paid; and what was noted wrongly is undone."""

from datetime import date, datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, our_day
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.models import Presentation, PresentationState
from ordolux.orders.collection.queries import BANK_STEPS, presentation_of
from ordolux.orders.documentary.deeds import BankMissing, documents_named
from ordolux.orders.documentary.models import CreditState
from ordolux.orders.documentary.queries import letter_of
from ordolux.orders.payment.models import Instalment
from ordolux.rules.documentary import PaperAsked, answer_until, matures_on, wrong_with_presentation
from ordolux.rules.money import sum_of
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import InstalmentName, payment_term

LEFT = (OrderState.SHIPPED, OrderState.DELIVERED)


class NotThroughBank(Refusal):
    """The payment term sends no documents through a bank, or the goods have not left."""

    message = N_(
        "{order} is {state} and paid as “{term}”; documents go to the bank when the goods of such a term have left."
    )


class NoLetterInForce(Refusal):
    """Documents are presented under a credit that holds."""

    message = N_("No letter of credit is in force for {order}; nothing can be presented under it.")


class DocumentsAtBank(Refusal):
    """They were presented before."""

    message = N_("The documents of {order} are at {bank} already.")


class BankWouldRefuse(Refusal):
    """What a bank would refuse is mended, or presented all the same with a reason."""

    message = N_(
        "The bank would refuse these documents: {findings} Mend it, or say why they are presented all the same."
    )


class DayBeforeThat(Refusal):
    """A later thing on an earlier day."""

    message = N_("{day} is before {first}.")


class DayAhead(Refusal):
    """What lies ahead has not happened."""

    message = N_("{day} lies ahead; note it when it has happened.")


class NotCreditedYet(Refusal):
    """Paid is what stands on our bank statement."""

    message = N_("{open} of {order} is not credited on our account yet.")


class NothingDrawn(Refusal):
    """All is paid; nothing goes to a bank."""

    message = N_("Nothing of {order} is open; its documents need no bank.")


@deed("documents.present", roles={Role.LOGISTICS, Role.FINANCE})
def present_documents(
    order: Order, *, bank: str, on: date, documents: tuple[str, ...], by: Actor, at: datetime,
    shipped_on: date | None = None, reference: str = "", although: str = "",
) -> Presentation:  # fmt: skip
    """Note that the documents of goods that have left went to the bank: under the letter of credit, or for collection.

    They are read against the credit; what a bank would refuse (a document is missing, the day is too late) is presented
    only when ``although`` says why. ``shipped_on`` is the day of the transport document, by default that of the departure.
    Raises NotThroughBank, NothingDrawn, BankMissing, DocumentsAtBank, NoLetterInForce, DocumentUnknown, DayBeforeThat,
    DayAhead, BankWouldRefuse.
    """
    term = payment_term(order.payment_term)
    if not term.is_through_bank or order.state not in LEFT or order.is_free:
        raise NotThroughBank(order=order.number, state=order.get_state_display(), term=term.text)
    if not bank.strip():
        raise BankMissing()
    standing = presentation_of(order)
    if standing is not None:
        raise DocumentsAtBank(order=order.number, bank=standing.bank)
    letter = letter_of(order) if term.needs_letter else None
    if term.needs_letter and (letter is None or letter.state != CreditState.OPERATIVE):
        raise NoLetterInForce(order=order.number)
    left_on = shipped_on or order.shipped_on or on
    _check_day(on, left_on, at)
    drawn = sum_of([part.still_open for part in _to_be_paid(order)], order.total.currency)
    if not drawn.amount:
        raise NothingDrawn(order=order.number)
    named = documents_named(documents)
    found = wrong_with_presentation(
        letter.terms if letter else None, presented=[PaperAsked(each) for each in named], on=on, shipped_on=left_on,
        drawn=drawn,
    )  # fmt: skip
    if found and not although.strip():
        raise BankWouldRefuse(findings=list(found))
    buyer = Company.objects.get(deals=order.deal_id)
    presentation = Presentation(
        number=next_number("presentation", at), deal=order.deal, order=order, letter=letter, bank=bank.strip()[:200],
        reference=reference.strip()[:80], documents=named, shipped_on=left_on, presented_on=on,
        answer_by_on=answer_until(on, calendar_of(buyer.calendar)).on, findings=plain(found),
        although=although.strip()[:500] if found else "",
    )  # fmt: skip
    presentation.drawn = drawn
    presentation.save(force_insert=True)
    order.deal.expect(Role.FINANCE, "documents.accept")
    record_event(
        "presentation.presented", presentation, by=by, at=at, bank=presentation.bank, on=on, drawn=drawn,
        answer_by=presentation.answer_by_on, although=presentation.although,
    )  # fmt: skip
    return presentation


@deed("documents.accept", roles={Role.FINANCE})
def note_acceptance(
    presentation: Presentation, *, on: date, by: Actor, at: datetime, matures: date | None = None
) -> Presentation:
    """Note that the documents were taken up: a complying presentation by the bank, a bill of exchange accepted by the buyer
    (D/A), or documents paid at the buyer's bank (D/P). He has them from then on. What is open is due on the day of
    maturity, by default counted as the credit or the payment term says.

    Raises DayBeforeThat, DayAhead, DocumentsAtBank, NotAllowedNow.
    """
    # a payment that is taken back leads from "honoured" to "taken up" too, but that is no answer of a bank
    if presentation.state not in (PresentationState.PRESENTED, PresentationState.DISHONOURED):
        raise NotAllowedNow(
            record=presentation.number, state=presentation.state, wanted=str(PresentationState.TAKEN_UP)
        )
    _check_day(on, presentation.presented_on, at)
    order = _order_of(presentation)
    _check_alone(presentation, order)
    letter = presentation.letter
    days = letter.usance_days if letter else payment_term(order.payment_term).days_after
    presentation.accepted_on = on
    presentation.matures_on = matures or matures_on(on, presentation.shipped_on, days)
    if presentation.matures_on < on:
        raise DayBeforeThat(day=presentation.matures_on, first=on)
    for part in _to_be_paid(order):
        part.due_on = presentation.matures_on
        part.save(update_fields=["due_on"])
    _go_on(presentation, order)
    presentation.move_to(
        PresentationState.TAKEN_UP, by=by, at=at, fields=("accepted_on", "matures_on"), on=on,
        matures_on=presentation.matures_on, drawn=presentation.drawn,
    )  # fmt: skip
    return presentation


@deed("documents.refuse", roles={Role.FINANCE})
def note_refusal(presentation: Presentation, *, reason: str, by: Actor, at: datetime) -> Presentation:
    """Note that the bank or the buyer refused the documents, and each discrepancy that was named. They may be presented
    anew, or be taken up after all when the buyer waives what is wrong. Raises ReasonMissing, NotAllowedNow."""
    if not reason.strip():
        raise ReasonMissing()
    presentation.refused_because = reason.strip()[:1000]
    presentation.deal.expect(Role.LOGISTICS, "documents.present")
    presentation.move_to(
        PresentationState.DISHONOURED, by=by, at=at, fields=("refused_because",), reason=presentation.refused_because
    )  # fmt: skip
    return presentation


@deed("documents.honour", roles={Role.FINANCE, Role.SYSTEM})
def note_honour(presentation: Presentation, *, by: Actor, at: datetime) -> Presentation:
    """Note that what the documents ask for is paid: it stands on our bank statement. Happens by itself when the last part is
    credited. Raises NotCreditedYet, DocumentsAtBank, NotAllowedNow."""
    order = _order_of(presentation)
    _check_alone(presentation, order)
    still_open = [part.still_open for part in _to_be_paid(order)]
    if still_open:
        raise NotCreditedYet(order=order.number, open=sum_of(still_open))
    _go_on(presentation, order)
    presentation.move_to(PresentationState.HONOURED, by=by, at=at, drawn=presentation.drawn)
    return presentation


@deed("documents.note_unpaid", roles={Role.SYSTEM})
def note_unpaid(presentation: Presentation, *, by: Actor, at: datetime) -> Presentation:
    """Take back that documents are paid, because the payment was taken back. Raises NotAllowedNow."""
    if presentation.state != PresentationState.HONOURED:
        raise NotAllowedNow(
            record=presentation.number, state=presentation.state, wanted=str(PresentationState.TAKEN_UP)
        )
    before = PresentationState.TAKEN_UP if presentation.accepted_on else PresentationState.PRESENTED
    presentation.move_to(before, by=by, at=at, reason="payment.reverse")
    return presentation


@deed("documents.take_back", roles={Role.FINANCE})
def take_answer_back(presentation: Presentation, *, reason: str, by: Actor, at: datetime) -> Presentation:
    """Take back a bank's answer that was noted wrongly: the documents are at the bank again, nothing is due by them.

    Raises ReasonMissing, DocumentsAtBank, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonMissing()
    if presentation.state == PresentationState.HONOURED:
        raise NotAllowedNow(
            record=presentation.number, state=presentation.state, wanted=str(PresentationState.PRESENTED)
        )
    order = _order_of(presentation)
    _check_alone(presentation, order)
    if presentation.state == PresentationState.TAKEN_UP:
        for part in _to_be_paid(order):
            part.due_on = None
            part.save(update_fields=["due_on"])
    presentation.accepted_on = presentation.matures_on = None
    presentation.refused_because = ""
    presentation.deal.expect(Role.FINANCE, "documents.accept")
    presentation.move_to(
        PresentationState.PRESENTED, by=by, at=at, fields=("accepted_on", "matures_on", "refused_because"),
        reason=reason.strip()[:300],
    )  # fmt: skip
    return presentation


@deed("documents.withdraw", roles={Role.LOGISTICS, Role.FINANCE})
def withdraw_presentation(
    presentation: Presentation, *, reason: str, by: Actor, at: datetime
) -> Presentation:
    """Take documents back from the bank, or a presentation that was entered by mistake. Raises ReasonMissing, NotAllowedNow."""
    if not reason.strip():
        raise ReasonMissing()
    if presentation_of(_order_of(presentation)) in (None, presentation):
        presentation.deal.expect(Role.LOGISTICS, "documents.present")
    presentation.move_to(PresentationState.WITHDRAWN, by=by, at=at, reason=reason.strip()[:300])
    return presentation


@deed("documents.remind", roles={Role.SYSTEM})
def remind_of_answer(presentation: Presentation, *, by: Actor, at: datetime) -> Presentation:
    """Say that the bank's five days are over and it has not answered (after them it may refuse nothing any more)."""
    record_event(
        "presentation.unanswered", presentation, by=by, at=at, answer_by=presentation.answer_by_on, bank=presentation.bank
    )  # fmt: skip
    return presentation


def _check_day(day: date, first: date, at: datetime) -> None:
    if day < first:
        raise DayBeforeThat(day=day, first=first)
    if day > our_day(at):
        raise DayAhead(day=day)


def _check_alone(presentation: Presentation, order: Order) -> None:
    """Refused documents come back to life only while no others of the order stand at a bank."""
    standing = presentation_of(order)
    if standing is not None and standing.pk != presentation.pk:
        raise DocumentsAtBank(order=order.number, bank=standing.bank)


def _to_be_paid(order: Order) -> list[Instalment]:
    """The open instalments that documents ask for: all but a deposit, which is paid by transfer."""
    rows = Instalment.objects.filter(order=order, paid_at=None).exclude(name=InstalmentName.DEPOSIT)
    return list(rows.order_by("position"))


def _go_on(presentation: Presentation, order: Order) -> None:
    """The bank has answered: the goods are next, or the money."""
    if presentation.deal.next_deed not in BANK_STEPS:
        return
    if order.state == OrderState.SHIPPED:
        presentation.deal.expect(Role.LOGISTICS, "tracking.note")
    elif any(part.still_open.amount for part in _to_be_paid(order)):
        presentation.deal.expect(Role.PAYER, "statement.import")
    else:
        presentation.deal.expect(None)


def _order_of(presentation: Presentation) -> Order:
    order = Order.objects.get(pk=presentation.order_id)
    order.deal = presentation.deal
    return order
