"""The customer's warranties and claims: submit one, add the test report, read the decision."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.showing import show_list
from ordolux.edges.lists.support import CLAIMS
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep
from ordolux.edges.ui.evidence import SHOWN_AS_PICTURE, evidence_file, evidence_picture
from ordolux.edges.ui.several_files import files_to_keep, name_of
from ordolux.edges.ui.warranted import warranted_choices, warranted_told
from ordolux.edges.ui.widgets import Day, Figure
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.orders.agreement.models import Order
from ordolux.rules.refusal import Refusal
from ordolux.shipping.plan.queries import living_plans
from ordolux.support.warranty.deeds import (
    MOST_FILES,
    EvidenceNotUsable,
    FailureNotDescribed,
    NoSuchLine,
    PiecesImpossible,
    add_evidence,
    add_files,
    submit_claim,
)
from ordolux.support.warranty.models import Claim, Evidence, EvidenceKind, FailureMode, Warranty, Wish
from ordolux.support.warranty.queries import claims_visible_to, warranties_visible_to


class ReportFields(forms.Form):
    """A fault test report and what it says of itself."""

    test_report = FileToKeep(
        required=False, label=gettext_lazy("Fault test report (PDF, Word or picture)"),
        help_text=gettext_lazy("Without it nothing is replaced; you can add it later."),
    )  # fmt: skip
    report_number = forms.CharField(required=False, max_length=60, label=gettext_lazy("Number of the report"))
    tested_by = forms.CharField(required=False, max_length=120, label=gettext_lazy("Tested by"))
    tested_on = forms.DateField(required=False, widget=Day, label=gettext_lazy("Tested on"))
    tested_pieces = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100_000_000,
        widget=Figure(whole=True),
        label=gettext_lazy("Pieces tested"),
    )


class ClaimForm(ReportFields, DeedForm):
    """What failed."""

    deed: ClassVar[Any] = submit_claim
    places: ClassVar[Mapping[type[Refusal], str]] = {
        PiecesImpossible: "pieces", FailureNotDescribed: "description", NoSuchLine: "position",
        EvidenceNotUsable: "test_report",
    }  # fmt: skip
    position = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Which lamps?"))
    pieces = forms.IntegerField(
        min_value=1,
        max_value=100_000_000,
        widget=Figure(whole=True),
        label=gettext_lazy("Pieces that failed"),
    )
    date_code = forms.CharField(
        required=False, max_length=60, label=gettext_lazy("Batch, date code or serial numbers")
    )
    failure_mode = forms.ChoiceField(
        choices=FailureMode.choices, widget=forms.RadioSelect, label=gettext_lazy("What do they do?")
    )
    description = forms.CharField(
        max_length=5000, widget=forms.Textarea(attrs={"rows": 4}), label=gettext_lazy("In your words")
    )
    is_dangerous = forms.BooleanField(
        required=False, label=gettext_lazy("Somebody was hurt, or there was smoke or a shock")
    )
    wish = forms.ChoiceField(
        choices=Wish.choices, initial=Wish.NEW_LAMPS, required=False, widget=forms.RadioSelect,
        label=gettext_lazy("What would help you most?"),
    )  # fmt: skip
    field_order = ("position", "pieces", "date_code", "failure_mode", "description", "is_dangerous", "wish")

    def __init__(self, *given: Any, warranties: list[Warranty], **named: Any) -> None:
        super().__init__(*given, **named)
        choices = warranted_choices(warranties)
        self.fields["position"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if len(choices) == 1:
            self.fields["position"].initial = choices[0][0]

    def arguments(self) -> dict[str, Any]:
        """The report under its own name, the goods as line and part."""
        told = dict(self.cleaned_data)
        told |= warranted_told(told["position"])
        told["report_name"] = name_of(self.files.get("test_report"))
        told["tested_pieces"] = told["tested_pieces"] or 0
        told["wish"] = told["wish"] or Wish.NEW_LAMPS
        return told


class EvidenceForm(ReportFields, DeedForm):
    """The test report, or another paper."""

    deed: ClassVar[Any] = add_evidence
    places: ClassVar[Mapping[type[Refusal], str]] = {EvidenceNotUsable: "test_report"}
    kind = forms.ChoiceField(choices=EvidenceKind.choices, label=gettext_lazy("What is it?"))
    field_order = ("kind",)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["test_report"].required = True
        self.fields["test_report"].label = gettext("File")
        self.fields["test_report"].help_text = ""

    def arguments(self) -> dict[str, Any]:
        """The file under its own name."""
        told = dict(self.cleaned_data)
        told["file"], told["name"] = told.pop("test_report"), name_of(self.files["test_report"])
        told["tested_pieces"] = told["tested_pieces"] or 0
        return told


@customer()
def claims(request: Request) -> HttpResponseBase:
    """The company's claims, and what is under warranty."""
    return show_list(
        request, CLAIMS, "portal", here_in="claims", template="portal/claims.html",
        warranties=list(warranties_visible_to(request.actor)[:100]), today=timezone.localdate(request.at),
    )  # fmt: skip


