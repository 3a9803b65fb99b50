"""Faxes on the desk: one is entered by hand, a quotation leaves by fax, and what became of it."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, staff
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import Enclosure, retry_letter
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.foundation.deeds import Deed
from ordolux.foundation.documents.models import Document
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.faxes.deeds import SENDERS, NoFax, NumberUnusable, enter_fax, queue_fax
from ordolux.foundation.faxes.numbers import fax_number
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.rules.refusal import Refusal

MOST_SHOWN = 20


def faxes_of(quotation: Quotation) -> list[Message]:
    """The faxes by which a quotation left or should have left, newest first (one statement)."""
    return list(
        Message.objects.filter(deal=quotation.deal, channel=Channel.FAX, is_incoming=False,
                               envelope__about=quotation.number).order_by("-id")[:MOST_SHOWN]
    )  # fmt: skip


def may_fax(quotation: Quotation, paper: Document | None, actor: Actor) -> bool:
    """Whether this person may send this quotation by fax: it was sent, its paper is printed, and there is a fax server."""
    return (
        bool(settings.ORDOLUX_FAX_COMMAND)
        and paper is not None
        and quotation.state in (QuotationState.SENT, QuotationState.ACCEPTED)
        and actor.has_any(SENDERS)
    )


class FaxForm(DeedForm):
    """A fax that reached us on another way."""

    deed: ClassVar[Deed[..., Any]] = enter_fax
    places: ClassVar[dict[type[Refusal], str]] = {NoFax: "raw"}
    raw = FileToKeep(label=_("The fax (TIFF or PDF)"))
    number = forms.CharField(
        label=_("The caller's number"), max_length=40, required=False,
        help_text=_("As it stands in the top line of the fax"),
    )  # fmt: skip
    name = forms.CharField(label=_("Who sent it"), max_length=200, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)


@staff(*SENDERS, methods="GET POST")
def new_fax(request: Request) -> HttpResponse:
    """Enter a fax by hand."""
    return form_page(
        request, FaxForm, title=gettext("Enter a fax"), submit=gettext("Take it in"), here_in="inbox",
        done=lambda _: reverse("desk:inbox"),
        said=gettext("Taken in as it is. It is being read; in a moment it stands among the inquiries."),
        crumbs=[(gettext("Inbox"), reverse("desk:inbox"))],
        lead=gettext("The file is kept unchanged and read like a fax that came by the line."),
    )  # fmt: skip


class QuotationFaxForm(DeedForm):
    """By which number a quotation leaves."""

    deed: ClassVar[Deed[..., Any]] = queue_fax
    places: ClassVar[dict[type[Refusal], str]] = {NumberUnusable: "number"}
    number = forms.CharField(
        label=_("Fax number"), max_length=40, help_text=_("With its country, for example +49 40 1234567")
    )

    def __init__(self, *given: Any, quotation: Quotation, paper: Document, **more: Any) -> None:
        super().__init__(*given, **more)
        self.quotation, self.paper = quotation, paper

    def arguments(self) -> dict[str, Any]:
        """The paper of the quotation goes with it."""
        return {
            "deal": self.quotation.deal, "number": self.cleaned_data["number"], "about": self.quotation.number,
            "subject": f"{gettext('Quotation')} {self.quotation.number}",
            "enclosure": Enclosure(f"{self.paper.title}.pdf", str(self.paper.file_id)),
        }  # fmt: skip


@staff(*SENDERS, methods="GET POST", finds=Quotation)
def quotation_fax(request: Request, number: str) -> HttpResponse:
    """Send a quotation by fax."""
    found = request.find(Quotation, number)
    paper = latest_document(found, "quotation")
    here = reverse("desk:quotation", args=[found.number])
    if paper is None or not may_fax(found, paper, request.actor):
        messages.error(
            request,
            gettext(
                "This quotation cannot leave by fax: it was not sent yet, its paper is not printed, or no fax server is set up."
            ),
        )
        return redirect(here)
    return form_page(
        request, QuotationFaxForm, title=gettext("Send by fax"), submit=gettext("Send by fax"), here_in="inbox",
        done=lambda _: here, said=gettext("The fax is on its way. What becomes of it stands on this page."),
        crumbs=[(gettext("Quotations"), reverse("desk:quotations")), (found.number, here)],
        initial={"number": _known_number(found)}, options={"quotation": found, "paper": paper},
        lead=gettext("The printed quotation leaves in black and white, in fine resolution."),
    )  # fmt: skip


@staff(*SENDERS, methods="POST", finds=Quotation)
def quotation_fax_again(request: Request, number: str, fax: str) -> HttpResponse:
    """Try a fax that failed once more."""
    found = request.find(Quotation, number)
    failed = request.find(Message, fax, deal=found.deal, channel=Channel.FAX, is_incoming=False)
    request.do(retry_letter, failed)
    messages.success(request, gettext("The fax is tried again."))
    return redirect("desk:quotation", found.number)


def _known_number(quotation: Quotation) -> str:
    """The number from which the customer faxed in this deal, if he did."""
    came = (
        Message.objects.filter(deal=quotation.deal, channel=Channel.FAX, is_incoming=True)
        .order_by("-id")
        .first()
    )
    return fax_number(str(came.envelope.get("from") or "")) if came is not None else ""
