"""Working calendars as data: which days are worked, by country or firm, and whether a year is official yet."""

from django.db import models

from ordolux.foundation.records import StaffRecords


class CalendarYear(models.Model):
    """One year of one calendar. A year that is only computed from the law, without the authorities' notice, is not
    official: dates that need it are provisional."""

    calendar = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    weekend = models.CharField(max_length=20, default="5,6", help_text="days off by number, Monday is 0")
    is_official = models.BooleanField(default=False)
    # days that differ from the weekend rule: ISO date → true (worked) or false (off)
    exceptions = models.JSONField(default=dict)

    objects = StaffRecords.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "year"], name="one_calendar_per_year")]

    def __str__(self) -> str:
        return f"{self.calendar} {self.year}"
