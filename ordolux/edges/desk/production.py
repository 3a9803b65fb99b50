"""Jobs: what is made for which order; the plan stands in ``plan.py``, purchasing in ``purchasing.py``."""

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.production import JOBS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.foundation.deals.models import Deal
from ordolux.production.job.models import Job
from ordolux.production.materials.models import Purchase


@staff()
def production(request: Request) -> HttpResponseBase:
    """All jobs, newest first, and the ways to the plan and the batches."""
    return show_list(
        request, JOBS, "desk", here_in="production",
        actions=[
            Action(gettext("Plan"), reverse("desk:schedule"), "calendar"),
            Action(gettext("Batches"), reverse("desk:quality"), "quality", is_primary=False),
            Action(gettext("Production lines"), reverse("desk:lines"), "production", is_primary=False),
            Action(gettext("Purchases"), reverse("desk:purchases"), "box", is_primary=False),
        ],
    )  # fmt: skip


def _panel(deal: Deal) -> Panel | None:
    jobs = Job.objects.filter(deal=deal).select_related("product").prefetch_related("batches").order_by("pk")
    rows = []
    for job in jobs:
        rows.append(Row(f"{job.number} · {job.product.number}", "", f"{job.pieces:,}", job))
        rows += [
            Row(batch.number, reverse("desk:batch", args=[batch.number]), f"{batch.pieces:,}", batch)
            for batch in sorted(job.batches.all(), key=lambda b: b.position)
        ]
    rows += [
        Row(each.number, reverse("desk:purchase", args=[each.number]), each.supplier.legal_name, each)
        for each in Purchase.objects.filter(deal=deal).select_related("supplier").order_by("pk")
    ]
    return Panel(gettext("Production"), rows)


PANELS.append(_panel)
