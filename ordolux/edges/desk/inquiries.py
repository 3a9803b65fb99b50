"""The inbox by time left, and the review of an inquiry: original and what was read from it, side by side."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.ui.clocks import Clock, hours_clock, stopped_clock
from ordolux.edges.ui.offers import sentence_of
from ordolux.edges.ui.wording import minutes_words
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.queries import offered_products
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.inquiry.deeds import (
    ConfirmedLine,
    NewBuyer,
    NewContact,
    ask_customer,
    confirm_inquiry,
    dismiss_inquiry,
    enter_inquiry,
    take_answer,
)
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.inquiry.queries import inquiry_in_full, open_inquiries
from ordolux.inquiries.quotation.deeds import draft_quotation
from ordolux.inquiries.quotation.papers.words import TERMS
from ordolux.rules.incoterms import Rule
from ordolux.rules.refusal import N_

MOST_ROWS = 200
SELLERS = (Role.SALES, Role.MANAGER, Role.SUPPORT)
RULE = N_(
    "A quotation within 24 hours of receipt, around the clock; waiting for the customer's answer does not count."
)


@staff()
def inbox(request: Request) -> HttpResponse:
    """Open inquiries by the time that is left, and the messages that nobody could sort."""
    rows = [(each, clock_of(each, request)) for each in open_inquiries(request.actor)[:MOST_ROWS]]
    aside = Message.objects.filter(state=MessageState.SET_ASIDE, is_incoming=True).order_by("-id")[:20]
    return render(request, "desk/inbox.html", {"here_in": "inbox", "rows": rows, "aside": list(aside)})


@staff(finds=Inquiry)
def inquiry(request: Request, number: str) -> HttpResponse:
    """One inquiry: the message with marks, what was read with its places, and the form that confirms it."""
    found = inquiry_in_full(number, request.actor)
    if found is None:
        raise Http404
    products = offered_products() if found.is_open else []
    lines = list(found.lines.all())
    return render(request, "desk/inquiry.html", {
        "here_in": "inbox", "inquiry": found, "clock": clock_of(found, request), "text": marked(found.text, lines),
        "lines": [(line, _read_of(line)) for line in lines], "products": products,
        "asked": found.asked, "questions": [sentence_of(each) for each in found.findings],
        "rules": [rule.value for rule in Rule], "terms": [(code, words[0]) for code, words in TERMS.items()],
        "companies": Company.objects.order_by("legal_name")[:300] if found.state == InquiryState.RECEIVED else [],
        "is_received": found.state == InquiryState.RECEIVED, "is_confirmed": found.state == InquiryState.CONFIRMED,
        "may_sell": request.actor.has_any(frozenset({Role.SALES})),
    })  # fmt: skip


@staff(Role.SALES, methods="POST", finds=Inquiry)
def confirmation(request: Request, number: str) -> HttpResponse:
    """Confirm lines, buyer and terms."""
    found = request.find(Inquiry, number)
    said = request.POST
    lines = _confirmed(said.getlist("product"), said.getlist("pieces"), said.getlist("position"))
    buyer = Company.objects.filter(number=said.get("buyer", "")).first() if said.get("buyer") else None
    email = said.get("contact_email", found.contact_address).strip()
    contact = Person.objects.filter(email__iexact=email, company=buyer).first() if buyer else None
    country = said.get("destination_country", "").strip().upper()
    request.do(
        confirm_inquiry, found, lines=lines, incoterm=said.get("incoterm", ""), place=said.get("place", ""),
        destination_country=country, payment_term=said.get("payment_term", ""), currency=said.get("currency", "USD"),
        buyer=buyer, contact=contact,
        new_buyer=None if buyer else NewBuyer(
            legal_name=said.get("company_name", ""), country=said.get("company_country", country),
            zone=said.get("company_zone", "UTC"), address=said.get("company_address", ""),
            tax_number=said.get("company_tax_number", ""), currency=said.get("currency", "USD"),
        ),
        new_contact=None if contact else NewContact(name=said.get("contact_name", ""), email=email),
    )  # fmt: skip
    messages.success(request, gettext("Confirmed. The quotation is being computed."))
    return redirect("desk:inquiry", number)


@staff(Role.SALES, methods="POST", finds=Inquiry)
def questions(request: Request, number: str) -> HttpResponse:
    """Ask the customer; the clock waits."""
    request.do(ask_customer, request.find(Inquiry, number), questions=request.POST.get("questions", ""))
    messages.success(request, gettext("Your questions are on their way; the clock waits for the answer."))
    return redirect("desk:inquiry", number)


@staff(Role.SALES, methods="POST", finds=Inquiry)
def answer(request: Request, number: str) -> HttpResponse:
    """Note that the customer has answered by another way."""
    request.do(take_answer, request.find(Inquiry, number))
    return redirect("desk:inquiry", number)


@staff(Role.SALES, methods="POST", finds=Inquiry)
def dismissal(request: Request, number: str) -> HttpResponse:
    """Dismiss an inquiry with a reason."""
    request.do(dismiss_inquiry, request.find(Inquiry, number), reason=request.POST.get("reason", ""))
    return redirect("desk:inbox")


@staff(Role.SALES, methods="POST", finds=Inquiry)
def draft(request: Request, number: str) -> HttpResponse:
    """Compute the quotation now: after a refusal that was mended, or when nobody wants to wait for the worker."""
    made = request.do(draft_quotation, request.find(Inquiry, number))
    return redirect("desk:quotation", made.number)


@staff(*SELLERS, methods="POST", finds=Message)
def entry(request: Request, number: str) -> HttpResponse:
    """Make an inquiry by hand from a message that was set aside."""
    made = request.do(enter_inquiry, request.find(Message, number))
    return redirect("desk:inquiry", made.number)


def clock_of(found: Inquiry, request: Request) -> Clock:
    """The clock of 24 hours as the page shows it: running, waiting, or stopped."""
    rule = gettext(RULE)
    if found.answer_seconds is not None:
        words = gettext("answered in %(time)s") % {"time": minutes_words(found.answer_seconds // 60)}
        return stopped_clock(words, rule=rule)
    if found.answer_by is None:
        left = max(timedelta(), found.time_left(request.at))
        kept = minutes_words(int(left.total_seconds() // 60))
        return stopped_clock(gettext("waits for the customer, %(time)s kept") % {"time": kept}, rule=rule)
    return hours_clock(found.answer_by - found.clock().promise, found.answer_by, request.at, rule=rule)


def marked(text: str, lines: list[Any]) -> SafeString:
    """The text with a mark on every word that was read; each mark can be linked to (``#m-<start>``)."""
    spans = sorted(
        {
            (value["start"], value["end"])
            for line in lines
            for value in line.values.values()
            if isinstance(value, dict) and value.get("end", 0) > value.get("start", 0)
        }
    )
    parts, at = [], 0
    for start, end in spans:
        if start < at or end > len(text):
            continue
        parts += [escape(text[at:start]), f'<mark id="m-{start}">', escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every piece of the text is escaped above


def inquiries_panel(deal: Deal) -> Panel:
    """The inquiries of a deal."""
    found = Inquiry.objects.filter(deal=deal).order_by("-id")
    return Panel(gettext("Inquiries"), [
        Row(each.number, reverse("desk:inquiry", args=[each.number]), "", each.state) for each in found
    ])  # fmt: skip


PANELS.append(inquiries_panel)


def _confirmed(products: list[str], pieces: list[str], positions: list[str]) -> tuple[ConfirmedLine, ...]:
    """The lines of the form; a row without product is left out, a quantity that is no number counts as none."""
    lines = []
    for at, product in enumerate(products):
        if not product:
            continue
        count = pieces[at].replace(",", "").replace(" ", "") if at < len(pieces) else ""
        position = positions[at] if at < len(positions) else ""
        lines.append(
            ConfirmedLine(
                product=product,
                pieces=int(count) if count.isdecimal() and len(count) < 10 else 0,
                position=int(position) if position.isdecimal() else 0,
            )
        )
    return tuple(lines)


def _read_of(line: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(code, value) for code, value in line.values.items() if isinstance(value, dict)]
