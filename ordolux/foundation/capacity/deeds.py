"""Lines are opened and stopped, and the policy of planning is set."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.models import LineClosure, PlanningPolicy, ProductionLine
from ordolux.foundation.deeds import deed, record_event
from ordolux.rules.refusal import N_, Refusal

LONGEST_CLOSURE = timedelta(days=730)


class LineNeverOpens(Refusal):
    """The day of a line ends before it begins."""

    message = N_("Line {line} must close after it opens.")


class ShiftsOverlap(Refusal):
    """The second shift lies in the first one, or only one end of it is told."""

    message = N_(
        "The second shift of line {line} must begin when the first ends or later, and end before the next day's first."
    )


class LineMakesNothing(Refusal):
    """A line reaches more than nothing and at most the whole of its rate."""

    message = N_("The efficiency of line {line} must be above 0 and at most 1.")


class LineZoneUnknown(Refusal):
    """There is no such time zone."""

    message = N_("There is no time zone “{zone}”; give one such as Asia/Shanghai.")


class ClosureMakesNoSense(Refusal):
    """A closure ends before it begins, lies in the past, is longer than any, or its moments have no zone."""

    message = N_(
        "A closure must end after it begins, not in the past, and within two years; both with their time zone."
    )


class PolicyMakesNoSense(Refusal):
    """The figures of the policy contradict each other."""

    message = N_(
        "A batch needs at least one piece, the sample is above 0 % and at most 100 %, small is less than medium."
    )


@deed("line.open", roles={Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR})
def open_line(
    *, code: str, name_en: str, name_zh: str, opens: time, closes: time, by: Actor, at: datetime,
    families: tuple[str, ...] = (), zone: str = "Asia/Shanghai", calendar: str = "CN",
    efficiency: Decimal = Decimal("0.85"), second_opens: time | None = None, second_closes: time | None = None,
) -> ProductionLine:  # fmt: skip
    """Put a line into use, or change the one with this code; the second shift may end after midnight.

    Raises LineNeverOpens, ShiftsOverlap, LineMakesNothing, LineZoneUnknown.
    """
    if closes <= opens:
        raise LineNeverOpens(line=code)
    if (second_opens is None) != (second_closes is None) or (
        second_opens is not None and (second_opens < closes or second_closes == second_opens)
    ):
        raise ShiftsOverlap(line=code)
    if second_opens is not None and second_closes is not None and opens < second_closes < second_opens:
        raise ShiftsOverlap(line=code)
    if not 0 < efficiency <= 1:
        raise LineMakesNothing(line=code)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise LineZoneUnknown(zone=zone) from None
    line, _ = ProductionLine.objects.update_or_create(
        code=code,
        defaults={
            "name_en": name_en, "name_zh": name_zh, "opens": opens, "closes": closes, "families": list(families),
            "zone": zone, "calendar": calendar, "efficiency": efficiency, "is_running": True,
            "second_opens": second_opens, "second_closes": second_closes,
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


@deed("line.start", roles={Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR})
def start_line(line: ProductionLine, *, by: Actor, at: datetime) -> ProductionLine:
    """Take a stopped line into use again; the next schedule plans on it. ``line.stop`` is its reverse."""
    line.is_running = True
    line.save(update_fields=["is_running"])
    record_event("line.started", line, by=by, at=at, code=line.code)
    return line


@deed("line.close", roles={Role.PLANNER, Role.MANAGER})
def close_line(
    line: ProductionLine, *, from_at: datetime, until: datetime, reason: str, by: Actor, at: datetime
) -> LineClosure:
    """Close a line for a time, for maintenance or a breakdown; the next schedule plans around it.

    ``line.reopen`` is its reverse. Raises ClosureMakesNoSense.
    """
    if from_at.tzinfo is None or until.tzinfo is None:
        raise ClosureMakesNoSense()
    if until <= from_at or until <= at or until > at + LONGEST_CLOSURE or from_at < at - LONGEST_CLOSURE:
        raise ClosureMakesNoSense()
    closure = LineClosure.objects.create(
        line=line,
        during=DateTimeTZRange(from_at, until, "[)"),
        reason=reason[:200],
        made_by=by.name,
        made_at=at,
    )
    record_event(
        "line.closed", line, by=by, at=at, code=line.code, from_at=from_at, until=until, reason=reason
    )
    return closure


@deed("line.reopen", roles={Role.PLANNER, Role.MANAGER})
def reopen_line(closure: LineClosure, *, by: Actor, at: datetime) -> LineClosure:
    """Call a closure off; the line works then as its calendar says."""
    if closure.cancelled_at is None:
        closure.cancelled_at = at
        closure.save(update_fields=["cancelled_at"])
        record_event(
            "line.reopened", closure.line, by=by, at=at, code=closure.line.code, reason=closure.reason
        )
    return closure


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
