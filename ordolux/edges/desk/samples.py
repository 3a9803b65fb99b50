"""Samples at work: requests to offer, fees to take, parcels to make ready and send, verdicts, terms."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.samples import SAMPLES
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.countries import country_word
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.edges.ui.dossier import next_step
from ordolux.edges.ui.files import download
from ordolux.edges.ui.samples import COURIER_CHOICES, OTHER, RequestFields, steps_of
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.widgets import Day, Figure
from ordolux.edges.ui.wording import money_words
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.parties.models import Firm, Person, our_day
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.payment.deeds import NotThatMuch
from ordolux.orders.payment.models import BankEntry
from ordolux.orders.samples.deeds import (
    MAKERS,
    CourierUnnamed,
    DayImpossible,
    FeeUnusual,
    NoSampleAddress,
    NoSuchSample,
    NotAnOffer,
    ParcelUnnamed,
    SafetySheetMissing,
    SayWhatChanges,
    accept_samples,
    ask_for_samples,
    correct_tracking,
    decline_samples,
    judge_samples,
    note_arrival,
    offer_samples,
    prepare_samples,
    set_sample_policy,
    ship_samples,
    take_offer_back,
    withdraw_samples,
)
from ordolux.orders.samples.fees.deeds import ReferenceMissing, note_fee, reverse_fee, take_fee
from ordolux.orders.samples.models import KEEPABLE, VERDICTS, GoldenSample, SampleOrder, SampleState
from ordolux.orders.samples.queries import payments_that_fit, proposed_price, sample_policy
from ordolux.rules.money import Money
from ordolux.rules.refusal import Refusal
from ordolux.rules.workdays import day_at

SELLERS = (Role.SALES, Role.MANAGER)
BOOKS = (Role.FINANCE, Role.MANAGER)


class AskForm(RequestFields, DeedForm):
    """Samples that a customer asked for by mail or on the telephone."""

    deed: ClassVar[Any] = ask_for_samples
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NoSampleAddress: "deliver_to", CourierUnnamed: "courier_account", NoSuchSample: "product-0",
    }  # fmt: skip
    contact = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=gettext_lazy("For whom"), empty_label=None
    )

    def __init__(self, *given: Any, quotation: Quotation | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.quotation = quotation
        offered = list(quotation.lines.order_by("position")) if quotation is not None else []
        self.positions = {str(place): line.position for place, line in enumerate(offered)}
        self.add_rows([(line.model, f"{line.model} · {line.description}") for line in offered])
        people = Person.objects.filter(company__isnull=False, is_active=True).select_related("company")
        if quotation is not None:
            people = people.filter(company_id__in=[quotation.deal.buyer_id])
        self.fields["contact"].queryset = people.order_by("company__legal_name", "name")  # type: ignore[attr-defined]  # a model's choice
        self.fields["contact"].label_from_instance = lambda p: f"{p.company}: {p.name}"  # type: ignore[attr-defined]  # the same
        self.fields = {"contact": self.fields.pop("contact"), **self.fields}

    def arguments(self) -> dict[str, Any]:
        """The rows as lines, the person as the deed names him."""
        return {
            **self.told(), "lines": self.asked(self.positions), "contact": self.cleaned_data["contact"],
            "quotation": self.quotation,
        }  # fmt: skip


class OfferForm(DeedForm):
    """What the samples cost; what the policy asks stands there already."""

    deed: ClassVar[Any] = offer_samples
    places: ClassVar[Mapping[type[Refusal], str]] = {FeeUnusual: "fee", NotAnOffer: "fee"}
    fee = forms.DecimalField(
        min_value=0, max_value=1_000_000, max_digits=12, decimal_places=3, widget=Figure, label=gettext_lazy("Fee")
    )  # fmt: skip
    courier_charge = forms.DecimalField(
        min_value=0, max_value=1_000_000, max_digits=12, decimal_places=3, widget=Figure,
        label=gettext_lazy("Courier"),
    )  # fmt: skip
    is_made = forms.TypedChoiceField(
        choices=(("no", gettext_lazy("Taken from stock")), ("yes", gettext_lazy("Made for this customer"))),
        coerce=lambda said: said == "yes", widget=forms.RadioSelect, initial="no",
        label=gettext_lazy("Where do they come from?"),
    )  # fmt: skip
    words = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Words for the customer"),
    )  # fmt: skip

    def __init__(self, *given: Any, currency: str, is_collect: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["fee"].label = gettext("Fee, %(currency)s") % {"currency": currency}
        self.fields["courier_charge"].label = gettext("Courier, %(currency)s") % {"currency": currency}
        if is_collect:
            self.fields["courier_charge"].help_text = gettext(
                "The customer pays his courier himself: nothing is charged."
            )


class FeeForm(DeedForm):
    """Money that came by another way than our bank account."""

    deed: ClassVar[Any] = note_fee
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NotThatMuch: "amount", ReferenceMissing: "reference", DayImpossible: "on",
    }  # fmt: skip
    amount = forms.DecimalField(
        min_value=0, max_value=1_000_000, max_digits=12, decimal_places=3, widget=Figure,
        label=gettext_lazy("Amount that came"),
    )  # fmt: skip
    reference = forms.CharField(
        max_length=140, label=gettext_lazy("Reference"),
        help_text=gettext_lazy("The number of the card or escrow payment, by which it is found again."),
    )  # fmt: skip
    on = forms.DateField(widget=Day, label=gettext_lazy("Received on"))
    although_short = forms.BooleanField(
        required=False, label=gettext_lazy("What is missing was kept by banks; we bear it")
    )


class ParcelForm(DeedForm):
    """The courier and the number under which he follows the parcel."""

    deed: ClassVar[Any] = ship_samples
    places: ClassVar[Mapping[type[Refusal], str]] = {
        ParcelUnnamed: "tracking_number", DayImpossible: "on", SafetySheetMissing: "safety_sheet",
    }  # fmt: skip
    carrier = forms.ChoiceField(label=gettext_lazy("Courier"))
    other_carrier = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Name of another courier")
    )
    tracking_number = forms.CharField(max_length=60, label=gettext_lazy("Tracking number"))
    on = forms.DateField(widget=Day, label=gettext_lazy("Handed over on"))
    has_battery = forms.BooleanField(
        required=False, label=gettext_lazy("It holds a battery or a magnet (dangerous goods in the air)")
    )
    safety_sheet = FileToKeep(
        required=False, label=gettext_lazy("Safety data sheet and UN 38.3 (PDF)"),
        help_text=gettext_lazy("Only with a battery or a magnet."),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["carrier"].choices = COURIER_CHOICES  # type: ignore[attr-defined]  # a choice field

    def arguments(self) -> dict[str, Any]:
        """Another courier by his name."""
        said = dict(self.cleaned_data)
        other = said.pop("other_carrier")
        return {**said, "carrier": other if said["carrier"] == OTHER else said["carrier"]}


class TrackingForm(ParcelForm):
    """Courier and number as they should have been."""

    deed: ClassVar[Any] = correct_tracking
    places: ClassVar[Mapping[type[Refusal], str]] = {ParcelUnnamed: "tracking_number"}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("on", "has_battery", "safety_sheet"):
            del self.fields[name]


class VerdictForm(DeedForm):
    """What the customer told us of the samples."""

    deed: ClassVar[Any] = judge_samples
    places: ClassVar[Mapping[type[Refusal], str]] = {SayWhatChanges: "words"}
    verdict = forms.ChoiceField(
        choices=[(str(each), each.label) for each in VERDICTS], widget=forms.RadioSelect, label=gettext_lazy("Verdict")
    )  # fmt: skip
    words = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("In the customer's words"),
    )  # fmt: skip


def _days(words: Any, *, most: int = 250) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=most, widget=Figure(whole=True), label=words)


class PolicyForm(DeedForm):
    """The terms on which samples go out."""

    deed: ClassVar[Any] = set_sample_policy
    places: ClassVar[Mapping[type[Refusal], str]] = {NotAnOffer: "courier"}
    factor = forms.DecimalField(
        min_value=1, max_value=3, max_digits=4, decimal_places=2, widget=Figure,
        label=gettext_lazy("Fee, in unit prices"), help_text=gettext_lazy("Usual is 1 to 3."),
    )  # fmt: skip
    courier = forms.DecimalField(
        min_value=0, max_value=100_000, max_digits=9, decimal_places=2, widget=Figure,
        label=gettext_lazy("Courier, when we prepay it"),
    )  # fmt: skip
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=gettext_lazy("Its currency"),
        error_messages={"invalid": gettext_lazy("A currency is told by three letters, such as CNY.")},
    )  # fmt: skip
    stock_from = _days(gettext_lazy("From stock: ready after at least … working days"))
    stock_until = _days(gettext_lazy("From stock: at most"))
    made_from = _days(gettext_lazy("Made: ready after at least … working days"))
    made_until = _days(gettext_lazy("Made: at most"))
    refund_months = _days(gettext_lazy("The fee comes back within … months"), most=60)
    valid_days = _days(gettext_lazy("An offer holds for … days"), most=365)

    def arguments(self) -> dict[str, Any]:
        """The courier's charge as money."""
        said = dict(self.cleaned_data)
        currency = said.pop("currency").upper()
        return {**said, "courier": Money(said["courier"], currency)}


