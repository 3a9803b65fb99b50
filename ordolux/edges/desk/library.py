"""The library on the desk: manuals, videos, certificates, drawings and pictures of products, in versions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.catalogue import named, tabs
from ordolux.edges.lists.catalogue import LIBRARY
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.edges.ui.files import download
from ordolux.edges.ui.widgets import Day, Files
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import Family, Product
from ordolux.foundation.files import read_bytes
from ordolux.foundation.library.deeds import (
    KEEPERS,
    PICTURES,
    AddressNotSafe,
    NoPicture,
    NothingToShow,
    TitleMissing,
    add_document,
    add_version,
    discard_document,
    release_document,
    set_access,
    withdraw_document,
)
from ordolux.foundation.library.models import DocumentState, ItemKind, ProductDocument

LIBRARIANS = tuple(KEEPERS)


class VersionForm(DeedForm):
    """A version of an item: a file, or the address where it stands."""

    deed = add_version
    places = {NothingToShow: "file", NoPicture: "file", AddressNotSafe: "address"}
    file = FileToKeep(label=gettext_lazy("File"), required=False, widget=Files(several=False))
    address = forms.CharField(
        label=gettext_lazy("Or the address where it stands"), max_length=500, required=False,
        help_text=gettext_lazy("For a video on your own site, https://…"),
    )  # fmt: skip
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), required=False, widget=Day(),
                                  help_text=gettext_lazy("For certificates."))  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("What is new"), max_length=300, required=False)


class ItemForm(DeedForm):
    """A new item of the library."""

    deed = add_document
    places = {TitleMissing: "title_en", NothingToShow: "file", NoPicture: "file", AddressNotSafe: "address"}
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ItemKind.choices)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=160)
    title_zh = forms.CharField(label=gettext_lazy("Title in Chinese"), max_length=160, required=False)
    file = FileToKeep(label=gettext_lazy("File"), required=False, widget=Files(several=False))
    address = forms.CharField(
        label=gettext_lazy("Or the address where it stands"), max_length=500, required=False,
        help_text=gettext_lazy("For a video on your own site, https://…"),
    )  # fmt: skip
    whole_family = forms.BooleanField(label=gettext_lazy("It belongs to the whole family"), required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("Everybody may open it on the website"), required=False,
        help_text=gettext_lazy("Otherwise the website names it and gives it on request."),
    )  # fmt: skip
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), required=False, widget=Day(),
                                  help_text=gettext_lazy("For certificates."))  # fmt: skip

    def __init__(self, *args: Any, product: Product, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.product = product

    def arguments(self) -> dict[str, Any]:
        """The product, or its family."""
        said = dict(self.cleaned_data)
        family: Family = self.product.family
        return {**({"family": family} if said.pop("whole_family") else {"product": self.product}), **said}


@staff()
def library(request: Request) -> HttpResponseBase:
    """Everything that the library holds."""
    return show_list(request, LIBRARY, "desk", here_in="catalogue", template="desk/catalogue_list.html",
                     tabs=tabs("library", request))  # fmt: skip


@staff(finds=ProductDocument)
def item(request: Request, number: str) -> HttpResponse:
    """One version of an item with all the others, and what can be done with it."""
    found = request.find(ProductDocument, number)
    actor = request.actor
    versions = list(ProductDocument.objects.filter(item=found.item).order_by("-item_version"))
    may_release = actor.has_any(KEEPERS) and (found.kind != ItemKind.DRAWING or Role.ENGINEER in actor.roles)
    return render(request, "desk/library_item.html", {
        "here_in": "catalogue", "item": found, "versions": versions,
        "product": found.product, "family_name": named(found.family) if found.family else "", "file": found.file,
        "is_picture": bool(found.file and found.file.media_type in PICTURES), "is_keeper": actor.has_any(KEEPERS),
        "may_release": may_release and found.state in (DocumentState.DRAFTED, DocumentState.WITHDRAWN),
        "may_withdraw": may_release and found.state == DocumentState.RELEASED,
        "may_discard": actor.has_any(KEEPERS) and found.state == DocumentState.DRAFTED,
        "waits_for_engineer": found.kind == ItemKind.DRAWING and found.state == DocumentState.DRAFTED and not may_release,
    })  # fmt: skip


@staff(finds=ProductDocument)
def file(request: Request, number: str) -> HttpResponse:
    """The file: pictures and PDFs to look at, everything else to be saved."""
    found = request.find(ProductDocument, number)
    if found.file is None:
        raise Http404
    kind = found.file.media_type
    if kind in PICTURES:
        response = HttpResponse(read_bytes(found.file.sha256), content_type=kind)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response
    ending = {"application/pdf": ".pdf", "video/mp4": ".mp4"}.get(kind, "")
    return download(found.file.sha256, f"{found.number} {found.title_en}{ending}", kind, show=True)


@staff(*LIBRARIANS, methods="GET POST", finds=Product)
def new(request: Request, number: str) -> HttpResponse:
    """Add an item to a product, or to its family."""
    found = request.find(Product, number)
    kind = request.GET.get("kind", "")
    return form_page(
        request, ItemForm, title=gettext("Add to the library of {product}").format(product=found.number),
        submit=gettext("Add as a draft"), done=lambda made: reverse("desk:library_item", args=[made.number]),
        said=gettext("Drafted. Look at it once more, then release it."), here_in="catalogue",
        crumbs=[(found.number, reverse("desk:product", args=[found.number]))],
        initial={"kind": kind if kind in ItemKind.values else ItemKind.MANUAL}, options={"product": found},
    )  # fmt: skip


@staff(*LIBRARIANS, methods="GET POST", finds=ProductDocument)
def version(request: Request, number: str) -> HttpResponse:
    """Draft the next version."""
    found = request.find(ProductDocument, number)
    return form_page(
        request, VersionForm, found, title=gettext("Next version of {item}").format(item=found.item),
        submit=gettext("Draft the version"), done=lambda made: reverse("desk:library_item", args=[made.number]),
        said=gettext("Drafted; what is in force stays so until you release this one."), here_in="catalogue",
        crumbs=[(found.title_en, reverse("desk:library_item", args=[found.number]))],
    )  # fmt: skip


@staff(*LIBRARIANS, methods="POST", finds=ProductDocument)
def release(request: Request, number: str) -> HttpResponse:
    """Put it in force."""
    request.do(release_document, request.find(ProductDocument, number))
    messages.success(request, gettext("Released: it is in force. “Withdraw” takes it back."))
    return redirect(_back(request, number))


@staff(*LIBRARIANS, methods="POST", finds=ProductDocument)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Take it out of force."""
    request.do(withdraw_document, request.find(ProductDocument, number))
    messages.success(request, gettext("Withdrawn. “Release” puts it in force again."))
    return redirect(_back(request, number))


@staff(*LIBRARIANS, methods="POST", finds=ProductDocument)
def discarding(request: Request, number: str) -> HttpResponse:
    """Throw a draft away."""
    request.do(discard_document, request.find(ProductDocument, number))
    messages.success(request, gettext("The draft is discarded."))
    return redirect(_back(request, number))


@staff(*LIBRARIANS, methods="POST", finds=ProductDocument)
def access(request: Request, number: str) -> HttpResponse:
    """Open it to everybody, or give it on request only."""
    is_public = request.POST.get("is_public") == "yes"
    request.do(set_access, request.find(ProductDocument, number), is_public=is_public)
    messages.success(
        request, gettext("Everybody may open it.") if is_public else gettext("It is given on request.")
    )
    return redirect(_back(request, number))


def _back(request: Request, number: str) -> str:
    return (
        reverse("desk:today")
        if request.POST.get("back") == "today"
        else reverse("desk:library_item", args=[number])
    )
