"""Tags and filters of the look. The settings load them for every template; a component file loads them by
name.

Tags that end in `end…` are components with content: {% panel title=_("Lines") %} … {% endpanel %}.
"""

import secrets
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from ordolux.edges.ui import navigation, sentences, states, wording
from ordolux.edges.ui.bundle import SCRIPTS, STYLES, bundled
from ordolux.edges.ui.countries import country_word
from ordolux.edges.ui.sentences import finding_of, told
from ordolux.foundation.library.datasheet import shown_value
from ordolux.rules.money import Money
from ordolux.rules.parameters import PARAMETERS
from ordolux.rules.refusal import N_

register = template.Library()

MIRRORED_ICONS = frozenset(
    {"ship", "truck", "back", "forward", "arrow", "reply", "undo", "leave", "out", "support"}
)
"""Icons that point along the line of reading and turn round where it runs the other way."""


# Head -------------------------------------------------------------------------------------------------------


@register.simple_tag
def ui_styles() -> SafeString:
    """Link the style sheets in their one order: the bundle that set-up built, or each file while
    developing.
    """
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in bundled(STYLES))
    )


@register.simple_tag
def ui_scripts() -> SafeString:
    """Link our own scripts; every page works without them."""
    return format_html_join(
        "\n", '<script src="{}" defer></script>', ((static(name),) for name in bundled(SCRIPTS))
    )


# Words and figures ------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "", css: str = "") -> SafeString:
    """Draw an icon of the sprite: size 16 or 20 (0: as big as the text); a label makes it speak, else it is
    decoration.
    """
    return _icon(name, size, css, label) if label else _quiet_icon(name, size, css)


@lru_cache(maxsize=1_000)
def _quiet_icon(name: str, size: int, css: str) -> SafeString:
    return _icon(name, size, css)


def _icon(name: str, size: int, css: str, label: str = "") -> SafeString:
    classes = " ".join(
        part
        for part in (
            "ox-i",
            f"ox-i--{size}" if size else "",
            "ox-i--dir" if name in MIRRORED_ICONS else "",
            css,
        )
        if part
    )
    speech = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"></use></svg>', classes, speech, static("ui/icons.svg"), name
    )


@register.simple_tag
def money(
    amount: Money | Decimal | None, currency: str = "", places: int | None = None, bare: bool = False
) -> SafeString:
    """Show an amount with its currency: EUR 43,667.65; bare leaves the currency to the head of the column."""
    if amount is None or amount == "":
        return mark_safe('<span class="ox-muted">–</span>')
    value, code = (
        (amount.amount, amount.currency) if isinstance(amount, Money) else (Decimal(amount), currency)
    )
    figures = wording.money_words(value, code, places)
    if bare or not code:
        return format_html('<bdi class="ox-fig">{}</bdi>', figures)
    return format_html('<bdi class="ox-fig"><span class="ox-unit">{}</span> {}</bdi>', code, figures)


@register.filter
def amount(value: Money | None) -> str:
    """Return an amount with its currency as plain words, for a sentence or a letter: EUR 43,667.65."""
    return "–" if value is None else f"{value.currency} {wording.money_words(value.amount, value.currency)}"


@register.simple_tag
def quantity(value: Decimal | int | None, unit: str = "", decimals: int | None = None) -> SafeString:
    """Show a number with its unit, small and muted: 20,000 pcs."""
    if value is None or value == "":
        return mark_safe('<span class="ox-muted">–</span>')
    figures = wording.number_words(value, decimals)
    if not unit:
        return format_html('<bdi class="ox-fig">{}</bdi>', figures)
    return format_html('<bdi class="ox-fig">{} <span class="ox-unit">{}</span></bdi>', figures, unit)


@register.simple_tag
def moment(at: datetime | None, zone: Any = None, form: str = "full", place: str = "") -> SafeString:
    """Show a moment at a place: Tue 15 Sep 2026, 17:12 Shanghai. Without a zone it is the looking person's
    own.

    form full, short (no year) or time (clock only); place is the name to show instead of the zone's city,
    "-" shows none.
    """
    if at is None:
        return mark_safe('<span class="ox-muted">–</span>')
    where = wording.zone_of(zone)
    shown_place = "" if place == "-" else place or wording.place_words(where)
    words = wording.moment_words(at, where, form)
    stamp = at.astimezone(wording.zone_of("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")
    if not shown_place:
        return format_html('<time datetime="{}">{}</time>', stamp, words)
    return format_html(
        '<time datetime="{}">{} <span class="ox-place">{}</span></time>', stamp, words, shown_place
    )


@register.filter
def day(value: date | None, form: str = "full") -> SafeString:
    """Show a day: Mon 26 Oct 2026; "short" leaves out the year, "plain" the day of the week."""
    if value is None or value == "":
        return mark_safe('<span class="ox-muted">–</span>')
    only_day = value.date() if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', only_day.isoformat(), wording.day_words(only_day, form)
    )


