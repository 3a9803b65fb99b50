"""Settings: who we are, and the way to everything that is set up once."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.bank_accounts import CURRENCIES
from ordolux.edges.search.places import address
from ordolux.edges.ui.choices import country_choices, zone_choices
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


# most of those who make lamps for export; a new company changes it
FIRST_GUESS = {"country": "CN", "zone": "Asia/Shanghai", "calendar": "CN", "cost_currency": "CNY"}


class FirmForm(DeedForm):
    """Who we are."""

    deed = set_firm
    places: ClassVar[dict[type[Refusal], str]] = {}
    legal_name = forms.CharField(label=_("Legal name"), max_length=200)
    legal_name_zh = forms.CharField(label=_("Legal name in Chinese"), max_length=200, required=False)
    address = forms.CharField(label=_("Address"), max_length=1000, widget=forms.Textarea({"rows": 4}))
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    tax_number = forms.CharField(label=_("Tax number"), max_length=40, required=False)
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("In it and in the calendar below our days are counted."),
    )
    calendar = forms.ChoiceField(
        label=_("Calendar of working days"), choices=country_choices,
        help_text=_("The country whose holidays we keep."),
    )  # fmt: skip
    cost_currency = forms.ChoiceField(
        label=_("Currency of our costs"), choices=[(each, each) for each in CURRENCIES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = gettext(
            "Stands on every document. Our mail receiver takes letters to addresses at {domain}; others are fetched "
            "from a mailbox (Settings, Mailboxes)."
        ).format(domain=settings.ORDOLUX_MAIL_DOMAIN)


@staff(*STEERING, methods="GET POST")
def firm(request: Request) -> HttpResponse:
    """Who we are; documents that were issued keep what they say."""
    present = Firm.objects.first()
    names = tuple(FirmForm.base_fields)
    return form_page(
        request, FirmForm, title=gettext("Our firm"), submit=gettext("Keep these details"), here_in="settings",
        done=lambda _: reverse("desk:firm" if present else "desk:set_up"),
        said=gettext("Kept. Documents issued from now on print this."),
        crumbs=[(gettext("Settings"), reverse("desk:settings"))],
        initial={name: getattr(present, name) for name in names} if present else FIRST_GUESS,
        lead=gettext("The seller on every document. What was issued before keeps what it says."),
    )  # fmt: skip
