"""What we ask of the catalogue: everything that a quotation or a reading needs, in a constant number of statements."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import connection

from ordolux.foundation import clock
from ordolux.foundation.catalogue.models import BillLine, Family, Parameter, Part, PriceBreak, Product
from ordolux.foundation.rows import read_row
from ordolux.foundation.worded import prepared, read_with


@dataclass(frozen=True)
class Needed:
    """A part that a product needs, and how much of it per piece."""

    line: BillLine
    part: Part


@dataclass(frozen=True)
class Costing:
    """Price breaks (all currencies, by quantity) and bill of materials of one product."""

    breaks: list[PriceBreak] = field(default_factory=list)
    bill: list[Needed] = field(default_factory=list)


@dataclass(frozen=True)
class Facet:
    """A parameter by which the products of a family differ: its values with how many products have each."""

    parameter: Parameter
    values: list[tuple[str, int]]


MOST_VALUES, MOST_FACETS = 14, 7


def facets_of(family: Family) -> list[Facet]:
    """By what the offered products of a family can be told apart, in two statements however many they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.key, v.value #>> '{}', count(*) FROM foundation_product p, jsonb_each(p.values) v"
            " WHERE p.family_id = %s AND p.is_offered AND jsonb_typeof(p.values) = 'object' GROUP BY 1, 2",
            [family.pk],
        )
        found: dict[str, list[tuple[str, int]]] = {}
        for code, value, count in cursor.fetchall():
            if value not in (None, ""):
                found.setdefault(code, []).append((value, count))
    facets = [
        Facet(parameter, sorted(found[parameter.code], key=lambda each: _in_order(each[0])))
        for parameter in Parameter.objects.filter(family=family)
        if 1 < len(found.get(parameter.code, ())) <= MOST_VALUES
    ]
    return facets[:MOST_FACETS]


def _in_order(value: str) -> tuple[int, Decimal, str]:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return (1, Decimal(0), value)
    return (0, number, "") if number.is_finite() else (1, Decimal(0), value)


def products_by_number(numbers: Collection[str]) -> dict[str, Product]:
    """The products with these numbers, each with its family."""
    found = read_with(
        Product, ("family",), 'WHERE "foundation_product"."number" = ANY(%s)', [list(set(numbers))]
    )
    return {product.number: product for product in found}


def offered_products() -> list[Product]:
    """The products that we offer now, each with its family, by number."""
    return list(Product.objects.filter(is_offered=True).select_related("family").order_by("number"))


def units_of(family_ids: Collection[int]) -> dict[tuple[int, str], str]:
    """The unit of each parameter of these families, by family and code."""
    with prepared() as cursor:
        cursor.execute(
            "SELECT family_id, code, unit FROM foundation_parameter WHERE family_id = ANY(%s)",
            [sorted(set(family_ids))],
        )
        return {(family, code): unit for family, code, unit in cursor.fetchall()}


def parameters_of(family_ids: Collection[int]) -> dict[int, list[Parameter]]:
    """The parameters of these families, in their order."""
    found: dict[int, list[Parameter]] = {pk: [] for pk in family_ids}
    for parameter in Parameter.objects.filter(family_id__in=found).order_by("position", "id"):
        found[parameter.family_id].append(parameter)
    return found


def costing_of(product_ids: Collection[int], *, on: date | None = None) -> dict[int, Costing]:
    """Prices and bills of material of these products, in one statement however many they are.

    The prices are those of the newest list that holds on the day ``on`` (today); before the first one, of the first.
    """
    found: dict[int, Costing] = {pk: Costing() for pk in product_ids}
    if not found:
        return found
    ids = list(found)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH asked AS (SELECT coalesce(%s, (%s AT TIME ZONE (SELECT zone FROM foundation_firm))::date) AS day)"
            " SELECT 'price', b.product_id, to_jsonb(b), NULL::jsonb FROM foundation_pricebreak b"
            " WHERE b.price_list_id IN (SELECT DISTINCT ON (product_id) id FROM foundation_pricelist"
            "  WHERE product_id = ANY (%s) AND withdrawn_at IS NULL"
            "  ORDER BY product_id, valid_from > (SELECT day FROM asked), abs(valid_from - (SELECT day FROM asked)),"
            "   id DESC) UNION ALL "
            "SELECT 'part', l.product_id, to_jsonb(l), to_jsonb(p) FROM foundation_billline l"
            " JOIN foundation_part p ON p.id = l.part_id WHERE l.product_id = ANY (%s)",
            [on, clock.now(), ids, ids],
        )
        for kind, product_id, row, part in cursor.fetchall():
            if kind == "price":
                found[product_id].breaks.append(read_row(PriceBreak, row))
            else:
                found[product_id].bill.append(Needed(read_row(BillLine, row), read_row(Part, part)))
    for costing in found.values():
        costing.breaks.sort(key=lambda each: each.from_pieces)
        costing.bill.sort(key=lambda each: each.part.number)
    return found


@dataclass(frozen=True)
class Similar:
    """A product like another one: how many of its parameters are the same, of how many."""

    product: Product
    same: int
    of: int


def similar_products(product: Product, *, most: int = 8) -> list[Similar]:
    """The products of the same family that have a bill of materials, most alike first."""
    found = Product.objects.filter(family_id=product.family_id, bill_lines__isnull=False).exclude(
        pk=product.pk
    )
    wanted = {code: str(value) for code, value in product.values.items()}
    ranked = [
        Similar(each, sum(str(each.values.get(code)) == value for code, value in wanted.items()), len(wanted))
        for each in found.distinct().order_by("number")[:500]
    ]
    return sorted(ranked, key=lambda each: (-each.same, each.product.number))[:most]


def bills_of(product_ids: Collection[int]) -> dict[int, list[BillLine]]:
    """The bills of materials of these products, each line with its part."""
    found: dict[int, list[BillLine]] = {pk: [] for pk in product_ids}
    for line in BillLine.objects.filter(product_id__in=found).select_related("part").order_by("part__number"):
        found[line.product_id].append(line)
    return found


def products_without_bill(*, most: int = 20) -> list[Product]:
    """The products that we offer and that nobody can make yet, because they have no bill of materials."""
    found = Product.objects.filter(is_offered=True, bill_lines__isnull=True)
    return list(found.select_related("family").order_by("-id")[:most])


MOST_ALIKE = 600
"""Products that are looked at when a customer's words are compared with the catalogue."""


def products_like(numbers: Collection[str], values: Collection[dict[str, Any]]) -> list[Product]:
    """The offered products whose number is like one of ``numbers``, or that have all values of one of ``values``: one
    statement by the indexes of both, however many are asked for. At most ``MOST_ALIKE``, by number.
    """
    if not numbers and not values:
        return []
    documents = sorted({json.dumps(each, sort_keys=True) for each in values})
    words = sorted(numbers)
    return read_with(
        Product, ("family",),
        """WHERE foundation_product.is_offered AND (foundation_product.number = ANY (%s::text[])
              OR foundation_product.number %% ANY (%s::text[]) OR foundation_product.values @> ANY (%s::jsonb[]))
           ORDER BY foundation_product.number LIMIT %s""",
        [words, words, documents, MOST_ALIKE],
    )  # fmt: skip
