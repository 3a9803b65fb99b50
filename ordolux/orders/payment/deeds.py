"""Money that comes: statements are kept, taken in whole or refused, entries are matched and allocated."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import Gapless, draw_gapless, next_number
from ordolux.orders.agreement.deeds import release_order
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.payment.models import Allocation, BankEntry, BankStatement, Instalment, StatementState
from ordolux.orders.payment.queries import gates
from ordolux.rules.matching import settle
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.terms import Gate


class StatementKnown(Refusal):
    """The same file was given before; nothing is booked twice."""

    message = N_("This statement was imported before as {statement}; nothing was booked a second time.")


class OtherCurrency(Refusal):
    """Money is never converted to decide what is paid."""

    message = N_("The payment is in {payment}, the invoice in {due}; it cannot be assigned.")


class NothingLeft(Refusal):
    """The entry is spent, or the instalment paid."""

    message = N_("Nothing of this payment is left for this instalment.")


class NotBookedYet(Refusal):
    """The bank shows the entry as pending."""

    message = N_("The bank has not booked this payment yet.")


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """One credit as the reader found it in a statement; amounts without sign, days of the bank."""

    key: str
    amount: Decimal
    currency: str
    reference: str = ""
    instructed: Decimal | None = None
    payer_name: str = ""
    payer_account: str = ""
    remittance: str = ""
    booked_on: date | None = None
    value_on: date | None = None
    is_booked: bool = True


@deed("statement.import", roles={Role.FINANCE})
def import_statement(*, file: StoredFile, name: str, by: Actor, at: datetime) -> BankStatement:
    """Keep a bank statement as it came; it is read in the sandbox right after, and taken in whole or refused.

    Raises StatementKnown for a file that was given before.
    """
    # Two people may give the same file at once: the second waits here and then finds the first one's statement.
    StoredFile.objects.select_for_update().get(pk=file.sha256)
    known = BankStatement.objects.filter(file_id=file.sha256).first()
    if known is not None:
        raise StatementKnown(statement=known)
    statement = BankStatement.objects.create(
        number=next_number("statement", at), file_id=file.sha256, name=name[:255], received_at=at
    )
    record_event("statement.received", statement, by=by, at=at, sha256=file.sha256, name=name)
    return statement


@deed("statement.take", roles={Role.SYSTEM})
def take_statement(
    statement: BankStatement,
    *,
    entries: list[EntrySeen],
    account: str,
    reference: str,
    by: Actor,
    at: datetime,
) -> BankStatement:
    """Take in the credits of a statement that could be read; an entry that an earlier statement held is not doubled."""
    statement.account, statement.reference = account[:60], reference[:80]
    statement.entries_count = len(entries)
    BankEntry.objects.bulk_create(
        (_entry_row(statement, entry) for entry in entries),
        ignore_conflicts=True,
    )
    statement.move_to(
        StatementState.IMPORTED,
        by=by,
        at=at,
        fields=("account", "reference", "entries_count"),
        entries=len(entries),
    )
    return statement


@deed("statement.refuse", roles={Role.SYSTEM})
def refuse_statement(
    statement: BankStatement, *, findings: list[Finding], by: Actor, at: datetime
) -> BankStatement:
    """Note why a statement could not be taken in, by place; the file is kept and nothing of it is booked."""
    statement.findings = plain(findings)
    statement.move_to(StatementState.REFUSED, by=by, at=at, fields=("findings",), findings=len(findings))
    return statement


@deed("payment.propose", roles={Role.SYSTEM})
def note_decision(
    entry: BankEntry, *, decision: str, reasons: list[Finding], by: Actor, at: datetime
) -> BankEntry:
    """Keep how an entry was judged: ``auto``, ``proposed`` or ``manual``, with the reasons."""
    entry.decision, entry.reasons = decision, plain(reasons)
    entry.save(update_fields=["decision", "reasons"])
    record_event("payment.judged", entry, by=by, at=at, decision=decision)
    return entry


@deed("payment.allocate", roles={Role.FINANCE, Role.SYSTEM})
def allocate_payment(entry: BankEntry, *, order: Order, position: int, by: Actor, at: datetime) -> Allocation:
    """Assign what is left of a bank entry to an instalment of an order: the whole open amount, or a part of it.

    A shortfall within the tolerance counts as bank charges; what is over stays on the entry. When this opens the gate
    of production, the order is released. Raises NotBookedYet, OtherCurrency, NothingLeft.
    """
    # the order's deal is locked; its own row is read anew
    deal = order.deal
    order = Order.objects.get(pk=order.pk)
    order.deal = deal
    if not entry.is_booked:
        raise NotBookedYet()
    instalment = Instalment.objects.filter(order=order, position=position).first()
    if instalment is None:
        raise NothingLeft()
    currency = instalment.due.currency
    if entry.amount.currency != currency:
        raise OtherCurrency(payment=entry.amount.currency, due=currency)
    still_due = instalment.due - instalment.credited - instalment.charges
    left = Money(entry.amount.amount - entry.allocated_amount, currency)
    if still_due.amount <= 0 or left.amount <= 0:
        raise NothingLeft()
    settlement = settle(still_due, left)
    credited = min(left, still_due)
    instalment.credited += credited
    instalment.charges += settlement.charges
    if settlement.still_open.amount == 0:
        instalment.paid_at = at
    instalment.save(
        update_fields=[
            "credited_amount",
            "credited_currency",
            "charges_amount",
            "charges_currency",
            "paid_at",
        ]
    )
    BankEntry.objects.filter(pk=entry.pk).update(allocated_amount=F("allocated_amount") + credited.amount)
    deal.paid = sum_of([part.credited for part in Instalment.objects.filter(order=order)], currency)
    deal.is_changed = True
    allocation = Allocation(deal=deal, entry=entry, instalment=instalment, allocated_at=at)
    allocation.credited, allocation.charges = credited, settlement.charges
    if order.state == OrderState.CONFIRMED and gates(order)[Gate.PRODUCE].is_open:
        release_order(order, by=by, at=at)
    # Drawn last: the counter of the gapless series is held until this deed's commit.
    allocation.receipt_number = draw_gapless(Gapless.RECEIPT, at)
    allocation.save(force_insert=True)
    record_event(
        "payment.credited", allocation, by=by, at=at, credited=credited, charges=settlement.charges,
        open=settlement.still_open, instalment=instalment.name, receipt=allocation.receipt_number,
    )  # fmt: skip
    return allocation


@deed("receipt.file", roles={Role.SYSTEM})
def file_receipt(
    allocation: Allocation, *, pdf: StoredFile, code: str, language: str, by: Actor, at: datetime
) -> Allocation:
    """Link the printed receipt of a payment."""
    attach_document(
        allocation,
        kind="receipt",
        title=allocation.receipt_number,
        file=pdf,
        language=language,
        code=code,
        by=by,
        at=at,
    )
    record_event("receipt.filed", allocation, by=by, at=at, receipt=allocation.receipt_number)
    return allocation


def _entry_row(statement: BankStatement, entry: EntrySeen) -> BankEntry:
    row = BankEntry(
        statement=statement, key=hashlib.sha256(entry.key.encode()).hexdigest(), reference=entry.reference[:140],
        instructed_amount=entry.instructed, payer_name=entry.payer_name[:200], payer_account=entry.payer_account[:60],
        remittance=entry.remittance, booked_on=entry.booked_on, value_on=entry.value_on, is_booked=entry.is_booked,
    )  # fmt: skip
    row.amount = Money(entry.amount, entry.currency)
    return row
