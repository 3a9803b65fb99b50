"""The credits of a statement become rows, but for those that we know from another one; what may be known waits for a person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db import connection
from django.db.models import Q

from ordolux.orders.payment.models import BANK_BOOKS_LOCK, BankEntry, BankStatement, KnownLine
from ordolux.rules.money import Money
from ordolux.rules.statements.recognising import (
    Booking,
    By,
    Verdict,
    account_mark,
    recognise,
    reference_mark,
)

# how an entry is judged that looks like another one, and one of which a person said that it is
PERHAPS, KNOWN = "perhaps", "known"


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """One credit as the reader found it in a statement; amounts without sign, days of the bank.

    The payments of a batch stand one after the other, each with the number of its ``batch`` in the file and what the bank
    booked in one sum. ``account`` is ours; without one it is the statement's.
    """

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
    bank_reference: str = ""
    payer_reference: str = ""
    account: str = ""
    batch: int = 0
    booking_amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many bookings of a statement are new, known from another one, or wait for a person to say so."""

    fresh: int
    known: int
    asked: int


def take_in(statement: BankStatement, entries: Sequence[EntrySeen]) -> TakenIn:
    """Add what is new, note what is known, let wait what may be; the same statements of SQL however many lines there are.

    One statement of the bank at a time, so that two with the same payment see each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BANK_BOOKS_LOCK])
    bookings = [
        list(rows) for _, rows in groupby(enumerate(entries), key=lambda each: each[1].batch or -each[0])
    ]
    batches = [[row for _, row in rows] for rows in bookings]
    lines = [_line(statement, rows) for rows in batches]
    known = _like(lines)
    verdicts = recognise(lines, [_booking(row) for row in known])
    _add(statement, batches, verdicts, known)
    KnownLine.objects.bulk_create(
        _known_line(statement, known[verdict.known], verdict.by, rows[0], line.amount)
        for rows, line, verdict in zip(batches, lines, verdicts, strict=True)
        if verdict.known is not None and verdict.by is not None
    )
    asked = sum(verdict.perhaps is not None for verdict in verdicts)
    old = sum(verdict.known is not None for verdict in verdicts)
    return TakenIn(len(verdicts) - asked - old, old, asked)


def _like(lines: Sequence[Booking]) -> list[BankEntry]:
    """The entries that could be one of these lines: by key, or by account, amount, currency and a day; oldest first."""
    if not lines:
        return []
    days = {day for line in lines for day in (line.booked_on, line.value_on) if day is not None}
    alike = (
        Q(
            account_mark__in={account_mark(line.account) for line in lines},
            amount_currency__in={x.currency for x in lines},
        )
        & (Q(booked_on__in=days) | Q(value_on__in=days))
        & (Q(amount_amount__in={x.amount for x in lines}) | Q(booking_amount__in={x.amount for x in lines}))
    )
    return list(
        BankEntry.objects.filter(Q(key__in=[line.key for line in lines]) | alike, batch_of=None)
        .exclude(decision=KNOWN)
        .select_related("statement")
        .order_by("id")
    )


def _line(statement: BankStatement, rows: Sequence[EntrySeen]) -> Booking:
    first = rows[0]
    return Booking(
        form=statement.form, key=_hashed(first.key), account=first.account or statement.account,
        amount=first.amount if first.booking_amount is None else first.booking_amount, currency=first.currency,
        booked_on=first.booked_on, value_on=first.value_on, bank_reference=reference_mark(first.bank_reference),
        payer_reference=reference_mark(first.payer_reference), is_booked=first.is_booked,
    )  # fmt: skip


def _booking(row: BankEntry) -> Booking:
    return Booking(
        form=row.statement.form, key=row.key, account=row.account_mark,
        amount=row.amount.amount if row.booking_amount is None else row.booking_amount, currency=row.amount.currency,
        booked_on=row.booked_on, value_on=row.value_on, bank_reference=row.bank_mark, payer_reference=row.payer_mark,
        is_booked=row.is_booked,
    )  # fmt: skip


def _add(
    statement: BankStatement, batches: Sequence[Sequence[EntrySeen]], verdicts: Sequence[Verdict], known: Sequence[BankEntry]
) -> None:  # fmt: skip
    """The rows of what is not known: first the first of each booking, then the others of the batches."""
    wanted = [
        (rows, verdict) for rows, verdict in zip(batches, verdicts, strict=True) if verdict.known is None
    ]
    firsts = BankEntry.objects.bulk_create(
        _row(statement, rows[0], None if verdict.perhaps is None else known[verdict.perhaps])
        for rows, verdict in wanted
    )
    others = []
    for first, (rows, _) in zip(firsts, wanted, strict=True):
        for seen in rows[1:]:
            row = _row(statement, seen, first.perhaps)
            row.batch_of, row.bank_mark, row.payer_mark = first, "", ""
            others.append(row)
    BankEntry.objects.bulk_create(others)


def _row(statement: BankStatement, entry: EntrySeen, perhaps: BankEntry | None) -> BankEntry:
    row = BankEntry(
        statement=statement, key=_hashed(entry.key), reference=entry.reference[:140],
        instructed_amount=entry.instructed, payer_name=entry.payer_name[:200], payer_account=entry.payer_account[:60],
        remittance=entry.remittance, booked_on=entry.booked_on, value_on=entry.value_on, is_booked=entry.is_booked,
        account_mark=account_mark(entry.account or statement.account), booking_amount=entry.booking_amount,
        bank_mark=reference_mark(entry.bank_reference), payer_mark=reference_mark(entry.payer_reference),
        perhaps=perhaps, decision=PERHAPS if perhaps else "",
    )  # fmt: skip
    row.amount = Money(entry.amount, entry.currency)
    return row


def _known_line(
    statement: BankStatement, entry: BankEntry, by: By, seen: EntrySeen, amount: Decimal
) -> KnownLine:
    line = KnownLine(
        statement=statement, entry=entry, by=by.value, booked_on=seen.booked_on, reference=seen.reference[:140],
        payer_name=seen.payer_name[:200],
    )  # fmt: skip
    line.amount = Money(amount, seen.currency)
    return line


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
