"""The catalogue grows: families with their parameters as data, parts, and products with prices, packing and bill."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.models import BillLine, Family, Parameter, Part, PriceBreak, Product
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.parties.models import Supplier
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal

CATALOGUE_KEEPERS = frozenset({Role.ENGINEER, Role.SALES, Role.ADMINISTRATOR})


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

    Raises NumberIsTaken, ParameterUnknown, ParameterMissing, ValueOutOfRange, PartUnknown, PricesMakeNoSense.
    """
    if Product.objects.filter(number=number).exists():
        raise NumberIsTaken(number=number)
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
    _set_prices(product, prices)
    parts = {part.number: part for part in Part.objects.filter(number__in=[line.part for line in bill])}
    for line in bill:
        if line.part not in parts:
            raise PartUnknown(part=line.part)
    BillLine.objects.bulk_create(
        BillLine(
            product=product,
            part=parts[line.part],
            quantity_per_piece=line.quantity_per_piece,
            scrap=line.scrap,
        )
        for line in bill
    )
    record_event("product.added", product, by=by, at=at, number=number, family=family.code, values=checked,
                 prices=[asdict(price) for price in prices], bill=[asdict(line) for line in bill])  # fmt: skip
    return product


@deed("catalogue.set_prices", roles={Role.SALES, Role.MANAGER})
def set_prices(product: Product, *, prices: tuple[NewPrice, ...], by: Actor, at: datetime) -> Product:
    """Put a new price list in the place of the present one; what was quoted keeps its prices.

    Raises PricesMakeNoSense.
    """
    _check_prices(product.number, prices, product.minimum_order_pieces)
    product.price_breaks.all().delete()
    _set_prices(product, prices)
    record_event("product.priced", product, by=by, at=at, number=product.number,
                 prices=[asdict(price) for price in prices])  # fmt: skip
    return product


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
    for currency in currencies:
        own = [price for price in prices if price.unit_price.currency == currency]
        if min(price.from_pieces for price in own) > max(minimum_order_pieces, 1):
            raise PricesMakeNoSense(product=number)
    if not currencies or any(price.unit_price.amount <= 0 or price.from_pieces < 1 for price in prices):
        raise PricesMakeNoSense(product=number)


def _set_prices(product: Product, prices: tuple[NewPrice, ...]) -> None:
    rows = []
    for price in prices:
        row = PriceBreak(product=product, from_pieces=price.from_pieces)
        row.unit_price = price.unit_price
        rows.append(row)
    PriceBreak.objects.bulk_create(rows)


def _add_parameters(family: Family, parameters: tuple[NewParameter, ...], *, first: int) -> None:
    Parameter.objects.bulk_create(
        Parameter(family=family, position=place, **{**asdict(each), "choices": list(each.choices)})
        for place, each in enumerate(parameters, first)
    )