@register.filter
def may_open(actor: Any, name: str) -> bool:
    """Whether this person may open the page of this name: {% if actor|may_open:"desk:money" %}."""
    return navigation.may_open(actor or None, name)


@register.filter
def number(value: Decimal | int | float | None, decimals: int | None = None) -> str:
    """Show a number with thousands parted."""
    return "–" if value is None or value == "" else wording.number_words(value, decimals)


@register.filter
def percent(share: Decimal | float | None, decimals: int = 0) -> str:
    """Show a share of one as per cent: 0.955 with one decimal gives 95.5 %."""
    return (
        "–"
        if share is None
        else f"{wording.number_words(Decimal(str(share)) * 100, decimals)}\N{NO-BREAK SPACE}%"
    )


@register.filter
def minutes(value: int | None) -> str:
    """Show a length of time given in minutes: 16 h 20 min."""
    return "–" if value is None else wording.minutes_words(int(value))


@register.filter
def initials(name: str) -> str:
    """Return the letters for the round picture of a person: Mei Wen gives MW, 陈波 gives 波."""
    words = name.split()
    if not words:
        return "?"
    if not name.isascii() and len(words) == 1:
        return name[-1]
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()


@register.filter
def state_label(state: object) -> str:
    """Return the word of a state, given as a record, a choice or its bare value."""
    return states.state_word(state)


@register.filter
def state_tone(state: object) -> str:
    """Return the tone of a state: ok, warn, bad, info, brand or nothing."""
    return states.state_look(state)[0]


@register.filter
def state_icon(state: object) -> str:
    """Return the icon of a state."""
    return states.state_look(state)[1]


INSTALMENTS = {
    "deposit": N_("Deposit"), "balance": N_("Balance"), "full": N_("Full payment"), "full amount": N_("Full payment"),
    "further": N_("Further payment"),
}  # fmt: skip
GATES = {
    "prepare": N_("Prepare production"), "produce": N_("Buy material and produce"), "book": N_("Book the transport"),
    "ship": N_("Let the goods leave"), "release": N_("Hand over the documents"),
}  # fmt: skip


@register.filter
def instalment(name: str) -> str:
    """Return the word of an instalment: Deposit, Balance."""
    return gettext(INSTALMENTS.get(name, name))


@register.filter
def gate_words(which: str) -> str:
    """Return what a gate of an order lets begin."""
    return gettext(GATES.get(str(which), str(which)))


@register.filter
def parameter(code: str) -> str:
    """Return the name of a technical parameter in the language of the page."""
    spec = PARAMETERS.get(code)
    if spec is None:
        return code
    return spec.label_zh if get_language() == "zh-hans" else spec.label_en


@register.filter
def parameter_value(value: object) -> str:
    """Return a parameter's value as people read it on the page: 25,000 h, yes and no as words."""
    return shown_value(value, get_language() or "en")


@register.filter
def country(code: str) -> str:
    """Return the name of a country in the language of the page."""
    return country_word(code)


PAPERS = {
    "quotation": N_("Quotation"), "datasheet": N_("Datasheet"), "proforma": N_("Proforma invoice"),
    "amendment": N_("Amendment"), "receipt": N_("Receipt"), "sample_proforma": N_("Pro forma of samples"),
    "purchase_order": N_("Purchase order"), "inspection_report": N_("Inspection report"),
    "shipping_plan": N_("Shipping plan"), "packing_list": N_("Packing list"),
    "commercial_invoice": N_("Commercial invoice"), "claim_decision": N_("Decision on the claim"),
}  # fmt: skip


@register.filter
def paper_words(kind: str) -> str:
    """Return what kind of paper it is, in words."""
    return gettext(PAPERS.get(kind, kind))


@register.filter
def role_words(role: str) -> str:
    """Return the name of a role: Buyer, Sales."""
    return sentences.role_names([role]) or role