@staff()
def samples(request: Request) -> HttpResponseBase:
    """All sample orders, newest first."""
    actions = [Action(gettext("Golden samples"), reverse("desk:golden_samples"), "lock", is_primary=False)]
    if Role.SALES in request.actor.roles:
        actions.insert(0, Action(gettext("Write a request down"), reverse("desk:new_sample")))
    if Role.MANAGER in request.actor.roles:
        actions.append(Action(gettext("Terms"), reverse("desk:sample_policy"), "settings", is_primary=False))
    return show_list(request, SAMPLES, "desk", here_in="orders", actions=actions)


@staff(Role.SALES, methods="GET POST")
def new_sample(request: Request) -> HttpResponse:
    """Write a request down, of products or (``?quotation=``) of a quotation."""
    number = request.GET.get("quotation", "")
    quotation = request.find(Quotation, number) if number else None
    first: dict[str, Any] = {"product-0": request.GET.get("product", "")[:40]}
    buyer = quotation.deal.buyer if quotation is not None else None
    if buyer is not None:
        first |= {
            "deliver_to": "\n".join(filter(None, (buyer.legal_name, buyer.address))),
            "country": buyer.country,
        }
        first["contact"] = quotation.contact_id if quotation is not None else None
    return form_page(
        request, AskForm, title=gettext("Write a request for samples down"), submit=gettext("Keep the request"),
        done=lambda made: reverse("desk:sample", args=[made.number]), here_in="orders", crumbs=_crumbs(),
        initial=first, options={"quotation": quotation},
        lead=gettext("Of quotation %(number)s.") % {"number": quotation.number} if quotation is not None else "",
    )  # fmt: skip


