"""Lines are opened and stopped, and the policy of planning is set."""

from datetime import datetime, time
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.models import PlanningPolicy, ProductionLine
from ordolux.foundation.deeds import deed, record_event
from ordolux.rules.refusal import N_, Refusal


class LineNeverOpens(Refusal):
    """The day of a line ends before it begins."""

    message = N_("Line {line} must close after it opens.")


class PolicyMakesNoSense(Refusal):
    """The figures of the policy contradict each other."""

    message = N_(
        "A batch needs at least one piece, the sample is above 0 % and at most 100 %, small is less than medium."
    )


@deed("line.open", roles={Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR})
def open_line(
    *, code: str, name_en: str, name_zh: str, opens: time, closes: time, by: Actor, at: datetime,
    families: tuple[str, ...] = (), zone: str = "Asia/Shanghai", calendar: str = "CN",
    efficiency: Decimal = Decimal("0.85"),
) -> ProductionLine:  # fmt: skip
    """Put a line into use, or change the one with this code.

    Raises LineNeverOpens.
    """
    if closes <= opens:
        raise LineNeverOpens(line=code)
    line, _ = ProductionLine.objects.update_or_create(
        code=code,
        defaults={
            "name_en": name_en, "name_zh": name_zh, "opens": opens, "closes": closes, "families": list(families),
            "zone": zone, "calendar": calendar, "efficiency": efficiency, "is_running": True,
        },
    )  # fmt: skip
    record_event("line.opened", line, by=by, at=at, code=code, families=families, efficiency=efficiency)
    return line


@deed("line.stop", roles={Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR})
def stop_line(line: ProductionLine, *, by: Actor, at: datetime) -> ProductionLine:
    """Take a line out of use; what is booked on it is planned anew with the next schedule."""
    line.is_running = False
    line.save(update_fields=["is_running"])
    record_event("line.stopped", line, by=by, at=at, code=line.code)
    return line


@deed("planning.set", roles={Role.PLANNER, Role.MANAGER})
def set_planning_policy(
    *, small_up_to_pieces: int, medium_up_to_pieces: int, largest_batch_pieces: int, frozen_days: int,
    sample_percent: Decimal, sample_least: int, by: Actor, at: datetime,
) -> PlanningPolicy:  # fmt: skip
    """Set how production is planned from now on; what is released already stays as it is.

    Raises PolicyMakesNoSense.
    """
    if (
        largest_batch_pieces < 1 or small_up_to_pieces < 1 or medium_up_to_pieces <= small_up_to_pieces
        or not 0 < sample_percent <= 100 or frozen_days < 0 or sample_least < 1
    ):  # fmt: skip
        raise PolicyMakesNoSense()
    said = {
        "small_up_to_pieces": small_up_to_pieces, "medium_up_to_pieces": medium_up_to_pieces,
        "largest_batch_pieces": largest_batch_pieces, "frozen_days": frozen_days,
        "sample_percent": sample_percent, "sample_least": sample_least,
    }  # fmt: skip
    policy, _ = PlanningPolicy.objects.update_or_create(only=True, defaults=said)
    record_event("planning.set", policy, by=by, at=at, **said)
    return policy
