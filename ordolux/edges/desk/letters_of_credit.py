"""Letters of credit on the desk: entered as the bank advised them, checked, amended, waived, taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.money_tabs import tabs
from ordolux.edges.lists.money import LETTERS_OF_CREDIT
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.bank_words import changed_rows, said_rows
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.orders.agreement.models import Order
from ordolux.orders.documentary.deeds import (
    Advised,
    accept_credit_amendment,
    accept_letter,
    ask_for_amendment,
    cancel_letter,
    correct_letter,
    receive_credit_amendment,
    receive_letter,
    reject_credit_amendment,
    reopen_letter,
    waive_discrepancies,
    wrong_with,
)
from ordolux.orders.documentary.models import (
    CreditAmendment,
    CreditAmendmentState,
    CreditState,
    CreditWords,
    LetterOfCredit,
    findings_read,
)
from ordolux.orders.documentary.queries import application_of, due_under_letter, sale_of, wanted_of
from ordolux.rules.documentary import NEVER_WAIVED, PAPER_WORDS, PRESENTATION_DAYS

ENTERING = (Role.FINANCE, Role.SALES)
KEEPERS = (Role.FINANCE, Role.MANAGER)
READERS = (Role.FINANCE, Role.SALES, Role.LOGISTICS, Role.MANAGER)


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=forms.DateInput({"type": "date"})
    )


def papers_field(label: Any) -> forms.MultipleChoiceField:
    """A box for each document that we know; its words are set by ``name_papers``."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


def name_papers(form: forms.Form) -> None:
    """Give the boxes of ``documents`` their words in the reader's language."""
    field = form.fields["documents"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = [(paper, gettext(word)) for paper, word in PAPER_WORDS.items()]


class LetterWordsForm(DeedForm):
    """What a letter of credit says."""

    bank_number = forms.CharField(label=gettext_lazy("Bank's number"), max_length=60)
    bank = forms.CharField(label=gettext_lazy("Issuing bank"), max_length=200)
    advising_bank = forms.CharField(label=gettext_lazy("Advising bank"), max_length=200, required=False)
    applicant = forms.CharField(label=gettext_lazy("Applicant"), max_length=200)
    beneficiary = forms.CharField(label=gettext_lazy("Beneficiary"), max_length=200)
    currency = forms.CharField(label=gettext_lazy("Currency"), min_length=3, max_length=3)
    amount = forms.DecimalField(label=gettext_lazy("Amount"), min_value=0, max_digits=16, decimal_places=4)
    plus_percent = forms.DecimalField(
        label=gettext_lazy("Tolerance above, %"), min_value=0, max_value=100, decimal_places=3, initial=0,
        help_text=gettext_lazy("“About” or “approximately” before the amount is 10 above and 10 below."),
    )  # fmt: skip
    minus_percent = forms.DecimalField(
        label=gettext_lazy("Tolerance below, %"), min_value=0, max_value=100, decimal_places=3, initial=0
    )
    latest_shipment_on = _day(gettext_lazy("Latest date of shipment"), required=False)
    expires_on = _day(gettext_lazy("Date of expiry"))
    expires_at = forms.CharField(label=gettext_lazy("Place of expiry"), max_length=120, required=False)
    presentation_days = forms.IntegerField(
        label=gettext_lazy("Days to present after shipment"), min_value=1, max_value=365, initial=PRESENTATION_DAYS,
        help_text=gettext_lazy("21 when it is silent."),
    )  # fmt: skip
    usance_days = forms.IntegerField(
        label=gettext_lazy("Paid after days"), min_value=0, max_value=720, initial=0,
        help_text=gettext_lazy("0: at sight."),
    )  # fmt: skip
    incoterm = forms.CharField(
        label=gettext_lazy("Delivery term"), max_length=60, required=False,
        help_text=gettext_lazy("As written there, such as CIF Hamburg; empty when it is silent."),
    )  # fmt: skip
    documents = papers_field(gettext_lazy("Documents required"))
    is_operative = forms.BooleanField(label=gettext_lazy("It is operative"), required=False, initial=True)
    is_confirmed = forms.BooleanField(label=gettext_lazy("Our bank has confirmed it"), required=False)
    partial_shipments = forms.BooleanField(
        label=gettext_lazy("Partial shipments are allowed"), required=False, initial=True
    )
    transhipment = forms.BooleanField(
        label=gettext_lazy("Transhipment is allowed"), required=False, initial=True
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        name_papers(self)

    def arguments(self) -> dict[str, Any]:
        """What the bank says, as one value; the currency as banks write it."""
        said = super().arguments()
        said |= {"documents": tuple(said["documents"]), "currency": said["currency"].upper()}
        return {"says": Advised(**said)}


class LetterForm(LetterWordsForm):
    """A letter of credit as the bank advised it."""

    deed = receive_letter


class CorrectionForm(LetterWordsForm):
    """The same letter, typed right."""

    deed = correct_letter


class CreditAmendmentForm(LetterWordsForm):
    """The whole letter as it would be with the bank's amendment."""

    deed = receive_credit_amendment


class WaiverForm(DeedForm):
    """Why a letter of credit holds although something does not fit."""

    deed = waive_discrepancies
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))


