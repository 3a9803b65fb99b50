"""After-sales at work: chats to answer, claims to examine and decide, warranties that run, replacements on their way."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.showing import show_list
from ordolux.edges.lists.support import CLAIMS, WARRANTIES
from ordolux.edges.ui.conversation import hours
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.edges.ui.dossier import next_step
from ordolux.edges.ui.evidence import SHOWN_AS_PICTURE, evidence_file, evidence_picture
from ordolux.edges.ui.panels import orders_of
from ordolux.edges.ui.several_files import files_to_keep
from ordolux.edges.ui.warranted import warranted_choices, warranted_told
from ordolux.edges.ui.widgets import Figure
from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.correspondence.queries import unread_by_deal, waiting_for_answer
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.parties.models import Firm, Person
from ordolux.orders.agreement.models import Order
from ordolux.rules.refusal import N_, Refusal
from ordolux.shipping.plan.queries import living_plans
from ordolux.support.warranty.deeds import (
    MOST_FILES,
    FailureNotDescribed,
    NoSuchLine,
    PiecesImpossible,
    WhoseClaim,
    add_files,
    approve_claim,
    ask_for_report,
    reject_claim,
    reopen_claim,
    submit_claim,
)
from ordolux.support.warranty.models import Claim, ClaimState, Evidence, EvidenceKind, FailureMode, Warranty
from ordolux.support.warranty.queries import (
    claims_to_decide,
    claims_visible_to,
    replacements_running,
    warranties_with_code,
)

DAYS_TO_DECIDE = 3
MOST_CHATS = 8
MOST_CLAIMS = 20

# words that are often needed; they reach the customer in his language
APPROVING = {
    "report": N_("Your test report shows a manufacturing defect within the warranty. We replace the lamps free of charge."),
    "batch": N_("The fault is known to us from this batch. We replace the lamps free of charge."),
    "goodwill": N_("The cause is not certain; we replace the lamps as a courtesy, without acknowledging a defect."),
}  # fmt: skip
REJECTING = {
    "use": N_("The lamps were operated outside the conditions of the data sheet (voltage, temperature, dimmer)."),
    "transport": N_("The lamps were damaged in transport after the risk had passed; please claim with the carrier or insurer."),
    "not_shown": N_("The test report does not show a manufacturing defect. Send us the lamps if you want us to test them."),
    "late": N_("The claim came after the end of the warranty."),
}  # fmt: skip
ASKING = {
    "report": N_("Please send the fault test report: how many lamps were tested, at which voltage, and what was seen."),
    "photos": N_("Please send photos of the marking (date code) and of the fault."),
    "use": N_("Please tell us how the lamps are used: dimmer or driver, ambient temperature, burning hours a day."),
    "samples": N_("Please send us five of the failed lamps; we test them within ten days and pay the freight."),
}  # fmt: skip


@staff()
def claims(request: Request) -> HttpResponseBase:
    """All claims, with filters, search and export."""
    return show_list(request, CLAIMS, "desk", here_in="support", template="desk/claims.html")


@staff()
def warranties(request: Request) -> HttpResponseBase:
    """All warranties; with a batch number, the number of a piece, or an order, those that it leads to."""
    code = request.GET.get("code", "").strip()[:60]
    found = warranties_with_code(request.actor, code) if code else []
    return show_list(
        request, WARRANTIES, "desk", here_in="support", template="desk/warranties.html", code=code, found=found,
        today=timezone.localdate(request.at),
    )  # fmt: skip


@staff(finds=Claim)
def claim(request: Request, number: str) -> HttpResponse:
    """One claim with its evidence, the warranty that covers it, its decision and what replaces the goods."""
    return _claim_page(request, request.find(Claim, number))


@staff(finds=Claim)
def evidence(request: Request, number: str, piece: int) -> HttpResponse:
    """A file of a claim, to be saved."""
    return evidence_file(request.find(Claim, number), piece)


@staff(finds=Claim)
def picture(request: Request, number: str, piece: int) -> HttpResponse:
    """A photo of a claim, drawn anew in the sandbox, for the gallery."""
    return evidence_picture(request.find(Claim, number), piece)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def files(request: Request, number: str) -> HttpResponse:
    """Add pictures or papers that reached us by another way."""
    record = request.find(Claim, number)
    request.do(add_files, record, files=files_to_keep(request, "files", most=MOST_FILES))
    return redirect("desk:claim", number)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def approval(request: Request, number: str) -> HttpResponse:
    """Approve the claim; the replacement follows by itself."""
    record = request.find(Claim, number)
    try:
        request.do(
            approve_claim, record, reason=_words(request, record, APPROVING),
            is_manufacturing_defect=request.POST.get("is_manufacturing_defect", "yes") == "yes",
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, record, refusal)
    messages.success(request, gettext("Approved. The replacement is opened as a new order free of charge."))
    return redirect("desk:claim", number)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def rejection(request: Request, number: str) -> HttpResponse:
    """Reject the claim with reasons."""
    record = request.find(Claim, number)
    try:
        request.do(reject_claim, record, reason=_words(request, record, REJECTING))
    except Refusal as refusal:
        return _refused(request, record, refusal)
    messages.success(request, gettext("Rejected. The customer gets the decision with its reasons."))
    return redirect("desk:claim", number)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def report_request(request: Request, number: str) -> HttpResponse:
    """Ask the customer for what is missing."""
    record = request.find(Claim, number)
    request.do(ask_for_report, record, words=_words(request, record, ASKING))
    messages.success(request, gettext("We asked the customer for what is missing."))
    return redirect("desk:claim", number)


@staff(Role.SUPPORT, Role.MANAGER, methods="POST", finds=Claim)
def reopening(request: Request, number: str) -> HttpResponse:
    """Examine a rejected claim again."""
    record = request.find(Claim, number)
    try:
        request.do(reopen_claim, record, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        return _refused(request, record, refusal)
    messages.success(request, gettext("The claim is open again; the first decision stays in its history."))
    return redirect("desk:claim", number)


class StaffClaimForm(DeedForm):
    """What a customer told us in a chat, by mail or on the telephone."""

    deed: ClassVar[Any] = submit_claim
    places: ClassVar[Mapping[type[Refusal], str]] = {
        PiecesImpossible: "pieces", FailureNotDescribed: "description", NoSuchLine: "position", WhoseClaim: "person",
    }  # fmt: skip
    position = forms.ChoiceField(label=gettext_lazy("Product"))
    person = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Who reports it"))
    pieces = forms.IntegerField(
        min_value=1,
        max_value=100_000_000,
        widget=Figure(whole=True),
        label=gettext_lazy("Pieces that failed"),
    )
    failure_mode = forms.ChoiceField(choices=FailureMode.choices, label=gettext_lazy("How do they fail?"))
    description = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("In the customer's words"),
    )
    date_code = forms.CharField(
        required=False, max_length=60, label=gettext_lazy("Batch, date code or serial numbers")
    )
    is_dangerous = forms.BooleanField(
        required=False, label=gettext_lazy("Somebody was hurt, or there was smoke or a shock")
    )
    test_report = FileToKeep(required=False, label=gettext_lazy("Fault test report (PDF, Word or picture)"))

    def __init__(
        self, *given: Any, lines: Sequence[Warranty], people: Sequence[Person], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.people = {person.pk: person for person in people}
        self.fields["position"].choices = warranted_choices(lines)  # type: ignore[attr-defined]  # a choice field
        self.fields["person"].choices = [(p.pk, p.name) for p in people]  # type: ignore[attr-defined]  # a choice field

    def arguments(self) -> dict[str, Any]:
        """The person as a record, the goods as line and part."""
        told = dict(self.cleaned_data)
        told |= warranted_told(told["position"])
        told["on_behalf_of"] = self.people[told.pop("person")]
        told["report_name"] = "test-report" if told["test_report"] else ""
        return told


@staff(Role.SUPPORT, methods="GET POST", finds=Deal)
def staff_claim(request: Request, number: str) -> HttpResponse:
    """Write down a claim for a customer; his last message is the first draft of its words."""
    deal = request.find(Deal, number)
    lines = list(
        Warranty.objects.filter(deal=deal)
        .select_related("line__product", "order", "plan")
        .order_by("line__position", "pk")
    )
    crumbs = (
        (gettext("After-sales"), reverse("desk:support")),
        (deal.number, reverse("desk:chat", args=[number])),
    )
    if not lines:
        return render(request, "desk/no_warranty.html", {"here_in": "support", "deal": deal})
    people = list(Person.objects.filter(company_id=deal.buyer_id, is_active=True).order_by("name", "pk"))
    last = (
        Message.objects.filter(deal=deal, is_incoming=True, is_internal=False).order_by("-pk").first()
        if request.method == "GET"
        else None
    )
    first = {
        "description": last.new_text[:2000] if last else "",
        "person": last.author_id if last else None,
    }
    return form_page(
        request, StaffClaimForm, lines[0].order, title=gettext("Open a claim"), submit=gettext("Open the claim"),
        done=lambda record: reverse("desk:claim", args=[record.number]), here_in="support", crumbs=crumbs,
        lead=f"{deal.buyer} · {lines[0].order.number}", initial=first, options={"lines": lines, "people": people},
        said=gettext("The claim is open; the customer sees it in his portal."),
    )  # fmt: skip


def _words(request: Request, record: Claim, templates: Mapping[str, str]) -> str:
    """What was typed; with nothing typed the chosen sentence, in the customer's language."""
    typed = request.POST.get("reason", request.POST.get("words", "")).strip()
    chosen = templates.get(request.POST.get("template", ""), "")
    if typed or not chosen:
        return typed
    buyer = record.deal.buyer
    with translation.override(buyer.language if buyer else "en"):
        return gettext(chosen)


