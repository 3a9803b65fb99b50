"""Our bank details, decided by two people: proposed with the bank's letter, approved by somebody else, printed after a
cooling period; every version stays."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.finding import by_key
from ordolux.edges.desk.money import BOOKS
from ordolux.edges.desk.money_tabs import tabs
from ordolux.edges.lists.money import BANK_ACCOUNTS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.clocks import Clock, hours_clock
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.edges.ui.files import download
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.deeds import (
    COOLING_HOURS,
    BankDetailsWrong,
    approve_bank_account,
    propose_bank_account,
    reject_bank_account,
)
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Firm
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.rules.money import OTHER_MINOR_UNITS

CURRENCIES = sorted({
    "USD", "EUR", "GBP", "CNY", "HKD", "AED", "SAR", "AUD", "CAD", "CHF", "SGD", "INR", "ZAR", "PLN", "SEK", "NOK",
    "DKK", "CZK", "MXN", "BRL", "TRY", "NZD", "THB", "MYR", "PHP", *OTHER_MINOR_UNITS,
})  # fmt: skip


@staff(*BOOKS)
def bank_accounts(request: Request) -> HttpResponseBase:
    """Every version of our bank details, newest first."""
    return show_list(
        request, BANK_ACCOUNTS, "desk", here_in="money", template="desk/money_list.html", tabs=tabs("bank_accounts"),
        actions=[Action(gettext("Propose bank details"), reverse("desk:new_bank_account"))],
    )  # fmt: skip


class BankDetailsForm(DeedForm):
    """Our bank details for one currency, with the bank's letter."""

    deed = propose_bank_account
    places = {BankDetailsWrong: "account_number"}
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(c, c) for c in CURRENCIES])
    beneficiary = forms.CharField(label=gettext_lazy("Beneficiary"), max_length=200)
    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=200)
    bank_address = forms.CharField(label=gettext_lazy("Bank's address"), max_length=300, required=False)
    bic = forms.CharField(label="BIC", max_length=11)
    account_number = forms.CharField(label=gettext_lazy("Account number or IBAN"), max_length=40)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)
    proof = FileToKeep(label=gettext_lazy("Letter of the bank"))


@staff(*BOOKS, methods="GET POST")
def new_bank_account(request: Request) -> HttpResponse:
    """Propose a version of our bank details."""
    firm = Firm.objects.first()
    return form_page(
        request, BankDetailsForm, title=gettext("Propose bank details"), submit=gettext("Propose for approval"),
        done=lambda account: reverse("desk:bank_account", args=[account.pk]),
        said=gettext("Proposed. Somebody else must approve it."), here_in="money",
        crumbs=[(gettext("Bank details"), reverse("desk:bank_accounts"))],
        initial={"currency": "USD", "beneficiary": firm.legal_name if firm else ""},
        lead=gettext(
            "Nothing prints these details before a second person has approved them; a change is printed {hours} hours "
            "after that."
        ).format(hours=COOLING_HOURS),
    )  # fmt: skip


@staff(*BOOKS, finds=BankAccount)
def bank_account(request: Request, number: str) -> HttpResponse:
    """One version: what it says beside the version before it, who decided it, and which open invoices print another."""
    record = by_key(request, BankAccount, number, "proposed_by", "approved_by")
    in_force = BankAccount.objects.filter(currency=record.currency, state=BankAccountState.APPROVED).first()
    others = list(
        BankAccount.objects.filter(currency=record.currency)
        .select_related("proposed_by", "approved_by")
        .order_by("-id")
    )
    stale = list(
        Proforma.objects.filter(state=ProformaState.ISSUED, total_currency=record.currency)
        .exclude(bank_account=in_force)
        .select_related("deal__buyer")
        .order_by("id")[:50]
    ) if in_force else []  # fmt: skip
    before = in_force if in_force and in_force.pk != record.pk else None
    words = (
        (gettext("Beneficiary"), "beneficiary"), (gettext("Bank"), "bank_name"),
        (gettext("Bank's address"), "bank_address"), ("BIC", "bic"), (gettext("Account"), "account_number"),
    )  # fmt: skip
    rows = [
        (word, getattr(record, name), getattr(before, name) if before else "", bool(before)
         and getattr(before, name) != getattr(record, name))
        for word, name in words
    ]  # fmt: skip
    return render(request, "desk/bank_account.html", {
        "here_in": "money", "account": record, "rows": rows, "before": before, "history": others, "stale": stale,
        "mine": record.proposed_by_id == request.actor.person_id, "clock": _cooling(record, request),
        "is_open": record.state == BankAccountState.PROPOSED, "hours": COOLING_HOURS if before else 0,
    })  # fmt: skip


@staff(*BOOKS, methods="POST", finds=BankAccount)
def bank_account_approval(request: Request, number: str) -> HttpResponse:
    """Approve proposed bank details as the second person."""
    record = by_key(request, BankAccount, number)
    approved = request.do(approve_bank_account, record)
    messages.success(
        request, gettext("Approved. Documents print it as soon as the cooling period is over.")
        if approved.usable_from and approved.usable_from > request.at else gettext("Approved. Documents print it from now on."),
    )  # fmt: skip
    return redirect("desk:bank_account", number)


class BankRejectionForm(DeedForm):
    """Why proposed bank details are refused."""

    deed = reject_bank_account
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@staff(*BOOKS, methods="GET POST", finds=BankAccount)
def bank_account_rejection(request: Request, number: str) -> HttpResponse:
    """Refuse proposed bank details, or take one's own proposal back."""
    record = by_key(request, BankAccount, number)
    here = reverse("desk:bank_account", args=[record.pk])
    return form_page(
        request, BankRejectionForm, record, title=gettext("Refuse these bank details"), submit=gettext("Refuse them"),
        done=lambda _: here, said=gettext("The bank details are refused."), here_in="money",
        crumbs=[(gettext("Bank details"), reverse("desk:bank_accounts")), (str(record), here)],
    )  # fmt: skip


@staff(*BOOKS, finds=BankAccount)
def bank_account_proof(request: Request, number: str) -> HttpResponse:
    """The bank's letter."""
    record = by_key(request, BankAccount, number)
    if record.proof_id is None:
        return redirect("desk:bank_account", number)
    kind = StoredFile.objects.get(pk=record.proof_id).media_type
    return download(
        record.proof_id,
        f"bank-letter-{record.pk}{'.pdf' if kind == 'application/pdf' else ''}",
        kind,
        show=True,
    )


def _cooling(record: BankAccount, request: Request) -> Clock | None:
    """How long it takes until documents print this version."""
    if record.state != BankAccountState.APPROVED or not record.usable_from or not record.decided_at:
        return None
    if record.usable_from <= request.at:
        return None
    rule = gettext("A change of our bank details is printed {hours} hours after its approval, so that a fraud in our name "
                   "can still be noticed.").format(hours=COOLING_HOURS)  # fmt: skip
    return hours_clock(record.decided_at, record.usable_from, request.at, rule=rule)
