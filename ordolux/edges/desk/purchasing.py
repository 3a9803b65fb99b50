"""Purchasing: what jobs miss, drafted purchases, offers of suppliers, orders, receipts with their papers, late deliveries."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.finding import by_key
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.lists.materials import PURCHASES, REQUESTS, SHORTAGES
from ordolux.edges.lists.money import our_day
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.deed_forms import LARGEST_FILE, DeedForm, FileToKeep, form_page
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.widgets import Day
from ordolux.foundation.actors import Role
from ordolux.foundation.deeds import ChangedMeanwhile, NotFound, NotPermitted
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import add_supplier_certificate
from ordolux.foundation.parties.models import Supplier
from ordolux.foundation.sandbox import what_is
from ordolux.production.materials.deeds import (
    WORKS_ZONE,
    DeliveredLot,
    PurchaseReasonMissing,
    cancel_purchase,
    note_delivery_date,
    order_purchase,
    receive_goods,
)
from ordolux.production.materials.models import (
    Offer,
    Purchase,
    PurchaseLine,
    PurchaseState,
    RequestForQuotation,
    RequestState,
)
from ordolux.production.materials.offers.deeds import (
    AnswerInThePast,
    OfferedPrice,
    ask_for_offers,
    note_declined,
    order_offer,
    record_offer,
)
from ordolux.production.materials.queries import (
    certificates_ending,
    late_purchases,
    offers_of,
    saved_by,
    shortages,
    suppliers_to_ask,
)
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at

BUYERS = (Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.MANAGER)
MOST_SHOWN = 15
ANSWER_DAYS = 3
AGAINST = {
    "lapsed": N_("the offer has lapsed"),
    "retired": N_("the supplier is retired"),
    "certificate": N_("his certificate has lapsed"),
    "no_certificate": N_("no certificate is kept yet"),
    "currency": N_("another currency"),
    "later": N_("comes later than the draft"),
}


def tabs(here: str) -> list[dict[str, object]]:
    """The parts of purchasing."""
    parts = (
        ("shortages", gettext("Shortages")), ("purchases", gettext("Purchases")),
        ("requests", gettext("Requests for quotation")), ("suppliers", gettext("Suppliers")),
        ("certificates", gettext("Certificates")), ("lots", gettext("Stock by lot")), ("parts", gettext("Parts")),
    )  # fmt: skip
    found = []
    for name, word in parts:
        try:
            found.append({"label": word, "url": reverse(f"desk:{name}"), "current": name == here})
        except NoReverseMatch:
            continue  # the pages of the catalogue are not served
    return found


# ── what jobs miss ───────────────────────────────────────────────────────────


def purchasing_today(request: Request) -> Sequence[Block]:
    """The blocks of purchasing's landing page, most urgent first."""
    actor, today = request.actor, our_day()
    missing = shortages(actor, most=MOST_SHOWN)
    drafts = [each.purchase for each in missing if each.purchase.state == PurchaseState.DRAFTED]
    offers = offers_of(drafts, today) if drafts else {}
    rows = [
        (each, next((o for o in offers.get(each.purchase.pk, ()) if o.is_best), None)) for each in missing
    ]
    late = list(late_purchases(actor, today)[: MOST_SHOWN + 1])
    ending = certificates_ending(actor, today)[:MOST_SHOWN]
    blocks = [Block(
        gettext("Shortages"), "desk/purchasing_shortages.html", {"rows": rows, "today": today},
        reverse("desk:shortages"), gettext("All that is missing, by part"), len(missing) or None,
    )]  # fmt: skip
    if late:
        blocks.append(Block(
            gettext("Late deliveries"), "desk/purchasing_late.html", {"purchases": late[:MOST_SHOWN], "today": today},
            reverse("desk:purchases") + "?show=late", gettext("All that is late"), len(late),
        ))  # fmt: skip
    if ending:
        blocks.append(Block(
            gettext("Certificates that end"), "desk/purchasing_certificates.html",
            {"certificates": ending, "today": today}, reverse("desk:certificates"), gettext("All certificates"),
            len(ending),
        ))  # fmt: skip
    return blocks


