"""The price of samples: a payment is taken for it or taken back; what was paid as fee becomes a credit, which may end."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import F

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Firm, our_day
from ordolux.orders.payment.deeds import (
    MANUAL,
    NotBookedYet,
    NothingLeft,
    NotThatMuch,
    OtherCurrency,
    check_not_known,
)
from ordolux.orders.payment.models import BankEntry
from ordolux.orders.samples.deeds import DayImpossible, SaySampleReason, clear
from ordolux.orders.samples.models import (
    SampleCredit,
    SampleCreditState,
    SampleOrder,
    SamplePayment,
    SampleState,
)
from ordolux.rules.matching import settle
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.samples import refund_until
from ordolux.rules.workdays import day_at


class ReferenceMissing(Refusal):
    """Money that is on no bank statement can be found again."""

    message = N_(
        "Write the reference under which the money can be found: the number of the card or escrow payment."
    )


class CreditUsed(Refusal):
    """The fee came back with an order already."""

    message = N_("The fee of {sample} was taken off {order}; its payment cannot be taken back any more.")


class NothingPaid(Refusal):
    """There is no payment to be taken back."""

    message = N_("Nothing was paid for {sample}.")


class CreditHolds(Refusal):
    """Its last day is not over."""

    message = N_("The credit of {sample} holds until {until}.")


@deed("sample_order.take_fee", roles={Role.FINANCE, Role.SYSTEM})
def take_fee(
    sample: SampleOrder, *, entry: BankEntry, by: Actor, at: datetime, although_short: bool = False
) -> SampleOrder:
    """Take what is left of a bank entry for the price of samples, at most what is open. What banks kept within the
    tolerance, or with ``although_short`` whatever is missing, we bear. When it is settled the samples are cleared.

    Raises NotAllowedNow, NotBookedYet, PerhapsKnown, OtherCurrency, NothingLeft.
    """
    _check_waits(sample)
    entry = BankEntry.objects.select_for_update().get(pk=entry.pk)
    if not entry.is_booked:
        raise NotBookedYet()
    check_not_known(entry)
    due = sample.still_open
    if entry.amount.currency != due.currency:
        raise OtherCurrency(payment=entry.amount.currency, due=due.currency)
    if entry.left.amount <= 0 or due.amount <= 0:
        raise NothingLeft()
    amount = min(entry.left, due)
    BankEntry.objects.filter(pk=entry.pk).update(allocated_amount=F("allocated_amount") + amount.amount)
    _take(
        sample, amount, entry=entry, reference=entry.reference, on=entry.booked_on or our_day(at),
        although_short=although_short, by=by, at=at,
    )  # fmt: skip
    return sample


@deed("sample_order.note_fee", roles={Role.FINANCE})
def note_fee(
    sample: SampleOrder, *, amount: Decimal, reference: str, on: date, by: Actor, at: datetime,
    although_short: bool = False,
) -> SampleOrder:  # fmt: skip
    """Note that the price of samples, or a part of it, came by another way than our bank account: card or escrow.

    Raises NotAllowedNow, ReferenceMissing, NotThatMuch, DayImpossible.
    """
    _check_waits(sample)
    if not reference.strip():
        raise ReferenceMissing()
    due = sample.still_open
    part = Money(amount, due.currency) if amount.is_finite() else Money.zero(due.currency)
    if not part.is_rounded or not 0 < part.amount <= due.amount:
        raise NotThatMuch(amount=part, left=part, open=due)
    assert sample.accepted_at is not None
    zone = Firm.objects.get().zone
    if not day_at(zone, sample.accepted_at) <= on <= day_at(zone, at):
        raise DayImpossible(day=on)
    _take(
        sample, part, entry=None, reference=reference.strip()[:140], on=on, although_short=although_short, by=by, at=at
    )  # fmt: skip
    return sample


@deed("sample_order.reverse_fee", roles={Role.FINANCE, Role.MANAGER})
def reverse_fee(sample: SampleOrder, *, reason: str, by: Actor, at: datetime) -> SampleOrder:
    """Take back that something was paid for samples which nobody has made ready yet; its bank entries wait for a
    decision again, the credit is void.

    Raises SaySampleReason, NothingPaid, CreditUsed, NotAllowedNow.
    """
    if not reason.strip():
        raise SaySampleReason()
    if sample.state not in (SampleState.ACCEPTED, SampleState.CLEARED):
        raise NotAllowedNow(record=str(sample), state=sample.state, wanted=str(SampleState.ACCEPTED))
    payments = list(SamplePayment.objects.filter(sample_order=sample, reversed_at=None))
    if not payments:
        raise NothingPaid(sample=sample)
    held = (
        SampleCredit.objects.select_for_update()
        .filter(sample_order=sample)
        .exclude(state=SampleCreditState.VOID)
        .first()
    )
    if held is not None and held.state == SampleCreditState.APPLIED:
        raise CreditUsed(sample=sample, order=held.order)
    entries = {each.pk: each for each in BankEntry.objects.select_for_update().filter(
        pk__in=[payment.entry_id for payment in payments if payment.entry_id]
    ).order_by("pk")}  # fmt: skip
    for payment in payments:
        payment.reversed_at, payment.reversed_because = at, reason.strip()[:300]
        if payment.entry_id:
            entry = entries[payment.entry_id]
            entry.allocated_amount -= payment.amount.amount
            entry.decision = MANUAL
    SamplePayment.objects.bulk_update(payments, ["reversed_at", "reversed_because"])
    BankEntry.objects.bulk_update(list(entries.values()), ["allocated_amount", "decision"])
    if held is not None and held.state == SampleCreditState.OPEN:
        held.deal = sample.deal
        held.move_to(SampleCreditState.VOID, by=by, at=at, reason=reason)
    taken = sample.paid
    sample.paid = sample.charges = Money.zero(taken.currency)
    sample.deal.paid = sample.paid
    sample.deal.reach(Stage.ORDER)
    sample.deal.expect(Role.FINANCE, "sample_order.take_fee")
    if sample.state == SampleState.CLEARED:
        sample.cleared_at = sample.ready_from = sample.ready_until = None
        sample.move_to(
            SampleState.ACCEPTED, by=by, at=at,
            fields=("paid_amount", "charges_amount", "cleared_at", "ready_from", "ready_until"), reason=reason,
        )  # fmt: skip
    else:
        sample.changed("paid_amount", "charges_amount")
    record_event("sample_order.fee_reversed", sample, by=by, at=at, amount=taken, reason=reason.strip())
    return sample


@deed("sample_credit.expire", roles={Role.SYSTEM})
def expire_credit(credit: SampleCredit, *, by: Actor, at: datetime) -> SampleCredit:
    """Let a credit end that no order took. Raises CreditHolds, NotAllowedNow."""
    if our_day(at) <= credit.expires_on:
        raise CreditHolds(sample=credit.sample_order, until=credit.expires_on)
    credit.move_to(SampleCreditState.EXPIRED, by=by, at=at, amount=credit.amount)
    return credit


def _check_waits(sample: SampleOrder) -> None:
    if sample.state != SampleState.ACCEPTED:
        raise NotAllowedNow(record=str(sample), state=sample.state, wanted=str(SampleState.CLEARED))


def _take(
    sample: SampleOrder, amount: Money, *, entry: BankEntry | None, reference: str, on: date, although_short: bool,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """One payment for samples: noted, counted, and when nothing is open any more the samples are cleared."""
    found = settle(sample.still_open, amount)
    charges = sample.still_open - amount if although_short else found.charges
    payment = SamplePayment(
        sample_order=sample, deal=sample.deal, entry=entry, charges_amount=charges.amount, reference=reference,
        received_on=on, noted_at=at, noted_by=by.name,
    )  # fmt: skip
    payment.amount = amount
    payment.save(force_insert=True)
    sample.paid += amount
    sample.charges += charges
    sample.deal.paid = sample.paid
    sample.deal.is_changed = True
    sample.changed("paid_amount", "paid_currency", "charges_amount", "charges_currency")
    record_event(
        "sample_order.fee_taken", sample, by=by, at=at, amount=amount, charges=charges, open=sample.still_open,
        reference=reference,
    )  # fmt: skip
    if sample.still_open.amount:
        return
    clear(sample, by=by, at=at)
    _give_credit(sample, on, by, at)


def _give_credit(sample: SampleOrder, paid_on: date, by: Actor, at: datetime) -> None:
    """The fee that came, without the carriage and without what banks kept, comes back with an order."""
    assert sample.fee is not None
    amount = min(sample.fee, sample.paid)
    if amount.amount <= 0 or not sample.refund_months:
        return
    credit = SampleCredit(
        number=next_number("sample_credit", at), deal=sample.deal, sample_order=sample, given_at=at,
        expires_on=refund_until(paid_on, sample.refund_months),
    )  # fmt: skip
    credit.amount = amount
    credit.save(force_insert=True)
    record_event(
        "sample_credit.given",
        credit,
        by=by,
        at=at,
        amount=amount,
        expires_on=credit.expires_on,
        sample=sample,
    )
