"""What follows for inquiries from time alone."""

from datetime import datetime

from ordolux.foundation.actors import Actor
from ordolux.inquiries.inquiry.deeds import warn_of_inquiry
from ordolux.inquiries.inquiry.queries import inquiries_to_warn_of
from ordolux.rules.workdays import ClockLevel

LEVELS = list(ClockLevel)


def warn_of_open_inquiries(at: datetime) -> None:
    """Note once for each level that an inquiry's clock has reached: amber, red, late, escalated."""
    for inquiry in inquiries_to_warn_of(at):
        level = inquiry.level(at)
        warned = ClockLevel(inquiry.warned_level) if inquiry.warned_level else ClockLevel.GREEN
        if LEVELS.index(level) > LEVELS.index(warned):
            key = f"inquiry:{inquiry.pk}:{level.value}"
            warn_of_inquiry.once(key)(inquiry, level=level, by=Actor.system(), at=at)
