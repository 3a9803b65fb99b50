"""What time it is: the real time, or the moved time of a run that was started as a simulation.

The offset of a simulated clock is kept in one small file that all processes of the run read, so that moving it moves
web, worker, live events and mail receiver alike. Sign-in codes and certificates use ``real_now``.

One process alone may live in the past of such a database of our own: the one that lives the months of the demonstration
company. What it does carries the moments it lives at; all others keep the present.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from ordolux.rules.refusal import N_, Refusal


class ClockIsReal(Refusal):
    """The clock may be moved only in a run that was started as a simulation on its own database."""

    message = N_("The clock can be moved only in a run that was started as a simulation.")


class ClockGoesForward(Refusal):
    """A simulated clock never goes back: what happened stays in the past."""

    message = N_("The simulated clock can only go forward; it is {now} already.")


class PastIsNotOurs(Refusal):
    """Only on the embedded database may a process live in the past, and never ahead of the others."""

    message = N_("A process can live in the past only on the embedded database, and not after the present.")


# how far this process alone lies behind the present; None: it lives with all others
_behind: timedelta | None = None


def real_now() -> datetime:
    """The real moment in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The present moment in UTC; in a simulation the real moment plus the offset of the run."""
    return real_now() + offset() - (_behind or timedelta())


def live_at(moment: datetime | None) -> None:
    """Let this process alone live at ``moment`` (aware) and go on from there; None: with all others again.

    Raises PastIsNotOurs.
    """
    global _behind  # a clock belongs to a process
    if moment is None:
        _behind = None
        return
    behind = real_now() + offset() - moment
    if not settings.ENVIRONMENT.is_embedded or behind < timedelta():
        raise PastIsNotOurs()
    _behind = behind


def is_in_the_past() -> bool:
    """Whether this process lives behind the others: what it sets going is its own to carry out."""
    return _behind is not None


def offset() -> timedelta:
    """How far the simulated clock is ahead of the real one; zero in a real run."""
    if not settings.ORDOLUX_SIMULATION:
        return timedelta()
    try:
        return timedelta(microseconds=int(_offset_file().read_text()))
    except FileNotFoundError:
        return timedelta()


def move_to(moment: datetime) -> datetime:
    """Move the clock of a simulation forward to ``moment`` (aware) and return the new present.

    Raises ClockIsReal, ClockGoesForward.
    """
    if not settings.ORDOLUX_SIMULATION:
        raise ClockIsReal()
    present = now()
    if moment < present:
        raise ClockGoesForward(now=present.isoformat(timespec="seconds"))
    ahead = moment - real_now()
    path = _offset_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(str(round(ahead / timedelta(microseconds=1))))
    fresh.replace(path)
    return now()


def _offset_file() -> Path:
    return Path(settings.ORDOLUX_STATE) / "clock-offset-microseconds"