@staff(finds=SampleOrder)
def sample(request: Request, number: str) -> HttpResponse:
    """One sample order: whose turn it is, what is to be sent where, price and payments, the parcel, the verdict."""
    record = _sample(request, number)
    roles, state = request.actor.roles, record.state
    zone = Firm.objects.values_list("zone", flat=True).first() or "UTC"
    return render(request, "desk/sample.html", {
        "here_in": "orders", "sample": record, "lines": list(record.lines.select_related("product")),
        "next": next_step(record.deal, request.actor, request.at), "steps": steps_of(record, zone), "zone": zone,
        "country": country_word(record.country), "paper": latest_document(record, "sample_proforma"),
        "payments": list(record.payments.select_related("entry")),
        "credits": list(record.credits.select_related("order__deal").order_by("-id")),
        "goldens": list(GoldenSample.objects.filter(line__sample_order=record).select_related("line__product")),
        "can_offer": state == SampleState.ASKED and bool({*SELLERS} & roles),
        "can_return": state in (SampleState.OFFERED, SampleState.LAPSED) and bool({*SELLERS} & roles),
        "can_accept": state == SampleState.OFFERED and Role.SALES in roles,
        "can_withdraw": state in (SampleState.ASKED, SampleState.OFFERED, SampleState.ACCEPTED)
        and Role.SALES in roles and not record.paid.amount,
        "can_take": state == SampleState.ACCEPTED and Role.FINANCE in roles,
        "can_reverse": state in (SampleState.ACCEPTED, SampleState.CLEARED) and bool({*BOOKS} & roles)
        and bool(record.paid.amount),
        "can_prepare": state == SampleState.CLEARED and bool(MAKERS & roles),
        "can_ship": state == SampleState.PREPARED and Role.LOGISTICS in roles,
        "can_correct": state == SampleState.SHIPPED and Role.LOGISTICS in roles,
        "can_arrive": state == SampleState.SHIPPED and bool({Role.LOGISTICS, Role.SALES} & roles),
        "can_judge": state in (SampleState.SHIPPED, SampleState.ARRIVED) and Role.SALES in roles,
        "can_keep": state in KEEPABLE and bool({Role.INSPECTOR, Role.ENGINEER} & roles),
    })  # fmt: skip


