"""Money that comes: statements are kept, taken in whole or refused, entries are matched and allocated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F, Q

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotFound, deed, record_event
from ordolux.foundation.deeds.context import running
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import Gapless, draw_gapless, next_number
from ordolux.foundation.worded import add_rows, one_of, rows_under
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.models import (
    Allocation,
    AllocationState,
    BankEntry,
    BankStatement,
    Instalment,
    StatementState,
)
from ordolux.orders.payment.queries import gates
from ordolux.orders.payment.releasing import release_if_open
from ordolux.orders.payment.taking_in import KNOWN, PERHAPS, EntrySeen, take_in
from ordolux.rules.matching import settle
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.statements.columns import Columns
from ordolux.rules.terms import Gate

# how an entry was judged by a person or for a person
MANUAL, ASIDE = "manual", "aside"


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


class NotThatMuch(Refusal):
    """A part that is more than is left of the payment or open of the instalment."""

    message = N_("{amount} cannot be assigned: {left} is left of the payment, {open} is open.")


class NothingToAssign(Refusal):
    """A division without parts, or with one part twice."""

    message = N_("Say how much goes to which instalment, each of them once.")


class ProductionRuns(Refusal):
    """The payment opened production; what was begun cannot be undone by a booking."""

    message = N_(
        "{order} was released for production with this payment. Reverse it only when you know that work goes on "
        "uncovered; finance and the manager see it until it is covered again."
    )


class PerhapsKnown(Refusal):
    """A payment that may be counted already pays nothing."""

    message = N_("This may be the same payment as one of {statement}. Say first whether it is.")


class SetAsideAlready(Refusal):
    """The entry was set aside before, or is no longer aside."""

    message = N_("This payment was decided by somebody else meanwhile.")


@dataclass(frozen=True, slots=True)
class PartOfPayment:
    """So much of a payment for one instalment (by its position) of the order with this number."""

    order: str
    position: int
    amount: Decimal


@deed("statement.import", roles={Role.FINANCE})
def import_statement(
    *, file: StoredFile, name: str, by: Actor, at: datetime, account: str = "", columns: Columns | None = None
) -> BankStatement:
    """Keep a bank statement as it came; it is read in the sandbox right after, and taken in whole or refused.

    Of a table (CSV) ``account`` says whose it is and ``columns`` how it is read; the next one of the account is read alike.
    Raises StatementKnown for a file that was given before.
    """
    # Two people may give the same file at once: the second waits here and then finds the first one's statement.
    StoredFile.objects.select_for_update().get(pk=file.sha256)
    known = BankStatement.objects.filter(file_id=file.sha256).first()
    if known is not None:
        raise StatementKnown(statement=known)
    statement = BankStatement.objects.create(
        number=next_number("statement", at), file_id=file.sha256, name=name[:255], received_at=at,
        account=account.strip()[:60], columns=plain(columns) if columns else {},
    )  # fmt: skip
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
    form: str = "",
) -> BankStatement:
    """Take in the credits of a statement that could be read. A payment that an earlier statement told, in this ``form`` or
    in another one, is not doubled; one that only looks like a known one waits until a person says whether it is."""
    statement.account, statement.reference, statement.form = account[:60], reference[:80], form
    statement.entries_count = len(entries)
    statement.save(update_fields=["form"])
    found = take_in(statement, entries)
    statement.move_to(
        StatementState.IMPORTED, by=by, at=at, fields=("account", "reference", "entries_count"),
        entries=len(entries), known=found.known, asked=found.asked,
    )  # fmt: skip
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
def allocate_payment(
    entry: BankEntry, *, order: Order, position: int, by: Actor, at: datetime, amount: Decimal | None = None
) -> Allocation:
    """Assign what is left of a bank entry to an instalment of an order, or so much of it as ``amount`` says.

    A shortfall within the tolerance counts as bank charges; what is over stays on the entry. When this opens the gate
    of production, the order is released. Raises NotBookedYet, PerhapsKnown, OtherCurrency, NothingLeft, NotThatMuch.
    """
    # the order's deal is locked; its own row is read anew
    deal = order.deal
    order = one_of(Order, order.pk)
    order.deal = deal
    return _assign(entry, order, position, amount, by, at)


@deed("payment.divide", roles={Role.FINANCE})
def divide_payment(
    *, entry: BankEntry, parts: tuple[PartOfPayment, ...], by: Actor, at: datetime
) -> BankEntry:
    """Divide one payment over instalments of several orders: all parts are assigned, or none.

    Raises NothingToAssign, NotFound, NotBookedYet, OtherCurrency, NothingLeft, NotThatMuch.
    """
    if not parts or len({(part.order, part.position) for part in parts}) < len(parts):
        raise NothingToAssign()
    deed_now = running()
    assert deed_now is not None
    orders = {o.number: o for o in Order.objects.filter(number__in={part.order for part in parts})}
    if len(orders) < len({part.order for part in parts}):
        raise NotFound()
    # every deed locks deals in ascending order and before anything else
    wanted = {order.deal_id for order in orders.values()}
    deals = {deal.pk: deal for deal in Deal.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    deed_now.deals.update(deals)
    entry = BankEntry.objects.select_for_update().get(pk=entry.pk)
    for part in sorted(parts, key=lambda each: (orders[each.order].deal_id, each.order, each.position)):
        order = orders[part.order]
        order.deal = deals[order.deal_id]
        _assign(entry, order, part.position, part.amount, by, at)
        entry.refresh_from_db(fields=["allocated_amount"])
    return entry


@deed("payment.reverse", roles={Role.FINANCE, Role.MANAGER})
def reverse_payment(
    allocation: Allocation, *, reason: str, by: Actor, at: datetime, although_running: bool = False
) -> Allocation:
    """Take back that a bank entry paid an instalment; the entry waits for a decision again, the receipt is void.

    A gate that this closes again stays closed for what has not begun (shipping asks it anew each time). What has begun
    is never undone silently: when the order was released with this payment, ``although_running`` must say that this is
    known. Raises ReasonMissing, ProductionRuns, NotAllowedNow.
    """
    _check_reason(reason)
    if not allocation.can_move_to(AllocationState.REVERSED):
        raise NotAllowedNow(
            record=allocation.receipt_number, state=allocation.state, wanted=str(AllocationState.REVERSED)
        )
    order = Order.objects.get(pk=allocation.instalment.order_id)
    order.deal = allocation.deal
    instalment, entry = allocation.instalment, allocation.entry
    allocation.reversed_at, allocation.reversed_because = at, reason.strip()[:300]
    instalment.credited -= allocation.credited
    instalment.charges -= allocation.charges
    instalment.paid_at = None
    _save_instalment(instalment)
    shut = [which.value for which, answer in gates(order, at=at).items() if not answer.is_open]
    runs = order.released_at is not None and Gate.PRODUCE.value in shut
    if runs and not although_running:
        raise ProductionRuns(order=order.number)
    BankEntry.objects.filter(pk=entry.pk).update(
        allocated_amount=F("allocated_amount") - allocation.credited.amount, decision=MANUAL
    )
    _count_paid(allocation.deal, order, rows_under(Instalment, "order_id", order.pk))
    allocation.move_to(
        AllocationState.REVERSED, by=by, at=at, fields=("reversed_at", "reversed_because"), reason=reason,
        credited=allocation.credited, receipt=allocation.receipt_number, instalment=instalment.name, gates_shut=shut,
        runs_uncovered=runs,
    )  # fmt: skip
    return allocation


@deed("payment.set_aside", roles={Role.FINANCE})
def set_payment_aside(entry: BankEntry, *, reason: str, by: Actor, at: datetime) -> BankEntry:
    """Note that a bank entry is no customer's payment (interest, a supplier's refund); it waits no longer.

    Raises ReasonMissing, PerhapsKnown, SetAsideAlready.
    """
    _check_reason(reason)
    check_not_known(entry)
    if entry.decision == ASIDE or entry.allocated_amount:
        raise SetAsideAlready()
    entry.decision, entry.aside_because = ASIDE, reason.strip()[:300]
    entry.save(update_fields=["decision", "aside_because"])
    record_event("payment.set_aside", entry, by=by, at=at, reason=reason)
    return entry


@deed("payment.take_up", roles={Role.FINANCE})
def take_payment_up(entry: BankEntry, *, by: Actor, at: datetime) -> BankEntry:
    """Let a bank entry that was set aside wait for a decision again. Raises SetAsideAlready."""
    if entry.decision != ASIDE:
        raise SetAsideAlready()
    entry.decision, entry.aside_because = MANUAL, ""
    entry.save(update_fields=["decision", "aside_because"])
    record_event("payment.taken_up", entry, by=by, at=at)
    return entry


@deed("payment.know_again", roles={Role.FINANCE})
def know_payment_again(entry: BankEntry, *, by: Actor, at: datetime) -> BankEntry:
    """Say that a bank entry is the payment that it looks like, told by another statement: it pays nothing, with all of its
    batch. Raises SetAsideAlready."""
    rows = _rows_of_booking(entry)
    first = rows[0]
    if first.perhaps is None or first.decision == KNOWN or any(row.allocated_amount for row in rows):
        raise SetAsideAlready()
    _decide(rows, KNOWN)
    record_event(
        "payment.known_again",
        entry,
        by=by,
        at=at,
        as_entry=first.perhaps_id,
        statement=first.perhaps.statement,
    )
    return entry


@deed("payment.tell_apart", roles={Role.FINANCE})
def tell_payment_apart(entry: BankEntry, *, by: Actor, at: datetime) -> BankEntry:
    """Say that a bank entry is another payment than the one that it looks like; it is matched with what is owed then. This
    takes back, too, that somebody knew it again. Raises SetAsideAlready."""
    rows = _rows_of_booking(entry)
    if rows[0].decision not in (PERHAPS, KNOWN):
        raise SetAsideAlready()
    _decide(rows, "")
    record_event("payment.told_apart", entry, by=by, at=at, entries=[row.pk for row in rows])
    return entry


@deed("instalment.fall_due", roles={Role.SYSTEM})
def let_fall_due(order: Order, *, names: tuple[str, ...], on: date, by: Actor, at: datetime) -> Order:
    """Note the day until which the open instalments of these names are to be paid, now that the event came that makes
    them due; the customer is told. What was due before stays due then."""
    parts = [
        part
        for part in Instalment.objects.filter(order=order, name__in=names, due_on=None)
        if not part.paid_at
    ]
    for part in parts:
        part.due_on = on
    Instalment.objects.bulk_update(parts, ["due_on"])
    record_event(
        "instalment.fell_due", order, by=by, at=at, instalments=[part.name for part in parts], due_on=on,
        open=[part.still_open for part in parts],
    )  # fmt: skip
    return order


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


def check_not_known(entry: BankEntry) -> None:
    """Pass an entry that is a payment of its own. Raises PerhapsKnown."""
    if entry.decision in (PERHAPS, KNOWN) and entry.perhaps is not None:
        raise PerhapsKnown(statement=entry.perhaps.statement.number)


def _assign(
    entry: BankEntry, order: Order, position: int, amount: Decimal | None, by: Actor, at: datetime
) -> Allocation:
    """One part of a payment to one instalment; the deal is locked and on the order."""
    deal = order.deal
    if not entry.is_booked:
        raise NotBookedYet()
    check_not_known(entry)
    parts = rows_under(Instalment, "order_id", order.pk)
    instalment = next((part for part in parts if part.position == position), None)
    if instalment is None:
        raise NothingLeft()
    currency = instalment.due.currency
    if entry.amount.currency != currency:
        raise OtherCurrency(payment=entry.amount.currency, due=currency)
    still_due, left = instalment.still_open, entry.left
    if still_due.amount <= 0 or left.amount <= 0:
        raise NothingLeft()
    if amount is not None:
        part = Money(amount, currency)
        if not part.is_rounded or not 0 < amount <= min(left.amount, still_due.amount):
            raise NotThatMuch(amount=part, left=left, open=still_due)
        left = part
    settlement = settle(still_due, left)
    credited = min(left, still_due)
    instalment.credited += credited
    instalment.charges += settlement.charges
    if settlement.still_open.amount == 0:
        instalment.paid_at = at
    _save_instalment(instalment)
    BankEntry.objects.filter(pk=entry.pk).update(allocated_amount=F("allocated_amount") + credited.amount)
    _count_paid(deal, order, parts)
    allocation = Allocation(deal=deal, entry=entry, instalment=instalment, allocated_at=at)
    allocation.credited, allocation.charges = credited, settlement.charges
    release_if_open(order, parts=parts, by=by, at=at)
    # Drawn last: the counter of the gapless series is held until this deed's commit.
    allocation.receipt_number = draw_gapless(Gapless.RECEIPT, at)
    add_rows([allocation])
    record_event(
        "payment.credited", allocation, by=by, at=at, credited=credited, charges=settlement.charges,
        open=settlement.still_open, instalment=instalment.name, receipt=allocation.receipt_number,
    )  # fmt: skip
    return allocation


def _rows_of_booking(entry: BankEntry) -> list[BankEntry]:
    """An entry with all of its batch, the first one first; locked."""
    head = entry.batch_of_id or entry.pk
    rows = BankEntry.objects.select_for_update(of=("self",)).filter(Q(pk=head) | Q(batch_of=head))
    return list(rows.select_related("statement", "perhaps__statement").order_by("id"))


def _decide(rows: Sequence[BankEntry], decision: str) -> None:
    BankEntry.objects.filter(pk__in=[row.pk for row in rows]).update(decision=decision)


def _save_instalment(instalment: Instalment) -> None:
    instalment.save(
        update_fields=[
            "credited_amount",
            "credited_currency",
            "charges_amount",
            "charges_currency",
            "paid_at",
        ]
    )


def _count_paid(deal: Deal, order: Order, parts: Sequence[Instalment]) -> None:
    deal.paid = sum_of([part.credited for part in parts], order.total.currency)
    deal.is_changed = True


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing()
