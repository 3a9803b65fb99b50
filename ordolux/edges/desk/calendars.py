"""Working calendars: years filled with public holidays, our own closed and worked days put over them."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from ordolux.edges.access import Request, staff
from ordolux.edges.ui.choices import country_choices
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.calendars.deeds import CountryUnknown, close_days, fill_calendar_year, open_days
from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.parties.models import Firm
from ordolux.rules.refusal import Refusal
from ordolux.rules.workdays import day_at

KEEPERS = (Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR)
MOST_DAYS = 60


@staff()
def calendars(request: Request) -> HttpResponse:
    """All stored years, by country."""
    found = list(CalendarYear.objects.order_by("calendar", "-year"))
    return render(request, "desk/calendars.html", {
        "here_in": "production", "rows": [
            (year, sum(not worked for worked in year.exceptions.values()), sum(year.exceptions.values())) for year in found
        ], "can_keep": request.actor.has_any(frozenset(KEEPERS)),
    })  # fmt: skip


def _next_to_fill() -> dict[str, Any]:
    """Our calendar and the first year from this one on that is not filled."""
    firm = Firm.objects.first()
    calendar, year = (
        (firm.calendar, day_at(firm.zone, clock.now()).year) if firm else ("CN", clock.now().year)
    )
    filled = set(CalendarYear.objects.filter(calendar=calendar).values_list("year", flat=True))
    return {"calendar": calendar, "year": next(each for each in count(year) if each not in filled)}


class FillForm(DeedForm):
    """A year of a country's calendar."""

    deed = fill_calendar_year
    places: ClassVar[dict[type[Refusal], str]] = {CountryUnknown: "calendar"}
    calendar = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices, initial="CN")
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)


@staff(*KEEPERS, methods="GET POST")
def filling(request: Request) -> HttpResponse:
    """Fill a year with the public holidays of a country, or fill it anew."""
    return form_page(
        request, FillForm, title=gettext("Fill a year"), submit=gettext("Fill the year"),
        done=lambda filled: reverse("desk:calendar_year", args=[filled.calendar, filled.year]),
        said=gettext("Filled with the public holidays. Look through it before you plan by it."), here_in="production",
        crumbs=[(gettext("Plan"), reverse("desk:schedule")), (gettext("Calendars"), reverse("desk:calendars"))],
        lead=gettext("Filling a year again renews it: days that were closed or worked by our own word are taken out."),
        initial=_next_to_fill(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the year's sheet: its number, whether it is worked, and why it differs."""

    on: date
    is_worked: bool
    differs: bool
    word: str


@staff()
def year(request: Request, calendar: str, year: int) -> HttpResponse:
    """One year, month by month, with the form that closes or opens days."""
    return _year_page(request, _year(calendar, year))


@staff(*KEEPERS, methods="POST")
def days(request: Request, calendar: str, year: int) -> HttpResponse:
    """Close days of our own, or let them be worked."""
    found = _year(calendar, year)
    try:
        first, last = (date.fromisoformat(request.POST.get(name, "")) for name in ("first", "last"))
    except ValueError:
        return _year_page(request, found, gettext("Say the first and the last day."))
    reason = request.POST.get("reason", "").strip()[:200]
    if last < first or (last - first).days >= MOST_DAYS or not reason:
        problem = gettext("The last day must follow the first within {days} days, and a reason must be told.")
        return _year_page(request, found, problem.format(days=MOST_DAYS))
    told = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    if any(day.year != found.year for day in told):
        return _year_page(request, found, gettext("Both days must lie in {year}.").format(year=found.year))
    works = request.POST.get("worked") == "yes"
    request.do(open_days if works else close_days, found, days=told, reason=reason)
    sentence = (
        ngettext("{count} day is worked.", "{count} days are worked.", len(told))
        if works
        else ngettext("{count} day is closed.", "{count} days are closed.", len(told))
    )
    messages.success(request, sentence.format(count=len(told)))
    return redirect("desk:calendar_year", calendar, year)


def _year(calendar: str, year: int) -> CalendarYear:
    found = CalendarYear.objects.filter(calendar=calendar, year=year).first()
    if found is None:
        raise Http404
    return found


def _year_page(request: Request, found: CalendarYear, problem: str = "") -> HttpResponse:
    return render(request, "desk/calendar.html", {
        "here_in": "production", "calendar": found, "months": [_month(found, month) for month in range(1, 13)],
        "problem": problem, "posted": request.POST, "can_keep": request.actor.has_any(frozenset(KEEPERS)),
        "weekdays": [gettext(word) for word in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")],
    }, status=422 if problem else 200)  # fmt: skip


def _month(found: CalendarYear, month: int) -> tuple[date, list[list[Day | None]]]:
    weekend = {int(day) for day in found.weekend.split(",") if day}

    def told(on: date) -> Day:
        rule = on.weekday() not in weekend
        worked = found.exceptions.get(on.isoformat(), rule)
        differs = on.isoformat() in found.exceptions and worked != rule
        word = (gettext("worked") if worked else gettext("closed")) if differs else ""
        return Day(on, worked, differs, word)

    weeks = months.Calendar().monthdatescalendar(found.year, month)
    return date(found.year, month, 1), [
        [told(day) if day.month == month else None for day in week] for week in weeks
    ]
