"""Inputs and choices are drawn to the letter as Django draws them, only sooner."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from ordolux.edges.ui.drawing import Renderer
from ordolux.edges.ui.widgets import Code, Day, Figure, Phone

NASTY = st.text(alphabet=st.sampled_from("a\"'<>& \u200f照\n"), max_size=8)


def alike(widget: forms.Widget, name: str, value: Any, attrs: dict[str, Any]) -> None:
    """Draw it in both ways and compare."""
    ours = widget.render(name, value, attrs, Renderer())
    theirs = widget.render(name, value, attrs, DjangoTemplates())
    assert ours == theirs


@given(NASTY, NASTY, st.dictionaries(NASTY, NASTY | st.booleans() | st.integers(), max_size=3))
def test_an_input_is_drawn_as_django_draws_it(name: str, value: str, attrs: dict[str, Any]) -> None:
    for widget in (forms.TextInput(), Figure(), Code(), Phone(), forms.HiddenInput(), forms.EmailInput()):
        alike(widget, name, value, attrs)


@given(NASTY, st.lists(st.tuples(NASTY, NASTY), max_size=4), NASTY)
def test_a_choice_is_drawn_as_django_draws_it(name: str, choices: list[tuple[str, str]], label: str) -> None:
    for given_choices in (choices, [("", "–"), (label or "group", choices)]):
        value = choices[0][0] if choices else None
        alike(forms.Select(choices=given_choices), name, value, {"class": label})
        alike(forms.SelectMultiple(choices=given_choices), name, [v for v, _ in choices[:2]], {})


@pytest.mark.parametrize("language", ["en", "zh-hans", "de"])
def test_figures_days_and_words_are_drawn_as_django_draws_them(language: str) -> None:
    with override(language):
        alike(Day(), "day", datetime.date(2026, 10, 26), {})
        alike(forms.NumberInput(), "share", Decimal("1234.50"), {"min": 1000, "required": True})
        alike(forms.TextInput(), "none", None, {"disabled": False})
        alike(
            forms.Select(choices=[(1000, 1000), (None, gettext_lazy("Yes")), (True, mark_safe("<b>x</b>"))]),
            "many",
            1000,
            {},
        )


def test_options_with_a_look_of_their_own_keep_it() -> None:
    class Lined(forms.Select):
        option_template_name = "django/forms/widgets/radio_option.html"

    alike(Lined(choices=[("a", "A")]), "choice", "a", {})
