"""Bank statements after ISO 20022 camt.053, versions 02 to 08 (and whatever follows with the same names).

The file is taken as a whole or not at all: a statement with one entry that cannot be understood would no longer add up.
All amounts are text, without sign; ``is_credit`` says the direction (money came to us)::

    version         "camt.053.001.08"
    statements[]    {id, number, page, created_at, account{iban, other, currency, owner, bank}, currency,
                     opening{amount, currency, is_credit, on}|null, closing{…}|null, is_checked, entries[]}
    entries[]       {place, key, reference, bank_reference, amount, currency, is_credit, is_reversal, status
                     (BOOK, PDNG, INFO), booked_on, value_on, bank_code, text, transactions[]}
    transactions[]  {end_to_end_id, uetr, bank_reference, amount, currency, instructed_amount, instructed_currency,
                     charges[{amount, currency, bearer}], payer{name, account, bank}, payee{…}, remittance[], reference,
                     text}

``key`` is equal for the same entry of the same account in a file that comes again.
"""

import hashlib
import re
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from lxml.etree import _Element

from ordolux.foundation.sandbox.readers.currencies import CURRENCIES
from ordolux.foundation.sandbox.readers.safe_xml import safe_xml
from ordolux.foundation.sandbox.readers.text import one_line
from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_, Finding

_MOST_ENTRIES: Final = 20_000
_MOST_FINDINGS: Final = 200

_NOT_CAMT: Final = N_("This is not a bank statement of the kind camt.053, but {found}.")
_EMPTY: Final = N_("This file contains no statement.")
_UNKNOWN_CURRENCY: Final = N_("{currency} is not a currency we know; nothing of this file was imported.")
_OTHER_CURRENCY: Final = N_("The entry is in {currency}, but the account is kept in {account}.")
_MISSING: Final = N_("{element} is missing.")
_NOT_A_NUMBER: Final = N_("{element} should be an amount, but says '{text}'.")
_NOT_A_DAY: Final = N_("{element} should be a date, but says '{text}'.")
_DIRECTION: Final = N_("Neither credit nor debit: '{text}'.")
_STATUS: Final = N_("The entry is neither booked nor pending, but '{text}'.")
_DOES_NOT_ADD_UP: Final = N_(
    "Opening balance {opening} and the entries {entries} make {sum}, but the closing balance is {closing} {currency}."
)
_BATCH: Final = N_("The transactions of this entry add up to {sum}, but the entry is {amount} {currency}.")
_SUMMARY_SUM: Final = N_("The statement sums its {what} up to {said}, but they add up to {sum}.")
_SUMMARY_COUNT: Final = N_("The statement says it has {said} {what}, but {found} are there.")
_SUMMARY_WORDS: Final = {
    "TtlNtries": N_("entries"),
    "TtlCdtNtries": N_("credit entries"),
    "TtlDbtNtries": N_("debit entries"),
}
_BATCH_COUNT: Final = N_("The entry says it has {said} transactions, but {found} are there.")
_NOT_CHECKED: Final = N_("The opening or closing balance is missing, so the sum could not be checked.")
_TOO_MANY: Final = N_("This file has more than {most} entries.")

_AMOUNT: Final = re.compile(r"\d{1,15}(\.\d{1,5})?|\.\d{1,5}")


class _Faults(list[Finding]):
    """Errors by place; each makes the file as a whole unusable."""

    def add(self, code: str, message: str, where: str, **values: object) -> None:
        if len(self) < _MOST_FINDINGS:
            self.append(Finding(code, message, values, where))


