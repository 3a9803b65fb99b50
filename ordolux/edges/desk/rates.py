"""Rates: what carriers charge on a lane, what currencies are worth, fees, insurance. A rate is added, never changed."""

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.bank_accounts import CURRENCIES
from ordolux.edges.desk.finding import by_key
from ordolux.edges.desk.money_tabs import tabs as money_tabs
from ordolux.edges.lists.listing import Listing
from ordolux.edges.lists.money import our_day
from ordolux.edges.lists.rates import BASES, EXCHANGE_RATES, FEES, INSURANCE_RATES, RATE_CARDS, SERVICES
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.widgets import Day
from ordolux.foundation.actors import Role
from ordolux.foundation.rates.deeds import (
    RateEndsBeforeItBegins,
    RateIsNotPositive,
    add_exchange_rate,
    add_fee_rate,
    add_insurance_rate,
    add_rate_card,
)
from ordolux.foundation.rates.models import RateCard
from ordolux.inquiries.quotation.papers.words import BLOCKS
from ordolux.rules.freight import Service
from ordolux.rules.incoterms import Block
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_

KEEPERS = (Role.LOGISTICS, Role.FINANCE, Role.SALES, Role.MANAGER, Role.ADMINISTRATOR)
READERS = (*KEEPERS, Role.PURCHASING)
CONTAINERS = ("20GP", "40GP", "40HQ")
LINE_WORDS = {
    "per_revenue_ton": N_("per revenue ton"),
    "minimum_revenue_tons": N_("at least so many revenue tons"),
    "minimum": N_("at least"),
    "cm3_per_kg": N_("cm³ that count as 1 kg"),
    "max_carton_kg": N_("heaviest carton in kg"),
    "max_shipment_kg": N_("heaviest shipment in kg"),
    "route": N_("route"),
}


def tabs(here: str) -> list[dict[str, object]]:
    """The four kinds of rates."""
    parts = (
        ("rates", gettext("Rate cards")), ("exchange_rates", gettext("Exchange rates")), ("fees", gettext("Fees")),
        ("insurance_rates", gettext("Insurance")),
    )  # fmt: skip
    return [{"label": word, "url": reverse(f"desk:{name}"), "current": name == here} for name, word in parts]


def _list(request: Request, told: Listing[Any], here: str, word: str, view: str) -> HttpResponseBase:
    may = bool(request.actor.roles & set(KEEPERS))
    above = money_tabs("rates") if request.actor.roles & {Role.FINANCE, Role.MANAGER} else []
    return show_list(
        request, told, "desk", here_in="money", template="desk/rate_list.html", tabs=tabs(here), above=above,
        actions=[Action(word, reverse(view))] if may else [],
    )  # fmt: skip


@staff(*READERS)
def rates(request: Request) -> HttpResponseBase:
    """All rate cards."""
    return _list(request, RATE_CARDS, "rates", gettext("Add a rate card"), "desk:new_rate_card")


@staff(*READERS)
def exchange_rates(request: Request) -> HttpResponseBase:
    """All exchange rates."""
    return _list(
        request, EXCHANGE_RATES, "exchange_rates", gettext("Add an exchange rate"), "desk:new_exchange_rate"
    )


@staff(*READERS)
def fees(request: Request) -> HttpResponseBase:
    """All fees."""
    return _list(request, FEES, "fees", gettext("Add a fee"), "desk:new_fee")


@staff(*READERS)
def insurance_rates(request: Request) -> HttpResponseBase:
    """All insurance rates."""
    return _list(
        request,
        INSURANCE_RATES,
        "insurance_rates",
        gettext("Add an insurance rate"),
        "desk:new_insurance_rate",
    )


