"""How forms are drawn: Django's own HTML, of which the common inputs are written without its templates.

Django renders a template for each option of a choice, and one more for the option's attributes. A choice of countries or
time zones took more time in this way than the rest of its page; written directly it takes a tenth.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("input", "text", "number", "email", "url", "hidden", "password", "date", "time", "datetime")
)
CHOICE = "django/forms/widgets/select.html"
OPTION = "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """Draws the plain inputs and choices by hand, everything else by Django's templates."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return the HTML of a widget, to the letter as Django's template of that name writes it."""
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == CHOICE and _is_plain(context["widget"]):
            return _choice(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    told = "" if value is None else f' value="{_text(value)}"'
    return mark_safe(  # noqa: S308 - every part is escaped
        f'<input type="{conditional_escape(widget["type"])}" name="{conditional_escape(widget["name"])}"'
        f"{told}{_attributes(widget['attrs'])}>"
    )


def _choice(widget: Mapping[str, Any]) -> SafeString:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        parts += [f"\n  {_option(option)}\n" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    parts.append("\n</select>")
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """Whether no option of the choice has a template of its own."""
    return all(
        option["template_name"] == OPTION for _, options, _ in widget["optgroups"] for option in options
    )


def _option(option: Mapping[str, Any]) -> str:
    label = conditional_escape(localize(option["label"]))
    return f'<option value="{_text(option["value"])}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attrs: Mapping[str, Any]) -> str:
    said = ""
    for name, value in attrs.items():
        if value is True:
            said += f" {conditional_escape(name)}"
        elif value is not False:
            said += f' {conditional_escape(name)}="{_text(value)}"'
    return said


def _text(value: Any) -> str:
    """As ``{{ value|stringformat:'s' }}`` writes it: never localized, safe text stays as it is."""
    return conditional_escape(value if isinstance(value, SafeString) else str(value))
