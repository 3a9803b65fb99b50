"""What the order page shows of each stage: every stage answers one question, the page joins nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ordolux.foundation.deals.models import Deal


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a panel: words with a link, detail, and the state of the record (for its chip)."""

    title: str
    url: str = ""
    detail: str = ""
    state: Any = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One block beside the timeline."""

    title: str
    rows: Sequence[Row] = field(default_factory=tuple)


# a stage's pages add their question here: deal → panel or None
PANELS: list[Callable[[Deal], Panel | None]] = []


def panels_of(deal: Deal) -> list[Panel]:
    """The panels of all stages that have something to show."""
    return [panel for ask in PANELS if (panel := ask(deal)) is not None and panel.rows]
