"""The style guide, which shows every part in all its states, and the switch of the theme."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy
from django.views import i18n

from ordolux.edges.access import public
from ordolux.edges.ui import navigation
from ordolux.edges.ui.clocks import hours_clock, stopped_clock, workdays_clock
from ordolux.edges.ui.context import THEME_COOKIE, THEMES
from ordolux.edges.ui.pages import Page
from ordolux.edges.ui.widgets import Code, Day, Figure, Files
from ordolux.foundation.actors import Actor, Role
from ordolux.rules.money import Money

A_YEAR_S = 365 * 24 * 3600
TOKENS = (
    "bg",
    "surface",
    "sunken",
    "text",
    "muted",
    "line",
    "control",
    "brand",
    "brand-tint",
    "ok",
    "ok-tint",
    "warn",
    "warn-tint",
    "bad",
    "bad-tint",
    "info",
    "info-tint",
    "evid",
)
STATES = (
    ("drafted", gettext_lazy("drafted")),
    ("sent", gettext_lazy("sent")),
    ("opened", gettext_lazy("opened")),
    ("waiting", gettext_lazy("waiting")),
    ("running", gettext_lazy("running")),
    ("accepted", gettext_lazy("accepted")),
    ("locked", gettext_lazy("locked")),
    ("expired", gettext_lazy("expired")),
    ("late", gettext_lazy("late")),
    ("declined", gettext_lazy("declined")),
    ("shipped", gettext_lazy("shipped")),
)


@public(methods="POST")
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie and go back to the page it was chosen on."""
    chosen = request.POST.get("theme", "system")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=A_YEAR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@public(methods="POST")
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page it was chosen on."""
    return i18n.set_language(request)


class ShownForm(forms.Form):
    """A form with every kind of field."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=80)
    pieces = forms.IntegerField(
        label=gettext_lazy("How many pieces"),
        min_value=1,
        widget=Figure(whole=True),
        help_text=gettext_lazy("1 to 100,000"),
    )
    needed_on = forms.DateField(label=gettext_lazy("Needed by"), widget=Day(), required=False)
    by = forms.ChoiceField(
        label=gettext_lazy("How should it travel?"),
        choices=[("sea", gettext_lazy("Sea")), ("rail", gettext_lazy("Rail")), ("air", gettext_lazy("Air"))],
    )
    help = forms.ChoiceField(
        label=gettext_lazy("What would help you most"),
        widget=forms.RadioSelect,
        choices=[("new", gettext_lazy("New lamps")), ("credit", gettext_lazy("Credit note"))],
        initial="new",
    )
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Papers you need"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("ce", gettext_lazy("CE declaration")), ("test", gettext_lazy("Test reports"))],
    )
    words = forms.CharField(label=gettext_lazy("In your words"), widget=forms.Textarea, required=False)
    report = forms.FileField(
        label=gettext_lazy("Test report"),
        widget=Files(accept=".pdf,.docx,image/*", several=False),
        help_text=gettext_lazy("PDF, Word or picture, up to 25 MB"),
    )
    code = forms.CharField(label=gettext_lazy("Six digits"), widget=Code(), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the document and agree to sign electronically.")
    )


class ShownFilters(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    late = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("All")), ("late", gettext_lazy("Late"))],
    )