def read_camt053(data: bytes) -> Reading:
    """Read a camt.053 file; errors anywhere refuse the file with findings by place."""
    root = safe_xml(data)
    namespace = root.tag.partition("}")[0].removeprefix("{") if root.tag.startswith("{") else ""
    version = namespace.rpartition(":")[2]
    body = root if _name(root) == "BkToCstmrStmt" else root.find("{*}BkToCstmrStmt")
    if body is None:
        raise CannotRead.because("not-camt053", _NOT_CAMT, found=one_line(version or _name(root), 80))
    parts = body.findall("{*}Stmt")
    if not parts:
        raise CannotRead.because("empty-statement", _EMPTY)
    if sum(1 for _ in body.iter("{*}Ntry")) > _MOST_ENTRIES:
        raise CannotRead.because("too-many-entries", _TOO_MANY, most=_MOST_ENTRIES)
    faults = _Faults()
    notes: list[Finding] = []
    for amount in body.iter("{*}Amt", "{*}TtlChrgsAndTaxAmt"):
        currency = amount.get("Ccy")
        if currency is not None and currency not in CURRENCIES:
            where = _line(amount)
            faults.add("unknown-currency", _UNKNOWN_CURRENCY, where, currency=one_line(currency, 20))
    statements = [
        _statement(part, f"statement {place}", faults, notes) for place, part in enumerate(parts, 1)
    ]
    if faults:
        raise CannotRead(*faults)
    return Reading({"version": version, "statements": statements}, notes)


def _statement(part: _Element, where: str, faults: _Faults, notes: list[Finding]) -> dict[str, Any]:
    account = _account_of_statement(part.find("{*}Acct"))
    if not (account["iban"] or account["other"]):
        faults.add("missing", _MISSING, where, element="Acct/Id")
    identifier = _text(part, "Id")
    opening = _balance(part, ("OPBD", "PRCD", "ITBD"), where, faults)
    closing = _balance(part, ("CLBD", "ITBD"), where, faults)
    if account["currency"] and account["currency"] not in CURRENCIES:
        faults.add("unknown-currency", _UNKNOWN_CURRENCY, where, currency=account["currency"])
    currency = account["currency"] or (closing or opening or {}).get("currency", "")
    seen: Counter[str] = Counter()
    entries = []
    for place, entry in enumerate(part.findall("{*}Ntry"), 1):
        read = _entry(entry, place, f"{where}, entry {place} ({_line(entry)})", currency, faults)
        once = "|".join(str(read[k]) for k in ("bank_reference", "reference", "amount", "currency", "is_credit",
                                               "is_reversal", "booked_on", "value_on", "text"))  # fmt: skip
        once += "|".join(str(t) for t in read["transactions"])
        # Two equal entries on one day are two payments; the same file again gives the same two.
        seen[once] += 1
        said = f"{account['iban'] or account['other']}|{once}|{seen[once]}"
        read["key"] = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
        entries.append(read)
    is_checked = _check_sum(opening, closing, entries, where, faults, notes)
    _check_summary(part, entries, where, faults)
    return {
        "id": identifier,
        "number": _text(part, "LglSeqNb") or _text(part, "ElctrncSeqNb"),
        "page": _text(part, "StmtPgntn/{*}PgNb"),
        "created_at": _text(part, "CreDtTm"),
        "account": account,
        "currency": currency,
        "opening": opening,
        "closing": closing,
        "is_checked": is_checked,
        "entries": entries,
    }


def _check_sum(
    opening: dict[str, Any] | None, closing: dict[str, Any] | None, entries: list[dict[str, Any]], where: str,
    faults: _Faults, notes: list[Finding],
) -> bool:  # fmt: skip
    if opening is None or closing is None:
        notes.append(Finding("not-checked", _NOT_CHECKED, {}, where))
        return False
    moved = sum((_signed(entry) for entry in entries if entry["status"] == "BOOK"), Decimal(0))
    if opening["currency"] != closing["currency"]:
        faults.add(
            "other-currency",
            _OTHER_CURRENCY,
            where,
            currency=opening["currency"],
            account=closing["currency"],
        )
    elif _signed(opening) + moved != _signed(closing):
        faults.add(
            "does-not-add-up", _DOES_NOT_ADD_UP, where, opening=str(_signed(opening)), entries=str(moved),
            sum=str(_signed(opening) + moved), closing=str(_signed(closing)), currency=closing["currency"],
        )  # fmt: skip
    return True


