"""The customer asks for promotional material, brochures and support for fairs, and sees what became of it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.promotion import REQUESTS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.files import download
from ordolux.edges.ui.widgets import Day
from ordolux.foundation.actors import Role
from ordolux.rules.refusal import Refusal
from ordolux.support.promotion.deeds import (
    FairUnnamed,
    NotBeforeToday,
    NothingAsked,
    request_promotion,
    withdraw_promotion,
)
from ordolux.support.promotion.models import (
    Brochure,
    BrochureState,
    PromotionRequest,
    RequestKind,
    RequestState,
)

LANGUAGES = (("en", gettext_lazy("English")), ("zh", gettext_lazy("Chinese")))


class RequestForm(DeedForm):
    """What is needed, for when, and for which fair."""

    deed: ClassVar[Any] = request_promotion
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NothingAsked: "what", FairUnnamed: "fair_name", NotBeforeToday: "wanted_by",
    }  # fmt: skip
    kind = forms.ChoiceField(
        choices=RequestKind.choices, widget=forms.RadioSelect, initial=RequestKind.MATERIAL,
        label=gettext_lazy("What do you need?"),
    )  # fmt: skip
    what = forms.CharField(
        max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), label=gettext_lazy("Describe it"),
        help_text=gettext_lazy("Which products, how many pieces, which sizes, for whom."),
    )  # fmt: skip
    language = forms.ChoiceField(choices=LANGUAGES, label=gettext_lazy("In which language"))
    wanted_by = forms.DateField(required=False, widget=Day, label=gettext_lazy("Needed by"))
    fair_name = forms.CharField(required=False, max_length=160, label=gettext_lazy("Name of the fair"))
    fair_place = forms.CharField(required=False, max_length=160, label=gettext_lazy("Place of the fair"))


@customer()
def requests(request: Request) -> HttpResponseBase:
    """What the company asked for."""
    action = Action(gettext("Ask for something"), reverse("portal:new_promotion_request"))
    return show_list(
        request, REQUESTS, "portal", here_in="promotion", template="portal/promotion.html",
        actions=[action] if Role.BUYER in request.actor.roles else [],
    )  # fmt: skip


@customer(Role.BUYER, methods="GET POST")
def new_request(request: Request) -> HttpResponse:
    """Ask for material, a brochure, or support for a fair."""
    company = request.user.company  # type: ignore[union-attr]  # a customer has one
    language = "zh" if company is not None and company.language.startswith("zh") else "en"
    return form_page(
        request, RequestForm, title=gettext("What can we do for your market?"), submit=gettext("Send the request"),
        done=lambda made: reverse("portal:promotion_request", args=[made.number]), place="portal",
        here_in="promotion", crumbs=((gettext("Promotion"), reverse("portal:promotion")),), initial={"language": language},
        said=gettext("We answer within three working days."),
    )  # fmt: skip


@customer(finds=PromotionRequest)
def request_page(request: Request, number: str) -> HttpResponse:
    """One request with our answer and what we made."""
    record = request.find(PromotionRequest, number)
    return render(request, "portal/promotion_request.html", {
        "here_in": "promotion", "record": record, "fairs": list(record.fairs.all()),
        "brochures": list(record.brochures.filter(state=BrochureState.PRINTED)),
        "can_withdraw": record.state == RequestState.REQUESTED and Role.BUYER in request.actor.roles,
    })  # fmt: skip


@customer(Role.BUYER, methods="POST", finds=PromotionRequest)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Take the request back."""
    request.do(withdraw_promotion, request.find(PromotionRequest, number))
    messages.success(request, gettext("The request is taken back."))
    return redirect("portal:promotion_request", number)


@customer(finds=Brochure)
def brochure_file(request: Request, number: str) -> HttpResponse:
    """A brochure in the company's name as PDF."""
    record = request.find(Brochure, number)
    if record.state != BrochureState.PRINTED or record.file_id is None:
        raise Http404
    return download(str(record.file_id), f"{record.title}.pdf", "application/pdf", show=True)
