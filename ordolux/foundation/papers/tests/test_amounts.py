"""Amounts, words, days and moments as papers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.foundation import papers
from ordolux.foundation.papers.amounts import NotRounded
from ordolux.rules.money import Money


def test_figures_have_groups_the_currency_s_decimals_and_a_true_minus():
    assert papers.figure(Money.of("43667.65", "EUR")) == "43,667.65"
    assert papers.figure(Money.of("-86.4000", "EUR")) == "−86.40"
    assert papers.figure(Money.of("1000", "JPY")) == "1,000"
    assert papers.figure(Money.of("1.5", "KWD")) == "1.500"
    assert papers.price(Money.of("0.92", "EUR")) == "0.9200"
    assert papers.with_currency(Money.of("5", "USD")) == "USD 5.00"


def test_an_amount_that_is_not_rounded_is_not_printed():
    with pytest.raises(NotRounded):
        papers.figure(Money.of("1.005", "EUR"))
    with pytest.raises(NotRounded):
        papers.price(Money.of("0.92001", "EUR"))
    with pytest.raises(NotRounded):
        papers.in_words(Money.of("0.001", "EUR"), "en")


@given(st.integers(min_value=-(10**13), max_value=10**13), st.sampled_from(("EUR", "JPY", "KWD")))
def test_a_printed_figure_reads_back_as_the_amount(units, currency):
    money = Money.from_minor(units, currency)
    assert Decimal(papers.figure(money).replace(",", "").replace("−", "-")) == money.amount


WORDS = "EUR forty-three thousand six hundred and sixty-seven and 65/100"


@pytest.mark.parametrize(
    ("amount", "currency", "english", "chinese"),
    [
        ("43667.65", "EUR", WORDS, "欧元肆万叁仟陆佰陆拾柒元陆角伍分"),
        ("1000", "USD", "USD one thousand and 00/100", "美元壹仟元整"),
        ("100000.50", "CNY", "CNY one hundred thousand and 50/100", "人民币壹拾万元伍角整"),
        ("1005", "JPY", "JPY one thousand and five", "日元壹仟零伍元整"),
        ("-55.20", "EUR", "EUR minus fifty-five and 20/100", "欧元负伍拾伍元贰角整"),
    ],
)  # fmt: skip
def test_amounts_in_words(amount, currency, english, chinese):
    assert papers.in_words(Money.of(amount, currency), "en") == english
    assert papers.in_words(Money.of(amount, currency), "zh-hans") == chinese


def test_days_and_moments_name_their_place():
    evening = datetime(2026, 9, 18, 23, 59, tzinfo=ZoneInfo("Europe/Berlin"))
    assert papers.day_text(date(2026, 9, 15), "en") == "15 September 2026"
    assert papers.weekday_text(date(2026, 9, 15), "zh") == "2026年9月15日 周二"
    assert papers.moment_text(evening, "en", "Hamburg") == "Fri 18 Sep 2026, 23:59 (Hamburg)"
    assert papers.moment_text(evening, "en") == "Fri 18 Sep 2026, 23:59 (Berlin)"
    assert papers.moment_text(evening, "zh") == "2026年9月18日 周五 23:59（UTC+02:00）"
    assert papers.moment_text(evening.astimezone(UTC), "en") == "Fri 18 Sep 2026, 21:59 (UTC)"
    with pytest.raises(ValueError, match="zone"):
        papers.moment_text(datetime(2026, 9, 18, 23, 59), "en")
