"""Jobs and purchasing: jobs, purchases, receipts with their papers; the plan stands in ``plan.py``."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.materials import PURCHASES
from ordolux.edges.lists.production import JOBS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import add_supplier_certificate
from ordolux.foundation.parties.models import Supplier
from ordolux.foundation.sandbox import what_is
from ordolux.production.job.models import Job
from ordolux.production.materials.deeds import WORKS_ZONE, DeliveredLot, order_purchase, receive_goods
from ordolux.production.materials.models import Purchase, PurchaseState
from ordolux.rules.refusal import Refusal
from ordolux.rules.workdays import day_at

LARGEST = 20 * 2**20


@staff()
def production(request: Request) -> HttpResponseBase:
    """All jobs, newest first, and the ways to the plan and the batches."""
    return show_list(
        request, JOBS, "desk", here_in="production",
        actions=[
            Action(gettext("Plan"), reverse("desk:schedule"), "calendar"),
            Action(gettext("Batches"), reverse("desk:quality"), "quality", is_primary=False),
            Action(gettext("Lines"), reverse("desk:lines"), "production", is_primary=False),
            Action(gettext("Purchases"), reverse("desk:purchases"), "box", is_primary=False),
        ],
    )  # fmt: skip


# ── purchases ────────────────────────────────────────────────────────────────


@staff(Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.MANAGER)
def purchases(request: Request) -> HttpResponseBase:
    """All purchases, newest first."""
    return show_list(request, PURCHASES, "desk", here_in="production")


@staff(Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.MANAGER, finds=Purchase)
def purchase(request: Request, number: str) -> HttpResponse:
    """One purchase: its lines, its paper, the receipt with certificate and test report."""
    return _purchase_page(request, request.find(Purchase, number))


@staff(Role.PURCHASING, methods="POST", finds=Purchase)
def purchase_order(request: Request, number: str) -> HttpResponse:
    """Order it: the paper is printed and sent to the supplier."""
    request.do(order_purchase, request.find(Purchase, number))
    messages.success(request, gettext("Ordered. The purchase order goes to the supplier."))
    return redirect("desk:purchase", number)


@staff(Role.PURCHASING, Role.INSPECTOR, methods="POST", finds=Purchase)
def receipt(request: Request, number: str) -> HttpResponse:
    """Let a delivery in; it is refused as a whole when a paper is missing, and what was typed stays on the page."""
    record = request.find(Purchase, number)
    try:
        delivered_on = date.fromisoformat(request.POST.get("delivered_on", ""))
        lots = _delivered(request, record)
    except (ValueError, InvalidOperation):
        return _purchase_page(request, record, gettext("A day or a quantity cannot be read."))
    try:
        request.do(receive_goods, record, delivered_on=delivered_on, lots=lots)
    except Refusal as refusal:
        return _purchase_page(request, record, told(refusal))
    messages.success(request, gettext("The delivery is in the store and reserved for its jobs."))
    return redirect("desk:purchase", number)


@staff(Role.PURCHASING, Role.INSPECTOR, methods="POST", finds=Purchase)
def certificate(request: Request, number: str) -> HttpResponse:
    """Keep a qualification certificate of the supplier with its file."""
    record = request.find(Purchase, number)
    file = _file(request, "file")
    try:
        days = [date.fromisoformat(request.POST.get(name, "")) for name in ("valid_from", "valid_until")]
    except ValueError:
        return _purchase_page(request, record, gettext("A day cannot be read."))
    if file is None:
        return _purchase_page(request, record, gettext("Choose the certificate's file, at most 20 MiB."))
    request.do(
        add_supplier_certificate, Supplier.objects.get(pk=record.supplier_id),
        scheme=request.POST.get("scheme", "")[:60], certificate_number=request.POST.get("certificate_number", "")[:80],
        scope=request.POST.get("scope", "")[:300], valid_from=days[0], valid_until=days[1], file=file,
    )  # fmt: skip
    messages.success(request, gettext("The certificate is kept."))
    return redirect("desk:purchase", number)


def _purchase_page(request: Request, record: Purchase, problem: str = "") -> HttpResponse:
    lines = list(record.lines.select_related("part").order_by("position"))
    return render(request, "desk/purchase.html", {
        "here_in": "production", "purchase": record, "lines": lines, "paper": latest_document(record, "purchase_order"),
        "supplier": record.supplier, "order": record.order, "problem": problem, "posted": request.POST,
        "certificates": list(record.supplier.certificates.order_by("-valid_until")),
        "can_order": record.state == PurchaseState.DRAFTED and Role.PURCHASING in request.actor.roles,
        "can_receive": record.state == PurchaseState.ORDERED
        and request.actor.roles & {Role.PURCHASING, Role.INSPECTOR},
        "rows": [(line, request.POST.get(f"lot-{line.position}", ""),
                  request.POST.get(f"quantity-{line.position}", f"{line.missing:f}".rstrip("0").rstrip(".")))
                 for line in lines if line.missing],
        "today": request.POST.get("delivered_on") or day_at(WORKS_ZONE, request.at).isoformat(),
    }, status=422 if problem else 200)  # fmt: skip


def _delivered(request: Request, record: Purchase) -> tuple[DeliveredLot, ...]:
    """The lines of the receipt that say a quantity; each report is kept before the deed begins."""
    lots = []
    for line in record.lines.select_related("part").order_by("position"):
        said = request.POST.get(f"quantity-{line.position}", "").replace(" ", "")
        if not said or Decimal(said) == 0:
            continue
        report = _file(request, f"report-{line.position}")
        lots.append(
            DeliveredLot(
                part=line.part.number,
                lot_number=request.POST.get(f"lot-{line.position}", "").strip()[:80],
                quantity=Decimal(said),
                certificate=request.POST.get(f"certificate-{line.position}", ""),
                test_report_sha256=report.sha256 if report else "",
                is_report_accepted=request.POST.get(f"accepted-{line.position}") == "yes",
            )
        )
    return tuple(lots)


def _file(request: Request, name: str) -> Any:
    upload = request.FILES.get(name)
    if upload is None or not upload.size or upload.size > LARGEST:
        return None
    raw = upload.read()
    return store_bytes(raw, what_is(raw))


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