def _refused(request: Request, record: Claim, refusal: Refusal) -> HttpResponse:
    from ordolux.foundation.deeds import ChangedMeanwhile, NotFound, NotPermitted

    if isinstance(refusal, NotFound | NotPermitted | ChangedMeanwhile):
        raise refusal
    return _claim_page(request, record, refused=refusal.sentence(gettext(refusal.message)))


def _claim_page(request: Request, record: Claim, refused: str = "") -> HttpResponse:
    record = claims_visible_to(request.actor).get(pk=record.pk)
    evidence_shown = list(Evidence.objects.filter(claim=record).select_related("file"))
    firm = Firm.objects.first()
    is_support = Role.SUPPORT in request.actor.roles
    replaced = None
    if record.replacement is not None:
        deal = record.replacement.deal
        order_made = Order.objects.filter(deal=deal).first()
        plan = living_plans(deal).last()
        replaced = (deal, next_step(deal, request.actor, request.at), order_made, plan)
    others = Claim.objects.filter(warranty=record.warranty).exclude(pk=record.pk).order_by("pk")[:10]
    return render(request, "desk/claim.html", {
        "here_in": "support", "claim": record, "evidence": evidence_shown, "warranty": record.warranty,
        "pictures": [each for each in evidence_shown if each.file.media_type in SHOWN_AS_PICTURE],
        "papers": [each for each in evidence_shown if each.file.media_type not in SHOWN_AS_PICTURE],
        "can_decide": record.is_open and is_support,
        "can_reopen": record.state == ClaimState.REJECTED and record.reopened_at is None
        and (is_support or Role.MANAGER in request.actor.roles),
        "has_report": any(each.kind == EvidenceKind.TEST_REPORT for each in evidence_shown),
        "decision": latest_document(record, "claim_decision"), "zone": firm.zone if firm else "UTC",
        "replaced": replaced, "others": list(others), "approving": APPROVING.items(), "rejecting": REJECTING.items(),
        "asking": ASKING.items(), "refused": refused, "typed": request.POST if refused else {},
        "decide_by": record.submitted_at + timedelta(days=DAYS_TO_DECIDE),
    }, status=422 if refused else 200)  # fmt: skip


