"""The inbox by time left, and the review of an inquiry: original and what was read from it, side by side."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext, ngettext

from ordolux.edges.access import Request, form_key, page_before, staff
from ordolux.edges.desk.inquiry_original import originals
from ordolux.edges.desk.inquiry_review import Review, Said, lines_told, review_of, said_of
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.desk.samples_today import sample_blocks
from ordolux.edges.lists.sales import INBOX, INQUIRIES, NO_END, QUOTATIONS
from ordolux.edges.lists.showing import listed, show_list
from ordolux.edges.ui.clocks import Clock, hours_clock, stopped_clock
from ordolux.edges.ui.offers import sentence_of
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.wording import minutes_words
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import PriceBreak
from ordolux.foundation.catalogue.queries import offered_products
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deals.deeds import assign_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import ChangedMeanwhile, KeyUsedForSomethingElse, NotFound, NotPermitted
from ordolux.foundation.files import read_bytes
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.inquiry.deeds import (
    NewBuyer,
    NewContact,
    ask_customer,
    confirm_inquiry,
    copy_inquiry,
    dismiss_inquiry,
    enter_inquiry,
    review_inquiry,
    take_answer,
)
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.inquiry.queries import inquiry_in_full
from ordolux.inquiries.inquiry.reading import language_of, questions_about, titles_of
from ordolux.inquiries.quotation.deeds import DraftWaits, draft_quotation
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.review.deeds import ask_reading, merge_inquiries, split_inquiry
from ordolux.orders.samples.models import SampleState
from ordolux.rules.asked.questions import numbered
from ordolux.rules.refusal import N_, Refusal

MOST_COMPANIES = 300
MOST_ASIDE = 50
MOST_MERGED = 20
NAMED = {"zh": "zh-hans"}
SHOWN_ON_LANDING = 12
SELLERS = (Role.SALES, Role.MANAGER, Role.SUPPORT)
RULE = N_(
    "A quotation within 24 hours of receipt, around the clock; waiting for the customer's answer does not count."
)


@staff()
def inbox(request: Request) -> HttpResponseBase:
    """Open inquiries by the time that is left, and the messages that need a person."""
    if request.GET.get("form"):
        return show_list(request, INBOX, "desk", here_in="inbox")
    shown = listed(request, INBOX, "desk")
    rows = [(each, clock_of(each, request)) for each in shown.page.rows]
    aside = list(
        Message.objects.filter(state=MessageState.SET_ASIDE, is_incoming=True).order_by("-id")[:MOST_ASIDE]
    )
    for each in aside:
        each.reason_words = gettext(each.answer) if each.answer else ""  # type: ignore[attr-defined]  # for the page
    return render(request, "desk/inbox.html", {
        "here_in": "inbox", "listed": shown, "rows": rows,
        "row_data": {"rows": rows, "may_assign": _may_assign(request), "key": form_key(), "me": request.actor.person_id},
        "aside": [each for each in aside if not each.is_automatic], "key": form_key(),
        "automatic": [each for each in aside if each.is_automatic],
        "may_enter": request.actor.has_any(frozenset(SELLERS)),
    })  # fmt: skip


@staff()
def inquiries(request: Request) -> HttpResponseBase:
    """All inquiries, open and answered."""
    return show_list(request, INQUIRIES, "desk", here_in="inbox")


def sales_landing(request: Request) -> list[Block]:
    """What sales meets first: open inquiries by time left, drafts to send, and messages that need a person."""
    found = list(INBOX.rows(request.actor).order_by(*INBOX.order)[: SHOWN_ON_LANDING + 1])
    rows = [(each, clock_of(each, request)) for each in found[:SHOWN_ON_LANDING]]
    waiting = list(
        QUOTATIONS.rows(request.actor)
        .filter(state__in=(QuotationState.DRAFTED, QuotationState.DECLINED, QuotationState.EXPIRED))
        .filter(deal__next_deed__in=("quotation.send", "quotation.change", "quotation.revise"))
        .order_by("deal__next_by", "-pk")[:SHOWN_ON_LANDING]
    )
    aside = Message.objects.filter(state=MessageState.SET_ASIDE, is_incoming=True, is_automatic=False).count()
    blocks = [
        Block(
            gettext("Inbox by time left"), "desk/inbox_rows.html",
            {"rows": rows, "may_assign": _may_assign(request), "key": form_key(), "me": request.actor.person_id},
            reverse("desk:inbox"), gettext("Open the inbox"), len(found) if len(found) <= SHOWN_ON_LANDING else None,
        ),
        Block(
            gettext("Quotations that wait for you"), "desk/quotation_rows.html", {"rows": waiting},
            reverse("desk:quotations"), gettext("See all quotations"), len(waiting),
        ),
    ]  # fmt: skip
    if aside:
        words = ngettext(
            "%(count)d message could not be sorted: look at it.", "%(count)d messages could not be sorted: look at them.",
            aside,
        ) % {"count": aside}  # fmt: skip
        blocks.append(
            Block(gettext("Messages that need a person"), "desk/inbox_aside_words.html", {"words": words},
                  reverse("desk:inbox") + "#aside", gettext("Open the messages"), aside)
        )  # fmt: skip
    return [*blocks, *sample_blocks(request, SampleState.ASKED)]


LANDINGS[Role.SALES] = sales_landing


@staff(finds=Inquiry)
def inquiry(request: Request, number: str) -> HttpResponse:
    """One inquiry: the message with marks, what was read with its places, and the form that confirms it."""
    return _review_page(request, number)


def _review_page(
    request: Request,
    number: str,
    *,
    said: Said | None = None,
    errors: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    found = inquiry_in_full(number, request.actor)
    if found is None:
        raise Http404
    is_received = found.state == InquiryState.RECEIVED
    reviewed = _review(found, said, errors) if is_received else None
    lines = list(found.lines.all())
    notes = [_note(each) for each in found.findings if each.get("kind") == "note"]
    asked = questions_about(found, lines) if found.is_open else []
    if is_received:
        questions = [told(each) for each in asked]
    else:
        questions = [
            sentence_of(each) for each in found.findings if each.get("kind") not in ("note", "question")
        ]
    language = language_of(found)
    others = list(
        INBOX.rows(request.actor).exclude(pk=found.pk).order_by(*INBOX.order)[:30]
    ) if found.is_open else []  # fmt: skip
    ends_at = found.answer_by or NO_END
    position = sum((each.answer_by or NO_END, each.pk) <= (ends_at, found.pk) for each in others)
    is_seller = request.actor.has_any(frozenset({Role.SALES}))
    return render(request, "desk/inquiry.html", {
        "here_in": "inbox", "inquiry": found, "clock": clock_of(found, request), "originals": originals(found),
        "review": reviewed, "lines": lines, "questions": questions, "notes": notes,
        "others": [(each, clock_of(each, request)) for each in others],
        "previous_url": _address(others[position - 1]) if position else "",
        "next_url": _address(others[position]) if position < len(others) else "",
        "position": position + 1, "total": len(others) + 1,
        "is_received": is_received, "is_confirmed": found.state == InquiryState.CONFIRMED,
        "may_sell": is_seller, "may_assign": _may_assign(request), "me": request.actor.person_id,
        "colleagues": _colleagues() if _may_assign(request) and found.is_open else [],
        "missing": numbered(asked, language=language, titles=titles_of(lines)), "language": language,
        "language_name": get_language_info(NAMED.get(language, language))["name_translated"],
        "is_being_read": is_received and found.message_id is not None and found.reading_id is None,
        "mergeable": _mergeable(found) if is_received and is_seller else [],
    }, status=status)  # fmt: skip


def _review(found: Inquiry, said: Said | None, errors: tuple[str, ...]) -> Review:
    currencies = sorted(
        PriceBreak.objects.order_by().values_list("unit_price_currency", flat=True).distinct()
    )
    return review_of(
        found, products=offered_products(), companies=list(Company.objects.order_by("legal_name")[:MOST_COMPANIES]),
        currencies=currencies, said=said, errors=errors,
    )  # fmt: skip


def _note(kept: dict[str, Any]) -> str:
    """A note about a part that could not be read; its reason is a sentence of its own."""
    values = {name: gettext(value) if name == "why" else value for name, value in kept["values"].items()}
    return sentence_of(kept | {"values": values})


def _mergeable(found: Inquiry) -> list[Inquiry]:
    """Other inquiries of the same customer that nobody has confirmed."""
    same = Q(deal__buyer=found.deal.buyer_id) if found.deal.buyer_id else Q(
        deal__buyer=None, contact_address__iexact=found.contact_address
    )  # fmt: skip
    others = Inquiry.objects.filter(same, state=InquiryState.RECEIVED).exclude(pk=found.pk)
    return list(others.select_related("deal").order_by("received_at")[:MOST_MERGED])


def _address(of: Inquiry) -> str:
    return reverse("desk:inquiry", args=[of.number])


def _may_assign(request: Request) -> bool:
    return assign_deal.is_permitted(request.actor)


def _colleagues() -> list[Person]:
    return list(
        Person.objects.filter(company__isnull=True, is_active=True, roles__overlap=[Role.SALES, Role.MANAGER])
        .order_by("name")[:100]
    )  # fmt: skip


@staff(Role.SALES, methods="POST", finds=Inquiry)
def confirmation(request: Request, number: str) -> HttpResponse:
    """Confirm lines, buyer and terms, and draft the quotation at once."""
    found = request.find(Inquiry, number)
    post = request.POST
    said = said_of(post)
    products = {product.number: product for product in offered_products()}
    buyer = (
        Company.objects.filter(number=said.terms.get("buyer", "")).first()
        if said.terms.get("buyer")
        else None
    )
    email = said.terms.get("contact_email", found.contact_address)
    contact = (
        Person.objects.filter(email__iexact=email, company=buyer, is_active=True).first() if buyer else None
    )
    country = said.terms.get("destination_country", "").upper()
    try:
        request.do(
            confirm_inquiry, found, lines=lines_told(said, found, products, whole=True),
            incoterm=said.terms.get("incoterm", ""), place=said.terms.get("place", ""), destination_country=country,
            payment_term=said.terms.get("payment_term", ""), currency=said.terms.get("currency", "USD"), buyer=buyer,
            contact=contact,
            new_buyer=None if buyer else NewBuyer(
                legal_name=said.terms.get("company_name", ""), country=said.terms.get("company_country") or country,
                zone=said.terms.get("company_zone") or "UTC", address=said.terms.get("company_address", ""),
                tax_number=said.terms.get("company_tax_number", ""), currency=said.terms.get("currency", "USD"),
            ),
            new_contact=None if contact else NewContact(name=said.terms.get("contact_name", ""), email=email),
        )  # fmt: skip
    except (NotFound, NotPermitted, ChangedMeanwhile, KeyUsedForSomethingElse):
        raise
    except Refusal as refusal:
        if found.state != InquiryState.RECEIVED:
            raise
        return _review_page(request, number, said=said, errors=(told(refusal),), status=422)
    return _draft_at_once(request, found)


def _draft_at_once(request: Request, found: Inquiry) -> HttpResponse:
    """The confirmed inquiry gets its draft now instead of when the worker comes to it; a refusal is told on its page."""
    try:
        made = draft_quotation.once(f"at-once:{found.pk}")(found, by=request.actor, at=request.at)
    except DraftWaits:
        waiting = Quotation.objects.filter(inquiry=found, state=QuotationState.DRAFTED).first()
        return (
            redirect("desk:quotation", waiting.number) if waiting else redirect("desk:inquiry", found.number)
        )
    except Refusal as refusal:
        messages.warning(request, told(refusal))
        return redirect("desk:inquiry", found.number)
    messages.success(request, gettext("Confirmed. Here is the draft of the quotation."))
    return redirect("desk:quotation", made.number)


@staff(Role.SALES, methods="POST", finds=Inquiry)
def keeping(request: Request, number: str) -> HttpResponse:
    """Keep the review as far as it has come."""
    found = request.find(Inquiry, number)
    said = said_of(request.POST)
    products = {product.number: product for product in offered_products()}
    terms = said.terms
    try:
        request.do(
            review_inquiry, found, lines=lines_told(said, found, products, whole=False),
            incoterm=terms.get("incoterm", ""), place=terms.get("place", ""),
            destination_country=terms.get("destination_country", "").upper(), payment_term=terms.get("payment_term", ""),
            currency=terms.get("currency", ""), contact_name=terms.get("contact_name", found.contact_name),
            contact_address=terms.get("contact_email", found.contact_address),
            company_name=terms.get("company_name", found.company_name), reviewed=list(said.reviewed),
        )  # fmt: skip
    except (NotFound, NotPermitted, ChangedMeanwhile, KeyUsedForSomethingElse):
        raise
    except Refusal as refusal:
        if found.state != InquiryState.RECEIVED:
            raise
        return _review_page(request, number, said=said, errors=(told(refusal),), status=422)
    messages.success(request, gettext("Your review is kept."))
    return redirect("desk:inquiry", number)


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=Inquiry)
def owner(request: Request, number: str) -> HttpResponse:
    """Take an inquiry to work on, or give it to a colleague."""
    found = request.find(Inquiry, number)
    wanted = request.POST.get("to", "") or str(request.actor.known_person_id)
    person = (
        Person.objects.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 18 else None
    )
    if person is None:
        raise Http404
    request.do(assign_deal, found.deal, to=person)
    words = (
        gettext("%(number)s is yours.")
        if person.pk == request.actor.person_id
        else gettext("%(person)s works on %(number)s now.")
    )
    messages.success(request, words % {"number": found.number, "person": person.name})
    return redirect(page_before(request))


@staff(Role.SALES, methods="POST", finds=Quotation)
def copying(request: Request, number: str) -> HttpResponse:
    """Ask once more what an old quotation or order offered: a new inquiry with its draft."""
    made = request.do(copy_inquiry, request.find(Quotation, number))
    return _draft_at_once(request, made)


@staff(Role.SALES, methods="POST", finds=Inquiry)
def questions(request: Request, number: str) -> HttpResponse:
    """Ask the customer; the clock waits."""
    request.do(
        ask_customer, request.find(Inquiry, number), questions=request.POST.get("questions", "")[:20_000]
    )
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


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=Inquiry)
def merging(request: Request, number: str) -> HttpResponse:
    """Make one of this inquiry and another of the same customer."""
    found, other = request.find(Inquiry, number), request.find(Inquiry, request.POST.get("other", "")[:30])
    one = request.do(merge_inquiries, found, other=other)
    messages.success(request, gettext("Merged: %(number)s holds the lines of both.") % {"number": one.number})
    return redirect("desk:inquiry", one.number)


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=Inquiry)
def splitting(request: Request, number: str) -> HttpResponse:
    """Put the chosen lines into an inquiry of their own."""
    found = request.find(Inquiry, number)
    chosen = [int(each) for each in request.POST.getlist("line") if each.isdecimal() and len(each) < 6]
    made = request.do(split_inquiry, found, positions=chosen)
    messages.success(request, gettext("The chosen lines are %(number)s now.") % {"number": made.number})
    return redirect("desk:inquiry", number)


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=Inquiry)
def rereading(request: Request, number: str) -> HttpResponse:
    """Have the message read once more."""
    request.do(ask_reading, request.find(Inquiry, number))
    messages.success(request, gettext("The message is being read again; what you have set stays."))
    return redirect("desk:inquiry", number)


@staff(finds=Inquiry)
def page_image(request: Request, number: str, part: int, page: int) -> HttpResponse:
    """The image of one page of a fax or scan, as it was cleaned for reading."""
    found = request.find(Inquiry, number)
    pages = found.reading.pages_of(part) if found.reading else []
    if page >= len(pages):
        raise Http404
    # our own drawing of the page, never the foreign file
    answer = HttpResponse(read_bytes(str(pages[page]["file"])), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


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
    if found.answer_seconds is not None and not found.is_open:
        words = gettext("answered in %(time)s") % {"time": minutes_words(found.answer_seconds // 60)}
        return stopped_clock(words, rule=rule)
    if found.answer_by is None:
        left = max(timedelta(), found.time_left(request.at))
        kept = minutes_words(int(left.total_seconds() // 60))
        return stopped_clock(gettext("waits for the customer, %(time)s kept") % {"time": kept}, rule=rule)
    return hours_clock(found.answer_by - found.clock().promise, found.answer_by, request.at, rule=rule)


def inquiries_panel(deal: Deal) -> Panel:
    """The inquiries of a deal."""
    found = Inquiry.objects.filter(deal=deal).order_by("-id")
    return Panel(gettext("Inquiries"), [
        Row(each.number, reverse("desk:inquiry", args=[each.number]), "", each.state) for each in found
    ])  # fmt: skip


PANELS.append(inquiries_panel)
