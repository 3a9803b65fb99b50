"""The quotation on the desk: lines with the steps of their prices, ways and lanes, margins, versions with what changed, the
mail before it goes; and the buttons that change, approve, send, withdraw, revise and copy it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.desk.faxes import faxes_of, may_fax
from ordolux.edges.desk.inquiry_review import pieces_of
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.lists.sales import QUOTATIONS
from ordolux.edges.lists.showing import Action, listed, show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.offers import LineShown, Offer, offer_of, quotation_letter, sentence_of
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.templatetags import ui
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import ChangedMeanwhile, KeyUsedForSomethingElse, NotFound, NotPermitted
from ordolux.foundation.documents.queries import latest_document
from ordolux.inquiries.quotation.deeds import (
    LINK_PLACE,
    QuotedLine,
    approve_price,
    change_quotation,
    refuse_price,
    revise_quotation,
    send_quotation,
    set_price_policy,
    withdraw_quotation,
)
from ordolux.inquiries.quotation.differences import WORDS, Difference, between
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.quotation.papers.words import BLOCKS, TERMS, WAYS, payment_terms, word
from ordolux.inquiries.quotation.queries import price_policy, quotation_in_full, versions_of
from ordolux.rules.incoterms import Rule
from ordolux.rules.money import Money
from ordolux.rules.refusal import Refusal

MOST_PRODUCTS = 500
MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the builder: what stands in its fields, and (for a line that is computed) price, steps and margin."""

    position: int
    product: str
    pieces: str
    unit_price: str
    shown: LineShown | None
    margin: Decimal | None
    floor: Money | None
    cost: Money | None
    is_below: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions, in words."""

    what: str
    line: str
    before: str
    after: str


@staff()
def quotations(request: Request) -> HttpResponseBase:
    """All quotations, newest first."""
    actions = []
    if set_price_policy.is_permitted(request.actor):
        actions.append(
            Action(gettext("Rules for prices"), reverse("desk:price_policy"), "settings", is_primary=False)
        )
    return show_list(request, QUOTATIONS, "desk", here_in="inbox", actions=actions)


@staff()
def old_orders(request: Request) -> HttpResponse:
    """What customers were offered and ordered before, to be asked for once more with one click."""
    shown = listed(request, QUOTATIONS, "desk", size=30)
    return render(request, "desk/old_orders.html", {
        "here_in": "inbox", "listed": shown, "rows": shown.page.rows, "key": form_key(),
        "may_copy": request.actor.has_any(frozenset({Role.SALES})),
    })  # fmt: skip


@staff(finds=Quotation)
def quotation(request: Request, number: str) -> HttpResponse:
    """One quotation as our own people see it."""
    return _page(request, number)


def _page(request: Request, number: str, *, said: QueryDict | None = None, error: str = "") -> HttpResponse:
    found = quotation_in_full(number, request.actor)
    if found is None:
        raise Http404
    offer = offer_of(found)
    is_seller = request.actor.has_any(frozenset({Role.SALES}))
    is_draft = found.state == QuotationState.DRAFTED
    versions = versions_of(found, request.actor)[-MOST_VERSIONS:]
    subject, text = "", ""
    if is_draft:
        if is_seller:
            found.sent_by = request.user  # type: ignore[assignment]  # who would sign the letter; nothing is saved
        subject, text = quotation_letter(found)
    letter = _letter(found) if found.state == QuotationState.SENT else None
    paper = latest_document(found, "quotation") if found.sent_at else None
    rows = _rows(found, offer, said)
    return render(request, "desk/quotation.html", {
        "here_in": "inbox", "quotation": found, "offer": offer, "rows": rows, "said": said or {}, "error": error,
        "rules": [rule.value for rule in Rule], "terms": payment_terms(get_language() or "en"),
        "paper": paper, "faxes": faxes_of(found) if found.sent_at else [], "may_fax": may_fax(found, paper, request.actor),
        "may_sell": is_seller, "may_approve": approve_price.is_permitted(request.actor), "is_draft": is_draft,
        "may_edit": is_draft and is_seller, "may_not_edit": not (is_draft and is_seller),
        "versions": _versions(versions, found),
        "subject": subject, "text": text.replace(LINK_PLACE, gettext("(the link to the quotation)")),
        "letter": letter, "may_withdraw": found.state == QuotationState.SENT and is_seller and (
            letter is None or letter.state == MessageState.QUEUED
        ),
        "margin": _margin_of_all(rows, found), "products": _products() if is_draft and is_seller else [],
        "wishes": [sentence_of(each) for each in found.inquiry.findings if each.get("kind") == "unmet"],
    }, status=422 if error else 200)  # fmt: skip


@staff(Role.SALES, methods="POST", finds=Quotation)
def terms(request: Request, number: str) -> HttpResponse:
    """Change a draft; it is computed anew. What cannot be is said on the page, and nothing typed is lost."""
    found = request.find(Quotation, number)
    said = request.POST
    try:
        lines = _lines_said(said, found)
        discount = _figure(said.get("discount_percent", ""), gettext("Discount"))
        valid_on = _day(said.get("valid_on", ""))
        request.do(
            change_quotation, found, discount_percent=discount or Decimal(0),
            incoterm=said.get("incoterm", found.incoterm), place=said.get("place", found.place),
            payment_term=said.get("payment_term", found.payment_term), remark=said.get("remark", found.remark),
            reason=said.get("reason", ""), lines=lines, valid_on=valid_on, way=said.get("way", ""),
            lanes={
                name.removeprefix("lane-"): str(said[name]) for name in said
                if name.startswith("lane-") and name.removeprefix("lane-") in WAYS
            },
        )  # fmt: skip
    except _NotUnderstood as doubt:
        return _page(request, number, said=said, error=str(doubt))
    except (NotFound, NotPermitted, ChangedMeanwhile, KeyUsedForSomethingElse):
        raise
    except Refusal as refusal:
        if found.state != QuotationState.DRAFTED:
            raise
        return _page(request, number, said=said, error=told(refusal))
    messages.success(request, gettext("Computed anew."))
    return redirect("desk:quotation", number)


@staff(Role.SALES, methods="POST", finds=Quotation)
def sending(request: Request, number: str) -> HttpResponse:
    """Send the quotation to the customer."""
    request.do(send_quotation, request.find(Quotation, number))
    messages.success(
        request, gettext("The quotation is on its way; the paper and the letter follow in a moment.")
    )
    return redirect("desk:quotation", number)


@staff(Role.SALES, methods="POST", finds=Quotation)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Take the quotation back before its letter leaves."""
    fresh = request.do(withdraw_quotation, request.find(Quotation, number))
    messages.success(request, gettext("Nothing has left the house. Here is the draft again."))
    return redirect("desk:quotation", fresh.number)


