"""The customer's conversations with us: one on every order, alive on every page that shows it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ordolux.edges.access import Request, customer
from ordolux.edges.ui.conversation import (
    file_of,
    hours,
    show_conversation,
    take_message,
    take_sight,
    tell_unread,
)
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.correspondence.queries import unread_by_deal
from ordolux.foundation.deals.models import Deal


@customer()
def messages(request: Request) -> HttpResponse:
    """One conversation on each order, the latest change first, with what this person has not seen."""
    page = page_by_key(Deal.objects.visible_to(request.actor).order_by(), ("-changed_at", "-pk"), request.GET)
    unread = unread_by_deal(request.actor, request.at, page.rows)
    return render(request, "portal/messages.html", {
        "here_in": "messages", "page": page, "rows": [(deal, unread.get(deal.pk, 0)) for deal in page.rows],
    })  # fmt: skip


@customer(finds=Deal)
def chat(request: Request, number: str) -> HttpResponse:
    """One conversation on a page of its own."""
    deal = request.find(Deal, number)
    return render(request, "portal/chat_page.html", {
        "here_in": "messages", "deal": deal, "hours": hours(request.at), "live_url": f"/live/orders/{deal.number}",
    })  # fmt: skip


@customer(finds=Deal)
def conversation(request: Request, number: str) -> HttpResponse:
    """The messages of one order alone, for the chat that is open to fetch when something new was said."""
    return show_conversation(request, request.find(Deal, number), "portal/conversation.html")


@customer(methods="POST", finds=Deal)
def post(request: Request, number: str) -> HttpResponse:
    """Say something to the supplier."""
    deal = request.find(Deal, number)
    back = reverse("portal:chat", args=[deal.number])
    return take_message(request, deal, back if request.POST.get("back") == "chat" else _order(deal))


@customer(methods="POST", finds=Deal)
def sight(request: Request, number: str) -> HttpResponse:
    """Note that the conversation was read."""
    deal = request.find(Deal, number)
    return take_sight(request, deal, _order(deal))


@customer()
def unread(request: Request) -> HttpResponse:
    """How many of our messages this person has not seen."""
    return tell_unread(request, reverse("portal:messages"))


@customer(finds=Message)
def attachment(request: Request, number: str, piece: int) -> HttpResponse:
    """A file that came or went with a message."""
    return file_of(request.find(Message, number), piece)


def _order(deal: Deal) -> str:
    return reverse("portal:order", args=[deal.number]) + "#conversation"
