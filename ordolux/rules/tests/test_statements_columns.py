"""Statements as tables: columns told or proposed, days and amounts that are read in one way only, balances that follow."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordolux.rules.statements.columns import Columns, amount_of, day_of, header_row, proposed, read_rows
from ordolux.rules.statements.lines import Unreadable

GERMAN = [
    ["Kontoauszug", "", "", "", ""],
    ["Buchungstag", "Valuta", "Auftraggeber", "Verwendungszweck", "Betrag", "Währung", "Saldo"],
    ["02.03.2026", "02.03.2026", "Nordlicht GmbH", "PI26-0917 BALANCE", "16.394,69", "EUR", "17.394,69"],
    ["03.03.2026", "03.03.2026", "Bank", "Entgelt", "-25,00", "EUR", "17.369,69"],
]
BANK = {
    "booked_on": "Buchungstag", "value_on": "Valuta", "payer_name": "Auftraggeber", "remittance": "Verwendungszweck",
    "amount": "Betrag", "currency": "Währung", "balance": "Saldo",
}  # fmt: skip


FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%Y年%m月%d日", "%d/%m/%Y")


def codes(rows: list[list[str]], columns: Columns) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read_rows(rows, columns, account="1")
    return [finding.code for finding in caught.value.findings]


def test_the_columns_are_found_by_their_names_below_the_banks_own_lines() -> None:
    assert header_row(GERMAN) == 1
    assert proposed(GERMAN[1]) == BANK
    chinese = proposed(["交易日期", "借方金额", "贷方金额", "余额", "对方户名", "摘要"])
    assert (chinese["credit"], chinese["debit"], chinese["payer_name"]) == (
        "贷方金额",
        "借方金额",
        "对方户名",
    )
    assert "amount" not in chinese


def test_a_table_is_read_by_its_columns_and_every_balance_follows() -> None:
    page = read_rows(GERMAN, Columns(BANK), account="DE1")

    assert (page.account, page.currency, page.opening, page.closing) == (
        "DE1", "EUR", Decimal("1000.00"), Decimal("17369.69"),
    )  # fmt: skip
    first, second = page.lines
    assert (first.amount, first.is_credit, first.booked_on) == (Decimal("16394.69"), True, date(2026, 3, 2))
    assert (second.amount, second.is_credit) == (Decimal("25.00"), False)


def test_the_newest_row_may_stand_first() -> None:
    assert read_rows([*GERMAN[:2], GERMAN[3], GERMAN[2]], Columns(BANK), account="1").opening == Decimal(
        "1000.00"
    )


def test_a_row_that_is_missing_shows_in_the_balances() -> None:
    gone = [*GERMAN, ["05.03.2026", "", "A", "B", "10,00", "EUR", "17.479,69"]]
    assert codes(gone, Columns(BANK)) == ["does-not-add-up"]


def test_credit_and_debit_may_have_columns_of_their_own_or_a_word() -> None:
    two = [["Date", "Credit", "Debit"], ["2026-03-02", "150.00", ""], ["2026-03-02", "", "20.00"]]
    page = read_rows(two, Columns(proposed(two[0]), currency="USD"), account="1")
    assert [line.signed for line in page.lines] == [Decimal("150.00"), Decimal("-20.00")]
    assert [note.code for note in page.notes] == ["not-checked"]
    word = [["Date", "Amount", "DR/CR"], ["2026-03-02", "150.00", "CR"], ["2026-03-02", "20.00", "DR"]]
    page = read_rows(word, Columns(proposed(word[0]), currency="USD"), account="1")
    assert [line.signed for line in page.lines] == [Decimal("150.00"), Decimal("-20.00")]
    assert codes([*two, ["2026-03-03", "1.00", "1.00"]], Columns(proposed(two[0]), currency="USD")) == [
        "both"
    ]
    assert codes([*word, ["2026-03-03", "1.00", "??"]], Columns(proposed(word[0]), currency="USD")) == [
        "no-direction"
    ]


def test_what_can_be_read_in_two_ways_is_asked_and_an_answer_decides() -> None:
    rows = [["Date", "Amount"], ["03/04/2026", "1.234"]]
    assert codes(rows, Columns(proposed(rows[0]), currency="EUR")) == ["which-day", "which-mark"]
    [line] = read_rows(
        rows, Columns(proposed(rows[0]), currency="EUR", decimal_mark=",", day_first=False), account="1"
    ).lines
    assert (line.booked_on, line.amount) == (date(2026, 3, 4), Decimal(1234))


def test_one_clear_row_decides_for_all() -> None:
    rows = [["Date", "Amount"], ["03/04/2026", "1.234"], ["25/04/2026", "12,50"]]
    first, _ = read_rows(rows, Columns(proposed(rows[0]), currency="EUR"), account="1").lines
    assert (first.booked_on, first.amount) == (date(2026, 4, 3), Decimal(1234))


@pytest.mark.parametrize(
    ("rows", "columns", "code"),
    [
        (GERMAN, Columns({**BANK, "amount": "Umsatz"}), "no-such-column"),
        (GERMAN, Columns({"amount": "Betrag", "currency": "Währung"}), "no-column"),
        (GERMAN, Columns({"booked_on": "Buchungstag", "currency": "Währung"}), "no-column"),
        (GERMAN, Columns({"booked_on": "Buchungstag", "amount": "Betrag"}), "no-currency"),
        (GERMAN[:2], Columns(BANK), "empty-statement"),
        ([*GERMAN, ["32.03.2026", "", "", "", "1,00", "EUR", "17.370,69"]], Columns(BANK), "not-a-day"),
        ([*GERMAN, ["04.03.2026", "", "", "", "one", "EUR", "17.370,69"]], Columns(BANK), "not-an-amount"),
        ([*GERMAN, ["04.03.2026", "", "", "", "1,00", "USD", "17.370,69"]], Columns(BANK), "other-currency"),
    ],
)
def test_what_is_wrong_refuses_the_whole(rows: list[list[str]], columns: Columns, code: str) -> None:
    assert code in codes(rows, columns)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1 234,50-", "-1234.50"), ("(150.00)", "-150.00"), ("−3", "-3"),
     ("1.234.567", "1234567"), ("€ 20,5", "20.5"), ("EUR20", "20"), (".5", "0.5"), ("0,125", "0.125")],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, amount: str) -> None:
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.2.3,4", "--", "1,23,456.7", "1e5", "NaN"])
def test_what_is_no_amount_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        amount_of(text)


@settings(deadline=None)
@given(
    st.integers(-999_999_999, 999_999_999).map(lambda cents: Decimal(cents).scaleb(-2)),
    st.sampled_from([",.", ".,", " ,", "'."]),
)
def test_every_amount_comes_back_however_it_is_written(value: Decimal, marks: str) -> None:
    written = f"{value:,.2f}".replace(",", "T").replace(".", marks[1]).replace("T", marks[0])
    assert amount_of(written, decimal_mark=marks[1]) == value


@settings(deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(FORMS),
)
def test_every_day_comes_back_however_it_is_written(day: date, form: str) -> None:
    assert day_of(day.strftime(form), day_first=True) == day


def answer(rows: list[list[str]]) -> object:
    """What the reader says: a page, or why there is none."""
    named = {"booked_on": "Date", "amount": "Amount", "balance": "Balance"}
    try:
        return read_rows([["Date", "Amount", "Balance"], *rows], Columns(named, "EUR"), account="1")
    except Unreadable as refused:
        return refused.findings


@settings(deadline=None)
@given(st.lists(st.lists(st.text("0123456789.,-/ EURabc", max_size=12), max_size=5), max_size=8))
def test_whatever_stands_in_a_table_the_reader_answers(rows: list[list[str]]) -> None:
    assert answer(rows)
