"""Marketing at work: what customers ask for, brochures in their name, and the calendar of fairs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.lists.promotion import BROCHURES, FAIRS, REQUESTS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.files import download
from ordolux.edges.ui.widgets import Day, Figure
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.parties.models import Company, Person
from ordolux.rules.refusal import Refusal
from ordolux.support.promotion.deeds import (
    MOST_PRODUCTS,
    BudgetWrong,
    FairDatesWrong,
    FairUnnamed,
    NoSuchProducts,
    NotBeforeToday,
    NothingAsked,
    approve_promotion,
    cancel_fair,
    change_fair,
    decline_promotion,
    fulfil_promotion,
    note_fair_held,
    order_brochure,
    plan_fair,
    request_promotion,
    take_approval_back,
    withdraw_brochure,
)
from ordolux.support.promotion.models import Brochure, Fair, PromotionRequest, RequestKind
from ordolux.support.promotion.queries import fairs_ahead, requests_to_answer, requests_to_fulfil

MARKETING = (Role.MARKETING,)
LANGUAGES = (("en", gettext_lazy("English")), ("zh", gettext_lazy("Chinese")))
MOST_CHOICES = 500


class RequestForm(DeedForm):
    """What a customer asked for in another way."""

    deed: ClassVar[Any] = request_promotion
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NothingAsked: "what", FairUnnamed: "fair_name", NotBeforeToday: "wanted_by",
    }  # fmt: skip
    person = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=gettext_lazy("For whom"), empty_label=None
    )
    kind = forms.ChoiceField(choices=RequestKind.choices, label=gettext_lazy("What is it?"))
    what = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("In the customer's words"),
    )
    wanted_by = forms.DateField(required=False, widget=Day, label=gettext_lazy("Wanted by"))
    fair_name = forms.CharField(required=False, max_length=160, label=gettext_lazy("Name of the fair"))
    fair_place = forms.CharField(required=False, max_length=160, label=gettext_lazy("Place of the fair"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        people = Person.objects.filter(company__isnull=False, is_active=True).select_related("company")
        self.fields["person"].queryset = people.order_by("company__legal_name", "name")  # type: ignore[attr-defined]  # a model's choice
        self.fields["person"].label_from_instance = lambda p: f"{p.company}: {p.name}"  # type: ignore[attr-defined]  # a model's choice

    def arguments(self) -> dict[str, Any]:
        """The person as the deed names him."""
        told = dict(self.cleaned_data)
        person = told.pop("person")
        return {**told, "on_behalf_of": person, "language": person.company.language}


class BrochureForm(DeedForm):
    """Whose brochure, with which products."""

    deed: ClassVar[Any] = order_brochure
    places: ClassVar[Mapping[type[Refusal], str]] = {NothingAsked: "title", NoSuchProducts: "products"}
    title = forms.CharField(max_length=160, label=gettext_lazy("Title"))
    language = forms.ChoiceField(choices=LANGUAGES, label=gettext_lazy("Language"))
    products = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Products"),
        help_text=gettext_lazy("Up to twelve; the newest are chosen."),
    )  # fmt: skip
    contact = forms.CharField(
        required=False, max_length=300, label=gettext_lazy("Whom to ask (on the last page)"),
        help_text=gettext_lazy("Empty: the customer's address."),
    )  # fmt: skip

    def __init__(self, *given: Any, request_made: PromotionRequest | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.request_made = request_made
        offered = Product.objects.filter(is_offered=True).order_by("number")[:MOST_CHOICES]
        self.fields["products"].choices = [(p.number, f"{p.number} · {p.name_en}") for p in offered]  # type: ignore[attr-defined]  # a choice field

    def arguments(self) -> dict[str, Any]:
        """With the request that it answers."""
        return {**self.cleaned_data, "answers": self.request_made}


class FairForm(DeedForm):
    """A fair with its budget, goods and people."""

    deed: ClassVar[Any] = plan_fair
    places: ClassVar[Mapping[type[Refusal], str]] = {
        FairUnnamed: "name", FairDatesWrong: "ends_on", BudgetWrong: "budget",
    }  # fmt: skip
    name = forms.CharField(max_length=160, label=gettext_lazy("Name"))
    place = forms.CharField(max_length=160, label=gettext_lazy("Place"))
    starts_on = forms.DateField(widget=Day, label=gettext_lazy("From"))
    ends_on = forms.DateField(widget=Day, label=gettext_lazy("Until"))
    booth = forms.CharField(required=False, max_length=80, label=gettext_lazy("Hall and stand"))
    budget = forms.DecimalField(
        required=False, min_value=0, max_value=100_000_000, max_digits=18, decimal_places=2, widget=Figure,
        label=gettext_lazy("Budget"),
    )  # fmt: skip
    currency = forms.CharField(required=False, max_length=3, initial="EUR", label=gettext_lazy("Currency"))
    goods = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Samples, boards and material"),
    )  # fmt: skip
    staff = forms.CharField(required=False, max_length=300, label=gettext_lazy("Who goes there"))

    def __init__(self, *given: Any, request_made: PromotionRequest | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.request_made = request_made

    def arguments(self) -> dict[str, Any]:
        """With the customer with whom the stand is shared."""
        told = dict(self.cleaned_data)
        told["budget"], told["currency"] = told["budget"] or Decimal(0), told["currency"] or "EUR"
        if self.request_made is not None:
            told["answers"], told["company"] = self.request_made, self.request_made.company
        return told


class FairChangeForm(FairForm):
    """The plan of a fair as it is changed."""

    deed: ClassVar[Any] = change_fair


@staff()
def requests(request: Request) -> HttpResponseBase:
    """What customers ask for, with brochures and fairs beside it."""
    return show_list(
        request, REQUESTS, "desk", here_in="promotion", template="desk/promotion.html", current="requests",
        actions=_actions(request),
    )  # fmt: skip


@staff()
def fairs(request: Request) -> HttpResponseBase:
    """The calendar of fairs."""
    return show_list(
        request, FAIRS, "desk", here_in="promotion", template="desk/promotion.html", current="fairs",
        actions=_actions(request),
    )  # fmt: skip


@staff()
def brochures(request: Request) -> HttpResponseBase:
    """All brochures."""
    return show_list(
        request, BROCHURES, "desk", here_in="promotion", template="desk/promotion.html", current="brochures",
        actions=_actions(request),
    )  # fmt: skip


@staff(*MARKETING, methods="GET POST")
def new_request(request: Request) -> HttpResponse:
    """Write a request down for a customer."""
    return form_page(
        request, RequestForm, title=gettext("Write a request down"), submit=gettext("Keep the request"),
        done=lambda made: reverse("desk:promotion_request", args=[made.number]), here_in="promotion", crumbs=_crumbs(),
    )  # fmt: skip


@staff(finds=PromotionRequest)
def request_page(request: Request, number: str) -> HttpResponse:
    """One request: what is wanted, what was answered, what was made of it."""
    record = request.find(PromotionRequest, number)
    return render(request, "desk/promotion_request.html", {
        "here_in": "promotion", "record": record, "company": record.company, "who": record.requested_by,
        "brochures": list(record.brochures.all()), "fairs": list(record.fairs.all()),
        "can_answer": bool({Role.MARKETING, Role.MANAGER} & request.actor.roles),
        "is_marketing": Role.MARKETING in request.actor.roles,
    })  # fmt: skip


@staff(Role.MARKETING, Role.MANAGER, methods="POST", finds=PromotionRequest)
def approval(request: Request, number: str) -> HttpResponse:
    """Say yes."""
    record = request.find(PromotionRequest, number)
    request.do(approve_promotion, record, answer=request.POST.get("answer", ""))
    messages.success(request, gettext("Approved; the customer gets a letter."))
    if request.POST.get("back") == "today":
        return redirect("desk:today")
    return redirect("desk:promotion_request", number)


@staff(Role.MARKETING, Role.MANAGER, methods="POST", finds=PromotionRequest)
def answer(request: Request, number: str) -> HttpResponse:
    """Decline, take an approval back, or note that it is fulfilled."""
    record = request.find(PromotionRequest, number)
    words = request.POST.get("answer", "")
    match request.POST.get("deed"):
        case "decline":
            request.do(decline_promotion, record, answer=words)
        case "take_back":
            request.do(take_approval_back, record, answer=words)
        case "fulfil":
            request.do(fulfil_promotion, record, answer=words)
        case _:
            raise Http404
    return redirect("desk:promotion_request", number)


@staff(*MARKETING, methods="GET POST")
def new_brochure(request: Request) -> HttpResponse:
    """Make a brochure: for a request (``?request=``), or for a company (``?company=``)."""
    record = _request_named(request)
    company = record.company if record else _company_named(request)
    if company is None:
        return render(request, "desk/choose_company.html", {
            "here_in": "promotion", "companies": list(Company.objects.order_by("legal_name")[:MOST_CHOICES]),
        })  # fmt: skip
    newest = list(
        Product.objects.filter(is_offered=True)
        .order_by("-pk")
        .values_list("number", flat=True)[: MOST_PRODUCTS // 2]
    )
    language = "zh" if company.language.startswith("zh") else "en"
    return form_page(
        request, BrochureForm, company, title=gettext("Make a brochure"), submit=gettext("Make the brochure"),
        done=lambda made: reverse("desk:brochure", args=[made.number]), here_in="promotion", crumbs=_crumbs(),
        lead=company.legal_name, options={"request_made": record},
        initial={"title": gettext("LED lamps"), "language": language, "products": newest},
    )  # fmt: skip


@staff(finds=Brochure)
def brochure(request: Request, number: str) -> HttpResponse:
    """One brochure: what is in it, and the file once it is made."""
    record = request.find(Brochure, number)
    return render(request, "desk/brochure.html", {
        "here_in": "promotion", "record": record, "company": record.company,
        "is_marketing": Role.MARKETING in request.actor.roles,
    })  # fmt: skip


@staff(finds=Brochure)
def brochure_file(request: Request, number: str) -> HttpResponse:
    """The brochure as PDF."""
    record = request.find(Brochure, number)
    if record.file_id is None:
        raise Http404
    return download(str(record.file_id), f"{record.title}.pdf", "application/pdf", show=True)


@staff(*MARKETING, methods="POST", finds=Brochure)
def brochure_withdrawal(request: Request, number: str) -> HttpResponse:
    """Take a brochure back."""
    request.do(withdraw_brochure, request.find(Brochure, number), reason=request.POST.get("reason", ""))
    return redirect("desk:brochure", number)


@staff(*MARKETING, methods="GET POST")
def new_fair(request: Request) -> HttpResponse:
    """Plan a fair, alone or for a customer's request (``?request=``)."""
    record = _request_named(request)
    first = (
        {"name": record.fair_name, "place": record.fair_place, "goods": record.what, "starts_on": record.wanted_by,
         "ends_on": record.wanted_by}
        if record else {}
    )  # fmt: skip
    return form_page(
        request, FairForm, title=gettext("Plan a fair"), submit=gettext("Put it into the calendar"),
        done=lambda made: reverse("desk:fair", args=[made.number]), here_in="promotion", crumbs=_crumbs(),
        lead=str(record.company) if record else "", initial=first, options={"request_made": record},
    )  # fmt: skip