LANDINGS[Role.PURCHASING] = purchasing_today


@staff(*BUYERS)
def shortages_page(request: Request) -> HttpResponseBase:
    """What jobs miss, by part, what is needed first before all."""
    return show_list(
        request,
        SHORTAGES,
        "desk",
        here_in="production",
        template="desk/money_list.html",
        tabs=tabs("shortages"),
    )


@staff(*BUYERS)
def requests(request: Request) -> HttpResponseBase:
    """Every request for quotation."""
    return show_list(
        request,
        REQUESTS,
        "desk",
        here_in="production",
        template="desk/money_list.html",
        tabs=tabs("requests"),
    )


# ── purchases ────────────────────────────────────────────────────────────────


@staff(*BUYERS)
def purchases(request: Request) -> HttpResponseBase:
    """All purchases, newest first."""
    return show_list(
        request,
        PURCHASES,
        "desk",
        here_in="production",
        template="desk/money_list.html",
        tabs=tabs("purchases"),
    )


@staff(*BUYERS, finds=Purchase)
def purchase(request: Request, number: str) -> HttpResponse:
    """One purchase: its lines, offers, its paper, the receipt with certificate and test report."""
    return _purchase_page(request, request.find(Purchase, number))


@staff(Role.PURCHASING, methods="POST", finds=Purchase)
def purchase_order(request: Request, number: str) -> HttpResponse:
    """Order it: the paper is printed and sent to the supplier."""
    record = request.find(Purchase, number)
    try:
        request.do(order_purchase, record)
    except Refusal as refusal:
        if _is_answered_elsewhere(refusal):
            raise
        return _purchase_page(request, request.find(Purchase, number), told(refusal))
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
        if _is_answered_elsewhere(refusal):
            raise
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
    try:
        request.do(
            add_supplier_certificate, Supplier.objects.get(pk=record.supplier_id),
            scheme=request.POST.get("scheme", "")[:60], certificate_number=request.POST.get("certificate_number", "")[:80],
            scope=request.POST.get("scope", "")[:300], valid_from=days[0], valid_until=days[1], file=file,
        )  # fmt: skip
    except Refusal as refusal:
        if _is_answered_elsewhere(refusal):
            raise
        return _purchase_page(request, record, told(refusal))
    messages.success(request, gettext("The certificate is kept."))
    return redirect("desk:purchase", number)


class CancelForm(DeedForm):
    """Why a purchase is cancelled."""

    deed = cancel_purchase
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@staff(Role.PURCHASING, Role.MANAGER, methods="GET POST", finds=Purchase)
def cancellation(request: Request, number: str) -> HttpResponse:
    """Cancel a purchase of which nothing came."""
    record = request.find(Purchase, number)
    here = reverse("desk:purchase", args=[record.number])
    lead = gettext("What jobs wait for is drafted again at once, so that you can order it elsewhere.")
    if record.state == PurchaseState.ORDERED:
        lead += " " + gettext("The supplier is told by a letter.")
    return form_page(
        request, CancelForm, record, title=gettext("Cancel {purchase}").format(purchase=record.number),
        submit=gettext("Cancel the purchase"), done=lambda _: here, said=gettext("The purchase is cancelled."),
        here_in="production", lead=lead,
        crumbs=[(gettext("Purchases"), reverse("desk:purchases")), (record.number, here)],
    )  # fmt: skip


class DateForm(DeedForm):
    """The day that the supplier tells."""

    deed = note_delivery_date
    places = {PurchaseReasonMissing: "reason"}
    expected_on = forms.DateField(label=gettext_lazy("Comes on"), widget=Day())
    reason = forms.CharField(
        label=gettext_lazy("What the supplier says"), max_length=300, required=False,
        help_text=gettext_lazy("Needed when it comes later than agreed."),
    )  # fmt: skip


