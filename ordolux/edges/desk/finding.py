"""What several pages of the desk ask: records without a number of their own, by key, and the gates of an order."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404

from ordolux.edges.access import Request
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.queries import gates
from ordolux.production.job.queries import is_production_finished
from ordolux.rules.terms import Fact, GateAnswer


def by_key(request: Request, model: Any, key: str, *joined: str) -> Any:
    """The record of ``model`` with this key if the actor may see it. Raises Http404 for any other text."""
    rows = model.objects.visible_to(request.actor)
    if joined:
        rows = rows.select_related(*joined)
    found = rows.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 18 else None
    if found is None:
        raise Http404
    return found


def gates_of(order: Order, parts: Sequence[Instalment] | None = None) -> list[GateAnswer]:
    """Every gate of an order, with what production and shipping know of it (two statements)."""
    told = set()
    if is_production_finished(order.pk):
        told.add(Fact.INSPECTION_PASSED)
    if order.state in (OrderState.SHIPPED, OrderState.DELIVERED, OrderState.CLOSED):
        told.add(Fact.SHIPPED)
    return list(gates(order, told=frozenset(told), parts=parts).values())


def whole(text: str | None) -> int:
    """The whole number that a field says, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
