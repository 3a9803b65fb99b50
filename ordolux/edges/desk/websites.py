"""Our inquiry form on websites of others: which may carry it, and what they put into their pages."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.lists.websites import WEBSITES
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.models import Company
from ordolux.inquiries.website.deeds import (
    WebsiteIncomplete,
    change_website,
    end_website,
    permit_website,
)
from ordolux.inquiries.website.models import Website
from ordolux.rules.origins import NoOrigin, NotEncrypted
from ordolux.rules.refusal import Refusal

KEEPERS = (Role.MANAGER, Role.ADMINISTRATOR, Role.MARKETING)


class WebsiteFields(DeedForm):
    """Which website may carry the form, and where."""

    places: ClassVar[dict[type[Refusal], str]] = {
        NoOrigin: "origins", NotEncrypted: "origins", WebsiteIncomplete: "origins",
    }  # fmt: skip
    name = forms.CharField(label=_("Website"), max_length=120)
    origins = forms.CharField(
        label=_("Addresses, one on each line"), max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Where its pages are, such as https://www.example.com. Only there browsers show the form."),
    )  # fmt: skip
    company = forms.CharField(
        label=_("Number of the customer whose website it is"), max_length=30, required=False,
        help_text=_("Leave it empty for a website of ours."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_company(self) -> Company | None:
        """The customer with this number. Raises ValidationError for none."""
        number = self.cleaned_data["company"].strip()
        if not number:
            return None
        found = Company.objects.visible_to(self.actor).filter(number__iexact=number).first()
        if found is None:
            raise forms.ValidationError(gettext("We know no customer with this number."))
        return found

    def arguments(self) -> dict[str, Any]:
        """What the deed is told: the addresses one by one."""
        return self.cleaned_data | {"origins": self.cleaned_data["origins"].split()}


class WebsiteForm(WebsiteFields):
    """A website that shall carry the form."""

    deed = permit_website


class ChangedWebsiteForm(WebsiteFields):
    """The same for a website that carries the form already."""

    deed = change_website


@staff(*KEEPERS)
def websites(request: Request) -> HttpResponseBase:
    """All websites that carry the form, or did."""
    return show_list(request, WEBSITES, "desk", here_in="settings", actions=[
        Action(gettext("Permit a website"), reverse("desk:new_website"), icon="plus"),
    ])  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def new_website(request: Request) -> HttpResponse:
    """Permit one more."""
    return form_page(
        request, WebsiteForm, title=gettext("Permit a website"), submit=gettext("Permit it and show what to put in"),
        here_in="settings", done=lambda made: reverse("desk:website", args=[made.pk]),
        crumbs=[(gettext("Our form on other websites"), reverse("desk:websites"))], options={"actor": request.actor},
        lead=gettext("The form then stands in its pages; inquiries from there arrive like those of our own website."),
    )  # fmt: skip


@staff(*KEEPERS)
def website(request: Request, website: int) -> HttpResponse:
    """One website: what to put into its pages, how it looks, how many inquiries came from there."""
    found = _website(request, website)
    home = settings.ORDOLUX_PUBLIC_URL
    frame = f"{home}{reverse('public:framed_inquiry')}?site={found.key}"
    return render(request, "desk/website.html", {
        "here_in": "settings", "website": found, "key": form_key(), "inquiries": found.inquiries.count(),
        "recent": found.inquiries.order_by("-pk")[:5], "frame": frame,
        "script_tag": f'<script src="{home}{reverse("public:embed_script")}" data-site="{found.key}" async></script>',
        "frame_tag": f'<iframe src="{frame}" title="Ask for a quotation" width="100%" height="1200"></iframe>',
        "call": f"curl {home}/api/v1/website/inquiries -H 'X-Site-Key: {found.key}' -H 'Content-Type: application/json'"
                """ -d '{"name": "Eve Lund", "email": "eve@example.com", "lines": [{"product": "…", "pieces": 500}]}'""",
    })  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def website_change(request: Request, website: int) -> HttpResponse:
    """Change its name or where its pages are."""
    found = _website(request, website)
    here = reverse("desk:website", args=[found.pk])
    return form_page(
        request, ChangedWebsiteForm, found, title=gettext("Change the website"), submit=gettext("Keep the change"),
        here_in="settings", done=lambda _: here, options={"actor": request.actor},
        crumbs=[(gettext("Our form on other websites"), reverse("desk:websites")), (found.name, here)],
        initial={"name": found.name, "origins": "\n".join(found.origins),
                 "company": found.company.number if found.company else ""},
    )  # fmt: skip


@staff(*KEEPERS, methods="POST")
def website_ending(request: Request, website: int) -> HttpResponse:
    """Take the form off its pages."""
    found = _website(request, website)
    request.do(end_website, found)
    messages.success(request, gettext("“{name}” does not show the form any more.").format(name=found.name))
    return redirect("desk:website", found.pk)


def _website(request: Request, pk: int) -> Website:
    found = Website.objects.visible_to(request.actor).select_related("company").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
