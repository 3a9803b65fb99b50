"""Documents at banks: presented with a checklist, taken up, refused, corrected; and what stands for money of one order."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.letters_of_credit import name_papers, papers_field
from ordolux.edges.desk.money_tabs import tabs
from ordolux.edges.lists.money import PRESENTATIONS, our_day
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.wording import day_words
from ordolux.foundation.actors import Actor, Role
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.deeds import (
    LEFT,
    BankWouldRefuse,
    DayAhead,
    DayBeforeThat,
    note_acceptance,
    note_refusal,
    present_documents,
    take_answer_back,
    withdraw_presentation,
)
from ordolux.orders.collection.models import Presentation, PresentationState
from ordolux.orders.collection.queries import presentation_of
from ordolux.orders.documentary.models import LetterApplication, LetterOfCredit, findings_read
from ordolux.orders.documentary.queries import application_of, letter_of, wanted_of
from ordolux.orders.limit.models import CreditAllowance
from ordolux.orders.limit.queries import Exposure, allowance_of, exposure_of
from ordolux.rules.documentary import PAPER_WORDS, PaperAsked
from ordolux.rules.refusal import Refusal
from ordolux.rules.terms import payment_term
from ordolux.shipping.transport.models import Shipment

PRESENTING = (Role.LOGISTICS, Role.FINANCE)
READERS = (Role.FINANCE, Role.SALES, Role.LOGISTICS, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands for money of one order, and what of it this person can do now."""

    wants_letter: bool
    letter: LetterOfCredit | None
    application: LetterApplication | None
    is_through_bank: bool
    presentations: list[Presentation]
    last_presentation: date | None
    exposure: Exposure | None
    allowance: CreditAllowance | None
    buyer: str
    can_enter: bool
    can_present: bool
    can_set: bool
    can_allow: bool


def backing_of(order: Order, actor: Actor) -> Backing | None:
    """Letter of credit, documents and limit of an order; None when its payment term knows none of them."""
    term = payment_term(order.payment_term)
    if order.is_free or not (term.is_through_bank or term.needs_limit):
        return None
    letter = letter_of(order) if term.needs_letter else None
    presented = list(Presentation.objects.filter(order=order).order_by("id")) if term.is_through_bank else []
    standing = presentation_of(order) if presented else None
    exposure = exposure_of(order, our_day()) if term.needs_limit else None
    allowance = allowance_of(order) if term.needs_limit else None
    is_waiting = order.state in (OrderState.CONFIRMED, OrderState.RELEASED)
    waits = exposure is not None and order.state == OrderState.CONFIRMED
    return Backing(
        wants_letter=term.needs_letter, letter=letter, is_through_bank=term.is_through_bank, presentations=presented,
        application=application_of(order) if term.needs_letter and letter is None else None,
        last_presentation=letter.terms.last_presentation(order.shipped_on)
        if letter and order.shipped_on and standing is None else None,
        exposure=exposure, allowance=allowance, buyer=order.deal.buyer.number if order.deal.buyer else "",
        can_enter=term.needs_letter and letter is None and is_waiting
        and actor.has_any(frozenset({Role.FINANCE, Role.SALES})),
        can_present=term.is_through_bank and standing is None and order.state in LEFT
        and actor.has_any(frozenset(PRESENTING)),
        can_set=exposure is not None and actor.has_any(frozenset({Role.FINANCE, Role.MANAGER})),
        can_allow=waits and Role.MANAGER in actor.roles and _is_short(exposure),
    )  # fmt: skip


def _is_short(exposure: Exposure | None) -> bool:
    return exposure is not None and (exposure.left is None or exposure.left.is_negative)


