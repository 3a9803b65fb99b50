"""The catalogue: revisions of products, price lists with their days, bills of materials, retirement."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.deeds import (
    AlreadyOffered,
    AlreadyRetired,
    CartonPacking,
    CostingMakesNoSense,
    NewBillLine,
    NewPrice,
    NoBillToCopy,
    NothingChanged,
    OnlyPriceList,
    PackingMakesNoSense,
    PartTwice,
    PartUnknown,
    PricesMakeNoSense,
    QuantityMakesNoSense,
    WarrantyImpossible,
    change_product,
    copy_bill,
    offer_product,
    retire_product,
    set_bill,
    set_costing,
    set_packing,
    set_prices,
    withdraw_prices,
)
from ordolux.foundation.catalogue.models import BillLine, PriceBreak, PriceList, Product
from ordolux.foundation.catalogue.queries import (
    costing_of,
    facets_of,
    products_without_bill,
    similar_products,
)
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.tests import house
from ordolux.rules.money import Money

HAN = Actor("Han Yu", frozenset({Role.ENGINEER}))
MEI = Actor("Mei Wen", frozenset({Role.SALES}))
AT = house.MONDAY
TODAY = AT.date()


@pytest.fixture
def spot(db: None) -> Product:
    """A spot with prices and a bill."""
    house.furnish()
    return Product.objects.get(number="MZ-GU10-70-830")


def prices_on(product: Product, day: date) -> list[tuple[int, str]]:
    breaks = costing_of([product.pk], on=day)[product.pk].breaks
    return [(each.from_pieces, str(each.unit_price.amount.normalize())) for each in breaks]


def test_another_parameter_makes_a_new_revision_and_other_words_do_not(spot: Product) -> None:
    change_product(spot, name_en="GU10 spot, new name", by=MEI, at=AT)
    spot.refresh_from_db()
    assert (spot.revision, spot.version) == (1, 2)

    change_product(spot, values={**spot.values, "cct_k": 4000}, reason="asked by hotels", by=HAN, at=AT)

    spot.refresh_from_db()
    assert (spot.revision, spot.values["cct_k"]) == (2, "4000")
    assert [(each.revision, each.reason) for each in spot.revisions.all()] == [
        (2, "asked by hotels"),
        (1, ""),
    ]
    assert Event.objects.filter(name="product.revised").count() == 1


def test_the_same_values_written_otherwise_are_no_change(spot: Product) -> None:
    with pytest.raises(NothingChanged):
        change_product(spot, values={code: str(value) for code, value in spot.values.items()}, by=HAN, at=AT)


@pytest.mark.parametrize("months", [-1, 241, 40_000])
def test_a_warranty_is_between_none_and_twenty_years(spot: Product, months: int) -> None:
    with pytest.raises(WarrantyImpossible, match="0 to 240"):
        change_product(spot, warranty_months=months, by=HAN, at=AT)


def test_a_revision_is_never_changed_afterwards(spot: Product) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        spot.revisions.update(name_en="another past")


def test_a_price_list_holds_from_its_day_on_and_the_one_before_until_then(spot: Product) -> None:
    before = prices_on(spot, TODAY)
    later = TODAY + timedelta(days=30)
    set_prices(spot, prices=(NewPrice(1, Money.of("2.00", "EUR")),), valid_from=later, by=MEI, at=AT)

    assert prices_on(spot, TODAY) == prices_on(spot, later - timedelta(days=1)) == before
    assert prices_on(spot, later) == [(1, "2")]
    assert prices_on(spot, TODAY - timedelta(days=999)) == before, (
        "before the first list the first list counts"
    )


def test_a_withdrawn_list_gives_way_to_the_one_before(spot: Product) -> None:
    before = prices_on(spot, TODAY)
    made = set_prices(spot, prices=(NewPrice(1, Money.of("2.00", "EUR")),), by=MEI, at=AT)
    assert prices_on(spot, TODAY) == [(1, "2")]

    withdraw_prices(made, by=MEI, at=AT)

    assert prices_on(spot, TODAY) == before
    with pytest.raises(OnlyPriceList):
        withdraw_prices(PriceList.objects.get(product=spot, withdrawn_at__isnull=True), by=MEI, at=AT)


def test_a_price_that_was_listed_is_never_changed_or_removed(spot: Product) -> None:
    for spoil in (
        lambda: PriceBreak.objects.filter(product=spot).update(unit_price_amount=Decimal("0.01")),
        lambda: PriceBreak.objects.filter(product=spot).delete(),
        lambda: PriceList.objects.filter(product=spot).update(valid_from=date(2020, 1, 1)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()


@pytest.mark.parametrize(
    "prices",
    [(), (NewPrice(1, Money.of("0", "EUR")),), (NewPrice(100, Money.of("1", "EUR")),),
     (NewPrice(1, Money.of("1", "EUR")), NewPrice(1, Money.of("2", "EUR"))), (NewPrice(0, Money.of("1", "EUR")),)],
)  # fmt: skip
def test_prices_that_make_no_sense_are_refused(spot: Product, prices: tuple[NewPrice, ...]) -> None:
    with pytest.raises(PricesMakeNoSense):
        set_prices(spot, prices=prices, by=MEI, at=AT)


def test_the_bill_of_a_similar_product_is_taken_and_the_one_before_stays_in_the_journal(
    spot: Product,
) -> None:
    other = house.add_spot(spot.family, "MZ-GU10-70-840", at=AT)
    set_bill(other, bill=(NewBillLine("LED-2835", Decimal(20), Decimal("0.03")),), by=HAN, at=AT)

    assert [each.product for each in similar_products(spot)] == [other]
    copy_bill(spot, similar=other, by=HAN, at=AT)

    line = BillLine.objects.get(product=spot)
    assert (line.part.number, line.quantity_per_piece, line.scrap) == (
        "LED-2835",
        Decimal(20),
        Decimal("0.03"),
    )
    told = Event.objects.filter(name="product.billed").latest("id").facts
    assert told["like"] == other.number and len(told["before"]) >= 1


@pytest.mark.parametrize(
    ("bill", "refusal"),
    [
        ((NewBillLine("NONE", Decimal(1)),), PartUnknown),
        ((NewBillLine("LED-2835", Decimal(1)), NewBillLine("LED-2835", Decimal(2))), PartTwice),
        ((NewBillLine("LED-2835", Decimal(0)),), QuantityMakesNoSense),
        ((NewBillLine("LED-2835", Decimal("NaN")),), QuantityMakesNoSense),
        ((NewBillLine("LED-2835", Decimal(1), Decimal(1)),), QuantityMakesNoSense),
    ],
)
def test_a_bill_that_makes_no_sense_leaves_the_old_one(
    spot: Product, bill: tuple[NewBillLine, ...], refusal: type[Exception]
) -> None:
    before = BillLine.objects.filter(product=spot).count()
    with pytest.raises(refusal):
        set_bill(spot, bill=bill, by=HAN, at=AT)
    assert BillLine.objects.filter(product=spot).count() == before


def test_a_product_without_a_bill_waits_for_the_engineer(spot: Product) -> None:
    assert products_without_bill() == []
    set_bill(spot, bill=(), by=HAN, at=AT)
    assert products_without_bill() == [spot]
    with pytest.raises(NoBillToCopy):
        copy_bill(spot, similar=spot, by=HAN, at=AT)


def test_a_retired_product_can_be_offered_again(spot: Product) -> None:
    retire_product(spot, reason="replaced", by=MEI, at=AT)
    with pytest.raises(AlreadyRetired):
        retire_product(spot, by=MEI, at=AT)
    offer_product(spot, by=MEI, at=AT)
    with pytest.raises(AlreadyOffered):
        offer_product(spot, by=MEI, at=AT)
    assert Product.objects.get(pk=spot.pk).is_offered


def test_packing_and_making_must_make_sense(spot: Product) -> None:
    with pytest.raises(PackingMakesNoSense):
        set_packing(spot, packing=CartonPacking(0, 1, 1, 1, Decimal(1), Decimal(1)), by=HAN, at=AT)
    with pytest.raises(CostingMakesNoSense):
        set_costing(spot, cost=Money.of("1", "CNY"), margin=Decimal(1), pieces_per_hour=1, setup_hours=Decimal(1),
                    minimum_order_pieces=1, by=HAN, at=AT)  # fmt: skip
    set_packing(spot, packing=CartonPacking(50, 500, 300, 300, Decimal("0.05"), Decimal(1)), by=HAN, at=AT)
    assert Product.objects.get(pk=spot.pk).pieces_per_carton == 50


def test_products_of_a_family_are_told_apart_by_the_values_that_differ(spot: Product) -> None:
    other = house.add_spot(spot.family, "MZ-GU10-70-840", at=AT)
    change_product(other, values={**other.values, "cct_k": 4000}, by=HAN, at=AT)
    facets = facets_of(spot.family)
    assert [(each.parameter.code, each.values) for each in facets] == [("cct_k", [("3000", 1), ("4000", 1)])]