@staff(Role.SALES, methods="POST", finds=Quotation)
def revision(request: Request, number: str) -> HttpResponse:
    """Replace a sent quotation by a new draft."""
    fresh = request.do(revise_quotation, request.find(Quotation, number))
    return redirect("desk:quotation", fresh.number)


@staff(Role.MANAGER, methods="POST", finds=Quotation)
def approval(request: Request, number: str) -> HttpResponse:
    """Approve prices below the floor."""
    request.do(approve_price, request.find(Quotation, number), note=request.POST.get("note", ""))
    messages.success(request, gettext("Approved. Sales may send the quotation."))
    return redirect("desk:quotation", number)


@staff(Role.MANAGER, methods="POST", finds=Quotation)
def price_refusal(request: Request, number: str) -> HttpResponse:
    """Send a draft with prices that are too low back to sales."""
    request.do(refuse_price, request.find(Quotation, number), reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Sales will change the prices."))
    return redirect("desk:quotation", number)


class PolicyForm(DeedForm):
    """How far sales may go by themselves."""

    deed = set_price_policy

    floor_points = forms.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=100)
    most_discount_percent = forms.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=100)
    valid_days = forms.IntegerField(min_value=1, max_value=365)
    most_valid_days = forms.IntegerField(min_value=1, max_value=365)

    def __init__(self, *args: Any, **said: Any) -> None:
        super().__init__(*args, **said)
        labels = {
            "floor_points": gettext("Percentage points below a product's own margin that need no approval"),
            "most_discount_percent": gettext("Highest discount, %(sign)s") % {"sign": "%"},
            "valid_days": gettext("Days that a quotation holds"),
            "most_valid_days": gettext("Most days that sales may promise"),
        }
        for name, label in labels.items():
            self.fields[name].label = label


@staff(Role.MANAGER, methods="GET POST")
def policy(request: Request) -> HttpResponse:
    """The rules for prices: the floor, the highest discount, how long quotations hold."""
    kept = price_policy()
    return form_page(
        request, PolicyForm, title=gettext("Rules for prices"), submit=gettext("Set the rules"), here_in="inbox",
        done=lambda _: reverse("desk:quotations"), said=gettext("The rules hold for every quotation from now on."),
        crumbs=[(gettext("Quotations"), reverse("desk:quotations"))],
        lead=gettext("A price that sales makes lower than this needs a manager's approval before the quotation can be sent."),
        initial={name: getattr(kept, name) for name in PolicyForm.base_fields},
    )  # fmt: skip


def quotations_panel(deal: Deal) -> Panel:
    """The quotations of a deal."""
    found = Quotation.objects.filter(deal=deal).order_by("-id")
    return Panel(gettext("Quotations"), [
        Row(each.number, reverse("desk:quotation", args=[each.number]), str(each.total), each.state) for each in found
    ])  # fmt: skip


PANELS.append(quotations_panel)


class _NotUnderstood(ValueError):
    """Something typed that is no figure or no day."""


def _figure(text: str, name: str) -> Decimal | None:
    cleaned = text.strip().replace(" ", "").replace(",", ".")
    if not cleaned:
        return None
    try:
        figure = Decimal(cleaned)
    except InvalidOperation:
        figure = Decimal("NaN")
    if not figure.is_finite() or abs(figure) > 10**12 or len(cleaned) > 30:
        raise _NotUnderstood(gettext("%(name)s: “%(text)s” is no number, such as 2.5.") % {
            "name": name, "text": text[:30],
        })  # fmt: skip
    return figure


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise _NotUnderstood(
            gettext("Last day: “%(text)s” is no day, such as 2026-11-30.") % {"text": text[:30]}
        ) from None


