"""Conversations with customers: all of them, one of them, what is said in it, and how much of it is unread."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ordolux.edges.access import Request, staff
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
from ordolux.foundation.correspondence.queries import conversations, unread_by_deal, waiting_for_answer
from ordolux.foundation.deals.models import Deal


@staff()
def chats(request: Request) -> HttpResponse:
    """All conversations, or (``?waiting=1``) those that wait for our answer, with what this person has not seen."""
    waits = request.GET.get("waiting") == "1"
    found = waiting_for_answer(request.actor) if waits else conversations(request.actor)
    page = page_by_key(found.order_by(), ("-changed_at", "-pk"), request.GET)
    unread = unread_by_deal(request.actor, request.at, page.rows)
    said = Message.objects.in_bulk([deal.said_last for deal in page.rows])
    rows = [(deal, said[deal.said_last], unread.get(deal.pk, 0)) for deal in page.rows]
    return render(
        request, "desk/chats.html", {"here_in": "support", "page": page, "rows": rows, "waits": waits}
    )


@staff(finds=Deal)
def chat(request: Request, number: str) -> HttpResponse:
    """One conversation on a page of its own."""
    deal = request.find(Deal, number)
    return render(request, "desk/chat_page.html", {
        "here_in": "support", "deal": deal, "hours": hours(request.at), "live_url": f"/live/orders/{deal.number}",
    })  # fmt: skip


@staff(finds=Deal)
def conversation(request: Request, number: str) -> HttpResponse:
    """The messages of one deal alone, for the chat that is open to fetch when something new was said."""
    return show_conversation(request, request.find(Deal, number), "desk/conversation.html")


@staff(methods="POST", finds=Deal)
def post(request: Request, number: str) -> HttpResponse:
    """Say something to the customer."""
    deal = request.find(Deal, number)
    places = {"chat": reverse("desk:chat", args=[deal.number]), "today": reverse("desk:today")}
    return take_message(request, deal, places.get(request.POST.get("back", ""), _order(deal)))


@staff(methods="POST", finds=Deal)
def sight(request: Request, number: str) -> HttpResponse:
    """Note that the conversation was read."""
    deal = request.find(Deal, number)
    return take_sight(request, deal, _order(deal))


@staff()
def unread(request: Request) -> HttpResponse:
    """How many messages of customers this person has not seen."""
    return tell_unread(request, reverse("desk:support"))


@staff(finds=Message)
def attachment(request: Request, number: str, piece: int) -> HttpResponse:
    """A file that came or went with a message."""
    return file_of(request.find(Message, number), piece)


def _order(deal: Deal) -> str:
    return reverse("desk:order", args=[deal.number]) + "#conversation"
