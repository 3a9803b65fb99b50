"""Which events concern whom, and how a notice reads; used by the letters and by the pages of both sides."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import Role
from ordolux.foundation.journal.models import Event
from ordolux.foundation.notices.deeds import see_all_notices, see_notice, wish_notices
from ordolux.foundation.notices.models import Kind, Notice, Way
from ordolux.foundation.notices.queries import ways_of
from ordolux.rules.refusal import N_


@dataclass(frozen=True, slots=True)
class Concern:
    """What an event is about, in which words a notice tells it, and whose roles it concerns. Of sales only the owner of
    the deal is told when it has one."""

    kind: Kind
    words: str
    customers: frozenset[Role] = frozenset()
    ours: frozenset[Role] = frozenset()


def _of(kind: Kind, words: str, *roles: Role) -> Concern:
    customers = {role for role in roles if role in (Role.BUYER, Role.SIGNATORY, Role.PAYER)}
    return Concern(kind, words, frozenset(customers), frozenset(roles) - customers)


# An event with a letter of its own stands here under the very event that the letter follows, so that nobody gets both.
CONCERNS: Mapping[str, Concern] = {
    "messages.unseen": _of(Kind.MESSAGES, N_("There are messages that nobody of you has seen yet"), Role.BUYER, Role.SALES),
    "message.failed": _of(Kind.MESSAGES, N_("A letter could not be delivered"), Role.SALES),
    "inquiry.received": _of(Kind.OFFERS, N_("A new inquiry came"), Role.SALES),
    "inquiry.resumed": _of(Kind.OFFERS, N_("The customer answered our questions"), Role.SALES),
    "inquiry.warned": _of(Kind.OFFERS, N_("The 24 hours for an answer run out"), Role.SALES, Role.MANAGER),
    "quotation.drafted": _of(Kind.OFFERS, N_("A quotation is drafted and waits to be sent"), Role.SALES),
    "quotation.filed": _of(Kind.OFFERS, N_("A quotation is there for you"), Role.BUYER),
    "quotation.declined": _of(Kind.OFFERS, N_("The customer declined the quotation"), Role.SALES),
    "quotation.expired": _of(Kind.OFFERS, N_("The quotation has expired"), Role.BUYER, Role.SALES),
    "order.placed": _of(Kind.CONTRACTS, N_("The customer accepted the quotation"), Role.SALES),
    "proforma.filed": _of(Kind.CONTRACTS, N_("The proforma invoice is there to be signed"), Role.SIGNATORY, Role.BUYER),
    "proforma.reminder_due": _of(Kind.CONTRACTS, N_("The time to sign the proforma invoice runs out"), Role.SIGNATORY),
    "proforma.signed": _of(Kind.CONTRACTS, N_("The customer signed; please countersign"), Role.SALES, Role.MANAGER),
    "proforma.declined": _of(Kind.CONTRACTS, N_("The customer declined the proforma invoice"), Role.SALES),
    "proforma.lapsed": _of(Kind.CONTRACTS, N_("The proforma invoice has lapsed"), Role.BUYER, Role.SIGNATORY, Role.SALES),
    "proforma.sealed": _of(Kind.CONTRACTS, N_("Both sides have signed"), Role.BUYER, Role.SIGNATORY, Role.PAYER),
    "amendment.filed": _of(Kind.CONTRACTS, N_("A change of your order is there to be signed"), Role.SIGNATORY, Role.BUYER),
    "amendment.signed": _of(Kind.CONTRACTS, N_("The customer signed the amendment; please countersign"), Role.SALES,
                            Role.MANAGER),
    "amendment.declined": _of(Kind.CONTRACTS, N_("The customer declined the amendment"), Role.SALES),
    "amendment.lapsed": _of(Kind.CONTRACTS, N_("The amendment was not signed in time"), Role.BUYER, Role.SIGNATORY, Role.SALES),
    "amendment.withdrawn": _of(Kind.CONTRACTS, N_("The amendment is withdrawn"), Role.BUYER, Role.SIGNATORY),
    "amendment.sealed": _of(Kind.CONTRACTS, N_("The amendment is signed by both sides"), Role.BUYER, Role.SIGNATORY, Role.PAYER,
                            Role.PLANNER, Role.PURCHASING),
    "credit_letter.announced": _of(Kind.MONEY, N_("The customer has applied for his letter of credit"), Role.FINANCE,
                                    Role.SALES),
    "credit_letter.advised": _of(Kind.MONEY, N_("A letter of credit is to be checked"), Role.FINANCE),
    "credit_letter.discrepant": _of(Kind.MONEY, N_("Your letter of credit has to be amended"), Role.PAYER, Role.BUYER),
    "credit_letter.operative": _of(Kind.MONEY, N_("The letter of credit is in force"), Role.PAYER, Role.BUYER, Role.SALES),
    "credit_letter.ends_soon": _of(Kind.MONEY, N_("A day of a letter of credit comes near"), Role.FINANCE, Role.LOGISTICS,
                                   Role.SALES),
    "credit_amendment.advised": _of(Kind.MONEY, N_("A bank amended its letter of credit"), Role.FINANCE),
    "credit_amendment.rejected": _of(Kind.MONEY, N_("We cannot accept the amendment of your letter of credit"), Role.PAYER,
                                     Role.BUYER),
    "order.over_limit": _of(Kind.MONEY, N_("An order does not fit under the credit limit"), Role.FINANCE, Role.MANAGER),
    "credit_allowance.given": _of(Kind.MONEY, N_("An order was allowed beyond the credit limit"), Role.FINANCE, Role.SALES),
    "presentation.presented": _of(Kind.MONEY, N_("The documents of your goods are at the bank"), Role.PAYER, Role.BUYER),
    "presentation.taken_up": _of(Kind.MONEY, N_("The documents are taken up"), Role.PAYER, Role.SALES),
    "presentation.dishonoured": _of(Kind.MONEY, N_("The documents were refused"), Role.LOGISTICS, Role.SALES),
    "presentation.unanswered": _of(Kind.MONEY, N_("A bank has not answered about documents"), Role.FINANCE),
    "sample_order.asked": _of(Kind.OFFERS, N_("A customer asks for samples"), Role.SALES),
    "sample_order.offered": _of(Kind.OFFERS, N_("Your samples are offered"), Role.BUYER),
    "sample_order.filed": _of(Kind.OFFERS, N_("The pro forma of your samples is there"), Role.BUYER, Role.PAYER, Role.FINANCE),
    "sample_order.cleared": _of(
        Kind.OFFERS, N_("The fee of samples is settled; they are to be made ready"), Role.BUYER, Role.LOGISTICS, Role.ENGINEER
    ),
    "sample_order.prepared": _of(Kind.SHIPPING, N_("Samples lie ready for the courier"), Role.LOGISTICS),
    "sample_order.shipped": _of(Kind.SHIPPING, N_("Your samples are on their way"), Role.BUYER, Role.SALES),
    "sample_order.approved": _of(Kind.OFFERS, N_("The customer approved the samples"), Role.SALES),
    "sample_order.approved_with_changes": _of(
        Kind.OFFERS, N_("The customer approved the samples with changes"), Role.SALES, Role.ENGINEER
    ),
    "sample_order.rejected": _of(Kind.OFFERS, N_("The customer rejected the samples"), Role.SALES, Role.ENGINEER),
    "order.cancelled": _of(Kind.CONTRACTS, N_("The order is cancelled"), Role.BUYER, Role.SALES, Role.PLANNER),
    "receipt.filed": _of(Kind.MONEY, N_("A payment was credited"), Role.PAYER, Role.BUYER, Role.SALES),
    "order.released": _of(Kind.PRODUCTION, N_("The order goes into production"), Role.BUYER, Role.PLANNER, Role.PURCHASING),
    "job.ready": _of(Kind.PRODUCTION, N_("The material is complete"), Role.PLANNER),
    "batch.produced": _of(Kind.PRODUCTION, N_("A batch waits for its test"), Role.INSPECTOR),
    "batch.failed": _of(Kind.PRODUCTION, N_("A batch failed its test and is blocked"), Role.PLANNER, Role.SALES, Role.MANAGER),
    "report.filed": _of(Kind.PRODUCTION, N_("An inspection report is there"), Role.BUYER),
    "production.finished": _of(Kind.PRODUCTION, N_("The goods are finished"), Role.BUYER, Role.LOGISTICS, Role.SALES),
    "shippingplan.filed": _of(Kind.SHIPPING, N_("The shipping plan waits for your confirmation"), Role.BUYER),
    "shippingplan.reminder_due": _of(Kind.SHIPPING, N_("Please confirm the shipping plan"), Role.BUYER),
    "shippingplan.confirmed": _of(Kind.SHIPPING, N_("The shipping plan is confirmed"), Role.BUYER, Role.LOGISTICS),
    "shippingplan.change_requested": _of(Kind.SHIPPING, N_("The customer wants another shipping plan"), Role.LOGISTICS),
    "commercialinvoice.filed": _of(Kind.SHIPPING, N_("Packing list and invoice are there"), Role.BUYER, Role.PAYER),
    "shipment.departed": _of(Kind.SHIPPING, N_("The goods have left"), Role.BUYER, Role.SALES),
    "shipment.delayed": _of(Kind.SHIPPING, N_("The goods arrive later than planned"), Role.BUYER, Role.SALES),
    "shipment.arrived": _of(Kind.SHIPPING, N_("The goods have arrived"), Role.BUYER),
    "shipment.delivered": _of(Kind.SHIPPING, N_("The goods are delivered"), Role.BUYER, Role.SALES),
    "claim.submitted": _of(Kind.CLAIMS, N_("A claim came in"), Role.SUPPORT),
    "claim.evidence_added": _of(Kind.CLAIMS, N_("Evidence was added to a claim"), Role.SUPPORT),
    "claim.report_asked": _of(Kind.CLAIMS, N_("We need the test report of your claim"), Role.BUYER),
    "claim.decision_filed": _of(Kind.CLAIMS, N_("Your claim is decided"), Role.BUYER),
    "deal.assigned": Concern(Kind.OFFERS, N_("An order was assigned to you")),
}  # fmt: skip


def words_of(event: Event) -> str:
    """What a notice about this event says."""
    concern = CONCERNS.get(event.name)
    return gettext(concern.words) if concern else event.name


def address_of(event: Event, *, is_staff: bool) -> str:
    """The page of the order that the event is about, on the reader's side; the page of notices when it has none."""
    side = "desk" if is_staff else "portal"
    if event.deal is None:
        return reverse(f"{side}:notices")
    return reverse(f"{side}:order", args=[event.deal.number])


