"""The day where the cast's works stand; it needs no Django that is set up."""

from datetime import date

from ordolux.foundation import clock
from ordolux.rules.workdays import day_at


def works_day() -> date:
    """Today where the cast's works stand. At night in Greenwich it is tomorrow's there."""
    return day_at("Asia/Shanghai", clock.now())
