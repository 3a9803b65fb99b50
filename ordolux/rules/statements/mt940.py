"""Customer statements after SWIFT MT940 (tags :20: to :86:), as banks really send them.

With or without the blocks around a message, with several messages in a file, with the purpose as words, as the
structured fields of the German banks (``?20`` to ``?63``, with ``SVWZ+`` and its like inside) or as the named fields of
others (``/REMI/``, ``/ORDP/``). Sources: SWIFT, *Category 9 Message Reference Guide*, MT940 (fields 61 and 86); Deutsche
Kreditwirtschaft, *DFÜ-Abkommen*, annex 3, chapter 8.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from ordolux.rules.refusal import N_, Finding
from ordolux.rules.statements.lines import MOST_LINES, BankLine, BankPage, Faults, Unreadable, checked, keyed

_NO_STATEMENT: Final = N_("This file contains no statement.")
_TOO_MANY: Final = N_("This file has more than {most} entries.")
_MISSING: Final = N_("{element} is missing.")
_NOT_A_BALANCE: Final = N_("{element} should be a balance such as C260302EUR1000,00 but says '{text}'.")
_NOT_A_LINE: Final = N_("This should be an entry such as 2603020302C150,00NTRFREF but says '{text}'.")
_TWO_CURRENCIES: Final = N_("The statement has balances in {currency} and in {account}.")

_TAG: Final = re.compile(r"^:(\d{2}[A-Z]?):", re.MULTILINE)
_BALANCE: Final = re.compile(r"(C|D)(\d{6})([A-Z]{3})(\d{1,15}(?:[.,]\d{0,4})?)")
_ENTRY: Final = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4})?(?P<mark>R?[CD]|E[CD])(?P<funds>[A-Z])?"
    r"(?P<amount>\d{1,15}(?:[.,]\d{0,4})?)(?P<kind>[A-Z][A-Z0-9]{3})(?P<rest>[^\n]{0,80})"
)
_NONE: Final = frozenset({"NONREF", "NOREF", "NOTPROVIDED", ""})
_FIELD: Final = re.compile(r"\?(\d\d)")
_WORD: Final = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|COAM|OAMT|PURP)\+")
_NAMED: Final = re.compile(
    r"/(TRTP|EREF|ORDP|BENM|REMI|RTRN|PREF|NAME|IBAN|BIC|ID|TRCD|BUSP|CNTP|MARF|CSID|PURP|ISDT|OCMT|CHGS|EXCH|USTD|STRD|CDTRREFTP|CD|SCOR)/"
)


@dataclass(slots=True)
class _Message:
    """One statement on its way: tags in their order, with the line on which each begins."""

    tags: list[tuple[str, str, int]] = field(default_factory=list)

    def first(self, *names: str) -> tuple[str, str, int] | None:
        return next((tag for tag in self.tags if tag[0] in names), None)


def looks_like_mt940(text: str) -> bool:
    """Whether the text begins like a statement in MT940."""
    head = text[:4000]
    return bool(
        re.search(r"^:20:", head, re.MULTILINE) and re.search(r"^:(25P?|28C?|60[FM]):", head, re.MULTILINE)
    )


def read_mt940(text: str) -> list[BankPage]:
    """Read every statement of the file; each is checked against its own balances. Raises Unreadable."""
    faults = Faults()
    pages = []
    messages = list(_messages(text))
    if not messages:
        raise Unreadable([Finding("empty-statement", _NO_STATEMENT)])
    if sum(tag[0] == "61" for message in messages for tag in message.tags) > MOST_LINES:
        raise Unreadable([Finding("too-many-entries", _TOO_MANY, {"most": MOST_LINES})])
    for place, message in enumerate(messages, 1):
        page = _page(message, f"statement {place}", faults)
        if page is not None:
            pages.append(page)
    if faults:
        raise Unreadable(faults)
    return keyed(pages)


def _messages(text: str) -> Iterator[_Message]:
    """The messages of a file: each begins with :20:; what stands around the tags belongs to the envelope."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    found = list(_TAG.finditer(plain))
    message: _Message | None = None
    for place, tag in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(plain)
        # "-}" or "-" on a line of its own ends the message; what follows is the next one's head
        body = re.split(r"^-\}?.*$|^\{", plain[tag.end() : end], maxsplit=1, flags=re.MULTILINE)[0].strip(
            "\n"
        )
        if tag[1] == "20":
            if message is not None:
                yield message
            message = _Message()
        if message is not None:
            message.tags.append((tag[1], body, plain.count("\n", 0, tag.start()) + 1))
    if message is not None:
        yield message


