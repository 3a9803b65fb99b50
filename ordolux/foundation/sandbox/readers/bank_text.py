"""Bank statements that are text: MT940, and tables whose columns were told. The value has the shape of ``camt053``."""

from typing import Any, Final

from ordolux.foundation.sandbox.readers.currencies import CURRENCIES
from ordolux.foundation.sandbox.readers.table import read_table
from ordolux.foundation.sandbox.readers.text import cleaned, decoded, one_line
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding
from ordolux.rules.statements import BankLine, BankPage, Unreadable
from ordolux.rules.statements.columns import Columns, header_row, proposed, read_rows
from ordolux.rules.statements.lines import MOST_LINES
from ordolux.rules.statements.mt940 import read_mt940

_UNKNOWN_CURRENCY: Final = N_("{currency} is not a currency we know; nothing of this file was imported.")
_NO_ACCOUNT: Final = N_("This file is a table; say to which account it belongs.")
_CUT: Final = N_("This file is longer than what can be read at once; split it.")


def read_mt940_file(data: bytes) -> Reading:
    """Read a file in MT940, in whatever characters the bank wrote it."""
    text, charset = decoded(data)
    try:
        pages = read_mt940(cleaned(text))
    except Unreadable as refused:
        raise CannotRead(*refused.findings) from None
    return _reading(pages, "mt940", charset)


def read_bank_table(data: bytes, *, account: str = "", columns: dict[str, Any] | None = None) -> Reading:
    """Read a table (CSV or a workbook's first sheet) by its columns; without any by what their names tell."""
    table = read_table(data, most_rows=MOST_LINES + 100)
    sheet = table.value["sheets"][0]
    rows: list[list[str]] = sheet["rows"]
    if sheet["is_cut"]:
        raise CannotRead.because("too-many-entries", _CUT)
    told = Columns(**columns) if columns else Columns(proposed(rows[header_row(rows)] if rows else []))
    if not account:
        raise CannotRead.because("no-account", _NO_ACCOUNT)
    try:
        page = read_rows(rows, told, account=account)
    except Unreadable as refused:
        raise CannotRead(*refused.findings) from None
    return _reading([page], "table", "")


def _reading(pages: list[BankPage], version: str, charset: str) -> Reading:
    unknown = next((page.currency for page in pages if page.currency not in CURRENCIES), None)
    if unknown is not None:
        raise CannotRead(Finding("unknown-currency", _UNKNOWN_CURRENCY, {"currency": one_line(unknown, 20)}))
    notes = [note for page in pages for note in page.notes]
    return Reading(
        {"version": version, "charset": charset, "statements": [_statement(page) for page in pages]}, notes
    )


def _statement(page: BankPage) -> dict[str, Any]:
    def balance(value: Any) -> dict[str, Any] | None:
        if value is None:
            return None
        return {"amount": str(abs(value)), "currency": page.currency, "is_credit": value >= 0}

    return {
        "id": page.identifier, "number": page.number, "currency": page.currency,
        "account": {"iban": "", "other": page.account, "bank": ""}, "opening": balance(page.opening),
        "closing": balance(page.closing), "is_checked": page.is_checked,
        "entries": [_entry(line, page.currency) for line in page.lines],
    }  # fmt: skip


def _entry(line: BankLine, currency: str) -> dict[str, Any]:
    payer = {
        "name": one_line(line.payer_name),
        "account": one_line(line.payer_account),
        "bank": one_line(line.payer_bank),
    }
    return {
        "key": line.key, "reference": one_line(line.reference), "bank_reference": one_line(line.bank_reference),
        "amount": str(line.amount), "currency": currency, "is_credit": line.is_credit, "is_reversal": line.is_reversal,
        "status": "BOOK", "booked_on": line.booked_on.isoformat(),
        "value_on": line.value_on.isoformat() if line.value_on else None, "text": one_line(line.text),
        "transactions": [{
            "end_to_end_id": one_line(line.end_to_end_id), "uetr": "", "bank_reference": one_line(line.bank_reference),
            "amount": str(line.amount), "currency": currency, "instructed_amount": None, "instructed_currency": None,
            "charges": [], "payer": payer, "payee": {"name": "", "account": "", "bank": ""},
            "remittance": [one_line(line.remittance)], "reference": one_line(line.reference),
        }],
    }  # fmt: skip
