"""Bank statements as tables (CSV): which column says what, how days and amounts are written, and the lines.

No bank writes such a file like another, so the columns are told once for each account; what their names suggest and what
the values allow is proposed. Nothing is guessed where two readings are possible: 03/04/2026 and 1.234 are asked about.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Final

from ordolux.rules.refusal import N_, Finding
from ordolux.rules.statements.lines import MOST_LINES, BankLine, BankPage, Faults, Unreadable, keyed

FIELDS: Final = (
    "booked_on", "value_on", "amount", "credit", "debit", "direction", "balance", "currency", "payer_name",
    "payer_account", "remittance", "reference",
)  # fmt: skip
# what banks call their columns, in small letters without signs
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "booked_on": ("bookingdate", "date", "buchungstag", "buchungsdatum", "datum", "postingdate", "transactiondate",
                  "fecha", "dateoperation", "data", "交易日期", "记账日期", "日期", "交易时间"),
    "value_on": ("valuedate", "valuta", "valutadatum", "wertstellung", "datevaleur", "fechavalor", "起息日"),
    "amount": ("amount", "betrag", "umsatz", "montant", "importe", "importo", "bedrag", "金额", "交易金额", "发生额"),
    "credit": ("credit", "creditamount", "paidin", "moneyin", "haben", "gutschrift", "deposit", "deposits", "avere",
               "abono", "贷方", "收入", "贷方金额", "收入金额", "贷方发生额"),
    "debit": ("debit", "debitamount", "paidout", "moneyout", "soll", "belastung", "withdrawal", "withdrawals", "dare",
              "cargo", "借方", "支出", "借方金额", "支出金额", "借方发生额"),
    "direction": ("creditdebit", "drcr", "crdr", "cddt", "sollhaben", "sh", "afbij", "debitcredit", "借贷标志", "收支"),
    "balance": ("balance", "saldo", "kontostand", "solde", "runningbalance", "余额", "账户余额"),
    "currency": ("currency", "wahrung", "währung", "devise", "divisa", "valuta1", "币种", "货币"),
    "payer_name": ("payer", "name", "counterparty", "beguenstigterzahlungspflichtiger", "auftraggeberempfänger",
                   "auftraggeber", "zahlungspflichtiger", "counterpartyname", "contrepartie", "对方户名", "付款人",
                   "对方名称", "payerbeneficiary"),
    "payer_account": ("payeraccount", "counterpartyaccount", "iban", "kontonummer", "kontonummeriban", "gegenkonto",
                      "accountnumber", "对方账号", "付款账号"),
    "remittance": ("description", "details", "purpose", "verwendungszweck", "reference text", "remittance", "memo",
                   "narrative", "libelle", "libellé", "concepto", "descrizione", "omschrijving", "mededelingen", "摘要",
                   "用途", "附言", "备注"),
    "reference": ("bankreference", "reference", "transactionid", "referenz", "kundenreferenz", "交易流水号", "流水号",
                  "referencenumber"),
}  # fmt: skip
_CREDIT_WORDS: Final = frozenset(
    ["c", "cr", "crdt", "credit", "h", "haben", "+", "in", "bij", "avere", "abono", "贷", "收入", "收"]
)
_DEBIT_WORDS: Final = frozenset(
    ["d", "dr", "dbit", "debit", "s", "soll", "-", "out", "af", "dare", "cargo", "借", "支出", "支"]
)

_EMPTY: Final = N_("There is no row below the one that names the columns.")
_TOO_MANY: Final = N_("This file has more than {most} entries.")
_NO_COLUMN: Final = N_("Say which column is {field}.")
_NO_SUCH: Final = N_("No column is called “{column}”.")
_NO_CURRENCY: Final = N_("Say in which currency the account is kept.")
_NOT_A_DAY: Final = N_("“{text}” is no date.")
_WHICH_DAY: Final = N_("“{text}” can be read in two ways; say whether the day or the month comes first.")
_NOT_AN_AMOUNT: Final = N_("“{text}” is no amount.")
_WHICH_MARK: Final = N_(
    "“{text}” can be read in two ways; say whether a comma or a point stands before the cents."
)
_DIRECTION: Final = N_("“{text}” says neither credit nor debit.")
_BOTH: Final = N_("The row has a credit and a debit.")
_OTHER_CURRENCY: Final = N_("The row is in {currency}, but the account is kept in {account}.")
_DOES_NOT_ADD_UP: Final = N_("The balance {said} does not follow from the row before: {sum} was expected.")
_NOT_CHECKED: Final = N_("No column holds the balance, so the sum could not be checked.")


@dataclass(frozen=True, slots=True)
class Columns:
    """How to read one bank's table: the header of each field's column (by name), and what the values leave open.

    ``day_first`` and ``decimal_mark`` are None and "" where the values themselves tell it.
    """

    named: dict[str, str]
    currency: str = ""
    decimal_mark: str = ""
    day_first: bool | None = None


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """Where the names of the columns stand: the first row of the top thirty that has most cells of words; banks put their
    own lines above it."""
    best, most = 0, 0
    for place, row in enumerate(rows[:30]):
        words = sum(bool(cell.strip()) and not re.search(r"\d", cell) for cell in row)
        known = sum(_plain(cell) in names for cell in row for names in _NAMES.values())
        score = words + 3 * known
        if score > most:
            best, most = place, score
    return best


def proposed(headers: Sequence[str]) -> dict[str, str]:
    """Which column is what, as far as the names tell; each column is proposed once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for field, names in _NAMES.items():
        for name in names:
            column = next(
                (head for head in headers if head not in taken and _plain(head) == _plain(name)), None
            )
            if column is not None:
                found[field] = column
                taken.add(column)
                break
    if "credit" in found and "debit" in found:
        found.pop("amount", None)
    return found


