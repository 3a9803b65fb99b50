"""The customer's pages about a whole piece of business: what waits for him, his orders, one order, his papers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ordolux.edges.access import Request, customer
from ordolux.edges.portal.panels import panels_of
from ordolux.edges.ui.dossier import dossier, next_step
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import CUSTOMER_ROLES
from ordolux.foundation.correspondence.deeds import post_message
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document


@customer()
def home(request: Request) -> HttpResponse:
    """What waits for the customer on top, then his latest orders."""
    customers = [role.value for role in CUSTOMER_ROLES]
    mine = Deal.objects.visible_to(request.actor)
    waiting = list(mine.filter(next_role__in=customers).order_by("next_by", "id")[:20])
    latest = list(mine.order_by("-changed_at", "-id")[:10])
    return render(request, "portal/home.html", {
        "here_in": "home", "waiting": [(d, next_step(d, request.actor, request.at)) for d in waiting],
        "latest": [(d, next_step(d, request.actor, request.at)) for d in latest],
    })  # fmt: skip


@customer()
def orders(request: Request) -> HttpResponse:
    """All business of the customer's company."""
    page = page_by_key(Deal.objects.visible_to(request.actor), ("-changed_at", "-pk"), request.GET)
    rows = [(d, next_step(d, request.actor, request.at)) for d in page.rows]
    return render(request, "portal/orders.html", {"here_in": "orders", "page": page, "rows": rows})


@customer(finds=Deal)
def order(request: Request, number: str) -> HttpResponse:
    """One order with its next step, stages, timeline, papers and conversation."""
    deal = request.find(Deal, number)
    zone = request.user.company.zone  # type: ignore[union-attr]  # a customer has a company
    told = dossier(
        deal,
        request.actor,
        request.at,
        zone=zone,
        document_url=lambda d: reverse("portal:document", args=[d.number]),
    )
    return render(request, "portal/order.html", {
        "here_in": "orders", "deal": deal, "told": told, "zone": zone, "panels": panels_of(deal),
        "live_url": f"/live/orders/{deal.number}",
    })  # fmt: skip


@customer(finds=Deal)
def conversation(request: Request, number: str) -> HttpResponse:
    """The messages of one order alone, for the page that is open to fetch when something new was said."""
    deal = request.find(Deal, number)
    found = Message.objects.visible_to(request.actor).filter(deal=deal).order_by("-id")[:200]
    return render(request, "portal/conversation.html", {"messages_said": list(reversed(found)), "deal": deal})


@customer(methods="POST", finds=Deal)
def post(request: Request, number: str) -> HttpResponse:
    """Say something to the supplier."""
    deal = request.find(Deal, number)
    request.do(post_message, deal, text=request.POST.get("text", ""))
    return redirect(reverse("portal:order", args=[deal.number]) + "#conversation")


@customer()
def documents(request: Request) -> HttpResponse:
    """All papers of the customer's company that are in force."""
    found = (
        Document.objects.visible_to(request.actor).filter(superseded_at__isnull=True).select_related("deal")
    )
    return render(request, "portal/documents.html", {
        "here_in": "documents", "page": page_by_key(found, ("-id",), request.GET),
    })  # fmt: skip


@customer(finds=Document)
def document(request: Request, number: str) -> HttpResponse:
    """One paper, as PDF or (``?form=docx``) in its Word form."""
    return document_file(request.find(Document, number), request.GET.get("form", "pdf"))