class AskingForm(DeedForm):
    """What else the customer's bank shall amend."""

    deed = ask_for_amendment
    words = forms.CharField(
        label=gettext_lazy("What else shall be amended"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 4}), help_text=gettext_lazy("Every discrepancy stands in the letter already."),
    )  # fmt: skip


class ReopeningForm(DeedForm):
    """Why a letter of credit in force is checked again."""

    deed = reopen_letter
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class CancellationForm(DeedForm):
    """Why a letter of credit is no more."""

    deed = cancel_letter
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class RejectionForm(DeedForm):
    """Why an amendment by the bank is not accepted."""

    deed = reject_credit_amendment
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))


@staff(*READERS)
def letters(request: Request) -> HttpResponseBase:
    """All letters of credit."""
    return show_list(
        request, LETTERS_OF_CREDIT, "desk", here_in="money", template="desk/money_list.html",
        tabs=tabs("letters_of_credit"),
    )  # fmt: skip


@staff(*READERS, finds=LetterOfCredit)
def letter(request: Request, number: str) -> HttpResponse:
    """One letter of credit: what comes next, what does not fit, what it says, how the bank amended it."""
    record = request.find(LetterOfCredit, number)
    order, roles = record.order, request.actor.roles
    is_open = record.state in (CreditState.ADVISED, CreditState.DISCREPANT)
    # an open one is read against the order as it is now, one in force as it was when it was accepted
    found = list(wrong_with(record, order, request.at)) if is_open else findings_read(record.findings)
    amendments = list(CreditAmendment.objects.filter(letter=record).order_by("place"))
    waiting = next((each for each in amendments if each.state == CreditAmendmentState.ADVISED), None)
    spoiled = list(wrong_with(waiting, order, request.at)) if waiting else []
    return render(request, "desk/letter_of_credit.html", {
        "here_in": "money", "letter": record, "order": order, "due": due_under_letter(order), "is_open": is_open,
        "findings": [told(each) for each in found], "rows": said_rows(record), "amendments": amendments,
        "waiting": waiting, "changes": changed_rows(record, waiting) if waiting else [],
        "spoiled": [told(each) for each in spoiled],
        "can_accept": is_open and not found and waiting is None and Role.FINANCE in roles,
        "can_waive": is_open and bool(found) and waiting is None and Role.MANAGER in roles
        and not any(each.code in NEVER_WAIVED for each in found),
        "can_ask": record.state == CreditState.ADVISED and waiting is None and bool(roles & set(ENTERING)),
        "can_correct": is_open and waiting is None and bool(roles & set(ENTERING)),
        "can_amend": record.state != CreditState.CANCELLED and waiting is None and bool(roles & set(ENTERING)),
        "can_take": waiting is not None and Role.FINANCE in roles
        and not (spoiled and record.state == CreditState.OPERATIVE),
        "can_reject": waiting is not None and bool(roles & set(KEEPERS)),
        "can_cancel": is_open and bool(roles & set(KEEPERS)),
        "can_reopen": record.state == CreditState.OPERATIVE and bool(roles & set(KEEPERS)),
    })  # fmt: skip


@staff(*ENTERING, methods="GET POST", finds=Order)
def new_letter(request: Request, number: str) -> HttpResponse:
    """Enter the letter of credit of an order."""
    order = request.find(Order, number)
    back = reverse("desk:order_money", args=[number])
    sale, wanted, told_us = sale_of(order), wanted_of(order).terms, application_of(order)
    initial = {
        "currency": sale.due.currency, "amount": f"{sale.due.amount:.{sale.due.decimals}f}", "beneficiary": sale.seller,
        "applicant": sale.buyer, "usance_days": sale.usance_days, "bank": told_us.bank if told_us else "",
        "bank_number": told_us.reference if told_us else "", "documents": [each.value for each in wanted.documents],
    }  # fmt: skip
    return form_page(
        request, LetterForm, order, title=gettext("Letter of credit for {order}").format(order=number),
        submit=gettext("Enter and check it"), crumbs=[(number, back)], here_in="money", initial=initial,
        done=lambda made: reverse("desk:letter_of_credit", args=[made.number]),
        lead=gettext("Write what the bank's advice says, not what we agreed: what differs is named at once."),
    )  # fmt: skip


