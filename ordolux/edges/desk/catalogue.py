"""The catalogue on the desk: families with their parameters, products, prices, packing, bills of materials, parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.lists.catalogue import FAMILIES, PARTS, PRICE_LISTS, PRICE_READERS, PRODUCTS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.choices import ChineseNameOptional
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.widgets import Day, Figure
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.deeds import (
    CATALOGUE_KEEPERS,
    CartonPacking,
    NameMissing,
    NewBillLine,
    NewParameter,
    NewPrice,
    NumberIsTaken,
    PricesMakeNoSense,
    add_family,
    add_parameter,
    add_part,
    add_product,
    change_part,
    change_product,
    copy_bill,
    offer_product,
    rename_family,
    retire_product,
    set_bill,
    set_costing,
    set_packing,
    set_prices,
    withdraw_prices,
)
from ordolux.foundation.catalogue.models import BillLine, Family, Parameter, Part, PriceList, Product
from ordolux.foundation.catalogue.queries import bills_of, parameters_of, similar_products
from ordolux.foundation.deeds import Deed
from ordolux.foundation.library.models import ItemKind, ProductDocument
from ordolux.foundation.parties.models import Supplier
from ordolux.rules.money import Money
from ordolux.rules.parameters import PARAMETERS, Kind

KEEPERS = tuple(CATALOGUE_KEEPERS)
BILLERS = (Role.ENGINEER, Role.PURCHASING)
CURRENCIES = ("EUR", "USD", "CNY")
PRICE_ROWS, BILL_ROWS = 6, 6
CODE = r"^[a-z][a-z0-9_]{0,38}$"
NUMBER = r"^[A-Za-z0-9][A-Za-z0-9._/+-]{0,39}$"


def figure(
    label: Any, *, whole: bool = False, required: bool = True, least: Any = None, help_text: Any = ""
) -> Any:
    """A field for a figure."""
    if whole:
        return forms.IntegerField(label=label, required=required, min_value=least, max_value=2_000_000_000,
                                  widget=Figure(whole=True), help_text=help_text)  # fmt: skip
    return forms.DecimalField(label=label, required=required, min_value=least, max_digits=14, decimal_places=4,
                              widget=Figure(), help_text=help_text)  # fmt: skip


def is_chinese() -> bool:
    """Whether the page is read in Chinese."""
    return (get_language() or "").startswith("zh")


def named(record: Any) -> str:
    """The name of a record of the catalogue in the reader's language."""
    return str(record.name_zh if is_chinese() else record.name_en)


# ── products ─────────────────────────────────────────────────────────────────


@staff()
def products(request: Request) -> HttpResponseBase:
    """All products; who keeps the catalogue adds one."""
    actions = []
    if request.actor.has_any(CATALOGUE_KEEPERS):
        actions = [Action(gettext("Add a product"), reverse("desk:product_new"))]
    return show_list(request, PRODUCTS, "desk", here_in="catalogue", actions=actions, template="desk/catalogue_list.html",
                     tabs=tabs("products", request))  # fmt: skip


@staff(finds=Product)
def product(request: Request, number: str) -> HttpResponse:
    """One product: its specification with all revisions, prices, packing, bill, library, and what can be done with it."""
    found = request.find(Product, number)
    family = found.family
    parameters = parameters_of([family.pk])[family.pk]
    bill = list(
        BillLine.objects.filter(product=found).select_related("part__supplier").order_by("part__number")
    )
    lists = price_table(found) if request.actor.has_any(PRICE_READERS | {Role.ENGINEER}) else []
    library = ProductDocument.objects.filter(product=found) | ProductDocument.objects.filter(family=family)
    actor = request.actor
    return render(request, "desk/product.html", {
        "here_in": "catalogue", "product": found, "name": named(found), "family": family, "family_name": named(family),
        "rows": [(named_parameter(p), found.values.get(p.code), p.unit) for p in parameters if p.code in found.values],
        "revisions": list(found.revisions.all()[:30]), "bill": bill, "bill_cost": _cost_of(bill), "lists": lists,
        "library": list(library.exclude(state="discarded").order_by("-pk")[:40]),
        "kinds": ItemKind.choices, "gross_kg": found.net_weight_kg * found.pieces_per_carton + found.carton_tare_kg,
        "volume_m3": found.carton_length_mm * found.carton_width_mm * found.carton_height_mm / 1_000_000_000,
        "is_keeper": actor.has_any(CATALOGUE_KEEPERS), "may_bill": actor.has_any(frozenset(BILLERS)),
        "may_price": set_prices.is_permitted(actor), "may_cost": set_costing.is_permitted(actor),
        "may_pack": set_packing.is_permitted(actor), "may_retire": retire_product.is_permitted(actor),
        "sees_costs": actor.has_any(PRICE_READERS | {Role.ENGINEER, Role.PURCHASING}), "today": timezone.localdate(request.at),
    })  # fmt: skip


