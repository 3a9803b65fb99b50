"""What people choose by its name instead of typing its code: countries, time zones; and names in both languages."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext

from ordolux.edges.ui.countries import countries


def country_choices() -> list[tuple[str, str]]:
    """All countries by name, with their two letters as the value; nothing is chosen at first."""
    return [("", gettext("Please choose")), *countries()]


def zone_choices() -> list[tuple[str, str]]:
    """The zones of the IANA database that name a place."""
    return [
        (zone, zone.replace("_", " "))
        for zone in sorted(available_timezones())
        if "/" in zone or zone == "UTC"
    ]


class ChineseNameOptional(forms.Form):
    """A form with ``name_en`` and ``name_zh``: without a Chinese name the English one stands there too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_zh"].required = False
        self.fields["name_zh"].help_text = gettext(
            "Empty: the English name is shown in Chinese pages as well."
        )

    def clean(self) -> dict[str, Any]:
        """Both names."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("name_zh"):
            said["name_zh"] = said.get("name_en", "")
        return said
