"""Calendars as the rules count with them."""

from datetime import date

from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.worded import read
from ordolux.rules.workdays import SATURDAY_AND_SUNDAY, Calendar


def calendar_of(code: str) -> Calendar:
    """The calendar with this code, from all its stored years (one statement)."""
    return calendars_of({code})[code]


def calendars_of(codes: set[str]) -> dict[str, Calendar]:
    """The calendars with these codes, in one statement.

    A year that is not stored is worked Monday to Friday and provisional; so is every year of an unknown calendar.
    """
    years: dict[str, list[CalendarYear]] = {code: [] for code in codes}
    for year in read(CalendarYear, "WHERE calendar = ANY(%s) ORDER BY year", [sorted(codes)]):
        years[year.calendar].append(year)
    return {code: _joined(code, stored) for code, stored in years.items()}


def _joined(code: str, years: list[CalendarYear]) -> Calendar:
    off: set[date] = set()
    worked: set[date] = set()
    for year in years:
        for day, is_worked in year.exceptions.items():
            (worked if is_worked else off).add(date.fromisoformat(day))
    weekend = (
        frozenset(int(day) for day in years[-1].weekend.split(",") if day) if years else SATURDAY_AND_SUNDAY
    )
    return Calendar(
        name=code,
        weekend=weekend,
        holidays=frozenset(off),
        working_weekend_days=frozenset(worked),
        published_years=frozenset(year.year for year in years if year.is_official),
    )