def _check_summary(part: _Element, entries: list[dict[str, Any]], where: str, faults: _Faults) -> None:
    """Compare the counts and sums that the bank states of its entries (TxsSummry) with those that are there.

    Banks differ in whether entries that are not booked yet count; a summary that fits either is right.
    """
    summary = part.find("{*}TxsSummry")
    if summary is None:
        return
    every = [entry for entry in entries if entry["status"] != "INFO"]
    booked = [entry for entry in every if entry["status"] == "BOOK"]
    for name, word in _SUMMARY_WORDS.items():
        total = summary.find(f"{{*}}{name}")
        if total is None:
            continue
        sides = [
            [e for e in rows if name == "TtlNtries" or e["is_credit"] == (name == "TtlCdtNtries")]
            for rows in (booked, every, entries)
        ]
        said = _text(total, "NbOfNtries")
        if said.isdecimal() and len(said) < 10 and all(len(rows) != int(said) for rows in sides):
            faults.add(
                "summary-count", _SUMMARY_COUNT, f"{where}, {name}", said=said, what=word, found=len(sides[0])
            )
        element = total.find("{*}Sum")
        if element is None:
            continue
        value = _number(element)
        if value is None:
            faults.add(
                "not-an-amount",
                _NOT_A_NUMBER,
                f"{where}, {name}",
                element="Sum",
                text=one_line(element.text or "", 40),
            )
            continue
        sums = [sum((Decimal(e["amount"]) for e in rows), Decimal(0)) for rows in sides]
        if value not in sums:
            faults.add(
                "summary-sum", _SUMMARY_SUM, f"{where}, {name}", what=word, said=str(value), sum=str(sums[0])
            )


def _entry(entry: _Element, place: int, where: str, account_currency: str, faults: _Faults) -> dict[str, Any]:
    amount, currency = _amount(entry, "Amt", where, faults)
    if currency and account_currency and currency != account_currency:
        faults.add("other-currency", _OTHER_CURRENCY, where, currency=currency, account=account_currency)
    status = _text(entry, "Sts/{*}Cd") or _text(entry, "Sts")
    if status not in ("BOOK", "PDNG", "INFO", "FUTR"):
        faults.add("unknown-status", _STATUS, where, text=status)
    is_credit = _is_credit(entry, where, faults)
    transactions = [
        _transaction(part, amount, currency, f"{where}, transaction {count}", faults)
        for count, part in enumerate(entry.findall("{*}NtryDtls/{*}TxDtls"), 1)
    ]
    _check_batch(entry, amount, currency, is_credit, where, faults)
    booked_on = _day(entry, "BookgDt", where, faults)
    if booked_on is None and status == "BOOK":
        faults.add("missing", _MISSING, where, element="BookgDt")
    return {
        "place": place,
        "key": "",
        "reference": _text(entry, "NtryRef"),
        "bank_reference": _text(entry, "AcctSvcrRef"),
        "amount": str(amount),
        "currency": currency,
        "is_credit": is_credit,
        "is_reversal": _text(entry, "RvslInd") in ("true", "1"),
        "status": status,
        "booked_on": booked_on,
        "value_on": _day(entry, "ValDt", where, faults),
        "bank_code": _bank_code(entry.find("{*}BkTxCd")),
        "text": _text(entry, "AddtlNtryInf", 500),
        "transactions": transactions,
    }


