"""Settings: who we are, and the way to everything that is set up once."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, staff
from ordolux.edges.search.places import address
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation.actors import Role
from ordolux.foundation.parties.deeds import set_firm
from ordolux.foundation.parties.models import Firm
from ordolux.rules.refusal import N_, Refusal

STEERING = (Role.MANAGER, Role.ADMINISTRATOR)
# view, word, sentence: pages of others are shown where they exist and for whom they are
PAGES = (
    ("desk:set_up", N_("Set-up guide"), N_("What a new company enters first, and how far it is.")),
    ("desk:firm", N_("Our firm"), N_("Legal name, address, tax number: the seller on every document.")),
    ("desk:bank_accounts", N_("Bank details"), N_("What documents print; changed by two people.")),
    ("desk:people", N_("Our people"), N_("Invite, roles, let go, reset a sign-in.")),
    ("desk:tokens", N_("Keys for programs"), N_("What programs may do through the API.")),
    ("desk:mailboxes", N_("Mailboxes"), N_("From where mail is fetched, and how it goes.")),
    (
        "desk:websites",
        N_("Our form on other websites"),
        N_("Which may carry it, and what they put into their pages."),
    ),
    ("desk:imports", N_("Imports"), N_("Catalogue, prices, customers, suppliers, stock from tables.")),
    ("desk:calendars", N_("Calendars"), N_("Public holidays and our own days of rest.")),
    ("desk:lines", N_("Production lines"), N_("Lines, shifts and closures.")),
    ("desk:planning_policy", N_("Planning rules"), N_("How orders are split and queued.")),
    (
        "desk:answer_policy",
        N_("Quotations by themselves"),
        N_("What may be drafted and sent without a person."),
    ),
    ("desk:sample_policy", N_("Terms of samples"), N_("Fee, times, and when it comes back.")),
    ("desk:rates", N_("Rates"), N_("Freight, insurance, exchange rates, fees.")),
    ("desk:health", N_("Health"), N_("Processes, queues, letters, disk, journal.")),
    ("desk:jobs", N_("Background jobs"), N_("What is at work, what failed.")),
    ("desk:journal", N_("Journal"), N_("Everything that ever happened.")),
)


@staff(*STEERING)
def index(request: Request) -> HttpResponse:
    """All settings that the reader may open."""
    shown = [
        {"url": url, "word": gettext(word), "says": gettext(says)}
        for view, word, says in PAGES
        if (url := address([view], request.actor))
    ]
    return render(request, "desk/settings.html", {"here_in": "settings", "pages": shown})


class FirmForm(DeedForm):
    """Who we are."""

    deed = set_firm
    places: ClassVar[dict[type[Refusal], str]] = {}
    legal_name = forms.CharField(label=_("Legal name"), max_length=200)
    legal_name_zh = forms.CharField(label=_("Legal name in Chinese"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=1000, widget=forms.Textarea({"rows": 4}))
    country = forms.RegexField(r"^[A-Za-z]{2}$", label=_("Country (two letters)"), error_messages={
        "invalid": _("A country is told by its two letters, such as CN.")})  # fmt: skip
    tax_number = forms.CharField(label=_("Tax number"), max_length=40, required=False)
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    zone = forms.CharField(label=_("Time zone"), max_length=60)
    calendar = forms.RegexField(r"^[A-Za-z]{2}$", label=_("Calendar of working days (country)"), error_messages={
        "invalid": _("A calendar is told by the two letters of its country, such as CN.")})  # fmt: skip
    cost_currency = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Currency of our costs"), error_messages={
        "invalid": _("A currency is told by three letters, such as CNY.")})  # fmt: skip

    def clean_zone(self) -> str:
        """A zone of the IANA database. Raises ValidationError."""
        zone: str = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(
                gettext("This is no time zone that we know; give one such as Asia/Shanghai.")
            )
        return zone

    def arguments(self) -> dict[str, Any]:
        """What the deed is told; codes in capitals."""
        said = dict(self.cleaned_data)
        return said | {name: said[name].upper() for name in ("country", "calendar", "cost_currency")}


@staff(*STEERING, methods="GET POST")
def firm(request: Request) -> HttpResponse:
    """Who we are; documents that were issued keep what they say."""
    present = Firm.objects.first()
    names = tuple(FirmForm.base_fields)
    return form_page(
        request, FirmForm, title=gettext("Our firm"), submit=gettext("Keep these details"), here_in="settings",
        done=lambda _: reverse("desk:firm"), said=gettext("Kept. Documents issued from now on print this."),
        crumbs=[(gettext("Settings"), reverse("desk:settings"))],
        initial={name: getattr(present, name) for name in names} if present else {},
        lead=gettext("The seller on every document. What was issued before keeps what it says."),
    )  # fmt: skip
