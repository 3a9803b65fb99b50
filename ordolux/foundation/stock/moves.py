"""Moves of stock as rows to be written inside a deed, all of them in one statement."""

from datetime import datetime
from decimal import Decimal

from django.db import models

from ordolux.foundation.actors import Actor
from ordolux.foundation.stock.models import Lot, LotState, StockMove, StockMoveKind
from ordolux.rules.refusal import N_, Refusal


class LotHeld(Refusal):
    """A lot in quarantine or refused is neither promised nor used."""

    message = N_("{lot} is {state}; nothing of it can be used now.")


def received(lot: Lot, quantity: Decimal, *, of: models.Model, by: Actor, at: datetime) -> StockMove:
    """What came in with ``of`` (a purchase)."""
    return _move(StockMoveKind.RECEIVED, lot, quantity, Decimal(0), of, by, at)


def reserved(lot: Lot, quantity: Decimal, *, of: models.Model, by: Actor, at: datetime) -> StockMove:
    """What is promised to ``of`` (a job). Raises LotHeld."""
    _check_usable(lot)
    return _move(StockMoveKind.RESERVED, lot, Decimal(0), quantity, of, by, at)


def freed(lot: Lot, quantity: Decimal, *, of: models.Model, by: Actor, at: datetime) -> StockMove:
    """What was promised to ``of`` (a job) and is not needed any more."""
    return _move(StockMoveKind.FREED, lot, Decimal(0), -quantity, of, by, at)


def issued(lot: Lot, quantity: Decimal, *, of: models.Model, by: Actor, at: datetime) -> StockMove:
    """What was reserved and is now used for ``of`` (a batch). Raises LotHeld."""
    _check_usable(lot)
    return _move(StockMoveKind.ISSUED, lot, -quantity, -quantity, of, by, at)


def adjusted(
    lot: Lot, change: Decimal, *, reason: str, by: Actor, at: datetime, reverses: StockMove | None = None
) -> StockMove:
    """What is there more or less than was written, with the reason."""
    move = _move(StockMoveKind.ADJUSTED, lot, change, Decimal(0), lot, by, at)
    move.reason, move.reverses = reason, reverses
    return move


def _check_usable(lot: Lot) -> None:
    if lot.state != LotState.RELEASED:
        raise LotHeld(lot=lot.number, state=lot.get_state_display())


def _move(
    kind: StockMoveKind,
    lot: Lot,
    on_hand: Decimal,
    reserved: Decimal,
    of: models.Model,
    by: Actor,
    at: datetime,
) -> StockMove:
    return StockMove(
        lot=lot,
        kind=kind,
        on_hand_change=on_hand,
        reserved_change=reserved,
        deal_id=getattr(of, "deal_id", None),
        subject=of._meta.label_lower,
        subject_id=of.pk,
        by=by.name,
        at=at,
    )
