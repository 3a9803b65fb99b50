"""The customer's samples: ask for them, accept the offer, pay, follow the parcel, say what he thinks of them."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.samples import SAMPLES
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.countries import country_word
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.dossier import next_step
from ordolux.edges.ui.samples import RequestFields, measured_of, steps_of
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.parties.models import DeliveryAddress
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.samples.deeds import (
    CourierUnnamed,
    NoSampleAddress,
    NoSuchSample,
    SayWhatChanges,
    accept_samples,
    ask_for_samples,
    judge_samples,
    note_arrival,
    withdraw_samples,
)
from ordolux.orders.samples.models import VERDICTS, GoldenSample, GoldenState, SampleOrder, SampleState
from ordolux.orders.samples.queries import sample_policy
from ordolux.rules.refusal import Refusal
from ordolux.rules.workdays import day_at

OPEN = (SampleState.ASKED, SampleState.OFFERED, SampleState.ACCEPTED)
UNDER_WAY = (SampleState.SHIPPED, SampleState.ARRIVED)


class AskForm(RequestFields, DeedForm):
    """Which products, how many pieces, and where they go."""

    deed: ClassVar[Any] = ask_for_samples
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NoSampleAddress: "deliver_to", CourierUnnamed: "courier_account",
    }  # fmt: skip

    def __init__(
        self, *given: Any, quotation: Quotation | None = None, product: Product | None = None, chinese: bool = False,
        **named: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **named)
        self.quotation = quotation
        offered = list(quotation.lines.order_by("position")) if quotation is not None else []
        self.positions = {str(place): line.position for place, line in enumerate(offered)}
        rows = [(line.model, f"{line.model} · {line.description}") for line in offered]
        if product is not None:
            rows = [(product.number, f"{product.number} · {product.name_zh if chinese else product.name_en}")]
        self.add_rows(rows)
        if not rows:
            self.places = {**self.places, NoSuchSample: "product-0"}  # type: ignore[misc]  # of this form alone

    def arguments(self) -> dict[str, Any]:
        """The rows as lines."""
        return {**self.told(), "lines": self.asked(self.positions), "quotation": self.quotation}


class VerdictForm(DeedForm):
    """What the customer thinks of the samples."""

    deed: ClassVar[Any] = judge_samples
    places: ClassVar[Mapping[type[Refusal], str]] = {SayWhatChanges: "words"}
    verdict = forms.ChoiceField(
        choices=[(str(each), each.label) for each in VERDICTS], widget=forms.RadioSelect,
        label=gettext_lazy("What do you say?"),
    )  # fmt: skip
    words = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("What should be different?"),
        help_text=gettext_lazy("Needed unless you approve them as they are."),
    )  # fmt: skip


@customer()
def samples(request: Request) -> HttpResponseBase:
    """What the company asked for, and how far it is."""
    action = Action(gettext("Ask for samples"), reverse("portal:new_sample"))
    return show_list(
        request, SAMPLES, "portal", here_in="quotations",
        actions=[action] if Role.BUYER in request.actor.roles else [],
    )  # fmt: skip


@customer(Role.BUYER, methods="GET POST")
def new_sample(request: Request) -> HttpResponse:
    """Ask for samples of products, of one product (``?product=``), or of a quotation (``?quotation=``)."""
    number, wanted = request.GET.get("quotation", ""), request.GET.get("product", "")
    quotation = request.find(Quotation, number) if number else None
    product = None
    if wanted and quotation is None:
        product = Product.objects.filter(number=wanted[:40], is_offered=True).first()
        if product is None:
            raise Http404
    company = request.user.company  # type: ignore[union-attr]  # a customer has one
    assert company is not None
    place = DeliveryAddress.objects.filter(company=company, removed_at=None).order_by("-pk").first()
    address = place.address if place else company.address
    terms = sample_policy()
    crumbs = [(gettext("Samples"), reverse("portal:samples"))]
    if quotation is not None:
        crumbs = [(quotation.number, reverse("portal:quotation", args=[quotation.number]))]
    return form_page(
        request, AskForm, title=gettext("Which samples may we send you?"), submit=gettext("Ask for the samples"),
        done=lambda made: reverse("portal:sample", args=[made.number]), place="portal", here_in="quotations",
        crumbs=crumbs, options={"quotation": quotation, "product": product,
                                "chinese": company.language.startswith("zh")},
        said=gettext("Thank you. We send you an offer for the samples."),
        lead=gettext(
            "You get an offer first: the fee is usually %(factor)s times the unit price. It is taken off your first order "
            "of the minimum quantity within %(months)d months."
        ) % {"factor": f"{terms.factor.normalize():f}", "months": terms.refund_months},
        initial={"deliver_to": "\n".join(filter(None, (company.legal_name, address, request.actor.name))),
                 "country": place.country if place else company.country},
    )  # fmt: skip


@customer(finds=SampleOrder)
def sample(request: Request, number: str) -> HttpResponse:
    """One sample order: the offer and the answer, what to pay and where, the parcel, the verdict."""
    return _page(request, number)


@customer(Role.BUYER, methods="POST", finds=SampleOrder)
def acceptance(request: Request, number: str) -> HttpResponse:
    """Accept the offer."""
    request.do(accept_samples, request.find(SampleOrder, number))
    messages.success(request, gettext("Thank you. The pro forma is on its way to you."))
    return redirect("portal:sample", number)


@customer(Role.BUYER, methods="POST", finds=SampleOrder)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Want them no more."""
    request.do(withdraw_samples, request.find(SampleOrder, number))
    messages.success(request, gettext("The request is taken back."))
    return redirect("portal:sample", number)