def _check_batch(
    entry: _Element, amount: Decimal, currency: str, is_credit: bool, where: str, faults: _Faults
) -> None:  # fmt: skip
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    said = _text(entry, "NtryDtls/{*}Btch/{*}NbOfTxs")
    if (
        details
        and said.isdecimal()
        and len(said) < 10
        and int(said) != len(details)
        and len(entry.findall("{*}NtryDtls")) == 1
    ):
        faults.add("batch-count", _BATCH_COUNT, where, said=said, found=len(details))
    if len(details) < 2:
        return
    moved = Decimal(0)
    for part in details:
        found = (
            part.find("{*}Amt")
            if part.find("{*}Amt") is not None
            else part.find("{*}AmtDtls/{*}TxAmt/{*}Amt")
        )
        if found is None or found.get("Ccy") != currency:
            return
        value = _number(found)
        if value is None:
            return
        direction = _text(part, "CdtDbtInd")
        moved += -value if direction and (direction == "CRDT") != is_credit else value
    if moved != amount:
        faults.add("batch-sum", _BATCH, where, sum=str(moved), amount=str(amount), currency=currency)


def _transaction(
    part: _Element, entry_amount: Decimal, currency: str, where: str, faults: _Faults
) -> dict[str, Any]:
    amount: Decimal | None = None
    own_currency = currency
    for path in ("Amt", "AmtDtls/{*}TxAmt/{*}Amt"):
        if part.find(f"{{*}}{path}") is not None:
            amount, own_currency = _amount(part, path, where, faults)
            break
    instructed: Decimal | None = None
    instructed_currency = ""
    if part.find("{*}AmtDtls/{*}InstdAmt/{*}Amt") is not None:
        instructed, instructed_currency = _amount(part, "AmtDtls/{*}InstdAmt/{*}Amt", where, faults)
    return {
        "end_to_end_id": _real(_text(part, "Refs/{*}EndToEndId")),
        "uetr": _text(part, "Refs/{*}UETR"),
        "bank_reference": _text(part, "Refs/{*}AcctSvcrRef"),
        "amount": str(amount if amount is not None else entry_amount),
        "currency": own_currency,
        "instructed_amount": str(instructed) if instructed is not None else None,
        "instructed_currency": instructed_currency,
        "charges": _charges(part, where, faults),
        "payer": _side(part, "Dbtr", where),
        "payee": _side(part, "Cdtr", where),
        "remittance": [
            text
            for held in part.findall("{*}RmtInf/{*}Ustrd")[:50]
            if (text := one_line(held.text or "", 500))
        ],
        "reference": _text(part, "RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref"),
        "text": _text(part, "AddtlTxInf", 500),
    }


def _charges(part: _Element, where: str, faults: _Faults) -> list[dict[str, str]]:
    found = []
    # Up to version 02 the charge stands in Chrgs itself, later in records below it.
    for charge in [*part.findall("{*}Chrgs/{*}Rcrd"), *part.findall("{*}Chrgs[{*}Amt]")]:
        if charge.find("{*}Amt") is None:
            continue
        amount, currency = _amount(charge, "Amt", where, faults)
        if amount:
            found.append({"amount": str(amount), "currency": currency, "bearer": _text(charge, "Br")})
    return found


def _side(part: _Element, role: str, where: str) -> dict[str, str]:
    party = part.find(f"{{*}}RltdPties/{{*}}{role}")
    name = ""
    if party is not None:
        # From version 08 on a party is either Pty or an agent.
        name = _text(party, "Nm") or _text(party, "Pty/{*}Nm") or _text(party, "Agt/{*}FinInstnId/{*}Nm")
    account = _account(part.find(f"{{*}}RltdPties/{{*}}{role}Acct"))
    agent = part.find(f"{{*}}RltdAgts/{{*}}{role}Agt/{{*}}FinInstnId")
    bank = (_text(agent, "BICFI") or _text(agent, "BIC") or _text(agent, "Nm")) if agent is not None else ""
    return {"name": name, "account": account["iban"] or account["other"], "bank": bank}


def _account_of_statement(part: _Element | None) -> dict[str, str]:
    account = _account(part)
    servicer = part.find("{*}Svcr/{*}FinInstnId") if part is not None else None
    account["bank"] = (
        (_text(servicer, "BICFI") or _text(servicer, "BIC") or _text(servicer, "Nm"))
        if servicer is not None
        else ""
    )
    return account


