"""The library: versions, release by the engineer, and what the public may open."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.deeds import CartonPacking, NewParameter, NewPrice, add_family, add_product
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.files import store_bytes
from ordolux.foundation.library.deeds import (
    AddressNotSafe,
    BelongsToNothing,
    NoPicture,
    NothingToShow,
    add_document,
    add_version,
    ask_for_datasheet,
    discard_document,
    file_datasheet,
    release_document,
    set_access,
    withdraw_document,
)
from ordolux.foundation.library.models import DocumentState, ProductDocument
from ordolux.foundation.library.queries import datasheet_in_force, documents_of, pictures_of
from ordolux.rules.money import Money

AT = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
HAN = Actor("Han Yu", frozenset({Role.ENGINEER}))
MA = Actor("Ma Ning", frozenset({Role.MARKETING}))
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@dataclass
class Who:
    """Who does it, and when."""

    by: Actor
    at: datetime = AT


@pytest.fixture
def spot(db: None) -> Product:
    """A product that the library holds something of."""
    family = add_family(code="spot", name_en="Spot", name_zh="射灯", by=HAN, at=AT,
                        parameters=(NewParameter("power_w", "Power", "功率", "number", "W", is_required=True),))  # fmt: skip
    return add_product(
        family, number="MZ-GU10", name_en="GU10 spot", name_zh="GU10射灯", values={"power_w": 7},
        packing=CartonPacking(100, 560, 290, 300, Decimal("0.045"), Decimal("1.1")),
        prices=(NewPrice(1, Money.of("1.60", "USD")),), bill=(), cost=Money.of("6", "CNY"), margin=Decimal("0.2"),
        pieces_per_hour=150, by=HAN, at=AT,
    )  # fmt: skip


def drawing(spot: Product, **more: object) -> ProductDocument:
    said = {"kind": "drawing", "title_en": "Drawing", "product": spot, "file": store_bytes(b"%PDF-1.7 one", "application/pdf"),
            **more}  # fmt: skip
    return add_document(by=HAN, at=AT, **said)  # type: ignore[arg-type]  # one dictionary for all arguments


def test_a_new_version_replaces_the_old_one_only_when_it_is_released(spot: Product) -> None:
    first = release_document(drawing(spot), by=HAN, at=AT)
    second = add_version(first, file=store_bytes(b"%PDF-1.7 two", "application/pdf"), by=HAN, at=AT)

    assert second.number == f"{first.item}-v2"
    assert [each.number for each in documents_of(spot)] == [first.number]

    release_document(second, by=HAN, at=AT)

    assert [each.number for each in documents_of(spot)] == [second.number]
    first.refresh_from_db()
    assert first.state == DocumentState.SUPERSEDED


def test_a_drawing_is_released_by_an_engineer_alone(spot: Product) -> None:
    made = drawing(spot)

    with pytest.raises(NotPermitted):
        release_document(made, by=MA, at=AT)

    assert release_document(made, by=HAN, at=AT).state == DocumentState.RELEASED


def test_what_was_withdrawn_can_be_put_in_force_again_and_a_discarded_draft_cannot(spot: Product) -> None:
    made = release_document(drawing(spot), by=HAN, at=AT)
    withdraw_document(made, by=HAN, at=AT)
    assert list(documents_of(spot)) == []
    release_document(made, by=HAN, at=AT)
    assert list(documents_of(spot)) == [made]

    thrown = discard_document(drawing(spot), by=HAN, at=AT)
    with pytest.raises(NotAllowedNow):
        release_document(thrown, by=HAN, at=AT)


def test_the_public_sees_what_is_released_and_public(spot: Product) -> None:
    visitor = Actor.visitor()
    made = release_document(drawing(spot), by=HAN, at=AT)
    assert not ProductDocument.objects.visible_to(visitor).exists()

    set_access(made, is_public=True, by=HAN, at=AT)

    assert list(ProductDocument.objects.visible_to(visitor)) == [made]
    set_access(made, is_public=False, by=HAN, at=AT)
    assert not ProductDocument.objects.visible_to(visitor).exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"file": None}, NothingToShow),
        ({"file": None, "address": "javascript:alert(1)"}, AddressNotSafe),
        ({"file": None, "address": "https://"}, AddressNotSafe),
        ({"product": None}, BelongsToNothing),
        ({"kind": "picture"}, NoPicture),
    ],
)
def test_what_cannot_be_kept_is_refused(
    spot: Product, said: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        drawing(spot, **said)


def test_the_newest_public_picture_stands_for_the_product(spot: Product) -> None:
    one = add_document(kind="picture", title_en="Front", product=spot, file=store_bytes(PNG, "image/png"), is_public=True,
                       by=MA, at=AT)  # fmt: skip
    assert pictures_of([spot.pk]) == {}
    release_document(one, by=MA, at=AT)
    assert pictures_of([spot.pk]) == {spot.pk: one.number}


def test_two_versions_of_one_item_are_never_in_force_together(spot: Product) -> None:
    first = release_document(drawing(spot), by=HAN, at=AT)
    second = add_version(first, file=store_bytes(b"%PDF-1.7 two", "application/pdf"), by=HAN, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProductDocument.objects.filter(pk=second.pk).update(state="released")


def test_a_datasheet_is_of_the_product_as_it_is_now(spot: Product) -> None:
    ask_for_datasheet(spot, language="en", by=Actor.visitor(), at=AT)
    pdf = store_bytes(b"%PDF-1.7 sheet", "application/pdf")
    filed = file_datasheet(spot, file=pdf, code="ABCD-EFGH-JKLM-NPQR", language="en", version=spot.version,
                           by=Actor.system(), at=AT)  # fmt: skip
    assert datasheet_in_force(spot, "en") == filed
    assert datasheet_in_force(spot, "zh") is None

    spot.changed()

    assert datasheet_in_force(spot, "en") is None
