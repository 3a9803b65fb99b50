"""What an order page shows of each stage beside its timeline: every stage answers one question, the page joins nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Min

from ordolux.edges.ui.navigation import may_follow
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.orders.agreement.models import Order


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a panel: words with a link, detail, and the state of the record (for its chip)."""

    title: str
    url: str = ""
    detail: str = ""
    state: Any = None
    is_deed: bool = False  # something to do rather than a record: nothing for one who may not


@dataclass(frozen=True, slots=True)
class Panel:
    """One block beside the timeline."""

    title: str
    rows: Sequence[Row] = field(default_factory=tuple)


def orders_of(deal: Deal) -> list[Any]:
    """The orders of a deal, each with the day on which the first of its warranties ends (``warranty_until``); read once for
    all panels of a page (one statement)."""
    known = vars(deal)
    if "orders_with_warranty" not in known:
        found = Order.objects.filter(deal=deal).order_by("id")
        known["orders_with_warranty"] = list(found.annotate(warranty_until=Min("warranties__ends_on")))
    return list(known["orders_with_warranty"])


type Question = Callable[[Deal], Panel | None]


def answered(questions: Sequence[Question], deal: Deal, actor: Actor) -> list[Panel]:
    """The panels of all stages that have something to show; a row leads only where its reader may go."""
    found = [panel for ask in questions if (panel := ask(deal)) is not None]
    shown = [
        replace(
            panel,
            rows=[
                row if not row.url or may_follow(actor, row.url) else replace(row, url="")
                for row in panel.rows
                if not row.is_deed or may_follow(actor, row.url)
            ],
        )
        for panel in found
    ]
    return [panel for panel in shown if panel.rows]