@staff(Role.PURCHASING, methods="GET POST", finds=Purchase)
def delivery_date(request: Request, number: str) -> HttpResponse:
    """Note another day of delivery."""
    record = request.find(Purchase, number)
    here = reverse("desk:purchase", args=[record.number])
    return form_page(
        request, DateForm, record, title=gettext("Delivery of {purchase}").format(purchase=record.number),
        submit=gettext("Note the day"), done=lambda _: here, said=gettext("The day is noted."), here_in="production",
        crumbs=[(gettext("Purchases"), reverse("desk:purchases")), (record.number, here)],
        initial={"expected_on": record.comes_on.isoformat()},
    )  # fmt: skip


# ── offers ───────────────────────────────────────────────────────────────────


class AskForm(DeedForm):
    """Whom to ask for an offer, until when."""

    deed = ask_for_offers
    places = {AnswerInThePast: "answer_by"}
    suppliers = forms.MultipleChoiceField(
        label=gettext_lazy("Suppliers"), widget=forms.CheckboxSelectMultiple
    )
    answer_by = forms.DateField(label=gettext_lazy("Answer until"), widget=Day())
    words = forms.CharField(
        label=gettext_lazy("Words to them"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *given: Any, suppliers: Sequence[Supplier] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.known = {each.number: each for each in suppliers}
        self.fields["suppliers"].choices = [  # type: ignore[attr-defined]  # a choice field
            (number, each.legal_name) for number, each in self.known.items()
        ]

    def arguments(self) -> dict[str, Any]:
        """The suppliers as records."""
        said = dict(self.cleaned_data)
        return {**said, "suppliers": [self.known[number] for number in said["suppliers"]]}


@staff(Role.PURCHASING, methods="GET POST", finds=Purchase)
def asking(request: Request, number: str) -> HttpResponse:
    """Ask suppliers for offers on a drafted purchase; whom it makes sense to ask is chosen already."""
    record = request.find(Purchase, number)
    here = reverse("desk:purchase", args=[record.number])
    everybody, known = suppliers_to_ask(record)
    asked = set(record.requests.values_list("supplier_id", flat=True))
    left = [each for each in everybody if each.pk not in asked]
    left.sort(key=lambda each: each.pk not in known)
    lines = ", ".join(
        f"{line.part.number} × {line.quantity:,.0f} {line.part.unit}"
        for line in record.lines.select_related("part")
    )
    return form_page(
        request, AskForm, record, title=gettext("Ask for offers"), submit=gettext("Send the requests"),
        done=lambda _: here, said=gettext("Asked. Each supplier gets a letter of his own."), here_in="production",
        crumbs=[(gettext("Purchases"), reverse("desk:purchases")), (record.number, here)],
        options={"suppliers": left}, lead=lines,
        initial={"suppliers": [each.number for each in left if each.pk in known],
                 "answer_by": (our_day() + timedelta(days=ANSWER_DAYS)).isoformat()},
    )  # fmt: skip


class OfferForm(DeedForm):
    """What a supplier offers: a price for each line."""

    deed = record_offer
    supplier = forms.ChoiceField(label=gettext_lazy("Supplier"))
    currency = forms.CharField(label=gettext_lazy("Currency"), min_length=3, max_length=3)
    due_on = forms.DateField(label=gettext_lazy("Delivers on"), widget=Day())
    valid_until = forms.DateField(label=gettext_lazy("Offer holds until"), widget=Day())
    reference = forms.CharField(label=gettext_lazy("His number"), max_length=80, required=False)
    file = FileToKeep(label=gettext_lazy("Offer as a file"), required=False)

    def __init__(
        self, *given: Any, suppliers: Sequence[Supplier] = (), lines: Sequence[PurchaseLine] = (), **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.known = {each.number: each for each in suppliers}
        self.lines = {f"price_{line.position}": line for line in lines}
        self.fields["supplier"].choices = [  # type: ignore[attr-defined]  # a choice field
            (number, each.legal_name) for number, each in self.known.items()
        ]
        for name, line in self.lines.items():
            self.fields[name] = forms.DecimalField(
                label=gettext("Price per {unit}: {part} × {quantity}").format(
                    unit=line.part.unit, part=line.part.number, quantity=f"{line.quantity:,.0f}"),
                max_digits=14, decimal_places=4, min_value=Decimal("0.0001"),
            )  # fmt: skip

    def clean_currency(self) -> str:
        """A currency is three capital letters."""
        said = str(self.cleaned_data["currency"]).upper()
        if not (said.isascii() and said.isalpha()):
            raise forms.ValidationError(gettext("A currency is three letters, for example CNY."))
        return said

    def arguments(self) -> dict[str, Any]:
        """The supplier as a record, the prices by line."""
        said = dict(self.cleaned_data)
        prices = [OfferedPrice(line.position, said.pop(name)) for name, line in self.lines.items()]
        return {**said, "supplier": self.known[said["supplier"]], "prices": prices}


@staff(Role.PURCHASING, methods="GET POST", finds=Purchase)
def new_offer(request: Request, number: str) -> HttpResponse:
    """Record what a supplier offers for a drafted purchase."""
    record = request.find(Purchase, number)
    here = reverse("desk:purchase", args=[record.number])
    lines = list(record.lines.select_related("part").order_by("position"))
    everybody, known = suppliers_to_ask(record)
    asked = set(record.requests.values_list("supplier_id", flat=True))
    everybody.sort(key=lambda each: (each.pk not in asked, each.pk not in known))
    return form_page(
        request, OfferForm, record, title=gettext("Record an offer"), submit=gettext("Record the offer"),
        done=lambda _: here, said=gettext("The offer is recorded."), here_in="production",
        crumbs=[(gettext("Purchases"), reverse("desk:purchases")), (record.number, here)],
        options={"suppliers": everybody, "lines": lines},
        initial={"currency": record.total.currency, "due_on": record.due_on.isoformat(),
                 "valid_until": (our_day() + timedelta(days=14)).isoformat(),
                 "supplier": request.GET.get("supplier", "")[:30]},
    )  # fmt: skip


@staff(Role.PURCHASING, methods="POST", finds=Offer)
def offer_order(request: Request, number: str) -> HttpResponse:
    """Order what a supplier offered."""
    offer = by_key(request, Offer, number, "purchase")
    try:
        made = request.do(order_offer, offer)
    except Refusal as refusal:
        if _is_answered_elsewhere(refusal):
            raise
        return _purchase_page(request, request.find(Purchase, offer.purchase.number), told(refusal))
    messages.success(
        request,
        gettext("Ordered as {purchase}. The purchase order goes to the supplier.").format(
            purchase=made.number
        ),
    )
    return redirect("desk:purchase", made.number)


class DeclineForm(DeedForm):
    """What a supplier says who makes no offer."""

    deed = note_declined
    reason = forms.CharField(label=gettext_lazy("What the supplier says"), max_length=300)


@staff(Role.PURCHASING, methods="GET POST", finds=RequestForQuotation)
def request_decline(request: Request, number: str) -> HttpResponse:
    """Note that a supplier makes no offer."""
    record = request.find(RequestForQuotation, number)
    here = reverse("desk:purchase", args=[record.purchase.number])
    return form_page(
        request, DeclineForm, record, title=gettext("{request} is declined").format(request=record.number),
        submit=gettext("Note that he declines"), done=lambda _: here, said=gettext("Noted."), here_in="production",
        crumbs=[(gettext("Purchases"), reverse("desk:purchases")), (record.purchase.number, here)],
    )  # fmt: skip


# ── the page of a purchase ───────────────────────────────────────────────────


def _purchase_page(request: Request, record: Purchase, problem: str = "") -> HttpResponse:
    record = Purchase.objects.select_related("supplier", "order", "deal__buyer").get(pk=record.pk)
    today = our_day()
    lines = list(record.lines.select_related("part").order_by("position"))
    roles = request.actor.roles
    drafted, ordered = record.state == PurchaseState.DRAFTED, record.state == PurchaseState.ORDERED
    seen = offers_of([record], today)[record.pk]
    offers = [
        (each, [gettext(AGAINST[word]) for word in each.against], saved_by(each.offer, record))
        for each in seen
    ]
    asked = list(record.requests.select_related("supplier").order_by("id"))
    can_receive = ordered and bool(roles & {Role.PURCHASING, Role.INSPECTOR})
    certificates = list(record.supplier.certificates.order_by("-valid_until"))
    return render(request, "desk/purchase.html", {
        "here_in": "production", "purchase": record, "lines": lines,
        "paper": latest_document(record, "purchase_order"), "supplier": record.supplier, "order": record.order,
        "problem": problem, "posted": request.POST, "certificates": certificates, "today": today,
        "offers": offers, "best": next((each for each in seen if each.is_best), None), "requests": asked,
        "waiting": [each for each in asked if each.state == RequestState.SENT],
        "can_order": drafted and Role.PURCHASING in roles, "can_buy": Role.PURCHASING in roles,
        "can_cancel": (drafted or ordered) and bool(roles & {Role.PURCHASING, Role.MANAGER})
        and not any(line.received for line in lines),
        "can_receive": can_receive, "is_late": ordered and record.comes_on < today, "ordered": ordered,
        "replaced_by": record.cancelled_because if record.cancelled_because.startswith("PO-") else "",
        "rows": [(line, request.POST.get(f"lot-{line.position}", ""),
                  request.POST.get(f"quantity-{line.position}", f"{line.missing:f}".rstrip("0").rstrip(".")))
                 for line in lines if line.missing] if can_receive else [],
        "delivered_on": request.POST.get("delivered_on") or day_at(WORKS_ZONE, request.at).isoformat(),
    }, status=422 if problem else 200)  # fmt: skip


def _delivered(request: Request, record: Purchase) -> tuple[DeliveredLot, ...]:
    """The lines of the receipt that say a quantity; each report is kept before the deed begins. One report may stand for
    all lots of the delivery; who presses the button says that he has read the reports."""
    lots = []
    common = _file(request, "report")
    accepts_all = request.POST.get("papers") == "accepted"
    for line in record.lines.select_related("part").order_by("position"):
        said = request.POST.get(f"quantity-{line.position}", "").replace(" ", "").replace(",", "")
        quantity = Decimal(said or 0)
        if not quantity.is_finite() or abs(quantity) >= Decimal(10) ** 11:
            raise InvalidOperation
        if quantity == 0:
            continue
        report = _file(request, f"report-{line.position}") or common
        lots.append(
            DeliveredLot(
                part=line.part.number,
                lot_number=request.POST.get(f"lot-{line.position}", "").strip()[:80],
                quantity=quantity,
                certificate=request.POST.get(f"certificate-{line.position}", ""),
                test_report_sha256=report.sha256 if report else "",
                is_report_accepted=accepts_all or request.POST.get(f"accepted-{line.position}") == "yes",
            )
        )
    return tuple(lots)


def _file(request: Request, name: str) -> Any:
    upload = request.FILES.get(name)
    if upload is None or not upload.size or upload.size > LARGEST_FILE:
        return None
    raw = upload.read()
    return store_bytes(raw, what_is(raw))


def _is_answered_elsewhere(refusal: Refusal) -> bool:
    """Whether the refusal is about who asks or which record, which the house answers alike everywhere."""
    return isinstance(refusal, (NotFound, NotPermitted, ChangedMeanwhile))
