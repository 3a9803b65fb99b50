"""What we ask of the store."""

from collections.abc import Collection

from django.db.models import F

from ordolux.foundation.stock.models import Lot, LotState


def lots_with_free_stock(part_ids: Collection[int]) -> list[Lot]:
    """The released lots of these parts in which something is free, oldest first (what came first is used first)."""
    return list(
        Lot.objects.filter(part_id__in=part_ids, state=LotState.RELEASED, on_hand__gt=F("reserved"))
        .select_related("certificate")
        .order_by("part_id", "id")
    )