class WordsForm(ChineseNameOptional, DeedForm):
    """Names, summaries and parameters of a product; the family says which parameters there are."""

    deed: ClassVar[Deed[..., Any]] = change_product
    places = {NameMissing: "name_en"}
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=160)
    summary_en = forms.CharField(
        label=gettext_lazy("In a sentence, English"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    summary_zh = forms.CharField(
        label=gettext_lazy("In a sentence, Chinese"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    hs_code = forms.RegexField(r"^\d{6,10}$", label=gettext_lazy("HS code"), initial="853952")
    warranty_months = forms.IntegerField(
        label=gettext_lazy("Warranty, months"),
        min_value=0,
        max_value=240,
        initial=24,
        widget=Figure(whole=True),
    )

    def __init__(self, *args: Any, parameters: Sequence[Parameter] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameters = parameters
        for parameter in parameters:
            self.fields[f"p-{parameter.code}"] = parameter_field(parameter)

    def said_values(self) -> dict[str, Any]:
        """The parameters that were given, by their code."""
        given = {p.code: self.cleaned_data.pop(f"p-{p.code}", None) for p in self.parameters}
        return {code: value for code, value in given.items() if value not in (None, "")}


class ChangeForm(WordsForm):
    """A change of a product, with its reason."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, required=False,
        help_text=gettext_lazy("Kept with the new revision if a parameter changes."),
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """The words, and the parameters as one argument."""
        values = self.said_values()
        return {**self.cleaned_data, "values": values}


class NewProductForm(WordsForm):
    """A whole product: number, words, parameters, packing, prices, making."""

    deed: ClassVar[Deed[..., Any]] = add_product
    places = {NumberIsTaken: "number", NameMissing: "name_en", PricesMakeNoSense: "price_eur"}
    number = forms.RegexField(
        NUMBER, label=gettext_lazy("Number"),
        help_text=gettext_lazy("Letters, figures and - . _ / +, e.g. MZ-GU10-70-830."),
    )  # fmt: skip
    pieces_per_carton = figure(gettext_lazy("Pieces in a carton"), whole=True, least=1)
    length_mm = figure(gettext_lazy("Carton length, mm"), whole=True, least=1)
    width_mm = figure(gettext_lazy("Carton width, mm"), whole=True, least=1)
    height_mm = figure(gettext_lazy("Carton height, mm"), whole=True, least=1)
    net_weight_per_piece_kg = figure(gettext_lazy("Net weight of a piece, kg"), least=Decimal("0.0001"))
    carton_tare_kg = figure(gettext_lazy("Weight of an empty carton, kg"), least=0)
    price_eur = figure(gettext_lazy("Price from one piece, EUR"), required=False, least=Decimal("0.0001"))
    price_usd = figure(gettext_lazy("Price from one piece, USD"), required=False, least=Decimal("0.0001"))
    cost_cny = figure(gettext_lazy("Cost of a piece, CNY"), least=0)
    margin_percent = forms.DecimalField(
        label=gettext_lazy("Margin, per cent of the price"), min_value=0, max_value=99, decimal_places=2, max_digits=5,
        initial=20, widget=Figure(),
    )  # fmt: skip
    pieces_per_hour = figure(gettext_lazy("Pieces an hour on one line"), whole=True, least=1)
    minimum_order_pieces = forms.IntegerField(
        label=gettext_lazy("Smallest order, pieces"),
        min_value=1,
        max_value=10_000_000,
        initial=1,
        widget=Figure(whole=True),
    )
    like = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """At least one price is given."""
        cleaned = super().clean() or {}
        if not cleaned.get("price_eur") and not cleaned.get("price_usd") and not self.errors:
            self.add_error("price_eur", gettext("Give a price in at least one currency."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """What adding a product is told; the bill is that of the product which it is like."""
        values = self.said_values()
        said = dict(self.cleaned_data)
        given = {code.upper(): said.pop(f"price_{code}") for code in ("eur", "usd")}
        packing = CartonPacking(**{name: said.pop(name) for name in PACKING})
        like = BillLine.objects.filter(product__number=said.pop("like")).select_related("part")
        cost, margin = said.pop("cost_cny"), said.pop("margin_percent")
        return {
            **said, "values": values, "packing": packing, "cost": Money(cost, "CNY"), "margin": margin / 100,
            "prices": tuple(NewPrice(1, Money(amount, code)) for code, amount in given.items() if amount),
            "bill": tuple(NewBillLine(line.part.number, line.quantity_per_piece, line.scrap) for line in like),
        }  # fmt: skip


PACKING = (
    "pieces_per_carton",
    "length_mm",
    "width_mm",
    "height_mm",
    "net_weight_per_piece_kg",
    "carton_tare_kg",
)


@staff(*KEEPERS, methods="GET POST")
def product_new(request: Request) -> HttpResponse:
    """Add a product to a family: empty, or like another one (``?like=``)."""
    like = Product.objects.filter(number=request.GET.get("like", "")).select_related("family").first()
    families = list(Family.objects.order_by("name_en"))
    code = like.family.code if like else request.GET.get("family", "")
    family = next((each for each in families if each.code == code), None)
    crumbs = [(gettext("Products"), reverse("desk:products"))]
    if family is None:
        choices = [(each, named(each)) for each in families]
        return render(request, "desk/product_family.html", {"here_in": "catalogue", "families": choices})
    initial = {} if like is None else {**_initial(like), "like": like.number}
    return form_page(
        request, NewProductForm, family, title=gettext("Add a product: {family}").format(family=named(family)),
        submit=gettext("Add the product"), done=lambda made: reverse("desk:product", args=[made.number]),
        said=gettext("The product is in the catalogue and on the website."), here_in="catalogue", crumbs=crumbs,
        initial=initial, options={"parameters": parameters_of([family.pk])[family.pk]},
        lead=gettext("Like {product}, with its bill of materials.").format(product=like.number) if like else "",
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST", finds=Product)
def product_change(request: Request, number: str) -> HttpResponse:
    """Change words or parameters; other parameters make a new revision."""
    found = request.find(Product, number)
    return form_page(
        request, ChangeForm, found, title=gettext("Change {product}").format(product=found.number),
        submit=gettext("Save the change"), done=lambda made: reverse("desk:product", args=[made.number]),
        said=gettext("Saved."), here_in="catalogue", crumbs=_way(found), initial=_initial(found),
        lead=gettext("Other parameters make revision {revision}; what was quoted and ordered keeps its own.").format(
            revision=found.revision + 1),
        options={"parameters": parameters_of([found.family_id])[found.family_id]},
    )  # fmt: skip


class PackingForm(DeedForm):
    """How a product is packed."""

    deed = set_packing
    pieces_per_carton = figure(gettext_lazy("Pieces in a carton"), whole=True, least=1)
    length_mm = figure(gettext_lazy("Carton length, mm"), whole=True, least=1)
    width_mm = figure(gettext_lazy("Carton width, mm"), whole=True, least=1)
    height_mm = figure(gettext_lazy("Carton height, mm"), whole=True, least=1)
    net_weight_per_piece_kg = figure(gettext_lazy("Net weight of a piece, kg"), least=Decimal("0.0001"))
    carton_tare_kg = figure(gettext_lazy("Weight of an empty carton, kg"), least=0)

    def arguments(self) -> dict[str, Any]:
        """The packing as one value."""
        return {"packing": CartonPacking(**{name: self.cleaned_data[name] for name in PACKING})}


@staff(*KEEPERS, Role.LOGISTICS, methods="GET POST", finds=Product)
def product_packing(request: Request, number: str) -> HttpResponse:
    """Change how a product is packed."""
    found = request.find(Product, number)
    return form_page(
        request, PackingForm, found, title=gettext("Packing of {product}").format(product=found.number),
        submit=gettext("Save the packing"), done=lambda made: reverse("desk:product", args=[made.number]),
        said=gettext("Saved."), here_in="catalogue", crumbs=_way(found), initial=_initial(found),
    )  # fmt: skip


class CostingForm(DeedForm):
    """What a piece costs us and how fast it is made."""

    deed = set_costing
    cost_amount = figure(gettext_lazy("Cost of a piece"), least=0)
    cost_currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(c, c) for c in ("CNY", "USD", "EUR")]
    )
    margin_percent = forms.DecimalField(
        label=gettext_lazy("Margin, per cent of the price"),
        min_value=0,
        max_value=99,
        decimal_places=2,
        max_digits=5,
        widget=Figure(),
    )
    pieces_per_hour = figure(gettext_lazy("Pieces an hour on one line"), whole=True, least=1)
    setup_hours = forms.DecimalField(
        label=gettext_lazy("Set-up, hours"),
        min_value=0,
        max_value=999,
        decimal_places=2,
        max_digits=5,
        widget=Figure(),
    )
    minimum_order_pieces = figure(gettext_lazy("Smallest order, pieces"), whole=True, least=1)

    def arguments(self) -> dict[str, Any]:
        """Amount and currency as money, the margin as a share."""
        said = dict(self.cleaned_data)
        cost = Money(said.pop("cost_amount"), said.pop("cost_currency"))
        margin = said.pop("margin_percent") / 100
        return {**said, "cost": cost, "margin": margin}


@staff(Role.ENGINEER, Role.SALES, Role.MANAGER, methods="GET POST", finds=Product)
def product_costing(request: Request, number: str) -> HttpResponse:
    """Change cost, margin and making of a product."""
    found = request.find(Product, number)
    return form_page(
        request, CostingForm, found, title=gettext("Cost and making of {product}").format(product=found.number),
        submit=gettext("Save the figures"), done=lambda made: reverse("desk:product", args=[made.number]),
        said=gettext("Saved."), here_in="catalogue", crumbs=_way(found), initial=_initial(found),
    )  # fmt: skip


@staff(*KEEPERS, Role.MANAGER, methods="POST", finds=Product)
def product_retirement(request: Request, number: str) -> HttpResponse:
    """Offer it no more."""
    request.do(retire_product, request.find(Product, number), reason=request.POST.get("reason", "")[:300])
    messages.success(
        request, gettext("Retired: it left the website and new quotations. “Offer it again” takes it back.")
    )
    return redirect("desk:product", number)


@staff(*KEEPERS, Role.MANAGER, methods="POST", finds=Product)
def product_offer(request: Request, number: str) -> HttpResponse:
    """Offer it again."""
    request.do(offer_product, request.find(Product, number))
    messages.success(request, gettext("It is offered again."))
    return redirect("desk:product", number)


# ── prices ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A price list as a table: its currencies, and for each step the price in each of them."""

    price_list: PriceList
    currencies: list[str]
    steps: list[tuple[int, list[Money | None]]]
    is_in_force: bool


@staff(*PRICE_READERS)
def price_lists(request: Request) -> HttpResponseBase:
    """All price lists of all products."""
    return show_list(request, PRICE_LISTS, "desk", here_in="catalogue", template="desk/catalogue_list.html",
                     tabs=tabs("price_lists", request))  # fmt: skip


@staff(*PRICE_READERS, finds=PriceList)
def price_list(request: Request, number: str) -> HttpResponse:
    """Where a price list stands: on its product's page."""
    return redirect(
        reverse("desk:product", args=[request.find(PriceList, number).product.number]) + "#prices"
    )


class PricesForm(DeedForm):
    """A new price list: steps in rows, currencies in columns; an empty row counts for nothing."""

    deed = set_prices
    valid_from = forms.DateField(label=gettext_lazy("Valid from"), widget=Day())
    remark = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(PRICE_ROWS):
            self.fields[f"from-{row}"] = figure(gettext("From pieces"), whole=True, required=False, least=1)
            for code in CURRENCIES:
                self.fields[f"{code}-{row}"] = figure(code, required=False, least=Decimal("0.0001"))

    @property
    def grid(self) -> list[tuple[Any, list[Any]]]:
        """The rows of the table: the step, and a field for each currency."""
        return [
            (self[f"from-{row}"], [self[f"{code}-{row}"] for code in CURRENCIES]) for row in range(PRICE_ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        """A price has its quantity."""
        cleaned = super().clean() or {}
        for row in range(PRICE_ROWS):
            if any(cleaned.get(f"{code}-{row}") for code in CURRENCIES) and not cleaned.get(f"from-{row}"):
                self.add_error(f"from-{row}", gettext("Say from how many pieces this price holds."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """The prices as one value."""
        said = self.cleaned_data
        prices = tuple(
            NewPrice(said[f"from-{row}"], Money(said[f"{code}-{row}"], code))
            for row in range(PRICE_ROWS) for code in CURRENCIES if said.get(f"{code}-{row}") and said.get(f"from-{row}")
        )  # fmt: skip
        return {"prices": prices, "valid_from": said["valid_from"], "remark": said["remark"]}


@staff(Role.SALES, Role.MANAGER, methods="GET POST", finds=Product)
def product_prices(request: Request, number: str) -> HttpResponse:
    """Make a new price list, beginning from the one that is in force."""
    found = request.find(Product, number)
    initial: dict[str, Any] = {"valid_from": timezone.localdate(request.at)}
    now = next((each for each in price_table(found) if each.is_in_force), None)
    for row, (step, prices) in enumerate(now.steps[:PRICE_ROWS] if now else []):
        initial[f"from-{row}"] = step
        initial |= {
            f"{price.currency}-{row}": price.amount
            for price in prices
            if price and price.currency in CURRENCIES
        }
    return form_page(
        request, PricesForm, found, title=gettext("New price list of {product}").format(product=found.number),
        submit=gettext("Let these prices hold"), done=lambda _: reverse("desk:product", args=[number]) + "#prices",
        said=gettext("The price list is kept; what was quoted keeps its prices."), here_in="catalogue", crumbs=_way(found),
        initial=initial, template="desk/prices_form.html", currencies=CURRENCIES,
    )  # fmt: skip


@staff(Role.SALES, Role.MANAGER, methods="POST", finds=PriceList)
def price_list_withdrawal(request: Request, number: str) -> HttpResponse:
    """Let a price list count no more; the one before it does."""
    found = request.find(PriceList, number)
    request.do(withdraw_prices, found)
    messages.success(request, gettext("Withdrawn; the list before it is in force."))
    return redirect(reverse("desk:product", args=[found.product.number]) + "#prices")


def price_table(found: Product, on: date | None = None) -> list[PriceRow]:
    """The price lists of a product, newest first, each as a table; the one in force is marked."""
    lists = list(PriceList.objects.filter(product=found).prefetch_related("breaks")[:20])
    from ordolux.foundation import clock

    on = on or timezone.localdate(clock.now())
    counted = [each for each in lists if each.withdrawn_at is None]
    in_force = next((each for each in counted if each.valid_from <= on), counted[-1] if counted else None)
    rows = []
    for each in lists:
        prices = {
            (price.from_pieces, price.unit_price.currency): price.unit_price for price in each.breaks.all()
        }
        currencies = sorted({currency for _, currency in prices})
        steps = sorted({step for step, _ in prices})
        rows.append(
            PriceRow(
                each, currencies, [(step, [prices.get((step, code)) for code in currencies]) for step in steps],
                each == in_force,
            )
        )  # fmt: skip
    return rows


# ── bills of materials ───────────────────────────────────────────────────────


class BillForm(DeedForm):
    """A bill of materials: a part, its quantity in a piece, and what is lost of it, in rows; an empty row counts for
    nothing."""

    deed = set_bill

    def __init__(self, *args: Any, count: int = BILL_ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        for row in range(count):
            self.fields[f"part-{row}"] = forms.CharField(
                label=gettext("Part"), max_length=40, required=False,
                widget=forms.TextInput({"list": "parts", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"quantity-{row}"] = figure(
                gettext("In a piece"), required=False, least=Decimal("0.0001")
            )
            self.fields[f"loss-{row}"] = forms.DecimalField(
                label=gettext("Lost, per cent"), required=False, min_value=0, max_value=99, max_digits=5, decimal_places=2,
                widget=Figure(),
            )  # fmt: skip

    @property
    def grid(self) -> list[tuple[Any, Any, Any]]:
        """The rows of the table."""
        return [
            (self[f"part-{row}"], self[f"quantity-{row}"], self[f"loss-{row}"]) for row in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """A part has its quantity, and is one of ours."""
        cleaned = super().clean() or {}
        named_parts = {cleaned.get(f"part-{row}", "") for row in range(self.count)} - {""}
        known = set(Part.objects.filter(number__in=named_parts).values_list("number", flat=True))
        for row in range(self.count):
            part = cleaned.get(f"part-{row}", "")
            if part and part not in known:
                self.add_error(f"part-{row}", gettext("There is no part {part}.").format(part=part))
            if part and not cleaned.get(f"quantity-{row}") and f"quantity-{row}" not in self.errors:
                self.add_error(f"quantity-{row}", gettext("Say how much goes into one piece."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """The bill as one value."""
        said = self.cleaned_data
        return {
            "bill": tuple(
                NewBillLine(said[f"part-{row}"], said[f"quantity-{row}"], (said[f"loss-{row}"] or Decimal(0)) / 100)
                for row in range(self.count) if said[f"part-{row}"]
            )
        }  # fmt: skip


@staff(*BILLERS, methods="GET POST", finds=Product)
def product_bill(request: Request, number: str) -> HttpResponse:
    """Change the bill of materials."""
    found = request.find(Product, number)
    lines = list(BillLine.objects.filter(product=found).select_related("part").order_by("part__number"))
    initial: dict[str, Any] = {}
    for row, line in enumerate(lines):
        initial |= {
            f"part-{row}": line.part.number, f"quantity-{row}": _short(line.quantity_per_piece),
            f"loss-{row}": _short(line.scrap * 100),
        }  # fmt: skip
    rows = sum(1 for name in request.POST if name.startswith("part-"))
    count = min(200, max(len(lines) + BILL_ROWS, rows))
    return form_page(
        request, BillForm, found, title=gettext("Bill of materials of {product}").format(product=found.number),
        submit=gettext("Save the bill"), done=lambda made: reverse("desk:product", args=[made.number]) + "#bill",
        said=gettext("Saved; the bill before it stays in the journal."), here_in="catalogue", crumbs=_way(found),
        initial=initial, options={"count": count}, template="desk/bill_form.html",
        parts=list(Part.objects.order_by("number").values_list("number", "name_en", "unit")[:2000]),
    )  # fmt: skip


@staff(*BILLERS, finds=Product)
def product_bill_similar(request: Request, number: str) -> HttpResponse:
    """The products that are most like this one and have a bill; one click takes it."""
    found = request.find(Product, number)
    like = similar_products(found)
    bills = bills_of([each.product.pk for each in like])
    return render(request, "desk/bill_similar.html", {
        "here_in": "catalogue", "product": found, "name": named(found),
        "rows": [(each, named(each.product), bills[each.product.pk], _cost_of(bills[each.product.pk])) for each in like],
        "has_bill": BillLine.objects.filter(product=found).exists(),
    })  # fmt: skip


@staff(*BILLERS, methods="POST", finds=Product)
def product_bill_copy(request: Request, number: str) -> HttpResponse:
    """Take the bill of a similar product."""
    found = request.find(Product, number)
    similar = request.find(Product, request.POST.get("similar", ""))
    request.do(copy_bill, found, similar=similar)
    messages.success(
        request,
        gettext("The bill of {product} was taken; change what differs.").format(product=similar.number),
    )
    return redirect(reverse("desk:product", args=[number]) + "#bill")


# ── families ─────────────────────────────────────────────────────────────────


@staff()
def families(request: Request) -> HttpResponseBase:
    """All families."""
    actions = []
    if request.actor.has_any(CATALOGUE_KEEPERS):
        actions = [Action(gettext("Add a family"), reverse("desk:family_new"))]
    return show_list(request, FAMILIES, "desk", here_in="catalogue", actions=actions, template="desk/catalogue_list.html",
                     tabs=tabs("families", request))  # fmt: skip


@staff()
def family(request: Request, code: str) -> HttpResponse:
    """One family: its parameters with their types, and its products."""
    found = _family(request, code)
    return render(request, "desk/family.html", {
        "here_in": "catalogue", "family": found, "name": named(found),
        "parameters": [(named_parameter(p), p, _kind_word(p.kind)) for p in found.parameters.all()],
        "products": list(found.products.order_by("number")[:200]), "is_keeper": request.actor.has_any(CATALOGUE_KEEPERS),
    })  # fmt: skip


class FamilyForm(ChineseNameOptional, DeedForm):
    """A new family, with the parameters of the trade that its products have."""

    deed = add_family
    places = {NumberIsTaken: "code"}
    code = forms.RegexField(
        CODE, label=gettext_lazy("Code"), help_text=gettext_lazy("Small letters, e.g. spot."), max_length=30
    )
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=100)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=100)
    known = forms.MultipleChoiceField(
        label=gettext_lazy("Parameters"), choices=(), widget=forms.CheckboxSelectMultiple,
        initial=["power_w", "cct_k", "flux_lm", "cap"], required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["known"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            (
                code,
                (spec.label_zh if is_chinese() else spec.label_en) + (f" ({spec.unit})" if spec.unit else ""),
            )
            for code, spec in PARAMETERS.items()
        ]

    def arguments(self) -> dict[str, Any]:
        """Names, and the parameters as the trade knows them."""
        said = dict(self.cleaned_data)
        return {"parameters": tuple(known_parameter(code) for code in said.pop("known")), **said}


@staff(*KEEPERS, methods="GET POST")
def family_new(request: Request) -> HttpResponse:
    """Add a family."""
    return form_page(
        request, FamilyForm, title=gettext("Add a family"), submit=gettext("Add the family"),
        done=lambda made: reverse("desk:family", args=[made.code]), said=gettext("The family is there; now add its products."),
        here_in="catalogue", crumbs=[(gettext("Product families"), reverse("desk:families"))],
    )  # fmt: skip


class ParameterForm(DeedForm):
    """One parameter more for a family, of any kind, without code."""

    deed = add_parameter
    places = {NumberIsTaken: "code"}
    code = forms.RegexField(
        CODE, label=gettext_lazy("Code"), help_text=gettext_lazy("Small letters and _, e.g. length_mm.")
    )
    label_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=100)
    label_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of value"), choices=())
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    minimum = figure(gettext_lazy("Smallest value"), required=False)
    maximum = figure(gettext_lazy("Largest value"), required=False)
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Parted by commas."),
    )
    is_required = forms.BooleanField(label=gettext_lazy("Every product must have it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [(kind.value, _kind_word(kind.value)) for kind in Kind]

    def clean(self) -> dict[str, Any]:
        """A choice has choices; a range has its ends in order."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Kind.CHOICE and not cleaned.get("choices", "").strip(" ,，"):
            self.add_error("choices", gettext("Say which values can be chosen."))
        least, most = cleaned.get("minimum"), cleaned.get("maximum")
        if least is not None and most is not None and least > most:
            self.add_error("maximum", gettext("The largest value is below the smallest."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """The parameter as one value."""
        said = dict(self.cleaned_data)
        words = said.pop("choices").replace("，", ",").split(",")
        is_choice = said["kind"] == Kind.CHOICE
        choices = (
            tuple(dict.fromkeys(word.strip()[:60] for word in words if word.strip())) if is_choice else ()
        )
        if said["kind"] not in (Kind.NUMBER, Kind.RANGE):
            said["minimum"] = said["maximum"] = None
        return {"parameter": NewParameter(**said, choices=choices)}


@staff(*KEEPERS, methods="GET POST")
def family_parameter(request: Request, code: str) -> HttpResponse:
    """Give a family one parameter more."""
    found = _family(request, code)
    return form_page(
        request, ParameterForm, found, title=gettext("Add a parameter: {family}").format(family=named(found)),
        submit=gettext("Add the parameter"), done=lambda made: reverse("desk:family", args=[made.code]), said=gettext("Added."),
        here_in="catalogue", crumbs=[(named(found), reverse("desk:family", args=[found.code]))],
    )  # fmt: skip


class FamilyNameForm(ChineseNameOptional, DeedForm):
    """Other names for a family."""

    deed = rename_family
    places = {NameMissing: "name_en"}
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=100)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=100)


@staff(*KEEPERS, methods="GET POST")
def family_names(request: Request, code: str) -> HttpResponse:
    """Rename a family."""
    found = _family(request, code)
    return form_page(
        request, FamilyNameForm, found, title=gettext("Rename the family"), submit=gettext("Save the names"),
        done=lambda made: reverse("desk:family", args=[made.code]), said=gettext("Saved."), here_in="catalogue",
        crumbs=[(named(found), reverse("desk:family", args=[found.code]))],
        initial={"name_en": found.name_en, "name_zh": found.name_zh},
    )  # fmt: skip


# ── parts ────────────────────────────────────────────────────────────────────

PART_READERS = tuple(PARTS.roles)
PART_KEEPERS = (*KEEPERS, Role.PURCHASING)


@staff(*PART_READERS)
def parts(request: Request) -> HttpResponseBase:
    """All parts."""
    actions = []
    if add_part.is_permitted(request.actor):
        actions = [Action(gettext("Add a part"), reverse("desk:part_new"))]
    return show_list(request, PARTS, "desk", here_in="catalogue", actions=actions, template="desk/catalogue_list.html",
                     tabs=tabs("parts", request))  # fmt: skip


@staff(*PART_READERS, finds=Part)
def part(request: Request, number: str) -> HttpResponse:
    """One part: its terms and the products that need it."""
    found = request.find(Part, number)
    used = BillLine.objects.filter(part=found).select_related("product").order_by("product__number")[:200]
    return render(request, "desk/part.html", {
        "here_in": "catalogue", "part": found, "name": named(found), "supplier": found.supplier, "used": list(used),
        "may_change": change_part.is_permitted(request.actor),
    })  # fmt: skip


class PartForm(ChineseNameOptional, DeedForm):
    """What is known of a part."""

    deed: ClassVar[Deed[..., Any]] = change_part
    places = {NameMissing: "name_en"}
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=160)
    supplier = forms.ModelChoiceField(label=gettext_lazy("Supplier"), queryset=Supplier.objects.none())
    lead_time_workdays = forms.IntegerField(
        label=gettext_lazy("Lead time, working days"), min_value=0, max_value=365, widget=Figure(whole=True)
    )
    cost_amount = figure(gettext_lazy("Cost of a unit"), least=0)
    cost_currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(c, c) for c in ("CNY", "USD", "EUR")]
    )
    minimum_order = forms.DecimalField(
        label=gettext_lazy("Smallest order"),
        min_value=0,
        max_digits=12,
        decimal_places=3,
        initial=0,
        widget=Figure(),
    )
    order_multiple = forms.DecimalField(
        label=gettext_lazy("Ordered in multiples of"), min_value=Decimal("0.001"), max_digits=12, decimal_places=3, initial=1,
        widget=Figure(),
    )  # fmt: skip
    safety_stock = forms.DecimalField(
        label=gettext_lazy("Safety stock"),
        min_value=0,
        max_digits=12,
        decimal_places=3,
        initial=0,
        widget=Figure(),
    )
    certificate_scheme = forms.CharField(
        label=gettext_lazy("Certificate that a delivery needs"), max_length=60, required=False,
        help_text=gettext_lazy("e.g. ISO 9001; empty: none"),
    )  # fmt: skip
    is_critical = forms.BooleanField(label=gettext_lazy("Critical for safety or light"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["supplier"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = Supplier.objects.order_by("legal_name")

    def arguments(self) -> dict[str, Any]:
        """Amount and currency as money."""
        said = dict(self.cleaned_data)
        return {"unit_cost": Money(said.pop("cost_amount"), said.pop("cost_currency")), **said}


class NewPartForm(PartForm):
    """A new part."""

    deed: ClassVar[Deed[..., Any]] = add_part
    places = {NumberIsTaken: "number", NameMissing: "name_en"}
    number = forms.RegexField(NUMBER, label=gettext_lazy("Number"))
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=10, initial="pcs")
    field_order = ("number", "name_en", "name_zh", "unit")


@staff(*PART_KEEPERS, methods="GET POST")
def part_new(request: Request) -> HttpResponse:
    """Add a part."""
    return form_page(
        request, NewPartForm, title=gettext("Add a part"), submit=gettext("Add the part"),
        done=lambda made: reverse("desk:part", args=[made.number]), said=gettext("The part can stand in bills now."),
        here_in="catalogue", crumbs=[(gettext("Parts"), reverse("desk:parts"))],
    )  # fmt: skip


@staff(*PART_KEEPERS, methods="GET POST", finds=Part)
def part_change(request: Request, number: str) -> HttpResponse:
    """Change a part."""
    found = request.find(Part, number)
    initial = {name: getattr(found, name) for name in PartForm.base_fields if hasattr(found, name)}
    initial |= {"cost_amount": found.unit_cost.amount, "cost_currency": found.unit_cost.currency}
    initial |= {
        name: _short(initial[name])
        for name in ("minimum_order", "order_multiple", "safety_stock", "cost_amount")
    }
    return form_page(
        request, PartForm, found, title=gettext("Change {part}").format(part=found.number), submit=gettext("Save the change"),
        done=lambda made: reverse("desk:part", args=[made.number]), said=gettext("Saved; what was ordered keeps its terms."),
        here_in="catalogue", crumbs=[(found.number, reverse("desk:part", args=[found.number]))], initial=initial,
    )  # fmt: skip


# ── shared ───────────────────────────────────────────────────────────────────


def tabs(current: str, request: Request) -> list[dict[str, Any]]:
    """The lists of the catalogue that the person may open."""
    shown: list[tuple[str, str, Any]] = [
        ("products", gettext("Products"), None), ("families", gettext("Product families"), None),
        ("parts", gettext("Parts"), PARTS.roles), ("price_lists", gettext("Price lists"), PRICE_LISTS.roles),
        ("library", gettext("Library"), None),
    ]  # fmt: skip
    return [
        {"label": word, "url": reverse(f"desk:{name}"), "current": name == current, "count": None}
        for name, word, roles in shown
        if roles is None or request.actor.has_any(roles)
    ]


def parameter_field(parameter: Parameter) -> forms.Field:
    """The field by which a parameter is given."""
    label = (
        f"{named_parameter(parameter)} ({parameter.unit})" if parameter.unit else named_parameter(parameter)
    )
    said: dict[str, Any] = {"label": label, "required": parameter.is_required}
    if parameter.choices:
        return forms.ChoiceField(choices=[("", "–"), *((str(c), str(c)) for c in parameter.choices)], **said)
    if parameter.kind == Kind.BOOL:
        return forms.ChoiceField(choices=[("", "–"), ("yes", gettext("yes")), ("no", gettext("no"))], **said)
    if parameter.kind == Kind.NUMBER:
        said |= {"min_value": parameter.minimum, "max_value": parameter.maximum}
        return ParameterFigure(max_digits=14, decimal_places=4, widget=Figure(), **said)
    return forms.CharField(max_length=120, **said)


class ParameterFigure(forms.DecimalField):
    """A figure of a specification; kept as a whole number or as text without loss, as a family's parameters are."""

    def clean(self, value: Any) -> Any:
        """The figure in its shortest form."""
        number = super().clean(value)
        return None if number is None else _short(number)


def known_parameter(code: str) -> NewParameter:
    """A parameter of the trade as a family takes it."""
    spec = PARAMETERS[code]
    is_number = spec.kind is Kind.NUMBER
    return NewParameter(
        code, spec.label_en, spec.label_zh, spec.kind.value, spec.unit, spec.minimum if is_number else None,
        spec.maximum if is_number else None, choices=spec.choices,
        is_required=code in ("power_w", "cct_k", "flux_lm", "cap"),
    )  # fmt: skip


def named_parameter(parameter: Parameter) -> str:
    """The word of a parameter in the reader's language."""
    return parameter.label_zh if is_chinese() else parameter.label_en


def _kind_word(kind: str) -> str:
    words = {
        Kind.NUMBER: gettext("figure"), Kind.RANGE: gettext("range"), Kind.CHOICE: gettext("choice"),
        Kind.BOOL: gettext("yes or no"), Kind.TEXT: gettext("words"),
    }  # fmt: skip
    return words.get(Kind(kind), kind) if kind in set(Kind) else kind


def _family(request: Request, code: str) -> Family:
    found: Family | None = Family.objects.visible_to(request.actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _way(found: Product) -> list[tuple[str, str]]:
    return [
        (gettext("Products"), reverse("desk:products")),
        (found.number, reverse("desk:product", args=[found.number])),
    ]


def _initial(found: Product) -> dict[str, Any]:
    """Everything that a form of a product begins with."""
    return {
        **{name: getattr(found, name) for name in ("name_en", "name_zh", "summary_en", "summary_zh", "hs_code",
                                                   "warranty_months", "pieces_per_carton", "pieces_per_hour",
                                                   "minimum_order_pieces")},
        "length_mm": found.carton_length_mm, "width_mm": found.carton_width_mm, "height_mm": found.carton_height_mm,
        "net_weight_per_piece_kg": _short(found.net_weight_kg), "carton_tare_kg": _short(found.carton_tare_kg),
        "cost_amount": _short(found.cost.amount), "cost_currency": found.cost.currency,
        "cost_cny": _short(found.cost.amount) if found.cost.currency == "CNY" else None,
        "margin_percent": _short(found.margin * 100), "setup_hours": _short(found.setup_hours),
        **{f"p-{code}": value for code, value in found.values.items()},
    }  # fmt: skip


def _short(number: Any) -> str:
    """A figure without the noughts at its end."""
    try:
        text = f"{Decimal(str(number)):f}"
    except InvalidOperation:
        return str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cost_of(bill: Iterable[BillLine]) -> list[Money]:
    """What the parts of one piece cost, with what is lost, by currency."""
    sums: dict[str, Decimal] = {}
    for line in bill:
        cost = line.part.unit_cost
        share = cost.amount * line.quantity_per_piece * (1 + line.scrap)
        sums[cost.currency] = sums.get(cost.currency, Decimal(0)) + share
    return [Money(amount.quantize(Decimal("0.0001")), currency) for currency, amount in sorted(sums.items())]
