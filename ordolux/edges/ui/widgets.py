"""Inputs of our forms beyond Django's own."""

from typing import Any

from django.forms import ClearableFileInput, DateInput, TextInput
from django.forms.widgets import Input


class Day(DateInput):
    """A day, picked or typed; sent as 2026-10-26."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Figure(TextInput):
    """A number, typed with the figures' keyboard on a phone; no arrows that change it by accident."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, whole: bool = False) -> None:
        super().__init__(
            {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off", **(attrs or {})}
        )


class Code(TextInput):
    """A one-time code of six digits, which may be pasted."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "ox-code", **(attrs or {})}
        super().__init__(given)


class Phone(Input):
    """A telephone number."""

    input_type = "tel"


class Files(ClearableFileInput):
    """One file or several, chosen, dropped or taken with the camera."""

    allow_multiple_selected = True

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, accept: str = "", several: bool = True
    ) -> None:
        given: dict[str, Any] = {**({"accept": accept} if accept else {}), **(attrs or {})}
        if several:
            given["multiple"] = True
        super().__init__(given)