@staff(finds=Fair)
def fair(request: Request, number: str) -> HttpResponse:
    """One fair: when and where, budget, goods, people, and what it brought."""
    record = request.find(Fair, number)
    return render(request, "desk/fair.html", {
        "here_in": "promotion", "record": record, "company": record.company,
        "is_marketing": Role.MARKETING in request.actor.roles,
    })  # fmt: skip


@staff(*MARKETING, methods="GET POST", finds=Fair)
def fair_change(request: Request, number: str) -> HttpResponse:
    """Change the plan of a fair."""
    record = request.find(Fair, number)
    names = ("name", "place", "starts_on", "ends_on", "booth", "goods", "staff")
    first = {name: getattr(record, name) for name in names}
    return form_page(
        request, FairChangeForm, record, title=gettext("Change the fair"), submit=gettext("Keep the change"),
        done=lambda made: reverse("desk:fair", args=[made.number]), here_in="promotion",
        crumbs=(*_crumbs(), (record.number, reverse("desk:fair", args=[number]))),
        initial={**first, "budget": record.budget.amount, "currency": record.budget.currency},
    )  # fmt: skip


@staff(*MARKETING, methods="POST", finds=Fair)
def fair_end(request: Request, number: str) -> HttpResponse:
    """Note what a fair brought, or (``cancel``) that it does not take place."""
    record = request.find(Fair, number)
    words = request.POST.get("result", "")
    if request.POST.get("cancel"):
        request.do(cancel_fair, record, reason=words)
    else:
        said = request.POST.get("leads", "")
        leads = int(said) if said.isdecimal() and len(said) < 8 else 0
        request.do(note_fair_held, record, result=words, leads=leads)
    return redirect("desk:fair", number)


