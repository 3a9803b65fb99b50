"""Questions to the engineer: sales asks on an inquiry's line, the engineer answers on his landing page or beside the
whole story; and what else waits for the engineer."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.catalogue import named
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.desk.samples_today import sample_blocks
from ordolux.edges.lists.catalogue import ASKERS, QUESTIONS
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.templatetags.ui import parameter as parameter_word
from ordolux.edges.ui.widgets import Figure
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.queries import products_without_bill
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.library.models import DocumentState, ItemKind, ProductDocument
from ordolux.inquiries.customisation.deeds import (
    EffectMakesNoSense,
    NothingAsked,
    WordsMissing,
    answer_question,
    ask_engineer,
    reopen_question,
    withdraw_question,
)
from ordolux.inquiries.customisation.models import Question, QuestionState, Verdict
from ordolux.inquiries.customisation.queries import open_questions, questions_of
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.orders.samples.models import SampleState
from ordolux.rules.money import Money

READERS = tuple(ASKERS)
MOST = 30


class AskForm(DeedForm):
    """What the engineer shall look at."""

    deed = ask_engineer
    places = {NothingAsked: "text"}
    line = forms.TypedChoiceField(label=gettext_lazy("About"), coerce=int, choices=())
    text = forms.CharField(
        label=gettext_lazy("Your question"), max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("What the customer wants beside the catalogue, and what you need to know: can it be made, "
                               "what does it cost, how long does it take."),
    )  # fmt: skip

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["line"]
        assert isinstance(chosen, forms.ChoiceField)
        lines = inquiry.lines.select_related("product").order_by("position")
        chosen.choices = [
            *((line.position, _line_words(line)) for line in lines), (0, gettext("The whole inquiry")),
        ]  # fmt: skip


class AnswerForm(DeedForm):
    """The engineer's verdict, with what it does to cost and time."""

    deed = answer_question
    places = {WordsMissing: "answer", EffectMakesNoSense: "days_effect"}
    verdict = forms.ChoiceField(
        label=gettext_lazy("Can it be made?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        initial=Verdict.FEASIBLE,
    )
    answer = forms.CharField(
        label=gettext_lazy("What has to change, or why not"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    cost_amount = forms.DecimalField(
        label=gettext_lazy("Cost more or less, per piece"), required=False, max_digits=12, decimal_places=4, widget=Figure(),
        help_text=gettext_lazy("Empty: no effect on cost."),
    )  # fmt: skip
    cost_currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(c, c) for c in ("CNY", "USD", "EUR")], required=False
    )
    days_effect = forms.IntegerField(
        label=gettext_lazy("Working days more or less"), required=False, widget=Figure(whole=True),
        help_text=gettext_lazy("Empty: no effect on time."),
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """Amount and currency as money."""
        said = dict(self.cleaned_data)
        amount, currency = said.pop("cost_amount"), said.pop("cost_currency") or "CNY"
        return {**said, "cost_effect": Money(Decimal(amount), currency) if amount is not None else None}


@staff(*READERS)
def questions(request: Request) -> HttpResponseBase:
    """All questions to the engineer."""
    return show_list(request, QUESTIONS, "desk", here_in="inbox")


@staff(*READERS, finds=Question)
def question(request: Request, number: str) -> HttpResponse:
    """One question with the words of the customer, and the answer or the form for it."""
    return _page(request, request.find(Question, number))


@staff(Role.ENGINEER, methods="POST", finds=Question)
def answer(request: Request, number: str) -> HttpResponse:
    """Answer it; what was typed stays when something is missing."""
    found = request.find(Question, number)
    form = AnswerForm(request.POST)
    if form.carry_out(request, found) is None:
        return _page(request, found, form)
    messages.success(request, gettext("Answered: sales sees it on the inquiry and on the order page."))
    return redirect(
        "desk:today" if request.POST.get("back") == "today" else reverse("desk:question", args=[number])
    )


@staff(Role.ENGINEER, Role.SALES, methods="POST", finds=Question)
def reopening(request: Request, number: str) -> HttpResponse:
    """Open it again."""
    request.do(reopen_question, request.find(Question, number))
    messages.success(request, gettext("It waits for an answer again."))
    return redirect("desk:question", number)


@staff(Role.SALES, Role.SUPPORT, methods="POST", finds=Question)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Take it back."""
    found = request.find(Question, number)
    request.do(withdraw_question, found)
    messages.success(request, gettext("The question is taken back."))
    return redirect("desk:inquiry", found.inquiry.number)


@staff(Role.SALES, Role.SUPPORT, methods="GET POST", finds=Inquiry)
def ask(request: Request, number: str) -> HttpResponse:
    """Ask the engineer about a line of an inquiry."""
    found = request.find(Inquiry, number)
    line = request.GET.get("line", "")
    first = found.lines.order_by("position").first()
    return form_page(
        request, AskForm, found, title=gettext("Ask the engineer"), submit=gettext("Ask the engineer"),
        done=lambda made: reverse("desk:question", args=[made.number]),
        said=gettext("Asked; the engineer sees it first of all."),
        here_in="inbox", crumbs=[(found.number, reverse("desk:inquiry", args=[found.number]))],
        initial={"line": int(line) if line.isdecimal() and len(line) < 4 else first.position if first else 0},
        options={"inquiry": found},
    )  # fmt: skip


def _page(request: Request, found: Question, form: AnswerForm | None = None) -> HttpResponse:
    inquiry = found.inquiry
    line = inquiry.lines.filter(position=found.line).select_related("product").first() if found.line else None
    values = (
        [(parameter_word(code), _value_words(value)) for code, value in line.values.items()] if line else []
    )
    return render(request, "desk/question.html", {
        "here_in": "inbox", "question": found, "inquiry": inquiry, "deal": found.deal, "line": line, "values": values,
        "form": form or AnswerForm(), "is_open": found.state == QuestionState.ASKED,
        "may_answer": answer_question.is_permitted(request.actor), "text": inquiry.text,
        "may_reopen": found.state == QuestionState.ANSWERED and reopen_question.is_permitted(request.actor),
        "may_withdraw": found.state == QuestionState.ASKED and withdraw_question.is_permitted(request.actor),
        "earlier": [each for each in questions_of(found.deal) if each.pk != found.pk][:10],
    }, status=422 if form is not None and form.errors else 200)  # fmt: skip


def engineer_landing(request: Request) -> Sequence[Block]:
    """What waits for an engineer: questions, drawings to release, products that nobody can make yet."""
    waiting = list(open_questions(request.actor)[:MOST])
    drawings = list(
        ProductDocument.objects.filter(kind=ItemKind.DRAWING, state=DocumentState.DRAFTED)
        .select_related("product", "family")
        .order_by("id")[:MOST]
    )
    bare = products_without_bill()
    return [
        Block(gettext("Questions to me"), "desk/landing_questions.html",
              {"questions": waiting, "currencies": ("CNY", "USD", "EUR")},
              reverse("desk:questions"), gettext("All questions"), len(waiting)),
        *sample_blocks(request, SampleState.CLEARED, is_made=True),
        Block(gettext("Drawings to release"), "desk/landing_drawings.html", {"drawings": drawings},
              f"{reverse('desk:library')}?kind=drawing", gettext("All drawings"), len(drawings)),
        Block(gettext("Products without a bill of materials"), "desk/landing_bills.html",
              {"products": [(each, named(each)) for each in bare]}, f"{reverse('desk:products')}?bill=no&offered=yes",
              gettext("All of them"), len(bare)),
    ]  # fmt: skip


LANDINGS[Role.ENGINEER] = engineer_landing


def questions_panel(deal: Deal) -> Panel | None:
    """What the engineer said on the order page."""
    rows = []
    for each in questions_of(deal):
        effects = (
            [str(each.get_verdict_display())] if each.verdict and each.state == QuestionState.ANSWERED else []
        )
        if each.state == QuestionState.ANSWERED and each.cost_effect is not None:
            effects.append(gettext("{amount} per piece").format(amount=each.cost_effect))
        if each.state == QuestionState.ANSWERED and each.days_effect:
            effects.append(gettext("{days} working days").format(days=f"{each.days_effect:+d}"))
        rows.append(
            Row(
                f"{each.number} · {each.text[:80]}",
                reverse("desk:question", args=[each.number]),
                " · ".join(effects),
                each,
            )
        )
    return Panel(gettext("Questions to the engineer"), rows) if rows else None


PANELS.append(questions_panel)


def _line_words(line: Any) -> str:
    what = line.product.number if line.product else line.text[:60]
    return gettext("Line {line}: {what}").format(line=line.position, what=what)


def _value_words(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    inner = value.get("value")
    text = "–".join(str(each) for each in inner) if isinstance(inner, list) else str(inner)
    return f"{text} {value.get('unit') or ''}".strip()
