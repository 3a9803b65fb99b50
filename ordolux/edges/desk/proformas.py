"""Proforma invoices on our side: state, clock, versions, both forms of the paper; countersign, issue anew, cancel."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.finding import gates_of
from ordolux.edges.ui.clocks import Clock, hours_clock, stopped_clock
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation.actors import Role
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.parties.models import BankAccount
from ordolux.orders.agreement.deeds import cancel_order
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.deeds import SIGN_WORKDAYS, reissue_proforma
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.proforma.papers.paper import sums_of
from ordolux.orders.signature.deeds import countersign_proforma
from ordolux.orders.signature.models import Signature

CANCELLABLE = (OrderState.PLACED, OrderState.CONFIRMED)


@staff(finds=Proforma)
def proforma(request: Request, number: str) -> HttpResponse:
    """One proforma invoice: what comes next, its clock, what it says, its versions and papers, the gates of the order."""
    record = request.find(Proforma, number)
    order = Order.objects.select_related("deal", "deal__buyer").get(pk=record.order_id)
    parts = list(Instalment.objects.filter(order=order))
    versions = list(Proforma.objects.filter(order=order).order_by("-revision"))
    newest = versions[0].pk == record.pk
    account = BankAccount.objects.filter(pk=record.bank_account_id).first()
    roles = request.actor.roles
    waits = record.state == ProformaState.ISSUED
    return render(request, "desk/proforma.html", {
        "here_in": "orders", "proforma": record, "order": order, "paper": latest_document(record, "proforma"),
        "parts": parts, "gates": gates_of(order, parts), "versions": versions,
        "clock": _clock(record, request), "sums": sums_of(record) if record.snapshot.get("lines") else [],
        "signatures": list(Signature.objects.filter(proforma=record).order_by("id")),
        "can_countersign": record.state == ProformaState.SIGNED and roles & {Role.SALES, Role.MANAGER},
        "can_reissue": newest and record.state in (ProformaState.LAPSED, ProformaState.DECLINED)
        and order.state == OrderState.PLACED and Role.SALES in roles,
        "can_cancel": order.state in CANCELLABLE and bool(roles & {Role.SALES, Role.MANAGER}),
        "bank_changed": waits and account is not None and account.state != "approved",
        "waits": waits, "zone": record.snapshot.get("buyer", {}).get("zone", "UTC"),
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
    messages.success(
        request, gettext("{number} is issued and goes to the customer.").format(number=fresh.number)
    )
    return redirect("desk:proforma", fresh.number)


class CancelForm(DeedForm):
    """Why an order is cancelled."""

    deed = cancel_order
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The customer reads it."),
    )  # fmt: skip


@staff(Role.SALES, Role.MANAGER, methods="GET POST", finds=Order)
def cancellation(request: Request, number: str) -> HttpResponse:
    """Cancel an order before it is released."""
    order = request.find(Order, number)
    paid = [part for part in Instalment.objects.filter(order=order) if part.credited.amount]
    lead = gettext("The order ends here; an open proforma invoice is withdrawn. This cannot be taken back.")
    if paid:
        lead += " " + gettext("Money was credited already: give it back by a credit note before you cancel.")
    back = reverse("desk:order_money", args=[order.number])
    return form_page(
        request, CancelForm, order, title=gettext("Cancel {order}").format(order=order.number),
        submit=gettext("Cancel the order"), done=lambda _: back, said=gettext("The order is cancelled."),
        here_in="orders", lead=lead, crumbs=[(gettext("Orders"), reverse("desk:orders")), (order.number, back)],
    )  # fmt: skip


def _clock(record: Proforma, request: Request) -> Clock | None:
    """The time that the customer has left to sign, or how it ended."""
    if record.state == ProformaState.ISSUED and record.received_at and record.sign_by:
        rule = gettext(
            "{days} working days after receipt, counted in the buyer's zone and calendar; the day of receipt is not counted."
        ).format(days=SIGN_WORKDAYS)
        return hours_clock(record.received_at, record.sign_by, request.at, rule=rule)
    if record.signed_at:
        return stopped_clock(gettext("Signed by the customer"))
    return None