def _landing(request: Request) -> Sequence[Block]:
    """Claims and chats: who waits for an answer, what waits for a decision, what is on its way."""
    waiting = list(waiting_for_answer(request.actor)[:MOST_CHATS])
    said = Message.objects.in_bulk([deal.said_last for deal in waiting])
    unread = unread_by_deal(request.actor, request.at, waiting) if waiting else {}
    chats = [(deal, said[deal.said_last], unread.get(deal.pk, 0)) for deal in waiting]
    open_claims = list(claims_to_decide(request.actor)[:MOST_CLAIMS])
    running = list(replacements_running(request.actor)[:MOST_CLAIMS])
    late = request.at - timedelta(days=DAYS_TO_DECIDE)
    return [
        Block(
            gettext("Chats that wait for your answer"), "desk/landing_chats.html",
            {"chats": chats, "hours": hours(request.at)}, reverse("desk:chats"), gettext("All chats"), len(chats),
        ),
        Block(
            gettext("Claims to decide"), "desk/landing_claims.html", {"claims": open_claims, "late": late},
            reverse("desk:support"), gettext("All claims"), len(open_claims),
        ),
        Block(
            gettext("Replacements on their way"), "desk/landing_replacements.html", {"claims": running},
            reverse("desk:support") + "?state=replaced", gettext("All replacements"), len(running),
        ),
    ]  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(c.number, reverse("desk:claim", args=[c.number]), c.get_failure_mode_display(), c)
            for c in Claim.objects.filter(deal=deal).order_by("pk")]  # fmt: skip
    if not rows:
        ends = min((order.warranty_until for order in orders_of(deal) if order.warranty_until), default=None)
        rows = [Row(gettext("Warranty until %(day)s") % {"day": ends.isoformat()})] if ends else []
    return Panel(gettext("After-sales"), rows)


PANELS.append(_panel)
LANDINGS[Role.SUPPORT] = _landing
