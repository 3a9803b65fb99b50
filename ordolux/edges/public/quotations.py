"""A quotation opened by the link in its letter: it shows this one quotation and takes the answer of the person to whom
the link was given. Nothing binds before the proforma invoice is signed, for which that person signs in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from ordolux.edges.access import Request, by_link, form_key
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.offers import offer_of
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.quotation.deeds import LINK_PURPOSE, decline_quotation
from ordolux.inquiries.quotation.models import SENT_STATES, Quotation, QuotationState
from ordolux.inquiries.quotation.queries import quotation_in_full
from ordolux.orders.agreement.deeds import place_order


@by_link(LINK_PURPOSE)
def quotation(request: Request, token: str) -> HttpResponse:
    """The quotation that the link opens."""
    found = quotation_in_full(_linked(request).number, Actor.system())
    if found is None:
        raise Http404
    return render(request, "public/quotation.html", {
        "quotation": found, "offer": offer_of(found), "token": token, "paper": latest_document(found, "quotation"),
        "zone": found.deal.buyer.zone if found.deal.buyer else "UTC", "one_document": True, "key": form_key(),
        "is_open": found.state == QuotationState.SENT and not found.is_out_of_date(request.at),
    })  # fmt: skip


@by_link(LINK_PURPOSE)
def paper(request: Request, token: str) -> HttpResponse:
    """The quotation's paper."""
    document = latest_document(_linked(request), "quotation")
    if document is None:
        raise Http404
    return document_file(document, "pdf")


@by_link(LINK_PURPOSE, methods="POST")
def acceptance(request: Request, token: str) -> HttpResponse:
    """Accept the quotation for the person to whom the link was given."""
    request.actor = _reader(request)
    request.do(
        place_order,
        _linked(request),
        mode=request.POST.get("mode", ""),
        insurance=request.POST.get("insurance") == "yes",
    )
    messages.success(request, gettext("Thank you. The proforma invoice is on its way to you."))
    return redirect("public:quotation", token)


@by_link(LINK_PURPOSE, methods="POST")
def refusal(request: Request, token: str) -> HttpResponse:
    """Decline the quotation for the person to whom the link was given."""
    request.actor = _reader(request)
    request.do(decline_quotation, _linked(request), reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Thank you; our sales will answer you."))
    return redirect("public:quotation", token)


def _linked(request: Request) -> Quotation:
    link = request.link
    found = Quotation.objects.filter(pk=link.subject_id, state__in=SENT_STATES).first()
    if found is None or link.subject != found._meta.label_lower:
        raise Http404
    return found


def _reader(request: Request) -> Actor:
    """The person to whom the link was given, with what he may do now."""
    person = Person.objects.filter(email__iexact=request.link.given_to, is_active=True).first()
    if person is None:
        raise Http404
    return person.actor()
