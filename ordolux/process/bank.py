"""What happens to a bank statement after it was kept: read in the sandbox, taken in or refused, matched, allocated."""

from django.db.models import QuerySet

from ordolux.edges.bank.statements import Entry, Form, Statement, read_statement
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import our_day
from ordolux.orders.payment.deeds import (
    allocate_payment,
    note_decision,
    refuse_statement,
    take_statement,
)
from ordolux.orders.payment.models import BankEntry, BankStatement, StatementState
from ordolux.orders.payment.queries import match_of, open_instalments
from ordolux.orders.payment.taking_in import EntrySeen
from ordolux.orders.samples.fees.deeds import take_fee
from ordolux.orders.samples.queries import fee_that_is_paid
from ordolux.rules import matching
from ordolux.rules.money import Money


def read(event: Event, key: str) -> None:
    """Read a statement in the sandbox and take it in whole, or note by place why that is not possible."""
    statement = BankStatement.objects.select_related("file").get(pk=event.subject_id)
    if statement.state != StatementState.RECEIVED:
        return
    found = read_statement(statement.file.read(), account=statement.account, columns=statement.columns)
    by, at = Actor.system(), clock.now()
    if not found.is_usable:
        refuse_statement.once(key)(statement, findings=list(found.findings), by=by, at=at)
        return
    came_in = [(each, entry) for each in found.statements for entry in each.entries if entry.is_credit]
    entries = [
        seen
        for place, (each, entry) in enumerate(came_in, 1)
        for seen in _seen(each, entry, place, is_mt940=found.form is Form.MT940)
    ]
    first = found.statements[0]
    take_statement.once(key)(
        statement, entries=entries, account=first.account, reference=first.number or first.id, form=found.form.value,
        by=by, at=at,
    )  # fmt: skip


def match(event: Event, key: str) -> None:
    """Match the entries of a statement with what is owed; only a sure match is allocated without a person."""
    _match(BankEntry.objects.filter(statement_id=event.subject_id, decision=""), key)


def match_one(event: Event, key: str) -> None:
    """A person said that these entries are no payment that we know: match them with what is owed."""
    _match(BankEntry.objects.filter(pk__in=event.facts["entries"], decision=""), key)


def _match(entries: QuerySet[BankEntry], key: str) -> None:
    by, at = Actor.system(), clock.now()
    today = our_day(at)
    for entry in entries:
        sample = fee_that_is_paid(entry)
        if sample is not None:
            note_decision.once(f"{key}:{entry.pk}")(entry, decision="auto", reasons=[], by=by, at=at)
            take_fee.once(f"{key}:{entry.pk}:{sample.number}")(sample, entry=entry, by=by, at=at)
            continue
        owed = open_instalments([entry.amount.currency])
        found = match_of(entry, owed, max(today, entry.booked_on or today))
        note_decision.once(f"{key}:{entry.pk}")(
            entry, decision=found.decision.value, reasons=list(found.findings), by=by, at=at
        )
        if found.decision is not matching.Decision.AUTO:
            continue
        for part in found.allocations:
            instalment = owed[part.key].instalment
            allocate_payment.once(f"{key}:{entry.pk}:{part.key}")(
                entry, order=instalment.order, position=instalment.position, by=by, at=at
            )


def _seen(statement: Statement, entry: Entry, batch: int, *, is_mt940: bool) -> list[EntrySeen]:
    """An entry as rows: one for each payment of a batch (the ``batch``-th of the file), else one."""
    # MT940 has one place for the payer's reference, often the only one that it has (field 61, subfield 7)
    spare = entry.reference if is_mt940 else ""
    if not entry.transactions:
        return [_row(statement, entry, entry.key, entry.amount, remittance=entry.text, payer_reference=spare)]
    is_batch = len(entry.transactions) > 1
    return [
        _row(
            statement,
            entry,
            f"{entry.key}:{place}" if is_batch else entry.key,
            part.amount,
            remittance=" ".join((*part.remittance, part.reference)).strip(),
            payer_name=part.payer.name,
            payer_account=part.payer.account,
            instructed=part.instructed
            if part.instructed and part.instructed.currency == part.amount.currency
            else None,
            payer_reference="" if is_batch else part.end_to_end_id or spare,
            bank_reference=entry.bank_reference or ("" if is_batch else part.bank_reference),
            batch=batch if is_batch else 0,
        )
        for place, part in enumerate(entry.transactions, 1)
    ]


def _row(
    statement: Statement, entry: Entry, key: str, amount: Money, *, remittance: str, payer_name: str = "",
    payer_account: str = "", instructed: Money | None = None, payer_reference: str = "", bank_reference: str = "",
    batch: int = 0,
) -> EntrySeen:  # fmt: skip
    return EntrySeen(
        key=key, amount=amount.amount, currency=amount.currency, reference=entry.bank_reference or entry.reference,
        instructed=instructed.amount if instructed else None, payer_name=payer_name, payer_account=payer_account,
        remittance=remittance, booked_on=entry.booked_on, value_on=entry.value_on, is_booked=entry.is_booked,
        bank_reference=bank_reference or entry.bank_reference, payer_reference=payer_reference,
        account=statement.account, batch=batch, booking_amount=entry.amount.amount if batch else None,
    )  # fmt: skip
