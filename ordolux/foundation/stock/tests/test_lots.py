"""Lots are counted, held, released and refused, each with a reason; nothing is used that is held."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.stock import moves
from ordolux.foundation.stock.deeds import (
    LessThanPromised,
    NothingChanges,
    NotReversible,
    StillPromised,
    WhyChanged,
    adjust_lot,
    quarantine_lot,
    reject_lot,
    release_lot,
    reverse_adjustment,
)
from ordolux.foundation.stock.models import Lot, LotState, StockMove
from ordolux.foundation.stock.moves import LotHeld
from ordolux.foundation.stock.queries import lots_with_free_stock
from tests.access.world import World
from tests.cast import AT

GAO = Actor("Gao", frozenset({Role.PURCHASING}))
LIN = Actor("Lin", frozenset({Role.INSPECTOR}))


@pytest.fixture
def lot(db: None) -> Lot:
    """A released lot of a hundred, thirty of them reserved."""
    world = World()
    made: Lot = world.record(Lot, "own")
    made.state = LotState.RELEASED
    made.save(update_fields=["state"])
    moves.received(made, Decimal(100), of=made, by=GAO, at=AT).save()
    moves.reserved(made, Decimal(30), of=made, by=GAO, at=AT).save()
    return Lot.objects.get(pk=made.pk)


def test_a_count_becomes_one_move_and_is_reversed_by_another(lot: Lot) -> None:
    adjust_lot(lot, counted=Decimal(95), reason="five broken", by=GAO, at=AT)
    move = StockMove.objects.latest("id")
    assert (move.on_hand_change, move.reason) == (Decimal(-5), "five broken")
    assert Lot.objects.get().on_hand == 95

    reverse_adjustment(lot, move=move, reason="found again", by=GAO, at=AT)
    assert Lot.objects.get().on_hand == 100
    for each in (move, StockMove.objects.latest("id"), StockMove.objects.earliest("id")):
        with pytest.raises(NotReversible):
            reverse_adjustment(lot, move=each, reason="again", by=GAO, at=AT)


def test_a_count_needs_a_reason_a_difference_and_leaves_what_is_promised(lot: Lot) -> None:
    for counted, reason, refusal in (
        (Decimal(90), " ", WhyChanged), (Decimal(100), "same", NothingChanges), (Decimal(29), "too few", LessThanPromised),
    ):  # fmt: skip
        with pytest.raises(refusal):
            adjust_lot(lot, counted=counted, reason=reason, by=GAO, at=AT)
    assert StockMove.objects.count() == 2


def test_a_held_lot_is_neither_promised_nor_used_until_it_is_released(lot: Lot) -> None:
    quarantine_lot(lot, reason="wet cartons", by=GAO, at=AT)
    held = Lot.objects.get()
    assert lots_with_free_stock([held.part_id]) == []
    for way in (moves.reserved, moves.issued):
        with pytest.raises(LotHeld):
            way(held, Decimal(1), of=held, by=GAO, at=AT)
    with pytest.raises(NotPermitted):
        release_lot(held, reason="dry again", by=GAO, at=AT)

    release_lot(held, reason="dry again", by=LIN, at=AT)
    assert lots_with_free_stock([held.part_id]) == [held]


def test_a_lot_on_which_jobs_wait_is_not_refused_and_a_refused_one_never_returns(lot: Lot) -> None:
    with pytest.raises(StillPromised):
        reject_lot(quarantine_lot(lot, reason="wet", by=GAO, at=AT), reason="rotten", by=LIN, at=AT)
    StockMove.objects.create(
        lot=lot, kind="freed", reserved_change=-30, subject="x", subject_id=1, by="Gao", at=AT
    )
    reject_lot(Lot.objects.get(), reason="rotten", by=LIN, at=AT)
    with pytest.raises(NotAllowedNow):
        release_lot(Lot.objects.get(), reason="please", by=LIN, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.update(state=LotState.RELEASED)