def _request_named(request: Request) -> PromotionRequest | None:
    number = request.GET.get("request", "")
    found: PromotionRequest | None = request.find(PromotionRequest, number) if number else None
    return found


def _company_named(request: Request) -> Company | None:
    number = request.GET.get("company", "")
    found: Company | None = request.find(Company, number) if number else None
    return found


def _crumbs() -> tuple[tuple[str, str], ...]:
    return ((gettext("Promotion"), reverse("desk:promotion")),)


def _actions(request: Request) -> list[Action]:
    if Role.MARKETING not in request.actor.roles:
        return []
    return [
        Action(gettext("Make a brochure"), reverse("desk:new_brochure")),
        Action(gettext("Plan a fair"), reverse("desk:new_fair"), icon="calendar", is_primary=False),
        Action(gettext("Write a request down"), reverse("desk:new_promotion_request"), is_primary=False),
    ]


def _landing(request: Request) -> list[Block]:
    """Requests and fairs: what waits for an answer, what is to be done, which fairs come."""
    waiting, to_do = requests_to_answer(request.actor), requests_to_fulfil(request.actor)
    ahead = fairs_ahead(request.actor)
    url = reverse("desk:promotion")
    return [
        Block(gettext("Requests to answer"), "desk/landing_requests.html", {"requests": waiting}, url,
              gettext("All requests"), len(waiting)),
        Block(gettext("Approved, to be done"), "desk/landing_to_fulfil.html", {"requests": to_do},
              url + "?state=approved", gettext("All approved requests"), len(to_do)),
        Block(gettext("Fairs"), "desk/landing_fairs.html", {"fairs": ahead, "today": timezone.localdate(request.at)},
              reverse("desk:fairs"), gettext("All fairs"), len(ahead)),
    ]  # fmt: skip


LANDINGS[Role.MARKETING] = _landing
