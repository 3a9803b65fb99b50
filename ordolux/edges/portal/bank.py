"""Payment through banks, as the customer sees it: the credit that we ask for, to give to his bank; what is wrong with the one
that came; where the documents of his goods are and what he has to do there."""

from datetime import timedelta
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.money import our_day
from ordolux.edges.ui.bank_words import documents_words, said_rows, wanted_rows
from ordolux.edges.ui.deed_forms import DeedForm
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.orders.agreement.models import LOCKED, Order
from ordolux.orders.collection.models import Presentation
from ordolux.orders.documentary.deeds import WAITING, BankMissing, DayOver, announce_letter, wrong_with
from ordolux.orders.documentary.models import CreditState
from ordolux.orders.documentary.queries import application_of, letter_of
from ordolux.rules.refusal import Refusal
from ordolux.rules.terms import TermCode, payment_term

USUAL_DAYS = 14  # from the application to the advice


class ApplicationForm(DeedForm):
    """At which bank the customer applied for the credit."""

    deed = announce_letter
    places: ClassVar[dict[type[Refusal], str]] = {BankMissing: "bank", DayOver: "expected_on"}
    bank = forms.CharField(label=gettext_lazy("Your bank"), max_length=200)
    reference = forms.CharField(
        label=gettext_lazy("Number of the letter of credit"), max_length=60, required=False,
        help_text=gettext_lazy("If you know it already."),
    )  # fmt: skip
    expected_on = forms.DateField(
        label=gettext_lazy("When it should reach us"), widget=forms.DateInput({"type": "date"})
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


@customer(finds=Order)
def bank(request: Request, number: str) -> HttpResponse:
    """Everything of one order that goes through banks."""
    return _page(request, _order(request, number))


@customer(Role.BUYER, Role.PAYER, methods="POST", finds=Order)
def application(request: Request, number: str) -> HttpResponse:
    """Tell that the letter of credit was applied for."""
    order = _order(request, number)
    form = ApplicationForm(request.POST)
    if form.carry_out(request, order) is None:
        return _page(request, order, form)
    messages.success(request, gettext("Thank you. We check the letter of credit when our bank advises it."))
    return redirect("portal:bank", number)


def _order(request: Request, number: str) -> Order:
    order: Order = request.find(Order, number)
    if not payment_term(order.payment_term).is_through_bank or order.is_free or order.state not in LOCKED:
        raise Http404
    return order


def _page(request: Request, order: Order, form: ApplicationForm | None = None) -> HttpResponse:
    term = payment_term(order.payment_term)
    letter = letter_of(order) if term.needs_letter else None
    known = application_of(order) if term.needs_letter and letter is None else None
    is_open = letter is not None and letter.state == CreditState.DISCREPANT
    can_tell = (
        term.needs_letter and letter is None and order.state in WAITING
        and bool(request.actor.roles & {Role.BUYER, Role.PAYER})
    )  # fmt: skip
    if can_tell and form is None:
        first = {"bank": known.bank, "reference": known.reference, "expected_on": known.expected_on,
                 "remark": known.remark} if known else {"expected_on": our_day() + timedelta(days=USUAL_DAYS)}  # fmt: skip
        form = ApplicationForm(initial=first)
    papers = list(Presentation.objects.filter(order=order).order_by("-id"))
    return render(request, "portal/bank.html", {
        "here_in": "orders", "order": order, "deal": order.deal, "term": gettext(term.text), "letter": letter, "known": known,
        "wanted": wanted_rows(order) if term.needs_letter and order.state in WAITING else [],
        "said": said_rows(letter) if letter else [],
        "findings": [told(each) for each in wrong_with(letter, order, request.at)] if letter and is_open else [],
        "form": form if can_tell else None, "is_acceptance": order.payment_term == TermCode.DA,
        "is_payment": order.payment_term == TermCode.DP, "needs_letter": term.needs_letter,
        "papers": [(each, documents_words(each.documents)) for each in papers], "today": our_day(),
    }, status=422 if form is not None and form.errors else 200)  # fmt: skip