class PresentationForm(DeedForm):
    """Documents that went to a bank."""

    deed = present_documents
    places: ClassVar[dict[type[Refusal], str]] = {
        DayBeforeThat: "on", DayAhead: "on", BankWouldRefuse: "although",
    }  # fmt: skip
    bank = forms.CharField(label=gettext_lazy("Bank"), max_length=200)
    reference = forms.CharField(label=gettext_lazy("Bank's reference"), max_length=80, required=False)
    shipped_on = forms.DateField(
        label=gettext_lazy("Date of the transport document"), widget=forms.DateInput({"type": "date"})
    )
    on = forms.DateField(label=gettext_lazy("Presented"), widget=forms.DateInput({"type": "date"}))
    documents = papers_field(gettext_lazy("Documents in the set"))
    although = forms.CharField(
        label=gettext_lazy("Why they are presented although something is wrong"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Only when the check below finds something that cannot be mended."),
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        name_papers(self)

    def arguments(self) -> dict[str, Any]:
        """The documents as a tuple."""
        said = super().arguments()
        return {**said, "documents": tuple(said["documents"])}


class AcceptanceForm(DeedForm):
    """When documents were taken up, and when they are paid."""

    deed = note_acceptance
    places: ClassVar[dict[type[Refusal], str]] = {DayBeforeThat: "on", DayAhead: "on"}
    on = forms.DateField(label=gettext_lazy("Taken up"), widget=forms.DateInput({"type": "date"}))
    matures = forms.DateField(
        label=gettext_lazy("To be paid on"), required=False, widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("Empty: counted as the letter of credit or the payment term says."),
    )  # fmt: skip


class RefusalForm(DeedForm):
    """Why documents were refused."""

    deed = note_refusal
    reason = forms.CharField(
        label=gettext_lazy("What the bank says is wrong"), max_length=1000, widget=forms.Textarea({"rows": 4})
    )


class AnswerCorrectionForm(DeedForm):
    """Why a bank's answer is taken back."""

    deed = take_answer_back
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class WithdrawalForm(DeedForm):
    """Why documents are taken back from the bank."""

    deed = withdraw_presentation
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@staff(*READERS)
def presentations(request: Request) -> HttpResponseBase:
    """All documents at banks."""
    return show_list(
        request, PRESENTATIONS, "desk", here_in="money", template="desk/money_list.html", tabs=tabs("presentations")
    )  # fmt: skip


@staff(*READERS, finds=Presentation)
def presentation(request: Request, number: str) -> HttpResponse:
    """Documents at a bank: what comes next, which ones, what was wrong, what the bank answered."""
    record = request.find(Presentation, number)
    is_bookkeeper = Role.FINANCE in request.actor.roles
    asked = set(record.letter.documents) if record.letter else set()
    standing = presentation_of(record.order)
    is_alone = standing is None or standing.pk == record.pk
    return render(request, "desk/presentation.html", {
        "here_in": "money", "presentation": record, "order": record.order, "today": our_day(),
        "findings": [told(each) for each in findings_read(record.findings)],
        "checklist": [
            (gettext(word), paper in record.documents, paper in asked)
            for paper, word in PAPER_WORDS.items() if paper in record.documents or paper in asked
        ],
        "can_accept": is_bookkeeper and is_alone
        and record.state in (PresentationState.PRESENTED, PresentationState.DISHONOURED),
        "can_refuse": is_bookkeeper and record.state == PresentationState.PRESENTED,
        "can_correct": is_bookkeeper and is_alone
        and record.state in (PresentationState.TAKEN_UP, PresentationState.DISHONOURED),
        "can_withdraw": request.actor.has_any(frozenset(PRESENTING))
        and record.state in (PresentationState.PRESENTED, PresentationState.DISHONOURED),
    })  # fmt: skip


@staff(*PRESENTING, methods="GET POST", finds=Order)
def new_presentation(request: Request, number: str) -> HttpResponse:
    """Note that the documents of an order went to the bank."""
    order = request.find(Order, number)
    back = reverse("desk:order_money", args=[number])
    letter = letter_of(order) if payment_term(order.payment_term).needs_letter else None
    on_board = Shipment.objects.filter(order=order).values_list("on_board_on", flat=True).first()
    shipped_on = on_board or order.shipped_on
    lead = ""
    if letter is not None and shipped_on is not None:
        lead = gettext("The letter of credit asks for: {documents}. Last day to present: {day}.").format(
            documents="; ".join(gettext(PAPER_WORDS[each]) for each in letter.documents) or "–",
            day=day_words(letter.terms.last_presentation(shipped_on)),
        )
    asked = (
        letter.documents if letter else [p.value for p in wanted_of(order).terms.documents if p in _OF_GOODS]
    )
    return form_page(
        request, PresentationForm, order, title=gettext("Documents of {order} to the bank").format(order=number),
        submit=gettext("Check and note it"), crumbs=[(number, back)], here_in="money", lead=lead,
        done=lambda made: reverse("desk:presentation", args=[made.number]),
        initial={"on": our_day(), "shipped_on": shipped_on, "documents": asked,
                 "bank": (letter.advising_bank or letter.bank) if letter else ""},
    )  # fmt: skip


_OF_GOODS = frozenset(PaperAsked) - {PaperAsked.CERTIFICATE_OF_ORIGIN, PaperAsked.DRAFT}


@staff(Role.FINANCE, methods="GET POST", finds=Presentation)
def acceptance(request: Request, number: str) -> HttpResponse:
    """Note that the documents were taken up."""
    return _form(
        request, AcceptanceForm, number, gettext("Documents taken up"), gettext("Note that they are taken up"),
        initial={"on": our_day()},
        lead=gettext("By the bank under a letter of credit; by the buyer, who accepted the bill or paid at his bank."),
    )  # fmt: skip


@staff(Role.FINANCE, methods="GET POST", finds=Presentation)
def refusal(request: Request, number: str) -> HttpResponse:
    """Note that the documents were refused."""
    return _form(
        request, RefusalForm, number, gettext("Documents refused"), gettext("Note that they are refused")
    )


@staff(Role.FINANCE, methods="GET POST", finds=Presentation)
def correction(request: Request, number: str) -> HttpResponse:
    """Take back a bank's answer that was noted wrongly."""
    return _form(
        request, AnswerCorrectionForm, number, gettext("Take the bank's answer back"), gettext("Take it back")
    )  # fmt: skip


@staff(*PRESENTING, methods="GET POST", finds=Presentation)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Take documents back from the bank."""
    return _form(
        request, WithdrawalForm, number, gettext("Take the documents back"), gettext("Take them back")
    )


def _form(
    request: Request, form: type[DeedForm], number: str, title: str, submit: str, *, lead: str = "",
    initial: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    back = reverse("desk:presentation", args=[number])
    return form_page(
        request, form, request.find(Presentation, number), title=title, submit=submit, done=lambda _: back,
        here_in="money", crumbs=[(number, back)], said=gettext("Noted."), lead=lead, initial=initial,
    )  # fmt: skip
