"""The customer's company: its data, its people, where goods go, and what each person wants to hear and in which language."""

from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy

from ordolux.edges.access import Request, customer
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.sentences import ROLE_NAMES
from ordolux.foundation.actors import CUSTOMER_ROLES, Role
from ordolux.foundation.parties.colleagues.deeds import (
    AddressEmpty,
    BuyerNeeded,
    ChoiceUnknown,
    add_delivery_address,
    change_colleague,
    choose_language_and_zone,
    invite_colleague,
    remove_colleague,
    remove_delivery_address,
)
from ordolux.foundation.parties.deeds import AddressTaken, WrongRoles
from ordolux.foundation.parties.models import Company, DeliveryAddress, Person
from ordolux.rules.refusal import N_

ROLES = [(role.value, gettext_lazy(ROLE_NAMES[role])) for role in (Role.BUYER, Role.SIGNATORY, Role.PAYER)]
MEANINGS = {
    Role.BUYER: N_("asks, accepts quotations, confirms shipping plans, claims, invites colleagues"),
    Role.SIGNATORY: N_("signs proforma invoices for the company"),
    Role.PAYER: N_("gets bank details, receipts and invoices"),
}


def countries() -> list[tuple[str, str]]:
    """Codes and names of all countries in the language of the page, by name."""
    names = Locale.parse("zh" if (get_language() or "").startswith("zh") else "en").territories
    told = [(code, str(name)) for code, name in names.items() if len(code) == 2 and code.isalpha()]
    return sorted((each for each in told if each[0] not in _NO_COUNTRY), key=lambda each: each[1])


# what CLDR names beside countries
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


class InviteForm(DeedForm):
    """Who shall be let in, and as what."""

    deed = invite_colleague
    places = {AddressTaken: "email", WrongRoles: "roles"}
    email = forms.EmailField(max_length=254, label=gettext_lazy("Mail address"))
    name = forms.CharField(max_length=120, label=gettext_lazy("Name"))
    title = forms.CharField(max_length=120, required=False, label=gettext_lazy("Position"))
    roles = forms.MultipleChoiceField(
        choices=ROLES, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("What may this person do?")
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=gettext_lazy("Language"))


class RolesForm(DeedForm):
    """What a colleague may do from now on."""

    deed = change_colleague
    places = {WrongRoles: "roles", BuyerNeeded: "roles"}
    roles = forms.MultipleChoiceField(
        choices=ROLES, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("What may this person do?")
    )


