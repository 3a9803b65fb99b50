"""The register of suppliers: who they are, what they hold certificates for, what we buy from them."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.purchasing import tabs
from ordolux.edges.lists.materials import CERTIFICATE_WORDS, CERTIFICATES, SUPPLIERS, standing_of
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.choices import country_choices
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.edges.ui.files import download
from ordolux.edges.ui.widgets import Day, Phone
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import Part
from ordolux.foundation.parties.deeds import (
    CertificateEndsBeforeItBegins,
    add_supplier_certificate,
    change_supplier,
    register_supplier,
    reinstate_supplier,
    retire_supplier,
)
from ordolux.foundation.parties.models import Supplier, SupplierCertificate
from ordolux.production.materials.models import Purchase

READERS = (Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.ENGINEER, Role.FINANCE, Role.MANAGER)
KEEPERS = (Role.PURCHASING, Role.MANAGER)
TONES = {
    "valid": ("ok", "tick"),
    "soon": ("warn", "clock"),
    "lapsed": ("bad", "warning"),
    "future": ("info", "calendar"),
}


@staff(*READERS)
def suppliers(request: Request) -> HttpResponseBase:
    """All suppliers."""
    actions = [Action(gettext("Register a supplier"), reverse("desk:new_supplier"))]
    return show_list(
        request, SUPPLIERS, "desk", here_in="production", template="desk/money_list.html", tabs=tabs("suppliers"),
        actions=actions if request.actor.roles & set(KEEPERS) else [],
    )  # fmt: skip


@staff(*READERS)
def certificates(request: Request) -> HttpResponseBase:
    """All certificates, the one that ends first before all."""
    return show_list(
        request, CERTIFICATES, "desk", here_in="production", template="desk/money_list.html",
        tabs=tabs("certificates"),
    )  # fmt: skip


class SupplierFields(DeedForm):
    """Who a supplier is and where he is reached."""

    legal_name = forms.CharField(label=gettext_lazy("Legal name"), max_length=200)
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices)
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), help_text=gettext_lazy("Purchase orders and requests go there.")
    )
    contact_name = forms.CharField(label=gettext_lazy("Contact"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False, widget=Phone())
    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )


class SupplierForm(SupplierFields):
    """A supplier whom we do not know yet."""

    deed = register_supplier


class SupplierChangeForm(SupplierFields):
    """The same for a supplier whom we know."""

    deed = change_supplier


@staff(*KEEPERS, methods="GET POST")
def new_supplier(request: Request) -> HttpResponse:
    """Register a supplier."""
    return form_page(
        request, SupplierForm, title=gettext("Register a supplier"), submit=gettext("Register the supplier"),
        done=lambda made: reverse("desk:supplier", args=[made.number]), here_in="production",
        said=gettext("Registered. Keep his certificates here before goods come."),
        crumbs=[(gettext("Suppliers"), reverse("desk:suppliers"))], initial={"country": "CN"},
    )  # fmt: skip


@staff(*READERS, finds=Supplier)
def supplier(request: Request, number: str) -> HttpResponse:
    """One supplier: his certificates with how they stand, his parts, what we bought from him last."""
    record = request.find(Supplier, number)
    held = list(SupplierCertificate.objects.filter(supplier=record).order_by("-valid_until", "-id"))
    rows = []
    for each in held:
        standing = standing_of(each)
        rows.append((each, gettext(CERTIFICATE_WORDS[standing]), *TONES[standing]))
    return render(request, "desk/supplier.html", {
        "here_in": "production", "supplier": record, "certificates": rows,
        "parts": list(Part.objects.filter(supplier=record).order_by("number")[:100]),
        "purchases": list(Purchase.objects.filter(supplier=record).select_related("order").order_by("-id")[:15]),
        "may_keep": bool(request.actor.roles & set(KEEPERS)),
        "may_certify": bool(request.actor.roles & {Role.PURCHASING, Role.INSPECTOR}),
    })  # fmt: skip


@staff(*KEEPERS, methods="GET POST", finds=Supplier)
def supplier_change(request: Request, number: str) -> HttpResponse:
    """Correct who a supplier is."""
    record = request.find(Supplier, number)
    here = reverse("desk:supplier", args=[record.number])
    return form_page(
        request, SupplierChangeForm, record, title=record.legal_name, submit=gettext("Save the supplier"),
        done=lambda _: here, said=gettext("The supplier is changed."), here_in="production",
        crumbs=[(gettext("Suppliers"), reverse("desk:suppliers")), (record.number, here)],
        initial={name: getattr(record, name) for name in SupplierFields.base_fields},
    )  # fmt: skip


class RetireForm(DeedForm):
    """Why nothing more is bought from a supplier."""

    deed = retire_supplier
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@staff(*KEEPERS, methods="GET POST", finds=Supplier)
def supplier_retirement(request: Request, number: str) -> HttpResponse:
    """Buy nothing more from a supplier."""
    record = request.find(Supplier, number)
    here = reverse("desk:supplier", args=[record.number])
    return form_page(
        request, RetireForm, record, title=gettext("Retire {supplier}").format(supplier=record.legal_name),
        submit=gettext("Buy nothing more from him"), done=lambda _: here, said=gettext("The supplier is retired."),
        here_in="production", crumbs=[(gettext("Suppliers"), reverse("desk:suppliers")), (record.number, here)],
        lead=gettext("What is on its way still comes. You can take him back at any time."),
    )  # fmt: skip


@staff(*KEEPERS, methods="POST", finds=Supplier)
def supplier_return(request: Request, number: str) -> HttpResponse:
    """Buy from a retired supplier again."""
    request.do(reinstate_supplier, request.find(Supplier, number))
    messages.success(request, gettext("We buy from this supplier again."))
    return redirect("desk:supplier", number)


class CertificateForm(DeedForm):
    """A qualification certificate with its file."""

    deed = add_supplier_certificate
    places = {CertificateEndsBeforeItBegins: "valid_until"}
    scheme = forms.CharField(
        label=gettext_lazy("Scheme"),
        max_length=60,
        help_text=gettext_lazy("For example: ISO 9001, IECQ QC 080000"),
    )
    certificate_number = forms.CharField(label=gettext_lazy("Certificate number"), max_length=80)
    scope = forms.CharField(label=gettext_lazy("Scope"), max_length=300)
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), widget=Day())
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), widget=Day())
    file = FileToKeep(label=gettext_lazy("File"))


@staff(Role.PURCHASING, Role.INSPECTOR, methods="GET POST", finds=Supplier)
def new_certificate(request: Request, number: str) -> HttpResponse:
    """Keep a certificate of a supplier."""
    record = request.find(Supplier, number)
    here = reverse("desk:supplier", args=[record.number])
    last = SupplierCertificate.objects.filter(supplier=record).order_by("-valid_until").first()
    return form_page(
        request, CertificateForm, record, title=gettext("Certificate of {supplier}").format(supplier=record.legal_name),
        submit=gettext("Keep the certificate"), done=lambda _: here, said=gettext("The certificate is kept."),
        here_in="production", crumbs=[(gettext("Suppliers"), reverse("desk:suppliers")), (record.number, here)],
        initial={"scheme": last.scheme, "scope": last.scope} if last else {},
    )  # fmt: skip


@staff(*READERS, finds=Supplier)
def certificate_file(request: Request, number: str, certificate: int) -> HttpResponse:
    """The file of a certificate."""
    record = request.find(Supplier, number)
    held = SupplierCertificate.objects.filter(supplier=record, pk=certificate).select_related("file").first()
    if held is None:
        raise Http404
    is_pdf = held.file.media_type == "application/pdf"
    name = f"{held.scheme} {held.certificate_number}{'.pdf' if is_pdf else ''}"
    return download(str(held.file_id), name, held.file.media_type, show=True)
