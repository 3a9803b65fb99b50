"""Calendars are filled a year at a time, and closed days of our own are put over them."""

from datetime import date, datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.deeds import deed, record_event
from ordolux.rules.refusal import N_, Refusal

CALENDAR_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.PLANNER})

# Countries that move working days by a yearly notice; without one the year is computed from the law alone.
BY_NOTICE = frozenset({"CN"})


class CountryUnknown(Refusal):
    """There is no public calendar for this code."""

    message = N_("No public holidays are known for “{calendar}”; give the ISO code of a country, such as DE.")


class YearNotFilled(Refusal):
    """Closed days need the year's calendar first."""

    message = N_("The calendar {calendar} has no year {year} yet; fill it first.")


@deed("calendar.fill", roles=CALENDAR_KEEPERS | {Role.SYSTEM})
def fill_calendar_year(
    *, calendar: str, year: int, by: Actor, at: datetime, is_official: bool | None = None
) -> CalendarYear:
    """Store the public holidays of a country for one year, with China's moved working days; filling again renews it.

    ``is_official`` says that the authorities' notice is known; left out, a Chinese year counts as official when the
    moved days are published, any other country's year always.

    Raises CountryUnknown.
    """
    import holidays  # takes half a second to load, and is needed once a year

    try:
        public = holidays.country_holidays(calendar, years=year)
    except NotImplementedError:
        raise CountryUnknown(calendar=calendar) from None
    exceptions = {day.isoformat(): False for day in sorted(public) if day.year == year}
    moved = sorted(day for day in getattr(public, "weekend_workdays", ()) if day.year == year)
    exceptions |= {day.isoformat(): True for day in moved}
    official = (bool(moved) or calendar not in BY_NOTICE) if is_official is None else is_official
    filled, _ = CalendarYear.objects.update_or_create(
        calendar=calendar,
        year=year,
        defaults={
            "weekend": ",".join(str(day) for day in sorted(public.weekend)),
            "is_official": official,
            "exceptions": exceptions,
        },
    )
    record_event("calendar.filled", filled, by=by, at=at, calendar=calendar, year=year, official=official,
                 holidays=len(exceptions) - len(moved), moved=moved)  # fmt: skip
    return filled


@deed("calendar.close", roles=CALENDAR_KEEPERS)
def close_days(
    calendar_year: CalendarYear, *, days: tuple[date, ...], reason: str, by: Actor, at: datetime
) -> CalendarYear:
    """Put days on which our own works rest over a year of a calendar.

    Raises YearNotFilled.
    """
    for day in days:
        if day.year != calendar_year.year:
            raise YearNotFilled(calendar=calendar_year.calendar, year=day.year)
    calendar_year.exceptions |= {day.isoformat(): False for day in days}
    calendar_year.save(update_fields=["exceptions"])
    record_event("calendar.closed", calendar_year, by=by, at=at, days=list(days), reason=reason)
    return calendar_year


@deed("calendar.open", roles=CALENDAR_KEEPERS)
def open_days(
    calendar_year: CalendarYear, *, days: tuple[date, ...], reason: str, by: Actor, at: datetime
) -> CalendarYear:
    """Let our own works work on days on which a calendar rests (a weekend, a closed day); the reverse of closing them.

    Raises YearNotFilled.
    """
    for day in days:
        if day.year != calendar_year.year:
            raise YearNotFilled(calendar=calendar_year.calendar, year=day.year)
    calendar_year.exceptions |= {day.isoformat(): True for day in days}
    calendar_year.save(update_fields=["exceptions"])
    record_event("calendar.opened", calendar_year, by=by, at=at, days=list(days), reason=reason)
    return calendar_year
