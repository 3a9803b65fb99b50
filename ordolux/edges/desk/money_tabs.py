"""The parts of the money pages, over each of their lists."""

from django.urls import reverse
from django.utils.translation import gettext


def tabs(here: str) -> list[dict[str, object]]:
    """The parts of the money pages."""
    parts = (
        ("money", gettext("Money today")), ("bank_entries", gettext("Payments")), ("statements", gettext("Statements")),
        ("instalments", gettext("Instalments")), ("receipts", gettext("Receipts")),
        ("proformas", gettext("Proforma invoices")), ("letters_of_credit", gettext("Letters of credit")),
        ("presentations", gettext("Documents at banks")), ("credit_notes", gettext("Credit notes")),
        ("bank_accounts", gettext("Bank details")), ("rates", gettext("Rates")),
    )  # fmt: skip
    return [{"label": word, "url": reverse(f"desk:{name}"), "current": name == here} for name, word in parts]
