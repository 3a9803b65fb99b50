"""Bank statements in the forms that are not XML: MT940 and CSV. Text and rows in, lines and findings out.

A statement is taken as a whole or not at all: with one line that cannot be understood it would no longer add up.
"""

from ordolux.rules.statements.lines import BankLine, BankPage, Unreadable

__all__ = ["BankLine", "BankPage", "Unreadable"]