def _lines_said(said: QueryDict, found: Quotation) -> tuple[QuotedLine, ...]:
    """The rows of the builder; none when the form has none (other terms only). A row without product is removed."""
    products, pieces = said.getlist("product"), said.getlist("pieces")
    prices, positions = said.getlist("unit_price"), said.getlist("position")
    lines = []
    for at, product in enumerate(products):
        if not product.strip():
            continue
        number = positions[at] if at < len(positions) else ""
        price = prices[at] if at < len(prices) else ""
        lines.append(
            QuotedLine(
                product=product.strip(), pieces=pieces_of(pieces[at].strip()) if at < len(pieces) else 0,
                unit_price=_figure(price, gettext("Line %(line)s, price") % {"line": at + 1}),
                position=int(number) if number.isdecimal() and len(number) < 6 else 0,
            )
        )  # fmt: skip
    if products and not lines:
        raise _NotUnderstood(gettext("A quotation needs at least one line with a product and a quantity."))
    return tuple(lines)


def _rows(found: Quotation, offer: Offer, said: QueryDict | None) -> list[LineRow]:
    margins = {each["position"]: each for each in found.rates.get("lines", ())}
    by_hand = found.by_hand.get("prices", {})
    shown = {each.line.position: each for each in offer.lines}
    if said is not None and said.getlist("product"):
        told_rows = [
            (
                int(position) if position.isdecimal() and len(position) < 6 else 0, product,
                _at(said.getlist("pieces"), place), _at(said.getlist("unit_price"), place),
            )
            for place, (product, position) in enumerate(
                zip(said.getlist("product"), [*said.getlist("position"), *[""] * 500], strict=False)
            )
            if product or _at(said.getlist("pieces"), place)
        ]  # fmt: skip
    else:
        told_rows = [
            (at, each.line.model, str(each.line.pieces), by_hand.get(str(at), ""))
            for at, each in shown.items()
        ]
    return [_row(found, shown.get(row[0]), margins.get(row[0]), row) for row in told_rows]


def _row(
    found: Quotation,
    shown: LineShown | None,
    margin: Mapping[str, Any] | None,
    row: tuple[int, str, str, str],
) -> LineRow:
    def money(name: str) -> Money | None:
        return Money.of(margin[name], found.currency) if margin and margin.get(name) else None

    share = Decimal(margin["margin"]) if margin and margin.get("margin") else None
    return LineRow(
        *row, shown, share, money("floor"), money("cost"), bool(margin and margin.get("is_below")),
    )  # fmt: skip


def _at(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def _margin_of_all(rows: Iterable[LineRow], found: Quotation) -> dict[str, Any] | None:
    """Cost and margin of the goods after the discount; None where a cost is not known."""
    cost = Money.zero(found.currency)
    for row in rows:
        if row.cost is None or row.shown is None:
            return None
        cost += row.cost * row.shown.line.pieces
    goods = found.goods * (1 - found.discount_percent / 100)
    if not goods.amount:
        return None
    return {
        "cost": cost.rounded(),
        "earned": (goods - cost).rounded(),
        "share": 1 - cost.amount / goods.amount,
    }


def _letter(found: Quotation) -> Message | None:
    return (
        Message.objects.filter(deal=found.deal, letter="quotation", at__gte=found.sent_at or found.drafted_at)
        .order_by("-id")
        .first()
    )


def _products() -> list[tuple[str, str]]:
    return list(
        Product.objects.filter(is_offered=True).order_by("number").values_list("number", "name_en")[:MOST_PRODUCTS]
    )  # fmt: skip


def _versions(versions: Sequence[Quotation], shown: Quotation) -> list[dict[str, Any]]:
    """Each revision with what changed since the one before, newest first."""
    told_versions = []
    before: Quotation | None = None
    for each in versions:
        changes = [_change(found, each.currency) for found in between(before, each)] if before else []
        told_versions.append({"quotation": each, "changes": changes, "is_shown": each.pk == shown.pk})
        before = each
    return list(reversed(told_versions))


def _change(found: Difference, currency: str) -> Change:
    language = get_language() or "en"
    label = gettext(WORDS[found.what])
    if found.what == "parameter":
        label = ui.parameter(found.name)
    elif found.what == "block":
        label = word(BLOCKS, found.name, language)
    elif found.what == "way":
        label = word(WAYS, found.name, language)
    return Change(label, found.line, _words(found.what, found.before), _words(found.what, found.after))


def _words(what: str, value: Any) -> str:
    language = get_language() or "en"
    match value:
        case None:
            return "–"
        case Money():
            return str(ui.money(value, places=4) if what == "unit_price" else ui.money(value))
        case datetime():
            return str(ui.moment(value))
        case int():
            return str(ui.number(value))
        case Decimal():
            return str(value)
    return word(TERMS, value, language) if what == "payment_term" else str(value)