@staff(*READERS, finds=RateCard)
def rate_card(request: Request, number: str) -> HttpResponse:
    """One rate card with every price on it."""
    card = by_key(request, RateCard, number)
    said = card.lines if isinstance(card.lines, dict) else {}
    rows = [
        (gettext(word), str(said[name]))
        for name, word in LINE_WORDS.items()
        if said.get(name) not in (None, "")
    ]
    rows += [(gettext("container {size}").format(size=size), str(price))
             for size, price in dict(said.get("per_container") or {}).items()]  # fmt: skip
    rows += [(gettext("from {kg} kg, per kg").format(kg=pair[0]), str(pair[1]))
             for pair in said.get("breaks") or [] if len(pair) == 2]  # fmt: skip
    rows += [(str(each.get("name", "")), f"{each.get('amount') or each.get('percent', '')} {each.get('per', '')}")
             for each in said.get("surcharges") or []]  # fmt: skip
    return render(request, "desk/rate_card.html", {
        "here_in": "money", "card": card, "rows": rows,
        "service": gettext(SERVICES[Service(card.service)]) if card.service in set(Service) else card.service,
        "may_keep": bool(request.actor.roles & set(KEEPERS)),
    })  # fmt: skip


class Validity(DeedForm):
    """What every rate has: from when until when it holds, and where it comes from."""

    places = {RateEndsBeforeItBegins: "valid_until"}
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), widget=Day())
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), widget=Day())
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("For example: offer of the carrier, number and day"),
    )
    field_order: Any = None

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.order_fields(
            [n for n in self.fields if n not in Validity.base_fields] + list(Validity.base_fields)
        )


def _countries(text: str) -> tuple[str, ...]:
    said = [word for word in text.upper().replace(",", " ").split() if word]
    if any(len(word) != 2 or not (word.isascii() and word.isalpha()) for word in said):
        raise forms.ValidationError(gettext("Countries are two letters each, for example DE AT CH."))
    return tuple(dict.fromkeys(said))