@register.filter
def tracking_words(event: str) -> str:
    """Return what an event of DCSA or IATA says: of "TRANSPORT DEPA" that the transport has departed."""
    return gettext(wording.TRACKING_EVENTS.get(event, event))


# Addresses --------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Return this page's query string with parts replaced; None takes a part away: {% query sort="total"
    page=None %}.
    """
    request = context.get("request")
    if request is None:
        return "?"
    parts = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parts.pop(name, None)
        else:
            parts[name] = str(value)
    return f"?{parts.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_header(context: Context, name: str, word: str, numeric: bool = False) -> SafeString:
    """Show the head of a column that sorts by a link; the list reads `sort`: name upwards, -name
    downwards.
    """
    request = context.get("request")
    now = request.GET.get("sort", "") if request is not None else ""
    order = "ascending" if now == name else "descending" if now == f"-{name}" else ""
    following = f"-{name}" if now == name else name
    drawing = {"ascending": "sorted-up", "descending": "sorted-down", "": "sortable"}[order]
    return format_html(
        '<th scope="col"{}{}><a class="ox-sort" href="{}">{}{}</a></th>',
        mark_safe(' class="ox-num"' if numeric else ""),  # noqa: S308 - a constant
        format_html(' aria-sort="{}"', order) if order else "",
        query(context, sort=following, after=None, before=None),
        word,
        icon(drawing),
    )


@register.simple_tag(takes_context=True)
def navigation_entries(context: Context, place: str) -> list[navigation.Shown]:
    """Return the entries of desk, portal or public that this person may use; the page says `here_in` and
    `nav_counts`.
    """
    if (given := context.get("navigation")) is not None:
        return list(given)
    return navigation.entries_for(
        place, context.get("actor"), context.get("here_in") or "", context.get("nav_counts")
    )


# Components with content ------------------------------------------------------------------------------------


def _component(name: str, content: str, **values: object) -> str:
    return render_to_string(f"ui/{name}.html", {"content": mark_safe(content), **values})  # noqa: S308 - rendered, hence escaped, by the page


@register.simple_block_tag
def panel(content: str, title: str = "", level: int = 2, css: str = "", ident: str = "") -> str:
    """A framed part of a page with a head."""
    return _component("panel", content, title=title, level=level, css=css, ident=ident)


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, ident: str = "") -> str:
    """A white card in a customer's column."""
    return _component("card", content, title=title, level=level, ident=ident)


@register.simple_block_tag
def note(content: str, tone: str = "", title: str = "", role: str = "") -> str:
    """A callout; tone ok, info, warn, bad or nothing; role status or alert when it arrives by itself."""
    return _component("note", content, tone=tone, title=title, role=role)


@register.simple_block_tag(name="next")
def next_step(
    content: str, turn: str = "yours", who: str = "", say: str = "", by: str = "", clock: object = None
) -> str:
    """The one next step; turn yours, theirs or late; the content is its buttons."""
    return _component("next", content, turn=turn, who=who, say=say, by=by, clock=clock)


@register.simple_block_tag
def staffonly(content: str, title: str = "") -> str:
    """A frame for what customers never see."""
    return _component("staffonly", content, title=title)


@register.simple_block_tag
def event(
    content: str,
    icon: str = "dot",
    title: str = "",
    text: str = "",
    at: datetime | None = None,
    zone: object = None,
    who: str = "",
    internal: bool = False,
    form: str = "time",
    ident: str = "",
) -> str:
    """An event of the timeline; title is bold, text follows it, the content stands below."""
    return _component(
        "event",
        content,
        icon=icon,
        title=title,
        text=text,
        at=at,
        zone=zone,
        who=who,
        internal=internal,
        form=form,
        ident=ident,
    )


@register.simple_block_tag
def figure(
    content: str,
    title: str,
    note: str = "",
    headers: list[str] | None = None,
    rows: list[list[object]] | None = None,
    unfolded: bool = False,
) -> str:
    """A picture with its twin as a table; the content is the server-made SVG (and its legend)."""
    return _component("figure", content, title=title, note=note, headers=headers, rows=rows, open=unfolded)


@register.simple_block_tag
def dialog(content: str, ident: str, title: str) -> str:
    """A native dialog; a button with command="show-modal" commandfor=ident opens it."""
    return _component("dialog", content, ident=ident, title=title)


