"""A statement file as typed values, read in the real sandbox."""

from datetime import date
from decimal import Decimal

from ordolux.edges.bank.statements import read_statement
from ordolux.foundation.sandbox.tests.test_bank_reader import BALANCE, NEW, entry, statement
from ordolux.rules.money import Money


def test_a_payment_that_arrived_short_says_what_was_deducted():
    file = read_statement(statement(BALANCE.format(**NEW)))

    [found] = file.statements
    [line] = found.entries
    assert file.is_usable
    assert (found.opening, found.closing) == (
        Money(Decimal("1000.00"), "USD"),
        Money(Decimal("17394.69"), "USD"),
    )
    assert (line.amount, line.is_credit, line.is_booked) == (Money(Decimal("16394.69"), "USD"), True, True)
    assert line.booked_on == date(2026, 3, 2)
    assert line.transactions[0].deducted == Money(Decimal("25.00"), "USD")
    assert line.transactions[0].payer.name == "Nordlicht GmbH"


def test_of_a_file_with_an_unknown_currency_nothing_is_usable():
    file = read_statement(statement(entry("16394.69"), entry(currency="XQZ")))

    assert (file.is_usable, file.statements) == (False, ())
    assert "XQZ is not a currency we know" in str(file.findings[0])


def test_a_picture_is_no_statement():
    assert not read_statement(b"\x89PNG\r\n\x1a\n").is_usable
