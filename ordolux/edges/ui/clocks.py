"""Clocks that people watch: how much of a promised time is used, in words and as a bar."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from ordolux.edges.ui.wording import minutes_words

WARN_FROM_PERCENT = 50
URGENT_FROM_PERCENT = 90


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise that runs out, as the page shows it: words first, then the bar.

    ``used_percent`` runs from 0 to 100; ``rule`` says in one sentence what is promised and how it is counted;
    ``stopped`` holds for a clock that was answered or paused, which neither ticks nor warns.
    """

    words: str
    used_percent: int
    due_at: datetime | None = None
    rule: str = ""
    stopped: bool = False
    ticking: bool = False

    @property
    def left_percent(self) -> int:
        """How much of the bar is still full."""
        return 100 - self.used_percent

    @property
    def level(self) -> str:
        """The look: nothing below half, warn from half, bad from nine tenths or when late."""
        if self.stopped or self.used_percent < WARN_FROM_PERCENT:
            return ""
        return "warn" if self.used_percent < URGENT_FROM_PERCENT else "bad"


def hours_clock(started_at: datetime, due_at: datetime, at: datetime, *, rule: str = "") -> Clock:
    """Return the clock of a promise in plain hours, such as the quotation within 24 hours."""
    whole = (due_at - started_at).total_seconds()
    used = (at - started_at).total_seconds()
    percent = 100 if whole <= 0 else min(100, max(0, int(100 * used / whole)))
    minutes = int((due_at - at).total_seconds() // 60)
    if minutes < 0:
        words = gettext("%(time)s late") % {"time": minutes_words(minutes)}
    else:
        words = gettext("%(time)s left") % {"time": minutes_words(minutes)}
    return Clock(words, percent, due_at, rule, ticking=True)


def workdays_clock(
    workdays_left: int, workdays: int, *, due_at: datetime | None = None, rule: str = ""
) -> Clock:
    """Return the clock of a promise in working days, such as the signature within three; below zero it is
    late.
    """
    percent = 100 if workdays <= 0 else min(100, max(0, 100 * (workdays - workdays_left) // workdays))
    if workdays_left < 0:
        late = -workdays_left
        words = ngettext("%(days)d working day late", "%(days)d working days late", late) % {"days": late}
    else:
        words = ngettext("%(days)d working day left", "%(days)d working days left", workdays_left) % {
            "days": workdays_left
        }
    return Clock(words, percent, due_at, rule)


def stopped_clock(words: str, *, rule: str = "") -> Clock:
    """Return a clock that no longer runs, with the words that say how it ended: answered in 17 h 48 min."""
    return Clock(words, 0, None, rule, stopped=True)
