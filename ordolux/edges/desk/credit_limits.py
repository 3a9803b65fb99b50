"""Credit limits on the desk: what a buyer may owe and owes us, orders that wait, what a manager allows beyond it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.lists.money import our_day
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation.actors import Role
from ordolux.foundation.parties.models import Company
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.limit.deeds import allow_beyond_limit, set_credit_limit
from ordolux.orders.limit.models import CreditLimit
from ordolux.orders.limit.queries import ON_CREDIT, Exposure, limit_in_force, parts_under_limit
from ordolux.rules.money import Money, sum_of

KEEPERS = (Role.FINANCE, Role.MANAGER)
MOST_SHOWN = 50


class LimitForm(DeedForm):
    """How much a buyer may owe us."""

    deed = set_credit_limit
    currency = forms.CharField(label=gettext_lazy("Currency"), min_length=3, max_length=3)
    amount = forms.DecimalField(label=gettext_lazy("Limit"), min_value=0, max_digits=16, decimal_places=4)
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), widget=forms.DateInput({"type": "date"}))
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300,
        help_text=gettext_lazy("The insurance, the report, who decided it."),
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """The currency as banks write it."""
        said = super().arguments()
        return {**said, "currency": said["currency"].upper()}


class AllowanceForm(DeedForm):
    """Why one order may go on beyond the limit."""

    deed = allow_beyond_limit
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, widget=forms.Textarea({"rows": 3}))


@staff(*KEEPERS, Role.SALES, finds=Company)
def credit(request: Request, number: str) -> HttpResponse:
    """What a buyer may owe us and owes us, by currency; which orders stand under it and which wait for it."""
    company = request.find(Company, number)
    today = our_day()
    parts = list(parts_under_limit(company.pk))
    limits = list(
        CreditLimit.objects.filter(company=company).select_related("set_by").order_by("-pk")[:MOST_SHOWN]
    )
    currencies = sorted({each.limit.currency for each in limits} | {part.due.currency for part in parts})
    rows = [
        Exposure(
            limit_in_force(company.pk, currency),
            sum_of([p.still_open for p in parts if p.due.currency == currency], currency),
            Money.zero(currency), today,
        )
        for currency in currencies
    ]  # fmt: skip
    waiting = Order.objects.filter(
        deal__buyer=company, state=OrderState.CONFIRMED, payment_term__in=ON_CREDIT
    ).order_by("id")
    return render(request, "desk/customer_credit.html", {
        "here_in": "customers", "company": company, "rows": rows, "parts": parts[:MOST_SHOWN], "limits": limits,
        "waiting": list(waiting[:MOST_SHOWN]), "today": today,
        "can_set": request.actor.has_any(frozenset(KEEPERS)),
    })  # fmt: skip


@staff(*KEEPERS, methods="GET POST", finds=Company)
def new_limit(request: Request, number: str) -> HttpResponse:
    """Set the credit limit of a buyer; what waited for it is released."""
    company = request.find(Company, number)
    back = reverse("desk:customer_credit", args=[number])
    return form_page(
        request, LimitForm, company, title=gettext("Credit limit of {company}").format(company=company.legal_name),
        submit=gettext("Set the limit"), done=lambda _: back, here_in="customers",
        said=gettext("The limit is set. Orders that waited for it are released in a moment."),
        crumbs=[(gettext("Customers"), reverse("desk:customers")), (company.legal_name, back)],
        initial={"currency": company.currency},
        lead=gettext("The newest limit of a currency counts; what runs already is not stopped by a lower one."),
    )  # fmt: skip


@staff(Role.MANAGER, methods="GET POST", finds=Order)
def allowance(request: Request, number: str) -> HttpResponse:
    """Allow an order beyond the limit."""
    order = request.find(Order, number)
    back = reverse("desk:order_money", args=[number])
    return form_page(
        request, AllowanceForm, order, title=gettext("Allow {order} beyond the limit").format(order=number),
        submit=gettext("Allow it"), done=lambda _: back, here_in="money", crumbs=[(number, back)],
        said=gettext("Allowed."),
        lead=gettext("Only this order, up to what is open of it now. It is released when nothing else is missing."),
    )  # fmt: skip
