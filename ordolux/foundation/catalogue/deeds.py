"""The catalogue grows: families with their parameters as data, parts, and products with prices, packing and bill."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.models import (
    BillLine,
    Family,
    Parameter,
    Part,
    PriceBreak,
    PriceList,
    Product,
    ProductRevision,
)
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Supplier, our_day
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal

CATALOGUE_KEEPERS = frozenset({Role.ENGINEER, Role.SALES, Role.ADMINISTRATOR})


LONGEST_WARRANTY_MONTHS = 240


@dataclass(frozen=True, slots=True)
class NewParameter:
    """A parameter of a family: its code, its names, its kind (``ordolux.rules.parameters``), unit and range."""

    code: str
    label_en: str
    label_zh: str
    kind: str
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class NewPrice:
    """The list price per piece from a quantity on."""

    from_pieces: int
    unit_price: Money


@dataclass(frozen=True, slots=True)
class NewBillLine:
    """So much of the part with this number goes into one piece; ``scrap`` is the share that is lost."""

    part: str
    quantity_per_piece: Decimal
    scrap: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class CartonPacking:
    """How a product is packed: pieces in a carton, its outer size in mm, masses in kg."""

    pieces_per_carton: int
    length_mm: int
    width_mm: int
    height_mm: int
    net_weight_per_piece_kg: Decimal
    carton_tare_kg: Decimal


class NumberIsTaken(Refusal):
    """There is one already."""

    message = N_("{number} exists already; choose another number.")


class ParameterUnknown(Refusal):
    """A value for a parameter that the family does not have."""

    message = N_("{family} has no parameter “{parameter}”.")


class ParameterMissing(Refusal):
    """A required parameter has no value."""

    message = N_("{family} needs a value for “{parameter}”.")


class ValueOutOfRange(Refusal):
    """A value that the parameter does not permit."""

    message = N_("{parameter} cannot be {value}.")


class PartUnknown(Refusal):
    """A bill of materials names a part that does not exist."""

    message = N_("There is no part {part}.")


class PartTwice(Refusal):
    """A bill of materials names a part twice."""

    message = N_("{part} stands twice in the bill; add the quantities up.")


class QuantityMakesNoSense(Refusal):
    """A quantity or a loss that no bill can have."""

    message = N_("{part}: the quantity must be above zero and the loss at least 0 % and below 100 %.")


class PackingMakesNoSense(Refusal):
    """A carton that holds nothing, or has no size or no weight."""

    message = N_("A carton holds at least one piece and has length, width, height and weight above zero.")


class CostingMakesNoSense(Refusal):
    """Figures of making and selling that cannot be."""

    message = N_(
        "The cost cannot be negative, the margin is below 100 %, a line makes at least one piece an hour, "
        "and the smallest order is at least one piece."
    )


class NothingChanged(Refusal):
    """A change that changes nothing."""

    message = N_("Nothing was changed: {record} is like this already.")


class NameMissing(Refusal):
    """A thing has a name."""

    message = N_("Give {record} a name in English and in Chinese.")


class WarrantyImpossible(Refusal):
    """A promise that nobody could keep, or none at all."""

    message = N_("A warranty of {months} months is not possible: 0 to {most}.")


class NoBillToCopy(Refusal):
    """The other product has no bill either."""

    message = N_("{product} has no bill of materials that could be taken.")


class AlreadyRetired(Refusal):
    """The product is offered no more."""

    message = N_("{product} was retired already.")


class AlreadyOffered(Refusal):
    """The product is offered."""

    message = N_("{product} is offered already.")


class ListWithdrawnAlready(Refusal):
    """The price list counts no more."""

    message = N_("{list} was withdrawn already.")


class OnlyPriceList(Refusal):
    """A product that is offered has prices."""

    message = N_("{product} has no other price list; make a new one instead.")


class PricesMakeNoSense(Refusal):
    """The price list has no price from one piece or the minimum order on, or a price below zero."""

    message = N_("{product} needs a price above zero from its smallest order on.")


@deed("catalogue.add_family", roles=CATALOGUE_KEEPERS)
def add_family(
    *, code: str, name_en: str, name_zh: str, parameters: tuple[NewParameter, ...], by: Actor, at: datetime
) -> Family:
    """Add a product family with its typed parameters.

    Raises NumberIsTaken.
    """
    if Family.objects.filter(code=code).exists():
        raise NumberIsTaken(number=code)
    codes = [parameter.code for parameter in parameters]
    for taken in codes:
        if codes.count(taken) > 1:
            raise NumberIsTaken(number=taken)
    family = Family.objects.create(code=code, name_en=name_en, name_zh=name_zh)
    _add_parameters(family, parameters, first=1)
    record_event("family.added", family, by=by, at=at, code=code, parameters=codes)
    return family


@deed("catalogue.add_parameter", roles=CATALOGUE_KEEPERS)
def add_parameter(family: Family, *, parameter: NewParameter, by: Actor, at: datetime) -> Family:
    """Give a family one parameter more.

    Raises NumberIsTaken.
    """
    present = list(family.parameters.values_list("code", flat=True))
    if parameter.code in present:
        raise NumberIsTaken(number=parameter.code)
    _add_parameters(family, (parameter,), first=len(present) + 1)
    family.changed()
    record_event("family.extended", family, by=by, at=at, code=family.code, parameter=parameter.code)
    return family


@deed("part.add", roles=CATALOGUE_KEEPERS | {Role.PURCHASING})
def add_part(
    *, number: str, name_en: str, name_zh: str, supplier: Supplier, lead_time_workdays: int, unit_cost: Money,
    by: Actor, at: datetime, unit: str = "pcs", minimum_order: Decimal = Decimal(0),
    order_multiple: Decimal = Decimal(1), safety_stock: Decimal = Decimal(0), certificate_scheme: str = "",
    is_critical: bool = False,
) -> Part:  # fmt: skip
    """Add something that we buy.

    Raises NumberIsTaken, ValueOutOfRange.
    """
    if Part.objects.filter(number=number).exists():
        raise NumberIsTaken(number=number)
    if lead_time_workdays < 0 or order_multiple <= 0 or unit_cost.is_negative:
        raise ValueOutOfRange(
            parameter=number, value=lead_time_workdays if lead_time_workdays < 0 else order_multiple
        )
    part = Part(
        number=number, name_en=name_en, name_zh=name_zh, unit=unit, supplier=supplier,
        lead_time_workdays=lead_time_workdays, minimum_order=minimum_order, order_multiple=order_multiple,
        safety_stock=safety_stock, certificate_scheme=certificate_scheme, is_critical=is_critical,
    )  # fmt: skip
    part.unit_cost = unit_cost
    part.save(force_insert=True)
    record_event("part.added", part, by=by, at=at, number=number, supplier=supplier, days=lead_time_workdays)
    return part


@deed("catalogue.add_product", roles=CATALOGUE_KEEPERS)
def add_product(
    family: Family, *, number: str, name_en: str, name_zh: str, values: dict[str, Any], packing: CartonPacking,
    prices: tuple[NewPrice, ...], bill: tuple[NewBillLine, ...], cost: Money, margin: Decimal, pieces_per_hour: int,
    by: Actor, at: datetime, setup_hours: Decimal = Decimal(2), minimum_order_pieces: int = 1,
    hs_code: str = "853952", warranty_months: int = 24, summary_en: str = "", summary_zh: str = "",
) -> Product:  # fmt: skip
    """Add a model that we sell.

    Raises NumberIsTaken, ParameterUnknown, ParameterMissing, ValueOutOfRange, PartUnknown, PricesMakeNoSense,
    WarrantyImpossible.
    """
    if Product.objects.filter(number=number).exists():
        raise NumberIsTaken(number=number)
    _check_warranty(warranty_months)
    checked = checked_values(family, values)
    _check_prices(number, prices, minimum_order_pieces)
    product = Product(
        number=number, family=family, name_en=name_en, name_zh=name_zh, summary_en=summary_en, summary_zh=summary_zh,
        values=checked, hs_code=hs_code, pieces_per_carton=packing.pieces_per_carton,
        carton_length_mm=packing.length_mm, carton_width_mm=packing.width_mm, carton_height_mm=packing.height_mm,
        net_weight_kg=packing.net_weight_per_piece_kg, carton_tare_kg=packing.carton_tare_kg,
        minimum_order_pieces=minimum_order_pieces, pieces_per_hour=pieces_per_hour, setup_hours=setup_hours,
        warranty_months=warranty_months, margin=margin,
    )  # fmt: skip
    product.cost = cost
    product.save(force_insert=True)
    _note_revision(product, "", by, at)
    _list_prices(product, prices, our_day(at), "", by, at)
    _write_bill(product, bill)
    record_event("product.added", product, by=by, at=at, number=number, family=family.code, values=checked,
                 prices=[asdict(price) for price in prices], bill=[asdict(line) for line in bill])  # fmt: skip
    return product


@deed("catalogue.set_prices", roles={Role.SALES, Role.MANAGER})
def set_prices(
    product: Product, *, prices: tuple[NewPrice, ...], by: Actor, at: datetime, valid_from: date | None = None,
    remark: str = "",
) -> PriceList:  # fmt: skip
    """Make a new price list that holds from a day on (today, if none is named); what was quoted keeps its prices.

    Its reverse is catalogue.withdraw_prices. Raises PricesMakeNoSense.
    """
    _check_prices(product.number, prices, product.minimum_order_pieces)
    made = _list_prices(product, prices, valid_from or our_day(at), remark, by, at)
    product.changed()
    record_event("product.priced", product, by=by, at=at, number=product.number, list=made, valid_from=made.valid_from,
                 prices=[asdict(price) for price in prices])  # fmt: skip
    return made


@deed("catalogue.withdraw_prices", roles={Role.SALES, Role.MANAGER})
def withdraw_prices(price_list: PriceList, *, by: Actor, at: datetime) -> PriceList:
    """Let a price list count no more; the one before it is in force again.

    Raises ListWithdrawnAlready, OnlyPriceList.
    """
    if price_list.withdrawn_at is not None:
        raise ListWithdrawnAlready(list=price_list.number)
    others = PriceList.objects.filter(product_id=price_list.product_id, withdrawn_at__isnull=True)
    if not others.exclude(pk=price_list.pk).exists():
        raise OnlyPriceList(product=price_list.product.number)
    price_list.withdrawn_at = at
    price_list.changed("withdrawn_at")
    record_event("pricelist.withdrawn", price_list, by=by, at=at, product=price_list.product)
    return price_list


@deed("catalogue.change_product", roles=CATALOGUE_KEEPERS)
def change_product(
    product: Product, *, by: Actor, at: datetime, name_en: str | None = None, name_zh: str | None = None,
    summary_en: str | None = None, summary_zh: str | None = None, values: dict[str, Any] | None = None,
    hs_code: str | None = None, warranty_months: int | None = None, reason: str = "",
) -> Product:  # fmt: skip
    """Change a product's words or specification; what is left out stays. Other parameters make a new revision.

    Changing back is the reverse. Raises NameMissing, NothingChanged, ParameterUnknown, ParameterMissing,
    ValueOutOfRange, WarrantyImpossible.
    """
    if warranty_months is not None:
        _check_warranty(warranty_months)
    said: dict[str, Any] = {
        name: value
        for name, value in (
            ("name_en", name_en), ("name_zh", name_zh), ("summary_en", summary_en), ("summary_zh", summary_zh),
            ("hs_code", hs_code), ("warranty_months", warranty_months),
        ) if value is not None
    }  # fmt: skip
    said = {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}
    if not said.get("name_en", product.name_en) or not said.get("name_zh", product.name_zh):
        raise NameMissing(record=product.number)
    checked = product.values if values is None else checked_values(product.family, values)
    changed = {name: value for name, value in said.items() if getattr(product, name) != value}
    is_other = _as_text(checked) != _as_text(product.values)
    if not changed and not is_other:
        raise NothingChanged(record=product.number)
    before = product.values
    for name, value in changed.items():
        setattr(product, name, value)
    if is_other:
        product.values = checked
        product.revision += 1
        _note_revision(product, reason, by, at)
    product.changed("values", "revision", *changed)
    record_event(
        "product.revised" if is_other else "product.changed", product, by=by, at=at, number=product.number,
        revision=product.revision, changed=sorted(changed), reason=reason.strip()[:300],
        **({"values": checked, "before": before} if is_other else {}),
    )  # fmt: skip
    return product


def _check_warranty(months: int) -> None:
    if not 0 <= months <= LONGEST_WARRANTY_MONTHS:
        raise WarrantyImpossible(months=months, most=LONGEST_WARRANTY_MONTHS)


@deed("catalogue.set_packing", roles=CATALOGUE_KEEPERS | {Role.LOGISTICS})
def set_packing(product: Product, *, packing: CartonPacking, by: Actor, at: datetime) -> Product:
    """Say how the product is packed from now on; what was packed stays as it is.

    Raises PackingMakesNoSense, NothingChanged.
    """
    if min(packing.pieces_per_carton, packing.length_mm, packing.width_mm, packing.height_mm) < 1 or (
        packing.net_weight_per_piece_kg <= 0 or packing.carton_tare_kg < 0
    ):
        raise PackingMakesNoSense()
    told: dict[str, Any] = {
        "pieces_per_carton": packing.pieces_per_carton, "carton_length_mm": packing.length_mm,
        "carton_width_mm": packing.width_mm, "carton_height_mm": packing.height_mm,
        "net_weight_kg": packing.net_weight_per_piece_kg, "carton_tare_kg": packing.carton_tare_kg,
    }  # fmt: skip
    _change(product, told)
    record_event("product.packed_anew", product, by=by, at=at, number=product.number, packing=packing)
    return product


@deed("catalogue.set_costing", roles={Role.ENGINEER, Role.SALES, Role.MANAGER})
def set_costing(
    product: Product, *, cost: Money, margin: Decimal, pieces_per_hour: int, setup_hours: Decimal,
    minimum_order_pieces: int, by: Actor, at: datetime,
) -> Product:  # fmt: skip
    """Say what a piece costs us, what share of the price is kept, and how fast a line makes it.

    Raises CostingMakesNoSense, PricesMakeNoSense, NothingChanged.
    """
    if (
        cost.is_negative
        or not 0 <= margin < 1
        or pieces_per_hour < 1
        or setup_hours < 0
        or minimum_order_pieces < 1
    ):
        raise CostingMakesNoSense()
    told = {
        "cost_amount": cost.amount, "cost_currency": cost.currency, "margin": margin, "pieces_per_hour": pieces_per_hour,
        "setup_hours": setup_hours, "minimum_order_pieces": minimum_order_pieces,
    }  # fmt: skip
    _change(product, told)
    record_event("product.costed", product, by=by, at=at, number=product.number, cost=cost, margin=margin,
                 pieces_per_hour=pieces_per_hour, setup_hours=setup_hours)  # fmt: skip
    return product


@deed("catalogue.set_bill", roles={Role.ENGINEER, Role.PURCHASING})
def set_bill(product: Product, *, bill: tuple[NewBillLine, ...], by: Actor, at: datetime) -> Product:
    """Put a new bill of materials in the place of the present one; the one before stays in the journal.

    Raises PartUnknown, PartTwice, QuantityMakesNoSense.
    """
    before = _bill_of(product)
    BillLine.objects.filter(product=product).delete()
    _write_bill(product, tuple(bill))
    product.changed()
    record_event("product.billed", product, by=by, at=at, number=product.number,
                 bill=[asdict(line) for line in bill], before=[asdict(line) for line in before])  # fmt: skip
    return product


@deed("catalogue.copy_bill", roles={Role.ENGINEER, Role.PURCHASING})
def copy_bill(product: Product, *, similar: Product, by: Actor, at: datetime) -> Product:
    """Take the bill of materials of a similar product; its reverse is catalogue.set_bill with the one before.

    Raises NoBillToCopy.
    """
    taken = _bill_of(similar)
    if not taken or similar.pk == product.pk:
        raise NoBillToCopy(product=similar.number)
    before = _bill_of(product)
    BillLine.objects.filter(product=product).delete()
    _write_bill(product, taken)
    product.changed()
    record_event("product.billed", product, by=by, at=at, number=product.number, like=similar,
                 bill=[asdict(line) for line in taken], before=[asdict(line) for line in before])  # fmt: skip
    return product


@deed("catalogue.retire_product", roles=CATALOGUE_KEEPERS | {Role.MANAGER})
def retire_product(product: Product, *, by: Actor, at: datetime, reason: str = "") -> Product:
    """Offer a product no more: it leaves the website and new quotations; orders go on. Its reverse is
    catalogue.offer_product.

    Raises AlreadyRetired.
    """
    if not product.is_offered:
        raise AlreadyRetired(product=product.number)
    product.is_offered = False
    product.changed("is_offered")
    record_event("product.retired", product, by=by, at=at, number=product.number, reason=reason.strip()[:300])
    return product


@deed("catalogue.offer_product", roles=CATALOGUE_KEEPERS | {Role.MANAGER})
def offer_product(product: Product, *, by: Actor, at: datetime) -> Product:
    """Offer a retired product again.

    Raises AlreadyOffered.
    """
    if product.is_offered:
        raise AlreadyOffered(product=product.number)
    product.is_offered = True
    product.changed("is_offered")
    record_event("product.offered", product, by=by, at=at, number=product.number)
    return product


@deed("catalogue.rename_family", roles=CATALOGUE_KEEPERS)
def rename_family(family: Family, *, name_en: str, name_zh: str, by: Actor, at: datetime) -> Family:
    """Give a family other names; naming it back is the reverse.

    Raises NameMissing.
    """
    if not name_en.strip() or not name_zh.strip():
        raise NameMissing(record=family.code)
    family.name_en, family.name_zh = name_en.strip(), name_zh.strip()
    family.changed("name_en", "name_zh")
    record_event("family.renamed", family, by=by, at=at, code=family.code, name_en=name_en, name_zh=name_zh)
    return family


@deed("part.change", roles=CATALOGUE_KEEPERS | {Role.PURCHASING})
def change_part(
    part: Part, *, name_en: str, name_zh: str, supplier: Supplier, lead_time_workdays: int, unit_cost: Money,
    minimum_order: Decimal, order_multiple: Decimal, safety_stock: Decimal, certificate_scheme: str, is_critical: bool,
    by: Actor, at: datetime,
) -> Part:  # fmt: skip
    """Change what is known of a part; what was ordered keeps its terms. Changing back is the reverse.

    Raises NameMissing, ValueOutOfRange, NothingChanged.
    """
    if not name_en.strip() or not name_zh.strip():
        raise NameMissing(record=part.number)
    if (
        lead_time_workdays < 0
        or order_multiple <= 0
        or unit_cost.is_negative
        or min(minimum_order, safety_stock) < 0
    ):
        raise ValueOutOfRange(
            parameter=part.number, value=lead_time_workdays if lead_time_workdays < 0 else order_multiple
        )
    told = {
        "name_en": name_en.strip(), "name_zh": name_zh.strip(), "supplier_id": supplier.pk,
        "lead_time_workdays": lead_time_workdays, "unit_cost_amount": unit_cost.amount,
        "unit_cost_currency": unit_cost.currency, "minimum_order": minimum_order, "order_multiple": order_multiple,
        "safety_stock": safety_stock, "certificate_scheme": certificate_scheme.strip(), "is_critical": is_critical,
    }  # fmt: skip
    before = {name: getattr(part, name) for name in told}
    _change(part, told)
    record_event("part.changed", part, by=by, at=at, number=part.number, before=before, after=told)
    return part


def checked_values(family: Family, values: dict[str, Any]) -> dict[str, Any]:
    """``values`` by the family's parameters, numbers as text without loss.

    Raises ParameterUnknown, ParameterMissing, ValueOutOfRange.
    """
    parameters = {parameter.code: parameter for parameter in family.parameters.all()}
    for code in values:
        if code not in parameters:
            raise ParameterUnknown(family=family.code, parameter=code)
    checked = {}
    for code, parameter in parameters.items():
        value = values.get(code)
        if value in (None, ""):
            if parameter.is_required:
                raise ParameterMissing(family=family.code, parameter=code)
            continue
        checked[code] = _checked(parameter, value)
    return checked


def _checked(parameter: Parameter, value: Any) -> Any:
    if parameter.choices and str(value) not in parameter.choices:
        raise ValueOutOfRange(parameter=parameter.code, value=value)
    if parameter.minimum is None and parameter.maximum is None:
        return value if isinstance(value, bool | str | int) else str(value)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueOutOfRange(parameter=parameter.code, value=value) from None
    if not number.is_finite() or (
        (parameter.minimum is not None and number < parameter.minimum)
        or (parameter.maximum is not None and number > parameter.maximum)
    ):
        raise ValueOutOfRange(parameter=parameter.code, value=value)
    return str(value)


def _check_prices(number: str, prices: tuple[NewPrice, ...], minimum_order_pieces: int) -> None:
    currencies = {price.unit_price.currency for price in prices}
    if not currencies:
        raise PricesMakeNoSense(product=number)
    for currency in currencies:
        own = [price for price in prices if price.unit_price.currency == currency]
        if min(price.from_pieces for price in own) > max(minimum_order_pieces, 1):
            raise PricesMakeNoSense(product=number)
    steps = [(price.unit_price.currency, price.from_pieces) for price in prices]
    if len(steps) != len(set(steps)) or any(
        price.unit_price.amount <= 0 or price.from_pieces < 1 for price in prices
    ):
        raise PricesMakeNoSense(product=number)


def _list_prices(
    product: Product, prices: tuple[NewPrice, ...], valid_from: date, remark: str, by: Actor, at: datetime
) -> PriceList:
    made = PriceList.objects.create(
        number=next_number("price_list", at), product=product, valid_from=valid_from, remark=remark.strip()[:200],
        made_by=by.name[:120], made_at=at,
    )  # fmt: skip
    rows = []
    for price in prices:
        row = PriceBreak(product=product, price_list=made, from_pieces=price.from_pieces)
        row.unit_price = price.unit_price
        rows.append(row)
    PriceBreak.objects.bulk_create(rows)
    return made


def _note_revision(product: Product, reason: str, by: Actor, at: datetime) -> None:
    ProductRevision.objects.create(
        product=product, revision=product.revision, name_en=product.name_en, name_zh=product.name_zh,
        values=product.values, reason=reason.strip()[:300], made_by=by.name[:120], made_at=at,
    )  # fmt: skip


def _bill_of(product: Product) -> tuple[NewBillLine, ...]:
    lines = BillLine.objects.filter(product=product).select_related("part").order_by("id")
    return tuple(NewBillLine(line.part.number, line.quantity_per_piece, line.scrap) for line in lines)


def _write_bill(product: Product, bill: tuple[NewBillLine, ...]) -> None:
    parts = {part.number: part for part in Part.objects.filter(number__in=[line.part for line in bill])}
    seen: set[str] = set()
    for line in bill:
        if line.part not in parts:
            raise PartUnknown(part=line.part)
        if line.part in seen:
            raise PartTwice(part=line.part)
        if not line.quantity_per_piece.is_finite() or line.quantity_per_piece <= 0 or not 0 <= line.scrap < 1:
            raise QuantityMakesNoSense(part=line.part)
        seen.add(line.part)
    BillLine.objects.bulk_create(
        BillLine(
            product=product,
            part=parts[line.part],
            quantity_per_piece=line.quantity_per_piece,
            scrap=line.scrap,
        )
        for line in bill
    )


def _change(record: Product | Part, told: dict[str, Any]) -> None:
    changed = [name for name, value in told.items() if getattr(record, name) != value]
    if not changed:
        raise NothingChanged(record=record.number)
    for name in changed:
        setattr(record, name, told[name])
    record.changed(*(name.removesuffix("_id") for name in changed))


def _as_text(values: dict[str, Any]) -> dict[str, str]:
    return {code: str(value) for code, value in values.items()}


def _add_parameters(family: Family, parameters: tuple[NewParameter, ...], *, first: int) -> None:
    Parameter.objects.bulk_create(
        Parameter(family=family, position=place, **{**asdict(each), "choices": list(each.choices)})
        for place, each in enumerate(parameters, first)
    )
