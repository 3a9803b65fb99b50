"""Amendments on our side: proposed with what they lead to, followed to both signatures, countersigned, withdrawn."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.money import AMENDMENTS
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.clocks import Clock, hours_clock
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.sentences import finding_of, told
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.queries import offered_products
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.queries import latest_document
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.orders.amendment.deeds import (
    SIGN_WORKDAYS,
    DayIsOver,
    LineAdded,
    LineAmended,
    ParameterChanged,
    check_amendable,
    countersign_amendment,
    looked_at,
    propose_amendment,
    withdraw_amendment,
)
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.amendment.papers.paper import amended_instalments, changed_values
from ordolux.orders.amendment.queries import Consequences, amendments_of
from ordolux.orders.amendment.snapshot import snapshot_of
from ordolux.orders.proforma.papers.paper import money_of
from ordolux.orders.signature.proof import signatures_of
from ordolux.rules.amending import value_of
from ordolux.rules.parameters import PARAMETERS
from ordolux.rules.refusal import Refusal

SELLERS = (Role.SALES, Role.MANAGER)
READERS = (*SELLERS, Role.FINANCE, Role.PLANNER, Role.PURCHASING, Role.LOGISTICS, Role.ENGINEER, Role.SUPPORT)


@staff(*READERS)
def amendments(request: Request) -> HttpResponseBase:
    """All amendments, newest first."""
    return show_list(request, AMENDMENTS, "desk", here_in="orders")


@staff(*READERS, finds=Amendment)
def amendment(request: Request, number: str) -> HttpResponse:
    """One amendment: what comes next, what changes, what it leads to, paper and signatures."""
    record = request.find(Amendment, number)
    language = get_language() or "en"
    is_open = record.state in (AmendmentState.ISSUED, AmendmentState.SIGNED)
    is_seller = bool(request.actor.roles & set(SELLERS))
    return render(request, "desk/amendment.html", {
        "here_in": "orders", "amendment": record, "order": record.order, "paper": latest_document(record, "amendment"),
        "changes": changed_values(record.differences, language), "told": record.snapshot,
        "parts": amended_instalments(record.snapshot["instalments"], language),
        "owed_back": money_of(record.snapshot["owed_back"]),
        "consequences": [told(finding_of(each)) for each in record.snapshot["consequences"]],
        "signatures": list(signatures_of(record)), "clock": _clock(record, request),
        "can_countersign": record.state == AmendmentState.SIGNED and is_seller, "can_withdraw": is_open and is_seller,
        "zone": record.snapshot["buyer"]["zone"],
    })  # fmt: skip


@staff(*SELLERS, methods="POST", finds=Amendment)
def countersignature(request: Request, number: str) -> HttpResponse:
    """Sign for us; the order takes the new values."""
    request.do(countersign_amendment, request.find(Amendment, number))
    messages.success(request, gettext("Signed by both: the new values hold, payments and production follow."))
    return redirect("desk:amendment", number)


class WithdrawalForm(DeedForm):
    """Why an amendment is withdrawn."""

    deed = withdraw_amendment
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The customer reads it."),
    )  # fmt: skip


@staff(*SELLERS, methods="GET POST", finds=Amendment)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Withdraw an amendment that is not signed by both."""
    record = request.find(Amendment, number)
    back = reverse("desk:amendment", args=[number])
    return form_page(
        request, WithdrawalForm, record, title=gettext("Withdraw {amendment}").format(amendment=number),
        submit=gettext("Withdraw the amendment"), done=lambda _: back, here_in="orders", crumbs=[(number, back)],
        said=gettext("Withdrawn; the order stays as both sides signed it."),
    )  # fmt: skip


