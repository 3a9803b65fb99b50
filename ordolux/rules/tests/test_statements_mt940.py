"""Statements in MT940 as banks send them: taken as a whole with their balances, or refused by place."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ordolux.rules.statements.lines import BankPage, Unreadable
from ordolux.rules.statements.mt940 import looks_like_mt940, read_mt940

GERMAN = """:20:STARTUMS
:25:20041133/123456700
:28C:61/1
:60F:C260301EUR1000,00
:61:2603020302C16394,69NTRFNONREF//NX1234567
:86:166?00SEPA-UEBERWEISUNG?109310?20EREF+NL-2026-77?21SVWZ+PI26-0917 BALAN?22CE for lamps?30COBADEFFXXX
?31DE02120300000000202051?32NORDLICHT LEUCHTEN?33 GMBH
:61:2603020302D25,00NCHGNONREF
:86:808?00ENTGELT?20Charges
:61:2603020302RC10,NMSCREF-1
:62F:C260302EUR17359,69
-
"""
DUTCH = """{1:F01ABNANL2AXXX0000000000}{2:O9400000000000ABNANL2AXXXX0000000000N}{4:
:20:ABN AMRO BANK NV
:25:NL02ABNA0123456789EUR
:28C:12301/1
:60F:D251231EUR500,5
:61:2512310102C1500,5N654NONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/AL NOOR
 LIGHTING/REMI/PI-2026-0001 deposit/EREF/E2E-9
:62F:C260102EUR1000,
-}
"""


def lines(page: BankPage) -> list[tuple[str, bool]]:
    return [(str(line.amount), line.is_credit) for line in page.lines]


def test_the_fields_of_german_banks_name_payer_purpose_and_references() -> None:
    [page] = read_mt940(GERMAN)
    first = page.lines[0]

    assert (page.account, page.currency, page.number, page.is_checked) == ("123456700", "EUR", "61/1", True)
    assert lines(page) == [("16394.69", True), ("25.00", False), ("10", False)]
    assert (first.payer_name, first.payer_account) == ("NORDLICHT LEUCHTEN GMBH", "DE02120300000000202051")
    assert (first.remittance, first.end_to_end_id) == ("PI26-0917 BALANCE for lamps", "NL-2026-77")
    assert (first.reference, first.bank_reference) == ("", "NX1234567")
    assert page.lines[2].is_reversal, "money that came is taken back"


def test_named_fields_and_a_booking_over_new_year() -> None:
    [page] = read_mt940(DUTCH)
    [line] = page.lines

    assert page.account == "NL02ABNA0123456789" and page.opening == Decimal("-500.5")
    assert (line.value_on, line.booked_on) == (date(2025, 12, 31), date(2026, 1, 2))
    assert (line.payer_name, line.payer_account) == ("AL NOOR LIGHTING", "NL91ABNA0417164300")
    assert (line.remittance, line.end_to_end_id) == ("PI-2026-0001 deposit", "E2E-9")


def test_a_purpose_in_plain_words_stays_as_it_is() -> None:
    plain = GERMAN.replace("166?00SEPA-UEBERWEISUNG", "PAYMENT PI26-0917").split("?109310", maxsplit=1)[0]
    [page] = read_mt940(f"{plain}\n:62F:C260302EUR17394,69\n")
    assert page.lines[0].remittance == "PAYMENT PI26-0917"


def test_several_statements_in_one_file_are_each_checked() -> None:
    pages = read_mt940(GERMAN + DUTCH)
    assert [page.account for page in pages] == ["123456700", "NL02ABNA0123456789"]
    with pytest.raises(Unreadable) as caught:
        read_mt940(GERMAN + DUTCH.replace("EUR1000,", "EUR1000,01"))
    assert [finding.code for finding in caught.value.findings] == ["does-not-add-up"]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (GERMAN.replace(":25:20041133/123456700\n", ""), "missing"),
        (GERMAN.replace("C260301EUR1000,00", "X260301EUR1000,00"), "not-a-balance"),
        (GERMAN.replace("C260301EUR1000,00", "C261301EUR1000,00"), "not-a-balance"),
        (GERMAN.replace("2603020302C16394,69NTRF", "2603020302C,NTRF"), "not-an-entry"),
        (GERMAN.replace("2603020302D25", "2603029902D25"), "not-an-entry"),
        (GERMAN.replace("C260302EUR17359,69", "C260302USD17359,69"), "other-currency"),
        (GERMAN.replace(":60F:C260301EUR1000,00\n", "").replace(":62F:C260302EUR17359,69\n", ""), "missing"),
        ("", "empty-statement"),
    ],
)
def test_what_cannot_be_understood_refuses_the_whole_by_place(broken: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_mt940(broken)
    assert code in {finding.code for finding in caught.value.findings}


def test_a_missing_closing_balance_is_said_and_refuses_nothing() -> None:
    [page] = read_mt940(GERMAN.replace(":62F:C260302EUR17359,69\n", ""))
    assert not page.is_checked and [note.code for note in page.notes] == ["not-checked"]


def test_the_same_line_has_the_same_key_in_another_file_and_two_equal_lines_have_two() -> None:
    [one] = read_mt940(GERMAN)
    [again] = read_mt940(GERMAN.replace(":20:STARTUMS", ":20:ANOTHER").replace("\n", "\r\n"))
    assert [line.key for line in one.lines] == [line.key for line in again.lines]
    twice = GERMAN.replace(
        ":61:2603020302RC10,NMSCREF-1\n", ":61:2603020302D25,00NCHGNONREF\n:86:808?00ENTGELT?20Charges\n"
    )
    [page] = read_mt940(twice.replace("17359,69", "17344,69"))
    assert len({line.key for line in page.lines}) == 3


def test_it_is_told_from_other_files_by_its_beginning() -> None:
    assert looks_like_mt940(GERMAN) and looks_like_mt940(DUTCH)
    assert not looks_like_mt940("Date;Amount\n2026-03-09;150,00\n") and not looks_like_mt940(
        "<?xml version='1.0'?>"
    )


CENTS = st.integers(1, 99_999_999_999).map(lambda cents: Decimal(cents).scaleb(-2))


PURPOSES = (
    "x",
    "166?20SVWZ+PI-1?32NORDLICHT",
    "/REMI/PI 1/EREF/9",
    "?",
    "a//b /NAME/",
    "PI-2026-0001\nDEPOSIT",
)
MOVES = st.lists(
    st.tuples(CENTS, st.sampled_from(["C", "D", "RC", "RD"]), st.sampled_from(PURPOSES)), max_size=6
)


@settings(deadline=None, max_examples=60)
@given(st.integers(-9_999_999, 9_999_999).map(lambda cents: Decimal(cents).scaleb(-2)), MOVES)
def test_every_statement_that_adds_up_is_read_to_the_cent(
    opening: Decimal, moves: list[tuple[Decimal, str, str]]
) -> None:
    closing = opening + sum(
        (amount if mark in ("C", "RD") else -amount for amount, mark, _ in moves), Decimal(0)
    )

    def balance(value: Decimal) -> str:
        return f"{'C' if value >= 0 else 'D'}260302EUR{abs(value):.2f}".replace(".", ",")

    body = "".join(
        f":61:260302{mark}{str(amount).replace('.', ',')}NTRFNONREF\n:86:{text}\n"
        for amount, mark, text in moves
    )
    [page] = read_mt940(f":20:X\n:25:1\n:60F:{balance(opening)}\n{body}:62F:{balance(closing)}\n")
    assert page.is_checked and [line.amount for line in page.lines] == [amount for amount, _, _ in moves]


def answer(text: str) -> object:
    """What the reader says: pages, or why there are none."""
    try:
        return read_mt940(text)
    except Unreadable as refused:
        return refused.findings


@settings(deadline=None)
@given(st.text(":0123456789CDRFMEURN,?/+-{}\n ABS", max_size=300))
@example(":20:\n:61:\n:86:?20?99")
def test_whatever_a_file_says_the_reader_answers(text: str) -> None:
    assert answer(":20:X\n:25:1\n:60F:C260302EUR1,\n" + text)
