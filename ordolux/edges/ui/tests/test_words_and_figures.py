"""How figures, days and moments read."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from ordolux.edges.ui.wording import day_words, minutes_words, money_words, number_words
from ordolux.rules.money import Money


def said(template: str, **values: object) -> str:
    """Return what a template says, without its tags' marks."""
    return Template("{% load ui %}" + template).render(Context(values))


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("43667.65", "EUR", "43,667.65"),
        ("1250000", "JPY", "1,250,000"),
        ("1.5", "KWD", "1.500"),
        ("-86.4", "EUR", "−86.40"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency_and_a_true_minus(amount, currency, words):
    assert money_words(Decimal(amount), currency) == words


def test_a_price_for_one_lamp_keeps_four_decimals():
    assert "0.7850" in said("{% money price places=4 %}", price=Money(Decimal("0.785"), "USD"))


def test_money_always_names_its_currency_unless_the_column_does():
    total = Money(Decimal(100), "EUR")
    assert "EUR" in said("{% money total %}", total=total)
    assert "EUR" not in said("{% money total bare=True %}", total=total)


def test_a_number_is_not_rounded_unless_asked():
    assert number_words(Decimal("4627.5")) == "4,627.5"
    assert number_words(Decimal("4627.5"), 0) == "4,628"
    assert number_words(Decimal("-6.388099684291285E+113")) == "−6.38810e+113"


def test_a_moment_is_told_at_the_place_that_was_asked_for():
    at = datetime(2026, 9, 15, 16, 30, tzinfo=UTC)
    assert "Wed 16 Sep 2026, 00:30" in said('{% moment at "Asia/Shanghai" %}', at=at)
    assert "Shanghai" in said('{% moment at "Asia/Shanghai" %}', at=at)
    assert "12:30" in said('{% moment at "America/New_York" "time" %}', at=at)
    assert 'datetime="2026-09-15T16:30:00Z"' in said('{% moment at "Asia/Shanghai" %}', at=at)


def test_a_day_has_its_day_of_the_week_in_both_languages():
    assert day_words(date(2026, 10, 26)) == "Mon 26 Oct 2026"
    with translation.override("zh-hans"):
        assert day_words(date(2026, 10, 26)) == "2026年10月26日 周一"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(5, "5 min"), (60, "1 h"), (980, "16 h 20 min"), (1440, "1 day"), (3240, "2 days 6 h")],
)
def test_a_length_of_time_is_told_in_its_two_biggest_units(minutes, words):
    assert minutes_words(minutes) == words


def test_what_is_missing_is_a_dash_and_not_none():
    assert "None" not in said("{% money x %}{% quantity x %}{% moment x %}{{ x|day }}{{ x|number }}", x=None)


def test_words_from_outside_are_escaped():
    shown = said(
        '{% note title=evil %}{{ evil }}{% endnote %}{% quantity 1 evil %}{% icon "lock" 16 evil %}',
        evil="<b>",
    )
    assert "<b>" not in shown.replace("<b>&lt;b&gt;</b>", "")
