"""The customer's warranties and claims: submit one, add the test report, read the decision."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, customer
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import download
from ordolux.edges.ui.pages import page_by_key
from ordolux.edges.ui.widgets import Day, Figure
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.sandbox import what_is
from ordolux.orders.agreement.models import Order
from ordolux.support.warranty.deeds import LARGEST_EVIDENCE, EvidenceNotUsable, add_evidence, submit_claim
from ordolux.support.warranty.models import Claim, ClaimState, Evidence, EvidenceKind, FailureMode, Warranty
from ordolux.support.warranty.queries import claims_visible_to, warranties_visible_to


class ReportFields(forms.Form):
    """A fault test report and what it says of itself."""

    test_report = forms.FileField(
        required=False, label=gettext_lazy("Fault test report (PDF, Word or picture)"),
        help_text=gettext_lazy("Without it nothing is replaced; you can add it later."),
    )  # fmt: skip
    report_number = forms.CharField(required=False, max_length=60, label=gettext_lazy("Number of the report"))
    tested_by = forms.CharField(required=False, max_length=120, label=gettext_lazy("Tested by"))
    tested_on = forms.DateField(required=False, widget=Day, label=gettext_lazy("Tested on"))
    tested_pieces = forms.IntegerField(
        required=False, min_value=0, widget=Figure(whole=True), label=gettext_lazy("Pieces tested")
    )


class ClaimForm(ReportFields):
    """What failed."""

    position = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Product"))
    pieces = forms.IntegerField(
        min_value=1, widget=Figure(whole=True), label=gettext_lazy("Pieces that failed")
    )
    failure_mode = forms.ChoiceField(choices=FailureMode.choices, label=gettext_lazy("How do they fail?"))
    description = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), label=gettext_lazy("What do you see?")
    )
    date_code = forms.CharField(
        required=False, max_length=60, label=gettext_lazy("Batch, date code or serial numbers")
    )
    field_order = ("position", "pieces", "failure_mode", "description", "date_code")

    def __init__(self, *given: Any, warranties: list[Warranty], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["position"].choices = [  # type: ignore[attr-defined]  # a choice field
            (w.line.position, f"{w.line.product.number} · {w.line.description}") for w in warranties
        ]


class EvidenceForm(ReportFields):
    """One more file."""

    kind = forms.ChoiceField(choices=EvidenceKind.choices, label=gettext_lazy("What is it?"))
    field_order = ("kind",)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["test_report"].required = True
        self.fields["test_report"].label = gettext("File")
        self.fields["test_report"].help_text = ""


@customer()
def claims(request: Request) -> HttpResponse:
    """The company's claims, and what is under warranty."""
    found = claims_visible_to(request.actor).order_by()
    return render(request, "portal/claims.html", {
        "here_in": "claims", "page": page_by_key(found, ("-pk",), request.GET),
        "warranties": list(warranties_visible_to(request.actor)[:100]), "today": request.at.date(),
    })  # fmt: skip


@customer(Role.BUYER, methods="GET POST", finds=Order)
def new_claim(request: Request, number: str) -> HttpResponse:
    """Submit a claim about an order."""
    order = request.find(Order, number)
    warranties = list(warranties_visible_to(request.actor).filter(order=order).order_by("line__position"))
    form = ClaimForm(request.POST or None, request.FILES or None, warranties=warranties)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        upload = told.pop("test_report")
        told["tested_pieces"] = told["tested_pieces"] or 0
        record = request.do(
            submit_claim, order, **told, test_report=_kept(upload), report_name=upload.name if upload else ""
        )
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
    """Add a test report or another file."""
    record = request.find(Claim, number)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _claim_page(request, record, form)
    told = dict(form.cleaned_data)
    upload = told.pop("test_report")
    told["tested_pieces"] = told["tested_pieces"] or 0
    request.do(add_evidence, record, file=_kept(upload), name=upload.name, **told)
    return redirect("portal:claim", number)


@customer(finds=Claim)
def evidence_file(request: Request, number: str, piece: int) -> HttpResponse:
    """A file of a claim, to be saved."""
    found = (
        Evidence.objects.filter(claim=request.find(Claim, number), pk=piece).select_related("file").first()
    )
    if found is None:
        raise Http404
    return download(str(found.file_id), found.name, found.file.media_type)


def _claim_page(request: Request, record: Claim, form: EvidenceForm | None = None) -> HttpResponse:
    record = claims_visible_to(request.actor).get(pk=record.pk)
    files = list(Evidence.objects.filter(claim=record))
    return render(request, "portal/claim.html", {
        "here_in": "claims", "claim": record, "evidence": files, "warranty": record.warranty,
        "can_add": record.state == ClaimState.SUBMITTED and Role.BUYER in request.actor.roles,
        "has_report": any(each.kind == EvidenceKind.TEST_REPORT for each in files),
        "decision": latest_document(record, "claim_decision"), "form": form or EvidenceForm(),
        "zone": request.user.company.zone,  # type: ignore[union-attr]  # a customer has a company
    }, status=422 if form else 200)  # fmt: skip


def _kept(upload: Any) -> StoredFile | None:
    """An uploaded file in the store, under the type of its content. Raises EvidenceNotUsable when it is too large."""
    if not upload:
        return None
    data = upload.read(LARGEST_EVIDENCE + 1)
    if not 0 < len(data) <= LARGEST_EVIDENCE:
        raise EvidenceNotUsable(name=upload.name, found=gettext("empty or larger than 20 MB"))
    return store_bytes(data, what_is(data))


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(c.number, reverse("portal:claim", args=[c.number]), c.get_failure_mode_display(), c)
            for c in Claim.objects.filter(deal=deal).order_by("pk")]  # fmt: skip
    warranty = Warranty.objects.filter(deal=deal).select_related("order").order_by("ends_on").first()
    if warranty is not None:
        rows.append(Row(gettext("Report failed lamps"), reverse("portal:new_claim", args=[warranty.order.number]),
                        gettext("Warranty until %(day)s") % {"day": warranty.ends_on.isoformat()}))  # fmt: skip
    return Panel(gettext("Warranty"), rows)


PANELS.append(_panel)