@staff(*SELLERS, methods="GET POST", finds=SampleOrder)
def offer(request: Request, number: str) -> HttpResponse:
    """Offer the samples at the fee of the policy, or another."""
    record = _sample(request, number)
    policy, currency = sample_policy(), record.value.currency
    is_collect = record.courier_terms == "collect"
    asked = proposed_price(record, policy, our_day(request.at))
    value = told_amount(record.value)
    return form_page(
        request, OfferForm, record, title=gettext("Offer the samples"), submit=gettext("Send the offer"),
        done=lambda _: reverse("desk:sample", args=[number]), here_in="orders", crumbs=_crumbs(record),
        said=gettext("The offer goes to the customer by letter."),
        lead=gettext("The goods are worth %(value)s; the terms ask for %(factor)s times the unit price.")
        % {"value": value, "factor": f"{policy.factor.normalize():f}"},
        options={"currency": currency, "is_collect": is_collect},
        initial={"fee": f"{asked.fee.amount:f}",
                 "courier_charge": f"{asked.courier_charge.amount:f}" if asked.courier_charge is not None else ""},
    )  # fmt: skip


@staff(*SELLERS, methods="POST", finds=SampleOrder)
def offer_return(request: Request, number: str) -> HttpResponse:
    """Take the offer back, or take up one that lapsed."""
    request.do(take_offer_back, request.find(SampleOrder, number))
    messages.success(request, gettext("The request waits for another offer."))
    return redirect("desk:sample", number)


@staff(Role.SALES, methods="POST", finds=SampleOrder)
def acceptance(request: Request, number: str) -> HttpResponse:
    """Note that the customer accepted by mail or on the telephone."""
    request.do(accept_samples, request.find(SampleOrder, number))
    messages.success(request, gettext("Accepted. The pro forma goes to the customer by letter."))
    return redirect("desk:sample", number)