class RateCardForm(Validity):
    """A carrier's prices for a service on a lane; which prices are needed depends on the service."""

    deed = add_rate_card
    places = {**Validity.places, RateIsNotPositive: "days_max"}
    service = forms.ChoiceField(label=gettext_lazy("Service"), choices=())
    carrier = forms.CharField(label=gettext_lazy("Carrier"), max_length=120)
    origin = forms.CharField(label=gettext_lazy("From"), max_length=60)
    destination = forms.CharField(label=gettext_lazy("To"), max_length=60)
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Two letters each; empty: any"),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(c, c) for c in CURRENCIES])
    days_min = forms.IntegerField(label=gettext_lazy("Days at least"), min_value=0, max_value=365)
    days_max = forms.IntegerField(label=gettext_lazy("Days at most"), min_value=0, max_value=365)
    per_revenue_ton = forms.DecimalField(
        label=gettext_lazy("Price per revenue ton"), required=False, max_digits=12, decimal_places=4, min_value=0,
        help_text=gettext_lazy("Part loads by sea or rail"),
    )  # fmt: skip
    container_20gp = forms.DecimalField(
        label=gettext_lazy("Price of a 20GP"), required=False, max_digits=12, decimal_places=4, min_value=0
    )
    container_40gp = forms.DecimalField(
        label=gettext_lazy("Price of a 40GP"), required=False, max_digits=12, decimal_places=4, min_value=0
    )
    container_40hq = forms.DecimalField(
        label=gettext_lazy("Price of a 40HQ"), required=False, max_digits=12, decimal_places=4, min_value=0,
        help_text=gettext_lazy("Full containers by sea or rail"),
    )  # fmt: skip
    breaks = forms.CharField(
        label=gettext_lazy("Prices per kg"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Air, courier, truck: one line each, from kg and price per kg, for example: 45 6.00"),
    )  # fmt: skip
    minimum = forms.DecimalField(
        label=gettext_lazy("At least"), required=False, max_digits=12, decimal_places=4, min_value=0
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["service"].choices = [(s.value, gettext(word)) for s, word in SERVICES.items()]  # type: ignore[attr-defined]  # a choice field

    def clean_countries(self) -> tuple[str, ...]:
        """Codes of two letters."""
        return _countries(str(self.cleaned_data["countries"]))

    def clean_breaks(self) -> list[list[str]]:
        """Pairs of figures, one a line, by rising weight."""
        pairs: list[tuple[Decimal, Decimal]] = []
        for place, line in enumerate(str(self.cleaned_data["breaks"]).splitlines(), 1):
            words = line.replace(",", " ").replace(";", " ").split()
            if not words:
                continue
            try:
                kg, price = (Decimal(word) for word in words)
                if not (kg.is_finite() and price.is_finite() and 0 <= kg < 10**7 and 0 < price < 10**7):
                    raise InvalidOperation
            except (ValueError, InvalidOperation):
                raise forms.ValidationError(
                    gettext("Line {place} is not a weight and a price: {line}").format(
                        place=place, line=line[:40]
                    )
                ) from None
            pairs.append((kg, price))
        return [[str(kg), str(price)] for kg, price in sorted(pairs)]

    def clean(self) -> dict[str, Any]:
        """The prices that the service needs are there."""
        said: dict[str, Any] = super().clean() or {}
        service = said.get("service", "")
        if service.endswith("_lcl") and not said.get("per_revenue_ton"):
            self.add_error("per_revenue_ton", gettext("A part load needs its price per revenue ton."))
        elif service.endswith("_fcl") and not any(said.get(f"container_{c.lower()}") for c in CONTAINERS):
            self.add_error(
                "container_20gp", gettext("A full container needs the price of at least one size.")
            )
        elif service in ("air", "courier", "truck") and "breaks" in said and not said["breaks"]:
            self.add_error("breaks", gettext("This service needs its prices per kg."))
        return said

    def arguments(self) -> dict[str, Any]:
        """The prices as the rule reads them."""
        said = dict(self.cleaned_data)
        boxes = {c: said.pop(f"container_{c.lower()}") for c in CONTAINERS}
        ton, breaks, minimum = said.pop("per_revenue_ton"), said.pop("breaks"), said.pop("minimum")
        lines: dict[str, Any] = {}
        if said["service"].endswith("_lcl"):
            lines["per_revenue_ton"] = str(ton)
        elif said["service"].endswith("_fcl"):
            lines["per_container"] = {size: str(price) for size, price in boxes.items() if price}
        else:
            lines["breaks"] = breaks
        if minimum:
            lines["minimum"] = str(minimum)
        return {**said, "lines": lines}


class ExchangeRateForm(Validity):
    """How much of one currency buys one of another."""

    deed = add_exchange_rate
    places = {**Validity.places, RateIsNotPositive: "rate"}
    base = forms.ChoiceField(label=gettext_lazy("Base currency"), choices=[(c, c) for c in CURRENCIES])
    rate = forms.DecimalField(
        label=gettext_lazy("How much of the other buys one of it"),
        max_digits=18,
        decimal_places=8,
        min_value=Decimal("0.00000001"),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Other currency"), choices=[(c, c) for c in CURRENCIES])
    percent = forms.DecimalField(
        label=gettext_lazy("Buffer in %"), max_digits=5, decimal_places=2, min_value=0, max_value=Decimal("99.99"),
        help_text=gettext_lazy("By so much quotations price the foreign currency lower."),
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """The buffer as a share."""
        said = dict(self.cleaned_data)
        percent = said.pop("percent")
        return {**said, "buffer": percent / 100}

    def clean(self) -> dict[str, Any]:
        """Two currencies, not one."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("base") and said.get("base") == said.get("currency"):
            self.add_error("currency", gettext("Choose two different currencies."))
        return said


class FeeForm(Validity):
    """A charge beside the freight."""

    deed = add_fee_rate
    places = {**Validity.places, RateIsNotPositive: "amount"}
    code = forms.SlugField(label=gettext_lazy("Code"), max_length=40)
    name_en = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    name_zh = forms.CharField(label=gettext_lazy("Chinese name"), max_length=120)
    amount = forms.DecimalField(label=gettext_lazy("Amount"), max_digits=14, decimal_places=4, min_value=0)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(c, c) for c in CURRENCIES])
    basis = forms.ChoiceField(label=gettext_lazy("Counted"), choices=())
    block = forms.ChoiceField(
        label=gettext_lazy("Belongs to"), choices=(), required=False,
        help_text=gettext_lazy("Who pays follows from the Incoterms rule; empty: the customer pays it under every rule."),
    )  # fmt: skip
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Two letters each; empty: any"),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["basis"].choices = [(code, gettext(word)) for code, word in BASES.items()]  # type: ignore[attr-defined]  # a choice field
        self.fields["block"].choices = [("", "–")] + [  # type: ignore[attr-defined]  # a choice field
            (b.value, BLOCKS[b.value][0] if b.value in BLOCKS else b.value.replace("_", " ")) for b in Block
        ]

    def clean_countries(self) -> tuple[str, ...]:
        """Codes of two letters."""
        return _countries(str(self.cleaned_data["countries"]))

    def arguments(self) -> dict[str, Any]:
        """The amount with its currency."""
        said = dict(self.cleaned_data)
        return {**said, "amount": Money(said.pop("amount"), said.pop("currency"))}


class InsuranceForm(Validity):
    """What cargo insurance costs."""

    deed = add_insurance_rate
    places = {**Validity.places, RateIsNotPositive: "percent"}
    clauses = forms.ChoiceField(
        label=gettext_lazy("Institute Cargo Clauses"), choices=[("A", "A"), ("B", "B"), ("C", "C")]
    )
    percent = forms.DecimalField(
        label=gettext_lazy("Premium in %"),
        max_digits=7,
        decimal_places=4,
        min_value=0,
        max_value=Decimal("99.9999"),
    )
    minimum = forms.DecimalField(label=gettext_lazy("At least"), max_digits=14, decimal_places=4, min_value=0)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(c, c) for c in CURRENCIES])

    def arguments(self) -> dict[str, Any]:
        """The premium as a share, the minimum with its currency."""
        said = dict(self.cleaned_data)
        minimum = Money(said.pop("minimum"), said.pop("currency"))
        percent = said.pop("percent")
        return {**said, "rate": percent / 100, "minimum": minimum}


def _last_origin() -> str:
    """From where the rate card that was entered last begins; a new company has none."""
    return RateCard.objects.order_by("-id").values_list("origin", flat=True).first() or ""


def _new(
    request: Request, form: type[DeedForm], title: str, submit: str, view: str, word: str
) -> HttpResponse:
    today = our_day()
    return form_page(
        request, form, title=title, submit=submit, said=gettext("Added. Quotations use it from the day it holds."),
        done=lambda _: reverse(view), here_in="money", crumbs=[(word, reverse(view))],
        initial={"valid_from": today.isoformat(), "valid_until": (today + timedelta(days=90)).isoformat(),
                 "currency": "CNY" if form is ExchangeRateForm else "USD", "base": "USD", "percent": "2"
                 if form is ExchangeRateForm else "", "origin": _last_origin()},
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def new_rate_card(request: Request) -> HttpResponse:
    """Add a rate card."""
    return _new(
        request,
        RateCardForm,
        gettext("Add a rate card"),
        gettext("Add the rate card"),
        "desk:rates",
        gettext("Rate cards"),
    )


@staff(*KEEPERS, methods="GET POST")
def new_exchange_rate(request: Request) -> HttpResponse:
    """Add an exchange rate."""
    return _new(
        request, ExchangeRateForm, gettext("Add an exchange rate"), gettext("Add the exchange rate"),
        "desk:exchange_rates", gettext("Exchange rates"),
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def new_fee(request: Request) -> HttpResponse:
    """Add a fee."""
    return _new(request, FeeForm, gettext("Add a fee"), gettext("Add the fee"), "desk:fees", gettext("Fees"))


@staff(*KEEPERS, methods="GET POST")
def new_insurance_rate(request: Request) -> HttpResponse:
    """Add an insurance rate."""
    return _new(
        request, InsuranceForm, gettext("Add an insurance rate"), gettext("Add the insurance rate"),
        "desk:insurance_rates", gettext("Insurance"),
    )  # fmt: skip