@customer(Role.BUYER, methods="GET POST", finds=Order)
def new_claim(request: Request, number: str) -> HttpResponse:
    """Submit a claim about an order, with its photos and films at once."""
    order = request.find(Order, number)
    warranties = list(
        warranties_visible_to(request.actor)
        .filter(order=order)
        .select_related("plan")
        .order_by("line__position", "pk")
    )
    given: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ClaimForm(*given, warranties=warranties)
    if request.method == "POST":
        record = form.carry_out(request, order)
        if record is not None:
            _add_several(request, record)
            messages.success(
                request,
                gettext("%(number)s is submitted. We look at it within three working days.")
                % {"number": record.number},
            )
            return redirect("portal:claim", record.number)
    return render(request, "portal/claim_new.html", {
        "here_in": "claims", "order": order, "form": form, "warranties": warranties,
    }, status=422 if form.errors else 200)  # fmt: skip


@customer(finds=Claim)
def claim(request: Request, number: str) -> HttpResponse:
    """One claim with its evidence and decision."""
    return _claim_page(request, request.find(Claim, number))


@customer(Role.BUYER, methods="POST", finds=Claim)
def evidence(request: Request, number: str) -> HttpResponse:
    """Add a test report or another paper."""
    record = request.find(Claim, number)
    form = EvidenceForm(request.POST, request.FILES)
    if form.carry_out(request, record) is None:
        return _claim_page(request, record, form)
    return redirect("portal:claim", number)


@customer(Role.BUYER, methods="POST", finds=Claim)
def files(request: Request, number: str) -> HttpResponse:
    """Add several photos, films or papers at once."""
    record = request.find(Claim, number)
    request.do(add_files, record, files=files_to_keep(request, "files", most=MOST_FILES))
    return redirect("portal:claim", number)


@customer(finds=Claim)
def evidence_of(request: Request, number: str, piece: int) -> HttpResponse:
    """A file of a claim, to be saved."""
    return evidence_file(request.find(Claim, number), piece)


@customer(finds=Claim)
def picture(request: Request, number: str, piece: int) -> HttpResponse:
    """A photo of a claim, drawn anew in the sandbox, for the gallery."""
    return evidence_picture(request.find(Claim, number), piece)


def _add_several(request: Request, record: Claim) -> None:
    """The photos that came with a new claim; when they cannot be taken the claim stands, and the page says why."""
    if not request.FILES.getlist("files"):
        return
    try:
        kept = files_to_keep(request, "files", most=MOST_FILES)
        request.do(add_files, record, files=kept)
    except Refusal as refusal:
        messages.error(request, refusal.sentence(gettext(refusal.message)))


def _claim_page(request: Request, record: Claim, form: EvidenceForm | None = None) -> HttpResponse:
    record = claims_visible_to(request.actor).get(pk=record.pk)
    shown = list(Evidence.objects.filter(claim=record).select_related("file"))
    replaced = None
    if record.replacement is not None:
        deal = record.replacement.deal
        replaced = (deal, living_plans(deal).last())
    return render(request, "portal/claim.html", {
        "here_in": "claims", "claim": record, "evidence": shown, "warranty": record.warranty,
        "pictures": [each for each in shown if each.file.media_type in SHOWN_AS_PICTURE],
        "papers": [each for each in shown if each.file.media_type not in SHOWN_AS_PICTURE],
        "can_add": record.is_open and Role.BUYER in request.actor.roles,
        "has_report": any(each.kind == EvidenceKind.TEST_REPORT for each in shown), "replaced": replaced,
        "decision": latest_document(record, "claim_decision"), "form": form or EvidenceForm(),
        "zone": request.user.company.zone,  # type: ignore[union-attr]  # a customer has a company
    }, status=422 if form else 200)  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(c.number, reverse("portal:claim", args=[c.number]), c.get_failure_mode_display(), c)
            for c in Claim.objects.filter(deal=deal).order_by("pk")]  # fmt: skip
    warranty = Warranty.objects.filter(deal=deal).select_related("order").order_by("ends_on").first()
    if warranty is not None:
        rows.append(Row(gettext("Report failed lamps"), reverse("portal:new_claim", args=[warranty.order.number]),
                        gettext("Warranty until %(day)s") % {"day": warranty.ends_on.isoformat()}, is_deed=True))  # fmt: skip
    return Panel(gettext("Warranty"), rows)


PANELS.append(_panel)
