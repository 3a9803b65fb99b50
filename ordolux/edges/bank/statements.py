"""Bank statements (camt.053, MT940, tables) as values: read in the sandbox, typed here, judged by nobody yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ordolux.foundation import sandbox
from ordolux.foundation.sandbox import what_is
from ordolux.rules.money import Money
from ordolux.rules.refusal import Finding
from ordolux.rules.statements.mt940 import looks_like_mt940


@dataclass(frozen=True, slots=True)
class Side:
    """A payer or payee as the bank names him; empty texts where it does not."""

    name: str
    account: str
    bank: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """One payment inside an entry. ``instructed`` is what the payer ordered, before charges and exchange."""

    end_to_end_id: str
    uetr: str
    bank_reference: str
    amount: Money
    instructed: Money | None
    charges: tuple[Money, ...]
    payer: Side
    payee: Side
    remittance: tuple[str, ...]
    reference: str

    @property
    def deducted(self) -> Money | None:
        """What was kept back on the way: instructed minus arrived, when both are in one currency."""
        if self.instructed is None or self.instructed.currency != self.amount.currency:
            return None
        return self.instructed - self.amount


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a statement. ``key`` is equal for the same line of the same account in a file that comes again."""

    key: str
    reference: str
    bank_reference: str
    amount: Money
    is_credit: bool
    is_reversal: bool
    is_booked: bool
    booked_on: date | None
    value_on: date | None
    text: str
    transactions: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of one account. ``is_checked``: opening balance plus entries was compared with the closing balance
    (a statement where they differ is not usable at all).
    """

    id: str
    number: str
    account: str
    bank: str
    currency: str
    opening: Money | None
    closing: Money | None
    is_checked: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A file of the bank: its statements, or the findings why nothing of it can be imported."""

    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    is_usable: bool
    form: "Form"


class Form(StrEnum):
    """How a statement is written; the names of the sandbox's readers."""

    CAMT = "camt053"
    MT940 = "mt940"
    TABLE = "bank_table"


def form_of(raw: bytes) -> Form:
    """How this file is written, told by its first bytes; whatever is neither XML nor MT940 nor a table is tried as XML,
    whose reader says best what is wrong."""
    found = what_is(raw)
    if "spreadsheet" in found or found == "application/x-ole-storage":
        return Form.TABLE
    if found != "text/plain" and not (found == "application/octet-stream" and raw[:3] in (b":20", b"{1:")):
        return Form.CAMT
    # its tags are plain letters in every set of characters that banks use
    return Form.MT940 if looks_like_mt940(raw[:8000].decode("latin-1").replace("\r\n", "\n")) else Form.TABLE


def read_statement(
    raw: bytes, *, account: str = "", columns: Mapping[str, Any] | None = None
) -> StatementFile:
    """Read a statement file in the sandbox. One error anywhere, and nothing of it is usable.

    ``account`` and ``columns`` are needed for tables, which do not say them.
    """
    form = form_of(raw)
    if form is Form.TABLE:
        result = sandbox.run(form.value, raw, account=account, columns=dict(columns) if columns else None)
    else:
        result = sandbox.run(form.value, raw)
    statements = tuple(_statement(said) for said in result.value.get("statements", ())) if result.ok else ()
    return StatementFile(statements, result.findings, result.ok, form)


def _statement(said: Mapping[str, Any]) -> Statement:
    return Statement(
        id=said["id"],
        number=said["number"],
        account=said["account"]["iban"] or said["account"]["other"],
        bank=said["account"]["bank"],
        currency=said["currency"],
        opening=_balance(said["opening"]),
        closing=_balance(said["closing"]),
        is_checked=said["is_checked"],
        entries=tuple(_entry(entry) for entry in said["entries"]),
    )


def _entry(said: Mapping[str, Any]) -> Entry:
    return Entry(
        key=said["key"],
        reference=said["reference"],
        bank_reference=said["bank_reference"],
        amount=Money(Decimal(said["amount"]), said["currency"]),
        is_credit=said["is_credit"],
        is_reversal=said["is_reversal"],
        is_booked=said["status"] == "BOOK",
        booked_on=_day(said["booked_on"]),
        value_on=_day(said["value_on"]),
        text=said["text"],
        transactions=tuple(_transaction(one) for one in said["transactions"]),
    )


def _transaction(said: Mapping[str, Any]) -> Transaction:
    instructed = said["instructed_amount"]
    return Transaction(
        end_to_end_id=said["end_to_end_id"],
        uetr=said["uetr"],
        bank_reference=said["bank_reference"],
        amount=Money(Decimal(said["amount"]), said["currency"]),
        instructed=Money(Decimal(instructed), said["instructed_currency"])
        if instructed is not None
        else None,
        charges=tuple(Money(Decimal(charge["amount"]), charge["currency"]) for charge in said["charges"]),
        payer=Side(**said["payer"]),
        payee=Side(**said["payee"]),
        remittance=tuple(said["remittance"]),
        reference=said["reference"],
    )


def _balance(said: Mapping[str, Any] | None) -> Money | None:
    if said is None:
        return None
    amount = Money(Decimal(said["amount"]), said["currency"])
    return amount if said["is_credit"] else -amount


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