def _page(message: _Message, where: str, faults: Faults) -> BankPage | None:
    account = message.first("25", "25P")
    if account is None or not account[1].strip():
        faults.add("missing", _MISSING, where, element=":25:")
    opening = _balance(message.first("60F", "60M"), ":60F:", where, faults)
    closing = _balance(message.first("62F", "62M"), ":62F:", where, faults)
    known = opening or closing
    if opening and closing and opening[1] != closing[1]:
        faults.add("other-currency", _TWO_CURRENCIES, where, currency=opening[1], account=closing[1])
    if known is None or account is None:
        if known is None:
            faults.add("missing", _MISSING, where, element=":60F:")
        return None
    lines: list[BankLine] = []
    for name, body, row in message.tags:
        place = f"{where}, line {row}"
        if name == "61":
            line = _line(body, place, faults)
            if line is not None:
                lines.append(line)
        elif name == "86" and lines and not lines[-1].text:
            lines[-1] = _explained(lines[-1], body)
    number, identifier = message.first("28C", "28"), message.first("20")
    page = BankPage(
        account=_account(account[1]), currency=known[1], number=number[1].strip()[:40] if number else "",
        identifier=identifier[1].strip()[:40] if identifier else "", opening=opening[0] if opening else None,
        closing=closing[0] if closing else None, lines=tuple(lines),
    )  # fmt: skip
    return checked(page, where, faults) if not faults else page


def _account(said: str) -> str:
    """The account's number: without the code of the bank before it, and without a currency behind it."""
    plain = re.sub(r"\s", "", said.splitlines()[0])
    if re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}?(?:[A-Z]{3})?", plain):
        return re.sub(r"(?<=\d)[A-Z]{3}$", "", plain)[:60]
    number = plain.rpartition("/")[2] or plain
    return re.sub(r"(?<=\d)[A-Z]{3}$", "", number)[:60]


def _balance(
    tag: tuple[str, str, int] | None, element: str, where: str, faults: Faults
) -> tuple[Decimal, str] | None:
    if tag is None:
        return None
    match = _BALANCE.fullmatch(re.sub(r"\s", "", tag[1]))
    if match is None or _day(match[2]) is None:
        faults.add(
            "not-a-balance", _NOT_A_BALANCE, f"{where}, line {tag[2]}", element=element, text=_short(tag[1])
        )
        return None
    amount = _amount(match[4])
    return (amount if match[1] == "C" else -amount, match[3])


def _line(body: str, where: str, faults: Faults) -> BankLine | None:
    first, _, more = body.partition("\n")
    match = _ENTRY.fullmatch(first.rstrip())
    value_on = _day(match["value"]) if match else None
    if match is None or value_on is None:
        faults.add("not-an-entry", _NOT_A_LINE, where, text=_short(body))
        return None
    booked_on = _booked(match["booked"], value_on)
    if booked_on is None:
        faults.add("not-an-entry", _NOT_A_LINE, where, text=_short(body))
        return None
    reference, _, bank_reference = match["rest"].partition("//")
    mark = match["mark"]
    return BankLine(
        amount=_amount(match["amount"]),
        # the reversal of a credit takes money away, the reversal of a debit brings it back
        is_credit=mark in ("C", "EC", "RD"), is_reversal=mark.startswith("R"), booked_on=booked_on, value_on=value_on,
        reference=_real(reference), bank_reference=_real(bank_reference), remittance=_short(more, 300),
    )  # fmt: skip