@dataclass(frozen=True, slots=True)
class _Stage:
    label: str
    state: str
    actual: str = ""
    plan: str = ""
    late: str = ""


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show tokens and every part; ?theme=dark, ?lang=zh-hans, ?dir=rtl and ?shell=portal change the look of
    this page.
    """
    asked = request.GET
    tongue = (
        asked.get("lang") if asked.get("lang") in dict(settings.LANGUAGES) else translation.get_language()
    )
    shell = asked.get("shell") if asked.get("shell") in {"desk", "portal", "public", "plain"} else "desk"
    with translation.override(tongue):
        return render(request, "ui/styleguide.html", _shown(request, str(tongue), str(shell)))


def _direction(asked: str | None) -> str:
    """The direction that was asked for, else that of the language."""
    if asked in {"rtl", "ltr"}:
        return asked
    return "rtl" if translation.get_language_bidi() else "ltr"


def _looks(asked: dict[str, str]) -> list[tuple[str, str]]:
    """The links to the same page in another look."""
    choices = (
        (gettext("Light"), {"theme": "light"}),
        (gettext("Dark"), {"theme": "dark"}),
        ("English", {"lang": "en"}),
        ("简体中文", {"lang": "zh-hans"}),
        (gettext("Left to right"), {"dir": "ltr"}),
        (gettext("Right to left"), {"dir": "rtl"}),
        (gettext("Desk"), {"shell": "desk"}),
        (gettext("Portal"), {"shell": "portal"}),
        (gettext("Website"), {"shell": "public"}),
        (gettext("One column"), {"shell": "plain"}),
    )
    return [(word, "?" + urlencode({**asked, **change})) for word, change in choices]


def _shown(request: HttpRequest, language: str, shell: str) -> dict[str, object]:
    """Everything that the style guide shows, from one invented order."""
    asked = {
        name: str(value) for name, value in request.GET.items() if name in {"theme", "lang", "dir", "shell"}
    }
    at = datetime(2026, 9, 15, 6, 32, tzinfo=UTC)
    wrong = ShownForm(
        {"b-name": "", "b-pieces": "0", "b-by": "sea", "b-help": "new"}, MultiValueDict(), prefix="b"
    )
    entries = {
        "desk": navigation.DESK,
        "portal": navigation.PORTAL,
        "public": navigation.PUBLIC,
        "plain": (),
    }[shell]
    shown = {
        "base": f"ui/{shell}.html",
        "is_desk": shell == "desk",
        "looks": _looks(asked),
        "html_lang": "zh-Hans" if language.startswith("zh") else language,
        "language": language,
        "html_dir": _direction(asked.get("dir")),
        "navigation": [
            navigation.Shown(entry, f"#{entry.name}", entry.name == "orders", 3 if place == 1 else None)
            for place, entry in enumerate(entries)
        ],
        "actor": Actor(name="Mei Wen", roles=frozenset({Role.SALES})),
        "role": gettext("Sales"),
        "find_url": "#find" if shell == "desk" else "",
        "tokens": TOKENS,
        "states": STATES,
        "at": at,
        "day": date(2026, 10, 26),
        "total": Money(Decimal("23368.56"), "USD"),
        "credit": Money(Decimal("-86.40"), "EUR"),
        "yen": Money(Decimal(1250000), "JPY"),
        "price": Money(Decimal("0.785"), "USD"),
        "calm_clock": hours_clock(at - timedelta(hours=7), at + timedelta(hours=17), at, rule=_rule()),
        "warm_clock": hours_clock(at - timedelta(hours=15), at + timedelta(hours=9), at, rule=_rule()),
        "hot_clock": hours_clock(at - timedelta(hours=23), at + timedelta(hours=1), at, rule=_rule()),
        "late_clock": hours_clock(at - timedelta(hours=26), at - timedelta(hours=2), at, rule=_rule()),
        "days_clock": workdays_clock(2, 3),
        "stopped_clock": stopped_clock(gettext("Answered in %(time)s") % {"time": "17 h 48 min"}),
        "stages": [
            _Stage(gettext("Quotation"), "done", gettext("26 Aug, in 19 h 40 min"), gettext("plan 27 Aug")),
            _Stage(
                gettext("Order and P/I"), "done", gettext("31 Aug, signed in 2 days"), gettext("plan 1 Sep")
            ),
            _Stage(
                gettext("Production and quality"),
                "now",
                gettext("batch 1 of 4 passed"),
                gettext("plan 9 Oct"),
            ),
            _Stage(
                gettext("Shipment"),
                "later",
                "",
                gettext("plan 14 Oct"),
                gettext("2 days late: driver lot short"),
            ),
            _Stage(gettext("After-sales"), "later", "", gettext("warranty to 26 Oct 2028")),
        ],
        "tabs": [
            {"label": gettext("All"), "url": "#all", "current": True, "count": 48},
            {"label": gettext("Messages"), "url": "#messages", "current": False, "count": None},
            {"label": gettext("Documents"), "url": "#documents", "current": False, "count": 17},
        ],
        "rows": [
            (
                "SO-2026-0031",
                "Al Noor Electrical Trading LLC",
                Money(Decimal("23368.56"), "USD"),
                STATES[4],
                date(2026, 10, 26),
            ),
            (
                "SO-2026-0030",
                "Nordlicht Leuchten GmbH",
                Money(Decimal("43667.65"), "EUR"),
                STATES[5],
                date(2026, 12, 29),
            ),
            (
                "SO-2026-0029",
                "Lumière Vernet SAS",
                Money(Decimal("8120.00"), "EUR"),
                STATES[8],
                date(2026, 9, 11),
            ),
        ],
        "page": Page([], "?before=x", "?after=y"),
        "pairs": [
            (gettext("Incoterm"), "CIP Hamburg"),
            (gettext("Warranty"), gettext("36 months from delivery")),
        ],
        "sums": [
            (gettext("Goods"), Money(Decimal("22180.00"), "USD")),
            (gettext("Freight"), Money(Decimal("1150.00"), "USD")),
            (gettext("Insurance"), Money(Decimal("38.56"), "USD")),
        ],
        "findings": [
            {"level": "ok", "text": gettext("All units are given"), "url": ""},
            {"level": "warn", "text": gettext("Line 3: colour temperature in two places"), "url": "#line-3"},
            {"level": "bad", "text": gettext("Line 4: no voltage"), "url": "#line-4"},
        ],
        "conflicts": [
            {
                "name": "promised",
                "label": gettext("Promised"),
                "mine": "26 Oct 2026",
                "theirs": "28 Oct 2026",
                "who": "Chen Bo",
            }
        ],
        "words": {
            "asked": gettext("Your GU10 flickers at 30 percent with our new dimmers."),
            "answered": gettext("The 6523 U needs its minimum set to 35 percent."),
        },
        "sources": [{"title": gettext("Manual GU10, version 4, page 6"), "url": "#manual"}],
        "filters": ShownFilters(prefix="f"),
        "wrong": wrong,
        "headers": [gettext("Week"), gettext("Offered"), gettext("Accepted")],
        "figures": [["37", "14", "6"], ["38", "18", "9"], ["39", "11", "7"]],
    }
    if asked.get("theme") in {"light", "dark"}:
        shown["theme"] = asked["theme"]
    return shown


def _rule() -> str:
    return gettext("We answer an inquiry within 24 hours of its receipt.")