class AmendmentForm(DeedForm):
    """The order as it is, to be written over, with lines to be removed and empty ones to be filled: what is changed becomes
    the amendment."""

    deed = propose_amendment
    places: ClassVar[Mapping[type[Refusal], str]] = {DayIsOver: "promised_on"}
    SPARE_LINES = 2
    MOST_NEW_LINES = 50
    promised_on = forms.DateField(
        label=gettext_lazy("Arrival"), required=False, widget=forms.DateInput({"type": "date"})
    )
    extra = forms.DecimalField(
        label=gettext_lazy("Agreed charge"), required=False, max_digits=14, decimal_places=4,
        help_text=gettext_lazy("Beside the lines; below zero it is a rebate."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("It stands on the paper that the customer signs."),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Sequence[OrderLine], **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = lines
        chinese = (get_language() or "").startswith("zh")
        for line in lines:
            at = line.position
            self.fields[f"pieces-{at}"] = forms.IntegerField(
                label=gettext("Pieces"), min_value=1, max_value=10_000_000, initial=line.pieces
            )
            self.fields[f"price-{at}"] = forms.DecimalField(
                label=gettext("Unit price"), min_value=0, max_digits=13, decimal_places=4,
                initial=f"{line.unit_price.amount:.4f}",
            )  # fmt: skip
            for code, held in line.values.items():
                known = PARAMETERS.get(code)
                label = (known.label_zh if chinese else known.label_en) if known else code
                self.fields[f"value-{at}-{code}"] = forms.CharField(
                    label=f"{label}, {known.unit}" if known and known.unit else label, max_length=200,
                    initial=value_of(held), required=False,
                )  # fmt: skip
            self.fields[f"remove-{at}"] = forms.BooleanField(
                label=gettext("Remove this line"), required=False
            )
        filled = [
            n for n in range(1, self.MOST_NEW_LINES + 1) if self.data.get(f"new-{n}-product", "").strip()
        ]
        self.new_lines = range(1, min(max(filled, default=0) + self.SPARE_LINES, self.MOST_NEW_LINES) + 1)
        for n in self.new_lines:
            self.fields[f"new-{n}-product"] = forms.CharField(
                label=gettext("Product"), max_length=60, required=False,
                widget=forms.TextInput({"list": "products", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"new-{n}-pieces"] = forms.IntegerField(
                label=gettext("Pieces"), min_value=1, max_value=10_000_000, required=False
            )
            self.fields[f"new-{n}-price"] = forms.DecimalField(
                label=gettext("Unit price"), min_value=0, max_digits=13, decimal_places=4, required=False
            )

    @property
    def groups(self) -> list[tuple[OrderLine, list[Any], list[Any], Any]]:
        """Each line with its two figures, its values, and the field that removes it."""
        return [
            (line, [self[f"pieces-{line.position}"], self[f"price-{line.position}"]],
             [self[f"value-{line.position}-{code}"] for code in line.values], self[f"remove-{line.position}"])
            for line in self.lines
        ]  # fmt: skip

    @property
    def added(self) -> list[list[Any]]:
        """The lines to be filled, each with product, pieces and price."""
        return [[self[f"new-{n}-{what}"] for what in ("product", "pieces", "price")] for n in self.new_lines]

    def clean(self) -> dict[str, Any]:
        """A new line is filled whole or left empty."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for n in self.new_lines:
            names = [f"new-{n}-{what}" for what in ("product", "pieces", "price")]
            empty = [name for name in names if said.get(name) in (None, "") and name not in self.errors]
            if 0 < len(empty) < len(names):
                for name in empty:
                    self.add_error(name, gettext("A new line has a product, pieces and a unit price."))
        return said

    def arguments(self) -> dict[str, Any]:
        """Only what is different from the order."""
        said = self.cleaned_data
        changed = []
        removed = tuple(line.position for line in self.lines if said[f"remove-{line.position}"])
        for line in self.lines:
            if line.position in removed:
                continue
            pieces, price = said[f"pieces-{line.position}"], said[f"price-{line.position}"]
            values = tuple(
                ParameterChanged(code, said[f"value-{line.position}-{code}"])
                for code, held in line.values.items()
                if said[f"value-{line.position}-{code}"] != value_of(held)
            )
            changed.append(LineAmended(
                line.position, pieces if pieces != line.pieces else None,
                price if price != line.unit_price.amount else None, values,
            ))  # fmt: skip
        return {
            "lines": tuple(x for x in changed if x.pieces is not None or x.unit_price is not None or x.parameters),
            "promised_on": said["promised_on"], "extra": said["extra"], "reason": said["reason"], "removed": removed,
            "added": tuple(
                LineAdded(said[f"new-{n}-product"].strip(), said[f"new-{n}-pieces"], said[f"new-{n}-price"])
                for n in self.new_lines if said[f"new-{n}-product"]
            ),
        }  # fmt: skip


@staff(*SELLERS, methods="GET POST", finds=Order)
def new_amendment(request: Request, number: str) -> HttpResponse:
    """Propose an amendment: first what it leads to is shown, then it is issued for signature."""
    order = request.find(Order, number)
    back = reverse("desk:order", args=[order.deal.number])
    try:
        check_amendable(order)
    except Refusal as refused:
        messages.error(request, told(refused))
        return redirect(back)
    options = {
        "lines": list(
            OrderLine.objects.filter(order=order, pieces__gt=0).select_related("product").order_by("position")
        )
    }
    shown: dict[str, Any] = {}
    form: Any = AmendmentForm
    if request.method == "POST":
        form = AmendmentForm(request.POST, **options)
        if request.POST.get("step") != "issue":
            shown = _looked_at(request, form, order)
            return render(request, "desk/amendment_form.html", {
                **_page(order, back), "form": form, "seen": order.version, "products": offered_products(), **shown,
            }, status=422 if form.errors else 200)  # fmt: skip
    page = _page(order, back)
    return form_page(
        request, form, order, title=page.pop("title"), submit=page.pop("submit"), crumbs=page.pop("crumbs"),
        done=lambda made: reverse("desk:amendment", args=[made.number]), here_in="orders",
        said=gettext("Issued. The customer gets it by mail to sign."), template="desk/amendment_form.html",
        initial={"promised_on": order.promised_on}, options=options, order=order, products=offered_products(),
    )  # fmt: skip


def _page(order: Order, back: str) -> dict[str, Any]:
    return {
        "title": gettext("Amend {order}").format(order=order.number), "submit": gettext("Issue the amendment"),
        "crumbs": [(order.number, back)], "here_in": "orders", "order": order, "back": back,
    }  # fmt: skip


def _looked_at(request: Request, form: AmendmentForm, order: Order) -> dict[str, Any]:
    """What the changes lead to, or what is wrong with them by its field."""
    if not form.is_valid():
        return {}
    said = form.arguments()
    try:
        found = looked_at(
            order, said["lines"], said["promised_on"], said["extra"], request.at, added=said["added"],
            removed=said["removed"],
        )  # fmt: skip
    except Refusal as refused:
        place = next((name for kind, name in form.places.items() if isinstance(refused, kind)), None)
        form.add_error(place, told(refused))
        return {}
    return {"found": found, **_told(order, found)}


def _told(order: Order, found: Consequences) -> dict[str, Any]:
    proforma = check_amendable(order)
    snapshot = plain(snapshot_of(order, proforma, found))
    language = get_language() or "en"
    return {
        "changes": changed_values(snapshot["differences"], language),
        "parts": amended_instalments(snapshot["instalments"], language), "owed_back": found.schedule.owed_back,
        "limits": [told(each) for each in found.limits], "consequences": [told(each) for each in found.findings],
    }  # fmt: skip


def _clock(record: Amendment, request: Request) -> Clock | None:
    if record.state != AmendmentState.ISSUED:
        return None
    rule = gettext("{days} working days after the day of issue, in the buyer's zone and calendar.").format(
        days=SIGN_WORKDAYS
    )
    return hours_clock(record.issued_at, record.sign_by, request.at, rule=rule)


def _panel(deal: Deal) -> Panel | None:
    rows = [Row(a.number, reverse("desk:amendment", args=[a.number]), state=a) for a in amendments_of(deal)]
    return Panel(gettext("Amendments"), rows) if rows else None


PANELS.append(_panel)
