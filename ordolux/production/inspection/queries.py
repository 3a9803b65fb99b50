"""What we ask of batches and their inspection."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.stock.models import Lot, StockMove, StockMoveKind
from ordolux.production.inspection.models import Batch, BatchState, Draw, Judgement
from ordolux.rules.sampling import DrawCheck, verify_draw


def batches_visible_to(actor: Actor) -> QuerySet[Batch]:
    """The batches that ``actor`` may see, newest first, each with job, order, product and buyer."""
    return (
        Batch.objects.visible_to(actor)
        .select_related("job__order", "job__product", "deal__buyer")
        .order_by("-pk")
    )


def batches_of_order(order_id: int) -> list[Batch]:
    """All batches of an order in the order in which they are made, each with its job and product (one statement)."""
    return list(
        Batch.objects.filter(job__order_id=order_id)
        .exclude(state=BatchState.MERGED)
        .select_related("job__product", "job__line")
        .order_by("job_id", "position")
    )


def finished_batches(order_id: int) -> list[Batch]:
    """The batches of an order that passed everything, with their good pieces: what shipping may pack."""
    return [batch for batch in batches_of_order(order_id) if batch.state == BatchState.FINISHED]


@dataclass(frozen=True, slots=True)
class DrawRound:
    """A draw of a batch with its verdict, if it has one."""

    draw: Draw
    judgement: Judgement | None


def rounds_of(batch: Batch) -> list[DrawRound]:
    """The draws of a batch, first to last, each with its verdict (one statement)."""
    draws = Draw.objects.filter(batch=batch).select_related("judgement").order_by("round")
    return [DrawRound(draw, getattr(draw, "judgement", None)) for draw in draws]


def lots_of(batch: Batch) -> list[Lot]:
    """The lots of material that were issued to a batch, each with its part, certificate and test report."""
    issued = StockMove.objects.filter(
        subject=Batch._meta.label_lower, subject_id=batch.pk, kind=StockMoveKind.ISSUED
    ).values("lot_id")
    return list(
        Lot.objects.filter(pk__in=issued).select_related("part", "certificate").order_by("part__number", "pk")
    )


def batches_with_lot(lot_number: str) -> list[Batch]:
    """The batches in which material of a supplier's lot was used: whom to warn when the lot turns out to be bad."""
    used = StockMove.objects.filter(
        lot__lot_number=lot_number, kind=StockMoveKind.ISSUED, subject=Batch._meta.label_lower
    ).values("subject_id")
    return list(Batch.objects.filter(pk__in=used).select_related("deal__buyer", "job__order").order_by("pk"))


def repeat_draw(draw: Draw) -> DrawCheck:
    """Repeat a draw from what is published about it: are secret and pieces those that were shown?"""
    return verify_draw(
        draw.label,
        [str(position) for position in range(1, draw.pieces + 1)],
        [str(unit) for unit in draw.units],
        secret=draw.secret,
        commitment=draw.secret_hash,
        percent=draw.percent,
        least=min(draw.size, draw.pieces),
    )


def is_true_draw(draw: Draw) -> bool:
    """Whether anyone who repeats the draw finds the same pieces under the same hash."""
    return repeat_draw(draw).is_true
