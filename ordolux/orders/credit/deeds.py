"""Credit notes: proposed, issued by finance alone when they are small, else approved by a second person, refunded."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import Gapless, draw_gapless, next_number
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import LOCKED, Order
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.payment.models import Allocation, AllocationState, Instalment
from ordolux.orders.payment.releasing import release_if_open
from ordolux.rules.money import Money, share_of
from ordolux.rules.refusal import N_, Refusal

# What finance may credit alone, as a share of the order's total; above it a manager decides.
ALONE_PERCENT = Decimal(2)


class NothingToCredit(Refusal):
    """A credit note is for money that an agreed order asks for."""

    message = N_("{order} is {state}; a credit note is issued for an order that both sides signed.")


class NotAnAmount(Refusal):
    """Nothing, less than nothing, or more decimals than the currency has."""

    message = N_("{amount} is no amount that can be credited.")


class MoreThanTheOrder(Refusal):
    """Credit notes of an order together never exceed its total."""

    message = N_("{amount} is too much: of {order} at most {most} can still be credited.")


class NeedsAnother(Refusal):
    """Who proposed it does not decide it."""

    message = N_("Somebody else than the one who proposed it decides.")


class NothingOwed(Refusal):
    """Everything of it was set off or sent back."""

    message = N_("Nothing of {credit_note} is owed any more.")


class OtherAccount(Refusal):
    """Money goes back only to an account from which this customer paid this order."""

    message = N_("{order} was never paid from the account {account}; money goes back to where it came from.")


@deed("credit_note.propose", roles={Role.FINANCE, Role.SUPPORT, Role.SALES, Role.MANAGER})
def propose_credit_note(
    order: Order, *, amount: Decimal, reason: str, by: Actor, at: datetime, claim_number: str = ""
) -> CreditNote:
    """Propose to take ``amount`` (in the order's currency) off an agreed order.

    Finance issues it at once when it is at most 2 % of the order; everything else waits for a manager, who is somebody
    else. Raises NothingToCredit, NotAnAmount, MoreThanTheOrder, ReasonMissing.
    """
    if order.state not in LOCKED or not order.total.amount:
        raise NothingToCredit(order=order.number, state=order.get_state_display())
    if not reason.strip():
        raise ReasonMissing()
    value = Money(amount, order.total.currency)
    if amount <= 0 or not value.is_rounded:
        raise NotAnAmount(amount=value)
    # what an amendment gave back is off the total already
    given = CreditNote.objects.filter(order=order, amendment=None).exclude(state=CreditNoteState.REJECTED)
    before = given.aggregate(sum=Sum("amount_amount"))["sum"] or Decimal(0)
    most = order.total.amount - before
    if amount > most:
        raise MoreThanTheOrder(amount=value, order=order.number, most=Money(most, value.currency))
    note = CreditNote(
        number=next_number("credit_request", at), deal=order.deal, order=order, reason=reason.strip()[:300],
        claim_number=claim_number.strip()[:30], proposed_by_id=by.person_id, proposed_at=at,
    )  # fmt: skip
    note.amount = value
    note.save(force_insert=True)
    record_event("credit_note.proposed", note, by=by, at=at, amount=value, reason=note.reason)
    if Role.FINANCE in by.roles and value <= share_of(order.total, percent=ALONE_PERCENT):
        _issue(note, order, by, at)
    return note


@deed("credit_note.approve", roles={Role.MANAGER})
def approve_credit_note(note: CreditNote, *, by: Actor, at: datetime) -> CreditNote:
    """Issue a proposed credit note as the second person. Raises NeedsAnother, NotAllowedNow."""
    if note.proposed_by_id is not None and note.proposed_by_id == by.person_id:
        raise NeedsAnother()
    if not note.can_move_to(CreditNoteState.ISSUED):
        raise NotAllowedNow(record=str(note), state=note.state, wanted=str(CreditNoteState.ISSUED))
    order = Order.objects.get(pk=note.order_id)
    order.deal = note.deal
    _issue(note, order, by, at)
    return note


@deed("credit_note.reject", roles={Role.MANAGER})
def reject_credit_note(note: CreditNote, *, reason: str, by: Actor, at: datetime) -> CreditNote:
    """Refuse a proposed credit note, with the reason. Raises ReasonMissing, NotAllowedNow."""
    if not reason.strip():
        raise ReasonMissing()
    note.rejected_because, note.decided_by_id, note.decided_at = reason.strip()[:300], by.person_id, at
    note.move_to(
        CreditNoteState.REJECTED, by=by, at=at, fields=("rejected_because", "decided_by", "decided_at"), reason=reason
    )  # fmt: skip
    return note


@deed("credit_note.refund", roles={Role.FINANCE, Role.MANAGER})
def refund_credit_note(
    note: CreditNote, *, account: str, reference: str, on: date, by: Actor, at: datetime
) -> CreditNote:
    """Note that what is owed of a credit note was sent back, to an account from which the order was paid, by somebody
    else than the one who proposed it. Raises NothingOwed, NeedsAnother, OtherAccount."""
    if note.owed.amount <= 0:
        raise NothingOwed(credit_note=str(note))
    if note.proposed_by_id is not None and note.proposed_by_id == by.person_id:
        raise NeedsAnother()
    if account not in accounts_that_paid(note.order):
        raise OtherAccount(order=note.order.number, account=account)
    owed = note.owed
    note.refunded_amount += owed.amount
    note.refund_account, note.refund_reference, note.refunded_on = account, reference.strip()[:80], on
    note.move_to(
        CreditNoteState.SETTLED, by=by, at=at,
        fields=("refunded_amount", "refund_account", "refund_reference", "refunded_on"), refunded=owed, on=on,
    )  # fmt: skip
    return note


@deed("credit_note.file_paper", roles={Role.SYSTEM})
def file_credit_note(
    note: CreditNote, *, pdf: StoredFile, language: str, by: Actor, at: datetime
) -> CreditNote:
    """Link the printed credit note."""
    attach_document(
        note, kind="credit_note", title=str(note), file=pdf, language=language, code=note.code, by=by, at=at
    )
    record_event("credit_note.filed", note, by=by, at=at, credit_note=str(note))
    return note


def issue_credit_note(
    order: Order, amount: Money, *, reason: str, by: Actor, at: datetime, claim_number: str = "",
    amendment_id: int | None = None,
) -> CreditNote:  # fmt: skip
    """Issue inside a deed a credit note that both sides agreed on already: nobody has to approve it any more."""
    note = CreditNote(
        number=next_number("credit_request", at), deal=order.deal, order=order, reason=reason[:300],
        claim_number=claim_number, amendment_id=amendment_id, proposed_by_id=by.person_id, proposed_at=at,
    )  # fmt: skip
    note.amount = amount
    note.save(force_insert=True)
    record_event("credit_note.proposed", note, by=by, at=at, amount=amount, reason=note.reason)
    _issue(note, order, by, at)
    return note


def accounts_that_paid(order: Order) -> list[str]:
    """The accounts from which an order was paid."""
    return list(
        Allocation.objects.filter(instalment__order=order, state=AllocationState.CREDITED)
        .exclude(entry__payer_account="")
        .values_list("entry__payer_account", flat=True)
        .order_by("entry__payer_account")
        .distinct()
    )


def _issue(note: CreditNote, order: Order, by: Actor, at: datetime) -> None:
    """Take it off what is open, the last instalment first; what is left is owed to the customer."""
    left = note.amount.amount
    changed = []
    for part in Instalment.objects.filter(order=order).order_by("-position"):
        taken = min(left, part.still_open.amount)
        if taken <= 0:
            continue
        part.noted_amount += taken
        left -= taken
        if part.still_open.amount == 0:
            part.paid_at = at
        changed.append(part)
    Instalment.objects.bulk_update(changed, ["noted_amount", "paid_at"])
    note.off_amount = note.amount.amount - left
    note.decided_by_id, note.decided_at = by.person_id, at
    release_if_open(order, by=by, at=at)
    # Drawn last: the counter of the gapless series is held until this deed's commit.
    note.paper_number = draw_gapless(Gapless.CREDIT_NOTE, at)
    fields = ("paper_number", "off_amount", "decided_by", "decided_at")
    facts = {"amount": note.amount, "reason": note.reason, "credit_note": note.paper_number}
    note.move_to(CreditNoteState.ISSUED, by=by, at=at, fields=fields, **facts)
    if not left:
        note.move_to(CreditNoteState.SETTLED, by=by, at=at)
