"""The customer's view of production: batches, the draw he can repeat, the papers of the material, the report."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer
from ordolux.edges.portal.panels import PANELS, Panel, Row
from ordolux.edges.ui.files import download
from ordolux.edges.ui.light_plots import judged_plots
from ordolux.edges.ui.samples import measured_of
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.orders.samples.queries import golden_samples_of
from ordolux.production.inspection.agreed import LightNotAgreed, agreed_light
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.inspection.queries import batches_visible_to, is_true_draw, lots_of, rounds_of


@customer(finds=Batch)
def batch(request: Request, number: str) -> HttpResponse:
    """One batch: its state, the hash of the secret before the draw, the draw and how to repeat it after, the report."""
    record = (
        batches_visible_to(request.actor).select_related("job__line").get(pk=request.find(Batch, number).pk)
    )
    rounds = rounds_of(record)
    return render(
        request,
        "portal/batch.html",
        {
            "here_in": "orders",
            "batch": record,
            "paper": latest_document(record, "inspection_report"),
            "lots": lots_of(record),
            "goldens": [
                (golden, measured_of(golden))
                for golden in golden_samples_of(request.actor.company_id, [record.job.product_id])
            ],
            "zone": request.user.company.zone,  # type: ignore[union-attr]  # a customer has a company
            "rounds": [
                {
                    "draw": each.draw,
                    "judgement": each.judgement,
                    "is_true": is_true_draw(each.draw),
                    "plot": _plot(record, each.judgement),
                }
                for each in rounds
            ],
            "awaits_draw": bool(record.secret_hash) and (not rounds or rounds[-1].draw.round < record.round),
        },
    )


@customer(finds=Batch)
def lot_paper(request: Request, number: str, lot: str, paper: str) -> HttpResponse:
    """The certificate or the test report of a lot of material that went into the batch."""
    found = next((each for each in lots_of(request.find(Batch, number)) if each.number == lot), None)
    if found is None or paper not in ("certificate", "report"):
        raise Http404
    file = found.certificate.file if paper == "certificate" else found.test_report
    return download(file.sha256, f"{lot}-{paper}", file.media_type, show=True)


def _plot(record: Batch, judged: Any) -> str:
    if judged is None:
        return ""
    try:
        agreed = agreed_light(record.job)
    except LightNotAgreed:
        return ""
    return judged_plots(judged, agreed)


def _panel(deal: Deal) -> Panel | None:
    batches = (
        Batch.objects.filter(deal=deal)
        .exclude(state=BatchState.MERGED)
        .select_related("job__product")
        .order_by("job_id", "position")
    )
    return Panel(
        gettext("Production and quality"),
        [
            Row(
                f"{each.number} · {each.job.product.number}",
                reverse("portal:batch", args=[each.number]),
                f"{each.pieces:,}",
                each,
            )
            for each in batches
        ],
    )


PANELS.append(_panel)