@register.simple_block_tag
def fold(content: str, title: str, unfolded: bool = False, detail: str = "") -> str:
    """A part that folds away."""
    return _component("fold", content, title=title, open=unfolded, detail=detail)


@register.simple_tag
def finding_sentence(finding: Any) -> str:
    """A finding (or one out of JSON) as a sentence in the reader's language."""
    return told(finding_of(finding) if isinstance(finding, dict) else finding)


# Forms ------------------------------------------------------------------------------------------------------


def _form_key(context: Context) -> str:
    """The key that makes a repeated send harmless: the one that was sent, else a new one for this page."""
    request = context.get("request")
    sent = request.POST.get("key", "") if request is not None and request.method == "POST" else ""
    return sent or secrets.token_urlsafe(18)


@register.simple_tag(takes_context=True)
def form_head(context: Context, form: Form | None = None, seen: int | None = None, key: str = "") -> str:
    """The start of every form that does a deed: error summary, CSRF token, `key` and the `seen` version."""
    return render_to_string(
        "ui/form_head.html",
        {
            "form": form,
            "seen": seen,
            "key": key or _form_key(context),
            "csrf_token": context.get("csrf_token"),
        },
    )


@register.simple_block_tag(takes_context=True, name="form")
def deed_form(
    context: Context,
    content: str,
    form: Form | None = None,
    action: str = "",
    submit: str = "",
    seen: int | None = None,
    key: str = "",
    cancel: str = "",
    quiet: bool = False,
    big: bool = False,
    ident: str = "",
    confirm: str = "",
) -> str:
    """A whole form: summary, fields in order, the content, one button that says what happens.

    quiet makes the button an ordinary one, big suits customers' pages, cancel is an address to go back to,
    confirm is
    a sentence that names the thing and the amount (asked before sending, for money, sending outside and
    deleting only).
    """
    return _component(
        "form",
        content,
        form=form,
        action=action,
        submit=submit,
        seen=seen,
        key=key or _form_key(context),
        cancel=cancel,
        quiet=quiet,
        big=big,
        ident=ident,
        confirm=confirm,
        csrf_token=context.get("csrf_token"),
    )


_KINDS: tuple[tuple[type, str], ...] = (
    (CheckboxSelectMultiple, "choices"),
    (RadioSelect, "choices"),
    (CheckboxInput, "check"),
    (FileInput, "file"),
    (Textarea, "text"),
    (Select, "text"),
)


@register.filter
def field_kind(field: BoundField) -> str:
    """Return how a field is laid out: check, choices, file or text."""
    return next((kind for widget, kind in _KINDS if isinstance(field.field.widget, widget)), "text")


@register.simple_tag
def control(field: BoundField, css: str = "") -> SafeString:
    """Draw the input itself with our class; Django adds aria-invalid and aria-describedby."""
    classes = " ".join(part for part in (field.field.widget.attrs.get("class", ""), css) if part)
    if field_kind(field) == "text":
        classes = ("ox-input " + ("ox-input--bad " if field.errors else "") + classes).strip()
    return field.as_widget(attrs={"class": classes} if classes else None)


@register.filter
def error_links(form: Form) -> list[tuple[str, str]]:
    """Return (id of the input, sentence) for every error of the form, in the order of the fields."""
    links: list[tuple[str, str]] = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or field.auto_id
        if field_kind(field) == "choices":
            target = f"{field.auto_id}_0"
        label = str(field.label).rstrip(".。")
        links += [
            (str(target), gettext("%(field)s: %(error)s") % {"field": label, "error": error})
            for error in field.errors
        ]
    return links


@register.simple_tag
def state(of: object, label: str = "") -> str:
    """The chip of a record's state: icon and word on tint."""
    tone, drawing = states.state_look(of)
    return render_to_string(
        "ui/chip.html", {"tone": tone, "icon": drawing, "label": label or states.state_word(of)}
    )


@register.simple_tag
def yes_no(value: bool | None) -> str:
    """A tick or a cross with its word."""
    if value is None:
        return render_to_string("ui/chip.html", {"tone": "", "icon": "minus", "label": gettext("not known")})
    tone, drawing, word = ("ok", "tick", gettext("yes")) if value else ("", "cross", gettext("no"))
    return render_to_string("ui/chip.html", {"tone": tone, "icon": drawing, "label": word})
