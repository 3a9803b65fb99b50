"""How the parts of an order that travels in several are told to people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ordolux.foundation.actors import Actor
from ordolux.shipping.parts.queries import PartShown, parts_of
from ordolux.shipping.plan.models import ShippingPlan


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as the pages show it; without an address where its plan is not for the reader yet."""

    shown: PartShown
    url: str
    is_here: bool

    @property
    def record(self) -> Any:
        """Whose state tells how far it is: the transport once it is booked."""
        return self.shown.shipment or self.shown.plan


def part_words(plan: ShippingPlan) -> str:
    """Which part of its order a plan is; empty where one plan carries all."""
    return gettext("Part %(part)d") % {"part": plan.part} if plan.is_part else ""


def with_part(words: str, plan: ShippingPlan) -> str:
    """Words about a plan or its transport, with its part."""
    part = part_words(plan)
    return f"{words}, {part}" if part else words


def parts_shown(plan: ShippingPlan, actor: Actor) -> Mapping[str, Any]:
    """The parts of the order of ``plan`` for a page of this reader, with the pieces that are still to come; nothing where
    one plan carries all (two statements else)."""
    parts = parts_of(plan)
    if len(parts) < 2:
        return {}
    rows: Sequence[PartRow] = [
        PartRow(part, _address(part.plan, actor), part.plan.pk == plan.pk) for part in parts
    ]
    return {
        "rows": rows,
        "pieces": sum(part.pieces for part in parts),
        "to_come": sum(part.pieces for part in parts if not part.is_delivered),
    }  # fmt: skip


def _address(plan: ShippingPlan, actor: Actor) -> str:
    if actor.is_staff:
        return reverse("desk:shipping_plan", args=[plan.number])
    return reverse("portal:shipping_plan", args=[plan.number]) if plan.sent_at is not None else ""