def read_rows(rows: Sequence[Sequence[str]], columns: Columns, *, account: str) -> BankPage:
    """Read a table by its columns. With a column of balances every row must follow from the one before (in either order
    of time). Raises Unreadable."""
    top = header_row(rows)
    headers = [cell.strip() for cell in rows[top]] if rows else []
    faults = Faults()
    place_of = _places(headers, columns, faults)
    body = [
        (top + 2 + place, row)
        for place, row in enumerate(rows[top + 1 :])
        if any(cell.strip() for cell in row)
    ]
    if not body:
        faults.add("empty-statement", _EMPTY, "")
    if len(body) > MOST_LINES:
        faults.add("too-many-entries", _TOO_MANY, "", most=MOST_LINES)
    if faults:
        raise Unreadable(faults)
    reader = _Reader(place_of, columns, body, faults)
    read = []
    for number, row in body:
        balance = reader.balance(number, row)
        line = reader.line(number, row)
        if line is not None:
            read.append((line, balance))
    if faults:
        raise Unreadable(faults)
    lines = [line for line, _ in read]
    opening, closing = _balances(read, body, faults) if "balance" in place_of else (None, None)
    if faults:
        raise Unreadable(faults)
    notes = () if "balance" in place_of else (Finding("not-checked", _NOT_CHECKED),)
    page = BankPage(
        account=account,
        currency=reader.currency,
        opening=opening,
        closing=closing,
        lines=tuple(lines),
        notes=notes,
    )
    return keyed([page])[0]


def _places(headers: Sequence[str], columns: Columns, faults: Faults) -> dict[str, int]:
    places = {}
    for field, head in columns.named.items():
        if not head or field not in FIELDS:
            continue
        if head not in headers:
            faults.add("no-such-column", _NO_SUCH, field, column=head)
            continue
        places[field] = headers.index(head)
    if "booked_on" not in places:
        faults.add("no-column", _NO_COLUMN, "booked_on", field=N_("the day of booking"))
    if "amount" not in places and "credit" not in places:
        faults.add("no-column", _NO_COLUMN, "amount", field=N_("the amount"))
    if "currency" not in places and not columns.currency:
        faults.add("no-currency", _NO_CURRENCY, "currency")
    return places


