"""Finance: statements in, entries matched by machine or hand, proforma invoices countersigned and issued anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.deeds import allocate_payment, import_statement
from ordolux.orders.payment.models import BankEntry, BankStatement, Instalment
from ordolux.orders.payment.queries import gates
from ordolux.orders.proforma.deeds import reissue_proforma
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.proforma.queries import proformas_of
from ordolux.orders.signature.deeds import countersign_proforma

LARGEST = 20 * 2**20


@staff(Role.FINANCE, Role.MANAGER)
def money(request: Request) -> HttpResponse:
    """Entries that wait for a decision, what is owed, and the statements that came."""
    waiting = (
        BankEntry.objects.exclude(decision="auto")
        .exclude(decision="")
        .select_related("statement")
        .order_by("-id")[:50]
    )
    owed = (
        Instalment.objects.filter(paid_at__isnull=True)
        .select_related("order", "deal", "deal__buyer")
        .order_by("-id")[:50]
    )
    page = page_by_key(BankStatement.objects.all(), ("-id",), request.GET, size=20)
    return render(request, "desk/money.html", {
        "here_in": "money", "waiting": [e for e in waiting if e.allocated_amount < e.amount.amount], "owed": owed, "page": page,
    })  # fmt: skip


@staff(Role.FINANCE, methods="POST")
def statements(request: Request) -> HttpResponse:
    """Take a statement file; it is kept first and read right after."""
    upload = request.FILES.get("file")
    if upload is None or upload.size is None or upload.size > LARGEST:
        messages.error(request, gettext("Choose a statement file of at most 20 MiB."))
        return redirect("desk:money")
    raw = upload.read()
    statement = request.do(
        import_statement, file=store_bytes(raw, what_is(raw)), name=upload.name or "statement"
    )
    return redirect("desk:statement", statement.number)


@staff(Role.FINANCE, Role.MANAGER, finds=BankStatement)
def statement(request: Request, number: str) -> HttpResponse:
    """One statement: what was read, what it paid, or why nothing was taken in."""
    record = request.find(BankStatement, number)
    entries = record.entries.prefetch_related("allocations__instalment__order").order_by("id")
    return render(
        request, "desk/statement.html", {"here_in": "money", "statement": record, "entries": entries}
    )


@staff(Role.FINANCE, methods="POST", finds=Order)
def allocation(request: Request, number: str) -> HttpResponse:
    """Assign a bank entry to an instalment of an order by hand."""
    order = request.find(Order, number)
    entry = BankEntry.objects.visible_to(request.actor).filter(pk=_whole(request.POST.get("entry"))).first()
    if entry is None:
        messages.error(request, gettext("Choose a payment first."))
        return redirect("desk:money")
    request.do(allocate_payment, entry, order=order, position=_whole(request.POST.get("position")))
    messages.success(request, gettext("The payment is assigned."))
    return redirect("desk:money")


@staff(finds=Proforma)
def proforma(request: Request, number: str) -> HttpResponse:
    """One proforma invoice: state, deadline, paper, gates of the order."""
    record = request.find(Proforma, number)
    order = Order.objects.select_related("deal").get(pk=record.order_id)
    return render(request, "desk/proforma.html", {
        "here_in": "orders", "proforma": record, "order": order, "paper": latest_document(record, "proforma"),
        "parts": list(Instalment.objects.filter(order=order)), "gates": list(gates(order).values()),
        "can_countersign": record.state == ProformaState.SIGNED and request.actor.roles & {Role.SALES, Role.MANAGER},
        "can_reissue": record.state in (ProformaState.LAPSED, ProformaState.DECLINED) and Role.SALES in request.actor.roles,
        "zone": record.snapshot["buyer"]["zone"],
    })  # fmt: skip


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=Proforma)
def countersignature(request: Request, number: str) -> HttpResponse:
    """Sign for us."""
    request.do(countersign_proforma, request.find(Proforma, number))
    messages.success(request, gettext("Signed by both: the order is confirmed and locked."))
    return redirect("desk:proforma", number)


@staff(Role.SALES, methods="POST", finds=Proforma)
def reissue(request: Request, number: str) -> HttpResponse:
    """Issue a lapsed or declined proforma invoice anew."""
    fresh = request.do(reissue_proforma, request.find(Proforma, number))
    return redirect("desk:proforma", fresh.number)


def _panel(deal: Deal) -> Panel | None:
    return Panel(
        gettext("Proforma invoice"),
        [Row(p.number, f"/desk/proformas/{p.number}", state=p) for p in proformas_of(deal)],
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


PANELS.append(_panel)