class AddressForm(DeedForm):
    """Where goods may go."""

    deed = add_delivery_address
    places = {AddressEmpty: "address"}
    label = forms.CharField(
        max_length=80,
        label=gettext_lazy("Name of the place"),
        help_text=gettext_lazy("For example: warehouse south"),
    )
    address = forms.CharField(
        max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), label=gettext_lazy("Address")
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    contact = forms.CharField(max_length=120, required=False, label=gettext_lazy("Contact on site"))
    phone = forms.CharField(max_length=40, required=False, label=gettext_lazy("Telephone"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["country"].choices = countries()  # type: ignore[attr-defined]  # a choice field


class LookForm(DeedForm):
    """Language and time zone of the person."""

    deed = choose_language_and_zone
    places = {ChoiceUnknown: "zone"}
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=gettext_lazy("Language"))
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc"))
        self.fields["zone"].choices = [(zone, zone.replace("_", " ")) for zone in ["UTC", *zones]]  # type: ignore[attr-defined]  # a choice field


@customer()
def company(request: Request) -> HttpResponse:
    """Everything about the company that its people see, and the forms of those who may change it."""
    record = Company.objects.visible_to(request.actor).get()
    people = Person.objects.visible_to(request.actor).filter(is_active=True).order_by("name", "id")
    return render(request, "portal/company.html", {
        "here_in": "company", "company": record, "people": list(people),
        "addresses": list(DeliveryAddress.objects.filter(company=record, removed_at__isnull=True).order_by("label")),
        "can_change": Role.BUYER in request.actor.roles, "me": request.user,
        "country": dict(countries()).get(record.country, record.country),
        "language_word": dict(settings.LANGUAGES).get(request.user.language, request.user.language),  # type: ignore[union-attr]  # a person
    })  # fmt: skip


@customer(Role.BUYER, methods="GET POST")
def invitation(request: Request) -> HttpResponse:
    """Invite a colleague."""
    return form_page(
        request, InviteForm, title=gettext("Invite a colleague"), submit=gettext("Send the invitation"),
        done=lambda _: reverse("portal:company"), place="portal", here_in="company", crumbs=_crumbs(),
        said=gettext("The invitation is on its way."),
        lead=gettext("Your colleague gets a letter and signs in with a code by mail; there is no password to share."),
        initial={"language": request.user.language, "roles": [Role.BUYER.value]},  # type: ignore[union-attr]  # a person
        meanings=[(ROLE_NAMES[role], words) for role, words in MEANINGS.items()],
        template="portal/invitation.html",
    )  # fmt: skip


@customer(Role.BUYER, methods="GET POST")
def colleague(request: Request, person: int) -> HttpResponse:
    """Change what a colleague may do."""
    found = _colleague(request, person)
    return form_page(
        request, RolesForm, found, title=found.name, submit=gettext("Keep these roles"),
        done=lambda _: reverse("portal:company"), place="portal", here_in="company", crumbs=_crumbs(),
        said=gettext("The roles are changed."), initial={"roles": found.roles},
        meanings=[(ROLE_NAMES[role], words) for role, words in MEANINGS.items()],
        template="portal/invitation.html",
    )  # fmt: skip


@customer(Role.BUYER, methods="POST")
def removal(request: Request, person: int) -> HttpResponse:
    """End a colleague's access."""
    found = _colleague(request, person)
    request.do(remove_colleague, found)
    messages.success(request, gettext("%(name)s has no access any more.") % {"name": found.name})
    return redirect("portal:company")


@customer(Role.BUYER, methods="GET POST")
def new_address(request: Request) -> HttpResponse:
    """Keep a delivery address."""
    record = Company.objects.visible_to(request.actor).get()
    return form_page(
        request, AddressForm, title=gettext("Add a delivery address"), submit=gettext("Keep the address"),
        done=lambda _: reverse("portal:company"), place="portal", here_in="company", crumbs=_crumbs(),
        said=gettext("The address is kept."), initial={"country": record.country},
    )  # fmt: skip


@customer(Role.BUYER, methods="POST")
def address_removal(request: Request, address: int) -> HttpResponse:
    """Take a delivery address off the list."""
    found = DeliveryAddress.objects.visible_to(request.actor).filter(pk=address).first()
    if found is None:
        raise Http404
    request.do(remove_delivery_address, found)
    messages.success(request, gettext("The address is off the list."))
    return redirect("portal:company")


@customer(methods="GET POST")
def look(request: Request) -> HttpResponse:
    """Choose one's language and time zone."""
    me = request.user
    answer = form_page(
        request, LookForm, title=gettext("Language and time zone"), submit=gettext("Keep"),
        done=lambda _: reverse("portal:company"), place="portal", here_in="company", crumbs=_crumbs(),
        initial={"language": me.language, "zone": me.zone},  # type: ignore[union-attr]  # a person
    )  # fmt: skip
    if answer.status_code == 302:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, request.POST["language"], samesite="Lax")
    return answer


def _crumbs() -> list[tuple[str, str]]:
    return [(gettext("Company"), reverse("portal:company"))]


def _colleague(request: Request, key: int) -> Person:
    found = Person.objects.visible_to(request.actor).filter(pk=key, is_active=True).first()
    if found is None or not set(found.roles) <= {role.value for role in CUSTOMER_ROLES}:
        raise Http404
    return found