@customer(Role.BUYER, methods="POST", finds=SampleOrder)
def arrival(request: Request, number: str) -> HttpResponse:
    """Say that the parcel is there."""
    zone = request.user.company.zone  # type: ignore[union-attr]  # a customer has one
    request.do(note_arrival, request.find(SampleOrder, number), on=day_at(zone, request.at))
    return redirect("portal:sample", number)


@customer(Role.BUYER, methods="POST", finds=SampleOrder)
def verdict(request: Request, number: str) -> HttpResponse:
    """Say what one thinks of the samples."""
    record = request.find(SampleOrder, number)
    form = VerdictForm(request.POST)
    if form.carry_out(request, record) is None:
        return _page(request, number, form)
    messages.success(request, gettext("Thank you. Our sales read it at once."))
    return redirect("portal:sample", number)


def _page(request: Request, number: str, form: VerdictForm | None = None) -> HttpResponse:
    record = (
        SampleOrder.objects.visible_to(request.actor)
        .select_related("deal__buyer", "contact", "quotation")
        .filter(number=number)
        .first()
    )
    if record is None:
        raise Http404
    zone = request.user.company.zone  # type: ignore[union-attr]  # a customer has one
    is_buyer = Role.BUYER in request.actor.roles
    goldens = [
        (golden, measured_of(golden))
        for golden in GoldenSample.objects.filter(
            line__sample_order=record, state=GoldenState.KEPT
        ).select_related("line__product")
    ]
    is_over = (
        record.state == SampleState.OFFERED
        and record.valid_until is not None
        and request.at > record.valid_until
    )
    return render(request, "portal/sample.html", {
        "here_in": "quotations", "sample": record, "lines": list(record.lines.select_related("product")), "zone": zone,
        "next": next_step(record.deal, request.actor, request.at), "steps": steps_of(record, zone), "goldens": goldens,
        "country": country_word(record.country), "paper": latest_document(record, "sample_proforma"),
        "credit": record.credits.exclude(state="voided").select_related("order__deal").first(),
        "can_accept": record.state == SampleState.OFFERED and is_buyer and not is_over, "is_over": is_over,
        "can_withdraw": record.state in OPEN and is_buyer and not record.paid.amount,
        "can_arrive": record.state == SampleState.SHIPPED and is_buyer,
        "form": (form or VerdictForm()) if record.state in UNDER_WAY and is_buyer else None,
        "to_pay": record.state == SampleState.ACCEPTED, "bank": record.snapshot.get("bank", {}),
        "verify_url": f"{reverse('public:verify')}?{urlencode({'code': record.code})}",
    }, status=422 if form is not None else 200)  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    found = SampleOrder.objects.filter(deal=deal).order_by("pk")
    return Panel(
        gettext("Samples"),
        [Row(each.number, reverse("portal:sample", args=[each.number]), state=each) for each in found],
    )


PANELS.append(_panel)
