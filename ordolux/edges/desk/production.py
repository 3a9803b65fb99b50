"""Planning and purchasing: jobs, purchases, receipts with their papers, and the schedule as a picture and a table."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.materials import PURCHASES
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.pages import page_by_key
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.capacity.deeds import set_planning_policy
from ordolux.foundation.capacity.models import ProductionLine
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import add_supplier_certificate
from ordolux.foundation.parties.models import Supplier
from ordolux.foundation.sandbox import what_is
from ordolux.production.inspection.models import Batch
from ordolux.production.job.models import Job
from ordolux.production.job.queries import jobs_visible_to
from ordolux.production.materials.deeds import WORKS_ZONE, DeliveredLot, order_purchase, receive_goods
from ordolux.production.materials.models import Purchase, PurchaseState
from ordolux.production.schedule.deeds import make_schedule
from ordolux.production.schedule.queries import Slot, schedule_between
from ordolux.rules.refusal import Refusal
from ordolux.rules.schedule import WHY_LABELS, Why
from ordolux.rules.workdays import day_at

LARGEST = 20 * 2**20
WEEKS = 6
DAY_WIDTH, ROW_HEIGHT, HEAD = 28, 46, 26


@staff()
def production(request: Request) -> HttpResponse:
    """All jobs, newest first, and what waits for the planner."""
    page = page_by_key(jobs_visible_to(request.actor).order_by(), ("-pk",), request.GET)
    return render(request, "desk/production.html", {
        "here_in": "production", "page": page, "can_plan": Role.PLANNER in request.actor.roles,
    })  # fmt: skip


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


# ── schedule ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Bar:
    """One booking in the picture: place and size in its units, words, look, and where a click leads."""

    x: float
    y: int
    width: float
    css: str
    label: str
    title: str
    url: str


@staff()
def schedule(request: Request) -> HttpResponse:
    """The lines over the next six weeks: picture, and the same as a table."""
    zone = ZoneInfo(WORKS_ZONE)
    first = request.at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    lines, slots = schedule_between(request.actor, first, first + timedelta(weeks=WEEKS))
    days = [(first + timedelta(days=n)) for n in range(WEEKS * 7)]
    return render(request, "desk/schedule.html", {
        "here_in": "production", "can_plan": Role.PLANNER in request.actor.roles, "zone": WORKS_ZONE,
        "policy": planning_policy(), "slots": [(slot, _why(slot)) for slot in slots],
        "bars": _bars(lines, slots, first),
        "lines": [(line, HEAD + n * ROW_HEIGHT, HEAD + n * ROW_HEIGHT + 27) for n, line in enumerate(lines)],
        "weeks": [(n * DAY_WIDTH, day.date()) for n, day in enumerate(days) if n % 7 == 0],
        "rests": [n * DAY_WIDTH for n, day in enumerate(days) if day.weekday() > 4],
        "now_x": (request.at - first) / timedelta(days=1) * DAY_WIDTH, "day_width": DAY_WIDTH,
        "width": WEEKS * 7 * DAY_WIDTH, "height": HEAD + max(1, len(lines)) * ROW_HEIGHT, "head": HEAD,
    })  # fmt: skip


@staff(Role.PLANNER, methods="POST")
def schedule_making(request: Request) -> HttpResponse:
    """Make the schedule anew; the words say what moved."""
    before = Batch.objects.count()
    request.do(make_schedule)
    made = Batch.objects.count() - before
    messages.success(
        request, ngettext("{count} batch planned.", "{count} batches planned.", made).format(count=made)
    )
    return redirect("desk:schedule")


@staff(Role.PLANNER, Role.MANAGER, methods="POST")
def policy(request: Request) -> HttpResponse:
    """Set how production is planned from now on."""
    whole = (
        "small_up_to_pieces",
        "medium_up_to_pieces",
        "largest_batch_pieces",
        "frozen_days",
        "sample_least",
    )
    try:
        said = {name: int(request.POST.get(name, "")) for name in whole}
        percent = Decimal(request.POST.get("sample_percent", ""))
    except (ValueError, InvalidOperation):
        messages.error(request, gettext("A figure of the policy cannot be read."))
        return redirect("desk:schedule")
    request.do(set_planning_policy, sample_percent=percent, **said)
    messages.success(request, gettext("The policy holds from now on."))
    return redirect("desk:schedule")


def _bars(lines: list[ProductionLine], slots: list[Slot], first: datetime) -> list[Bar]:
    rows = {line.pk: n for n, line in enumerate(lines)}
    bars = []
    for slot in slots:
        start, end = slot.booking.during.lower, slot.booking.during.upper
        x = max(0.0, (start - first) / timedelta(days=1) * DAY_WIDTH)
        width = max(6.0, (end - first) / timedelta(days=1) * DAY_WIDTH - x)
        look = "late" if slot.batch.late_seconds else slot.batch.job.order_class
        bars.append(
            Bar(
                x=round(x, 1),
                y=HEAD + rows[slot.booking.line_id] * ROW_HEIGHT + 7,
                width=round(min(width, WEEKS * 7 * DAY_WIDTH - x), 1),
                css=f"ox-gb ox-gb--{'small' if look == 'small' else 'late' if look == 'late' else 'large'}",
                label=slot.batch.number.split("-")[-1] if width > DAY_WIDTH else "",
                title=f"{slot.batch.number} · {slot.batch.job.product.number} · {slot.batch.pieces}",
                url=reverse("desk:batch", args=[slot.batch.number]),
            )
        )
    return bars


def _why(slot: Slot) -> str:
    return gettext(WHY_LABELS[Why(slot.batch.why)]) if slot.batch.why in set(Why) else ""


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
