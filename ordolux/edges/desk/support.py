"""After-sales at work: claims to examine and decide, warranties that run."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import download
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.parties.models import Firm
from ordolux.support.warranty.deeds import approve_claim, ask_for_report, reject_claim
from ordolux.support.warranty.models import Claim, ClaimState, Evidence, EvidenceKind, Warranty
from ordolux.support.warranty.queries import claims_visible_to


@staff()
def claims(request: Request) -> HttpResponse:
    """All claims, newest first, by state."""
    found = claims_visible_to(request.actor).order_by()
    state = request.GET.get("state", "")
    if state in ClaimState.values:
        found = found.filter(state=state)
    return render(request, "desk/claims.html", {
        "here_in": "support", "page": page_by_key(found, ("-pk",), request.GET), "state": state,
        "states": ClaimState.choices,
    })  # fmt: skip


@staff(finds=Claim)
def claim(request: Request, number: str) -> HttpResponse:
    """One claim with its evidence and the warranty that covers it."""
    request.find(Claim, number)
    record = claims_visible_to(request.actor).get(number=number)
    evidence = list(Evidence.objects.filter(claim=record).select_related("file"))
    firm = Firm.objects.first()
    is_open = record.state == ClaimState.SUBMITTED and Role.SUPPORT in request.actor.roles
    return render(request, "desk/claim.html", {
        "here_in": "support", "claim": record, "evidence": evidence, "warranty": record.warranty, "can_decide": is_open,
        "has_report": any(each.kind == EvidenceKind.TEST_REPORT for each in evidence),
        "decision": latest_document(record, "claim_decision"), "zone": firm.zone if firm else "UTC",
    })  # fmt: skip


@staff(finds=Claim)
def evidence(request: Request, number: str, piece: int) -> HttpResponse:
    """A file of a claim, to be saved."""
    return evidence_file(request.find(Claim, number), piece)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def approval(request: Request, number: str) -> HttpResponse:
    """Approve the claim; the replacement follows by itself."""
    request.do(
        approve_claim, request.find(Claim, number), reason=request.POST.get("reason", ""),
        is_manufacturing_defect=request.POST.get("is_manufacturing_defect", "yes") == "yes",
    )  # fmt: skip
    messages.success(request, gettext("Approved. The replacement is opened as a new order free of charge."))
    return redirect("desk:claim", number)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def rejection(request: Request, number: str) -> HttpResponse:
    """Reject the claim with reasons."""
    request.do(reject_claim, request.find(Claim, number), reason=request.POST.get("reason", ""))
    return redirect("desk:claim", number)


@staff(Role.SUPPORT, methods="POST", finds=Claim)
def report_request(request: Request, number: str) -> HttpResponse:
    """Ask the customer for the test report."""
    request.do(ask_for_report, request.find(Claim, number), words=request.POST.get("words", ""))
    messages.success(request, gettext("We asked the customer for the test report."))
    return redirect("desk:claim", number)


def evidence_file(claim: Claim, piece: int) -> HttpResponse:
    """The bytes of one piece of evidence as a download under its own name."""
    found = Evidence.objects.filter(claim=claim, pk=piece).select_related("file").first()
    if found is None:
        raise Http404
    return download(str(found.file_id), found.name, found.file.media_type)


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(c.number, reverse("desk:claim", args=[c.number]), c.get_failure_mode_display(), c)
            for c in Claim.objects.filter(deal=deal).order_by("pk")]  # fmt: skip
    if not rows:
        ends = (
            Warranty.objects.filter(deal=deal).order_by("ends_on").values_list("ends_on", flat=True).first()
        )
        rows = [Row(gettext("Warranty until %(day)s") % {"day": ends.isoformat()})] if ends else []
    return Panel(gettext("After-sales"), rows)


PANELS.append(_panel)
