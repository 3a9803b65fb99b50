"""What people do with a lot in the store: count it, hold it, let it go, refuse it. What came in is the purchase's deed."""

from datetime import datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.stock import moves
from ordolux.foundation.stock.models import Lot, LotState, StockMove, StockMoveKind
from ordolux.rules.refusal import N_, Refusal

KEEPERS = frozenset({Role.PURCHASING, Role.INSPECTOR, Role.MANAGER})


class WhyChanged(Refusal):
    """What is changed in the store is explained."""

    message = N_("Please say why.")


class NothingChanges(Refusal):
    """The count is what was written."""

    message = N_("{lot} holds {quantity} already; there is nothing to adjust.")


class LessThanPromised(Refusal):
    """A count below what jobs wait for."""

    message = N_("{reserved} of {lot} is reserved for jobs; it cannot be counted down to {quantity}.")


class NotACount(Refusal):
    """A quantity below zero or no number at all."""

    message = N_("{quantity} is no quantity that can lie in the store.")


class StillPromised(Refusal):
    """Jobs wait for material of this lot."""

    message = N_("{reserved} of {lot} is reserved for jobs; give them other material first.")


class NotReversible(Refusal):
    """Only an adjustment can be reversed, and only once."""

    message = N_("This move cannot be reversed: it is no adjustment, or it was reversed already.")


@deed("lot.adjust", roles=KEEPERS)
def adjust_lot(lot: Lot, *, counted: Decimal, reason: str, by: Actor, at: datetime) -> Lot:
    """Set what a lot holds to what was counted, with the reason; the difference is one move that can be reversed.

    Raises WhyChanged, NotACount, NothingChanges, LessThanPromised.
    """
    if not reason.strip():
        raise WhyChanged()
    if not counted.is_finite() or counted < 0:
        raise NotACount(quantity=str(counted))
    change = counted - lot.on_hand
    if not change:
        raise NothingChanges(lot=lot.number, quantity=f"{lot.on_hand:f}")
    if counted < lot.reserved:
        raise LessThanPromised(lot=lot.number, reserved=f"{lot.reserved:f}", quantity=f"{counted:f}")
    _write(lot, moves.adjusted(lot, change, reason=reason.strip()[:300], by=by, at=at))
    record_event("lot.adjusted", lot, by=by, at=at, change=change, counted=counted, reason=reason)
    return lot


@deed("lot.reverse_adjustment", roles=KEEPERS)
def reverse_adjustment(lot: Lot, *, move: StockMove, reason: str, by: Actor, at: datetime) -> Lot:
    """Take an adjustment back by a move of the same size the other way. Raises WhyChanged, NotReversible,
    LessThanPromised."""
    if not reason.strip():
        raise WhyChanged()
    is_open = not StockMove.objects.filter(reverses=move).exists()
    if move.lot_id != lot.pk or move.kind != StockMoveKind.ADJUSTED or move.reverses_id or not is_open:
        raise NotReversible()
    after = lot.on_hand - move.on_hand_change
    if after < lot.reserved:
        raise LessThanPromised(lot=lot.number, reserved=f"{lot.reserved:f}", quantity=f"{after:f}")
    reason = reason.strip()[:300]
    _write(lot, moves.adjusted(lot, -move.on_hand_change, reason=reason, by=by, at=at, reverses=move))
    record_event(
        "lot.adjustment_reversed", lot, by=by, at=at, move=move.pk, change=-move.on_hand_change, reason=reason
    )
    return lot


@deed("lot.quarantine", roles=KEEPERS)
def quarantine_lot(lot: Lot, *, reason: str, by: Actor, at: datetime) -> Lot:
    """Hold a lot: nothing more is promised or issued from it until somebody releases it. Raises WhyChanged, NotAllowedNow."""
    return _decide(lot, LotState.QUARANTINED, reason, by, at)


@deed("lot.release", roles={Role.INSPECTOR, Role.MANAGER})
def release_lot(lot: Lot, *, reason: str, by: Actor, at: datetime) -> Lot:
    """Let a held lot be used again. Raises WhyChanged, NotAllowedNow."""
    return _decide(lot, LotState.RELEASED, reason, by, at)


@deed("lot.reject", roles={Role.INSPECTOR, Role.MANAGER})
def reject_lot(lot: Lot, *, reason: str, by: Actor, at: datetime) -> Lot:
    """Refuse a held lot for good: it is never used. Raises WhyChanged, StillPromised, NotAllowedNow."""
    if lot.reserved:
        raise StillPromised(lot=lot.number, reserved=f"{lot.reserved:f}")
    return _decide(lot, LotState.REJECTED, reason, by, at)


def _decide(lot: Lot, state: LotState, reason: str, by: Actor, at: datetime) -> Lot:
    if not reason.strip():
        raise WhyChanged()
    lot.state_because = reason.strip()[:300]
    lot.move_to(state, by=by, at=at, fields=("state_because",), reason=lot.state_because, on_hand=lot.on_hand)
    return lot


def _write(lot: Lot, move: StockMove) -> None:
    move.save(force_insert=True)
    lot.refresh_from_db(fields=["on_hand", "reserved"])
    lot.changed()