class _Reader:
    """Reads the rows of one table: what the values of a column tell together holds for each of them."""

    def __init__(
        self,
        places: Mapping[str, int],
        columns: Columns,
        body: Sequence[tuple[int, Sequence[str]]],
        faults: Faults,
    ) -> None:
        self.places, self.faults, self.currency = places, faults, columns.currency
        days = [self.cell(row, name) for _, row in body for name in ("booked_on", "value_on")]
        self.day_first = columns.day_first if columns.day_first is not None else _day_first(days)
        money = [self.cell(row, name) for _, row in body for name in ("amount", "credit", "debit", "balance")]
        self.mark = columns.decimal_mark or _decimal_mark(money)

    def cell(self, row: Sequence[str], field: str) -> str:
        place = self.places.get(field)
        return row[place].strip() if place is not None and place < len(row) else ""

    def line(self, number: int, row: Sequence[str]) -> BankLine | None:
        where = f"row {number}"
        before = len(self.faults)
        booked_on = self._day(self.cell(row, "booked_on"), where)
        value = self.cell(row, "value_on")
        value_on = self._day(value, where) if value else None
        signed = self._signed(row, where)
        self._note_currency(self.cell(row, "currency"), where)
        if len(self.faults) > before or booked_on is None or signed is None:
            return None
        return BankLine(
            amount=abs(signed), is_credit=signed >= 0, booked_on=booked_on, value_on=value_on,
            bank_reference=self.cell(row, "reference")[:140], payer_name=self.cell(row, "payer_name")[:200],
            payer_account=re.sub(r"\s", "", self.cell(row, "payer_account"))[:60],
            remittance=" ".join(self.cell(row, "remittance").split())[:1000],
        )  # fmt: skip

    def balance(self, number: int, row: Sequence[str]) -> Decimal | None:
        said = self.cell(row, "balance")
        return self._amount(said, f"row {number}") if said else None

    def _signed(self, row: Sequence[str], where: str) -> Decimal | None:
        if "amount" in self.places:
            amount = self._amount(self.cell(row, "amount"), where)
            if amount is None or "direction" not in self.places:
                return amount
            said = self.cell(row, "direction")
            word = said.casefold().strip(" .")
            if word in _CREDIT_WORDS:
                return abs(amount)
            if word in _DEBIT_WORDS:
                return -abs(amount)
            self.faults.add("no-direction", _DIRECTION, where, text=said[:40])
            return None
        credit, debit = self.cell(row, "credit"), self.cell(row, "debit")
        come = self._amount(credit, where) if credit else Decimal(0)
        gone = self._amount(debit, where) if debit else Decimal(0)
        if come is None or gone is None:
            return None
        if come and gone:
            self.faults.add("both", _BOTH, where)
            return None
        if not credit and not debit:
            self.faults.add("not-an-amount", _NOT_AN_AMOUNT, where, text="")
            return None
        return abs(come) - abs(gone)

    def _note_currency(self, said: str, where: str) -> None:
        code = said.upper()
        if not code:
            return
        if not self.currency:
            self.currency = code[:3]
        if code != self.currency:
            self.faults.add(
                "other-currency", _OTHER_CURRENCY, where, currency=code[:20], account=self.currency
            )

    def _day(self, text: str, where: str) -> date | None:
        try:
            return day_of(text, day_first=self.day_first)
        except LookupError:
            self.faults.add("which-day", _WHICH_DAY, where, text=text[:40])
        except ValueError:
            self.faults.add("not-a-day", _NOT_A_DAY, where, text=text[:40])
        return None

    def _amount(self, text: str, where: str) -> Decimal | None:
        try:
            return amount_of(text, decimal_mark=self.mark)
        except LookupError:
            self.faults.add("which-mark", _WHICH_MARK, where, text=text[:40])
        except ValueError:
            self.faults.add("not-an-amount", _NOT_AN_AMOUNT, where, text=text[:40])
        return None


