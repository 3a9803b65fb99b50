"""The order page: one piece of business from inquiry to warranty, for our own people; and the list of all of them."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import panels_of
from ordolux.edges.ui.dossier import dossier, next_step
from ordolux.edges.ui.files import document_file, download
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.correspondence.deeds import add_note, post_message
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.models import Firm


@staff()
def orders(request: Request) -> HttpResponse:
    """All business, newest change first; by stage and by number, title or customer."""
    found = Deal.objects.visible_to(request.actor).select_related("buyer")
    stage, words = request.GET.get("stage", ""), request.GET.get("q", "").strip()[:80]
    if stage in Stage.values:
        found = found.filter(stage=stage)
    if words:
        found = found.filter(
            Q(number__icontains=words) | Q(title__icontains=words) | Q(buyer__legal_name__icontains=words)
        )
    page = page_by_key(found, ("-changed_at", "-pk"), request.GET)
    rows = [(deal, next_step(deal, request.actor, request.at)) for deal in page.rows]
    return render(request, "desk/orders.html", {
        "here_in": "orders", "page": page, "rows": rows, "stage": stage, "words": words, "stages": Stage.choices,
    })  # fmt: skip


@staff(finds=Deal)
def order(request: Request, number: str) -> HttpResponse:
    """One piece of business: next step, five stages, one timeline, lines and money and people and files beside it."""
    deal = request.find(Deal, number)
    firm = Firm.objects.first()
    told = dossier(
        deal, request.actor, request.at, zone=firm.zone if firm else "UTC",
        document_url=lambda d: reverse("desk:document", args=[d.number]),
    )  # fmt: skip
    return render(request, "desk/order.html", {
        "here_in": "orders", "deal": deal, "told": told, "zone": firm.zone if firm else "UTC",
        "panels": panels_of(deal),
        "live_url": f"/live/orders/{deal.number}",
    })  # fmt: skip


@staff(finds=Deal)
def conversation(request: Request, number: str) -> HttpResponse:
    """The messages of one deal alone, for the page that is open to fetch when something new was said."""
    deal = request.find(Deal, number)
    found = (
        Message.objects.visible_to(request.actor).filter(deal=deal, is_internal=False).order_by("-id")[:200]
    )
    return render(request, "desk/conversation.html", {"messages_said": list(reversed(found)), "deal": deal})


@staff(methods="POST", finds=Deal)
def post(request: Request, number: str) -> HttpResponse:
    """Say something to the customer."""
    deal = request.find(Deal, number)
    request.do(post_message, deal, text=request.POST.get("text", ""))
    return redirect(reverse("desk:order", args=[deal.number]) + "#conversation")


@staff(methods="POST", finds=Deal)
def note(request: Request, number: str) -> HttpResponse:
    """Keep an internal note."""
    deal = request.find(Deal, number)
    request.do(add_note, deal, text=request.POST.get("text", ""))
    return redirect("desk:order", deal.number)


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
    return download(str(message.raw_id), f"{message.number}.eml", "message/rfc822")