@staff(*ENTERING, methods="GET POST", finds=LetterOfCredit)
def correction(request: Request, number: str) -> HttpResponse:
    """Correct what was mistyped."""
    record = request.find(LetterOfCredit, number)
    return _form(
        request, CorrectionForm, record, record, gettext("Correct the entry of {letter}").format(letter=number),
        gettext("Correct and check it"), initial=_as_typed(record),
    )  # fmt: skip


@staff(*ENTERING, methods="GET POST", finds=LetterOfCredit)
def new_amendment(request: Request, number: str) -> HttpResponse:
    """Enter what the bank amended."""
    record = request.find(LetterOfCredit, number)
    return _form(
        request, CreditAmendmentForm, record, record, gettext("Amendment of {letter}").format(letter=number),
        gettext("Enter and check it"), initial=_as_typed(record),
        lead=gettext(
            "Change what the bank changed. The letter of credit holds as it was until you accept the amendment."
        ),
    )  # fmt: skip


@staff(Role.FINANCE, methods="POST", finds=LetterOfCredit)
def acceptance(request: Request, number: str) -> HttpResponse:
    """Accept a letter of credit that fits."""
    request.do(accept_letter, request.find(LetterOfCredit, number))
    messages.success(request, gettext("The letter of credit is in force."))
    return redirect("desk:letter_of_credit", number)


@staff(Role.MANAGER, methods="GET POST", finds=LetterOfCredit)
def waiver(request: Request, number: str) -> HttpResponse:
    """Waive discrepancies as a manager."""
    record = request.find(LetterOfCredit, number)
    return _form(
        request, WaiverForm, record, record, gettext("Waive the discrepancies"), gettext("Let it be in force")
    )


@staff(*ENTERING, methods="GET POST", finds=LetterOfCredit)
def asking(request: Request, number: str) -> HttpResponse:
    """Ask the customer to have it amended."""
    record = request.find(LetterOfCredit, number)
    return _form(
        request, AskingForm, record, record, gettext("Ask for an amendment"), gettext("Send the letter")
    )


@staff(*KEEPERS, methods="GET POST", finds=LetterOfCredit)
def reopening(request: Request, number: str) -> HttpResponse:
    """Check a letter of credit in force again."""
    record = request.find(LetterOfCredit, number)
    return _form(
        request, ReopeningForm, record, record, gettext("Check the letter of credit again"),
        gettext("Take it out of force"),
        lead=gettext("What it opened closes for what has not begun: production, booking and shipping wait."),
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST", finds=LetterOfCredit)
def cancellation(request: Request, number: str) -> HttpResponse:
    """Note that it was withdrawn."""
    record = request.find(LetterOfCredit, number)
    return _form(
        request,
        CancellationForm,
        record,
        record,
        gettext("Cancel the letter of credit"),
        gettext("Cancel it"),
    )


@staff(Role.FINANCE, methods="POST", finds=CreditAmendment)
def amendment_acceptance(request: Request, number: str) -> HttpResponse:
    """Accept the bank's amendment."""
    record = request.find(CreditAmendment, number)
    request.do(accept_credit_amendment, record)
    messages.success(request, gettext("The letter of credit says now what the amendment says."))
    return redirect("desk:letter_of_credit", record.letter.number)


@staff(*KEEPERS, methods="GET POST", finds=CreditAmendment)
def amendment_rejection(request: Request, number: str) -> HttpResponse:
    """Reject the bank's amendment."""
    record = request.find(CreditAmendment, number)
    return _form(
        request, RejectionForm, record.letter, record, gettext("Reject amendment {number}").format(number=number),
        gettext("Reject the amendment"),
    )  # fmt: skip


def _as_typed(credit: CreditWords) -> dict[str, Any]:
    """What a credit says, as the fields of its form."""
    plain = {
        name: getattr(credit, name)
        for name in LetterWordsForm.base_fields
        if name not in ("currency", "amount")
    }
    amount = credit.amount
    typed = {"currency": amount.currency, "amount": f"{amount.amount:.{amount.decimals}f}"}
    percents = {name: f"{plain[name].normalize():f}" for name in ("plus_percent", "minus_percent")}
    return {**plain, **typed, **percents}


def _form(
    request: Request, form: type[DeedForm], letter: LetterOfCredit, record: Any, title: str, submit: str, *,
    lead: str = "", initial: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    back = reverse("desk:letter_of_credit", args=[letter.number])
    return form_page(
        request, form, record, title=title, submit=submit, done=lambda _: back, here_in="money", lead=lead,
        crumbs=[(letter.number, back)], said=gettext("Noted."), initial=initial,
    )  # fmt: skip