def day_of(text: str, *, day_first: bool | None = None) -> date:
    """A day as tables write it: 2026-03-09, 20260309, 09.03.2026, 2026年3月9日, 3/9/26. A time behind it is left out.

    Raises LookupError when day and month could be exchanged and ``day_first`` is None, ValueError for what is no day.
    """
    plain = re.split(r"[ T](?=\d{1,2}:)", text.strip())[0]
    if match := re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", plain)
    if match is None:
        raise ValueError(text)
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 100 else 0
    if one > 12 or one == other or match[2] == ".":
        first = True
    elif other > 12:
        first = False
    elif day_first is None:
        raise LookupError(text)
    else:
        first = day_first
    return date(year, other, one) if first else date(year, one, other)


def amount_of(text: str, *, decimal_mark: str = "") -> Decimal:
    """An amount as tables write it: 1,234.50, 1.234,50, 1 234,50-, (150.00), -150, +€ 20.

    Raises LookupError when a single mark could stand before the cents or before thousands and ``decimal_mark`` is empty,
    ValueError for what is no amount.
    """
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", text)
    plain = re.sub(r"^[A-Z]{3}|[A-Z]{3}$|[€$£¥￥]", "", plain)
    is_minus = plain.startswith(("-", "−", "(")) or plain.endswith(("-", "−"))
    plain = plain.strip("+-−()")
    if not re.fullmatch(r"\d{1,15}|\d[\d.,]{0,24}\d|[.,]\d{1,4}", plain):
        raise ValueError(text)
    marks = [sign for sign in plain if sign in ".,"]
    mark = decimal_mark
    if not mark and marks:
        if len(set(marks)) == 2:
            mark = marks[-1]
        elif len(marks) > 1:
            mark = "," if marks[0] == "." else "."
        elif re.search(r"[.,]\d{3}$", plain) and not re.match(r"0[.,]", plain):
            raise LookupError(text)
        else:
            mark = marks[0]
    if mark:
        other = "," if mark == "." else "."
        whole, _, cents = plain.partition(mark)
        if (
            mark in cents
            or other in cents
            or (other in whole and not re.fullmatch(rf"\d{{1,3}}(\{other}\d{{3}})+", whole))
        ):
            raise ValueError(text)
        plain = whole.replace(other, "") + ("." + cents if cents else "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise ValueError(text) from None
    return -amount if is_minus else amount


def _day_first(days: Sequence[str]) -> bool | None:
    """What the days of a table tell together: one 25/03 decides it for all."""
    for text in days:
        if match := re.match(r"(\d{1,2})[-/](\d{1,2})[-/]\d", text):
            if int(match[1]) > 12:
                return True
            if int(match[2]) > 12:
                return False
    return None


def _decimal_mark(amounts: Sequence[str]) -> str:
    """What the amounts of a table tell together: one 1.234,5 or 12,50 decides it for all."""
    for text in amounts:
        plain = re.sub(r"[^\d.,]", "", text)
        marks = [sign for sign in plain if sign in ".,"]
        if len(set(marks)) == 2:
            return marks[-1]
        if len(marks) > 1:
            return "," if marks[0] == "." else "."
        if marks and not re.search(r"[.,]\d{3}$", plain):
            return marks[0]
    return ""


def _balances(
    read: Sequence[tuple[BankLine, Decimal | None]], body: Sequence[tuple[int, Sequence[str]]], faults: Faults
) -> tuple[Decimal | None, Decimal | None]:
    """Opening and closing balance when every row follows from the one before, the oldest first or last."""
    known = [(line.signed, balance, number) for (line, balance), (number, _) in zip(read, body, strict=True)]
    if any(balance is None for _, balance, _ in known):
        return None, None
    told = [(signed, balance, number) for signed, balance, number in known if balance is not None]
    up = _breaks(told)
    if up is None:
        return told[0][1] - told[0][0], told[-1][1]
    back = told[::-1]
    if _breaks(back) is None:
        return back[0][1] - back[0][0], back[-1][1]
    number, said, expected = up
    faults.add("does-not-add-up", _DOES_NOT_ADD_UP, f"row {number}", said=str(said), sum=str(expected))
    return None, None


def _breaks(rows: Sequence[tuple[Decimal, Decimal, int]]) -> tuple[int, Decimal, Decimal] | None:
    for (_, before, _), (signed, after, number) in pairwise(rows):
        if before + signed != after:
            return number, after, before + signed
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