def show_notices(request: Request, place: str) -> HttpResponse:
    """The reader's notices, newest first."""
    found = Notice.objects.visible_to(request.actor).select_related("event__deal")
    if request.GET.get("show") == "unread":
        found = found.filter(seen_at__isnull=True)
    page = page_by_key(found.order_by(), ("-pk",), request.GET, size=40)
    rows = [(notice, words_of(notice.event)) for notice in page.rows]
    return render(request, "ui/notices.html", {
        "shell": f"ui/{place}.html", "place": place, "page": page, "rows": rows, "here_in": "notices",
        "only_unread": request.GET.get("show") == "unread",
    })  # fmt: skip


def open_notice(request: Request, number: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = Notice.objects.visible_to(request.actor).filter(pk=number).select_related("event__deal").first()
    if notice is None:
        from django.http import Http404

        raise Http404
    request.do(see_notice, notice)
    return redirect(address_of(notice.event, is_staff=request.actor.is_staff))


def see_all(request: Request, place: str) -> HttpResponse:
    """Mark all of the reader's notices as read."""
    request.do(see_all_notices)
    return redirect(f"{place}:notices")


def show_wishes(request: Request, place: str) -> HttpResponse:
    """For each kind, how the person wants to hear of it."""
    if request.method == "POST":
        wishes = {kind: request.POST[kind][:20] for kind in Kind.values if kind in request.POST}
        request.do(wish_notices, wishes=wishes)
        from django.contrib import messages

        messages.success(request, gettext("Kept. It holds from now on."))
        return redirect(f"{place}:notice_wishes")
    ways = ways_of(request.actor)
    return render(request, "ui/notice_wishes.html", {
        "shell": f"ui/{place}.html", "place": place, "here_in": "notices",
        "kinds": [(kind.value, gettext(str(kind.label)), ways[kind]) for kind in Kind],
        "ways": [(way.value, gettext(str(way.label))) for way in Way],
    })  # fmt: skip