def _explained(line: BankLine, said: str) -> BankLine:
    """The line with what :86: says of it: payer, purpose, references."""
    joined = said.replace("\n", "")
    if re.match(r"\d{3}\?", joined) or _FIELD.match(joined):
        told = _structured(joined)
    elif _NAMED.match(joined):
        told = _named(joined)
    else:
        told = {"remittance": " ".join(said.split())}
    remittance = told.get("remittance", "") or line.remittance
    return BankLine(
        amount=line.amount, is_credit=line.is_credit, booked_on=line.booked_on, value_on=line.value_on,
        is_reversal=line.is_reversal, reference=line.reference, bank_reference=line.bank_reference,
        payer_name=_short(told.get("name", ""), 200), payer_account=_short(told.get("account", ""), 60),
        payer_bank=_short(told.get("bank", ""), 30), end_to_end_id=_real(told.get("end_to_end", "")),
        remittance=_short(remittance, 1000), text=_short(" ".join(said.split()), 1000),
    )  # fmt: skip


def _structured(said: str) -> dict[str, str]:
    """Fields ?00 to ?63: purpose in ?20 to ?29 and ?60 to ?63, bank in ?30, account in ?31, name in ?32 and ?33."""
    parts = _FIELD.split(said)
    fields = [(int(parts[place]), parts[place + 1]) for place in range(1, len(parts) - 1, 2)]
    purpose = "".join(text for number, text in fields if 20 <= number <= 29 or 60 <= number <= 63)
    told = {
        "bank": "".join(text for number, text in fields if number == 30),
        "account": "".join(text for number, text in fields if number == 31),
        "name": "".join(text for number, text in fields if number in (32, 33)),
        "remittance": purpose,
    }
    words = _WORD.split(purpose)
    if len(words) > 1:
        named = dict(zip(words[1::2], words[2::2], strict=True))
        told["remittance"] = named.get("SVWZ", "") or words[0]
        told["end_to_end"] = named.get("EREF", "")
        told["account"] = named.get("IBAN", "") or told["account"]
    return told


def _named(said: str) -> dict[str, str]:
    """Fields such as /ORDP//NAME/…, /IBAN/…, /REMI/…, /EREF/…; a free text inside /REMI/ may have slashes of its own."""
    parts = _NAMED.split(said)
    fields: dict[str, str] = {}
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        if text.strip("/ ") and name not in fields:
            fields[name] = text.strip("/ ")
    remittance = fields.get("REMI", "") or fields.get("USTD", "")
    return {
        "name": fields.get("NAME", "") or fields.get("ORDP", "") or fields.get("CNTP", ""),
        "account": fields.get("IBAN", ""), "bank": fields.get("BIC", ""), "end_to_end": fields.get("EREF", ""),
        "remittance": re.sub(r"^(USTD|STRD)/+", "", remittance),
    }  # fmt: skip


def _booked(month_day: str | None, value_on: date) -> date | None:
    """The day of booking has no year: it is the one nearest to the value date."""
    if month_day is None:
        return value_on
    days = []
    for year in (value_on.year - 1, value_on.year, value_on.year + 1):
        try:
            days.append(date(year, int(month_day[:2]), int(month_day[2:])))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - value_on).days), default=None)


def _day(six: str) -> date | None:
    """YYMMDD; years from 80 on are of the last century."""
    year = int(six[:2])
    try:
        return date(year + (1900 if year >= 80 else 2000), int(six[2:4]), int(six[4:]))
    except ValueError:
        return None


def _amount(text: str) -> Decimal:
    plain = text.replace(",", ".")
    return Decimal(plain.removesuffix(".") or "0")


def _real(reference: str) -> str:
    plain = " ".join(reference.split())
    return "" if plain.upper() in _NONE else plain[:140]


def _short(text: str, most: int = 80) -> str:
    return " ".join(text.split())[:most]
