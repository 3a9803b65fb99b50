"""The order page: one piece of business from inquiry to warranty, for our own people; and the list of all of them."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Subquery
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import panels_of
from ordolux.edges.lists.portal import ORDERS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.dossier import all_beside, dossier
from ordolux.edges.ui.files import document_file, download
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.uploads import FileTooBig, kept_files
from ordolux.foundation.actors import CUSTOMER_ROLES, Actor, Role
from ordolux.foundation.correspondence.deeds import (
    add_note,
    post_message,
    revise_note,
    strike_note,
)
from ordolux.foundation.correspondence.models import Attachment, Message
from ordolux.foundation.deals.deeds import assign_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.models import Firm, Person
from ordolux.orders.amendment.deeds import CHANGEABLE

PRINTED_EVENTS = 400


@staff()
def orders(request: Request) -> HttpResponseBase:
    """All business, newest change first."""
    samples = Action(gettext("Samples"), reverse("desk:samples"), "box", is_primary=False)
    return show_list(request, ORDERS, "desk", here_in="orders", actions=[samples])


@staff(finds=Deal)
def order(request: Request, number: str) -> HttpResponse:
    """One piece of business: next step, five stages, one timeline, lines and money and people and files beside it."""
    deal = _deal(request, number)
    template = "ui/order_timeline.html" if request.GET.get("part") == "timeline" else "desk/order.html"
    return render(request, template, _told(request, deal, request.actor))


@staff(finds=Deal)
def records(request: Request, number: str) -> HttpResponse:
    """Everything that the stages keep of one piece of business, a block each."""
    deal = _deal(request, number)
    return render(
        request,
        "desk/order_records.html",
        {"here_in": "orders", "deal": deal, "panels": panels_of(deal, request.actor)},
    )


@staff(finds=Deal)
def printed(request: Request, number: str) -> HttpResponse:
    """The whole order for paper: all tabs unfolded and the timeline from its beginning."""
    deal = _deal(request, number)
    page = _told(request, deal, request.actor, size=PRINTED_EVENTS)
    beside = all_beside(deal, request.actor, page["told"].records, "desk")
    return render(
        request,
        "ui/order_print.html",
        {**page, "beside": beside, "back": reverse("desk:order", args=[number])},
    )


@staff(finds=Deal)
def as_customer(request: Request, number: str) -> HttpResponse:
    """The order as the customer's people see it: the same truth without notes, costs and suppliers."""
    deal = _deal(request, number)
    if deal.buyer is None:
        messages.info(
            request, gettext("Nobody is the customer of this order yet, so there is nothing to show.")
        )
        return redirect("desk:order", number)
    customer = Actor(deal.buyer.legal_name, CUSTOMER_ROLES, company_id=deal.buyer_id)
    page = _told(request, deal, customer, zone=deal.buyer.zone)
    return render(request, "portal/order.html", {
        **page, "shell": "ui/desk.html", "is_preview": True, "actor": request.actor, "live_url": "",
    })  # fmt: skip


@staff(finds=Deal)
def conversation(request: Request, number: str) -> HttpResponse:
    """The messages of one deal alone."""
    deal = request.find(Deal, number)
    found = (
        Message.objects.visible_to(request.actor).filter(deal=deal, is_internal=False).order_by("-id")[:200]
    )
    return render(request, "desk/conversation.html", {"messages_said": list(reversed(found)), "deal": deal})


@staff(methods="POST", finds=Deal)
def post(request: Request, number: str) -> HttpResponse:
    """Say something to the customer, with files."""
    return _say(request, number, post_message, "say")


@staff(methods="POST", finds=Deal)
def note(request: Request, number: str) -> HttpResponse:
    """Keep an internal note, with files."""
    return _say(request, number, add_note, "keep")


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=Deal)
def assignment(request: Request, number: str) -> HttpResponse:
    """Make one of our people the owner."""
    deal = request.find(Deal, number)
    said = request.POST.get("to", "")
    person = Person.objects.visible_to(request.actor).filter(
        pk=int(said) if said.isdecimal() and len(said) < 18 else 0, company__isnull=True, is_active=True
    ).first()  # fmt: skip
    if person is None:
        messages.error(request, gettext("Choose one of our people first."))
    else:
        request.do(assign_deal, deal, to=person)
        messages.success(request, gettext("%(name)s looks after this order now.") % {"name": person.name})
    return redirect(reverse("desk:order", args=[number]) + "?side=people")


class NoteForm(DeedForm):
    """A note written anew."""

    deed = revise_note
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}), max_length=10_000, label=gettext_lazy("Note for colleagues")
    )