def _account(part: _Element | None) -> dict[str, str]:
    if part is None:
        return {"iban": "", "other": "", "currency": "", "owner": ""}
    return {
        "iban": _text(part, "Id/{*}IBAN").replace(" ", ""),
        "other": _text(part, "Id/{*}Othr/{*}Id"),
        "currency": _text(part, "Ccy"),
        "owner": _text(part, "Ownr/{*}Nm"),
    }


def _balance(part: _Element, kinds: tuple[str, ...], where: str, faults: _Faults) -> dict[str, Any] | None:
    found = {}
    for balance in part.findall("{*}Bal"):
        kind = _text(balance, "Tp/{*}CdOrPrtry/{*}Cd")
        if kind in kinds:
            # Of several interim balances on one page the first opens and the last closes.
            if kind in found and kinds[0] == "OPBD":
                continue
            found[kind] = balance
    for kind in kinds:
        if kind in found:
            place = f"{where}, balance {kind}"
            amount, currency = _amount(found[kind], "Amt", place, faults)
            return {
                "amount": str(amount),
                "currency": currency,
                "is_credit": _is_credit(found[kind], place, faults),
                "on": _day(found[kind], "Dt", place, faults),
            }
    return None


def _amount(part: _Element, path: str, where: str, faults: _Faults) -> tuple[Decimal, str]:
    element = part.find(f"{{*}}{path}")
    shown = path.replace("{*}", "")
    if element is None:
        faults.add("missing", _MISSING, where, element=shown)
        return Decimal(0), ""
    currency = element.get("Ccy", "")
    if not currency:
        faults.add("missing", _MISSING, where, element=f"{shown}/@Ccy")
    value = _number(element)
    if value is None:
        faults.add(
            "not-an-amount", _NOT_A_NUMBER, where, element=shown, text=one_line(element.text or "", 40)
        )
        return Decimal(0), currency
    return value, currency


def _number(element: _Element) -> Decimal | None:
    text = (element.text or "").strip()
    if not _AMOUNT.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _is_credit(part: _Element, where: str, faults: _Faults) -> bool:
    said = _text(part, "CdtDbtInd")
    if said not in ("CRDT", "DBIT"):
        faults.add("no-direction", _DIRECTION, where, text=said)
    return said == "CRDT"


def _day(part: _Element, name: str, where: str, faults: _Faults) -> str | None:
    element = part.find(f"{{*}}{name}")
    if element is None:
        return None
    text = _text(element, "Dt") or _text(element, "DtTm") or one_line(element.text or "", 40)
    try:
        return date.fromisoformat(text[:10]).isoformat() if len(text) == 10 or "T" in text else _utc_day(text)
    except ValueError:
        faults.add("not-a-day", _NOT_A_DAY, where, element=name, text=text[:40])
        return None


def _utc_day(text: str) -> str:
    # XML dates may carry a zone: 2026-03-02+01:00 or 2026-03-02Z. The day is the one at the bank.
    if re.fullmatch(r"\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)", text):
        return date.fromisoformat(text[:10]).isoformat()
    return datetime.fromisoformat(text).astimezone(UTC).date().isoformat()


def _bank_code(part: _Element | None) -> str:
    if part is None:
        return ""
    codes = [
        _text(part, "Domn/{*}Cd"),
        _text(part, "Domn/{*}Fmly/{*}Cd"),
        _text(part, "Domn/{*}Fmly/{*}SubFmlyCd"),
    ]
    return "/".join(code for code in codes if code) or _text(part, "Prtry/{*}Cd")


def _text(part: _Element, path: str, longest: int = 140) -> str:
    return one_line(part.findtext(f"{{*}}{path}") or "", longest)


def _real(reference: str) -> str:
    return "" if reference.upper() in ("NOTPROVIDED", "NONREF") else reference


def _signed(held: dict[str, Any]) -> Decimal:
    return Decimal(held["amount"]) if held["is_credit"] else -Decimal(held["amount"])


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _line(element: _Element) -> str:
    return f"line {element.sourceline}"
