"""The questions to which each stage answers on the order page."""

from ordolux.edges.ui.panels import Panel, Question, Row, answered
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal

__all__ = ["PANELS", "Panel", "Row", "panels_of"]

# a stage's pages add their question here: deal → panel or None
PANELS: list[Question] = []


def panels_of(deal: Deal, actor: Actor) -> list[Panel]:
    """The panels of all stages that have something to show to this person."""
    return answered(PANELS, deal, actor)