class StrikeForm(DeedForm):
    """Why a note no longer holds."""

    deed = strike_note
    reason = forms.CharField(max_length=300, label=gettext_lazy("Why does it no longer hold?"))


@staff(methods="GET POST", finds=Message)
def note_revision(request: Request, number: str) -> HttpResponse:
    """Change a note of one's own: a new version, the old one stays folded under it."""
    message, deal = _note(request, number)
    return form_page(
        request, NoteForm, message, title=gettext("Change the note"), submit=gettext("Keep the new version"),
        done=lambda _: reverse("desk:order", args=[deal.number]), said=gettext("The note has a new version."),
        here_in="orders", crumbs=[(deal.number, reverse("desk:order", args=[deal.number]))],
        initial={"text": message.text},
    )  # fmt: skip


@staff(methods="GET POST", finds=Message)
def note_strike(request: Request, number: str) -> HttpResponse:
    """Strike a note with a reason; it stays readable."""
    message, deal = _note(request, number)
    return form_page(
        request, StrikeForm, message, title=gettext("Strike the note"), submit=gettext("Strike the note"),
        lead=message.text[:500], done=lambda _: reverse("desk:order", args=[deal.number]),
        said=gettext("The note is struck through and stays readable."), here_in="orders",
        crumbs=[(deal.number, reverse("desk:order", args=[deal.number]))],
    )  # fmt: skip


@staff(finds=Document)
def document(request: Request, number: str) -> HttpResponse:
    """An issued paper, as PDF or (``?form=docx``) in its Word form."""
    return document_file(request.find(Document, number), request.GET.get("form", "pdf"))


@staff(finds=Message)
def original(request: Request, number: str) -> HttpResponse:
    """The raw bytes of a message as they reached us or left, to be saved."""
    message = request.find(Message, number)
    if message.raw_id is None:
        return redirect("desk:orders")
    kind = StoredFile.objects.get(pk=message.raw_id).media_type
    ending = {"image/tiff": "tif", "application/pdf": "pdf", "application/json": "json"}.get(kind, "eml")
    return download(
        str(message.raw_id),
        f"{message.number}.{ending}",
        kind if ending in ("tif", "pdf") else "message/rfc822",
    )


@staff(finds=Message)
def attachment(request: Request, number: str, piece: int) -> HttpResponse:
    """A file that came or went with a message, to be saved."""
    message = request.find(Message, number)
    found = Attachment.objects.filter(message=message, pk=piece).select_related("file").first()
    if found is None:
        raise Http404
    return download(str(found.file_id), found.name, found.file.media_type)


def _deal(request: Request, number: str) -> Deal:
    """The deal with its buyer, its owner and the zone of our firm."""
    zone = Subquery(Firm.objects.order_by("pk").values("zone")[:1])
    found = (
        Deal.objects.visible_to(request.actor)
        .filter(number=number)
        .select_related("buyer", "owner")
        .annotate(firm_zone=zone)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _note(request: Request, number: str) -> tuple[Message, Deal]:
    message = request.find(Message, number)
    if not message.is_internal or message.deal is None:
        raise Http404
    return message, message.deal


def _told(
    request: Request, deal: Deal, reader: Actor, *, zone: str = "", size: int | None = None
) -> dict[str, Any]:
    zone = zone or deal.firm_zone or "UTC"  # type: ignore[attr-defined]  # annotated by _deal
    at: datetime = request.at
    found = dossier(
        deal, reader, at, zone=zone, place="desk", asked=request.GET, size=size,
        attachment_url=lambda a: reverse("desk:message_attachment", args=[a.message.number, a.pk]),
    )  # fmt: skip
    can_assign = reader.is_staff and bool(reader.roles & {Role.SALES, Role.MANAGER})
    placed = found.records.order
    can_amend = can_assign and placed is not None and placed.state in CHANGEABLE and not placed.is_free
    return {
        "amend_url": reverse("desk:new_amendment", args=[placed.number]) if placed and can_amend else "",
        "here_in": "orders", "deal": deal, "told": found, "zone": zone, "live_url": f"/live/orders/{deal.number}",
        "place": "desk", "shell": "ui/desk.html", "can_assign": can_assign, "is_staff": reader.is_staff,
    }  # fmt: skip


def _say(request: Request, number: str, deed: Any, anchor: str) -> HttpResponse:
    deal = request.find(Deal, number)
    here = reverse("desk:order", args=[deal.number])
    try:
        enclosures = kept_files(request)
    except FileTooBig as refusal:
        messages.error(request, told(refusal))
        return redirect(f"{here}#{anchor}")
    request.do(deed, deal, text=request.POST.get("text", ""), enclosures=enclosures)
    return redirect(f"{here}#timeline")