@staff(*SELLERS, methods="POST", finds=SampleOrder)
def refusal(request: Request, number: str) -> HttpResponse:
    """Say no to the request, with the reason."""
    request.do(decline_samples, request.find(SampleOrder, number), reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Declined. The customer gets a letter with the reason."))
    return redirect("desk:sample", number)


@staff(Role.SALES, methods="POST", finds=SampleOrder)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Note that the customer wants them no more."""
    request.do(withdraw_samples, request.find(SampleOrder, number), reason=request.POST.get("reason", ""))
    return redirect("desk:sample", number)


@staff(Role.FINANCE, methods="GET POST", finds=SampleOrder)
def fee(request: Request, number: str) -> HttpResponse:
    """Take the payment for the samples: from the bank statement, or noted when it came by another way."""
    record = _sample(request, number)
    if record.state != SampleState.ACCEPTED:
        return redirect("desk:sample", number)
    return form_page(
        request, FeeForm, record, title=gettext("Payment for the samples"), submit=gettext("Note the payment"),
        done=lambda _: reverse("desk:sample", args=[number]), here_in="money", crumbs=_crumbs(record),
        template="desk/sample_fee.html", sample=record, entries=payments_that_fit(record),
        initial={"amount": f"{record.still_open.amount:f}", "on": our_day(request.at)},
    )  # fmt: skip


@staff(Role.FINANCE, methods="POST", finds=SampleOrder)
def fee_taking(request: Request, number: str, entry: int) -> HttpResponse:
    """Take a payment of the bank statement for the samples."""
    found = BankEntry.objects.visible_to(request.actor).filter(pk=entry).first()
    if found is None:
        raise Http404
    record = request.find(SampleOrder, number)
    try:
        request.do(take_fee, record, entry=found, although_short=request.POST.get("short") == "yes")
    except Refusal as refused:
        messages.error(request, told(refused))
        return redirect("desk:sample", number)
    messages.success(request, gettext("The payment is taken for the samples."))
    return redirect("desk:sample", number)


@staff(*BOOKS, methods="POST", finds=SampleOrder)
def fee_reversal(request: Request, number: str) -> HttpResponse:
    """Take back that something was paid for them."""
    request.do(reverse_fee, request.find(SampleOrder, number), reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Taken back. The payment waits for a decision again."))
    return redirect("desk:sample", number)


@staff(*MAKERS, methods="POST", finds=SampleOrder)
def readiness(request: Request, number: str) -> HttpResponse:
    """Note that the samples lie ready for the courier."""
    request.do(prepare_samples, request.find(SampleOrder, number))
    messages.success(request, gettext("Ready. Logistics hands them to the courier."))
    return redirect("desk:sample", number)


@staff(Role.LOGISTICS, methods="GET POST", finds=SampleOrder)
def parcel(request: Request, number: str) -> HttpResponse:
    """Note that the courier has the parcel, with its number."""
    record = _sample(request, number)
    zone = Firm.objects.values_list("zone", flat=True).first() or "UTC"
    return form_page(
        request, ParcelForm, record, title=gettext("Hand the samples to the courier"),
        submit=gettext("The courier has the parcel"), done=lambda _: reverse("desk:sample", args=[number]),
        here_in="orders", crumbs=_crumbs(record), lead=_parcel_words(record),
        said=gettext("The customer gets a letter with the tracking number."),
        initial={"carrier": _courier_of(record), "other_carrier": record.courier, "on": day_at(zone, request.at)},
    )  # fmt: skip


@staff(finds=SampleOrder)
def safety_sheet(request: Request, number: str) -> HttpResponse:
    """The safety data sheet that flies with a battery or a magnet."""
    record = request.find(SampleOrder, number)
    if record.safety_sheet is None:
        raise Http404
    return download(record.safety_sheet.sha256, f"{number}-MSDS", record.safety_sheet.media_type)


@staff(Role.LOGISTICS, methods="GET POST", finds=SampleOrder)
def tracking(request: Request, number: str) -> HttpResponse:
    """Put a mistyped courier or number right."""
    record = _sample(request, number)
    known = {name for name, _ in COURIER_CHOICES}
    return form_page(
        request, TrackingForm, record, title=gettext("Correct the tracking number"), submit=gettext("Keep it"),
        done=lambda _: reverse("desk:sample", args=[number]), here_in="orders", crumbs=_crumbs(record),
        initial={"carrier": record.carrier if record.carrier in known else OTHER, "other_carrier": record.carrier,
                 "tracking_number": record.tracking_number},
    )  # fmt: skip


@staff(Role.LOGISTICS, Role.SALES, methods="POST", finds=SampleOrder)
def arrival(request: Request, number: str) -> HttpResponse:
    """Note that the parcel arrived today, as the courier's page says."""
    zone = Firm.objects.values_list("zone", flat=True).first() or "UTC"
    request.do(note_arrival, request.find(SampleOrder, number), on=day_at(zone, request.at))
    return redirect("desk:sample", number)


@staff(Role.SALES, methods="GET POST", finds=SampleOrder)
def verdict(request: Request, number: str) -> HttpResponse:
    """Enter what the customer told us of the samples."""
    record = _sample(request, number)
    return form_page(
        request, VerdictForm, record, title=gettext("What the customer says"), submit=gettext("Keep the verdict"),
        done=lambda _: reverse("desk:sample", args=[number]), here_in="orders", crumbs=_crumbs(record),
    )  # fmt: skip


@staff(Role.MANAGER, methods="GET POST")
def policy(request: Request) -> HttpResponse:
    """The terms on which samples go out from now on."""
    now = sample_policy()
    names = ("factor", "stock_from", "stock_until", "made_from", "made_until", "refund_months", "valid_days")
    return form_page(
        request, PolicyForm, title=gettext("Terms of samples"), submit=gettext("Keep these terms"),
        done=lambda _: reverse("desk:sample_policy"), here_in="settings",
        said=gettext("Kept. Offers from now on are made on these terms."),
        crumbs=[(gettext("Settings"), reverse("desk:settings"))],
        lead=gettext("Offers that are out keep what they say."),
        initial={**{name: getattr(now, name) for name in names}, "courier": now.courier.amount.quantize(Decimal("0.01")),
                 "currency": now.courier.currency},
    )  # fmt: skip


def told_amount(value: Money) -> str:
    """An amount in a sentence."""
    return f"{value.currency} {money_words(value.amount, value.currency)}"


def _sample(request: Request, number: str) -> SampleOrder:
    found = (
        SampleOrder.objects.visible_to(request.actor)
        .select_related("deal__buyer", "contact", "entered_by", "quotation", "judged_by")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _crumbs(record: SampleOrder | None = None) -> list[tuple[str, str]]:
    found = [(gettext("Samples"), reverse("desk:samples"))]
    if record is not None:
        found.append((record.number, reverse("desk:sample", args=[record.number])))
    return found


def _courier_of(record: SampleOrder) -> str:
    known = {name for name, _ in COURIER_CHOICES}
    return record.courier if record.courier in known else OTHER if record.courier else "DHL Express"


def _parcel_words(record: SampleOrder) -> str:
    if record.courier_terms == "collect":
        return gettext("Freight collect: %(courier)s, account %(account)s. Put the pro forma into the parcel.") % {
            "courier": record.courier, "account": record.courier_account,
        }  # fmt: skip
    return gettext(
        "We prepay the courier. Put the pro forma into the parcel: it states the real value for customs."
    )


def _panel(deal: Deal) -> Panel | None:
    found = SampleOrder.objects.filter(deal=deal).order_by("pk")
    rows = [Row(each.number, reverse("desk:sample", args=[each.number]), state=each) for each in found]
    return Panel(gettext("Samples"), rows)


PANELS.append(_panel)
