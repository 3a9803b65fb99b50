"""A bank statement that is a table: which column says what, looked at before anything is imported, remembered after."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.bank.statements import StatementFile, read_statement
from ordolux.edges.ui.sentences import told
from ordolux.foundation import sandbox
from ordolux.foundation.actors import Role
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.models import BankAccount, BankAccountState
from ordolux.orders.payment.deeds import StatementKnown, import_statement
from ordolux.orders.payment.queries import columns_remembered
from ordolux.rules.money import Money, sum_of
from ordolux.rules.statements.columns import FIELDS, Columns, header_row, proposed

SALT = "statement.table"
SHOWN_ROWS, SHOWN_LINES = 6, 30
A_DAY_S = 24 * 3600
WORDS = {
    "booked_on": gettext_lazy("Day of booking"), "value_on": gettext_lazy("Value date"),
    "amount": gettext_lazy("Amount (with its sign)"), "credit": gettext_lazy("Money in"),
    "debit": gettext_lazy("Money out"), "direction": gettext_lazy("Credit or debit (a word)"),
    "balance": gettext_lazy("Balance behind the row"), "currency": gettext_lazy("Currency"),
    "payer_name": gettext_lazy("Payer"), "payer_account": gettext_lazy("Payer's account"),
    "remittance": gettext_lazy("Purpose"), "reference": gettext_lazy("Reference of the bank"),
}  # fmt: skip


def kept_table(file: StoredFile, name: str) -> str:
    """A sign for the table that was just stored, by which the next page finds it (and no other file)."""
    return signing.dumps([file.sha256, name[:255] or "statement"], salt=SALT)


class ColumnsForm(forms.Form):
    """Whose statement it is, and which column says what."""

    account = forms.ChoiceField(label=gettext_lazy("Our account"), choices=())
    currency_of_account = forms.RegexField(
        r"^[A-Za-z]{3}$", label=gettext_lazy("Currency, if no column says it"), required=False,
        error_messages={"invalid": gettext_lazy("A currency is told by three letters, such as CNY.")},
    )  # fmt: skip
    decimal_mark = forms.ChoiceField(label=gettext_lazy("Before the cents stands"), required=False, choices=(
        ("", gettext_lazy("as the amounts show")), (",", gettext_lazy("a comma: 1.234,50")),
        (".", gettext_lazy("a point: 1,234.50")),
    ))  # fmt: skip
    day_order = forms.ChoiceField(label=gettext_lazy("Days are written"), required=False, choices=(
        ("", gettext_lazy("as the dates show")), ("day", gettext_lazy("day first: 25/03/2026")),
        ("month", gettext_lazy("month first: 03/25/2026")),
    ))  # fmt: skip

    def __init__(
        self, *args: Any, headers: Sequence[str], accounts: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["account"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(accounts)
        offered = [("", gettext("no column")), *((head, head) for head in dict.fromkeys(headers) if head)]
        for name, word in WORDS.items():
            self.fields[name] = forms.ChoiceField(label=word, required=False, choices=offered)

    def columns(self) -> Columns:
        """What was chosen, for the reader."""
        said = self.cleaned_data
        return Columns(
            {name: said[name] for name in FIELDS if said.get(name)}, currency=said["currency_of_account"].upper(),
            decimal_mark=said["decimal_mark"], day_first={"day": True, "month": False}.get(said["day_order"]),
        )  # fmt: skip


@staff(Role.FINANCE, methods="GET POST")
def columns(request: Request) -> HttpResponse:
    """Choose the columns, look at what they make, import it."""
    if not request.GET.get("file"):
        return redirect("desk:statements")
    file, name = _table(request)
    raw = file.read()
    table = sandbox.run("table", raw)
    rows = table.value["sheets"][0]["rows"] if table.ok else []
    top = header_row(rows)
    headers = [cell.strip() for cell in rows[top]] if rows else []
    accounts = _accounts()
    wanted = request.method == "POST"
    form = ColumnsForm(
        request.POST if wanted else None, headers=headers, accounts=accounts, initial=_initial(headers)
    )
    seen: StatementFile | None = None
    if wanted and form.is_valid():
        account, chosen = form.cleaned_data["account"], form.columns()
        seen = read_statement(raw, account=account, columns=_plain(chosen))
        if seen.is_usable and request.POST.get("do") == "import":
            try:
                made = request.do(import_statement, file=file, name=name, account=account, columns=chosen)
            except StatementKnown as refusal:
                messages.error(request, told(refusal))
                return redirect("desk:statements")
            return redirect("desk:statement", made.number)
    return render(request, "desk/statement_columns.html", {
        "here_in": "money", "name": name, "form": form, "file": request.GET.get("file", ""), "key": form_key(),
        "fields": [form[field] for field in FIELDS], "headers": headers,
        "rows": [[*row, *[""] * (len(headers) - len(row))] for row in rows[top + 1 : top + 1 + SHOWN_ROWS]],
        "unreadable": [] if rows else list(table.findings), "seen": seen, "has_accounts": bool(accounts),
        **_shown(seen),
    }, status=422 if form.errors or (seen and not seen.is_usable) else 200)  # fmt: skip


def _table(request: Request) -> tuple[StoredFile, str]:
    try:
        sha256, name = signing.loads(request.GET.get("file", ""), salt=SALT, max_age=A_DAY_S)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    return StoredFile.objects.get(pk=sha256), name


def _accounts() -> list[tuple[str, str]]:
    kept = BankAccount.objects.filter(state__in=[BankAccountState.APPROVED, BankAccountState.REPLACED])
    return list({
        each.account_number: (each.account_number, f"{each.account_number} · {each.currency} · {each.bank_name}")
        for each in kept.order_by("state", "pk")
    }.values())  # fmt: skip


def _initial(headers: Sequence[str]) -> dict[str, str]:
    """How the last table with these columns was read, else what their names tell."""
    known = columns_remembered(headers)
    if known is None:
        return dict(proposed(headers))
    account, kept = known
    order = {True: "day", False: "month"}.get(kept.day_first) if kept.day_first is not None else ""
    return {
        **kept.named, "account": account, "currency_of_account": kept.currency, "decimal_mark": kept.decimal_mark,
        "day_order": order or "",
    }  # fmt: skip


def _plain(columns: Columns) -> dict[str, Any]:
    return {"named": columns.named, "currency": columns.currency, "decimal_mark": columns.decimal_mark,
            "day_first": columns.day_first}  # fmt: skip


def _shown(seen: StatementFile | None) -> dict[str, Any]:
    """What the preview says: the lines, and how much comes in and goes out."""
    if seen is None or not seen.is_usable:
        return {}
    [statement] = seen.statements
    nothing = Money.of(0, statement.currency)
    come = [entry.amount for entry in statement.entries if entry.is_credit]
    gone = [entry.amount for entry in statement.entries if not entry.is_credit]
    return {
        "statement": statement, "lines": statement.entries[:SHOWN_LINES], "count": len(statement.entries),
        "come": sum_of([nothing, *come]), "gone": sum_of([nothing, *gone]), "came": len(come),
    }  # fmt: skip
