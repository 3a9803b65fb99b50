"""Customers on the desk: companies with their data, people and business; register, change, let go, and undo."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.desk.inquiry_review import ZONES
from ordolux.edges.lists.customers import COMPANIES, CONTACTS, ROLE_WORDS, role_words
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.choices import country_choices, zone_choices
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.navigation import may_open
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.events import stream_of
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import (
    AddressTaken,
    AddressWrong,
    CountryUnknown,
    CurrencyUnknown,
    NameMissing,
    PaymentTermUnknown,
    WrongRoles,
    ZoneUnknown,
    add_person,
    change_company,
    change_person,
    let_person_go,
    register_company,
    take_person_back,
)
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.quotation.papers.words import TERMS, payment_terms, word
from ordolux.rules.refusal import N_, Refusal

KEEPERS = (Role.SALES, Role.MANAGER)
LANGUAGES = (("en", "English"), ("zh-hans", "中文"))
MOST_ROWS = 20
CHANGES = (
    "company.registered",
    "company.changed",
    "person.added",
    "person.changed",
    "person.let_go",
    "person.taken_back",
)
CHANGE_WORDS = {
    "company.registered": N_("Company registered"), "company.changed": N_("Company changed"),
    "person.added": N_("Person added"), "person.changed": N_("Person changed"), "person.let_go": N_("Person let go"),
    "person.taken_back": N_("Person taken back"),
}  # fmt: skip
FIELD_WORDS = {
    "legal_name": N_("Legal name"), "country": N_("Country"), "address": N_("Address"), "tax_number": N_("Tax number"),
    "language": N_("Language"), "currency": N_("Currency"), "zone": N_("Time zone"), "calendar": N_("Calendar"),
    "payment_term": N_("Payment"), "domain": N_("Mail domain"), "name": N_("Name"), "title": N_("Function"),
    "roles": N_("Roles"), "email": N_("Mail address"), "is_active": N_("Works there"),
}  # fmt: skip


class CompanyForm(DeedForm):
    """What we know of a buyer's company."""

    deed = register_company
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NameMissing: "legal_name", CountryUnknown: "country", ZoneUnknown: "zone", CurrencyUnknown: "currency",
        PaymentTermUnknown: "payment_term",
    }  # fmt: skip
    legal_name = forms.CharField(label=_("Legal name"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    address = forms.CharField(
        label=_("Address"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tax_number = forms.CharField(label=_("Tax number"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language of letters and papers"), choices=LANGUAGES)
    currency = forms.CharField(label=_("Currency, three letters"), max_length=3)
    payment_term = forms.ChoiceField(label=_("Payment"))
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("In it and in the calendar below his working days are counted.")
    )
    calendar = forms.ChoiceField(label=_("Calendar of working days"))
    domain = forms.CharField(
        label=_("Mail domain"), max_length=200, required=False,
        help_text=_("Mails from it are proposed as this company's, such as nordlicht.example."),
    )  # fmt: skip

    def __init__(self, *args: Any, **said: Any) -> None:
        super().__init__(*args, **said)
        calendars = set(CalendarYear.objects.order_by().values_list("calendar", flat=True).distinct())
        if (kept := self.initial.get("calendar")) or (kept := self.data.get("calendar")):
            calendars.add(str(kept)[:10])
        choices: dict[str, Any] = {
            "payment_term": payment_terms(get_language() or "en"), "zone": zone_choices(),
            "calendar": [(code, code) for code in sorted(calendars)],
        }  # fmt: skip
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]  # these three are choice fields


class CompanyChangeForm(CompanyForm):
    """A change of what we know of a company, with its reason."""

    deed = change_company  # type: ignore[assignment]  # another deed with the same fields
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class PersonForm(DeedForm):
    """Somebody who works for a customer."""

    deed = add_person
    places: ClassVar[Mapping[type[Refusal], str]] = {
        NameMissing: "name", AddressTaken: "email", AddressWrong: "email", WrongRoles: "roles", ZoneUnknown: "zone",
    }  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(
        label=_("Mail address"), max_length=254, help_text=_("He signs in with a code sent to it.")
    )
    title = forms.CharField(label=_("Function"), max_length=120, required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, company: Company, **said: Any) -> None:
        super().__init__(*args, **said)
        self.company = company
        self.fields["roles"].choices = [(role.value, gettext(word)) for role, word in ROLE_WORDS.items()]  # type: ignore[attr-defined]
        self.fields["zone"].choices = zone_choices()  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """What the deed is told: his company too."""
        return {**self.cleaned_data, "company": self.company}


class PersonChangeForm(PersonForm):
    """A change of somebody's name, roles, language or zone; his mail address stays."""

    deed = change_person  # type: ignore[assignment]  # another deed with nearly the same fields
    email = None  # type: ignore[assignment]  # Django's way to leave a field out
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def arguments(self) -> dict[str, Any]:
        """What the deed is told."""
        return dict(self.cleaned_data)


@staff()
def customers(request: Request) -> HttpResponseBase:
    """All buyers' companies."""
    actions = [Action(gettext("People of customers"), reverse("desk:contacts"), "person", is_primary=False)]
    if register_company.is_permitted(request.actor):
        actions.insert(0, Action(gettext("Register a company"), reverse("desk:new_customer")))
    return show_list(request, COMPANIES, "desk", here_in="customers", actions=actions)


@staff()
def contacts(request: Request) -> HttpResponseBase:
    """All people of customers."""
    return show_list(request, CONTACTS, "desk", here_in="customers")


@staff(finds=Company)
def customer(request: Request, number: str) -> HttpResponse:
    """One company: its data, people, business, quotations, and what was changed."""
    found = request.find(Company, number)
    people = list(
        Person.objects.visible_to(request.actor).filter(company=found).order_by("-is_active", "name", "pk")
    )
    deals = list(
        Deal.objects.visible_to(request.actor).filter(buyer=found).order_by("-changed_at", "-pk")[:MOST_ROWS]
    )
    quotations = list(
        Quotation.objects.visible_to(request.actor).filter(deal__buyer=found).select_related("deal")
        .order_by("-pk")[:MOST_ROWS]
    )  # fmt: skip
    streams = [stream_of(found), *(stream_of(each) for each in people)]
    events = list(Event.objects.filter(stream__in=streams, name__in=CHANGES).order_by("-id")[:MOST_ROWS])
    return render(request, "desk/customer.html", {
        "here_in": "customers", "company": found, "people": [(each, role_words(each.roles)) for each in people],
        "deals": deals, "quotations": quotations, "changes": [_change(event, people) for event in events],
        "payment": word(TERMS, found.payment_term, get_language() or "en"),
        "language": dict(LANGUAGES).get(found.language, found.language), "key": form_key(),
        "may_keep": change_company.is_permitted(request.actor),
        "may_see_credit": may_open(request.actor, "desk:customer_credit"),
        "may_copy": request.actor.has_any(frozenset({Role.SALES})),
    })  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def new_customer(request: Request) -> HttpResponse:
    """Register a company."""
    country = request.GET.get("country", "").upper()[:2]
    return form_page(
        request, CompanyForm, title=gettext("Register a company"), submit=gettext("Register the company"),
        done=lambda company: reverse("desk:customer", args=[company.number]), here_in="customers",
        said=gettext("The company is registered. Add its people next."),
        crumbs=[(gettext("Customers"), reverse("desk:customers"))],
        initial={
            "country": country, "zone": ZONES.get(country, "UTC"), "calendar": country or "CN", "currency": "USD",
            "payment_term": "TT_30_70_BS", "language": "en",
        },
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST", finds=Company)
def customer_change(request: Request, number: str) -> HttpResponse:
    """Change what we know of a company."""
    found = request.find(Company, number)
    return form_page(
        request, CompanyChangeForm, found, title=gettext("Change the company"), submit=gettext("Change the company"),
        done=lambda _company: reverse("desk:customer", args=[number]), here_in="customers",
        said=gettext("Changed. What was issued before keeps what it says; you can undo it below."),
        crumbs=[
            (gettext("Customers"), reverse("desk:customers")),
            (found.legal_name, reverse("desk:customer", args=[number])),
        ],
        initial={name: getattr(found, name) for name in CompanyForm.base_fields},
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST", finds=Company)
def new_contact(request: Request, number: str) -> HttpResponse:
    """Add somebody to a company."""
    found = request.find(Company, number)
    return form_page(
        request, PersonForm, title=gettext("Add a person"), submit=gettext("Add the person"),
        done=lambda _person: reverse("desk:customer", args=[number]), here_in="customers",
        said=gettext("Added. A code by mail lets the person sign in at the portal."),
        crumbs=[
            (gettext("Customers"), reverse("desk:customers")),
            (found.legal_name, reverse("desk:customer", args=[number])),
        ],
        initial={"language": found.language, "zone": found.zone, "roles": [Role.BUYER.value]},
        options={"company": found},
    )  # fmt: skip


@staff()
def contact(request: Request, email: str) -> HttpResponse:
    """One person of a customer: who he is, what he may do, since when."""
    found = _contact(request, email)
    events = list(Event.objects.filter(stream=stream_of(found), name__in=CHANGES).order_by("-id")[:MOST_ROWS])
    return render(request, "desk/contact.html", {
        "here_in": "customers", "person": found, "roles": role_words(found.roles),
        "language": dict(LANGUAGES).get(found.language, found.language),
        "changes": [_change(event, [found]) for event in events], "key": form_key(),
        "may_keep": request.actor.has_any(frozenset(KEEPERS)),
    })  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def contact_change(request: Request, email: str) -> HttpResponse:
    """Change somebody's name, roles, language or zone."""
    found = _contact(request, email)
    assert found.company is not None
    return form_page(
        request, PersonChangeForm, found, title=gettext("Change the person"), submit=gettext("Change the person"),
        done=lambda _person: reverse("desk:contact", args=[found.email]), here_in="customers",
        said=gettext("Changed. You can undo it below."),
        crumbs=[
            (found.company.legal_name, reverse("desk:customer", args=[found.company.number])),
            (found.name, reverse("desk:contact", args=[found.email])),
        ],
        initial={name: getattr(found, name) for name in ("name", "title", "roles", "language", "zone")},
        options={"company": found.company},
    )  # fmt: skip


@staff(*KEEPERS, methods="POST")
def contact_leaving(request: Request, email: str) -> HttpResponse:
    """Somebody has left his company: he can no longer sign in."""
    found = _contact(request, email)
    request.do(let_person_go, found, reason=request.POST.get("reason", "")[:300])
    messages.success(request, gettext("%(name)s can no longer sign in.") % {"name": found.name})
    return redirect("desk:contact", found.email)


@staff(*KEEPERS, methods="POST")
def contact_returning(request: Request, email: str) -> HttpResponse:
    """Somebody who left is back."""
    found = _contact(request, email)
    request.do(take_person_back, found)
    messages.success(request, gettext("%(name)s can sign in again.") % {"name": found.name})
    return redirect("desk:contact", found.email)


@staff(*KEEPERS, methods="POST", finds=Company)
def customer_undo(request: Request, number: str, event: int) -> HttpResponse:
    """Undo a change of a company: what it had before is said anew, unless it was changed again since."""
    found = request.find(Company, number)
    line = Event.objects.filter(pk=event, stream=stream_of(found), name="company.changed").first()
    if line is None:
        raise Http404
    if (values := _values_before(line, found)) is None:
        messages.warning(request, gettext("It was changed again since; change it by hand."))
    else:
        kept = {name: getattr(found, name) for name in CompanyForm.base_fields}
        request.do(change_company, found, **{**kept, **values}, reason=gettext("Undone"))
        messages.success(request, gettext("Undone."))
    return redirect("desk:customer", number)


@staff(*KEEPERS, methods="POST")
def contact_undo(request: Request, email: str, event: int) -> HttpResponse:
    """Undo a change of a person, unless he was changed again since."""
    found = _contact(request, email)
    line = Event.objects.filter(pk=event, stream=stream_of(found), name="person.changed").first()
    if line is None:
        raise Http404
    if (values := _values_before(line, found)) is None:
        messages.warning(request, gettext("It was changed again since; change it by hand."))
        return redirect("desk:contact", found.email)
    kept = {name: getattr(found, name) for name in ("name", "title", "roles", "language", "zone")}
    try:
        request.do(change_person, found, **{**kept, **values}, reason=gettext("Undone"))
        messages.success(request, gettext("Undone."))
    except WrongRoles as refusal:
        messages.error(request, told(refusal))
    return redirect("desk:contact", found.email)


def _contact(request: Request, email: str) -> Person:
    found = (
        Person.objects.visible_to(request.actor)
        .filter(email__iexact=email, company__isnull=False)
        .select_related("company")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _values_before(line: Event, record: Company | Person) -> dict[str, Any] | None:
    """What to say anew; None when something else was said since."""
    after, before = line.facts.get("after", {}), line.facts.get("before", {})
    is_as_it_was_left = all(getattr(record, name, None) == value for name, value in after.items())
    return dict(before) if before and is_as_it_was_left else None


def _change(event: Event, people: list[Person]) -> dict[str, Any]:
    """One change in words: who, when, what before and after."""
    person = next(
        (each for each in people if event.subject_id == each.pk and event.name.startswith("person")), None
    )
    before, after = event.facts.get("before") or {}, event.facts.get("after") or {}
    return {
        "event": event, "word": gettext(CHANGE_WORDS[event.name]), "person": person,
        "reason": event.facts.get("reason", ""), "is_undoable": event.name in ("company.changed", "person.changed"),
        "values": [
            (gettext(FIELD_WORDS.get(name, name)), _shown(before.get(name)), _shown(after[name]))
            for name in after
            if before
        ],
    }  # fmt: skip


def _shown(value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return role_words(value)
    return str(value)
